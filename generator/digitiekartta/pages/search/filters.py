"""What the filters of /toimenpiteet/ know: which measures have which goal, party, phase and so on.

``toimenpiteet.js`` reads ``assets/toimenpiteet.json`` when the filters are opened. Each choice
holds the same measures as the page of that goal, party or half-year, and is named in the
address as that page is: ``?vastuu=kirjasto&puolivuosi=2026-kevat``.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.text import sentence_case, slug
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.owners import OWNERS
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.model import Measure

FILE = "assets/toimenpiteet.json"
WORDS_ALONE = "muu-merkinta"  # the choice for what the schedule says in words, without a phase


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how the address and the reader name it, and its measures' ids."""

    key: str
    name: str
    measures: frozenset[str]


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, and its choices in order."""

    key: str
    label: str
    choices: tuple[Choice, ...]


def filters(site: Site) -> tuple[Filter, ...]:
    """Return the filters that have something to choose, half-years and phases apart."""
    roadmap = site.roadmap
    goals = (
        Choice(goal.id, f"Tavoite {goal.number}: {goal.title}", _ids(roadmap.measures_of(goal)))
        for goal in roadmap.goals
    )
    groups = (
        Choice(f"{goal.id}/{group.id}", group.title, _ids(roadmap.measures_in(goal, group)))
        for goal in roadmap.goals
        for group in goal.groups
    )
    words = roadmap.settings
    choices_of = [
        ("tavoite", "Tavoite", goals),
        ("ryhma", sentence_case(words.group_word), groups),
        *(
            (section.key, sentence_case(section.noun_in(site)), _owners(section.owners(site)))
            for section in OWNERS
        ),
    ]
    all_filters = (Filter(key, label, tuple(choices)) for key, label, choices in choices_of)
    return tuple(each for each in all_filters if each.choices)


def phases(site: Site) -> Sequence[tuple[str, str]]:
    """Return the phases, name in the address → label, and words alone where they are used."""
    named = [
        (slug(phase.name), sentence_case(phase.name)) for phase in site.roadmap.settings.phases
    ]
    alone = any(phase is None for moment in site.half_years for phase, _ in site.happening(moment))
    return [*named, *([(WORDS_ALONE, "Muu merkintä")] if alone else [])]


def in_phases(site: Site) -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return half-year → phase → measures' ids, as on the pages of the half-years."""
    return {
        moment.slug: {
            slug(phase.name) if phase else WORDS_ALONE: _ids(measures)
            for phase, measures in site.happening(moment)
        }
        for moment in site.half_years
    }


def haystack(measure: Measure) -> str:
    """Return the text in which the filter's words are looked for."""
    texts = (measure.title, measure.description, measure.notes)
    return " ".join(escaping.clean(text).lower() for text in texts if text)


def filter_files(site: Site) -> dict[str, str]:
    """Return the data of the filters as a file, path → JSON."""
    measures = site.roadmap.measures_in_order
    number = {measure.id: index for index, measure in enumerate(measures)}

    def numbers(ids: Iterable[str]) -> list[int]:
        return sorted(number[id] for id in ids)

    lines = {
        "rajaukset": [
            [each.key, each.label, [[c.key, c.name, numbers(c.measures)] for c in each.choices]]
            for each in filters(site)
        ],
        "puolivuodet": [[moment.slug, sentence_case(str(moment))] for moment in site.half_years],
        "vaiheet": [list(phase) for phase in phases(site)] if site.half_years else [],
        "tilanteet": {
            moment: {phase: numbers(ids) for phase, ids in by_phase.items()}
            for moment, by_phase in in_phases(site).items()
        },
        "toimenpiteet": [
            [paths.address(paths.measure(measure.id)), haystack(measure)] for measure in measures
        ],
    }
    return {FILE: "{" + ",\n".join(_members(lines)) + "}\n"}


def _members(lines: Mapping[str, object]) -> Iterator[str]:
    """Yield the members of the JSON object, a line for each entry of a list."""
    for key, value in lines.items():
        items = value if isinstance(value, list) else None
        text = "[" + ",\n".join(map(_json, items)) + "]" if items else _json(value)
        yield f"{_json(key)}:{text}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _ids(measures: Iterable[Measure]) -> frozenset[str]:
    return frozenset(measure.id for measure in measures)


def _owners(owners: Owners) -> Iterator[Choice]:
    for name, page in owners.pages.items():
        if owners.measures[name]:
            key = posixpath.basename(page).removesuffix(".md")
            yield Choice(key, name, _ids(owners.measures[name]))
