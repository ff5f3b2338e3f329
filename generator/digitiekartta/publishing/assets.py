"""Names that tell the content: a browser may keep such a file for ever.

Style sheets, scripts and pictures get a piece of their SHA-256 into their names, and the
pages say the new names. A file that a style sheet or a script names keeps its own, since
there nobody would change it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from digitiekartta.publishing.manifest import HASHED

_KINDS = frozenset({".css", ".js", ".png", ".svg"})
_DIGEST_LENGTH = 10

_REFERENCE = re.compile(rb'((?:href|src)="(?:[^":?#]*/)?)(assets/[^"?#]+)(?=["?#])')
#: The last part of an address in quotes or brackets; a comment that names a file loads nothing.
_LOADED = re.compile(rb"""["'`(/]([^"'`()/\s]+\.[a-z0-9]+)["'`)]""")


def name_by_content(site: Path) -> None:
    """Rename the assets that pages refer to, and let the pages refer to the new names."""
    pages = {path: path.read_bytes() for path in sorted(site.rglob("*.html"))}
    referred = {name.decode() for page in pages.values() for _, name in _REFERENCE.findall(page)}
    named = _named_in_code(site)
    names = {
        old: _with_digest(old, site / old)
        for old in sorted(referred)
        if Path(old).suffix in _KINDS
        and not HASHED.fullmatch(old)
        and Path(old).name not in named
        and (site / old).is_file()
    }
    for path, page in pages.items():
        changed = renamed(page, names)
        if changed != page:
            path.write_bytes(changed)
    for old, new in names.items():
        (site / old).rename(site / new)


def renamed(page: bytes, names: Mapping[str, str]) -> bytes:
    """Return a page that refers to assets by other names, from ``assets/`` on."""

    def new(reference: re.Match[bytes]) -> bytes:
        old = reference[2].decode()
        return reference[1] + names.get(old, old).encode()

    return _REFERENCE.sub(new, page)


def _with_digest(name: str, file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGEST_LENGTH]
    path = Path(name)
    return path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()


def _named_in_code(site: Path) -> set[str]:
    """Return the names of files that a style sheet or a script loads."""
    code = (path.read_bytes() for kind in ("*.css", "*.js") for path in site.rglob(kind))
    return {name.decode() for text in code for name in _LOADED.findall(text)}
