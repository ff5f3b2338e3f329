"""Rules on the accessibility statement: what may not be published.

In a public build they are errors, but for a statement of which nobody has told anything: its
page says that nothing has been evaluated, so the site may be looked at, and only publishing is
refused (``UNPUBLISHABLE``). In a draft all are warnings, and what is lacking is told to those
who mean to publish.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from digitiekartta.basics import clock
from digitiekartta.basics.kinds import STATEMENT
from digitiekartta.basics.problems import Place, Problem, Severity, in_order
from digitiekartta.basics.text import counted, listed
from digitiekartta.roadmap.model import Accessibility
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.statement.report import audit_command
from digitiekartta.roadmap.statement.statement import (
    NOT_EVALUATED,
    feedback_address,
    supervisor,
)
from digitiekartta.roadmap.values import CRITERIA, date_text

MISSING = STATEMENT.warning(
    "statement-missing",
    "Saavutettavuusselosteen tiedot puuttuvat. Laki vaatii selosteen julkaistulta sivustolta.",
    "Arvioi sivuston saavutettavuus ja lisää tiedostoon tiekartta.yml kohta saavutettavuus."
    " Katso malli ohjeesta OHJE.md.",
    example="tiekartta.yml: saavutettavuus:",
)
NOT_EVALUATED_YET = STATEMENT.warning(
    "statement-not-evaluated",
    "Sivuston saavutettavuutta ei ole arvioitu.",
    "Arvioi saavutettavuus ennen julkaisemista ja kirjoita tilaksi täysin, osittain tai ei.",
    example="tiekartta.yml: saavutettavuus: {tila: ei arvioitu}",
)
FULL_WITH_VIOLATIONS = STATEMENT.error(
    "statement-contradicts-audit",
    "Tilana on ”täysin”, mutta tarkastuksessa {day} löytyi {count}.",
    "Korjaa puutteet ja tarkasta sivusto uudelleen. Voit myös kirjoittaa tilaksi osittain"
    " ja luetella puutteet.",
    example="(Tilana on ”täysin”, mutta tarkastuksen raportissa on puutteita.)",
)
FULL_WITHOUT_REPORT = STATEMENT.error(
    "statement-without-report",
    "Tilana on ”täysin”, mutta tarkastuksen raporttia ei ole.",
    "Tee sivusto ja tarkasta se komennolla {command} tai kirjoita tilaksi ei arvioitu.",
    example="tiekartta.yml: saavutettavuus: {tila: täysin}",
)
FULL_WITH_FAULTS = STATEMENT.error(
    "full-with-faults",
    "Tilana on ”täysin”, mutta selosteessa on puute.",
    "Kirjoita tilaksi osittain tai poista puute, jos se on korjattu.",
    example="tiekartta.yml: saavutettavuus: {tila: täysin, puutteet: [{kuvaus: Kartta ei toimi,"
    " syy: ei vielä lain mukainen}]}",
)
WITHOUT_FAULTS = STATEMENT.error(
    "statement-without-faults",
    "Tilana on ”{state}”, mutta selosteessa ei ole yhtään puutetta.",
    "Luettele tiedossa olevat puutteet kohtaan puutteet.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain}",
)
UNLISTED_FAULT = STATEMENT.error(
    "unlisted-fault",
    "Tarkastuksessa {day} löytyi puutteita, joita selosteessa ei ole: {criteria}.",
    "Lisää puutteet selosteeseen tai korjaa ne ja tarkasta sivusto uudelleen.",
    example="(Raportissa on puute, jota selosteessa ei ole.)",
)
WITHOUT_CRITERION = STATEMENT.error(
    "fault-without-criterion",
    "Puutteelle ei ole merkitty WCAG-kriteeriä.",
    "Lisää kenttään kriteeri WCAG-ohjeen numero, esimerkiksi 1.4.3.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, puutteet: [{kuvaus: Kartta ei toimi,"
    " syy: ei vielä lain mukainen}]}",
)
WITHOUT_GROUNDS = STATEMENT.error(
    "burden-without-grounds",
    "Kohtuutonta rasitetta ei ole perusteltu.",
    "Kerro kentässä perustelu, mihin arvioon se nojaa ja mihin asti se on voimassa.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, puutteet: [{kuvaus: Kartta ei toimi,"
    " syy: kohtuuton rasite}]}",
)
NO_FEEDBACK_ADDRESS = STATEMENT.error(
    "missing-feedback-address",
    "Selosteessa ei ole osoitetta, johon puutteista voi ilmoittaa.",
    "Lisää kohtaan saavutettavuus rivit ”palaute:” ja sen alle ”osoite: mailto:…” tai"
    " ”osoite: https://…”.",
    example="(Tiedostossa tiekartta.yml ei ole palautteen osoitetta eikä sähköpostiosoitetta.)",
)
NO_METHOD = STATEMENT.error(
    "missing-method",
    "Selosteesta ei ilmene, kuka saavutettavuuden on arvioinut.",
    "Lisää rivi ”menetelma: itsearvio” tai ”menetelma: ulkopuolinen arvio”.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain}",
)
NO_EVALUATOR = STATEMENT.error(
    "missing-evaluator",
    "Ulkopuolisen arvion tekijää ei ole nimetty.",
    "Lisää rivi ”arvioija: …” ja siihen arvion tehneen organisaation nimi.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, menetelma: ulkopuolinen arvio}",
)
UNDATED = STATEMENT.error(
    "undated-statement",
    "Selosteen laatimispäivä puuttuu.",
    "Lisää rivi ”laadittu: …”, esimerkiksi ”laadittu: 16.12.2025”.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain}",
)
IN_FUTURE = STATEMENT.error(
    "review-in-future",
    "Päivä {day} on tulevaisuudessa.",
    "Korjaa päivämäärä.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, laadittu: 1.1.2999}",
)
REVIEWED_BEFORE_MADE = STATEMENT.error(
    "reviewed-before-made",
    "Seloste on tarkistettu ennen kuin se on laadittu.",
    "Korjaa päivämäärät.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, laadittu: 2.2.2026, tarkistettu:"
    " 1.1.2026}",
)
TOO_OLD = STATEMENT.error(
    "review-too-old",
    "Seloste on viimeksi tarkistettu {day}, yli 12 kuukautta sitten.",
    "Tarkista seloste, kirjoita päivä tiedoston tiekartta.yml kenttään tarkistettu ja"
    " hyväksy muutos.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, laadittu: 1.1.2020}",
)
FORMER_AUTHORITY = STATEMENT.error(
    "former-authority",
    "Tekstissä on entinen valvontaviranomainen (”{words}”).",
    "Aluehallintovirasto valvoi saavutettavuutta vuoden 2024 loppuun. Nyt valvova viranomainen"
    f" on {supervisor()['nimi']}; seloste kertoo sen itse, joten maininnan voi poistaa.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, huomautus: Aluehallintovirasto valvoo"
    " lain noudattamista}",
)
UNPUBLISHABLE = frozenset({MISSING.code, NOT_EVALUATED_YET.code})
"""What a public site may be built with, and not published."""

_FORMER_AUTHORITY = re.compile(r"\b(?i:aluehallintoviras)\w*|\bAVI(?::?[a-zäö]{1,5})?\b")
_SPEAKS_OF_ACCESSIBILITY = re.compile(r"saavutettavuu", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")
_NOT_COVERED = "lain ulkopuolella"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement, and what its rules hold it against."""

    roadmap: Roadmap
    given: Accessibility
    today: date

    @property
    def days(self) -> dict[str, date]:
        """When the statement was made and reviewed, by field; nothing before it has been made."""
        given = self.given
        if given.state == NOT_EVALUATED and given.made is None:
            return {}
        days = {"made": given.made, "reviewed": given.reviewed}
        return {field: day for field, day in days.items() if day}


