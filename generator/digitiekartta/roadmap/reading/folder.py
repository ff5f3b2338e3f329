"""A folder of content/ becomes a Roadmap; each file that can't be read becomes Problems.

Files that are fine are read even when others are not, so that an editor sees
everything that is wrong at once.
"""

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import PLACES, Kind
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order, nearest
from digitiekartta.basics.text import slug
from digitiekartta.roadmap.model import (
    KINDS,
    FileEntry,
    Goal,
    Measure,
    Settings,
)
from digitiekartta.roadmap.reading.memory import Memory
from digitiekartta.roadmap.reading.salvage import salvage
from digitiekartta.roadmap.reading.source import (
    LINK_OUTSIDE,
    UNREADABLE,
    Source,
    leads_out,
    read_bytes,
    text_of,
)
from digitiekartta.roadmap.reading.validation import UNKNOWN_KEY, read_entry
from digitiekartta.roadmap.roadmap import Logo, Roadmap, Text
from digitiekartta.roadmap.statement.report import AUDIT_REPORT, AuditReport, parse_report
from digitiekartta.roadmap.values import BAD_ID, ID_PATTERN, PROSE_PATTERN

SETTINGS, PARTIES = "tiekartta.yml", "tahot.yml"
GOALS, MEASURES, APPROVED = "tavoitteet", "toimenpiteet", "hyvaksytyt"
_FOLDERS: dict[str, type[FileEntry]] = {GOALS: Goal, MEASURES: Measure}
_SINGLE = {
    f"{kind}.yml": model for kind, model in KINDS.items() if not issubclass(model, FileEntry)
}
PATTERNS = {model: name for name, model in _SINGLE.items()} | {
    model: f"{folder}/*.yml" for folder, model in _FOLDERS.items()
}
"""Which files of a roadmap's folder are of a class."""
_IMAGES = (".svg", ".png")
# Endings that a file of the model gets by mistake; the last is that of editors' backup copies.
_LIKE_YAML = (".yml", ".yaml", ".txt", "", ".bak")

_COPY = re.compile(r" ?\(\d+\)$|(?: - |[ _])(?:kopio|copy)(?: ?\(\d+\))?$", re.IGNORECASE)

_BAD_PROSE_NAME = BAD_ID.worded(
    "Tekstitiedoston nimi ”{name}” ei kelpaa.",
    "{renaming} Nimessä on vain kirjaimia, numeroita ja yhdysviivoja.",
)
_BAD_FOLDER_NAME = BAD_ID.worded(
    "Kansion nimessä ”{name}” on merkkejä, joita ei voi lukea, joten kansiota ei lueta.",
    "Anna kansiolle nimi, jossa on vain pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
)
_FOLDER_OF_SITE = _BAD_FOLDER_NAME.worded(
    "Kansion nimi ”{name}” ei kelpaa sivuston osoitteeseen, tai se on sivuston oma tiedosto.",
)
# What an address can't hold as it is, and what stands beside the roadmaps in site/.
_NO_ADDRESS = re.compile(
    r"[#?%\\]|\.(?:html|xml|gz|txt|json)$|^(?:assets|vertailu)$", re.IGNORECASE
)
LINKED_FOLDER = LINK_OUTSIDE.worded(
    "Kansio on linkki muualle, joten sitä ei lueta.",
    "Poista linkki ja kopioi kansio sen tilalle.",
)
UNREADABLE_FOLDER = UNREADABLE.worded(
    "Kansiota ei voi lukea: {reason}.",
    "Tarkista, että sinulla on oikeus lukea kansio.",
)
#: A project's own content holds no model, and no project begins inside another.
MODEL = "Mallin saat, kun ajat projektin ulkopuolella komennon digitiekartta init kokeilu --demo."
MISSING_FILE = PLACES.error(
    "missing-file",
    "Tiedosto {file} puuttuu.",
    f"Lisää tiedosto. {MODEL}",
    example="(Kansiossa ei ole tiedostoa tiekartta.yml.)",
)
UNKNOWN_FILE = PLACES.error(
    "unknown-file",
    "Tiedosto ei kuulu tiekarttaan, eikä sitä lueta.",
    "Siirrä tiedosto pois kansiosta content. Jos se kuuluu tiekarttaan, korjaa nimi ja pääte:"
    " tekstisivun pääte on .md, muiden .yml.",
    example="muistio.yml: otsikko: Muistio",
)
UNKNOWN_FOLDER = PLACES.error(
    "unknown-folder",
    "Kansio ei kuulu tiekarttaan, eikä sen tiedostoja lueta.",
    "Siirrä kansio pois tiekartan kansiosta.",
    example="liitteet/muistio.yml: otsikko: Muistio",
)
CASE_CLASH = PLACES.error(
    "id-case-clash",
    "Tiedostojen ”{first}” ja ”{second}” nimissä on eroa vain kirjainkoossa.",
    "Kaikki koneet eivät erota niitä toisistaan. Anna toiselle toinen nimi, tai poista se, jos se"
    " on kopio.",
    example="toimenpiteet/Kurssit.yml: otsikko: Tietoturvakurssi",
)


