"""A store: the folder in which a target keeps its releases, wherever it is.

Paths are relative to that folder, with slashes. What changes something does it whole or
not at all, but for ``upload`` and ``remove``, which are used on nothing that readers see.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from enum import Enum
from pathlib import Path
from typing import Protocol

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Problem

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


class Entry(Enum):
    """What stands at a path."""

    NOTHING = "nothing"
    FILE = "file"
    FOLDER = "folder"
    LINK = "link"


class Unusable(Exception):
    """What stops a publication, told as a Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Store(Protocol):
    """What can be done in a store.

    Every method raises ``Unusable`` or ``OSError`` when it can't be done.
    """

    @property
    def where(self) -> str:
        """What a person calls it."""

    def names(self, folder: str = ".") -> frozenset[str]:
        """Return what stands in a folder; nothing when there is no such folder."""

    def kind(self, path: str) -> Entry:
        """Return what stands at a path; a link is a link wherever it leads."""

    def read(self, path: str) -> bytes | None:
        """Return a file's content, None when there is no such file."""

    def write(self, path: str, data: bytes) -> None:
        """Write a file, and make the store itself if it isn't there."""

    def upload(self, source: Path, folder: str) -> None:
        """Make a folder equal to one of this machine, files 644 and folders 755."""

    def copy(self, source: str, target: str, files: Collection[str]) -> None:
        """Copy those files from folder to folder that the second has not got."""

    def move(self, source: str, target: str) -> None:
        """Give a folder or a link another name, which is free."""

    def point(self, link: str, to: str) -> None:
        """Make a link lead to a folder, in place of where it led before."""

    def leads_to(self, link: str) -> str:
        """Return where a link leads, as it was given to ``point``."""

    def remove(self, path: str) -> None:
        """Remove what stands at a path, a link without what it leads to."""

    def hashes(self, folder: str) -> Mapping[str, str]:
        """Return path → SHA-256 of every file in a folder."""

    def has_room_for(self, size: int) -> bool:
        """Whether so many bytes can be written."""

    def can_link(self) -> bool:
        """Whether links can be made there."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other publications out while the block runs."""
