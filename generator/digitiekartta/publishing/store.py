"""A store: the folder in which a target keeps its releases, on this machine or on another one.

Paths are relative to that folder, with slashes. What changes something does it whole or
not at all, but for ``upload`` and ``remove``, which are used on nothing that readers see.
Every method raises ``Stopped`` or ``OSError`` when it can't be done.
"""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from filelock import FileLock, Timeout

from digitiekartta.basics.files import remove, to_disk
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Stopped
from digitiekartta.publishing.manifest import LARGEST, files_in, hashes_of

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755

LIVE = "nykyinen"
"""What readers see."""

LOCK = ".lukko"
#: Where a single file or link is made before it is put into its place.
COPY = ".kopio.uusi"

LOCKED_OUT = PUBLISHING.error(
    "target-locked",
    "Samaan kohteeseen julkaistaan parhaillaan toista julkaisua.",
    "Odota, että se valmistuu, ja aja komento uudelleen.",
    example="Kaksi ihmistä julkaisee samaan kansioon yhtä aikaa.",
)
NO_ROOM = PUBLISHING.error(
    "target-full",
    "Kohteen levyllä ei ole tilaa uudelle julkaisulle.",
    "Vapauta levytilaa tai säilytä vähemmän vanhoja julkaisuja (--keep). Julkaistu sivusto on"
    " ennallaan.",
    example="Palvelimen levy on täynnä.",
)
FAILED = PUBLISHING.error(
    "target-failed",
    "Kohteeseen ei voi kirjoittaa: {reason}.",
    "Tarkista kansion oikeudet ja aja komento uudelleen. Julkaistu sivusto on ennallaan.",
    example="Kansioon /srv/www ei ole kirjoitusoikeutta.",
)
BROKEN_LINK, NO_FOLDER = "se on linkki, joka ei johda mihinkään", "se on tiedosto"


class Entry(Enum):
    """What stands at a path."""

    NOTHING = "nothing"
    FILE = "file"
    FOLDER = "folder"
    LINK = "link"


@dataclass(frozen=True)
class LocalStore:
    """A folder of this machine, its own or a mounted one; made when something is written there."""

    root: Path

    @property
    def where(self) -> str:
        """What a person calls it: the folder as it was given."""
        return self.root.as_posix()

    def unfit(self) -> str | None:
        """Return in Finnish why it is no folder and none can be made, None when all is well."""
        for place in (self.root, *self.root.parents):
            if place.is_dir():
                return None
            if os.path.lexists(place):
                return NO_FOLDER if place.exists() else BROKEN_LINK
        return None

    def names(self, folder: str = ".") -> frozenset[str]:
        """Return what stands in a folder; nothing when there is no such folder."""
        try:
            return frozenset(os.listdir(self.root / folder))
        except (FileNotFoundError, NotADirectoryError):
            return frozenset()

    def kind(self, path: str) -> Entry:
        """Return what stands at a path; a link is a link wherever it leads."""
        place = self.root / path
        if place.is_symlink():
            return Entry.LINK
        if place.is_dir():
            return Entry.FOLDER
        return Entry.FILE if place.exists() else Entry.NOTHING

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None when there is no such file."""
        place = self.root / path
        if place.exists() and not place.is_file():
            return b""  # a pipe, for one, would be waited for
        try:
            with place.open("rb") as stream:
                return stream.read(LARGEST)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, path: str, data: bytes) -> None:
        """Write a file to a name beside, then put it into its place; make the store if need be."""
        self._make_folder(self.root)
        fresh, place = self.root / COPY, self.root / path
        fresh.write_bytes(data)
        _set_mode(fresh, _FILE_MODE)
        to_disk(fresh)
        os.replace(fresh, place)
        to_disk(place.parent)

    def upload(self, source: Path, folder: str) -> None:
        """Make a folder equal to one of this machine, files 644 and folders 755."""
        target = self.root / folder
        if target.exists():
            shutil.rmtree(target)
        self._make_folder(target)
        for file in files_in(source):
            self._make_folder((target / file).parent)
            shutil.copyfile(source / file, target / file)
            _set_mode(target / file, _FILE_MODE)
        to_disk(target, *target.rglob("*"))

    def copy(self, source: str, target: str, files: Collection[str]) -> None:
        """Copy those files from folder to folder that the second has not got.

        Each goes first to a name of no release.
        """
        fresh = self.root / COPY
        for file in files:
            place = self.root / target / file
            if place.exists():
                continue
            self._make_folder(place.parent)
            # A damaged release may have lost it: then nobody can have it.
            with suppress(FileNotFoundError):
                shutil.copyfile(self.root / source / file, fresh)
                _set_mode(fresh, _FILE_MODE)
                to_disk(fresh)
                os.replace(fresh, place)
                to_disk(place.parent)

    def move(self, source: str, target: str) -> None:
        """Give a folder or a link another name, which is free."""
        self._make_folder((self.root / target).parent)
        os.rename(self.root / source, self.root / target)
        to_disk((self.root / source).parent, (self.root / target).parent)

    def point(self, link: str, to: str) -> None:
        """Make a link to a folder beside, then put it into the place of the former one."""
        fresh = self.root / f"{link}.uusi"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(to, target_is_directory=True)
        os.replace(fresh, self.root / link)
        to_disk(self.root)

    def leads_to(self, link: str) -> str:
        """Return where a link leads, as it was given to ``point``."""
        return Path(os.readlink(self.root / link)).as_posix()

    def remove(self, path: str) -> None:
        """Remove what stands at a path, a link without what it leads to."""
        remove(self.root / path)

    def hashes(self, folder: str) -> Mapping[str, str]:
        """Return path → SHA-256 of every file in a folder."""
        return hashes_of(self.root / folder)

    def has_room_for(self, size: int) -> bool:
        """Whether an ordinary user may still write so many bytes."""
        existing = next(path for path in (self.root, *self.root.parents) if path.exists())
        return shutil.disk_usage(existing).free >= size

    def can_link(self) -> bool:
        """Whether links can be made there, which is tried."""
        trial = self.root / COPY
        try:
            trial.unlink(missing_ok=True)
            trial.symlink_to("nykyinen", target_is_directory=True)
            trial.unlink()
        except (OSError, NotImplementedError):
            return False
        return True

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other publications out while the block runs."""
        self._make_folder(self.root)
        try:
            with FileLock(self.root / LOCK, timeout=0):
                yield
        except Timeout as error:
            raise Stopped(LOCKED_OUT.at(Place(self.where))) from error

    def _make_folder(self, folder: Path) -> None:
        """Make a folder that a web server may read, whatever the umask."""
        if not folder.is_dir():
            self._make_folder(folder.parent)
            folder.mkdir(exist_ok=True)
            _set_mode(folder, _FOLDER_MODE)


def _set_mode(path: Path, mode: int) -> None:
    # Some mounted folders know no modes and say that it is not allowed.
    with suppress(PermissionError):
        path.chmod(mode)