@dataclass(frozen=True)
class Reading:
    """What came of reading a folder.

    Args:
        roadmap: What could be read; None when nothing of tiekartta.yml could.
        problems: What is wrong.
        unsure: The lines and fields of each file of which nothing more can be said; see ``Read``.
        parts: The roadmap, or what was read beside a tiekartta.yml of which nothing could be.
    """

    roadmap: Roadmap | None
    problems: tuple[Problem, ...]
    unsure: frozenset[tuple[str, int | str]] = frozenset()
    parts: Roadmap | None = None

    def sure(self, problems: Iterable[Problem], *, alone: bool = False) -> Iterator[Problem]:
        """Yield those of the problems that rules find which are none of what could not be read.

        ``alone`` says that what stands beside them does not matter to them.
        """
        fields = ((file, field) for file, field in self.unsure if isinstance(field, str))
        around = {(file, field.rpartition(".")[0]) for file, field in fields if "." in field}
        for problem in problems:
            file, field = problem.place.file, problem.place.field
            told = {(file, problem.place.line), (file, field)} & self.unsure
            # A warning of what stands beside it may come of what is left out.
            is_beside = (file, field.rpartition(".")[0]) in around
            beside = is_beside and not (alone or problem.is_error)
            if not (told or beside):
                yield problem


def kind_of(relative: str) -> type[BaseModel] | None:
    """Return the class of a content file by its path inside the roadmap's folder, if it has one."""
    if relative in _SINGLE:
        return _SINGLE[relative]
    folder, _, file = relative.partition("/")
    return _FOLDERS.get(folder) if file.endswith(".yml") and "/" not in file else None


def content_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every YAML file of a roadmap's folder, with its relative path, in order."""
    for path, relative in visible_files(folder):
        if kind_of(relative):
            yield path, relative


def unfit_folder(content: Path, name: str) -> Problem | None:
    """Return why no command reads a roadmap's folder: it is a link, or its name can't be written.

    Addresses, files and lists would have letters in them that are no UTF-8 or that nobody sees,
    or the site a folder in the place of a file of its own.
    """
    place = Place(f"{content.name}/{name}")
    if not name.isprintable():
        return _BAD_FOLDER_NAME.at(place, name=name)
    if _NO_ADDRESS.search(name):
        return _FOLDER_OF_SITE.at(place, name=name)
    if (content / name).is_symlink():
        return LINKED_FOLDER.at(place)
    return None


def read_roadmap(content: Path, name: str, memory: Memory | None = None) -> Reading:
    """Read content/<name>/; Problems name files from the content folder on.

    Args:
        content, name: The roadmap.
        memory: What is known of its files; what is read is learned.
    """
    return _Reader(content, name, memory).read()


def read_one(content: Path, name: str, relative: str) -> FileEntry | None:
    """Return the entry of one file of a roadmap; None when it has any fault, or is of another kind.

    Args:
        content, name: The roadmap.
        relative: The file, from the roadmap's folder on.
    """
    reader = _Reader(content, name)
    if kind_of(relative) in _FOLDERS.values():
        reader._take(content / name / relative, relative)
    entries = [entry for found in reader.entries.values() for entry in found]
    return entries[0] if entries and not reader.problems else None


