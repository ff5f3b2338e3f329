"""A project whose note is lost: what it was made of is read from its own files."""

import re
from collections.abc import Sequence
from pathlib import Path

from digitiekartta.roadmap.founding.files import HOSTS
from digitiekartta.roadmap.founding.note import Note, Told
from digitiekartta.roadmap.founding.upgrade import organisation_of, pinned
from digitiekartta.roadmap.unfinished import NO_ORGANISATION

# As the template of README.md tells it.
_ORGANISATION = re.compile(r"^# Digitiekartta: (.+)$", re.MULTILINE)
_NAME = re.compile(r"^digitiekartta publish (\S+) KOHDE", re.MULTILINE)
_ADDRESS = re.compile(r"^digitiekartta publish .* --site-url (https?://\S+)$", re.MULTILINE)


def note_again(root: Path, roadmaps: Sequence[str]) -> Note | None:
    """Return a note of a project that has lost its own; None where it has no roadmap.

    It tells no files: which of them the program has written, nobody knows any more. What README.md
    does not tell is that of the first roadmap.

    Args:
        root: The project.
        roadmaps: The folders of its roadmaps.
    """
    if not roadmaps:
        return None
    readme = root / "README.md"
    text = readme.read_text("utf-8", errors="replace") if readme.is_file() else ""
    organisation, name, address = (
        found[1] if (found := pattern.search(text)) else ""
        for pattern in (_ORGANISATION, _NAME, _ADDRESS)
    )
    name = name if name in roadmaps else roadmaps[0]
    told = Told(
        organisation or organisation_of(root, name) or NO_ORGANISATION, name, _host(root), address
    )
    return Note(pinned(root), told)


def _host(root: Path) -> str:
    """Return the service for which most files of its own are there."""

    def present(host: str) -> int:
        return sum((root / path).is_file() for path in HOSTS[host])

    return max(reversed([*HOSTS]), key=present)
