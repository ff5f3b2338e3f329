"""Terms: what is told of a measure in a year, each declared once with what exactly it means.

Reports, pages and their lists of terms read them from here.
"""

from dataclasses import dataclass

from digitiekartta.basics.text import counted, sentence_case

NOT_YET = "ei vielä raportoitavaa"
# What sectors are called by a roadmap, as reports need it.
BY_SECTOR = {
    "toimiala": "toimialoittain",
    "hallintokunta": "hallintokunnittain",
    "tulosalue": "tulosalueittain",
}
SEVERAL_SECTORS = {
    "toimiala": "monta toimialaa",
    "hallintokunta": "monta hallintokuntaa",
    "tulosalue": "monta tulosaluetta",
}


@dataclass(frozen=True, slots=True)
class Term:
    """Something that a measure may be in a year: what it is called, and what exactly it means."""

    key: str
    name: str
    meaning: str

    @property
    def head(self) -> str:
        """The head of its column."""
        return sentence_case(self.name)


STATES = (
    Term(
        "done",
        "valmis",
        "Viimeisin vuoden loppuun mennessä raportoitu tila on valmis.",
    ),
    Term("going", "käynnissä", "Viimeisin vuodelta raportoitu tila on käynnissä."),
    Term("begun", "aloitettu", "Viimeisin vuodelta raportoitu tila on aloitettu."),
    Term("postponed", "siirtynyt", "Viimeisin vuodelta raportoitu tila on siirtynyt."),
    Term(
        "stopped",
        "keskeytetty",
        "Viimeisin vuoden loppuun mennessä raportoitu tila on keskeytetty.",
    ),
    Term(
        "ended",
        "päättynyt",
        "Toimenpide on päättynyt päätöksellä, yhdistetty toiseen tai päättynyt aikataulunsa"
        " mukaan, vaikka siitä olisi raportoitu muuta.",
    ),
    Term(
        "silent",
        "ei raportoitu",
        "Vuodelle oli suunniteltu jotakin, puolivuosi on ohi eikä vuodelta ole raportoitu.",
    ),
    Term(
        "not_due",
        NOT_YET,
        "Vuodelle on suunniteltu jotakin, mutta puolivuosi ei ole vielä ohi.",
    ),
    Term(
        "nothing",
        "ei suunniteltu vuodelle",
        "Aikataulu tiedetään, mutta siinä ei ole vuodelta mitään.",
    ),
    Term("no_schedule", "ei aikataulua", "Tiedetään, ettei toimenpiteellä ole aikataulua."),
    Term("unknown", "aikataulu ei tiedossa", "Toimenpiteen aikataulua ei tiedetä."),
)
"""The states that exclude one another: each measure is in one, and they sum up to all."""
FACTS = (
    Term(
        "planned",
        "suunniteltu",
        "Aikataulussa on vuodelta vaihe tai sanoja.",
    ),
    Term(
        "starts",
        "alkaa aikataulussa",
        "Aikataulun ensimmäinen merkintä on vuodelta. Kauden ensimmäisen puolivuoden merkinnöistä"
        " ei tiedetä, onko toimenpide alkanut jo aiemmin, joten ne eivät ole mukana.",
    ),
    Term("reported", "raportoitu", "Vuodelta on ainakin yksi tilannetieto."),
    Term(
        "finished",
        "valmistunut",
        "Viimeisin vuoden loppuun mennessä raportoitu tila on valmis, ja toimenpide raportoitiin"
        " valmiiksi vuodelta eikä jo aiemmin. Mukana on myös toimenpide, joka on lisäksi"
        " päättynyt.",
    ),
    Term(
        "moved",
        "aikataulua muutettu",
        "Vuonna hyväksytty versio muutti aikataulua johonkin suuntaan.",
    ),
    Term(
        "moved_away",
        "siirretty pois vuodelta",
        "Vuoden alun suunnitelmassa toimenpide oli vuodella, mutta nykyisessä aikataulussa vuodelta"
        " ei ole mitään, eikä toimenpide ole päättynyt. Vuoden alun suunnitelma on versio, joka oli"
        " voimassa 1. tammikuuta, tai jos sellaista ei ollut, vuoden ensimmäinen versio.",
    ),
    Term(
        "late",
        "siirretty myöhemmäksi",
        "Vuoden loppuun mennessä hyväksytyissä versioissa jokin vaihe alkaa"
        " tai päättyy myöhemmin kuin ensin päätettiin, eikä toimenpide ole päättynyt. Viivästystä"
        " ei päätellä siitä, että aika on mennyt.",
    ),
    Term(
        "ended_now",
        "päättynyt vuonna",
        "Päättymisen puolivuosi on vuodelta.",
    ),
)
"""What may be true of a measure beside other things, so that these do not sum up."""


# --- numbers in running text -------------------------------------------------------------------


def in_words(number: int) -> str:
    """Return a number of things as it stands in a sentence: "yksi", "12"."""
    return "yksi" if number == 1 else str(number)


def many_measures(number: int) -> str:
    """Return "yksi toimenpide", "12 toimenpidettä"."""
    return "yksi toimenpide" if number == 1 else counted(number, "toimenpide")


def on_measures(number: int, case: str = "llä") -> str:
    """Return "yhdellä toimenpiteellä", "12 toimenpiteellä"; with "ltä" from how many."""
    return f"{f'yhde{case}' if number == 1 else number} toimenpitee{case}"