class _Reader:
    def __init__(self, content: Path, name: str, memory: Memory | None = None) -> None:
        self.folder, self.name = content / name, name
        self.prefix = f"{content.name}/{name}/"
        self.memory = memory or Memory(None, self.prefix)
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()
        self.partial: set[str] = set()
        self.unsure: set[tuple[str, int | str]] = set()
        self.unknown_folders: set[str] = set()
        self.entries: dict[type[BaseModel], list[Any]] = defaultdict(list)
        self.texts: dict[str, Text] = {}
        self.images: list[Path] = []
        self.audit: AuditReport | None = None

    def read(self) -> Reading:
        if unfit := unfit_folder(self.folder.parent, self.name):
            return Reading(None, (unfit,))
        if not os.path.lexists(self.folder / SETTINGS):
            self._tell(MISSING_FILE, SETTINGS, file=SETTINGS)
        for path, relative in visible_files(self.folder):
            self._take(path, relative)
        self._case_clashes()
        logo = self._logo()
        more: dict[str, Any] = {
            "texts": self.texts,
            "logo": logo,
            "audit": self.audit,
            "unreadable": frozenset(self.unreadable),
            "partial": frozenset(self.partial),
        }
        parts = roadmap = Roadmap.of(self.name, self.entries, **more)
        if roadmap is None:
            self.entries[Settings] = [salvage(Settings, {}).entry]
            parts = Roadmap.of(self.name, self.entries, **more)
        problems, unsure = tuple(in_order(self.problems)), frozenset(self.unsure)
        return Reading(roadmap, problems, unsure, parts)

    def _take(self, path: Path, relative: str) -> None:
        model, file = kind_of(relative), self.prefix + relative
        if os.path.isdir(path) and (problem := _closed(path, self.folder, file)):
            self._fail(f"{relative}/", problem)
            return
        is_prose = "/" not in relative and path.suffix == ".md"
        stem = unicodedata.normalize("NFC", path.stem)
        if "/" not in relative and path.suffix in _IMAGES:
            self.images.append(path)
        elif model and issubclass(model, FileEntry) and not re.fullmatch(ID_PATTERN, path.stem):
            self._take_misnamed(path, relative)
        elif is_prose and not re.fullmatch(PROSE_PATTERN, stem):
            renaming = self._renaming(path, ".md")
            self._tell(_BAD_PROSE_NAME, relative, name=path.name, renaming=renaming)
        elif not (model or is_prose or relative == AUDIT_REPORT):
            self._take_unknown(path, relative)
        elif isinstance(data := read_bytes(path, file, self.folder), Problem):
            self._fail(relative, data)
        else:
            self._take_data(path, relative, data)

    def _take_data(self, path: Path, relative: str, data: bytes) -> None:
        model, file = kind_of(relative), self.prefix + relative
        if model and (entry := self.memory.entry(model, file, data)):
            self._add(entry, path)
        elif isinstance(source := text_of(data, file), Problem):
            self._fail(relative, source)
        elif model:
            self._take_entry(path, relative, model, source, data)
        elif relative != AUDIT_REPORT:
            stem = unicodedata.normalize("NFC", path.stem)
            self.texts[stem] = Text(stem, source.text, file)
            self._tell_partial(relative, source.problems)
        elif isinstance(report := parse_report(source.text, file, self.name), Problem):
            self._fail(relative, report)
        else:
            self.audit = report
            self._tell_partial(relative, source.problems)

    def _take_misnamed(self, path: Path, relative: str) -> None:
        self.unreadable.add(relative)
        names = [other.name for other in path.parent.iterdir() if other.name != path.name]
        if path.name.casefold() not in map(str.casefold, names):  # else it is told as a clash
            bad_name = BAD_ID.worded(
                "Tiedoston nimi ”{name}” ei kelpaa tunnukseksi.",
                "{renaming} Nimessä on vain pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
            )
            self._tell(bad_name, relative, name=path.name, renaming=self._renaming(path))

    def _take_entry(
        self, path: Path, relative: str, model: type[BaseModel], source: Source, data: bytes
    ) -> None:
        file = self.prefix + relative
        read = read_entry(model, source.text, file)
        if isinstance(read.entry, FileEntry) and not (source.problems or read.problems):
            self.memory.learn(file, data, read.entry)
        if misplaced := _misplaced(model, source, file, read.problems):
            self.unreadable.add(f"{misplaced[1]}/{path.name}")
            self._fail(relative, misplaced[0])
            return
        others = [problem for problem in read.problems if problem.place.line not in source.unsure]
        problems = (*source.problems, *others)
        self.unsure |= {(file, one) for one in (*source.unsure, *read.unsure)}
        self.partial |= {f"{relative}:{one}" for one in read.unsure if isinstance(one, str)}
        if read.entry is None:
            self._fail(relative, *problems)
            return
        self._tell_partial(relative, problems)
        self._add(read.entry, path)

    def _add(self, entry: BaseModel, path: Path) -> None:
        if isinstance(entry, FileEntry):
            entry._id = path.stem
        self.entries[type(entry)].append(entry)

    def _logo(self) -> Logo | None:
        """Return the image that tiekartta.yml names; no other image belongs to the roadmap."""
        if not self.entries[Settings]:
            return None
        [settings] = self.entries[Settings]
        named = settings.appearance.logo if settings.appearance else None
        logo = None
        for path in self.images:
            file = self.prefix + path.name
            if path.name != named:
                unused = UNKNOWN_FILE.worded(
                    "Kuvaa ei käytetä missään, eikä sitä lueta.",
                    "Jos kuva on kunnan logo, kirjoita tiedostoon tiekartta.yml kohtaan ulkoasu"
                    " ”logo: {name}”. Muuten siirrä kuva pois tiekartan kansiosta.",
                )
                self._tell(unused, path.name, name=path.name)
            elif isinstance(data := read_bytes(path, file, self.folder), Problem):
                self._fail(path.name, data)
            else:
                logo = Logo(data, file)
        return logo

    def _tell_partial(self, relative: str, problems: Sequence[Problem]) -> None:
        self.problems += problems
        if errors_in(problems):
            self.partial.add(relative)

    def _fail(self, relative: str, *problems: Problem) -> None:
        self.unreadable.add(relative)
        self.problems.extend(problems)

    def _tell(self, kind: Kind, relative: str, **words: Any) -> None:
        self.problems.append(kind.at(Place(self.prefix + relative), **words))

    def _take_unknown(self, path: Path, relative: str) -> None:
        top, slash, _ = relative.partition("/")
        if not slash or top in _FOLDERS:
            if slash:  # what it was meant to be is there, so nobody has to miss it
                self.unreadable.add(f"{top}/{slug(path.name.partition('.')[0])}.yml")
            remedy = self._remedy(path, relative) or UNKNOWN_FILE.remedy
            self._tell(UNKNOWN_FILE.worded(remedy="{remedy}"), relative, remedy=remedy)
        elif top not in self.unknown_folders:
            self.unknown_folders.add(top)
            guess = nearest(top, _FOLDERS)
            remedy = f"Tarkoititko nimeä ”{guess}”?" if guess else UNKNOWN_FOLDER.remedy
            self._tell(UNKNOWN_FOLDER.worded(remedy=remedy), top)

    def _remedy(self, path: Path, relative: str) -> str | None:
        """Return what to do with a file that can be guessed to be one of the roadmap's."""
        folder, _, file = relative.rpartition("/")
        if folder in _FOLDERS and path.suffix.lower().rstrip("~") in _LIKE_YAML:
            return self._renaming(path)
        if folder:
            top = folder.partition("/")[0]
            return f"Siirrä tiedosto suoraan kansioon {top}." if path.suffix == ".yml" else None
        if path.suffix.lower() in _LIKE_YAML and (Path(path.stem).suffix == ".md"):
            return self._renaming(path, ".md")
        if path.suffix.lower() in _LIKE_YAML and path.stem in _SINGLE:
            return self._renaming(path)
        if guess := nearest(file, [*_SINGLE]):
            return f"Tarkoititko nimeä ”{guess}”?"
        if path.suffix == ".yml":
            return f"Siirrä toimenpide kansioon {MEASURES} ja tavoite kansioon {GOALS}."
        return None

    def _renaming(self, path: Path, ending: str = ".yml") -> str:
        """Return the remedy that gives the file a name that will do, unless that is taken."""
        stem = path.name.rstrip("~")
        while (suffix := Path(stem).suffix.lower()) and suffix in (*_LIKE_YAML, ".md"):
            stem = stem[: -len(suffix)]
        better = path.with_name(f"{slug(_COPY.sub('', stem))}{ending}")
        relative = better.relative_to(self.folder).as_posix()
        if better.exists():
            return (
                f"Tiedosto {relative} on jo olemassa: poista tämä, jos se on kopio, tai anna sille"
                " toinen nimi."
            )
        self.unreadable.add(relative)
        if path.name.startswith(f"{better.name}."):
            return f"Poista nimen lopusta {path.suffix}: oikea nimi on {relative}."
        return f"Anna tiedostolle nimi {relative}."

    def _case_clashes(self) -> None:
        for folder in _FOLDERS:
            first: dict[str, str] = {}
            paths = (self.folder / folder).glob("*.yml")
            for name in sorted((path.name for path in paths), key=str.swapcase):
                earlier = first.setdefault(name.casefold(), name)
                if earlier != name:
                    self._tell(CASE_CLASH, f"{folder}/{name}", first=earlier, second=name)


