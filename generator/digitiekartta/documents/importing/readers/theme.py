"""Colours of Office files: themes, and DrawingML colours with their changes.

Source: ECMA-376 part 1, 20.1.2.3 (colours) and 20.1.6.2 (colour scheme).
"""

import re
from collections.abc import Mapping

from digitiekartta.basics.colours import (
    BLACK,
    RGB,
    WHITE,
    in_space,
    mixed,
    named,
    with_lightness,
    with_saturation,
)
from digitiekartta.documents.importing.readers.fills import GRADIENT, PATTERN, PICTURE
from digitiekartta.documents.importing.readers.xml import BrokenXml, Element, local, parsed
from digitiekartta.documents.importing.shades import from_hex

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# The theme of Office 2013–2022, for files that name a theme colour but hold no theme.
OFFICE: Mapping[str, RGB] = {
    "dk1": (0, 0, 0),
    "lt1": (255, 255, 255),
    "dk2": (68, 84, 106),
    "lt2": (231, 230, 230),
    "accent1": (68, 114, 196),
    "accent2": (237, 125, 49),
    "accent3": (165, 165, 165),
    "accent4": (255, 192, 0),
    "accent5": (91, 155, 213),
    "accent6": (112, 173, 71),
    "hlink": (5, 99, 193),
    "folHlink": (149, 79, 114),
}
_SHORT = {"lt": "light", "med": "medium", "dk": "dark"}
_UNCLEAR = {"gradFill": GRADIENT, "pattFill": PATTERN, "blipFill": PICTURE}
ALIASES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


def theme_colours(xml: bytes | None) -> dict[str, RGB]:
    """Return the colours of a theme part by name (dk1, lt1, …, accent1–6, hlink, folHlink)."""
    try:
        scheme = parsed(xml).iterfind(f".//{A}clrScheme/*") if xml else ()
    except BrokenXml:
        scheme = ()
    own = {local(entry): _plain(entry[0]) for entry in scheme if len(entry)}
    return {**OFFICE, **{name: colour for name, colour in own.items() if colour is not None}}


def _drawing_colour(element: Element, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the colour that a DrawingML colour element means (srgbClr, schemeClr, …)."""
    kind = local(element)
    if kind == "schemeClr":
        name = element.get("val", "")
        base = theme.get(name) or theme.get(ALIASES.get(name, ""))
    else:
        base = _plain(element)
    if base is None:
        return None
    for change in element:
        if isinstance(change.tag, str):
            base = _changed(base, local(change), change.get("val"))
    return base


def colour_in(element: Element | None, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the colour that an element holds, None of an empty one or none."""
    return _drawing_colour(element[0], theme) if element is not None and len(element) else None


def solid_fill(properties: Element | None, theme: Mapping[str, RGB]) -> RGB | None:
    """Return the colour of the ``a:solidFill`` directly under an element, None without one."""
    return colour_in(properties.find(f"{A}solidFill"), theme) if properties is not None else None


def has_fill(properties: Element | None) -> bool:
    """Whether an element says itself what its fill is, "no fill" included."""
    return properties is not None and any(
        properties.find(A + name) is not None
        for name in ("solidFill", "noFill", "gradFill", "pattFill", "blipFill", "grpFill")
    )


def unclear_fill(properties: Element | None) -> str:
    """Return in Finnish what the fill directly under an element is when it is no plain colour."""
    for name, words in _UNCLEAR.items():
        fill = properties.find(A + name) if properties is not None else None
        if fill is not None:
            return words
    return ""


def _plain(element: Element) -> RGB | None:
    kind = local(element)
    if kind == "srgbClr":
        return from_hex(element.get("val"))
    if kind == "sysClr":
        known = {"window": (255, 255, 255), "windowText": (0, 0, 0)}
        return from_hex(element.get("lastClr")) or known.get(element.get("val", ""))
    if kind == "prstClr":
        # The names of CSS, but that light, medium and dark may be shortened.
        name = re.sub("^(lt|med|dk)(?=[A-Z])", lambda m: _SHORT[m[0]], element.get("val", ""))
        return named(name)
    if kind == "scrgbClr":
        return in_space("srgb-linear", [_share(element.get(name)) for name in "rgb"])
    if kind == "hslClr":
        hue = int(element.get("hue", "0")) / 60_000  # of a degree
        return in_space("hsl", (hue, _share(element.get("sat")), _share(element.get("lum"))))
    return None


def _changed(colour: RGB, name: str, value: str | None) -> RGB:
    share = _share(value)
    if name == "lumMod":
        return with_lightness(colour, share)
    if name == "lumOff":
        return with_lightness(colour, 1.0, share)
    if name == "satMod":
        return with_saturation(colour, share)
    if name == "satOff":
        return with_saturation(colour, 1.0, share)
    if name in ("shade", "tint"):
        # Both work on linear light: shade mixes with black, tint with white.
        return mixed(colour, BLACK if name == "shade" else WHITE, share, "srgb-linear")
    return colour


def _share(value: str | None) -> float:
    text = (value or "0").strip()
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else int(text) / 100_000
    except ValueError:
        return 0.0
