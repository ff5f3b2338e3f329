"""YAML text becomes a tree of Nodes in which every scalar is text and everything has a place.

YAML's own guesses (``no`` a boolean, ``12:30`` a number, ``2025-12-01`` a date) never happen
here. Anchors, tags and several documents in a file are refused: a form for data that people
edit does not need them, and anchors can be made to expand without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from digitiekartta.halfyears import HalfYear, Period
from digitiekartta.problems import Place, Problem
from digitiekartta.reading.source import place_at

MAX_DEPTH = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAB = re.compile(r"^ *\t[\t ]*(?=\S)", re.MULTILINE)

Plain = str | list["Plain"] | dict[str, "Plain"]


@dataclass(slots=True)
class Node:
    """A scalar (str), a list or a mapping of a YAML file; line and column count from 1."""

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)  # mapping: where each key is

    def plain(self) -> Plain:
        """Return the same without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return {key: item.plain() for key, item in self.value.items()}

    def locate(self, name: str, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Return the Place of the value at a path of keys and indexes, as near as it is known.

        Args:
            name: The file.
            path: For example ("raportit", 0, "tila").
            key: Whether the last key itself is meant, not its value.
        """
        node, field_name = self, ""
        line, column = self.line, self.column
        for depth, step in enumerate(path):
            last = depth == len(path) - 1
            if isinstance(node.value, dict) and (found := _key_in(node.value, str(step))):
                field_name = f"{field_name}.{step}" if field_name else str(step)
                child = node.value[found]
                if (key and last) or _is_empty(child):
                    line, column = node.keys[found]
                else:
                    line, column = child.line, child.column
                node = child
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                line, column = node.line, node.column
            elif isinstance(step, str):
                field_name = f"{field_name}.{step}" if field_name else step
                break
        return Place(name, line, column, field_name)


def _is_empty(node: Node) -> bool:
    return node.value == ""


def _key_in(mapping: dict[str, Node], step: str) -> str | None:
    """Return the key as written for a step; a half-year is also found in a range or other spelling."""
    if step in mapping:
        return step
    try:
        moment = HalfYear.parse(step)
    except ValueError:
        return None
    for written in mapping:
        try:
            if moment in Period.parse(written):
                return written
        except ValueError:
            continue
    return None


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the file's tree (None when it has none) and what is wrong with its YAML."""
    if found := _TAB.search(text):
        tab = text.index("\t", found.start())
        return None, [
            Problem(
                "tab-indent",
                place_at(text, tab, name),
                "Rivin sisennyksessä on sarkain (Tab).",
                "Sisennä rivi välilyönneillä, kaksi kutakin tasoa kohti.",
            )
        ]
    try:
        return _Composer(text, name).compose()
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(error, text, name)]
    except yaml.YAMLError:
        return None, [_unreadable(Place(name, 1, 1))]


class _Composer:
    """Builds Nodes from the parser's events, without recursion."""

    def __init__(self, text: str, name: str) -> None:
        self.text, self.name = text, name
        self.problems: list[Problem] = []

    def compose(self) -> tuple[Node | None, list[Problem]]:
        root: Node | None = None
        # One frame per open list or mapping: the node, and in a mapping the key that waits.
        stack: list[tuple[Node, list[Node]]] = []
        documents = 0
        for event in self._events():
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "several-documents", "Tiedostossa on useampi YAML-osa (---).",
                                 "Poista rivi, jolla on pelkkä ---, ja jaa sisältö omiin tiedostoihin.")
                    return None, self.problems
                continue
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self._refuse(event, "yaml-anchor", "Merkinnät & ja * arvon alussa ovat YAML-viittauksia, joita ei käytetä.",
                             "Kirjoita arvo kokonaan, tai lainausmerkkeihin, jos merkki kuuluu tekstiin.")
                return None, self.problems
            if getattr(event, "tag", None) not in (None, "!") and not _is_plain_tag(event):
                self._refuse(event, "yaml-tag", "Arvon alussa oleva huutomerkki on YAML-tyyppimerkintä, jota ei käytetä.",
                             "Poista merkintä, tai kirjoita arvo lainausmerkkeihin, jos huutomerkki kuuluu tekstiin.")
                return None, self.problems
            if isinstance(event, yaml.ScalarEvent):
                root = self._place(stack, self._node(event, event.value)) or root
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(stack) >= MAX_DEPTH:
                    self._refuse(event, "too-deep", "Sisäkkäisiä tasoja on liian monta.",
                                 "Tarkista sulkeet ja sisennykset.")
                    return None, self.problems
                empty: list[Node] | dict[str, Node] = (
                    [] if isinstance(event, yaml.SequenceStartEvent) else {}
                )
                node = self._node(event, empty)
                root = self._place(stack, node) or root
                stack.append((node, []))
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                stack.pop()
        return root, self.problems

    def _events(self) -> Iterator[Any]:
        return iter(yaml.parse(self.text, Loader=_LOADER))

    def _node(self, event: Any, value: str | list[Node] | dict[str, Node]) -> Node:
        return Node(value, event.start_mark.line + 1, event.start_mark.column + 1)

    def _place(self, stack: list[tuple[Node, list[Node]]], node: Node) -> Node | None:
        """Put a node into the innermost open one; return it when it is the root."""
        if not stack:
            return node
        parent, waiting = stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if not waiting:
                waiting.append(node)
            else:
                self._pair(parent, parent.value, waiting.pop(), node)
        return None

    def _pair(self, parent: Node, mapping: dict[str, Node], key: Node, node: Node) -> None:
        if not isinstance(key.value, str):
            self.problems.append(
                Problem("key-not-text", Place(self.name, key.line, key.column),
                        "Kentän nimen pitää olla tekstiä.", "Kirjoita rivi muotoon ”nimi: arvo”.")
            )
        elif (name := key.value.strip()) in mapping:
            first = parent.keys[name]
            self.problems.append(
                Problem(
                    "duplicate-key",
                    Place(self.name, key.line, key.column, name),
                    f"Kenttä ”{name}” on tiedostossa kahteen kertaan; ensimmäinen on rivillä {first[0]}.",
                    "Yhdistä tiedot yhteen kenttään ja poista toinen.",
                )
            )
        else:
            # Without spaces around, as the model has it: else two names could become one.
            mapping[name] = node
            parent.keys[name] = (key.line, key.column)

    def _refuse(self, event: Any, code: str, message: str, remedy: str) -> None:
        place = Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
        self.problems.append(Problem(code, place, message, remedy))


