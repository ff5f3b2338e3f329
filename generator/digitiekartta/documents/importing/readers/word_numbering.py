"""The lists of Word: by which rule each paragraph is counted.

Source: ECMA-376 part 1, 17.9 (numbering).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from digitiekartta.documents.importing.readers.numbering import Level, count, written
from digitiekartta.documents.importing.readers.word_xml import (
    DEEPEST,
    Styles,
    W,
    find,
    is_on,
    value,
)
from digitiekartta.documents.importing.readers.xml import Element, whole


@dataclass(frozen=True, slots=True)
class _List:
    """A list that paragraphs name: its levels, and which rule's counters it goes on with.

    ``bullets`` has the colours of levels that draw a bullet, None where they are those of the text.
    """

    rule: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int] = field(default_factory=dict)
    bullets: Mapping[int, Element | None] = field(default_factory=dict)


@dataclass
class Numbering:
    """Counts the paragraphs of a document; they must be given in their order."""

    lists: Mapping[str, _List]
    styles: Styles
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)
    _by_style: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Styles) -> Numbering:
        """Return the rules of a document."""
        return cls(_lists(numbering, styles) if numbering is not None else {}, styles)

    def number(self, paragraph: Element) -> str:
        """Return what stands before a paragraph: its number and a space, "" without one."""
        name, level = self.named(paragraph)
        one = self.lists.get(name)
        if one is None or level not in one.levels:
            return ""
        counts = self._counts.setdefault(one.rule, {})
        if name not in self._met:
            self._met.add(name)
            for restarted, start in one.restarts.items():
                counts |= {restarted: start - 1}
        count(counts, one.levels, level)
        rule = one.levels[level]
        return written(rule, counts, one.levels) + rule.gap if rule.text else ""

    def bullet(self, paragraph: Element) -> Element | None:
        """Return the colour element of a paragraph's bullet, None when it has none of its own."""
        name, level = self.named(paragraph)
        bullets = self.lists[name].bullets if name in self.lists else {}
        if level not in bullets:
            return None
        own = bullets[level]
        return own if own is not None else find(paragraph, "pPr/rPr/color")

    def named(self, paragraph: Element) -> tuple[str, int]:
        """Return the list of a paragraph and its level there, both by itself or by its style.

        The list is "" when it stands in none.
        """
        name, level = value(paragraph, "pPr/numPr/numId"), value(paragraph, "pPr/numPr/ilvl")
        if name is None:
            style = self.styles.of_paragraph(paragraph)
            if style not in self._by_style:
                self._by_style[style] = self._of_style(style)
            name, by_style = self._by_style[style]
            level = level if level is not None else by_style
        return name or "", whole(level)

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
    all_levels = {_at(one): one for one in _all(rule, "lvl")}
    restarts: dict[int, int] = {}
    for change in _all(number, "lvlOverride"):
        at = _at(change)
        own = change.find(f"{W}lvl")
        if own is not None:
            all_levels[at] = own
        if (start := value(change, "startOverride")) is not None:
            restarts[at] = whole(start, 1)
    return _List(
        name,
        {at: _level(one) for at, one in all_levels.items()},
        restarts,
        {
            at: find(one, "rPr/color")
            for at, one in all_levels.items()
            if value(one, "numFmt") == "bullet"
        },
    )


def _level(element: Element) -> Level:
    form = value(element, "numFmt") or "decimal"
    restart = value(element, "lvlRestart")
    return Level(
        whole(value(element, "start")),
        form,
        "" if form == "bullet" else value(element, "lvlText") or "",
        "" if value(element, "suff") == "nothing" else " ",
        value(element, "pStyle") or "",
        whole(restart) if restart is not None else None,
        is_on(element, "isLgl"),
    )


def _all(element: Element, name: str) -> Iterable[Element]:
    found: Iterable[Element] = element.iterfind(W + name)
    return found


def _at(element: Element) -> int:
    return whole(element.get(f"{W}ilvl"))
