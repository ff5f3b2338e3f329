"""The statement as a resident and a program read it."""

from __future__ import annotations

import json
from datetime import date

from digitiekartta.audit.states import STATE_NAMES
from digitiekartta.pages import paths
from digitiekartta.pages.plan import plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.statement.statement import Statement, supervisor
from rendering import body, rendered, text, tree

OPTIONS = Options(date(2026, 9, 15))
FULL = """
saavutettavuus:
  huomautus: Tämä on malli.
  tila: osittain
  puutteet:
    - kuvaus: Karttaa ei voi käyttää <b>näppäimistöllä</b>
      keille: näppäimistön käyttäjiä
      syy: lain ulkopuolella
    - kuvaus: Kuvilta puuttuu tekstivastine.
      kriteeri:
        - 1.1.1
        - 1.4.5
      syy: kohtuuton rasite
      perustelu: Arvio 1.2.2026, voimassa vuoden.
      vaihtoehto: Kuvan tiedot saa kirjaamosta.
  laadittu: 1.2.2025
  tarkistettu: 1.3.2026
  menetelma: ulkopuolinen arvio
  arvioija: Arvio Oy
  julkaistu: 3.2.2025
  palaute:
    osoite: mailto:saavutettavuus@pikkula.example?subject=Palaute
    vastaaja: Kunnansihteeri
"""
REPORT = {
    "date": "2026-09-01",
    "site": "pikku",
    "pages_in_site": 42,
    "pages": [f"{number}.html" for number in range(42)],
    "states": STATE_NAMES,
    "problems": [],
}
PARTS = [
    "Saavutettavuuden tila",
    "Ei-saavutettava sisältö",
    "Saavutettavuusselosteen laatiminen",
    "Palaute ja yhteystiedot",
    "Saavutettavuuden valvonta",
]


def page(of):
    return tree(body(plan(of, OPTIONS).files[paths.STATEMENT]))


def words(of):
    return " ".join(text(page(of)).split())


def full(content):
    content.append("tiekartta.yml", FULL)
    content.write("saavutettavuus-raportti.json", json.dumps(REPORT))
    return content.roadmap()


def test_the_parts_that_the_decision_asks_for_are_there_in_order(content):
    assert PARTS == [text(heading) for heading in page(full(content)).iter("h2")]


def test_a_resident_reads_everything_that_was_told(content):
    told = words(full(content))

    for sentence in (
        "Huomaa: Tämä on malli.",
        "koskee verkkosivustoa Digitiekartta 2025–2026, Pikkula.",
        "laki digitaalisten palvelujen tarjoamisesta (306/2019)",
        "Sivusto täyttää lain saavutettavuusvaatimukset osittain.",
        "Sivusto on tarkastettu koneellisesti 1.9.2026. Tarkastuksessa käytiin läpi 42 sivua."
        " Puutteita ei löytynyt. Koneellinen tarkastus ei havaitse kaikkia puutteita.",
        "Karttaa ei voi käyttää <b>näppäimistöllä</b>. Puute haittaa näppäimistön käyttäjiä.",
        "Kuvilta puuttuu tekstivastine."
        " WCAG-kriteerit: 1.1.1 Ei-tekstuaalinen sisältö; 1.4.5 Tekstiä esittävät kuvat."
        " Perustelu: Arvio 1.2.2026, voimassa vuoden. Vaihtoehto: Kuvan tiedot saa kirjaamosta.",
        "Seloste on laadittu 1.2.2025. Seloste on viimeksi tarkistettu 1.3.2026."
        " Sivuston saavutettavuuden on arvioinut Arvio Oy. Sivusto on julkaistu 3.2.2025.",
        "Vastaamme 14 päivän kuluessa.",
        "Sähköposti: saavutettavuus@pikkula.example",
        "Palautteeseen vastaa: Kunnansihteeri",
        "Liikenne- ja viestintävirasto Traficom",
        "Kantelun tai selvityspyynnön voi lähettää sähköpostilla: tee saavutettavuuskantelu",
    ):
        assert sentence in told


