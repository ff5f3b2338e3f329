"""One approval: who decided what, when, and which frozen content and earlier record it is about."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, TypeAdapter

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import ended, listed
from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.canonical import NEWER_FORMAT
from digitiekartta.roadmap.codes import FORMER_LENGTH, GROUP_PATTERN, LENGTH, characters_in
from digitiekartta.roadmap.values import date_text

FORMAT = 2
"""The number of the form of ``hyvaksynta.json``; every number ever written stays readable.

Format 1 had the short code and did not cover ``muutokset.md``.
"""

Decided = Literal["hyväksyntä", "muutos", "korjaus", "jäljennös"]
"""What was decided: the whole roadmap, changes of it, or a correction; or nothing of it, where the
content is a transcription (jäljennös) of a document that a body has approved elsewhere."""
DECIDED: tuple[Decided, ...] = get_args(Decided)
WHOLE: tuple[Decided, ...] = ("hyväksyntä", "jäljennös")
"""What the first version can be: a version of these rests on none before it."""
VERSION_PATTERN = r"[a-z0-9]+([.-][a-z0-9]+)*"
LINK_PATTERN = r"https?://[^\s<>\"]+"
BAD_APPROVAL = APPROVALS.error(
    "bad-approval",
    "Tiedosto ei ole hyväksyntä, jonka komento approve on kirjoittanut.",
    "Palauta tiedosto versiopalvelusta sellaisena kuin se kirjoitettiin.",
    "Tiedostoa hyvaksytyt/2025-1/hyvaksynta.json on muokattu käsin.",
)
NEWER_RECORD = NEWER_FORMAT.worded(
    "Hyväksyntä on muotoa {number}, mutta tämä ohjelma osaa lukea vain muodon {readable}."
)


def section_number(words: str | None) -> str | None:
    """Return a section without its sign, which is written in different places of a sentence."""
    return one_line((words or "").replace("§", "")) or None


def _of_one_line(words: str) -> str:
    if words != one_line(words):
        raise ValueError("control characters, line breaks or spaces around the words")
    return words


_Words = Annotated[str, Field(min_length=1), AfterValidator(_of_one_line)]
_Link = Annotated[str, Field(pattern=f"^{LINK_PATTERN}$")]
_DIGEST_PATTERN = "^[0-9a-f]{64}$"
_CODE_PATTERN = f"^{GROUP_PATTERN}(-{GROUP_PATTERN})+$"
_SINCE_FORMAT_2 = ("aiemmat_paatokset", "muutokset_sha256", "poistot")
_NO_FORMAT = 1_000_000  # a number beyond it is none that a program ever writes


@dataclass(frozen=True, slots=True)
class Previous:
    """The record before: its version and the SHA-256 of its file."""

    version: Annotated[str, Field(alias="versio")]
    digest: Annotated[str, Field(alias="hyvaksynta_sha256")]


_Digest = Annotated[str, Field(pattern=_DIGEST_PATTERN)]


@dataclass(frozen=True, slots=True)
class Removal:
    """Words taken out of an earlier version: the SHA-256 of its files before and after.

    Those of the list of changes are None where the version has none.
    """

    version: Annotated[str, Field(alias="versio", pattern=f"^{VERSION_PATTERN}$")]
    content_before: Annotated[_Digest, Field(alias="sisalto_ennen")]
    content_after: Annotated[_Digest, Field(alias="sisalto_jalkeen")]
    changes_before: Annotated[_Digest | None, Field(alias="muutokset_ennen")]
    changes_after: Annotated[_Digest | None, Field(alias="muutokset_jalkeen")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """What another body decided of the same content, before the one that approved it.

    ``decided`` says what in its own words: "puolsi", "hyväksyi osaltaan".
    """

    body: Annotated[_Words, Field(alias="toimielin")]
    day: Annotated[date, Field(alias="paiva")]
    section: Annotated[_Words | None, Field(alias="pykala")] = None
    decided: Annotated[_Words | None, Field(alias="paatos")] = None
    link: Annotated[_Link | None, Field(alias="linkki")] = None

    @property
    def words(self) -> str:
        """Body, day and section, and what was decided: "Johtoryhmä 9.12.2025 § 41: puolsi"."""
        decided = f": {self.decided}" if self.decided else ""
        return f"{_decision(self.body, self.day, self.section)}{decided}"

    @property
    def in_brackets(self) -> str:
        """What was decided, without the full stop of a sentence."""
        return (self.decided or "").rstrip(" .")


def _decision(body: str, day: date, section: str | None, *remarks: str | None) -> str:
    told = ", ".join(filter(None, remarks))
    end = f" ({told})" if told else ""
    return f"{body} {date_text(day)}{f' § {section}' if section else ''}{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What ``hyvaksynta.json`` says, in the file's order and by its keys.

    ``section`` without its sign (41), None when it is not known; ``reason`` and ``decision``
    are those of a korjaus; of a jäljennös, body, day and section are those of the document.
    ``digest`` is the SHA-256 of ``sisalto.json`` in hexadecimals, and ``changes_digest`` that of
    ``muutokset.md``, None in format 1. The version is in force by the decision of ``body``;
    ``earlier`` has those of other bodies before it, in order. ``removals`` are those that a
    korjaus has made in earlier versions. What a file may say is declared here, and checked where
    one is read.
    """

    format: Annotated[int, Field(alias="muoto", ge=1, le=FORMAT)] = FORMAT
    version: Annotated[str, Field(alias="versio", pattern=f"^{VERSION_PATTERN}$")]
    kind: Annotated[Decided, Field(alias="laji")]
    body: Annotated[_Words, Field(alias="toimielin")]
    day: Annotated[date, Field(alias="paiva")]
    section: Annotated[_Words | None, Field(alias="pykala")] = None
    link: Annotated[_Link | None, Field(alias="linkki")] = None
    reason: Annotated[_Words | None, Field(alias="syy")] = None
    decision: Annotated[_Words | None, Field(alias="paatos")] = None
    note: Annotated[_Words | None, Field(alias="huomautus")] = None
    earlier: Annotated[tuple[EarlierDecision, ...], Field(alias="aiemmat_paatokset")] = ()
    code: Annotated[str, Field(alias="tunniste", pattern=_CODE_PATTERN)]
    digest: Annotated[str, Field(alias="sisalto_sha256", pattern=_DIGEST_PATTERN)]
    changes_digest: Annotated[
        str | None, Field(alias="muutokset_sha256", pattern=_DIGEST_PATTERN)
    ] = None
    removals: Annotated[tuple[Removal, ...], Field(alias="poistot")] = ()
    previous: Annotated[Previous | None, Field(alias="edellinen")] = None
    generator: Annotated[str, Field(alias="ohjelma")]

    @property
    def code_length(self) -> int:
        """How many characters the code has in the record's format."""
        return FORMER_LENGTH if self.format == 1 else LENGTH

    @property
    def form_of_code(self) -> str:
        """What a reader has to know of the code: "" or "lyhyt tunniste (12 merkkiä)"."""
        is_short = self.code_length < LENGTH
        return f"lyhyt tunniste ({self.code_length} merkkiä)" if is_short else ""

    @property
    def is_transcription(self) -> bool:
        """Whether the content is a transcription: no body has decided on its words."""
        return self.kind == "jäljennös"

    @property
    def free_texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield what a person has written in words of their own: its name, option and text."""
        for name, option, text in (
            ("syy", "--reason", self.reason),
            ("päätös", "--decision", self.decision),
            ("huomautus", "--note", self.note),
            ("pykälä", "--section", self.section),
            ("pöytäkirjan osoite", "--link", self.link),
            *(
                ("aiempi päätös", "--earlier", text)
                for one in self.earlier
                for text in (one.section, one.decided, one.link)
            ),
        ):
            if text:
                yield name, option, text

    @property
    def decided(self) -> str:
        """Each body, day and section in order: "Johtoryhmä 9.12.2025 § 41".

        Where one of them tells what it decided, so does the last: "Digiryhmä 4.11.2026 § 3
        (puolsi) ja Johtoryhmä 18.11.2026 § 44 (hyväksyi)".
        """
        return self._decided()

    @property
    def decided_in_full(self) -> str:
        """The same, and that the section is not known where it is not."""
        return self._decided(self._unknown_section)

    @property
    def decided_before(self) -> str:
        """The decisions of other bodies, each with what it was: "" when there are none."""
        return listed(self._before)

    @property
    def approved_by(self) -> str:
        """The decision by which the version is in force alone: "Johtoryhmä 9.12.2025 § 41"."""
        return _decision(self.body, self.day, self.section)

    @property
    def approved_by_in_full(self) -> str:
        """The same, and that the section is not known where it is not."""
        return _decision(self.body, self.day, self.section, self._unknown_section)

    @property
    def _unknown_section(self) -> str:
        # A correction has the decision of an official instead of a section.
        return "" if self.section or self.kind == "korjaus" else "pykälä ei ole tiedossa"

    def _decided(self, remark: str = "") -> str:
        verb = "hyväksyi" if any(one.decided for one in self.earlier) else ""
        last = _decision(self.body, self.day, self.section, verb, remark)
        return listed([*self._before, last])

    @property
    def _before(self) -> list[str]:
        return [_decision(e.body, e.day, e.section, e.in_brackets) for e in self.earlier]

    @property
    def described(self) -> str:
        """The same for a line of its own, on which a transcription must not pass for approved."""
        standing = f"{TRANSCRIPTION}: " if self.is_transcription else ""
        return f"{standing}{self.decided_in_full}"


_RECORD = TypeAdapter(Approval)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimals, as ``sha256sum`` prints it."""
    return hashlib.sha256(data).hexdigest()


