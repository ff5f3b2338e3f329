"""What was read before is not read again, and all that is told is what a new reading would tell."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest

from damage import damage
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.formatting import format_entry
from digitiekartta.roadmap.model import ENTRIES, Entry, FileEntry, Goal, Group, Measure
from digitiekartta.roadmap.reading import folder, memory, packing
from digitiekartta.roadmap.reading.folder import Reading, read_roadmap
from digitiekartta.roadmap.reading.packing import packed, unpacked
from digitiekartta.roadmap.roadmap import Roadmap
from test_every_field import GOAL, GROUP, MEASURE, value
from towns import TOWNS
from towns import content as of_town

FILE = "luettu.jsonl"
EDITS = 12


def all_of(reading: Reading) -> tuple[object, ...]:
    """Return all that a reading says: also where each text stands, and which fields were given."""
    roadmap = reading.roadmap or reading.parts
    return (
        reading.problems,
        reading.unsure,
        repr(roadmap),
        [(one.text, one.place) for one in roadmap.field_texts()] if roadmap else None,
        [given(one) for one in (*roadmap.goals, *roadmap.measures)] if roadmap else None,
    )


def given(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(exclude_unset=True)


def check(content: Path, name: str, kept: Path) -> Reading:
    """Read and check with what is kept, and make sure that it is as if nothing were."""
    with_memory = read_and_check(content, name, kept)
    assert all_of(read_and_check(content, name)) == all_of(with_memory)
    return with_memory


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "build" / FILE


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the files that are parsed and validated."""
    files: list[str] = []
    original = folder.read_entry

    def recorded(model: Any, text: str, name: str) -> Any:
        files.append(Path(name).name)
        return original(model, text, name)

    monkeypatch.setattr(folder, "read_entry", recorded)
    return files


@pytest.mark.parametrize("town", TOWNS)
def test_whatever_is_edited_added_removed_renamed_or_broken_is_told_as_if_read_anew(
    town, tmp_path, kept
):
    content = tmp_path / "content"
    shutil.copytree(of_town(town), content)
    chance = Random(town)
    files = sorted(
        path for path in (content / town).rglob("*.yml") if "hyvaksytyt" not in str(path)
    )
    check(content, town, kept)
    for _ in range(EDITS):
        path = chance.choice(files)
        before = path.read_bytes() if path.exists() else b"otsikko: Uusi\n"
        after = chance.choice(damage(before or b"\n", chance))
        if after is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(after)
        if chance.random() < 0.2 and path.exists():
            path.replace(path.with_name(f"{path.stem}-toinen.yml"))
        check(content, town, kept)
        if chance.random() < 0.5:
            path.write_bytes(before)
            check(content, town, kept)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in (Goal, Group, Measure) for name in declared(kind)],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_every_field_is_remembered(content, kept, read, kind, name):
    field = declared(kind)[name]
    given = {field.key: value(name, field)[0]}
    group = {**GROUP, **(given if kind is Group else {})}
    goal = {**GOAL, "ryhmat": [group], **(given if kind is Goal else {})}
    measure = {**MEASURE, **(given if kind is Measure else {})}
    content.write("tavoitteet/palvelut.yml", format_entry(Goal.model_validate(goal)).encode())
    content.write("toimenpiteet/koe.yml", format_entry(Measure.model_validate(measure)).encode())
    files = content.root / "content"
    first = read_and_check(files, "pikku", kept)
    read.clear()

    again = read_and_check(files, "pikku", kept)

    assert all_of(first) == all_of(again)
    assert {"palvelut.yml", "koe.yml"}.isdisjoint(read)


@pytest.mark.parametrize("kind", [e for e in ENTRIES if not e.__subclasses__()])
def test_each_type_of_the_model_can_be_packed(kind):
    assert packing._special_fields(kind) is not None


