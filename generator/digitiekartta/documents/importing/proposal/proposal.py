"""From documents and what stands in content to a proposal: which files would be how.

Nothing is written here, and nothing is ever removed: what a document no longer has stays in
content and is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from pydantic import BaseModel

from digitiekartta.basics.problems import Place, Problem, nearest, warning
from digitiekartta.basics.text import sort_key
from digitiekartta.documents.importing.neutral import Document, Goal, SourceRow
from digitiekartta.documents.importing.proposal import settings, splitting
from digitiekartta.documents.importing.proposal.fields import (
    Registers,
    Row,
    combined,
    group_fields,
    heading,
    legend,
    line,
    rows_of,
)
from digitiekartta.documents.importing.proposal.identities import (
    UNTITLED,
    Identities,
    former_ids,
    identify,
)
from digitiekartta.documents.importing.proposal.memory import (
    MEMORY,
    Memory,
    memory_text,
    with_present_ids,
)
from digitiekartta.documents.importing.proposal.merging import (
    NAMED,
    Change,
    Merged,
    Tree,
    merge,
    raw_to_keep,
    same,
)
from digitiekartta.documents.importing.proposal.numbering import STEP, numbered
from digitiekartta.roadmap import model
from digitiekartta.roadmap.formatting import entry_tree, format_entry
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.folder import GOALS, MEASURES, PARTIES, SETTINGS
from digitiekartta.roadmap.roadmap import Roadmap

_ALIKE = 0.75


class Status(StrEnum):
    """What the import means for a measure."""

    NEW = "uusi"
    CHANGED = "muuttuu"
    SAME = "ennallaan"
    MISSING = "puuttuu lähteestä"


@dataclass(frozen=True, slots=True)
class News:
    """One measure: its id, where it stands in a document, what changes, and how it would be."""

    id: str
    title: str
    status: Status
    source: SourceRow | None = None
    changes: tuple[Change, ...] = ()
    tree: Tree = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do to content/<name>/.

    Args:
        name: The roadmap's folder.
        is_new: Whether there was no such roadmap.
        documents: What was read.
        files: The files that would be new or different, by their path in the folder → text.
        measures: Every measure, in the documents' order, then those that they lack.
        others: What changes in settings, goals, groups and registers.
        doubts: What a person should look at, the documents' own findings included.
        to_fill: What no document tells and an editor has to write, as Finnish sentences.
    """

    name: str
    is_new: bool
    documents: tuple[Document, ...]
    files: Mapping[str, str]
    measures: tuple[News, ...]
    others: tuple[Change, ...]
    doubts: tuple[Problem, ...]
    to_fill: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Existing:
    """What stands in content: the roadmap, the text of each file, and what was imported before."""

    roadmap: Roadmap
    texts: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)


def propose(
    documents: Sequence[Document],
    name: str,
    existing: Existing | None = None,
    organisation: str | None = None,
) -> Proposal:
    """Return what an import of the documents into content/<name>/ would change.

    Args:
        documents: In their order; the same goal in several is one goal.
        name: The roadmap's folder, an id.
        existing: What stands there; None for a new roadmap.
        organisation: The municipality's name, when a person has told it.
    """
    return _Making(documents, name, existing, organisation).proposal()


