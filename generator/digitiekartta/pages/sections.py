"""The section pages, each declared once, in the order of the menu."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from digitiekartta.basics.text import ended, plural, sentence_case, sort_key
from digitiekartta.markup import prose
from digitiekartta.markup.markdown import Markdown
from digitiekartta.pages import embedding, front, parts, paths
from digitiekartta.pages.appearance import status_line
from digitiekartta.pages.calendars.meetings import Meetings, has_meetings
from digitiekartta.pages.calendars.schedule import has_calendar
from digitiekartta.pages.changes import title_of_versions
from digitiekartta.pages.costs import is_estimated
from digitiekartta.pages.levels import is_measured
from digitiekartta.pages.open_data.page import for_programs, needs
from digitiekartta.pages.printing import PrintedPage
from digitiekartta.pages.search.states import STATE_WORDS
from digitiekartta.pages.section import OwnerSection, Section
from digitiekartta.pages.site import Owners, Site
from digitiekartta.pages.tracking import is_tracked, tracked_years
from digitiekartta.roadmap.statement import statement as statements

_MOST_TOLD = 3  # measures on the front page whose source tells of a time


def sections_of(site: Site) -> Sequence[Section]:
    """Return the sections that a roadmap has, those of the menu in its order."""
    return [section for section in declared_sections(site) if section.exists]


def sections_with_addresses(site: Site) -> Sequence[Section]:
    """Return the sections that a roadmap has, and those that have nothing to tell of its period."""
    return [section for section in declared_sections(site) if section.exists or section.below]


def _front(site: Site) -> Mapping[str, object]:
    vision = site.roadmap.texts.get("visio")
    newest = next(iter(site.history.newest_first), None)
    return {
        "vision_text": _prose(vision.markdown, drop_title=True) if vision else None,
        # A transcription that is mended changes nothing of what was decided.
        "newest": newest
        if newest and not newest.comparison.first and not newest.version.approval.is_transcription
        else None,
        "variants": front.variants(site),
        "told": site.told_in_source[:_MOST_TOLD],
        "examples": front.examples(site),
        "entrances": _entrances(site),
        "groups": front.groups(site),
        "first_sentence": front.first_sentence,
    }


def _front_texts(site: Site) -> Iterator[str | None]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    vision = roadmap.texts.get("visio")
    yield prose.plain(vision.markdown) if vision else settings.vision or settings.description


def _names(site: Site) -> Iterator[str]:
    settings = site.roadmap.settings
    yield settings.short_name
    # "Sivistystoimiala (kunta ei ilmene lähteestä)": what is told of a name is no part of it.
    yield re.sub(r"\(.*?\)", "", settings.organisation)


def _entrances(site: Site) -> OwnerSection | None:
    """Return by what a resident finds their own measures: audiences, else sectors."""
    by_use = {section.key: section for section in owner_sections(site)}
    for section in (by_use["kohderyhma"], by_use["toimiala"]):
        if any(section.owners.measures.values()):
            return section
    return None


def _lists(site: Site) -> Mapping[str, object]:
    return {
        "lists": [section for section in owner_sections(site) if section.exists],
        "apart": parts.is_long(site.roadmap.measures),
    }


def _schedule(site: Site) -> Mapping[str, object]:
    return {"calendar": has_calendar(site, site.roadmap.measures_in_order)}


def _tracking(site: Site) -> Mapping[str, object]:
    return {"years": tracked_years(site)}


def _levels(site: Site) -> Mapping[str, object]:
    levels = site.roadmap.levels
    assert levels is not None
    return {
        "levels": levels,
        "scale": ", ".join(f"{step} ({meaning})" for step, meaning in levels.scale.items()),
        "measured": is_measured(levels),
    }


def _levels_texts(site: Site) -> Iterator[str | None]:
    if levels := site.roadmap.levels:
        yield levels.introduction
        yield from (viewpoint.name for viewpoint in levels.viewpoints)
        yield from (spearhead.name for spearhead in levels.spearheads)


def _about(site: Site) -> Mapping[str, object]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    shorts = sorted(roadmap.abbreviations, key=sort_key)
    return {
        "texts": [
            _prose(roadmap.texts[stem].markdown) for stem in settings.texts if stem in roadmap.texts
        ],
        "abbreviations": [(short, roadmap.abbreviations[short]) for short in shorts],
        "meetings": Meetings(site, paths.ABOUT),
        "calendar": has_meetings(site),
    }


def _about_texts(site: Site) -> Iterator[str | None]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    yield settings.description
    yield from (prose.plain(roadmap.texts[stem].markdown) for stem in settings.texts)
    yield from (f"{body.name} {body.body_task or ''}".strip() + "." for body in settings.bodies)
    yield from (f"{one.when}: {one.body}, {one.subject}" for one in settings.meetings)
    yield from (f"{short}: {meaning}." for short, meaning in roadmap.abbreviations.items())


def _statement(site: Site) -> Mapping[str, object]:
    statement = statements.Statement(site.roadmap, site.name)
    return {
        "statement": statement,
        "supervisor": statements.supervisor(),
        "act": statements.ACT,
        "days": str(statements.DAYS_TO_ANSWER),
        "audited": statements.audited(statement),
        "making": statements.making(statement),
        "published": _not_published(site),
    }


def _not_published(site: Site) -> str:
    """Return what is known of a site of which nobody is told to be the publisher."""
    settings = site.roadmap.settings
    if site.options.is_transcription:
        by = f"{settings.organisation} ei ole julkaissut niitä"
        return f"Sivut ovat jäljennös asiakirjasta, ja {by}."
    why = f" {ended(front.first_sentence(settings.notice))}" if settings.notice else ""
    return f"Sivuston julkaisija ei ole tiedossa.{why}"


def _print(site: Site) -> Mapping[str, object]:
    page = PrintedPage(site, paths.PRINT)
    return {
        "page": page,
        "standing": status_line(site),
        "is_timeless": True,
        "apart": parts.is_long_print(site),
    }


def _prose(markdown: str, *, drop_title: bool = False) -> Markdown:
    return Markdown(prose.render(markdown, shift=1, drop_title=drop_title))


def owner_sections(site: Site) -> Sequence[OwnerSection]:
    """Return the lists of parties, sectors and audiences, also those that have no names."""
    sector_word = site.roadmap.settings.sector_word
    of_sectors = "Toimenpiteet sen mukaan, mitä organisaation osaa ne koskevat."
    of_audiences = "Toimenpiteet sen mukaan, ketä ne koskevat."
    return (
        _owner_section(
            site.parties,
            file=paths.PARTIES,
            label="Vastuutahot",
            key="vastuu",
            noun="vastuutaho",
            introduction="Vastuutaho vastaa siitä, että toimenpide toteutuu. Se on tehtävä,"
            " toimielin, työryhmä tai organisaatio, ei yksittäinen henkilö.",
            search=["Kuka vastaa mistäkin."],
            without="Taholla ei ole toimenpiteitä.",
        ),
        _owner_section(
            site.sectors,
            file=paths.SECTORS,
            label=sentence_case(plural(sector_word)),
            key="toimiala",
            noun=sector_word,
            introduction=of_sectors,
            search=[of_sectors],
            without="Toimenpiteitä ei ole.",
        ),
        _owner_section(
            site.audiences,
            file=paths.AUDIENCES,
            label="Kohderyhmät",
            key="kohderyhma",
            noun="kohderyhmä",
            introduction=of_audiences,
            search=[of_audiences],
            without="Kohderyhmälle ei ole toimenpiteitä.",
        ),
    )


def _owner_section(owners: Owners, **fields: Any) -> OwnerSection:
    return OwnerSection(
        template="luettelo.md.j2",
        exists=bool(owners.measures),
        below=owners.pages.values(),
        owners=owners,
        **fields,
    )


def declared_sections(site: Site) -> Sequence[Section]:
    """Return all sections, in the order of the menu, then those that it lacks."""
    own = site.own
    return (
        Section(
            file=paths.FRONT,
            label="Etusivu",
            heading=site.name,
            description=site.roadmap.settings.description,
            template="etusivu.md.j2",
            needs=partial(_front, site),
            search=_front_texts(site),
            names=_names(site),
        ),
        Section(
            file=paths.GOALS,
            label="Tavoitteet",
            template="tavoitteet.md.j2",
            search=[goal.title for goal in site.roadmap.goals],
            below=[
                paths.group(goal.id, group.id)
                for goal in site.roadmap.goals
                for group in goal.groups
            ],
        ),
        Section(
            file=paths.MEASURES,
            label="Toimenpiteet",
            template="toimenpiteet.md.j2",
            needs=partial(_lists, site),
            search=["Kaikki toimenpiteet tavoitteittain."],
        ),
        Section(
            file=paths.SCHEDULE,
            label="Aikataulu",
            template="aikataulu.md.j2",
            needs=partial(_schedule, site),
            search=["Mitä tehdään minäkin puolivuonna."],
            exists=site.tells_time,
            below=[paths.half_year(moment) for moment in site.half_years],
        ),
        *owner_sections(site),
        Section(
            file=paths.LEVELS,
            label="Lähtö- ja tavoitetasot",
            template="tasot.md.j2",
            needs=partial(_levels, site),
            search=_levels_texts(site),
            exists=site.roadmap.levels is not None,
        ),
        Section(
            file=paths.COSTS,
            label="Kustannukset",
            description="Toimenpiteiden kustannusarviot vuosittain ja se, mistä arvio puuttuu.",
            template="kustannukset.md.j2",
            search=[
                f"Mitä {own.nominative} maksaa.",
                "Kustannusarviot vuosittain, hinta ja budjetti.",
            ],
            names=["kustannukset, kustannusarvio, hinta, budjetti, talousarvio, maksaa"],
            keywords=sorted({str(c.year) for m in site.roadmap.measures for c in m.costs}),
            exists=is_estimated(site),
        ),
        Section(
            file=paths.TRACKING,
            label="Seuranta",
            description="Mitä on siirretty, mikä on päättynyt ja mitä viimeksi raportoitiin.",
            template="seuranta.md.j2",
            needs=partial(_tracking, site),
            search=["Mikä on myöhässä.", "Siirretyt ja päättyneet toimenpiteet, tilannetiedot."],
            keywords=[*STATE_WORDS.values(), *map(str, tracked_years(site))],
            exists=is_tracked(site),
            below=[paths.year(year) for year in tracked_years(site)],
        ),
        Section(
            file=paths.CHANGES,
            label="Muutokset",
            description=f"Mitä {own.inessive} on muuttunut versiosta toiseen."
            if site.history.is_transcription
            else f"Mitä {own.inessive} on muuttunut hyväksytystä versiosta toiseen.",
            template="muutokset.md.j2",
            search=[f"Mitä {own.inessive} on muuttunut.", f"{title_of_versions(site.history)}."],
            exists=bool(site.history),
            tells_pending=True,
        ),
        Section(
            file=paths.ABOUT,
            label="Tietoa",
            heading=f"Tietoa {own.elative}",
            template="tietoa.md.j2",
            needs=partial(_about, site),
            search=_about_texts(site),
        ),
        Section(
            file=paths.PRINT,  # the list of measures and the page of the roadmap itself lead there
            label=f"{sentence_case(own.nominative)} taulukkona",
            description="Toimenpiteet, vastuut ja aikataulu tavoitteittain paperille.",
            template="tuloste.md.j2",
            needs=partial(_print, site),
            search=[f"Tulosta {own.nominative} paperille tai PDF-tiedostoksi."],
            in_menu=False,
        ),
        Section(
            file=paths.OPEN_DATA,  # the foot of each page leads there
            label="Avoin data",
            description=f"{sentence_case(own.nominative)} tiedostoina muille ohjelmille: taulukot,"
            " käyttöehto ja sarakkeiden selitykset.",
            template="avoin-data.md.j2",
            needs=partial(needs, site),
            search=[
                "Lataa toimenpiteet ja aikataulu tiedostona (CSV, JSON, Excel).",
                "Käyttöehto eli lisenssi, sarakkeiden selitykset.",
            ],
            names=["avoin data, tiedostot, lataa, CSV, JSON, Excel, rajapinta, open data"],
            in_menu=False,
            for_programs=for_programs(site),
        ),
        Section(
            file=paths.STATEMENT,  # the foot of each page leads there
            label="Saavutettavuusseloste",
            template="saavutettavuusseloste.md.j2",
            needs=partial(_statement, site),
            search=["Miten saavutettavia nämä sivut ovat ja miten puutteista kerrotaan."],
            in_menu=False,
        ),
        Section(
            file=paths.EMBEDS,  # the page of the roadmap itself leads there
            label="Upota omille sivuille",
            description=f"Rivit, joilla {own.genitive} tiedot näytetään muilla verkkosivuilla.",
            template="upotukset.md.j2",
            needs=partial(embedding.needs, site),
            search=["Upotukset muille sivuille: kehys ja katkelma."],
            in_menu=False,
        ),
        Section(
            file=paths.SEARCH,  # the head of each page leads there
            label="Haku",
            template="haku.md.j2",
            needs=partial(_lists, site),
            in_menu=False,
        ),
        Section(
            file="komponentit.md",  # no page leads there
            label="Komponentit",
            description="Sivuston osat kaikissa tiloissaan.",
            template="komponentit.md.j2",
            exists=site.options.components,
            in_menu=False,
        ),
    )
