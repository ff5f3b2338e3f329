"""Approving: the content whose code was decided is frozen as a new version, or refused.

``prepare`` decides and touches nothing; ``approve`` writes a version whole or not at all. A
command, a form or a pipeline asks with a ``Decision`` and shows what comes of it.
"""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta import __version__
from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.links import FORBIDDEN_LINK
from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.basics.text import counted, listed
from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.canonical import (
    canonical,
    canonical_bytes,
    roadmap_from,
    says_same,
)
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE, statement_problems
from digitiekartta.roadmap.codes import LENGTH, characters_in, code, same_code
from digitiekartta.roadmap.model import Body, Scope
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.check import Check, check_roadmap
from digitiekartta.versions.comparison.change_list import change_list
from digitiekartta.versions.record import (
    APPROVAL_DATE_ORDER,
    LINK_PATTERN,
    VERSION_PATTERN,
    WHOLE,
    Approval,
    Decided,
    Previous,
    digest,
    record_bytes,
)
from digitiekartta.versions.records import CHANGES, CONTENT, RECORD, Versions, restoring_problems
from digitiekartta.versions.signing import SIGNATURE, sign

UNKNOWN_BODY = APPROVALS.error(
    "unknown-body",
    "Toimielintä ”{name}” ei ole tiekartan toimielimissä.",
    "Sen voi tehdä {able}.",
    "approve esimerkkila --body Johtoryhma",
)
BODY_MAY_NOT_APPROVE = APPROVALS.error(
    "body-may-not-approve",
    "{name} ei voi hyväksyä {what}.",
    "Sen voi tehdä {able}.",
    "Työryhmä, jolla ei ole kenttää hyvaksyy, annetaan valinnassa --body.",
)
_NOBODY_CAN = (
    "Tiekartan toimielimissä ei ole sellaista, joka voi: lisää toimielin ja kenttä hyvaksyy"
    " tiedostoon tiekartta.yml."
)
NOTHING_TO_APPROVE = APPROVALS.error(
    "nothing-to-approve",
    "Sisältö on sama kuin hyväksytyssä versiossa {version}.",
    "Mitään ei tarvitse hyväksyä.",
    "Sisältöä ei ole muutettu viimeisen hyväksynnän jälkeen.",
)
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
FIRST_NOT_WHOLE = APPROVALS.error(
    "first-not-whole",
    "Tiekarttaa ei ole vielä hyväksytty, joten sen ensimmäinen versio ei voi olla {kind}.",
    "Ensimmäinen versio on koko tiekartan hyväksyntä (--kind hyväksyntä) tai jäljennös muualla"
    " hyväksytystä asiakirjasta (--kind jäljennös).",
    "approve esimerkkila --kind muutos, kun mitään ei ole hyväksytty.",
)
TRANSCRIPTION_OF_APPROVED = APPROVALS.error(
    "kind-does-not-follow",
    "Tiekartta on jo hyväksytty sanasta sanaan, joten siitä ei tehdä enää jäljennöstä.",
    "Hyväksy muutos, korjaus tai koko tiekartta.",
    "approve esimerkkila --kind jäljennös, kun tiekartta on jo hyväksytty.",
)
CHANGE_OF_TRANSCRIPTION = TRANSCRIPTION_OF_APPROVED.worded(
    "Tiekartta on jäljennös, jota ei ole hyväksytty sanasta sanaan, joten siihen ei voi tehdä"
    " versiota, jonka laji on {kind}.",
    "Korjaa jäljennös uudella jäljennöksellä (--kind jäljennös) tai vie koko tiekartta"
    " hyväksyttäväksi (--kind hyväksyntä).",
)
APPROVAL_IN_FUTURE = APPROVALS.error(
    "approval-in-future",
    "Päätöksen päivä {day} on vasta tulossa.",
    "Tarkista päivä pöytäkirjasta.",
    "approve esimerkkila --date 9.12.2035",
)
CORRECTION_WITHOUT_REASON = APPROVALS.error(
    "correction-without-reason",
    "Korjauksesta puuttuu syy tai päätös. Ne näytetään asukkaille.",
    "Kerro syy valinnalla --reason ja päätös valinnalla --decision, esimerkiksi"
    " ”Tietohallintopäällikön päätös 16.3.2026”.",
    "approve esimerkkila --kind korjaus ilman valintaa --reason.",
)
_BAD_LINK = FORBIDDEN_LINK.worded(remedy="Kirjoita koko osoite, joka alkaa https://.")

