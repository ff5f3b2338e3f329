"""Finnish ⇄ English: the one place where the keys of content/ meet the names in code.

Code speaks English, the people who edit the data speak Finnish. Field *values*
such as phases and party kinds stay Finnish everywhere, as they are data.
"""

from __future__ import annotations

# Name in code → key in content/. One Finnish word may serve several classes.
KEYS: dict[str, str] = {
    "abbreviation": "lyhenne",
    "address": "osoite",
    "approved": "hyvaksytty",
    "approver": "hyvaksyja",
    "approves": "hyvaksyy",
    "audience": "kohderyhma",
    "audiences": "kohderyhmat",
    "bodies": "toimielimet",
    "body_task": "tehtava",
    "common": "yleinen",
    "contact": "yhteystiedot",
    "contributors": "muut_toimijat",
    "costs": "kustannusarvio",
    "dated": "paivays",
    "decision": "paatos",
    "description": "kuvaus",
    "document": "asiakirja",
    "email": "sahkoposti",
    "ended": "paattyi",
    "euros": "euroa",
    "explanation": "selite",
    "extra_fields": "lisakentat",
    "follow_up": "seuranta",
    "former_ids": "aiemmat_tunnukset",
    "goal": "tavoite",
    "group": "ryhma",
    "group_word": "ryhmasana",
    "groups": "ryhmat",
    "half_year": "puolivuosi",
    "id": "tunnus",
    "introduction": "johdanto",
    "kind": "laji",
    "levels_missing": "tasot_puuttuvat",
    "licence": "lisenssi",
    "links": "linkit",
    "mark": "merkki",
    "merged_into": "yhdistetty",
    "name": "nimi",
    "notes": "lisatiedot",
    "notice": "huomautus",
    "number": "numero",
    "order": "jarjestys",
    "organisation": "organisaatio",
    "other_spellings": "muut_kirjoitusasut",
    "own_measures": "omat_toimenpiteet",
    "parties": "vastuu",
    "parties_in_source": "vastuu_lahteessa",
    "partitive": "partitiivi",
    "period": "kausi",
    "phase": "vaihe",
    "phases": "vaiheet",
    "phone": "puhelin",
    "qualifier": "tarkenne",
    "reason": "syy",
    "related": "liittyy",
    "replaces": "korvaa",
    "reports": "raportit",
    "role": "rooli",
    "row": "rivi",
    "scale": "asteikko",
    "schedule": "aikataulu",
    "schedule_missing": "aikataulu_puuttuu",
    "schedule_words": "aikataulun_sanat",
    "sector": "toimiala",
    "sector_in_source": "toimiala_lahteessa",
    "sector_word": "toimialasana",
    "sectors": "toimialat",
    "short_name": "lyhytnimi",
    "source": "lahde",
    "spearheads": "karjet",
    "start_level": "lahtotaso",
    "start_level_basis": "lahtotason_peruste",
    "state": "tila",
    "table": "taulukko",
    "target_level": "tavoitetaso",
    "text": "teksti",
    "texts": "tekstit",
    "title": "otsikko",
    "updated": "paivitetty",
    "viewpoint": "nakokulma",
    "viewpoints": "nakokulmat",
    "vision": "visio",
    "words": "sanat",
    "year": "vuosi",
}


def finnish_key(name: str) -> str:
    """Return the key in content/ for a field's name in code.

    Raises:
        KeyError: The pair is not listed here.
    """
    return KEYS[name]
