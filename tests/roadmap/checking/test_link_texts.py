"""A link's text tells where it leads."""

from __future__ import annotations


def test_a_measures_link_whose_text_tells_nothing_is_told_of(content):
    content.append(
        "toimenpiteet/kurssit.yml",
        "linkit:\n  - teksti: Lue lisää\n    osoite: https://a.example\n"
        "  - teksti: Lue lisää kursseista\n    osoite: https://b.example\n",
    )
    [problem] = content.problems()

    assert ("vague-link", False) == (problem.code, problem.is_error)
    assert "”Lue lisää”" in problem.message
    assert "toimenpiteet/kurssit.yml" in str(problem.place)
