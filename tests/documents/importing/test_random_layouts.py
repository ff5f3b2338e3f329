"""One roadmap laid out in every way that people do: each measure comes back as it was written.

Goals and groups stand in rows, in columns or over the tables, legends on any side, heads in one
row or two, phases as colours, letters or words. What does not come back is at least told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from written_grids import source

from digitiekartta.documents.importing.interpreter import interpret
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document

HALVES = [(year, half) for year in (2026, 2027, 2028) for half in (1, 2)]
PHASES = {"S": "selvittely", "K": "käyttöönotto", "J": "jatkuva toiminta"}
FILLS = {"S": "[Y]", "K": "[B]", "J": "[G]"}
# Goals, their groups, and of each measure name, party, notes and the phase of each half-year.
ROADMAP = {
    "Osaaminen": {
        "Koulutus": [
            ("Digitaitojen itsearviointi", "Henkilöstöpäällikkö", "", "SK...."),
            ("Verkkokurssi uusille", "Tietohallinto", "Yhdessä naapureiden kanssa.", ".SSKJJ"),
        ],
        "Tekoälyn käyttö": [
            ("Tekoälyn pelisäännöt", "Johtoryhmä", "", "SK.J.J"),
            ("Kokeilu neuvonnassa", "Asiakaspalvelu", "Päätös jatkosta myöhemmin.", "..SS.."),
        ],
    },
    "Palvelut verkossa": {
        "Asiointi": [
            ("Lupien sähköinen käsittely", "Rakennusvalvonta", "", "KKJJJJ"),
            ("Yhden luukun chat", "Viestintä", "", "....SK"),
        ],
        "Tilat": [("Omatoimikirjasto", "Kirjastonjohtaja", "Aikataulu avoin.", "......")],
    },
    "Tiedolla johtaminen": {
        "Tietovarannot": [("Avoimen datan luettelo", "Tietohallinto", "", "JJJJJJ")],
    },
}
Row = list[str]


@dataclass(frozen=True)
class Layout:
    """How a roadmap is laid out."""

    goals: str
    groups: str
    legend: str
    marks: str
    heads: str
    banded: bool
    merged: bool
    dark: bool
    notes: bool
    heads_again: bool
    gaps: bool
    sums: bool

    @property
    def columns(self) -> list[str]:
        goal = ["Tavoite"] if self.goals.startswith("column") else []
        group = ["Toimenpidekokonaisuus"] if self.groups.startswith("column") else []
        return [*goal, *group, "Toimenpide", "Vastuutaho"]

    @property
    def width(self) -> int:
        return len(self.columns) + 6 + self.notes

    def head(self) -> list[Row]:
        fill = "[N] " if self.dark else ""
        first = [fill + text for text in self.columns]
        last = [f"{fill}Lisätiedot"] if self.notes else []
        if self.heads == "one":
            halves = [f"{'Kevät' if half == 1 else 'Syksy'} {year}" for year, half in HALVES]
            return [[*first, *(fill + text for text in halves), *last]]
        names = ("kevät", "syksy") if self.heads == "two" else ("K", "S")
        years = [f"{fill}{year}" if half == 1 else "<" for year, half in HALVES]
        below = [fill + names[half - 1] for _, half in HALVES]
        return [[*first, *years, *last], ["^"] * len(first) + below + ["^"] * len(last)]

    def legend_row(self) -> Row:
        fills = FILLS if self.marks in ("fills", "both") else dict.fromkeys(FILLS, "")
        with_letters = self.marks in ("letters", "both")
        return [
            f"{fills[sign]} {f'{sign} = ' if with_letters else ''}{phase}"
            for sign, phase in PHASES.items()
        ]

    def across(self, text: str) -> Row:
        return [text, *["<"] * (self.width - 1)]

    def plan(self, plan: str, band: str) -> Iterator[str]:
        for at, sign in enumerate(plan):
            if sign == ".":
                yield band
            elif self.merged and self.marks != "words" and at and plan[at - 1] == sign:
                yield "<"
            elif self.marks == "words":
                yield band + PHASES[sign]
            else:
                fill = FILLS[sign] if self.marks in ("fills", "both") else band
                yield fill + (f" {sign}" if self.marks in ("letters", "both") else "")

    def body(self) -> Iterator[Row]:
        banded = False
        for number, (goal, groups) in enumerate(ROADMAP.items(), 1):
            name = f"Tavoite {number}: {goal}"
            if self.goals == "headings":
                yield ["=", name]
            elif self.goals == "rows":
                if self.gaps and number > 1:
                    yield [""] * self.width
                yield self.across(f"[N] {name}" if self.dark else name)
            if self.goals == "headings" or (
                self.goals == "rows" and self.heads_again and number > 1
            ):
                yield from self.head()
            of_goal = name
            for group, measures in groups.items():
                of_group = group
                if self.groups == "rows":
                    row = self.across(f"[g] *{group}")
                    yield [of_goal, *row[:-1]] if self.goals == "columns merged" else row
                    of_goal = "^" if self.goals == "columns merged" else of_goal
                for title, party, notes, plan in measures:
                    band = "[g] " if banded else ""
                    banded = self.banded and not banded
                    row = [band + title, band + party, *self.plan(plan, band)]
                    if self.groups.startswith("column"):
                        row.insert(0, of_group if of_group == "^" else band + of_group)
                    if self.goals.startswith("column"):
                        row.insert(0, of_goal if of_goal == "^" else band + of_goal)
                    yield [*row, band + notes] if self.notes else row
                    left = {"columns merged": "^", "columns sparse": ""}
                    of_goal = left.get(self.goals, of_goal)
                    of_group = left.get(self.groups, of_group)
        if self.sums:
            yield ["Toimenpiteitä yhteensä", "8", *[""] * (self.width - 2)]

    def sections(self) -> list[str]:
        rows = [*([] if self.goals == "headings" else self.head()), *self.body()]
        legend = [["Selite", *self.legend_row()]]
        if self.marks == "words":
            return [written(rows)]
        if self.legend == "right":
            beside = ["Värien selitys", *self.legend_row()]
            rows = [
                [*row, "", beside[at] if at < len(beside) else ""] for at, row in enumerate(rows)
            ]
        parts = {
            "above": [written(legend) + "\n---\n" + written(rows)],
            "below": [written(rows) + "\n---\n" + written(legend)],
            "right": [written(rows)],
            "first": [written([["Selitteet"], *([one] for one in self.legend_row())])],
            "last": [written(rows)],
        }[self.legend]
        own = written([["Selitteet"], *([one] for one in self.legend_row())])
        parts += {"first": [written(rows)], "last": [own]}.get(self.legend, [])
        return parts


def written(rows: list[Row]) -> str:
    return "\n".join(" ".join(row) if row[0] == "=" else " | ".join(row) for row in rows)


def layouts() -> st.SearchStrategy[Layout]:
    return st.builds(
        Layout,
        goals=st.sampled_from(
            ["rows", "headings", "columns merged", "columns sparse", "columns repeated"]
        ),
        groups=st.sampled_from(
            ["rows", "none", "columns merged", "columns sparse", "columns repeated"]
        ),
        legend=st.sampled_from(["above", "below", "right", "first", "last"]),
        marks=st.sampled_from(["fills", "letters", "both", "words"]),
        heads=st.sampled_from(["one", "two", "letters"]),
        banded=st.booleans(),
        merged=st.booleans(),
        dark=st.booleans(),
        notes=st.booleans(),
        heads_again=st.booleans(),
        gaps=st.booleans(),
        sums=st.booleans(),
    ).filter(lambda one: not (one.legend == "right" and one.goals == "headings"))


@given(layouts())
def test_a_roadmap_is_read_however_it_is_laid_out(layout):
    document = interpret(source(*layout.sections()), Legend())
    assert isinstance(document, Document)

    found = [
        (goal.number, goal.title, group.title, one.title, one.responsible, one.notes, told)
        for goal in document.goals
        for group in goal.groups
        for one in group.measures
        for told in ["".join(one.schedule.get(half, ".")[0] for half in document.periods)]
    ]

    assert [
        (
            number,
            goal,
            group if layout.groups != "none" else None,
            title,
            party,
            notes if layout.notes else "",
            plan.lower(),
        )
        for number, (goal, groups) in enumerate(ROADMAP.items(), 1)
        for group, measures in groups.items()
        for title, party, notes, plan in measures
    ] == found
