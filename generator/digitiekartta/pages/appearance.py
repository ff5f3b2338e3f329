"""A municipality's own looks: its colours as a style sheet, its logo, its links, its status."""

import re
import struct
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urljoin
from xml.etree import ElementTree

from digitiekartta.basics import colours
from digitiekartta.basics.text import unparted
from digitiekartta.pages import paths
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.logo import seen
from digitiekartta.roadmap.model import Appearance
from digitiekartta.roadmap.roadmap import Roadmap, beside_name
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.record import DRAFT

_MAIN_COLOUR = "#17406d"  # as --kunta-paavari of the theme's style sheet
_PIXELS = re.compile(r"(\d{1,5}(?:\.\d+)?)(?:px)?")


def assets(roadmap: Roadmap) -> Iterator[tuple[str, bytes]]:
    """Give the logo, by file relative to the docs folder."""
    looks = roadmap.settings.appearance
    if looks is None:
        return
    if looks.logo and roadmap.logo:
        yield logo_file(looks.logo), seen(roadmap.logo.data)


def logo_file(name: str) -> str:
    """Return where the logo stands in the site; its name in the content does not show."""
    return f"assets/logo{PurePosixPath(name).suffix}"


def main_colour(looks: Appearance | None) -> str:
    """Return the colour of the site's header, "#17406d" where the municipality has none."""
    return (looks and looks.main_colour) or _MAIN_COLOUR


def style_sheet(looks: Appearance | None) -> str:
    """Return what is to stand at the end of the theme's style sheet; "" when no colour is set.

    ``--kunta-korostus-tumma`` is the accent for the dark scheme, computed to be readable there.
    """
    properties: dict[str, str] = {}
    if looks is None:
        return ""
    if looks.main_colour:
        text = colours.text_on(colours.parse(looks.main_colour))
        properties["paavari"] = looks.main_colour
        properties["paavari-teksti"] = colours.hexadecimal(text)
    if looks.accent_colour:
        dark = colours.for_dark_scheme(colours.parse(looks.accent_colour))
        properties["korostus"] = looks.accent_colour
        properties["korostus-tumma"] = colours.hexadecimal(dark)
    if not properties:
        return ""
    lines = "".join(f"  --kunta-{name}: {colour};\n" for name, colour in properties.items())
    return f":root {{\n{lines}}}\n"


def extra(site: Site) -> dict[str, object]:
    """Return what the theme reads from ``config.extra`` of a roadmap's site: plain texts.

    ``tila``, ``vari`` (of the header), ``kuvake`` (for phones), ``sovellus`` (the manifest) and
    ``hae`` (the name of the search) are always there; ``organisaatio`` where the site's name,
    beside which it stands, does not say it; ``jakokuva``, a whole address, where the site's is
    known. Where they are set: ``logo`` (a file from the site's root), ``logon_teksti``,
    ``logon_leveys`` and ``logon_korkeus`` (whole pixels of the picture itself), and ``linkit`` (a
    list of ``teksti`` and ``osoite``).
    """
    settings = site.roadmap.settings
    looks = settings.appearance
    organisation = beside_name(site.name, settings.organisation)
    theme: dict[str, object] = {
        **({"organisaatio": organisation} if organisation else {}),
        "tila": status_line(site),
        "vari": main_colour(looks),
        "kuvake": paths.TOUCH_ICON,
        "sovellus": paths.MANIFEST,
        "hae": f"Hae {site.own.elative}",
    }
    if site.options.site_url:
        theme["jakokuva"] = urljoin(site.options.site_url, paths.SHARED_PICTURE)
    if looks is None:
        return theme
    if looks.logo and site.roadmap.logo:
        theme["logo"] = logo_file(looks.logo)
        theme["logon_teksti"] = looks.logo_text or settings.organisation
        # So that the page does not jump when the picture arrives.
        if size := _size(site.roadmap.logo.data):
            theme["logon_leveys"], theme["logon_korkeus"] = size
    if looks.links:
        theme["linkit"] = [{"teksti": link.text, "osoite": link.address} for link in looks.links]
    return theme


def _size(picture: bytes) -> tuple[int, int] | None:
    """Return the width and height of a PNG or SVG; None when an SVG does not tell them."""
    if picture.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    root = ElementTree.fromstring(picture.decode("utf-8-sig"))
    sides = [root.get("width", ""), root.get("height", "")]
    if not all(map(_PIXELS.fullmatch, sides)):
        sides = root.get("viewBox", "").replace(",", " ").split()[2:]
    sizes = [round(float(pixels[1])) for side in sides if (pixels := _PIXELS.fullmatch(side))]
    return (sizes[0], sizes[1]) if len(sizes) == 2 and all(sizes) else None


def status_line(site: Site) -> str:
    """Return one line on how official the site is and when its content last changed."""
    updated, approved = site.roadmap.settings.updated, site.options.approval_status
    is_draft = site.options.draft and not site.options.is_transcription
    parts = [f"{DRAFT}."] if is_draft else []
    if approved:
        parts.append(unparted(approved.line))
    if updated:
        parts.append(f"Päivitetty {date_text(updated)}.")
    return " ".join(parts)
