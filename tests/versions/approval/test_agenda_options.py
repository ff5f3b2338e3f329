"""What is told of a meeting when a list of changes is made for it, at once where it is wrong."""

from __future__ import annotations

import pytest


def told(approved, *words: str) -> tuple[int, str]:
    approved.edit(8)
    ended = approved.run("changes", "pikku", *words)
    return ended.code, " ".join(ended.err.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--body", "Johtoryhma"), 1, "Tarkoititko ”Johtoryhmä”?"),
        (("--body", "Digiryhmä"), 0, "varoitus: Digiryhmä ei voi hyväksyä tiekarttaa"),
        (("--body", "Kunnansihteeri"), 0, "Kunnansihteeri ei voi hyväksyä tiekartan muutoksia."),
        (("--proposer", "Matti Virtanen"), 0, "henkilön nimi: ”Matti Virtanen”"),
        (
            ("--meeting-date", "1.1.2026"),
            1,
            "Kokouksen päivä 1.1.2026 on ennen edellisen version 2026-1 päivää 9.6.2026.",
        ),
    ],
)
def test_what_approve_would_refuse_or_nobody_should_publish_is_told(approved, words, code, said):
    ended, err = told(approved, *words)

    assert code == ended
    assert said in err


def test_what_is_right_is_told_nothing_of(approved):
    words = ("--body", "Johtoryhmä", "--proposer", "Hallintojohtaja", "--meeting-date", "1.9.2026")

    assert (0, "") == told(approved, *words)


def test_the_name_of_a_file_tells_its_form(approved, tmp_path):
    approved.edit(8)
    for ending, beginning in ((".docx", b"PK"), (".html", b"<!"), (".json", b"{"), (".md", b"# ")):
        file = tmp_path / f"muutokset{ending}"
        ended = approved.run("changes", "pikku", "--output", str(file))

        assert 0 == ended.code, ended.err
        assert file.read_bytes().startswith(beginning)


def test_a_form_and_a_file_that_contradict_are_refused(approved, tmp_path):
    file = tmp_path / "y.docx"
    ended = approved.run("changes", "pikku", "--format", "text", "--output", str(file))

    assert 2 == ended.code
    assert "pääte .docx ei sovi muotoon text" in ended.err
    assert not file.exists()
