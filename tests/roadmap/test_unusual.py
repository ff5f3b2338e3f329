"""Unusual but right content stays without complaint, and is read as it was meant."""

from __future__ import annotations

import pytest

KURSSIT = "toimenpiteet/kurssit.yml"
TITLE = "Tietoturvakurssi"

TITLES = [
    "Henkilöstön tietoturvaosaamisen kehittäminen " * 8 + "loppuun asti",
    "Kuntalaisen digitalo 🏠 ja etäneuvoja 👩\u200d💻",
    "5G, 24/7 ja 3D: 100 % valmiina",
    "Rock & roll -nuorisotila <kesken> {vielä}",
    "Kárášjohka: sámegiella, ŋ, đ ja ŧ",
    "Småföretag på Åland får e-tjänster",
    "Palvelut selkosuomeksi, на русском ja بالعربية",
    "no",
    "12:30",
    "2026-01-01",
    "Tieto/viestintä (vaihe 1/2) – jatkuu, § 14, 20 €, 5 %, +3 °C",
    "”Digi kuuluu kaikille” -kampanja",
    "Kurssi №\u00a05: kΩ, µg ja Δt",
    "C# ja F# -ohjelmointi",
    "Isä, äiti & lapset: perhe-\u00adkeskus",
    "it's, l'été ja 'lainaus'",
]
FIELDS = [
    "kuvaus: |-\n  Ensimmäinen kappale – jossa on viiva.\n\n  Toinen: 1. selvitys, 2. hankinta.",
    "lisatiedot:",
    "lisatiedot: 'Yksi: kaksi, ''kolme'''",
    'lisatiedot: "Sanoi: \\"kyllä\\" \\u2013 ja lähti"',
    "# kommentti: ei mitään\nlisatiedot: Katso https://pikkula.example/a_b?c=1&d=2#e",
    "lisatiedot: >-\n  Pitkä teksti\n  kahdella rivillä.",
    "muut_toimijat: [DVV, Traficom]",
    "muut_toimijat: Sivistys-, kulttuuri- ja nuorisotoimen verkosto",
    "muut_toimijat:\n  - Yritykset, yhdistykset ja asukkaat",
    "kustannusarvio: [{vuosi: '2026', euroa: '5 400,50'}]",
    "vastuu_lahteessa: • IT, HR",
    "kohderyhma: henkilöstö",
    "linkit:\n  - teksti: Kurssin sivu\n    osoite: https://pikkula.example/kurssi",
]
HALF_YEARS = ["2025-kevät", "K2025", "kevät2025", "KEVÄT 2025", "kevat 2025", "kevät\u00a02025"]


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.mark.parametrize("title", TITLES)
def test_an_unusual_title_is_right(content, title):
    content.replace(KURSSIT, TITLE, quoted(title))

    assert [] == content.problems()
    read = content.roadmap().measures_by_id["kurssit"].title
    assert title.replace("\u00ad", "").strip() == read


@pytest.mark.parametrize("field", FIELDS)
def test_an_unusual_field_is_right(content, field):
    content.append(KURSSIT, field + "\n")

    assert [] == content.problems()


@pytest.mark.parametrize("written", HALF_YEARS)
def test_an_unusual_half_year_is_right(content, written):
    content.replace(KURSSIT, "kevät 2025: selvitys", f"{written}: selvitys")

    assert [] == content.problems()


@pytest.mark.parametrize("dash", ["–", " – ", " - ", "—"])
def test_an_unusual_range_is_right(content, dash):
    content.replace(KURSSIT, "kevät 2026 – syksy 2026", f"kevät 2026{dash}syksy 2026")

    assert [] == content.problems()


@pytest.mark.parametrize("name", ["Sivistys, kulttuuri ja vapaa-aika", "HR & IT", "1. luokat"])
def test_an_unusual_party_is_right(content, name):
    content.append("tahot.yml", f"{quoted(name)}:\n")
    content.replace(KURSSIT, "- Tietohallinto", f"- {quoted(name)}")

    assert [] == content.problems()


@pytest.mark.parametrize("scale", ["{1: a, 5: b}", "{1: a, 3: b, 5: c}", "{0: a, '2,5': b, 5: c}"])
def test_an_unusual_scale_is_right(content, scale):
    content.replace("tasot.yml", "asteikko:\n  1: Alussa\n  5: Valmis", f"asteikko: {scale}")

    assert [] == content.problems()


def test_a_file_of_windows_with_comments_and_empty_lines_is_right(content):
    text = content.read(KURSSIT).replace("\n", "\n\n", 1)
    content.write(KURSSIT, f"# Muistio\n---\n{text}".replace("\n", "\r\n").encode("utf-8-sig"))

    assert [] == content.problems()


PROSE = [
    "- yksi\n- kaksi",
    "1) yksi\n2) kaksi",
    "Hän sanoi – ja moni muukin – niin.",
    "Rivi päättyy viivaan –\nja jatkuu.",
    "– Kyllä, sanoi johtaja.\n\n– Ei, sanoi toinen.",
    "”Koko kappale on lainaus.”",
    "Emoji 😀, tieto\u00adturva ja 5\u00a0000 €.",
]


@pytest.mark.parametrize("paragraph", PROSE)
def test_unusual_prose_is_right(content, paragraph):
    content.append("saatesanat.md", f"\n{paragraph}\n")

    assert [] == content.problems()
