"""Approving: the content whose code was decided is frozen as a new version, or refused.

``propose`` decides and touches nothing; ``freeze`` writes a version whole or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta import __version__
from digitiekartta.basics.problems import Place, Problem, did_you_mean
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.canonical import (
    Canonical,
    UnreadableForm,
    canonical,
    canonical_bytes,
    roadmap_from,
    same_code,
)
from digitiekartta.roadmap.model import Body
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.comparing.removals import undeclared_removals
from digitiekartta.versions.record import (
    VERSION_PATTERN,
    Approval,
    Kind,
    Previous,
    digest,
    new_approval,
    record_bytes,
)
from digitiekartta.versions.records import CHANGES, CONTENT, RECORD, Versions
from digitiekartta.versions.signing import SIGNATURE

ChangeList = Callable[[Canonical | None, Canonical], str]
"""Tells in Markdown what changed from one content (None: nothing) to the next."""

_MAY: dict[Kind, tuple[str, ...]] = {
    # Who approves the whole may approve its changes; any approving body may correct.
    "hyväksyntä": ("tiekartta",),
    "muutos": ("muutokset", "tiekartta"),
    "korjaus": ("korjaukset", "muutokset", "tiekartta"),
}
_OF_KIND: dict[Kind, str] = {
    "hyväksyntä": "koko tiekarttaa",
    "muutos": "tiekartan muutoksia",
    "korjaus": "korjauksia",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What is told of a decision; what is not told is worked out: kind and version."""

    body: str
    day: date
    kind: Kind | None = None
    section: str | None = None
    link: str | None = None
    reason: str | None = None
    decision: str | None = None
    note: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be frozen: the record, the content in both forms, and that of the version before.

    It may only be frozen when ``problems`` is empty.
    """

    approval: Approval
    form: Canonical
    content: bytes
    before: Canonical | None
    problems: tuple[Problem, ...] = ()


def propose(
    roadmap: Roadmap, versions: Versions, decision: Decision, decided_code: str | None, today: date
) -> Proposal:
    """Return the version that a decision makes of a content, and why it may not.

    Args:
        roadmap: The content, read and checked without errors.
        versions: What was approved before, intact.
        decision: What was decided.
        decided_code: The code in the minutes, as a person copied it; None before the decision.
        today: The day on which this is done.
    """
    form = canonical(roadmap)
    content = canonical_bytes(form)
    newest = versions.newest
    # Who may approve is itself approved: else an edit of tiekartta.yml would give the right.
    bodies = (newest.roadmap() if newest else roadmap).settings.bodies
    body = next((one for one in bodies if one.name.casefold() == decision.body.casefold()), None)
    kind = decision.kind or _usual_kind(body)
    approval = new_approval(
        content,
        version=decision.version or _next_name(versions, decision.day),
        kind=kind,
        body=body.name if body else decision.body,
        day=decision.day,
        generator=f"digitiekartta {__version__}",
        section=_section(decision.section),
        link=decision.link,
        reason=decision.reason,
        decision=decision.decision,
        note=decision.note,
        previous=Previous(newest.name, digest(newest.record)) if newest else None,
    )
    file = f"content/{roadmap.id}"
    problems = [
        *_wrong_body(file, kind, body, decision.body, bodies),
        *_wrong_content(file, approval, form, versions, decided_code),
        *_wrong_version(file, approval, versions),
        *_wrong_day(file, approval, versions, today),
        *_unexplained(file, approval),
        *undeclared_removals(roadmap, newest.form() if newest else None),
    ]
    return Proposal(approval, form, content, newest.form() if newest else None, tuple(problems))


def freeze(proposal: Proposal, folder: Path, changes: str, signature: bytes | None = None) -> Path:
    """Write the version's folder, whole or not at all, and return it.

    Args:
        proposal: Without problems.
        folder: content/<name>/hyvaksytyt.
        changes: The text of ``muutokset.md``.
        signature: Of ``record_bytes(proposal.approval)``.
    Raises:
        OSError: The folder can't be written, or somebody else has just made the version.
        ValueError: The proposal has problems.
    """
    if proposal.problems:
        raise ValueError("a refused proposal can't be frozen")
    target = folder / proposal.approval.version
    fresh = folder / f".{target.name}.uusi"
    files = {
        CONTENT: proposal.content,
        RECORD: record_bytes(proposal.approval),
        CHANGES: changes.encode(),
        **({SIGNATURE: signature} if signature else {}),
    }
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


def _usual_kind(body: Body | None) -> Kind:
    if body and body.approves == "muutokset":
        return "muutos"
    return "korjaus" if body and body.approves == "korjaukset" else "hyväksyntä"


def _next_name(versions: Versions, day: date) -> str:
    """Return the year of the decision and a running number: 2025-1."""
    taken = [re.fullmatch(rf"{day.year}-(\d{{1,6}})", one.name) for one in versions.all]
    return f"{day.year}-{max((int(found[1]) for found in taken if found), default=0) + 1}"


def _section(text: str | None) -> str | None:
    """Return a section without its sign, as it is written in different places of a sentence."""
    return text.replace("§", "").strip() or None if text else None


# --- why not ----------------------------------------------------------------------------------


def _wrong_body(
    file: str, kind: Kind, body: Body | None, named: str, bodies: tuple[Body, ...]
) -> Iterator[Problem]:
    able = [one.name for one in bodies if one.approves in _MAY[kind]]
    who = (
        f"Sen voi tehdä {' tai '.join(able)}."
        if able
        else "Tiekartan toimielimissä ei ole sellaista, joka voi: lisää toimielin ja kenttä"
        " hyvaksyy tiedostoon tiekartta.yml."
    )
    if body is None:
        yield Problem(
            "unknown-body",
            Place(f"{file}/tiekartta.yml", field="toimielimet"),
            f"Toimielintä ”{named}” ei ole tiekartan toimielimissä.",
            did_you_mean(named, [one.name for one in bodies], who),
        )
    elif body.approves not in _MAY[kind]:
        yield Problem(
            "body-may-not-approve",
            Place(f"{file}/tiekartta.yml", field="toimielimet"),
            f"{body.name} ei voi hyväksyä {_OF_KIND[kind]}.",
            who,
        )


def _wrong_content(
    file: str, approval: Approval, form: Canonical, versions: Versions, decided: str | None
) -> Iterator[Problem]:
    newest = versions.newest
    if newest and newest.approval.digest == approval.digest:
        yield Problem(
            "nothing-to-approve",
            Place(file),
            f"Sisältö on sama kuin hyväksytyssä versiossa {newest.name}.",
            "Mitään ei tarvitse hyväksyä.",
        )
    if decided is not None and not same_code(decided, approval.code):
        known = [one.name for one in versions.all if same_code(decided, one.approval.code)]
        what = (
            f"Päätöksen tunniste {decided} on jo hyväksytyn version {listed(known)} tunniste."
            if known
            else f"Päätöksen tunniste on {decided}, mutta sisällön tunniste on {approval.code}."
        )
        yield Problem(
            "wrong-code",
            Place(file),
            f"{what} Sisältö ei ole se, josta päätettiin: sitä on muutettu muutosluettelon teon"
            " jälkeen, tai tunniste on kopioitu väärin.",
            "Tarkista tunniste pöytäkirjasta. Jos se on oikein, palauta sisältö sellaiseksi kuin"
            " se oli, kun muutosluettelo tehtiin, tai vie uusi muutosluettelo päätettäväksi.",
        )
    try:
        roadmap_from(form)
    except UnreadableForm as error:
        yield from error.problems


def _wrong_version(file: str, approval: Approval, versions: Versions) -> Iterator[Problem]:
    folder = Place(f"{file}/{APPROVED}/{approval.version}")
    if not re.fullmatch(VERSION_PATTERN, approval.version):
        yield Problem(
            "bad-version-name",
            folder,
            f"”{approval.version}” ei kelpaa version nimeksi.",
            "Nimessä on pieniä kirjaimia a–z, numeroita, pisteitä ja yhdysviivoja, esimerkiksi"
            " 2025-1. Ilman valintaa --version nimi annetaan valmiina.",
        )
    if any(one.name == approval.version for one in versions.all):
        yield Problem(
            "version-exists",
            folder,
            f"Versio {approval.version} on jo hyväksytty.",
            "Anna toinen nimi tai jätä valinta --version pois.",
        )
    if not versions.all and approval.kind != "hyväksyntä":
        yield Problem(
            "first-not-whole",
            Place(file),
            "Tiekarttaa ei ole vielä hyväksytty, joten sen ensimmäinen versio ei voi olla"
            f" {approval.kind}.",
            "Ensimmäinen versio on koko tiekartan hyväksyntä (--kind hyväksyntä).",
        )


def _wrong_day(file: str, approval: Approval, versions: Versions, today: date) -> Iterator[Problem]:
    newest = versions.newest
    if newest and approval.day < newest.approval.day:
        yield Problem(
            "approval-date-order",
            Place(file),
            f"Päätöksen päivä {date_text(approval.day)} on ennen edellisen version {newest.name}"
            f" päivää {date_text(newest.approval.day)}.",
            "Tarkista päivä pöytäkirjasta. Versiot hyväksytään päätösten järjestyksessä.",
        )
    if approval.day > today:
        yield Problem(
            "approval-in-future",
            Place(file),
            f"Päätöksen päivä {date_text(approval.day)} on vasta tulossa.",
            "Tarkista päivä pöytäkirjasta.",
        )


def _unexplained(file: str, approval: Approval) -> Iterator[Problem]:
    if approval.kind == "korjaus" and not (approval.reason and approval.decision):
        yield Problem(
            "correction-without-reason",
            Place(file),
            "Korjauksesta puuttuu syy tai päätös. Ne näytetään asukkaille.",
            "Kerro syy valinnalla --reason ja päätös valinnalla --decision, esimerkiksi"
            " ”Tietohallintopäällikön päätös 16.3.2026”.",
        )
    if approval.link is not None and not re.fullmatch(r"https?://[^\s<>\"]+", approval.link):
        yield Problem(
            "forbidden-link",
            Place(file),
            f"Osoite ”{approval.link}” ei kelpaa linkiksi.",
            "Kirjoita koko osoite, joka alkaa https://.",
        )
