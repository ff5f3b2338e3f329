"""What search knows of each page of a roadmap: its title, its words and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it import MarkdownIt

from digitiekartta.basics.text import sentence_case
from digitiekartta.pages import paths
from digitiekartta.pages.search.index import SearchPage
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Goal, Measure, Named
from digitiekartta.roadmap.sentence import schedule_sentence

_SEARCHED = [(name, field) for name, field in declared(Measure).items() if field.searched is True]
_NAMES = [name for name, field in _SEARCHED if field.is_list]
# What is found is shown by its first fitting sentence: those on the measure itself come first.
_TEXTS = sorted(
    (name for name, field in _SEARCHED if not field.is_list),
    key=lambda name: name not in ("description", "notes"),
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÅÄÖ0-9])|\n+")


def search_pages(site: Site) -> Iterator[SearchPage]:
    """Yield the pages that search finds, measures first: among equals the first one wins."""
    roadmap, settings = site.roadmap, site.roadmap.settings
    for measure in roadmap.measures_in_order:
        yield _measure(site, measure)
    for goal in roadmap.goals:
        yield _goal(goal)
    for name, page in site.party_pages.items():
        party = roadmap.parties[name]
        said = _sentences([party.description or "", *_has(site.by_party[name])])
        yield _page(name, page, "Vastuutaho", keywords=party.other_spellings, sentences=said)
    spellings = _spellings([*settings.sectors, *settings.audiences])
    for kind, pages, owned in (
        (sentence_case(settings.sector_word), site.sector_pages, site.by_sector),
        ("Kohderyhmä", site.audience_pages, site.by_audience),
    ):
        for name, page in pages.items():
            yield _page(
                name, page, kind, keywords=spellings.get(name, ()), sentences=_has(owned[name])
            )
    for moment in site.half_years:
        count = sum(len(measures) for _, measures in site.happening(moment))
        yield _page(
            f"Mitä tehdään {moment.during}",
            paths.half_year(moment),
            "Puolivuosi",
            keywords=(str(moment),),
            sentences=(f"Toimenpiteet vaiheittain: {count}.",),
        )
    yield from _sections(site)


def _measure(site: Site, measure: Measure) -> SearchPage:
    roadmap = site.roadmap
    goal, group = roadmap.goals_by_id[measure.goal], roadmap.group_of(measure)
    parties = roadmap.parties_of(measure)
    spellings = _spellings([*roadmap.settings.sectors, *roadmap.settings.audiences])
    names = [name for field in _NAMES for name in getattr(measure, field)]
    keywords = [*parties, *names, *([group.title] if group else ())]
    for name in parties:
        keywords += roadmap.parties[name].other_spellings if name in roadmap.parties else ()
    for name in (*roadmap.sectors_of(measure), *roadmap.audiences_of(measure)):
        keywords += (name, *spellings.get(name, ()))
    schedule = roadmap.schedule_of(measure)
    texts = [
        *(getattr(measure, name) for name in _TEXTS),
        *(report.text for report in sorted(measure.reports, key=lambda r: r.half_year)),
        *(f"{label}: {text}" for label, text in measure.extra_fields.items()),
        measure.ended.reason if measure.ended else None,
        *(f"{moment}: {cell.words}." for moment, cell in (schedule or {}).items() if cell.words),
        f"Vastuu: {', '.join(parties)}." if parties else None,
        schedule_sentence(schedule, site.period, roadmap.why_unknown(measure)),
    ]
    return _page(
        measure.title,
        paths.measure(measure.id),
        "Toimenpide",
        within=f"Tavoite {goal.number}: {goal.title}",
        keywords=keywords,
        sentences=_sentences(texts),
    )


def _goal(goal: Goal) -> SearchPage:
    texts = [goal.description, *(f"{group.title}." for group in goal.groups)]
    return _page(
        f"Tavoite {goal.number}: {goal.title}",
        paths.goal(goal.id),
        "Tavoite",
        sentences=_sentences(texts),
    )


def _sections(site: Site) -> Iterator[SearchPage]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    levels = roadmap.levels
    sections: list[tuple[str, str, bool, Sequence[str | None]]] = [
        ("Tavoitteet", paths.GOALS, True, [goal.title for goal in roadmap.goals]),
        ("Toimenpiteet", paths.MEASURES, True, ["Kaikki toimenpiteet tavoitteittain."]),
        ("Aikataulu", paths.SCHEDULE, True, ["Mitä tehdään minäkin puolivuonna."]),
        ("Vastuutahot", paths.PARTIES, bool(site.by_party), ["Kuka vastaa mistäkin."]),
        (
            sentence_case(site.sector_plural),
            paths.SECTORS,
            bool(site.by_sector),
            ["Toimenpiteet sen mukaan, mitä organisaation osaa ne koskevat."],
        ),
        (
            "Kohderyhmät",
            paths.AUDIENCES,
            bool(site.by_audience),
            ["Toimenpiteet sen mukaan, ketä ne koskevat."],
        ),
    ]
    if levels:
        names = [viewpoint.name for viewpoint in levels.viewpoints]
        names += [spearhead.name for spearhead in levels.spearheads]
        sections.append(
            ("Lähtö- ja tavoitetasot", paths.LEVELS, True, [levels.introduction, *names])
        )
    if site.history:
        said = ["Mitä digitiekartassa on muuttunut.", "Hyväksytyt versiot."]
        sections.append(("Muutokset", paths.CHANGES, True, said))
    texts = [_plain(roadmap.texts[stem].markdown) for stem in settings.texts]
    bodies = [f"{body.name} {body.body_task or ''}".strip() + "." for body in settings.bodies]
    meanings = [f"{short}: {meaning}." for short, meaning in roadmap.abbreviations.items()]
    about = [settings.description, *texts, *bodies, *meanings, "Palaute ja yhteystiedot."]
    sections.append(("Tietoa digitiekartasta", paths.ABOUT, True, about))
    statement = ["Miten saavutettavia nämä sivut ovat ja miten puutteista kerrotaan."]
    sections.append(("Saavutettavuusseloste", paths.STATEMENT, True, statement))
    for title, page, exists, told in sections:
        if exists:
            yield _page(title, page, "Sivu", sentences=_sentences(told))


def _page(
    title: str,
    page: str,
    kind: str,
    *,
    within: str = "",
    keywords: Iterable[str] = (),
    sentences: Iterable[str] = (),
) -> SearchPage:
    once = tuple(dict.fromkeys(keywords))
    return SearchPage(title, paths.address(page), kind, within, once, tuple(sentences))


def _has(measures: Sequence[Measure]) -> list[str]:
    count = len(measures)
    return [f"Toimenpiteitä: {count}."] if count else ["Ei toimenpiteitä."]


def _sentences(texts: Iterable[str | None]) -> list[str]:
    parts = (part for text in texts if text for part in _BETWEEN_SENTENCES.split(text))
    return [part.strip() for part in parts if part.strip()]


def _spellings(names: Iterable[Named]) -> Mapping[str, tuple[str, ...]]:
    return {entry.name: entry.other_spellings for entry in names}


def _plain(markdown: str) -> str:
    """Return the words of a prose text, a line for each paragraph, heading and list item."""
    lines = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            words = (c.content if c.type != "softbreak" else " " for c in token.children or ())
            lines.append("".join(words))
    return "\n".join(lines)
