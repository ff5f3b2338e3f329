"""A roadmap's folder that is a link is read by no command, wherever it leads."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("leads_to", ["/", "pikku", "../muualla"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "linkki"),
        ("changes", "linkki"),
        ("pages", "linkki"),
        ("build", "linkki"),
        ("build", "linkki", "--public"),
        ("export", "linkki", "--csv", "a.csv"),
        ("format", "linkki"),
        ("approve", "linkki", "--body", "X", "--date", "1.1.2025"),
        ("publish", "linkki", "kohde", "--no-audit"),
    ],
    ids=" ".join,
)
def test_a_folder_that_is_a_link_is_refused_by_every_command(run, content, words, leads_to):
    (content.root / "muualla").mkdir()
    (content.root / "content" / "linkki").symlink_to(leads_to)

    code, out, err = run(*words)

    assert code in (1, 3)
    assert "content/linkki: Kansio on linkki muualle, joten sitä ei lueta." in out + err
