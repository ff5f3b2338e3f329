"""Rules on a municipality's own looks (``ulkoasu``) and on where the content is edited."""

import math
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree

from digitiekartta.basics import colours
from digitiekartta.basics.kinds import APPEARANCE
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.links import service_of
from digitiekartta.roadmap.logo import PNG, SVG, is_too_deep, seen
from digitiekartta.roadmap.roadmap import Roadmap

LOW_CONTRAST = APPEARANCE.error(
    "low-contrast",
    "Väri {colour} erottuu liian heikosti, suhteessa {ratio}. Suhteen on oltava vähintään 7:1.",
    "Lähin kelpaava väri on '{better}' ({better_ratio}).",
    example="tiekartta.yml: ulkoasu: {paavari: '#777777'}",
)
MISSING_LOGO = APPEARANCE.error(
    "missing-logo",
    "Tiedostoa ”{name}” ei ole.",
    "Lisää kuva tiedoston tiekartta.yml viereen tai poista rivi.",
    example="tiekartta.yml: ulkoasu: {logo: logo.svg}",
)
LOGO_TOO_LARGE = APPEARANCE.error(
    "logo-too-large",
    "Logon koko on {size} kt; enimmäiskoko on {most} kt.",
    "Pienennä kuvaa tai pyydä viestinnältä kevyempi tiedosto: jokainen lukija lataa sen.",
    example="(Logon koko on 300 kt.)",
)
BAD_LOGO = APPEARANCE.error(
    "bad-logo",
    "Tiedosto ei ole {form}-kuva.",
    "Tarkista, että tiedoston pääte vastaa sen sisältöä, ja tallenna kuva tarvittaessa uudelleen.",
    example="(PNG-kuvan nimeksi on annettu logo.svg.)",
)
UNSAFE_LOGO = APPEARANCE.error(
    "unsafe-logo",
    "Logossa on {what}. Sellaista kuvaa ei julkaista.",
    "Tallenna kuva piirto-ohjelmassa tavalliseksi SVG-kuvaksi (plain SVG) tai käytä PNG-kuvaa.",
    example="(SVG-kuvassa on ohjelmakoodia tai viittaus muihin tiedostoihin.)",
)
UNKNOWN_SERVICE = APPEARANCE.warning(
    "unknown-service",
    "Osoitteesta ei tunnista, mikä versiopalvelu se on, joten toimenpiteiden sivuille ei"
    " tule muokkauslinkkiä.",
    "Lisää kohtaan tietovarasto rivi ”laji: GitHub”, ”laji: GitLab”, ”laji: Gitea” (myös"
    " Forgejo) tai ”laji: muu”.",
    example="tiekartta.yml: tietovarasto: {osoite: 'https://koodi.pikkula.example/tiekartta'}",
)
# The colours that are a municipality's own, and what each of them must be told apart from.
_CONTRASTS = (
    (
        "main_colour",
        colours.contrast_with_text,
        "Valkoinen ja musta teksti erottuvat yläpalkin väristä {colour} enintään suhteessa"
        " {ratio}. Suhteen on oltava vähintään 7:1.",
    ),
    (
        "accent_colour",
        colours.contrast_with_background,
        "Linkkien väri {colour} erottuu vaaleasta taustasta suhteessa {ratio}. Suhteen on"
        " oltava vähintään 7:1.",
    ),
)
_MOST_BYTES = 100_000
_PNG_HEADER = 33  # bytes, up to and with the size of the picture
_FOREIGN = "viittaus muihin tiedostoihin"
_TOO_DEEP = "sisäkkäisiä osia enemmän kuin kuva tarvitsee"
_FORBIDDEN_ELEMENTS = {"script", "foreignobject", "iframe", "object", "embed", "handler"}
# What a picture may point at: its own parts, and pictures inside it.
_OWN = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_ADDRESS_IN_STYLE = re.compile(r"url\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)
# Other ways to bring in a file, and escapes, which could spell any of them.
_OTHER_FILE_IN_STYLE = re.compile(r"@import|@font-face|(?:image-set|image|src)\(|\\", re.IGNORECASE)


def low_contrast(roadmap: Roadmap) -> Iterator[Problem]:
    """Text in, and on, the municipality's own colours has a contrast of at least 7:1."""
    looks = roadmap.settings.appearance
    for field, contrast, message in _CONTRASTS:
        written: str | None = getattr(looks, field, None)
        if looks is None or written is None:
            continue
        colour = colours.parse(written)
        if contrast(colour) < colours.ENOUGH:
            better = colours.nearest_passing(colour, contrast)
            yield LOW_CONTRAST.worded(message).at(
                looks.place_of(field),
                colour=written,
                ratio=_ratio(contrast(colour)),
                better=colours.hexadecimal(better),
                better_ratio=_ratio(contrast(better)),
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
        yield MISSING_LOGO.at(looks.place_of("logo"), name=looks.logo)
        return
    place, data = Place(roadmap.logo.file), roadmap.logo.data
    if len(data) > _MOST_BYTES:
        size = math.ceil(len(data) / 1000)
        yield LOGO_TOO_LARGE.at(place, size=size, most=_MOST_BYTES // 1000)
    elif not looks.logo.endswith(".png"):
        yield from _svg(data, place)
    elif not data.startswith(PNG) or len(data) < _PNG_HEADER:
        yield BAD_LOGO.at(place, form="PNG")


def _svg(data: bytes, place: Place) -> Iterator[Problem]:
    root = None
    with suppress(ElementTree.ParseError, ValueError):
        text = data.decode("utf-8-sig")
        # An entity may grow without end, or bring in another file; no drawing needs one.
        if "<!ENTITY" in text or "<?xml-stylesheet" in text:
            yield UNSAFE_LOGO.at(place, what=_FOREIGN)
            return
        root = ElementTree.fromstring(text)
    if root is None or root.tag != f"{SVG}svg":
        yield BAD_LOGO.at(place, form="SVG")
        return
    if is_too_deep(root):
        yield UNSAFE_LOGO.at(place, what=_TOO_DEEP)
    # As it was drawn, and as it is published: what a title kept apart is joined there.
    elements = [*root.iter(), *ElementTree.fromstring(seen(data)).iter()]
    for what in dict.fromkeys(what for element in elements for what in _faults(element)):
        yield UNSAFE_LOGO.at(place, what=what)


def _faults(element: ElementTree.Element) -> Iterator[str]:
    name = _local(element.tag)
    if name in _FORBIDDEN_ELEMENTS:
        yield f"elementti ”{name}”"
    styles = [element.text or ""] if name == "style" else []
    for attribute, value in element.attrib.items():
        local = _local(attribute)
        if local.startswith("on"):
            yield f"ohjelmakoodia (”{local}”)"
        foreign = local in ("href", "src", "base") and not _OWN.match(value.strip())
        # An animation may write what may not be written at first.
        animated = local == "attributename" and value.rpartition(":")[2].lower() in ("href", "src")
        if foreign or animated:
            yield _FOREIGN
        if "}" not in attribute:  # a drawing program's own notes are nobody's style
            styles.append(value)
    for style in styles:
        others = [link for link in _ADDRESS_IN_STYLE.findall(style) if not _OWN.match(link)]
        if others or _OTHER_FILE_IN_STYLE.search(style):
            yield _FOREIGN


def _local(name: object) -> str:
    return str(name).rpartition("}")[2].lower()


def unknown_service(roadmap: Roadmap) -> Iterator[Problem]:
    """Where the content is edited is known well enough to link to each file's editor."""
    repository = roadmap.settings.repository
    if repository and service_of(repository) is None:
        yield UNKNOWN_SERVICE.at(repository.place_of("address"))
