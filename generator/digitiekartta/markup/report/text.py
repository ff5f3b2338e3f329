"""A report as plain text, for a terminal or an e-mail."""

import re
import textwrap
from collections.abc import Iterable, Iterator

from digitiekartta.markup.escaping import clean
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph

_WIDTH = 88
_OPTION = re.compile(r"(?:\w+: )?--\w")
_RULES = {1: "=", 2: "-"}


def as_text(blocks: Iterable[Block]) -> str:
    """Return a report as lines of text; nothing in it steers a terminal."""
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        # A paragraph after a list is not its last item.
        apart = isinstance(block, Paragraph) and isinstance(before, Item)
        lines += ["", *_lines(block)] if apart else _lines(block)
        before = block
    return "\n".join(lines).lstrip("\n") + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        text = clean(block.text)
        yield from ("", text)
        if rule := _RULES.get(block.level):
            yield rule * min(len(text), _WIDTH)
    elif isinstance(block, Paragraph):
        text = _labelled(" ".join(filter(None, (block.text, block.code))), block.label)
        # So that what follows a line break in somebody's words begins no entry of its own.
        yield from _wrapped(text, "", "", "  " if block.label else "")
    elif isinstance(block, Item):
        yield from _wrapped(_labelled(block.text, block.label), "- ", "  ")
        for label, words in block.sides:
            yield from _wrapped(f"{label}: {words}", "    ", "    ")
    else:
        if block.caption:
            yield from _wrapped(f"{block.caption}:", "", "")
        yield from _wrapped(" | ".join(block.header), "", "")
        for row in block.texts:
            yield from _wrapped(" | ".join(row), "- ", "  ")


def _labelled(text: str, label: str) -> str:
    return f"{label}: {text}" if label else text


def _wrapped(text: str, first: str, rest: str, after_break: str = "") -> Iterator[str]:
    for index, line in enumerate(clean(text).split("\n")):
        if index:
            first = rest = after_break or rest
        yield from _lines_of(line, first, rest)


def _lines_of(text: str, first: str, rest: str) -> Iterator[str]:
    """Yield lines of a text; options and paths, which people copy, go on to no second line."""
    if _OPTION.match(text):
        yield f"{first}{text}"
        return
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
        break_long_words=False,
    )
