"""Pages as a reader meets them: the generated Markdown rendered, and its tables read back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from unittest.mock import patch

import yaml
from lxml import html as lxml_html
from lxml.html import HtmlElement

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import errors_in
from digitiekartta.pages.plan import Plan, plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.roadmap import Cell, Roadmap, Schedule
from digitiekartta.versions.records import Version, read_versions
from hostile import OURS, engine
from towns import content

OPTIONS = Options(date(2026, 9, 15))
_ENGINE = engine(OURS)


@cache
def roadmap(name: str) -> Roadmap:
    """Return a roadmap of tests/kunnat/, which has no errors."""
    reading = read_and_check(content(name), name)
    assert reading.roadmap
    assert not errors_in(reading.problems), as_text(reading.problems)
    return reading.roadmap


@cache
def planned(name: str) -> Plan:
    """Return the pages of a roadmap, those of its history among them."""
    return planned_of(roadmap(name), versions=read_versions(content(name), name).all)


def planned_of(
    given: Roadmap, options: Options = OPTIONS, versions: Sequence[Version] = ()
) -> Plan:
    """Return a roadmap's pages without what asks what words mean, which takes longer than they."""
    with (
        patch("digitiekartta.pages.plan.index_files", return_value={}),
        patch("digitiekartta.pages.plan.compared.compared_file", return_value="{}"),
    ):
        return held(plan(given, options, versions=versions))


def held(made: Plan) -> Plan:
    """Return a plan whose files are all written now, and once."""
    written = {part: dict(getattr(made, part)) for part in ("files", "assets", "beside")}
    return replace(made, **written)


def pages(made: Plan) -> Mapping[str, str]:
    """Return page file → Markdown; the plan has files for programs too."""
    return {file: page for file, page in made.files.items() if file.endswith(".md")}


@cache
def rendered(name: str) -> Mapping[str, HtmlElement]:
    """Return page file → the page as an element tree."""
    return {file: tree(body(text)) for file, text in pages(planned(name)).items()}


def body(page: str) -> str:
    """Return a generated page as HTML, without its front matter."""
    return _ENGINE.reset().convert(page.split("\n---\n", 1)[1])


def meta(page: str) -> dict[str, object]:
    """Return a page's front matter."""
    found = yaml.load(page.split("\n---\n", 1)[0], yaml.CSafeLoader)
    assert isinstance(found, dict)
    return found


def tree(source: str) -> HtmlElement:
    """Return HTML as an element tree; ``<br>`` counts as a newline in its text."""
    root = lxml_html.fragment_fromstring(source, create_parent="main")
    for line_break in root.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return root


def text(element: HtmlElement) -> str:
    """Return what an element says to those who hear it, spaces at its ends apart."""
    said = element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")
    return "".join(map(str, said)).strip()


@dataclass(frozen=True)
class Table:
    """A table: its caption, its column headers, and its rows as elements."""

    caption: str
    headers: list[str]
    rows: list[list[HtmlElement]]

    @property
    def cells(self) -> list[list[str]]:
        """The rows as texts."""
        return [[text(cell) for cell in row] for row in self.rows]


def tables(root: HtmlElement) -> list[Table]:
    """Return the tables of a page."""
    return [
        Table(
            "".join(text(caption) for caption in element.iter("caption")),
            [text(cell) for cell in element.xpath("./thead/tr/th")],
            [list(row) for row in element.xpath("./tbody/tr")],
        )
        for element in root.iter("table")
    ]


# --- schedules read back -------------------------------------------------------------------------


def cell(element: HtmlElement, of: Roadmap) -> Cell | None:
    """Read what a table's cell says of a half-year; None when it says nothing."""
    marks = element.xpath("./span[contains(@class, 'vaihe')]")
    if not marks:
        said = text(element)
        return None if said in ("ei merkintää", "päättynyt") else Cell(words=said)
    [mark] = marks
    phase = of.phases[text(mark).casefold()]
    words = re.fullmatch(r" \((.*)\)", text(element)[len(text(mark)) :], re.DOTALL)
    return Cell(phase, words[1] if words else None)


def moment(heading: str) -> HalfYear:
    """Read a half-year that heads a column or a row."""
    return HalfYear.parse(heading.removesuffix("nyt").strip())


def own_schedule(page: HtmlElement, of: Roadmap) -> Schedule | None:
    """Read the schedule from a measure's own table; None when it has none."""
    found = [t for t in tables(page) if t.caption == "Puolivuosittain"]
    found = [t for t in found if t.headers[1] in ("Vaihe", "Suunniteltu")]
    if not found:
        return None
    [table] = found
    read = {moment(text(row[0])): cell(row[1], of) for row in table.rows}
    return {when: said for when, said in read.items() if said}


def goal_schedules(page: HtmlElement, of: Roadmap) -> dict[str, Schedule | None]:
    """Read title → schedule from the tables of a goal's page, None where none is known."""
    found: dict[str, Schedule | None] = {}
    for table in tables(page):
        for row in table.rows:
            title = text(row[0].xpath("./a")[0])
            said = {h: c for h, c in zip(table.headers[2:], row[2:], strict=True)}
            if "Aikataulu" in said or any(text(c).startswith("ei tiedossa") for c in row[2:]):
                found[title] = None
                continue
            read = {moment(head): cell(element, of) for head, element in said.items()}
            found[title] = {when: one for when, one in read.items() if one}
    return found
