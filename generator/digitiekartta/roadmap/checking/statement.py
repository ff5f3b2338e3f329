"""Rules on the accessibility statement: what may not be published.

In a public build they are errors, but for a statement of which nobody has told anything: its
page says that nothing has been evaluated, so the site may be looked at, and only publishing is
refused (``UNPUBLISHABLE``). In a draft all are warnings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from digitiekartta.basics.problems import Place, Problem, in_order, warning
from digitiekartta.basics.text import counted, listed
from digitiekartta.roadmap.checking.texts import texts_of
from digitiekartta.roadmap.model import Accessibility
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.statement.report import AuditReport, audit_command
from digitiekartta.roadmap.statement.statement import NOT_EVALUATED, feedback_address
from digitiekartta.roadmap.statement.supervisor import supervisor
from digitiekartta.roadmap.values import CRITERIA, date_text

_FORMER_AUTHORITY = re.compile(r"\b(?i:aluehallintoviras)\w*|\bAVI(?::?[a-zäö]{1,5})?\b")
_SPEAKS_OF_ACCESSIBILITY = re.compile(r"saavutettavuu", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:[^\n]+\n?)+")

#: What a public site may be built with, and not published.
UNPUBLISHABLE = frozenset({"statement-missing", "statement-not-evaluated"})

Rule = Callable[[Roadmap, Accessibility, AuditReport | None, date], Iterator[Problem]]


def statement_problems(
    roadmap: Roadmap, report: AuditReport | None, today: date, draft: bool
) -> list[Problem]:
    """Return what is wrong with a roadmap's statement, in order of place.

    Args:
        roadmap: Whose ``saavutettavuus`` in tiekartta.yml is looked at.
        report: What the last audit found; None when there is no report.
        today: The day from which the age of the last review is counted.
        draft: Whether the problems are warnings only.
    """
    given = roadmap.settings.accessibility
    if given is None:
        found = [] if draft else [_missing(roadmap)]
    else:
        found = [one for rule in RULES for one in rule(roadmap, given, report, today)]
        if given.state == NOT_EVALUATED and not draft:
            found.append(_not_evaluated(given))
    found = [_as_warning(problem) for problem in found] if draft else found
    return in_order([*found, *former_authority_in_texts(roadmap)])


def _as_warning(problem: Problem) -> Problem:
    return warning(problem.code, problem.place, problem.message, problem.remedy, problem.related)


def _missing(roadmap: Roadmap) -> Problem:
    return warning(
        "statement-missing",
        Place(roadmap.settings.place_of().file, 1, 1, "saavutettavuus"),
        "Saavutettavuusselosteen tiedot puuttuvat. Laki vaatii selosteen julkaistulta sivustolta.",
        "Arvioi sivuston saavutettavuus ja lisää tiedostoon tiekartta.yml kohta saavutettavuus."
        " Malli on tiedostossa content/esimerkkila/tiekartta.yml.",
    )


def _not_evaluated(given: Accessibility) -> Problem:
    return warning(
        "statement-not-evaluated",
        given.place_of("tila"),
        "Sivuston saavutettavuutta ei ole arvioitu.",
        "Arvioi saavutettavuus ennen julkaisemista ja kirjoita tilaksi täysin, osittain tai ei.",
    )


def full_with_violations(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A site that meets the requirements fully has no violations in its audit report."""
    if given.state == "täysin" and report and report.violations:
        yield Problem(
            "statement-contradicts-audit",
            given.place_of("tila"),
            f"Tilana on ”täysin”, mutta tarkastuksessa {date_text(report.day)} löytyi"
            f" {counted(report.violations, 'puute', 'puutetta')}.",
            "Korjaa puutteet ja tarkasta sivusto uudelleen. Voit myös kirjoittaa tilaksi osittain"
            " ja luetella puutteet.",
        )


