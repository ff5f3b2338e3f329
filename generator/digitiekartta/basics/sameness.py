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


def digest_of(folder: Path) -> str:
    """Return a digest of all that a folder holds: names, and what is in them.

    Raises:
        OSError: Something can't be read, or is no file: a link to a folder, a pipe.
    """
    whole = sha256()
    for path in _inside(folder):
        if not path.is_file():  # who reads a pipe waits for ever
            raise OSError(EINVAL, os.strerror(EINVAL), str(path))
        whole.update(os.fsencode(path.relative_to(folder)) + b"\0")
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


Touched = Mapping[Path, tuple[int, int]]


def touched(*places: Path) -> Touched:
    """Return when each file was last written, and its size: what was changed back differs, too.

    Args:
        places: Files, and folders with all that they hold.
    """
    paths = (path for place in places for path in (_inside(place) if place.is_dir() else [place]))
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in paths}


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
        if "__pycache__" not in path.parts:
            whole.update(os.fsencode(path.relative_to(package)) + b"\0")
            whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and of all below it, in order, and links to folders."""
    for parent, folders, files in sorted(os.walk(folder)):
        here = Path(parent)
        links = (name for name in folders if (here / name).is_symlink())
        yield from (here / name for name in sorted([*files, *links]))
