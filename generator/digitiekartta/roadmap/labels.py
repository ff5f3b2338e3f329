"""Labels: what the fields of content/ are called in a sentence, one and many.

A field that holds one thing has one form. Fields that never show by themselves (inside an
entry that is told by its name) have none and fall back to their key.
"""

from __future__ import annotations

LABELS: dict[str, tuple[str, str]] = {
    key: (one, many or one)
    for key, one, many in (
        ("aiemmat_tunnukset", "aiempi tunnus", "aiemmat tunnukset"),
        ("aikataulu", "aikataulu", ""),
        ("aikataulu_puuttuu", "syy, miksi aikataulua ei tiedetä", ""),
        ("aikataulun_sanat", "aikataulun merkintä lähteessä", ""),
        ("arvioija", "arvioija", ""),
        ("arvo", "arvo", ""),
        ("asiakirja", "asiakirja", ""),
        ("asteikko", "asteikko", ""),
        ("euroa", "euroa", ""),
        ("haara", "haara", ""),
        ("huomautus", "huomautus", ""),
        ("hyvaksyja", "hyväksyjä", ""),
        ("hyvaksytty", "hyväksymispäivä", ""),
        ("hyvaksyy", "mitä hyväksyy", ""),
        ("jarjestys", "paikka luettelossa", ""),
        ("johdanto", "johdanto", ""),
        ("julkaistu", "julkaisupäivä", ""),
        ("karjet", "kehittämisen kärki", "kehittämisen kärjet"),
        ("kausi", "kausi", ""),
        ("keille", "keitä puute haittaa", ""),
        ("kohderyhma", "kohderyhmä", "kohderyhmät"),
        ("kohderyhmat", "kohderyhmä", "kohderyhmät"),
        ("korostusvari", "linkkien väri", ""),
        ("korvaa", "korvattava toimenpide", "korvattavat toimenpiteet"),
        ("kriteeri", "WCAG-kriteeri", "WCAG-kriteerit"),
        ("kustannusarvio", "kustannusarvio", "kustannusarviot"),
        ("kuvaus", "kuvaus", ""),
        ("laadittu", "laatimispäivä", ""),
        ("lahde", "lähde", ""),
        ("lahtotason_peruste", "lähtötason peruste", ""),
        ("lahtotaso", "lähtötaso", ""),
        ("laji", "laji", ""),
        ("liittyy", "liittyvä toimenpide", "liittyvät toimenpiteet"),
        ("linkit", "linkki", "linkit"),
        ("lisakentat", "lisäkenttä", "lisäkentät"),
        ("lisatiedot", "lisätiedot", ""),
        ("lisenssi", "käyttöehto", ""),
        ("logo", "logon tiedosto", ""),
        ("logon_teksti", "logon tekstivastine", ""),
        ("lyhytnimi", "lyhyt nimi", ""),
        ("menetelma", "arvioinnin menetelmä", ""),
        ("merkki", "merkki", ""),
        ("muut_kirjoitusasut", "muu kirjoitusasu", "muut kirjoitusasut"),
        ("muut_toimijat", "muu toimija", "muut toimijat"),
        ("nakokulma", "näkökulma", ""),
        ("nakokulmat", "näkökulma", "näkökulmat"),
        ("nimi", "nimi", ""),
        ("numero", "numero", ""),
        ("omat_toimenpiteet", "omat toimenpiteet", ""),
        ("organisaatio", "organisaatio", ""),
        ("osoite", "osoite", ""),
        ("otsikko", "otsikko", ""),
        ("paatos", "päätös", ""),
        ("paattyi", "päättyminen", ""),
        ("paavari", "yläpalkin väri", ""),
        ("paivays", "päiväys", ""),
        ("paivitetty", "päivityspäivä", ""),
        ("palaute", "palaute", ""),
        ("partitiivi", "partitiivi", ""),
        ("perustelu", "perustelu", ""),
        ("puhelin", "puhelin", ""),
        ("puolivuosi", "puolivuosi", ""),
        ("puutteet", "saavutettavuuden puute", "saavutettavuuden puutteet"),
        ("raportit", "tilannetieto", "tilannetiedot"),
        ("rivi", "rivi", ""),
        ("rooli", "rooli", ""),
        ("ryhma", "ryhmä", ""),
        ("ryhmasana", "ryhmästä käytetty sana", ""),
        ("ryhmat", "ryhmä", "ryhmät"),
        ("saavutettavuus", "saavutettavuusseloste", ""),
        ("sahkoposti", "sähköposti", ""),
        ("sanat", "sanat", ""),
        ("selite", "selite", ""),
        ("seuranta", "seuranta", ""),
        ("syy", "syy", ""),
        ("taulukko", "taulukko", ""),
        ("tarkenne", "tarkenne", ""),
        ("tarkistettu", "tarkistuspäivä", ""),
        ("tasot_puuttuvat", "syy, miksi tasoja ei tiedetä", ""),
        ("tavoite", "tavoite", ""),
        ("tavoitetaso", "tavoitetaso", ""),
        ("tehtava", "tehtävä", ""),
        ("tekstit", "tekstisivu", "tekstisivut"),
        ("teksti", "teksti", ""),
        ("tietovarasto", "tietovarasto", ""),
        ("tila", "tila", ""),
        ("toimiala", "toimiala", "toimialat"),
        ("toimiala_lahteessa", "toimiala lähteessä", ""),
        ("toimialasana", "toimialasta käytetty sana", ""),
        ("toimialat", "toimiala", "toimialat"),
        ("toimielimet", "toimielin", "toimielimet"),
        ("tunnus", "tunnus", ""),
        ("ulkoasu", "ulkoasu", ""),
        ("vaihe", "vaihe", ""),
        ("vaiheet", "vaihe", "vaiheet"),
        ("vaihtoehto", "vaihtoehto", ""),
        ("vastaaja", "palautteeseen vastaava taho", ""),
        ("vastuu", "vastuutaho", "vastuutahot"),
        ("vastuu_lahteessa", "vastuutaho lähteessä", ""),
        ("visio", "visio", ""),
        ("vuosi", "vuosi", ""),
        ("yhdistetty", "toimenpide, johon tämä yhdistetään", ""),
        ("yhteystiedot", "yhteystiedot", ""),
        ("yleinen", "kuntien yhteinen vaihe", ""),
    )
}
"""Key in content/ → what it is called: one of its things, and several of them."""

# What stands outside the fields of the model, by its part of the canonical form.
PARTS: dict[str, str] = {
    "asetukset": "Digitiekartan tiedot",
    "tasot": "Lähtö- ja tavoitetasot",
    "tahot": "Vastuutahojen luettelo",
    "lyhenteet": "Lyhenteet",
    "tunnuskuva": "Logo",
    "tarkastus": "Saavutettavuuden tarkastus",
    "muoto": "Sisällön muoto",
    "tunnus": "Digitiekartan tunnus",
}


def one(key: str) -> str:
    """Return what a field, or one of the things that it lists, is called."""
    return LABELS[key][0] if key in LABELS else key


def many(key: str) -> str:
    """Return what several of the things that a field lists are called."""
    return LABELS[key][1] if key in LABELS else key
