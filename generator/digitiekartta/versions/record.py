"""One approval: who decided what, when, and which frozen content and earlier record it is about."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.canonical import NEWER_FORMAT, code
from digitiekartta.roadmap.values import date_text, read_date

FORMAT = 1
"""The number of the form of ``hyvaksynta.json``; every number ever written stays readable."""

Decided = Literal["hyväksyntä", "muutos", "korjaus"]
"""What was decided: the whole roadmap, changes of it, or a correction."""
DECIDED: tuple[Decided, ...] = get_args(Decided)
VERSION_PATTERN = r"[a-z0-9]+([.-][a-z0-9]+)*"
BAD_APPROVAL = APPROVALS.error(
    "bad-approval",
    "Tiedosto ei ole hyväksyntä, jonka komento approve on kirjoittanut.",
    "Palauta tiedosto versiopalvelusta sellaisena kuin se kirjoitettiin.",
    "Tiedostoa hyvaksytyt/2025-1/hyvaksynta.json on muokattu käsin.",
)
APPROVAL_DATE_ORDER = APPROVALS.error(
    "approval-date-order",
    "Päätöksen päivä {day} on ennen edellisen version {version} päivää {earlier}.",
    "Tarkista päivä pöytäkirjasta. Versiot hyväksytään päätösten järjestyksessä.",
    "approve esimerkkila --date 1.1.2025, kun edellinen versio on hyväksytty 9.12.2025.",
)
_NEWER_RECORD = (
    "Hyväksyntä on muotoa {number}, mutta tämä ohjelma osaa lukea vain muodon {readable}."
)
_WEB = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Previous:
    """The record before: its version and the SHA-256 of its file."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What ``hyvaksynta.json`` says.

    ``section`` without its sign (41), None when it is not known; ``reason`` and ``decision``
    are those of a korjaus; ``digest`` is the SHA-256 of ``sisalto.json`` in hexadecimals.
    """

    version: str
    kind: Decided
    body: str
    day: date
    digest: str
    code: str
    generator: str
    section: str | None = None
    link: str | None = None
    reason: str | None = None
    decision: str | None = None
    note: str | None = None
    previous: Previous | None = None

    @property
    def decided(self) -> str:
        """Body, day and section in words: "Johtoryhmä 9.12.2025 § 41"."""
        section = f" § {self.section}" if self.section else ""
        return f"{self.body} {date_text(self.day)}{section}"

    @property
    def told(self) -> str:
        """The same as a sentence's end that also says when the section is not known."""
        # A correction has the decision of an official instead of a section.
        known = self.section or self.kind == "korjaus"
        return self.decided if known else f"{self.decided} (pykälä ei ole tiedossa)"


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimals, as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def record_bytes(approval: Approval) -> bytes:
    """Return the bytes of an approval's ``hyvaksynta.json``, whose keys are in order of reading."""
    previous = approval.previous
    said = {
        "muoto": FORMAT,
        "versio": approval.version,
        "laji": approval.kind,
        "toimielin": approval.body,
        "paiva": approval.day.isoformat(),
        "pykala": approval.section,
        "linkki": approval.link,
        "syy": approval.reason,
        "paatos": approval.decision,
        "huomautus": approval.note,
        "tunniste": approval.code,
        "sisalto_sha256": approval.digest,
        "edellinen": previous
        and {"versio": previous.version, "hyvaksynta_sha256": previous.digest},
        "ohjelma": approval.generator,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def read_record(data: bytes, file: str) -> Approval | Problem:
    """Return the approval that a file holds, or the Problem that it holds none.

    Args:
        data: The bytes of ``hyvaksynta.json``.
        file: How Problems call it.
    """
    try:
        said: Any = json.loads(data)
        if isinstance(said["muoto"], int) and said["muoto"] > FORMAT:
            return NEWER_FORMAT.worded(_NEWER_RECORD).at(
                Place(file), number=said["muoto"], readable=FORMAT
            )
        return _approval(said)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return BAD_APPROVAL.at(Place(file))


def _approval(said: dict[str, Any]) -> Approval:
    day, previous = read_date(said["paiva"]), said["edellinen"]
    texts = {key: said[key] for key in ("versio", "toimielin", "sisalto_sha256", "tunniste")}
    maybe = {key: said[key] for key in ("pykala", "linkki", "syy", "paatos", "huomautus")}
    well_formed = (
        said["muoto"] == FORMAT
        and said["laji"] in DECIDED
        and all(isinstance(text, str) and text for text in texts.values())
        and all(text is None or (isinstance(text, str) and text) for text in maybe.values())
        and re.fullmatch(VERSION_PATTERN, said["versio"])
        and re.fullmatch("[0-9a-f]{64}", said["sisalto_sha256"])
        and (said["linkki"] is None or _WEB.fullmatch(said["linkki"]))
    )
    if not well_formed or day is None:
        raise ValueError("not an approval")
    return Approval(
        version=said["versio"],
        kind=said["laji"],
        body=said["toimielin"],
        day=day,
        digest=said["sisalto_sha256"],
        code=said["tunniste"],
        generator=str(said["ohjelma"]),
        section=said["pykala"],
        link=said["linkki"],
        reason=said["syy"],
        decision=said["paatos"],
        note=said["huomautus"],
        previous=previous and Previous(str(previous["versio"]), str(previous["hyvaksynta_sha256"])),
    )


def new_approval(data: bytes, **said: Any) -> Approval:
    """Return an approval of a snapshot's bytes, with their digest and code filled in."""
    return Approval(digest=digest(data), code=code(data), **said)
