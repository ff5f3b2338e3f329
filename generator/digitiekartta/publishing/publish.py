"""Publishing and taking back: the steps in their order, under the target's lock.

Each step leaves the store in a state from which the next run goes on; only ``_switch`` changes
what readers see. A run that is killed between the two renames of a target without links
leaves the former release under ``edellinen``, from where ``_clean_up`` brings it back.
"""

import errno
import itertools
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Problem, Stopped, stop_at
from digitiekartta.basics.text import listed
from digitiekartta.publishing.manifest import FILE, HASHED, Manifest, files_in
from digitiekartta.publishing.objects import ObjectStore
from digitiekartta.publishing.store import FAILED, LIVE, NO_ROOM, Entry
from digitiekartta.publishing.target import (
    FORMER,
    LEFTOVERS,
    RELEASES,
    UNFINISHED,
    Release,
    Target,
)

METHODS = ("auto", "link", "rename")
"""How a release gets live: by a link, by two renames, or by a link where it can be had."""

KEPT = 5
"""How many releases stay, unless told otherwise."""

Said = Callable[[str], None]
"""Called in Finnish with what has just been done."""

#: Bytes to spare for folders and what else a file system needs.
_SPARE = 1_000_000
_FULL = (errno.ENOSPC, errno.EDQUOT)

_NO_SUCH_RELEASE = PUBLISHING.error(
    "no-such-release",
    "Julkaisua ”{version}” ei ole kohteessa.",
    "Kohteessa tallessa: {there}.",
    example="digitiekartta rollback kunta /srv/www/kunta 2019-1",
)
_NOTHING_BEFORE = _NO_SUCH_RELEASE.worded("Kohteessa ei ole julkaisua, johon voisi palata.")
_DAMAGED = PUBLISHING.error(
    "release-damaged",
    "Julkaisun {release} tiedostoja on muutettu tai poistettu ({count} kpl), esimerkiksi ”{file}”.",
    "Julkaise versio uudelleen komennolla digitiekartta publish.",
    example="Joku on muokannut sivua suoraan palvelimella.",
)
_NOT_WHOLE = PUBLISHING.error(
    "upload-damaged",
    "Tiedosto ”{file}” ei tullut perille sellaisena kuin se lähetettiin.",
    "Aja komento uudelleen. Julkaistu sivusto on ennallaan.",
    example="Yhteys katkeaa kesken siirron.",
)
_NO_METHOD = PUBLISHING.error(
    "target-no-renames",
    "Objektivarastossa ei ole linkkejä eikä nimenvaihtoja: sivut vaihtuvat siellä yksi kerrallaan.",
    "Jätä valinta --method pois.",
    example="digitiekartta publish kunta s3://kunta/digitiekartta --method link",
)


def publish(
    target: Target,
    source: Path,
    manifest: Manifest,
    *,
    method: str = "auto",
    keep: int = KEPT,
    outdated: Collection[str] = (),
    said: Said = lambda done: None,
) -> None:
    """Make a release live.

    Args:
        target: Where.
        source: The release on this machine.
        manifest: What it is made of.
        method: One of METHODS.
        keep: How many releases stay in the target; the live one and the one before it always do.
        outdated: Versions whose releases are removed, and of which no file is carried over: words
            were taken out of them after they had been published.
        said: Is told each step.

    Raises:
        Stopped: What prevented it; what readers see is then as it was.
    """
    if target.has_copy and method != "auto":
        raise Stopped(_NO_METHOD.at(Place(target.where)))
    with _under_lock(target):
        if not target.is_marked():
            target.note([])
        by_link = target.store.can_link() if method == "auto" else method == "link"
        release = _bring(target, source, manifest)
        said(f"julkaisu {release.name} viety ja tarkistettu")
        _carry_over(target, release, outdated)
        _switch(target, release, by_link=by_link)
        said("julkaisu otettu käyttöön")
        if gone := _forget(target, outdated):
            said(f"poistettu julkaisut, joissa on poistettuja sanoja: {listed(gone)}")
        if outdated:
            _drop_strangers(target)
        _prune(target, keep)


def roll_back(
    target: Target,
    version: str | None,
    *,
    outdated: Collection[str] = (),
    said: Said = lambda done: None,
) -> None:
    """Make an earlier release live, as it was.

    Args:
        target: Where.
        version: An approved version or the name of a release; None for the one published before
            the live one.
        outdated: Versions of whose releases no file is carried over.
        said: Is told what was done.

    Raises:
        Stopped: What prevented it; what readers see is then as it was.
    """
    with _under_lock(target):
        release = _earlier(target, version)
        stop_at(damage(target, release))
        by_link = target.store.kind(LIVE) is Entry.LINK
        _carry_over(target, release, outdated)
        _switch(target, release, by_link=by_link)
        said(f"käytössä on nyt {release.name}: versio {release.manifest.version}")


def damage(target: Target, release: Release) -> list[Problem]:
    """Return what to say of a release whose files are not as they were made."""
    place, lost = Place(f"{target.where}/{release.folder}"), target.damage(release)
    return [_DAMAGED.at(place, release=release.name, count=len(lost), file=f) for f in lost[:1]]


@contextmanager
def _under_lock(target: Target) -> Iterator[None]:
    """Let nobody else use a target while the block runs.

    Leftovers go, before it begins and when it fails.
    """
    try:
        # Before the lock's file is made: into somebody else's folder nothing is written.
        stop_at(target.problems())
        with target.store.locked():
            try:
                _clean_up(target)
                stop_at(target.problems())
                yield
            except OSError:
                _drop_unfinished(target)
                raise
    except OSError as error:
        kind = NO_ROOM if error.errno in _FULL else FAILED
        raise Stopped(kind.at(Place(target.where), reason=reason(error))) from error


