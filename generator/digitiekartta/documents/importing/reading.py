"""The one way in: a file becomes a Document, or the Problems that say why it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from digitiekartta.basics.colours import RGB
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.safety import Kind, Refused, look
from digitiekartta.documents.importing.schedule import Meanings
from digitiekartta.documents.importing.words import folded

# Readers are imported when they are used: some of their libraries are large or not installed.
_READERS: Mapping[Kind, tuple[str, str]] = {
    Kind.EXCEL: ("excel", "read_excel"),
    Kind.WORD: ("word", "read_word"),
    Kind.POWERPOINT: ("powerpoint", "read_powerpoint"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.TEXT: ("text", "read_text"),
    Kind.SHEET: ("opendocument", "read_opendocument"),
    Kind.DOCUMENT: ("opendocument", "read_opendocument"),
    Kind.PRESENTATION: ("opendocument", "read_opendocument"),
    Kind.OLD_EXCEL: ("old_excel", "read_old_excel"),
}


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
    source = read_source(path)
    if isinstance(source, Problem):
        return [source]
    marks = {folded(mark): phase for mark, phase in options.marks.items()}
    return interpret(source, Meanings(options.colours, marks))


def read_source(path: Path) -> Source | Problem:
    """Return what a file shows, before anything is made of it, or the Problem that it can't be."""
    looked = look(path)
    if isinstance(looked, Problem):
        return looked
    kind, data = looked
    try:
        return _reader(kind, path)(data, path)
    except Refused as refused:
        return refused.problem


def _reader(kind: Kind, path: Path) -> Callable[[bytes, Path], Source]:
    module, name = _READERS[kind]
    try:
        found: Callable[[bytes, Path], Source] = getattr(
            import_module(f"digitiekartta.documents.importing.readers.{module}"), name
        )
    except ModuleNotFoundError as error:
        raise Refused(
            Problem(
                "reader-not-installed",
                Place(path.name),
                f"Tiedoston ”{path.name}” lukemiseen tarvittavaa kirjastoa {error.name} ei ole"
                " asennettu.",
                'Asenna se komennolla pip install "digitiekartta[import]".',
            )
        ) from error
    return found
