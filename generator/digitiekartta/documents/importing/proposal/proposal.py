"""From documents and what stands in content to a proposal: which files would be how.

Nothing is written here, and nothing is ever removed: what a document no longer has stays in
content and is told.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import get_args

from pydantic import BaseModel

from digitiekartta.basics.kinds import PROPOSALS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import sort_key
from digitiekartta.documents.importing.neutral import Document, SourceRow
from digitiekartta.documents.importing.proposal import settings
from digitiekartta.documents.importing.proposal.answers import (
    NO_ANSWERS,
    UNUSED_ANSWER,
    Answers,
    unused,
)
from digitiekartta.documents.importing.proposal.entries import (
    MISSING_IN_SOURCE,
    doubts_of_merging,
    merged_goals,
    merged_measures,
    remembered_measures,
)
from digitiekartta.documents.importing.proposal.fields import goal_heading
from digitiekartta.documents.importing.proposal.listed import Listed
from digitiekartta.documents.importing.proposal.material import Existing, Material
from digitiekartta.documents.importing.proposal.merging import (
    MEMORY,
    Change,
    Memory,
    Merged,
    Open,
)
from digitiekartta.documents.importing.proposal.party_questions import (
    doubts_of_cells,
    persons_in_cells,
    similar_parties,
    unsure_cells,
    which_party,
)
from digitiekartta.documents.importing.proposal.phase_names import GUESS, common_meaning
from digitiekartta.roadmap import model
from digitiekartta.roadmap.formatting import format_entry
from digitiekartta.roadmap.reading.folder import GOALS, MEASURES, PARTIES, SETTINGS
from digitiekartta.roadmap.reading.validation import read_entry
from digitiekartta.roadmap.unfinished import UNTITLED

SIMILAR_PHASE = PROPOSALS.warning(
    "similar-phase",
    "Lähteen vaihe ”{label}” luettiin vaiheeksi ”{name}”.",
    "Jos vaiheet ovat eri asioita, lisää uusi vaihe tiedostoon tiekartta.yml ennen tuontia.",
    example="Lähteessä on vaihe selvitys, sisällössä selvittely.",
)
GUESSED_PHASE = PROPOSALS.warning(
    "guessed-phase",
    "Vaiheen ”{label}” nimestä ei selviä, mitä kuntien yhteistä vaihetta se vastaa. Siihen"
    f" kirjoitettiin toistaiseksi yleinen: {GUESS}.",
    f"Valitse yksi näistä: {', '.join(get_args(model.CommonPhase))}. Kirjoita se tiedostoon"
    " tiekartta.yml vaiheen kohtaan yleinen.",
    example="Värien selityksessä on vaihe ”Aalto 2”.",
    need=Need.DECIDE,
)

REMOVED_FROM_CONTENT = PROPOSALS.warning(
    "removed-from-content",
    "Toimenpide ”{title}” on lähteessä, mutta se on poistettu sisällöstä. Sitä ei tuotu takaisin.",
    "Jos toimenpide kuuluu tiekarttaan, tuo se takaisin valinnalla:\n--restore {id}",
    example="Toimenpiteen tiedosto on poistettu, ja sama asiakirja tuodaan uudelleen.",
)


class Status(StrEnum):
    """What the import means for a measure."""

    NEW = "uusi"
    CHANGED = "muuttuu"
    SAME = "ennallaan"
    MISSING = "puuttuu lähteestä"
    REMOVED = "poistettu sisällöstä"


@dataclass(frozen=True, slots=True)
class News:
    """One measure: how it would be, where it stands in a document, and what changes."""

    measure: model.Measure
    status: Status
    source: SourceRow | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do to content/<name>/.

    Args:
        is_new: Whether there was no such roadmap.
        files: The files that would be new or different, by their path in the folder → text.
        measures: Every measure, in the documents' order, then those that they lack.
        others: What changes in settings, goals, groups and registers.
        doubts: What a person should look at, the documents' own findings included.
        to_fill: What no document tells and an editor has to write, as Finnish sentences.
        untitled: The new goals to which an editor has to write a title.
        told: The doubts that an earlier import has told already.
        answers: What people told of the documents before this run.
        given: What this run was told of them; where the two differ, it counts.
    """

    name: str
    is_new: bool
    documents: tuple[Document, ...]
    files: Mapping[str, str]
    measures: tuple[News, ...]
    others: tuple[Change, ...]
    doubts: tuple[Problem, ...]
    to_fill: tuple[str, ...]
    untitled: tuple[str, ...]
    told: frozenset[Problem] = frozenset()
    answers: Answers = NO_ANSWERS
    given: Answers = NO_ANSWERS