def _is_plain_tag(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0]


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say in Finnish what the YAML parser could not read, at the line that a person must mend."""
    words = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "mapping values are not allowed" in words:
        return _two_colons(text, line, column, name)
    if "quoted scalar" in words and error.context_mark:
        start = error.context_mark
        return Problem(
            "unclosed-quote",
            Place(name, start.line + 1, start.column + 1),
            "Lainausmerkki aukeaa tässä, mutta sitä ei suljeta oikein.",
            "Lisää puuttuva lainausmerkki arvon loppuun. Tekstin sisällä käytä merkkejä ” ”.",
        )
    if "did not find expected key" in words or "could not find expected ':'" in words or (
        "expected <block end>" in words
    ):
        quote = _text_after_quote(text, line)
        if quote:
            return Problem(
                "unclosed-quote",
                Place(name, line, quote),
                "Lainausmerkkien jälkeen rivillä on vielä tekstiä.",
                "Ulota lainausmerkit koko arvon ympärille. Tekstin sisällä käytä merkkejä ” ”.",
            )
        return Problem(
            "yaml-syntax",
            Place(name, line, column),
            "Riviä ei voi lukea: se ei ole muotoa ”kenttä: arvo” tai ”- arvo”, tai sisennys on väärä.",
            "Tarkista tämä ja edellinen rivi: kaksoispiste ja välilyönti kentän nimen jälkeen,"
            " samantasoiset rivit samaan kohtaan.",
        )
    if "cannot start any token" in words:
        found = text.splitlines()[line - 1][column - 1 : column] if mark else ""
        return Problem(
            "yaml-syntax",
            Place(name, line, column),
            f"Arvo ei voi alkaa merkillä {found}.",
            "Kirjoita arvo lainausmerkkeihin.",
        )
    if "anchor" in words or "alias" in words:
        return Problem(
            "yaml-anchor",
            Place(name, line, column),
            "Arvo ei voi alkaa merkillä & tai *.",
            "Kirjoita arvo lainausmerkkeihin.",
        )
    return _unreadable(Place(name, line, column))


def _two_colons(text: str, line: int, column: int, name: str) -> Problem:
    lines = text.splitlines()
    written = lines[line - 1] if line <= len(lines) else ""
    key, colon, value = written.partition(": ")
    if not colon or ":" not in value:
        return Problem(
            "yaml-syntax",
            Place(name, line, column),
            "Rivi on kentän jatkoa, mutta siinä on kaksoispiste, tai sen sisennys on väärä.",
            "Tarkista sisennys. Monirivinen teksti kirjoitetaan kentän nimen ja merkkien |- alle.",
        )
    quoted = value.strip().replace("'", "''")
    return Problem(
        "two-colons",
        Place(name, line, column),
        "Rivillä on kaksi kaksoispistettä, joten arvon loppua ei voi päätellä.",
        f"Kirjoita arvo lainausmerkkeihin: {key.strip()}: '{quoted}'",
    )


def _text_after_quote(text: str, line: int) -> int | None:
    """Return the column of a quoted value that goes on after its closing quote, if that is the fault."""
    lines = text.splitlines()
    for number in (line, line - 1):
        if 1 <= number <= len(lines) and number == line:
            found = re.search(r"(?:: |- )((['\"]).*?\2)\s*[^\s#]", lines[number - 1])
            if found:
                return found.start(1) + 1
    return None


def _unreadable(place: Place) -> Problem:
    return Problem(
        "yaml-syntax",
        place,
        "Tiedostoa ei voi lukea tästä kohdasta.",
        "Tarkista rivin sisennys, lainausmerkit ja sulkeet.",
    )
