"""What is drawn in OpenDocument: text boxes and shapes, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digitiekartta.documents.importing.readers.fills import DRAWN_PICTURE, Fill
from digitiekartta.documents.importing.readers.odf_styles import (
    DRAW,
    PRESENTATION,
    SVG,
    TEXT,
    Styles,
    length,
)
from digitiekartta.documents.importing.readers.odf_text import Texts, has_text
from digitiekartta.documents.importing.readers.pieces import Piece
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.shapes import Shape
from digitiekartta.documents.importing.readers.xml import Element, local
from digitiekartta.documents.importing.shades import from_hex

_GROUPS = {"g", "a"}
# What LibreOffice draws beside or instead of what a person has drawn.
_NOT_DRAWN = {"page-thumbnail", "glue-point", "control", "object", "plugin"}
_LINES = {"line", "connector"}
_SIDES = ("x", "y", "width", "height", "x1", "y1", "x2", "y2")
_THICK = 3.0
"""Points; a thinner line without an arrowhead only parts things."""
_FOOTERS = {"footer", "header", "date-time", "page-number", "notes", "page"}


def style_of(shape: Element) -> tuple[str, str]:
    """Return the style of a shape by its family and name."""
    own = shape.get(f"{PRESENTATION}style-name")
    return ("presentation", own) if own else ("graphic", shape.get(f"{DRAW}style-name", ""))


def drawn_in(elements: Iterable[Element]) -> Iterator[Element]:
    """Yield the shapes among elements, those in groups too."""
    for element in elements:
        kind = local(element)
        if kind in _GROUPS:
            yield from drawn_in(element)
        elif (
            isinstance(element.tag, str)
            and element.tag.startswith(DRAW)
            and kind not in _NOT_DRAWN
            and element.get(f"{PRESENTATION}class") not in _FOOTERS
            and element.get(f"{PRESENTATION}placeholder") != "true"
        ):
            yield element


def drawn_at(paragraph: Element) -> Iterator[Element]:
    """Yield the outermost shapes and boxes that are fixed to a paragraph."""
    for element in paragraph.iter(f"{DRAW}*"):
        around = (local(one) for one in element.iterancestors(f"{DRAW}*"))
        if all(kind in _GROUPS for kind in around):
            yield from drawn_in([element] if local(element) not in _GROUPS else ())


def shape_of(element: Element, texts: Texts, left: float = 0.0, top: float = 0.0) -> Shape:
    """Return a shape that stands so many points from the corner of what holds it."""
    pieces = tuple(
        piece
        for one in element.iter(f"{TEXT}p", f"{TEXT}h")
        for piece in (*texts.paragraph(one).pieces, Piece("\n"))
    )
    fill = _fill(element, texts.styles)
    return Shape(
        box_of(element, left, top),
        fill.colour,
        element,
        pieces,
        fill.unclear,
    )


def box_of(element: Element, left: float = 0.0, top: float = 0.0) -> Rect:
    """Return where a shape or frame stands, in points; a line has two ends instead of a size."""
    at = {name: length(element.get(f"{SVG}{name}")) for name in _SIDES}
    if local(element) in _LINES:
        x, end = sorted((at["x1"], at["x2"]))
        y, low = sorted((at["y1"], at["y2"]))
    else:
        x, y = at["x"], at["y"]
        end, low = x + at["width"], y + at["height"]
    return Rect(left + x, top + y, left + end, top + low)


def _fill(element: Element, styles: Styles) -> Fill:
    """Return the fill of a shape, the colour of an arrow or thick line, or that it is a picture."""
    if element.find(f"{DRAW}image") is not None:
        return Fill(None, DRAWN_PICTURE)
    named = style_of(element)
    if local(element) not in _LINES:
        return styles.fill(named)
    box = box_of(element)
    ends = (styles.value(named, f"graphic.marker-{end}") for end in ("start", "end"))
    is_thick = length(styles.value(named, "graphic.stroke-width")) >= _THICK
    if box.width <= 3 * box.height or not (is_thick or any(ends)):
        return Fill()
    return Fill(from_hex(styles.value(named, "graphic.stroke-color")))


def is_loose(element: Element, styles: Styles) -> bool:
    """Whether a shape is coloured and says nothing, and does not stand among letters."""
    return (
        element.get(f"{TEXT}anchor-type") != "as-char"
        and not has_text(element)
        and styles.fill(style_of(element)).colour is not None
    )
