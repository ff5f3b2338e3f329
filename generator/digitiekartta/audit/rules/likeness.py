"""What only looks like something: headings, lists and alternatives that markup does not tell."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from digitiekartta.audit.built_site import BuiltPage, element_of, text_of
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.basics.problems import Severity

ALT_FILE_NAME = Rule(
    "a11y-alt-file-name",
    "Kuvan tekstivastine on tiedoston nimi: ”{text}”.",
    "Kerro tekstivastineessa, mitä kuvassa on. Pelkästään koristavan kuvan vastine on tyhjä:"
    ' alt="".',
    criterion="1.1.1",
)
HEADING_FAKED = Rule(
    "a11y-heading-faked",
    "Kappale näyttää otsikolta, mutta sitä ei ole merkitty otsikoksi: {element}",
    "Tee siitä otsikko (Markdownissa rivin alkuun ##) tai poista lihavointi.",
    criterion="1.3.1",
    severity=Severity.WARNING,
)
LIST_FAKED = Rule(
    "a11y-list-faked",
    "Teksti näyttää luettelolta, mutta sitä ei ole merkitty luetteloksi: {element}",
    "Tee siitä luettelo (Markdownissa jokaisen kohdan alkuun - ja välilyönti).",
    criterion="1.3.1",
    severity=Severity.WARNING,
)

_PICTURE_FILE = re.compile(
    r"\S*\.(?:png|jpe?g|gif|svg|webp|avif|bmp|tiff?|heic|pdf)"
    r"|(?:img|dsc[fn]?|pxl|image|photo|picture|screenshot|kuva|kuvakaappaus|näyttökuva|logo)"
    r"[ _-]*\(?\d+\)?",
    re.IGNORECASE,
)
_LOOKS_NAMED = re.compile(r"[\w()%.-]*[_\d][\w()%.-]*")
_BULLET = re.compile(r"[•●○◦▪▫■□‣⁃∙·➢➤►▶✓✔❖]\s*\S")
_NUMBERED = re.compile(r"(?:[-–—*]|\(?\d{1,2}[.)]|[a-zåäö]\))\s+\S", re.IGNORECASE)
_LONGEST_HEADING = 80  # letters
_BOLD = ("strong", "b")
_NO_SECTIONS = ("aside", "header", "footer", "nav", "td", "th", "blockquote")
#: What may hold the lines of a list that is none.
_BLOCKS = ("p", "td", "dd", "div", "blockquote", "figcaption")
_OWN_LINES = (*_BLOCKS, "ul", "ol", "dl", "table", "pre", "script", "style")


def alternatives(page: BuiltPage) -> Iterator[Finding]:
    """The alternative of a picture tells what it shows, not what its file is called."""
    for picture in page.root.xpath("//img | //input[@type='image'] | //*[@role='img']"):
        source = PurePosixPath(unquote(urlsplit(picture.get("src", "")).path))
        for name in ("alt", "aria-label"):
            text = (picture.get(name) or "").strip()
            own = text == source.name or (text == source.stem and _LOOKS_NAMED.fullmatch(text))
            if text and (own or _PICTURE_FILE.fullmatch(text)):
                yield ALT_FILE_NAME.broken(text=text, place=page.place(picture))


def faked_headings(page: BuiltPage) -> Iterator[Finding]:
    """A short paragraph that is all bold, with text after it, is a heading."""
    for paragraph in page.all("p"):
        text = text_of(paragraph)
        if not text or len(text) > _LONGEST_HEADING or text[-1] in ".!?:;,”)":
            continue
        if _is_all_bold(paragraph) and _is_followed_by_text(paragraph):
            yield HEADING_FAKED.broken(element_of(paragraph), place=page.place(paragraph))


def _is_all_bold(paragraph: Any) -> bool:
    children = [child for child in paragraph if isinstance(child.tag, str)]
    loose = "".join([paragraph.text or "", *(child.tail or "" for child in children)])
    return bool(children) and not loose.strip() and all(map(_is_bold, children))


def _is_bold(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.tag in _BOLD or bool(re.search(r"font-weight:(?:bold|[6-9]00)", style))


def _is_followed_by_text(paragraph: Any) -> bool:
    if (
        next(paragraph.iterancestors("aside", "header", "footer", "nav", "td", "th"), None)
        is not None
    ):
        return False
    after = paragraph.getnext()
    return after is not None and after.tag in ("p", "ul", "ol", "dl", "table", "div")


def faked_lists(page: BuiltPage) -> Iterator[Finding]:
    """Lines that begin with a bullet or a number are items of a list."""
    seen: set[Any] = set()
    for block in page.all(*_BLOCKS):
        if block in seen or any(map(_is_hidden, block.iterancestors())):
            continue
        blocks = _like_ones(block) if block.tag == "p" else [block]
        lines = [line for one in blocks for line in _lines(one)]
        bullets = sum(bool(_BULLET.match(line)) for line in lines)
        numbers = sum(bool(_NUMBERED.match(line)) for line in lines)
        if bullets or numbers > 1:
            seen.update(blocks)
            yield LIST_FAKED.broken(element_of(block), place=page.place(block))


def _is_hidden(element: Any) -> bool:
    return not isinstance(element.tag, str) or element.get("aria-hidden") == "true"


def _like_ones(paragraph: Any) -> list[Any]:
    """Return a paragraph and those right after it, as long as each begins as an item would."""
    found = [paragraph]
    if not any(_NUMBERED.match(line) for line in _lines(paragraph)[:1]):
        return found
    while (after := found[-1].getnext()) is not None and after.tag == "p":
        if not any(_NUMBERED.match(line) for line in _lines(after)[:1]):
            break
        found.append(after)
    return found


def _lines(block: Any) -> list[str]:
    """Return the lines of a block's own text as line breaks part them, signs beside words left out.

    Blocks and lists within it have lines of their own.
    """
    lines = [""]

    def read(element: Any) -> None:
        lines[-1] += element.text or ""
        for child in element:
            if child.tag == "br":
                lines.append("")
            elif not (child.tag in _OWN_LINES or _is_hidden(child)):
                read(child)
            lines[-1] += child.tail or ""

    read(block)
    return [line.strip() for line in lines if line.strip()]
