"""The outline of a roadmap: all that pages tell of measures besides a measure's own page.

Most of what is edited is told on one page alone. Pages that are made of the outline cannot tell it,
as the measures there lack it, and so need not be made again when nothing else has changed. A digest
of what a page is made of says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from hashlib import sha256
from typing import Any, cast

from pydantic import BaseModel

from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import FileEntry, Measure
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.entries import Entry

DETAILS = {
    "description",
    "parties_in_source",
    "sector_in_source",
    "contributors",
    "own_measures",
    "follow_up",
    "links",
    "related",
    "change_reason",
    "notes",
    "search_words",
    "extra_fields",
    "source",
}
"""The fields of a measure that only its own page tells, and what is made of all of everything."""


class _Pending:
    """What waits for approval is no part of the outline: it tells what was edited."""

    def __getattribute__(self, name: str) -> Any:
        raise AttributeError(f"{name} of what is pending is not in the outline")

    def __bool__(self) -> bool:
        raise AttributeError("what is pending is not in the outline")


@dataclass(frozen=True)
class Outlined:
    """A site and its outline.

    Attributes:
        whole: The site.
        outline: The same without the details of measures: who asks for one gets an error.
        made_of: A digest of all that the outline says.
        details: Id of a measure → a digest of its details.
    """

    whole: Site
    outline: Site
    made_of: str
    details: Mapping[str, str]

    @classmethod
    def of(cls, site: Site) -> "Outlined":
        """Return a site with its outline."""
        roadmap = replace(
            site.roadmap, measures=tuple(map(_without_details, site.roadmap.measures))
        )
        history = site.history
        if history.pending:
            history = replace(history, pending=cast(Comparison, _Pending()))
        outline = Site(roadmap, site.options, history)
        # That most measures have a description is told on the pages of those that have none.
        vars(outline)["described"] = site.described
        told = sha256()
        for text in _told_in_outline(site):
            told.update(text.encode() + b"\0")
        details = {
            one.id: digest(one.model_dump_json(include=DETAILS)) for one in site.roadmap.measures
        }
        return cls(site, outline, told.hexdigest(), details)

    @property
    def all_made_of(self) -> str:
        """A digest of all that the site says."""
        return digest(self.made_of, *self.details.values())

    def told_of(self, measure: Measure) -> str:
        """Return a digest of all that the site may say of a measure, which no other one has."""
        return digest(measure.id, self.made_of, self.details[measure.id])

    def own_made_of(self, measure: Measure, pending: Entry | None) -> str:
        """Return a digest of what a measure's own page tells besides the outline."""
        return digest(self.details[measure.id], repr(pending))


def digest(*texts: str) -> str:
    """Return a digest of texts in their order."""
    return sha256("\0".join(texts).encode()).hexdigest()


def _without_details(measure: Measure) -> Measure:
    outlined = measure.model_copy()
    for name in DETAILS:
        del vars(outlined)[name]
    return outlined


def _told_in_outline(site: Site) -> Iterator[str]:
    roadmap = site.roadmap
    for measure in roadmap.measures:
        yield f"{measure.id} {measure.model_dump_json(exclude=DETAILS)}"
    yield from _told(replace(roadmap, measures=()))
    yield from _told(site.options)
    yield from _told(tuple(chapter.version for chapter in site.history.chapters))
    yield from _told((site.described, site.history.pending is not None))


def _told(value: object) -> Iterator[str]:
    """Yield all that a value holds, in an order of its own: another value yields other texts."""
    yield type(value).__name__
    if isinstance(value, BaseModel):
        yield value.model_dump_json()
        yield value.id if isinstance(value, FileEntry) else ""
    elif is_dataclass(value):
        for field in fields(value):
            yield from _told(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _told(tuple(value.items()))
    elif isinstance(value, frozenset):
        yield from _told(tuple(sorted(value)))
    elif isinstance(value, Sequence) and not isinstance(value, str | bytes):
        yield str(len(value))
        for item in value:
            yield from _told(item)
    elif isinstance(value, bytes):
        yield sha256(value).hexdigest()
    elif value is None or isinstance(value, str | int | date | Enum):
        yield repr(value)
    else:
        raise TypeError(f"nobody has said how a {type(value).__name__} is told")
