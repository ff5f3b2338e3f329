"""Every text that stands in a field of a roadmap, with its place: for rules on words."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.basics.problems import Place
from digitiekartta.roadmap.model import Entry
from digitiekartta.roadmap.roadmap import Roadmap

Path = tuple[str | int, ...]


def field_texts(roadmap: Roadmap) -> Iterator[tuple[str, Place]]:
    """Yield what stands in the fields, goals first; prose files are not among them."""
    entries: list[Entry] = [*roadmap.goals, *roadmap.measures, *roadmap.parties.values()]
    if roadmap.levels:
        entries.append(roadmap.levels)
    for entry in (*entries, roadmap.settings):
        yield from texts_of(entry)
    for name, party in roadmap.parties.items():
        yield name, party.place_of()


def texts_of(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Yield what stands in the fields of one entry and of the entries inside it."""
    for text, path in _strings(entry.model_dump(mode="json")):
        yield text, entry.place_at(*path)


def _strings(value: object, path: Path = ()) -> Iterator[tuple[str, Path]]:
    if isinstance(value, str):
        yield value, path
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))
