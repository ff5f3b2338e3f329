"""A tree of Nodes becomes an object of the model, or Problems at the lines that must change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from digitiekartta.basics.halfyears import period_in
from digitiekartta.basics.kinds import FIELDS, FILES, Kind
from digitiekartta.basics.problems import Place, Problem, errors_in, nearest
from digitiekartta.roadmap.fields import model_in
from digitiekartta.roadmap.model import KEYS, Entry, Path
from digitiekartta.roadmap.reading import broken_lines, nodes
from digitiekartta.roadmap.reading.faultless import plain_of
from digitiekartta.roadmap.reading.nodes import Node
from digitiekartta.roadmap.reading.salvage import KEY, salvage
from digitiekartta.roadmap.reading.source import Source, text_of
from digitiekartta.roadmap.reading.syntax import BAD_INDENT, NO_NAME, TWO_COLONS
from digitiekartta.roadmap.values import (
    EMPTY_VALUE,
    LIST_EXPECTED,
    MAPPING_EXPECTED,
    TEXT_EXPECTED,
)

EMPTY_FILE = FILES.error(
    "empty-file",
    "Tiedosto on tyhjä.",
    "Täydennä tiedosto tai poista se.",
    example="(Tiedostossa ei ole yhtään riviä.)",
)
NOT_A_MAPPING = FILES.error(
    "not-a-mapping",
    "Tiedoston pitää koostua kentistä, jotka kirjoitetaan muotoon ”kenttä: arvo”.",
    "Katso malli ohjeesta OHJE.md.",
    example="toimenpiteet/uusi.yml: - Tietoturvakurssi",
)
_A_LIST = NOT_A_MAPPING.worded(
    "Tiedosto on luettelo, mutta sen pitää koostua kentistä muodossa ”kenttä: arvo”.",
    "Poista viivat rivien alusta ja kirjoita rivit muotoon ”kenttä: arvo”.",
)
_LIST_IN_LIST = TEXT_EXPECTED.worded(
    "Luettelon rivillä on toinen luettelo tai sisäkkäisiä kenttiä.",
    "Kirjoita riville yksi viiva ja yksi arvo: ”- arvo”.",
)
UNKNOWN_VALUE = FIELDS.error(
    "unknown-value",
    "Arvo ”{value}” ei kelpaa.",
    "Sallitut arvot ovat {allowed}.",
    example="tahot.yml: Kirjasto: {laji: virasto}",
)
BAD_VALUE = FIELDS.error(
    "bad-value",
    "Arvo ei kelpaa tähän kenttään.",
    "Katso malli ohjeesta OHJE.md.",
    example="(Kentässä on arvo, jota mikään tarkempi ilmoitus ei kuvaa.)",
)
MISSING_FIELD = FIELDS.error(
    "missing-field",
    "Pakollinen kenttä ”{field}” puuttuu.",
    "Lisää rivi ”{field}: …”.",
    example="toimenpiteet/uusi.yml: otsikko: Tietoturvakurssi",
)
UNKNOWN_KEY = FIELDS.error(
    "unknown-key",
    "Kenttää ”{key}” ei ole.",
    "Kenttien nimet ovat ohjeessa OHJE.md. Tarkista myös rivin sisennys.",
    example="toimenpiteet/kurssit.yml: vastu: Tietohallinto",
)
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where an entry was written: the path to it in a file's tree.

    Of most entries nobody ever asks, and trees are large: where all of a file could be read, its
    text or its bytes are kept in the tree's stead. Of another, ``unread`` are the lines of what
    could not be.
    """

    tree: Node | str | bytes
    file: str
    path: Path
    unread: frozenset[int] = frozenset()

    @property
    def _root(self) -> Node:
        return self.tree if isinstance(self.tree, Node) else _tree(self.tree, self.file)

    def place(self, path: Path, key: bool) -> Place:
        return self._root.locate(self.file, (*self.path, *path), key=key)

    def text(self, path: Path) -> str | None:
        node = self._root.at((*self.path, *path))
        return node.value if node and isinstance(node.value, str) else None

    def has_lines(self, path: Path) -> bool:
        node = self._root.at((*self.path, *path))
        if node is None or not isinstance(node.value, str):
            return False
        name = self.place(path, key=True).line
        return name < node.line < node.last or "\n" in node.value.strip()

    def is_whole(self) -> bool:
        node = self._root.at(self.path) if self.unread else None
        return node is None or self.unread.isdisjoint(node.lines())


# Who asks of one place in a file soon asks of another.
@lru_cache(maxsize=16)
def _tree(written: str | bytes, file: str) -> Node:
    source = Source(written) if isinstance(written, str) else text_of(written, file)
    assert isinstance(source, Source)  # it has been read
    root, _ = nodes.parse(source.text, file)
    assert root is not None
    return root


