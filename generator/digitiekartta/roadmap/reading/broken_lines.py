"""A broken line of a YAML file is told and passed over, so that it hides no other fault.

Where the remedy says what to write, the rest is read as if that stood there. Else a line that says
nothing stands in for the broken one, with the same key where that can be told, and nothing more is
said of what stands there. Of several ways to go on the one is taken that leaves the fewest faults.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from digitiekartta.basics.problems import Problem
from digitiekartta.roadmap.reading import nodes, syntax
from digitiekartta.roadmap.reading.nodes import Node

MOST_FAULTS = 20
"""Broken lines of one file that are told; after so many the file is something else altogether."""
_LONGEST = 20_000  # characters of a file that is read in several ways after each broken line
_MISPLACED = {kind.code for kind in (syntax.BAD_INDENT, syntax.TAB_INDENT, syntax.ODD_SPACE)}
_KEY = re.compile(rf"\s*(?P<item>-\s*)?(?P<key>{syntax.KEY}|[^:\"'#]+)?")
_FIELD = re.compile(r"(\s*(?:- +)*[^\s:][^:]*: +)(.+)")
_AT_COLON = re.compile(rf"^(?:{syntax.INSTEAD_OF_COLON})")
_LEVEL = re.compile(r"(\s*\d+)[: ]+(\S.*)")

Faults = Callable[[Node], list[Problem]]
"""What is wrong with a tree."""


@dataclass(frozen=True, slots=True)
class Tree:
    """What could be read of a text.

    Args:
        root: The file's tree; None when nothing of it makes sense.
        problems: What is wrong with its YAML.
        passed: The lines that others stand in for.
    """

    root: Node | None
    problems: tuple[Problem, ...]
    passed: frozenset[int] = frozenset()


def parse(text: str, name: str, faults: Faults) -> Tree:
    """Return the tree of a file's text, with every broken line told."""
    lines = text.split("\n")
    root, found = nodes.parse(text, name)
    told: list[Problem] = []
    passed: set[int] = set()
    stops: set[int] = set()
    while root is None and found and len(text) <= _LONGEST and len(stops) < MOST_FAULTS:
        fault = found[-1]  # with which reading ended
        stops.add(fault.place.line)
        ways = [_try(lines, instead, name, faults) for instead in _instead(lines, fault)]
        best = min(ways, key=lambda way: way.cost)
        if best.instead.number != fault.place.line:
            place = replace(fault.place, line=best.instead.number, column=1, field="")
            fault = syntax.BAD_INDENT.at(place)
        told.append(fault)
        if best.root is None and -best.cost[0] in {0, *stops}:
            return Tree(None, tuple(told))
        if best.instead.says_nothing:
            passed.add(best.instead.number)
        lines, root, found = best.lines, best.root, best.problems
    problems = [*told, *(problem for problem in found if problem.place.line not in passed)]
    return Tree(root, tuple(problems), frozenset(passed))


@dataclass(frozen=True, slots=True)
class _Instead:
    """A line (counted from 1) that may stand in place of what is written, or of a line above."""

    number: int
    text: str
    says_nothing: bool = True


@dataclass(frozen=True, slots=True)
class _Way:
    """What comes of a line in place of another; the cost is the less, the further it leads."""

    instead: _Instead
    lines: list[str]
    root: Node | None
    problems: list[Problem]
    cost: tuple[int, int, int]


def _try(lines: list[str], instead: _Instead, name: str, faults: Faults) -> _Way:
    tried = [*lines[: instead.number - 1], instead.text, *lines[instead.number :]]
    root, problems = nodes.parse("\n".join(tried), name)
    if root is None:
        stop = problems[-1].place.line if problems else 0  # an empty file leads nowhere
        return _Way(instead, tried, root, problems, (-stop, 0, 0))
    left = [*problems, *faults(root)]
    here = sum(problem.place.line == instead.number for problem in left)
    on_it = 0 if instead.says_nothing else here
    return _Way(instead, tried, root, problems, (-len(lines) - 1, len(left) - here, on_it))


def _instead(lines: list[str], fault: Problem) -> Iterator[_Instead]:
    """Yield what may stand in for a broken line, the likeliest first."""
    number = fault.place.line
    written = lines[number - 1]
    if mend := _REMEDIES.get(fault.code):
        at = fault.place.column - 1
        yield _Instead(number, mend(written[:at], written[at:]), says_nothing=False)
    around = [*reversed(lines[: number - 1]), *lines[number:]]
    beginnings = [*dict.fromkeys(_beginning(line) for line in (written, *around) if line.strip())]
    if fault.code in _MISPLACED:
        yield from (_Instead(number, space + written.strip(), False) for space in beginnings)
    if fault.code == syntax.BAD_INDENT.code:
        above = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), number)
        yield from (
            _Instead(above, space + lines[above - 1].strip(), False) for space in beginnings
        )
    parts = _KEY.match(written)
    assert parts is not None  # each part may be missing
    item = "- " if parts["item"] else ""
    key = (parts["key"] or f"rivi {number}").strip()
    for space in beginnings:
        yield _Instead(number, f"{space}{item}{_quoted(key)}:")
        yield _Instead(number, f"{space}- x")
    yield _Instead(number, "")


def _value_quoted(field: re.Match[str]) -> str:
    return field[1] + _quoted(field[2])


def _level_or_text(line: str) -> str:
    return _LEVEL.sub(r"\1: \2", line) if _LEVEL.match(line) else f"  {line.strip()}"


def _quoted(text: str) -> str:
    return "'" + text.strip().replace("'", "''") + "'"


def _beginning(line: str) -> str:
    return " " * (len(line) - len(line.lstrip(" ")))


# What a remedy says to write, of what stands before and after the place of the fault.
_REMEDIES: Mapping[str, Callable[[str, str], str]] = {
    syntax.MISSING_SPACE.code: lambda before, after: f"{before} {after}",
    syntax.MISSING_COLON.code: lambda before, after: (
        f"{before}: {_AT_COLON.sub('', after).strip()}"
    ),
    syntax.ODD_COLON.code: lambda before, after: f"{before.rstrip()}: {after[1:].strip()}",
    syntax.ODD_SPACE.code: lambda before, after: f"{before} {after.strip()}",
    syntax.LIST_MARK.code: lambda before, after: f"{before}- {after[1:].strip()}",
    syntax.UNCLOSED_QUOTE.code: lambda before, after: before + _quoted(after[1:]),
    syntax.TWO_COLONS.code: lambda before, after: _FIELD.sub(_value_quoted, before + after),
    syntax.RESERVED_START.code: lambda before, after: before + _quoted(after),
    syntax.UNCLOSED_BRACKET.code: lambda before, after: before + _quoted(after),
    syntax.ANCHOR.code: lambda before, after: before + _quoted(after.strip("&* ")),
    syntax.TAG.code: lambda before, after: before + _quoted(after.strip("! ")),
    nodes.SEVERAL_DOCUMENTS.code: lambda before, after: "",
    syntax.UNREADABLE.code: lambda before, after: _level_or_text(before + after),
}
