"""The canonical form of content files: what the model says, written in one way.

Two people who say the same thing write the same bytes, so a difference between two
versions is always a difference in what is said. Every word survives letter for letter,
and a file that can't be read, or that holds comments, is left as it is.

The YAML is written here and not by PyYAML's dumper. That one makes a single quoted line
of a text in which any line ends in a space or holds a tab, turns emoji inside quotes
into escapes and leaves U+2028, which its own parser takes for a line break, unquoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, RootModel

from digitiekartta.basics.files import write_whole
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order, warning
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.folder import content_files, kind_of
from digitiekartta.roadmap.reading.nodes import parse
from digitiekartta.roadmap.reading.source import place_at, read_text
from digitiekartta.roadmap.reading.validation import validate

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BY_HALF_YEAR = {KEYS["schedule"], KEYS["schedule_words"]}
# Longer keys are not recognised before a colon (YAML 1.1 and 1.2); they take the form "? key".
_LONGEST_KEY = 1024
# Control characters, and what YAML 1.1 takes for a line break or a byte order mark.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_PLAIN = re.compile(
    r"""\A(?:$|[ ,\[\]{}#&*!|>'"%@`]|[-?:](?:[ ]|\Z))    # would begin something else than text
    |   :(?:[ ]|\Z)                                       # would end a key
    |   [ ](?:\#|\Z) | \t                                # would begin a comment, or get lost
    """,
    re.VERBOSE,
)
# At the start of a line: a new document, or what looks like a merge conflict to our reader.
_NOT_PLAIN_KEY = re.compile(r"---|\.\.\.|[<=]{7}")
# A line that begins with a tab: our reader takes it for indentation by tabs.
_TAB_FIRST = re.compile(r"^ *\t", re.MULTILINE)
_SHORT_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's canonical text, or None when its errors prevent it; and its Problems.

    ``text`` also leaves out comments, each of which is a warning among the Problems.
    """

    text: str | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Formatting:
    """What came of formatting a roadmap: the files that changed (or would), and Problems."""

    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


# --- whole roadmaps ------------------------------------------------------------------------


def format_roadmap(content: Path, name: str, *, write: bool) -> Formatting:
    """Return which files of content/<name>/ are not in canonical form, and write them if asked.

    Files with errors and files with comments stay as they are, and a Problem says why.

    Args:
        content: The folder of all roadmaps; files are named from its parent on.
        name: The roadmap's folder.
        write: Whether to replace the files that differ, each as a whole.
    """
    folder = content / name
    prose = ((path, path.name) for path in folder.glob("*.md") if not path.name.startswith("."))
    changed: list[str] = []
    problems: list[Problem] = []
    for path, relative in sorted([*content_files(folder), *prose], key=lambda file: file[1]):
        file = f"{content.name}/{name}/{relative}"
        formatted = _format_file(path, relative, file, folder)
        problems += formatted.problems
        if formatted.text is None or formatted.problems:
            continue
        data = formatted.text.encode()
        if path.read_bytes() == data:
            continue
        if write and (problem := _replace(path, data, file)):
            problems.append(problem)
            continue
        changed.append(file)
    return Formatting(tuple(changed), tuple(in_order(problems)))


def _format_file(path: Path, relative: str, file: str, folder: Path) -> Formatted:
    text = read_text(path, file, folder)
    if isinstance(text, Problem):
        return Formatted(None, (text,))
    model = kind_of(relative)
    return format_text(model, text, file) if model else Formatted(format_prose(text))


def _replace(path: Path, data: bytes, file: str) -> Problem | None:
    """Put the data in the file's place in one step, so that no reader sees half of it."""
    try:
        write_whole(path, data)
    except OSError:
        return Problem(
            "unwritable-file",
            Place(file),
            "Tiedostoa ei voi kirjoittaa.",
            "Tarkista tiedoston ja sen kansion kirjoitusoikeudet ja levytila.",
        )
    return None


# --- one file ------------------------------------------------------------------------------


def format_text(model: type[BaseModel], text: str, name: str) -> Formatted:
    """Return the canonical text of a YAML file's text.

    Args:
        model: The class of the file.
        text: As ``read_text`` gives it.
        name: How Problems call the file.
    Raises:
        RuntimeError: The result would not read back the same: a fault of this module.
    """
    tree, problems = _read(model, text, name)
    if tree is None:
        return Formatted(None, tuple(problems))
    canonical = _yaml(tree)
    if _read(model, canonical, name)[0] != tree:
        raise RuntimeError(f"{name}: the canonical form does not read back as it was")
    return Formatted(canonical, tuple(lost_comments(text, name)))


def format_entry(entry: BaseModel) -> str:
    """Return the canonical text of an object of the model."""
    return _yaml(entry_tree(entry))


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


def comments(text: str) -> list[tuple[int, int]]:
    """Return the lines that hold a comment, and the columns where they begin, from 1.

    A ``#`` inside a text is no comment. A text that YAML can't read has none.
    """
    return [(place.line, place.column) for place in _comment_places(text, "")]


def lost_comments(text: str, name: str) -> list[Problem]:
    """Return a warning for each comment of a YAML file: the model has no place for them."""
    return [
        warning(
            "comment-lost",
            place,
            "Kommentti katoaa muotoiltaessa, joten tiedosto jätetään muotoilematta.",
            "Siirrä tieto omaan kenttäänsä, esimerkiksi kenttään lisatiedot tai huomautus."
            " Jos #-merkki kuuluu tekstiin, kirjoita koko arvo lainausmerkkeihin.",
        )
        for place in _comment_places(text, name)
    ]


def _comment_places(text: str, name: str) -> Iterator[Place]:
    # Between the tokens of YAML stand only white space and comments; and a comment may
    # follow the mark that opens a block (|- # …), inside the block's own token.
    if "#" not in text:
        return
    try:
        tokens = list(yaml.scan(text, Loader=_LOADER))
    except yaml.YAMLError:
        return
    end = 0
    for token in tokens:
        gaps = [(end, token.start_mark.index)]
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            start = token.start_mark.index
            gaps.append((start, text.find("\n", start, end)))
        for first, last in gaps:
            for line in re.finditer(r"#[^\n]*", text[first:last]):
                yield place_at(text, first + line.start(), name)


# --- from the model to a tree of texts -----------------------------------------------------


def _read(model: type[BaseModel], text: str, name: str) -> tuple[Tree | None, list[Problem]]:
    node, problems = parse(text, name)
    if node is None or node.value == "":
        remedy = "Täydennä tiedosto tai poista se."
        return None, problems or [
            Problem("empty-file", Place(name, 1, 1), "Tiedosto on tyhjä.", remedy)
        ]
    found, faults = validate(model, node, name)
    if found is None or errors_in([*problems, *faults]):
        return None, in_order([*problems, *faults])
    return entry_tree(found), []


def entry_tree(entry: BaseModel) -> Tree:
    """Return an entry as its file holds it: Finnish keys, all values texts, nothing empty."""
    written = entry.model_dump(by_alias=True, exclude_unset=True)
    if isinstance(entry, RootModel):  # a register: a name is kept even when nothing is said of it
        return {str(name): _without_empty(details) or "" for name, details in written.items()}
    return _without_empty(written)


def _without_empty(value: Any) -> Tree:
    if isinstance(value, dict):
        return {
            str(key): _in_order_of_time(inner) if key in _BY_HALF_YEAR else inner
            for key, item in value.items()
            if item is not None and ((inner := _without_empty(item)) or key == KEYS["schedule"])
        }
    if isinstance(value, list | tuple):
        return [_without_empty(item) for item in value]
    return str(value)


def _in_order_of_time(value: Tree) -> Tree:
    if not isinstance(value, Mapping):
        return value
    return {moment: value[moment] for moment in sorted(value, key=HalfYear.parse)}


# --- from a tree to YAML -------------------------------------------------------------------


def _yaml(tree: Tree) -> str:
    if not tree or not isinstance(tree, Mapping):
        return "{}\n"
    return "".join(line + "\n" for line in _mapping(tree, ""))


def _mapping(mapping: Mapping[str, Tree], pad: str) -> Iterator[str]:
    for key, value in mapping.items():
        name = _key(key)
        head = f"{pad}{name}:" if len(name) <= _LONGEST_KEY else f"{pad}? {name}\n{pad}:"
        inner = pad + "  "
        if value == "":
            yield head
        elif isinstance(value, str):
            yield f"{head} {_value(value, inner)}"
        elif not value:
            yield f"{head} {{}}"
        else:
            yield head
            yield from _mapping(value, inner) if isinstance(value, Mapping) else _list(value, inner)


def _list(items: Sequence[Tree], pad: str) -> Iterator[str]:
    inner = pad + "  "
    for item in items:
        if isinstance(item, Mapping):
            first, *rest = _mapping(item, inner)
            yield f"{pad}- {first.removeprefix(inner)}"
            yield from rest
        else:
            yield f"{pad}- {_value(str(item), inner)}"


def _key(text: str) -> str:
    if "\n" in text or not _is_visible(text):
        return _escaped(text)
    return _quoted(text) if _NOT_PLAIN.search(text) or _NOT_PLAIN_KEY.match(text) else text


def _value(text: str, pad: str) -> str:
    """Return a text as a value; of several lines, the further ones begin with the pad."""
    if not _is_visible(text):
        return _escaped(text)
    if "\n" not in text:
        return _quoted(text) if _NOT_PLAIN.search(text) else text
    if text != text.strip() or _TAB_FIRST.search(text):
        return _escaped(text)
    return "\n".join(["|-", *(pad + line if line else "" for line in text.split("\n"))])


def _is_visible(text: str) -> bool:
    """Whether the text may stand as it is: decomposed letters would be composed on reading."""
    return not _INVISIBLE.search(text) and unicodedata.is_normalized("NFC", text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    composed = unicodedata.is_normalized("NFC", text)
    return '"' + "".join(_escape(letter, composed) for letter in text) + '"'


def _escape(letter: str, composed: bool) -> str:
    if letter in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[letter]
    if not _INVISIBLE.match(letter) and (composed or letter.isascii()):
        return letter
    code = ord(letter)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return f"\\u{code:04x}" if code > 0xFF else f"\\x{code:02x}"
