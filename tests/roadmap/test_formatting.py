"""The canonical form: one way to write what the model says, with every word as it was."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel
from ruamel.yaml import YAML

from digitiekartta.basics.characters import seen, shows, with_line_feeds
from digitiekartta.basics.problems import Place
from digitiekartta.roadmap.formatting import (
    format_entry,
    format_prose,
    format_roadmap,
    format_text,
)
from digitiekartta.roadmap.model import Abbreviations, Goal, Levels, Measure, Parties, Settings
from digitiekartta.roadmap.reading.nodes import parse
from digitiekartta.roadmap.reading.source import Source, read_text, without_controls
from digitiekartta.roadmap.yaml_text import comments
from hostile import failures
from towns import content as of_town

# What YAML reads as something else than text, or as a shorter text, when nobody is careful.
TRICKY = (
    *("no", "Yes", "null", "~", "12:30", "2025-12-01", "0123", "1e3", "0x1F", ".5", "=", "<<"),
    *("| pystyviiva", "> lainaus", "- viiva", "-", "--", "---", "--- x", "...", "? kysymys", "?"),
    *("@taho", "`koodi`", "%prosentti", "!huuto", "&ankkuri", "*tähti", "# risuaita", "a #b"),
    *("a#b", "a: b", "a:b", ":", ": a", ":a", "a:", "-a", "?a", ", a", "[a]", "{a: b}", "]", "{}"),
    *("'lainattu'", '"lainattu"', "it's", 'a "b" c', "'", '"', "\\n", "a\\", "C:\\kansio"),
    *("a  b", "a\tb", "a\t#b", "a:\tb", "a\u00a0b", "\U0001f469\u200d\U0001f4bb: 'a'", "ä: ö"),
    *("a\nb", "a\n\n\nb", "a  \nb", "a\n   \nb", "a\n  b\n c", "a\n\tb", "a\n \t b", "a\n \t\nb"),
    *("a\n---\nb", "a\n# b", "a\n- b\n- c", "- a\nb", "#a\nb", "'a\nb", "|-\n  a", "a:\n  b"),
    *("a\tb\nc",),
    *("<<<<<<< oma", "=======", "======= a", ">>>>>>> toisen", "a\n=======\nb"),
    *("pitkä " * 500 + "rivi", "x" * 1100, "x" * 1024, "x" * 1025, "a: " + "x" * 1100),
)
letters = st.one_of(
    st.sampled_from(" \n\t:#-?'\"\\|>&*!%@`,[]{}<=~äÄ0a.\r\u0085\u00a0\u2028\ufeff\u0308😀"),
    st.characters(exclude_categories=["Cs"]),
)


def as_read(text: str) -> str:
    """Return a text as reading has it: what nobody sees is left out."""
    told, _ = without_controls(seen(with_line_feeds(text)), Place(""))
    return told.strip()


texts = st.text(letters, min_size=1).map(as_read).filter(shows) | st.sampled_from(TRICKY)


def read_back(text: str, model: type[BaseModel], tmp_path: Path) -> object:
    """Return what the reader makes of a text, by way of a file on the disk."""
    path = tmp_path / "a.yml"
    path.write_bytes(text.encode())
    source = read_text(path, "a.yml", tmp_path)
    assert isinstance(source, Source), source
    assert not source.problems
    node, problems = parse(source.text, "a.yml")
    assert node is not None
    assert problems == []
    return model.model_validate(node.plain()).model_dump()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sisalto")


def canonical(model: type[BaseModel], text: str) -> str:
    formatted = format_text(model, expect(text) if text.startswith("\n") else text, "a.yml")
    assert formatted.problems == ()
    assert formatted.text is not None
    return formatted.text


def expect(text: str) -> str:
    return dedent(text.removeprefix("\n"))


# --- the form ------------------------------------------------------------------------------


def test_fields_are_put_in_the_order_of_the_model_and_empty_ones_dropped():
    assert expect("""
        otsikko: Kartoitus
        tavoite: osaaminen
        jarjestys: 10
        lisatiedot: Loppu
    """) == canonical(
        Measure,
        """
        lisatiedot: "Loppu"
        kuvaus:
        tavoite:   'osaaminen'
        vastuu: []
        lahde: {}
        jarjestys: 010
        otsikko: >-
          Kartoitus
    """,
    )


def test_lists_become_block_lists_and_one_text_a_list_of_one():
    assert expect("""
        otsikko: Kartoitus
        tavoite: osaaminen
        vastuu:
          - Rehtori
        toimiala:
          - Sivistys
          - Hyvinvointi
        linkit:
          - teksti: Ohje
            osoite: https://esimerkki.example/#kohta
    """) == canonical(
        Measure,
        """
        otsikko: Kartoitus
        tavoite: osaaminen
        vastuu: Rehtori
        toimiala: [Sivistys, Hyvinvointi]
        linkit: [{osoite: 'https://esimerkki.example/#kohta', teksti: Ohje}]
    """,
    )


def test_half_years_stand_in_order_of_time_and_ranges_are_spread_out():
    assert expect("""
        otsikko: Kartoitus
        tavoite: osaaminen
        aikataulu:
          kevät 2025: selvitys
          syksy 2025: käyttöönotto
          kevät 2026: käyttöönotto
          syksy 2026:
            vaihe: jatkuva
            sanat: koko kunta
          kevät 2027:
            sanat: sähköinen lupa-arkisto
    """) == canonical(
        Measure,
        """
        otsikko: Kartoitus
        tavoite: osaaminen
        aikataulu:
          kevät 2027: {sanat: sähköinen lupa-arkisto}
          2026-syksy:
            sanat: koko kunta
            vaihe: jatkuva
          S 2025 - k 2026: käyttöönotto
          Kevät 2025:
            vaihe: selvitys
    """,
    )


def test_words_of_an_unknown_schedule_stand_in_order_of_time():
    assert expect("""
        otsikko: Kartoitus
        tavoite: osaaminen
        aikataulun_sanat:
          kevät 2025: a
          kevät 2026: b
    """) == canonical(
        Measure,
        """
        otsikko: Kartoitus
        tavoite: osaaminen
        aikataulun_sanat: {2026-k: b, Kevät 2025: a}
    """,
    )


def test_a_schedule_known_to_be_empty_stays_apart_from_one_that_is_not_known():
    written = "otsikko: A\ntavoite: b\naikataulu: {}\n"

    assert written == canonical(Measure, written)
    assert canonical(Measure, "otsikko: A\ntavoite: b\naikataulu:\n") == "otsikko: A\ntavoite: b\n"


def test_numbers_and_dates_take_their_finnish_form():
    assert expect("""
        otsikko: A
        tavoite: b
        kustannusarvio:
          - vuosi: 2026
            euroa: 12000,50
        lahde:
          paivays: 6.2.2024
    """) == canonical(
        Measure,
        """
        otsikko: A
        tavoite: b
        kustannusarvio: [{vuosi: 02026, euroa: 12 000.50}]
        lahde: {paivays: 2024-02-06}
    """,
    )


def test_registers_keep_the_order_of_the_editor():
    registers = {
        Parties: "Rehtori:\n  laji: viranhaltija\nArkisto:\nJohtoryhmä:\n  laji: toimielin\n",
        Abbreviations: "VM: valtiovarainministeriö\nDVV: Digi- ja väestötietovirasto\n",
        Levels: "asteikko:\n  5: Erinomainen\n  1: Heikko\n",
    }
    for model, written in registers.items():
        assert written == canonical(model, written)


def test_a_name_alone_is_written_without_its_key():
    written = expect("""
        nimi: Tiekartta
        organisaatio: Kunta
        lyhytnimi: Kunta
        kuvaus: Kuvaus.
        toimialat:
          - Sivistys
          - nimi: Tekniset
            muut_kirjoitusasut:
              - Tekniikka
    """)
    assert written == canonical(Settings, written.replace("- Sivistys", "- nimi: Sivistys"))


def test_what_looks_like_a_number_or_a_date_stays_without_quotes():
    for text in ("no", "12:30", "2025-12-01", "0123", "null", "2025", "1.0", "a:b"):
        assert f"otsikko: {text}\ntavoite: b\n" == canonical(
            Measure, f"otsikko: '{text}'\ntavoite: b\n"
        )


def test_quotes_are_used_where_yaml_would_read_something_else():
    assert canonical(Abbreviations, 'A: "b: c"\n') == "A: 'b: c'\n"
    assert canonical(Abbreviations, 'A: "sija #1"\n') == "A: 'sija #1'\n"
    assert canonical(Abbreviations, "A: sija#1, [2] – 'kolme'\n") == "A: sija#1, [2] – 'kolme'\n"
    assert canonical(Abbreviations, '"A: b": "\'c\' d"\n') == "'A: b': '''c'' d'\n"


def test_several_lines_become_a_literal_block_that_is_never_folded():
    long = "pitkä " * 100 + "rivi"
    assert f"A: |-\n  eka  \n\n    {long}\n  # loppu\n" == canonical(
        Abbreviations, f'A: "eka  \\n\\n  {long}\\n# loppu\\n"\n'
    )
    assert f"A: {long}\n" == canonical(
        Abbreviations, f"A:\n  {long.replace(' ', chr(10) + '  ')}\n"
    )


def test_what_a_block_cannot_hold_is_quoted_with_its_emoji_as_they_are():
    written = 'A: "😀 ä\\n\\tb"\n'

    assert written == canonical(Abbreviations, written)


# --- the words survive ---------------------------------------------------------------------


def test_a_tricky_text_reads_back_letter_for_letter(tmp_path: Path):
    def check(text: str) -> None:
        measure = Measure.model_validate(
            {
                "otsikko": text,
                "tavoite": "a",
                "vastuu": [text, text],
                "lisakentat": {text: text, "Viimeinen": text},
            }
        )
        written = format_entry(measure)

        assert measure.model_dump() == read_back(written, Measure, tmp_path)
        assert written == canonical(Measure, written)

    assert {} == failures(TRICKY, check)


@given(st.dictionaries(texts, texts, min_size=1), st.lists(texts), texts)
def test_a_measure_reads_back_whatever_its_texts_are(
    folder: Path, named: dict[str, str], several: list[str], text: str
):
    measure = Measure.model_validate(
        {
            "otsikko": text,
            "tavoite": "a",
            "kuvaus": f"{text}\n\n{text}",
            "vastuu": several,
            "aikataulu": {"kevät 2025": {"sanat": text}, "syksy 2025": {"vaihe": text}},
            "raportit": [{"puolivuosi": "kevät 2025", "tila": "valmis", "teksti": text}],
            "lisakentat": named,
            "lahde": {"taulukko": text},
        }
    )
    written = format_entry(measure)

    assert measure.model_dump() == read_back(written, Measure, folder)
    assert written == format_text(Measure, written, "a.yml").text


@given(st.dictionaries(texts, st.fixed_dictionaries({}, optional={"kuvaus": texts}), min_size=1))
def test_a_register_reads_back_whatever_its_names_are(
    folder: Path, register: dict[str, dict[str, str]]
):
    parties = Parties.model_validate(register)
    written = format_entry(parties)

    assert parties.model_dump() == read_back(written, Parties, folder)
    assert list(parties.root) == list(read_back(written, Parties, folder))  # type: ignore[call-overload]
    assert written == format_text(Parties, written, "a.yml").text


@given(st.text(letters))
@example("A: 'b'\n\n  'c': d\n")
@example("A: |2+\n   b\n\n\nC: >-\n d\n")
def test_formatting_what_was_formatted_changes_nothing(text: str):
    once = format_text(Abbreviations, text, "a.yml").text
    if once is not None:
        assert once == canonical(Abbreviations, once)


def test_readers_of_yaml_1_2_read_the_same():
    loader = YAML(typ="base", pure=True)
    loader.version = (1, 2)

    def check(text: str) -> None:
        entry = Abbreviations.model_validate({"A": text, text + "k": "b"})
        assert entry.root == loader.load(format_entry(entry))

    assert {} == failures(TRICKY, check)


# --- errors and comments -------------------------------------------------------------------


def test_a_file_with_errors_has_no_canonical_form():
    formatted = format_text(Measure, "otsiko: A\n", "a.yml")

    assert formatted.text is None
    assert {"unknown-key", "missing-field"} == {problem.code for problem in formatted.problems}


def test_an_empty_file_has_no_canonical_form():
    for text in ("", "\n", "# vain kommentti\n", "''\n"):
        formatted = format_text(Goal, text, "a.yml")
        assert (formatted.text, [p.code for p in formatted.problems]) == (None, ["empty-file"])


def test_comments_are_found_where_they_stand():
    text = expect("""
        # alku
        otsikko: Häiriö #1  😀 # loppu
        kuvaus: |-  # otsake
          # tekstiä
          a # tekstiä
        # väli
        vastuu: ['# ei', "# ei"] # kyllä
        sija#1: 'a
          # tekstiä'
        osoite: https://a.example/#b
          # sisennetty
    """)
    assert [
        (1, True, "# alku"),
        (2, False, "#1  😀 # loppu"),
        (3, False, "# otsake"),
        (6, True, "# väli"),
        (7, False, "# kyllä"),
        (11, True, "# sisennetty"),
    ] == [(comment.line, comment.has_own_line, comment.text) for comment in comments(text)]


def test_comments_stay_beside_what_they_stood_beside():
    written = canonical(
        Measure,
        """
        # Tavoite on sovittu johtoryhmässä
        tavoite: digitaidot # tarkista
        # Otsikko on asiakirjan
        otsikko: Kurssi
        aikataulu: # sovittu keväällä
          # ensin hankinta
          syksy 2025 – kevät 2026: käyttöönotto # jos rahat riittävät
          # sitä ennen
          Kevät 2025: selvitys
        vastuu: [Kirjasto, # myös sivukirjastot
          # ja tuki
          Tietohallinto]
        kuvaus: |- # lyhyt
          Eka.
          Toka.
        # loppu
        """,
    )

    assert written == expect("""
        # Otsikko on asiakirjan
        otsikko: Kurssi
        # Tavoite on sovittu johtoryhmässä
        tavoite: digitaidot # tarkista
        # lyhyt
        kuvaus: |-
          Eka.
          Toka.
        vastuu:
          - Kirjasto # myös sivukirjastot
          # ja tuki
          - Tietohallinto
        aikataulu: # sovittu keväällä
          # sitä ennen
          kevät 2025: selvitys
          # ensin hankinta
          syksy 2025: käyttöönotto # jos rahat riittävät
          kevät 2026: käyttöönotto
        # loppu
    """)


COMMENTED = """otsikko: Kurssi
tavoite: digitaidot
kuvaus: |-
  Eka.

  Toka.
