"""A filled-in form becomes a change of content: exactly what it says, or nothing and a reason."""

from __future__ import annotations

import io
import re
import sys

import pytest

from filled_in import CHOSEN, form
from pikku import Content

KURSSIT = "toimenpiteet/kurssit.yml"
OHJEET = "toimenpiteet/ohjeet.yml"
HALF_YEAR, STATE = "Tilannetieto: puolivuosi", "Tilannetieto: tila"
TITLE, DESCRIPTION, NOTES = (f"Uusi teksti: {one}" for one in ("otsikko", "kuvaus", "lisätiedot"))


@pytest.fixture
def propose(run, content: Content):
    """Propose a form; return the exit code and what is told, in one line."""

    def propose(text: str | bytes, *options: str) -> tuple[int, str]:
        data = text if isinstance(text, bytes) else text.encode()
        (content.root / "lomake.md").write_bytes(data)
        code, told, errors = run("propose", "--from", "lomake.md", *options)
        return code, " ".join((told + errors).split())

    return propose


def files(content: Content) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in content.folder.rglob("*") if one.is_file()}


def test_a_phase_of_a_half_year_changes_and_nothing_else(content: Content, propose):
    before = files(content)

    code, told = propose(form(Kevät_2026="käyttöönotto"))

    assert 0 == code, told
    assert "Muutettu: Tietoturvakurssi" in told
    assert "Käyttöönotto päättyy myöhemmin, keväällä 2026 (ennen: syksyllä 2025)." in told
    assert "Syy: Toimittaja vaihtui." in told
    assert "Muutettu: content/pikku/toimenpiteet/kurssit.yml" in told
    path = str(content.path(KURSSIT))
    rows = "  kevät 2026: käyttöönotto\n  syksy 2026: jatkuva toiminta\n"
    expected = before[path].decode().replace("  kevät 2026 – syksy 2026: jatkuva toiminta\n", rows)
    assert {**before, path: f"{expected}muutoksen_syy: Toimittaja vaihtui.\n".encode()} == files(
        content
    )


def test_several_changes_come_of_one_form(content: Content, propose):
    changes = {
        "Kevät 2025": "(tyhjennä)",
        "syksy 2026": "Selvitys",  # as people type
        DESCRIPTION: "Ensin:\n\n- kohta #1",
        TITLE: "Kurssi\nkaikille",
        HALF_YEAR: "kevät 2025",
        STATE: "siirtynyt",
        "Tilannetieto: mitä on tehty": "Odotetaan.",
    }

    code, told = propose(form(**changes))

    assert 0 == code, told
    assert (
        "otsikko: Kurssi kaikille\ntavoite: digitaidot\nryhma: koulutus\n"
        "kuvaus: |-\n  Ensin:\n\n  - kohta #1\n"
        "vastuu:\n  - Tietohallinto\ntoimiala:\n  - Koko kunta\n"
        "aikataulu:\n  syksy 2025: käyttöönotto\n  kevät 2026: jatkuva toiminta\n"
        "  syksy 2026: selvitys\n"
        "raportit:\n  - puolivuosi: kevät 2025\n    tila: siirtynyt\n    teksti: Odotetaan.\n"
        "muutoksen_syy: Toimittaja vaihtui.\n"
    ) == content.read(KURSSIT)


@pytest.mark.parametrize("given", [["--from", "-"], []])
def test_a_trial_of_what_standard_input_holds_changes_nothing(content, run, monkeypatch, given):
    before = files(content)
    text = form(Kevät_2026="käyttöönotto").encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))

    code, told, _ = run("propose", *given, "--dry-run")

    assert 0 == code
    assert "Käyttöönotto päättyy myöhemmin" in told
    assert "koska tämä oli koe (--dry-run)" in told
    assert before == files(content)


def test_a_report_of_a_half_year_takes_the_place_of_the_former(content: Content, propose):
    content.append(
        KURSSIT, "raportit:\n  - puolivuosi: kevät 2025\n    tila: aloitettu\n    teksti: A\n"
    )

    code, _ = propose(form(**{HALF_YEAR: "kevät 2025", STATE: "valmis"}))

    assert 0 == code
    assert "raportit:\n  - puolivuosi: kevät 2025\n    tila: valmis\nmuutoksen" in content.read(
        KURSSIT
    )


