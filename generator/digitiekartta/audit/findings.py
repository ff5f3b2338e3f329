"""Findings: what is wrong on the pages of a site, told once however many pages have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from digitiekartta.basics.kinds import Kind
from digitiekartta.basics.problems import Place, Problem, in_order

#: How many pages of a fault are named.
_NAMED_PAGES = 6
_NAMED_STATES = 3


class Element(TypedDict):
    """An element as ``dom.tell`` describes it: to a person, and what is the same for its kind."""

    name: str
    shape: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault on one page.

    Attributes:
        kind: What is wrong.
        message: The same in Finnish, of this page.
        subject: What makes it the same fault on another page.
        place: Line and column in the page's file, 0 where they are not known.
        file: The file of the site; "" for a rule, which knows only its page.
        state: The Finnish name of the state; "" when it was read from the file.
    """

    kind: Kind
    message: str
    subject: str
    place: tuple[int, int] = (0, 0)
    file: str = ""
    state: str = ""

    @classmethod
    def of(
        cls,
        kind: Kind,
        element: Element | None = None,
        *,
        subject: str = "",
        place: tuple[int, int] = (0, 0),
        file: str = "",
        **words: object,
    ) -> Finding:
        """Return a finding, and unless another is given its subject: the message without texts.

        What differs from page to page only in an element's text is one and the same fault.
        """
        element = element or Element(name="", shape="")
        message = kind.message.format(element=element["name"], **words)
        if criterion := criterion_of(kind):
            message += f" (WCAG {criterion})"
        shape = kind.message.format(element=element["shape"], **words)
        return cls(kind, message, subject or shape, place, file)


@dataclass(frozen=True, slots=True)
class Rule(Kind):
    """One thing that holds on a good page, as the audit looks at it.

    Attributes:
        criterion: The number of the WCAG 2.2 success criterion, or "" when none says this.
        asks: The question to a page that is answered by the elements that break the rule, for
            example ``regions.unnamed`` of rules/regions.js; "" when it takes more to know.
    """

    criterion: str = ""
    asks: str = ""

    def broken(
        self, element: Element | None = None, *, place: tuple[int, int] = (0, 0), **words: Any
    ) -> Finding:
        """Return the finding that an element, or the page as a whole, breaks this rule."""
        return Finding.of(self, element, place=place, **words)

    def broken_by(self, elements: Iterable[Element]) -> Iterator[Finding]:
        """Return the finding of each element that the browser described."""
        return map(self.broken, elements)


def criterion_of(kind: Kind) -> str:
    """Return the number of the success criterion that is not met, "" when none says this."""
    return kind.criterion if isinstance(kind, Rule) else ""


@dataclass(frozen=True, slots=True)
class Fault:
    """The same finding wherever it was seen.

    Attributes:
        kind: What is wrong.
        message: The same in Finnish, by the example of the first place.
        places: The files, each once, with line and column where they are known.
        states: The Finnish names of the states.
        alike: How many elements of the first page have the fault.
    """

    kind: Kind
    message: str
    places: tuple[tuple[str, tuple[int, int]], ...]
    states: tuple[str, ...] = ()
    alike: int = 1

    @property
    def named_files(self) -> list[str]:
        """Some of the files."""
        return [file for file, _ in self.places[:_NAMED_PAGES]]

    def problem(self, site: Path) -> Problem:
        """Return the fault as a Problem of a file of the site."""
        text = self.message
        if self.alike > 1:
            text += f" Samanlaisia kohtia on sivulla {self.alike}."
        if others := len(self.places) - 1:
            text += f" Sama on myös {others} muulla sivulla."
        if self.states:
            text += f" Tila: {_listed(self.states)}."
        first, *related = [
            Place((site / file).as_posix(), *place) for file, place in self.places[:_NAMED_PAGES]
        ]
        kind = self.kind
        return Problem(kind.code, first, text, kind.remedy, kind.severity, tuple(related))


def _listed(states: Sequence[str]) -> str:
    if len(states) <= _NAMED_STATES + 1:
        return "; ".join(states)
    return "; ".join(states[:_NAMED_STATES]) + f" ja {len(states) - _NAMED_STATES} muuta"


def faults_in(findings: Iterable[Finding]) -> list[Fault]:
    """Return the faults that were found, in the order in which each was first seen."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.kind.code, finding.subject), []).append(finding)
    return [_fault(group) for group in groups.values()]


def _fault(group: Sequence[Finding]) -> Fault:
    first = group[0]
    places: dict[str, tuple[int, int]] = {}
    for finding in group:
        places.setdefault(finding.file, finding.place)
    alike = Counter(finding.state for finding in group if finding.file == first.file)
    return Fault(
        first.kind,
        first.message,
        tuple(places.items()),
        tuple(dict.fromkeys(finding.state for finding in group if finding.state)),
        max(alike.values()),
    )


def problems_in(site: Path, findings: Iterable[Finding]) -> list[Problem]:
    """Return the faults of a site as Problems, in order of place."""
    return in_order(fault.problem(site) for fault in faults_in(findings))
