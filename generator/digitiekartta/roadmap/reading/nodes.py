"""YAML text becomes a tree of Nodes in which every scalar is text and everything has a place.

YAML's own guesses (``no`` a boolean, ``12:30`` a number, ``2025-12-01`` a date) never happen
here. Anchors, tags and several documents in a file are refused: a form for data that people
edit does not need them, and anchors can be made to expand without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from digitiekartta.basics.characters import seen, with_line_feeds
from digitiekartta.basics.halfyears import period_in
from digitiekartta.basics.kinds import FILES
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.roadmap.reading import syntax
from digitiekartta.roadmap.reading.source import control_character, place_at, without_controls

SEVERAL_DOCUMENTS = FILES.error(
    "several-documents",
    "Rivi --- jakaa tiedoston kahdeksi asiakirjaksi.",
    "Poista rivi --- tai siirrä sen jälkeinen osa omaan tiedostoonsa.",
    example="toimenpiteet/kurssit.yml: ---",
)
TOO_DEEP = FILES.error(
    "too-deep",
    "Sisäkkäisiä tasoja on liian monta.",
    "Tarkista sulkeet ja sisennykset.",
    example=f"toimenpiteet/kurssit.yml: otsikko: {'[' * 21}{']' * 21}",
)
KEY_NOT_TEXT = FILES.error(
    "key-not-text",
    "Kentän nimen paikalla on luettelo tai sulkeita.",
    "Kirjoita rivi muotoon ”kenttä: arvo”.",
    example="toimenpiteet/kurssit.yml: [otsikko]: Tietoturvakurssi",
)
DUPLICATE_KEY = FILES.error(
    "duplicate-key",
    "Kenttä ”{key}” on jo rivillä {line}.",
    "Yhdistä tiedot yhteen kenttään ja poista toinen.",
    example="toimenpiteet/uusi.yml: {otsikko: Kurssi, otsikko: Tietoturvakurssi}",
)
_NEW_ITEM = DUPLICATE_KEY.worded(
    remedy="Jos tästä alkaa luettelon uusi kohta, kirjoita rivin alkuun viiva: ”- {key}: …”. Muuten"
    " yhdistä tiedot yhteen kenttään ja poista toinen."
)
COMMENT_AFTER_VALUE = FILES.warning(
    "comment-after-value",
    "Rivin loppu merkistä # alkaen on kommentti, eikä sitä näytetä sivuilla.",
    "Jos # kuuluu tekstiin, kirjoita koko arvo lainausmerkkeihin. Muuten siirrä kommentti"
    " omalle rivilleen.",
    example="toimenpiteet/kurssit.yml: otsikko: Tietoturvakurssi #opi",
)
MAX_DEPTH = 20
# libyaml where it is to be had, as it is ten times faster; both give the same Problems.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"[ \t]+(#)")
_AN_ITEM = r"\s*[-•·▪◦‣●○■□](?:\s|[^\W\d])"
_ITEM = re.compile(_AN_ITEM)
ITEM_BELOW = re.compile(rf"\n{_AN_ITEM}")
"""A line of a text that looks like an item of a list, below the text's first line."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAB = re.compile(r"^ *\t[\t ]*(?=\S)", re.MULTILINE)

Plain = str | list["Plain"] | dict[str, "Plain"]