def propose(
    documents: Sequence[Document],
    name: str,
    existing: Existing | None = None,
    organisation: str | None = None,
    given: Answers = NO_ANSWERS,
    short_name: str | None = None,
) -> Proposal:
    """Return what an import of the documents into content/<name>/ would change.

    The same goal in several documents is one goal. ``existing`` is what stands there, None for
    a new roadmap; ``organisation`` and ``short_name`` the municipality's names, when a person
    has told them; ``given`` what this run was told of the documents.
    """
    material = Material.of(documents, name, existing, organisation, given, short_name)
    roadmap = material.roadmap
    measures = merged_measures(material)
    lists = material.lists({one.entry.id: one.entry for one in measures})
    further = _with_lists(lists, measures)
    goals = list(merged_goals(material))
    updated, settings_changes = settings.updated(
        roadmap, material.legend, [merged.entry for merged in measures]
    )
    new_parties = _new_parties(material, measures)
    entries: dict[str, BaseModel] = {
        **{f"{MEASURES}/{one.entry.id}.yml": one.entry for one in (*measures, *further)},
        **{f"{GOALS}/{one.entry.id}.yml": one.entry for one in goals},
    }
    present = existing.texts if existing else {}
    if new_parties:
        entries[PARTIES] = _register(present.get(PARTIES, ""), new_parties)
    if settings_changes or material.is_new:
        entries[SETTINGS] = updated
    before: dict[str, BaseModel] = {
        **{f"{MEASURES}/{one.id}.yml": one for one in roadmap.measures},
        **{f"{GOALS}/{one.id}.yml": one for one in roadmap.goals},
    }
    texts = {
        path: format_entry(entry, present.get(path, ""))
        for path, entry in entries.items()
        if path not in present or entry != before.get(path)
    }
    others = [change for goal in goals for change in goal.changes]
    if existing is not None:
        others += [*settings_changes, *(Change("tahot", "", party) for party in new_parties)]
    unsure = unsure_cells(material, measures)
    similar = similar_parties(material, new_parties)
    guessed = _guessed_phases(material, updated)
    doubts = [
        *unused(given, documents),
        *(problem for document in documents for problem in document.reported),
        *(
            SIMILAR_PHASE.at(Place(SETTINGS, field="vaiheet"), label=label, name=name)
            for label, name in material.alike.items()
        ),
        *doubts_of_merging(material, measures),
        *(GUESSED_PHASE.at(Place(SETTINGS, field="vaiheet"), label=label) for label in guessed),
        *(which_party(one, other) for one, other in similar),
        *doubts_of_cells(unsure),
        *persons_in_cells(material, measures),
        *lists.doubts,
        *(
            REMOVED_FROM_CONTENT.at(
                Place(row.source.document, field=str(row.source)), title=row.said.title, id=row.id
            )
            for row in material.removed
        ),
        *_not_restored(documents, given.restored, material),
        *(
            MISSING_IN_SOURCE.at(measure.place_of("title"), title=measure.title)
            for measure in _missing(material)
        ),
    ]
    doubts = list(dict.fromkeys(doubts))
    marks = {_mark(doubt): doubt for doubt in doubts if not doubt.is_error}
    asked = Open(
        cells=tuple(dict.fromkeys(cell for _, cell in unsure)),
        parties=tuple(similar),
        phases=tuple(guessed),
    )
    memory = _memory(material, asked, given.met(documents), marks).text()
    if existing is None or memory != material.memory.text():
        texts[MEMORY] = memory
    return Proposal(
        name,
        material.is_new,
        tuple(documents),
        dict(sorted(texts.items())),
        tuple(_news(material, measures, further)),
        tuple(others),
        tuple(doubts),
        settings.to_fill(roadmap.settings) if material.is_new else (),
        tuple(one.entry.id for one in goals if material.is_new and one.entry.title == UNTITLED),
        frozenset(marks[mark] for mark in material.memory.told if mark in marks),
        material.memory.answers,
        given,
    )


