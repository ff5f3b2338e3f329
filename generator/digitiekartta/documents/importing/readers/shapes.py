"""Shapes of DrawingML (slides, sheets, text boxes): where they stand, their text and fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Label, labels_of
from digitiekartta.documents.importing.readers.fills import DRAWN_PICTURE
from digitiekartta.documents.importing.readers.pieces import Piece, ink_of, text_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.symbols import as_shown, is_symbol_font
from digitiekartta.documents.importing.readers.theme import (
    A,
    colour_in,
    has_fill,
    solid_fill,
    unclear_fill,
)
from digitiekartta.documents.importing.readers.xml import Element, local
from digitiekartta.documents.importing.shades import is_white
from digitiekartta.documents.importing.words import joined_label

# Elements that only stand around drawn ones; of two forms of one drawing the newer is read.
_AROUND = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "AlternateContent", "Choice")
_THICK = 38_100
"""Three points: a thinner line without an arrowhead only parts things."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape or text box; ``element`` is its XML, ``pieces`` what stands in it.

    ``unclear`` is what its fill is in Finnish when it is no plain colour.
    """

    box: Rect
    colour: RGB | None
    element: Element
    pieces: tuple[Piece, ...] = ()
    unclear: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return text_of(self.pieces)

    @property
    def is_filled(self) -> bool:
        """Whether it has a fill of whatever kind; white paper under a text is none."""
        if self.colour is None:
            return bool(self.unclear)
        return not (is_white(self.colour) and self.text)


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's inner coordinates become outer ones."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    move_x: float = 0.0
    move_y: float = 0.0

    def box(self, transform: Element | None) -> Rect:
        x, y = _pair(transform, "off", "x", "y")
        width, height = _pair(transform, "ext", "cx", "cy")
        left, top = x * self.scale_x + self.move_x, y * self.scale_y + self.move_y
        return Rect(left, top, left + width * self.scale_x, top + height * self.scale_y)

    def inside(self, transform: Element | None) -> _Frame:
        """Return the frame of a group that stands in this one."""
        if transform is None or transform.find(f"{A}chOff") is None:
            return self
        outer = self.box(transform)
        x, y = _pair(transform, "chOff", "x", "y")
        width, height = _pair(transform, "chExt", "cx", "cy")
        scale_x = outer.width / width if width else 1.0
        scale_y = outer.height / height if height else 1.0
        return _Frame(scale_x, scale_y, outer.left - x * scale_x, outer.top - y * scale_y)


def _drawn(root: Element | None, kind: str, frame: _Frame) -> Iterator[tuple[Element, _Frame]]:
    """Yield the elements of a kind under another in their drawing order, those in groups too."""
    for element in root if root is not None else ():
        if local(element) == "grpSp":
            transform = element.find(f"{{*}}grpSpPr/{A}xfrm")
            yield from _drawn(element, kind, frame.inside(transform))
        elif local(element) == kind:
            yield element, frame
        elif local(element) in _AROUND:
            yield from _drawn(element, kind, frame)


def box_of(transform: Element | None) -> Rect:
    """Return where what has a transform of its own stands."""
    return _Frame().box(transform)


def shapes_of(root: Element | None, theme: Mapping[str, RGB]) -> Iterator[Shape]:
    """Yield the shapes under an element in their drawing order."""
    for element, frame in _drawn(root, "sp", _Frame()):
        yield Shape(
            frame.box(element.find(f"{{*}}spPr/{A}xfrm")),
            solid_fill_of_shape(element, theme),
            element,
            pieces_of(element.find("{*}txBody"), theme),
            unclear_fill(element.find("{*}spPr")),
        )


def arrows_of(root: Element | None, theme: Mapping[str, RGB]) -> Iterator[Shape]:
    """Yield the arrows and thick lines that run from left to right, as shapes of their colour."""
    for element, frame in _drawn(root, "cxnSp", _Frame()):
        box = frame.box(element.find(f"{{*}}spPr/{A}xfrm"))
        line = element.find(f"{{*}}spPr/{A}ln")
        if line is None or box.width <= 3 * box.height:
            continue
        ends = [end.get("type", "none") for end in (*line.iter(f"{A}headEnd", f"{A}tailEnd"),)]
        if int(line.get("w", 0)) < _THICK and not set(ends) - {"none"}:
            continue
        colour = solid_fill(line, theme)
        if colour is None:
            colour = colour_in(element.find(f"{{*}}style/{A}lnRef"), theme)
        yield Shape(box, colour, element)


def pictures_of(root: Element | None) -> Iterator[Shape]:
    """Yield pictures as shapes of no one colour: over a table they may be signs of a phase."""
    for element, frame in _drawn(root, "pic", _Frame()):
        box = frame.box(element.find(f"{{*}}spPr/{A}xfrm"))
        yield Shape(box, None, element, unclear=DRAWN_PICTURE)


def frames_of(root: Element | None) -> Iterator[tuple[Rect, Element]]:
    """Yield the graphic frames (tables) under an element with where they stand."""
    for element, frame in _drawn(root, "graphicFrame", _Frame()):
        yield frame.box(element.find("{*}xfrm")), element


def labels_on(shapes: Iterable[Shape]) -> list[Label]:
    """Return the coloured labels among shapes: with text, or with text beside them.

    A small shape without text belongs to the nearest text to its right on the same line.
    """
    labels: list[Label] = []
    known = list(shapes)
    plain = [shape for shape in known if shape.text and shape.colour is None]
    for shape in known:
        if shape.text:
            if shape.colour is not None:
                labels.append(Label(joined_label(shape.text), shape.colour))
            labels += labels_of(shape.pieces)
        elif shape.colour is not None:
            beside = [
                other
                for other in plain
                # A box may be wider than its text, and begin over the shape.
                if other.box.left >= shape.box.left
                and other.box.centre[0] > shape.box.right
                and abs(other.box.middle - shape.box.middle) <= shape.box.height
            ]
            if beside:
                text = min(beside, key=lambda other: other.box.left).text
                labels.append(Label(joined_label(text), shape.colour))
    return labels


def pieces_of(body: Element | None, theme: Mapping[str, RGB]) -> tuple[Piece, ...]:
    """Return the pieces of a DrawingML text body, each paragraph with a line feed after it."""
    paragraphs = body.iter(f"{A}p") if body is not None else ()
    return tuple(piece for one in paragraphs for piece in (*_pieces(one, theme), Piece("\n")))


def solid_fill_of_shape(element: Element, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the fill of a shape: its own, or that of the look it was drawn with."""
    properties = element.find("{*}spPr")
    if has_fill(properties):
        return solid_fill(properties, theme)
    reference = element.find(f"{{*}}style/{A}fillRef")
    if reference is None or reference.get("idx") in (None, "0"):
        return None
    return colour_in(reference, theme)