@dataclass(slots=True)
class Node:
    """A scalar (str), a list or a mapping of a YAML file; lines and columns count from 1."""

    value: str | list[Node] | dict[str, Node]
    line: int
    column: int
    keys: dict[str, tuple[int, int]] = field(default_factory=dict)  # mapping: where each key is
    last: int = 0  # scalar: the line on which it ends

    def plain(self) -> Plain:
        """Return the same without places."""
        if isinstance(self.value, str):
            return self.value
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        return {key: item.plain() for key, item in self.value.items()}

    def lines(self) -> Iterator[int]:
        """Yield the lines where it, its keys and what is inside it begin."""
        yield self.line
        yield from (line for line, _ in self.keys.values())
        if not isinstance(self.value, str):
            inner = self.value if isinstance(self.value, list) else self.value.values()
            for node in inner:
                yield from node.lines()

    def at(self, path: tuple[str | int, ...]) -> Node | None:
        """Return the node at a path of keys and indexes, None when there is none."""
        node = self
        for step in path:
            _, inner = node._inner(step)
            if inner is None:
                return None
            node = inner
        return node

    def locate(self, name: str, path: tuple[str | int, ...], *, key: bool = False) -> Place:
        """Return the Place in a file of the value, or of the last key itself, at a path.

        It is as near as it is known. A path is for example ("raportit", 0, "tila").
        """
        node, fields = self, []
        line, column = self.line, self.column
        for depth, step in enumerate(path, 1):
            written, inner = node._inner(step)
            if written is not None:
                fields.append(written)
            if inner is None and written is None:
                continue  # an index, and one text stands for the list
            if inner is None:
                break
            line, column = inner.line, inner.column
            if written is not None and ((key and depth == len(path)) or inner.value == ""):
                line, column = node.keys[written]
            node = inner
        return Place(name, line, column, ".".join(filter(None, fields)))

    def _inner(self, step: str | int) -> tuple[str | None, Node | None]:
        """Return a step's key as it is written, and the node that it leads to; None for neither."""
        if isinstance(self.value, dict):
            written = key_in(self.value, str(step))
            if written is not None:
                return written, self.value[written]
        elif isinstance(self.value, list) and isinstance(step, int) and step < len(self.value):
            return None, self.value[step]
        return (step if isinstance(step, str) else None), None


def key_in(mapping: Mapping[str, object], step: str) -> str | None:
    """Return a step's key as written; a half-year is also found in a range or other spelling."""
    if step in mapping:
        return step
    if (meant := period_in(step)) is None:
        return None
    return next((key for key in mapping if meant.first in (period_in(key) or ())), None)


