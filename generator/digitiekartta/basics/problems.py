"""Problems: everything that a person must mend, told the same way wherever it was found.

Reading, checking, importing, approving, building and auditing give Problems and collect
them all; only the command line prints them (``problem_formats``).
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from digitiekartta.basics.characters import look

_LONGEST_QUOTATION = 150
#: How Python writes bytes of a file's name that are no UTF-8.
_NO_LETTER = re.compile(r"[\ud800-\udfff]")


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
        """Make what is told fit to be shown, whatever an editor's file and its name hold."""
        file = _in_letters(self.place.file)
        if file != self.place.file:
            object.__setattr__(self, "place", replace(self.place, file=file))
        object.__setattr__(self, "message", _showable(self.message))
        object.__setattr__(self, "remedy", _showable(self.remedy))

    @property
    def is_error(self) -> bool:
        """Whether this stops a build."""
        return self.severity is Severity.ERROR


def problem_from(noted: Mapping[str, Any]) -> Problem:
    """Return a problem from what ``dataclasses.asdict`` made of it, also by way of JSON."""
    place, related = Place(**noted["place"]), tuple(Place(**one) for one in noted["related"])
    severity = Severity(noted["severity"])
    return Problem(**{**noted, "place": place, "related": related, "severity": severity})


class Told(Exception):
    """What keeps a work from its end, told as Problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(f"{p.message} {p.remedy}" for p in problems))
        self.problems = problems


class Misuse(Told):
    """What a person has asked for makes no sense."""


class Stopped(Told):
    """What was asked for makes sense, and cannot be done."""


def stop_at(problems: Iterable[Problem]) -> None:
    """Raise ``Stopped`` when there are problems."""
    if found := tuple(problems):
        raise Stopped(*found)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems sorted by place, each told once."""
    return sorted(set(problems), key=lambda p: (p.place, p.severity, p.code, p.message))


def errors_in(problems: Iterable[Problem]) -> list[Problem]:
    """Return only those that stop a build."""
    return [problem for problem in problems if problem.is_error]


def _showable(text: str) -> str:
    """Return a text that a screen can show: no control characters, long quotations cut."""
    text = _in_letters(text)
    printable = "".join(c if c.isprintable() or c == "\n" else " " for c in text)
    parts = printable.split("”")
    quoted = slice(1, None, 2)
    parts[quoted] = [
        p if len(p) <= _LONGEST_QUOTATION else p[:_LONGEST_QUOTATION] + "…" for p in parts[quoted]
    ]
    return "”".join(parts)


def _in_letters(text: str) -> str:
    """Return a text that can be written as UTF-8: names of files need not be."""
    return _NO_LETTER.sub("\ufffd", text)


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known name that a misspelt word most likely means, or None when none is near."""
    by_folded = {name.casefold(): name for name in known}
    matches = difflib.get_close_matches(look(word).casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(word: str, known: Collection[str], otherwise: str) -> str:
    """Return a remedy that offers the nearest known name, and what to do when it is not that."""
    guess = nearest(word, known)
    if guess is None:
        return otherwise
    if look(guess) != look(word):
        return f"Tarkoititko ”{guess}”? {otherwise}".strip()
    foreign = next((letter for letter in word if letter not in guess), " ")
    return (
        f"Nimi näyttää samalta kuin eräs luettelon nimi, mutta siinä on toinen merkki"
        f" (U+{ord(foreign):04X}). Kirjoita nimi uudelleen. {otherwise}"
    ).strip()
