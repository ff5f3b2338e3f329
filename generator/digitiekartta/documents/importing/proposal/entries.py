"""The goals and measures of a proposal: what documents say, put over what stands in content."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from digitiekartta.basics.kinds import PROPOSALS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.annex_form import (
    STATE,
    STATE_GROUP,
    STATE_NONE,
    STATE_UNKNOWN,
)
from digitiekartta.documents.importing.exported import Exported, of_group
from digitiekartta.documents.importing.neutral import Goal, SourceRow
from digitiekartta.documents.importing.proposal.edited import Edited
from digitiekartta.documents.importing.proposal.fields import (
    Row,
    goal_heading,
    source_of,
    state_told,
)
from digitiekartta.documents.importing.proposal.material import STEP, Material
from digitiekartta.documents.importing.proposal.merging import (
    NAMED,
    Change,
    Merged,
    Told,
    merge,
    raw_to_keep,
)
from digitiekartta.documents.importing.proposal.settings import why_unknown
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap import model
from digitiekartta.roadmap.model import Measure, Source
from digitiekartta.roadmap.unfinished import UNTITLED

CHANGED_ON_BOTH_SIDES = PROPOSALS.warning(
    "changed-on-both-sides",
    "Toimenpiteen ”{id}” kohtaa ”{field}” on muutettu sekä lähteessä että sisällössä. Sisällössä"
    " on ”{content}”, lähteessä ”{document}”.",
    "Sisältö jätettiin ennalleen. Korjaa se tarvittaessa käsin.",
    example="Lähteessä aikataulu on siirtynyt, ja sisältöön on kirjoitettu toinen puolivuosi.",
    need=Need.DECIDE,
)
GONE_FROM_SOURCE = PROPOSALS.warning(
    "gone-from-source",
    "Toimenpiteen ”{id}” kohtaa ”{field}” ei enää ole lähteessä.",
    "Kohta jätettiin sisältöön. Poista se käsin, jos se on vanhentunut.",
    example="Lähteen uudesta versiosta on poistettu toimenpiteen lisätiedot.",
)
HALF_YEARS_GONE = PROPOSALS.warning(
    "half-years-gone",
    "Asiakirjassa ei enää ole saraketta näille puolivuosille: {moments}.",
    "Niiden merkinnät jätettiin sisältöön. Poista ne käsin, jos ne ovat vanhentuneet.",
    example="Uudesta versiosta on poistettu sarake ”Syksy 2027”.",
    need=Need.KNOW,
)
STATE_NOT_TAKEN = PROPOSALS.warning(
    "schedule-state-not-taken",
    "Toimenpiteen ”{id}” rivillä sarakkeessa ”Aikataulun tila” lukee ”{state}”, mutta aikataulu on"
    " toinen. Tilaa ei tuotu.",
    "Jos aikataulua ei enää ole tai sitä ei tiedetä, muuta se toimenpiteen tiedostoon kenttään"
    " aikataulu.",
    example="Liitteessä on kirjoitettu ”ei tiedossa” riville, jolla on vaiheita.",
    need=Need.DECIDE,
)
ROWS_SORTED = PROPOSALS.warning(
    "rows-sorted",
    "Liitteen rivit on järjestetty uudelleen ({table}). Toimenpiteiden ryhmät ja järjestys"
    " jätettiin ennalleen.",
    "Muut muutokset tuotiin. Jos toimenpide vaihtaa ryhmää, siirrä rivi järjestämättömään"
    " liitteeseen.",
    example="Toimenpiteet on lajiteltu liitteessä vastuutahon mukaan.",
    need=Need.KNOW,
)
MISSING_IN_SOURCE = PROPOSALS.warning(
    "missing-in-source",
    "Toimenpidettä ”{title}” ei ole lähteessä.",
    "Toimenpide jätettiin sisältöön. Jos se on päättynyt, kerro se kentässä paattyi.",
    example="Lähteen uudesta versiosta on poistettu rivi.",
)


def merged_goals(material: Material) -> Iterator[Merged[model.Goal]]:
    """Yield each goal of the documents, over the one in content; with what changes."""
    numbers = {goal.number for goal in material.roadmap.goals}
    for index, goal in enumerate(material.goals):
        id_ = material.ids.goals[index]
        present = material.roadmap.goals_by_id.get(id_)
        entry = present or _new_goal(goal, id_, numbers, material.is_annex(index))
        numbers.add(entry.number)
        changes: list[Change] = []
        exported = material.exported_in(index)
        said = goal_heading(goal)
        if present and said.title:
            before = material.memory.goals.get(id_)
            if exported:
                before = Edited(exported, id_).heading(said, present.title)
            merged = merge(said, before, present)
            entry, changes = merged.entry, _named(f"tavoite {id_}", merged)
        groups = list(entry.groups)
        for at in range(len(goal.groups)):
            if key := material.ids.groups[index, at]:
                changes += _put_group(material, groups, id_, key, exported)
        if present is None:
            changes.append(Change("tavoitteet", "", entry.title))
        yield Merged(entry.model_copy(update={"groups": tuple(groups)}), changes)


def _new_goal(goal: Goal, id_: str, numbers: set[int], is_annex: bool) -> model.Goal:
    number = goal.number
    if number is None or number in numbers:
        number = max(numbers, default=0) + 1
    first = next(group.measures[0] for group in goal.groups if group.measures)
    untitled = None if goal.title.strip() else "Lähteessä tavoitteella ei ole otsikkoa."
    title, source = line(goal.title) or UNTITLED, None if is_annex else source_of(goal, first)
    new = model.Goal.model_construct(
        number=number,
        title=title,
        description=goal_heading(goal).description,
        notice=untitled,
        source=source,
    )
    new._id = id_
    return new


def _put_group(
    material: Material, groups: list[model.Group], goal: str, key: str, exported: Exported | None
) -> list[Change]:
    """Put a group into its goal's list, over the one that is there or at the end."""
    new = material.groups[goal, key]
    for at, present in enumerate(groups):
        if present.id == key:
            before = material.memory.groups.get(goal, {}).get(key)
            if exported:
                edited = Edited(exported, of_group(goal, key))
                before = edited.heading(new, present.title, present)
            merged = merge(new, before, present, whole=exported is not None)
            groups[at] = merged.entry
            return _named(f"ryhmä {key}", merged)
    groups.append(model.Group.model_construct(id=key, **dict(new)))
    return [] if material.is_new else [Change("ryhmät", "", new.title)]


