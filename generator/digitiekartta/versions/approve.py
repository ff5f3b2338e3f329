"""Approving: the content whose code was decided is frozen as a new version, or refused.

``prepare`` decides and touches nothing; ``approve`` writes a version whole or not at all. A
command, a form or a pipeline asks with a ``Decision`` and shows what comes of it.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from filelock import FileLock, Timeout

from digitiekartta import __version__
from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.links import FORBIDDEN_LINK
from digitiekartta.basics.problems import Place, Problem, Severity, errors_in
from digitiekartta.basics.text import counted, listed
from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.canonical import (
    canonical,
    canonical_bytes,
    restored,
    says_same,
)
from digitiekartta.roadmap.checking.persons import personal_options
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE, statement_problems
from digitiekartta.roadmap.checking.unfinished import is_unfilled
from digitiekartta.roadmap.codes import LENGTH, characters_in, code, same_code
from digitiekartta.roadmap.model import Body
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import Check, check_roadmap
from digitiekartta.versions.comparison.change_list import change_list
from digitiekartta.versions.following import (
    MAY,
    NOTHING_TO_APPROVE,
    Stage,
    body_of,
    objections,
)
from digitiekartta.versions.record import (
    LINK_PATTERN,
    VERSION_PATTERN,
    Approval,
    Decided,
    EarlierDecision,
    Previous,
    digest,
    record_bytes,
    section_number,
)
from digitiekartta.versions.records import (
    CHANGES,
    CONTENT,
    RECORD,
    UNFINISHED,
    Versions,
    read_versions,
    restoring_problems,
)
from digitiekartta.versions.removals import Corrected, corrections, in_ids, remaining, why_not
from digitiekartta.versions.signing import SIGNATURE, sign

_NOT_WHAT_WAS_DECIDED = (
    " Sisältö ei ole se, josta päätettiin: sitä on muutettu muutosluettelon teon jälkeen, tai"
    " tunniste on kopioitu väärin."
)
WRONG_CODE = APPROVALS.error(
    "wrong-code",
    "Päätöksen tunniste on {decided}, mutta sisällön tunniste on {code}." + _NOT_WHAT_WAS_DECIDED,
    "Tarkista tunniste pöytäkirjasta. Jos se on oikein, palauta sisältö sellaiseksi kuin se oli,"
    " kun muutosluettelo tehtiin, tai vie uusi muutosluettelo päätettäväksi.",
    "Sisältöä on muokattu sen jälkeen, kun sen tunniste kirjattiin pöytäkirjaan.",
)
CODE_OF_ANOTHER_VERSION = WRONG_CODE.worded(
    "Päätöksen tunniste {decided} on jo hyväksytyn version {versions} tunniste."
    + _NOT_WHAT_WAS_DECIDED
)
PARTIAL_CODE = APPROVALS.error(
    "partial-code",
    f"Tunnisteesta ”{{decided}}” puuttuu {{count}}. Siinä pitää olla {LENGTH} merkkiä eli"
    " seitsemän neljän merkin ryhmää.",
    "Kopioi pöytäkirjasta koko tunniste. Jos pöytäkirjassa on vain osa siitä tai entinen lyhyt"
    " tunniste (12 merkkiä), tee uusi muutosluettelo ja pyydä päätös, johon sen tunniste on"
    " kirjattu.",
    "approve esimerkkila --code JAPX-C6SE-E01A",
)
OVERLONG_CODE = PARTIAL_CODE.worded(
    "Tunnisteessa ”{decided}” on {count} liikaa."
    f" Siinä pitää olla {LENGTH} merkkiä eli seitsemän neljän merkin ryhmää.",
    "Kopioi pöytäkirjasta pelkkä tunniste.",
)
BAD_VERSION_NAME = APPROVALS.error(
    "bad-version-name",
    "”{version}” ei kelpaa version nimeksi.",
    "Nimessä on pieniä kirjaimia a–z, numeroita, pisteitä ja yhdysviivoja, esimerkiksi 2025-1."
    " Ilman valintaa --version nimi annetaan valmiina.",
    "approve esimerkkila --version ”Kevät 2025”",
)
VERSION_EXISTS = APPROVALS.error(
    "version-exists",
    "Versio {version} on jo hyväksytty.",
    "Anna toinen nimi tai jätä valinta --version pois.",
    "approve esimerkkila --version 2025-1, kun kansio hyvaksytyt/2025-1 on jo.",
)
APPROVAL_IN_USE = APPROVALS.error(
    "approval-in-use",
    "Toinen hyväksyntä samasta tiekartasta on kesken.",
    "Odota hetki ja katso sitten komennolla digitiekartta status, mikä on hyväksytty.",
    "Kaksi ihmistä ajaa komennon approve yhtä aikaa.",
)
APPROVED_MEANWHILE = APPROVAL_IN_USE.worded(
    "Joku muu hyväksyi juuri version {version}, joten tätä ei hyväksytty.",
    "Katso komennolla digitiekartta status, odottaako mikään enää hyväksymistä.",
)
_BAD_LINK = FORBIDDEN_LINK.worded(remedy="Kirjoita koko osoite, joka alkaa https://.")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is told of a decision; what is not told is worked out: kind and version.

    ``code`` is that in the minutes, as a person copied it; None before the decision. ``remove``
    are words that a korjaus takes out of all earlier versions.
    """

    body: str
    day: date
    code: str | None = None
    kind: Decided | None = None
    section: str | None = None
    link: str | None = None
    reason: str | None = None
    decision: str | None = None
    note: str | None = None
    version: str | None = None
    earlier: tuple[EarlierDecision, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be frozen: record, roadmap, its bytes and list of changes; and what was before.

    It may only be frozen when ``problems`` is empty. ``unpublishable`` tells what would keep the
    version from its readers, ``remaining`` where removed words stay, ``persons`` who may be named
    in what nobody can change afterwards.
    """

    approval: Approval
    roadmap: Roadmap
    content: bytes
    changes: bytes
    before: Roadmap | None
    problems: tuple[Problem, ...]
    unpublishable: tuple[Problem, ...]
    corrected: tuple[Corrected, ...] = ()
    remaining: tuple[Problem, ...] = ()
    persons: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing can be approved, in a sentence, and what must be mended."""

    why: str
    problems: tuple[Problem, ...]


def prepare(
    content: Path, name: str, decision: Decision, today: date, check: Check = check_roadmap
) -> Proposal | Refused:
    """Return the version that a decision makes of content/<name>/, and why it may not.

    ``check`` may be one that knows more than this room does.
    """
    checked = check(content, name, today)
    versions, roadmap = checked.versions, checked.sound
    if not versions.intact:
        why = "Aiemmat hyväksynnät eivät ole kunnossa."
        return Refused(why, tuple(errors_in(versions.problems)))
    if roadmap is None:
        why = "Sisällössä on virheitä, joten sitä ei voi hyväksyä."
        return Refused(why, tuple(errors_in(checked.problems)))
    data = canonical_bytes(canonical(roadmap))
    if unremovable_ids := tuple(in_ids(versions, decision.remove)):
        return Refused("Sanoja ei voi poistaa.", unremovable_ids)
    newest = versions.newest
    corrected, unremovable = corrections(versions, decision.remove) if decision.remove else ((), ())
    said = {one.version.name: one.roadmap for one in corrected}
    former = Stage(newest.approval, said.get(newest.name) or newest.roadmap()) if newest else None
    before = former.roadmap if former else None
    bodies = (before or roadmap).settings.bodies
    body = body_of(decision.body, bodies)
    changes = change_list(before, roadmap).encode()
    approval = _approval(data, changes, decision, body, bodies, versions)
    approval = replace(approval, removals=tuple(one.removal for one in corrected))
    file = f"content/{roadmap.id}"
    texts = [(option, text) for _, option, text in approval.free_texts]
    persons = tuple(personal_options(file, texts))
    problems = [
        *errors_in(persons),
        *(replace(one, severity=Severity.ERROR) for one in checked.problems if is_unfilled(one)),
        *_not_following(file, Stage(approval, roadmap), former, today),
        *_wrong_code(file, approval.code, versions, decision.code),
        *restoring_problems(lambda: restored(canonical(roadmap))),
        *_wrong_version(file, approval, versions),
        *_wrong_links(file, [approval.link, *(one.link for one in approval.earlier)]),
        *unremovable,
    ]
    if decision.remove:
        problems += why_not(versions, roadmap, decision.remove, approval)
    statement = statement_problems(roadmap, decision.day, draft=False)
    stopping = () if approval.is_transcription else UNPUBLISHABLE
    unpublishable = [one for one in statement if one.is_error or one.code in stopping]
    return Proposal(
        approval,
        roadmap,
        data,
        changes,
        before,
        tuple(problems),
        tuple(unpublishable),
        corrected,
        tuple(remaining(versions, corrected, decision.remove)),
        persons,
    )


def approve(content: Path, proposal: Proposal, key: Path | None = None) -> Path | Refused:
    """Freeze a proposal with its list of changes, and return the version's folder.

    It is written whole or not at all, and signed with the SSH key, if one is given. Of two who
    approve at once one is refused.

    Raises:
        OSError: The folder can't be written.
        ValueError: The proposal has problems.
    """
    if proposal.problems:
        raise ValueError("a refused proposal can't be frozen")
    record = record_bytes(proposal.approval)
    files = {CONTENT: proposal.content, RECORD: record, CHANGES: proposal.changes}
    if key:
        signature = sign(record, key)
        if isinstance(signature, Problem):
            return Refused("Versiota ei hyväksytty.", (signature,))
        files[SIGNATURE] = signature
    name = proposal.roadmap.id
    try:
        # Not beside the versions, where it would be committed with them.
        with FileLock(content.parent / "build" / ".lukot" / f"{name}.hyvaksynta", timeout=0):
            if late := _too_late(content, proposal):
                return Refused("Versiota ei hyväksytty.", (late,))
            target = content / name / APPROVED / proposal.approval.version
            _write_whole(target, files, dict(_touched(target.parent, proposal.corrected)))
            return target
    except Timeout:
        place = Place(f"content/{name}/{APPROVED}")
        return Refused("Versiota ei hyväksytty.", (APPROVAL_IN_USE.at(place),))


def _too_late(content: Path, proposal: Proposal) -> Problem | None:
    """Return what to say when another version was made after the proposal."""
    newest = read_versions(content, proposal.roadmap.id).newest
    previous = proposal.approval.previous
    if newest and (previous is None or digest(newest.record) != previous.digest):
        return APPROVED_MEANWHILE.at(Place(newest.folder), version=newest.name)
    return None


def _write_whole(target: Path, files: Mapping[str, bytes], touched: Mapping[Path, bytes]) -> None:
    """Write a version's folder, and what it changes in earlier ones, whole or not at all."""
    for left in target.parent.glob(f".*{UNFINISHED}"):  # of runs that were interrupted
        shutil.rmtree(left, ignore_errors=True)
    fresh = target.with_name(f".{target.name}{UNFINISHED}")
    fresh.mkdir(parents=True)
    try:
        for name, data in files.items():
            _write(fresh / name, data)
        for path, data in touched.items():
            _write(_beside(path), data)
        fresh.rename(target)
        for path in touched:
            _beside(path).replace(path)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        for path in touched:
            _beside(path).unlink(missing_ok=True)
        raise


def _touched(folder: Path, corrected: Sequence[Corrected]) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of earlier versions out of which words are taken, and their new bytes."""
    for one in corrected:
        yield folder / one.version.name / CONTENT, one.content
        if one.changes is not None:
            yield folder / one.version.name / CHANGES, one.changes


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.uusi")


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        os.fsync(stream.fileno())


# --- what is worked out -----------------------------------------------------------------------


def _approval(
    data: bytes,
    changes: bytes,
    told: Decision,
    body: Body | None,
    bodies: Sequence[Body],
    versions: Versions,
) -> Approval:
    """Return the record that would be written of a decision on a content's bytes."""
    newest = versions.newest
    return Approval(
        version=told.version or _next_name(versions, told.day),
        kind=told.kind or _usual_kind(body),
        body=_registered(told.body, bodies),
        day=told.day,
        section=section_number(told.section),
        link=told.link,
        reason=_said(told.reason),
        decision=_said(told.decision),
        note=_said(told.note),
        earlier=tuple(_earlier(one, bodies) for one in told.earlier),
        code=code(data),
        digest=digest(data),
        changes_digest=digest(changes),
        previous=Previous(newest.name, digest(newest.record)) if newest else None,
        generator=f"digitiekartta {__version__}",
    )


def _said(words: str | None) -> str | None:
    """Return words as a record keeps them, None where nothing is said."""
    return one_line(words or "") or None


def _earlier(told: EarlierDecision, bodies: Sequence[Body]) -> EarlierDecision:
    body = _registered(one_line(told.body), bodies)
    return replace(
        told, body=body, section=section_number(told.section), decided=_said(told.decided)
    )


def _registered(name: str, bodies: Sequence[Body]) -> str:
    """Return a body's name as the settings write it."""
    body = body_of(name, bodies)
    return body.name if body else name


def _usual_kind(body: Body | None) -> Decided:
    for kind, may in MAY.items():
        if body and body.approves == may[0]:
            return kind
    return "hyväksyntä"


def _next_name(versions: Versions, day: date) -> str:
    """Return the year of the decision and a running number: 2025-1."""
    taken = [re.fullmatch(rf"{day.year}-(\d{{1,6}})", one.name) for one in versions.all]
    return f"{day.year}-{max((int(match[1]) for match in taken if match), default=0) + 1}"


# --- why not ----------------------------------------------------------------------------------


def _not_following(file: str, stage: Stage, before: Stage | None, today: date) -> Iterator[Problem]:
    for objection in objections(stage, before, today):
        place = Place(f"{file}/tiekartta.yml", field="toimielimet")
        is_of_bodies = objection.said_in in ("toimielin", "aiemmat_paatokset")
        yield objection.before(place if is_of_bodies else Place(file))
    # The snapshot of a former program may say the same in other bytes.
    is_new = before is None or before.approval.digest != stage.approval.digest
    is_new = is_new and not stage.approval.removals
    if before and is_new and says_same(before.roadmap, stage.roadmap):
        yield NOTHING_TO_APPROVE.at(Place(file), version=before.approval.version)


def _wrong_code(
    file: str, right: str, versions: Versions, decided: str | None
) -> Iterator[Problem]:
    if decided is None or same_code(decided, right):
        return
    known = [one.name for one in versions.all if same_code(decided, one.approval.code)]
    if known:
        yield CODE_OF_ANOTHER_VERSION.at(
            Place(file), decided=one_line(decided), versions=listed(known)
        )
    elif lacking := LENGTH - characters_in(decided):
        kind = PARTIAL_CODE if lacking > 0 else OVERLONG_CODE
        count = counted(abs(lacking), "merkki")
        yield kind.at(Place(file), decided=one_line(decided), count=count)
    else:
        yield WRONG_CODE.at(Place(file), decided=one_line(decided), code=right)


def _wrong_version(file: str, approval: Approval, versions: Versions) -> Iterator[Problem]:
    version = approval.version
    folder = Place(f"{file}/{APPROVED}/{version}")
    if not re.fullmatch(VERSION_PATTERN, version):
        yield BAD_VERSION_NAME.at(folder, version=version)
    if any(one.name == version for one in versions.all):
        yield VERSION_EXISTS.at(folder, version=version)


def _wrong_links(file: str, links: Sequence[str | None]) -> Iterator[Problem]:
    for link in links:
        if link is not None and not re.fullmatch(LINK_PATTERN, link):
            yield _BAD_LINK.at(Place(file), value=link)
