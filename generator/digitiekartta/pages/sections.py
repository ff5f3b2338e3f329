"""The section pages, each declared once, in the order of the menu."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from digitiekartta.basics.text import sort_key
from digitiekartta.markup import prose
from digitiekartta.markup.components.kinds import NOW, OVERVIEW
from digitiekartta.markup.components.phases import phase_mark
from digitiekartta.markup.markdown import Markdown, joined
from digitiekartta.pages import paths
from digitiekartta.pages.owners import OWNERS
from digitiekartta.pages.section import Section
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.links import feedback_label
from digitiekartta.roadmap.statement import statement as statements
from digitiekartta.roadmap.values import date_text

_MOST_ON_FRONT = 5  # measures of a phase on the front page; the half-year's page has them all


def sections_of(site: Site) -> Sequence[Section]:
    """Return the sections that a roadmap has, those of the menu in its order."""
    return [section for section in SECTIONS if section.exists(site)]


def _front(site: Site) -> Mapping[str, object]:
    vision = site.roadmap.texts.get("visio")
    newest = next(iter(site.history.newest_first), None)
    return {
        "vision_text": _prose(vision.markdown, drop_title=True) if vision else None,
        "happening": site.happening(site.now),
        "most_shown": _MOST_ON_FRONT,
        "day": date_text(site.options.today),
        "newest": newest if newest and not newest.comparison.first else None,
    }


def _lists(site: Site) -> Mapping[str, object]:
    """Give the sections that list measures by who has them: label → page."""
    lists = [(owners.label_in(site), owners.file) for owners in OWNERS if owners.exists(site)]
    return {"lists": lists}


def _levels(site: Site) -> Mapping[str, object]:
    levels = site.roadmap.levels
    assert levels is not None
    viewpoints = {viewpoint.id: viewpoint.name for viewpoint in levels.viewpoints}
    spearheads = [(one.name, viewpoints.get(one.viewpoint or "")) for one in levels.spearheads]
    return {
        "levels": levels,
        "scale": ", ".join(f"{step} ({meaning})" for step, meaning in levels.scale.items()),
        "measured": any(
            level is not None
            for viewpoint in levels.viewpoints
            for level in (viewpoint.start_level, viewpoint.target_level)
        ),
        # A spearhead often has the very words of its viewpoint.
        "spearheads": [
            (name, None if viewpoint == name else viewpoint) for name, viewpoint in spearheads
        ],
    }


def _levels_texts(site: Site) -> Iterator[str | None]:
    if levels := site.roadmap.levels:
        yield levels.introduction
        yield from (viewpoint.name for viewpoint in levels.viewpoints)
        yield from (spearhead.name for spearhead in levels.spearheads)


def _about(site: Site) -> Mapping[str, object]:
    roadmap, settings = site.roadmap, site.roadmap.settings
    return {
        "texts": [_prose(roadmap.texts[stem].markdown) for stem in settings.texts],
        "abbreviations": sorted(roadmap.abbreviations.items(), key=lambda pair: sort_key(pair[0])),
        "approving": any(body.approves for body in settings.bodies),
        "history": bool(site.history),
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
        "told": statement,
        "feedback_label": feedback_label(statement.feedback_address or ""),
        "act": statements.ACT,
        "days": str(statements.DAYS_TO_ANSWER),
        "audited": statements.audited(statement),
        "making": statements.making(statement),
        "json": paths.STATEMENT_JSON,
    }


def _prose(markdown: str, *, drop_title: bool = False) -> Markdown:
    return Markdown(prose.render(markdown, shift=1, drop_title=drop_title))


def _components(site: Site) -> Mapping[str, object]:
    return {
        "phase_mark": phase_mark,
        "joined": joined,
        "NOW": Markdown(NOW),
        "OVERVIEW": Markdown(OVERVIEW),
    }


FRONT = Section(
    file=paths.FRONT,
    label="Etusivu",
    title=lambda site: site.name,
    description=lambda site: site.roadmap.settings.description,
    template="etusivu.md.j2",
    needs=_front,
    search=None,
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
        search=None,
        in_menu=False,
    ),
    Section(
        file="komponentit.md",  # no page leads there
        label="Komponentit",
        description="Sivuston osat kaikissa tiloissaan.",
        template="komponentit.md.j2",
        needs=_components,
        search=None,
        exists=lambda site: site.options.components,
        in_menu=False,
    ),
)
"""In the order of the menu, then those that it lacks."""
