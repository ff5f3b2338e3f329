"""Finishing: what is left to do to a built site, whichever engine built it.

Afterwards the same pages give the same files on any machine, and nothing lies
in the folder that readers do not need.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

#: What a site must not tell search engines before it has been approved.
_FOR_SEARCH_ENGINES = ("sitemap.xml", "sitemap.xml.gz")

#: Zensical copies both of its looks; the pages use the other one (theme.variant: classic).
_UNUSED = ("assets/stylesheets/modern",)

_MAP_REFERENCE = re.compile(rb"\s*(?://#|/\*#) sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*\Z")


def finish(site: Path, *, draft: bool) -> None:
    """Remove source maps and leftovers, in a draft the sitemap too, and set file modes 644/755."""
    for path in sorted(site.rglob("*.map")):
        path.unlink()
    for pattern in ("*.js", "*.css"):
        for path in sorted(site.rglob(pattern)):
            _drop_map_reference(path)
    for folder in _UNUSED:
        shutil.rmtree(site / folder, ignore_errors=True)
    if draft:
        for name in _FOR_SEARCH_ENGINES:
            (site / name).unlink(missing_ok=True)
    _set_modes(site)


def _drop_map_reference(path: Path) -> None:
    """Remove the line that would make a browser's tools ask for a source map."""
    content = path.read_bytes()
    without = _MAP_REFERENCE.sub(b"\n", content)
    if without != content:
        path.write_bytes(without)


def _set_modes(site: Path) -> None:
    # The modes of a built site follow the umask of whoever built it: a web server
    # could not read files of mode 600.
    for path in (site, *site.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
