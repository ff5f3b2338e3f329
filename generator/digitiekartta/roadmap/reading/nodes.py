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

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.problems import Place, Problem, warning
from digitiekartta.roadmap.reading import syntax
from digitiekartta.roadmap.reading.source import control_character, place_at

MAX_DEPTH = 20
# libyaml where it is to be had, as it is ten times faster; both give the same Problems.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"[ \t]+(#)")
_ITEM = re.compile(r"\s*[-•·](?:\s|[^\W\d])")
_SURROGATE = re.compile("[\ud800-\udfff]")
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

    def at(self, path: tuple[str | int, ...]) -> Node | None:
        """Return the node at a path of keys and indexes, None when there is none."""
        node = self
        for step in path:
            if (
                isinstance(node.value, dict)
                and (found := _key_in(node.value, str(step))) is not None
            ):
                node = node.value[found]
            elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
            else:
                return None
        return node

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
            if (
                isinstance(node.value, dict)
                and (found := _key_in(node.value, str(step))) is not None
            ):
                field_name = f"{field_name}.{found}" if field_name else found
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
    """Return a step's key as written; a half-year is also found in a range or other spelling."""
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
                "Rivin alussa on sarkain (Tab).",
                "Sisennä rivi välilyönneillä, kaksi kutakin tasoa kohti.",
            )
        ]
    try:
        root, problems = _Composer(text, name).compose()
    except yaml.MarkedYAMLError as error:
        return None, [syntax.diagnose(error, text, name)]
    except yaml.YAMLError:  # the only other kind: a character that YAML does not allow
        problem = control_character(text, name)
        return None, [problem] if problem else [syntax.unreadable(Place(name, 1, 1))]
    if root is not None and isinstance(root.value, str) and root.value:
        # One text instead of fields: perhaps only a space or a colon is missing.
        for line in text.split("\n")[root.line - 1 : root.line]:
            if problem := syntax.slip(line, root.line, name):
                return None, [problem]
    return root, problems


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
                    return None, [
                        *self.problems,
                        Problem(
                            "several-documents",
                            self._place_of(event),
                            "Rivi --- jakaa tiedoston kahdeksi asiakirjaksi.",
                            "Poista rivi --- tai siirrä sen jälkeinen osa omaan tiedostoonsa.",
                        ),
                    ]
                continue
            if fault := self._foreign_mark(event) or self._misread_scalar(event):
                return None, [*self.problems, fault]
            if isinstance(event, yaml.ScalarEvent):
                root = self._place(stack, self._node(event, event.value)) or root
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                if len(stack) >= MAX_DEPTH:
                    return None, [
                        *self.problems,
                        Problem(
                            "too-deep",
                            self._place_of(event),
                            "Sisäkkäisiä tasoja on liian monta.",
                            "Tarkista sulkeet ja sisennykset.",
                        ),
                    ]
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
                Problem(
                    "key-not-text",
                    Place(self.name, key.line, key.column),
                    "Kentän nimen paikalla on luettelo tai sulkeita.",
                    "Kirjoita rivi muotoon ”kenttä: arvo”.",
                )
            )
        elif (name := key.value.strip()) in mapping:
            first = parent.keys[name]
            self.problems.append(
                Problem(
                    "duplicate-key",
                    Place(self.name, key.line, key.column, name),
                    f"Kenttä ”{name}” on jo rivillä {first[0]}.",
                    "Yhdistä tiedot yhteen kenttään ja poista toinen.",
                    related=(Place(self.name, *first, name),),
                )
            )
        else:
            # Without spaces around, as the model has it: else two names could become one.
            mapping[name] = node
            parent.keys[name] = (key.line, key.column)

    def _foreign_mark(self, event: Any) -> Problem | None:
        """Return the Problem of an anchor, an alias or a tag: signs of YAML that are not used."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return syntax.anchor_problem(self._place_of(event))
        # libyaml does not tell of the tag "!", so look at the text.
        at = event.start_mark.index
        if isinstance(event, yaml.NodeEvent) and self.text[at : at + 1] == "!":
            return syntax.tag_problem(self._place_of(event))
        return None

    def _misread_scalar(self, event: Any) -> Problem | None:
        """Return the Problem of a text that is not what its writer meant; note what is cut off."""
        is_scalar = isinstance(event, yaml.ScalarEvent)
        if not is_scalar or event.style in ("|", ">"):
            return None
        start, end = event.start_mark.index, event.end_mark.index
        if event.style == '"' and _SURROGATE.search(event.value):
            return syntax.backslash_problem(self._place_of(event))
        if not event.style and (fault := self._misread_lines(event, start, end)):
            return fault
        if comment := _COMMENT.match(self.text, end):
            place = place_at(self.text, comment.start(1), self.name)
            if start == end:
                return Problem(
                    "comment-after-value",
                    place,
                    "Merkistä # alkava loppu on kommentti, joten kentällä ei ole arvoa.",
                    "Jos # kuuluu tekstiin, kirjoita arvo lainausmerkkeihin. Muuten siirrä"
                    " kommentti omalle rivilleen.",
                )
            self.problems.append(
                warning(
                    "comment-after-value",
                    place,
                    "Rivin loppu merkistä # alkaen on kommentti, eikä sitä näytetä sivuilla.",
                    "Jos # kuuluu tekstiin, kirjoita koko arvo lainausmerkkeihin. Muuten siirrä"
                    " kommentti omalle rivilleen.",
                )
            )
        return None

    def _misread_lines(self, event: Any, start: int, end: int) -> Problem | None:
        """Return the Problem of a text without quotes that took in what was meant as a list."""
        first = event.start_mark.line + 1
        line_start = self.text.rfind("\n", 0, start) + 1
        is_key = self.text[end : end + 1] == ":"
        if start < end and not is_key and not self.text[line_start:start].strip():
            line = self.text[line_start:].split("\n", 1)[0]
            if problem := syntax.list_mark(line, first, self.name):
                return problem
        for number, line in enumerate(self.text[start:end].split("\n")[1:], first + 1):
            if _ITEM.match(line):
                return Problem(
                    "bad-indent",
                    Place(self.name, number, len(line) - len(line.lstrip()) + 1),
                    "Rivi alkaa luettelon merkillä, mutta se on sisennetty edellisen rivin"
                    " jatkoksi.",
                    "Aloita luettelon rivit samasta kohdasta, kukin viivalla. Monirivinen teksti"
                    " kirjoitetaan sisennettynä rivin ”kenttä: |-” alle.",
                )
        return None

    def _place_of(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
