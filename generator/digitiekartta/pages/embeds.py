"""Embeds (upotukset): pieces of the site that other sites show in a frame, or paste as they are.

What goes on now, each goal and each party has one, at an address that never changes: a small page
without our header, menu and foot, whose links open in the whole window. It is no page of the
engine's, so it costs as little as it tells. Beside it stands, in a public site that knows its
address, the same as a piece of HTML that is true on the day of the run and says so.

As on other pages, what is told of now stands there for each half-year to come, and the browser
shows the one in which its reader is (``digitiekartta.js``). Without scripts a reader sees the
half-year of the run, which is told by its name and never called now.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from digitiekartta.basics.text import counted, ended, sentence_case, slug
from digitiekartta.markup import escaping
from digitiekartta.markup.components.phases import SYMBOLS
from digitiekartta.pages import card, front, paths
from digitiekartta.pages.page import Page
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Measure

_MOST_MEASURES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """Words that hold from a half-year on; ``shown`` are those that hold in that of the run.

    ``since`` is as in addresses; "" for words that always hold.
    """

    words: str
    since: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """Words that lead to a page of the site, or to a place on it."""

    words: str
    file: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A measure, and how it stands."""

    way: Way
    told: Sequence[Told]


@dataclass(frozen=True, slots=True)
class Mark:
    """A phase with the number of measures that are in it."""

    look: str
    symbol: str
    name: str
    number: int
    way: Way


@dataclass(frozen=True, slots=True)
class Part:
    """What is told below the heading; of now one for each half-year from which it holds."""

    more: Way
    lead: str = ""
    at: Sequence[Told] = ()
    items: Sequence[Item] = ()
    marks: Sequence[Mark] = ()
    since: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Content:
    """What an embed tells: its heading and the parts below it."""

    heading: Sequence[Told]
    parts: Sequence[Part]


@dataclass(frozen=True)
class Embed:
    """An embed: its file, the page that tells all of it, its name, and what it tells."""

    file: str
    page: str
    title: str
    tell: Callable[[], Content]


def embeds(site: Site) -> Iterator[Embed]:
    """Yield the embeds of a site: now, goals in their order, parties in Finnish order."""
    own = site.own
    title = f"Mitä {own.inessive} on meneillään"
    yield Embed(paths.EMBED_OF_NOW, paths.FRONT, title, partial(_now, site))
    for goal in site.roadmap.goals:
        title = f"Tavoite {goal.number}: {goal.title}"
        tell = partial(_goal, site, goal, title)
        yield Embed(paths.goal_embed(goal.id), paths.goal(goal.id), title, tell)
    for name in site.parties.measures:
        page = site.parties.pages[name]
        title = f"{name} (vastuutaho)"
        yield Embed(paths.party_embed(page), page, title, partial(_party, site, name, page))


# --- what they tell ----------------------------------------------------------------------------


def _now(site: Site) -> Content:
    variants = front.variants(site)
    if not variants:
        part = Part(_to_measures(site, "Kaikki toimenpiteet"), _without_schedule(site))
        return Content([Told(f"Mitä {site.own.inessive} on")], [part])
    headings, parts = [], []
    for variant in variants:
        since, shown = variant.since.slug, variant.is_built
        going_on = variant.shown == variant.since
        during = f"Mitä tehdään {variant.since.during}"
        headings.append(Told(during if going_on else variant.heading, since, shown))
        parts.append(_of_variant(site, variant))
    return Content(headings, parts)


