"""The marks of a PDF page: words, ruled lines and painted shapes in their order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, field, replace
from itertools import product
from typing import Any

from pdfminer.layout import LTChar, LTCurve, LTImage, LTLine, LTRect
from pdfplumber.utils.text import extract_words

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.pdf_painting import Box, marks_of
from digitiekartta.documents.importing.readers.pdf_words import (
    OVER,
    Letter,
    Word,
    overprinted,
    plain,
    words_of,
)
from digitiekartta.documents.importing.readers.rect import Rect, around
from digitiekartta.documents.importing.readers.unread import is_large
from digitiekartta.documents.importing.shades import is_white

# A mark thinner than this is a line; a line as broad as the second is a bar. Edges nearer than the
# third are the same. A shape that covers more than the last part of the page is its background.
_THIN = 2.5
_BROAD = 4.0
_APART = 0.1
_BACKGROUND = 0.8
# A space that a stroke may go through at either end of its words.
_SPACE = 6.0
# How far a letter reaches out of its cell that is cut, and, in parts of its size, how near the
# edge a letter stands after which the program may have left out the next one.
_OUT = 0.3
_LETTER = 0.6
_GREY = (128, 128, 128)
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
    in Finnish why its half-years cannot be read; ``pictures`` counts those that may hold a table;
    ``goes_on`` says that texts go on beyond the page's right edge.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rect] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    beside: tuple[int, ...] = ()
    doubt: str = ""
    pictures: int = 0
    goes_on: bool = False

    @classmethod
    def of(cls, page: Any, most: int) -> Page | None:
        """Return the marks of a pdfplumber page, None when there are more than ``most``."""
        marks = cls(page.page_number, float(page.width), float(page.height))
        upright: list[Letter] = []
        turned: list[Any] = []
        for number, mark in enumerate(marks_of(page)):
            if number >= most:
                return None
            item, box = mark.item, marks.box_of(*mark.item.bbox)
            if not marks.shows(box):
                # Programs that print sheets clip what they leave to the next page.
                is_text = isinstance(item, LTChar) and item.get_text().strip()
                marks.goes_on |= bool(is_text) and mark.clip is None and marks._is_on_line(box)
                continue
            place = marks.place_of(mark.clip)
            if isinstance(item, LTChar):
                if item.upright:
                    upright.append(_letter(item, box, number, place))
                elif place is None or place.holds(box.centre):
                    turned.append(page.process_object(item))
            elif isinstance(item, LTImage):
                marks.pictures += is_large(box, Rect(0, 0, marks.width, marks.height))
            elif isinstance(item, LTCurve) and (place is None or place.touches(box, 0)):
                marks._add(item, box if place is None else box.inside(place))
        cells = [*marks.rules, *(fill.box for fill in marks.fills)]
        words = [*words_of(_shown(upright), cells), *_turned_words(turned)]
        over = overprinted(words)
        marks.words = [replace(word, lost=OVER) if word in over else word for word in words]
        marks.words, marks.rules = _without_strokes(marks.words, marks.rules)
        return marks

    def box_of(self, left: float, low: float, right: float, high: float) -> Rect:
        """Return where a mark of pdfminer stands; its heights go upwards."""
        return Rect(left, self.height - high, right, self.height - low)

    def place_of(self, clip: Box | None) -> Rect | None:
        """Return where a mark may show, None for all of the page.

        A table that goes over the lower edge of a slide stands in the file as a whole.
        """
        place = self.box_of(*clip) if clip else None
        whole = place is None or (place.width > self.width - 1 and place.height > self.height - 1)
        return None if whole else place

    def shows(self, box: Rect) -> bool:
        """Whether a mark stands on the paper: sheets cut what belongs to the page beside it."""
        return 0 <= box.centre[0] <= self.width

    def _is_on_line(self, box: Rect) -> bool:
        """Whether a mark stands right of the page, between its upper and its lower edge."""
        return box.left > self.width and 0 <= box.centre[1] <= self.height

    def _add(self, shape: LTCurve, box: Rect) -> None:
        stroke = colour_of(shape.stroking_color) if shape.stroke else None
        if box.width < _THIN or box.height < _THIN:
            self._add_line(shape, box, stroke)
            return
        if isinstance(shape, LTLine):
            return
        is_rectangle = isinstance(shape, LTRect) or self._is_rectangle(shape, box)
        if shape.fill and box.width * box.height < _BACKGROUND * self.width * self.height:
            colour = colour_of(shape.non_stroking_color)
            if shape.evenodd and self.fills and _is_frame(self.fills[-1], box, colour):
                self.rules += around(self.fills.pop().box, box).edges()
            elif colour is not None:
                self.fills.append(Fill(box, colour, not is_rectangle))
            elif shape.non_stroking_color is not None:
                self.fills.append(Fill(box, _GREY, not is_rectangle, _UNCLEAR))
        if stroke is not None and not is_white(stroke) and is_rectangle:
            self.rules += box.edges()

    def _add_line(self, shape: LTCurve, box: Rect, stroke: RGB | None) -> None:
        """Add a thin mark: a ruled line, or a bar that is drawn as a broad stroke."""
        breadth = float(shape.linewidth or 0) if stroke is not None else 0.0
        is_line = isinstance(shape, LTLine) or not shape.fill
        if breadth >= _BROAD and is_line and stroke is not None:
            half = breadth / 2
            if box.width > box.height:
                box = Rect(box.left, box.top - half, box.right, box.bottom + half)
            else:
                box = Rect(box.left - half, box.top, box.right + half, box.bottom)
            self.fills.append(Fill(box, stroke, drawn=True))
        else:
            self.rules.append(box)

    def _is_rectangle(self, shape: LTCurve, box: Rect) -> bool:
        """Whether a path is a rectangle: along the sides of its box, its corners perhaps round."""
        edge = 0.25 * min(box.width, box.height) + 1
        sides = [
            (min(x - shape.x0, shape.x1 - x), min(y - shape.y0, shape.y1 - y)) for x, y in shape.pts
        ]
        along = all(min(across, up) <= 1 or max(across, up) <= edge for across, up in sides)
        corners = product((shape.x0, shape.x1), (shape.y0, shape.y1))
        return along and all(
            any(abs(x - at_x) <= edge and abs(y - at_y) <= edge for x, y in shape.pts)
            for at_x, at_y in corners
        )


def _is_frame(before: Fill, box: Rect, colour: RGB | None) -> bool:
    """Whether a shape is the inner or outer edge of the one before: the lines around a cell."""
    edges = zip(astuple(before.box), astuple(box), strict=True)
    return before.colour == colour and all(
        _APART < abs(one - other) < _THIN for one, other in edges
    )


def _shown(letters: Sequence[Letter]) -> Iterator[Letter]:
    """Yield the letters that show; those are marked at which the edge of a cell cuts a text."""
    across: set[Rect] = set()
    down: set[Rect] = set()
    for letter in letters:
        if letter.place is not None and letter.text.strip():
            box, place = letter.box, letter.place
            if box.right > place.right + _OUT or box.left < place.left - _OUT:
                across.add(place)
            if not place.top <= box.middle <= place.bottom:
                down.add(place)
    for letter in letters:
        if letter.place is None:
            yield letter
        elif letter.place.holds(letter.box.centre):
            box, place = letter.box, letter.place
            at_edge = box.right > place.right - _LETTER * letter.size
            at_edge = at_edge or box.left < place.left - _OUT
            yield replace(letter, cut=place in down or (place in across and at_edge))


def _letter(char: LTChar, box: Rect, order: int, place: Rect | None) -> Letter:
    font = str(char.fontname).casefold()
    return Letter(
        box,
        plain(char.get_text()),
        char.size,
        -char.matrix[5],
        "bold" in font or "black" in font,
        colour_of(char.graphicstate.ncolor),
        order,
        place,
    )


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
            box = Rect(word["x0"], word["top"], word["x1"], word["bottom"])
            yield Word(box, word["text"], round(size, 1), turned=True)


def _without_strokes(words: Sequence[Word], rules: Sequence[Rect]) -> tuple[list[Word], list[Rect]]:
    """Return the words, struck ones marked, and the rules that neither strike nor underline any."""
    across = sorted((rule for rule in rules if rule.height < _THIN), key=lambda one: one.middle)
    heights = [rule.middle for rule in across]
    through: dict[Rect, list[Word]] = {}
    strokes: set[Rect] = set()
    for word in words:
        box = word.box
        near = across[bisect_left(heights, box.top) : bisect_right(heights, box.bottom + 1)]
        for rule in near if not word.turned else ():
            if _goes_through(rule, word):
                through.setdefault(rule, []).append(word)
            elif _underlines(rule, word):
                strokes.add(rule)
    struck: set[Word] = set()
    for rule, own in through.items():
        # A line of the table is longer than the words that it touches.
        whole = around(*(word.box for word in own))
        if rule.left >= whole.left - _SPACE and rule.right <= whole.right + _SPACE:
            strokes.add(rule)
            struck.update(own)
    marked = [replace(word, struck=True) if word in struck else word for word in words]
    return marked, [rule for rule in rules if rule not in strokes]


def _goes_through(rule: Rect, word: Word) -> bool:
    return (
        abs(rule.middle - word.box.middle) <= 0.3 * word.box.height
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
