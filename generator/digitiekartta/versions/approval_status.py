"""The approval status of a roadmap (tila): who approved what the pages say, and when.

A change or a correction rests on an approval of the whole roadmap, so a status names the
newest decision on the content, the approval below it, and corrections made since.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.record import Approval


@dataclass(frozen=True, slots=True)
class ApprovalStatus:
    """The records that make a version what it is.

    ``approved`` is the newest hyväksyntä or muutos, ``base`` the newest hyväksyntä (often the
    same), and ``correction`` the newest korjaus if it came after ``approved``.
    """

    approved: Approval
    base: Approval
    correction: Approval | None = None

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
            f" Korjattu {date_text(self.correction.day)}: {_sentence(self.correction.reason or '')}"
            if self.correction
            else ""
        )
        return f"Hyväksytty: {self.approved.decided_in_full}.{corrected} Versio {self.version}."

    def rows(self) -> Iterator[tuple[str, Approval | None, str]]:
        """Yield label, the record that it is about (for its link) and value, for a table."""
        yield "Hyväksytty", self.approved, self.approved.decided_in_full
        if self.base != self.approved:
            yield "Koko digitiekartta hyväksytty", self.base, self.base.decided_in_full
        if self.correction:
            decision = f" ({self.correction.decision})" if self.correction.decision else ""
            text = f"{date_text(self.correction.day)}{decision}: {self.correction.reason or ''}"
            yield "Korjattu", self.correction, text
        yield "Versio", None, f"{self.version} (tunniste {self.newest.code})"
        if self.newest.note:
            yield "Huomautus", None, self.newest.note


def status_of(approvals: Sequence[Approval]) -> ApprovalStatus:
    """Return the status of the last of a chain's records, which are in order.

    Raises:
        ValueError: No record is a hyväksyntä.
    """
    approved = [one for one in approvals if one.kind != "korjaus"]
    bases = [one for one in approved if one.kind == "hyväksyntä"]
    if not bases:
        raise ValueError("no record of an approval")
    newest = approvals[-1]
    return ApprovalStatus(approved[-1], bases[-1], newest if newest.kind == "korjaus" else None)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
