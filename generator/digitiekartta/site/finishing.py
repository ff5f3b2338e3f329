"""Finishing: what is left to do to a built site, whichever engine built it.

Afterwards the same pages give the same files on any machine, and nothing lies in the folder
that readers do not need.
"""

import re
import shutil
from pathlib import Path

from digitiekartta.audit.built_site import TOKEN
from digitiekartta.basics.files import open_to_readers, remove, write_whole
from digitiekartta.pages.paths import SITEMAP

_LINK = re.compile(rb'((?:href|action)=")([^":?#]*)(?=["?#])')
_FOLDER = re.compile(rb"(?:[^/].*)?(?:/|(?:^|/)\.\.?)$")

_ASSETS = "assets"
#: The search index that engines make for the scripts of Material.
_FOREIGN_SEARCH = ("search", "search.json")


def finish(site: Path, *, docs: Path, theme: Path) -> None:
    """Remove what no page loads and what engines add of their own; set modes 644/755.

    Args:
        site: The built site.
        docs, theme: The folders of which it was made. What else lies in its ``assets``, an engine
            has copied there from a theme of its own, and its sitemap may name what it must not.
    """
    ours = (docs, theme)
    kept = {path.relative_to(folder) for folder in ours for path in (folder / _ASSETS).rglob("*")}
    for path in sorted((site / _ASSETS).rglob("*"), reverse=True):
        if path.relative_to(site) not in kept:
            remove(path)
    for name in _FOREIGN_SEARCH:
        remove(site / name)
    for name in (SITEMAP, f"{SITEMAP}.gz"):
        (site / name).unlink(missing_ok=True)
    if (docs / SITEMAP).is_file():
        shutil.copyfile(docs / SITEMAP, site / SITEMAP)
    open_to_readers(site)


def open_from_disk(site: Path) -> None:
    """Make all links of a built site lead to files: no server knows what one to a folder means."""
    for path in sorted(site.rglob("*.html")):
        # Another file in its place: the former site may have the same one.
        write_whole(path, opening_from_disk(path.read_bytes()))


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
