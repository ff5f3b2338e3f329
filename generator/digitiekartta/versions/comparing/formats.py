"""Formats: a change list as text, Markdown, a page of its own, a Word document or JSON."""

from __future__ import annotations

import json
from typing import Any

from digitiekartta.markup.report.html import as_html
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text
from digitiekartta.markup.report.word import as_docx
from digitiekartta.versions.comparing.changes import Comparison
from digitiekartta.versions.comparing.operations import to_json
from digitiekartta.versions.comparing.outline import Frame, outline


def written(comparison: Comparison, frame: Frame, form: str) -> bytes:
    """Return a change list as the bytes of a file.

    Args:
        comparison, frame: What has changed, and of what.
        form: "text", "markdown", "html", "docx" or "json".
    """
    if form == "json":
        return _as_json(comparison, frame).encode()
    blocks = outline(comparison, frame)
    if form == "docx":
        return as_docx(blocks, frame.roadmap, f"Sisällön tunniste {frame.code}")
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](blocks).encode()


def _as_json(comparison: Comparison, frame: Frame) -> str:
    """Return a change list for programs: the words, and operations that make new of old."""
    return json.dumps(_data(comparison, frame), ensure_ascii=False, indent=1) + "\n"


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
            {"vuosi": str(one.year), "ennen": str(one.before), "nyt": str(one.after)}
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
