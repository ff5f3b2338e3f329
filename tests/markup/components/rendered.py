"""Reading components back from a page, as the tests of all of them do."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st
from lxml import html

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import Markdown, md, span
from hostile import HOSTILE, OURS, engine

ENGINE = engine(OURS)
Schedule = Mapping[HalfYear, str]
"""Half-years → what is said of them; those of which nothing is said are absent."""

TEXTS = (st.text(max_size=20) | st.sampled_from(HOSTILE)).filter(
    lambda text: text_of(escaping.clean(text))
)


def page(markdown: str) -> html.HtmlElement:
    """Return what the engine makes of Markdown, as a browser reads it."""
    return html.fragment_fromstring(ENGINE.reset().convert(markdown), create_parent="main")


def find(within: html.HtmlElement, cls: str) -> list[html.HtmlElement]:
    """Return the elements with a class."""
    return within.xpath(f".//*[contains(concat(' ', @class, ' '), ' {cls} ')]")


def text_of(element: html.HtmlElement | str) -> str:
    """Return the words that are read aloud: not the symbols, spaces evened out."""
    if isinstance(element, str):
        return " ".join(element.split())
    parts = element.xpath(".//text()[not(ancestor::*[@aria-hidden='true'])]")
    return text_of("".join(parts))


def without(element: html.HtmlElement, *classes: str) -> str:
    """Return an element's words without those of its parts that have one of the classes."""
    for name in classes:
        for part in find(element, name):
            part.drop_tree()
    return text_of(element)


def schedule(pairs: list[tuple[str, str]]) -> Schedule:
    """Return a schedule from half-years or periods and what is read aloud of them."""
    return {
        moment: said
        for period, said in pairs
        for moment in Period.parse(period)
        if said != "ei merkintää"
    }


def from_list(items: html.HtmlElement) -> Schedule:
    """Return the schedule that a list of runs tells."""
    pairs = []
    for item in items:
        [period] = find(item, "jakso")
        pairs.append((text_of(period).removesuffix(":"), without(item, "jakso", "nyt")))
    return schedule(pairs)


# --- schedules made up --------------------------------------------------------------------------

COMMON = {"selvitys": "selvitys", "koe käytössä": "toteutus", "muu": "muu"}
PHASES = st.sampled_from(
    [span(name, "vaihe", f"vaihe-{common}") for name, common in COMMON.items()]
)
CELLS: st.SearchStrategy[Markdown] = st.one_of(
    st.just(Markdown("")),
    PHASES,
    st.builds(lambda phase, words: Markdown(f"{phase} ({md(words)})"), PHASES, TEXTS),
    TEXTS.map(md),
)
MOMENTS = st.builds(HalfYear, st.integers(2020, 2030), st.sampled_from([1, 2]))


def half_years(first: HalfYear, count: int) -> list[HalfYear]:
    """Return so many half-years one after another."""
    found = [first]
    while len(found) < count:
        found.append(found[-1].next())
    return found


def said(cell: Markdown) -> str:
    """Return a cell's words."""
    return text_of(page(cell))