WORDS = "Sanat puolivuosien kohdalla"


def test_words_of_half_years_are_written_beside_their_phases(content: Content, propose):
    content.replace(
        KURSSIT, "kevät 2025: selvitys", "kevät 2025:\n    vaihe: selvitys\n    sanat: A"
    )

    code, told = propose(
        form(
            **{
                WORDS: "Kevät 2025: (tyhjennä)\n\n- syksy 2026: arvio: 2 #a",
                "Syksy 2026": "selvitys",
            }
        )
    )

    assert 0 == code, told
    assert (
        "aikataulu:\n  kevät 2025: selvitys\n  syksy 2025: käyttöönotto\n"
        "  kevät 2026: jatkuva toiminta\n"
        "  syksy 2026:\n    vaihe: selvitys\n    sanat: 'arvio: 2 #a'\n"
    ) in content.read(KURSSIT)


def test_a_phase_that_changes_keeps_its_words_and_one_that_goes_takes_them(content, propose):
    content.replace(
        KURSSIT,
        "  kevät 2025: selvitys\n  syksy 2025: käyttöönotto\n",
        "  kevät 2025:\n    vaihe: selvitys\n    sanat: A\n"
        "  syksy 2025:\n    vaihe: käyttöönotto\n    sanat: B\n",
    )

    code, _ = propose(form(**{"Kevät 2025": "(tyhjennä)", "Syksy 2025": "selvitys"}))

    assert 0 == code
    told = content.read(KURSSIT)
    assert "aikataulu:\n  syksy 2025:\n    vaihe: selvitys\n    sanat: B\n" in told


def test_a_text_is_removed_only_by_the_word_for_it(content: Content, propose):
    content.append(KURSSIT, "lisatiedot: pois\n")

    code, told = propose(form(**{NOTES: "(tyhjennä)", DESCRIPTION: ""}))

    assert 0 == code, told
    assert "lisatiedot" not in content.read(KURSSIT)


def test_a_schedule_of_a_group_becomes_the_measures_own_as_a_whole(content: Content, propose):
    content.replace(
        "tavoitteet/digitaidot.yml",
        "    otsikko: Koulutus\n",
        "    otsikko: Koulutus\n    aikataulu:\n      kevät 2025 – syksy 2025: selvitys\n",
    )
    content.write(KURSSIT, "otsikko: Tietoturvakurssi\ntavoite: digitaidot\nryhma: koulutus\n")

    code, told = propose(form(Syksy_2025="käyttöönotto"))

    assert 0 == code
    assert "aikataulu:\n  kevät 2025: selvitys\n  syksy 2025: käyttöönotto\n" in content.read(
        KURSSIT
    )
    assert "noudattanut ryhmänsä aikataulua" in told


def test_a_schedule_that_was_not_known_keeps_the_words_of_its_source(content: Content, propose):
    content.write(
        KURSSIT,
        "otsikko: Tietoturvakurssi\ntavoite: digitaidot\naikataulu_puuttuu: Ei päätetty.\n"
        "aikataulun_sanat:\n  kevät 2025: pilotti\n  syksy 2026: arvio\n",
    )

    code, _ = propose(form(**{"Kevät 2025": "selvitys"}))

    assert 0 == code
    told = content.read(KURSSIT)
    assert (
        "aikataulu:\n  kevät 2025:\n    vaihe: selvitys\n    sanat: pilotti\n"
        "  syksy 2026:\n    sanat: arvio\n"
    ) in told
    assert "puuttuu" not in told
    assert "aikataulun_sanat" not in told


@pytest.mark.parametrize(
    "measure", ["Tietoturvakurssi", "pikku/kurssit", "kurssit", "TIETOTURVAKURSSI"]
)
def test_a_measure_may_be_named_by_its_title_or_id_alone(content: Content, propose, measure):
    assert 0 == propose(form(measure, Kevät_2026="käyttöönotto"))[0]


HIDDEN = """\
### Toimenpide

Tieto\u00adturvakurssi\u200b (pikku/kurssit)

### kevät 2025

None

### Uusi teksti: kuvaus

_No response_

<!-- ### Uusi teksti: otsikko

murto -->### Kevät 2026 ###

  käyttöön\u200botto\u2060

### Miksi

Syy<!-- ei -->
"""


