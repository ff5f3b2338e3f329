"""Parts of a page that hold from a half-year on: one of them is shown."""

from digitiekartta.markup.components.kinds import END_OF_VARIANTS, since
from hostile import OURS, engine
from rendering import text, tree

PAGE = f"""\
Ennen.

{since("2026-syksy", shown=True)}

## Nyt, syksyllä 2026

- Kaksi

{since("2027-kevat", shown=False)}

## Nyt, keväällä 2027

{END_OF_VARIANTS}

Jälkeen.
"""


def test_what_follows_a_marker_is_a_block_of_its_own_and_only_the_marked_one_is_shown():
    page = tree(engine(OURS).convert(PAGE))
    blocks = page.xpath("./div")

    assert ["p", "div", "div", "p"] == [child.tag for child in page]
    assert [("2026-syksy", None), ("2027-kevat", "hidden")] == [
        (block.get("data-kun"), block.get("hidden")) for block in blocks
    ]
    assert ["Nyt, syksyllä 2026\n\nKaksi", "Nyt, keväällä 2027"] == [text(b) for b in blocks]


def test_editors_words_that_look_like_a_marker_stay_words():
    page = tree(engine(OURS).convert("&#91;2027-kevat&#93;{.kun}\n\nTeksti."))

    assert ["[2027-kevat]{.kun}", "Teksti."] == [text(child) for child in page]
