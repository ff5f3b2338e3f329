"""Rules on a municipality's own looks (``ulkoasu``) and on where the content is edited."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from xml.etree import ElementTree

from digitiekartta.basics import colours
from digitiekartta.basics.colours import RGB
from digitiekartta.basics.problems import Place, Problem, warning
from digitiekartta.roadmap.links import service_of
from digitiekartta.roadmap.roadmap import Logo, Roadmap

_MOST_BYTES = 100_000
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER = 33  # bytes, up to and with the size of the picture
_SVG = "{http://www.w3.org/2000/svg}"
_FORBIDDEN_ELEMENTS = {"script", "foreignobject", "iframe", "object", "embed", "handler"}
# What a picture may point at: its own parts, and pictures inside it.
_OWN = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_ADDRESS_IN_STYLE = re.compile(r"url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)


def low_contrast(roadmap: Roadmap) -> Iterator[Problem]:
    """Text in, and on, the municipality's own colours has a contrast of at least 7:1."""
    looks = roadmap.settings.appearance
    if looks is None:
        return
    if looks.main_colour:
        yield from _contrast_of(
            looks.main_colour,
            looks.place_of("paavari"),
            colours.contrast_with_text,
            "Valkoinen ja musta teksti erottuvat yläpalkin väristä {colour} enintään suhteessa"
            " {ratio}",
        )
    if looks.accent_colour:
        yield from _contrast_of(
            looks.accent_colour,
            looks.place_of("korostusvari"),
            colours.contrast_with_background,
            "Linkkien väri {colour} erottuu vaaleasta taustasta suhteessa {ratio}",
        )


def _contrast_of(
    written: str, place: Place, contrast: Callable[[RGB], float], message: str
) -> Iterator[Problem]:
    colour = colours.parse(written)
    if contrast(colour) >= colours.ENOUGH:
        return
    better = colours.nearest_passing(colour, contrast)
    yield Problem(
        "low-contrast",
        place,
        f"{message.format(colour=written, ratio=_ratio(contrast(colour)))}. Suhteen on oltava"
        " vähintään 7:1.",
        f"Lähin kelpaava väri on '{colours.hexadecimal(better)}' ({_ratio(contrast(better))}).",
    )


def _ratio(contrast: float) -> str:
    # Cut and not rounded: 6.999 is not enough and must not be told as 7.
    return f"{math.floor(contrast * 100) / 100:.2f}:1".replace(".", ",")


def logo(roadmap: Roadmap) -> Iterator[Problem]:
    """The logo exists, is small, and is a picture that runs nothing and asks nothing of others."""
    looks = roadmap.settings.appearance
    if looks is None or looks.logo is None or looks.logo in roadmap.unreadable:
        return
    if roadmap.logo is None:
        yield Problem(
            "missing-logo",
            looks.place_of("logo"),
            f"Tiedostoa ”{looks.logo}” ei ole.",
            "Lisää kuva tiedoston tiekartta.yml viereen tai poista rivi.",
        )
        return
    if len(roadmap.logo.data) > _MOST_BYTES:
        yield Problem(
            "logo-too-large",
            Place(roadmap.logo.file),
            f"Logon koko on {math.ceil(len(roadmap.logo.data) / 1000)} kt;"
            f" enimmäiskoko on {_MOST_BYTES // 1000} kt.",
            "Pienennä kuvaa tai pyydä viestinnältä kevyempi tiedosto: jokainen lukija lataa sen.",
        )
    elif looks.logo.endswith(".png"):
        if not roadmap.logo.data.startswith(_PNG) or len(roadmap.logo.data) < _PNG_HEADER:
            yield _bad_logo(roadmap.logo, "PNG")
    else:
        yield from _svg(roadmap.logo)


def _bad_logo(logo: Logo, kind: str) -> Problem:
    return Problem(
        "bad-logo",
        Place(logo.file),
        f"Tiedosto ei ole {kind}-kuva.",
        "Tarkista, että tiedoston pääte vastaa sen sisältöä, ja tallenna kuva tarvittaessa"
        " uudelleen.",
    )


def _svg(logo: Logo) -> Iterator[Problem]:
    root = None
    with suppress(ElementTree.ParseError, ValueError):
        text = logo.data.decode("utf-8-sig")
        # An entity may grow without end, or bring in another file; no drawing needs one.
        if "<!ENTITY" in text or "<?xml-stylesheet" in text:
            yield _unsafe(logo, "viittaus muihin tiedostoihin")
            return
        root = ElementTree.fromstring(text)
    if root is None or root.tag != f"{_SVG}svg":
        yield _bad_logo(logo, "SVG")
        return
    for what in dict.fromkeys(what for element in root.iter() for what in _faults(element)):
        yield _unsafe(logo, what)


def _unsafe(logo: Logo, what: str) -> Problem:
    return Problem(
        "unsafe-logo",
        Place(logo.file),
        f"Logossa on {what}. Sellaista kuvaa ei julkaista.",
        "Tallenna kuva piirto-ohjelmassa tavalliseksi SVG-kuvaksi (plain SVG) tai käytä PNG-kuvaa.",
    )


def _faults(element: ElementTree.Element) -> Iterator[str]:
    name = _local(element.tag)
    if name in _FORBIDDEN_ELEMENTS:
        yield f"elementti ”{name}”"
    styles = [element.text or ""] if name == "style" else []
    for attribute, value in element.attrib.items():
        local = _local(attribute)
        if local.startswith("on"):
            yield f"ohjelmakoodia (”{local}”)"
        foreign = local in ("href", "src") and not _OWN.match(value.strip())
        # An animation may write what may not be written at first.
        animated = local == "attributename" and value.rpartition(":")[2].lower() in ("href", "src")
        if foreign or animated:
            yield "viittaus muihin tiedostoihin"
        if "}" not in attribute:  # a drawing program's own notes are nobody's style
            styles.append(value)
    for style in styles:
        others = [found for found in _ADDRESS_IN_STYLE.findall(style) if not _OWN.match(found)]
        if others or "@import" in style.lower() or "\\" in style:
            yield "viittaus muihin tiedostoihin"


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def unknown_service(roadmap: Roadmap) -> Iterator[Problem]:
    """Where the content is edited is known well enough to link to each file's editor."""
    repository = roadmap.settings.repository
    if repository and service_of(repository) is None:
        yield warning(
            "unknown-service",
            repository.place_of("osoite"),
            "Osoitteesta ei tunnista, mikä versiopalvelu se on, joten toimenpiteiden sivuille ei"
            " tule muokkauslinkkiä.",
            "Lisää kohtaan tietovarasto rivi ”laji: GitHub”, ”laji: GitLab”, ”laji: Gitea” (myös"
            " Forgejo) tai ”laji: muu”.",
        )
