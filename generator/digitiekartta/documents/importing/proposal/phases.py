"""Phases of a new roadmap: from the labels of a document's legend to entries of tiekartta.yml.

A legend gives a label and a colour. What the phase means in common between municipalities is
read from the label where it says so, else it is a guess that the report tells.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from digitiekartta.roadmap.model import KEYS

# What phases mean in common, by the beginnings of words that say so.
_BEGINNINGS = {
    "selvitys": ("selvi", "kartoit", "tutki"),
    "valmistelu": ("valmist", "suunnit", "kilpailut"),
    "päätös": ("päät", "hyväksy"),
    "toteutus": ("käyttöön", "toteut", "aktiiv", "hanki", "hankin", "pilot", "kokeil"),
    "jatkuva": ("jatku", "ylläpi", "vakiint"),
    "päättynyt": ("päätty", "valmis"),
}
_MEANINGS = {word: meaning for meaning, words in _BEGINNINGS.items() for word in words}
GUESS = "toteutus"
# The partitive of a label cannot be made by rule; these two are what roadmaps write.
_PARTITIVES = {"jatkuva toiminta": "jatkuvaa toimintaa", "jatkuvaa toimintaa": "jatkuvaa toimintaa"}


def common_meaning(label: str) -> str | None:
    """Return the phase of the common list that a label names, None when it names none.

    A longer beginning beats a shorter one: "päättynyt" is no decision.
    """
    beginnings = [
        beginning
        for word in label.casefold().split()
        for beginning in _MEANINGS
        if word.startswith(beginning)
    ]
    return _MEANINGS[max(beginnings, key=len)] if beginnings else None


def marks(labels: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a mark of one or two letters for each label, from its first letters, all different.

    Args:
        labels: In the legend's order.
        taken: Marks that other phases have already.
    """
    used = {mark.casefold() for mark in taken}
    chosen = []
    for label in labels:
        letters = [letter for letter in label.upper() if letter.isalnum()] or ["V"]
        candidates = [letters[0], *(letters[0] + one for one in letters[1:])]
        candidates += [f"{letters[0]}{number}" for number in range(2, 10)]
        candidates += [str(number) for number in range(1, 100)]
        mark = next(one for one in candidates if one.casefold() not in used)
        used.add(mark.casefold())
        chosen.append(mark)
    return chosen


def entry(label: str, mark: str) -> Mapping[str, str]:
    """Return a phase as tiekartta.yml writes it; what it means (selite) is the editor's to tell."""
    written = {
        KEYS["name"]: label,
        KEYS["mark"]: mark,
        KEYS["common"]: common_meaning(label) or GUESS,
    }
    if partitive := _PARTITIVES.get(label.casefold()):
        written[KEYS["partitive"]] = partitive
    return written