Rule = Callable[[Evidence], Iterator[Problem]]


def statement_problems(
    roadmap: Roadmap, today: date, draft: bool, *, for_readers: bool = False
) -> list[Problem]:
    """Return what is wrong with a roadmap's statement, in order of place.

    Args:
        roadmap: Whose ``saavutettavuus`` in tiekartta.yml is looked at.
        today: The day from which the age of the last review is counted.
        draft: Whether the problems are warnings only.
        for_readers: Whether a draft is told, too, what would be lacking when it is published.
    """
    given = roadmap.settings.accessibility
    problems: list[Problem] = []
    if given:
        evidence = Evidence(roadmap, given, today)
        problems = [problem for rule in RULES for problem in rule(evidence)]
    if draft:
        problems = [replace(problem, severity=Severity.WARNING) for problem in problems]
    if given:
        problems += ahead_of_the_clock(evidence)
    if for_readers or not draft:
        problems += lacking(roadmap, without_feedback=draft)
    return in_order([*problems, *former_authority_in_texts(roadmap)])


def lacking(roadmap: Roadmap, *, without_feedback: bool) -> Iterator[Problem]:
    """What is published has a statement; when it has none, feedback needs an address all the same.

    ``without_feedback`` asks to tell the latter as well.
    """
    settings, given = roadmap.settings, roadmap.settings.accessibility
    place = Place(settings.place_of().file, 1, 1, "saavutettavuus")
    if given is None:
        yield MISSING.at(place)
        if without_feedback and feedback_address(settings) is None:
            yield NO_FEEDBACK_ADDRESS.worded(
                "Kunnalla ei ole osoitetta, johon saavutettavuuden puutteista voi ilmoittaa.",
                "Lisää tiedostoon tiekartta.yml rivi ”palaute:” ja sen alle ”osoite: mailto:…” tai"
                " ”osoite: https://…”.",
            ).at(replace(place, field="palaute"), severity=Severity.WARNING)
    elif given.state == NOT_EVALUATED:
        yield NOT_EVALUATED_YET.at(given.place_of("state"))