@pytest.mark.parametrize("town", TOWNS)
def test_what_is_packed_is_the_same_when_it_is_unpacked(town):
    roadmap = read_roadmap(of_town(town), town).roadmap
    assert isinstance(roadmap, Roadmap)
    for entry in (*roadmap.goals, *roadmap.measures):
        again = unpacked(type(entry), json.loads(json.dumps(packed(entry))))

        assert repr(entry) == repr(again)
        assert given(entry) == given(again)
        assert isinstance(again, FileEntry)


def test_only_what_was_edited_is_read_again(content, kept, read):
    files = content.root / "content"
    read_and_check(files, "pikku", kept)
    assert {"kurssit.yml", "digituki.yml", "digitaidot.yml"} <= {*read}
    read.clear()
    content.replace("toimenpiteet/digituki.yml", "Digituki", "Digiapu")

    reading = check(files, "pikku", kept)

    assert reading.roadmap
    assert "Digiapu kirjastossa" == reading.roadmap.measures_by_id["digituki"].title
    assert "kurssit.yml" not in read[: len(read) // 2]
    assert "digituki.yml" in read


def test_what_was_found_in_a_file_is_told_again_without_a_look_at_it(content, kept, read):
    content.append("toimenpiteet/kurssit.yml", "lisatiedot: Kysy Aino Virtaselta\n")
    files = content.root / "content"
    first = read_and_check(files, "pikku", kept)
    read.clear()

    again = read_and_check(files, "pikku", kept)

    assert ["person-name"] == [one.code for one in first.problems]
    assert first.problems == again.problems
    assert "kurssit.yml" not in read


def test_what_another_file_makes_wrong_in_it_is_told(content, kept):
    content.replace("toimenpiteet/kurssit.yml", "- Tietohallinto", "- Tietohallinto\n  - Kirjasto")
    files = content.root / "content"
    assert () == check(files, "pikku", kept).problems
    content.write("tahot.yml", "Tietohallinto: {muut_kirjoitusasut: [Kirjasto]}\nJohtoryhmä:\n")

    assert "listed-twice" in [one.code for one in check(files, "pikku", kept).problems]


def test_a_place_in_a_file_that_was_not_read_again_is_known(content, kept):
    content.write("toimenpiteet/kurssit.yml", content.read("toimenpiteet/kurssit.yml").encode())
    files = content.root / "content"
    check(files, "pikku", kept)
    content.replace("tahot.yml", "Tietohallinto:", "Atk-osasto:")

    problems = check(files, "pikku", kept).problems

    assert ("content/pikku/toimenpiteet/kurssit.yml", 5) in [
        (one.place.file, one.place.line) for one in problems
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-100]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"Tieto", b"Tuntu")),
        lambda file: file.write_text("{}"),
        lambda file: file.write_bytes(b'["\xff",\n[]]'),
    ],
)
def test_what_was_damaged_is_made_anew_without_a_word(content, kept, spoil):
    files = content.root / "content"
    check(files, "pikku", kept)
    whole = kept.read_bytes()
    spoil(kept)

    check(files, "pikku", kept)

    assert whole == kept.read_bytes()


def test_what_another_program_has_read_is_read_again(content, kept, read, monkeypatch):
    files = content.root / "content"
    read_and_check(files, "pikku", kept)
    monkeypatch.setattr(memory, "digest_of_programs", lambda: "toinen")
    read.clear()

    read_and_check(files, "pikku", kept)

    assert "kurssit.yml" in read


def test_what_is_kept_of_another_roadmap_is_of_no_use(content, kept, read):
    files = content.root / "content"
    read_and_check(files, "pikku", kept)
    (files / "pikku").rename(files / "toinen")
    read.clear()

    check(files, "toinen", kept)

    assert "kurssit.yml" in read


def test_no_more_is_kept_than_there_is(content, kept):
    files = content.root / "content"
    check(files, "pikku", kept)
    content.remove("toimenpiteet/digituki.yml")
    check(files, "pikku", kept)

    assert b"digituki.yml" not in kept.read_bytes()


def test_where_nothing_can_be_kept_all_is_read(content, kept):
    kept.parent.write_text("Ei kansio")

    assert check(content.root / "content", "pikku", kept).roadmap
