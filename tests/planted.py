"""Faults that people make, each planted into Esimerkkilä, and what the check says of it.

A row tells what is wrong, how it gets there, and all that is told: the kind, the file and a piece
of the line ("": the file as a whole). A row that tells nothing is right content.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Edit = Callable[[Path], object]
"""Changes the files of a roadmap's folder."""
IT_TUKI = "toimenpiteet/it-tuki.yml"
SETTINGS = "tiekartta.yml"


@dataclass(frozen=True)
class Told:
    """One Problem: its code, its file, and a piece of its line, or its number."""

    code: str
    piece: str | int = ""
    file: str = IT_TUKI


@dataclass(frozen=True)
class Plant:
    """A fault, or something unusual that is none."""

    name: str
    edit: Edit
    told: tuple[Told, ...]


PLANTS: list[Plant] = []


def plant(name: str, edit: Edit, *told: Told) -> None:
    """Add a row."""
    PLANTS.append(Plant(name, edit, told))


def sub(old: str, new: str, file: str = IT_TUKI) -> Edit:
    """Return what replaces a text where it stands first in a file."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text()
        assert old in text, (file, old)
        (folder / file).write_text(text.replace(old, new, 1))

    return edit


def add(text: str, file: str = IT_TUKI) -> Edit:
    """Return what adds lines to the end of a file."""
    return lambda folder: (folder / file).write_text((folder / file).read_text() + text)


def both(*edits: Edit) -> Edit:
    """Return what does all of these."""
    return lambda folder: [edit(folder) for edit in edits]


def move(old: str, new: str) -> Edit:
    """Return what renames a file."""
    return lambda folder: (folder / old).rename(folder / new)


def remove(file: str) -> Edit:
    """Return what deletes a file."""
    return lambda folder: (folder / file).unlink()


def recode(how: Callable[[bytes], bytes]) -> Edit:
    """Return what changes the bytes of a file."""
    return lambda folder: (folder / IT_TUKI).write_bytes(how((folder / IT_TUKI).read_bytes()))


def write(file: str, text: str) -> Edit:
    """Return what writes a file."""
    return lambda folder: (folder / file).write_text(text)


# --- syntax
plant(
    "tab before a list item",
    sub("  - Koko kunta", "\t- Koko kunta"),
    Told("tab-indent", "\t- Koko"),
)
plant(
    "no space after colon",
    sub("otsikko: Yksi", "otsikko:Yksi"),
    Told("missing-space", "otsikko:Yksi"),
)
plant(
    "no space after list mark",
    sub("  - Koko kunta", "  -Koko kunta"),
    Told("missing-space", "-Koko"),
)
plant(
    "two colons on a line",
    sub("seuranta: Tavoitteena on", "seuranta: Tavoite: on"),
    Told("two-colons", "seuranta:"),
)
plant(
    "unclosed double quote",
    sub("otsikko: Yksi", 'otsikko: "Yksi'),
    Told("unclosed-quote", 'otsikko: "'),
)
plant(
    "apostrophe inside single quotes",
    sub("otsikko: Yksi kanava", "otsikko: 'Yksi vanha'ko kanava'"),
    Told("text-after-quote", "otsikko:"),
)
plant(
    "text after a closing quote",
    sub("otsikko: Yksi kanava", 'otsikko: "Yksi" kanava'),
    Told("text-after-quote", "otsikko:"),
)
plant("same field twice, far apart", add("vastuu:\n  - Digiryhmä\n"), Told("duplicate-key", 28))
plant(
    "same half-year twice",
    sub("  syksy 2026: jatkuva", "  kevät 2026: päätös\n  syksy 2026: jatkuva"),
    Told("duplicate-key", "kevät 2026: päätös"),
)
plant(
    "merge conflict",
    sub(
        "  kevät 2026: jatkuva toiminta\n",
        "<<<<<<< HEAD\n  kevät 2026: käyttöönotto\n=======\n  kevät 2026: päätös\n>>>>>>> haara\n",
    ),
    Told("merge-conflict", "<<<<<<<"),
)
plant(
    "merge conflict, diff3",
    sub(
        "  kevät 2026: jatkuva toiminta\n",
        "<<<<<<< HEAD\n  kevät 2026: käyttöönotto\n||||||| base\n"
        "  kevät 2026: jatkuva toiminta\n=======\n  kevät 2026: päätös\n>>>>>>> haara\n",
    ),
    Told("merge-conflict", "<<<<<<<"),
)
plant(
    "half-year one space too deep",
    sub("  kevät 2026: j", "   kevät 2026: j"),
    Told("bad-indent", "   kevät 2026"),
)
plant(
    "half-year one space too shallow",
    sub("  kevät 2026: j", " kevät 2026: j"),
    Told("bad-indent", " kevät 2026"),
)
plant("top field indented", sub("seuranta:", "  seuranta:"), Told("bad-indent", "  seuranta"))
plant(
    "words not indented under the half-year",
    sub("  kevät 2026: jatkuva toiminta", "  kevät 2026:\n  sanat: pilotti"),
    Told("empty-value", 14),
    Told("unknown-half-year", "sanat: pilotti"),
)
plant(
    "list marked with a bullet •",
    sub("  - Koko kunta", "  • Koko kunta"),
    Told("list-mark", "• Koko"),
)
plant("anchor &", add("lisatiedot: &huom Katso liite\n"), Told("yaml-anchor", "lisatiedot"))
plant("tag !", add("lisatiedot: !Tärkeä asia\n"), Told("yaml-tag", "lisatiedot"))
plant(
    "value starts with %", add("lisatiedot: % osuus kasvaa\n"), Told("reserved-start", "lisatiedot")
)
plant(
    "value starts with >",
    add("lisatiedot: > 50 prosenttia\n"),
    Told("reserved-start", "lisatiedot"),
)
plant(
    "value starts with -", add("lisatiedot: - ensin tämä\n"), Told("reserved-start", "lisatiedot")
)
plant(
    "list written in brackets where text goes",
    sub("  - Koko kunta", "  - [Koko kunta, Varhaiskasvatus]"),
    Told("text-expected", "[Koko"),
)
plant(
    "# cuts the text",
    add("lisatiedot: Palautteen aihe #1 on kadut\n"),
    Told("comment-after-value", "lisatiedot"),
)
plant(
    "no-break spaces as indentation",
    sub("  kevät 2026: j", "\xa0\xa0kevät 2026: j"),
    Told("odd-space", "kevät 2026"),
)
plant(
    "no-break space inside a phase",
    sub("kevät 2026: jatkuva toiminta", "kevät 2026: jatkuva\xa0toiminta"),
)
plant("full-width colon", sub("tavoite: digi", "tavoite： digi"), Told("odd-colon", "tavoite"))
plant("byte order mark and CRLF", recode(lambda b: b"\xef\xbb\xbf" + b.replace(b"\n", b"\r\n")))
plant(
    "saved as latin-1",
    recode(lambda b: b.decode().replace("–", "-").encode("latin-1")),
    Told("not-utf8", 5),
)
plant("saved as UTF-16", recode(lambda b: b.decode().encode("utf-16")), Told("not-utf8", 1))
plant("file of one word", write(IT_TUKI, "otsikko\n"), Told("missing-colon", 1))
plant("--- in the middle", sub("toimiala:", "---\ntoimiala:"), Told("several-documents", "---"))
plant(
    "long text continued without indentation",
    sub(
        "kuvaus: Tukipyynnöt jätetään yhdellä lomakkeella,",
        "kuvaus: Tukipyynnöt jätetään\nyhdellä lomakkeella,",
    ),
    Told("yaml-syntax", "yhdellä lomakkeella"),
)
plant(
    "|- without indentation below",
    sub("kuvaus: Tukipyynnöt", "kuvaus: |-\nTukipyynnöt"),
    Told("yaml-syntax", "Tukipyynnöt jätetään"),
)

# --- files
plant(
    "measure saved as .yml.txt",
    move(IT_TUKI, "toimenpiteet/it-tuki.yml.txt"),
    Told("unknown-file", "", "toimenpiteet/it-tuki.yml.txt"),
)
plant(
    "file name with a space and ä",
    move(IT_TUKI, "toimenpiteet/IT tuki ä.yml"),
    Told("bad-id", "", "toimenpiteet/IT tuki ä.yml"),
    Told("undeclared-removal"),
)
plant(
    "measure in the roadmap's folder",
    write("uusi.yml", "otsikko: Uusi\ntavoite: tieto\n"),
    Told("unknown-file", "", "uusi.yml"),
)
plant(
    "measure in tavoitteet/",
    move(IT_TUKI, "tavoitteet/it-tuki.yml"),
    Told("unknown-key", "tavoite: digitaidot", "tavoitteet/it-tuki.yml"),
)
plant(
    "approved measure deleted",
    remove("toimenpiteet/selkokieli.yml"),
    Told("unknown-measure", 45, "toimenpiteet/saavutettavuus.yml"),
    Told("undeclared-removal", "", "toimenpiteet/selkokieli.yml"),
)
plant(
    "approved measure renamed without aiemmat_tunnukset",
    move(IT_TUKI, "toimenpiteet/tuki-it.yml"),
    Told("undeclared-removal"),
)
plant("tahot.yml deleted", remove("tahot.yml"), Told("missing-file", "", "tahot.yml"))
plant("tiekartta.yml deleted", remove("tiekartta.yml"), Told("missing-file", "", SETTINGS))
plant(
    "frozen version edited",
    sub("Yksi kanava", "Kaksi kanavaa", "hyvaksytyt/2026-2/sisalto.json"),
    Told("snapshot-changed", "", "hyvaksytyt/2026-2/sisalto.json"),
)
plant(
    "frozen version's folder deleted",
    lambda folder: shutil.rmtree(folder / "hyvaksytyt/2026-1"),
    Told("approval-chain-broken", "", "hyvaksytyt/2026-2/hyvaksynta.json"),
)

# --- keys and values
plant("key with ä", add("kohderyhmä:\n  - Henkilöstö\n"), Told("unknown-key", "kohderyhmä"))
plant("key with a capital", sub("otsikko:", "Otsikko:"), Told("unknown-key", "Otsikko"))
plant("title missing", sub("otsikko: Yksi kanava IT-tukeen\n", ""), Told("missing-field", 1))
plant(
    "title empty",
    sub("otsikko: Yksi kanava IT-tukeen", "otsikko:"),
    Told("empty-value", "otsikko:"),
)
plant(
    "one name without a list",
    sub(
        "vastuu:\n  - Kuntatieto Esimerkki Oy\n  - Tietohallintopäällikkö\n",
        "vastuu: Tietohallintopäällikkö\n",
    ),
)
plant(
    "two names with a comma",
    sub(
        "  - Kuntatieto Esimerkki Oy\n  - Tietohallintopäällikkö\n",
        "  - Hallintojohtaja, Tietohallintopäällikkö\n",
    ),
    Told("unknown-party", "Hallintojohtaja, Tieto"),
)
plant(
    "order not a number",
    sub("jarjestys: 60", "jarjestys: kuudes"),
    Told("number-expected", "jarjestys"),
)
plant("cost '5 400 €'", sub("euroa: 5400", "euroa: 5 400 €"), Told("cost-not-number", "euroa"))
plant("cost '5.400'", sub("euroa: 5400", "euroa: 5.400"), Told("cost-not-number", "euroa"))
plant("cost 'noin 5000'", sub("euroa: 5400", "euroa: noin 5000"), Told("cost-not-number", "euroa"))
plant("cost '-5400'", sub("euroa: 5400", "euroa: -5400"), Told("negative-cost", "euroa"))
plant("cost '5,4 t€'", sub("euroa: 5400", "euroa: 5,4 t€"), Told("cost-not-number", "euroa"))
plant("cost '5400,50'", sub("euroa: 5400", "euroa: 5400,50"))
plant(
    "cost 'ei tiedossa'", sub("euroa: 5400", "euroa: ei tiedossa"), Told("cost-not-number", "euroa")
)
plant(
    "cost without a year", sub("  - vuosi: 2025\n    euroa", "  - euroa"), Told("missing-field", 19)
)
plant(
    "report state misspelt", sub("tila: valmis", "tila: valmistunut"), Told("unknown-value", "tila")
)
plant(
    "link without https",
    add("linkit:\n  - teksti: Lomake\n    osoite: www.esimerkkila.example/x\n"),
    Told("forbidden-link", "osoite"),
)
plant(
    "vague link",
    add("linkit:\n  - teksti: Lue lisää\n    osoite: https://www.esimerkkila.example/x\n"),
    Told("vague-link", "teksti: Lue"),
)
plant(
    "date 31.2.2026",
    add("lahde:\n  asiakirja: A\n  paivays: 31.2.2026\n"),
    Told("bad-date", "paivays"),
)
plant("date 2025-12-01 in a date field", add("lahde:\n  asiakirja: A\n  paivays: 2025-12-01\n"))

# --- YAML surprises
plant("'no' is text", add("lisatiedot: no\n"))
plant("'on' is text", add("lisatiedot: on\n"))
plant("'12:30' is text", add("lisatiedot: 12:30\n"))
plant("'2025-12-01' is text", add("lisatiedot: 2025-12-01\n"))
plant("'0123' is text", add("lisatiedot: 0123\n"))
plant("'1_000' is text", add("lisatiedot: 1_000\n"))
plant("'1e3' is text", add("lisatiedot: 1e3\n"))
plant("'null' is text", add("lisatiedot: null\n"))
plant("'yes' is text", add("lisatiedot: yes\n"))
plant("'.5' is text", add("lisatiedot: .5\n"))
plant("'0x1F' is text", add("lisatiedot: 0x1F\n"))
for marks in ("=", "<<", "~"):
    told = Told("marks-only", f"lisatiedot: {marks}")
    plant(f"'{marks}' is text that says nothing", add(f"lisatiedot: {marks}\n"), told)

# --- references
plant(
    "phase misspelt",
    sub("kevät 2025: käyttöönotto", "kevät 2025: käytöönotto"),
    Told("unknown-phase", "käytöönotto"),
)
plant(
    "phase of another municipality",
    sub("kevät 2025: käyttöönotto", "kevät 2025: valmistelu"),
    Told("unknown-phase", "valmistelu"),
)
plant(
    "party nobody knows",
    sub("- Tietohallintopäällikkö", "- Kaavoitusarkkitehti"),
    Told("unknown-party", "Kaavoitus"),
)
plant(
    "sector misspelt",
    sub("- Koko kunta", "- Koko kaupunki"),
    Told("unknown-sector", "Koko kaupunki"),
)
plant(
    "goal by its title",
    sub("tavoite: digitaidot", "tavoite: Digitaidot kuuluvat kaikille"),
    Told("unknown-goal", "tavoite:"),
)
plant(
    "group by its title",
    sub("ryhma: perehdytys-ja-tuki", "ryhma: Perehdytys ja tuki"),
    Told("unknown-group", "ryhma:"),
)
plant(
    "related measure by title",
    add("liittyy:\n  - Intra 2.0\n"),
    Told("unknown-measure", "Intra 2.0"),
)
plant("related to itself", add("liittyy:\n  - it-tuki\n"), Told("self-reference", "- it-tuki"))
plant(
    "half-year 'talvi 2026'",
    sub("  kevät 2026: jatkuva", "  talvi 2026: jatkuva"),
    Told("unknown-half-year", "  talvi 2026:"),
)
plant(
    "half-year '2026'",
    sub("  kevät 2026: jatkuva", "  2026: jatkuva"),
    Told("unknown-half-year", "  2026:"),
)
plant(
    "half-year 'kevät 26'",
    sub("  kevät 2026: jatkuva", "  kevät 26: jatkuva"),
    Told("unknown-half-year", "  kevät 26:"),
)
plant(
    "half-year 'keväät 2026'",
    sub("  kevät 2026: jatkuva", "  keväät 2026: jatkuva"),
    Told("unknown-half-year", "  keväät 2026:"),
)
plant(
    "half-year 'kevät 2062'",
    sub("  kevät 2026: jatkuva", "  kevät 2062: jatkuva"),
    Told("half-year-outside", "  kevät 2062:"),
)
plant(
    "half-year 'Q1 2026'",
    sub("  kevät 2026: jatkuva", "  Q1 2026: jatkuva"),
    Told("unknown-half-year", "  Q1 2026:"),
)
plant(
    "half-year 'syksy 2026 – kevät 2026'",
    sub("  kevät 2026: jatkuva", "  syksy 2026 – kevät 2026: jatkuva"),
    Told("range-reversed", "  syksy 2026 – kevät 2026:"),
)
plant("half-year 'kevat 2026'", sub("  kevät 2026: jatkuva", "  kevat 2026: jatkuva"))
plant("half-year 'Kevät 2026'", sub("  kevät 2026: jatkuva", "  Kevät 2026: jatkuva"))
plant("half-year '2026 kevät'", sub("  kevät 2026: jatkuva", "  2026 kevät: jatkuva"))
plant("half-year 'K2026'", sub("  kevät 2026: jatkuva", "  K2026: jatkuva"))
plant("half-year '2026-kevat'", sub("  kevät 2026: jatkuva", "  2026-kevat: jatkuva"))
plant(
    "range without spaces",
    sub(
        "  kevät 2026: jatkuva toiminta\n  syksy 2026: jatkuva toiminta\n",
        "  kevät 2026–syksy 2026: jatkuva toiminta\n",
    ),
)

# --- contradictions
plant("gap in the schedule", sub("  kevät 2026: jatkuva toiminta\n", ""), Told("schedule-gap", 14))
plant(
    "schedule and aikataulu_puuttuu",
    add("aikataulu_puuttuu: Ei päätetty.\n"),
    Told("schedule-known-and-missing", 28),
)
plant(
    "schedule goes on after the end",
    add("paattyi:\n  puolivuosi: syksy 2025\n  syy: Loppui.\n"),
    Told("schedule-after-end", "kevät 2026"),
)
plant("merged but not marked as ended", add("yhdistetty: intra\n"), Told("merged-not-ended", 28))
plant(
    "merged into an ended measure",
    add("yhdistetty: palautelomake\npaattyi:\n  syy: x\n"),
    Told("merged-into-ended", "yhdistetty"),
)
plant(
    "same title in two measures",
    sub("otsikko: Yksi kanava IT-tukeen", "otsikko: Intra 2.0 henkilöstön käyttöön"),
    Told("duplicate-title", 1),
)
plant(
    "whole measure copied",
    lambda folder: shutil.copy(folder / IT_TUKI, folder / "toimenpiteet/it-tuki-kopio.yml"),
    Told("same-measure", 1, "toimenpiteet/it-tuki-kopio.yml"),
)
plant(
    "report of a half-year to come",
    add("  - puolivuosi: syksy 2027\n    tila: valmis\n    teksti: Valmis.\n"),
    Told("report-in-future", 28),
)
plant(
    "report outside the roadmap's period",
    add("  - puolivuosi: syksy 2019\n    tila: valmis\n    teksti: Valmis.\n"),
    Told("half-year-outside", "syksy 2019"),
)
plant(
    "ends before it begins",
    add("paattyi:\n  puolivuosi: kevät 2024\n  syy: Loppui.\n"),
    Told("schedule-after-end", 12),
)
plant(
    "text says done in summer 2025, schedule says otherwise",
    add("lisatiedot: Selvitys ja ratkaisu syksy 2027, valmis kesä 2025.\n"),
    Told("text-contradicts-schedule", "lisatiedot"),
)
plant(
    "replaced measure is ended but successor unknown",
    sub(
        "korvaa:\n  - palautelomake\n",
        "korvaa:\n  - palautelomakee\n",
        "toimenpiteet/karttapalaute.yml",
    ),
    Told("unknown-measure", "palautelomakee", "toimenpiteet/karttapalaute.yml"),
)
plant(
    "a report says done though the plan is only beginning",
    add("  - puolivuosi: syksy 2026\n    tila: aloitettu\n    teksti: Vasta alkaa.\n"),
    Told("report-after-done", 29),
)

# --- personal data
plant(
    "name in a report",
    sub("teksti: Tukipyyntölomake", "teksti: Matti Korhonen kertoi. Tukipyyntölomake"),
    Told("person-name", "teksti:"),
)
plant(
    "name as a party",
    both(
        add("Maija Virtanen:\n  laji: viranhaltija\n", "tahot.yml"),
        sub("- Tietohallintopäällikkö", "- Maija Virtanen"),
    ),
    Told("person-name", "Maija Virtanen:", "tahot.yml"),
    Told("person-name", "Maija Virtanen"),
)
plant(
    "bank account",
    add("lisatiedot: Maksa tilille FI21 1234 5600 0007 85.\n"),
    Told("bank-account", "lisatiedot"),
)
plant(
    "surname first",
    sub("kuvaus: Tuki", "kuvaus: Lisätietoja antaa Virtanen Maija. Tuki"),
    Told("person-name", "kuvaus"),
)
plant(
    "name with an inflected ending",
    sub("kuvaus: Tuki", "kuvaus: Tarjous pyydettiin Pekka Lahtiselta. Tuki"),
    Told("person-name", "kuvaus"),
)
plant(
    "initial and surname",
    sub("kuvaus: Tuki", "kuvaus: Vastuussa M. Virtanen. Tuki"),
    Told("person-name", "kuvaus"),
)
plant(
    "e-mail written (at)",
    add("lisatiedot: Kysy maija.virtanen(at)kunta.fi.\n"),
    Told("e-mail", "lisatiedot"),
)
plant("phone", add("lisatiedot: Soita 040 123 4567.\n"), Told("phone-number", "lisatiedot"))
plant(
    "phone without spaces",
    add("lisatiedot: Soita 0401234567.\n"),
    Told("phone-number", "lisatiedot"),
)
plant(
    "identity code",
    add("lisatiedot: Asiakas 131052-308T valitti.\n"),
    Told("identity-code", "lisatiedot"),
)
plant(
    "contact person in tiekartta.yml",
    sub("  rooli: Tietohallintopäällikkö", "  rooli: Maija Virtanen", "tiekartta.yml"),
    Told("person-name", "rooli: Maija", SETTINGS),
)
plant(
    "no false alarm: Annala koulu, Martti-talo",
    add("lisatiedot: Annalan koulu, Aino-järjestelmä ja Kalevan kirjasto ovat mukana.\n"),
)

# --- settings
plant(
    "name missing",
    sub("nimi: Digitiekartta 2025–2027\n", "", SETTINGS),
    Told("missing-field", 1, SETTINGS),
)
plant(
    "period reversed",
    sub("kausi: kevät 2025 – syksy 2027", "kausi: syksy 2027 – kevät 2025", SETTINGS),
    Told("range-reversed", "kausi", SETTINGS),
)
plant(
    "two phases with one mark",
    sub("merkki: P", "merkki: S", SETTINGS),
    Told("duplicate-mark", "merkki: S", SETTINGS),
)
plant(
    "phase without explanation",
    sub("    selite: Selvitetään tarve, vaihtoehdot ja kustannukset.\n", "", SETTINGS),
    Told("missing-field", 13, SETTINGS),
)
plant(
    "body approves something unknown",
    sub("hyvaksyy: muutokset", "hyvaksyy: kaikki", SETTINGS),
    Told("unknown-value", "hyvaksyy: kaikki", SETTINGS),
)
plant(
    "colour without quotes",
    sub("paavari: '#14532d'", "paavari: #14532d", SETTINGS),
    Told("comment-after-value", "paavari", SETTINGS),
)
plant(
    "colour by name",
    sub("paavari: '#14532d'", "paavari: vihreä", SETTINGS),
    Told("bad-colour", "paavari", SETTINGS),
)
plant(
    "logo that is not there",
    sub("logo: logo.svg", "logo: vaakuna.svg", SETTINGS),
    Told("unknown-file", "", "logo.svg"),
    Told("missing-logo", "vaakuna", SETTINGS),
)
plant(
    "statement state misspelt",
    sub("tila: osittain", "tila: osaksi", SETTINGS),
    Told("unknown-value", "tila: osaksi", SETTINGS),
)
plant(
    "statement reviewed in the future",
    sub("tarkistettu: 19.10.2026", "tarkistettu: 19.10.2036", SETTINGS),
    Told("review-in-future", "tarkistettu", SETTINGS),
)
plant(
    "repository of an unknown kind",
    sub(
        "osoite: https://gitlab.esimerkkila.example/digi/digitiekartta",
        "osoite: https://koodi.esimerkkila.example/digi",
        SETTINGS,
    ),
    Told("unknown-service", "koodi.esimerkkila", SETTINGS),
)
plant(
    "feedback address without a scheme",
    sub(
        "palaute:\n  osoite: https://www.esimerkkila.example/palaute",
        "palaute:\n  osoite: palaute@esimerkkila.example",
        SETTINGS,
    ),
    Told("forbidden-link", "palaute@", SETTINGS),
)
plant(
    "party kind misspelt",
    sub("laji: toimielin", "laji: toimielimet", "tahot.yml"),
    Told("unknown-value", "toimielimet", "tahot.yml"),
)
plant(
    "party twice",
    add("Digiryhmä:\n  laji: työryhmä\n", "tahot.yml"),
    Told("duplicate-key", 104, "tahot.yml"),
)
plant(
    "level off the scale",
    sub("lahtotaso: 2,9", "lahtotaso: 7", "tasot.yml"),
    Told("level-outside-scale", "lahtotaso: 7", "tasot.yml"),
)
plant(
    "level in words",
    sub("lahtotaso: 2,9", "lahtotaso: hyvä", "tasot.yml"),
    Told("number-expected", "lahtotaso: hyvä", "tasot.yml"),
)
plant(
    "group twice",
    sub(
        "tunnus: verkkosivut-ja-viestinta", "tunnus: sahkoinen-asiointi", "tavoitteet/palvelut.yml"
    ),
    Told("duplicate-group", 9, "tavoitteet/palvelut.yml"),
)
plant(
    "group's key misspelt",
    sub(
        "  - tunnus: verkkosivut-ja-viestinta",
        "  - tunus: verkkosivut-ja-viestinta",
        "tavoitteet/palvelut.yml",
    ),
    Told("unknown-key", "tunus", "tavoitteet/palvelut.yml"),
)
plant(
    "abbreviation without a meaning",
    add("XYZ:\n", "lyhenteet.yml"),
    Told("empty-value", "XYZ", "lyhenteet.yml"),
)
plant(
    "HTML in prose",
    sub("# Visio\n", "# Visio\n\n<b>Tärkeää</b>\n", "visio.md"),
    Told("raw-html", "<b>", "visio.md"),
)
plant(
    "picture in prose",
    sub("# Visio\n", "# Visio\n\n![kuva](kuva.png)\n", "visio.md"),
    Told("image-in-prose", "![kuva]", "visio.md"),
)

# --- many at once
plant(
    "five wrong values in one file",
    both(
        sub("tavoite: digitaidot", "tavoite: digitaitot"),
        sub("- Tietohallintopäällikkö", "- Tietohalintopäällikkö"),
        sub("- Koko kunta", "- Koko kaupunki"),
        sub("kevät 2026: jatkuva", "kevät 2062: jatkuva"),
        sub("tila: valmis", "tila: valmistunut"),
    ),
    Told("unknown-goal", "digitaitot"),
    Told("unknown-party", "Tietohalinto"),
    Told("unknown-sector", "Koko kaupunki"),
    Told("half-year-outside", "kevät 2062"),
    Told("unknown-value", "valmistunut"),
)
plant(
    "broken line and three wrong values",
    both(
        sub("seuranta: Tavoitteena on", "seuranta: Tavoite: on"),
        sub("- Tietohallintopäällikkö", "- Tietohalintopäällikkö"),
        sub("- Koko kunta", "- Koko kaupunki"),
        sub("kevät 2025: käyttöönotto", "kevät 2025: käytöönotto"),
    ),
    Told("unknown-party", "Tietohalinto"),
    Told("unknown-sector", "Koko kaupunki"),
    Told("unknown-phase", "käytöönotto"),
    Told("two-colons", "seuranta"),
)
plant(
    "three broken lines",
    both(
        sub("otsikko: Yksi", 'otsikko: "Yksi'),
        sub("- Koko kunta", "\t- Koko kunta"),
        sub("seuranta: Tavoitteena on", "seuranta: Tavoite: on"),
    ),
    Told("unclosed-quote", "otsikko"),
    Told("tab-indent", "Koko kunta"),
    Told("two-colons", "seuranta"),
)
plant(
    "faults in four files",
    both(
        sub("- Tietohallintopäällikkö", "- Tietohalintopäällikkö"),
        sub("tila: käynnissä", "tila: kaynnissa", "toimenpiteet/ryhti.yml"),
        sub("laji: toimielin", "laji: toimielimet", "tahot.yml"),
        sub("numero: 2", "numero: kaksi", "tavoitteet/palvelut.yml"),
    ),
    Told("unknown-value", "toimielimet", "tahot.yml"),
    Told("number-expected", "numero", "tavoitteet/palvelut.yml"),
    Told("unknown-party", "Tietohalinto"),
    Told("unknown-value", "kaynnissa", "toimenpiteet/ryhti.yml"),
)
plant(
    "broken settings file and a wrong party",
    both(
        sub("kuvaus: Digitiekartta kertoo", "kuvaus: Huom: Digitiekartta kertoo", SETTINGS),
        sub("- Tietohallintopäällikkö", "- Tietohalintopäällikkö"),
    ),
    Told("two-colons", "kuvaus:", SETTINGS),
    Told("unknown-party", "Tietohalinto"),
)
