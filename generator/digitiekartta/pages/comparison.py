"""The pages that compare the roadmaps of the list: all of them, a roadmap, a half-year, a subject.

They stand beside the list in ``vertailu/``, and their links lead on to the roadmaps' own sites. No
page grows with the square of their number: many roadmaps are told one below the other only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from urllib.parse import quote

from markdown.extensions.toc import slugify, unique

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, listed, sentence_case, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.markup.markdown import (
    Markdown,
    front_matter,
    joined,
    link,
    md,
    relative,
    table,
)
from digitiekartta.pages import paths
from digitiekartta.pages.frame import render
from digitiekartta.pages.links import NOT_NAMED
from digitiekartta.pages.numbers.columns import Value
from digitiekartta.pages.numbers.comparing import (
    NO_HALF_YEARS,
    STATES,
    Compared,
    Comparison,
    Measured,
)
from digitiekartta.pages.numbers.comparison_report import HOW_FOUND, NOT_SUMMED
from digitiekartta.pages.numbers.comparison_tables import (
    Row,
    Sheet,
    in_half_year,
    of_roadmap,
    phases,
    roadmaps,
    sectors_of,
)
from digitiekartta.pages.parts import MOST_ROWS
from digitiekartta.pages.search.subjects import Subject

FOLDER = "vertailu"
FRONT, PHASES = f"{FOLDER}/index.md", f"{FOLDER}/vaiheet.md"
LABEL, TITLE = "Vertailu", "Digitiekarttojen vertailu"
MOST_COLUMNS = 6
"""Roadmaps that stand side by side in one table."""
MOST_TOGETHER = 25
"""Roadmaps of which one page tells everything that is told in tables."""


@dataclass(frozen=True)
class LeftOut:
    """A roadmap of the list that is not compared, and why in Finnish."""

    name: str
    why: str


@dataclass(frozen=True)
class _Part:
    """Some of the measures about a subject, on a page of their own: whole roadmaps."""

    file: str
    roadmaps: tuple[tuple[Compared, tuple[Measured, ...]], ...]


def comparison_pages(
    comparison: Comparison, left_out: Sequence[LeftOut]
) -> Mapping[str, Callable[[], str]]:
    """Return what writes each page, by its file relative to the docs folder.

    Args:
        comparison: The roadmaps of the list.
        left_out: Those that can't be compared.
    """
    pages = _Pages(comparison, tuple(left_out))
    return {
        FRONT: pages.front,
        **({PHASES: pages.phases} if pages.is_long else {}),
        **{
            pages.of_half_year(moment): partial(pages.half_year, moment) for moment in pages.moments
        },
        **{pages.of(one): partial(pages.roadmap, one) for one in comparison.roadmaps},
        **{
            part.file: partial(pages.subject, one, number)
            for one in comparison.found_subjects
            for number, part in enumerate(pages.parts[one.name])
        },
    }


@dataclass(frozen=True)
class _Pages:
    """Writes the pages."""

    comparison: Comparison
    left_out: tuple[LeftOut, ...]

    @property
    def is_long(self) -> bool:
        """Whether the roadmaps are too many for one page to tell everything of each."""
        return len(self.comparison.roadmaps) > MOST_TOGETHER

    @property
    def moments(self) -> Sequence[HalfYear]:
        """The half-years that have a page: those of which any roadmap tells."""
        return self.comparison.moments

    # --- where pages stand -----------------------------------------------------------------

    @staticmethod
    def of(roadmap: Compared) -> str:
        """Return the page of a roadmap."""
        return f"{FOLDER}/tiekartat/{roadmap.folder}.md"

    @staticmethod
    def of_half_year(moment: HalfYear) -> str:
        """Return the page of a half-year."""
        return f"{FOLDER}/puolivuodet/{moment.slug}.md"

    @cached_property
    def parts(self) -> Mapping[str, tuple[_Part, ...]]:
        """Subject → the pages that tell of it, as a page has room for so many measures only."""
        return {one.name: tuple(self._parts_of(one)) for one in self.comparison.found_subjects}

    def _parts_of(self, subject: Subject) -> Iterator[_Part]:
        own: list[tuple[Compared, tuple[Measured, ...]]] = []
        number, size = 1, 0
        for one in self.comparison.roadmaps:
            measures = tuple(m for m in one.measures if subject.name in m.subjects)
            if own and measures and size + len(measures) > MOST_ROWS:
                yield _Part(_file_of(subject, number), tuple(own))
                own, size, number = [], 0, number + 1
            if measures:
                own.append((one, measures))
                size += len(measures)
        yield _Part(_file_of(subject, number), tuple(own))

    def place_of(self, subject: Subject, roadmap: Compared) -> str:
        """Return the page and the place there that tell what a roadmap has of a subject."""
        return self._places[subject.name, roadmap.name]

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], str]:
        """Subject, name of a roadmap that has it → where that is told."""
        places = {}
        for subject, parts in self.parts.items():
            for part in parts:
                names = [one.name for one, _ in part.roadmaps]
                for name, anchor in zip(names, _anchors(subject, names), strict=True):
                    places[subject, name] = f"{part.file}#{anchor}"
        return places

    # --- pages -----------------------------------------------------------------------------

    def front(self) -> str:
        """Return the page on all roadmaps."""
        comparison, now = self.comparison, self.comparison.now
        rows = in_half_year(comparison, now)
        return _page(
            FRONT,
            TITLE,
            "Kuntien digitiekartat rinnakkain: vaiheet, puolivuodet ja aiheet.",
            "vertailu.md.j2",
            now=now,
            not_summed=NOT_SUMMED,
            how_found=HOW_FOUND,
            left_out=self.left_out,
            roadmaps=self._roadmaps(),
            phases=None if self.is_long else _phases(comparison),
            phases_page=link("Omat vaiheet yleisinä vaiheina", relative(FRONT, PHASES)),
            states=None if self.is_long else self._states(FRONT, rows, "Tiekartta", now.during),
            half_years=[
                link(moment, relative(FRONT, self.of_half_year(moment))) for moment in self.moments
            ],
            subjects=self._subjects(),
            other_subjects=[one.name for one in comparison.other_subjects],
        )

    def phases(self) -> str:
        """Return the page on the phases, where the front page has no room for them."""
        return _page(
            PHASES,
            "Omat vaiheet yleisinä vaiheina",
            "Tiekarttojen omat vaiheet yleisinä vaiheina.",
            "vertailu-taulukko.md.j2",
            introduction="Jokainen tiekartta kertoo itse, mitä yleistä vaihetta sen oma vaihe"
            " vastaa.",
            table=_phases(self.comparison),
        )

    def half_year(self, moment: HalfYear) -> str:
        """Return the page on how all roadmaps' measures stand in a half-year."""
        here = self.of_half_year(moment)
        rows = in_half_year(self.comparison, moment)
        return _page(
            here,
            f"Toimenpiteet vaiheittain {moment.during}",
            f"Tiekarttojen toimenpiteet yleisinä vaiheina: {moment}.",
            "vertailu-taulukko.md.j2",
            introduction=NOT_SUMMED,
            table=self._states(here, rows, "Tiekartta", moment.during),
        )

    def roadmap(self, one: Compared) -> str:
        """Return the page on what a roadmap has of all that is compared."""
        here, comparison = self.of(one), self.comparison
        subjects = [
            (subject, comparison.by_subject[subject.name][one.name])
            for subject in comparison.found_subjects
            if one.name in comparison.by_subject[subject.name]
        ]
        rows = [
            [link(subject.name, relative(here, self.place_of(subject, one))), number]
            for subject, number in subjects
        ]
        return _page(
            here,
            f"{one.name} vertailussa",
            f"Mitä tiekartassa {one.facts['nimi']} on vaiheittain, toimialoittain ja aiheittain.",
            "vertailu-tiekartta.md.j2",
            roadmap=one,
            site=link(one.facts["nimi"], _beside(here, one.folder)),
            own_phases=listed([f"{own} ({common})" for own, common in one.common.items()]),
            states=(
                self._states(here, of_roadmap(comparison, one), "Puolivuosi", "puolivuosina")
                if one.half_years and one.known
                else None
            ),
            sectors=(
                self._sectors(here, one)
                if any(measure.sectors for measure in one.measures)
                else None
            ),
            sector_word=one.told["toimialasana"],
            now=comparison.now,
            subjects=table("Aiheet ja toimenpiteiden määrä", ["Aihe", "Toimenpiteitä"], rows, [1])
            if rows
            else None,
            without_subject=[self._measure(here, measure) for measure in one.without_subject],
        )

    def subject(self, subject: Subject, number: int) -> str:
        """Return a page on who does what about a subject, and when."""
        parts = self.parts[subject.name]
        part = parts[number]
        here, others = part.file, [one for one in self.comparison.roadmaps]
        there = {one.folder for each in parts for one, _ in each.roadmaps}
        without = [one.name for one in others if one.folder not in there]
        some = f" (osa {number + 1})" if number else ""
        return _page(
            here,
            f"{subject.name}{some}",
            f"{subject.name}: mitkä tiekartat sisältävät aiheen, kuka vastaa ja milloin.",
            "vertailu-aihe.md.j2",
            subject=subject,
            roadmaps=[
                (one.name, self._measures(here, subject, one, measures))
                for one, measures in part.roadmaps
            ],
            how_many=unparted(
                counted(sum(len(m) for each in parts for _, m in each.roadmaps), "toimenpide")
            ),
            how_many_roadmaps="yhdessä" if len(there) == 1 else len(there),
            without=listed(without) if 0 < len(without) <= MOST_TOGETHER else "",
            parts=[
                link(_names(each), relative(here, each.file))
                if each is not part
                else md(_names(each))
                for each in parts
            ]
            if len(parts) > 1
            else [],
        )

    # --- tables ----------------------------------------------------------------------------

    def _roadmaps(self) -> Markdown:
        sheet = roadmaps(self.comparison)
        columns = [column for column in sheet.columns if column.key != "asiakirja"]
        rows = [
            [
                link(one.name, relative(FRONT, self.of(one))),
                *(_shown(column.value(one)) for column in columns[1:]),
            ]
            for one in self.comparison.roadmaps
        ]
        return table(sheet.title, [column.head for column in columns], rows, right=(3, 4, 5))

    def _states(self, here: str, rows: Sequence[Row], what: str, when: str) -> Markdown:
        """Return how measures stand: a row for each roadmap, half-year or sector.

        Common phases that none of the roadmaps has are left out.

        Args:
            here: The page.
            rows: What is told.
            what: Of which of the three, as the head of the column.
            when: In which half-years, for the caption.
        """
        own = {common for row in rows for common in row.roadmap.common.values()}
        used = {state for row in rows for state in row.counts or ()}
        states = [state for state in STATES if state in own | used]
        cells = [
            [
                link(row.roadmap.name, relative(here, self.of(row.roadmap)))
                if what == "Tiekartta"
                else row.what,
                *(row.told(state) for state in states),
                row.total,
            ]
            for row in rows
        ]
        headers = [what, *states, "yhteensä"]
        right = range(1, len(headers))
        return table(f"Toimenpiteet vaiheittain {when}", headers, cells, right)

    def _sectors(self, here: str, one: Compared) -> Markdown:
        """Return how the measures of a roadmap's sectors stand, or how many these are."""
        rows, word = sectors_of(self.comparison, one), sentence_case(one.told["toimialasana"])
        now = self.comparison.now
        if one.known and now.slug in one.half_years:
            return self._states(here, rows, word, now.during)
        cells = [[row.what, row.total] for row in rows]
        return table("Toimenpiteiden määrä", [word, "Toimenpiteitä"], cells, right=[1])

    def _subjects(self) -> Markdown | None:
        comparison, found = self.comparison, self.comparison.found_subjects
        if not found:
            return None
        if len(comparison.roadmaps) > MOST_COLUMNS:
            rows: list[list[object]] = [
                [self._subject(one), len(comparison.by_subject[one.name])] for one in found
            ]
            heads = ["Aihe", "Tiekarttoja"]
            return table("Kuinka monessa tiekartassa aihe on", heads, rows, right=[1])
        rows = [
            [self._subject(one), *(self._number(one, roadmap) for roadmap in comparison.roadmaps)]
            for one in found
        ]
        names = [one.name for one in comparison.roadmaps]
        numbers = range(1, len(names) + 1)
        return table("Toimenpiteiden määrä aiheittain", ["Aihe", *names], rows, right=numbers)

    def _subject(self, subject: Subject) -> Markdown:
        return link(subject.name, relative(FRONT, self.parts[subject.name][0].file))

    def _number(self, subject: Subject, roadmap: Compared) -> object:
        number = self.comparison.by_subject[subject.name].get(roadmap.name, 0)
        return link(number, relative(FRONT, self.place_of(subject, roadmap))) if number else 0

    def _measures(
        self, here: str, subject: Subject, roadmap: Compared, measures: Sequence[Measured]
    ) -> Markdown:
        rows = [
            [
                self._measure(here, measure),
                listed(measure.parties) or NOT_NAMED,
                self._when(measure),
                measure.found(subject.name),
            ]
            for measure in measures
        ]
        headers = ["Toimenpide", "Vastuu", "Aikataulu", "Löytyi sanoista"]
        return table(f"{subject.name}: {roadmap.name}", headers, rows)

    def _when(self, measure: Measured) -> Markdown:
        told = (measure.sentence, measure.also_now(self.comparison.now))
        return joined(filter(None, told), between="<br>")

    @staticmethod
    def _measure(here: str, measure: Measured) -> Markdown:
        page = paths.address(paths.measure(measure.id))
        return link(measure.title, f"{_beside(here, measure.roadmap.folder)}{page}")


