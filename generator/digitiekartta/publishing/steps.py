"""The steps of a publication and of a rollback.

Each leaves the store in a state from which the next run goes on; only ``switch`` changes
what readers see. A run that is killed between the two renames of a target without links
leaves the former release under ``edellinen``, from where ``clean_up`` brings it back.
"""

from __future__ import annotations

import itertools
from pathlib import Path

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place
from digitiekartta.publishing.manifest import Manifest, files_in
from digitiekartta.publishing.store import NO_ROOM, Entry, Unusable
from digitiekartta.publishing.target import (
    FORMER,
    LEFTOVERS,
    LIVE,
    RELEASES,
    UNFINISHED,
    Release,
    Target,
)

#: Bytes to spare for folders and what else a file system needs.
_SPARE = 1_000_000

_NOT_WHOLE = PUBLISHING.error(
    "upload-damaged",
    "Tiedosto ”{file}” ei tullut perille sellaisena kuin se lähetettiin.",
    "Aja komento uudelleen. Julkaistu sivusto on ennallaan.",
    example="Yhteys katkeaa kesken siirron.",
)


def clean_up(target: Target) -> None:
    """Finish or take back what a killed run has left behind."""
    drop_unfinished(target)
    if target.store.kind(FORMER) is Entry.NOTHING:
        return
    if target.store.kind(LIVE) is Entry.NOTHING:
        target.store.move(FORMER, LIVE)
    else:
        _put_away(target)


def drop_unfinished(target: Target) -> None:
    """Remove what a run has begun to bring and nobody has seen."""
    for name in target.store.names() & LEFTOVERS:
        target.store.remove(name)


def bring(target: Target, source: Path, release: Manifest) -> Release:
    """Bring a release to the store, unless it stands there whole already.

    Raises:
        Unusable: There is no room for it, or what arrived is not what was sent.
    """
    taken = target.published()
    for name in taken:
        there = target.release(name)
        if there and there.manifest.name == release.name and not target.damage(there):
            return there
    size = sum((source / file).stat().st_size for file in files_in(source))
    if not target.store.has_room_for(size + _SPARE):
        raise Unusable(NO_ROOM.at(Place(target.where)))
    name = _free(release.name, {*taken, *target.store.names(RELEASES)})
    target.store.upload(source, UNFINISHED)
    brought = Release(name, UNFINISHED, release)
    if lost := target.damage(brought):
        raise Unusable(_NOT_WHOLE.at(Place(target.where), file=lost[0]))
    target.note([*taken, name])
    target.store.move(UNFINISHED, f"{RELEASES}/{name}")
    return Release(name, f"{RELEASES}/{name}", release)


def carry_over(target: Target, release: Release) -> None:
    """Give a release the hashed files of all that are kept: readers have pages open that need them.

    A page may be several publications old. Only the releases' own files are taken, never what
    was carried over to them, so that a file is gone with the last release that it belongs to.
    """
    kept = (target.live(), *map(target.release, target.published()))
    for former in {each.folder: each for each in kept if each}.values():
        missing = [f for f in former.manifest.hashed if f not in release.manifest.files]
        if missing and former.folder != release.folder:
            target.store.copy(former.folder, release.folder, missing)


def switch(target: Target, release: Release, *, by_link: bool) -> None:
    """Make a release live: by one rename of a link, or by two renames of folders."""
    if release.folder == LIVE:
        return
    if by_link and target.store.kind(LIVE) is not Entry.FOLDER:
        target.store.point(LIVE, release.folder)
        return
    if target.store.kind(LIVE) is not Entry.NOTHING:
        target.store.move(LIVE, FORMER)
    if by_link:
        target.store.point(LIVE, release.folder)
    else:
        target.store.move(release.folder, LIVE)
    if target.store.kind(FORMER) is not Entry.NOTHING:
        _put_away(target)


def prune(target: Target, keep: int) -> None:
    """Remove old releases beyond a number, never the live one nor the one published before it."""
    live = target.live()
    if live is None:
        return
    published = target.published()
    # A damaged release that was published anew is of no use to anybody.
    doubles = {n for n in published if n != live.name and n.startswith(live.manifest.name)}
    left = [name for name in published if name not in doubles]
    before = left[: left.index(live.name)] if live.name in left else left
    kept = {*left[-keep:], *before[-1:], live.name}
    # Noted last: a folder of which a killed run has removed a part is still known as ours.
    for name in published:
        if name not in kept:
            target.store.remove(f"{RELEASES}/{name}")
    if not kept.issuperset(published):
        target.note([name for name in left if name in kept])


def _put_away(target: Target) -> None:
    """Give the former release its place among the others, or drop it where one stands there."""
    former = target.release_in(FORMER)
    live = target.live()
    taken = {*target.store.names(RELEASES), *([live.name] if live else [])}
    if target.store.kind(FORMER) is Entry.FOLDER and former and former.name not in taken:
        target.store.move(FORMER, f"{RELEASES}/{former.name}")
    else:
        target.store.remove(FORMER)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no folder has: a damaged release may still be live under its own."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(free for free in itertools.chain([name], numbered) if free not in taken)