def test_faults_stand_under_their_reasons(content):
    headings = [text(heading) for heading in page(full(content)).iter("h3")]

    assert [
        "Sisältö, jonka muuttaminen olisi kohtuuton rasite",
        "Sisältö, jota laki ei koske",
    ] == headings


def test_the_law_is_cited_without_section_numbers(content):
    assert "§" not in words(full(content))


def test_feedback_goes_to_its_own_address_else_that_of_feedback_else_the_contact(content):
    def address():
        return Statement(content.roadmap(), "").feedback_address

    assert "mailto:kirjaamo@pikkula.example" == address()
    content.append("tiekartta.yml", "palaute:\n  osoite: https://www.pikkula.example/palaute\n")
    assert "https://www.pikkula.example/palaute" == address()
    content.append("tiekartta.yml", FULL)
    assert "mailto:saavutettavuus@pikkula.example?subject=Palaute" == address()


def test_a_municipality_that_says_nothing_has_nothing_said_for_it():
    for name in ("pikkula", "saarela", "tyynela"):
        told = " ".join(text(rendered(name)[paths.STATEMENT]).split())

        assert "Sivuston saavutettavuutta ei ole vielä arvioitu." in told
        assert "Sivuston julkaisee" not in told
        assert "Vastaamme" not in told
        assert "Ei-saavutettava sisältö" not in told


def test_no_duty_is_laid_on_a_body_that_is_not_told_to_publish_the_site(content):
    content.append("tiekartta.yml", "huomautus: Tiedot on poimittu kannesta. Muu puuttuu.\n")
    told = words(content.roadmap())

    assert "Sivuston julkaisija ei ole tiedossa. Tiedot on poimittu kannesta. Jos sivuston" in told
    assert "Kerro siitä sivuston julkaisijalle." in told
    for duty in ("Organisaatio:", "organisaatiolle", "vastattava", "Sivustoa koskee laki"):
        assert duty not in told
    data = json.loads(plan(content.roadmap(), OPTIONS).assets[paths.STATEMENT_JSON])
    assert (None, None) == (data["julkaisija"], data["palaute"]["vastausaika_paivina"])


def test_programs_read_the_same(content):
    of = full(content)
    data = json.loads(plan(of, OPTIONS).assets[paths.STATEMENT_JSON])

    assert ("osittain", "2025-02-01", "2026-03-01") == (
        data["tila"],
        data["laadittu"],
        data["tarkistettu"],
    )
    assert [["1.1.1", "1.4.5"], []] == [fault["kriteerit"] for fault in data["puutteet"]]
    assert {"paiva": "2026-09-01", "sivuja": 42, "puutteita": 0} == data["koneellinen_tarkastus"]
    assert "Pikkulan kunta" == data["julkaisija"]
    assert 14 == data["palaute"]["vastausaika_paivina"]
    assert "Liikenne- ja viestintävirasto Traficom" == data["valvoja"]["nimi"]


def test_the_page_links_to_what_programs_read(content):
    links = [link.get("href") for link in page(full(content)).iter("a")]

    assert "../saavutettavuusseloste.json" in links


def test_a_resident_is_told_every_way_to_reach_the_supervisor(content):
    [heading] = page(full(content)).xpath("//h2[.='Saavutettavuuden valvonta']")
    told = " ".join(" ".join(text(item).split()) for item in heading.itersiblings())
    links = {link.get("href") for item in heading.itersiblings() for link in item.iter("a")}
    authority = supervisor()

    shown = (authority[key] for key in ("nimi", "yksikko", "sahkoposti", "puhelinvaihde"))
    assert [] == [value for value in shown if value not in told]
    assert {f"mailto:{authority['sahkoposti']}", authority["verkkosivusto"]} <= links