def _file_of(subject: Subject, number: int) -> str:
    base = f"{FOLDER}/aiheet/{subject.id}"
    return f"{base}.md" if number == 1 else f"{base}/osa-{number}.md"


def _names(part: _Part) -> str:
    first, last = part.roadmaps[0][0].name, part.roadmaps[-1][0].name
    return first if first == last else f"{first}–{last}"


def _anchors(title: str, names: Sequence[str]) -> list[str]:
    """Return the ids that the headings of a page get which are called so, below its title."""
    taken = {slugify(title, "-")}
    return [unique(slugify(escaping.one_line(name), "-"), taken) for name in names]


def _beside(here: str, folder: str) -> str:
    """Return the way from a page to the site of a roadmap, which stands beside the list."""
    up = "../" * paths.address(here).count("/")
    return f"{up}{quote(folder)}/"


def _phases(comparison: Comparison) -> Markdown:
    sheet: Sheet = phases(comparison)
    rows = [[_shown(value) for value in row] for row in sheet.rows()]
    return table(sheet.title, [column.head for column in sheet.columns], rows)


def _shown(value: Value) -> object:
    if value is None:
        return NO_HALF_YEARS  # of a period, which is all that may be missing
    return ", ".join(value) if isinstance(value, tuple) else value


def _page(file: str, title: str, description: str, template: str, **needs: object) -> str:
    """Return a page's text; ``needs`` is what its template asks for besides the title."""
    trail = [("Digitiekartat", "index.md")]
    if file != FRONT:
        trail.append((LABEL, FRONT))
    fields: dict[str, object] = {
        "title": escaping.html(title if file == FRONT else f"{title} – {LABEL.lower()}"),
        "description": escaping.html(description),
        "luettelossa": True,
        "murupolku": [
            {"nimi": hyphenated(escaping.html(label)), "osoite": paths.address(target)}
            for label, target in trail
        ],
    }
    return front_matter(fields) + "\n" + render(template, title=title, **needs)
