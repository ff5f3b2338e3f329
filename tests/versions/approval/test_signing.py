"""Signatures with SSH keys: a second proof, for those who want one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

needs_ssh = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is missing")


def make_key(folder: Path, name: str) -> Path:
    key = folder / name
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(key)]
    subprocess.run(words, check=True)
    return key


@pytest.fixture
def key(tmp_path):
    return make_key(tmp_path, "kunnansihteeri")


def allow(town, *keys: Path, more: str = "") -> None:
    lines = [
        f"{one.name}@pikkula.example {more}{one.with_suffix('.pub').read_text()}" for one in keys
    ]
    town.content.write("hyvaksytyt/sallitut_allekirjoittajat", "".join(lines).encode())


@pytest.fixture
def signed(town, key):
    ended = town.approve("Kunnanhallitus", "9.12.2024", "--section", "187", "--sign", str(key))
    assert 0 == ended.code, ended.err
    allow(town, key)
    return town


@needs_ssh
def test_a_signed_approval_is_proven_by_its_signature(signed):
    assert signed.file("2024-1", "hyvaksynta.json.sig").read_text().startswith("-----BEGIN SSH")
    assert [] == signed.problems()


@needs_ssh
def test_a_consistent_rewriting_of_the_newest_version_is_found_by_the_signature(signed):
    signed.edit()
    signed.forge_newest("2024-1")

    assert ["bad-signature"] == signed.problems()
    assert 3 == signed.run("pages", "--public").code


@needs_ssh
def test_a_signature_of_somebody_else_is_none(signed, tmp_path):
    allow(signed, make_key(tmp_path, "joku-muu"))

    assert ["bad-signature"] == signed.problems()


@needs_ssh
def test_taking_the_signature_away_is_found(signed):
    signed.file("2024-1", "hyvaksynta.json.sig").unlink()

    assert ["unsigned-approval"] == signed.problems()


@needs_ssh
def test_the_newest_signature_speaks_for_older_versions_without_one(town, key):
    town.approve("Kunnanhallitus", "9.12.2024")
    town.edit()
    town.approve("Johtoryhmä", "9.12.2025", "--sign", str(key))
    allow(town, key)

    assert [] == town.problems()


@needs_ssh
def test_a_key_that_was_retired_later_still_proves_what_it_signed(signed, key):
    allow(signed, key, more='valid-before="20250101" ')

    assert [] == signed.problems()


@needs_ssh
def test_a_key_that_can_not_sign_approves_nothing(town, tmp_path):
    (tmp_path / "avain").write_text("ei ole avain\n")
    ended = town.approve("Kunnanhallitus", "9.12.2024", "--sign", str(tmp_path / "avain"))

    assert 3 == ended.code
    assert "[signing-failed]" in ended.err
    assert not town.content.path("hyvaksytyt").exists()


@needs_ssh
def test_without_ssh_keygen_the_cause_and_the_cure_are_told(signed, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    [problem] = signed.versions().problems

    assert "no-ssh-keygen" == problem.code
    assert "openssh-client" in problem.remedy


def test_without_a_list_of_signers_no_signature_is_asked_for(approved):
    assert [] == approved.problems()


@needs_ssh
def test_a_list_of_signers_that_is_gone_is_an_error_when_a_version_is_signed(signed):
    signed.content.remove("hyvaksytyt/sallitut_allekirjoittajat")

    assert ["no-signers"] == signed.problems()
    assert 3 == signed.run("pages", "--public").code


@needs_ssh
def test_a_folder_or_a_link_is_no_list_of_signers(signed, tmp_path):
    path = signed.content.path("hyvaksytyt/sallitut_allekirjoittajat")
    path.rename(tmp_path / "luettelo")
    path.symlink_to(tmp_path / "luettelo")
    assert ["no-signers"] == signed.problems()

    path.unlink()
    path.mkdir()
    assert ["no-signers"] == signed.problems()
