"""What an edit leaves as it was: no page is made anew in vain, and none is kept that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from digitiekartta.basics import keeping
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.pages import paths
from digitiekartta.pages.outline import DETAILS, Outlined
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.writing import NOTE, write_plan
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Goal, Group, Measure, Party, Phase, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.record import status_of
from digitiekartta.versions.records import Version, read_versions
from rendering import OPTIONS, held, planned_of, roadmap
from test_every_field import FIELDS, GOAL, GROUP, MEASURE, without_and_with, written
from towns import content as town

OWN = paths.measure("koe")


@pytest.fixture(scope="module")
def versions() -> Sequence[Version]:
    return read_versions(town("esimerkkila"), "esimerkkila").all


def kept(before: Plan, after: Plan) -> set[str]:
    """Return the files that would be left as they were."""
    return {
        file
        for file, made_of in after.made_of.items()
        if made_of and before.made_of.get(file) == made_of
    }


def files_of(made: Plan) -> Mapping[str, str | bytes]:
    return {**made.files, **made.assets, **made.beside}


def docs(folder: Path) -> Mapping[str, bytes]:
    found = (path for path in (folder / "docs").rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


# --- fields -------------------------------------------------------------------------------------


@FIELDS
def test_what_is_kept_when_a_field_was_edited_is_what_would_be_made(content, name):
    without, having, _ = without_and_with(content, name)
    before, after = planned_of(without), planned_of(having)

    for one, other in ((before, after), (after, before)):
        same = kept(one, other)
        assert [] == [file for file in same if files_of(one)[file] != files_of(other)[file]]
        assert OWN not in same
        if name in DETAILS:  # and where it is told nowhere else, all else is kept
            assert {OWN} == {file for file in other.files if file not in same}


@FIELDS
def test_the_same_holds_where_the_edit_waits_for_approval(content, name, versions):
    # Whichever roadmap was approved: what it says of ours is pending.
    without, having, _ = without_and_with(content, name)
    before, after = (planned_of(one, versions=versions) for one in (without, having))
    same = kept(before, after)

    assert before.site.history.pending != after.site.history.pending or name not in DETAILS
    assert [] == [file for file in same if files_of(before)[file] != files_of(after)[file]]
    assert paths.CHANGES not in same


def changed(entry: BaseModel, name: str) -> BaseModel:
    """Return an entry with another value in a field: none, or one where there was none."""
    info, was = type(entry).model_fields[name], getattr(entry, name)
    default = "Muu" if info.is_required() else info.get_default()
    other = date(2027, 1, 15) if name == "updated" else "Muu"
    now = default if was != default and default is not None else other
    return entry.model_copy(update={name: "Toinen" if was == now else now})


def with_entry(given: Roadmap, model: type[BaseModel], name: str) -> Roadmap:
    """Return a roadmap with another value in a field of its first entry of a class."""
    goal, *goals = given.goals
    if model is Settings:
        return replace(given, settings=changed(given.settings, name))
    if model is Phase:
        first, *phases = given.settings.phases
        update: dict[str, Any] = {"phases": (changed(first, name), *phases)}
        return replace(given, settings=given.settings.model_copy(update=update))
    if model is Party:
        party, first_party = next(iter(given.parties.items()))
        return replace(given, parties={**given.parties, party: changed(first_party, name)})
    if model is Group:
        update = {"groups": (changed(goal.groups[0], name), *goal.groups[1:])}
        return replace(given, goals=(goal.model_copy(update=update), *goals))
    return replace(given, goals=(changed(goal, name), *goals))


@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
@pytest.mark.parametrize(
    ("model", "name"),
    [(one, name) for one in (Settings, Phase, Party, Goal, Group) for name in declared(one)],
)
def test_no_page_is_kept_when_what_stands_above_measures_was_edited(model, name):
    given = roadmap("esimerkkila")
    edited = with_entry(given, model, name)

    assert edited != given
    assert made_of(given) != made_of(edited)


def made_of(given: Roadmap, options: Options = OPTIONS, approved: Sequence[Version] = ()) -> str:
    return Outlined.of(Site(given, options, history_of(approved, given, draft=False))).made_of


@pytest.mark.parametrize("name", [field.name for field in fields(Options)])
def test_no_page_is_kept_on_another_day_or_with_another_option(name, versions):
    others: Mapping[str, Any] = {
        "run_day": date(2027, 1, 15),
        "shown_day": date(2027, 1, 15),
        "draft": False,
        "site_url": "https://www.esimerkkila.example/",
        "from_disk": True,
        "components": True,
        "approval_status": status_of([one.approval for one in versions]),
    }
    given = roadmap("esimerkkila")

    assert made_of(given) != made_of(given, replace(OPTIONS, **{name: others[name]}))


def test_no_page_is_kept_when_a_version_was_approved_or_a_text_was_edited(versions):
    given = roadmap("esimerkkila")
    stem, text = next(iter(given.texts.items()))
    edited = replace(given, texts={**given.texts, stem: replace(text, markdown="# Muu\n")})

    told = {made_of(given), made_of(edited)}
    told |= {made_of(given, approved=versions[:count]) for count in range(1, len(versions) + 1)}
    assert 2 + len(versions) == len(told)


# --- measures that come and go, and what is noted ------------------------------------------------


def test_after_any_edits_the_folder_is_as_if_it_were_made_anew(content, tmp_path):
    build, site = tmp_path / "build" / "pikkula", tmp_path / "site"
    edits = [
        lambda: content.append("toimenpiteet/digituki.yml", "lisatiedot: Lisää tästä.\n"),
        lambda: content.write("toimenpiteet/uusi.yml", b"otsikko: Uusi\ntavoite: digitaidot\n"),
        lambda: content.append("toimenpiteet/uusi.yml", "kuvaus: Kuvaus.\n"),
        lambda: content.path("toimenpiteet/uusi.yml").rename(
            content.path("toimenpiteet/nimetty.yml")
        ),
        lambda: content.append("toimenpiteet/nimetty.yml", "aiemmat_tunnukset: [uusi]\n"),
        lambda: content.remove("toimenpiteet/nimetty.yml"),
        lambda: content.replace("tiekartta.yml", "Pikkulan kunta", "Pikkulan kaupunki"),
        lambda: (build / NOTE).write_text("{"),
        lambda: (build / NOTE).write_text('{"program": "muu", "files": {}}'),
        lambda: (build / NOTE).write_text("[]"),
        lambda: (build / "docs/index.md").write_text("Muutettu käsin."),
        lambda: (build / "docs/toimenpiteet/digituki.md").unlink(),
    ]
    for number, edit in enumerate([lambda: None, *edits]):
        edit()
        anew = tmp_path / str(number) / "build" / "pikkula"
        write_plan(planned_of(content.roadmap()), build, site)
        write_plan(planned_of(content.roadmap()), anew, site)

        assert docs(anew) == docs(build), number


def test_what_another_version_of_the_program_has_made_is_made_anew(content, tmp_path, monkeypatch):
    build = tmp_path / "build" / "pikkula"
    made = planned_of(content.roadmap())
    write_plan(made, build, tmp_path / "site")
    other = replace(made, files={**made.files, "index.md": "Uusi ohjelma kirjoittaa toisin."})

    assert () == write_plan(other, build, tmp_path / "site").changed
    monkeypatch.setattr("digitiekartta.pages.writing.digest_of_programs", lambda: "toinen")
    assert ("docs/index.md",) == write_plan(other, build, tmp_path / "site").changed


def test_a_measure_that_is_edited_is_all_that_is_written(content, tmp_path):
    build = tmp_path / "build" / "pikkula"
    written(content, {**GOAL, "ryhmat": [GROUP]}, MEASURE)
    write_plan(planned_of(content.roadmap()), build, tmp_path / "site")
    content.append("toimenpiteet/koe.yml", "kuvaus: Uusi kuvaus.\n")
    made = planned_of(content.roadmap())
    asked: list[str] = []

    class Watched(dict[str, str]):
        def __getitem__(self, file: str) -> str:
            asked.append(file)
            return super().__getitem__(file)

    write_plan(replace(held(made), files=Watched(made.files)), build, tmp_path / "site")

    assert [OWN] == asked


def test_the_outline_gives_no_detail_of_a_measure_nor_what_is_pending(versions):
    given = roadmap("esimerkkila")
    site = Site(given, OPTIONS, history_of(versions, given, draft=True))
    outline = Outlined.of(site).outline

    for name in declared(Measure):
        if name in DETAILS:
            with pytest.raises(AttributeError):
                getattr(outline.roadmap.measures[0], name)
        else:
            assert getattr(site.roadmap.measures[0], name) == getattr(
                outline.roadmap.measures[0], name
            )
    with pytest.raises(AttributeError):
        bool(outline.history.pending)


def test_a_note_is_bounded_by_the_files_there_are(content, tmp_path):
    build = tmp_path / "build" / "pikkula"
    for title in ("Yksi", "Kaksi"):
        content.write("toimenpiteet/koe.yml", f"otsikko: {title}\ntavoite: digitaidot\n".encode())
        made = planned_of(content.roadmap())
        write_plan(made, build, tmp_path / "site")

    noted = keeping.kept(build / NOTE, digest_of_programs())
    where = {file: "tiedostot" if file in made.beside else "docs" for file in made.made_of}
    expected = {f"{where[file]}/{file}" for file, one in made.made_of.items() if one}
    assert expected == {*noted}
