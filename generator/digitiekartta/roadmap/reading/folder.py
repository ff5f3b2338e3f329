"""A folder of content/ becomes a Roadmap; each file that can't be read becomes Problems.

Files that are fine are read even when others are not, so that an editor sees
everything that is wrong at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from digitiekartta.basics.kinds import PLACES
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order, nearest
from digitiekartta.basics.text import slug
from digitiekartta.roadmap.model import (
    Abbreviations,
    FileEntry,
    Goal,
    Levels,
    Measure,
    Parties,
    Settings,
)
from digitiekartta.roadmap.reading.nodes import parse
from digitiekartta.roadmap.reading.source import read_bytes, read_text
from digitiekartta.roadmap.reading.validation import validate
from digitiekartta.roadmap.roadmap import Logo, Roadmap, Text
from digitiekartta.roadmap.statement.report import AUDIT_REPORT, AuditReport, parse_report
from digitiekartta.roadmap.values import ID_PATTERN

SETTINGS, LEVELS, PARTIES, ABBREVIATIONS = (
    "tiekartta.yml",
    "tasot.yml",
    "tahot.yml",
    "lyhenteet.yml",
)
GOALS, MEASURES, APPROVED = "tavoitteet", "toimenpiteet", "hyvaksytyt"
_SINGLE: dict[str, type[BaseModel]] = {
    SETTINGS: Settings,
    LEVELS: Levels,
    PARTIES: Parties,
    ABBREVIATIONS: Abbreviations,
}
_FOLDERS: dict[str, type[FileEntry]] = {GOALS: Goal, MEASURES: Measure}
_IMAGES = (".svg", ".png")
# Endings that a file of the model gets by mistake; the last is that of editors' backup copies.
_LIKE_YAML = (".yml", ".yaml", ".txt", "", ".bak")

MISSING_FILE = PLACES.error(
    "missing-file",
    "Tiedosto {file} puuttuu.",
    "Lisää tiedosto; malli on kansiossa content/esimerkkila.",
    example="(Kansiossa ei ole tiedostoa tiekartta.yml.)",
)
Model = TypeVar("Model", bound=BaseModel)
_Registered = TypeVar("_Registered")


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder; no roadmap when tiekartta.yml can't be read."""

    roadmap: Roadmap | None
    problems: tuple[Problem, ...]


def roadmap_names(content: Path) -> list[str]:
    """Return the names of the roadmaps in a content folder, in order: folders that could be one."""
    if not content.is_dir():
        return []
    return sorted(
        path.name
        for path in content.iterdir()
        if path.is_dir() and not path.name.startswith((".", "_"))
    )


def kind_of(relative: str) -> type[BaseModel] | None:
    """Return the class of a content file by its path inside the roadmap's folder, if it has one."""
    if relative in _SINGLE:
        return _SINGLE[relative]
    folder, _, file = relative.partition("/")
    return _FOLDERS.get(folder) if file.endswith(".yml") and "/" not in file else None


def content_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every YAML file of a roadmap's folder, with its relative path, in order."""
    for path, relative in _visible_files(folder):
        if kind_of(relative):
            yield path, relative


def read_roadmap(content: Path, name: str) -> Reading:
    """Read content/<name>/.

    Args:
        content: The folder of all roadmaps; Problems name files from its parent on.
        name: The roadmap's folder.
    """
    return _Reader(content, name).read()


