"""Numbers that a program gives to paragraphs by itself: "2.1", "Tavoite II:", "b)".

They stand in no text of the file, only the rule does, so each paragraph is counted in its turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_LEVELS = 10


@dataclass(frozen=True, slots=True)
class Level:
    """How a level of a list counts.

    Args:
        start: The first number.
        form: "decimal", "upperRoman", "lowerLetter", … as Word calls them.
        text: The pattern of what is written, "Tavoite %1:"; "" when nothing is.
        gap: What stands between the number and the text.
        style: The style whose paragraphs are of this level.
        restart: The level (from 1) that begins it again, 0 none; None for each above it.
        legal: Whether all its numbers are decimal whatever the form.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    style: str = ""
    restart: int | None = None
    legal: bool = False


def count(counts: dict[int, int], levels: Mapping[int, Level], level: int) -> None:
    """Count a paragraph of a level: those above it begin, those below it begin again."""
    for above in range(level):
        counts.setdefault(above, levels[above].start if above in levels else 1)
    counts[level] = counts.get(level, levels[level].start - 1) + 1
    for below in range(level + 1, _LEVELS):
        restart = levels[below].restart if below in levels else None
        if below in counts and (restart is None or level < restart):
            del counts[below]


def written(rule: Level, counts: Mapping[int, int], levels: Mapping[int, Level]) -> str:
    """Return the number of a paragraph that was just counted, as its level writes it."""

    def numeral(part: re.Match[str]) -> str:
        at = int(part[1]) - 1
        form = "decimal" if rule.legal or at not in levels else levels[at].form
        return _in_form(counts.get(at, 1), form)

    return re.sub(r"%([1-9])", numeral, rule.text)


def in_cell(numbers: Sequence[str], lines: Sequence[str]) -> str:
    """Return the text of a cell's paragraphs: with numbers that have a word, or stand alone.

    Rows are counted to find one's way ("1.", "1.1"); that is no part of what is written in them.
    """
    is_empty = not any(lines)
    return "\n".join(
        f"{number}{line}" if is_empty or _has_word(number) else line
        for number, line in zip(numbers, lines, strict=True)
    )


def _has_word(number: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", number)
    return any(not re.fullmatch("[ivxlcdm]+", word.casefold()) for word in words)


def _in_form(number: int, form: str) -> str:
    write = _FORMS.get(form)
    return write(number) if write is not None and number > 0 else str(number)


def _roman(number: int) -> str:
    signs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    written = ""
    for worth, sign in signs:
        written += sign * (number // worth)
        number %= worth
    return written


def _letter(number: int) -> str:
    """Return A–Z, then AA, BB, …: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "decimalZero": "{:02}".format,
    "ordinal": "{}.".format,
    "none": lambda number: "",
}
