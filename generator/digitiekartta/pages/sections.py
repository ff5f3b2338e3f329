"""The section pages, each declared once, in the order of the menu."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from digitiekartta.basics.text import plural, sentence_case, sort_key
from digitiekartta.markup import prose
from digitiekartta.markup.markdown import Markdown
from digitiekartta.pages import paths
from digitiekartta.pages.section import OwnerSection, Section
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.statement import statement as statements


def sections_of(site: Site) -> Sequence[Section]:
    """Return the sections that a roadmap has, those of the menu in its order."""
    return [section for section in SECTIONS if section.exists(site)]


def _front(site: Site) -> Mapping[str, object]:
    vision = site.roadmap.texts.get("visio")
    newest = next(iter(site.history.newest_first), None)
    return {
        "vision_text": _prose(vision.markdown, drop_title=True) if vision else None,
        "newest": newest if newest and not newest.comparison.first else None,
    }


def _lists(site: Site) -> Mapping[str, object]:
    return {"lists": [owners for owners in OWNERS if owners.exists(site)]}


def _levels(site: Site) -> Mapping[str, object]:
    levels = site.roadmap.levels
    assert levels is not None
    viewpoints = {viewpoint.id: viewpoint.name for viewpoint in levels.viewpoints}
    return {
        "levels": levels,
        "scale": ", ".join(f"{step} ({meaning})" for step, meaning in levels.scale.items()),
        "measured": any(
            not (viewpoint.start_level is None and viewpoint.target_level is None)
            for viewpoint in levels.viewpoints
        ),
        "spearheads": [
            (one.name, viewpoints.get(one.viewpoint or "")) for one in levels.spearheads
        ],
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
        "texts": [_prose(roadmap.texts[stem].markdown) for stem in settings.texts],
        "abbreviations": [(short, roadmap.abbreviations[short]) for short in shorts],
    }


def _about_texts(site: Site) -> Iterator[str | None]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    yield settings.description
    yield from (prose.plain(roadmap.texts[stem].markdown) for stem in settings.texts)
    yield from (f"{body.name} {body.body_task or ''}".strip() + "." for body in settings.bodies)
    yield from (f"{short}: {meaning}." for short, meaning in roadmap.abbreviations.items())
    yield "Palaute ja yhteystiedot."


def _statement(site: Site) -> Mapping[str, object]:
    statement = statements.statement(site.roadmap, site.name)
    return {
        "statement": statement,
        "act": statements.ACT,
        "days": str(statements.DAYS_TO_ANSWER),
        "audited": statements.audited(statement),
        "making": statements.making(statement),
    }


def _prose(markdown: str, *, drop_title: bool = False) -> Markdown:
    return Markdown(prose.render(markdown, shift=1, drop_title=drop_title))


def _owner_section(owners: Callable[[Site], Owners], **fields: Any) -> OwnerSection:
    return OwnerSection(
        template="luettelo.md.j2",
        exists=lambda site: bool(owners(site).measures),
        below=lambda site: owners(site).pages.values(),
        owners=owners,
        **fields,
    )


_OF_SECTORS = "Toimenpiteet sen mukaan, mitä organisaation osaa ne koskevat."
_OF_AUDIENCES = "Toimenpiteet sen mukaan, ketä ne koskevat."
OWNERS: Sequence[OwnerSection] = (
    _owner_section(
        lambda site: site.parties,
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
        lambda site: site.sectors,
        file=paths.SECTORS,
        label=lambda site: sentence_case(plural(site.roadmap.settings.sector_word)),
        key="toimiala",
        noun=lambda site: site.roadmap.settings.sector_word,
        introduction=_OF_SECTORS,
        search=[_OF_SECTORS],
        without="Toimenpiteitä ei ole.",
    ),
    _owner_section(
        lambda site: site.audiences,
        file=paths.AUDIENCES,
        label="Kohderyhmät",
        key="kohderyhma",
        noun="kohderyhmä",
        introduction=_OF_AUDIENCES,
        search=[_OF_AUDIENCES],
        without="Kohderyhmälle ei ole toimenpiteitä.",
    ),
)

FRONT = Section(
    file=paths.FRONT,
    label="Etusivu",
    title=lambda site: site.name,
    description=lambda site: site.roadmap.settings.description,
    template="etusivu.md.j2",
    needs=_front,
)
SECTIONS: Sequence[Section] = (
    FRONT,
    Section(
        file=paths.GOALS,
        label="Tavoitteet",
        template="tavoitteet.md.j2",
        search=lambda site: (goal.title for goal in site.roadmap.goals),
    ),
    Section(
        file=paths.MEASURES,
        label="Toimenpiteet",
        template="toimenpiteet.md.j2",
        needs=_lists,
        search=["Kaikki toimenpiteet tavoitteittain."],
    ),
    Section(
        file=paths.SCHEDULE,
        label="Aikataulu",
        template="aikataulu.md.j2",
        search=["Mitä tehdään minäkin puolivuonna."],
        below=lambda site: map(paths.half_year, site.half_years),
    ),
    *OWNERS,
    Section(
        file=paths.LEVELS,
        label="Lähtö- ja tavoitetasot",
        template="tasot.md.j2",
        needs=_levels,
        search=_levels_texts,
        exists=lambda site: site.roadmap.levels is not None,
    ),
    Section(
        file=paths.CHANGES,
        label="Muutokset",
        description="Mitä digitiekartassa on muuttunut hyväksytystä versiosta toiseen.",
        template="muutokset.md.j2",
        search=["Mitä digitiekartassa on muuttunut.", "Hyväksytyt versiot."],
        exists=lambda site: bool(site.history),
    ),
    Section(
        file=paths.ABOUT,
        label="Tietoa",
        title="Tietoa digitiekartasta",
        template="tietoa.md.j2",
        needs=_about,
        search=_about_texts,
    ),
    Section(
        file=paths.STATEMENT,  # the foot of each page leads there
        label="Saavutettavuusseloste",
        template="saavutettavuusseloste.md.j2",
        needs=_statement,
        search=["Miten saavutettavia nämä sivut ovat ja miten puutteista kerrotaan."],
        in_menu=False,
    ),
    Section(
        file=paths.SEARCH,  # the head of each page leads there
        label="Haku",
        template="haku.md.j2",
        needs=_lists,
        in_menu=False,
    ),
    Section(
        file="komponentit.md",  # no page leads there
        label="Komponentit",
        description="Sivuston osat kaikissa tiloissaan.",
        template="komponentit.md.j2",
        exists=lambda site: site.options.components,
        in_menu=False,
    ),
)
"""In the order of the menu, then those that it lacks."""
