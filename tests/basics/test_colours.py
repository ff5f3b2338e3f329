"""Colours that can be read, and the nearest ones that could."""

from __future__ import annotations

import colorsys
import subprocess
import sys

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.basics import colours
from digitiekartta.basics.colours import BLACK, DARK_BACKGROUND, ENOUGH, WHITE, contrast_ratio

CHANNEL = st.integers(0, 255)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),  # the grey that just misses 4.5
        ("#767676", "#ffffff", 4.54),
        ("#595959", "#ffffff", 7.0),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(first, second, ratio):
    assert ratio == round(contrast_ratio(colours.parse(first), colours.parse(second)), 2)


@given(COLOUR, COLOUR)
def test_contrast_lies_between_1_and_21_and_has_no_order(first, second):
    assert 1 <= contrast_ratio(first, second) <= 21
    assert contrast_ratio(first, second) == contrast_ratio(second, first)


@pytest.mark.parametrize("colour", [(256, 0, 0), (0, -1, 0)])
def test_a_channel_outside_the_screen_is_refused(colour):
    with pytest.raises(ValueError, match="0–255"):
        contrast_ratio(colour, WHITE)


@given(COLOUR)
def test_a_colour_is_written_as_it_is_read(colour):
    assert colour == colours.parse(colours.hexadecimal(colour))


@pytest.mark.parametrize("text", ["#fff", "005eb8", "#00 eb8", "blue", "#0000000", ""])
def test_what_is_not_a_colour_is_refused(text):
    with pytest.raises(ValueError, match="not a colour"):
        colours.parse(text)


def test_a_colour_of_css_is_known_by_its_name():
    assert (144, 238, 144) == colours.named("lightGreen")
    assert [None] * 4 == [colours.named(name) for name in ("none", "", "rgb(1, 2, 3)", "#ffffff")]


def test_text_on_a_colour_is_the_better_of_white_and_black():
    assert colours.text_on(colours.parse("#17406d")) == WHITE
    assert colours.text_on(colours.parse("#ffcc00")) == BLACK


@given(COLOUR)
def test_the_nearest_passing_colour_passes(colour):
    for contrast in (colours.contrast_with_text, colours.contrast_with_background):
        assert contrast(colours.nearest_passing(colour, contrast)) >= ENOUGH
    assert contrast_ratio(colours.for_dark_scheme(colour), DARK_BACKGROUND) >= ENOUGH


@given(COLOUR)
def test_a_colour_that_passes_stays_as_it_is(colour):
    passing = colours.nearest_passing(colour, colours.contrast_with_text)

    assert passing == colours.nearest_passing(passing, colours.contrast_with_text)


@given(st.floats(0, 1), st.floats(0.3, 1), st.floats(0.3, 0.6))
def test_the_nearest_passing_colour_has_the_same_hue(hue, saturation, lightness):
    red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
    colour = (round(255 * red), round(255 * green), round(255 * blue))

    _, chroma, before = oklch(colour)
    _, left, after = oklch(colours.nearest_passing(colour, colours.contrast_with_text))

    turned = abs((after - before + 180) % 360 - 180)
    assert left <= chroma + 0.01
    assert turned < 3 or left < 0.03  # a nearly grey colour has no hue to speak of


def oklch(colour):
    channels = [channel / 255 for channel in colour]
    return Color("srgb", channels).convert("oklch").coords(nans=False)


def test_importing_the_module_does_not_load_the_library_of_colours():
    program = "import sys, digitiekartta.basics.colours; print('coloraide' in sys.modules)"
    shown = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "False\n" == shown.stdout


def test_the_nearest_passing_colour_is_near():
    # A municipal blue that is just too light for links at 7:1.
    assert (
        colours.hexadecimal(
            colours.nearest_passing(colours.parse("#005eb8"), colours.contrast_with_background)
        )
        == "#0052a3"
    )
