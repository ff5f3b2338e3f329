"""The numbers that Word gives to paragraphs by itself: "2.1", "Tavoite II:", "b)".

They stand in no text of the file, only the rule does, so each paragraph is counted in its turn.
Source: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from digitiekartta.documents.importing.readers.word_xml import DEEPEST, Styles, W, is_on, value
from digitiekartta.documents.importing.readers.xml import Element

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list counts: ``text`` is a pattern such as "Tavoite %1:"."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    gap: str = " "
    style: str = ""
    restart: int | None = None
    legal: bool = False

    @classmethod
    def of(cls, element: Element) -> _Level:
        form = value(element, "numFmt") or "decimal"
        restart = value(element, "lvlRestart")
        return cls(
            _whole(value(element, "start"), 0),
            form,
            "" if form == "bullet" else value(element, "lvlText") or "",
            "" if value(element, "suff") == "nothing" else " ",
            value(element, "pStyle") or "",
            _whole(restart, 0) if restart is not None else None,
            is_on(element, "isLgl"),
        )


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: its levels, and which rule's counters it goes on with."""

    rule: str
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """Counts the paragraphs of a document; they must be given in their order."""

    lists: Mapping[str, _List]
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Element | None, styles: Styles) -> Numbering:
        """Return the rules of a document."""
        return cls(_lists(numbering, styles) if numbering is not None else {}, styles)

    def number(self, paragraph: Element) -> str:
        """Return what stands before a paragraph: its number and a space, "" without one."""
        name, level = self._named(paragraph)
        one = self.lists.get(name)
        if one is None or level not in one.levels:
            return ""
        counts = self._counts.setdefault(one.rule, {})
        if name not in self._met:
            self._met.add(name)
            for restarted, start in one.restarts.items():
                counts |= {restarted: start - 1}
        _count(counts, one.levels, level)
        rule = one.levels[level]
        return _written(rule, counts, one.levels) + rule.gap if rule.text else ""

    def _named(self, paragraph: Element) -> tuple[str, int]:
        """Return the list of a paragraph and its level there, both by itself or by its style."""
        name, level = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if name is None:
            name, by_style = self._of_style(self.styles.of_paragraph(paragraph))
            level = level if level is not None else by_style
        return name or "", _whole(level, 0)

    def _of_style(self, style: str) -> tuple[str | None, str | None]:
        """Return the list and level that a style, or one that it is based on, names."""
        level: str | None = None
        for name, element in self.styles.chain(style):
            level = level if level is not None else value(element, "pPr/numPr/ilvl")
            list_ = value(element, "pPr/numPr/numId")
            if list_ is not None:
                levels = self.lists[list_].levels if list_ in self.lists else {}
                linked = (str(at) for at, one in levels.items() if one.style == name)
                return list_, next(linked, level)
        return None, level


def _lists(numbering: Element, styles: Styles) -> dict[str, _List]:
    rules = {one.get(f"{W}abstractNumId", ""): one for one in _all(numbering, "abstractNum")}
    numbers = {one.get(f"{W}numId", ""): one for one in _all(numbering, "num")}

    def rule_of(name: str, depth: int = 0) -> str:
        """Return the rule of a list, that of the list style where it only names one."""
        rule = value(numbers.get(name), "abstractNumId") or ""
        style = styles.by_id.get(value(rules.get(rule), "numStyleLink") or "")
        linked = value(style, "pPr/numPr/numId")
        return rule_of(linked, depth + 1) if linked and depth < DEEPEST else rule

    return {
        name: _list(rule, rules[rule], element)
        for name, element in numbers.items()
        if (rule := rule_of(name)) in rules
    }


def _list(name: str, rule: Element, number: Element) -> _List:
    levels = {_at(one): _Level.of(one) for one in _all(rule, "lvl")}
    restarts: dict[int, int] = {}
    for change in _all(number, "lvlOverride"):
        at = _at(change)
        own = change.find(f"{W}lvl")
        if own is not None:
            levels[at] = _Level.of(own)
        if (start := value(change, "startOverride")) is not None:
            restarts[at] = _whole(start, 1)
    return _List(name, levels, restarts)


def _count(counts: dict[int, int], levels: Mapping[int, _Level], level: int) -> None:
    """Count a paragraph of a level: those above it begin, those below it begin again."""
    for above in range(level):
        counts.setdefault(above, levels[above].start if above in levels else 1)
    counts[level] = counts.get(level, levels[level].start - 1) + 1
    for below in range(level + 1, _LEVELS):
        restart = levels[below].restart if below in levels else None
        if below in counts and (restart is None or level < restart):
            del counts[below]


def _written(rule: _Level, counts: Mapping[int, int], levels: Mapping[int, _Level]) -> str:
    def numeral(part: re.Match[str]) -> str:
        at = int(part[1]) - 1
        form = "decimal" if rule.legal or at not in levels else levels[at].form
        return _in_form(counts.get(at, 1), form)

    return re.sub(r"%([1-9])", numeral, rule.text)


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


def _all(element: Element, name: str) -> Iterable[Element]:
    found: Iterable[Element] = element.iterfind(W + name)
    return found


def _at(element: Element) -> int:
    return _whole(element.get(f"{W}ilvl"), 0)


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isdecimal() else otherwise
