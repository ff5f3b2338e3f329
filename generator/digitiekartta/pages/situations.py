"""What the schedules say of each measure and half-year, for lists whose column of now has turned.

``digitiekartta.js`` loads ``assets/javascripts/tilanteet.js`` where a reader's half-year is later
than the one in which the pages were made. A script and no JSON, as pages opened from disk may not
read data. It sets ``digitiekartanTilanteet``, whose keys are Finnish:

- ``puolivuodet``: the half-years of the roadmap, as in addresses;
- ``solut``: what can be said: the phase in common, its symbol, its name, and words;
- ``toimenpiteet``: address → for each half-year a number among those.

Measures that have ended or have no schedule are absent: theirs never turns. Of one whose schedule
is unknown the source's words may stand in a half-year.
"""

from collections.abc import Iterator

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import slug
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import ENDED, UNSAID
from digitiekartta.markup.components.phases import SYMBOLS
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.pages import paths
from digitiekartta.pages.links import UNKNOWN, in_source
from digitiekartta.pages.search.script import json_lines
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure

FILE = "assets/javascripts/tilanteet.js"
_Said = tuple[str, str, str, str]


def has_situations(site: Site) -> bool:
    """Whether the schedule of some measure is known, and may turn."""
    return bool(site.half_years) and any(True for _ in _turning(site))


def situation_file(site: Site) -> str:
    """Return the data as a script."""
    numbers: dict[_Said, int] = {}
    measures = {
        paths.address(paths.measure(measure.id)): [
            numbers.setdefault(said, len(numbers))
            for said in (_said(site, measure, moment) for moment in site.half_years)
        ]
        for measure in _turning(site)
    }
    data = {
        "puolivuodet": [moment.slug for moment in site.half_years],
        "solut": [*numbers],
        "toimenpiteet": measures,
    }
    return f"window.digitiekartanTilanteet = {json_lines(data)}"


def _turning(site: Site) -> Iterator[Measure]:
    for measure in site.roadmap.measures_in_order:
        known = site.roadmap.schedule_of(measure) or measure.schedule_words
        if known and not site.has_ended(measure):
            yield measure


def _said(site: Site, measure: Measure, moment: HalfYear) -> _Said:
    cell = site.cell(measure, moment)
    words = hyphenated(escaping.clean((cell.words if cell else None) or ""))
    if site.is_over(measure, moment):
        return "", "", "", ENDED
    if site.roadmap.schedule_of(measure) is None:
        return "", "", "", in_source(words) if words else UNKNOWN
    if cell is None:
        return "", "", "", UNSAID
    if cell.phase is None:
        return "", "", "", words
    look = slug(cell.phase.common)
    return look, SYMBOLS.get(look, ""), hyphenated(escaping.clean(cell.phase.name)), words