def _named(what: str, merged: Merged[Any]) -> list[Change]:
    return [Change(f"{what}: {one.field}", one.before, one.after) for one in merged.changes]


def merged_measures(material: Material) -> Sequence[Merged[Measure]]:
    """Return what comes of each measure: as the documents say it, over what stands in content."""
    all_merged = [
        merge(
            measure.said,
            material.before(measure),
            present,
            whole=measure.exported is not None,
            answered=measure.answered,
        )
        if (present := material.present(measure))
        else Merged(_new_measure(material, measure.said))
        for measure in material.measures
    ]
    numbers = _numbers(material, all_merged)
    for measure, merged in zip(material.measures, all_merged, strict=True):
        updates: Told = {"source": _source(measure.said, material.before(measure), merged)}
        if number := numbers.get(measure.id):
            updates["order"] = number
        merged.entry = merged.entry.model_copy(update=updates)
    return all_merged


def remembered_measures(material: Material) -> Mapping[str, Measure]:
    """Return what to remember of the measures; names of an unchanged cell as first read."""
    remembered = {}
    for measure in material.measures:
        if measure.exported:
            continue  # an annex carries along itself what it said
        said, before = measure.said, material.before(measure)
        first_read = {
            name: getattr(before, name)
            for name, raw in NAMED.items()
            if before
            and name not in measure.answered
            and getattr(said, raw)
            and getattr(said, raw) == getattr(before, raw)
        }
        remembered[measure.id] = said.model_copy(update=first_read)
    return remembered


def doubts_of_merging(
    material: Material, all_merged: Sequence[Merged[Measure]]
) -> Iterator[Problem]:
    """Yield what was changed on both sides, and what documents no longer tell."""
    tables = {row.source.table: row.source for row in material.measures if row.is_sorted}
    for table, source in tables.items():
        yield ROWS_SORTED.at(Place(source.document, field=table), table=table)
    for measure, merged in zip(material.measures, all_merged, strict=True):
        place, id_ = _place(measure.source), measure.id
        if (state := _state_not_taken(measure, merged.entry)) is not None:
            yield STATE_NOT_TAKEN.at(place, id=id_, state=state)
        for clash in merged.clashes:
            yield CHANGED_ON_BOTH_SIDES.at(
                place, id=id_, field=clash.field, content=clash.before, document=clash.after
            )
        for name in merged.gone:
            yield GONE_FROM_SOURCE.at(place, id=id_, field=name)
    yield from _half_years_gone(material)


def _half_years_gone(material: Material) -> Iterator[Problem]:
    """Yield the half-years that a document has told of its measures and has no column for now."""
    told = [(row, material.before(row)) for row in material.measures if not row.exported]
    for document in material.documents:
        earlier = {
            moment
            for row, before in told
            if before and row.source.document == document.name
            for moment in before.schedule or ()
        }
        if document.periods and (gone := sorted(earlier.difference(document.periods))):
            moments = listed([str(moment) for moment in gone])
            yield HALF_YEARS_GONE.at(Place(document.name), moments=moments)


