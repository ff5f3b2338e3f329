"""Reports: two contents of a roadmap, by the names of their versions, read and compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from digitiekartta.basics.problems import Problem, in_order
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.canonical import canonical, canonical_bytes, code
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.roadmap import site_name
from digitiekartta.versions.comparing.changes import Comparison, compare
from digitiekartta.versions.comparing.outline import Frame
from digitiekartta.versions.comparing.removals import undeclared_removals
from digitiekartta.versions.records import Version, Versions, read_versions

WORKING = "työversio"


class Unreadable(ValueError):
    """The working content can't be read whole: what is missing would be told as removed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("unreadable content")
        self.problems = problems


def report(
    content: Path, name: str, since: str | None = None, until: str = WORKING
) -> tuple[Comparison, Frame]:
    """Return what has changed between two contents of content/<name>/, and of what it is.

    Args:
        content, name: The roadmap.
        since: A version; unless given, the one before ``until``, the newest for the working one.
        until: A version, or "työversio".

    Raises:
        LookupError: There is no such version; the message lists those there are, in Finnish.
        Unreadable: A file of the working content can't be read.
    """
    versions = read_versions(content, name)
    before = _before(versions, since, until)
    old = before.form() if before else None
    problems: list[Problem] = []
    if until.casefold() == WORKING:
        reading = read_and_check(content, name)
        roadmap = reading.roadmap
        if roadmap is None or roadmap.unreadable:
            raise Unreadable(reading.problems)
        approved = versions.newest.form() if versions.newest else None
        problems = [*reading.problems, *versions.problems, *undeclared_removals(roadmap, approved)]
        new, told = canonical(roadmap), WORKING
    else:
        version = _named(versions, until)
        roadmap, new, told = version.roadmap(), version.form(), _told(version)
    frame = Frame(
        roadmap=site_name(roadmap.settings),
        since=_told(before) if before else None,
        until=told,
        code=code(canonical_bytes(new)),
        problems=tuple(in_order(problems)),
    )
    return compare(old, new), frame


def _before(versions: Versions, since: str | None, until: str) -> Version | None:
    """Return the version to compare with; None when there is none before."""
    if since is not None:
        return _named(versions, since)
    if until.casefold() == WORKING:
        return versions.newest
    place = versions.all.index(_named(versions, until))
    return versions.all[place - 1] if place else None


def _named(versions: Versions, name: str) -> Version:
    for version in versions.all:
        if version.name == name:
            return version
    known = (
        f"Versiot ovat {listed([one.name for one in versions.all])}."
        if versions.all
        else "Tiekartasta ei ole vielä hyväksytty yhtään versiota."
    )
    raise LookupError(f"Versiota ”{name}” ei ole. {known}")


def _told(version: Version) -> str:
    approval = version.approval
    why = f", korjaus: {approval.reason}" if approval.reason else ""
    return f"hyväksytty versio {version.name}, {approval.told}{why}"
