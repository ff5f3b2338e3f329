"""New files go to a folder: all of them or none, and none over another."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from digitiekartta.roadmap.founding.note import NOTE


def in_the_way(names: Iterable[str], root: Path) -> list[str]:
    """Return what stands already where files are to be written, from the folder on."""
    found = set()
    for name in names:
        for path in (Path(name), *Path(name).parents):
            there = root / path
            if os.path.lexists(there) and not (path != Path(name) and there.is_dir()):
                found.add(path.as_posix())
    return sorted(found)


def project_around(folder: Path) -> Path | None:
    """Return the project within which a folder is; None where it is in none."""
    for above in folder.parents:
        if os.path.lexists(above / NOTE) or any((above / "content").glob("*/tiekartta.yml")):
            return above
    return None


def write_new(files: Mapping[str, bytes], root: Path) -> None:
    """Write files that are not there yet; when one can't be written, none of them is left.

    Raises:
        OSError: There is no room or no right to write, or a file has come there meanwhile.
    """
    written: list[Path] = []
    folders: list[Path] = []
    try:
        for name, data in files.items():
            path = root / name
            folders += [one for one in (path.parent, *path.parent.parents) if not one.exists()]
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                written.append(path)
                stream.write(data)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):  # somebody has put something else there
                folder.rmdir()
        raise
