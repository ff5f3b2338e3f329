"""Level chart (tasokuva): start and target levels as a dumbbell chart beside their table.

Shapes tell the two apart, not colours: the start is a hollow circle, the target a filled
diamond, the gap a line between them. The drawing is as wide as a small phone, with the names
above their lines, and grows on larger screens. Its colour is that of the text around.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from textwrap import wrap
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element, plain, shown
from digitiekartta.markup.components.table import Table, plain_table
from digitiekartta.markup.markdown import Markdown, joined, md, span

_NUMBER = re.compile(r"[-−]?\d{1,12}(?:,\d{1,6})?")
# The steps of the scale in the caption: "(asteikko [1 Alussa]{.taso}, …)".
_SCALE = re.compile(r" ?\(asteikko (?=\[)")
_STEP = re.compile(r"\[(\d{1,9}) ([^\[\]]*)\]\{\.taso\}")
_MOST_STEPS = 20

# Units of the drawing: on a screen of 320 pixels one is one pixel.
_WIDTH, _LEFT, _RIGHT = 288, 36, 252
# To a line and to half of it, also when a reader spaces the letters out (WCAG 1.4.12).
_LETTERS, _HALF_LETTERS = 34, 16
_LINE, _FONT = 16, "12.5"


@dataclass(frozen=True)
class _Level:
    """One row: the viewpoint's name as text and as Markdown, and what the cells say."""

    name: str
    markdown: str
    start: str
    target: str
    gap: str


@dataclass(frozen=True)
class _Axis:
    """The scale: its ends, and what some of its steps are called."""

    first: int
    last: int
    words: dict[int, str]

    def x(self, level: Decimal) -> float:
        """Return where a level stands on the drawing."""
        share = float((level - self.first) / (self.last - self.first))
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def with_scale(caption: str, scale: Mapping[str, str]) -> Markdown:
    """Return the caption of a table of levels with what the steps of their scale mean."""
    steps = joined(span(f"{step} {word}", "taso") for step, word in scale.items())
    return Markdown(f"{md(caption)} (asteikko {steps})" if scale else md(caption))


def level_chart(table: Table) -> list[Element]:
    """Return the drawing beside the table; the table alone when there is nothing to draw."""
    levels = [_level(row) for row in table.rows] if len(table.headers) == 4 else []
    axis = _axis(table.caption, levels)
    if axis is None:
        return plain_table(table)
    figure = element(
        "figure",
        _drawing(table, axis, levels),
        element("figcaption", *_finding(levels)),
        class_="tasokuva",
    )
    table.add_class("taulu-tasot")
    return [element("div", figure, *plain_table(table), class_="tasot")]


def number(text: str) -> Decimal | None:
    """Return the number that a cell shows, None when it shows none: "2,9", "−0,5"."""
    if not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace("−", "-").replace(",", "."))


def _level(row: Sequence[Element]) -> _Level:
    name, start, target, gap = (cell.text or "" for cell in row)
    return _Level((plain(name) or name).replace("\n", " "), name, start, target, gap)


def _axis(caption: str, levels: Sequence[_Level]) -> _Axis | None:
    words = {int(step): plain(word) or "" for step, word in _STEP.findall(caption)}
    cells = [number(text) for level in levels for text in (level.start, level.target)]
    known = [level for level in cells if level is not None]
    if not known:
        return None
    first = min([*words, int(min(known).to_integral_value(ROUND_FLOOR))])
    last = max([*words, int(max(known).to_integral_value(ROUND_CEILING)), first + 1])
    return _Axis(first, last, words) if last - first <= _MOST_STEPS else None


def _finding(levels: Sequence[_Level]) -> Iterator[str]:
    """Yield what the drawing shows, as Markdown."""
    known = [(value, row) for row in levels if (value := number(row.gap)) is not None]
    if known:
        most = max(value for value, _ in known)
        names = [row for value, row in known if value == most]
        yield f"Suurin ero on {names[0].gap}: {'; '.join(row.markdown for row in names)}"
        if len(names) == 1:
            yield f" (lähtötaso {names[0].start} ja tavoitetaso {names[0].target})"
        yield ". "
    else:
        yield "Lähtö- ja tavoitetason ero ei ole tiedossa. "
    yield "Samat luvut ovat taulukossa."


# --- drawing -----------------------------------------------------------------------------------