def record_bytes(approval: Approval) -> bytes:
    """Return the bytes of an approval's ``hyvaksynta.json``, whose keys are in order of reading."""
    return json.dumps(_form(approval), ensure_ascii=False, indent=1).encode() + b"\n"


def _form(approval: Approval) -> dict[str, Any]:
    form: dict[str, Any] = _RECORD.dump_python(approval, mode="json", by_alias=True)
    later = _SINCE_FORMAT_2 if approval.format == 1 else ()
    if not approval.removals:
        del form["poistot"]  # most records have none
    return {key: value for key, value in form.items() if key not in later}


def read_record(data: bytes, file: str) -> Approval | Problem:
    """Return the approval that ``hyvaksynta.json`` holds, or the Problem that it holds none.

    A record is byte for byte what the program of its format wrote: what two readers could
    understand in two ways, such as a key given twice, is no record.
    """
    try:
        record: Any = json.loads(data)
        number = record["muoto"]
        if type(number) is int and FORMAT < number < _NO_FORMAT:
            return NEWER_RECORD.at(Place(file), number=number, readable=FORMAT)
        approval = _RECORD.validate_json(data, strict=True)
        is_as_written = record_bytes(approval) == data and _is_of_its_format(approval)
        return approval if is_as_written else BAD_APPROVAL.at(Place(file))
    except (ValueError, TypeError, KeyError, RecursionError):
        return BAD_APPROVAL.at(Place(file))