class _Making:
    """The steps of a proposal, which share what was read and collect what is to be told."""

    def __init__(
        self,
        documents: Sequence[Document],
        name: str,
        existing: Existing | None,
        organisation: str | None,
    ) -> None:
        self.documents, self.name = documents, name
        self.is_new = existing is None
        self.memory = (
            with_present_ids(existing.memory, former_ids(existing.roadmap))
            if existing
            else Memory()
        )
        self.texts = existing.texts if existing else {}
        self.legend = legend(documents)
        self.roadmap = (
            existing.roadmap
            if existing
            else settings.empty_roadmap(documents, self.legend, name, organisation)
        )
        self.doubts: list[Problem] = [one for document in documents for one in document.reported]
        self.alike = self._alike_phases()
        self.goals = combined(documents)
        cells = [measure.responsible_raw for one in documents for measure in one.measures()]
        self.learnt = splitting.learn(cells, self.roadmap.party_name)
        registers = Registers(
            self._party, self.roadmap.sector_name, self.roadmap.audience_name, self._phase
        )
        self.rows = rows_of(self.goals, registers)
        self.ids: Identities = identify(self.goals, self.rows, self.roadmap, self.memory)
        self.groups = {
            (self.ids.goals[goal], key): group_fields(self.goals[goal].groups[group], registers)
            for (goal, group), key in self.ids.groups.items()
            if key
        }
        self.others: list[Change] = []
        self.files: dict[str, str] = {}

    def _party(self, written: str) -> str | None:
        return self.roadmap.party_name(written) or self.learnt.get(written.casefold())

    def _phase(self, label: str) -> str:
        """Return the roadmap's name for a phase; one that is nearly the same is that phase."""
        written = line(label)
        if known := self.roadmap.phases.get(written.casefold()):
            return known.name
        return self.alike.get(written, written)

    def _alike_phases(self) -> Mapping[str, str]:
        """Return the labels that the roadmap has in another spelling: selvitys → selvittely."""
        labels = {line(phase.label).casefold() for phase in self.legend}
        names = [
            phase.name
            for phase in self.roadmap.settings.phases
            if phase.name.casefold() not in labels
        ]
        found = {}
        for phase in self.legend:
            label = line(phase.label)
            near = get_close_matches(label, names, n=1, cutoff=_ALIKE)
            if near and label.casefold() not in self.roadmap.phases:
                found[label] = near[0]
                self.doubts.append(
                    warning(
                        "similar-phase",
                        Place(SETTINGS, field="vaiheet"),
                        f"Lähteen vaihe ”{label}” luettiin vaiheeksi ”{near[0]}”.",
                        "Jos vaiheet ovat eri asioita, lisää uusi vaihe tiedostoon tiekartta.yml"
                        " ennen tuontia.",
                    )
                )
        return found

    # --- the proposal ----------------------------------------------------------------------

    def proposal(self) -> Proposal:
        trees = [self._imported(row) for row in self.rows]
        merged = [
            self._merged(index, row, tree)
            for index, (row, tree) in enumerate(zip(self.rows, trees, strict=True))
        ]
        self._number(merged, trees)
        for index, row in enumerate(self.rows):
            self._source(index, row, merged[index], trees[index])
            self._write(
                f"{MEASURES}/{self.ids.measures[index]}.yml", model.Measure, merged[index].tree
            )
        self._write_goals()
        kept = [one.tree for one in merged]
        self._write_settings(kept)
        self._write_parties(kept)
        self._doubt_cells()
        memory = self._remember(trees)
        if self.is_new or memory_text(memory) != memory_text(self.memory):
            self.files[MEMORY] = memory_text(memory)
        news = [*self._news(merged), *self._missing()]
        to_fill = settings.to_fill(self.roadmap.settings) if self.is_new else ()
        return Proposal(
            self.name,
            self.is_new,
            tuple(self.documents),
            dict(sorted(self.files.items())),
            tuple(news),
            tuple(self.others),
            tuple(dict.fromkeys(self.doubts)),
            to_fill,
        )

    # --- measures --------------------------------------------------------------------------

    def _imported(self, row: Row) -> Tree:
        """Return what the document says of a measure, as the memory keeps it."""
        tree: Tree = dict(row.fields.tree)
        tree[KEYS["goal"]] = self.ids.goals[row.goal]
        if group := self.ids.groups[row.goal, row.group]:
            tree[KEYS["group"]] = group
        tree[KEYS["source"]] = row.source
        return tree

    def _merged(self, index: int, row: Row, tree: Tree) -> Merged:
        id_ = self.ids.measures[index]
        present = self.roadmap.measures_by_id.get(id_)
        if present is None:
            new = {key: value for key, value in tree.items() if key != KEYS["source"]}
            for names_key, raw_key in NAMED.items():
                raw = new.pop(raw_key, "")
                if raw and (kept := raw_to_keep(new[names_key], raw)):
                    new[raw_key] = kept
            return Merged(self._with_reason(new))
        merged = merge(tree, self.memory.measures.get(id_), _tree_of(present))
        place = _place(row.measure.source)
        for clash in merged.clashes:
            self.doubts.append(
                warning(
                    "changed-on-both-sides",
                    place,
                    f"Toimenpiteen ”{id_}” kohtaa ”{clash.field}” on muutettu sekä lähteessä että"
                    f" sisällössä. Sisällössä on ”{clash.before}”, lähteessä ”{clash.after}”.",
                    "Sisältö jätettiin ennalleen. Korjaa se tarvittaessa käsin.",
                )
            )
        for name in merged.gone:
            self.doubts.append(
                warning(
                    "gone-from-source",
                    place,
                    f"Toimenpiteen ”{id_}” kohtaa ”{name}” ei enää ole lähteessä.",
                    "Kohta jätettiin sisältöön. Poista se käsin, jos se on vanhentunut.",
                )
            )
        return merged

    def _with_reason(self, tree: Tree) -> Tree:
        """Return a new measure with the reason why its schedule is unknown, if none is told."""
        group = self.groups.get((tree[KEYS["goal"]], tree.get(KEYS["group"], "")), {})
        unknown = KEYS["schedule"] not in tree and KEYS["schedule"] not in group
        if unknown and not self.roadmap.settings.schedule_missing:
            tree[KEYS["schedule_missing"]] = settings.why_unknown(self.documents)
        return tree

    def _number(self, merged: Sequence[Merged], trees: Sequence[Tree]) -> None:
        inside: dict[tuple[str, str | None], list[int]] = {}
        for index, one in enumerate(merged):
            inside.setdefault((one.tree[KEYS["goal"]], one.tree.get(KEYS["group"])), []).append(
                index
            )
        last: dict[str, int] = {}
        for measure in self.roadmap.measures:
            last[measure.goal] = max(last.get(measure.goal, 0), measure.order or 0)
        for (goal, group), indexes in inside.items():
            ids = [self.ids.measures[index] for index in indexes]
            there = {
                one.id: one.order
                for one in self.roadmap.measures_in_order
                if (one.goal, one.group) == (goal, group)
            }
            remembered = [self.memory.measures.get(key, {}).get(KEYS["order"]) for key in ids]
            known = [int(number) for number in remembered if number]
            reordered = not known or known != sorted(known)
            numbers = numbered(ids, there, reordered, last.get(goal, 0))
            last[goal] = max([last.get(goal, 0), *numbers.values()])
            for index in indexes:
                if number := numbers.get(self.ids.measures[index]):
                    merged[index].tree[KEYS["order"]] = str(number)
        for index, tree in enumerate(trees):
            tree[KEYS["order"]] = str(STEP * (index + 1))

    def _source(self, index: int, row: Row, merged: Merged, imported: Tree) -> None:
        """Tell where a measure is from: when it is new, has changed, or has moved there."""
        present = self.roadmap.measures_by_id.get(self.ids.measures[index])
        source = dict(merged.tree.get(KEYS["source"], {}))
        base = self.memory.measures.get(self.ids.measures[index], {}).get(KEYS["source"])
        same_document = source.get(KEYS["document"]) == row.source[KEYS["document"]]
        if present is None or merged.changes or (same_document and base != row.source):
            merged.tree[KEYS["source"]] = {**source, **row.source}

    def _news(self, merged: Sequence[Merged]) -> Iterator[News]:
        for index, row in enumerate(self.rows):
            id_, changes = self.ids.measures[index], merged[index].changes
            status = Status.CHANGED if changes else Status.SAME
            if id_ not in self.roadmap.measures_by_id:
                status = Status.NEW
            tree = merged[index].tree
            yield News(id_, tree[KEYS["title"]], status, row.measure.source, changes, tree)

    def _missing(self) -> Iterator[News]:
        for measure in self.roadmap.measures_in_order:
            if measure.id in self.ids.measures or measure.ended:
                continue
            yield News(measure.id, measure.title, Status.MISSING)
            self.doubts.append(
                warning(
                    "missing-in-source",
                    measure.place_of("title"),
                    f"Toimenpidettä ”{measure.title}” ei ole lähteessä.",
                    "Toimenpide jätettiin sisältöön. Jos se on päättynyt, kerro se kentässä"
                    " paattyi.",
                )
            )

    # --- goals and groups ------------------------------------------------------------------

    def _write_goals(self) -> None:
        numbers = {goal.number for goal in self.roadmap.goals}
        for index, goal in enumerate(self.goals):
            id_ = self.ids.goals[index]
            present = self.roadmap.goals_by_id.get(id_)
            tree = _tree_of(present) if present else self._new_goal(goal, numbers)
            numbers.add(int(tree[KEYS["number"]]))
            if present and goal.title.strip():
                merged = merge({KEYS["title"]: line(goal.title)}, self.memory.goals.get(id_), tree)
                tree = merged.tree
                self._tell(f"tavoite {id_}", merged)
            groups = list(tree.get(KEYS["groups"], ()))
            for at in range(len(goal.groups)):
                if key := self.ids.groups[index, at]:
                    self._put_group(groups, id_, key, self.groups[id_, key])
            if groups:
                tree[KEYS["groups"]] = groups
            if present is None:
                self.others.append(Change("tavoitteet", "", tree[KEYS["title"]]))
            self._write(f"{GOALS}/{id_}.yml", model.Goal, tree)

    def _new_goal(self, goal: Goal, numbers: set[int]) -> Tree:
        number = goal.number
        if number is None or number in numbers:
            number = max(numbers, default=0) + 1
        source = next(group.measures[0].source for group in goal.groups if group.measures)
        tree: Tree = {KEYS["number"]: str(number), KEYS["title"]: line(goal.title) or UNTITLED}
        if not goal.title.strip():
            tree[KEYS["notice"]] = "Lähteessä tavoitteella ei ole otsikkoa."
        tree[KEYS["source"]] = {
            KEYS["document"]: source.document,
            KEYS["table"]: heading(goal) or source.table,
        }
        return tree

    def _put_group(self, groups: list[Tree], goal: str, key: str, new: Tree) -> None:
        """Put a group into its goal's list: over the one that is there, else at the end."""
        for at, present in enumerate(groups):
            if present[KEYS["id"]] == key:
                merged = merge(new, self.memory.groups.get((goal, key)), present)
                self._tell(f"ryhmä {key}", merged)
                groups[at] = merged.tree
                return
        groups.append({KEYS["id"]: key, **new})
        if not self.is_new:
            self.others.append(Change("ryhmät", "", new[KEYS["title"]]))

    def _tell(self, what: str, merged: Merged) -> None:
        self.others += [
            Change(f"{what}: {one.field}", one.before, one.after) for one in merged.changes
        ]

    # --- settings and registers ------------------------------------------------------------

    def _write_settings(self, measures: Sequence[Tree]) -> None:
        present = _tree_of(self.roadmap.settings)
        updated, changes = settings.updated(self.roadmap, self.legend, measures)
        if changes or self.is_new:
            self._write(SETTINGS, model.Settings, updated)
        if not self.is_new:
            self.others += changes
        labels = settings.labels_of(updated, present if not self.is_new else {})
        for label in labels:
            if settings.is_guess(label):
                self.doubts.append(
                    warning(
                        "guessed-phase",
                        Place(SETTINGS, field="vaiheet"),
                        f"Vaiheen ”{label}” merkitystä ei voi päätellä sen nimestä. Kentän yleinen"
                        " arvoksi kirjoitettiin toteutus.",
                        "Tarkista kentän yleinen arvo tiedostosta tiekartta.yml.",
                    )
                )

    def _write_parties(self, measures: Sequence[Tree]) -> None:
        register = {name: entry_tree(party) for name, party in self.roadmap.parties.items()}
        known = list(register)
        new = dict.fromkeys(
            name
            for tree in measures
            for name in tree.get(KEYS["parties"], ())
            if self.roadmap.party_name(name) is None
        )
        if not new:
            return
        is_sorted = known == sorted(known, key=sort_key)
        names = [*known, *new]
        names = sorted(names, key=sort_key) if is_sorted else names
        self._write(PARTIES, model.Parties, {name: register.get(name) or "" for name in names})
        if not self.is_new:
            self.others += [Change("tahot", "", name) for name in new]
        told: set[frozenset[str]] = set()
        for name in new:
            near = nearest(name, [other for other in names if other != name])
            if near is None or not splitting.alike(name, near) or {name, near} in told:
                continue
            told.add(frozenset((name, near)))
            self.doubts.append(
                warning(
                    "similar-party",
                    Place(PARTIES, field=name),
                    f"Tahojen ”{name}” ja ”{near}” nimet ovat lähes samat.",
                    "Jos kyse on samasta tahosta, kirjoita toinen nimi toisen kohtaan"
                    " muut_kirjoitusasut ja poista se luettelosta.",
                )
            )

    def _doubt_cells(self) -> None:
        for index, row in enumerate(self.rows):
            base = self.memory.measures.get(self.ids.measures[index], {})
            present = self.roadmap.measures_by_id.get(self.ids.measures[index])
            stands = _tree_of(present) if present else {}
            for key, cell in row.fields.unsure.items():
                raw = NAMED[key]
                known = stands.get(raw) or "; ".join(stands.get(key, ()))
                if same(base.get(raw), cell) or same(known, cell):
                    continue  # somebody has seen it before
                self.doubts.append(
                    warning(
                        "unsure-cell",
                        _place(row.measure.source),
                        f"Solua ”{' '.join(cell.split())}” ({key}) ei jaettu, koska ei ole varmaa,"
                        " montako nimeä siinä on.",
                        "Jos nimiä on monta, jaa ne toimenpiteen tiedostossa omille riveilleen ja"
                        " lisää ne luetteloon. Seuraava tuonti muistaa jaon.",
                    )
                )

    # --- files and memory ------------------------------------------------------------------

    def _write(self, path: str, kind: type[BaseModel], tree: Tree) -> None:
        """Put a file among those that change, unless it says the same already."""
        entry = kind.model_validate(tree)
        present = self.texts.get(path)
        if present is not None and entry_tree(entry) == self._present_tree(path):
            return
        self.files[path] = format_entry(entry, present or "")

    def _present_tree(self, path: str) -> object:
        roadmap, (folder, _, file) = self.roadmap, path.rpartition("/")
        entry: BaseModel | None = None
        if folder == MEASURES:
            entry = roadmap.measures_by_id.get(file.removesuffix(".yml"))
        elif folder == GOALS:
            entry = roadmap.goals_by_id.get(file.removesuffix(".yml"))
        elif path == SETTINGS:
            entry = roadmap.settings
        return entry_tree(entry) if entry else None

    def _remember(self, trees: Sequence[Tree]) -> Memory:
        goals = {
            self.ids.goals[index]: {KEYS["title"]: line(goal.title)}
            for index, goal in enumerate(self.goals)
        }
        measures = {
            id_: _with_names(tree, self.memory.measures.get(id_, {}))
            for id_, tree in zip(self.ids.measures, trees, strict=True)
        }
        return Memory(
            {**self.memory.measures, **measures},
            {**self.memory.goals, **goals},
            {**self.memory.groups, **self.groups},
        )


def _tree_of(entry: BaseModel) -> Tree:
    tree = entry_tree(entry)
    assert isinstance(tree, dict)
    return dict(tree)


def _with_names(tree: Tree, before: Tree) -> Tree:
    """Return what to remember of a measure: names of an unchanged cell as they were first read."""
    same_cells = [key for key, raw in NAMED.items() if raw in tree and tree[raw] == before.get(raw)]
    return {**tree, **{key: before[key] for key in same_cells}}


def _place(source: SourceRow) -> Place:
    return Place(source.document, field=str(source))
