"""Styles of OpenDocument: fills, letters and visibility by the name of a style, inherited too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.fills import GRADIENT, PATTERN, PICTURE, Fill
from digitiekartta.documents.importing.readers.pieces import ink_of
from digitiekartta.documents.importing.readers.xml import Element, local
from digitiekartta.documents.importing.shades import from_hex

NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TABLE, TEXT, STYLE, DRAW, PRESENTATION, SVG = (
    NS % name
    for name in ("office", "table", "text", "style", "drawing", "presentation", "svg-compatible")
)
_DEEPEST = 20
_UNCLEAR = {"gradient": GRADIENT, "hatch": PATTERN, "bitmap": PICTURE}
_UNITS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "pc": 12.0, "px": 0.75}

Named = tuple[str, str]
"""A style by its family ("paragraph") and its name: names are one's own in each family only."""


@dataclass
class Styles:
    """The styles of a document, those of its content first."""

    roots: Sequence[Element | None]
    _known: dict[Named, dict[str, str]] = field(default_factory=dict)
    _styles: dict[Named, Element] = field(default_factory=dict)
    _automatic: set[Named] = field(default_factory=set)

    def __post_init__(self) -> None:
        for root in self.roots:
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                named = style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")
                self._styles[named] = style
                if local(style.getparent()) == "automatic-styles":
                    self._automatic.add(named)

    def value(self, named: Named, what: str) -> str | None:
        """Return what a style, or those that it is based on, says ("text.color")."""
        return self._properties(named).get(what)

    def is_based_on(self, named: Named, name: str) -> bool:
        """Whether a style, or one that it is based on, has a name."""
        family, own = named
        for _ in range(_DEEPEST):
            if own == name:
                return True
            style = self._styles.get((family, own))
            own = style.get(f"{STYLE}parent-style-name", "") if style is not None else ""
        return False

    def is_by_rule(self, named: Named) -> bool:
        """Whether the program changes the style of a cell by a rule that it holds."""
        style = self._styles.get(named)
        return style is not None and style.find(f"{STYLE}map") is not None

    def fill(self, named: Named) -> Fill:
        """Return the fill of a cell or shape."""
        kind = self.value(named, "graphic.fill")
        if unclear := _UNCLEAR.get(kind or ""):
            return Fill(None, unclear)
        if self.value(named, "picture.href"):
            return Fill(None, PICTURE)
        colour = from_hex(self.value(named, "table-cell.background-color"))
        if colour is None and kind != "none":
            colour = from_hex(self.value(named, "graphic.fill-color"))
        return Fill(colour)

    def behind(self, named: Named) -> RGB | None:
        """Return the colour behind a table, a row, a paragraph, or a piece of text."""
        return from_hex(self.value(named, f"{named[0]}.background-color"))

    def has(self, chain: Sequence[Named], what: str, *no: str) -> bool:
        """Whether letters have a property that is none of some values.

        The chain holds the styles that stand around them, the outermost first.
        """
        for named in reversed(chain):
            said = self.value(named, what)
            if said is not None:
                return said not in no
        return False

    def is_bold(self, chain: Sequence[Named]) -> bool:
        """Whether letters are bold."""
        return self.has(chain, "text.font-weight", "normal", "100", "200", "300", "400", "500")

    def is_struck(self, chain: Sequence[Named]) -> bool:
        """Whether letters are struck through."""
        return any(
            self.has(chain, f"text.text-line-through-{one}", "none") for one in ("style", "type")
        )

    def font(self, chain: Sequence[Named]) -> str | None:
        """Return the font of letters."""
        for named in reversed(chain):
            name = self.value(named, "text.font-name") or self.value(named, "text.font-family")
            if name is not None:
                # Programs number fonts of one name: "Wingdings1".
                return re.sub(r"(?<=dings)1$", "", name)
        return None

    def ink(self, chain: Sequence[Named], own: bool = False) -> RGB | None:
        """Return the colour of letters, None when they are black or automatic.

        ``own`` leaves out what the common style of a whole paragraph says (blue headings).
        """
        for named in reversed(chain):
            says = self._own(named) if own and named[0] == "paragraph" else self._properties(named)
            if says.get("text.use-window-font-color") == "true":
                return None
            if "text.color" in says:
                return ink_of(from_hex(says["text.color"]))
        return None

    def _own(self, named: Named) -> dict[str, str]:
        return _says(self._styles[named]) if named in self._automatic else {}

    def _properties(self, named: Named) -> dict[str, str]:
        known = self._known.get(named)
        if known is None:
            styles: list[Element] = []
            family, name = named
            while (style := self._styles.get((family, name))) is not None and len(
                styles
            ) < _DEEPEST:
                styles.append(style)
                name = style.get(f"{STYLE}parent-style-name", "")
            known = {key: said for one in reversed(styles) for key, said in _says(one).items()}
            self._known[named] = known
        return known


def length(text: str | None) -> float:
    """Return a length ("2.5cm") in points, 0 without one."""
    parts = re.fullmatch(r"(-?[\d.]+)([a-z]{2})", (text or "").strip())
    return float(parts[1]) * _UNITS.get(parts[2], 0.0) if parts else 0.0


def _says(style: Element) -> dict[str, str]:
    """Return the properties of a style by kind and name: "text.color", "picture.href"."""
    says: dict[str, str] = {}
    for element in style.iter():
        kind = local(element).removesuffix("-properties")
        kind = "picture" if kind == "background-image" else kind
        says |= {f"{kind}.{key.rpartition('}')[2]}": said for key, said in element.items()}
    return says