aikataulu:
  kevät 2025: selvitys
  syksy 2025:
    vaihe: käyttöönotto
    sanat: kirjastossa
vastuu:
  - Kirjasto
  - Tietohallinto
raportit:
  - puolivuosi: kevät 2025
    tila: valmis
    teksti: 'a: b'
  - puolivuosi: syksy 2025
    tila: valmis
linkit: [{teksti: a, osoite: 'https://a.example/'},
  {teksti: b, osoite: 'https://b.example/'}]
"""


@given(st.data())
def test_any_comment_in_any_place_survives_and_formatting_twice_changes_nothing(data):
    lines = []
    for number, line in enumerate(COMMENTED.splitlines()):
        within_text = number in (3, 4, 5)
        if not within_text and data.draw(st.booleans(), label=f"above {number}"):
            lines.append(" " * data.draw(st.integers(0, 6)) + f"#ylä {number}: x")
        beside = not within_text and data.draw(st.booleans(), label=f"beside {number}")
        lines.append(f"{line} # vieressä {number}" if beside else line)
    if data.draw(st.booleans()):
        lines.append("  # loppu")
    text = "\n".join(lines) + "\n"
    formatted = format_text(Measure, text, "a.yml")

    assert formatted.text is not None, text
    assert text.count("#") == formatted.text.count("#")
    assert {c.text for c in comments(text)} == {c.text for c in comments(formatted.text)}
    assert formatted.text == canonical(Measure, formatted.text)


@given(st.dictionaries(texts, texts, min_size=1))
def test_no_text_is_taken_for_a_comment(named: dict[str, str]):
    assert comments(format_entry(Abbreviations.model_validate(named))) == []


# --- prose ---------------------------------------------------------------------------------


def test_prose_keeps_its_line_breaks_and_loses_other_spaces_at_the_ends_of_lines():
    assert (
        format_prose("# Otsikko  \n \t\nEka \t\nToka\t\nRivi     \r\nvaihtuu  \n\n- a\n\n  \n")
        == "# Otsikko\n\nEka\nToka\nRivi  \nvaihtuu\n\n- a\n"
    )


def test_prose_is_composed_and_ends_in_one_newline():
    assert format_prose("Pa\u0308a\u0308kirjoitus") == "Pääkirjoitus\n"
    assert format_prose("\n \n") == ""


@given(st.text(letters))
def test_formatting_prose_twice_changes_nothing_and_keeps_the_words(text: str):
    once = format_prose(text)

    assert once == format_prose(once)
    assert format_prose(text.replace("\r", "\n")).split() == once.split()


# --- whole roadmaps ------------------------------------------------------------------------


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {
        "lyhenteet.yml": "A: 'b'\r\n",
        "tahot.yml": "Rehtori: {laji: viranhaltija}\n",
        "tiekartta.yml": "nimi: T\norganisaatio: O\nlyhytnimi: L\nkuvaus: K\n",
        "visio.md": "Visio  \n",
        "toimenpiteet/a.yml": "tavoite: t # huom\notsikko: A\n",
        "toimenpiteet/b.yml": "tavoite: t\notsiko: B\n",
        "hyvaksytyt/1/sisalto.json": "{}",
    }
    for name, text in files.items():
        path = tmp_path / "content" / "kunta" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return tmp_path / "content"


CHANGED = tuple(
    f"content/kunta/{name}"
    for name in ("lyhenteet.yml", "tahot.yml", "toimenpiteet/a.yml", "visio.md")
)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_checking_tells_what_would_change_and_writes_nothing(content: Path):
    before = bytes_of(content)

    assert format_roadmap(content, "kunta", write=False).changed == CHANGED
    assert before == bytes_of(content)


def test_writing_changes_only_what_is_not_canonical_and_the_second_time_nothing(content: Path):
    before = bytes_of(content)

    assert format_roadmap(content, "kunta", write=True).changed == CHANGED
    assert format_roadmap(content, "kunta", write=True).changed == ()
    assert (content / "kunta" / "lyhenteet.yml").read_bytes().decode() == "A: b\n"
    assert set(before) == set(bytes_of(content))


def test_files_with_errors_are_left_alone_and_told_of(content: Path):
    measure = content / "kunta" / "toimenpiteet" / "b.yml"
    before = measure.read_bytes()
    problems = format_roadmap(content, "kunta", write=True).problems

    assert [p.code for p in problems] == ["unknown-key"]
    assert before == measure.read_bytes()


def test_comments_survive(content: Path):
    format_roadmap(content, "kunta", write=True)

    measure = content / "kunta" / "toimenpiteet" / "a.yml"
    assert measure.read_text("utf-8") == "otsikko: A\ntavoite: t # huom\n"


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(content: Path):
    folder = content / "kunta"
    (folder / "lyhenteet.yml").chmod(0o640)
    (folder / "tahot.yml").rename(folder / "tahot-oikea.txt")
    (folder / "tahot.yml").symlink_to("tahot-oikea.txt")
    format_roadmap(content, "kunta", write=True)

    assert (folder / "lyhenteet.yml").stat().st_mode & 0o777 == 0o640
    assert (folder / "tahot.yml").is_symlink()
    assert (folder / "tahot-oikea.txt").read_text() == "Rehtori:\n  laji: viranhaltija\n"


def test_a_file_that_cannot_be_written_is_a_problem_and_leaves_nothing_behind(
    content: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(source: str, target: Path) -> None:
        raise PermissionError(target)

    monkeypatch.setattr(os, "replace", refuse)
    before = bytes_of(content)
    done = format_roadmap(content, "kunta", write=True)

    assert done.changed == ()
    assert [problem.code for problem in done.problems].count("unwritable-file") == 4
    assert before == bytes_of(content)
    assert os.listdir(content) == ["kunta"]


def test_a_roadmap_in_canonical_form_is_left_alone():
    done = format_roadmap(of_town("esimerkkila"), "esimerkkila", write=False)

    assert done.changed == ()
    assert done.problems == ()
