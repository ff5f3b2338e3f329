"""The way forward: operations read back from JSON, and applied to the old content."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from digitiekartta.versions.comparison.operations import Content, Item, Kind, Operation


def apply(old: Content, operations: Iterable[Operation]) -> dict[str, Any]:
    """Return what the operations make of a content; the content itself stays as it is.

    Raises:
        LookupError: An operation is about something that the content does not hold.
    """
    content: dict[str, Any] = copy.deepcopy(dict(old))
    for operation in operations:
        _apply(content, operation)
    return content


def from_json(data: Mapping[str, Any]) -> Operation:
    """Return the operation that ``to_json`` wrote."""
    kind = Kind(data["laji"])
    sides = [data.get("ennen"), data.get("nyt")]
    if kind is Kind.ORDERED:
        sides = [[_step_from_json(item) for item in items or ()] for items in sides]
    return Operation(kind, tuple(_step_from_json(step) for step in data["polku"]), *sides)


def _step_from_json(step: Any) -> str | Item:
    return step if isinstance(step, str) else Item(tuple(step), tuple(step.values()))


def _apply(content: dict[str, Any], operation: Operation) -> None:
    *way, last = operation.path
    holder: Any = content
    for step in way:
        holder = holder[_place(holder, step)]
    after = copy.deepcopy(operation.after)
    if operation.kind is Kind.RENAMED:
        holder[after] = holder.pop(last)
    elif operation.kind is Kind.ORDERED:
        items = holder[_place(holder, last)]
        items[:] = [items[_place(items, item)] for item in after]
    elif operation.kind is Kind.REMOVED:
        del holder[_place(holder, last)]
    elif operation.kind is Kind.ADDED and isinstance(last, Item):
        holder.append(after)
    else:
        holder[_place(holder, last)] = after


def _place(holder: Any, step: str | Item) -> Any:
    """Return the key or index at which a step of a path leads on."""
    if isinstance(step, str):
        return step
    for index, value in enumerate(holder):
        if _names(step, value):
            return index
    raise LookupError(f"no such item: {step}")


def _names(item: Item, value: Any) -> bool:
    """Whether an item is what tells a value of a list from the others."""
    fields = {"nimi": value} if isinstance(value, str) else value
    return item.values == tuple(fields.get(field) for field in item.fields)