def test_line_ends_comments_and_what_nobody_sees_do_not_matter(content: Content, propose):
    code, told = propose(HIDDEN.replace("\n", "\r\n"))

    assert 0 == code, told
    assert "muutoksen_syy: Syy\n" in content.read(KURSSIT)
    assert "kevät 2026: käyttöönotto\n" in content.read(KURSSIT)
    assert "murto" not in content.read(KURSSIT)
    assert "kuvaus" not in content.read(KURSSIT)


SOME = {"Kevät 2026": "käyttöönotto"}
DOUBTS = {
    "no measure": (form(""), "missing-answer", "”Toimenpide” on tyhjä"),
    "no measure at all": ("### Miksi\n\nSyy\n", "missing-answer", "”Toimenpide” on tyhjä"),
    "an unknown measure": (
        form("Tietoturvakurssit (pikku/x)", **SOME),
        "unknown-choice",
        "Tarkoititko ”Tietoturvakurssi (pikku/kurssit)”?",
    ),
    "a measure of another name": (
        form("Toinen (pikku/kurssit)", **SOME),
        "unknown-choice",
        "Toimenpidettä",
    ),
    "two measures": (
        form(f"{CHOSEN}\nOhjeet verkkoon (pikku/ohjeet)", **SOME),
        "unknown-choice",
        "Toimenpidettä",
    ),
    "a path": (form("../../../etc/passwd", **SOME), "unknown-choice", "Toimenpidettä"),
    "no reason": (form(reason="", **SOME), "missing-answer", "”Miksi” on tyhjä"),
    "a misspelt phase": (
        form(Kevät_2026="käytöönotto"),
        "unknown-choice",
        "Tarkoititko ”käyttöönotto”?",
    ),
    "two phases": (form(Kevät_2026="selvitys, käyttöönotto"), "unknown-choice", "ei ole mikään"),
    "a half-year outside the period": (
        form(Kevät_2031="selvitys"),
        "unknown-question",
        "”Kevät 2031”",
    ),
    "no half-year": (form(Kesä_2026="selvitys"), "unknown-question", "”Kesä 2026”"),
    "a heading in a text": (form(**{DESCRIPTION: "a\n### Osa\nb"}), "unknown-question", "”Osa”"),
    "an answer in a text": (
        form(**{DESCRIPTION: "a\n### Kevät 2025\nselvitys"}),
        "several-answers",
        "kahteen kertaan",
    ),
    "a form twice": (form(**SOME) + form(**SOME), "several-answers", "kahteen kertaan"),
    "words of no half-year": (form(**{WORDS: "pääkirjasto"}), "unknown-choice", "”pääkirjasto”"),
    "words of another year": (form(**{WORDS: "kevät 2031: a"}), "unknown-choice", "2031: a”"),
    "words of a range": (
        form(**{WORDS: "kevät 2025 – syksy 2025: a"}),
        "unknown-choice",
        "ei ala tiekartan kauden puolivuodella",
    ),
    "words twice": (
        form(**{WORDS: "kevät 2025: a\nKevät 2025: b"}),
        "unknown-choice",
        "jo toisella rivillä",
    ),
    "a greeting": ("Hei!\n\n" + form(**SOME), "text-outside-answers", "”Hei!”"),
    "no form": ("Voisiko kurssin siirtää?", "text-outside-answers", "”Voisiko"),
    "an open comment": (
        form(**{DESCRIPTION: "a <!-- b"}),
        "unreadable-form-text",
        "ei näy lukijalle",
    ),
    "a state alone": (
        form(**{STATE: "valmis"}),
        "missing-answer",
        "”Tilannetieto: puolivuosi” on tyhjä",
    ),
    "a half-year alone": (
        form(**{HALF_YEAR: "kevät 2025"}),
        "missing-answer",
        "”Tilannetieto: tila” on tyhjä",
    ),
    "no title": (form(**{TITLE: "(tyhjennä)"}), "unknown-choice", "ei voi tyhjentää"),
    "nothing new": (
        form(**{"Kevät 2025": "selvitys", TITLE: "Tietoturvakurssi"}),
        "nothing-proposed",
        "ei muuta mitään",
    ),
    "nothing at all": ("", "missing-answer", "”Toimenpide” on tyhjä"),
    "a control character": (form(**{DESCRIPTION: "a\u202eb"}), "control-character", "U+202E"),
    "a person": (form(**{NOTES: "Kysy Aino Virtaselta"}), "person-name", "henkilön nimi"),
    "an address in the reason": (
        form(reason="Kysy aino@pikkula.example", **SOME),
        "e-mail",
        "sähköpostiosoite",
    ),
    "what the check refuses": (
        form(**{DESCRIPTION: "131052-308T"}),
        "identity-code",
        "henkilötunnus",
    ),
}


