"""The manifest of a release: which files belong to it, and what must be in them.

It stands in the release itself, so that a folder can be known for what it is wherever it
was moved. Servers do not give files whose names begin with a dot (see ``server_config``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from digitiekartta.basics.links import address_of

FILE = ".julkaisu.json"
_FORMAT = 1

_LOOK, _AUDITED = "selaintarkastus", {True: "tehty", False: "jätetty pois"}
LARGEST = 100_000_000
"""Bytes; no manifest is larger, and more is not read of what calls itself one."""

_NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_DIGEST_LENGTH = 12

#: Names that tell their content: ``main.57a0d79d.min.css``, ``haku-0-9178b3df03.js``.
HASHED = re.compile(r"assets/(?:.*[/.-])?[0-9a-f]{8,64}(?:\.min)?\.[a-z0-9]+(?:\.gz|\.br)?")


@dataclass(frozen=True)
class Manifest:
    """What a release is made of.

    Attributes:
        roadmap: The roadmap's name.
        version: The approved version.
        approval: By whom and when it was approved, as a reader is told.
        files: Path → SHA-256 (hexadecimal) of every file but the manifest.
        audited: Whether it was looked at in a browser; None in releases that do not say so. It is
            no part of what the release is.
    """

    roadmap: str
    version: str
    approval: str
    files: Mapping[str, str]
    audited: bool | None = field(default=None, compare=False)

    @cached_property
    def name(self) -> str:
        """The release's name: the same content has the same name wherever it was made."""
        parts = [self.roadmap, self.version, self.approval, sorted(self.files.items())]
        digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()
        return f"{self.version}-{digest[:_DIGEST_LENGTH]}"

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The address of each page, from the site's root on ("" is the front page) → SHA-256."""
        return {address_of(f): digest for f, digest in self.files.items() if f.endswith(".html")}

    @property
    def hashed(self) -> tuple[str, ...]:
        """The files whose names tell their content; a page may stay open that needs them."""
        return tuple(file for file in sorted(self.files) if HASHED.fullmatch(file))

    def damage(self, hashes: Mapping[str, str]) -> tuple[str, ...]:
        """Return the files that are missing, changed or none of ours, in order.

        Args:
            hashes: Path → SHA-256 of what stands in the release's folder. Hashed files of other
                releases may be among them.
        """
        lost = {file for file, digest in self.files.items() if hashes.get(file) != digest}
        strange = {file for file in hashes if file not in self.files and not HASHED.fullmatch(file)}
        return tuple(sorted((lost | strange) - {FILE}))

    def to_json(self) -> bytes:
        """Return the manifest as the bytes of its file."""
        fields = {
            "muoto": _FORMAT,
            "tiekartta": self.roadmap,
            "versio": self.version,
            "hyvaksynta": self.approval,
            **({} if self.audited is None else {_LOOK: _AUDITED[self.audited]}),
            "tiedostot": dict(sorted(self.files.items())),
        }
        return json.dumps(fields, ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def from_json(cls, data: bytes | None) -> Manifest | None:
        """Return what a file says, or None when it is no manifest (or there is none)."""
        fields = fields_in(data)
        files = fields.get("tiedostot")
        roadmap, version, approval = map(fields.get, ("tiekartta", "versio", "hyvaksynta"))
        if fields.get("muoto") != _FORMAT or not isinstance(files, dict):
            return None
        if not all(map(_is_text, (roadmap, version, approval, *files.values()))):
            return None
        if not all(map(_is_path, files)):
            return None
        audited = {word: said for said, word in _AUDITED.items()}.get(str(fields.get(_LOOK)))
        return cls(str(roadmap), str(version), str(approval), files, audited)


def fields_in(data: bytes | None) -> dict[str, Any]:
    """Return what a file of a target or a zip says, nothing when it is none of ours.

    Anybody may have written it: it may be no JSON, no text, or nested without an end.
    """
    try:
        fields = json.loads((data or b"").decode())
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not _NO_TEXT.search(value)


def _is_path(file: str) -> bool:
    """Whether it is the path of a file inside a folder."""
    return _is_text(file) and "\\" not in file and not {"", ".", ".."} & set(file.split("/"))


def hashes_of(folder: Path) -> dict[str, str]:
    """Return path → SHA-256 of every file in a folder, in order of the paths."""
    return {
        file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in files_in(folder)
    }


def files_in(folder: Path) -> list[str]:
    """Return the paths of all files in a folder, with slashes, in order."""
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
