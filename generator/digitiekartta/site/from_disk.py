"""Pages that open from a disk: where no server knows what a link to a folder means."""

from __future__ import annotations

import re
from pathlib import Path

from digitiekartta.audit.built_site import TOKEN

_LINK = re.compile(rb'((?:href|action)=")([^":?#]*)(?=["?#])')
_FOLDER = re.compile(rb"(?:[^/].*)?(?:/|(?:^|/)\.\.?)$")


def open_from_disk(site: Path) -> None:
    """Make all links of a built site lead to files."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(opening_from_disk(path.read_bytes()))


def opening_from_disk(page: bytes) -> bytes:
    """Return a page whose links lead to files and not to folders; its text stays as it is."""
    return TOKEN.sub(
        lambda token: _LINK.sub(_to_file, token[0]) if token["tag"] else token[0], page
    )


def _to_file(link: re.Match[bytes]) -> bytes:
    start, path = link.groups()
    if not _FOLDER.fullmatch(path):
        return link[0]
    return start + (path if path.endswith(b"/") else path + b"/") + b"index.html"
