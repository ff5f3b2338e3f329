"""The project's folders: where content is read from and where pages and sites are made.

A project is whatever holds ``content/``. The theme and the base settings are the program's own; a
project may lay files of a ``theme/`` over them, and have a ``mkdocs.yml`` in their place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.basics import carried
from digitiekartta.basics.files import files_of
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
_NOT_THE_ONLY = UNKNOWN_ROADMAP.worded(remedy="Ainoa tiekartta on {names}.")


@dataclass(frozen=True)
class Base:
    """What all pages of a project are made with, wherever that stands.

    Args:
        settings: The base configuration.
        themes: The folders of the theme, the uppermost first: of files of one name, its counts.
    """

    settings: Path
    themes: tuple[Path, ...]

    @classmethod
    def of(cls, root: Path) -> Base:
        """Return that of a project's root: its own, and the program's beneath."""
        settings, theme = root / "mkdocs.yml", root / "theme"
        themes = [theme] if theme.is_dir() else []
        if not themes or theme.resolve() != carried.THEME.resolve():
            themes.append(carried.THEME)
        return cls(settings if settings.is_file() else carried.SETTINGS, tuple(themes))

    @property
    def files(self) -> Mapping[str, Path]:
        """The files of the whole theme, by their names in it, in order."""
        layers = ({name: theme / name for name in files_of(theme)} for theme in self.themes[::-1])
        whole = {name: file for layer in layers for name, file in layer.items()}
        return dict(sorted(whole.items()))

    @property
    def places(self) -> tuple[Path, ...]:
        """All folders and files of it."""
        return *self.themes, self.settings


@dataclass(frozen=True)
class Project:
    """The folder that holds content/."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Project | None:
        """Return the project that a folder belongs to: in it or in the nearest folder above."""
        for folder in (start, *start.parents):
            if (folder / "content").is_dir():
                return cls(folder)
        return None

    @property
    def content(self) -> Path:
        """The roadmaps."""
        return self.root / "content"

    @property
    def base(self) -> Base:
        """What all its pages are made with."""
        return Base.of(self.root)

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
        kind = UNKNOWN_ROADMAP if len(known) > 1 else _NOT_THE_ONLY
        unknown = [
            kind.at(Place(f"content/{name}"), name=name, names=", ".join(known), known=known)
            for name in wanted
            if name not in known
        ]
        if unknown:
            raise Misuse(*unknown)
        return [name for name in known if not wanted or name in wanted]
