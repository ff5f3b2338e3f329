"""Phases can be told apart without colours, and their colours can be read by everybody."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path
from typing import get_args

import pytest

from digitiekartta.basics.text import slug
from digitiekartta.markup.components.phases import SYMBOLS, common_phase
from digitiekartta.roadmap.model import CommonPhase
from hostile import OURS, engine

CSS = Path(__file__).parents[3] / "theme/assets/stylesheets/digitiekartta.css"
STYLES = CSS.read_text(encoding="utf-8")
TOKENS = {
    name: {"light": light, "dark": dark}
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]+), (#[0-9a-f]+)\);", STYLES
    )
}
SCHEMES = ("light", "dark")
# The page behind the marks, and a darker and a lighter one that a theme might have.
PAGES = {"light": ("#ffffff", "#f0f0f0"), "dark": ("#000000", "#262b36")}


def luminance(colour: str) -> float:
    """Return the relative luminance of "#rgb" or "#rrggbb" (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def rule(phase: str) -> dict[str, str]:
    """Return what the style sheet says of a phase's mark."""
    [body] = re.findall(rf"^  \.vaihe-{phase} {{(.*?)}}", STYLES, re.M | re.S)
    return dict(re.findall(r"([a-z-]+): ([^;]+);", body))


def border(phase: str) -> tuple[str, ...]:
    style = rule(phase)
    return style.get("border-style", "solid"), style.get("border-width", "2px")


def test_contrast_is_that_of_the_standard():
    assert contrast("#fff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_every_common_phase_has_a_symbol_and_a_rule():
    assert {slug(phase) for phase in get_args(CommonPhase)} == set(SYMBOLS)
    for phase in SYMBOLS:
        assert rule(phase)["color"] == f"var(--vaihe-{phase}-teksti)"
        assert rule(phase)["background-color"] == f"var(--vaihe-{phase}-tausta)"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("phase", SYMBOLS)
def test_the_word_of_a_phase_passes_seven_to_one(phase, scheme):
    text, back = (TOKENS[f"vaihe-{phase}-{part}"][scheme] for part in ("teksti", "tausta"))

    assert contrast(text, back) >= 7
    # The border has the colour of the text.
    assert min(contrast(text, page) for page in PAGES[scheme]) >= 7


def test_no_two_phases_have_the_same_symbol_or_border():
    for first, second in combinations(SYMBOLS, 2):
        assert SYMBOLS[first] != SYMBOLS[second]
        assert border(first) != border(second)


def test_symbols_are_in_every_font_and_none_is_an_emoji():
    # The geometric shapes of Windows Glyph List 4.
    assert set(SYMBOLS.values()) <= set("■□▪▫▬▲►▼◄◊○●◘◙◦")


def test_a_mark_is_its_word_with_a_symbol_that_is_not_read():
    html = engine(OURS).convert("[käyttöönotto]{.vaihe .vaihe-toteutus}")
    symbol = '<span aria-hidden="true">►</span>'

    assert f'<p><span class="vaihe vaihe-toteutus">{symbol}\u00a0käyttöönotto</span></p>' == html


def test_a_phase_without_a_common_meaning_is_its_word():
    html = engine(OURS).convert("[muu]{.vaihe .vaihe-muu}")

    assert html == '<p><span class="vaihe vaihe-muu">muu</span></p>'


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ("[koe]{.vaihe .vaihe-selvitys} (koulut)", "selvitys"),
        ("koulut [koe]{.vaihe .vaihe-selvitys}", None),
        ("koulut", None),
        ("–", None),
    ],
)
def test_a_cell_begins_with_its_phase(said, phase):
    assert common_phase(said) == phase
