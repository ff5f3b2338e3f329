"""Comparing an import with the expected result: what layout may change does not count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from digitiekartta.documents.importing.neutral import Document, to_json


def same_text(text: str | None) -> str:
    """Return a text without what an import may change: spaces, case, spaces beside - and /."""
    told = re.sub("[\u2010-\u2015]", "-", text or "")
    return re.sub(r"\s*([-/()])\s*", r"\1", " ".join(told.split()).casefold())


def same_parties(parts: list[str]) -> str:
    """Return responsible parties however their cell was split."""
    return same_text(re.sub(r"[,;/]|\b(ja|&)\b", " ", " ".join(parts)))


def rows(form: dict[str, Any], aliases: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield each measure with its place and everything that is told of it."""
    for goal in form["goals"]:
        for group in goal["groups"]:
            for measure in group["measures"]:
                yield {
                    "goal": (goal["number"], same_text(goal["title"])),
                    "group": same_text(group["title"]),
                    "title": same_text(measure["title"]),
                    "responsible": same_parties(measure["responsible"]),
                    "sector": same_parties(measure["sector"]),
                    "schedule": {k: aliases.get(v, v) for k, v in measure["schedule"].items()},
                    "texts": {k: same_text(v) for k, v in measure["cell_texts"].items()},
                    "notes": same_text(measure["notes"]),
                    "extra": {
                        same_text(k): same_parties([v]) for k, v in measure.get("extra", {}).items()
                    },
                }


def as_rows(document: Document) -> list[dict[str, Any]]:
    """Return the measures of an import for comparing."""
    return list(rows(json.loads(to_json(document)), {}))