class _Reader:
    def __init__(self, content: Path, name: str) -> None:
        self.folder, self.name = content / name, name
        self.prefix = f"{content.name}/{name}/"
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()
        self.unknown_folders: set[str] = set()

    def read(self) -> Reading:
        if not os.path.lexists(self.folder / SETTINGS):
            self.problems.append(MISSING_FILE.at(Place(self.prefix + SETTINGS), file=SETTINGS))
        singles: dict[str, BaseModel] = {}
        goals: list[Goal] = []
        measures: list[Measure] = []
        texts: dict[str, Text] = {}
        images: list[Path] = []
        audit: AuditReport | None = None
        for path, relative in _visible_files(self.folder):
            model = kind_of(relative)
            if relative in _SINGLE and model:
                if found := self._read(path, relative, model):
                    singles[relative] = found
            elif model:
                entry = self._read_entry(path, relative, model)
                if isinstance(entry, Goal):
                    goals.append(entry)
                elif isinstance(entry, Measure):
                    measures.append(entry)
            elif "/" not in relative and relative.endswith(".md"):
                text = read_text(path, self.prefix + relative, self.folder)
                if isinstance(text, Problem):
                    self._fail(relative, text)
                else:
                    texts[path.stem] = Text(path.stem, text, self.prefix + relative)
            elif relative == AUDIT_REPORT:
                audit = self._audit(path)
            elif "/" not in relative and path.suffix in _IMAGES:
                images.append(path)
            else:
                self._unknown_file(path, relative)
        self._case_clashes()
        settings = singles.get(SETTINGS)
        roadmap = None
        if isinstance(settings, Settings):
            parties, abbreviations, levels = (
                singles.get(PARTIES),
                singles.get(ABBREVIATIONS),
                singles.get(LEVELS),
            )
            roadmap = Roadmap(
                id=self.name,
                settings=settings,
                goals=tuple(sorted(goals, key=lambda goal: (goal.number, goal.id))),
                measures=tuple(measures),
                parties=_by_name(parties.root) if isinstance(parties, Parties) else {},
                levels=levels if isinstance(levels, Levels) else None,
                abbreviations=_by_name(abbreviations.root)
                if isinstance(abbreviations, Abbreviations)
                else {},
                texts=texts,
                logo=self._logo(settings, images),
                audit=audit,
                unreadable=frozenset(self.unreadable),
            )
        return Reading(roadmap, tuple(in_order(self.problems)))

    def _read(self, path: Path, relative: str, model: type[Model]) -> Model | None:
        name = self.prefix + relative
        text = read_text(path, name, self.folder)
        if isinstance(text, Problem):
            self._fail(relative, text)
            return None
        node, problems = parse(text, name)
        if node is None or node.value == "":
            empty = Problem(
                "empty-file",
                Place(name, 1, 1),
                "Tiedosto on tyhjä.",
                "Täydennä tiedosto tai poista se.",
            )
            self._fail(relative, *(problems or [empty]))
            return None
        found, faults = validate(model, node, name)
        if errors_in(problems) or faults:
            self._fail(relative, *problems, *faults)
            return None
        self.problems += problems
        return found

    def _logo(self, settings: Settings, images: list[Path]) -> Logo | None:
        """Return the image that tiekartta.yml names; no other image belongs to the roadmap."""
        named = settings.appearance.logo if settings.appearance else None
        logo = None
        for path in images:
            file = self.prefix + path.name
            if path.name != named:
                self._tell(
                    "unknown-file",
                    path.name,
                    "Kuvaa ei käytetä missään, eikä sitä lueta.",
                    f"Jos kuva on kunnan logo, kirjoita tiedostoon {SETTINGS} kohtaan ulkoasu"
                    f" ”logo: {path.name}”. Muuten siirrä kuva pois tiekartan kansiosta.",
                )
            elif isinstance(data := read_bytes(path, file, self.folder), Problem):
                self._fail(path.name, data)
            else:
                logo = Logo(data, file)
        return logo

    def _audit(self, path: Path) -> AuditReport | None:
        name = self.prefix + path.name
        text = read_text(path, name, self.folder)
        report = text if isinstance(text, Problem) else parse_report(text, name, self.name)
        if isinstance(report, Problem):
            self._fail(path.name, report)
            return None
        return report

    def _read_entry(self, path: Path, relative: str, model: type[BaseModel]) -> FileEntry | None:
        if not re.fullmatch(ID_PATTERN, path.stem):
            self.unreadable.add(relative)
            if not self._clashes(path):
                self._tell(
                    "bad-id",
                    relative,
                    f"Tiedoston nimi ”{path.name}” ei kelpaa tunnukseksi.",
                    f"{self._renaming(path)} Nimessä on vain pieniä kirjaimia a–z, numeroita ja"
                    " yhdysviivoja.",
                )
            return None
        entry = self._read(path, relative, model)
        if isinstance(entry, FileEntry):
            entry._id = path.stem
            return entry
        return None

    def _fail(self, relative: str, *problems: Problem) -> None:
        self.unreadable.add(relative)
        self.problems.extend(problems)

    def _tell(self, code: str, relative: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(code, Place(self.prefix + relative), message, remedy))

    def _unknown_file(self, path: Path, relative: str) -> None:
        folder, _, file = relative.rpartition("/")
        top = relative.partition("/")[0]
        if folder and top not in _FOLDERS:
            if top not in self.unknown_folders:
                self.unknown_folders.add(top)
                guess = nearest(top, _FOLDERS)
                self._tell(
                    "unknown-folder",
                    top,
                    "Kansio ei kuulu tiekarttaan, eikä sen tiedostoja lueta.",
                    f"Tarkoititko nimeä ”{guess}”?"
                    if guess
                    else "Siirrä kansio pois tiekartan kansiosta.",
                )
            return
        if folder in _FOLDERS and path.suffix.lower().rstrip("~") in _LIKE_YAML:
            remedy = self._renaming(path)
        elif folder and path.suffix == ".yml":
            remedy = f"Siirrä tiedosto suoraan kansioon {top}."
        elif guess := nearest(file, [] if folder else [*_SINGLE]):
            remedy = f"Tarkoititko nimeä ”{guess}”?"
        elif not folder and path.suffix == ".yml":
            remedy = f"Siirrä toimenpide kansioon {MEASURES} ja tavoite kansioon {GOALS}."
        else:
            remedy = "Siirrä tiedosto pois tiekartan kansiosta tai tarkista sen nimi ja pääte."
        self._tell(
            "unknown-file", relative, "Tiedosto ei kuulu tiekarttaan, eikä sitä lueta.", remedy
        )

    def _renaming(self, path: Path) -> str:
        """Return the remedy that gives the file a name that will do, unless that is taken."""
        better = path.with_name(f"{slug(path.stem)}.yml")
        relative = better.relative_to(self.folder).as_posix()
        if better.exists():
            return (
                f"Tiedosto {relative} on jo olemassa: poista tämä, jos se on kopio, tai anna sille"
                " toinen nimi."
            )
        return f"Anna tiedostolle nimi {relative}."

    def _clashes(self, path: Path) -> bool:
        return any(
            other.name != path.name and other.name.casefold() == path.name.casefold()
            for other in path.parent.iterdir()
        )

    def _case_clashes(self) -> None:
        for folder in _FOLDERS:
            seen: dict[str, str] = {}
            for path in sorted(
                (self.folder / folder).glob("*.yml"), key=lambda p: p.name.swapcase()
            ):
                first = seen.setdefault(path.name.casefold(), path.name)
                if first != path.name:
                    self._tell(
                        "id-case-clash",
                        f"{folder}/{path.name}",
                        f"Tiedostojen ”{first}” ja ”{path.name}” nimissä on eroa vain"
                        " kirjainkoossa.",
                        "Kaikki koneet eivät erota niitä toisistaan. Anna toiselle toinen nimi,"
                        " tai poista se,"
                        " jos se on kopio.",
                    )


def _by_name(register: Mapping[str, _Registered]) -> dict[str, _Registered]:
    """Return a register in the order of its names: that of the lines must not show on pages."""
    return dict(sorted(register.items()))


def _visible_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a roadmap's folder but hidden ones and approved versions, in order."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.startswith(".") or path.name == APPROVED:
            continue
        if path.is_dir() and (path.name in _FOLDERS or path.suffix not in (".yml", ".md")):
            for inner in sorted(path.rglob("*"), key=lambda item: item.as_posix()):
                hidden = any(part.startswith(".") for part in inner.relative_to(folder).parts)
                if not hidden and (not inner.is_dir() or inner.suffix == ".yml"):
                    yield inner, inner.relative_to(folder).as_posix()
        else:
            yield path, path.name
