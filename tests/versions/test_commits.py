"""A proposal is read from git as data: nothing of it is run, and only plain files become files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from digitiekartta.basics.problems import Misuse
from digitiekartta.commands.main import commands
from digitiekartta.commands.program import run
from digitiekartta.versions import commits
from digitiekartta.versions.commits import write_content
from pikku import Content

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is missing")


def git(folder: Path, *words: str, data: bytes | None = None) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@pikkula.example"]
    ended = subprocess.run(
        ["git", *who, *words], cwd=folder, input=data, capture_output=True, check=True
    )
    return ended.stdout.decode().strip()


@pytest.fixture
def repository(content: Content) -> Content:
    """Return Pikku in a repository with one commit."""
    (content.root / "mkdocs.yml").touch()
    git(content.root, "init", "-q")
    commit(content)
    return content


def commit(content: Content) -> str:
    git(content.root, "add", "-A")
    git(content.root, "commit", "-qm", "muutos")
    return git(content.root, "rev-parse", "HEAD")


def written(content: Content, tmp_path: Path, revision: str = "HEAD") -> tuple[dict[str, str], str]:
    """Return the files that a commit gives, and the codes of what was refused."""
    into = tmp_path / "ulos"
    problems = write_content(content.root, revision, into)
    files = {
        path.relative_to(into / "content/pikku").as_posix(): path.read_text()
        for path in into.rglob("*")
        if path.is_file()
    }
    return files, " ".join(sorted({problem.code for problem in problems}))


def test_the_files_of_a_commit_are_as_they_were_committed(repository, tmp_path):
    repository.write("toimenpiteet/ohjeet.yml", "työversio, jota ei ole tallennettu\n")
    files, refused = written(repository, tmp_path)

    assert "" == refused
    assert "otsikko: Ohjeet verkkoon" in files["toimenpiteet/ohjeet.yml"]
    assert 10 == len(files)


def test_attributes_of_the_proposal_hide_and_change_nothing(repository, tmp_path):
    (repository.root / ".gitattributes").write_text(
        "*.yml export-ignore ident eol=crlf working-tree-encoding=UTF-16 filter=x\n"
    )
    repository.append("toimenpiteet/ohjeet.yml", "# $Id$\n")
    git(repository.root, "add", ".gitattributes")
    hash = git(repository.root, "hash-object", "-w", "--stdin", data=b"otsikko: X\n# $Id$\n")
    index = f"100644,{hash},content/pikku/toimenpiteet/ohjeet.yml"
    git(repository.root, "update-index", "--cacheinfo", index)
    git(repository.root, "commit", "-qm", "muutos")

    assert "otsikko: X\n# $Id$\n" == written(repository, tmp_path)[0]["toimenpiteet/ohjeet.yml"]


def test_links_are_refused_whether_to_files_or_folders(repository, tmp_path):
    (tmp_path / "salaisuus").write_text("salaisuus\n")
    repository.path("visio.md").unlink()
    repository.path("visio.md").symlink_to(tmp_path / "salaisuus")
    repository.path("toimenpiteet/alta").symlink_to("/etc")
    commit(repository)
    files, refused = written(repository, tmp_path)

    assert "not-a-plain-file" == refused
    assert "salaisuus" not in "".join(files.values())
    assert not any(path.is_symlink() for path in (tmp_path / "ulos").rglob("*"))


def test_another_repository_inside_is_refused(repository, tmp_path):
    hash = git(repository.root, "rev-parse", "HEAD")
    git(repository.root, "update-index", "--add", "--cacheinfo", f"160000,{hash},content/pikku/osa")
    git(repository.root, "commit", "-qm", "muutos")

    assert "not-a-plain-file" == written(repository, tmp_path)[1]


@pytest.mark.parametrize("name", ["..", ".git", "."])
def test_a_name_that_leads_out_is_refused(repository, tmp_path, name):
    blob = git(repository.root, "hash-object", "-w", "--stdin", data=b"x")

    def tree(*entries: tuple[str, str, str, str]) -> str:
        # Git itself writes no such tree.
        data = b"".join(
            f"{mode} {name}\0".encode() + bytes.fromhex(hash) for mode, _, hash, name in entries
        )
        words = ("hash-object", "-t", "tree", "-w", "--literally", "--stdin")
        return git(repository.root, *words, data=data)

    inner = tree(("100644", "blob", blob, "ulkona.yml"))
    content = tree(("40000", "tree", inner, name))
    root = tree(("40000", "tree", content, "content"))
    evil = git(repository.root, "commit-tree", "-m", "x", root)
    files, refused = written(repository, tmp_path, evil)

    assert ({}, "not-a-plain-file") == (files, refused)
    assert [] == [path for path in tmp_path.rglob("ulkona.yml")]


def test_a_huge_file_and_too_many_files_are_refused(repository, tmp_path, monkeypatch):
    repository.write("toimenpiteet/iso.yml", "x" * 5000)
    commit(repository)
    monkeypatch.setattr(commits, "_LARGEST", 4000)
    assert "too-much-content" == written(repository, tmp_path)[1]

    monkeypatch.setattr(commits, "_MOST", 3)
    assert 3 == len(written(repository, tmp_path / "toinen")[0])


@pytest.mark.parametrize("name", ["puuttuu", "--upload-pack=x", "", "HEAD:mkdocs.yml", "@{-9}"])
def test_a_commit_that_is_none_is_told(repository, tmp_path, name):
    with pytest.raises(Misuse) as error:
        write_content(repository.root, name, tmp_path / "ulos")

    assert "no-such-commit" == error.value.problems[0].code


def test_content_that_is_a_link_itself_is_told(repository, tmp_path):
    shutil.move(repository.root / "content", tmp_path / "muualla")
    (repository.root / "content").symlink_to(tmp_path / "muualla")
    commit(repository)

    with pytest.raises(Misuse):
        write_content(repository.root, "HEAD", tmp_path / "ulos")


def review(content: Content, monkeypatch, capsys, *words: str) -> tuple[int, str, str]:
    monkeypatch.chdir(content.root)
    monkeypatch.setattr(sys, "argv", ["digitiekartta", "review", *words])
    code = run(commands)
    return code, *capsys.readouterr()


def test_a_review_of_two_commits_tells_what_that_of_two_folders_tells(
    repository, monkeypatch, capsys, tmp_path
):
    shutil.copytree(repository.root / "content", tmp_path / "pohja/content")
    repository.replace(
        "toimenpiteet/kurssit.yml", "syksy 2025: käyttöönotto", "syksy 2025: selvitys"
    )
    commit(repository)

    folders = review(repository, monkeypatch, capsys, "--base", str(tmp_path / "pohja"))
    assert (0, True) == (folders[0], "1 muutettu toimenpide" in folders[1])
    assert folders == review(repository, monkeypatch, capsys, "--commits", "HEAD^", "HEAD")


def test_a_review_of_commits_reads_nothing_of_the_working_folder(repository, monkeypatch, capsys):
    repository.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi")
    commit(repository)
    repository.write("toimenpiteet/kurssit.yml", "otsikko: [\n")

    code, out, _ = review(repository, monkeypatch, capsys, "--commits", "HEAD^", "HEAD")

    assert 0 == code
    assert "Muutettu: Kurssi" in out


def test_what_was_refused_is_an_error_of_the_review(repository, monkeypatch, capsys):
    repository.path("toimenpiteet/alta.yml").symlink_to("/etc/passwd")
    commit(repository)

    code, out, _ = review(repository, monkeypatch, capsys, "--commits", "HEAD^", "HEAD")

    assert 1 == code
    assert "alta.yml" in out
    assert "Muutospyynnössä on linkki, jota ei lueta." in out


def test_without_a_repository_it_is_told_what_is_lacking(content, monkeypatch, capsys):
    (content.root / "mkdocs.yml").touch()
    code, _, err = review(content, monkeypatch, capsys, "--commits", "HEAD^", "HEAD")

    assert 2 == code
    assert "HEAD^" in err
