"""Reports, costs and links that an annex brings: its rows, put over those of each measure.

A row is new, edited, emptied (which removes it) or gone (which is told and removes nothing). It
is compared with what the annex said when it was exported, as everything else in it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from digitiekartta.basics.kinds import PROPOSALS, Need
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.exported import Exported, list_of
from digitiekartta.documents.importing.list_form import ListForm
from digitiekartta.documents.importing.lists import ListRow, ListTable
from digitiekartta.documents.importing.proposal.merging import Change
from digitiekartta.documents.importing.words import folded, title_key
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import KEYS, Measure
from digitiekartta.roadmap.reading.validation import read_entry
from digitiekartta.roadmap.yaml_text import yaml_text

UNKNOWN_MEASURE = PROPOSALS.error(
    "list-measure-unknown",
    "Toimenpidettä ”{name}” ({cell}) ei ole tiekartassa.",
    "Kirjoita riville toimenpiteen tunnus tai nimi niin kuin se on toimenpiteiden taulukossa.",
    example="Välilehden Tilannetiedot rivillä on tunnus it-tuk.",
)
ID_AND_TITLE = PROPOSALS.error(
    "list-measure-unclear",
    "Rivillä on tunnus ”{id}”, mutta nimi ”{title}” on toisen toimenpiteen ({cell}).",
    "Korjaa tunnus tai nimi. Jos rivi on uusi, tunnuksen voi jättää tyhjäksi.",
    example="Rivi on kopioitu, ja siihen on vaihdettu toimenpiteen nimi mutta ei tunnusta.",
)
BAD_CELL = PROPOSALS.error(
    "list-cell-wrong",
    "{cell}: {message}",
    "{remedy}",
    example="Välilehden Kustannusarviot solussa on 5.400.",
)
TWICE = PROPOSALS.error(
    "list-row-twice",
    "Toimenpiteellä ”{id}” on kaksi riviä, joilla on ”{key}” ({cell}).",
    "Yhdistä rivit yhdeksi.",
    example="Samalta puolivuodelta on kaksi tilannetietoa.",
)
EMPTIED = PROPOSALS.warning(
    "list-row-empty",
    "Rivi on tyhjennetty ({cell}), mutta ei selviä, mitä toimenpiteen ”{id}” tietoa se tarkoittaa.",
    "Sisältö jätettiin ennalleen. Poista tieto tarvittaessa käsin.",
    example="Kaksi saman toimenpiteen riviä on tyhjennetty, ja kolmas on poistettu.",
    need=Need.DECIDE,
)
GONE = PROPOSALS.warning(
    "list-rows-gone",
    "Välilehdellä ”{sheet}” ei enää ole näitä: {rows}.",
    "Ne jätettiin sisältöön. Jos tieto pitää poistaa, tyhjennä rivin omat solut, mutta jätä"
    " toimenpiteen nimi ja tunnus.",
    example="Välilehdeltä Kustannusarviot on poistettu rivi.",
    need=Need.DECIDE,
)
CLASH = PROPOSALS.warning(
    "list-changed-on-both-sides",
    "Toimenpiteen ”{id}” kohtaa ”{field}” on muutettu sekä liitteessä ({cell}) että sisällössä."
    " Sisällössä on ”{content}”, liitteessä ”{document}”.",
    "Sisältö jätettiin ennalleen. Korjaa se tarvittaessa käsin.",
    example="Tilannetietoa on muutettu liitteessä ja tiekartassa samaan aikaan.",
    need=Need.DECIDE,
)
_UNIT = re.compile(r"\s*(?:€|\beuroa?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """A row with what it lists, None when its own cells are empty but for what it is known by."""

    row: ListRow
    value: Any | None


@dataclass(slots=True)
class Listed:
    """What comes of the lists of documents.

    Args:
        measures: What is known of measures so far, by their ids.
        ids: The ids that documents tell, former ones too → present ids.
        values: The fields that change, by the measure's id.
        changes: What changes, by the measure's id.
    """

    measures: Mapping[str, Measure]
    ids: Mapping[str, str]
    values: dict[str, dict[str, tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(dict))
    changes: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    doubts: list[Problem] = field(default_factory=list)

    def take(self, document: str, table: ListTable, exported: Exported | None) -> None:
        """Take a list of a document."""
        items: dict[str, list[Item]] = defaultdict(list)
        wrong: set[str] = set()
        for row in table.rows:
            id_ = self._measure(document, table, row)
            item = self._item(document, table, row) if id_ else None
            if id_ and item:
                items[id_].append(item)
            else:
                wrong.update([id_] if id_ else self._titled(row.title))
        gone: list[str] = []
        for id_, measure in self.measures.items():
            if id_ in wrong:  # nothing comes in before its rows are mended
                continue
            merging = _Merging(document, table, id_, measure, items.get(id_, []), exported)
            merged = merging.merged()
            self.doubts += merging.doubts
            gone += [f"{measure.title} ({name})" for name in merging.gone]
            if merging.changes:
                self.values[id_][table.form.field] = merged
                self.changes[id_] += merging.changes
        if gone:
            place = Place(document, field=table.sheet)
            self.doubts.append(GONE.at(place, sheet=table.sheet, rows=listed(gone)))

    def _measure(self, document: str, table: ListTable, row: ListRow) -> str | None:
        """Return the id of a row's measure, None when it tells none; that is told."""
        place, cell = Place(document, field=table.sheet), f"rivi {row.row}"
        by_title = self._titled(row.title)
        if not (row.id or row.title):
            if any(cell.text for cell in row.cells.values()):
                self.doubts.append(UNKNOWN_MEASURE.at(place, name="", cell=cell))
            return None
        found = self.ids.get(row.id, row.id) if row.id else next(iter(by_title), "")
        if found not in self.measures or (not row.id and len(by_title) != 1):
            known = [*self.measures] if row.id else [one.title for one in self.measures.values()]
            name = row.id or row.title
            self.doubts.append(UNKNOWN_MEASURE.at(place, name=name, cell=cell, known=known))
            return None
        if row.title and by_title and found not in by_title:
            self.doubts.append(ID_AND_TITLE.at(place, id=row.id, title=row.title, cell=cell))
            return None
        return found

    def _titled(self, title: str) -> list[str]:
        """Return the measures of that title, none when there is no title."""
        wanted = title_key(title) if title else None
        return [id_ for id_, one in self.measures.items() if title_key(one.title) == wanted]

    def _item(self, document: str, table: ListTable, row: ListRow) -> Item | None:
        """Return what a row lists; what is wrong in it is told with its cell."""
        form = table.form
        texts = {name: row.text(name) for name in form.heads}
        if form.entry is None:
            return self._related(document, table, row)
        if not any(text for name, text in texts.items() if name not in form.key):
            return Item(row, None)
        fields = declared(form.entry)
        tree = {fields[name].key: _plain(form, name, text) for name, text in texts.items() if text}
        read = read_entry(form.entry, yaml_text(tree), document)
        names = {one.key: name for name, one in fields.items()}
        for problem in read.problems:
            name = names.get(problem.place.field.split(".")[0], next(iter(names.values())))
            cell = row.cells[name].place or f"rivi {row.row}"
            message, remedy = problem.message, problem.remedy
            if problem.code == "missing-field":
                message, remedy = "Solu on tyhjä.", "Täydennä solu, tai tyhjennä koko rivi."
            where = f"Solu {cell}, sarake ”{form.heads[name]}”"
            place = Place(document, field=table.sheet)
            self.doubts.append(BAD_CELL.at(place, cell=where, message=message, remedy=remedy))
        return Item(row, read.whole) if read.whole is not None else None

    def _related(self, document: str, table: ListTable, row: ListRow) -> Item | None:
        told, title = row.text("id"), row.text("title")
        if not told and not title:
            return Item(row, None)
        cells = {"id": row.cells["title"]}
        id_ = self._measure(document, table, replace(row, id=told, title=title, cells=cells))
        return Item(row, id_) if id_ else None


