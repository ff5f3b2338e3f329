"""The one way in: a file becomes a Document, or the Problems that say why it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from digitiekartta.colours import RGB
from digitiekartta.importing.neutral import Document
from digitiekartta.problems import Problem


@dataclass(frozen=True, slots=True)
class Options:
    """What a person tells beside the document: the phases of colours, marks and words."""

    colours: Mapping[RGB, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)


def read_document(path: Path, options: Options) -> Document | list[Problem]:
    """Read a roadmap from a file of any known kind.

    Returns:
        The document as it was understood, its findings under ``reported``; or, when the file
        cannot be read or holds no table of measures, the Problems that say why.
    """
    raise NotImplementedError