def _is_of_its_format(approval: Approval) -> bool:
    covers_changes = approval.changes_digest is not None
    if approval.format == 1 and approval.earlier:
        return False
    return characters_in(approval.code) == approval.code_length and covers_changes == (
        approval.format > 1
    )


# --- the status of a version ---------------------------------------------------------------


DRAFT, TRANSCRIPTION = "Luonnos – ei hyväksytty", "Jäljennös hyväksytystä asiakirjasta"
"""What a content that nobody has decided on is called, on every page and in every export."""


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """Who approved what the pages say, and when (tila): the records that make a version.

    A change or a correction rests on an approval of the whole roadmap: ``approved`` is the
    newest hyväksyntä or muutos, ``base`` the newest hyväksyntä (often the same), and
    ``correction`` the newest korjaus if it came after ``approved``.
    """

    approved: Approval
    base: Approval
    correction: Approval | None = None

    @property
    def is_transcription(self) -> bool:
        """Whether the pages say what a document says that was approved elsewhere."""
        return self.newest.is_transcription

    @property
    def newest(self) -> Approval:
        """The record of the version itself."""
        return self.correction or self.approved

    @property
    def version(self) -> str:
        """The version's name, such as 2025-1."""
        return self.newest.version

    @property
    def line(self) -> str:
        """One line for the foot of every page."""
        corrected = (
            f" Korjattu {date_text(self.correction.day)}: {ended(self.correction.reason or '')}"
            if self.correction
            else ""
        )
        standing = TRANSCRIPTION if self.is_transcription else "Hyväksytty"
        return f"{standing}: {self.approved.decided_in_full}.{corrected} Versio {self.version}."

    def rows(self) -> Iterator[tuple[str, Approval | EarlierDecision | None, str]]:
        """Yield label, the record that it is about (for its link) and value, for a table."""
        yield from (("Aiempi päätös", one, one.words) for one in self.approved.earlier)
        label = "Alkuperäisen hyväksyi" if self.is_transcription else "Hyväksytty"
        yield label, self.approved, self.approved.approved_by_in_full
        if self.base != self.approved:
            yield "Koko digitiekartta hyväksytty", self.base, self.base.decided_in_full
        if self.correction:
            decision = f" ({self.correction.decision})" if self.correction.decision else ""
            text = f"{date_text(self.correction.day)}{decision}: {self.correction.reason or ''}"
            yield "Korjattu", self.correction, text
        yield "Versio", None, self.version
        if self.newest.note:
            yield "Huomautus", None, self.newest.note


def status_of(approvals: Sequence[Approval]) -> ApprovalStatus:
    """Return the status of the last of a chain's records, which are in order.

    Raises:
        ValueError: No record is a hyväksyntä or a jäljennös.
    """
    approved = [one for one in approvals if one.kind != "korjaus"]
    bases = [one for one in approved if one.kind in WHOLE]
    if not bases:
        raise ValueError("no record of an approval")
    newest = approvals[-1]
    return ApprovalStatus(approved[-1], bases[-1], newest if newest.kind == "korjaus" else None)