def fully_audited(evidence: Evidence) -> Iterator[Problem]:
    """A site that meets the requirements fully has an audit report, without violations."""
    given, report = evidence.given, evidence.roadmap.audit
    place = given.place_of("state")
    if given.state == "täysin" and report is None:
        yield FULL_WITHOUT_REPORT.at(place, command=audit_command(evidence.roadmap.id))
    elif given.state == "täysin" and report and report.violations:
        count = counted(report.violations, "puute")
        yield FULL_WITH_VIOLATIONS.at(place, day=date_text(report.day), count=count)


def full_with_faults(evidence: Evidence) -> Iterator[Problem]:
    """A site that meets the requirements fully lists no faults but those outside the act."""
    given = evidence.given
    for index, fault in enumerate(given.faults if given.state == "täysin" else ()):
        if fault.reason != _NOT_COVERED:
            place = given.place_of("faults", index)
            yield FULL_WITH_FAULTS.at(place, related=(given.place_of("state"),))


def partly_without_faults(evidence: Evidence) -> Iterator[Problem]:
    """A site that meets the requirements partly, or not, lists at least one fault."""
    given = evidence.given
    counting = [fault for fault in given.faults if fault.reason != _NOT_COVERED]
    if given.state in ("osittain", "ei") and not counting:
        yield WITHOUT_FAULTS.at(given.place_of("state"), state=given.state)


def audited_faults_listed(evidence: Evidence) -> Iterator[Problem]:
    """The statement lists a fault for each criterion that the audit found broken."""
    given, report = evidence.given, evidence.roadmap.audit
    if report is None or given.state not in ("osittain", "ei"):
        return
    # What only WCAG 2.2 asks for is good to mend, but the act does not ask for it.
    asked_for = CRITERIA.keys() - {one for fault in given.faults for one in fault.criteria}
    if missing := [criterion for criterion in report.criteria if criterion in asked_for]:
        noun = "kriteeri" if len(missing) == 1 else "kriteerit"
        yield UNLISTED_FAULT.at(
            given.place_of("faults", key=True),
            day=date_text(report.day),
            criteria=f"{noun} {listed(missing)}",
        )


