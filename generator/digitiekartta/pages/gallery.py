"""The gallery (komponentit): every component in every state, on one page for those who draw them.

It is written as the other pages are, in the Markdown that the components are made of, so it
shows what an engine makes of it. Only a development build has it; no page links to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import sentence_case
from digitiekartta.markup.components.kinds import NOW, OVERVIEW, Kind
from digitiekartta.markup.markdown import Markdown, front_matter, link, md, span, table

PAGE = "komponentit.md"

_HERE = "#vaiheiden-merkit"
_LONG = (
    "Yhteispalvelupisteasiakaspalvelujärjestelmäkokonaisuuden käyttöönotto kaikilla toimialoilla"
)
_HOSTILE = '<b onclick="x">[koe]{.vaihe}</b> | *& "loppu"'
_PHASES = {
    "selvitys": "selvitys",
    "valmistelu": "valmistelu",
    "päätös": "paatos",
    "käyttöönotto": "toteutus",
    "jatkuva toiminta": "jatkuva",
    "päättynyt": "paattynyt",
}
_S, _V, _P, _K, _J, _L = (
    span(name, "vaihe", f"vaihe-{common}") for name, common in _PHASES.items()
)


def gallery() -> str:
    """Return the page's text."""
    fields = {
        "title": "Komponentit",
        "description": "Sivuston osat kaikissa tiloissaan.",
        "murupolku": [{"nimi": "Etusivu", "osoite": ""}],
    }
    blocks = [
        "# Komponentit",
        "Sivuston osat kaikissa tiloissaan kehittäjiä varten. Tiedot ovat keksittyjä.",
        *_marks(),
        *_schedules(),
        *_timelines(),
        *_levels(),
        *_facts(),
        *_tables(),
    ]
    return f"{front_matter(fields)}\n" + "\n\n".join(blocks) + "\n"


def _half_years(count: int, now: int | None, *, capital: bool = False) -> list[Markdown]:
    moment, names = HalfYear(2025, 1), []
    for number in range(1, count + 1):
        name = md(sentence_case(str(moment)) if capital else str(moment))
        names.append(Markdown(f"{name} {NOW}") if number == now else name)
        moment = moment.next()
    return names


def _with(phase: Markdown, words: str) -> Markdown:
    return Markdown(f"{phase} ({md(words)})")


def _marks() -> Iterator[str]:
    yield "## Vaiheiden merkit"
    meanings = (
        "Selvitetään tarve, vaihtoehdot ja kustannukset.",
        "Valmistellaan hankintaa tai toimintatapaa.",
        "Päätetään, toteutetaanko toimenpide ja millä rahalla.",
        "Otetaan uusi palvelu, väline tai toimintatapa käyttöön ja opastetaan käyttäjät.",
        "Toimenpide on osa tavallista työtä.",
        "Toimenpide on tehty tai siitä on luovuttu.",
    )
    marks = zip((_S, _V, _P, _K, _J, _L), meanings, strict=True)
    yield "\n".join(f"- {mark}: {meaning}" for mark, meaning in marks)
    other = span("muu vaihe", "vaihe", "vaihe-muu")
    long = span(_LONG, "vaihe", "vaihe-toteutus")
    hostile = span(_HOSTILE, "vaihe", "vaihe-jatkuva")
    yield f"Vaihe ilman yleistä merkitystä {other}, pitkä {long}, hankala {hostile}, nyt {NOW}."


def _schedule(caption: str, now: int | None, rows: Sequence[Sequence[object]]) -> str:
    headers = ["Toimenpide", "Vastuu", *_half_years(len(rows[0]) - 2, now, capital=True)]
    return table(caption, headers, rows, kind=Kind.SCHEDULE)


def _schedules() -> Iterator[str]:
    yield "## Aikataulutaulukko"
    yield "Kaikkien toimenpiteiden aikajana:"
    yield OVERVIEW
    owner = link("Tietohallinto", _HERE)
    yield _schedule(
        "Aikataulu: kaikki tilat",
        4,
        [
            [link("Kaikki vaiheet", _HERE), owner, _S, _V, _P, _K, _J, _L],
            [link("Yksi jakso", _HERE), owner, _J, _J, _J, _J, _J, _J],
            [link("Ei merkintöjä", _HERE), "ei nimetty", "", "", "", "", "", ""],
            [link("Aukko nykyhetken kohdalla", _HERE), owner, _S, _K, "", "", "", _J],
            [link("Ei tiedossa", _HERE), owner, *["ei tiedossa"] * 6],
            [link("Pelkkiä sanoja", _HERE), owner, "sähköinen lupa-arkisto", *[""] * 5],
            [
                link("Vaihe ja sanat", _HERE),
                owner,
                _with(_K, "kirjasto"),
                _with(_K, "koulut"),
                *[_J] * 4,
            ],
            [Markdown(f"{link(_LONG, _HERE)} (päättynyt)"), owner, _K, _L, "", "", "", ""],
            [link(_HOSTILE, _HERE), _HOSTILE, _HOSTILE, _with(_K, _HOSTILE), *[""] * 4],
        ],
    )
    long = [link("Pitkä aikataulu", _HERE), owner, *[_S] * 3, *[_P] * 2, *[_K] * 3, *[_J] * 4]
    yield _schedule("Aikataulu: kaksitoista puolivuotta", 6, [long])
    short = [link("Lyhyt aikataulu", _HERE), owner, _S, _K]
    yield _schedule("Aikataulu: kaksi puolivuotta, nykyhetki muulloin", None, [short])


