"""How Word text looks: fills, highlighter, the letters' colour, bold and struck-through.

A run says it itself, or by the style of its letters, or by that of its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from digitiekartta.basics.colours import BLACK, RGB, WHITE, mixed, named, with_lightness
from digitiekartta.documents.importing.readers.fills import PATTERN, Fill
from digitiekartta.documents.importing.readers.theme import theme_colours
from digitiekartta.documents.importing.readers.word_xml import Styles, W, find, is_on, number, value
from digitiekartta.documents.importing.readers.xml import Element, Package
from digitiekartta.documents.importing.shades import from_hex, same

# The highlighter's colours have the names of CSS, but for these.
_HIGHLIGHTS = {"green": "lime", "darkMagenta": "purple", "darkYellow": "olive"}
# How settings.xml calls the theme's colours unless it maps them otherwise.
_SCHEME = {
    "background1": "lt1",
    "text1": "dk1",
    "background2": "lt2",
    "text2": "dk2",
    "dark1": "dk1",
    "light1": "lt1",
    "dark2": "dk2",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_MAPPED = {"bg1": "background1", "t1": "text1", "bg2": "background2", "t2": "text2"}
_NONE = Fill()


@dataclass(frozen=True, slots=True)
class Look:
    """What the document's other parts say of its look."""

    theme: Mapping[str, RGB]
    scheme: Mapping[str, str]
    styles: Styles

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
            return _NONE
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

    def run_colour(self, run: Element) -> RGB | None:
        """Return the colour behind a run of text, or that of its letters unless they are black."""
        behind = self.behind(run)
        if behind is not None:
            return behind
        letters = find(run, "rPr/color")
        if letters is None:
            letters = self.styles.find(value(run, "rPr/rStyle"), "rPr/color")
        return _unless_black(self._letters(letters))

    def behind(self, run: Element) -> RGB | None:
        """Return the colour behind a run of text, not that of its letters."""
        name = value(run, "rPr/highlight") or ""
        return named(_HIGHLIGHTS.get(name, name)) or self.shading(run, "rPr", "rStyle").colour

    def ink(self, run: Element, paragraph: Element) -> RGB | None:
        """Return the colour of a run's letters, None when they are black or automatic."""
        letters = find(run, "rPr/color")
        for style in (value(run, "rPr/rStyle"), self.styles.of_paragraph(paragraph)):
            if letters is None:
                letters = self.styles.find(style, "rPr/color")
        return _unless_black(self._letters(letters))

    def has(self, run: Element, paragraph: Element, what: str) -> bool:
        """Whether a run of text is bold ("b"), struck through ("strike"), hidden ("vanish")."""
        if find(run, f"rPr/{what}") is not None:
            return is_on(run, f"rPr/{what}")
        by_letters = self.styles.is_on(value(run, "rPr/rStyle"), f"rPr/{what}")
        # Both turn it on, and it is off: that is how Word does it.
        return by_letters != self.styles.is_on(self.styles.of_paragraph(paragraph), f"rPr/{what}")

    def font(self, run: Element) -> str | None:
        """Return the font that a run of text names."""
        fonts = find(run, "rPr/rFonts")
        if fonts is None:
            fonts = self.styles.find(value(run, "rPr/rStyle"), "rPr/rFonts")
        if fonts is None:
            return None
        font: str | None = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
        return font

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

    def _letters(self, colour: Element | None) -> RGB | None:
        if colour is None:
            return None
        return self._named(colour, "themeColor", "themeTint", "themeShade", "val")

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


def _unless_black(colour: RGB | None) -> RGB | None:
    return None if colour is None or same(colour, BLACK) else colour


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
