"""The words of a PDF page: letters on paper put together by where they stand.

A PDF need not hold spaces, and holds some that are none (Chrome writes a soft hyphen as a space
without width), so gaps decide as well as spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from digitiekartta.basics.colours import BLACK, RGB, difference
from digitiekartta.documents.importing.grid import SIGNS
from digitiekartta.documents.importing.readers.rect import Rect, around

# In parts of the size of letters: the widest gap inside a word, how far a letter may reach back
# over the one before, how near parts of one word stand, the narrowest space that is one, how much
# wider than others a gap is in which a space may be meant, the
# widest gap between words of one cell, how far baselines and middles of one line lie apart, and
# how little those of lines that are printed over one another.
_LETTER_GAP = 0.2
_BACK = 0.2
_TOUCH = 0.1
_SPACE = 0.05
_WIDER = 0.08
_WORD_GAP = 0.45
_SAME_BASE = 0.2
_SAME_LINE = 0.4
_OVER = (0.1, 0.6)
_SMALLEST_SIZE = 4.0
CUT = "solujen reunat katkaisevat tekstejä, eikä niiden loppua ole tiedostossa"
OVER = "tekstejä on painettu toistensa päälle"
_DARK = 40.0
SOFT_HYPHEN = "\u00ad"
_LIGATURES = re.compile("[\ufb00-\ufb06]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its size in points.

    Args:
        turned: Whether it is not written from left to right.
        first: The width of its first letter: what a line must have left to take it in.
        ink: The colour of its letters, None when it is not known.
        struck: Whether a line goes through its middle.
        place: Where the program lets it show, such as its cell, None when it does not tell.
        lost: Why it, or what followed it, cannot be read as a whole, in Finnish, else "".
        spaced: Whether the program wrote a space after it.
        gapped: Whether one gap in it is so wide that two words may stand there.
    """

    box: Rect
    text: str
    size: float
    bold: bool = False
    turned: bool = False
    first: float = 0.0
    ink: RGB | None = None
    struck: bool = False
    place: Rect | None = None
    lost: str = ""
    spaced: bool = False
    gapped: bool = False

    @property
    def ink_shown(self) -> RGB | None:
        """The colour of its letters, None when they are nearly black."""
        is_dark = self.ink is None or difference(self.ink, BLACK) <= _DARK
        return None if is_dark else self.ink


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and where it stands.

    ``base`` is the height of its baseline, ``order`` its number in the order of writing;
    ``place`` and ``spaced`` are as those of words, and ``cut`` tells that the edge of its place
    cuts the text there.
    """

    box: Rect
    text: str
    size: float
    base: float
    bold: bool
    ink: RGB | None
    order: int
    place: Rect | None = None
    cut: bool = False
    spaced: bool = False


def words_of(letters: Iterable[Letter], cells: Sequence[Rect] = ()) -> Iterator[Word]:
    """Yield the words that upright letters make, line by line.

    Letters are taken in the order in which they are written: words that do not fit their cells
    lie over one another, or are cut at the edges of ``cells``.
    """
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.base):
        if lines and letter.base - lines[-1][0].base <= _SAME_BASE * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        line.sort(key=lambda one: one.order)
        runs = sorted(_runs(line), key=lambda run: run[0].box.left)
        yield from (_word(run) for run in _touching(runs, cells))


def _runs(line: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Yield letters that follow one another without a space; a space may have no width."""
    run: list[Letter] = []
    spaced = False
    for letter in line:
        if letter.text.isspace():
            spaced = True
            run[-1:] = [replace(one, spaced=True) for one in run[-1:]]
            continue
        if letter.text == SOFT_HYPHEN and letter.box.width <= _SPACE * letter.size:
            continue
        if run and _again(run, letter):
            continue
        if run and not _goes_on(run[-1], letter, spaced):
            yield run
            run = []
        run.append(letter)
        spaced = False
    if run:
        yield run


def _in_other_place(before: Letter | Word, after: Letter | Word) -> bool:
    """Whether one stands where the other would not show, so that they are of two cells."""
    one, other = before.place, after.place
    ends = one is not None and after.box.centre[0] > one.right
    return ends or (other is not None and before.box.centre[0] < other.left)


def _is_beside_sign(before: Letter, after: Letter) -> bool:
    """Whether one of two letters is a sign in a colour of its own, that explains the other."""
    return before.ink != after.ink and (before.text in SIGNS) != (after.text in SIGNS)


def _again(run: Sequence[Letter], letter: Letter) -> bool:
    """Whether a letter is printed a second time over itself, to look bold."""
    return any(
        one.text == letter.text and abs(one.box.left - letter.box.left) < 0.1 * letter.size
        for one in run[-2:]
    )


def _goes_on(before: Letter, letter: Letter, spaced: bool) -> bool:
    if unicodedata.combining(letter.text[:1] or " "):
        return True
    if _in_other_place(before, letter) or _is_beside_sign(before, letter):
        return False
    gap = letter.box.left - before.box.right
    widest = _SPACE if spaced else _LETTER_GAP
    return -_BACK * letter.size <= gap <= widest * letter.size


