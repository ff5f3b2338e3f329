"""Problems: everything that a person must mend, told the same way wherever it was found.

Reading, checking, building, and later importing, approving and auditing give
Problems and collect them all; only the command line prints them.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from digitiekartta.basics.text import counted

_LONGEST_QUOTATION = 150


_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Severity(StrEnum):
    """How bad: an error stops a build, a warning asks a person to look."""

    ERROR = "virhe"
    WARNING = "varoitus"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in the content: a path with slashes, line and column counted from 1 (0: whole file)."""

    file: str
    line: int = 0
    column: int = 0
    field: str = ""

    def __str__(self) -> str:
        return self.file + (f":{self.line}:{self.column}" if self.line else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: a stable English code, a place, and in Finnish what is wrong and to do.

    ``related`` names further places that belong to it (the other side of a contradiction).
    Of message and remedy control characters are left out, and what they quote in ”quotation
    marks” is cut when it is long.
    """

    code: str
    place: Place
    message: str
    remedy: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Place, ...] = field(default=())

    def __post_init__(self) -> None:
        """Make message and remedy fit to be shown, whatever an editor's file holds."""
        object.__setattr__(self, "message", _showable(self.message))
        object.__setattr__(self, "remedy", _showable(self.remedy))

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity is Severity.ERROR


def warning(
    code: str, place: Place, message: str, remedy: str = "", related: tuple[Place, ...] = ()
) -> Problem:
    """Return a Problem that asks a person to look but stops nothing."""
    return Problem(code, place, message, remedy, Severity.WARNING, related)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems sorted by place, each told once."""
    return sorted(set(problems), key=lambda p: (p.place, p.severity, p.code, p.message))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return only those that stop a build."""
    return [problem for problem in problems if problem.is_error]


def _showable(text: str) -> str:
    """Return a text that a screen can show: no control characters, long quotations cut."""
    printable = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    parts = printable.split("”")
    quoted = slice(1, None, 2)
    parts[quoted] = [
        p if len(p) <= _LONGEST_QUOTATION else p[:_LONGEST_QUOTATION] + "…" for p in parts[quoted]
    ]
    return "”".join(parts)


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known name that a misspelt word most likely means, or None when none is near."""
    by_folded = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest known name, and what to do when it is not that."""
    guess = nearest(word, known)
    return f"Tarkoititko ”{guess}”? {otherwise}" if guess else otherwise


# --- formats -------------------------------------------------------------------------------


def as_text(
    problems: Sequence[Problem], paint: Callable[[Problem, str], str] = lambda problem, text: text
) -> str:
    """Return the problems for a person at a terminal, with a count at the end.

    Args:
        problems: In the order in which they are told.
        paint: Gives the beginning of a problem's text its colour.
    """
    lines: list[str] = []
    for problem in problems:
        beginning = f"{problem.place}:" + ("" if problem.is_error else " varoitus:")
        name = f"{problem.place.field}: " if problem.place.field else ""
        tail = f"{problem.remedy}  [{problem.code}]" if problem.remedy else f"[{problem.code}]"
        text = f" {name}{problem.message}\n{tail}"
        others = [f"Katso myös {place}" for place in problem.related]
        # What stands in a file's name or in a field must not steer the terminal.
        beginning, text = (
            _CONTROL.sub("\ufffd", part) for part in (beginning, "\n".join([text, *others]))
        )
        lines.append(paint(problem, beginning) + text.replace("\n", "\n    "))
    return "\n".join([*lines, summary(problems)]) + "\n"


def summary(problems: Sequence[Problem]) -> str:
    """Return "2 virhettä, 1 varoitus." or that there are none."""
    errors = len(errors_in(problems))
    warnings = len(problems) - errors
    parts = []
    if errors:
        parts.append(counted(errors, "virhe"))
    if warnings:
        parts.append(counted(warnings, "varoitus"))
    return (", ".join(parts) if parts else "Ei virheitä eikä varoituksia") + "."


def as_github(problems: Sequence[Problem]) -> str:
    """Return GitHub Actions annotations (workflow commands)."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    lines = []
    for problem in problems:
        place = problem.place
        where = f"file={value(place.file)}"
        if place.line:
            where += f",line={place.line},col={place.column}"
        level = "error" if problem.is_error else "warning"
        lines.append(f"::{level} {where},title={value(problem.code)}::{data(_told(problem))}")
    return "".join(line + "\n" for line in lines)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """Return a GitLab Code Quality report (a JSON list)."""
    seen: Counter[str] = Counter()  # GitLab drops what has a fingerprint for the second time

    def fingerprint(problem: Problem) -> str:
        identity = _identity(problem)
        seen[identity] += 1
        return hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()[:32]

    report = [
        {
            "description": _told(problem),
            "check_name": problem.code,
            "fingerprint": fingerprint(problem),
            "severity": "major" if problem.is_error else "minor",
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line or 1}},
        }
        for problem in problems
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a JSON object with a list and counts."""

    def place(where: Place) -> dict[str, object]:
        return {
            "file": where.file,
            "line": where.line or None,
            "column": where.column or None,
            "field": where.field or None,
        }

    report = {
        "errors": len(errors_in(problems)),
        "warnings": len(problems) - len(errors_in(problems)),
        "problems": [
            {
                "code": problem.code,
                "severity": "error" if problem.is_error else "warning",
                **place(problem.place),
                "message": problem.message,
                "remedy": problem.remedy or None,
                "related": [place(other) for other in problem.related],
            }
            for problem in problems
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _told(problem: Problem) -> str:
    """Return field, message, remedy and other places as one text, for hosts with one field."""
    name = f"{problem.place.field}: " if problem.place.field else ""
    others = f"Katso myös {', '.join(map(str, problem.related))}." if problem.related else ""
    return name + " ".join(filter(None, (problem.message, problem.remedy, others)))


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
}


def _identity(problem: Problem) -> str:
    # Without the line, so that a problem stays the same one when text above it moves.
    return f"{problem.code}\0{problem.place.file}\0{problem.place.field}\0{problem.message}"