def faults_explained(evidence: Evidence) -> Iterator[Problem]:
    """A fault within the act names its criterion, and a disproportionate burden its grounds."""
    for index, fault in enumerate(evidence.given.faults):
        if fault.reason != _NOT_COVERED and not fault.criteria:
            yield WITHOUT_CRITERION.at(evidence.given.place_of("faults", index))
        if fault.reason == "kohtuuton rasite" and not fault.grounds:
            yield WITHOUT_GROUNDS.at(evidence.given.place_of("faults", index, "reason"))


def feedback_given(evidence: Evidence) -> Iterator[Problem]:
    """A resident can give feedback electronically."""
    if feedback_address(evidence.roadmap.settings) is None:
        yield NO_FEEDBACK_ADDRESS.at(evidence.given.place_of("feedback", "address"))


def evaluated(evidence: Evidence) -> Iterator[Problem]:
    """A statement that tells a state tells how it was evaluated and, if by others, by whom."""
    given = evidence.given
    if given.state != NOT_EVALUATED and given.method is None:
        yield NO_METHOD.at(given.place_of("method"))
    if given.method == "ulkopuolinen arvio" and not given.evaluator:
        yield NO_EVALUATOR.at(given.place_of("method"))


def dates_in_order(evidence: Evidence) -> Iterator[Problem]:
    """The statement tells when it was made; no day lies ahead, and the review came after it."""
    given = evidence.given
    if given.made is None and given.state != NOT_EVALUATED:
        yield UNDATED.at(given.place_of("made"))
    for field, day in evidence.days.items():
        if evidence.today < day <= clock.today():
            yield IN_FUTURE.at(given.place_of(field), day=date_text(day))
    if given.made and given.reviewed and given.reviewed < given.made:
        related = (given.place_of("made"),)
        yield REVIEWED_BEFORE_MADE.at(given.place_of("reviewed"), related=related)


def ahead_of_the_clock(evidence: Evidence) -> Iterator[Problem]:
    """No day is still to come: that is a slip of the pen, in a draft as well."""
    for field, day in evidence.days.items():
        if day > max(evidence.today, clock.today()):
            yield IN_FUTURE.at(evidence.given.place_of(field), day=date_text(day))


def reviewed_within_a_year(evidence: Evidence) -> Iterator[Problem]:
    """The statement was made, or last reviewed, at most 12 months ago."""
    latest = max(evidence.days.values(), default=None)
    if latest and _a_year_after(latest) < evidence.today:
        *_, field = evidence.days
        yield TOO_OLD.at(evidence.given.place_of(field), day=date_text(latest))


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def former_authority(evidence: Evidence) -> Iterator[Problem]:
    """The statement does not name the authority that supervised until the end of 2024."""
    for one in evidence.given.written_texts():
        if name := _FORMER_AUTHORITY.search(one.text):
            yield FORMER_AUTHORITY.at(one.place, words=name[0])


def former_authority_in_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """Nor does a prose file, where it speaks of accessibility; decided words may stay."""
    for text in roadmap.texts.values():
        for paragraph in _PARAGRAPH.finditer(text.markdown):
            name = _FORMER_AUTHORITY.search(paragraph[0])
            if name and _SPEAKS_OF_ACCESSIBILITY.search(paragraph[0]):
                place = place_at(text.markdown, paragraph.start() + name.start(), text.file)
                yield FORMER_AUTHORITY.at(place, words=name[0], severity=Severity.WARNING)


RULES: tuple[Rule, ...] = (
    fully_audited,
    full_with_faults,
    partly_without_faults,
    audited_faults_listed,
    faults_explained,
    feedback_given,
    evaluated,
    dates_in_order,
    reviewed_within_a_year,
    former_authority,
)
