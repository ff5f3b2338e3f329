"""A roadmap's folder that is a link, or has a name that can't be written, is read by no command."""

from __future__ import annotations

import os
import sys

import pytest

COMMANDS = (
    ("check",),
    ("changes",),
    ("pages",),
    ("build",),
    ("build", "--public"),
    ("export", "--csv", "a.csv"),
    ("format",),
    ("status",),
    ("review", "--base", "pohja"),
    ("approve", "--body", "X", "--date", "1.1.2025"),
    ("publish", "kohde", "--no-audit"),
)
every_command = pytest.mark.parametrize("words", COMMANDS, ids=" ".join)


def refusal(run, words: tuple[str, ...], name: str) -> str:
    code, out, err = run(words[0], name, *words[1:])
    assert code in (1, 3)
    return out + err


@pytest.fixture
def root(content):
    (content.root / "muualla").mkdir()
    (content.root / "pohja" / "content").mkdir(parents=True)
    return content.root


@every_command
@pytest.mark.parametrize("leads_to", ["/", "pikku", "../muualla"])
def test_a_folder_that_is_a_link_is_refused_by_every_command(run, root, words, leads_to):
    (root / "content" / "linkki").symlink_to(leads_to)

    told = refusal(run, words, "linkki")

    assert "content/linkki" in told
    assert "Kansio on linkki muualle, joten sitä ei lueta." in told


@every_command
def test_no_command_looks_behind_a_folder_that_is_a_link(run, root, words, monkeypatch):
    """It may lead to the whole disk, where files come and go while a command runs."""
    (root / "muualla" / "toimenpiteet" / "syvemmalla").mkdir(parents=True)
    (root / "content" / "linkki").symlink_to("../muualla")
    looked, scandir = [], os.scandir
    monkeypatch.setattr(os, "scandir", lambda path=".": looked.append(str(path)) or scandir(path))

    refusal(run, words, "linkki")

    assert [] == [one for one in looked if "/linkki/" in one or "muualla" in one]


@every_command
@pytest.mark.parametrize(
    "name", ["\udcff", "kunt\udce4", "a\nb", "a\x1b[31m", "a\u202eb"], ids=ascii
)
@pytest.mark.skipif(sys.platform != "linux", reason="levy ei tunne tällaisia nimiä")
def test_a_folder_whose_name_cannot_be_written_is_refused_by_every_command(
    run, root, content, words, name
):
    content.folder.rename(root / "content" / name)

    told = refusal(run, words, name)

    assert "on merkkejä, joita ei voi lukea, joten kansiota ei lueta." in told


@every_command
@pytest.mark.parametrize("name", ["index.html", "Assets", "a%2fb", "a#b"])
def test_a_folder_whose_name_is_no_address_is_refused_by_every_command(
    run, root, content, words, name
):
    content.folder.rename(root / "content" / name)

    told = refusal(run, words, name)

    assert "ei kelpaa sivuston osoitteeseen" in told


@pytest.mark.parametrize("name", ["kemijärvi", "Kunta 2026", "v1.2"])
def test_an_unusual_name_is_fine(run, root, content, name):
    content.folder.rename(root / "content" / name)

    assert 0 == run("check", name)[0]


@pytest.mark.skipif(sys.platform != "linux", reason="levy ei tunne tällaisia nimiä")
def test_a_name_that_cannot_be_written_keeps_no_other_roadmap_from_being_checked(run, root):
    (root / "content" / "\udcff").mkdir()
    (root / "content" / "pikku" / "tahot.yml").write_text("a")

    _, out, _ = run("check")

    assert "content/\ufffd: Kansion nimessä ”\ufffd” on merkkejä" in out
    assert "content/pikku/tahot.yml" in out