def parse(text: str, name: str) -> tuple[Node | None, list[Problem]]:
    """Return the file's tree (None when it has none) and what is wrong with its YAML."""
    if match := _TAB.search(text):
        tab = text.index("\t", match.start())
        return None, [syntax.TAB_INDENT.at(place_at(text, tab, name))]
    try:
        root, problems = _Composer(text, name).compose()
    except yaml.MarkedYAMLError as error:
        return None, [syntax.diagnose(error, text, name)]
    except yaml.YAMLError:  # the only other kind: a character that YAML does not allow
        problem = control_character(text, name)
        return None, [problem or syntax.UNREADABLE.at(Place(name, 1, 1))]
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
        self.documents = 0
        self.root: Node | None = None
        # One frame per open list or mapping: the node, and in a mapping the key that waits.
        self.stack: list[tuple[Node, list[Node]]] = []

    def compose(self) -> tuple[Node | None, list[Problem]]:
        for event in yaml.parse(self.text, Loader=LOADER):
            if fault := self._fault(event):
                return None, [*self.problems, fault]
            if isinstance(event, yaml.ScalarEvent):
                self._place(self._node(event, self._text(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                is_list = isinstance(event, yaml.SequenceStartEvent)
                node = self._node(event, [] if is_list else {})
                self._place(node)
                self.stack.append((node, []))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
        return self.root, self.problems

    def _fault(self, event: Any) -> Problem | None:
        """Return the Problem with which reading ends."""
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                return SEVERAL_DOCUMENTS.at(self._place_of(event))
        if fault := self._foreign_mark(event) or self._misread_scalar(event):
            return fault
        if isinstance(event, yaml.CollectionStartEvent) and len(self.stack) >= MAX_DEPTH:
            return TOO_DEEP.at(self._place_of(event))
        return None

    def _text(self, event: Any) -> str:
        """Return what a scalar says; in double quotes an escape may stand for what none may say."""
        if event.style != '"':
            return str(event.value)
        text, problems = without_controls(seen(with_line_feeds(event.value)), self._place_of(event))
        self.problems += problems
        return text

    def _node(self, event: Any, value: str | list[Node] | dict[str, Node]) -> Node:
        start, end = event.start_mark, event.end_mark
        return Node(value, start.line + 1, start.column + 1, last=end.line + 1)

    def _place(self, node: Node) -> None:
        """Put a node into the innermost open one; the first becomes the root."""
        if not self.stack:
            self.root = node
            return
        parent, waiting = self.stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif isinstance(parent.value, dict):
            if not waiting:
                waiting.append(node)
            else:
                self._pair(parent, parent.value, waiting.pop(), node)

    def _pair(self, parent: Node, mapping: dict[str, Node], key: Node, node: Node) -> None:
        place = Place(self.name, key.line, key.column)
        if not isinstance(key.value, str):
            self.problems.append(KEY_NOT_TEXT.at(place))
            return
        name = key.value.strip()  # as the model has it: else two names could become one
        if name in mapping:
            line, column = parent.keys[name]
            place, first = (replace(p, field=name) for p in (place, Place(self.name, line, column)))
            is_item = len(self.stack) > 1 and isinstance(self.stack[-2][0].value, list)
            kind = _NEW_ITEM if is_item and name == next(iter(mapping)) else DUPLICATE_KEY
            self.problems.append(kind.at(place, key=name, line=line, related=(first,)))
        else:
            mapping[name] = node
            parent.keys[name] = (key.line, key.column)

    def _foreign_mark(self, event: Any) -> Problem | None:
        """Return the Problem of an anchor, an alias or a tag: signs of YAML that are not used."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return syntax.ANCHOR.at(self._place_of(event))
        # libyaml does not tell of the tag "!", so look at the text.
        at = event.start_mark.index
        if isinstance(event, yaml.NodeEvent) and self.text[at : at + 1] == "!":
            return syntax.TAG.at(self._place_of(event))
        return None

    def _misread_scalar(self, event: Any) -> Problem | None:
        """Return the Problem of a text that is not what its writer meant; note what is cut off."""
        is_scalar = isinstance(event, yaml.ScalarEvent)
        if not is_scalar or event.style in ("|", ">"):
            return None
        start, end = event.start_mark.index, event.end_mark.index
        if event.style == '"' and _SURROGATE.search(event.value):
            return syntax.BACKSLASH.at(self._place_of(event))
        if not event.style and (fault := self._misread_lines(event, start, end)):
            return fault
        if comment := _COMMENT.match(self.text, end):
            place = place_at(self.text, comment.start(1), self.name)
            if start == end:
                return COMMENT_AFTER_VALUE.worded(
                    "Merkistä # alkava loppu on kommentti, joten kentällä ei ole arvoa."
                ).at(place, severity=Severity.ERROR)
            self.problems.append(COMMENT_AFTER_VALUE.at(place))
        return None

    def _misread_lines(self, event: Any, start: int, end: int) -> Problem | None:
        """Return the Problem of a text without quotes that took in what was meant as a list."""
        first = event.start_mark.line + 1
        line_start = self.text.rfind("\n", 0, start) + 1
        is_key = self.text[end : end + 1] == ":"
        if start < end and not self.text[line_start:start].strip(" -"):
            line = self.text[line_start:].split("\n", 1)[0]
            if problem := syntax.odd_beginning(line, first, self.name):
                return problem
            if not is_key and (problem := syntax.list_mark(line, first, self.name)):
                return problem
        for number, line in enumerate(self.text[start:end].split("\n")[1:], first + 1):
            if _ITEM.match(line):
                column = len(line) - len(line.lstrip()) + 1
                return syntax.BAD_INDENT.worded(
                    "Rivi alkaa luettelon merkillä, mutta se on sisennetty edellisen rivin"
                    " jatkoksi.",
                    "Aloita luettelon rivit samasta kohdasta, kukin viivalla. Monirivinen teksti"
                    " kirjoitetaan sisennettynä rivin ”kenttä: |-” alle.",
                ).at(Place(self.name, number, column))
        return None

    def _place_of(self, event: Any) -> Place:
        return Place(self.name, event.start_mark.line + 1, event.start_mark.column + 1)