@dataclass(slots=True)
class _Merging:
    """One list of one measure: its rows over what stands in content."""

    document: str
    table: ListTable
    id: str
    measure: Measure
    items: list[Item]
    exported: Exported | None
    changes: list[Change] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def form(self) -> ListForm:
        """Which list it is."""
        return self.table.form

    def merged(self) -> tuple[Any, ...]:
        """Return what the measure lists then."""
        stands = dict(enumerate(self.form.listed(self.measure)))
        before = dict(stands)
        left, pairs = self._pairs(dict(stands))
        for at, item in pairs:
            self._put(stands, at, item)
        new = [item.value for item in left if item.value is not None and not self._said(item.value)]
        result = [*stands.values(), *new]
        self.changes += [Change(self._name(one), "", self.form.as_line(one)) for one in new]
        if new and self._in_order([*before.values()]):
            result.sort(key=self._order)
        return tuple(result)

    def _pairs(self, stands: dict[int, Any]) -> tuple[list[Item], list[tuple[int, Item]]]:
        """Return the rows that are new, and which row is which of what stands there."""
        left, pairs = list(self.items), list[tuple[int, Item]]()
        self._tell_twice()

        def pair(at: int, item: Item) -> None:
            pairs.append((at, item))
            left.remove(item)
            del stands[at]

        for same in (self._is_same, self._is_known_by):
            for item in list(left):
                if (at := next((at for at in stands if same(item, stands[at])), None)) is not None:
                    pair(at, item)
        # What a row is known by may have been edited, or all of it emptied.
        exported = [at for at, one in stands.items() if self._said(one)]
        changed = [item for item in left if item.value is not None and not self._said(item.value)]
        emptied = [item for item in left if item.value is None and not self._key_of(item)]
        edited = [*changed, *emptied]
        if exported and len(exported) == len(edited) and (not emptied or not changed):
            for at, item in zip(exported, edited, strict=True):
                pair(at, item)
        elif emptied and exported:
            for item in emptied:
                cell = f"rivi {item.row.row}"
                self.doubts.append(EMPTIED.at(self._place, cell=cell, id=self.id))
                left.remove(item)
        else:
            wanted = stands.values() if self.exported is None else [stands[at] for at in exported]
            self.gone += [self._name(one) for one in wanted]
        return left, pairs

    def _put(self, stands: dict[int, Any], at: int, item: Item) -> None:
        """Put a row in the place of what stands there, or take that away."""
        present, value = stands[at], item.value
        is_same = value is not None and self._is_same(item, present)
        unchanged = value is not None and self._said(value)
        if is_same or (unchanged and self.exported):
            return
        after = self.form.as_line(value) if value is not None else ""
        if value is None and self.exported is None:
            cell = f"rivi {item.row.row}"
            self.doubts.append(EMPTIED.at(self._place, cell=cell, id=self.id))
        elif self.exported is not None and not self._said(present):
            if value is None:  # it was made ready and never filled, and content has got one
                return
            self.doubts.append(
                CLASH.at(
                    self._place,
                    id=self.id,
                    field=self._name(present),
                    cell=f"rivi {item.row.row}",
                    content=self.form.as_line(present),
                    document=after,
                )
            )
        else:
            self.changes.append(Change(self._name(present), self.form.as_line(present), after))
            if value is None:
                del stands[at]
            else:
                stands[at] = value

    @property
    def _place(self) -> Place:
        return Place(self.document, field=self.table.sheet)

    def _tell_twice(self) -> None:
        if len(self.form.key) > 1:
            return
        seen: set[str] = set()
        for item in self.items:
            key = self._key_of(item)
            is_new = item.value is not None and not self._said(item.value)
            if key and key in seen and is_new:
                cell = f"rivi {item.row.row}"
                self.doubts.append(TWICE.at(self._place, id=self.id, key=key, cell=cell))
            seen.add(key)

    def _said(self, value: Any) -> bool:
        """Whether the annex listed that when it was exported."""
        what, text = list_of(self.form), self.form.as_line(value)
        return self.exported is not None and self.exported.said(self.id, what, text)

    def _is_same(self, item: Item, present: Any) -> bool:
        return item.value is not None and self._texts(item.value) == self._texts(present)

    def _is_known_by(self, item: Item, present: Any) -> bool:
        """Whether a row is known by the same as what stands there."""
        key = self._key_of(item)
        if not key:
            return False
        texts = self.form.texts(present)
        if item.value is None:
            given = {name: item.row.text(name) for name in self.form.key}
            return all(_alike(text, texts[name]) for name, text in given.items() if text)
        return key == "; ".join(filter(None, (texts[name] for name in self.form.key)))

    def _key_of(self, item: Item) -> str:
        if item.value is None:
            texts: Mapping[str, str] = {name: item.row.text(name) for name in self.form.heads}
        else:
            texts = self.form.texts(item.value)
        return "; ".join(filter(None, (texts[name] for name in self.form.key)))

    def _texts(self, value: Any) -> list[str]:
        return [" ".join(text.split()) for text in self.form.texts(value).values()]

    def _name(self, value: Any) -> str:
        """Return how a change calls what is listed: "raportit: syksy 2026"."""
        texts = self.form.texts(value)
        key = ", ".join(filter(None, (texts[name] for name in self.form.key)))
        return f"{KEYS[self.form.field]}: {key}"

    def _order(self, value: Any) -> Any:
        return getattr(value, self.form.key[0]) if self.form.entry else 0

    def _in_order(self, values: Sequence[Any]) -> bool:
        keys = [self._order(value) for value in values]
        return self.form.field in ("reports", "costs") and keys == sorted(keys)


def _plain(form: ListForm, name: str, text: str) -> str:
    """Return a cell's text as content writes it: Excel begins words with a capital by itself."""
    if name == "euros":
        return _UNIT.sub("", text)
    return next((one for one in form.choices(name) if folded(one) == folded(text)), text)


def _alike(text: str, other: str) -> bool:
    return text.casefold().split() == other.casefold().split()
