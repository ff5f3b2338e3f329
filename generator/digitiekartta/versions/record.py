"""One approval: who decided what, when, and which frozen content and earlier record it is about."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import astuple, dataclass
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
NEWER_RECORD = NEWER_FORMAT.worded(
    "Hyväksyntä on muotoa {number}, mutta tämä ohjelma osaa lukea vain muodon {readable}."
)
_KEYS = {
    "version": "versio",
    "kind": "laji",
    "body": "toimielin",
    "day": "paiva",
    "section": "pykala",
    "link": "linkki",
    "reason": "syy",
    "decision": "paatos",
    "note": "huomautus",
    "code": "tunniste",
    "digest": "sisalto_sha256",
    "previous": "edellinen",
    "generator": "ohjelma",
}
"""Field of ``Approval`` → its key in the file, in the file's order."""
_MAYBE = ("section", "link", "reason", "decision", "note")
_OF_PREVIOUS = ("versio", "hyvaksynta_sha256")
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
    def decided_in_full(self) -> str:
        """The same, and that the section is not known where it is not."""
        # A correction has the decision of an official instead of a section.
        known = self.section or self.kind == "korjaus"
        return self.decided if known else f"{self.decided} (pykälä ei ole tiedossa)"


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimals, as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def record_bytes(approval: Approval) -> bytes:
    """Return the bytes of an approval's ``hyvaksynta.json``, whose keys are in order of reading."""
    record: dict[str, Any] = {"muoto": FORMAT}
    record |= {key: getattr(approval, name) for name, key in _KEYS.items()}
    record[_KEYS["day"]] = approval.day.isoformat()
    if previous := approval.previous:
        record[_KEYS["previous"]] = dict(zip(_OF_PREVIOUS, astuple(previous), strict=True))
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"


def read_record(data: bytes, file: str) -> Approval | Problem:
    """Return the approval that a file holds, or the Problem that it holds none.

    Args:
        data: The bytes of ``hyvaksynta.json``.
        file: How Problems call it.
    """
    try:
        record: Any = json.loads(data)
        number = record["muoto"]
        if isinstance(number, int) and number > FORMAT:
            return NEWER_RECORD.at(Place(file), number=number, readable=FORMAT)
        return _approval(record)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return BAD_APPROVAL.at(Place(file))


def _approval(record: dict[str, Any]) -> Approval:
    fields = {name: record[key] for name, key in _KEYS.items()}
    day, previous = read_date(fields["day"]), fields["previous"]
    texts = [fields[name] for name in ("version", "body", "digest", "code")]
    texts += [fields[name] for name in _MAYBE if fields[name] is not None]
    well_formed = (
        record["muoto"] == FORMAT
        and fields["kind"] in DECIDED
        and all(isinstance(text, str) and text for text in texts)
        and re.fullmatch(VERSION_PATTERN, fields["version"])
        and re.fullmatch("[0-9a-f]{64}", fields["digest"])
        and (fields["link"] is None or _WEB.fullmatch(fields["link"]))
    )
    if not well_formed or day is None:
        raise ValueError("not an approval")
    fields["generator"] = str(fields["generator"])
    if previous:
        fields["previous"] = Previous(*(str(previous[key]) for key in _OF_PREVIOUS))
    return Approval(**{**fields, "day": day})


def new_approval(data: bytes, **fields: Any) -> Approval:
    """Return an approval of a snapshot's bytes, with their digest and code filled in."""
    return Approval(digest=digest(data), code=code(data), **fields)
