"""Sameness: whether folders and programs are what they were, told by digests of all they hold."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from errno import EINVAL
from functools import cache
from hashlib import sha256
from pathlib import Path
from stat import S_ISDIR, S_ISLNK, S_ISREG

import digitiekartta


def digest_of(folder: Path, known: Mapping[str, str] | None = None) -> str:
    """Return a digest of all that a folder holds: names, what each is, and what is in them.

    Args:
        folder: The folder.
        known: SHA-256 sums of some of its files, by name with slashes: these are not read.

    Raises:
        OSError: Something can't be read, or is no file: a link to a folder, a pipe.
    """
    whole, known = sha256(os.fsencode(_what_is(str(folder)))), known or {}
    for path in _inside(folder):
        what = _what_is(path)
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        whole.update(os.fsencode(f"{name}\0{what}\0"))
        if what == _FOLDER:
            continue
        if not os.path.isfile(path):  # who reads a pipe waits for ever
            raise OSError(EINVAL, os.strerror(EINVAL), path)
        whole.update(bytes.fromhex(known[name]) if name in known else _sum(path))
    return whole.hexdigest()


def modes_in(folder: Path) -> set[str]:
    """Return the modes that a folder and all in it have."""
    walk = os.walk(folder)
    below = (os.path.join(up, name) for up, *names in walk for each in names for name in each)
    return {oct(os.stat(path).st_mode) for path in (str(folder), *below)}


Touched = Mapping[str, tuple[str, int, int]]


def touched(*places: Path) -> Touched:
    """Return of each what it is, and of files when they were last written, and their size.

    What was changed and changed back differs, too.

    Args:
        places: Files, and folders with all that they hold.
    """
    paths = (path for place in places for path in (_inside(place) if place.is_dir() else [place]))
    return {str(path): _touch(str(path)) for path in (*places, *paths)}


def _touch(path: str) -> tuple[str, int, int]:
    what, stat = _what_is(path), os.stat(path)
    # Editors put files of their own into a folder for a moment, which changes nothing.
    return (what, 0, 0) if what == _FOLDER else (what, stat.st_mtime_ns, stat.st_size)


_FOLDER, _FILE, _OTHER = "kansio", "tiedosto", "muu"


def _what_is(path: str) -> str:
    """Return what stands in a place: of a link where it leads, as written in it."""
    mode = os.lstat(path).st_mode
    if S_ISLNK(mode):
        return f"linkki {os.readlink(path)}"
    return _FOLDER if S_ISDIR(mode) else _FILE if S_ISREG(mode) else _OTHER


def digest_of_programs() -> str:
    """Return a digest of Python, of this package, and of what is installed beside it."""
    return _digest_of_programs(Path(digitiekartta.__file__).parent, tuple(sys.path))


@cache  # what runs is what was there when it began
def _digest_of_programs(package: Path, folders: tuple[str, ...]) -> str:
    whole = sha256(platform.python_version().encode())
    for folder in folders:
        if os.path.isdir(folder):
            # Their names hold the versions.
            names = (name for name in os.listdir(folder) if name.endswith(".dist-info"))
            whole.update("\0".join(sorted(names)).encode())
    for path in _inside(package):
        if f"{os.sep}__pycache__{os.sep}" not in path and not os.path.isdir(path):
            whole.update(os.fsencode(os.path.relpath(path, package)) + b"\0" + _sum(path))
    return whole.hexdigest()


def _sum(path: str) -> bytes:
    with open(path, "rb") as stream:
        return sha256(stream.read()).digest()


def _inside(folder: Path) -> Iterator[str]:
    """Yield all that is in a folder and in all below it, in order; links are not followed."""
    for parent, folders, files in sorted(os.walk(folder)):
        yield from sorted(os.path.join(parent, name) for name in (*folders, *files))