def _touching(runs: Sequence[list[Letter]], cells: Sequence[Rect]) -> Iterator[list[Letter]]:
    """Yield runs, those made one that touch, and those only once that are printed twice."""
    word: list[Letter] = []
    for run in runs:
        if word and _same_run(word, run):
            continue
        if word and not _is_rest(word[-1], run[0], cells):
            yield word
            word = []
        word = [*word, *run]
    if word:
        yield word


def _is_rest(before: Letter, letter: Letter, cells: Sequence[Rect]) -> bool:
    """Whether a run goes on with the word before it: they touch, and no cell begins there."""
    if abs(letter.box.left - before.box.right) > _TOUCH * letter.size or letter.text.isupper():
        return False
    if _in_other_place(before, letter) or _is_beside_sign(before, letter):
        return False
    x, y = (letter.box.left + before.box.right) / 2, letter.box.middle
    return not any(
        cell.top <= y <= cell.bottom and min(abs(cell.left - x), abs(cell.right - x)) < 1
        for cell in cells
    )


def _same_run(one: Sequence[Letter], other: Sequence[Letter]) -> bool:
    return abs(one[0].box.left - other[0].box.left) < 0.1 * one[0].size and [
        letter.text for letter in one
    ] == [letter.text for letter in other]


def _word(letters: Sequence[Letter]) -> Word:
    inks = {letter.ink for letter in letters}
    return Word(
        around(*(letter.box for letter in letters)),
        _text(letters),
        round(max(letter.size for letter in letters), 1),
        all(letter.bold for letter in letters),
        first=letters[0].box.width,
        ink=inks.pop() if len(inks) == 1 else None,
        place=letters[0].place,
        lost=CUT if any(letter.cut for letter in letters) else "",
        spaced=letters[-1].spaced,
        gapped=_is_gapped(letters),
    )


def _is_gapped(letters: Sequence[Letter]) -> bool:
    """Whether one gap between letters is plainly wider than the others, though no space is."""
    gaps = [(b.box.left - a.box.right) / max(b.size, _SMALLEST_SIZE) for a, b in pairwise(letters)]
    return bool(gaps) and max(gaps) >= _TOUCH and max(gaps) - median(gaps) >= _WIDER


def _text(letters: Sequence[Letter]) -> str:
    """Return the text of letters; a soft hyphen that shows inside a word is a hyphen."""
    text = "".join(letter.text for letter in letters)
    return text[:-1].replace(SOFT_HYPHEN, "-") + text[-1:]


def lines_of_words(words: Iterable[Word]) -> list[list[Word]]:
    """Return the words in lines from the top, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.box.middle, one.box.left)):
        if lines and abs(word.box.middle - lines[-1][0].box.middle) <= _SAME_LINE * max(
            word.size, _SMALLEST_SIZE
        ):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.box.left) for line in lines]


def overprinted(words: Sequence[Word]) -> set[Word]:
    """Return the words that are printed over others, lines of which stand too near."""
    over: set[Word] = set()
    lines = lines_of_words(word for word in words if not word.turned)
    for line, below in pairwise([*lines, []]):
        near = sorted([*line, *below], key=lambda one: one.box.left)
        for word, after in pairwise(near):
            across, _ = word.box.shared(after.box)
            down = abs(word.box.middle - after.box.middle) / max(after.size, _SMALLEST_SIZE)
            if across > _WORD_GAP * after.size and _OVER[0] < down < _OVER[1]:
                over |= {word, after}
    return over


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of a line that follow one another without a wide gap."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Rect:
        """Where they stand."""
        return around(*(word.box for word in self.words))

    @property
    def text(self) -> str:
        """What they say."""
        return " ".join(word.text for word in self.words)

    @property
    def size(self) -> float:
        """The size of the first of them."""
        return self.words[0].size

    @property
    def bold(self) -> bool:
        """Whether all of them are bold."""
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True)
class CellWords:
    """The words of one cell, which may stand on several lines."""

    chunks: tuple[Chunk, ...]

    @property
    def box(self) -> Rect:
        """Where they stand."""
        return around(*(chunk.box for chunk in self.chunks))

    @property
    def text(self) -> str:
        """What they say, on one line."""
        return " ".join(chunk.text for chunk in self.chunks)


def chunks_of(line: Sequence[Word]) -> list[Chunk]:
    """Return the runs of words of a line that follow one another without a wide gap."""
    cuts = [0]
    for at, (word, after) in enumerate(pairwise(line), 1):
        gap = after.box.left - word.box.right
        near = -_LETTER_GAP * after.size <= gap <= _WORD_GAP * after.size
        if not near or _in_other_place(word, after):
            cuts.append(at)
    cuts.append(len(line))
    return [Chunk(tuple(line[one:two])) for one, two in pairwise(cuts) if two > one]


def plain(text: str) -> str:
    """Return a letter's text, a ligature as its letters."""
    return unicodedata.normalize("NFKC", text) if _LIGATURES.match(text) else text