def _not_restored(
    documents: Sequence[Document], wanted: Collection[str], material: Material
) -> Iterator[Problem]:
    """Yield the options that want back what has not been removed."""
    for id_ in wanted:
        if id_ not in material.restored:
            yield UNUSED_ANSWER.at(
                Place(documents[0].name),
                option=f"--restore {id_}",
                why="sisällöstä ei ole poistettu sellaista lähteen toimenpidettä",
            )


def _register(present: str, new: Sequence[str]) -> model.Parties:
    """Return the register with new parties: in order where it is in order, else at the end.

    ``present`` is the text of its file, whose order stays as it is.
    """
    written = read_entry(model.Parties, present, PARTIES).whole
    known = written.root if written else {}
    register = {**known, **dict.fromkeys(new, model.Party())}
    if list(known) == sorted(known, key=sort_key):
        register = dict(sorted(register.items(), key=lambda pair: sort_key(pair[0])))
    return model.Parties(register)


def _memory(material: Material, asked: Open, met: Answers, marks: Collection[str]) -> Memory:
    before = material.memory
    # An annex carries along itself what it said.
    are_annexes = all(row.exported for row in material.measures)
    groups = {goal: dict(inside) for goal, inside in before.groups.items()}
    for (goal, id_), heading in material.groups.items():
        groups.setdefault(goal, {})[id_] = heading
    headings = map(goal_heading, material.goals)
    memory = (
        before
        if are_annexes
        else Memory(
            measures={**before.measures, **remembered_measures(material)},
            goals={**before.goals, **dict(zip(material.ids.goals, headings, strict=True))},
            groups=groups,
        )
    )
    further = {
        "answers": before.answers | met,
        "open": before.open | asked,
        "told": before.told if are_annexes else tuple(sorted({*before.told, *marks})),
    }
    said = {name: value for name, value in further.items() if value not in ((), Open(), NO_ANSWERS)}
    return memory.model_copy(update=said)


def _mark(doubt: Problem) -> str:
    """Return what tells a doubt from others, wherever its document was kept."""
    words = f"{doubt.code}|{doubt.place.field}|{doubt.message}"
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _with_lists(
    lists: Listed, measures: Sequence[Merged[model.Measure]]
) -> Sequence[Merged[model.Measure]]:
    """Give measures what lists bring; return those that only lists tell of."""
    present = {one.entry.id: one for one in measures}
    further = []
    for id_, values in lists.values.items():
        merged = present.get(id_)
        if merged is None:
            merged = Merged(lists.measures[id_])
            further.append(merged)
        merged.entry = merged.entry.model_copy(update=values)
        merged.changes += lists.changes[id_]
    return further


def _news(
    material: Material,
    all_merged: Sequence[Merged[model.Measure]],
    further: Sequence[Merged[model.Measure]],
) -> Iterator[News]:
    for measure, merged in zip(material.measures, all_merged, strict=True):
        status = Status.CHANGED if merged.changes else Status.SAME
        if material.present(measure) is None:
            status = Status.NEW
        yield News(merged.entry, status, measure.source, tuple(merged.changes))
    for merged in further:
        yield News(merged.entry, Status.CHANGED, None, tuple(merged.changes))
    for row in material.removed:
        yield News(row.said, Status.REMOVED, row.source)
    for missing in _missing(material):
        if missing.id not in {one.entry.id for one in further}:
            yield News(missing, Status.MISSING)


def _missing(material: Material) -> Sequence[model.Measure]:
    """Return the measures of content that the documents lack, those that have ended aside.

    A document with lists alone lacks none.
    """
    if not material.measures:
        return ()
    ids = set(material.ids.measures)
    measures = material.roadmap.measures_in_order
    return [one for one in measures if one.id not in ids and not one.ended]


def _new_parties(material: Material, merged: Sequence[Merged[model.Measure]]) -> Sequence[str]:
    names = dict.fromkeys(name for one in merged for name in one.entry.parties)
    return [name for name in names if material.roadmap.party_name(name) is None]


def _guessed_phases(material: Material, updated: model.Settings) -> Sequence[str]:
    """Return the phases whose name does not tell what they mean in common, and nobody else has."""
    known = () if material.is_new else material.roadmap.phases
    asked = {name.casefold() for name in material.memory.open.phases}
    return [
        phase.name
        for phase in updated.phases
        if phase.common == GUESS
        and common_meaning(phase.name) is None
        and (phase.name.casefold() not in known or phase.name.casefold() in asked)
        and not (phase.name.casefold() in asked and phase.explanation)
    ]
