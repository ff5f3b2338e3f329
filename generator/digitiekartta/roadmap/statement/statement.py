"""What the statement tells: gathered once, for the page and for the JSON beside it.

The parts are those of Commission Implementing Decision (EU) 2018/1523: scope, state, faults,
making of the statement, feedback, remedy.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from digitiekartta.basics.text import counted
from digitiekartta.markup.escaping import cleaned
from digitiekartta.roadmap.model import KEYS, Accessibility, Fault, FaultReason, Settings
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import CRITERIA, date_text

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
_FILE = Path(__file__).parent / "valvoja.yml"
_UNTOLD = Accessibility.model_validate({KEYS["state"]: NOT_EVALUATED})


@cache
def supervisor() -> Mapping[str, str]:
    """Return to which authority a resident turns when the municipality does not answer.

    It is that of today (valvoja): ``nimi``, ``yksikko``, ``verkkosivusto``, ``sahkoposti`` and
    ``puhelinvaihde``, as ``valvoja.yml`` has them.
    """
    authority: Mapping[str, str] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return authority


@dataclass(frozen=True)
class Statement:
    """The statement of a roadmap's site, which has a name."""

    roadmap: Roadmap
    site: str

    @property
    def told(self) -> Accessibility | None:
        """What tiekartta.yml tells; None when it tells nothing."""
        return self.roadmap.settings.accessibility

    @property
    def publisher(self) -> str | None:
        """Who publishes the site; None where it is not told and another may have done it."""
        return self.roadmap.settings.organisation if self.told else None

    @property
    def known(self) -> Accessibility:
        """What is told; without it, that nothing has been evaluated."""
        return self.told or _UNTOLD

    @property
    def sentence(self) -> str:
        """The state as the page tells it."""
        return STATES[self.known.state]

    @property
    def feedback_address(self) -> str | None:
        """Where feedback on accessibility goes; None when that is not known."""
        return feedback_address(self.roadmap.settings)

    @property
    def faults(self) -> Sequence[tuple[str, Sequence[Fault]]]:
        """The faults under the headings of their reasons, in the order of the decision."""
        grouped = [
            (heading, [fault for fault in self.known.faults if fault.reason == reason])
            for reason, heading in REASONS.items()
        ]
        return [(heading, own) for heading, own in grouped if own]

    @staticmethod
    def named(criteria: Sequence[str]) -> Sequence[str]:
        """Return criteria with their names: "1.3.1 Informaatio ja suhteet"."""
        return [f"{number} {CRITERIA[number]}" for number in criteria]

    @property
    def evaluated_by(self) -> str | None:
        """Who evaluated, as the end of "Saavutettavuuden on arvioinut …"."""
        match self.known.method:
            case "itsearvio":
                return f"{self.roadmap.settings.organisation} itse"
            case "ulkopuolinen arvio":
                return self.known.evaluator or "ulkopuolinen asiantuntija"
        return None


def feedback_address(settings: Settings) -> str | None:
    """Return where accessibility feedback goes: its own address, that of feedback, an e-mail."""
    told = settings.accessibility
    if told and told.feedback and told.feedback.address:
        return told.feedback.address
    if settings.feedback:
        return settings.feedback.address
    email = settings.contact.email if settings.contact else None
    return f"mailto:{email.strip()}" if email else None


def as_json(statement: Statement) -> str:
    """Return the statement for programs, with Finnish keys; what is not known is null."""
    known, audit = statement.known, statement.roadmap.audit
    data = {
        "seloste": "saavutettavuusseloste",
        "organisaatio": statement.roadmap.settings.organisation,
        "julkaisija": statement.publisher,
        "sivusto": statement.site,
        "laki": ACT,
        "vaatimukset": REQUIREMENTS,
        "huomautus": known.notice,
        "tila": known.state,
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
        "julkaistu": _iso(known.published),
        "laadittu": _iso(known.made),
        "tarkistettu": _iso(known.reviewed),
        "menetelma": known.method,
        "arvioija": known.evaluator,
        "koneellinen_tarkastus": {
            "paiva": audit.day.isoformat(),
            "sivuja": audit.pages,
            "puutteita": audit.violations,
        }
        if audit
        else None,
        "palaute": {
            "osoite": statement.feedback_address,
            "vastaaja": known.feedback.answers if known.feedback else None,
            "vastausaika_paivina": DAYS_TO_ANSWER if statement.publisher else None,
        },
        "valvoja": supervisor(),
    }
    return json.dumps(cleaned(data), ensure_ascii=False, indent=2) + "\n"


def making(statement: Statement) -> list[str]:
    """Return the sentences that tell when and how the statement was made."""
    known = statement.known
    sentences = (
        ("Seloste on laadittu", known.made and date_text(known.made)),
        ("Seloste on viimeksi tarkistettu", known.reviewed and date_text(known.reviewed)),
        ("Sivuston saavutettavuuden on arvioinut", statement.evaluated_by),
        ("Sivusto on julkaistu", known.published and date_text(known.published)),
    )
    return [f"{start} {end}." for start, end in sentences if end]


def audited(statement: Statement) -> list[str]:
    """Return the sentences that tell what the last audit by machine found."""
    audit = statement.roadmap.audit
    if audit is None:
        return []
    return [
        f"Sivusto on tarkastettu koneellisesti {date_text(audit.day)}.",
        f"Tarkastuksessa käytiin läpi {counted(audit.pages, 'sivu')}.",
        f"Puutteita löytyi {audit.violations}." if audit.violations else "Puutteita ei löytynyt.",
        "Koneellinen tarkastus ei havaitse kaikkia puutteita.",
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
