"""The command changes: from versions or the working content to a list for the meeting."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from comparison.applying import apply, from_json
from digitiekartta.commands import main as cli
from pikku import Content

Run = Callable[..., tuple[int, str, str]]
BODIES = """
toimielimet:
  - nimi: Johtoryhmä
    hyvaksyy: tiekartta
"""


@pytest.fixture
def run(
    content: Content, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command in a project that holds Pikku; return exit code, output and errors."""
    (content.root / "mkdocs.yml").write_text("site_name: Pikku\n")
    content.append("tiekartta.yml", BODIES)
    monkeypatch.chdir(content.root)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["digitiekartta", *words])
        with pytest.raises(SystemExit) as ending:
            cli.main()
        told = capsys.readouterr()
        return int(str(ending.value.code)), told.out, told.err

    return run


@pytest.fixture
def approve(run: Run) -> Callable[[str], None]:
    """Approve the working content as it is."""

    def approve(day: str) -> None:
        code = json.loads(run("changes", "pikku", "--format", "json")[1])["tunniste"]
        words = ("--body", "Johtoryhmä", "--date", day, "--code", code, "--yes")
        assert 0 == run("approve", "pikku", *words)[0]

    return approve


def test_before_anything_is_approved_the_whole_content_is_counted(run: Run) -> None:
    code, out, err = run("changes", "pikku")

    assert (0, "") == (code, err)
    assert "tämä olisi ensimmäinen hyväksyntä" in out
    assert "Koko sisältö on uutta: 1 tavoite, 3 toimenpidettä, " in out


def test_by_default_the_working_content_is_compared_with_the_newest_version(
    run: Run, approve: Callable[[str], None], content: Content
) -> None:
    approve("9.12.2025")
    content.replace("toimenpiteet/digituki.yml", "syksy 2026", "kevät 2026")
    code, out, err = run("changes", "pikku")

    assert (0, "") == (code, err)
    assert "Aiempi sisältö: hyväksytty versio 2025-1, Johtoryhmä 9.12.2025 (pykälä" in out
    assert "- Selvitys siirtyy syksystä 2026 kevääseen 2026.\n" in out


def test_a_version_is_compared_with_the_one_before_it(
    run: Run, approve: Callable[[str], None], content: Content
) -> None:
    approve("9.12.2025")
    content.replace("toimenpiteet/ohjeet.yml", "Ohjeet verkkoon", "Ohjeet intraan")
    approve("15.12.2025")
    content.replace("toimenpiteet/ohjeet.yml", "Ohjeet intraan", "Ohjeet kaikille")

    assert (
        "ennen ”Ohjeet verkkoon”, muutoksen jälkeen ”Ohjeet intraan”"
        in run("changes", "pikku", "--to", "2025-2")[1]
    )
    assert (
        "ennen ”Ohjeet verkkoon”, muutoksen jälkeen ”Ohjeet kaikille”"
        in run("changes", "pikku", "--from", "2025-1")[1]
    )


def test_a_version_that_does_not_exist_is_answered_with_those_that_do(
    run: Run, approve: Callable[[str], None]
) -> None:
    before = run("changes", "pikku", "--from", "2025-9")
    approve("9.12.2025")
    after = run("changes", "pikku", "--to", "2025-9")

    assert (2, 2) == (before[0], after[0])
    assert "Tiekartasta ei ole vielä hyväksytty yhtään versiota." in before[2]
    assert "Versiota ”2025-9” ei ole. Ainoa versio on 2025-1." in after[2]


def test_the_json_makes_the_new_content_of_the_approved_one(
    run: Run, approve: Callable[[str], None], content: Content
) -> None:
    approve("9.12.2025")
    old = json.loads(content.path("hyvaksytyt/2025-1/sisalto.json").read_bytes())
    content.append("toimenpiteet/ohjeet.yml", "lisatiedot: Kaikille.\n")
    told = json.loads(run("changes", "pikku", "--format", "json")[1])
    approve("10.12.2025")
    new = json.loads(content.path("hyvaksytyt/2025-2/sisalto.json").read_bytes())

    assert new == apply(old, [from_json(one) for one in told["toimet"]])


def test_what_was_approved_is_told_beside_the_approval(
    approve: Callable[[str], None], content: Content
) -> None:
    approve("9.12.2025")
    content.append("toimenpiteet/ohjeet.yml", "lisatiedot: Kaikille.\n")
    approve("10.12.2025")

    assert "Lisätään lisätiedot: ”Kaikille.”" in content.read("hyvaksytyt/2025-2/muutokset.md")


def test_an_approved_measure_that_vanishes_stops_check_and_approval(
    run: Run, approve: Callable[[str], None], content: Content
) -> None:
    approve("9.12.2025")
    content.remove("toimenpiteet/ohjeet.yml")

    assert 1 == run("check", "pikku")[0]
    assert "[undeclared-removal]" in run("check", "pikku")[1]
    told = run("changes", "pikku")[1]
    assert "Virhe: Toimenpide ”Ohjeet verkkoon”: Hyväksytty toimenpide on poistettu" in told
    code, _, err = run("approve", "pikku", "--body", "Johtoryhmä", "--date", "10.12.2025")
    assert (3, True) == (code, "[undeclared-removal]" in err)


def test_a_file_that_can_not_be_read_is_not_told_as_a_removed_measure(
    run: Run, content: Content
) -> None:
    content.write("toimenpiteet/ohjeet.yml", "otsikko: [\n")
    code, out, err = run("changes", "pikku")

    assert (1, "") == (code, out)
    assert "Muutoksia ei voi kertoa, ennen kuin nämä on korjattu." in err


def test_a_word_document_wants_a_file(run: Run, tmp_path: Path) -> None:
    code, _, err = run("changes", "pikku", "--format", "docx")
    target = tmp_path / "muutokset.docx"

    assert (2, True) == (code, "--output muutokset.docx" in err)
    assert 0 == run("changes", "pikku", "--format", "docx", "--output", str(target))[0]
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["muutokset.pdf", "muutokset.odt"])
def test_a_file_is_not_given_an_ending_that_it_is_not(run, tmp_path, name):
    code, _, err = run("changes", "pikku", "--output", str(tmp_path / name))

    assert (2, False) == (code, (tmp_path / name).exists())
    assert ".docx" in err


def test_a_file_that_can_not_be_written_is_told_in_finnish(run: Run, tmp_path: Path) -> None:
    code, _, err = run("changes", "pikku", "--output", str(tmp_path / "ei" / "ole.txt"))

    assert (2, True) == (code, "ei voi kirjoittaa: kansiota ei ole" in err)


@pytest.mark.parametrize("blank", ['"\\u0000"', '"\\uFFFE"', "\u2800"])
@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_name_of_which_nothing_is_seen_is_told_and_never_a_misuse(run, content, blank, form):
    content.replace("tiekartta.yml", "  - Tekniset palvelut", f"  - {blank}")

    code, _, told = run("changes", "pikku", "--format", form)

    assert 1 == code
    assert "toimialat" in told
    assert "'nimi'" not in told


def test_a_mistake_of_the_program_is_not_told_as_a_misuse(run, monkeypatch):
    def broken(*_: object) -> None:
        raise KeyError("nimi")

    monkeypatch.setattr("digitiekartta.commands.decisions.report", broken)

    code, _, told = run("changes", "pikku")

    assert 70 == code
    assert "Ohjelmassa on vika" in told
