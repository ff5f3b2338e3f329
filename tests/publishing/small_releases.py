"""Small releases that tell their version in every file, and what a web server would give."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from digitiekartta.basics.problems import Problem, Stopped
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, hashes_of
from digitiekartta.publishing.target import LIVE

PAGES = ("index.html", "tavoitteet/index.html", "toimenpiteet/kurssit/index.html", "404.html")
_ASSET = re.compile(r'href="([^"]+\.css)"')


def make_release(folder: Path, version: str, pages: tuple[str, ...] = PAGES) -> Manifest:
    """Write a release whose pages need a style sheet of their own version."""
    style = f"/* {version} */"
    sheet = f"assets/tyylit.{hashlib.sha256(style.encode()).hexdigest()[:10]}.css"
    write(folder / sheet, style)
    for page in pages:
        up = "../" * page.count("/")
        write(folder / page, f'<link rel="stylesheet" href="{up}{sheet}"><p>versio {version}</p>')
    made = Manifest("kauhava", version, "Kaupunginhallitus 16.12.2024", hashes_of(folder))
    (folder / manifest.FILE).write_bytes(made.to_json())
    return made


def problems_of(act: Callable[..., None], *arguments: Any, **options: Any) -> list[Problem]:
    """Return what kept an act from its end; nothing when it came there."""
    try:
        act(*arguments, **options)
    except Stopped as stopped:
        return list(stopped.problems)
    return []


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def contents(folder: Path) -> dict[str, bytes]:
    """Return path → content of every file in a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def live_pages(root: Path) -> dict[str, bytes]:
    """Return what readers see at each address, but for assets and the manifest."""
    shown = contents((root / LIVE).resolve())
    return {k: v for k, v in shown.items() if not k.startswith("assets/") and k != manifest.FILE}


def live_versions(root: Path) -> set[str]:
    """Return the versions that the live pages tell; more than one is a mixture."""
    return {version_of(page.decode()) for page in live_pages(root).values()}


def version_of(page: str) -> str:
    found = re.search(r"versio (\S+)<", page)
    assert found, page
    return found[1]


def sheet_of(page: str) -> str:
    """Return the address of the style sheet that a page needs, from the page's folder on."""
    found = _ASSET.search(page)
    assert found, page
    return found[1]
