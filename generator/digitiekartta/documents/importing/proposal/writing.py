"""A proposal to disk, whole or not at all: beside the content, or in its place.

A copy of the roadmap's folder is made with the changes in it, and then takes the folder's
place. What was there before is kept until the new one stands.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

from digitiekartta.basics.files import put_back, swap_in
from digitiekartta.roadmap.reading.folder import content_files


def texts_of(folder: Path) -> Mapping[str, str]:
    """Return the text of each YAML file of a roadmap's folder, by its path in the folder.

    Raises:
        OSError: A file cannot be read.
    """
    return {
        relative: path.read_text(encoding="utf-8-sig", errors="replace")
        for path, relative in content_files(folder)
    }


def stage(folder: Path, files: Mapping[str, str], target: Path) -> None:
    """Make the roadmap's folder as it would be; what stood at the target is replaced.

    The folder need not exist; of the files those that are new or different are given.

    Raises:
        OSError: There is no room or no right to write.
    """
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        shutil.copytree(folder, target, symlinks=True)
    for relative, text in files.items():
        path = target / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # a link's own file must not be written through the copy
        path.write_text(text, encoding="utf-8", newline="\n")


def apply(folder: Path, files: Mapping[str, str]) -> None:
    """Put the files into the roadmap's folder: all of them, or none when something fails.

    Raises:
        OSError: There is no room or no right to write; the folder is as it was.
    """
    folder = folder.resolve()
    recover(folder)
    fresh = folder.with_name(f".{folder.name}.uusi")
    try:
        stage(folder, files, fresh)
        swap_in(fresh, folder, _former(folder))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(folder: Path) -> None:
    """Bring back a folder whose replacement was broken off between its two steps."""
    put_back(_former(folder), folder)


def _former(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.entinen")
