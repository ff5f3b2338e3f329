"""Sameness: whether folders and programs are what they were, told by digests of all they hold."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from errno import EINVAL
from functools import cache
from hashlib import sha256
from pathlib import Path

import digitiekartta


def digest_of(folder: Path, known: Mapping[str, str] | None = None) -> str:
    """Return a digest of all that a folder holds: names, and what is in them.

    Args:
        folder: The folder.
        known: SHA-256 sums of some of its files, by name with slashes: these are not read.

    Raises:
        OSError: Something can't be read, or is no file: a link to a folder, a pipe.
    """
    whole, known = sha256(), known or {}
    for path in _inside(folder):
        if not os.path.isfile(path):  # who reads a pipe waits for ever
            raise OSError(EINVAL, os.strerror(EINVAL), path)
        name = os.path.relpath(path, folder).replace(os.sep, "/")
        whole.update(os.fsencode(name) + b"\0")
        whole.update(bytes.fromhex(known[name]) if name in known else _sum(path))
    return whole.hexdigest()


def modes_in(folder: Path) -> set[str]:
    """Return the modes that a folder and all in it have."""
    walk = os.walk(folder)
    below = (os.path.join(up, name) for up, *names in walk for each in names for name in each)
    return {oct(os.stat(path).st_mode) for path in (str(folder), *below)}


Touched = Mapping[str, tuple[int, int]]


def touched(*places: Path) -> Touched:
    """Return when each file was last written, and its size: what was changed back differs, too.

    Args:
        places: Files, and folders with all that they hold.
    """
    paths = (path for place in places for path in (_inside(place) if place.is_dir() else [place]))
    stats = ((str(path), os.stat(path)) for path in paths)
    return {path: (stat.st_mtime_ns, stat.st_size) for path, stat in stats}


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
        if f"{os.sep}__pycache__{os.sep}" not in path:
            whole.update(os.fsencode(os.path.relpath(path, package)) + b"\0" + _sum(path))
    return whole.hexdigest()


def _sum(path: str) -> bytes:
    with open(path, "rb") as stream:
        return sha256(stream.read()).digest()


def _inside(folder: Path) -> Iterator[str]:
    """Yield the files of a folder and of all below it, in order, and links to folders."""
    for parent, folders, files in sorted(os.walk(folder)):
        inside = [os.path.join(parent, name) for name in folders]
        paths = [os.path.join(parent, name) for name in files]
        yield from sorted([*filter(os.path.islink, inside), *paths])
