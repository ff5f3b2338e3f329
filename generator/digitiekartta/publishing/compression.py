"""Compressed copies beside a site's files, so that the server need not compress at each visit.

The same bytes on any machine: no file names and no dates in them.
"""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]

#: Text in all its forms; pictures and fonts are compressed already.
KINDS = frozenset({".css", ".csv", ".html", ".js", ".json", ".md", ".svg", ".txt", ".xml"})
SMALLEST = 1024
"""Bytes; a smaller file travels in one packet either way."""

_BEST_GZIP, _BEST_BROTLI = 9, 11


def compress(site: Path) -> None:
    """Write ``.gz`` and ``.br`` beside each file to which it helps, and remove stale ones."""
    for path in sorted(site.rglob("*")):
        if path.suffix in (".gz", ".br") and path.is_file():
            path.unlink()
    files = [path for path in sorted(site.rglob("*")) if path.is_file() and path.suffix in KINDS]
    # Both compressors work outside the interpreter's lock.
    with ThreadPoolExecutor() as pool:
        list(pool.map(_compress, files))


def _compress(path: Path) -> None:
    data = path.read_bytes()
    if len(data) < SMALLEST:
        return
    for suffix, packed in (
        (".gz", gzip.compress(data, _BEST_GZIP, mtime=0)),
        (".br", brotli.compress(data, quality=_BEST_BROTLI)),
    ):
        if len(packed) < len(data):
            path.with_name(path.name + suffix).write_bytes(packed)
