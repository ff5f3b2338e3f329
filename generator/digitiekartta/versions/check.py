"""The check of a roadmap, the same whoever asks: its content, what was approved, and both.

And the gate: what may be published is the newest approved version of a roadmap, or nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.roadmap.checking.acknowledging import acknowledge
from digitiekartta.roadmap.checking.follow_up import reports_in_future
from digitiekartta.roadmap.checking.rules import check, read_and_check
from digitiekartta.roadmap.checking.statement import statement_problems
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.following import UNDECLARED_REMOVAL, dropped
from digitiekartta.versions.records import Version, Versions, read_versions

NOT_APPROVED = APPROVALS.error(
    "not-approved",
    "Tiekarttaa ei ole hyväksytty, joten siitä ei tehdä julkista sivustoa.",
    "Kun päätös on tehty, hyväksy tiekartta komennolla digitiekartta approve {name}."
    " Luonnoksen näet komennolla digitiekartta build --draft.",
    "build esimerkkila --public, kun kansiota hyvaksytyt ei ole.",
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was read of a roadmap (None: nothing could be), its approved versions, and problems.

    Warnings that the roadmap acknowledges stand apart from the problems.
    """

    roadmap: Roadmap | None
    versions: Versions
    problems: tuple[Problem, ...]
    acknowledged: tuple[Problem, ...] = ()

    @property
    def sound(self) -> Roadmap | None:
        """The roadmap, None when errors forbid to make anything of it."""
        return None if errors_in(self.problems) else self.roadmap


Check = Callable[[Path, str, date], Checked]
"""Checks a roadmap: the folder content/, the roadmap's name, the day."""


def check_roadmap(content: Path, name: str, today: date, memory: Path | None = None) -> Checked:
    """Return everything that a person must mend in content/<name>/, in order of place.

    Args:
        content, name: The roadmap.
        today: From when the age of the accessibility statement is counted, and what has not begun.
        memory: The file in which is kept what was read, for the next time; None for none.
    """
    reading = read_and_check(content, name, memory)
    versions = read_versions(content, name)
    problems, acknowledged = [*reading.problems, *versions.problems], list[Problem]()
    if roadmap := reading.roadmap:
        problems += undeclared_removals(roadmap, versions.approved)
        if versions.newest and versions.intact:
            problems += _errors_in_approved(versions.newest)
        dated = [
            *statement_problems(
                roadmap, today, draft=True, for_readers=is_for_readers(roadmap, versions)
            ),
            *reports_in_future(roadmap, today),
        ]
        problems += reading.sure(dated)
        problems, acknowledged = acknowledge(roadmap, problems)
    return Checked(
        reading.roadmap, versions, tuple(in_order(problems)), tuple(in_order(acknowledged))
    )


def is_for_readers(roadmap: Roadmap, versions: Versions) -> bool:
    """Whether a roadmap is on its way to be published, and not only kept or tried out.

    It says so by what only a public site needs (statement, feedback, looks, place of editing), or
    by a version that a meeting decided on: the section of its minutes is known.
    """
    settings = roadmap.settings
    told = (settings.accessibility, settings.feedback, settings.appearance, settings.repository)
    decided = (version.approval for version in versions.all)
    return any(told) or any(one.section and not one.is_transcription for one in decided)


# A preview asks again at every edit.
@lru_cache(maxsize=16)
def _errors_in_approved(version: Version) -> tuple[Problem, ...]:
    """Return what keeps the newest approved version from its readers; approve freezes no errors."""
    return tuple(errors_in(check(version.roadmap())))


def pass_gate(content: Path, name: str) -> Versions | tuple[Problem, ...]:
    """Return the versions of content/<name>/, the newest to be published, or why there is none.

    The working content is not read here at all, so no edit of it, not even a broken one,
    reaches the public site.
    """
    versions = read_versions(content, name)
    if not versions.intact:
        return tuple(errors_in(versions.problems))
    if versions.newest is None:
        return (NOT_APPROVED.at(Place(f"{content.name}/{name}"), name=name),)
    return versions


def check_approved(roadmap: Roadmap, today: date) -> tuple[Problem, ...]:
    """Return what must be mended in what has passed the gate before it may be made public."""
    statement = statement_problems(roadmap, today, draft=False)
    return tuple(in_order([*check(roadmap), *statement]))


def links_to_itself(roadmap: Roadmap) -> bool:
    """Whether prose links to pages of the roadmap's own site."""
    return any(True for text in roadmap.texts.values() for _ in text.own_links())


def undeclared_removals(roadmap: Roadmap, approved: Roadmap | None) -> Iterator[Problem]:
    """A measure of the newest approved version is still there, or it is told what became of it."""
    folder = roadmap.settings.place_of().file.rpartition("/")[0]
    for measure in dropped(approved, roadmap) if approved else ():
        file = f"toimenpiteet/{measure.id}.yml"
        if not roadmap.could_not_read(file):
            yield UNDECLARED_REMOVAL.at(Place(f"{folder}/{file}"), title=measure.title)
