"""What a pull request does, told to the one who decides on it."""

from __future__ import annotations

import re
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
    decision = ("approve", "pikku", "--body", "Kunnanhallitus", "--date", day)
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
    assert "`content/pikku/toimenpiteet/digituki.yml:5:5:`" in out
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


def test_the_list_of_changes_of_an_approved_version_is_not_to_be_touched(proposed, review):
    proposed.write("hyvaksytyt/2024-1/muutokset.md", "# Muutokset\n\nEi mitään.\n")

    code, out, _ = review()

    assert 1 == code
    assert "Hyväksyttyä versiota 2024-1 on muutettu" in out


def test_approved_versions_that_are_a_link_to_the_same_elsewhere_are_found(proposed, review):
    proposed.path("hyvaksytyt").rename(proposed.root / "muualla")
    proposed.path("hyvaksytyt").symlink_to(proposed.root / "muualla")

    assert 1 == review()[0]


def test_a_roadmap_that_is_taken_away_whole_is_told(proposed, review):
    shutil.rmtree(proposed.folder)

    code, out, _ = review()

    assert 1 == code
    assert "Koko tiekartta on poistettu" in out


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

    out = review()[1]

    assert "Muutettu: `<b>Digi</b>` `@kaikki`" in out
    assert "@kaikki" not in re.sub("`[^`]*`", "", out)


def test_the_summary_is_written_whole_to_a_file(proposed, review, tmp_path: Path):
    code, out, _ = review("--output", "yhteenveto.md")

    assert (0, "Kirjoitettu: yhteenveto.md\n") == (code, out)
    assert (proposed.root / "yhteenveto.md").read_text().startswith("# Mitä")


@pytest.mark.parametrize("words", [(), ("--base", "puuttuu"), ("--base", "main", "muu")])
def test_misuse_is_told_in_finnish(proposed, monkeypatch, capsys, words):
    code, _, err = told(monkeypatch, capsys, "review", *words)

    assert 2 == code
    assert err.startswith("Virhe: ")


# --- the branch's own warnings ---------------------------------------------------------------

GAP = "kevät 2025: selvitys\n  syksy 2025: käyttöönotto\n  kevät 2026 – syksy 2026"
WITH_GAP = "kevät 2025: selvitys\n  kevät 2026 – syksy 2026"


def both(content: Content, file: str, old: str, new: str) -> None:
    """Replace a text in the proposal and in the branch."""
    content.replace(file, old, new)
    path = content.root / "main/content/pikku" / file
    path.write_text(path.read_text().replace(old, new))


def test_warnings_that_the_branch_has_already_are_told_in_one_sentence(proposed, review):
    both(proposed, "toimenpiteet/kurssit.yml", GAP, WITH_GAP)
    proposed.replace("toimenpiteet/digituki.yml", "syksy 2026: selvitys", "kevät 2026: selvitys")

    code, out, _ = review()

    assert 0 == code
    assert "1 varoitus oli jo ennen tätä muutosta." in out
    assert "aukko" not in out


def test_a_warning_of_a_file_that_the_proposal_touches_is_told_again(proposed, review):
    both(proposed, "toimenpiteet/kurssit.yml", GAP, WITH_GAP)
    proposed.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi tietoturvasta")

    out = review()[1]

    assert "**Varoitus:**" in out
    assert "jo ennen tätä muutosta" not in out


def test_a_new_warning_of_the_same_kind_is_not_taken_for_an_old_one(proposed, review):
    both(proposed, "toimenpiteet/kurssit.yml", GAP, WITH_GAP)
    added = "syksy 2025: selvitys\n  syksy 2026: selvitys"
    proposed.replace("toimenpiteet/digituki.yml", "syksy 2026: selvitys", added)

    out = review()[1]

    assert "digituki.yml:" in out
    assert "1 varoitus oli jo ennen tätä muutosta." in out


def test_what_the_proposal_mends_is_told(proposed, review):
    both(proposed, "toimenpiteet/kurssit.yml", GAP, WITH_GAP)
    proposed.replace("toimenpiteet/kurssit.yml", WITH_GAP, GAP)

    assert "**Korjaantuu:** 1 varoitus." in review()[1]


def test_many_things_that_are_mended_at_once_are_counted(proposed, review):
    for file in ("kurssit", "digituki", "ohjeet"):
        path = proposed.root / f"main/content/pikku/toimenpiteet/{file}.yml"
        path.write_text(path.read_text().replace("tavoite: digitaidot", "tavoite: digitaito"))

    assert "**Korjaantuu:** 3 virhettä" in review()[1]


def test_a_phase_renamed_in_the_settings_alone_is_one_fault_and_no_change(proposed, review):
    for number in range(8):
        text = proposed.read("toimenpiteet/kurssit.yml").replace("Tietoturva", f"Kurssi {number}, ")
        for folder in (proposed.folder, proposed.root / "main/content/pikku"):
            (folder / f"toimenpiteet/kurssi-{number}.yml").write_text(text)
    proposed.replace("tiekartta.yml", "nimi: käyttöönotto", "nimi: käyttöön")
    out = review()[1]

    assert 1 == out.count("Vaihetta ”käyttöönotto” ei ole")
    assert "Sama on 9 kohdassa." in out
    assert "Muutoksia ei voi kertoa, ennen kuin virheet on korjattu." in out