def test_a_person_in_a_form_can_be_taken_out_of_it_and_of_its_history(propose):
    _, told = propose(form(**{NOTES: "Kysy Aino Virtaselta"}))

    assert "Muokkaa ehdotuksesi tekstiä" in told
    assert "ei voi muuttaa" not in told


@pytest.mark.parametrize("doubt", DOUBTS)
def test_nothing_is_written_on_a_doubt_which_is_told(content: Content, propose, doubt):
    text, code, words = DOUBTS[doubt]
    before = files(content)

    ended, told = propose(text, "--output", "kommentti.md")

    assert 1 == ended, told
    assert f"[{code}]" in told
    assert words in told
    assert told.endswith("Mitään ei muutettu.")
    assert before == files(content)
    comment = (content.root / "kommentti.md").read_text()
    assert comment.startswith("# Ehdotuksesta ei voitu tehdä muutosta\n")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"\xff\xfe", "UTF-8"), (b"a" * 100_001, "100 kilotavua")],
)
def test_a_form_that_is_no_text_is_told(propose, data, words):
    code, told = propose(data)

    assert 1 == code
    assert "[unreadable-form-text]" in told
    assert words in told


def test_a_form_that_is_not_there_is_misuse(run):
    code, _, told = run("propose", "--from", "eiole.md")

    assert 2 == code
    assert "Tiedostoa eiole.md ei ole." in told


def test_what_would_break_the_content_is_not_written(content: Content, propose):
    before = files(content)

    code, told = propose(form(**{TITLE: "\u3164"}))

    assert 1 == code
    assert "empty-value" in told
    assert before == files(content)


def test_a_content_with_errors_is_mended_first(content: Content, propose):
    content.replace(OHJEET, "vastuu: Tietohallinto", "vastuu: Tietohalinto")
    before = files(content)

    code, told = propose(form(**SOME), "--output", "kommentti.md")

    assert 1 == code
    assert "[unknown-party]" in told
    assert "virheitä, jotka pitää korjata ensin" in (content.root / "kommentti.md").read_text()
    assert before == files(content)


def test_a_warning_that_the_change_brings_is_told(propose):
    code, told = propose(form(Kevät_2026="(tyhjennä)"))

    assert 0 == code
    assert "Varoitus: Aikataulussa on aukko: kevät 2026." in told


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"### a{number}\n" for number in range(9000)),
        f"### {'a' * 90_000}\n",
        "<!--" * 24_000,
        form(**{DESCRIPTION: "ääkkösiä " * 4_000}),
        form(**{DESCRIPTION: "a\n" * 20_000}),
        f"### {'# ' * 45_000}x",
        form("a " * 40_000),
    ],
)
def test_a_comment_on_the_longest_form_is_one_that_hosts_take(content: Content, propose, text):
    content.append("toimenpiteet/kurssit.yml", "kuvaus: " + "b" * 40_000 + "\n")

    propose(text, "--output", "kommentti.md")

    assert len((content.root / "kommentti.md").read_text()) < 65_536


LIVE = "@kunta/tiimi #1 !1 [a](https://evil.example) <img src=x> `x` /close"


def test_nothing_in_a_comment_notifies_links_or_commands(content: Content, propose):
    answers = {DESCRIPTION: LIVE, **SOME}
    for text, expected in ((form(**answers), 0), (form(LIVE, LIVE), 1), (form(**{LIVE: "a"}), 1)):
        code, told = propose(text, "--output", "kommentti.md")
        assert expected == code, told

        comment = (content.root / "kommentti.md").read_text()
        assert "@kunta/tiimi" in comment
        bare = re.sub(r"(`+).*?\1", "", comment)
        assert not re.search(r"[@<]|#\d|!1|https?:|^/", bare, re.M), bare
        content.write(KURSSIT, content.read(KURSSIT).encode())