def _state_not_taken(row: Row, entry: Measure) -> str | None:
    """Return what an annex says now of a schedule in words, when that did not come true."""
    state = state_told(row.read)
    if row.exported is None or not state or row.exported.said(row.id, STATE, state):
        return None
    if not row.exported.knows(row.id):
        return None
    comes_true = {
        STATE_UNKNOWN: entry.schedule is None,
        STATE_GROUP: entry.schedule is None and entry.group is not None,
        STATE_NONE: entry.schedule == {},
    }
    return None if comes_true.get(state) else state


def _new_measure(material: Material, said: Measure) -> Measure:
    """Return a new measure; it tells why its schedule is unknown, if nothing else does."""
    updates: dict[str, str | None] = {
        raw: raw_to_keep(getattr(said, name), cell)
        for name, raw in NAMED.items()
        if (cell := getattr(said, raw))
    }
    group = material.groups.get((said.goal, said.group or ""))
    unknown = said.schedule is None and (group is None or group.schedule is None)
    if unknown and not material.roadmap.settings.schedule_missing:
        updates["schedule_missing"] = why_unknown(material.documents)
    return said.model_copy(update=updates)


def _numbers(material: Material, all_merged: Sequence[Merged[Measure]]) -> Mapping[str, int]:
    """Return the order numbers that measures get, by id."""
    homes: dict[tuple[str, str | None], list[Row]] = {}
    for measure, merged in zip(material.measures, all_merged, strict=True):
        homes.setdefault((merged.entry.goal, merged.entry.group), []).append(measure)
    last: dict[str, int] = {}
    for present in material.roadmap.measures:
        last[present.goal] = max(last.get(present.goal, 0), present.order or 0)
    numbers: dict[str, int] = {}
    for (goal, group), measures in homes.items():
        there = {
            one.id: one.order
            for one in material.roadmap.measures_in_order
            if (one.goal, one.group) == (goal, group)
        }
        remembered = filter(None, map(material.before, measures))
        known = [before.order for before in remembered if before.order]
        reordered = not known or known != sorted(known)
        if any(one.exported for one in measures):
            reordered = any(one.moved for one in measures)
        inside = numbered([one.id for one in measures], there, reordered, last.get(goal, 0))
        last[goal] = max([last.get(goal, 0), *inside.values()])
        numbers |= {one.id: inside[one.id] for one in measures if one.id in inside}
    return numbers


def numbered(
    wanted: Sequence[str], current: Mapping[str, int | None], reordered: bool, after: int
) -> Mapping[str, int]:
    """Return the numbers that measures of a group get; those left out keep what they have.

    They go by tens, so that something fits between.

    Args:
        wanted: The ids of the document's measures in a group, in the document's order.
        current: The ids that content has in that group, in content's order, with their numbers.
        reordered: Whether the document has changed the order since it was last imported.
        after: The largest number that is used before the group begins.
    """
    asked = set(wanted)
    new = [key for key in wanted if key not in current]
    in_order = [key for key in wanted if key in current] == [key for key in current if key in asked]
    numbers = [number for number in current.values() if number is not None]
    everybody = [*wanted, *(key for key in current if key not in asked)]
    if (reordered and not in_order) or (new and len(set(numbers)) < len(current)):
        start = min(numbers, default=after + STEP)
        return {key: start + STEP * place for place, key in enumerate(everybody)}
    new_numbers: dict[str, int] = {}
    before = after if not numbers else 0
    for are_known, keys in groupby(wanted, key=current.__contains__):
        run = list(keys)
        if are_known:
            before = next((number for key in reversed(run) if (number := current[key])), before)
            continue
        later = [number for number in numbers if number > before]
        step = (min(later) - before) // (len(run) + 1) if later else STEP
        if step == 0:
            return {key: STEP * place for place, key in enumerate(everybody, start=1)}
        new_numbers |= {key: before + step * place for place, key in enumerate(run, start=1)}
    return new_numbers


def _source(said: Measure, before: Measure | None, merged: Merged[Measure]) -> Source | None:
    """Return a measure's source: the document's when it is new, has changed, or moved."""
    told, stands = said.source, merged.entry.source
    if told is None or stands is None:
        return told if merged.changes and told else stands
    moved = stands.document == told.document and (before is None or before.source != told)
    if not merged.changes and not moved:
        return stands
    return stands.model_copy(update=told.model_dump(by_alias=False, exclude_unset=True))


def _place(source: SourceRow) -> Place:
    return Place(source.document, field=str(source))