def _timeline(caption: str, now: int | None, cells: Sequence[object]) -> str:
    rows = list(zip(_half_years(len(cells), now), cells, strict=True))
    return table(caption, ["Puolivuosi", "Vaihe"], rows, kind=Kind.TIMELINE)


def _timelines() -> Iterator[str]:
    yield "## Aikajana"
    yield _timeline("Vaiheet: kaikki", 4, [_S, _V, _P, _K, _J, _L])
    yield _timeline("Vaiheet: yksi jakso", 1, [_J] * 6)
    yield _timeline(
        "Vaiheet: sanoja ja aukkoja", 3, [_S, "", "", _with(_K, "koulut"), _HOSTILE, ""]
    )
    yield _timeline("Vaiheet: yksi puolivuosi", 1, [_K])
    yield _timeline("Vaiheet: kaksitoista vuotta", 9, [*[_S] * 6, *[_K] * 10, "", *[_J] * 7])
    yield _timeline("Vaiheet: niin pitkä, ettei sitä piirretä", 2, [*[_S] * 6, *[_J] * 19])


def _levels() -> Iterator[str]:
    yield "## Lähtö- ja tavoitetasot"
    headers = ["Näkökulma", "Lähtötaso", "Tavoitetaso", "Ero"]
    words = ("Alussa", "Hajanainen", "Kohtalainen", "Hyvä", "Esimerkillinen")
    steps = ", ".join(span(f"{step} {word}", "taso") for step, word in enumerate(words, start=1))
    unknown = "ei tiedossa"
    rows = [
        ["Tavallinen ero", "2,4", "4", "1,6"],
        ["Pieni ero", "3,6", "3,8", "0,2"],
        ["Ei eroa", "3", "3", "0"],
        ["Tavoite alempana", "4", "3,5", "−0,5"],
        ["Asteikon päästä päähän", "1", "5", "4"],
        ["Lähtötaso puuttuu", unknown, "4", unknown],
        ["Tavoitetaso puuttuu", "2", unknown, unknown],
        ["Molemmat puuttuvat", unknown, unknown, unknown],
        [_LONG, "1,9", "4", "2,1"],
        [_HOSTILE, "2", "3", "1"],
    ]
    captions = (
        f"Tasot: kaikki tilat (asteikko {steps})",
        "Tasot: ilman asteikkoa",
        "Tasot: ei lukuja",
    )
    for caption, some in zip(captions, (rows, rows[:2], rows[7:8]), strict=True):
        yield table(Markdown(caption), headers, some, right=(1, 2, 3), kind=Kind.LEVELS)


def _facts() -> Iterator[str]:
    yield "## Tiedot ja tila"
    facts = [
        ("Tavoite", link("Tavoite 1: Digitaidot kuuluvat kaikille", _HERE)),
        ("Vastuu", "ei nimetty"),
        ("Lisätiedot", _LONG),
        ("Hankala", _HOSTILE),
    ]
    standing = [("Päivitetty", "20.10.2026"), ("Lähteen hyväksyntä", "Kunnanhallitus 9.12.2024")]
    yield table("Toimenpiteen tiedot", ["Tieto", "Sisältö"], facts, kind=Kind.FACTS)
    yield table("Digitiekartan tila", ["Tieto", "Sisältö"], standing, kind=Kind.STANDING)


def _tables() -> Iterator[str]:
    yield "## Muut taulukot"
    yield table(
        "Kaksi saraketta", ["Nimi", "Lukumäärä"], [[_LONG, "12"], ["Kirjasto", "3"]], right=(1,)
    )
    three = [
        [link("kevät 2026", _HERE), "käynnissä", _LONG],
        ["syksy 2025", "aloitettu", "ei kerrottu"],
    ]
    yield table("Kolme saraketta", ["Puolivuosi", "Tila", "Mitä on tehty"], three)
    costs = [
        ["2025", "12 500 €", "käyttömeno", "Talousarvio"],
        ["2026", "900 €", "ei kerrottu", _HOSTILE],
    ]
    yield table("Neljä saraketta", ["Vuosi", "Arvio", "Laji", "Peruste"], costs, right=(1,))
    phases = [sentence_case(name) for name in _PHASES]
    counts = [[name, *"0123456"[: len(phases)]] for name in _half_years(4, 2)]
    yield table("Yhteenveto", ["Puolivuosi", *phases], counts, right=range(1, len(phases) + 1))
