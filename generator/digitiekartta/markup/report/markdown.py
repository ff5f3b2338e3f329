"""A report in Markdown, for a pull request or a file; the words in it stay words."""

from collections.abc import Iterable, Iterator

from digitiekartta.markup.escaping import markdown
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table, runs


def as_markdown(blocks: Iterable[Block]) -> str:
    """Return a report in Markdown."""
    parts = (_list(run) if isinstance(run, tuple) else _block(run) for run in runs(blocks))
    return "\n\n".join(parts) + "\n"


def _list(items: Iterable[Item]) -> str:
    return "\n".join(line for item in items for line in _item_lines(item))


def _item_lines(item: Item) -> Iterator[str]:
    yield f"- {_labelled(item.text, item.label)}"
    for label, words in item.sides:
        yield f"    - {label}: {markdown(words) or 'ei mitään'}"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {markdown(block.text)}"
    if isinstance(block, Table):
        rows = (_row(map(markdown, row)) for row in (block.header, *block.rows))
        header, *rest = rows
        return "\n".join([header, _row(["---"] * len(block.header)), *rest])
    if isinstance(block, Paragraph):
        code = f"`{block.code}`" if block.code else ""
        return " ".join(filter(None, (_labelled(block.text, block.label), code)))
    return _list([block])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _labelled(text: str, label: str) -> str:
    return f"**{markdown(label)}:** {markdown(text)}" if label else markdown(text)
