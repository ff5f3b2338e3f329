"""Pages that open from a disk: where no server knows what a link to a folder means."""

from __future__ import annotations

import re
from pathlib import Path

_LINK = re.compile(rb'((?:href|action)=")([^":?#]*)(?=["?#])')
_FOLDER = re.compile(rb"(?:[^/].*)?(?:/|(?:^|/)\.\.?)$")


def open_from_disk(site: Path) -> None:
    """Make all links of a built site lead to files."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(opening_from_disk(path.read_bytes()))


def opening_from_disk(page: bytes) -> bytes:
    """Return a page whose links lead to files and not to folders."""

    def to_file(found: re.Match[bytes]) -> bytes:
        path = found[2]
        if not _FOLDER.fullmatch(path):
            return found[0]
        return found[1] + (path if path.endswith(b"/") else path + b"/") + b"index.html"

    return _LINK.sub(to_file, page)
