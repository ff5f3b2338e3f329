"""A target: whose releases a store has, and which of them is live.

Where links can be made, ``nykyinen`` is a link to the live release. Where they can't, it is
the live release itself, and in an object store a copy of it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, fields_in
from digitiekartta.publishing.objects import GRADUALLY, ObjectStore
from digitiekartta.publishing.remote import RemoteStore
from digitiekartta.publishing.store import COPY, LIVE, LOCK, Entry, LocalStore

FORMER, RELEASES, MARKER = "edellinen", "releases", ".digitiekartta.json"
UNFINISHED = ".kesken"
LEFTOVERS = frozenset({UNFINISHED, COPY, f"{LIVE}.uusi", f"{MARKER}.uusi"})
"""What a killed run may leave behind and nobody needs."""

_FORMAT = 1
#: What may stand beside: the web server's own settings for the folder.
_THEIRS = frozenset({".htaccess", "web.config"})
#: What the first run may leave behind that is killed before it has written whose target it is.
_BEFORE_MARKER = frozenset({LOCK, f"{MARKER}.uusi"})

NOT_OURS = PUBLISHING.error(
    "target-not-ours",
    "Kohteessa on jotakin, mitä digitiekartta ei ole tehnyt: ”{name}”.",
    "Anna kohteeksi uusi tai tyhjä kansio. Mitään ei poistettu eikä korvattu.",
    example="Kohteena on kansio, jossa on jo toisen ohjelman tekemä index.html.",
)
NOT_A_FOLDER = PUBLISHING.error(
    "target-no-folder",
    "Kohde ei ole kansio, eikä sitä voi tehdä: {reason}.",
    "Anna kohteeksi uusi tai tyhjä kansio.",
    example="Kohteena on linkki, jonka kansio on poistettu.",
)
DAMAGED_MARKER = PUBLISHING.error(
    "target-damaged",
    "Tiedosto ei ole sellainen kuin digitiekartta sen kirjoitti, joten kohdetta ei tunneta.",
    "Jos kohde on tämän tiekartan, poista tiedosto ja julkaise uudelleen. Mitään ei muutettu.",
    example="Joku on muokannut kohteen tiedostoa .digitiekartta.json.",
)
ANOTHERS = PUBLISHING.error(
    "target-of-another",
    "Kohteessa on tiekartan ”{owner}” sivusto.",
    "Anna jokaiselle tiekartalle oma kohteensa.",
    example="Kaksi tiekarttaa julkaistaan samaan kansioon.",
)


@dataclass(frozen=True)
class Release:
    """A release in a store: its name, the folder in which it stands, and what it is made of."""

    name: str
    folder: str
    manifest: Manifest


@dataclass(frozen=True)
class Target:
    """The releases of one roadmap in a store."""

    store: LocalStore | RemoteStore | ObjectStore
    roadmap: str

    @property
    def where(self) -> str:
        """What a person calls it."""
        return self.store.where

    @property
    def has_copy(self) -> bool:
        """Whether what readers see is a copy: no release can be put into its place as a whole."""
        return isinstance(self.store, ObjectStore)

    @property
    def manner(self) -> str:
        """In Finnish, how a release gets live, "" when it does at once."""
        return GRADUALLY if self.has_copy else ""

    def live(self) -> Release | None:
        """Return what readers see, None when there is nothing."""
        return self.release_in(LIVE)

    def release(self, name: str) -> Release | None:
        """Return a release by its name, None when there is no such one."""
        live = None if self.has_copy else self.live()
        return live if live and live.name == name else self.release_in(f"{RELEASES}/{name}")

    def release_in(self, path: str) -> Release | None:
        """Return the release that a folder is or a link leads to, None when it is no release."""
        release = Manifest.from_json(self.store.read(f"{path}/{manifest.FILE}"))
        if release is None:
            return None
        if self.store.kind(path) is Entry.LINK:
            path = self.store.leads_to(path)
        name = path.rpartition("/")[2] if path.startswith(f"{RELEASES}/") else release.name
        return Release(name, path, release)

    def published(self) -> list[str]:
        """Return the names of the releases that are there, in the order of their publication."""
        live = self.live()
        there = self.store.names(RELEASES) | ({live.name} if live else frozenset())
        return [name for name in self._marker()[1] if name in there]

    def is_marked(self) -> bool:
        """Whether it is written there whose releases these are."""
        return bool(self._marker()[0])

    def note(self, published: Sequence[str]) -> None:
        """Write whose releases these are, and their order."""
        marker = {"muoto": _FORMAT, "tiekartta": self.roadmap, "julkaisut": list(published)}
        data = json.dumps(marker, ensure_ascii=False, indent=1).encode() + b"\n"
        self.store.write(MARKER, data)

    def damage(self, release: Release) -> tuple[str, ...]:
        """Return the files of a release that are not as they were made."""
        return release.manifest.damage(self.store.hashes(release.folder))

    def problems(self) -> list[Problem]:
        """Return why the store can't be used: it holds what digitiekartta did not put there."""
        if why := self.store.unfit():
            return [NOT_A_FOLDER.at(Place(self.where), reason=why)]
        owner, _ = self._marker()
        if not owner and self.store.kind(MARKER) is not Entry.NOTHING:
            return [DAMAGED_MARKER.at(Place(f"{self.where}/{MARKER}"))]
        if owner and owner != self.roadmap:
            return [ANOTHERS.at(Place(self.where), owner=owner)]
        # A copy that was broken off has no manifest; then whose it is, the marker tells.
        places = () if owner and self.has_copy else (LIVE, FORMER)
        strange = [name for name in places if not self._is_ours(name)]
        # A name alone makes nothing ours; a live release does, though its marker was removed.
        if not owner and self.live() is None:
            strange = sorted(self.store.names() - _BEFORE_MARKER - _THEIRS)
        return [NOT_OURS.at(Place(self.where), name=name) for name in strange[:1]]

    def _is_ours(self, path: str) -> bool:
        """Whether what stands in the place of the live or the former release may be replaced."""
        kind = self.store.kind(path)
        if kind is Entry.LINK and self.store.leads_to(path).startswith(f"{RELEASES}/"):
            return True  # even if somebody has removed what it led to
        return kind is Entry.NOTHING or self.release_in(path) is not None

    def _marker(self) -> tuple[str, list[str]]:
        """Return whose releases these are ("" when nobody has said) and their order."""
        marker = fields_in(self.store.read(MARKER))
        owner, published = marker.get("tiekartta"), marker.get("julkaisut")
        if not isinstance(owner, str) or not isinstance(published, list):
            return "", []
        return owner, [name for name in published if isinstance(name, str) and _is_name(name)]


def _is_name(name: str) -> bool:
    """Whether it can be the name of a folder among the releases."""
    return name.isprintable() and not re.search(r"^[.-]|^$|[/\\]", name)
