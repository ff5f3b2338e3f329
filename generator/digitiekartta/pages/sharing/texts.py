"""Texts to share: a measure or a goal in a sentence or two, with its address.

They tell what the pages tell and no more: the title, how it stands now, who answers for it. The
short one fits a message; the longer one is for a newsletter.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import (
    body_in_sentence,
    counted,
    ended,
    has_stops,
    listed,
    sentence_case,
)
from digitiekartta.markup.escaping import one_line
from digitiekartta.markup.pasted import Line, Pasted
from digitiekartta.pages import card, paths
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Measure
from digitiekartta.roadmap.values import date_text

LONGEST = 280
"""Letters of a short text, its address among them; only an address that is longer is longer."""
_SHORTEST_TITLE = 40
_IDLE = "Nyt ei merkintää, "


@dataclass(frozen=True, slots=True)
class Shared:
    """What can be shared of a measure or a goal: plain texts on one line, and an address.

    ``situation`` is how it stands; ``who`` who answers for it, "" where nobody is named.
    """

    id: str
    title: str
    situation: str
    who: str
    address: str

    @property
    def short(self) -> str:
        """The short text; what is too long for it is left out, the least telling first."""
        for told in ((self.situation, self.who), (self.situation,), ()):
            text = " ".join(filter(None, (ended(self.title), *told, self.address)))
            if len(text) <= LONGEST:
                return text
        room = max(LONGEST - len(self.address) - len(" … "), _SHORTEST_TITLE)
        cut = self.title[:room].rpartition(" ")[0] or self.title[:room]
        return f"{cut.rstrip(' ,;:.')} … {self.address}"

    def pasted(self, source: str) -> Pasted:
        """Return the longer text, which says what it is a part of."""
        lead = " ".join(filter(None, (self.situation, self.who)))
        return Pasted(self.title, [Line(lead)], (), [Line("", source, self.address)])


def shared(site: Site) -> Iterator[Shared]:
    """Yield what can be shared of each goal, then of its measures, in order."""
    for goal in site.roadmap.goals:
        yield of_goal(site, goal)
        yield from (of_measure(site, measure) for measure in site.roadmap.measures_of(goal))


def of_measure(site: Site, measure: Measure) -> Shared:
    """Return what can be shared of a measure."""
    told = next(iter(card.when(site, measure).values()), "") or "Aikataulu ei ole tiedossa"
    if told.startswith(_IDLE):  # what comes is what there is to tell
        told = sentence_case(told.removeprefix(_IDLE))
    parties = [body_in_sentence(name) for name in site.roadmap.parties_of(measure)]
    who = f"Vastuu: {'; '.join(parties) if has_stops(parties) else listed(parties)}"
    title = _title(site, site.roadmap.short_title(measure))
    return _shared(site, measure.id, title, told, who if parties else "", paths.measure(measure.id))


def of_goal(site: Site, goal: Goal) -> Shared:
    """Return what can be shared of a goal: how many of its measures go on now."""
    measures = site.roadmap.measures_of(goal)
    told = ["Tavoitteella ei vielä ole toimenpiteitä."]
    if measures:
        now = site.now
        number, going_on = len(measures), sum(_goes_on(site, one, now) for one in measures)
        unknown = sum(_is_unknown(site, one) for one in measures)
        told = [f"{counted(number, 'toimenpide')}."]
        if going_on:
            told.append(f"{sentence_case(now.during)} niistä on meneillään {going_on}.")
        if unknown == number:
            told.append("Aikataulu ei ole tiedossa.")
        elif unknown:
            whose = "toimenpiteen aikataulu ei ole tiedossa."
            told.append(f"{unknown} {whose}" if unknown > 1 else f"Yhden {whose}")
    title = _title(site, f"Tavoite {goal.number}: {goal.title}")
    return _shared(site, goal.id, title, " ".join(told), "", paths.goal(goal.id))


def _goes_on(site: Site, measure: Measure, moment: HalfYear) -> bool:
    known = site.roadmap.schedule_of(measure) is not None
    return bool(known and site.cell(measure, moment) and not site.has_ended(measure, moment))


def _is_unknown(site: Site, measure: Measure) -> bool:
    return site.roadmap.schedule_of(measure) is None and not site.has_ended(measure)


def _title(site: Site, title: str) -> str:
    title = one_line(title)
    return f"{title} (jäljennös asiakirjasta)" if site.options.is_transcription else title


def _shared(site: Site, id: str, title: str, situation: str, who: str, file: str) -> Shared:
    address = site.whole_address(file) or paths.address(file)
    return Shared(id, title, ended(one_line(situation)), ended(one_line(who)), address)


def shared_file(site: Site) -> str:
    """Return the short texts of all goals and measures, one a paragraph, with the day."""
    head = (
        f"{site.name}: valmiit tekstit jaettaviksi. Tilanne {date_text(site.options.today)}."
        f" Jokaisessa on enintään {LONGEST} merkkiä."
    )
    return "\n\n".join([head, *(one.short for one in shared(site))]) + "\n"
