"""Texts that people paste elsewhere, with links: as a piece of HTML, as Markdown, as plain text.

A piece of HTML has no styles and no scripts, so that any publishing system takes it, and addresses
are whole, so that its links lead from any page.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from digitiekartta.markup import escaping


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list: a text, before it perhaps a link and a colon.

    Attributes:
        text: Plain text; "" where the link says all.
        label: The words of the link.
        address: Where it leads, whole; without one the words are no link.
    """

    text: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is pasted: a heading, paragraphs, a list, and paragraphs that end it."""

    title: str
    lead: Sequence[Line] = ()
    items: Sequence[Line] = ()
    closing: Sequence[Line] = ()


def as_html(pasted: Pasted) -> str:
    """Return a piece of HTML, whose heading is of the second level."""
    lines = [f"<h2>{escaping.html(pasted.title)}</h2>"]
    lines += (f"<p>{_html(line)}</p>" for line in pasted.lead)
    if pasted.items:
        lines += ["<ul>", *(f"<li>{_html(line)}</li>" for line in pasted.items), "</ul>"]
    lines += (f"<p>{_html(line)}</p>" for line in pasted.closing)
    return "\n".join(['<div lang="fi">', *lines, "</div>"]) + "\n"


def as_markdown(pasted: Pasted) -> str:
    """Return Markdown, in which what is quoted stays words."""
    blocks = [f"# {escaping.markdown(escaping.one_line(pasted.title))}"]
    blocks += map(_markdown, pasted.lead)
    if pasted.items:
        blocks.append("\n".join(f"- {_markdown(line)}" for line in pasted.items))
    blocks += map(_markdown, pasted.closing)
    return "\n\n".join(blocks) + "\n"


def as_text(pasted: Pasted) -> str:
    """Return plain text, each address on a line of its own."""
    blocks = [escaping.one_line(pasted.title)]
    blocks += ("\n".join(_text(line)) for line in pasted.lead)
    if pasted.items:
        blocks.append("\n".join(_items(pasted.items)))
    blocks += ("\n".join(_text(line)) for line in pasted.closing)
    return "\n\n".join(blocks) + "\n"


def _html(line: Line) -> str:
    label = escaping.html(line.label)
    if line.address:
        label = f'<a href="{escaping.html(line.address)}">{label}</a>'
    return _joined(label, escaping.html(line.text))


def _markdown(line: Line) -> str:
    label = escaping.markdown(escaping.one_line(line.label))
    if line.address:
        label = f"[{label}]({line.address})"
    return _joined(label, escaping.markdown(escaping.one_line(line.text)))


def _items(items: Iterable[Line]) -> Iterator[str]:
    for line in items:
        first, *rest = _text(line)
        yield f"- {first}"
        yield from (f"  {address}" for address in rest)


def _text(line: Line) -> list[str]:
    told = _joined(escaping.one_line(line.label), escaping.one_line(line.text))
    return [told, line.address] if line.address else [told]


def _joined(label: str, text: str) -> str:
    return ": ".join(filter(None, (label, text)))
