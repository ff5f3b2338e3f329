"""Pictures of a site: the one beside a link in messages and feeds, and its icons.

They are drawn when the site is built, in the municipality's own colour, and are the same bytes
for the same site. Letters that the font lacks are drawn without their marks.
"""

import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from digitiekartta.basics import colours
from digitiekartta.pages import paths
from digitiekartta.pages.appearance import main_colour
from digitiekartta.pages.site import Site
from digitiekartta.versions.record import DRAFT

if TYPE_CHECKING:
    from PIL.Image import Image as Picture
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = 1200, 630
"""Pixels of the picture beside a link, as services that show it want it."""
ICONS: Mapping[str, int] = {paths.TOUCH_ICON: 180, **paths.MANIFEST_ICONS}
"""File → pixels of a side."""

_FONT = Path(__file__).with_name("Inter-SemiBold.ttf")
_MARGIN, _MOST_LINES = 90, 4
_SIZES = (84, 72, 62, 54, 46)  # of the name's letters, pixels; the largest that fits is taken
# Three bars as on a timeline, in parts of the icon's side: left, top, right, bottom.
_BARS = (
    (6 / 32, 8 / 32, 17 / 32, 12 / 32),
    (11 / 32, 14 / 32, 22 / 32, 18 / 32),
    (16 / 32, 20 / 32, 26 / 32, 24 / 32),
)


def pictures(site: Site) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the pictures of a site, by file relative to the docs folder, and what draws each."""
    yield paths.SHARED_PICTURE, partial(shared_picture, site)
    colour = main_colour(site.roadmap.settings.appearance)
    for file, side in ICONS.items():
        yield file, partial(_icon, colour, side)


def shared_picture(site: Site) -> bytes:
    """Return the picture that is shown beside a link: whose roadmap it is, and that a draft is."""
    standing = DRAFT if site.options.draft and not site.options.is_transcription else ""
    settings = site.roadmap.settings
    return _drawn(settings.name, settings.organisation, standing, main_colour(settings.appearance))


# A preview makes its pages again at every edit, with the same pictures.
@cache
def _drawn(name: str, organisation: str, standing: str, colour: str) -> bytes:
    from PIL import Image, ImageDraw

    ground = colours.parse(colour)
    ink = colours.text_on(ground)
    picture = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(picture)
    width, height = SIZE
    _bars(draw, (width - _MARGIN - 200, 24, 220), ink)
    font, lines = _fitted(_plain(name), width - 2 * _MARGIN)
    top = 210
    for line in lines:
        draw.text((_MARGIN, top), line, font=font, fill=ink)
        top += round(font.size * 1.2)
    small = _font(40)
    [first, *_] = _lines(_plain(organisation), small, width - 2 * _MARGIN)
    draw.text((_MARGIN, height - 120), first, font=small, fill=ink)
    if standing:
        draw.text((_MARGIN, 80), _plain(standing), font=small, fill=ink)
    return _png(picture)


@cache
def _icon(colour: str, side: int) -> bytes:
    from PIL import Image, ImageDraw

    ground = colours.parse(colour)
    picture = Image.new("RGB", (side, side), ground)
    _bars(ImageDraw.Draw(picture), (0, 0, side), colours.text_on(ground))
    return _png(picture)


def _bars(draw: "ImageDraw", place: tuple[int, int, int], ink: colours.RGB) -> None:
    left, top, side = place
    for x0, y0, x1, y1 in _BARS:
        corners = (left + side * x0, top + side * y0, left + side * x1 - 1, top + side * y1 - 1)
        draw.rectangle([round(number) for number in corners], fill=ink)


def _fitted(text: str, width: int) -> tuple["FreeTypeFont", Sequence[str]]:
    """Return the largest font in which a text has room, and its lines; what has none is cut."""
    for size in _SIZES:
        font = _font(size)
        lines = _lines(text, font, width)
        if len(lines) <= _MOST_LINES:
            return font, lines
    return font, [*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1]} …"]


def _lines(text: str, font: "FreeTypeFont", width: int) -> list[str]:
    """Return a text broken between words, and within words that are wider than a line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line] or [""]


def _font(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    # The same letters whether or not the machine has a library that lays out text.
    return ImageFont.truetype(str(_FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _plain(text: str) -> str:
    """Return a text in letters that the font has; others lose their marks, or go."""
    return "".join(map(_known, unicodedata.normalize("NFC", " ".join(text.split()))))


def _known(letter: str) -> str:
    if letter <= "\u017f" or letter in "‐‑‒–—―‘’‚‛“”„…€":
        return letter if letter.isprintable() else " "
    return "".join(c for c in unicodedata.normalize("NFKD", letter) if c <= "\u017f")


def _png(picture: "Picture") -> bytes:
    file = io.BytesIO()
    picture.quantize(32).save(file, "PNG", optimize=True)
    return file.getvalue()
