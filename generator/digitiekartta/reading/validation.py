"""A tree of Nodes becomes an object of the model, or Problems at the lines that must change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from digitiekartta.model import Entry
from digitiekartta.problems import Place, Problem, did_you_mean
from digitiekartta.reading.nodes import Node

Model = TypeVar("Model", bound=BaseModel)
_KEY = "[key]"


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where an entry was written: the path to it in a file's tree."""

    root: Node
    file: str
    path: tuple[str | int, ...]

    def place(self, path: tuple[str | int, ...], key: bool) -> Place:
        return self.root.locate(self.file, (*self.path, *path), key=key)


def validate(model: type[Model], node: Node, name: str) -> tuple[Model | None, list[Problem]]:
    """Return the object that a file's tree describes, or everything that is wrong with it.

    Args:
        model: The class of the file.
        node: The file's root.
        name: How Problems call the file.
    """
    if not isinstance(node.value, dict):
        return None, [
            Problem("not-a-mapping", Place(name, node.line, node.column),
                    "Tiedoston pitää koostua kentistä, jotka kirjoitetaan muotoon ”kenttä: arvo”.",
                    "Katso malli ohjeesta OHJE.md.")
        ]
    try:
        found = model.model_validate(node.plain())
    except ValidationError as error:
        return None, [_problem(model, node, name, one) for one in error.errors(include_url=False)]
    attach(found, node, name)
    return found, []


def attach(found: object, node: Node, name: str, path: tuple[str | int, ...] = ()) -> None:
    """Tell an entry, and the entries inside it, where they were written."""
    if isinstance(found, Entry):
        found._origin = _Origin(node, name, path)
        for field, info in type(found).model_fields.items():
            attach(getattr(found, field), node, name, (*path, info.alias or field))
    elif isinstance(found, RootModel):
        attach(found.root, node, name, path)
    elif isinstance(found, tuple):
        for index, item in enumerate(found):
            attach(item, node, name, (*path, index))
    elif isinstance(found, dict):
        for key, item in found.items():
            attach(item, node, name, (*path, str(key)))


def _problem(model: type[BaseModel], node: Node, name: str, error: ErrorDetails) -> Problem:
    code, context = error["type"], error.get("ctx", {})
    about_key = _KEY in error["loc"]
    path = tuple(step for step in error["loc"] if step != _KEY)
    if code == "missing":
        field = str(path[-1])
        place = node.locate(name, path[:-1])
        place = Place(place.file, place.line, place.column, ".".join(str(p) for p in path if isinstance(p, str)))
        return Problem("missing-field", place, f"Pakollinen kenttä ”{field}” puuttuu.",
                       f"Lisää rivi ”{field}: …”.")
    if code == "extra_forbidden":
        key = str(path[-1])
        return Problem(
            "unknown-key",
            node.locate(name, path, key=True),
            f"Kenttää ”{key}” ei ole.",
            did_you_mean(key, _fields_at(model, path[:-1]), "Tarkista kentän nimi ja sisennys ohjeesta OHJE.md."),
        )
    if code == "literal_error":
        written = str(error["input"])
        allowed = [word.strip("'") for word in _allowed(context)]
        return Problem(
            "unknown-value",
            node.locate(name, path),
            f"Arvo ”{written}” ei kelpaa.",
            did_you_mean(written, allowed, f"Sallitut arvot: {', '.join(allowed)}."),
        )
    if code in ("model_type", "dict_type", "model_attributes_type"):
        return Problem("mapping-expected", node.locate(name, path),
                       "Tähän kuuluu kenttiä muodossa ”kenttä: arvo”.",
                       "Kirjoita kentät omille riveilleen sisennettyinä. Katso malli ohjeesta OHJE.md.")
    if code in ("tuple_type", "list_type"):
        return Problem("list-expected", node.locate(name, path),
                       "Tähän kuuluu luettelo, jonka rivit alkavat viivalla (-).",
                       "Kirjoita jokainen arvo omalle rivilleen viivan ja välilyönnin perään.")
    if "message" in context:
        path = (*path, *context.get("at", ()))
        return Problem(code, node.locate(name, path, key=about_key), context["message"], context["remedy"])
    return Problem("bad-value", node.locate(name, path), "Arvo ei kelpaa tähän kenttään.",
                   "Katso malli ohjeesta OHJE.md.")


def _allowed(context: dict[str, Any]) -> list[str]:
    return str(context.get("expected", "")).replace(" or ", ", ").split(", ")


def _fields_at(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """Return the keys that are known at a path: the fields of the class that stands there."""
    current: type[BaseModel] = model
    for step in path:
        inner = _model_in(_annotation(current, step)) if isinstance(step, str) else current
        if inner is None:
            return []
        current = inner
    return [info.alias or field for field, info in current.model_fields.items()]


def _annotation(model: type[BaseModel], key: str) -> Any:
    fields: dict[str, FieldInfo] = model.model_fields
    for field, info in fields.items():
        if key == (info.alias or field):
            return info.annotation
    # The keys of a register (parties) or a schedule are the editor's own.
    return fields["root"].annotation if "root" in fields else model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if found := _model_in(argument):
            return found
    return None