@dataclass(frozen=True, slots=True)
class Read(Generic[Model]):
    """What came of reading a file.

    Args:
        entry: The object that the file describes, whole or what of it could be read; None when
            nothing could.
        problems: What is wrong; where any of it is an error, the entry is not whole.
        unsure: The lines (by number) and fields (by their path with dots) of which the entry does
            not say what the editor meant, so that nothing more can be said of them.
    """

    entry: Model | None
    problems: tuple[Problem, ...]
    unsure: frozenset[int | str] = frozenset()

    @property
    def whole(self) -> Model | None:
        """The entry, None when it is not whole."""
        return None if errors_in(self.problems) else self.entry


def read_entry(model: type[Model], text: str, name: str) -> Read[Model]:
    """Return the object that a YAML text describes, as far as it can be read.

    ``text`` is as ``read_text`` gives it.
    """
    if (plain := plain_of(text)) is not None:
        with suppress(ValidationError):
            return Read(attached(model.model_validate(plain), text, name), ())
    tree = broken_lines.parse(text, name, lambda root: validate(model, root, name)[1])
    root = tree.root
    if root is None or root.value == "":
        return Read(None, tree.problems or (EMPTY_FILE.at(Place(name, 1, 1)),))
    entry, faults = validate(model, root, name)
    faults = [fault for fault in faults if fault.place.line not in tree.passed]
    unsure: frozenset[int | str] = tree.passed
    if entry is None and isinstance(root.value, dict):
        salvaged = salvage(model, root.plain())
        unread = {fault.place.line for fault in faults if fault.code != MISSING_FIELD.code}
        if (entry := salvaged.entry) is not None:
            _attach(entry, root, name, (), frozenset(unread))
        unsure |= unread | salvaged.left_out
        faults += _hidden(salvaged.hidden, model, root, name)
    return Read(entry, (*tree.problems, *faults), unsure)


def _hidden(
    errors: Iterable[ErrorDetails], model: type[BaseModel], root: Node, file: str
) -> Iterator[Problem]:
    """Yield what is wrong with what is written in a file."""
    for error in errors:
        refusal = _Refusal(model, root, file, (), error)
        if root.at((*refusal.path, *refusal.context.get("at", ()))) is not None:
            yield _BY_ERROR.get(error["type"], _bad_value)(refusal)


def validate(
    model: type[Model], root: Node, name: str, path: Path = ()
) -> tuple[Model | None, list[Problem]]:
    """Return the object that a file's tree, or the part at a path, describes; else what is wrong.

    Args:
        model: The class of the object.
        root: The file's tree.
        name: How Problems call the file.
        path: The keys that lead to the part.
    """
    node = root.at(path)
    if node is None or not isinstance(node.value, dict):
        kind = _A_LIST if node and isinstance(node.value, list) else NOT_A_MAPPING
        return None, [kind.at(root.locate(name, path))]
    try:
        entry = model.model_validate(node.plain())
    except ValidationError as failure:
        errors = _each_once(failure.errors(include_url=False))
        refusals = _by_cause([_Refusal(model, root, name, path, error) for error in errors])
        return None, [_BY_ERROR.get(r.error["type"], _bad_value)(r) for r in refusals]
    _attach(entry, root, name, path)
    return entry, []


def attached(entry: Model, written: str | bytes, name: str) -> Model:
    """Return an entry that knows where it was written: in a file that was read without faults."""
    _attach(entry, written, name, ())
    return entry


def _attach(
    entry: object,
    tree: Node | str | bytes,
    name: str,
    path: Path,
    unread: frozenset[int] = frozenset(),
) -> None:
    """Tell an entry, and the entries inside it, where they were written."""
    if isinstance(entry, Entry):
        private = entry.__pydantic_private__  # quicker than by way of Pydantic
        assert private is not None
        private["_origin"] = _Origin(tree, name, path, unread)
        for field, key in _fields_with_entries(type(entry)):
            _attach(getattr(entry, field), tree, name, (*path, key), unread)
    elif isinstance(entry, RootModel):
        _attach(entry.root, tree, name, path, unread)
    elif isinstance(entry, tuple):
        for index, item in enumerate(entry):
            _attach(item, tree, name, (*path, index), unread)
    elif isinstance(entry, dict):
        for key, item in entry.items():
            _attach(item, tree, name, (*path, str(key)), unread)


