"""Publishing and taking back: the steps in their order, under the target's lock."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.publishing import steps
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.store import NO_ROOM, Entry, Unusable
from digitiekartta.publishing.target import LIVE, Release, Target

METHODS = ("auto", "link", "rename")
"""How a release gets live: by a link, by two renames, or by a link where it can be had."""

KEPT = 5
"""How many releases stay, unless told otherwise."""

Said = Callable[[str], None]
"""Called in Finnish with what has just been done."""

_FULL = (errno.ENOSPC, errno.EDQUOT)

_NO_SUCH_RELEASE = PUBLISHING.error(
    "no-such-release",
    "Julkaisua ”{version}” ei ole kohteessa.",
    "Kohteen julkaisut ovat: {there}.",
    example="digitiekartta rollback kunta /srv/www/kunta 2019-1",
)
_NOTHING_BEFORE = _NO_SUCH_RELEASE.worded("Kohteessa ei ole julkaisua, johon voisi palata.")
_DAMAGED = PUBLISHING.error(
    "release-damaged",
    "Julkaisun {release} tiedostoja on muutettu tai poistettu ({count} kpl), esimerkiksi ”{file}”.",
    "Julkaise versio uudelleen komennolla digitiekartta publish.",
    example="Joku on muokannut sivua suoraan palvelimella.",
)
_FAILED = PUBLISHING.error(
    "target-failed",
    "Kohteeseen ei voi kirjoittaa: {reason}.",
    "Tarkista kansion oikeudet ja aja komento uudelleen. Julkaistu sivusto on ennallaan.",
    example="Kansioon /srv/www ei ole kirjoitusoikeutta.",
)


def publish(
    target: Target,
    source: Path,
    manifest: Manifest,
    *,
    method: str = "auto",
    keep: int = KEPT,
    said: Said = lambda done: None,
) -> list[Problem]:
    """Make a release live.

    Args:
        target: Where.
        source: The release on this machine.
        manifest: What it is made of.
        method: One of METHODS.
        keep: How many releases stay in the target; the live one and the one before it always do.
        said: Is told each step.

    Returns:
        What prevented it; what readers see is then as it was.
    """

    def act() -> None:
        if not target.is_marked():
            target.note([])
        by_link = target.store.can_link() if method == "auto" else method == "link"
        release = steps.bring(target, source, manifest)
        said(f"julkaisu {release.name} viety ja tarkistettu")
        steps.carry_over(target, release)
        steps.switch(target, release, by_link=by_link)
        said("julkaisu otettu käyttöön")
        steps.prune(target, keep)

    return _under_lock(target, act)


def roll_back(
    target: Target, version: str | None, *, said: Said = lambda done: None
) -> list[Problem]:
    """Make an earlier release live, as it was.

    Args:
        target: Where.
        version: An approved version or the name of a release; None for the one published before
            the live one.
        said: Is told what was done.

    Returns:
        What prevented it; what readers see is then as it was.
    """

    def act() -> None:
        release = _earlier(target, version)
        _refuse(damage(target, release))
        by_link = target.store.kind(LIVE) is Entry.LINK
        steps.carry_over(target, release)
        steps.switch(target, release, by_link=by_link)
        said(f"käytössä on nyt {release.name}: versio {release.manifest.version}")

    return _under_lock(target, act)


def damage(target: Target, release: Release) -> list[Problem]:
    """Return what to say of a release whose files are not as they were made."""
    place, lost = Place(f"{target.where}/{release.folder}"), target.damage(release)
    return [_DAMAGED.at(place, release=release.name, count=len(lost), file=f) for f in lost[:1]]


def _under_lock(target: Target, act: Callable[[], None]) -> list[Problem]:
    """Do something while nobody else may use a target, and return what it stopped at.

    Leftovers go, before it begins and when it fails.
    """
    try:
        # Before the lock's file is made: into somebody else's folder nothing is written.
        _refuse(target.problems())
        with target.store.locked():
            try:
                steps.clean_up(target)
                _refuse(target.problems())
                act()
            except OSError:
                steps.drop_unfinished(target)
                raise
    except Unusable as stopped:
        return [stopped.problem]
    except OSError as error:
        kind = NO_ROOM if error.errno in _FULL else _FAILED
        return [kind.at(Place(target.where), reason=reason(error))]
    return []


def _refuse(problems: list[Problem]) -> None:
    for problem in problems:
        raise Unusable(problem)


def _earlier(target: Target, version: str | None) -> Release:
    """Return the release to go back to.

    Raises:
        Unusable: There is none.
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
        raise Unusable(kind.at(Place(target.where), version=version, there=there))
    return release
