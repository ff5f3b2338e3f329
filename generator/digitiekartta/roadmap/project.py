"""The project's folders: where content is read from and where pages and sites are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics.kinds import PLACES
from digitiekartta.basics.problems import Misuse, Place

NO_ROADMAPS = PLACES.error(
    "no-roadmaps",
    "Kansiossa content ei ole yhtään tiekarttaa.",
    "Lisää kansio, jossa on tiedosto tiekartta.yml.",
    example="(Kansio content on tyhjä.)",
)
UNKNOWN_ROADMAP = PLACES.error(
    "unknown-roadmap",
    "Tiekarttaa ”{name}” ei ole.",
    "Tiekartat ovat {names}.",
    example="(Komennossa on kirjoitusvirhe: digitiekartta check esimerkila.)",
)


@dataclass(frozen=True)
class Project:
    """A checkout: the folder that holds content/, theme/ and mkdocs.yml."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Project | None:
        """Return the project that a folder belongs to: in it or in the nearest folder above."""
        for folder in (start, *start.parents):
            if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
                return cls(folder)
        return None

    @property
    def content(self) -> Path:
        """The roadmaps."""
        return self.root / "content"

    @property
    def theme(self) -> Path:
        """The theme's overrides."""
        return self.root / "theme"

    def build(self, name: str) -> Path:
        """Where a roadmap's pages are written."""
        return self.root / "build" / name

    def memory(self, name: str) -> Path:
        """Where is kept what was read of a roadmap, for the next reading."""
        return self.build(name) / "luettu.jsonl"

    def site(self, name: str) -> Path:
        """Where a roadmap's built site stands."""
        return self.root / "site" / name

    def names(self) -> list[str]:
        """The roadmaps of the project, in order: folders of content/ that could be one."""
        if not self.content.is_dir():
            return []
        return sorted(
            path.name
            for path in self.content.iterdir()
            if path.is_dir() and not path.name.startswith((".", "_"))
        )

    def choose(self, wanted: Sequence[str]) -> list[str]:
        """Return the roadmaps asked for, all when none is named.

        Raises:
            Misuse: There is no such roadmap, or none at all.
        """
        known = self.names()
        if not known:
            raise Misuse(NO_ROADMAPS.at(Place("content")))
        there = ", ".join(known)
        unknown = [
            UNKNOWN_ROADMAP.at(Place(f"content/{name}"), name=name, names=there, known=known)
            for name in wanted
            if name not in known
        ]
        if unknown:
            raise Misuse(*unknown)
        return [name for name in known if not wanted or name in wanted]
