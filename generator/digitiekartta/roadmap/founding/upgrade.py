"""Upgrading a project: what nobody has changed is renewed, what somebody has changed is kept."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from digitiekartta import __version__
from digitiekartta.basics.files import write_whole
from digitiekartta.basics.installing import PROGRAM
from digitiekartta.roadmap.founding.files import project_files
from digitiekartta.roadmap.founding.note import NOTE, Note, digest_of_file
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.folder import SETTINGS, read_roadmap

PIN = "requirements.txt"
"""Where a project requires the program."""
BESIDE = ".uusi"
"""What the name of a file gets that is written beside a changed one."""


class Fate(StrEnum):
    """What becomes of a file; of the last two the program has nothing new to say."""

    NEW = "uusi"
    RENEWED = "uudistuu"
    REMOVED = "poistuu"
    KEPT = "muutettu itse"
    LEFT = "poistettu itse"
    OWN = "muutettu itse, jää ennalleen"
    AWAY = "poistettu itse, jää pois"


@dataclass(frozen=True, slots=True)
class Step:
    """What an upgrade does to one file.

    Args:
        path: In the project.
        fate: What becomes of it.
        data: What the program would write; None where it no longer writes the file.
        difference: From the file as it is to that, as a unified diff, where it is kept.
    """

    path: str
    fate: Fate
    data: bytes | None = None
    difference: str = ""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade would do.

    Args:
        steps: What becomes of the files of which the program has something new to say.
        note: The note of the project afterwards.
        own: The others that differ from what the program has written: they stay as they are.
        pinned: The version of the program that the project would then require, when it is not
            the one that runs.
    """

    steps: tuple[Step, ...]
    note: Note
    own: tuple[Step, ...] = ()
    pinned: str = ""


def plan_upgrade(root: Path, note: Note) -> Upgrade:
    """Return what would become of a project's files; nothing is written.

    They call the organisation as content does now: ``init`` may not have known its name.
    """
    organisation = organisation_of(root, note.told.name) or note.told.organisation
    told = replace(note.told, organisation=organisation)
    fresh = project_files(told)
    found = tuple(_steps(root, note, fresh))
    steps = tuple(step for step in found if step.fate not in (Fate.OWN, Fate.AWAY))
    own = tuple(step for step in found if step not in steps)
    digests = {path: digest_of_file(data) for path, data in fresh.items()}
    is_kept = any(step.path == PIN and step.fate in (Fate.KEPT, Fate.OWN) for step in found)
    required = pinned(root) if is_kept else ""
    after = replace(note, version=__version__, told=told, digests=digests)
    return Upgrade(steps, after, own, required if required != __version__ else "")


def organisation_of(root: Path, name: str) -> str:
    """Return the organisation that the content of a roadmap names, "" where it can't be read."""
    roadmap = read_roadmap(root / "content", name).roadmap
    if roadmap is None or f"{SETTINGS}:{KEYS['organisation']}" in roadmap.partial:
        return ""
    return roadmap.settings.organisation


def pinned(root: Path) -> str:
    """Return the version of the program that a project requires, "" when it tells none."""
    file = root / PIN
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    found = re.search(rf"^{PROGRAM} *== *([^\s;\\]+)", text, re.MULTILINE)
    return found[1] if found else ""


def _steps(root: Path, note: Note, fresh: Mapping[str, bytes]) -> Iterator[Step]:
    for path in sorted({*fresh, *note.digests}):
        data, written = fresh.get(path), note.digests.get(path)
        wanted = digest_of_file(data) if data is not None else None
        file = root / path
        present = file.read_bytes() if file.is_file() else None
        there = digest_of_file(present) if present is not None else None
        if wanted == there:
            continue
        if wanted == written:
            yield Step(path, Fate.AWAY if present is None else Fate.OWN)
        elif data is None:
            if there == written:
                yield Step(path, Fate.REMOVED)
        elif present is None:
            yield Step(path, Fate.LEFT if written else Fate.NEW, data)
        elif there == written:
            yield Step(path, Fate.RENEWED, data)
        else:
            yield Step(path, Fate.KEPT, data, _difference(path, present, data))


def _difference(path: str, present: bytes, data: bytes) -> str:
    before, after = (part.decode(errors="replace").splitlines() for part in (present, data))
    lines = difflib.unified_diff(before, after, path, path + BESIDE, lineterm="")
    return "\n".join(lines)


def carry_out(upgrade: Upgrade, root: Path) -> None:
    """Do it. Cut short, it can be done again: the note is written last.

    Raises:
        OSError: There is no room or no right to write.
    """
    for step in upgrade.steps:
        path = root / step.path
        match step.fate:
            case Fate.REMOVED:
                path.unlink()
            case Fate.NEW | Fate.RENEWED:
                _write(path, step.data)
            case Fate.KEPT:
                _write(path.with_name(path.name + BESIDE), step.data)
    _write(root / NOTE, upgrade.note.text().encode())


def _write(path: Path, data: bytes | None) -> None:
    assert data is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
