"""Shapes of DrawingML (slides, sheets, text boxes): where they stand, their text and fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.grid import Label, Run, labels_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.readers.theme import A, drawing_colour, has_fill, solid_fill
from digitiekartta.documents.importing.readers.xml import Element, local
from digitiekartta.documents.importing.words import joined_label, readable


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape or text box; ``element`` is its XML, ``runs`` its text with colours."""

    box: Rect
    text: str
    colour: RGB | None
    runs: tuple[Run, ...]
    element: Element


@dataclass(frozen=True, slots=True)
class _Frame:
    """How a group's inner coordinates become outer ones."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    move_x: float = 0.0
    move_y: float = 0.0

    def box(self, transform: Element | None) -> Rect:
        off = transform.find(f"{A}off") if transform is not None else None
        size = transform.find(f"{A}ext") if transform is not None else None
        x, y = _pair(off, "x", "y")
        width, height = _pair(size, "cx", "cy")
        left, top = x * self.scale_x + self.move_x, y * self.scale_y + self.move_y
        return Rect(left, top, left + width * self.scale_x, top + height * self.scale_y)

    def inside(self, transform: Element | None) -> _Frame:
        """Return the frame of a group that stands in this one."""
        outer = self.box(transform)
        if transform is None or transform.find(f"{A}chOff") is None:
            return self
        x, y = _pair(transform.find(f"{A}chOff"), "x", "y")
        width, height = _pair(transform.find(f"{A}chExt"), "cx", "cy")
        scale_x = outer.width / width if width else 1.0
        scale_y = outer.height / height if height else 1.0
        return _Frame(scale_x, scale_y, outer.left - x * scale_x, outer.top - y * scale_y)


def shapes_of(
    root: Element, theme: Mapping[str, RGB], frame: _Frame | None = None
) -> Iterator[Shape]:
    """Yield the shapes under an element in their drawing order, those in groups too."""
    frame = frame or _Frame()
    for element in root:
        if not isinstance(element.tag, str):
            continue
        kind = local(element)
        if kind == "grpSp":
            transform = element.find(f"{{*}}grpSpPr/{A}xfrm")
            yield from shapes_of(element, theme, frame.inside(transform))
        elif kind == "sp":
            yield _shape(element, theme, frame)
        elif kind in ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "spTree", "cSld"):
            yield from shapes_of(element, theme, frame)


def frames_of(root: Element, frame: _Frame | None = None) -> Iterator[tuple[Rect, Element]]:
    """Yield the graphic frames (tables) under an element with where they stand."""
    frame = frame or _Frame()
    for element in root:
        kind = local(element)
        if kind == "grpSp":
            transform = element.find(f"{{*}}grpSpPr/{A}xfrm")
            yield from frames_of(element, frame.inside(transform))
        elif kind == "graphicFrame":
            yield frame.box(element.find("{*}xfrm")), element


def labels_on(shapes: Iterator[Shape] | Sequence[Shape]) -> list[Label]:
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
            labels += labels_of(shape.runs)
        elif shape.colour is not None:
            beside = [
                other
                for other in plain
                if other.box.left >= shape.box.left + shape.box.width / 2
                and shape.box.top - shape.box.height / 2
                <= other.box.middle
                <= shape.box.bottom + shape.box.height / 2
            ]
            if beside:
                text = min(beside, key=lambda other: other.box.left).text
                labels.append(Label(joined_label(text), shape.colour))
    return labels


def paragraph_text(body: Element | None) -> str:
    """Return the text of a DrawingML text body, one line a paragraph."""
    if body is None:
        return ""
    return "\n".join(
        "".join(run.text for run in _runs(paragraph, {})) for paragraph in body.iter(f"{A}p")
    )


def body_runs(body: Element | None, theme: Mapping[str, RGB]) -> tuple[Run, ...]:
    """Return the pieces of a text body with their highlight or letter colour."""
    if body is None:
        return ()
    runs: list[Run] = []
    for paragraph in body.iter(f"{A}p"):
        runs += _runs(paragraph, theme)
        runs.append(Run("\n"))
    return tuple(runs)


def all_bold(body: Element | None) -> bool:
    """Whether every piece of text in a body is bold."""
    if body is None:
        return False
    runs = [run for run in body.iter(f"{A}r") if (run.findtext(f"{A}t") or "").strip()]
    return bool(runs) and all(
        (properties := run.find(f"{A}rPr")) is not None and properties.get("b") in ("1", "true")
        for run in runs
    )


def solid_fill_of_shape(element: Element, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the fill of a shape: its own, or that of the look it was drawn with."""
    properties = element.find("{*}spPr")
    if has_fill(properties):
        return solid_fill(properties, theme)
    reference = element.find(f"{{*}}style/{A}fillRef")
    if reference is None or reference.get("idx") in (None, "0") or not len(reference):
        return None
    return drawing_colour(reference[0], theme)


def _runs(paragraph: Element, theme: Mapping[str, RGB]) -> list[Run]:
    runs = []
    for piece in paragraph:
        kind = local(piece)
        if kind == "br":
            runs.append(Run("\n"))
        elif kind in ("r", "fld"):
            properties = piece.find(f"{A}rPr")
            mark = properties.find(f"{A}highlight") if properties is not None else None
            colour = (
                drawing_colour(mark[0], theme)
                if mark is not None and len(mark)
                else solid_fill(properties, theme)
            )
            runs.append(Run(piece.findtext(f"{A}t") or "", colour if theme else None))
    return runs


def _shape(element: Element, theme: Mapping[str, RGB], frame: _Frame) -> Shape:
    properties = element.find("{*}spPr")
    transform = properties.find(f"{A}xfrm") if properties is not None else None
    body = element.find("{*}txBody")
    return Shape(
        frame.box(transform),
        readable(paragraph_text(body)),
        solid_fill_of_shape(element, theme),
        body_runs(body, theme),
        element,
    )


def _pair(element: Element | None, first: str, second: str) -> tuple[float, float]:
    if element is None:
        return 0.0, 0.0
    return float(element.get(first, 0)), float(element.get(second, 0))
