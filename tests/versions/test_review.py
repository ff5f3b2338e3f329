"""What a pull request does, told to the one who decides on it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
from pikku import Content

BODIES = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
"""

Review = Callable[..., tuple[int, str, str]]


@pytest.fixture
def proposed(content: Content, monkeypatch, capsys) -> Content:
    """Return Pikku once approved, as a pull request has it; the branch stands beside it."""
    content.append("tiekartta.yml", BODIES)
    (content.root / "mkdocs.yml").touch()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22.11.2026
    monkeypatch.chdir(content.root)
    approve(content, monkeypatch, capsys, "9.12.2024")
    shutil.copytree(content.root / "content", content.root / "main" / "content")
    return content


def told(monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["digitiekartta", *words])
    capsys.readouterr()
    code = run(commands)
    return code, *capsys.readouterr()


def approve(content: Content, monkeypatch, capsys, day: str) -> None:
    decision = ("approve", "pikku", "--body", "Kunnanhallitus", "--date", day, "--section", "5")
    code = told(monkeypatch, capsys, *decision)[1].partition("--code ")[2].strip()
    assert 0 == told(monkeypatch, capsys, *decision, "--code", code, "--yes")[0]


@pytest.fixture
def review(proposed, monkeypatch, capsys) -> Review:
    return lambda *words: told(monkeypatch, capsys, "review", "--base", "main", *words)


def test_a_reader_is_told_what_the_proposal_changes_and_what_waits_for_a_decision(proposed, review):
    edit = ("syksy 2025: käyttöönotto", "syksy 2025: selvitys")
    for folder in (proposed.folder, proposed.root / "main/content/pikku"):
        (folder / "visio.md").write_text("# Visio\n\nAsiat hoituvat heti.\n")
    proposed.replace("toimenpiteet/kurssit.yml", *edit)

    code, out, _ = review()

    assert 0 == code
    assert "## pikku\n" in out
    assert "**Muutospyynnössä:** 1 muutos: 1 muutettu toimenpide." in out
    assert "Tietoturvakurssi" in out
    assert "heti" not in out
    assert "**Version 2024-1 hyväksymisen jälkeen yhteensä:** 2 muutosta:" in out
    assert "Sisällön tunniste, jos tämä liitetään sellaisenaan: `" in out


def test_a_proposal_that_leaves_the_content_alone_says_so(proposed, review):
    for folder in (proposed.folder, proposed.root / "main/content/pikku"):
        (folder / "visio.md").write_text("# Visio\n\nKysy: kirjaamo@pikkula.example.\n")

    # There is a warning, but not of what the proposal does.
    assert (0, "# Mitä muutospyyntö muuttaa\n\nMuutospyyntö ei muuta tiekarttojen sisältöä.\n") == (
        review()[:2]
    )


def test_problems_are_told_and_the_changes_as_well(proposed, review):
    proposed.replace("toimenpiteet/digituki.yml", "- Kirjasto", "- Kirjjasto")

    code, out, _ = review()

    assert 1 == code
    assert "**Tarkistus:** 1 virhe." in out
    assert "toimenpiteet/digituki.yml:5:5" in out.replace("&#46;", ".").replace("&#58;", ":")
    assert "**Muutospyynnössä:** 1 muutos" in out


def test_a_file_that_can_not_be_read_hides_the_changes_and_says_why(proposed, review):
    proposed.write("toimenpiteet/digituki.yml", "otsikko: [")

    code, out, _ = review()

    assert 1 == code
    assert "Muutoksia ei voi kertoa, ennen kuin virheet on korjattu." in out


def test_a_branch_that_can_not_be_read_is_told_as_the_reason(proposed, review):
    (proposed.root / "main/content/pikku/toimenpiteet/digituki.yml").write_text("otsikko: [")
    proposed.write("visio.md", "# Visio\n\nAsiat hoituvat heti.\n")

    code, out, _ = review()

    assert 0 == code
    assert "haarassa, johon muutospyyntö liitettäisiin" in out


def test_of_a_new_roadmap_it_is_told_what_it_holds(proposed, review):
    shutil.rmtree(proposed.root / "main/content/pikku")

    assert "**Muutospyynnössä:** Koko sisältö on uutta: " in review()[1]


def test_an_approval_tells_the_code_to_compare_with_the_minutes(
    proposed, review, monkeypatch, capsys
):
    proposed.write("visio.md", "# Visio\n\nAsiat hoituvat heti.\n")
    approve(proposed, monkeypatch, capsys, "9.12.2025")

    code, out, _ = review()

    assert 0 == code
    assert "**Uusi hyväksytty versio 2025" in out
    assert "Vertaa sen tunnistetta pöytäkirjaan: `" in out


def test_an_approved_version_that_was_taken_away_is_found(proposed, review):
    shutil.rmtree(proposed.path("hyvaksytyt/2024-1"))

    code, out, _ = review()

    assert 1 == code
    assert "Hyväksyttyä versiota 2024" in out
    assert "Älä liitä muutospyyntöä" in out


def test_a_version_rewritten_together_with_its_record_is_found(
    proposed, review, monkeypatch, capsys
):
    shutil.rmtree(proposed.path("hyvaksytyt/2024-1"))
    proposed.write("visio.md", "# Visio\n\nAsiat hoituvat heti.\n")
    approve(proposed, monkeypatch, capsys, "9.12.2024")

    # The files themselves agree with each other: nothing is wrong with them.
    assert 0 == told(monkeypatch, capsys, "check")[0]
    assert 1 == review()[0]


def test_a_long_list_is_cut_at_a_line(proposed, review):
    words = "sana " * 14_000
    proposed.replace("toimenpiteet/digituki.yml", "tavoite:", f"kuvaus: {words}\ntavoite:")

    code, out, _ = review()

    assert 0 == code
    assert len(out) < 65_536
    assert "1 muutettu toimenpide" in out
    assert out.endswith("Koko luettelon antaa komento `digitiekartta changes`.*\n")


def test_an_editors_words_are_words_in_the_comment(proposed, review):
    proposed.replace("toimenpiteet/digituki.yml", "Digituki kirjastossa", "<b>Digi</b> @kaikki")

    assert "<b>" not in review()[1]


def test_the_summary_is_written_whole_to_a_file(proposed, review, tmp_path: Path):
    code, out, _ = review("--output", "yhteenveto.md")

    assert (0, "Kirjoitettu: yhteenveto.md\n") == (code, out)
    assert (proposed.root / "yhteenveto.md").read_text().startswith("# Mitä")


@pytest.mark.parametrize("words", [(), ("--base", "puuttuu"), ("--base", "main", "muu")])
def test_misuse_is_told_in_finnish(proposed, monkeypatch, capsys, words):
    code, _, err = told(monkeypatch, capsys, "review", *words)

    assert 2 == code
    assert err.startswith("Virhe: ")
