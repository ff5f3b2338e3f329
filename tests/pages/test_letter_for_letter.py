"""Every measure is on its pages letter for letter, each list has its own and no others."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import html as lxml_html

from digitiekartta.basics.text import body_in_sentence
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.roadmap.model import Measure
from rendering import planned, rendered, roadmap, tables, text
from towns import TOWNS


def as_shown(words: str) -> str:
    return escaping.clean(words)


@pytest.mark.parametrize("name", TOWNS)
def test_every_measure_stands_letter_for_letter_on_all_its_pages(name):
    given, site, pages = roadmap(name), planned(name).site, rendered(name)
    titles = {file: Counter(row_titles(page)) for file, page in pages.items()}
    for measure in given.measures:
        title = as_shown(measure.title)
        own = pages[paths.measure(measure.id)]
        lists = [
            paths.MEASURES,
            paths.goal(measure.goal),
            *(site.parties.pages[party] for party in given.parties_of(measure)),
            *(site.sectors.pages[sector] for sector in given.sectors_of(measure)),
            *(site.audiences.pages[audience] for audience in given.audiences_of(measure)),
        ]

        assert title == text(own.xpath("./h1")[0])
        assert all(titles[file][title] for file in lists), (measure.id, title)


@pytest.mark.parametrize("name", TOWNS)
def test_lists_hold_each_measure_once_and_no_others(name):
    given, site = roadmap(name), planned(name).site
    expected = {paths.goal(goal.id): given.measures_of(goal) for goal in given.goals}
    expected[paths.MEASURES] = given.measures_in_order
    for pages, owned in (
        (site.parties.pages, site.parties.measures),
        (site.sectors.pages, site.sectors.measures),
        (site.audiences.pages, site.audiences.measures),
    ):
        expected |= {pages[owner]: measures for owner, measures in owned.items()}

    for file, measures in expected.items():
        assert [as_shown(m.title) for m in measures] == row_titles(rendered(name)[file]), file


def row_titles(page: lxml_html.HtmlElement) -> list[str]:
    """Return the linked titles of a page's tables; "(päättynyt)" after one is no part of it."""
    return [
        text(row[0].xpath("./a")[0])
        for table in tables(page)
        if table.headers[0] == "Toimenpide"
        for row in table.rows
    ]


@pytest.mark.parametrize("name", TOWNS)
def test_every_word_of_a_measure_is_on_its_page(name):
    for measure in roadmap(name).measures:
        page = text(rendered(name)[paths.measure(measure.id)])
        # Where all measures of a goal come from is told with the goal.
        above = text(rendered(name)[paths.goal(measure.goal)])
        source = measure.source
        for said in filter(None, (source.document, source.table) if source else ()):
            assert said in page + above, measure.id
        for said in words_of(measure):
            for paragraph in escaping.clean(said).split("\n\n"):
                assert told_in(paragraph, page), (measure.id, paragraph)


def told_in(paragraph: str, page: str) -> bool:
    """Whether a page tells a paragraph: whole, or its first sentence on the card above the rest."""
    first, *rest = re.split(r"(?<=[.!?…]) ", paragraph, maxsplit=1)
    return paragraph in page or (first in page and all(part in page for part in rest))


def words_of(measure: Measure) -> list[str]:
    source = measure.source
    told = [
        *(measure.title, measure.description, measure.notes, measure.follow_up),
        *(measure.parties_in_source, measure.sector_in_source, measure.own_measures),
        *map(body_in_sentence, measure.contributors),  # they stand inside a sentence
        *measure.schedule_words.values(),
        *measure.extra_fields,
        *measure.extra_fields.values(),
        *((source.row, source.notice) if source else ()),
    ]
    return [words for words in told if words]


@pytest.mark.parametrize("name", TOWNS)
def test_a_draft_says_so_on_its_front_page_and_its_notice_stands_there_in_short(name):
    front, about = (text(rendered(name)[file]) for file in (paths.FRONT, paths.ABOUT))
    notice = roadmap(name).settings.notice or ""

    assert "Luonnos – ei hyväksytty." in front
    assert notice.partition(". ")[0] in front
    assert notice in about