def test_the_reason_for_what_is_gone_is_told(proposed, review):
    proposed.remove("visio.md")
    reason = "muutosten_syyt:\n  visio.md: Visio on nyt saatesanoissa, @kunta.\n"
    proposed.append("tiekartta.yml", reason)

    out = review()[1]

    assert "**Syy:** Visio on nyt saatesanoissa, `@kunta`.\n" in out


# --- pages ---------------------------------------------------------------------------------


def test_the_pages_that_change_are_listed_with_their_place_in_the_preview(proposed, review):
    proposed.replace("toimenpiteet/digituki.yml", "Digituki kirjastossa", "Digituki kirjastoissa")
    both(proposed, "toimenpiteet/digituki.yml", "liittyy:\n  - kurssit\n", "")

    out = review()[1]

    assert "### Sivut" in out
    assert "**Toimenpiteet:** Digituki kirjastoissa: pikku/toimenpiteet/digituki/\n" in out
    assert "pikku/vastuutahot/kirjasto/" in out
    assert "pikku/vastuutahot/tietohallinto/" not in out


def test_pages_are_linked_where_the_host_shows_the_preview(proposed, review):
    proposed.write(
        "toimenpiteet/uusi.yml",
        "otsikko: 'Uusi](x) @kunta'\ntavoite: digitaidot\nvastuu: Kirjasto\naikataulu: {}\n",
    )

    out = review("--preview-url", "https://pages.example/mr-1/")[1]

    address = "https://pages.example/mr-1/pikku/toimenpiteet/uusi/"
    assert f"- **Toimenpiteet:** [Uusi`](x)` `@kunta`]({address})\n" in out.replace(
        "[`Uusi](x)`", "[Uusi`](x)`"
    )
    assert "**Uusia:** 1 sivu." in out


def test_a_page_that_moves_is_told_as_one_that_leads_to_the_new_address(proposed, review):
    text = proposed.read("toimenpiteet/ohjeet.yml") + "aiemmat_tunnukset: ohjeet\n"
    proposed.write("toimenpiteet/neuvot.yml", text)
    proposed.remove("toimenpiteet/ohjeet.yml")

    out = review()[1]

    assert "**Ohjataan uuteen osoitteeseen:** 1 sivu." in out
    assert "Poistuu" not in out


def test_a_comment_in_a_file_changes_no_page(proposed, review):
    proposed.append("toimenpiteet/ohjeet.yml", "# muistiinpano\n")

    out = review()[1]

    assert "### Sivut" not in out
    assert "Muutospyyntö ei muuta tiekarttojen sisältöä." in out


# --- signatures ----------------------------------------------------------------------------

SIGNERS = "hyvaksytyt/sallitut_allekirjoittajat"


@pytest.fixture
def signed(proposed):
    """Return the proposal to a branch whose newest version somebody has signed."""
    for folder in (proposed.folder, proposed.root / "main/content/pikku"):
        (folder / SIGNERS).write_text("x@pikkula.example ssh-ed25519 AAAA\n")
        (folder / "hyvaksytyt/2024-1/hyvaksynta.json.sig").write_text("allekirjoitus\n")
    return proposed


def remove_signers(content: Content) -> None:
    content.remove(SIGNERS)


def add_signer(content: Content) -> None:
    content.append(SIGNERS, "paha@pikkula.example ssh-ed25519 BBBB\n")


def make_folder_of_signers(content: Content) -> None:
    content.remove(SIGNERS)
    content.path(SIGNERS).mkdir()


def link_signers(content: Content) -> None:
    content.path(SIGNERS).rename(content.root / "toinen")
    content.path(SIGNERS).symlink_to(content.root / "toinen")


@pytest.mark.parametrize("do", [remove_signers, add_signer, make_folder_of_signers, link_signers])
def test_a_change_of_who_may_sign_is_an_error(signed, review, do):
    do(signed)

    code, out, _ = review()

    assert 1 == code
    assert "kuka saa allekirjoittaa hyväksynnän" in out


def test_a_list_of_signers_that_appears_is_told(proposed, review):
    proposed.write(SIGNERS, "x@pikkula.example ssh-ed25519 AAAA\n")

    assert "kuka saa allekirjoittaa" in review()[1]


@pytest.mark.parametrize("text", [None, "toinen\n"])
def test_a_signature_that_is_changed_or_gone_is_an_error(signed, review, text):
    file = "hyvaksytyt/2024-1/hyvaksynta.json.sig"
    signed.remove(file)
    if text:
        signed.write(file, text)

    code, out, _ = review()

    assert 1 == code
    assert "Version 2024-1 allekirjoitusta on muutettu" in out
