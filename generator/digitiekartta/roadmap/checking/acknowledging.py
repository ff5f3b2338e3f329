"""Acknowledged warnings: somebody has looked into them, and they stand for a stated reason.

An acknowledgement quotes the sentence of its warning, and with it the words and values that it
speaks of: when these change, the warning is another one and comes back.
"""

import re
from collections.abc import Iterable, Sequence

from digitiekartta.basics.kinds import CONTRADICTIONS
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.basics.text import counted
from digitiekartta.roadmap.model import Acknowledgement, Acknowledgements
from digitiekartta.roadmap.roadmap import Roadmap

ACKNOWLEDGED = "kuittaukset.yml"
NOTHING_ACKNOWLEDGED = CONTRADICTIONS.warning(
    "nothing-acknowledged",
    "Kuitattua varoitusta ”{code}” ei ole, tai sen sanat ovat muuttuneet.",
    "Jos varoitus on tullut takaisin, tarkista asia ja kirjoita sen uusi virke kenttään koskee."
    " Muuten poista kuittaus.",
    example="(Kuitattu aukko aikataulussa on täytetty.)",
)
_PLACE_IN_FILE = re.compile(r"(:\d+){1,2}:?$")


def acknowledge(
    roadmap: Roadmap, problems: Sequence[Problem]
) -> tuple[list[Problem], list[Problem]]:
    """Return what is left of problems when the roadmap's acknowledgements are heard, and the rest.

    What acknowledges nothing is told, unless errors may hide the warning that it speaks of.
    """
    left, heard = list(problems), []
    for one in roadmap.acknowledgements:
        meant = [p for p in problems if not p.is_error and _means(one, p, roadmap)]
        if meant:
            left = [problem for problem in left if problem not in meant]
            heard += [problem for problem in meant if problem not in heard]
        elif not errors_in(problems):
            left.append(NOTHING_ACKNOWLEDGED.at(one.place_of("warning"), code=one.warning))
        elif any(p.is_error and p.code == one.warning for p in problems):
            is_error = NOTHING_ACKNOWLEDGED.worded("”{code}” on virhe, eikä virhettä voi kuitata.")
            left.append(is_error.at(one.place_of("warning"), code=one.warning))
    return left, heard


def acknowledging(roadmap: Roadmap, warnings: Iterable[Problem], reason: str) -> Acknowledgements:
    """Return the roadmap's acknowledgements with those of more warnings."""
    folder = f"content/{roadmap.id}/"
    more = [
        {
            "varoitus": warning.code,
            "kohta": warning.place.file.removeprefix(folder),
            "koskee": warning.message,
            "syy": reason,
        }
        for warning in warnings
    ]
    before = [one.model_dump(by_alias=True) for one in roadmap.acknowledgements]
    return Acknowledgements.model_validate({"kuittaukset": [*before, *more]})


def counted_in(roadmap: str, heard: Sequence[Problem]) -> str:
    """Return "1 varoitus on kuitattu tiedostossa …"; empty when there is none."""
    if not heard:
        return ""
    return f"{counted(len(heard), 'varoitus')} on kuitattu: content/{roadmap}/{ACKNOWLEDGED}."


def _means(one: Acknowledgement, problem: Problem, roadmap: Roadmap) -> bool:
    """Whether an acknowledgement is of a problem; it may be copied with what stands around it."""
    file = _PLACE_IN_FILE.sub("", one.where).removeprefix(f"content/{roadmap.id}/")
    return (
        problem.code == one.warning
        and problem.place.file == f"content/{roadmap.id}/{file}"
        and _plain(problem.message) in _plain(one.concerns)
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
