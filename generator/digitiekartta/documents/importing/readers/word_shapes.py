"""What is drawn in Word documents: text boxes, and shapes without text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from digitiekartta.basics.colours import RGB, named
from digitiekartta.documents.importing.readers.shapes import solid_fill_of_shape
from digitiekartta.documents.importing.readers.word_xml import W
from digitiekartta.documents.importing.readers.xml import Element, local
from digitiekartta.documents.importing.shades import from_hex, is_white

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VML = "{urn:schemas-microsoft-com:vml}"
_BOX = f"{W}txbxContent"


def boxes_of(paragraph: Element, theme: Mapping[str, RGB]) -> Iterator[tuple[Element, RGB | None]]:
    """Yield the content and the fill of the text boxes that are fixed to a paragraph."""
    for content in paragraph.iter(_BOX):
        if next(content.iterancestors(_BOX), None) is None and not is_fallback(content):
            yield content, _fill(content, theme)


def colour_in_line(run: Element, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the colour of a shape without text that stands among the letters of a run."""
    for shape in run.iter("{*}wsp"):
        if next(shape.iterancestors("{*}inline"), None) is not None and not _has_text(shape):
            return solid_fill_of_shape(shape, theme)
    return None


def number_drawn(body: Element, theme: Mapping[str, RGB]) -> int:
    """Return how many coloured shapes are drawn on the pages: they may be bars over a table."""
    shapes = [
        shape
        for shape in body.iter("{*}wsp", f"{_VML}rect", f"{_VML}shape", f"{_VML}roundrect")
        if not is_fallback(shape) and next(shape.iterancestors("{*}inline"), None) is None
    ]
    return sum(
        not is_white(_fill_of(shape, theme)) or _is_arrow(shape)
        for shape in shapes
        if not _has_text(shape) or next(shape.iterancestors(f"{W}tc"), None) is not None
    )


def is_fallback(element: Element) -> bool:
    """Whether an element only repeats another in an older form."""
    return next(element.iterancestors(f"{_MC}Fallback"), None) is not None


def _fill(content: Element, theme: Mapping[str, RGB]) -> RGB | None:
    shape = next(content.iterancestors("{*}wsp"), None)
    if shape is None:
        shape = next(
            (one for one in content.iterancestors(f"{_VML}*") if one.get("fillcolor")), None
        )
    return _fill_of(shape, theme) if shape is not None else None


def _fill_of(shape: Element, theme: Mapping[str, RGB]) -> RGB | None:
    if not shape.tag.startswith(_VML):
        return solid_fill_of_shape(shape, theme)
    # "#ffd966 [1943]": the colour, then its number in the theme.
    name = (shape.get("fillcolor") or "").partition(" ")[0]
    return None if shape.get("filled") in ("f", "false") else from_hex(name) or named(name)


def _is_arrow(shape: Element) -> bool:
    ends = shape.iterfind("{*}spPr/{*}ln/*")
    return any(local(end).endswith("End") and end.get("type", "none") != "none" for end in ends)


def _has_text(shape: Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{W}t"))
