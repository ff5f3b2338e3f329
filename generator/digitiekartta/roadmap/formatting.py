"""The canonical form of content files: what the model says, written in one way.

Two people who say the same thing write the same bytes, so a difference between two
versions is always a difference in what is said. Every word and every comment survives
letter for letter, and a file that can't be read is left as it is.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.folder import content_files, kind_of, unfit_folder
from digitiekartta.roadmap.reading.source import read_text
from digitiekartta.roadmap.reading.validation import read_entry
from digitiekartta.roadmap.yaml_text import Tree, comments, yaml_text

UNWRITABLE = SITES.error(
    "unwritable-file",
    "Tiedostoa ei voi kirjoittaa.",
    "Tarkista tiedoston ja sen kansion kirjoitusoikeudet ja levytila.",
    example="(Kansioon content ei ole kirjoitusoikeutta.)",
)
_SCHEDULE = KEYS["schedule"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's canonical text, or None and the Problems that prevent it."""

    text: str | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Formatting:
    """What came of formatting a roadmap: the files that changed (or would), and Problems."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def format_roadmap(content: Path, name: str, *, write: bool) -> Formatting:
    """Return which files of content/<name>/ are not in canonical form, and write them if asked.

    Files are named from the content folder on, and written each as a whole. Those with errors
    stay as they are, and a Problem says why.
    """
    folder = content / name
    if unfit := unfit_folder(content, name):
        return Formatting((), (unfit,))
    prose = ((path, path.name) for path in folder.glob("*.md") if not path.name.startswith("."))
    changed: list[str] = []
    problems: list[Problem] = []
    for path, relative in sorted([*content_files(folder), *prose], key=lambda file: file[1]):
        file = f"{content.name}/{name}/{relative}"
        formatted = _format_file(path, relative, file, folder)
        problems += formatted.problems
        if formatted.text is None or path.read_bytes() == formatted.text.encode():
            continue
        try:
            if write:
                write_whole(path, formatted.text.encode())
            changed.append(file)
        except OSError:
            problems.append(UNWRITABLE.at(Place(file)))
    return Formatting(tuple(changed), tuple(in_order(problems)))


def _format_file(path: Path, relative: str, file: str, folder: Path) -> Formatted:
    source = read_text(path, file, folder)
    if isinstance(source, Problem):
        return Formatted(None, (source,))
    if errors_in(source.problems):
        return Formatted(None, source.problems)
    model = kind_of(relative)
    return format_text(model, source.text, file) if model else Formatted(format_prose(source.text))


def format_text(model: type[BaseModel], text: str, name: str) -> Formatted:
    """Return the canonical text of a YAML file's text, with its comments.

    Raises:
        RuntimeError: The result would not read back the same: a fault of this module.
    """
    read = read_entry(model, text, name)
    if read.whole is None:
        return Formatted(None, tuple(in_order(read.problems)))
    entry, canonical = read.whole, format_entry(read.whole, text)
    again = read_entry(model, canonical, name).whole
    before, after = (sorted(comment.text for comment in comments(t)) for t in (text, canonical))
    if again is None or entry_tree(again) != entry_tree(entry) or before != after:
        raise RuntimeError(f"{name}: the canonical form does not read back as it was")
    return Formatted(canonical)


def format_entry(entry: BaseModel, present: str = "") -> str:
    """Return the text of the content file that holds an object of the model.

    Whatever writes a content file takes its text from here. ``present`` is the file's text as
    it stands, for its comments.
    """
    return yaml_text(entry_tree(entry), present)


def format_prose(text: str) -> str:
    """Return a Markdown text with composed letters, line feeds and one newline at its end.

    Of spaces at the end of a line only the two that break a line within a paragraph stay.
    """
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = composed.split("\n")
    bare = [line.rstrip(" \t") for line in lines]
    for index, line in enumerate(lines[:-1]):
        if bare[index] and bare[index + 1] and line.endswith("  "):
            bare[index] += "  "
    return "\n".join(bare).rstrip("\n") + "\n" if any(bare) else ""


def entry_tree(entry: BaseModel) -> Tree:
    """Return an entry as its file holds it: Finnish keys, all values texts, nothing empty."""
    written = entry.model_dump(by_alias=True, exclude_unset=True)
    if isinstance(entry, RootModel):  # a register: a name is kept even when nothing is said of it
        return {str(name): without_empty(details) or "" for name, details in written.items()}
    tree: Tree = without_empty(written)
    return tree


def without_empty(value: Any, text: Callable[[str], str] = str) -> Any:
    """Return a dumped entry as texts, lists and mappings, of which none is empty.

    Only ``aikataulu: {}`` stays: it says that there is known to be none.
    """
    if isinstance(value, dict):
        return {
            text(str(key)): inner
            for key, item in value.items()
            if item is not None and ((inner := without_empty(item, text)) or key == _SCHEDULE)
        }
    if isinstance(value, list | tuple):
        return [without_empty(item, text) for item in value]
    return text(str(value))