def _misplaced(
    model: type[BaseModel], source: Source, file: str, problems: Sequence[Problem]
) -> tuple[Problem, str] | None:
    """Return the Problem of a goal among measures or the reverse, and the folder it belongs to."""
    unknown = [problem for problem in problems if problem.code == UNKNOWN_KEY.code]
    for folder, other in _FOLDERS.items() if unknown else ():
        if model in _FOLDERS.values() and other is not model:
            if read_entry(other, source.text, file).whole is None:
                return None
            is_measure = other is Measure
            what, there = (
                ("toimenpide", "tavoitteet") if is_measure else ("tavoite", "toimenpiteet")
            )
            misplaced = UNKNOWN_KEY.worded(
                "Tiedosto on {what}, mutta sen kansiossa ovat {there}.",
                "Siirrä tiedosto kansioon {folder}.",
            )
            return misplaced.at(unknown[0].place, what=what, there=there, folder=folder), folder
    return None


def visible_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a roadmap's folder but hidden ones and approved versions, in order."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if path.name.startswith(".") or path.name == APPROVED:
            continue
        is_folder = path.is_dir() and not leads_out(path, folder)
        if is_folder and _unlistable(path):
            yield path, path.name
        elif is_folder and (path.name in _FOLDERS or path.suffix not in (".yml", ".md")):
            for relative, is_dir in sorted(_below(os.fspath(path), path.name)):
                if not is_dir or relative.endswith(".yml"):
                    yield folder / relative, relative
        else:
            yield path, path.name


def _below(folder: str, relative: str) -> Iterator[tuple[str, bool]]:
    """Yield what is in a folder and below it but hidden: its path, and whether it is a folder."""
    with suppress(PermissionError), os.scandir(folder) as found:
        for entry in found:
            if not entry.name.startswith("."):
                name = f"{relative}/{entry.name}"
                is_folder = entry.is_dir(follow_symlinks=False)
                yield name, is_folder or (entry.is_symlink() and os.path.isdir(entry.path))
                if is_folder:
                    yield from _below(entry.path, name)


def _closed(path: Path, folder: Path, file: str) -> Problem | None:
    """Return why nothing in a folder of the roadmap is read; None when it can be."""
    if leads_out(path, folder):
        return LINKED_FOLDER.at(Place(file))
    why = _unlistable(path)
    return UNREADABLE_FOLDER.at(Place(file), reason=why) if why else None


def _unlistable(folder: Path) -> str | None:
    """Return why a folder's files can't be listed; None when they can."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return reason(error)
    return None
