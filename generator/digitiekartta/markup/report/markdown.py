"""A report in Markdown, for a pull request or a file; the words in it stay words."""

from collections.abc import Callable, Iterable, Iterator

from digitiekartta.markup.escaping import code_span, markdown, url
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table, runs

Words = Callable[[str], str]
"""Makes text into one line of Markdown that shows it letter for letter."""


def as_markdown(blocks: Iterable[Block], words: Words = markdown) -> str:
    """Return a report in Markdown; ``words`` escapes what it quotes, for where it is shown."""
    parts = (
        _list(run, words) if isinstance(run, tuple) else _block(run, words) for run in runs(blocks)
    )
    return "\n\n".join(parts) + "\n"


def _list(items: Iterable[Item], words: Words) -> str:
    return "\n".join(line for item in items for line in _item_lines(item, words))


def _item_lines(item: Item, words: Words) -> Iterator[str]:
    address = url(item.address) if item.address else None
    text = f"[{words(item.text)}]({address})" if address else words(item.text)
    yield f"- {_labelled(text, item.label, words)}"
    for label, said in item.sides:
        yield f"    - {label}: {words(said) or 'ei mitään'}"


def _block(block: Block, words: Words) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {words(block.text)}"
    if isinstance(block, Table):
        rows = (_row(map(words, row)) for row in (block.header, *block.texts))
        header, *rest = rows
        right = block.numbers
        rule = _row("---:" if at in right else "---" for at in range(len(block.header)))
        lines = [f"**{words(block.caption)}**\n"] if block.caption else []
        return "\n".join([*lines, header, rule, *rest])
    if isinstance(block, Paragraph):
        text = _labelled(words(block.text), block.label, words)
        return " ".join(filter(None, (text, code_span(block.code))))
    return _list([block], words)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _labelled(text: str, label: str, words: Words) -> str:
    return f"**{words(label)}:** {text}".rstrip() if label else text
