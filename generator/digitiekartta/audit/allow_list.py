"""What a published page may hold: the last look before readers see it.

Everything that comes from editors is escaped and prose holds no HTML, so a page made by
our templates holds nothing else than what is listed here. If one does, somebody has found
a way past all that, or a template has changed: both are for a person to look at. The
lists are generous with what cannot hurt (text, tables, drawings) and bar what can: frames,
embedded objects, styles and handlers in the page, and addresses of any other kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from digitiekartta.basics.problems import Place, Problem, in_order


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DRAWN = _words(
    """
    svg g path rect circle ellipse line polyline polygon text tspan defs marker desc use symbol
    clippath pattern
    """
)
_WRITTEN = _words(
    """
    html head body title meta link script
    header main footer nav aside section article search hgroup h1 h2 h3 h4 h5 h6 div p span
    a abbr b bdi bdo blockquote br cite code del details dfn em figcaption figure hr i img ins
    kbd mark picture pre q s samp small source strong sub summary sup time u var wbr noscript
    dl dt dd ol ul li table caption colgroup col thead tbody tfoot tr th td
    form label input button select optgroup option fieldset legend output datalist
    """
)
_EVERYWHERE = _words(
    "class dir hidden id lang role tabindex title translate inert xml:lang xml:space"
)
_PREFIXES = ("aria-", "data-")
_DRAWING = _words(
    """
    clip-path clip-rule cx cy d dominant-baseline dx dy fill fill-opacity fill-rule focusable
    font-size font-weight height href marker-end marker-start opacity pathlength patterntransform
    patternunits points preserveaspectratio r rx ry stroke stroke-dasharray stroke-linecap
    stroke-linejoin stroke-width text-anchor transform viewbox width x x1 x2 xmlns xmlns:xlink y
    y1 y2
    """
)
_OWN = {
    "a": "download href hreflang name rel target type",
    "blockquote": "cite",
    "button": "disabled form name type value",
    "col": "span",
    "colgroup": "span",
    "del": "cite datetime",
    "details": "name open",
    "fieldset": "disabled name",
    "form": "accept-charset action autocomplete method name novalidate",
    "html": "prefix",
    "img": "alt decoding height loading sizes src srcset width",
    "input": "autocapitalize autocomplete autocorrect checked disabled enterkeyhint inputmode list"
    " max maxlength min minlength name pattern placeholder readonly required size spellcheck step"
    " type value",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "link": "as href hreflang media rel sizes type",
    "meta": "charset content name property",
    "ol": "reversed start type",
    "optgroup": "disabled label",
    "option": "disabled label selected value",
    "output": "for form name",
    "q": "cite",
    "script": "async blocking defer src type",
    "select": "autocomplete disabled multiple name required size",
    "source": "height media sizes src srcset type width",
    "td": "align colspan headers rowspan",
    "th": "abbr align colspan headers rowspan scope",
    "time": "datetime",
}
_ATTRIBUTES = {element: _words(names) for element, names in _OWN.items()}

_ADDRESSES = frozenset({"action", "cite", "formaction", "href", "src", "srcset"})
_SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def forbidden(site: Path) -> list[Problem]:
    """Return each element, attribute and address of a site's pages that is not on the lists.

    Whether what a page loads comes from the site itself, ``site_check`` tells.

    Args:
        site: The folder of the built site.
    """
    found: dict[tuple[str, str], list[Place]] = {}
    for path in sorted(site.rglob("*.html")):
        reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
        reader.close()
        for code, what, line, column in reader.found:
            found.setdefault((code, what), []).append(Place(path.as_posix(), line, column))
    return in_order(_told(code, what, places) for (code, what), places in found.items())


class _Reader(HTMLParser):
    """Collects what is not allowed: code of the problem, what it is, line and column."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str, int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Hold an element against the lists."""
        line, offset = self.getpos()
        given = {key: value or "" for key, value in attrs}
        for code, what in _faults(tag, given):
            self.found.append((code, what, line, offset + 1))


def _faults(tag: str, given: dict[str, str]) -> Iterator[tuple[str, str]]:
    if tag not in _WRITTEN | _DRAWN:
        yield "forbidden-element", f"<{tag}>"
        return
    own = _ATTRIBUTES.get(tag, frozenset())
    for name, value in given.items():
        known = name in _EVERYWHERE or name.startswith(_PREFIXES) or name in own
        if not (known or (tag in _DRAWN and name in _DRAWING) or _is_redirect(tag, name, given)):
            yield "forbidden-attribute", f"<{tag} {name}>"
        elif name in _ADDRESSES and not _is_allowed_address(tag, value):
            yield "forbidden-address", f'<{tag} {name}="{value}">'


def _is_redirect(tag: str, name: str, given: dict[str, str]) -> bool:
    """Whether an element sends readers on to another page of the site."""
    if tag != "meta" or name != "http-equiv" or given[name].lower() != "refresh":
        return False
    target = given.get("content", "").partition("=")[2].strip(" '\"")
    return not _scheme(target) and not target.startswith(("//", "\\"))


def _is_allowed_address(tag: str, value: str) -> bool:
    if tag == "img" and value.startswith("data:image/"):
        return True
    if tag == "use":
        return value.startswith("#")
    return _scheme(value) in _SCHEMES


def _scheme(value: str) -> str:
    """Return an address's scheme as a browser reads it: without the blanks that it leaves out."""
    plain = "".join(letter for letter in value if letter > " ")
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return "?"


def _told(code: str, what: str, places: list[Place]) -> Problem:
    """Return one Problem for a fault that may stand on many pages."""
    message = _TOLD[code].format(what)
    if len(places) > 1:
        message += f" Kohtia on yhteensä {len(places)}."
    return Problem(code, places[0], message, _REMEDY, related=tuple(places[1:6]))


_TOLD = {
    "forbidden-element": "Sivulla on osa, joka ei kuulu julkaistavaan sivustoon: {}.",
    "forbidden-attribute": "Sivulla on määrite, joka ei kuulu julkaistavaan sivustoon: {}.",
    "forbidden-address": "Sivulla on osoite, joka ei kuulu julkaistavaan sivustoon: {}.",
}
_REMEDY = (
    "Katso, mistä se on tullut. Jos se on osa uutta sivupohjaa, lisää se tiedostoon allow_list.py."
)