def _drawing(table: Table, axis: _Axis, levels: Sequence[_Level]) -> Element:
    parts: list[Element] = [*_key(8)]
    head, y = list(_steps(axis, 40)), 48 + _LINE * _axis_lines(axis)
    for row in levels:
        for line in _wrapped(_label(row), _LETTERS):
            y += _LINE
            parts.append(_text(line, 0, y))
        y += _LINE
        parts += _marks(axis, row, y)
        y += 10
    title, desc = f"{table.id}-kuva", f"{table.id}-selite"
    described = (
        f"Jokaisella näkökulmalla on jana asteikolla {axis.first}–{axis.last}:"
        " tyhjä ympyrä on lähtötaso, täytetty vinoneliö tavoitetaso."
    )
    return element(
        "svg",
        element("title", shown(_title(table)), id=title),
        element("desc", shown(described), id=desc),
        *head,
        *parts,
        viewBox=f"0 0 {_WIDTH} {y}",
        role="img",
        aria_labelledby=f"{title} {desc}",
        font_size=_FONT,
        fill="currentColor",
    )


def _title(table: Table) -> str:
    caption = _SCALE.split(table.caption, maxsplit=1)[0]
    return (plain(caption) or "Lähtö- ja tavoitetasot").replace("\n", " ")


def _key(y: int) -> list[Element]:
    return [
        _circle(7, y),
        _text("lähtötaso", 18, y + 4),
        _diamond(111, y),
        _text("tavoitetaso", 122, y + 4),
    ]


def _axis_lines(axis: _Axis) -> int:
    ends = (axis.words.get(axis.first, ""), axis.words.get(axis.last, ""))
    return max(len(_wrapped(word, _HALF_LETTERS)) for word in ends)


def _steps(axis: _Axis, y: int) -> Iterator[Element]:
    """Yield the numbers of the axis, and below them what its ends are called."""
    for step in range(axis.first, axis.last + 1):
        yield _text(str(step), axis.x(Decimal(step)), y, "middle")
    for step, x, anchor in ((axis.first, 0, "start"), (axis.last, _WIDTH, "end")):
        for row, line in enumerate(_wrapped(axis.words.get(step, ""), _HALF_LETTERS), start=1):
            yield _text(line, x, y + row * _LINE, anchor)


def _marks(axis: _Axis, row: _Level, y: int) -> Iterator[Element]:
    start, target = number(row.start), number(row.target)
    middle = y - 4
    yield element("path", d=_ticks(axis, middle), class_="tasokuva-asteikko")
    if start is not None and target is not None and start != target:
        forward = 1 if target > start else -1
        gap = f"M{axis.x(start) + 5 * forward:g} {middle:g}H{axis.x(target):g}"
        yield element("path", d=gap, class_="tasokuva-ero")
    if start is not None:
        yield _circle(axis.x(start), middle)
    if target is not None:
        yield _diamond(axis.x(target), middle)
    side = 9 if start is not None and target is not None and target < start else -9
    for text, level, beside in ((row.start, start, side), (row.target, target, -side)):
        if level is not None:
            yield _text(text, axis.x(level) + beside, y, "end" if beside < 0 else "start")


def _label(row: _Level) -> str:
    """Return the name, and which of the levels is not known."""
    both = (("lähtötaso", row.start), ("tavoitetaso", row.target))
    missing = [name for name, level in both if number(level) is None]
    return f"{row.name} ({' ja '.join(missing)} ei tiedossa)" if missing else row.name


def _wrapped(text: str, letters: int) -> list[str]:
    return wrap(text, letters) or [""]


def _text(text: str, x: float, y: float, anchor: str = "start") -> Element:
    anchored = {} if anchor == "start" else {"text_anchor": anchor}
    return element("text", shown(text), x=f"{x:g}", y=f"{y:g}", **anchored)


def _circle(x: float, y: float) -> Element:
    return element("circle", cx=f"{x:g}", cy=f"{y:g}", r="5", class_="tasokuva-lahto")


def _diamond(x: float, y: float) -> Element:
    return element("path", d=f"M{x:g} {y - 6:g}l6 6-6 6-6-6z")


def _ticks(axis: _Axis, y: int) -> str:
    steps = range(axis.first, axis.last + 1)
    return "".join(f"M{axis.x(Decimal(step)):g} {y - 4:g}v8" for step in steps)
