"""The words of a PDF page: letters on paper put together by where they stand.

A PDF need not hold spaces, and holds some that are none (Chrome writes a soft hyphen as a space
without width), so gaps decide as well as spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.readers.rect import Rect, around

# In parts of the size of letters: the widest gap inside a word, how far a letter may reach back
# over the one before, the narrowest space that is one, the widest gap between words of one cell,
# and how far baselines and middles of one line lie apart.
_LETTER_GAP = 0.2
_BACK = 0.5
_SPACE = 0.05
_WORD_GAP = 0.45
_SAME_BASE = 0.2
_SAME_LINE = 0.4
_SMALLEST_SIZE = 4.0
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its size in points.

    Args:
        turned: Whether it is not written from left to right.
        first: The width of its first letter: what a line must have left to take it in.
        ink: The colour of its letters, None when it is not known.
        struck: Whether a line goes through its middle.
    """

    box: Rect
    text: str
    size: float
    bold: bool = False
    turned: bool = False
    first: float = 0.0
    ink: RGB | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and where it stands; ``base`` is the height of its baseline."""

    box: Rect
    text: str
    size: float
    base: float
    bold: bool
    ink: RGB | None


def words_of(letters: Iterable[Letter]) -> Iterator[Word]:
    """Yield the words that upright letters make, line by line."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: one.base):
        if lines and letter.base - lines[-1][0].base <= _SAME_BASE * letter.size:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        yield from _words_of_line(sorted(line, key=lambda one: one.box.left))


def _words_of_line(line: Sequence[Letter]) -> Iterator[Word]:
    word: list[Letter] = []
    for letter in line:
        if letter.text.isspace():
            if word and letter.box.width > _SPACE * letter.size:
                yield _word(word)
                word = []
            continue
        if letter.text == SOFT_HYPHEN and letter.box.width <= _SPACE * letter.size:
            continue
        if word and _again(word, letter):
            continue
        if word and not _goes_on(word[-1], letter):
            yield _word(word)
            word = []
        word.append(letter)
    if word:
        yield _word(word)


def _again(word: Sequence[Letter], letter: Letter) -> bool:
    """Whether a letter is printed a second time over itself, to look bold."""
    return any(
        one.text == letter.text
        and abs(one.box.left - letter.box.left) < 0.1 * letter.size
        and abs(one.base - letter.base) < 0.1 * letter.size
        for one in word[-2:]
    )


def _goes_on(before: Letter, letter: Letter) -> bool:
    gap = letter.box.left - before.box.right
    return -_BACK * letter.size <= gap <= _LETTER_GAP * letter.size


def _word(letters: Sequence[Letter]) -> Word:
    inks = {letter.ink for letter in letters}
    return Word(
        around(*(letter.box for letter in letters)),
        _text(letters),
        round(max(letter.size for letter in letters), 1),
        all(letter.bold for letter in letters),
        first=letters[0].box.width,
        ink=inks.pop() if len(inks) == 1 else None,
    )


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


def chunks_of(line: Sequence[Word]) -> list[Chunk]:
    """Return the runs of words of a line that follow one another without a wide gap."""
    cuts = [0]
    for at, (word, after) in enumerate(pairwise(line), 1):
        if after.box.left - word.box.right > _WORD_GAP * after.size:
            cuts.append(at)
    cuts.append(len(line))
    return [Chunk(tuple(line[one:two])) for one, two in pairwise(cuts) if two > one]


def letters_of(chars: Iterable[Any], colours: Any) -> Iterator[Letter]:
    """Yield the letters of pdfplumber's chars; ``colours`` reads their ink."""
    for char in chars:
        font = char["fontname"].casefold()
        yield Letter(
            Rect(char["x0"], char["top"], char["x1"], char["bottom"]),
            char["text"],
            char["size"],
            -char["matrix"][5],
            "bold" in font or "black" in font,
            colours(char.get("non_stroking_color")),
        )
