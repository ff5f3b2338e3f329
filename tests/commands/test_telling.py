"""The commands ``share`` and ``news``: what communications get, and what they are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import terminal
from towns import checkout

ADDRESS = ("--site-url", "https://www.kunta.example/digi")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return checkout(tmp_path / "projekti", "muutosniemi")


def run(root: Path, *words: str) -> tuple[int, str, str]:
    ended = terminal.run(root, *words, SOURCE_DATE_EPOCH="1789430400")  # 15.9.2026
    return ended.code, ended.out, ended.err


def test_news_are_of_the_newest_version_unless_another_is_asked_for(root):
    newest = run(root, "news", "muutosniemi", *ADDRESS)
    first = run(root, "news", "muutosniemi", "--version", "2024-1", *ADDRESS)

    assert (0, True) == (newest[0], "sisältöä on korjattu" in newest[1])
    assert (0, True) == (first[0], "hyväksytty ja luettavissa verkossa" in first[1])


def test_the_name_of_the_file_tells_the_form_of_news(root):
    for name, begins in (("a.html", "<div lang"), ("a.md", "# "), ("a.txt", "Digitiekartta")):
        code, out, _ = run(root, "news", "muutosniemi", "--output", name, *ADDRESS)

        assert (0, f"Kirjoitettu: {name}\n") == (code, out)
        assert (root / name).read_text(encoding="utf-8").startswith(begins)
    words = ("--output", "a.md", "--format", "html")
    code, _, err = run(root, "news", "muutosniemi", *words, *ADDRESS)
    assert (2, True) == (code, "ei sovi muotoon html" in err)


def test_the_name_of_the_file_tells_the_form_of_shared_texts(root):
    for name, begins in (("a.json", "["), ("a.md", "# "), ("a.txt", "Tietoturvan vuosikurssi.")):
        words = ("--measure", "vuosikurssi", "--output", name)
        printed = ("--measure", "vuosikurssi", "--format", {"a.txt": "text"}.get(name, name[2:]))
        code, out, _ = run(root, "share", "muutosniemi", *words, *ADDRESS)

        assert (0, f"Kirjoitettu: {name}\n") == (code, out)
        text = (root / name).read_text(encoding="utf-8")
        assert text.startswith(begins)
        assert run(root, "share", "muutosniemi", *printed, *ADDRESS)[1] == text


@pytest.mark.parametrize("command", ["news", "share"])
def test_no_text_gets_the_name_of_another_kind_of_file(root, command):
    code, out, err = run(root, command, "muutosniemi", "--output", "a.docx", *ADDRESS)

    assert (2, "") == (code, out)
    assert "ei tehdä muotoon .docx" in err
    assert not (root / "a.docx").exists()


def test_what_nobody_has_approved_is_no_news(root):
    code, out, err = run(root, "news", "muutosniemi", "--version", "työversio", *ADDRESS)

    assert (3, "") == (code, out)
    assert "Työversiosta ei tehdä uutista" in err


@pytest.mark.parametrize("command", ["news", "share"])
def test_a_roadmap_without_an_approved_version_is_refused(tmp_path, command):
    code, out, err = run(checkout(tmp_path / "p", "pikkula"), command, "pikkula", *ADDRESS)

    assert (3, "") == (code, out)
    assert "[not-approved]" in err


@pytest.mark.parametrize("command", ["news", "share"])
def test_without_an_address_there_would_be_no_links(root, command):
    code, out, err = run(root, command, "muutosniemi")

    assert (2, "") == (code, out)
    assert "--site-url" in err


def test_a_measure_is_shared_alone_also_by_a_former_id(root):
    code, out, _ = run(root, "share", "muutosniemi", "--measure", "vuosikurssi", *ADDRESS)
    assert (0, True) == (code, out.startswith("Tietoturvan vuosikurssi. Nyt jatkuva toiminta"))
    assert 1 == out.count("https://")
    former = run(root, "share", "muutosniemi", "--measure", "tietoturva", *ADDRESS)
    assert out == former[1]


def test_an_unknown_measure_is_told_with_the_nearest(root):
    code, _, err = run(root, "share", "muutosniemi", "--measure", "vuosikursi", *ADDRESS)

    assert 2 == code
    assert "Tarkoititko tunnusta vuosikurssi?" in err


def test_programs_get_all_texts_with_their_parts(root):
    code, out, _ = run(root, "share", "muutosniemi", "--format", "json", *ADDRESS)
    texts = json.loads(out)

    assert 0 == code
    assert {"tunnus", "otsikko", "tilanne", "vastuu", "osoite", "teksti"} == {*texts[0]}
    assert all(len(one["teksti"]) <= 280 for one in texts)


def test_a_newsletter_gets_a_title_and_a_link(root):
    words = ("--goal", "taidot", "--format", "md")
    out = run(root, "share", "muutosniemi", *words, *ADDRESS)[1]

    assert out.startswith("# Tavoite 1: Digitaidot kuntoon\n")
    assert "](https://www.kunta.example/digi/tavoitteet/taidot/)" in out


def test_a_site_that_cannot_be_let_in_is_told(root):
    code, out, err = run(root, "server-config", "--folder", "/srv/k", "--embed-on", "kunta.fi")

    assert (2, "") == (code, out)
    assert "--embed-on: ”kunta.fi” ei kelpaa." in err