def _earlier(target: Target, version: str | None) -> Release:
    """Return the release to go back to.

    Raises:
        Stopped: There is none.
    """
    published, live = target.published(), target.live()
    if version is None:
        before = published[: published.index(live.name)] if live and live.name in published else []
        wanted = before[-1:]
    elif version in published:
        wanted = [version]
    else:
        releases = filter(None, map(target.release, published))
        wanted = [release.name for release in releases if release.manifest.version == version]
    release = target.release(wanted[-1]) if wanted else None
    if release is None:
        kind = _NO_SUCH_RELEASE if version else _NOTHING_BEFORE
        there = ", ".join(published) or "ei yhtään"
        raise Stopped(kind.at(Place(target.where), version=version, there=there))
    return release


def _clean_up(target: Target) -> None:
    """Finish or take back what a killed run has left behind."""
    _drop_unfinished(target)
    if target.has_copy:
        for name in target.published():
            if target.release(name) is None:
                target.store.remove(f"{RELEASES}/{name}")
        return
    if target.store.kind(FORMER) is Entry.NOTHING:
        return
    if target.store.kind(LIVE) is Entry.NOTHING:
        target.store.move(FORMER, LIVE)
    else:
        _put_away(target)


def _drop_unfinished(target: Target) -> None:
    """Remove what a run has begun to bring and nobody has seen."""
    for name in target.store.names() & LEFTOVERS:
        target.store.remove(name)


def _bring(target: Target, source: Path, release: Manifest) -> Release:
    """Bring a release to the store, unless it stands there whole already.

    Raises:
        Stopped: There is no room for it, or what arrived is not what was sent.
    """
    taken = target.published()
    for name in taken:
        there = target.release(name)
        if there and there.manifest.name == release.name and not target.damage(there):
            if release.audited and not there.manifest.audited:
                target.store.write(f"{there.folder}/{FILE}", release.to_json())
            return there
    if target.has_copy:  # an unfinished one is in nobody's way, and completed
        folder = f"{RELEASES}/{release.name}"
        target.note([*(name for name in taken if name != release.name), release.name])
        return _sent(target, source, Release(release.name, folder, release))
    size = sum((source / file).stat().st_size for file in files_in(source))
    if not target.store.has_room_for(size + _SPARE):
        raise Stopped(NO_ROOM.at(Place(target.where)))
    name = _free(release.name, {*taken, *target.store.names(RELEASES)})
    _sent(target, source, Release(name, UNFINISHED, release))
    target.note([*taken, name])
    target.store.move(UNFINISHED, f"{RELEASES}/{name}")
    return Release(name, f"{RELEASES}/{name}", release)


def _sent(target: Target, source: Path, release: Release) -> Release:
    """Return a release that stands in its folder of the store, which was compared with ours.

    Raises:
        Stopped: What arrived is not what was sent.
    """
    target.store.upload(source, release.folder)
    if lost := target.damage(release):
        raise Stopped(_NOT_WHOLE.at(Place(target.where), file=lost[0]))
    return release


def _carry_over(target: Target, release: Release, outdated: Collection[str] = ()) -> None:
    """Give a release the hashed files of all that are kept: readers have pages open that need them.

    A page may be several publications old. Only the releases' own files are taken, never what
    was carried over to them, so that a file is gone with the last release that it belongs to.
    """
    kept = (target.live(), *map(target.release, target.published()))
    for former in {each.folder: each for each in kept if each}.values():
        if former.manifest.version in outdated:
            continue
        missing = [f for f in former.manifest.hashed if f not in release.manifest.files]
        if missing and former.folder != release.folder:
            target.store.copy(former.folder, release.folder, missing)


def _switch(target: Target, release: Release, *, by_link: bool) -> None:
    """Make a release live: by one rename of a link, by two of folders, or object by object."""
    if isinstance(target.store, ObjectStore):
        target.store.show(release.folder, LIVE)
        return
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


def _forget(target: Target, outdated: Collection[str]) -> list[str]:
    """Remove the releases of some versions, and return their names."""
    live, published = target.live(), target.published()
    releases = filter(None, map(target.release, published))
    gone = [
        one.name
        for one in releases
        if one.manifest.version in outdated and (live is None or one.name != live.name)
    ]
    for name in gone:
        target.store.remove(f"{RELEASES}/{name}")
    if gone:
        target.note([name for name in published if name not in gone])
    return gone


def _drop_strangers(target: Target) -> None:
    """Remove from the kept releases the hashed files that no kept release has as its own.

    A rollback may have carried them over from a release that has been removed.
    """
    kept = (target.live(), *map(target.release, target.published()))
    releases = {one.folder: one for one in kept if one}.values()
    theirs = {file for one in releases for file in one.manifest.hashed}
    for one in releases:
        there = target.store.hashes(one.folder)
        for file in sorted(file for file in there if HASHED.fullmatch(file)):
            if file not in theirs:
                target.store.remove(f"{one.folder}/{file}")


def _prune(target: Target, keep: int) -> None:
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
        # By a name that says what it is: a run that is killed meanwhile leaves only a part.
        target.store.move(FORMER, UNFINISHED)
        target.store.remove(UNFINISHED)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no folder has: a damaged release may still be live under its own."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(free for free in itertools.chain([name], numbered) if free not in taken)
