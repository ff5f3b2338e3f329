"""Labels: what the fields of content/ are called in a sentence, one and many."""

from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import ENTRIES

_FIELDS = [field for entry in ENTRIES for field in declared(entry).values()]
_ONE = {field.key: field.one for field in _FIELDS}
_MANY = {field.key: field.many for field in sorted(_FIELDS, key=lambda field: field.is_list)}

UPKEEP = frozenset(_ONE) - {field.key for field in _FIELDS if not field.upkeep}
"""The keys of fields whose change is mere upkeep, wherever they stand."""


def one(key: str) -> str:
    """Return what a field, or one of the things that it lists, is called, by its key."""
    return _ONE.get(key, key)


def many(key: str) -> str:
    """Return what several of the things that a field lists are called, by its key."""
    return _MANY.get(key, key)
