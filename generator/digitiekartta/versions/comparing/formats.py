"""Formats: a change list as text, Markdown, a page of its own, a Word document or JSON."""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from typing import Any

from digitiekartta.markup import escaping
from digitiekartta.versions.comparing.changes import Comparison
from digitiekartta.versions.comparing.operations import to_json
from digitiekartta.versions.comparing.outline import (
    AFTER,
    BEFORE,
    Block,
    Frame,
    Heading,
    Item,
    Paragraph,
    outline,
)

_WIDTH = 88
# A4 with room for a punch; black on white, so that it prints as it looks.
_STYLE = """
  body { font: 1.05rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
    max-width: 42rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
  h1 { font-size: 1.8rem; line-height: 1.2; } h2 { margin-top: 2.2rem; border-bottom: 2px solid; }
  h3 { margin-bottom: .3rem; } li { margin: .3rem 0; }
  dl { margin: .3rem 0 .6rem; } dt { font-weight: 700; }
  dd { margin: 0 0 .4rem; padding-left: .8rem; border-left: 3px solid #767676;
    white-space: pre-line; }
  @page { size: A4; margin: 2cm; }
  @media print { body { margin: 0; max-width: none; } h2, h3 { break-after: avoid; }
    li, dd { break-inside: avoid; } }
"""


def written(comparison: Comparison, frame: Frame, form: str) -> bytes:
    """Return a change list as the bytes of a file.

    Args:
        comparison, frame: What has changed, and of what.
        form: "text", "markdown", "html", "docx" or "json".
    """
    if form == "docx":
        return as_docx(comparison, frame)
    writers = {"text": as_text, "markdown": as_markdown, "html": as_html, "json": as_json}
    return writers[form](comparison, frame).encode()


def as_text(comparison: Comparison, frame: Frame) -> str:
    """Return a change list for a terminal, or an e-mail."""
    lines: list[str] = []
    for block in outline(comparison, frame):
        if isinstance(block, Heading):
            rule = {1: "=", 2: "-"}.get(block.level)
            text = _plain(block.text)
            lines += ["", text, *([rule * min(len(text), _WIDTH)] if rule else [])]
        elif isinstance(block, Paragraph):
            label = f"{block.label}: " if block.label else ""
            lines += textwrap.wrap(_plain(f"{label}{block.text}"), _WIDTH)
        else:
            lines += _wrapped(block.text, "- ", "  ")
            for label, said in _sides(block):
                lines += _wrapped(f"{label}: {said}", "    ", "    ")
    return "\n".join(lines).lstrip("\n") + "\n"


def as_markdown(comparison: Comparison, frame: Frame) -> str:
    """Return a change list in Markdown, for a pull request or beside an approval."""
    return markdown_of(outline(comparison, frame))


def markdown_of(blocks: Iterable[Block]) -> str:
    """Return blocks in Markdown; editors' text in it is text, whatever it looks like."""
    parts: list[str] = []
    for is_list, run in groupby(blocks, key=lambda block: isinstance(block, Item)):
        if is_list:
            parts.append("\n".join(markdown_item(block) for block in run))
        else:
            parts += (_markdown_block(block) for block in run)
    return "\n\n".join(parts) + "\n"


def as_html(comparison: Comparison, frame: Frame) -> str:
    """Return a change list as one page that needs nothing else and prints on paper."""
    body: list[str] = []
    for is_list, run in groupby(outline(comparison, frame), key=lambda b: isinstance(b, Item)):
        if is_list:
            body.append("<ul>\n" + "\n".join(_html_item(block) for block in run) + "\n</ul>")
        else:
            body += (_html_block(block) for block in run)
    return (
        '<!doctype html>\n<html lang="fi">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{_html(frame.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(body)
        + "\n</main>\n</body>\n</html>\n"
    )


def as_json(comparison: Comparison, frame: Frame) -> str:
    """Return a change list for programs: the words, and operations that make new of old."""
    return json.dumps(_data(comparison, frame), ensure_ascii=False, indent=1) + "\n"


