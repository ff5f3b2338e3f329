"""What was read of each file of a roadmap, and found in it, from one reading to the next.

Measures and goals in which reading found no fault are neither parsed nor validated again while
the bytes of their files are the same.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.problems import Problem, problem_from
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.roadmap.model import FileEntry
from digitiekartta.roadmap.reading.packing import packed, unpacked
from digitiekartta.roadmap.reading.validation import attached


class Memory:
    """The entries of files that have been read before, and what was found in each by itself."""

    def __init__(self, file: Path | None, roadmap: str) -> None:
        """Take up what is kept.

        Args:
            file: Where it is kept; None where nothing is to be.
            roadmap: How Problems call the roadmap's folder.
        """
        self._file = file
        self._of = f"{digest_of_programs()} {roadmap}" if file else ""
        self._before = kept(file, self._of) if file else {}
        self._now: dict[str, bytes] = {}
        self._found: list[dict[str, Any]] = []
        self._known: dict[int, FileEntry] = {}
        self._fresh: dict[str, tuple[str, FileEntry]] = {}

    def entry(self, kind: type[BaseModel], file: str, data: bytes) -> FileEntry | None:
        """Return the entry of a file, None where it has to be read."""
        if not issubclass(kind, FileEntry) or not (known := self._before.get(_key(file, data))):
            return None
        self._now[_key(file, data)] = known
        fields, found = json.loads(known)
        entry = attached(unpacked(kind, fields), data, file)
        self._found += found
        self._known[id(entry)] = entry
        return entry

    def learn(self, file: str, data: bytes, entry: FileEntry) -> None:
        """Keep the entry of a file that has been read without any fault."""
        if self._file:
            self._fresh[_key(file, data)] = file, entry

    def knows(self, entry: FileEntry) -> bool:
        """Whether it is known what was found in an entry by itself."""
        return id(entry) in self._known

    def found(self) -> list[Problem]:
        """Return what was found before in the files that are the same."""
        return [problem_from(one) for one in self._found]

    def save(self, found: Iterable[Problem]) -> None:
        """Keep what was read, with what was found in each of the files that were not known."""
        if self._file is None or (not self._fresh and self._now.keys() == self._before.keys()):
            return
        by_file = defaultdict(list)
        for problem in found:
            by_file[problem.place.file].append(asdict(problem))
        for key, (file, entry) in self._fresh.items():
            self._now[key] = line_of([packed(entry), by_file[file]])
        keep(self._file, self._of, self._now)


def _key(file: str, data: bytes) -> str:
    return f"{file} {sha256(data).hexdigest()}"
