"""Reports: two contents of a roadmap, by the names of their versions, read and compared."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import all_are, sentence_case
from digitiekartta.markup.prose import title
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import UnreadableForm, code_of
from digitiekartta.roadmap.checking.acknowledging import counted_in
from digitiekartta.roadmap.checking.persons import personal_options
from digitiekartta.roadmap.model import Scope
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap, site_name
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.roadmap.statement.report import AUDIT_REPORT
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.check import check_roadmap
from digitiekartta.versions.comparison.change_list import Agenda, Frame
from digitiekartta.versions.comparison.changes import Comparison, compare
from digitiekartta.versions.comparison.entries import TITLES, goal_title
from digitiekartta.versions.following import APPROVAL_DATE_ORDER, body_problems
from digitiekartta.versions.records import Version, Versions

WORKING = "työversio"
_FILES = {file: part for part, file in parts.FILE_OF.items() if part != parts.LOGO}
_FILES[AUDIT_REPORT] = parts.AUDIT
_MEETING_TOO_EARLY = APPROVAL_DATE_ORDER.worded(
    "Kokouksen päivä {day} on ennen edellisen version {version} päivää {earlier}.",
    "Tarkista kokouksen päivä. Versiot hyväksytään päätösten järjestyksessä.",
)


class UnknownVersion(LookupError):
    """There is no version of that name; the message lists those there are, in Finnish."""


def report(
    content: Path,
    name: str,
    today: date,
    since: str | None = None,
    until: str = WORKING,
    agenda: Agenda | None = None,
) -> tuple[Comparison, Frame]:
    """Return what has changed between two contents of content/<name>/, and of what it is.

    Unless ``since`` is given, it is the version before ``until``, the newest for the working one.
    A body that the ``agenda`` does not name is the one that may approve, if there is only one.

    Raises:
        UnknownVersion: There is no version of one of the names.
        UnreadableForm: The working content, or a version, can't be read whole: what is missing
            would be told as removed.
    """
    checked = check_roadmap(content, name, today)
    before = _before(checked.versions, since, until)
    problems: tuple[Problem, ...] = ()
    acknowledged = ""
    if until.casefold() == WORKING:
        if checked.roadmap is None or not checked.roadmap.is_whole:
            raise UnreadableForm(list(checked.problems))
        roadmap, problems = checked.roadmap, checked.problems
        new_content, content_code = WORKING, code_of(roadmap)
        acknowledged = counted_in(name, checked.acknowledged)
    else:
        version = named(checked.versions, until)
        roadmap = version.roadmap()
        new_content, content_code = _described(version), version.approval.code
    old = before.roadmap() if before else None
    if agenda and not agenda.body:
        agenda = replace(agenda, body=_only_body(roadmap, "muutokset" if old else "tiekartta"))
    frame = Frame(
        roadmap=site_name(roadmap.settings),
        since=_described(before) if before else None,
        until=new_content,
        code=content_code,
        problems=problems,
        acknowledged=acknowledged,
        owners={one.place.file: _owner(roadmap, old, one.place.file) for one in problems},
        agenda=agenda,
        doubts=tuple(_doubts(agenda, roadmap, old, before)) if agenda else (),
    )
    return compare(old, roadmap), frame


def _doubts(
    agenda: Agenda, roadmap: Roadmap, old: Roadmap | None, before: Version | None
) -> Iterator[Problem]:
    """Yield what on an agenda ``approve`` would refuse, or what should not be published."""
    place = Place(f"content/{roadmap.id}")
    bodies = (old or roadmap).settings.bodies
    if agenda.body:
        yield from body_problems(agenda.body, bodies, "muutos" if old else "hyväksyntä", place)
    if agenda.meeting and before and agenda.meeting < before.approval.day:
        yield _MEETING_TOO_EARLY.at(
            place,
            day=date_text(agenda.meeting),
            version=before.name,
            earlier=date_text(before.approval.day),
        )
    if agenda.proposer:
        yield from personal_options(place.file, [("--proposer", agenda.proposer)])


def _owner(roadmap: Roadmap, old: Roadmap | None, file: str) -> str:
    """Return what people call that of which a file tells: a measure by its title."""
    path = PurePosixPath(file)
    folder, id = path.parent.name, path.stem
    if folder == "toimenpiteet":
        known = (one.measures_by_id.get(id) for one in (roadmap, old) if one)
        measure = next(filter(None, known), None)
        return f"Toimenpide {quoted(measure.title if measure else id)}"
    if folder == "tavoitteet":
        return goal_title(roadmap, id)
    if APPROVED in path.parts:
        return f"Hyväksytty versio {folder if folder != APPROVED else path.name}"
    if id in roadmap.texts:
        return title(roadmap.texts[id].markdown) or id
    return TITLES.get(_FILES.get(path.name, ""), file)


def _only_body(roadmap: Roadmap, scope: Scope) -> str | None:
    able = [body.name for body in roadmap.settings.bodies if body.approves == scope]
    return able[0] if len(able) == 1 else None


def _before(versions: Versions, since: str | None, until: str) -> Version | None:
    """Return the version to compare with; None when there is none before."""
    if since is not None:
        return named(versions, since)
    if until.casefold() == WORKING:
        return versions.newest
    place = versions.all.index(named(versions, until))
    return versions.all[place - 1] if place else None


def named(versions: Versions, name: str) -> Version:
    """Return the version of a name.

    Raises:
        UnknownVersion: There is none.
    """
    for version in versions.all:
        if version.name == name:
            return version
    known = (
        f"{sentence_case(all_are('versio', [one.name for one in versions.all]))}."
        if versions.all
        else "Tiekartasta ei ole vielä hyväksytty yhtään versiota."
    )
    raise UnknownVersion(f"Versiota ”{name}” ei ole. {known}")


def _described(version: Version) -> str:
    approval = version.approval
    mended = "korjattu" if approval.is_transcription else "korjaus"
    why = f", {mended}: {approval.reason}" if approval.reason else ""
    standing = "jäljennös, versio" if approval.is_transcription else "hyväksytty versio"
    return f"{standing} {version.name}, {approval.decided_in_full}{why}"
