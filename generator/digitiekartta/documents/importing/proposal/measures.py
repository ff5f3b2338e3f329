"""The measures of a proposal: what documents say, put over what stands in content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from digitiekartta.basics.kinds import PROPOSALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.neutral import SourceRow
from digitiekartta.documents.importing.proposal.material import Material, tree_of
from digitiekartta.documents.importing.proposal.merging import (
    NAMED,
    Merged,
    Tree,
    merge,
    raw_to_keep,
    same,
)
from digitiekartta.documents.importing.proposal.numbering import STEP, numbered
from digitiekartta.documents.importing.proposal.settings import why_unknown
from digitiekartta.roadmap.model import KEYS

_GOAL, _GROUP, _ORDER, _SOURCE = (KEYS[name] for name in ("goal", "group", "order", "source"))

CHANGED_ON_BOTH_SIDES = PROPOSALS.warning(
    "changed-on-both-sides",
    "Toimenpiteen ”{id}” kohtaa ”{field}” on muutettu sekä lähteessä että sisällössä. Sisällössä"
    " on ”{content}”, lähteessä ”{document}”.",
    "Sisältö jätettiin ennalleen. Korjaa se tarvittaessa käsin.",
    example="Lähteessä aikataulu on siirtynyt, ja sisältöön on kirjoitettu toinen puolivuosi.",
)
GONE_FROM_SOURCE = PROPOSALS.warning(
    "gone-from-source",
    "Toimenpiteen ”{id}” kohtaa ”{field}” ei enää ole lähteessä.",
    "Kohta jätettiin sisältöön. Poista se käsin, jos se on vanhentunut.",
    example="Lähteen uudesta versiosta on poistettu toimenpiteen lisätiedot.",
)
UNSURE_CELL = PROPOSALS.warning(
    "unsure-cell",
    "Solua ”{cell}” ({field}) ei jaettu, koska ei ole varmaa, montako nimeä siinä on.",
    "Jos nimiä on monta, jaa ne toimenpiteen tiedostossa omille riveilleen ja lisää ne luetteloon."
    " Seuraava tuonti muistaa jaon.",
    example="Vastuutahon solussa on ”Rehtorit ja esihenkilöt”.",
)
MISSING_IN_SOURCE = PROPOSALS.warning(
    "missing-in-source",
    "Toimenpidettä ”{title}” ei ole lähteessä.",
    "Toimenpide jätettiin sisältöön. Jos se on päättynyt, kerro se kentässä paattyi.",
    example="Lähteen uudesta versiosta on poistettu rivi.",
)


def measures_in_documents(material: Material) -> Sequence[Tree]:
    """Return what the documents say of each row, as the memory keeps it."""
    ids = material.ids
    return [
        {
            **row.fields.tree,
            _GOAL: ids.goals[row.goal],
            **({_GROUP: group} if (group := ids.groups[row.goal, row.group]) else {}),
            _SOURCE: row.source,
            _ORDER: str(STEP * (index + 1)),
        }
        for index, row in enumerate(material.rows)
    ]


def merged_measures(material: Material, trees: Sequence[Tree]) -> Sequence[Merged]:
    """Return what comes of each row: as the documents say it, over what stands in content."""
    merged = []
    for index, tree in enumerate(trees):
        bare = {key: value for key, value in tree.items() if key != _ORDER}
        present = material.present(index)
        merged.append(
            merge(bare, material.remembered(index), tree_of(present))
            if present
            else Merged(_new_measure(material, bare))
        )
    numbers = _numbers(material, merged)
    return [
        replace(one, tree=_with_source(material, index, one, numbers.get(id_)))
        for index, (id_, one) in enumerate(zip(material.ids.measures, merged, strict=True))
    ]


def remembered_measures(material: Material, trees: Sequence[Tree]) -> Mapping[str, Tree]:
    """Return what to remember of the measures; names of an unchanged cell as first read."""
    remembered = {}
    for id_, tree in zip(material.ids.measures, trees, strict=True):
        before = material.memory.measures.get(id_, {})
        same_cells = (
            key for key, raw in NAMED.items() if raw in tree and tree[raw] == before.get(raw)
        )
        remembered[id_] = {**tree, **{key: before[key] for key in same_cells}}
    return remembered


def doubts_of_merging(material: Material, merged: Sequence[Merged]) -> Iterator[Problem]:
    """Yield what was changed on both sides, and what documents no longer tell."""
    for row, id_, one in zip(material.rows, material.ids.measures, merged, strict=True):
        place = _place(row.measure.source)
        for clash in one.clashes:
            yield CHANGED_ON_BOTH_SIDES.at(
                place, id=id_, field=clash.field, content=clash.before, document=clash.after
            )
        for name in one.gone:
            yield GONE_FROM_SOURCE.at(place, id=id_, field=name)


def doubts_of_cells(material: Material) -> Iterator[Problem]:
    """Yield the cells that may name several parties, unless somebody has seen them before."""
    for index, row in enumerate(material.rows):
        base, stands = material.remembered(index) or {}, tree_of(material.present(index))
        for key, cell in row.fields.unsure.items():
            raw = NAMED[key]
            known = stands.get(raw) or "; ".join(stands.get(key, ()))
            if not same(base.get(raw), cell) and not same(known, cell):
                place = _place(row.measure.source)
                yield UNSURE_CELL.at(place, cell=one_line(cell), field=key)


def _new_measure(material: Material, said: Tree) -> Tree:
    """Return a new measure; it tells why its schedule is unknown, if nothing else does."""
    tree = {key: value for key, value in said.items() if key != _SOURCE}
    for names_key, raw_key in NAMED.items():
        raw = tree.pop(raw_key, "")
        if raw and (kept := raw_to_keep(tree[names_key], raw)):
            tree[raw_key] = kept
    group = material.groups.get((tree[_GOAL], tree.get(_GROUP, "")), {})
    unknown = KEYS["schedule"] not in tree and KEYS["schedule"] not in group
    if unknown and not material.roadmap.settings.schedule_missing:
        tree[KEYS["schedule_missing"]] = why_unknown(material.documents)
    return tree


def _numbers(material: Material, merged: Sequence[Merged]) -> Mapping[str, int]:
    """Return the order numbers that measures get, by id."""
    homes: dict[tuple[str, str | None], list[str]] = {}
    for id_, one in zip(material.ids.measures, merged, strict=True):
        homes.setdefault((one.tree[_GOAL], one.tree.get(_GROUP)), []).append(id_)
    last: dict[str, int] = {}
    for measure in material.roadmap.measures:
        last[measure.goal] = max(last.get(measure.goal, 0), measure.order or 0)
    numbers: dict[str, int] = {}
    for (goal, group), ids in homes.items():
        there = {
            one.id: one.order
            for one in material.roadmap.measures_in_order
            if (one.goal, one.group) == (goal, group)
        }
        remembered = (material.memory.measures.get(id_, {}).get(_ORDER) for id_ in ids)
        known = [int(number) for number in remembered if number]
        reordered = not known or known != sorted(known)
        inside = numbered(ids, there, reordered, last.get(goal, 0))
        last[goal] = max([last.get(goal, 0), *inside.values()])
        numbers |= {id_: inside[id_] for id_ in ids if inside.get(id_)}
    return numbers


def _with_source(material: Material, index: int, merged: Merged, number: int | None) -> Tree:
    """Return a measure with its place, and its source when it is new, has changed, or moved."""
    tree = {**merged.tree, _ORDER: str(number)} if number else dict(merged.tree)
    place, source = material.rows[index].source, dict(tree.get(_SOURCE, {}))
    base = (material.remembered(index) or {}).get(_SOURCE)
    moved = source.get(KEYS["document"]) == place[KEYS["document"]] and base != place
    if material.present(index) is None or merged.changes or moved:
        tree[_SOURCE] = {**source, **place}
    return tree


def _place(source: SourceRow) -> Place:
    return Place(source.document, field=str(source))
