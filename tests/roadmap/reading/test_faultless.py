"""The short way through a file gives what the long one does, or leaves the file to it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from damage import damage
from digitiekartta.roadmap.reading import nodes
from digitiekartta.roadmap.reading.faultless import plain_of
from towns import TOWNS
from towns import content as of_town

PIECES = (
    *("otsikko", "a", "1", " ", "  ", "\n", ": ", ":", "- ", "-", "#", " # ", "'", '"', "\\", "|"),
    *("|-\n", ">", "[", "]", "{", "}", ", ", "&a", "*a", "!", "!!str ", "? ", "---\n", "...\n"),
    *("• ", "–", "– ", "%", "@", "\t", "\u00a0", "\n  ", "\n- ", "\n  - ", "ä", "kevät 2025", "''"),
)


def agrees(text: str) -> bool:
    """Whether the short way says the same of a text, or nothing."""
    quick = plain_of(text)
    if quick is None:
        return True
    root, problems = nodes.parse(text, "content/pikku/toimenpiteet/koe.yml")
    return root is not None and not problems and root.plain() == quick


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("a: 1\n---\na: 2\n")
@example("a: b\n  • c\n")
@example("a: !x b\n")
@example("a: &x b\nc: *x\n")
@example("a: &x b\n")
@example("a: &x [b]\n")
@example("a: &x {b: c}\n")
@example("a:\n  • b\n")
@example("a:\n  -b\n")
@example("\u00a0a: b\n")
@example("a: 1\na: 2\n")
@example("a: b #c\n")
@example(f"a: {'[' * 25}{']' * 25}\n")
@example('a: "\\u202e"\n')
@example("-a: 1\n")
@example("[a]: 1\n")
@example("? a\n: b\n")
def test_both_ways_agree_on_any_text(text):
    assert agrees(text)


@pytest.mark.parametrize("town", TOWNS)
def test_both_ways_agree_on_damaged_files(town):
    chance = Random(town)
    for path in sorted(of_town(town).rglob("*.yml")):
        for data in damage(path.read_bytes(), chance):
            text = (data or b"").decode(errors="ignore").replace("\r", "")
            assert agrees(text), text


def test_most_files_go_the_short_way():
    files = [path for town in TOWNS for path in of_town(town).rglob("toimenpiteet/*.yml")]

    assert 0.9 * len(files) < sum(plain_of(path.read_text("utf-8")) is not None for path in files)
