"""Pieces of Markdown: text that is already escaped, links, tables, front matter.

``Markdown`` marks what is Markdown on purpose. Whatever a template prints that is not
marked is an editor's text and is escaped on the way.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import yaml

from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import EMPTY, Kind

# libyaml writes the same ten times as fast, where PyYAML was built with it.
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
# A text that begins with a letter and ends with one, a digit or a stop. With a colon it is quoted.
_PLAIN = re.compile(
    r"[A-Za-zÅÄÖåäö](?:(?:[A-Za-zÅÄÖåäö0-9 ,.()/–\u00ad-]|: )*[A-Za-zÅÄÖåäö0-9.)/])?"
)
_NO_TEXTS = {"yes", "no", "on", "off", "true", "false", "null"}


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
    return _way(source.rpartition("/")[0], target)


@lru_cache(maxsize=1 << 14)  # pages of one folder lead to the same places
def _way(folder: str, target: str) -> str:
    here, there = folder.split("/") if folder else [], target.split("/")
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
    lines = ["---"]
    for key, value in fields.items():
        if isinstance(value, str):
            lines.append(f"{key}: {_scalar(value)}")
        elif isinstance(value, list) and all(map(_holds_texts, value)):
            lines.append(f"{key}:" if value else f"{key}: []")
            for item in value:
                own = [f"{name}: {_scalar(one)}" for name, one in item.items()]
                lines.append("- " + "\n  ".join(own))
        else:
            lines.append(_dumped({key: value}))
    return "\n".join([*lines, "---\n"])


def _holds_texts(item: Any) -> bool:
    return isinstance(item, dict) and bool(item) and all(isinstance(v, str) for v in item.values())


@lru_cache(maxsize=1 << 12)
def _scalar(text: str) -> str:
    """Return a text on one line as YAML; what is plain to see without PyYAML, which is slow."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXTS:
        return f"'{text}'" if ":" in text else text
    return _dumped([text]).removeprefix("- ")


def _dumped(value: object) -> str:
    text: str = yaml.dump(
        value,
        Dumper=_DUMPER,
        allow_unicode=True,
        sort_keys=False,
        width=10**9,
        default_flow_style=False,
    )
    return text.removesuffix("\n")