_MAY: Mapping[Decided, tuple[Scope, ...]] = {
    # Who approves the whole may approve its changes; any approving body may correct.
    "hyväksyntä": ("tiekartta",),
    "muutos": ("muutokset", "tiekartta"),
    "korjaus": ("korjaukset", "muutokset", "tiekartta"),
}
_OF_KIND: dict[Decided, str] = {
    "hyväksyntä": "koko tiekarttaa",
    "muutos": "tiekartan muutoksia",
    "korjaus": "korjauksia",
    "jäljennös": "jäljennöstä",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is told of a decision; what is not told is worked out: kind and version.

    ``code`` is that in the minutes, as a person copied it; None before the decision.
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


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be frozen: record, roadmap, its bytes and list of changes; and what was before.

    It may only be frozen when ``problems`` is empty. ``unpublishable`` tells what would keep the
    version from its readers.
    """

    approval: Approval
    roadmap: Roadmap
    content: bytes
    changes: bytes
    before: Roadmap | None
    problems: tuple[Problem, ...]
    unpublishable: tuple[Problem, ...]


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
    # Who may approve is itself approved: else an edit of tiekartta.yml would give the right.
    before = versions.newest.roadmap() if versions.newest else None
    bodies = (before or roadmap).settings.bodies
    body = next((one for one in bodies if one.name.casefold() == decision.body.casefold()), None)
    changes = change_list(before, roadmap).encode()
    approval = _approval(data, changes, decision, body, versions)
    file = f"content/{roadmap.id}"
    problems = [
        *_wrong_body(file, approval, body, bodies),
        *_wrong_content(file, approval, roadmap, versions, decision.code),
        *restoring_problems(lambda: roadmap_from(canonical(roadmap))),
        *_wrong_version(file, approval, versions),
        *_wrong_day(file, approval, versions, today),
        *_unexplained(file, approval),
    ]
    statement = statement_problems(roadmap, decision.day, draft=False)
    unpublishable = [one for one in statement if one.is_error or one.code in UNPUBLISHABLE]
    return Proposal(approval, roadmap, data, changes, before, tuple(problems), tuple(unpublishable))


def approve(content: Path, proposal: Proposal, key: Path | None = None) -> Path | Refused:
    """Freeze a proposal with its list of changes, and return the version's folder.

    It is written whole or not at all, and signed with the SSH key, if one is given.

    Raises:
        OSError: The folder can't be written, or somebody else has just made the version.
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
    target = content / proposal.roadmap.id / APPROVED / proposal.approval.version
    fresh = target.with_name(f".{target.name}.uusi")
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was interrupted
    fresh.mkdir(parents=True)
    try:
        for name, data in files.items():
            with (fresh / name).open("wb") as stream:
                stream.write(data)
                os.fsync(stream.fileno())
        fresh.rename(target)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return target


# --- what is worked out -----------------------------------------------------------------------


def _approval(
    data: bytes, changes: bytes, told: Decision, body: Body | None, versions: Versions
) -> Approval:
    """Return the record that would be written of a decision on a content's bytes."""
    newest = versions.newest
    return Approval(
        version=told.version or _next_name(versions, told.day),
        kind=told.kind or _usual_kind(body),
        body=body.name if body else told.body,
        day=told.day,
        # Without its sign, as it is written in different places of a sentence.
        section=(told.section or "").replace("§", "").strip() or None,
        link=told.link,
        reason=told.reason,
        decision=told.decision,
        note=told.note,
        code=code(data),
        digest=digest(data),
        changes_digest=digest(changes),
        previous=Previous(newest.name, digest(newest.record)) if newest else None,
        generator=f"digitiekartta {__version__}",
    )


def _usual_kind(body: Body | None) -> Decided:
    for kind, may in _MAY.items():
        if body and body.approves == may[0]:
            return kind
    return "hyväksyntä"


def _next_name(versions: Versions, day: date) -> str:
    """Return the year of the decision and a running number: 2025-1."""
    taken = [re.fullmatch(rf"{day.year}-(\d{{1,6}})", one.name) for one in versions.all]
    return f"{day.year}-{max((int(match[1]) for match in taken if match), default=0) + 1}"


# --- why not ----------------------------------------------------------------------------------


def _may(body: Body, kind: Decided) -> bool:
    # Of a jäljennös nobody decides: the body that is named has approved the original.
    return kind == "jäljennös" or body.approves in _MAY[kind]


def _wrong_body(
    file: str, approval: Approval, body: Body | None, bodies: Sequence[Body]
) -> Iterator[Problem]:
    if body and _may(body, approval.kind):
        return
    able = [one.name for one in bodies if _may(one, approval.kind)]
    kind = BODY_MAY_NOT_APPROVE if body else UNKNOWN_BODY
    yield (kind if able else kind.worded(remedy=_NOBODY_CAN)).at(
        Place(f"{file}/tiekartta.yml", field="toimielimet"),
        known=() if body else [one.name for one in bodies],
        name=approval.body,
        what=_OF_KIND[approval.kind],
        able=" tai ".join(able),
    )


def _wrong_content(
    file: str, approval: Approval, roadmap: Roadmap, versions: Versions, decided: str | None
) -> Iterator[Problem]:
    newest = versions.newest
    if newest and says_same(newest.roadmap(), roadmap):
        yield NOTHING_TO_APPROVE.at(Place(file), version=newest.name)
    if decided is None or same_code(decided, approval.code):
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
        yield WRONG_CODE.at(Place(file), decided=one_line(decided), code=approval.code)


def _wrong_version(file: str, approval: Approval, versions: Versions) -> Iterator[Problem]:
    version = approval.version
    folder = Place(f"{file}/{APPROVED}/{version}")
    if not re.fullmatch(VERSION_PATTERN, version):
        yield BAD_VERSION_NAME.at(folder, version=version)
    if any(one.name == version for one in versions.all):
        yield VERSION_EXISTS.at(folder, version=version)
    if not versions.all and approval.kind not in WHOLE:
        yield FIRST_NOT_WHOLE.at(Place(file), kind=approval.kind)
    if versions.newest and approval.kind != "hyväksyntä":
        before = versions.newest.approval
        if approval.is_transcription and not before.is_transcription:
            yield TRANSCRIPTION_OF_APPROVED.at(Place(file))
        if before.is_transcription and not approval.is_transcription:
            yield CHANGE_OF_TRANSCRIPTION.at(Place(file), kind=approval.kind)


def _wrong_day(file: str, approval: Approval, versions: Versions, today: date) -> Iterator[Problem]:
    newest = versions.newest
    if newest and approval.day < newest.approval.day:
        yield APPROVAL_DATE_ORDER.at(
            Place(file),
            day=date_text(approval.day),
            version=newest.name,
            earlier=date_text(newest.approval.day),
        )
    if approval.day > today:
        yield APPROVAL_IN_FUTURE.at(Place(file), day=date_text(approval.day))


def _unexplained(file: str, approval: Approval) -> Iterator[Problem]:
    if approval.kind == "korjaus" and not (approval.reason and approval.decision):
        yield CORRECTION_WITHOUT_REASON.at(Place(file))
    if approval.link is not None and not re.fullmatch(LINK_PATTERN, approval.link):
        yield _BAD_LINK.at(Place(file), value=approval.link)
