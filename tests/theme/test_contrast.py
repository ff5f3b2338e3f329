"""The colours of the style sheet pass by arithmetic, in both schemes: text 7:1, the rest 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digitiekartta.basics.colours import DARK_BACKGROUND, LIGHT_BACKGROUND, contrast_ratio

STYLES = Path(__file__).parents[2] / "theme" / "assets" / "stylesheets" / "digitiekartta.css"
SCHEMES = ("light", "dark")

#: What is read, and on what it stands.
TEXTS = [
    ("--digi-teksti", "--digi-pohja"),
    ("--digi-teksti", "--digi-tausta"),
    ("--digi-linkki", "--digi-pohja"),
    ("--digi-linkki", "--digi-tausta"),
    ("--kunta-paavari-teksti", "--kunta-paavari"),
    ("--digi-tila-teksti", "--digi-tila-tausta"),
    # The skip link.
    ("--digi-pohja", "--digi-teksti"),
]
#: What must be seen without being read: lines that tell something, and the focus ring.
SHAPES = [
    ("--digi-viiva", "--digi-pohja"),
    ("--digi-viiva", "--digi-tausta"),
    ("--digi-linkki", "--digi-pohja"),
    ("--digi-linkki", "--digi-tausta"),
    ("--digi-kohdistus", "--digi-pohja"),
    ("--digi-kohdistus", "--digi-tausta"),
    # In the header and the footer the ring is of the text's colour.
    ("--kunta-paavari-teksti", "--kunta-paavari"),
]


CSS = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
DECLARED = dict(
    re.findall(r"(--(?:kunta|digi|vaihe)-[a-z-]+):\s*([^;]+);", CSS.partition("@layer base")[0])
)


def colour(value: str, scheme: str) -> tuple[int, int, int]:
    """Return (red, green, blue) of a hexadecimal colour, a custom property, or one of two."""
    if two := re.fullmatch(r"light-dark\((.*), (.*)\)", value):
        return colour(two[1 + SCHEMES.index(scheme)], scheme)
    if inner := re.fullmatch(r"var\((--[a-z-]+)\)", value):
        return colour(DECLARED[inner[1]], scheme)
    digits = value.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    assert re.fullmatch(r"[0-9a-f]{6}", digits), value
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def contrast(front: str, back: str, scheme: str) -> float:
    """Return the contrast of two custom properties in a scheme."""
    first, second = (colour(DECLARED[name], scheme) for name in (front, back))
    return contrast_ratio(first, second)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_text_can_be_read(scheme, front, back):
    assert contrast(front, back, scheme) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_lines_and_the_focus_ring_can_be_seen(scheme, front, back):
    assert contrast(front, back, scheme) >= 3


def test_a_municipalitys_colours_are_computed_for_the_surface_where_they_are_seen_worst():
    assert colour("var(--digi-tausta)", "dark") == DARK_BACKGROUND
    assert colour("var(--digi-tausta)", "light") == LIGHT_BACKGROUND
    white = contrast("--kunta-paavari-teksti", "--digi-tausta", "dark")
    assert white < contrast("--kunta-paavari-teksti", "--digi-pohja", "dark")


def test_every_colour_has_a_name_so_that_nothing_escapes_these_tests():
    screen = CSS.partition("@media print")[0]
    named = re.sub(r"--[a-z-]+:[^;]+;", "", screen)

    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", named) == []


def test_every_colour_that_is_used_is_declared_and_the_reverse():
    assert set(re.findall(r"var\((--(?:digi|kunta|vaihe)-[a-z-]+)\)", CSS)) == set(DECLARED)
