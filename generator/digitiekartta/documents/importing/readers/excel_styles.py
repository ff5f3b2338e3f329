"""How the cells of an Excel workbook look: fills, letters and number formats of its styles.

Source: ECMA-376 part 1, 18.8 (styles).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from digitiekartta.basics.colours import RGB, with_lightness
from digitiekartta.documents.importing.readers.fills import GRADIENT, NO_FILL, PATTERN, Fill
from digitiekartta.documents.importing.readers.pieces import PLAIN, Letters, ink_of
from digitiekartta.documents.importing.readers.symbols import as_shown
from digitiekartta.documents.importing.readers.xml import Element, local, whole
from digitiekartta.documents.importing.shades import from_hex, is_white, same

# The index of a theme colour is not the order of the theme's XML: light and dark change places.
_THEME_ORDER = (
    *("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3"),
    *("accent4", "accent5", "accent6", "hlink", "folHlink"),
)
# "kpl", \x, [$€-40B]; a colour or a condition, a space as wide as a sign, a sign repeated.
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_FIGURES = re.compile(r"(?<!\0)[#0?](?:[#0?.,E+/ ]*[#0?])?(?:,*)")
Rich = tuple[tuple[str, Letters | None], ...]
"""A text of which words may look different; letters None are those of the cell."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks, and how it shows what it says.

    ``around`` are the words that its number format shows before and behind a number.
    """

    fill: Fill = NO_FILL
    letters: Letters = PLAIN
    percent: bool = False
    date: bool = False
    font: str = ""
    around: tuple[str, str] = ("", "")

    @property
    def shows(self) -> bool:
        """Whether an empty cell of this look shows anything."""
        return bool(self.fill.unclear) or not is_white(self.fill.colour)


class Looks:
    """The styles of a workbook; each is made when a cell first has it.

    Args:
        styles: The root of the part styles.xml, None when there is none.
        theme: The theme's colours by name.
    """

    def __init__(self, styles: Element | None, theme: Mapping[str, RGB]) -> None:
        self._theme = theme
        self._fonts = _children(styles, "fonts")
        self._fills = _children(styles, "fills")
        self._styles = _children(styles, "cellXfs")
        own = [colour.get("rgb", "") for colour in _children(styles, "colors", "indexedColors")]
        self._indexed: Sequence[str] = [*own, *COLOR_INDEX[len(own) :]]
        self._formats = {
            entry.get("numFmtId"): entry.get("formatCode", "")
            for entry in _children(styles, "numFmts")
        }
        self._known: dict[str | None, Look] = {}

    def of(self, number: str | None) -> Look:
        """Return the look of the style of a number, as a cell tells it."""
        look = self._known.get(number)
        if look is None:
            look = self._known[number] = self._look(_nth(self._styles, number or "0"))
        return look

    def rich(self, element: Element) -> Rich:
        """Return the text of an ``si`` or ``is`` element, without hints for pronouncing."""
        runs: list[tuple[str, Letters | None]] = []
        for part in element:
            if local(part) == "t":
                runs.append((part.text or "", None))
            elif local(part) == "r":
                properties = part.find("{*}rPr")
                letters = self._letters(properties) if properties is not None else None
                runs.append((as_shown(part.findtext("{*}t") or "", _font(properties)), letters))
        return tuple(runs)

    def _look(self, style: Element | None) -> Look:
        if style is None:
            return Look()
        fill = _nth(self._fills, style.get("fillId", "0"))
        painted = self._fill(fill[0]) if fill is not None and len(fill) else NO_FILL
        number = style.get("numFmtId", "0")
        code = self._formats.get(number) or BUILTIN_FORMATS.get(whole(number, -1), "")
        font = _nth(self._fonts, style.get("fontId", "0"))
        is_percent, is_date = "%" in code, is_date_format(code)
        around = ("", "") if is_date or is_percent else _words_of(code)
        return Look(painted, self._letters(font), is_percent, is_date, _font(font), around)

    def _fill(self, fill: Element) -> Fill:
        if local(fill) == "gradientFill":
            stops = {self._colour(stop) for stop in fill.iterfind("{*}stop/{*}color")}
            first = next(iter(stops), None)
            plain = all(same(first, other) for other in stops)
            return Fill(first) if plain else Fill(None, GRADIENT)
        kind = fill.get("patternType", "none")
        front = self._colour(fill.find("{*}fgColor"))
        if kind == "solid":
            return Fill(front)
        if kind == "none":
            return NO_FILL
        behind = self._colour(fill.find("{*}bgColor"))
        return Fill(front) if front is not None and front == behind else Fill(None, PATTERN)

    def _letters(self, font: Element | None) -> Letters:
        if font is None:
            return PLAIN
        ink = ink_of(self._colour(font.find("{*}color")))
        return Letters(_is_on(font, "b"), _is_on(font, "strike"), ink)

    def _colour(self, element: Element | None) -> RGB | None:
        """Return what a colour means, None for an automatic one."""
        if element is None:
            return None
        base = None
        if "rgb" in element.attrib:
            base = from_hex(element.get("rgb"))
        elif "theme" in element.attrib:
            name = _nth(_THEME_ORDER, element.get("theme"))
            base = self._theme.get(name) if name else None
        elif "indexed" in element.attrib:
            base = from_hex(_nth(self._indexed, element.get("indexed")))
        return _tinted(base, _fraction(element.get("tint"))) if base else None


def _words_of(code: str) -> tuple[str, str]:
    """Return the words that a number format shows before and behind a positive number.

    Of '0 "kpl"' they are "" and " kpl". Source: ECMA-376, 18.8.31.
    """
    positive = code.partition(";")[0]
    parts = _FIGURES.split(_LITERAL.sub(_literal, positive), maxsplit=1)
    if len(parts) != 2:
        return "", ""
    before, behind = (part.replace("\0", "") for part in parts)
    return before.lstrip(), behind.rstrip()


def _literal(found: re.Match[str]) -> str:
    """Return the words of a part of a format; those that it only uses to lay out are none."""
    quoted, escaped, currency = found.groups()
    return "".join(f"\0{sign}" for sign in quoted or escaped or currency or "")


def _children(root: Element | None, *names: str) -> list[Any]:
    for name in names:
        root = root.find("{*}" + name) if root is not None else None
    return list(root) if root is not None else []


def _nth(things: Sequence[Any], number: str | None) -> Any:
    at = whole(number, -1)
    return things[at] if 0 <= at < len(things) else None


def _fraction(text: str | None) -> float:
    try:
        return max(-1.0, min(1.0, float(text or 0)))
    except ValueError:
        return 0.0


def _font(font: Element | None) -> str:
    """Return the name of a font, as a cell's style or a run of its text writes it."""
    names = (font.find("{*}" + kind) if font is not None else None for kind in ("name", "rFont"))
    return next((name.get("val", "") for name in names if name is not None), "")


def _is_on(font: Element, name: str) -> bool:
    mark = font.find("{*}" + name)
    return mark is not None and mark.get("val", "1") not in ("0", "false")


def _tinted(colour: RGB, tint: float) -> RGB:
    """Return a colour made lighter (tint > 0) or darker. Source: ECMA-376, 18.8.19."""
    if tint < 0:
        return with_lightness(colour, 1 + tint)
    return with_lightness(colour, 1 - tint, tint) if tint else colour
