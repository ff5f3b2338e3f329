"""How Word text looks: fills, highlighter, the letters' colour, bold and struck-through.

A run says it itself, or by the style of its letters, or by that of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from digitiekartta.basics.colours import BLACK, RGB, WHITE, mixed, named, with_lightness
from digitiekartta.documents.importing.readers.fills import NO_FILL, PATTERN, Fill
from digitiekartta.documents.importing.readers.pieces import Piece, ink_of
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.word_xml import Styles, W, find, is_on, number, value
from digitiekartta.documents.importing.readers.xml import Element, Package
from digitiekartta.documents.importing.shades import from_hex, same

# The highlighter's colours have the names of CSS, but for these.
_HIGHLIGHTS = {"green": "lime", "darkMagenta": "purple", "darkYellow": "olive"}
# How settings.xml calls the theme's colours unless it maps them otherwise.
_SCHEME = {"hyperlink": "hlink", "followedHyperlink": "folHlink"} | {
    f"{name}{number}": f"{short}{number}"
    for name, short in (("background", "lt"), ("text", "dk"), ("dark", "dk"), ("light", "lt"))
    for number in (1, 2)
}
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
Said = tuple[tuple[str, str], ...]
"""The attributes of an element: many elements of a document say the same."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run of text looks: as a piece without text, and what shows or changes its letters."""

    piece: Piece
    hidden: bool
    font: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """What the document's other parts say of its look."""

    theme: Mapping[str, RGB]
    scheme: Mapping[str, str]
    styles: Styles
    _fills: dict[Said, Fill] = field(default_factory=dict)
    _runs: dict[tuple[str, tuple[tuple[str, Said], ...]], RunLook] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, main: str) -> Look:
        """Return the look of a package's main part."""
        scheme = dict(_SCHEME)
        settings = package.xml(package.target(main, "settings"))
        mapping = find(settings, "clrSchemeMapping")
        for key, name in mapping.items() if mapping is not None else ():
            own = key.rpartition("}")[2]
            scheme[_MAPPED.get(own, own)] = _SCHEME.get(name, name)
        return cls(
            theme_colours(package.bytes(package.target(main, "theme"))),
            scheme,
            Styles.of(package.xml(package.target(main, "styles"))),
        )

    def shading(self, owner: Element, properties: str, style: str = "") -> Fill:
        """Return the fill of an element by the ``w:shd`` in its properties, or in its style's."""
        shading = find(owner, f"{properties}/shd")
        if shading is None and style:
            shading = self.styles.find(value(owner, f"{properties}/{style}"), f"{properties}/shd")
        if shading is None:
            return NO_FILL
        said = tuple(shading.items())
        if said not in self._fills:
            self._fills[said] = self._fill(shading)
        return self._fills[said]

    def _fill(self, shading: Element) -> Fill:
        pattern = shading.get(f"{W}val", "clear")
        fill = self._named(shading, "themeFill", "themeFillTint", "themeFillShade", "fill")
        if pattern in ("clear", "nil"):
            return Fill(fill)
        over = self._named(shading, "themeColor", "themeTint", "themeShade", "color") or BLACK
        if pattern == "solid" or same(over, fill):
            return Fill(over)
        if percent := re.fullmatch(r"pct(\d+)", pattern):
            return Fill(mixed(over, fill or WHITE, int(percent[1]) / 100))
        return Fill(None, PATTERN)

    def of_paragraph(self, paragraph: Element) -> Fill:
        """Return what lies behind a whole paragraph."""
        return self.shading(paragraph, "pPr", "pStyle")

    def of_run(self, run: Element, style: str) -> RunLook:
        """Return the look of a run of text in a paragraph of a style."""
        properties = find(run, "rPr")
        said = tuple(
            (one.tag, tuple(one.items())) for one in (properties if properties is not None else ())
        )
        if (style, said) not in self._runs:
            self._runs[style, said] = self._look(run, style)
        return self._runs[style, said]

    def _look(self, run: Element, style: str) -> RunLook:
        highlight = value(run, "rPr/highlight") or ""
        behind = named(_HIGHLIGHTS.get(highlight, highlight))
        behind = behind or self.shading(run, "rPr", "rStyle").colour
        letters = find(run, "rPr/color")
        if letters is None:
            letters = self.styles.find(value(run, "rPr/rStyle"), "rPr/color")
        # A blue heading style makes no label.
        own = behind or self.letters(letters)
        if letters is None:
            letters = self.styles.find(style, "rPr/color")
        return RunLook(
            Piece(
                "",
                own,
                behind,
                self.letters(letters),
                self._has(run, style, "b"),
                self._has(run, style, "strike") or self._has(run, style, "dstrike"),
            ),
            self._has(run, style, "vanish"),
            self._font(run),
        )

    def _has(self, run: Element, style: str, what: str) -> bool:
        if find(run, f"rPr/{what}") is not None:
            return is_on(run, f"rPr/{what}")
        by_letters = self.styles.is_on(value(run, "rPr/rStyle"), f"rPr/{what}")
        # Both turn it on, and it is off: that is how Word does it.
        return by_letters != self.styles.is_on(style, f"rPr/{what}")

    def _font(self, run: Element) -> str | None:
        fonts = find(run, "rPr/rFonts")
        if fonts is None:
            fonts = self.styles.find(value(run, "rPr/rStyle"), "rPr/rFonts")
        if fonts is None:
            return None
        font: str | None = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
        return font

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph stands in a table of contents."""
        style = value(paragraph, "pPr/pStyle") or ""
        name = value(self.styles.by_id.get(style), "name") or style
        return re.fullmatch(r"(?i)toc ?[1-9]", name) is not None

    def level(self, paragraph: Element) -> int:
        """Return 1–9 for a heading, 0 for other paragraphs."""
        if find(paragraph, "pPr/outlineLvl") is not None:
            return _outline(paragraph)
        style = value(paragraph, "pPr/pStyle")
        for _, one in self.styles.chain(style):
            if find(one, "pPr/outlineLvl") is not None:
                return _outline(one)
            if level := _level_by_name(value(one, "name") or ""):
                return level
        return _level_by_name(style or "") if style not in self.styles.by_id else 0

    def letters(self, colour: Element | None) -> RGB | None:
        """Return the colour of letters, None when they are black or automatic."""
        if colour is None:
            return None
        return ink_of(self._named(colour, "themeColor", "themeTint", "themeShade", "val"))

    def _named(self, element: Element, theme: str, tint: str, shade: str, plain: str) -> RGB | None:
        name = element.get(W + theme)
        base = self.theme.get(self.scheme.get(name, name)) if name and name != "none" else None
        if base is None:
            return from_hex(element.get(W + plain))
        if share := _hex_share(element.get(W + tint)):
            return with_lightness(base, share, 1 - share)
        if share := _hex_share(element.get(W + shade)):
            return with_lightness(base, share)
        return base


def _outline(element: Element) -> int:
    level = number(element, "pPr/outlineLvl")
    return level + 1 if level < 9 else 0


def _level_by_name(name: str) -> int:
    """Return the level of a heading that only its style's name tells ("heading 2", "Title")."""
    words = name.casefold().replace(" ", "")
    if words in ("title", "otsikko"):
        return 1
    parts = re.fullmatch(r"(?:heading|otsikko|rubrik)([1-9])", words)
    return int(parts[1]) if parts else 0


def _hex_share(text: str | None) -> float:
    try:
        return int(text, 16) / 255 if text else 0.0
    except ValueError:
        return 0.0