def _of_variant(site: Site, variant: front.Variant) -> Part:
    since, shown, moment = variant.since.slug, variant.is_built, variant.shown
    if moment is None:
        lead = f"Tiedot ovat kaudelta {site.period}."
        way = Way("Kauden aikataulu", paths.SCHEDULE if site.tells_time else paths.MEASURES)
        return Part(way, lead, since=since, shown=shown)
    happening = site.happening(moment)
    page = paths.half_year(moment)
    marks = [
        Mark(
            slug(phase.common),
            SYMBOLS.get(slug(phase.common), ""),
            phase.name,
            len(measures),
            Way(phase.name, page, slug(Page(site, "").marks(phase))),
        )
        for phase, measures in happening
        if phase
    ]
    lead = ""
    if not marks:
        lead = (
            "Toimenpiteillä on merkintöjä, mutta ei vaiheita."
            if happening
            else "Tälle puolivuodelle ei ole merkitty toimenpiteitä."
        )
    items = [_item(site, turn.measure, [Told(turn.sentence)]) for turn in variant.turns]
    way = (
        Way(f"Kaikki, mitä tehdään {moment.during}", page)
        if moment in site.told_half_years
        else _to_measures(site, "Kaikki toimenpiteet")
    )
    return Part(way, lead, (), items, marks, since, shown)


def _without_schedule(site: Site) -> str:
    roadmap = site.roadmap
    number = len(roadmap.measures)
    counts = f"{counted(len(roadmap.goals), 'tavoite')} ja {counted(number, 'toimenpide')}"
    lead = f"{sentence_case(site.own.inessive)} on {counts}."
    if site.scheduled and not site.half_years:
        return f"{lead} Puolivuosittaista aikataulua ei ole."
    whose = "Niiden" if number > 1 else "Sen"
    return f"{lead} {whose} aikataulu ei ole tiedossa." if number else lead


def _goal(site: Site, goal: Goal, title: str) -> Content:
    measures = site.roadmap.measures_of(goal)
    way = Way("Tavoitteen toimenpiteet ja aikataulu", paths.goal(goal.id))
    return _measures(site, title, way, measures, "Tavoitteella ei vielä ole toimenpiteitä.")


def _party(site: Site, name: str, page: str) -> Content:
    measures = site.parties.measures[name]
    way = Way("Vastuutahon toimenpiteet", page)
    return _measures(site, name, way, measures, "Taholla ei ole toimenpiteitä.")


def _measures(
    site: Site, title: str, way: Way, measures: Sequence[Measure], without: str
) -> Content:
    """Return what is told of measures: those that go on first, and not all of very many."""
    shown = sorted(measures, key=site.has_ended)[:_MOST_MEASURES]
    lead = sentence_case(f"{counted(len(measures), 'toimenpide')}.") if measures else without
    if len(shown) < len(measures):
        lead = f"{counted(len(measures), 'toimenpide')}, joista tässä {len(shown)}."
    items = [_item(site, measure, _situation(site, measure)) for measure in shown]
    turns = any(len(item.told) > 1 for item in items)
    return Content([Told(title)], [Part(way, lead, _moments(site) if turns else (), items)])


def _moments(site: Site) -> Sequence[Told]:
    """Return when it is that things stand so, which a reader without scripts has to know."""
    last = site.period.last if site.period else None
    return [
        Told(
            "Kausi on päättynyt." if last and last < at else f"Tilanne {at.during}.",
            at.slug,
            at == site.now,
        )
        for at in site.half_years_to_come
    ]


def _situation(site: Site, measure: Measure) -> Sequence[Told]:
    told = card.when(site, measure)
    if len(told) < 2:
        words = next(iter(told.values()), "") or "Aikataulu ei ole tiedossa"
        return [Told(ended(words))]
    return [Told(ended(words), at.slug, at == site.now) for at, words in told.items()]


def gone(site: Site, file: str) -> Embed:
    """Return the embed of what is there no more, which other sites may still ask for."""
    title = "Upotusta ei enää ole"
    return Embed(file, paths.FRONT, title, partial(_gone, site, title))


def _gone(site: Site, title: str) -> Content:
    lead = f"Sitä, mistä tässä kerrottiin, ei enää ole {site.own.inessive}."
    return Content([Told(title)], [Part(Way(site.name, paths.FRONT), lead)])


def _item(site: Site, measure: Measure, told: Sequence[Told]) -> Item:
    title = escaping.one_line(site.roadmap.short_title(measure))
    return Item(Way(title, paths.measure(measure.id)), told)


def _to_measures(site: Site, words: str) -> Way:
    return Way(words, paths.MEASURES)
