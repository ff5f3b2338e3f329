"""Kinds of problem: each is declared once, beside what finds it, in a chapter of VIRHEET.md.

UNKNOWN_GOAL = REFERENCES.error(
    "unknown-goal",
    "Tavoitetta ”{id}” ei ole.",
    "Tavoitteen tunnus on tiedoston nimi kansiossa tavoitteet.",
    example="toimenpiteet/intra.yml: tavoite: digiosaminen",
)
...
yield UNKNOWN_GOAL.at(measure.place_of("goal"), id=measure.goal, known=roadmap.goals_by_id)
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import StrEnum

from digitiekartta.basics.problems import Place, Problem, Severity, did_you_mean
from digitiekartta.basics.text import ended

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


class Need(StrEnum):
    """What a warning needs of a person, as a report's heading says it."""

    DECIDE = "Päätä"
    LOOK = "Tarkista"
    KNOW = "Tiedoksi"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is wrong in one way, and what to do about it.

    Args:
        code: Two or three English words joined by hyphens, which never change their meaning.
        message, remedy: Finnish, with ``{fields}`` for what differs from place to place; braces
            that are to be seen are written twice.
        severity: Whether it stops a build.
        example: What makes it: for content, the file and what stands in it; else a situation.
        need: What a warning needs of a person.
    """

    code: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    example: str = ""
    need: Need = Need.LOOK

    def at(
        self,
        place: Place,
        *,
        known: Collection[str] = (),
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        **words: object,
    ) -> Problem:
        """Return the Problem of this kind at a place.

        Args:
            place: Where it is.
            known: Names of which one may have been meant; they are compared with the first word.
            related: Further places that belong to it.
            severity: Another one than usual.
            words: The text of each field of message and remedy.
        """
        remedy = self.remedy.format(**words)
        if known:
            remedy = did_you_mean(str(next(iter(words.values()))), known, remedy)
        message = self.message.format(**words)
        return Problem(self.code, place, message, remedy, severity or self.severity, related)

    def worded(self, message: str | None = None, remedy: str | None = None) -> Kind:
        """Return the same kind in other words, for a case that the usual ones do not fit."""
        return replace(self, message=message or self.message, remedy=remedy or self.remedy)

    @property
    def meaning(self) -> str:
        """The message as the guide prints it, "…" standing for what differs."""
        return _with_dots(self.message)

    @property
    def cure(self) -> str:
        """The remedy as the guide prints it, "…" standing for what differs."""
        return _with_dots(self.remedy)


def _with_dots(text: str) -> str:
    return ended(text.format_map(defaultdict(lambda: "…")))


@dataclass(frozen=True)
class Chapter:
    """A chapter of VIRHEET.md: kinds that a person meets in the same work."""

    title: str
    introduction: str = ""
    kinds: dict[str, Kind] = field(default_factory=dict, repr=False, compare=False)

    def error(self, code: str, message: str, remedy: str, example: str = "") -> Kind:
        """Declare a kind that stops a build.

        Raises:
            ValueError: The code is not two or more words, or is declared already.
        """
        return self._declared(Kind(code, message, remedy, Severity.ERROR, example))

    def warning(
        self, code: str, message: str, remedy: str, example: str = "", need: Need = Need.LOOK
    ) -> Kind:
        """Declare a kind that asks a person to look, to decide or just to know."""
        return self._declared(Kind(code, message, remedy, Severity.WARNING, example, need))

    def _declared(self, kind: Kind) -> Kind:
        if not _CODE.fullmatch(kind.code):
            raise ValueError(f"not a code: {kind.code}")
        if any(kind.code in chapter.kinds for chapter in CHAPTERS):
            raise ValueError(f"declared twice: {kind.code}")
        self.kinds[kind.code] = kind
        return kind


FILES = Chapter("Tiedostoa ei voi lukea")
PLACES = Chapter("Tiedostojen nimet ja paikat")
FIELDS = Chapter("Kentät ja arvot")
REFERENCES = Chapter("Viittaukset")
CONTRADICTIONS = Chapter("Ristiriidat")
PERSONS = Chapter("Henkilötiedot")
TEXTS = Chapter("Tekstit ja lyhenteet")
APPEARANCE = Chapter("Ulkoasu")
STATEMENT = Chapter("Saavutettavuusseloste")
DOCUMENTS = Chapter(
    "Asiakirjan lukeminen",
    "Komento `digitiekartta import` kertoo näin asiakirjasta, jota se lukee. Mitään ei arvata:"
    " varoitus kertoo, mikä jäi epäselväksi tai pois.",
)
PROPOSALS = Chapter(
    "Asiakirjan tuominen sisällöksi",
    "Komento `digitiekartta import` kertoo näin ehdotuksesta, jonka se tekee asiakirjan ja"
    " nykyisen sisällön pohjalta. Sisällöstä ei poisteta mitään, ja epävarma jätetään ihmisen"
    " päätettäväksi.",
)
FORMS = Chapter(
    "Lomakkeella ehdotettu muutos",
    "Komento `digitiekartta propose` kertoo näin lomakkeesta, jonka tekstistä se tekee muutoksen"
    " sisältöön. Epäselvästä lomakkeesta ei tehdä mitään.",
)
APPROVALS = Chapter(
    "Hyväksyminen ja julkinen sivusto",
    "Nämä kertoo komento `digitiekartta approve`, kun versiota ei voi hyväksyä, komento"
    " `digitiekartta build --public`, kun julkista sivustoa ei voi tehdä, ja komento"
    " `digitiekartta check`, kun hyväksyttyjä versioita on muutettu.",
)
REVIEWS = Chapter(
    "Muutospyynnön tarkastus",
    "Nämä kertoo komento `digitiekartta review`, joka vertaa muutospyyntöä haaraan, johon se"
    " liitettäisiin.",
)
PUBLISHING = Chapter(
    "Julkaiseminen",
    "Nämä kertovat komennot `digitiekartta publish`, `rollback` ja `status`. Mikään niistä ei ole"
    " muuttanut julkaistua sivustoa.",
)
SITES = Chapter(
    "Muotoilu ja sivuston tekeminen",
    "Näistä osa ei johdu sisällöstä vaan asennuksesta tai sivupohjista. Kerro silloin ohjelman"
    " ylläpidolle, mitä ilmoituksessa luki.",
)
MACHINE = Chapter(
    "Kone ja sen levyt",
    "Nämä eivät johdu sisällöstä eivätkä ohjelmasta. Mikä tahansa komento voi kertoa niistä;"
    " se, mitä oli jo valmiina, on ennallaan.",
)
CHAPTERS = (
    *(FILES, PLACES, FIELDS, REFERENCES, CONTRADICTIONS, PERSONS, TEXTS, APPEARANCE, STATEMENT),
    *(DOCUMENTS, PROPOSALS, FORMS, APPROVALS, REVIEWS, PUBLISHING, SITES, MACHINE),
)
"""The chapters in the guide's order."""


def need_of(code: str) -> Need:
    """Return what a warning of a kind needs of a person."""
    return next((c.kinds[code].need for c in CHAPTERS if code in c.kinds), Need.LOOK)