def _pieces(paragraph: Element, theme: Mapping[str, RGB]) -> Iterator[Piece]:
    bullet = colour_in(paragraph.find(f"{A}pPr/{A}buClr"), theme)
    if bullet is not None and paragraph.find(f"{A}pPr/{A}buNone") is None:
        yield Piece("", bullet)
    for piece in paragraph:
        if local(piece) == "br":
            yield Piece("\n")
        elif local(piece) in ("r", "fld"):
            properties = piece.find(f"{A}rPr")
            says = properties if properties is not None else {}
            mark = piece.find(f"{A}rPr/{A}highlight")
            behind = colour_in(mark, theme)
            ink = ink_of(solid_fill(properties, theme))
            yield Piece(
                _shown(piece, properties),
                behind or ink,
                behind,
                ink,
                says.get("b") in ("1", "true"),
                says.get("strike", "noStrike") != "noStrike",
            )


def _shown(piece: Element, properties: Element | None) -> str:
    """Return a piece's text; letters of a symbol font are the signs that it shows."""
    text = piece.findtext(f"{A}t") or ""
    letters, symbols = (
        font.get("typeface") if font is not None else None
        for font in (
            properties.find(A + name) if properties is not None else None
            for name in ("latin", "sym")
        )
    )
    # The font for symbols shows single signs only, the one for letters all of the text.
    if not is_symbol_font(letters) and len(text.strip()) == 1:
        letters = symbols
    return as_shown(text, letters)


def _pair(transform: Element | None, name: str, first: str, second: str) -> tuple[float, float]:
    element = transform.find(A + name) if transform is not None else None
    if element is None:
        return 0.0, 0.0
    return float(element.get(first, 0)), float(element.get(second, 0))