@cache
def _fields_with_entries(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a class that may hold entries, each with its key."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields if model_in(info.annotation))


def _each_once(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield the errors, but only the first of half-years that stand where fields are expected."""
    seen = False
    for error in errors:
        if error["type"] == "extra_forbidden" and period_in(str(error["loc"][-1])):
            if seen:
                continue
            seen = True
        yield error


def _by_cause(refusals: list[_Refusal]) -> Iterator[_Refusal]:
    """Yield the refusals but those of a missing field whose key is only misspelt."""
    misspelt = {
        (*refusal.path[:-1], nearest(str(refusal.path[-1]), refusal.known_keys))
        for refusal in refusals
        if refusal.error["type"] == "extra_forbidden"
    }
    for refusal in refusals:
        if refusal.error["type"] != "missing" or refusal.path not in misspelt:
            yield refusal


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What Pydantic refused: in an object of a class, at a path in a file's tree."""

    model: type[BaseModel]
    root: Node
    file: str
    start: Path
    error: ErrorDetails

    @property
    def steps(self) -> Path:
        """The path to the value from the object's start on."""
        return tuple(step for step in self.error["loc"] if step != KEY)

    @property
    def path(self) -> Path:
        return (*self.start, *self.steps)

    @property
    def node(self) -> Node | None:
        return self.root.at(self.path)

    @property
    def context(self) -> dict[str, Any]:
        return self.error.get("ctx", {})

    @property
    def known_keys(self) -> list[str]:
        """The keys that may stand beside the value's."""
        return _fields_at(self.model, self.steps[:-1])

    def place(self, *, key: bool = False) -> Place:
        return self.root.locate(self.file, self.path, key=key)


def _bad_value(refusal: _Refusal) -> Problem:
    return BAD_VALUE.at(refusal.place())


def _missing(refusal: _Refusal) -> Problem:
    field = str(refusal.path[-1])
    if refusal.node is not None:
        return EMPTY_VALUE.worded(
            "Pakollinen kenttä ”{field}” on tyhjä.",
            "Kirjoita arvo kaksoispisteen ja välilyönnin perään.",
        ).at(refusal.place(), field=field)
    place = refusal.root.locate(refusal.file, refusal.path[:-1])
    field_name = ".".join(str(step) for step in refusal.path if isinstance(step, str))
    return MISSING_FIELD.at(replace(place, field=field_name), field=field)


def _unknown_key(refusal: _Refusal) -> Problem:
    key = str(refusal.path[-1])
    known = refusal.known_keys
    if KEYS["schedule"] in known and period_in(key):
        return BAD_INDENT.worded(
            "Puolivuosi ”{key}” on väärässä kohdassa: se kuuluu kentän {schedule} alle.",
            "Kirjoita puolivuodet kentän {schedule} alle, kahdella välilyönnillä sisennettyinä.",
        ).at(refusal.place(key=True), key=key, schedule=KEYS["schedule"])
    return UNKNOWN_KEY.at(refusal.place(key=True), key=key, known=known)


def _unknown_value(refusal: _Refusal) -> Problem:
    value = refusal.error["input"]
    if not isinstance(value, str):
        return TEXT_EXPECTED.at(refusal.place()) if value else _bad_value(refusal)
    expected = str(refusal.context["expected"]).replace(" or ", ", ").split(", ")
    allowed = [word.strip("'") for word in expected]
    return UNKNOWN_VALUE.at(refusal.place(), value=value, allowed=", ".join(allowed), known=allowed)


def _mapping_expected(refusal: _Refusal) -> Problem:
    is_empty = refusal.node is not None and refusal.node.value == ""
    return (EMPTY_VALUE if is_empty else MAPPING_EXPECTED).at(refusal.place())


def _refused(refusal: _Refusal) -> Problem:
    """Return the Problem that a validator of the model raised."""
    context = refusal.context
    kind: Kind = context["kind"]
    if kind.code == TEXT_EXPECTED.code and (line := _list_line(refusal)):
        return TWO_COLONS.worded(
            "Luettelon rivillä on kaksoispiste, joten se luetaan kentäksi.",
            "Kirjoita rivi lainausmerkkeihin: ”- '{line}'”.",
        ).at(refusal.place(), line=line)
    if kind.code == TEXT_EXPECTED.code and isinstance(refusal.path[-1], int):
        kind = _LIST_IN_LIST if kind is TEXT_EXPECTED else kind
    is_key = context["key"] or KEY in refusal.error["loc"]
    if is_key and kind.code == EMPTY_VALUE.code:
        kind = EMPTY_VALUE.worded(*NO_NAME)
    place = refusal.root.locate(refusal.file, (*refusal.path, *context["at"]), key=is_key)
    return kind.at(place, **context["words"])


def _list_line(refusal: _Refusal) -> str | None:
    """Return the line of a list that a colon made a field, as it stands within quotes."""
    node = refusal.node
    if isinstance(refusal.path[-1], int) and node and isinstance(node.value, dict):
        for key, value in node.value.items() if len(node.value) == 1 else ():
            if isinstance(value.value, str) and value.line == node.line:
                return f"{key}: {value.value}".replace("'", "''")
    return None


_BY_ERROR: dict[str, Callable[[_Refusal], Problem]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_value,
    "model_type": _mapping_expected,
    "dict_type": _mapping_expected,
    "model_attributes_type": _mapping_expected,
    "tuple_type": lambda refusal: LIST_EXPECTED.at(refusal.place()),
    "refused": _refused,
}


def _fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """Return the keys that are known at a path: the fields of the class that stands there."""
    for step in path:
        if isinstance(step, str):
            fields = {info.alias or name: info for name, info in model.model_fields.items()}
            # The keys of a register (parties) or a schedule are the editor's own.
            field = fields.get(step) or fields.get("root")
            inner = model_in(field.annotation) if field else model
            if inner is None:
                return []
            model = inner
    return [info.alias or name for name, info in model.model_fields.items()]
