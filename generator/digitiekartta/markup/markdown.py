"""Pieces of Markdown: text that is already escaped, links, tables, front matter.

``Markdown`` marks what is Markdown on purpose. Whatever a template prints that is not
marked is an editor's text and is escaped on the way.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import yaml

from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import EMPTY, Kind

# libyaml writes the same ten times as fast, where PyYAML was built with it.
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class Markdown(str):
    """Markdown made by us, in which editors' text is already escaped."""

    __slots__ = ()


def md(value: object) -> Markdown:
    """Return a value as Markdown: as it is when it is Markdown already, else escaped text."""
    return value if isinstance(value, Markdown) else Markdown(escaping.markdown(str(value)))


def joined(parts: Iterable[object], between: str = ", ") -> Markdown:
    """Return the parts as Markdown with something harmless between them."""
    return Markdown(between.join(md(part) for part in parts))


def link(label: object, target: str) -> Markdown:
    """Return a link to a page or address that we made ourselves."""
    return Markdown(f"[{md(label)}]({target})")


def relative(source: str, target: str) -> str:
    """Return the way from one page file to another, both relative to the docs folder."""
    here, there = source.split("/")[:-1], target.split("/")
    common = 0
    for ours, theirs in zip(here, there, strict=False):
        if ours != theirs:
            break
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:])


def span(label: object, *classes: str) -> Markdown:
    """Return a bracketed span with classes."""
    return Markdown(f"[{md(label)}]{{{' '.join('.' + name for name in classes)}}}")


def code(text: str) -> Markdown:
    """Return the code of a content, whose groups stay whole: a line ends between them."""
    return Markdown(f"[{md(text).replace('-', '-<wbr>')}]{{.tunniste}}")


def table(
    caption: object,
    headers: Sequence[object],
    rows: Iterable[Sequence[object]],
    right: Iterable[int] = (),
    kind: Kind = Kind.PLAIN,
) -> Markdown:
    """Return a captioned table whose first column names the rows.

    Args:
        caption: What the table tells; unique on its page.
        headers: One a column, none empty.
        rows: As many cells as headers each; an empty cell becomes a dash.
        right: Columns of numbers, aligned right.
        kind: What the page makes of it.
    """
    numbers = set(right)
    rule = ["---:" if index in numbers else "---" for index in range(len(headers))]
    lines = [f"{kind}: {md(caption)}", _row(headers), "|" + "|".join(rule) + "|"]
    lines += [_row(row) for row in rows]
    return Markdown("\n".join(lines))


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(value: object) -> str:
    text = md(value)
    # An editor's dash is a text as any other.
    return f"&#{ord(EMPTY)};" if text == EMPTY else text or EMPTY


def front_matter(fields: Mapping[str, object]) -> str:
    """Return a YAML block. Its texts are HTML, since themes print them as they stand."""
    body = yaml.dump(
        dict(fields),
        Dumper=_DUMPER,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
        default_flow_style=False,
    )
    return f"---\n{body}---\n"
