"""Rules on what the program has written and a person has not yet gone through."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.kinds import TEXTS, Need
from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.checking.references import schedules
from digitiekartta.roadmap.model import KEYS, ScheduleEntry
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.unfinished import is_phase_open, is_to_fill

TO_FILL = TEXTS.warning(
    "to-fill-in",
    "Täydentämättä on {fields}: tekstin on kirjoittanut ohjelma.",
    "Kirjoita oma teksti. Tiekartan huomautuksen, tavoitteen kuvauksen ja mallin toimenpiteen voi"
    " myös poistaa. Ennen sitä tiekarttaa ei voi hyväksyä. Jos teksti on oikein, kuittaa varoitus"
    " tiedostossa kuittaukset.yml.",
    example="tiekartta.yml: organisaatio: Organisaation nimi lisätään",
    need=Need.KNOW,
)
_NO_NAME = TO_FILL.worded(
    remedy=f"{TO_FILL.remedy} Aja sen jälkeen digitiekartta upgrade: organisaation nimi tulee myös"
    " tiedostoihin README.md ja LUE_MINUT.md."
)
PHASE_OPEN = TEXTS.warning(
    "phase-not-known",
    "Vaihe ei ole tiedossa: {moments}.",
    "Kirjoita vaihe puolivuoden kohdalle, kun se selviää.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2025: {sanat: ☒ (vaihe ei selviä"
    " lähteestä)}}",
    need=Need.KNOW,
)


def texts_to_fill(roadmap: Roadmap) -> Iterator[Problem]:
    """What the program wrote for want of anything better has become a person's own text."""
    for entry in (roadmap.settings, *roadmap.goals, *roadmap.measures):
        names = [name for name, text in entry if isinstance(text, str) and is_to_fill(text)]
        if places := {name: entry.place_of(name) for name in names}:
            fields = [f"{KEYS[name]} (rivi {place.line})" for name, place in places.items()]
            is_nameless = is_to_fill(roadmap.settings.organisation) and entry is roadmap.settings
            yield (_NO_NAME if is_nameless else TO_FILL).at(
                min(places.values()), fields=listed(fields)
            )


def is_unfilled(problem: Problem) -> bool:
    """Whether a problem tells of texts that wait for a person's."""
    return problem.code == TO_FILL.code


def open_phases(roadmap: Roadmap) -> Iterator[Problem]:
    """Each half-year of a schedule tells a phase that is known."""
    for entry, schedule in schedules(roadmap):
        if moments := _open_in(schedule):
            place = replace(
                entry.place_of("schedule", moments[0], key=True), field=KEYS["schedule"]
            )
            yield PHASE_OPEN.at(place, moments=listed([str(moment) for moment in moments]))


def count_open_phases(roadmap: Roadmap) -> int:
    """Return of how many half-years, each schedule counted by itself, the phase is not known."""
    return sum(len(_open_in(schedule)) for _, schedule in schedules(roadmap))


def _open_in(schedule: Mapping[HalfYear, ScheduleEntry]) -> list[HalfYear]:
    return sorted(moment for moment, entry in schedule.items() if is_phase_open(entry.words))
