"""The marks of a PDF page: words, ruled lines and painted shapes in their order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pdfplumber.utils.text import extract_words

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.pdf_words import Word, letters_of, words_of
from digitiekartta.documents.importing.readers.rect import Rect
from digitiekartta.documents.importing.shades import is_white

# A mark thinner than this is a line. A shape that covers more than this part of the page is its
# background.
_THIN = 2.5
_BACKGROUND = 0.8
_UNCLEAR = "liuku- tai kuviotäyttö"


@dataclass(frozen=True, slots=True)
class Fill:
    """A painted shape; ``unclear`` says in Finnish how it is painted when not in one colour.

    ``drawn`` tells that it is no rectangle along the lines of a table: an arrow, a diamond.
    """

    box: Rect
    colour: RGB
    drawn: bool = False
    unclear: str = ""


@dataclass(slots=True)
class Page:
    """A page's marks: words, lines, and fills in the order in which they are painted.

    ``beside`` are the numbers of pages that stand right of it on the same sheet; ``doubt`` says
    in Finnish why its half-years cannot be read.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    marks: int = 0
    beside: tuple[int, ...] = ()
    doubt: str = ""

    @classmethod
    def of(cls, page: Any, most: int) -> Page | None:
        """Return the marks of a pdfplumber page, None when there are more than ``most``."""
        marks = cls(page.page_number, float(page.width), float(page.height))
        upright: list[Any] = []
        turned: list[Any] = []
        for mark in page.iter_layout_objects(page.layout):
            marks.marks += 1
            if marks.marks > most:
                return None
            if not marks.shows(mark):
                continue
            if mark["object_type"] == "char":
                (upright if mark.get("upright", True) else turned).append(mark)
            elif mark["object_type"] in ("rect", "curve", "line"):
                marks._add(mark)
        marks.words = [*words_of(letters_of(upright, colour_of)), *_turned_words(turned)]
        marks.words, marks.rules = _without_strokes(marks.words, marks.rules)
        return marks

    def shows(self, mark: Any) -> bool:
        """Whether a mark stands on the paper: sheets cut what belongs to the next page."""
        x, y = box_of(mark).centre
        return 0 <= x <= self.width and 0 <= y <= self.height

    def _add(self, shape: Any) -> None:
        box = box_of(shape)
        stroke = colour_of(shape.get("stroking_color")) if shape.get("stroke") else None
        if box.width < _THIN or box.height < _THIN:
            self._add_line(shape, box, stroke)
            return
        if shape["object_type"] == "line":
            return
        if shape.get("fill") and box.width * box.height < _BACKGROUND * self.width * self.height:
            colour = colour_of(shape.get("non_stroking_color"))
            drawn = not _is_rectangle(shape)
            if colour is not None:
                self.fills.append(Fill(box, colour, drawn))
            elif shape.get("non_stroking_color") is not None:
                self.fills.append(Fill(box, (128, 128, 128), drawn, _UNCLEAR))
        if stroke is not None and not is_white(stroke) and _is_rectangle(shape):
            self.rules += box.edges()

    def _add_line(self, shape: Any, box: Rect, stroke: RGB | None) -> None:
        """Add a thin mark: a ruled line, or a bar that is drawn as a broad stroke."""
        breadth = float(shape.get("linewidth") or 0) if stroke is not None else 0.0
        if breadth >= 2 * _THIN and not shape.get("fill") and stroke is not None:
            half = breadth / 2
            if box.width > box.height:
                box = Rect(box.left, box.top - half, box.right, box.bottom + half)
            else:
                box = Rect(box.left - half, box.top, box.right + half, box.bottom)
            self.fills.append(Fill(box, stroke, drawn=True))
        else:
            self.rules.append(box)


def box_of(mark: Any) -> Rect:
    """Return where a mark of pdfplumber stands."""
    return Rect(mark["x0"], mark["top"], mark["x1"], mark["bottom"])


def colour_of(value: Any) -> RGB | None:
    """Return a colour of DeviceGray, DeviceRGB or DeviceCMYK; None for patterns and the like."""
    if isinstance(value, int | float):
        value = (value,)
    if not isinstance(value, tuple | list) or not all(isinstance(v, int | float) for v in value):
        return None
    if len(value) == 1:
        channels = (value[0],) * 3
    elif len(value) == 3:
        channels = tuple(value)
    elif len(value) == 4:
        cyan, magenta, yellow, key = value
        channels = tuple((1 - ink) * (1 - key) for ink in (cyan, magenta, yellow))
    else:
        return None
    red, green, blue = (round(255 * min(max(channel, 0.0), 1.0)) for channel in channels)
    return red, green, blue


def _is_rectangle(shape: Any) -> bool:
    """Whether a path is a rectangle (corners may be rounded)."""
    points = shape.get("pts") or ()
    if shape["object_type"] == "rect" or len(points) == 0:
        return True
    box = box_of(shape)
    edge = 0.25 * min(box.width, box.height) + 1
    return all(
        min(x - box.left, box.right - x, y - box.top, box.bottom - y) <= edge for x, y in points
    )


def _turned_words(chars: Sequence[Any]) -> Iterator[Word]:
    """Yield the words that are written upwards or downwards."""
    for upwards, direction in ((True, "btt"), (False, "ttb")):
        for word in extract_words(
            [char for char in chars if (char["matrix"][1] > 0) == upwards],
            x_tolerance=2,
            y_tolerance=1.5,
            line_dir_rotated="ltr",
            char_dir_rotated=direction,
            return_chars=True,
        ):
            size = max(char["size"] for char in word["chars"])
            yield Word(box_of(word), word["text"], round(size, 1), turned=True)


def _without_strokes(words: Sequence[Word], rules: Sequence[Rect]) -> tuple[list[Word], list[Rect]]:
    """Return the words, struck ones marked, and the rules that neither strike nor underline any."""
    across = sorted((rule for rule in rules if rule.height < _THIN), key=lambda one: one.middle)
    heights = [rule.middle for rule in across]
    strokes: set[Rect] = set()
    marked = []
    for word in words:
        box = word.box
        near = across[bisect_left(heights, box.top) : bisect_right(heights, box.bottom + 1)]
        through = [rule for rule in near if not word.turned and _goes_through(rule, word)]
        strokes.update(through)
        strokes.update(rule for rule in near if _underlines(rule, word))
        marked.append(replace(word, struck=True) if through else word)
    return marked, [rule for rule in rules if rule not in strokes]


def _goes_through(rule: Rect, word: Word) -> bool:
    return (
        abs(rule.middle - word.box.middle) <= 0.2 * word.box.height
        and rule.left <= word.box.left + 1
        and rule.right >= word.box.right - 1
    )


def _underlines(rule: Rect, word: Word) -> bool:
    return (
        rule.middle > word.box.middle
        and abs(rule.left - word.box.left) < 1
        and abs(rule.right - word.box.right) < 1
    )


def painted(fills: Iterable[Fill]) -> list[Fill]:
    """Return the fills that show: those that are not white."""
    return [fill for fill in fills if fill.unclear or not is_white(fill.colour)]
