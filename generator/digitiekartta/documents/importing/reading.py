"""The one way in: a file becomes a Document, or the Problems that say why it cannot."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from digitiekartta.basics.installing import install_command
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.problems import Problem, Severity
from digitiekartta.documents.importing.bounds import bounded
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.lists import without_lists
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.safety import Format, Refused, damaged, read_safely

# What broken files make readers and their libraries raise.
_BROKEN = (XMLSyntaxError, BadZipFile, KeyError, ValueError, RecursionError)
# What each reader needs most; the others need lxml.
_LIBRARIES = {Format.EXCEL: "openpyxl", Format.PDF: "pdfplumber", Format.OLD_EXCEL: "xlrd"}
READER_NOT_INSTALLED = DOCUMENTS.error(
    "reader-not-installed",
    "Tiedostoa ”{name}” ei voi lukea, koska ohjelman tarvitsemaa kirjastoa {library} ei ole"
    " asennettu.",
    "Asenna se komennolla {command}",
    example="Ohjelma on asennettu ilman kirjastoja, joita se tarvitsee.",
)


def read_document(
    path: Path, told: Legend, tables: frozenset[str] = frozenset()
) -> Document | list[Problem]:
    """Return the roadmap of a file of any known kind, its findings under ``reported``.

    When it cannot be read or holds no table of measures, the Problems that say why.
    """
    source = read_source(path)
    if isinstance(source, Problem):
        return [source]
    plain, lists, problems = without_lists(source)
    document = interpret(plain, told, tables)
    if isinstance(document, Document):
        reported = (*document.reported, *problems)
        return replace(document, lists=lists, reported=reported) if lists or problems else document
    if not lists:
        return [*document, *problems]
    # The lists alone are enough: somebody has sent only the sheet that was filled in.
    others = document if plain.tables else []
    reported = tuple(replace(one, severity=Severity.WARNING) for one in others)
    nothing = Document(source.name, "", (), (), (), (*reported, *problems), (), ())
    return replace(nothing, exported=source.exported, lists=lists)


def read_source(path: Path) -> Source | Problem:
    """Return what a file shows, before anything is made of it, or the Problem that it can't be."""
    try:
        format_, data = read_safely(path)
        return bounded(_reader(format_, path)(data, path))
    except Refused as refused:
        return refused.problem
    except _BROKEN:
        return damaged(path, "sen osat eivät ole ehjiä").problem


def _reader(format_: Format, path: Path) -> Callable[[bytes, Path], Source]:
    # Readers are imported when they are used, as some of their libraries are large.
    try:
        module = import_module(f"digitiekartta.documents.importing.readers.{format_}")
    except ModuleNotFoundError as error:
        library = _LIBRARIES.get(format_, "lxml")
        missing, command = (error.name or library).partition(".")[0], install_command(library)
        raise Refused(READER_NOT_INSTALLED, path.name, library=missing, command=command) from error
    reader: Callable[[bytes, Path], Source] = getattr(module, f"read_{format_}")
    return reader
