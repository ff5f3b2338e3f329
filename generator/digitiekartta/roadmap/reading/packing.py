"""Entries as plain JSON and back, without reading and judging again what has been judged.

It follows the model's types; a new one has to be added to ``_PLAIN`` or ``_WORDED``, and is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.occasions import Occasion
from digitiekartta.roadmap.model import Entry
from digitiekartta.roadmap.values import read_occasion

Kind = TypeVar("Kind", bound=Entry)
Way = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a value becomes JSON and JSON the value."""

    there: Way
    back: Way


# What JSON holds as it is.
_PLAIN = (str, int, bool, NoneType)
# What it holds as text; half-years also name what stands in a schedule.
_WORDED: Mapping[Any, _Ways] = {
    HalfYear: _Ways(str, lru_cache(maxsize=1024)(HalfYear.parse)),
    Period: _Ways(str, Period.parse),
    Decimal: _Ways(str, Decimal),
    Occasion: _Ways(str, read_occasion),
    date: _Ways(date.isoformat, date.fromisoformat),
}


def packed(entry: Entry) -> dict[str, Any]:
    """Return the fields of an entry that were given, by their names in code."""
    values, ways = vars(entry), _special_fields(type(entry))
    given = entry.model_fields_set
    return {
        name: ways[name].there(value) if name in ways else value
        for name, value in values.items()
        if name in given
    }


def unpacked(kind: type[Kind], fields: Mapping[str, Any]) -> Kind:
    """Return the entry of a class of which ``packed`` made these fields.

    Raises:
        Exception: Of any kind, where it did not.
    """
    values, ways = _defaults(kind), _special_fields(kind)
    values |= fields
    for name in fields.keys() & ways.keys():
        values[name] = ways[name].back(fields[name])
    entry = kind.__new__(kind)
    entry.__setstate__(
        {
            "__dict__": values,
            "__pydantic_fields_set__": {*fields},
            "__pydantic_extra__": None,
            "__pydantic_private__": {**_private(kind)},
        }
    )
    return entry


def _defaults(kind: type[Entry]) -> dict[str, Any]:
    # Of dictionaries each entry has its own.
    return {name: {} if value == {} else value for name, value in _given_by_default(kind).items()}


@cache
def _given_by_default(kind: type[Entry]) -> Mapping[str, Any]:
    return {name: info.get_default() for name, info in kind.model_fields.items()}


@cache
def _private(kind: type[Entry]) -> Mapping[str, Any]:
    return {name: private.get_default() for name, private in kind.__private_attributes__.items()}


@cache
def _special_fields(kind: type[Entry]) -> Mapping[str, _Ways]:
    """Return the fields of a class that JSON does not hold as they are."""
    ways = {name: _ways_of(info.annotation) for name, info in kind.model_fields.items()}
    return {name: way for name, way in ways.items() if way}


def _ways_of(kind: Any) -> _Ways | None:
    """Return how values of a type are packed; None where they are JSON already."""
    if kind in _PLAIN or get_origin(kind) is Literal:
        return None
    if kind in _WORDED:
        return _WORDED[kind]
    if isinstance(kind, type) and issubclass(kind, Entry):
        return _Ways(packed, lambda fields: unpacked(kind, fields))
    parts = get_args(kind)
    if get_origin(kind) is Annotated:
        return _ways_of(parts[0])
    if get_origin(kind) in (Union, UnionType):
        [inner] = [_ways_of(part) for part in parts if part is not NoneType]
        return inner and _Ways(_unless_none(inner.there), _unless_none(inner.back))
    if get_origin(kind) is tuple:
        item = _ways_of(parts[0]) or _AS_IT_IS
        return _Ways(
            lambda items: [*map(item.there, items)], lambda items: tuple(map(item.back, items))
        )
    if get_origin(kind) is dict:
        name, value = (_ways_of(part) or _AS_IT_IS for part in parts)
        return _Ways(
            lambda items: {name.there(one): value.there(items[one]) for one in items},
            lambda items: {name.back(one): value.back(items[one]) for one in items},
        )
    raise TypeError(f"not known how to pack {kind}")


_AS_IT_IS = _Ways(lambda value: value, lambda value: value)


def _unless_none(way: Way) -> Way:
    return lambda value: None if value is None else way(value)
