"""The last packed release, used again while all that it is made of is the same.

A publication is told first and carried out then: what the first run has packed, the second one
carries. Only the newest release of a roadmap is kept, where it was made, and a note beside it
says of what. Both can be thrown away at any time.
"""

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.sameness import digest_of
from digitiekartta.pages.site import Options
from digitiekartta.publishing.manifest import FILE, Manifest, hashes_of
from digitiekartta.publishing.release import build_release
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.site.reuse import made_with
from digitiekartta.versions.check import pass_gate


def packed_release(
    project: Project,
    name: str,
    folder: Path,
    options: Options,
    *,
    reused: Callable[[], None] = lambda: None,
) -> Manifest:
    """Return the release of what was approved, as it stands in a folder afterwards.

    Args:
        project, name, folder, options: See ``build_release``.
        reused: Is called when the folder held it already.

    Raises:
        Stopped: See ``build_release``.
    """
    made_of, note = _ingredients(project, name, options), folder.with_name(f"{folder.name}.pakattu")
    # The gate is asked each time: who signed a version is not told by the version alone.
    if made_of and (there := _packed(folder, note, made_of)) and _is_open(project, name):
        reused()
        return there
    note.unlink(missing_ok=True)
    release = build_release(project, name, folder, options)
    if made_of and made_of == _ingredients(project, name, options):  # nobody has edited meanwhile
        write_whole(note, _noted(made_of, release))
    return release


def _is_open(project: Project, name: str) -> bool:
    return not isinstance(pass_gate(project.content, name), tuple)


def _packed(folder: Path, note: Path, made_of: str) -> Manifest | None:
    """Return the release that a folder holds, if it is whole, nothing else, and made of that."""
    with suppress(OSError):
        release = Manifest.from_json((folder / FILE).read_bytes())
        if release and note.read_bytes() == _noted(made_of, release):
            there = hashes_of(folder)
            del there[FILE]
            return release if there == release.files else None
    return None


def _noted(made_of: str, release: Manifest) -> bytes:
    return json.dumps({"aineet": made_of, "julkaisu": release.name}).encode()


def _ingredients(project: Project, name: str, options: Options) -> str | None:
    """Return a digest of all that a release depends on: what was approved, theme, programs, days.

    Returns:
        None where it may depend on more (see ``made_with``), or something can't be read.
    """
    with suppress(OSError):
        if made := made_with(project.root, name, options, zlib.ZLIB_RUNTIME_VERSION):
            return made + digest_of(project.content / name / APPROVED)
    return None
