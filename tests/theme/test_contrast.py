"""The colours of the style sheet pass by arithmetic, in both schemes: text 7:1, the rest 3:1."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digitiekartta.basics.colours import DARK_BACKGROUND, LIGHT_BACKGROUND, contrast_ratio

STYLES = Path(__file__).parents[2] / "theme" / "assets" / "stylesheets" / "digitiekartta.css"
LIGHT = ":root"
DARK_BY_DEVICE = ':root:not([data-tila="vaalea"])'
DARK_BY_CHOICE = ':root[data-tila="tumma"]'

#: What is read, and on what it stands.
TEXTS = [
    ("--digi-teksti", "--digi-pohja"),
    ("--digi-teksti", "--digi-tausta"),
    ("--digi-teksti-himmea", "--digi-pohja"),
    ("--digi-teksti-himmea", "--digi-tausta"),
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


def declared(selector: str) -> dict[str, str]:
    """Return the custom properties of the first rule with a selector."""
    css = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    rule = re.search(r"(?:^|[}{])\s*" + re.escape(selector) + r"\s*\{([^}]*)\}", css)
    assert rule, selector
    return dict(re.findall(r"(--[a-z-]+):\s*([^;]+);", rule[1]))


def schemes() -> dict[str, dict[str, str]]:
    light = declared(LIGHT)
    return {"light": light, "dark": light | declared(DARK_BY_DEVICE)}


def colour(value: str, scheme: dict[str, str]) -> tuple[int, int, int]:
    """Return (red, green, blue) of a hexadecimal colour or of a custom property."""
    while inner := re.fullmatch(r"var\((--[a-z-]+)\)", value):
        value = scheme[inner[1]]
    digits = value.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    assert re.fullmatch(r"[0-9a-f]{6}", digits), value
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def contrast(front: str, back: str, scheme: dict[str, str]) -> float:
    """Return the contrast of two custom properties in a scheme."""
    first, second = (colour(scheme[name], scheme) for name in (front, back))
    return contrast_ratio(first, second)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXTS)
def test_text_can_be_read(scheme, front, back):
    assert contrast(front, back, schemes()[scheme]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_lines_and_the_focus_ring_can_be_seen(scheme, front, back):
    assert contrast(front, back, schemes()[scheme]) >= 3


def test_the_dark_scheme_is_the_same_by_device_and_by_choice():
    assert declared(DARK_BY_DEVICE) == declared(DARK_BY_CHOICE)


def test_the_dark_scheme_leaves_the_municipalitys_colours_alone():
    # assets/varit.css sets them for both schemes at once.
    assert not [name for name in declared(DARK_BY_DEVICE) if name.startswith("--kunta-")]


def test_a_municipalitys_colours_are_computed_for_the_surface_where_they_are_seen_worst():
    dark = schemes()["dark"]

    assert colour("var(--digi-tausta)", dark) == DARK_BACKGROUND
    assert colour("var(--digi-tausta)", schemes()["light"]) == LIGHT_BACKGROUND
    white = {"white": "#fff"} | dark
    assert contrast("--digi-tausta", "white", white) < contrast("--digi-pohja", "white", white)


def test_every_colour_has_a_name_so_that_nothing_escapes_these_tests():
    css = re.sub(r"/\*.*?\*/", "", STYLES.read_text(encoding="utf-8"), flags=re.DOTALL)
    screen = css.partition("@media print")[0]
    named = re.sub(r"--[a-z-]+:[^;]+;", "", screen)

    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl)a?\(", named) == []


def test_every_colour_that_is_used_is_declared():
    css = STYLES.read_text(encoding="utf-8")
    used = set(re.findall(r"var\((--(?:digi|kunta)-[a-z-]+)\)", css))

    assert used <= set(declared(LIGHT))
