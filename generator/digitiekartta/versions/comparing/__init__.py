"""Comparing: what differs between two roadmaps, exactly and in Finnish."""

from __future__ import annotations

from digitiekartta.markup.report.blocks import Block, Heading, Paragraph
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparing.changes import compare
from digitiekartta.versions.comparing.outline import changes

__all__ = ["change_list", "compare"]


def change_list(old: Roadmap | None, new: Roadmap) -> str:
    """Return in Markdown what has changed from a roadmap (None: nothing) to the next."""
    comparison = compare(old, new)
    head: list[Block] = [Heading(1, "Muutokset")]
    if comparison.first:
        head.append(Paragraph("Ensimmäinen hyväksytty versio."))
    head.append(Paragraph(comparison.summary))
    return as_markdown([*head, *changes(comparison, level=2)])
