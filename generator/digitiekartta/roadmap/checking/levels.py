"""Rules on what spearheads point to: viewpoints, and what carries them out."""

from collections.abc import Iterator

from digitiekartta.basics.kinds import REFERENCES
from digitiekartta.basics.problems import Problem
from digitiekartta.roadmap.checking.advice import meant_id
from digitiekartta.roadmap.checking.references import UNKNOWN_GOAL, UNKNOWN_MEASURE, goal_names
from digitiekartta.roadmap.roadmap import Roadmap

DUPLICATE_VIEWPOINT = REFERENCES.error(
    "duplicate-viewpoint",
    "Näkökulman tunnus ”{id}” on kahteen kertaan.",
    "Anna toiselle näkökulmalle oma tunnus.",
    example="tasot.yml: nakokulmat: [{tunnus: osaaminen, nimi: Osaaminen}, {tunnus: osaaminen,"
    " nimi: Taidot}]",
)
UNKNOWN_VIEWPOINT = REFERENCES.error(
    "unknown-viewpoint",
    "Näkökulmaa ”{id}” ei ole.",
    "Tunnukset ovat samassa tiedostossa kohdassa nakokulmat.",
    example="tasot.yml: karjet: [{nimi: Osaava henkilöstö, nakokulma: osaamnen}]",
)


def unknown_viewpoints(roadmap: Roadmap) -> Iterator[Problem]:
    """A spearhead rises from a viewpoint that is listed, and no viewpoint is listed twice."""
    levels = roadmap.levels
    if levels is None:
        return
    known = [viewpoint.id for viewpoint in levels.viewpoints]
    for index, viewpoint in enumerate(levels.viewpoints):
        if viewpoint.id in known[:index]:
            place = levels.place_of("viewpoints", index, "id")
            yield DUPLICATE_VIEWPOINT.at(place, id=viewpoint.id)
    for index, spearhead in enumerate(levels.spearheads):
        if spearhead.viewpoint and spearhead.viewpoint not in known:
            place = levels.place_of("spearheads", index, "viewpoint")
            names = {viewpoint.name: viewpoint.id for viewpoint in levels.viewpoints}
            kind = meant_id(UNKNOWN_VIEWPOINT, spearhead.viewpoint, names, "näkökulman")
            yield kind.at(place, id=spearhead.viewpoint)


def what_carries_spearheads_out(roadmap: Roadmap) -> Iterator[Problem]:
    """The goals and measures that carry a spearhead out exist."""
    titles = {measure.title: measure.id for measure in roadmap.measures}
    asked = (
        (
            "goals",
            roadmap.goals_by_id,
            "tavoitteet",
            UNKNOWN_GOAL,
            goal_names(roadmap),
            "tavoitteen",
        ),
        (
            "measures",
            roadmap.measures_by_id,
            "toimenpiteet",
            UNKNOWN_MEASURE,
            titles,
            "toimenpiteen",
        ),
    )
    spearheads = roadmap.levels.spearheads if roadmap.levels else ()
    for number, spearhead in enumerate(spearheads):
        for field, known, folder, kind, names, genitive in asked:
            for index, id in enumerate(getattr(spearhead, field)):
                if id not in known and not roadmap.could_not_read(f"{folder}/{id}.yml"):
                    assert roadmap.levels
                    place = roadmap.levels.place_of("spearheads", number, field, index)
                    yield meant_id(kind, id, names, genitive, is_list=True).at(place, id=id)
