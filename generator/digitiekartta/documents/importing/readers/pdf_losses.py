"""What the library that reads PDF files cannot make out: it writes that to a log and goes on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LIBRARY = logging.getLogger("pdfminer")
_LOSSES = ("Data-loss", "Cannot")
"""How it begins to tell that something on a page is lost; its other complaints change nothing."""


class _Losses(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        told = record.getMessage()
        if told.startswith(_LOSSES):
            self.found.append(told)


@contextmanager
def losses() -> Iterator[list[str]]:
    """Collect what is lost while PDF pages are read, so that none of it is printed in English."""
    handler = _Losses()
    propagates, _LIBRARY.propagate = _LIBRARY.propagate, False
    _LIBRARY.addHandler(handler)
    try:
        yield handler.found
    finally:
        _LIBRARY.removeHandler(handler)
        _LIBRARY.propagate = propagates


def told_of(found: list[str]) -> Iterator[str]:
    """Yield what to tell of losses."""
    if found:
        yield (
            f"PDF-tiedostossa on rikkinäisiä kohtia ({len(found)}), joita ei voitu lukea. Tekstiä"
            " tai värejä voi puuttua: vertaa tulosta asiakirjaan tai tuo ehjä tiedosto."
        )
