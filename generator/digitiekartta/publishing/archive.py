"""A release as a zip, for where nothing better can be had: unpacked, it opens at once.

Links to folders lead to their ``index.html``, as there may be no server that would know what
a folder means. The same release gives the same bytes.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, files_in
from digitiekartta.site.from_disk import opening_from_disk

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can tell: a date of the run would make each zip another one."""

_COMPRESSED = (".gz", ".br")


def live_in(file: Path) -> Manifest | None:
    """Return the manifest of the release that a zip holds, None when it is no zip of ours."""
    try:
        with zipfile.ZipFile(file) as archive:
            [name] = [one for one in archive.namelist() if one.endswith(f"/{manifest.FILE}")]
            return Manifest.from_json(archive.read(name))
    except (OSError, ValueError, zipfile.BadZipFile):
        return None


def zip_problems(file: Path, roadmap: str) -> list[Problem]:
    """Return why a zip can't be written: another file stands in its place."""
    there = live_in(file)
    if not file.exists() or (there and there.roadmap == roadmap):
        return []
    return [
        Problem(
            "target-not-ours",
            Place(file.as_posix()),
            "Paikalla on tiedosto, joka ei ole tämän tiekartan julkaisu.",
            "Anna zip-tiedostolle toinen nimi. Tiedostoa ei korvattu.",
        )
    ]


def write_zip(source: Path, release: Manifest, file: Path) -> None:
    """Write a release as a zip whose one folder has the release's name; whole or not at all."""
    fresh = file.with_name(f".{file.name}.uusi")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in files_in(source):
            if name.endswith(_COMPRESSED):
                continue  # of use to servers only, and the pages are others here
            data = (source / name).read_bytes()
            entry = zipfile.ZipInfo(f"{release.name}/{name}", _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # as on Unix, wherever it is made
            archive.writestr(entry, opening_from_disk(data) if name.endswith(".html") else data)
    os.replace(fresh, file)
