"""What a form asks: which measure, what of it changes, and why; the choices are the roadmap's.

The host makes a text of the answers, each under the label of its question, and that text is read
back by the same questions (``issue``). Who proposes is not asked: no personal data.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from digitiekartta.basics.characters import look
from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import KEYS, Measure, Phase, Report, ReportState
from digitiekartta.roadmap.roadmap import Roadmap

CLEARED = "(tyhjennä)"
"""The answer that removes what is there."""
TEXTS = ("title", "description", "own_measures", "follow_up", "notes")
"""The fields of a measure that are asked as texts, by their names in code."""
_LONGEST_TITLE = 100
# What a host reads into a title: a mention, a reference, a heading, a comment. What joins words
# stands behind it, which nobody sees and reading leaves out.
_LIVE = re.compile(r"[@#!<~%$&]|-(?=-)")
_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a form.

    Args:
        id: What it is called in the form's file.
        label: What stands over it, also in the text that the host makes of the answers.
        about: What to answer.
        choices: The answers of which one is chosen; none where words are written.
        required: Whether nothing can be made of the form without it.
    """

    id: str
    label: str
    about: str
    choices: tuple[str, ...] = ()
    required: bool = False


MEASURE = Question("toimenpide", "Toimenpide", "Valitse toimenpide, jota ehdotat muutettavaksi.")
REASON = Question(
    KEYS["change_reason"],
    "Miksi",
    "Kerro yhdellä tai kahdella virkkeellä, miksi tätä muutetaan. Syy näytetään päättäjille."
    " Jos korjaat kirjoitusvirheen, kerro se.",
    required=True,
)
_OPTIONAL = "Jätä tyhjäksi, jos tämä ei muutu."
WORDS = Question(
    KEYS["words"],
    "Sanat puolivuosien kohdalla",
    "Sanat, jotka näytetään vaiheen lisäksi, kukin puolivuosi omalla rivillään, esimerkiksi"
    f" ”kevät 2026: pääkirjasto”. Jos sanat poistetaan, kirjoita ”kevät 2026: {CLEARED}”.",
)


@dataclass(frozen=True)
class Form:
    """The questions on the measures of a roadmap."""

    roadmap: Roadmap

    @cached_property
    def half_years(self) -> dict[str, HalfYear]:
        """The half-years of the schedule, by the id of their question."""
        period = self.roadmap.settings.period or _used(self.roadmap)
        return {moment.slug: moment for moment in period or ()}

    @cached_property
    def named_phases(self) -> dict[str, Phase]:
        """The phases in the order of the legend, by the names that are shown."""
        return {_harmless(phase.name): phase for phase in self.roadmap.settings.phases}

    @property
    def phases(self) -> tuple[str, ...]:
        """The names that are shown of the phases."""
        return tuple(self.named_phases)

    @cached_property
    def texts(self) -> dict[str, str]:
        """The fields that are asked as texts: their names in code, by the id of the question."""
        used = {name for one in self.roadmap.measures for name in TEXTS if getattr(one, name)}
        return {KEYS[name]: name for name in TEXTS if name in used or name != "own_measures"}

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions but that which asks the measure."""
        return (*self._schedule(), *self._texts(), *self._report(), REASON)

    @property
    def no_schedule(self) -> str:
        """Why no half-years are asked, and what helps; "" where they are."""
        settings = {"phases": "vaiheita", "period": "kautta"}
        present = {"phases": self.phases, "period": self.half_years}
        lacking = [name for name, there in present.items() if not there]
        if not lacking:
            return ""
        return (
            "Puolivuosien vaiheita ei kysytä, koska tiekartassa ei ole"
            f" {' eikä '.join(settings[name] for name in lacking)}. Tietohallinto voi lisätä"
            f" tiedostoon tiekartta.yml {'kentät' if len(lacking) > 1 else 'kentän'}"
            f" {' ja '.join(KEYS[name] for name in lacking)}. Sen jälkeen lomakkeen uudistaa"
            " komento digitiekartta forms."
        )

    def _schedule(self) -> list[Question]:
        about = f"Vaihe tänä puolivuonna. {_OPTIONAL}"
        choices = (*self.phases, CLEARED)
        if self.no_schedule:
            return []
        asked = [
            Question(id, sentence_case(str(moment)), about, choices)
            for id, moment in self.half_years.items()
        ]
        return [*asked, WORDS]

    def _texts(self) -> list[Question]:
        fields = declared(Measure)
        asked = []
        for id, name in self.texts.items():
            field = fields[name]
            about = f"Koko uusi teksti sellaisena kuin sen pitää olla. {_OPTIONAL}"
            if not Measure.model_fields[name].is_required():
                about += f" Jos teksti poistetaan, kirjoita {CLEARED}."
            asked.append(Question(id, f"Uusi teksti: {field.one}", about))
        return asked

    def _report(self) -> list[Question]:
        fields = declared(Report)
        moments = tuple(map(str, self.half_years.values()))
        if not moments:
            return []
        about = "Tilannetieto lisätään vain, jos valitset tämän. Entinen tieto korvataan uudella."
        return [
            Question(KEYS["half_year"], "Tilannetieto: puolivuosi", about, moments),
            Question(KEYS["state"], "Tilannetieto: tila", _OPTIONAL, get_args(ReportState)),
            Question(KEYS["text"], "Tilannetieto: mitä on tehty", fields["text"].about),
        ]


def _used(roadmap: Roadmap) -> Period | None:
    """Return the half-years from the first to the last that any schedule has."""
    groups = [group for goal in roadmap.goals for group in goal.groups]
    schedules = [*(one.schedule for one in roadmap.measures), *(one.schedule for one in groups)]
    moments = [moment for schedule in schedules for moment in schedule or ()]
    return Period(min(moments), max(moments)) if moments else None


def choice(roadmap: Roadmap, measure: Measure) -> str:
    """Return a measure as one line of a list of choices: "Intra 2.0 (kunta/intra)".

    The id tells apart what has the same title. Nothing in the line notifies or links on a host.
    """
    title = one_line(measure.title)
    if len(title) > _LONGEST_TITLE:
        title = f"{title[:_LONGEST_TITLE].rstrip()}…"
    return _harmless(f"{title} ({roadmap.id}/{measure.id})")


def _harmless(text: str) -> str:
    marked = _LIVE.sub(lambda sign: sign[0] + _JOINER, one_line(text))
    # GitHub keeps this word for itself.
    return marked + _JOINER if marked.casefold() == "none" else marked


def measure_of(answer: str, roadmaps: Sequence[Roadmap]) -> tuple[Roadmap, Measure] | None:
    """Return the measure that an answer names: as it can be chosen, or by its id or title alone.

    What several measures are called names none of them.
    """
    wanted = _looked_up(answer)
    measures = [(roadmap, one) for roadmap in roadmaps for one in roadmap.measures]
    for names in (
        lambda roadmap, one: [choice(roadmap, one), f"{roadmap.id}/{one.id}"],
        lambda _, one: [one.id],
        lambda _, one: [one.title],
    ):
        found = [pair for pair in measures if wanted in map(_looked_up, names(*pair))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _looked_up(name: str) -> str:
    return look(name).casefold()
