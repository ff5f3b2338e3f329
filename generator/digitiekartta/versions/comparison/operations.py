"""Operations: the exact difference of two canonical contents.

A content is a plain tree: dicts by id and field, lists, texts. Lists whose items can be told
apart (by id, name, half-year, year …) are compared item by item, all others as a whole.
The tests apply the operations to the old content and get the new one, for any two contents.
"""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from digitiekartta.roadmap.canonical import MEASURES
from digitiekartta.roadmap.model import KEYS

Content = Mapping[str, Any]
"""A roadmap's whole content in canonical form, or a part of it."""

_FORMER_IDS = KEYS["former_ids"]
_NAME = "nimi"
# The fields that tell the items of a list apart: the first that all its items have. A text
# in a list is its own name.
_TELLING: tuple[tuple[str, ...], ...] = (
    ("tunnus",),
    (_NAME,),
    ("puolivuosi",),
    ("vuosi", "laji"),
    ("vuosi",),
    ("osoite",),
    ("otsikko",),
    ("kuvaus",),
    ("toimielin", "aika", "asia"),
)


class Kind(StrEnum):
    """What an operation does to what stands at its path."""

    ADDED = "lisätty"
    REMOVED = "poistettu"
    CHANGED = "muutettu"
    ORDERED = "järjestetty"
    RENAMED = "tunnus vaihdettu"


@dataclass(frozen=True, slots=True)
class Item:
    """What tells an item of a list from the others: fields and their values."""

    fields: tuple[str, ...]
    values: tuple[Hashable, ...]

    def __str__(self) -> str:
        return ", ".join(str(value) for value in self.values)


Path = tuple[str | Item, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One step from an old content to a new one.

    ``path`` leads through dicts by key and through lists by Item. Of an order, ``before`` and
    ``after`` are lists of Items; of a renaming, the two ids.
    """

    kind: Kind
    path: Path
    before: Any = None
    after: Any = None


def difference(old: Content, new: Content) -> list[Operation]:
    """Return the operations that make the new content of the old one; none when they are equal."""
    renames = renamed(
        old.get(MEASURES, {}),
        {id: entry.get(_FORMER_IDS, ()) for id, entry in new.get(MEASURES, {}).items()},
    )
    if renames:
        measures = {renames.get(id, id): entry for id, entry in old[MEASURES].items()}
        old = {**old, MEASURES: measures}
    renaming = [Operation(Kind.RENAMED, (MEASURES, was), was, now) for was, now in renames.items()]
    return [*renaming, *_in_mapping(old, new, ())]


def renamed(old: Collection[str], new: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the ids of measures that have changed: former id → present id.

    A new measure takes the place of the first of its former ids that is gone. ``new`` has the
    present ids, each with its former ones.
    """
    renames: dict[str, str] = {}
    for id in sorted(new.keys() - {*old}):
        for former in new[id]:
            if former in old and former not in new and former not in renames:
                renames[former] = id
                break
    return dict(sorted(renames.items()))


def told_apart(old: object, new: object) -> tuple[dict[Item, Any], dict[Item, Any]] | None:
    """Return the items of two lists by what tells them apart, or None when nothing does."""
    if not isinstance(old, list) or not isinstance(new, list):
        return None
    for fields in _TELLING:
        before, after = _by(fields, old), _by(fields, new)
        if before is not None and after is not None:
            return before, after
    return None


# --- comparing -----------------------------------------------------------------------------


def _in_mapping(old: Content, new: Content, path: Path) -> Iterator[Operation]:
    for key in sorted({*old, *new}):
        here = (*path, key)
        if key not in new:
            yield Operation(Kind.REMOVED, here, old[key])
        elif key not in old:
            yield Operation(Kind.ADDED, here, None, new[key])
        else:
            yield from _in_value(old[key], new[key], here)


def _in_value(old: Any, new: Any, path: Path) -> Iterator[Operation]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _in_mapping(old, new, path)
    elif items := told_apart(old, new):
        yield from _in_items(*items, path)
    else:
        yield Operation(Kind.CHANGED, path, old, new)


def _in_items(old: Mapping[Item, Any], new: Mapping[Item, Any], path: Path) -> Iterator[Operation]:
    kept = [item for item in old if item in new]
    fresh = [item for item in new if item not in old]
    for item in old:
        if item not in new:
            yield Operation(Kind.REMOVED, (*path, item), old[item])
    for item in kept:
        yield from _in_value(old[item], new[item], (*path, item))
    for item in fresh:
        yield Operation(Kind.ADDED, (*path, item), None, new[item])
    if [*kept, *fresh] != list(new):
        yield Operation(Kind.ORDERED, path, [*kept, *fresh], list(new))


def _by(fields: Sequence[str], items: Sequence[Any]) -> dict[Item, Any] | None:
    by_item = {_item(fields, value): value for value in items}
    return None if None in by_item or len(by_item) < len(items) else by_item  # type: ignore[return-value]


def _item(fields: Sequence[str], value: Any) -> Item | None:
    if isinstance(value, str):
        value = {_NAME: value}
    if not isinstance(value, dict):
        return None
    values = tuple(value.get(field) for field in fields)
    if any(isinstance(one, dict | list | None) for one in values):
        return None
    return Item(tuple(fields), values)


# --- as JSON -------------------------------------------------------------------------------


def to_json(operation: Operation) -> dict[str, Any]:
    """Return an operation as plain data with Finnish keys, from which it can be read back."""
    data: dict[str, Any] = {
        "laji": str(operation.kind),
        "polku": [_step_to_json(step) for step in operation.path],
    }
    sides = {"ennen": operation.before, "nyt": operation.after}
    if operation.kind is Kind.ORDERED:
        sides = {name: [_step_to_json(item) for item in items] for name, items in sides.items()}
    return data | {name: value for name, value in sides.items() if value is not None}


def _step_to_json(step: str | Item) -> Any:
    return step if isinstance(step, str) else dict(zip(step.fields, step.values, strict=True))
