"""What the statement tells: gathered once, for the page and for the JSON beside it.

The parts are those of Commission Implementing Decision (EU) 2018/1523: scope, state, faults,
making of the statement, feedback, remedy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from digitiekartta.basics.text import counted
from digitiekartta.roadmap.model import Accessibility, Fault, FaultReason, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.statement.report import AuditReport
from digitiekartta.roadmap.statement.supervisor import Supervisor, supervisor
from digitiekartta.roadmap.values import date_text

# The paragraphs of the act that ask for the statement were not at hand when this was written:
# the act is cited as a whole on purpose.
ACT = "laki digitaalisten palvelujen tarjoamisesta (306/2019)"
REQUIREMENTS = "WCAG 2.1, tasot A ja AA"
DAYS_TO_ANSWER = 14
NOT_EVALUATED = "ei arvioitu"

STATES: Mapping[str, str] = {
    "täysin": "Sivusto täyttää lain saavutettavuusvaatimukset kokonaan.",
    "osittain": "Sivusto täyttää lain saavutettavuusvaatimukset osittain. Puutteet kerrotaan alla.",
    "ei": "Sivusto ei täytä lain saavutettavuusvaatimuksia. Puutteet kerrotaan alla.",
    NOT_EVALUATED: "Sivuston saavutettavuutta ei ole vielä arvioitu. Siksi tässä ei voi kertoa,"
    " täyttääkö sivusto lain saavutettavuusvaatimukset.",
}
REASONS: Mapping[FaultReason, str] = {
    "ei vielä lain mukainen": "Sisältö, joka ei vielä täytä lain vaatimuksia",
    "kohtuuton rasite": "Sisältö, jonka muuttaminen olisi kohtuuton rasite",
    "lain ulkopuolella": "Sisältö, jota laki ei koske",
}


@dataclass(frozen=True)
class Statement:
    """The statement of one site; what is None or empty is not known."""

    organisation: str
    site: str
    given: Accessibility | None
    audit: AuditReport | None
    feedback_address: str | None
    answers: str | None
    supervisor: Supervisor

    @property
    def state(self) -> str:
        """One of the keys of ``STATES``."""
        return self.given.state if self.given else NOT_EVALUATED

    @property
    def sentence(self) -> str:
        """The state as the page tells it."""
        return STATES[self.state]

    @property
    def notice(self) -> str | None:
        """What is told before anything else."""
        return self.given.notice if self.given else None

    @property
    def faults(self) -> Sequence[tuple[str, Sequence[Fault]]]:
        """The faults under the headings of their reasons, in the order of the decision."""
        faults = self.given.faults if self.given else ()
        grouped = [
            (heading, [fault for fault in faults if fault.reason == reason])
            for reason, heading in REASONS.items()
        ]
        return [(heading, own) for heading, own in grouped if own]

    @property
    def evaluated_by(self) -> str | None:
        """Who evaluated, as the end of "Saavutettavuuden on arvioinut …"."""
        match self.given.method if self.given else None:
            case "itsearvio":
                return f"{self.organisation} itse"
            case "ulkopuolinen arvio":
                return (self.given and self.given.evaluator) or "ulkopuolinen asiantuntija"
        return None


def statement(roadmap: Roadmap, site: str) -> Statement:
    """Return the statement of a roadmap's site.

    Args:
        roadmap: Whose settings and audit report tell what is known.
        site: The site's name.
    """
    settings = roadmap.settings
    given = settings.accessibility
    return Statement(
        organisation=settings.organisation,
        site=site,
        given=given,
        audit=roadmap.audit,
        feedback_address=feedback_address(settings),
        answers=given.feedback.answers if given and given.feedback else None,
        supervisor=supervisor(),
    )


def feedback_address(settings: Settings) -> str | None:
    """Return where accessibility feedback goes: its own address, that of feedback, an e-mail."""
    given = settings.accessibility
    if given and given.feedback and given.feedback.address:
        return given.feedback.address
    if settings.feedback:
        return settings.feedback.address
    email = settings.contact.email if settings.contact else None
    return f"mailto:{email.strip()}" if email else None


def as_json(statement: Statement) -> str:
    """Return the statement for programs, with Finnish keys; what is not known is null."""
    given = statement.given
    data = {
        "seloste": "saavutettavuusseloste",
        "organisaatio": statement.organisation,
        "sivusto": statement.site,
        "laki": ACT,
        "vaatimukset": REQUIREMENTS,
        "huomautus": statement.notice,
        "tila": statement.state,
        "puutteet": [
            {
                "kuvaus": fault.description,
                "keille": fault.affects,
                "kriteerit": list(fault.criteria),
                "syy": fault.reason,
                "perustelu": fault.grounds,
                "vaihtoehto": fault.alternative,
            }
            for _, faults in statement.faults
            for fault in faults
        ],
        "julkaistu": _iso(given.published if given else None),
        "laadittu": _iso(given.made if given else None),
        "tarkistettu": _iso(given.reviewed if given else None),
        "menetelma": given.method if given else None,
        "arvioija": given.evaluator if given else None,
        "koneellinen_tarkastus": {
            "paiva": statement.audit.day.isoformat(),
            "sivuja": statement.audit.pages,
            "puutteita": statement.audit.violations,
        }
        if statement.audit
        else None,
        "palaute": {
            "osoite": statement.feedback_address,
            "vastaaja": statement.answers,
            "vastausaika_paivina": DAYS_TO_ANSWER,
        },
        "valvoja": asdict(statement.supervisor),
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def making(statement: Statement) -> list[str]:
    """Return the sentences that tell when and how the statement was made."""
    given = statement.given
    sentences = []
    if given and given.made:
        sentences.append(f"Seloste on laadittu {date_text(given.made)}.")
    if given and given.reviewed:
        sentences.append(f"Seloste on viimeksi tarkistettu {date_text(given.reviewed)}.")
    if statement.evaluated_by:
        sentences.append(f"Sivuston saavutettavuuden on arvioinut {statement.evaluated_by}.")
    if given and given.published:
        sentences.append(f"Sivusto on julkaistu {date_text(given.published)}.")
    return sentences


def audited(statement: Statement) -> list[str]:
    """Return the sentences that tell what the last audit by machine found."""
    if statement.audit is None:
        return []
    violations = statement.audit.violations
    return [
        f"Sivusto on tarkastettu koneellisesti {date_text(statement.audit.day)}.",
        f"Tarkastuksessa käytiin läpi {counted(statement.audit.pages, 'sivu')}.",
        f"Puutteita löytyi {violations}." if violations else "Puutteita ei löytynyt.",
        "Koneellinen tarkastus ei havaitse kaikkia puutteita.",
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
