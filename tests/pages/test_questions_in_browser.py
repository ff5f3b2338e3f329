"""What residents, journalists and councillors ask, answered on the first screen of a phone.

Each question has the page on which who asks it lands. Either the answer stands on the first
screen, or a link on the page, whose text speaks of the question, leads to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from digitiekartta.audit.server import serving

FRONT, RYHTI, BILLS = "", "toimenpiteet/ryhti/", "toimenpiteet/verkkomaksut/"
SCREENS_WANTED = 22  # of the questions, the answers that stand on the first screen


@dataclass(frozen=True)
class Question:
    """A question, where it is asked, what answers it, and the links that may lead there."""

    asked: str
    page: str
    answer: str
    way: tuple[str, ...] = ()


QUESTIONS = (
    # A resident who came from a search engine or the municipality's own pages
    Question("Mikä tämä sivusto on?", FRONT, r"kertoo, mitä Esimerkkilän kunta tekee"),
    Question("Mitä kunnassa tapahtuu juuri nyt?", FRONT, r"Nyt, syksyllä 2026.*käyttöönotto \d+"),
    Question("Mikä alkaa tänä syksynä?", FRONT, r"Käyttöönotto(, raportoitu| alkaa)"),
    Question("Mistä löydän asian nimellä?", FRONT, r"Hae"),
    Question("Onko tämä päätetty?", FRONT, r"Luonnos – ei hyväksytty"),
    Question("Mikä muuttui viimeksi?", FRONT, r"Muuttui viimeksi 9\.6\.2026: \w+"),
    Question("Mikä näistä koskee lapsen huoltajaa?", FRONT, r"Huoltajat", ("Huoltajat",)),
    Question("Mitä tässä toimenpiteessä tehdään?", RYHTI, r"Mitä.*Kunnan GIS-aineistot"),
    Question("Kuka vastaa rakennustietojen siirrosta?", RYHTI, r"Kuka.*Tekninen johtaja"),
    Question("Milloin uudet kaavat ovat mukana?", RYHTI, r"Milloin.*syksyllä 2026"),
    Question("Mikä tässä on muuttunut?", RYHTI, r"Mitä muuttui.*keväällä 2027"),
    Question("Mihin tavoitteeseen tämä kuuluu?", RYHTI, r"Tavoite 2"),
    Question("Mitä tämä maksaa?", RYHTI, r"15 000 €", ("Kustannukset",)),
    Question("Miten kerron mielipiteeni tästä?", RYHTI, r".", ("Anna palautetta",)),
    Question("Mitä digitaitojen eteen tehdään?", "tavoitteet/digitaidot/", r"Digitaidot kuuluvat"),
    Question("Mitä uutta on ensi keväänä?", "aikataulu/2027-kevat/", r"keväällä 2027"),
    Question("Mitä kirjasto tekee?", "vastuutahot/kirjastotoimenjohtaja/", r"\d+ toimenpide"),
    Question("Saako verkossa maksaa laskun?", "haku/?q=lasku", r"Verkkomaks|[Ll]asku"),
    # A journalist
    Question("Mikä on myöhässä?", "seuranta/", r"siirretty myöhemmäksi \d+ toimenpidettä"),
    Question("Mitä on jätetty kesken?", "seuranta/", r"keskeytetty \d"),
    Question("Mitä digitiekartta maksaa?", "kustannukset/", r"yhteensä [\d ]+ €"),
    Question("Paljonko rahaa menee vuonna 2026?", "kustannukset/", r"2026.*€"),
    # A councillor
    Question(
        "Missä olemme heikoimmilla?", "tasot/", r"Digitavoitteiden ja mittareiden selkeys 1,9"
    ),
    Question("Mitä kesällä päätettiin?", "muutokset/", r"hyväksyi.*9\.6\.", ("Versio 2026-2",)),
    # Anybody
    Question("Missä sivu on, jota etsin?", "ei-ole/", r"Tässä osoitteessa ei ole sivua"),
    Question(
        "Kenelle valitan saavutettavuudesta?",
        "saavutettavuusseloste/",
        r"saavutettavuuskantelu",
        ("Saavutettavuuden valvonta",),
    ),
)
# The words that are seen on the first screen, from top to bottom.
SEEN = r"""() => {
  const words = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width > 1 && box.bottom <= innerHeight && box.top >= 0) words.push(node.data);
  }
  const text = words.join(" ").replaceAll("\u00ad", "").replace(/\s+/g, " ");
  return text.replace(/ (?=[,.:;-])/g, "");
}"""


def test_most_questions_are_answered_on_the_first_screen_and_the_others_by_a_link(
    draft_of_esimerkkila: Any, chromium: Any
) -> None:
    window = chromium.new_context(viewport={"width": 360, "height": 740})
    window.clock.install(time="2026-09-15")
    page = window.new_page()
    answered, lost = [], []
    with serving(draft_of_esimerkkila.site("esimerkkila")) as address:
        for question in QUESTIONS:
            page.goto(urljoin(address, question.page))
            if question.page.startswith("haku/"):
                page.wait_for_selector("#hakusivu li")
            seen = page.evaluate(SEEN)
            links = [
                page.get_by_role("link", name=name, include_hidden=True) for name in question.way
            ]  # those of the menu stand behind its button
            if re.search(question.answer, seen):
                answered.append(question.asked)
            elif not any(link.count() for link in links):
                lost.append((question.asked, seen))
    window.close()

    assert not lost
    assert len(answered) >= SCREENS_WANTED, set(q.asked for q in QUESTIONS) - {*answered}
