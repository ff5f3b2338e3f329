"""What a rule is, and what it gives when a page breaks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from digitiekartta.basics.problems import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that holds on a good page.

    Attributes:
        code: Stable English name in kebab-case.
        message: In Finnish what is wrong; ``{element}`` and other facts are filled in.
        remedy: In Finnish what to do.
        criterion: The number of the WCAG 2.2 success criterion, or "" when none says this.
        severity: Whether a fault stops publishing.
    """

    code: str
    message: str
    remedy: str
    criterion: str = ""
    severity: Severity = Severity.ERROR

    def broken(self, element: Element | None = None, *, line: int = 0, **facts: object) -> Finding:
        """Return the finding that an element, or the page as a whole, breaks this rule."""
        element = element or Element()
        text = self.message.format(element=element.name, **facts)
        # What differs from page to page only in an element's text is one and the same fault.
        subject = self.message.format(element=element.shape or element.name, **facts)
        if self.criterion:
            text += f" (WCAG {self.criterion})"
        return Finding(self, text, subject, line)

    def problem(self, place: str) -> Problem:
        """Return the Problem that this does not hold for a file or folder as a whole."""
        return Problem(self.code, Place(place), self.message, self.remedy, self.severity)


@dataclass(frozen=True, slots=True)
class Element:
    """An element as a person is told of it, and its shape: the same for all of its kind."""

    name: str = ""
    shape: str = ""

    @classmethod
    def of(cls, told: Mapping[str, str]) -> Element:
        """Return the element that ``dom.tell`` described in the browser."""
        return cls(told["name"], told["shape"])


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault on one page: the rule, the message, what makes it the same fault elsewhere."""

    rule: Rule
    message: str
    subject: str
    line: int = 0
