"""A roadmap in a few facts, which its site holds for the list of all roadmaps and for others.

``assets/tiekartta.json`` has Finnish keys: ``nimi``, ``organisaatio``, ``kuvaus``, ``kausi``,
``tavoitteita``, ``toimenpiteita``, ``tila``, ``luonnos``, ``paivitetty``; ``nyt``, what is going
on from a half-year on, in words, until the next one of the list; and of what the site was made:
``ohjelma``, the version of the program, and ``puolivuosi``, the half-year of its day. Of the day
itself no page tells more, so that what is made on the next one is the same.
"""

from collections.abc import Iterator, Mapping, Sequence

from digitiekartta import __version__
from digitiekartta.markup import escaping
from digitiekartta.pages.search.script import json_lines
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.values import date_text

FILE = "assets/tiekartta.json"
KINDS: Mapping[str, type] = {
    "nimi": str,
    "organisaatio": str,
    "kuvaus": str,
    "kausi": str,
    "tavoitteita": int,
    "toimenpiteita": int,
    "tila": str,
    "luonnos": bool,
    "paivitetty": str,
    "nyt": list,
    "ohjelma": str,
    "puolivuosi": str,
}
"""The facts that there are, and what each is."""
_UNKNOWN = "aikataulu ei ole tiedossa"


def summary_file(site: Site) -> str:
    """Return the facts as JSON."""
    return json_lines(summary(site))


def summary(site: Site) -> Mapping[str, object]:
    """Return the facts of a roadmap; texts are clean, but not escaped."""
    settings, day = site.roadmap.settings, site.data_day
    return {
        "nimi": escaping.clean(site.name),
        "organisaatio": escaping.clean(settings.organisation),
        "kuvaus": escaping.clean(settings.description),
        "kausi": str(site.period or ""),
        "tavoitteita": len(site.roadmap.goals),
        "toimenpiteita": len(site.roadmap.measures),
        "tila": _standing(site),
        "luonnos": site.options.draft,
        "paivitetty": date_text(day) if day else "",
        "nyt": [*_now(site)],
        "ohjelma": __version__,
        "puolivuosi": str(site.now),
    }


def _standing(site: Site) -> str:
    status = site.options.approval_status
    if status and status.is_transcription:
        return f"jäljennös {date_text(status.approved.day)} hyväksytystä asiakirjasta"
    if status and not site.options.draft:
        return f"hyväksytty {date_text(status.newest.day)}"
    return "luonnos"


def _now(site: Site) -> Iterator[Sequence[str]]:
    """Yield since when something is told, a half-year as in addresses or "", and the words."""
    if not (site.scheduled and site.half_years):
        yield "", _UNKNOWN
        return
    yield "", f"kausi alkaa {site.half_years[0].during}"
    for moment in site.half_years:
        counts = (
            f"{escaping.clean(phase.name)} {len(measures)}"
            for phase, measures in site.happening(moment)
            if phase
        )
        yield moment.slug, ", ".join(counts) or "ei merkintöjä"
    yield site.half_years[-1].next().slug, f"kausi päättyi {site.half_years[-1].during}"
