"""What a published page may hold: the last look before readers see it.

Everything that comes from editors is escaped and prose holds no HTML, so a page made by
our templates holds nothing else than what is listed here. If one does, somebody has found
a way past all that, or a template has changed: both are for a person to look at. The
lists are generous with what cannot hurt (text, tables, drawings) and bar what can: frames,
embedded objects, styles and handlers in the page, and addresses of any other kind.

Libraries for this (nh3) clean a page; none says what was there, and where.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from digitiekartta.audit.built_site import BuiltPage, BuiltSite, refresh_target, seen_on
from digitiekartta.audit.findings import Finding, problems_in
from digitiekartta.basics.kinds import PUBLISHING, Kind
from digitiekartta.basics.problems import Problem

_REMEDY = (
    "Katso, mistä se on tullut. Jos se on osa uutta sivupohjaa, lisää se tiedostoon allow_list.py."
)
FORBIDDEN_ELEMENT = PUBLISHING.error(
    "forbidden-element",
    "Sivulla on osa, joka ei kuulu julkaistavaan sivustoon: {part}.",
    _REMEDY,
    "Sivulle on päässyt kehys: <iframe>.",
)
FORBIDDEN_ATTRIBUTE = PUBLISHING.error(
    "forbidden-attribute",
    "Sivulla on määrite, joka ei kuulu julkaistavaan sivustoon: {part}.",
    _REMEDY,
    "Sivulle on päässyt koodia: <p onclick>.",
)
FORBIDDEN_ADDRESS = PUBLISHING.error(
    "forbidden-address",
    "Sivulla on osoite, joka ei kuulu julkaistavaan sivustoon: {part}.",
    _REMEDY,
    "Sivulle on päässyt linkki, joka alkaa javascript:.",
)
UNCLEAR_PAGE = PUBLISHING.error(
    "unclear-page",
    "Selain voi lukea sivun tästä eteenpäin toisin kuin tämä tarkastus.",
    "Korjaa sivupohja niin, että jokainen elementti ja määrite on kirjoitettu kokonaan ja"
    " tekstissä oleva < on muodossa &lt;.",
    "Sivulla on määrite, jonka lainausmerkki puuttuu.",
)


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
_ELEMENTS = _WRITTEN | _DRAWN
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


def forbidden(site: BuiltSite) -> list[Problem]:
    """Return each element, attribute and address of a site's pages that is not on the lists.

    Whether what a page loads comes from the site itself, ``site_check`` tells.
    """
    return problems_in(site.folder, seen_on(site.pages, _findings))


def _findings(page: BuiltPage) -> Iterator[Finding]:
    for element in page.elements:
        for kind, part in _faults(str(element.tag), dict(element.items())):
            yield Finding.of(kind, place=page.place(element), part=part)
    # What libxml2 leaves out of a page that is malformed, a browser may show and run.
    if page.unclear:
        yield Finding.of(UNCLEAR_PAGE, place=page.unclear)


def _faults(tag: str, attributes: dict[str, str]) -> Iterator[tuple[Kind, str]]:
    if tag not in _ELEMENTS:
        yield FORBIDDEN_ELEMENT, f"<{tag}>"
        return
    own = _ATTRIBUTES.get(tag, frozenset())
    for name, value in attributes.items():
        known = name in _EVERYWHERE or name.startswith(_PREFIXES) or name in own
        drawn = tag in _DRAWN and name in _DRAWING
        if not (known or drawn or _is_redirect(tag, name, attributes)):
            yield FORBIDDEN_ATTRIBUTE, f"<{tag} {name}>"
        elif name in _ADDRESSES and not _is_allowed_address(tag, value, attributes):
            yield FORBIDDEN_ADDRESS, f'<{tag} {name}="{value}">'


def _is_redirect(tag: str, name: str, attributes: dict[str, str]) -> bool:
    """Whether an element sends readers on to another page of the site."""
    if tag != "meta" or name != "http-equiv" or attributes[name].lower() != "refresh":
        return False
    # A browser also takes an address without "url=".
    target = refresh_target(attributes.get("content", ""))
    if target is None:
        return False
    plain = _without_blanks(target).replace("\\", "/")
    return not _scheme(plain) and not plain.startswith("//")


def _is_allowed_address(tag: str, value: str, attributes: dict[str, str]) -> bool:
    if value.startswith("data:image/"):
        return tag == "img" or (tag == "link" and attributes.get("rel") == "icon")
    if tag == "use":
        return value.startswith("#")
    return _scheme(value) in _SCHEMES


def _scheme(value: str) -> str:
    """Return an address's scheme as a browser reads it."""
    try:
        return urlsplit(_without_blanks(value)).scheme.lower()
    except ValueError:
        return "?"


def _without_blanks(address: str) -> str:
    """Return an address without what a browser leaves out of it."""
    return "".join(letter for letter in address if letter > " ")