def full_without_report(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A site that meets the requirements fully has an audit report to show for it."""
    if given.state == "täysin" and report is None:
        yield Problem(
            "statement-without-report",
            given.place_of("tila"),
            "Tilana on ”täysin”, mutta tarkastuksen raporttia ei ole.",
            f"Tee sivusto ja tarkasta se komennolla {audit_command(roadmap.id)} tai kirjoita"
            " tilaksi ei arvioitu.",
        )


def full_with_faults(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A site that meets the requirements fully lists no faults but those outside the act."""
    for index, fault in enumerate(given.faults):
        if given.state == "täysin" and fault.reason != "lain ulkopuolella":
            yield Problem(
                "full-with-faults",
                given.place_of("puutteet", index),
                "Tilana on ”täysin”, mutta selosteessa on puute.",
                "Kirjoita tilaksi osittain tai poista puute, jos se on korjattu.",
                related=(given.place_of("tila"),),
            )


def partly_without_faults(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A site that meets the requirements partly, or not, lists at least one fault."""
    counting = [fault for fault in given.faults if fault.reason != "lain ulkopuolella"]
    if given.state in ("osittain", "ei") and not counting:
        yield Problem(
            "statement-without-faults",
            given.place_of("tila"),
            f"Tilana on ”{given.state}”, mutta selosteessa ei ole yhtään puutetta.",
            "Luettele tiedossa olevat puutteet kohtaan puutteet.",
        )


def audited_faults_listed(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """The statement lists a fault for each criterion that the audit found broken."""
    if report is None or given.state not in ("osittain", "ei"):
        return
    listed_criteria = {criterion for fault in given.faults for criterion in fault.criteria}
    # What only WCAG 2.2 asks for is good to mend, but the act does not ask for it.
    broken = [criterion for criterion in report.criteria if criterion in CRITERIA]
    missing = [criterion for criterion in broken if criterion not in listed_criteria]
    if missing:
        yield Problem(
            "unlisted-fault",
            given.place_of("puutteet", key=True),
            f"Tarkastuksessa {date_text(report.day)} löytyi puutteita, joita selosteessa ei ole:"
            f" {'kriteeri' if len(missing) == 1 else 'kriteerit'} {listed(missing)}.",
            "Lisää puutteet selosteeseen tai korjaa ne ja tarkasta sivusto uudelleen.",
        )


def faults_explained(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A fault within the act names its criterion, and a disproportionate burden its grounds."""
    for index, fault in enumerate(given.faults):
        if fault.reason != "lain ulkopuolella" and not fault.criteria:
            yield Problem(
                "fault-without-criterion",
                given.place_of("puutteet", index),
                "Puutteelle ei ole merkitty WCAG-kriteeriä.",
                "Lisää kenttään kriteeri WCAG-ohjeen numero, esimerkiksi 1.4.3.",
            )
        if fault.reason == "kohtuuton rasite" and not fault.grounds:
            yield Problem(
                "burden-without-grounds",
                given.place_of("puutteet", index, "syy"),
                "Kohtuutonta rasitetta ei ole perusteltu.",
                "Kerro kentässä perustelu, mihin arvioon se nojaa ja mihin asti se on voimassa.",
            )


def feedback_given(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A resident can give feedback electronically."""
    if feedback_address(roadmap.settings) is None:
        yield Problem(
            "missing-feedback-address",
            given.place_of("palaute", "osoite"),
            "Selosteessa ei ole osoitetta, johon puutteista voi ilmoittaa.",
            "Lisää kohtaan saavutettavuus rivit ”palaute:” ja sen alle ”osoite: mailto:…” tai"
            " ”osoite: https://…”.",
        )


def evaluated(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """A statement that tells a state tells how it was evaluated and, if by others, by whom."""
    if given.state != NOT_EVALUATED and given.method is None:
        yield Problem(
            "missing-method",
            given.place_of("menetelma"),
            "Selosteesta ei ilmene, kuka saavutettavuuden on arvioinut.",
            "Lisää rivi ”menetelma: itsearvio” tai ”menetelma: ulkopuolinen arvio”.",
        )
    if given.method == "ulkopuolinen arvio" and not given.evaluator:
        yield Problem(
            "missing-evaluator",
            given.place_of("menetelma"),
            "Ulkopuolisen arvion tekijää ei ole nimetty.",
            "Lisää rivi ”arvioija: …” ja siihen arvion tehneen organisaation nimi.",
        )


def reviewed_within_a_year(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """The statement was made, or last reviewed, at most 12 months ago, and not in the future."""
    if given.state == NOT_EVALUATED and given.made is None:
        return
    if given.made is None:
        yield Problem(
            "undated-statement",
            given.place_of("laadittu"),
            "Selosteen laatimispäivä puuttuu.",
            "Lisää rivi ”laadittu: …”, esimerkiksi ”laadittu: 16.12.2025”.",
        )
    days = {"laadittu": given.made, "tarkistettu": given.reviewed}
    for field, day in days.items():
        if day and day > today:
            yield Problem(
                "review-in-future",
                given.place_of(field),
                f"Päivä {date_text(day)} on tulevaisuudessa.",
                "Korjaa päivämäärä.",
            )
    if given.made and given.reviewed and given.reviewed < given.made:
        yield Problem(
            "reviewed-before-made",
            given.place_of("tarkistettu"),
            "Seloste on tarkistettu ennen kuin se on laadittu.",
            "Korjaa päivämäärät.",
            related=(given.place_of("laadittu"),),
        )
    latest = max((day for day in days.values() if day), default=None)
    if latest and _a_year_after(latest) < today:
        yield Problem(
            "review-too-old",
            given.place_of("tarkistettu" if given.reviewed else "laadittu"),
            f"Seloste on viimeksi tarkistettu {date_text(latest)}, yli 12 kuukautta sitten.",
            "Tarkista seloste, kirjoita päivä tiedoston tiekartta.yml kenttään tarkistettu ja"
            " hyväksy muutos.",
        )


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def former_authority(
    roadmap: Roadmap, given: Accessibility, report: AuditReport | None, today: date
) -> Iterator[Problem]:
    """The statement does not name the authority that supervised until the end of 2024."""
    for text, place in texts_of(given):
        if found := _FORMER_AUTHORITY.search(text):
            yield _former(found[0], place)


def former_authority_in_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """Nor does a prose file, where it speaks of accessibility; decided words may stay."""
    for text in roadmap.texts.values():
        for paragraph in _PARAGRAPH.finditer(text.markdown):
            found = _FORMER_AUTHORITY.search(paragraph[0])
            if found and _SPEAKS_OF_ACCESSIBILITY.search(paragraph[0]):
                place = place_at(text.markdown, paragraph.start() + found.start(), text.file)
                yield _as_warning(_former(found[0], place))


def _former(word: str, place: Place) -> Problem:
    return Problem(
        "former-authority",
        place,
        f"Tekstissä on entinen valvontaviranomainen (”{word}”).",
        "Aluehallintovirasto valvoi saavutettavuutta vuoden 2024 loppuun. Nyt valvova viranomainen"
        f" on {supervisor().nimi}; seloste kertoo sen itse, joten maininnan voi poistaa.",
    )


RULES: tuple[Rule, ...] = (
    full_with_violations,
    full_without_report,
    full_with_faults,
    partly_without_faults,
    audited_faults_listed,
    faults_explained,
    feedback_given,
    evaluated,
    reviewed_within_a_year,
    former_authority,
)
