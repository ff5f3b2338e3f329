"""The one way in: a file becomes a Document, or the Problems that say why it cannot."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from zipfile import BadZipFile

from lxml.etree import XMLSyntaxError  # type: ignore[import-untyped]

from digitiekartta.basics.installing import install_command
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.problems import Problem
from digitiekartta.documents.importing.bounds import bounded
from digitiekartta.documents.importing.grid import Source
from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.safety import Format, Refused, damaged, read_safely
from digitiekartta.documents.importing.schedule import Meanings

# What broken files make readers and their libraries raise.
_BROKEN = (XMLSyntaxError, BadZipFile, KeyError, ValueError, RecursionError)
# Readers are imported when they are used, as some of their libraries are large; each with the one
# that it needs most.
_READERS: Mapping[Format, tuple[str, str, str]] = {
    Format.EXCEL: ("excel", "read_excel", "openpyxl"),
    Format.WORD: ("word", "read_word", "lxml"),
    Format.POWERPOINT: ("powerpoint", "read_powerpoint", "lxml"),
    Format.PDF: ("pdf", "read_pdf", "pdfplumber"),
    Format.TEXT: ("text", "read_text", "lxml"),
    Format.SHEET: ("opendocument", "read_opendocument", "lxml"),
    Format.DOCUMENT: ("opendocument", "read_opendocument", "lxml"),
    Format.PRESENTATION: ("opendocument", "read_opendocument", "lxml"),
    Format.OLD_EXCEL: ("old_excel", "read_old_excel", "xlrd"),
}
READER_NOT_INSTALLED = DOCUMENTS.error(
    "reader-not-installed",
    "Tiedostoa ”{name}” ei voi lukea, koska ohjelman tarvitsemaa kirjastoa {library} ei ole"
    " asennettu.",
    "Asenna se komennolla {command}",
    example="Ohjelma on asennettu ilman kirjastoja, joita se tarvitsee.",
)


def read_document(path: Path, meanings: Meanings) -> Document | list[Problem]:
    """Return the roadmap of a file of any known kind, its findings under ``reported``.

    When it cannot be read or holds no table of measures, the Problems that say why.
    """
    source = read_source(path)
    return [source] if isinstance(source, Problem) else interpret(source, meanings)


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
    module, name, library = _READERS[format_]
    try:
        readers = import_module(f"digitiekartta.documents.importing.readers.{module}")
    except ModuleNotFoundError as error:
        missing, command = (error.name or library).partition(".")[0], install_command(library)
        raise Refused(READER_NOT_INSTALLED, path.name, library=missing, command=command) from error
    reader: Callable[[bytes, Path], Source] = getattr(readers, name)
    return reader
