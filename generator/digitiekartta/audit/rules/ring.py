"""The mark of the focus: as thick and as clear as one has to see it from afar."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from digitiekartta.audit.findings import Rule, rule
from digitiekartta.basics.colours import contrast_ratio

FOCUS_INVISIBLE = rule(
    "a11y-focus-invisible",
    "Mikään ei kerro, että kohdistus on tässä: {element}",
    "Lisää tyylitiedostoon näkyvä kehys: :focus-visible { outline: 3px solid }.",
    "2.4.7",
)
FOCUS_FAINT = rule(
    "a11y-focus-faint",
    "Kohdistuksen kehys ei erotu taustastaan ({scheme}): {element}",
    "Anna kehykselle väri, jonka kontrasti taustaan on vähintään 3:1.",
    "1.4.11",
)
FOCUS_THIN = rule(
    "a11y-focus-thin",
    "Kohdistuksen kehys on liian ohut ({scheme}): {element}",
    "Tee kehyksestä vähintään 2 kuvapistettä paksu kohdan joka sivulla: outline: 3px solid.",
    "2.4.13",  # level AAA
    warning=True,
)

_CLEAR = 3.0
#: Shorter edges tell nothing of a ring: the rest of the element is out of sight.
_LEAST_EDGE = 40


def judge(focused: bytes, plain: bytes, edge: float) -> Rule | None:
    """Return the rule that the mark of the focus breaks, None when it is good.

    A pixel counts when it differs by 3:1 between the two pictures; there must be as many as
    in a line of two pixels around the element (WCAG 2.2, criterion 2.4.13).

    Args:
        focused: A picture (PNG) of the element and what is around it, with the focus.
        plain: The same without.
        edge: The length of the element's edges in sight, in pixels.
    """
    if focused == plain:
        return FOCUS_INVISIBLE
    if edge < _LEAST_EDGE:
        return None
    pairs = Counter(zip(_pixels(focused), _pixels(plain), strict=True))
    clear = sum(
        count
        for (pixel, plain_pixel), count in pairs.items()
        if pixel != plain_pixel and contrast_ratio(pixel, plain_pixel) >= _CLEAR
    )
    if clear < edge / 2:
        return FOCUS_FAINT
    # Round corners are a little shorter than square ones.
    return FOCUS_THIN if clear < edge * 2 * 0.9 else None


def _pixels(png: bytes) -> list[tuple[int, int, int]]:
    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        data = image.convert("RGB").tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))
