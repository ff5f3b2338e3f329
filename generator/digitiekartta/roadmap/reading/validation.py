"""A tree of Nodes becomes an object of the model, or Problems at the lines that must change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from digitiekartta.basics.halfyears import Period
from digitiekartta.basics.problems import Place, Problem, did_you_mean
from digitiekartta.roadmap.model import KEYS, Entry
from digitiekartta.roadmap.reading.nodes import Node

Model = TypeVar("Model", bound=BaseModel)
_KEY = "[key]"
_MAPPING_TYPES = ("model_type", "dict_type", "model_attributes_type")


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
            Problem(
                "not-a-mapping",
                Place(name, node.line, node.column),
                "Tiedoston pitää koostua kentistä, jotka kirjoitetaan muotoon ”kenttä: arvo”.",
                "Katso malli ohjeesta OHJE.md.",
            )
        ]
    try:
        found = model.model_validate(node.plain())
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, [_problem(model, node, name, one) for one in _told_once(errors)]
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


def _told_once(errors: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Yield the errors, but only the first of half-years that stand where fields are expected."""
    seen = False
    for error in errors:
        if error["type"] == "extra_forbidden" and _is_half_year(error["loc"][-1]):
            if seen:
                continue
            seen = True
        yield error


def _is_half_year(key: str | int) -> bool:
    try:
        Period.parse(str(key))
    except ValueError:
        return False
    return True


def _problem(model: type[BaseModel], node: Node, name: str, error: ErrorDetails) -> Problem:
    code, context = error["type"], error.get("ctx", {})
    about_key = _KEY in error["loc"]
    path = tuple(step for step in error["loc"] if step != _KEY)
    at = node.at(path)
    if code == "missing":
        return _missing(node, name, path)
    if code == "extra_forbidden":
        return _unknown_key(model, node, name, path)
    if at is not None and at.value == "" and code in _MAPPING_TYPES:
        return Problem(
            "empty-value",
            node.locate(name, path),
            "Arvo on tyhjä.",
            "Kirjoita arvo tai poista rivi.",
        )
    if code == "literal_error" and isinstance(error["input"], str):
        allowed = [word.strip("'") for word in _allowed(context)]
        return Problem(
            "unknown-value",
            node.locate(name, path),
            f"Arvo ”{error['input']}” ei kelpaa.",
            did_you_mean(error["input"], allowed, f"Sallitut arvot ovat {', '.join(allowed)}."),
        )
    if code in ("literal_error", "text-expected") and at is not None and at.value:
        return _text_expected(
            at, node.locate(name, path), context, in_list=isinstance(path[-1], int)
        )
    if code in _MAPPING_TYPES:
        return Problem(
            "mapping-expected",
            node.locate(name, path),
            "Tähän kuuluu kenttiä muodossa ”kenttä: arvo”.",
            "Kirjoita kentät omille riveilleen sisennettyinä. Katso malli ohjeesta OHJE.md.",
        )
    if code in ("tuple_type", "list_type"):
        return Problem(
            "list-expected",
            node.locate(name, path),
            "Tähän kuuluu luettelo, jonka rivit alkavat viivalla (- arvo).",
            "Kirjoita jokainen arvo omalle rivilleen viivan ja välilyönnin perään.",
        )
    if "message" in context:
        path = (*path, *context.get("at", ()))
        place = node.locate(name, path, key=about_key or context.get("key", False))
        return Problem(code, place, context["message"], context["remedy"])
    return Problem(
        "bad-value",
        node.locate(name, path),
        "Arvo ei kelpaa tähän kenttään.",
        "Katso malli ohjeesta OHJE.md.",
    )


def _missing(node: Node, name: str, path: tuple[str | int, ...]) -> Problem:
    field = str(path[-1])
    if node.at(path) is not None:
        return Problem(
            "empty-value",
            node.locate(name, path),
            f"Pakollinen kenttä ”{field}” on tyhjä.",
            "Kirjoita arvo kaksoispisteen ja välilyönnin perään.",
        )
    place = node.locate(name, path[:-1])
    field_name = ".".join(str(step) for step in path if isinstance(step, str))
    return Problem(
        "missing-field",
        Place(place.file, place.line, place.column, field_name),
        f"Pakollinen kenttä ”{field}” puuttuu.",
        f"Lisää rivi ”{field}: …”.",
    )


def _unknown_key(
    model: type[BaseModel], node: Node, name: str, path: tuple[str | int, ...]
) -> Problem:
    key = str(path[-1])
    place = node.locate(name, path, key=True)
    known = _fields_at(model, path[:-1])
    if KEYS["schedule"] in known and _is_half_year(key):
        return Problem(
            "bad-indent",
            place,
            f"Puolivuosi ”{key}” on väärässä kohdassa: se kuuluu kentän {KEYS['schedule']} alle.",
            f"Kirjoita puolivuodet kentän {KEYS['schedule']} alle, kahdella välilyönnillä"
            " sisennettyinä.",
        )
    return Problem(
        "unknown-key",
        place,
        f"Kenttää ”{key}” ei ole.",
        did_you_mean(
            key, known, "Kenttien nimet ovat ohjeessa OHJE.md. Tarkista myös rivin sisennys."
        ),
    )


def _text_expected(at: Node, place: Place, context: dict[str, Any], *, in_list: bool) -> Problem:
    if in_list and isinstance(at.value, dict) and len(at.value) == 1:
        [(key, value)] = at.value.items()
        if isinstance(value.value, str) and value.line == at.line:
            quoted = f"{key}: {value.value}".replace("'", "''")
            return Problem(
                "two-colons",
                place,
                "Luettelon rivillä on kaksoispiste, joten se luetaan kentäksi.",
                f"Kirjoita rivi lainausmerkkeihin: ”- '{quoted}'”.",
            )
    message = context.get("message", "Tähän kuuluu teksti, ei luetteloa eikä sisäkkäisiä kenttiä.")
    remedy = context.get("remedy", "Kirjoita arvo kentän nimen perään samalle riville.")
    return Problem("text-expected", place, message, remedy)


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
