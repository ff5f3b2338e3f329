"""Known edits of a whole roadmap: each is told, by its own words, and nothing else is."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from comparison.small import compare
from digitiekartta.roadmap.canonical import canonical, canonical_bytes
from digitiekartta.roadmap.reading.folder import read_roadmap
from towns import content

Form = dict[str, Any]


def town() -> Form:
    """Return the content of Esimerkkilä in canonical form."""
    roadmap = read_roadmap(content("esimerkkila"), "esimerkkila").roadmap
    assert roadmap
    form: Form = json.loads(canonical_bytes(canonical(roadmap)))
    return form


def field(id: str, key: str, value: Any) -> Callable[[Form], None]:
    """Return an edit of one field of a measure; None takes it away."""

    def edit(form: Form) -> None:
        if value is None:
            del form["toimenpiteet"][id][key]
        else:
            form["toimenpiteet"][id][key] = value

    return edit


def words(path: str, old: str, new: str) -> Callable[[Form], None]:
    """Return an edit of some words of a text at "part/id/field"."""

    def edit(form: Form) -> None:
        *way, last = path.split("/")
        holder = form
        for step in way:
            holder = holder[step]
        assert old in holder[last], (old, holder[last])
        holder[last] = holder[last].replace(old, new, 1)

    return edit


def new_measure(form: Form) -> None:
    form["toimenpiteet"]["lahipalvelukartta"] = {
        "otsikko": "Lähipalvelut kartalle",
        "tavoite": "palvelut",
        "aikataulu": {"kevät 2027": "selvitys"},
        "kustannusarvio": [{"vuosi": "2027", "euroa": "7000"}],
    }


def moved(form: Form) -> None:
    form["toimenpiteet"]["kayttooikeudet"]["aikataulu"] = {
        "kevät 2027": "selvitys",
        "syksy 2027": "päätös",
    }


def ended(form: Form) -> None:
    form["toimenpiteet"]["kysy-ja-kokeile"]["paattyi"] = {
        "puolivuosi": "kevät 2026",
        "syy": "Osallistujia oli vähän.",
    }


def merged(form: Form) -> None:
    form["toimenpiteet"]["kiertava-digituki"] |= {
        "yhdistetty": "digituki-kirjastoissa",
        "paattyi": {"syy": "Hoidetaan kirjastoissa."},
    }


def renamed_file(form: Form) -> None:
    measures = form["toimenpiteet"]
    measures["hyte-tieto"] = {
        **measures.pop("hyvinvointitieto"),
        "aiemmat_tunnukset": ["hyvinvointitieto"],
    }
    related = measures["tilannekuva"]["liittyy"]
    related[related.index("hyvinvointitieto")] = "hyte-tieto"


def renamed_phase(form: Form) -> None:
    for one in form["asetukset"]["vaiheet"]:
        one["nimi"] = "kilpailutus" if one["nimi"] == "päätös" else one["nimi"]
    for measure in form["toimenpiteet"].values():
        for moment, cell in measure.get("aikataulu", {}).items():
            if cell == "päätös":
                measure["aikataulu"][moment] = "kilpailutus"
            elif isinstance(cell, dict) and cell.get("vaihe") == "päätös":
                cell["vaihe"] = "kilpailutus"


def renamed_party(form: Form) -> None:
    parties = form["tahot"]
    entry = parties.pop("Tietohallintopäällikkö")
    spellings = [*entry.get("muut_kirjoitusasut", ()), "Tietohallintopäällikkö"]
    parties["Digijohtaja"] = {**entry, "muut_kirjoitusasut": spellings}


def another_spelling(form: Form) -> None:
    [measure] = [form["toimenpiteet"]["intra"]]
    party = measure["vastuu"][0]
    form["tahot"].setdefault(party, {}).setdefault("muut_kirjoitusasut", []).append(
        "Toisin sanottu"
    )
    measure["vastuu"][0] = "Toisin sanottu"


def renamed_group(form: Form) -> None:
    form["tavoitteet"]["tieto"]["ryhmat"][0]["otsikko"] = "Asiakirjojen elinkaari"


def renumbered_goal(form: Form) -> None:
    form["tavoitteet"]["tieto"]["numero"] = "4"


def levels(form: Form) -> None:
    form["tasot"]["nakokulmat"][0]["tavoitetaso"] = "5"


def abbreviation(form: Form) -> None:
    form["lyhenteet"]["XR"] = "laajennettu todellisuus"


def report(form: Form) -> None:
    form["toimenpiteet"]["tietosuojakurssi"].setdefault("raportit", []).append(
        {"puolivuosi": "kevät 2027", "tila": "keskeytetty", "teksti": "Yhdistettiin."}
    )


def audit(form: Form) -> None:
    form["tarkastus"] = {"paivays": "2027-01-04", "sivuja": "130", "loydoksia": "1"}


def settings(form: Form) -> None:
    form["asetukset"]["paivitetty"] = "4.1.2027"


EDITS: list[tuple[Callable[[Form], None], str]] = [
    (new_measure, "Lähipalvelut kartalle: Kustannusarvio 2027: 7 000 euroa."),
    (
        field("it-tuki", "otsikko", "Yksi palvelupiste IT-tukeen"),
        "Otsikko muuttuu: ennen ”Yksi kanava",
    ),
    (
        words("toimenpiteet/vesimittarit/otsikko", "kiinteistöihin", "kiintestöihin"),
        "”Etäluettavat vesimittarit kiintestöihin”",
    ),
    (moved, "Käyttöoikeuksien keskitetty hallinta: Selvitys siirtyy syksystä 2026 kevääseen 2027."),
    (
        field("sahkoinen-allekirjoitus", "vastuu", ["Talouspäällikkö"]),
        "Vastuutaho vaihtuu: ennen hallintojohtaja, muutoksen jälkeen talouspäällikkö.",
    ),
    (ended, "Päättyy keväällä 2026. Syy: Osallistujia oli vähän."),
    (merged, "Yhdistetään toimenpiteeseen ”Henkilökohtaista digitukea kirjastoissa”."),
    (
        field("karttapalaute", "ryhma", "sahkoinen-asiointi"),
        "Ryhmä vaihtuu: ennen ”Verkkosivut, viestintä ja osallistuminen”",
    ),
    (
        field("verkkomaksut", "kustannusarvio", [{"vuosi": "2026", "euroa": "3900"}]),
        "euroon.",
    ),
    (
        words("sivut/visio.md", "tunnistautuu kerran", "tunnistautuu vain kerran"),
        "lisätään ”vain” kohtaan ”… ",
    ),
    (
        words("sivut/saatesanat.md", "Digitiekartta elää.", "Digitiekarta elää."),
        "”Digitiekartta” tilalle tulee ”Digitiekarta”",
    ),
    (
        words("toimenpiteet/ryhti/kuvaus", "muunnetaan", "muunetaan"),
        "sanan ”muunnetaan” tilalle tulee ”muunetaan”",
    ),
    (levels, "tavoitetaso muuttuu: ennen "),
    (abbreviation, "Lisätään XR: ”laajennettu todellisuus”."),
    (report, "Tilanne keväällä 2027: keskeytetty. Yhdistettiin."),
    (field("rakentamisluvat", "lisatiedot", "Valvonta tuli mukaan."), "”Valvonta tuli mukaan.”"),
    (renamed_group, "”Asiakirjojen elinkaari”"),
    (renumbered_goal, "Numero muuttuu: ennen 3, muutoksen jälkeen 4."),
    (renamed_file, "Tunnus vaihtuu: ennen hyvinvointitieto, muutoksen jälkeen hyte-tieto."),
    (renamed_phase, "Vaiheen ”päätös” nimi on nyt ”kilpailutus”."),
    (renamed_party, "Vastuutahon ”Tietohallintopäällikkö” nimi on nyt ”Digijohtaja”."),
    (another_spelling, "Vastuutahot: nimi kirjoitetaan toisin, merkitys on sama."),
    (audit, "Tarkastettu 4.1.2027: 130 sivua, 1 löydös."),
    (settings, "Päivityspäivä muuttuu: ennen "),
]


def told(old: Form, new: Form) -> list[str]:
    comparison = compare(old, new)
    entries = (*comparison.entries, *comparison.upkeep)
    return [f"{e.title}: {line.text}".replace("\u00a0", " ") for e in entries for line in e.lines]


def test_every_known_edit_is_told_alone_and_no_other_measure_is_touched():
    before = town()
    missing = []
    for edit, expected in EDITS:
        after = copy.deepcopy(before)
        edit(after)
        said = told(before, after)
        if not any(expected in line for line in said) or len(said) > 4:
            missing.append((expected, said))

    assert [] == missing


def test_all_known_edits_together_are_told_as_each_is_alone():
    before, together = town(), town()
    alone: set[str] = set()
    for edit, _ in EDITS:
        after = copy.deepcopy(before)
        edit(after)
        edit(together)
        alone |= {line.partition(": ")[2] for line in told(before, after)}
    all_told = told(before, together)

    assert [] == [expected for _, expected in EDITS if not any(expected in s for s in all_told)]
    # A move is told with the phase's new name; no sentence is about anything else.
    known = {line.casefold().replace("päätös", "kilpailutus") for line in alone}
    said = {
        line.partition(": ")[2].casefold().replace("päätös", "kilpailutus") for line in all_told
    }
    assert set() == said - known
