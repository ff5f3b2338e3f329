"""What a site tells of its roadmap so that it can be compared with others.

``assets/vertailu.json`` holds it, so that roadmaps are compared wherever their sites were made, as
``tiekartta.json`` holds what the list of them tells (``pages/summary.py``). Its keys are Finnish:

- ``nimi``: what the roadmap is called among others: short;
- ``aiheet``: a digest of the list of subjects by which measures were sorted;
- ``hyvaksynta``, ``paatos``: whether the content is approved, and by whom;
- ``toimialasana``: what the roadmap calls its sectors;
- ``aikataulu_puuttuu``: why schedules are not known, "" where nobody has said it;
- ``vaiheet``: the phases, each its name and the common phase that it stands for;
- ``puolivuodet``: the half-years of its period, none where it has none;
- ``toimenpiteet``: for each measure its ``tunnus``, ``otsikko`` and ``lyhyt`` title, ``vastuu`` and
  ``toimiala`` by name, whether its ``aikataulu`` is known and the ``virke`` that tells it,
  ``puolivuosina`` what is told of each half-year ([half-year, one of the column ``merkinta`` of the
  long table, phase, words]), and ``aiheet``, its subjects: [name, the words that told it, where].

Of a half-year that is missing in ``puolivuosina`` the same holds as of all: nothing is said of it,
there is no schedule, or none is known.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from digitiekartta.markup import escaping
from digitiekartta.pages.numbers.tables import (
    KNOWN,
    NO_SCHEDULE,
    NOTHING,
    UNKNOWN,
    OfHalfYear,
    OfMeasure,
    decision,
    moments,
    standing,
)
from digitiekartta.pages.search.script import json_lines
from digitiekartta.pages.search.subjects import Finder
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.sentence import schedule_sentence

FILE = "assets/vertailu.json"
_MEASURES = "toimenpiteet"
OTHERWISE: Mapping[str, str] = {KNOWN: NOTHING, NO_SCHEDULE: NO_SCHEDULE, UNKNOWN: UNKNOWN}
"""What holds of a half-year of which a measure tells nothing, by whether its schedule is known."""
SHAPE: Mapping[str, type] = {
    "nimi": str,
    "aiheet": str,
    "hyvaksynta": str,
    "paatos": str,
    "toimialasana": str,
    "aikataulu_puuttuu": str,
    "vaiheet": list,
    "puolivuodet": list,
    _MEASURES: list,
}
"""The facts that there are, and what each is."""


def compared_file(site: Site, finder: Finder, made_of: Callable[[Measure], str]) -> str:
    """Return what is told as JSON, the same for the same content, with a line for each measure.

    Args:
        site, finder: As of ``compared``.
        made_of: Gives a digest of all that is told of a measure, which is found out once.
    """
    lines = (
        finder.lexicon.found_out(
            f"vertailu {finder.subjects.digest} {made_of(measure)}",
            partial(_line, site, measure, finder),
        )
        for measure in site.roadmap.measures_in_order
    )
    facts = json_lines(_facts(site, finder)).rstrip().removesuffix("}")
    measures = ",\n".join(lines)
    return f'{facts},\n"{_MEASURES}":[{measures}]}}\n'


def compared(site: Site, finder: Finder) -> Mapping[str, Any]:
    """Return what is told of a site's roadmap; texts are clean, but not escaped.

    Args:
        site: With all details of its measures, as these tell subjects too.
        finder: Finds the subjects.
    """
    measures = site.roadmap.measures_in_order
    return {
        **_facts(site, finder),
        _MEASURES: [_measure(site, measure, finder) for measure in measures],
    }


def _facts(site: Site, finder: Finder) -> dict[str, Any]:
    settings = site.roadmap.settings
    return {
        "nimi": escaping.clean(settings.short_name),
        "aiheet": finder.subjects.digest,
        "hyvaksynta": standing(site),
        "paatos": escaping.clean(decision(site)),
        "toimialasana": escaping.clean(settings.sector_word),
        "aikataulu_puuttuu": escaping.one_line(settings.schedule_missing or ""),
        "vaiheet": [[escaping.clean(one.name), one.common] for one in settings.phases],
        "puolivuodet": [moment.slug for moment in site.half_years],
    }


def _line(site: Site, measure: Measure, finder: Finder) -> str:
    return json_lines([_measure(site, measure, finder)]).strip()[1:-1]


def _measure(site: Site, measure: Measure, finder: Finder) -> Mapping[str, Any]:
    roadmap, of = site.roadmap, OfMeasure(site, measure)
    return {
        "tunnus": measure.id,
        "otsikko": escaping.one_line(measure.title),
        "lyhyt": escaping.one_line(roadmap.short_title(measure)),
        "vastuu": [*map(escaping.one_line, roadmap.parties_of(measure))],
        "toimiala": [*map(escaping.one_line, roadmap.sectors_of(measure))],
        "aikataulu": of.schedule,
        "virke": escaping.one_line(_sentence(site, measure)),
        "puolivuosina": [*_told(site, measure, OTHERWISE[of.schedule])],
        "aiheet": [
            [one.subject, [*map(escaping.one_line, one.words)], one.place]
            for one in finder.of(roadmap, measure)
        ],
    }


def _sentence(site: Site, measure: Measure) -> str:
    """Return what is told of the schedule; why it is not known is told of the roadmap."""
    known = site.roadmap.schedule_of(measure) is not None
    return site.sentence(measure) if known else schedule_sentence(None, site.period)


def _told(site: Site, measure: Measure, otherwise: str) -> Iterator[list[str]]:
    for moment in moments(site, measure):
        here = OfHalfYear(site, measure, moment)
        if moment and here.said != otherwise:
            words = here.cell.words if here.cell else None
            name = here.phase.name if here.phase else ""
            yield [moment.slug, here.said, escaping.clean(name), escaping.one_line(words or "")]
