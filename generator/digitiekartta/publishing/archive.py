"""A release as a zip, for where nothing better can be had: unpacked, it opens at once.

Links to folders lead to their ``index.html``, as there may be no server that would know what
a folder means. The same release gives the same bytes.
"""

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, files_in
from digitiekartta.publishing.target import NOT_OURS, Release
from digitiekartta.site.finishing import opening_from_disk

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip can tell: a date of the run would make each zip another one."""

_COMPRESSED = (".gz", ".br")

_NOT_OUR_FILE = NOT_OURS.worded(
    "Paikalla on tiedosto, joka ei ole tämän tiekartan julkaisu.",
    "Anna zip-tiedostolle toinen nimi. Tiedostoa ei korvattu.",
)


@dataclass(frozen=True)
class Archive:
    """A zip file that holds one release of a roadmap."""

    file: Path
    roadmap: str

    @property
    def where(self) -> str:
        """The file as it was given."""
        return self.file.as_posix()

    def live(self) -> Release | None:
        """Return the release in it, None when there is no zip of ours."""
        if not self.file.is_file():
            return None
        try:
            with zipfile.ZipFile(self.file) as archive:
                [name] = [n for n in archive.namelist() if n.endswith(f"/{manifest.FILE}")]
                with archive.open(name) as file:
                    release = Manifest.from_json(file.read(manifest.LARGEST))
        except Exception:
            # Encrypted, packed in an unknown way, broken off: a zip of somebody else can make
            # the library raise almost anything.
            return None
        return Release(release.name, self.where, release) if release else None

    def problems(self) -> list[Problem]:
        """Return why it can't be written: another file stands in its place."""
        there = self.live()
        if not self.file.exists() or (there and there.manifest.roadmap == self.roadmap):
            return []
        return [_NOT_OUR_FILE.at(Place(self.where))]

    def write(self, source: Path, release: Manifest) -> None:
        """Write a release, whose name its one folder gets; whole or not at all."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name in files_in(source):
                if name.endswith(_COMPRESSED):
                    continue  # of use to servers only, and the pages are others here
                page = (source / name).read_bytes()
                entry = zipfile.ZipInfo(f"{release.name}/{name}", _FIRST_DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                entry.create_system = 3  # as on Unix, wherever it is made
                archive.writestr(entry, opening_from_disk(page) if name.endswith(".html") else page)
        write_whole(self.file, data.getvalue(), lasting=True)
