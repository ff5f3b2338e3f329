"""What the head of a column says: which role the column has, however people write it."""

import functools
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from digitiekartta.documents.importing.words import folded, joined_label, near
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Measure

_LONGEST_HEAD = 80


class Role(StrEnum):
    """What a column holds."""

    TITLE = "toimenpide"
    RESPONSIBLE = "vastuu"
    SECTOR = "toimiala"
    NOTES = "lisätiedot"
    GOAL = "tavoite"
    GROUP = "ryhmä"
    OTHER = "muu"


# Heads of fields that have a column of their own.
_DECLARED = [
    folded(head)
    for field in declared(Measure).values()
    if isinstance(field.column, str)
    for head in (field.column, *field.headers)
]
# The first name of a role is the surest: it wins when two columns could be the same.
_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.TITLE: (
        *("toimenpide", "toimenpiteet", "toimenpiteen kuvaus", "toimenpiteen nimi"),
        *("tavoite/toimenpide", "tavoite / toimenpide", "tavoite ja toimenpide"),
        *("tavoitteet ja toimenpiteet", "tavoitteet/toimenpiteet", "toimenpide-ehdotus"),
        *("toimenpide-ehdotukset", "kehittämistehtävä", "kehittämistehtävät", "hankkeen nimi"),
        *("projektin nimi", "tehtävän nimi", "mitä"),
        *("toimenpiteen otsikko", "toimenpiteen sisältö", "kehittämistoimenpide"),
        *("kehittämistoimenpiteet", "kehitystoimenpide", "kehitystoimenpiteet", "digitoimenpide"),
        *("digitoimenpiteet", "konkreettinen toimenpide", "konkreettiset toimenpiteet"),
        *("kehittämistoimet", "digitoimet", "toimet", "toimi", "mitä tehdään", "tehtävä"),
        *("tehtävät", "hanke", "hankkeet", "projekti", "kehittämiskohde", "kehityskohde"),
        *("åtgärd", "åtgärder", "åtgärdens namn"),
    ),
    Role.RESPONSIBLE: (
        *("vastuutaho", "vastuutahot", "vastuuhenkilö", "vastuuhenkilöt", "vastuu", "vastuut"),
        *("vastuullinen", "vastuulliset", "vastuussa", "vastuuyksikkö", "päävastuu"),
        *("toteutusvastuu", "vastaava", "omistaja", "omistajataho", "toteuttaja", "toteuttajat"),
        *("kuka vastaa", "kuka", "kuka tekee", "ketkä", "tekijä", "tekijät", "toimija", "toimijat"),
        *("vastuutoimija", "vastuutoimijat", "vast.hlö", "vast. hlö", "vast.henkilö", "vast.taho"),
        *("päävastuullinen", "päävastuutaho", "koordinoija", "koordinaattori", "koordinointi"),
        *("ansvarig", "ansvariga", "ansvarsperson", "ansvarig part", "ansvarsinstans"),
    ),
    Role.SECTOR: (
        *("hallintokunta", "hallintokunnat", "toimiala", "toimialat", "hallinnonala"),
        *("hallinnonalat", "palvelualue", "vastuualue", "toimialue", "sektori", "tulosalue"),
        *("osasto", "yksikkö", "sektor"),
    ),
    Role.NOTES: (
        *("lisätieto", "lisätietoa", "lisätiedot", "lisätietoja", "lisätietoja/huomioita"),
        *("huomautus", "huomautukset", "huomautuksia", "huomio", "huomiot", "huomioita", "huom"),
        *("huomioitavaa", "muuta huomioitavaa", "kommentti", "kommentit", "muuta", "tarkennus"),
        *("tilläggsuppgifter", "anmärkning", "anmärkningar", "kommentar", "kommentarer"),
    ),
    Role.GOAL: (
        *("tavoite", "päätavoite", "strateginen tavoite", "päämäärä"),
        *("mål", "målsättning", "strategiskt mål", "huvudmål"),
        *("painopiste", "painopistealue", "strateginen painopiste", "kehittämiskärki"),
        *("kehittämisteema", "kehitysteema"),
    ),
    Role.GROUP: (
        *("toimenpidekokonaisuus", "kokonaisuus", "toimenpideryhmä", "ryhmä"),
        *("kehittämiskokonaisuus", "kehittämisen kokonaisuus"),
    ),
    Role.OTHER: (
        *_DECLARED,
        *("teema", "aikataulu", "aikataulutus", "arvio kustannuksista", "kustannusarvio"),
        *("kustannukset", "kustannus", "rahoitus", "resurssit", "resurssi", "mittari"),
        *("mittarit", "tila", "status", "tilanne", "hyväksyntä", "prioriteetti", "nro", "numero"),
        *("nr", "#", "id", "tunnus", "riskit", "vaikutus", "vaikutukset", "tavoitetila"),
        *("nykytila", "yleinen vaihe", "merkintä", "versio", "päätös"),
        *("budjetti", "alkaa", "päättyy", "valmis", "milloin", "ajankohta", "aloitus", "lopetus"),
        *("alkamispäivä", "päättymispäivä", "aloituspäivä", "lopetuspäivä", "määräaika"),
        *("puolivuosi", "tidtabell", "tidsplan", "börjar", "slutar"),
    ),
}


@functools.lru_cache(maxsize=10_000)
def role_of(text: str) -> tuple[Role, int] | None:
    """Return the role that a column's head names and how sure it is (0 is surest)."""
    head = folded(joined_label(text)).strip(" .:*-?")
    if not head or len(head) > _LONGEST_HEAD:
        return None
    head = re.sub(r"^(mahd\w*\.?|mahdolliset|muut(?= lis))\s+", "", head)
    forms = list(_forms(head))
    names = [(role, number, name) for role in _NAMES for number, name in enumerate(_NAMES[role])]
    equal = ((role, number) for form in forms for role, number, name in names if form == name)
    alike = (
        (role, number)
        for form in forms
        for role, number, name in names
        if min(len(form), len(name)) >= 4 and near(form, name)
    )
    return next(equal, None) or next(alike, None) or _by_beginning(head)


def is_name_of_column(text: str) -> bool:
    """Whether a text is word for word what a column is called."""
    head = folded(joined_label(text)).strip(" .:*-")
    return any(head in names for names in _NAMES.values())


def _by_beginning(head: str) -> tuple[Role, int] | None:
    if re.match(r"toimenpiteen \w+$|toimenpiteet \w+$|toimenpide \(", head):
        return Role.TITLE, 2
    if re.match(r"vastuu|vastuhenk|vastutah", head) and len(head) <= 40:
        return Role.RESPONSIBLE, 5
    return None


def _forms(head: str) -> Iterator[str]:
    """Yield the head and its first part before a slash, bracket or conjunction."""
    yield head
    part = re.split(r"\s*(?:/|\(|,|\bja\b|\btai\b|\bsekä\b|&)\s*", head)[0]
    if part and part != head:
        yield part.strip(" .:-")
