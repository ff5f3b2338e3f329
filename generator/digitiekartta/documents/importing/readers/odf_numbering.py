"""The lists of OpenDocument: by which rule each paragraph is counted.

Source: OpenDocument 1.3 part 3, 16.30–16.34 (lists) and 5.3 (list content).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from digitiekartta.documents.importing.readers.numbering import Level, count, written
from digitiekartta.documents.importing.readers.odf_styles import STYLE, TEXT
from digitiekartta.documents.importing.readers.xml import Element, local, whole

_FORMS = {
    "1": "decimal",
    "I": "upperRoman",
    "i": "lowerRoman",
    "A": "upperLetter",
    "a": "lowerLetter",
}
_LEVELS = {"list-level-style-number", "outline-level-style"}
OUTLINE = "outline of headings"


@dataclass
class Numbering:
    """Counts the paragraphs of a document; they must be met in their order."""

    lists: Mapping[str, Mapping[int, Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, roots: Sequence[Element | None]) -> Numbering:
        """Return the rules of a document."""
        kinds = (f"{TEXT}list-style", f"{TEXT}outline-style")
        styles = (one for root in roots if root is not None for one in root.iter(*kinds))
        return cls({_name(style): _levels(style) for style in styles})

    def begin(self, name: str) -> None:
        """Begin a list again from its first number."""
        self._counts.pop(name, None)

    def number(self, name: str, level: int, start: str | None = None) -> str:
        """Return what stands before the next paragraph of a list: its number and a space."""
        levels = self.lists.get(name, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        count(counts, levels, level)
        counts[level] = whole(start, counts[level])
        rule = levels[level]
        return written(rule, counts, levels) + rule.gap if rule.text else ""


def _name(style: Element) -> str:
    name: str = style.get(f"{STYLE}name", "")
    return OUTLINE if local(style) == "outline-style" else name


def _levels(style: Element) -> dict[int, Level]:
    return {
        int(level.get(f"{TEXT}level", "1")) - 1: _level(level)
        for level in style
        if local(level) in _LEVELS and level.get(f"{STYLE}num-format")
    }


def _level(element: Element) -> Level:
    at = int(element.get(f"{TEXT}level", "1"))
    pattern = next(
        (said for key, said in element.items() if key.endswith("}num-list-format")), None
    )
    if pattern is None:
        shown = int(element.get(f"{TEXT}display-levels", "1"))
        numbers = ".".join(f"%{one}" for one in range(max(at - shown, 0) + 1, at + 1))
        prefix, suffix = (element.get(f"{STYLE}num-{one}", "") for one in ("prefix", "suffix"))
        pattern = f"{prefix}{numbers}{suffix}"
    label = next(element.iter("{*}list-level-label-alignment"), None)
    followed = label.get(f"{TEXT}label-followed-by") if label is not None else None
    return Level(
        whole(element.get(f"{TEXT}start-value"), 1),
        _FORMS.get(element.get(f"{STYLE}num-format", ""), "decimal"),
        re.sub(r"%(\d+)%", r"%\1", pattern),
        "" if followed == "nothing" else " ",
    )