def as_docx(comparison: Comparison, frame: Frame) -> bytes:
    """Return a change list as a Word document with real headings, for an agenda."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Pt

    document: Any = Document()
    properties = document.core_properties
    properties.title, properties.language = frame.title, "fi-FI"
    properties.author, properties.comments = frame.roadmap, f"Sisällön tunniste {frame.code}"
    # No clock: the same content gives the same bytes.
    properties.created = properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fi-FI")
    normal.element.get_or_add_rPr().append(language)
    for block in outline(comparison, frame):
        if isinstance(block, Heading):
            document.add_heading(_plain(block.text), level=block.level)
        elif isinstance(block, Paragraph):
            paragraph = document.add_paragraph()
            if block.label:
                paragraph.add_run(f"{block.label}: ").bold = True
            paragraph.add_run(_plain(block.text))
        else:
            document.add_paragraph(_plain(block.text), style="List Bullet")
            for label, said in _sides(block):
                paragraph = document.add_paragraph(style="List Continue")
                paragraph.add_run(f"{label}: ").bold = True
                paragraph.add_run(_plain(said))
    return _same_bytes(document)


# --- text ----------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Return text without what no text needs, so that nothing in it steers a terminal."""
    return escaping.clean(text)


def _wrapped(text: str, first: str, rest: str) -> Iterator[str]:
    for index, line in enumerate(_plain(text).split("\n")):
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=rest if index else first, subsequent_indent=rest
        )


def _sides(block: Item) -> Iterator[tuple[str, str]]:
    if block.before is not None:
        yield BEFORE, block.before
    if block.after is not None:
        yield AFTER, block.after


# --- Markdown ------------------------------------------------------------------------------


def _markdown_block(block: Block) -> str:
    text = escaping.markdown(block.text)
    if isinstance(block, Heading):
        return f"{'#' * block.level} {text}"
    label = block.label if isinstance(block, Paragraph) else ""
    return f"**{label}:** {text}" if label else text


def markdown_item(block: Block) -> str:
    """Return an item of a list in Markdown, the words before and after in a list inside it."""
    assert isinstance(block, Item)
    sides = [
        f"    - {label}: {escaping.markdown(said) or 'ei mitään'}" for label, said in _sides(block)
    ]
    return "\n".join([f"- {escaping.markdown(block.text)}", *sides])


# --- HTML ----------------------------------------------------------------------------------


def _html_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_html(block.text)}</h{block.level}>"
    label = block.label if isinstance(block, Paragraph) else ""
    strong = f"<strong>{_html(label)}:</strong> " if label else ""
    return f"<p>{strong}{_html(block.text)}</p>"


def _html_item(block: Block) -> str:
    assert isinstance(block, Item)
    sides = "".join(f"<dt>{label}</dt><dd>{_html(said)}</dd>" for label, said in _sides(block))
    return f"<li>{_html(block.text)}{f'<dl>{sides}</dl>' if sides else ''}</li>"


def _html(text: str) -> str:
    return escape(_plain(text))


# --- Word ----------------------------------------------------------------------------------


def _same_bytes(document: Any) -> bytes:
    """Return the document's bytes with no trace of when they were made."""
    import zipfile

    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return fixed.getvalue()


# --- JSON ----------------------------------------------------------------------------------


def _data(comparison: Comparison, frame: Frame) -> dict[str, Any]:
    return {
        "muoto": 1,
        "tiekartta": frame.roadmap,
        "ennen": frame.since,
        "nyt": frame.until,
        "tunniste": frame.code,
        "yhteenveto": comparison.summary,
        "muutokset": [
            {
                "otsikko": section.title,
                "kohteet": [
                    {
                        "mita": str(entry.what),
                        "osa": entry.part,
                        "tunnus": entry.id,
                        "otsikko": entry.title,
                        "vain_kirjoitusasu": entry.only_spelling,
                        "rivit": [
                            {
                                "kentta": line.field,
                                "teksti": line.text,
                                "ennen": line.before,
                                "nyt": line.after,
                                "vain_kirjoitusasu": line.only_spelling,
                            }
                            for line in entry.lines
                        ],
                    }
                    for entry in section.entries
                ],
            }
            for section in comparison.sections
        ],
        "kustannukset": [
            {"vuosi": one.year, "ennen": str(one.before), "nyt": str(one.after)}
            for one in comparison.costs
        ],
        "kustannusarvio_puuttuu": comparison.without_estimate,
        "huomautukset": [
            {
                "tunnus": problem.code,
                "vakavuus": str(problem.severity),
                "paikka": str(problem.place),
                "teksti": problem.message,
            }
            for problem in frame.problems
        ],
        "toimet": [to_json(operation) for operation in comparison.operations],
    }
