"""One field of a file is changed, and every other byte stays as it was."""

from __future__ import annotations

import re

import pytest

from digitiekartta.basics.characters import seen
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import Measure, ScheduleEntry
from digitiekartta.roadmap.reading.validation import read_entry
from digitiekartta.roadmap.rewriting import rewritten
from towns import content

FILE = """\
# Alku
otsikko: "Kurssi: alkeet"   # lainattu
vastuu: [Tietohallinto, Kirjasto]
tavoite:   'digitaidot'

# Aikataulusta
aikataulu:
    Kevät 2025 – syksy 2025: selvitys  # väli

# Seurannasta
seuranta: |-
  rivi
  # ei kommentti
# Loppu
"""


def read(text: str) -> Measure:
    plain = seen(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    measure = read_entry(Measure, plain, "kurssit.yml").whole
    assert measure
    return measure


def changed(text: str, **fields: object) -> str:
    before = read(text)
    after = before.model_copy(update=fields)
    told = rewritten(text, before, after)
    assert entry_tree(after) == entry_tree(read(told))
    return told


def test_only_the_lines_of_the_changed_field_differ():
    schedule = {HalfYear(2025, 1): ScheduleEntry(vaihe="selvitys")}

    told = changed(FILE, schedule=schedule)

    assert (
        FILE.replace(
            "    Kevät 2025 – syksy 2025: selvitys  # väli", "  kevät 2025: selvitys # väli"
        )
        == told
    )


def test_a_new_field_stands_where_it_belongs_by_rule():
    told = changed(FILE, description="Kuvaus: #1", change_reason="Syy")

    assert (
        FILE.replace("'digitaidot'\n", "'digitaidot'\nkuvaus: 'Kuvaus: #1'\n").replace(
            "  # ei kommentti\n", "  # ei kommentti\nmuutoksen_syy: Syy\n"
        )
        == told
    )


def test_a_field_that_goes_leaves_its_comments():
    told = changed(FILE, schedule=None)

    assert re.sub(r"aikataulu:\n.*\n", "# väli\n", FILE) == told


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_line_ends_a_byte_order_mark_and_an_open_end_stay(mark, end):
    text = mark + FILE.replace("\n", "\r\n").removesuffix("\r\n") + end.replace("\n", "\r\n")

    told = changed(text, follow_up="uusi\nrivi")

    old, new = "|-\r\n  rivi\r\n  # ei kommentti\r\n", "|-\r\n  uusi\r\n  rivi\r\n"
    assert text.replace(old, new) == told


def test_a_file_that_has_no_lines_of_its_own_for_a_field_is_laid_out_anew():
    told = changed("{otsikko: Kurssi, tavoite: digitaidot} # syy\n", notes="uusi")

    assert "otsikko: Kurssi\ntavoite: digitaidot # syy\nlisatiedot: uusi\n" == told


MEASURES = sorted(content("esimerkkila").glob("esimerkkila/toimenpiteet/*.yml"))


@pytest.mark.parametrize("field", ["title", "description", "follow_up", "notes", "schedule"])
@pytest.mark.parametrize("file", MEASURES, ids=lambda file: file.stem)
def test_in_every_measure_of_a_town_one_field_is_one_place(file, field):
    text = file.read_bytes().decode()
    value = {HalfYear(2026, 1): ScheduleEntry(sanat="a: #b")} if field == "schedule" else "a: #b"
    fields = {"schedule_missing": None, "schedule_words": {}} if field == "schedule" else {}
    given = {name: none for name, none in fields.items() if getattr(read(text), name)}

    told = changed(text, **{field: value}, **given)

    keys = {
        field: Measure.model_fields[field].alias,
        **{n: Measure.model_fields[n].alias for n in given},
    }
    assert others(text, keys.values()) == others(told, keys.values())


def others(text: str, keys: object) -> list[str]:
    parts = re.findall(r"^\S.*\n(?:[ ].*\n|\n)*", text, re.M)
    return [part for part in parts if part.partition(":")[0] not in [*keys]]  # type: ignore[misc]
