"""Settings for web servers: nginx, Apache and IIS, from the one list of headers.

Each gives the site under a path, its own page for wrong addresses, folders with a slash
at the end, and nothing whose name begins with a dot.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from jinja2 import Environment, PackageLoader, StrictUndefined

from digitiekartta.audit.server import POLICY
from digitiekartta.pages.paths import EMBED_FOLDERS
from digitiekartta.publishing.store import LIVE

CONTENT_SECURITY_POLICY = f"{POLICY}; frame-ancestors 'self'"
"""What the pages may do in a reader's browser, and who may show them in a frame."""

HEADERS = (
    ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
)
"""Sent with every answer, errors too."""

STRICT_TRANSPORT = ("Strict-Transport-Security", "max-age=31536000")
"""Told in a comment: it holds for all sites of the host, of which this one is only a part."""

CACHE_HASHED = "public, max-age=31536000, immutable"
"""A file whose name tells its content never changes: for a year nobody asks."""

CACHE_PAGES = "no-cache"
"""Browsers may keep a page but ask each time whether it is still the same."""

SERVERS = {"nginx": "nginx.conf.j2", "apache": "htaccess.j2", "iis": "web.config.j2"}
"""The servers for which settings can be written → the template of each."""

TEXTS = {
    "css": "text/css; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml",
}
"""The kinds of files that have compressed copies beside them, and what servers call them."""

ROBOTS = (
    "Hakukoneet lukevat tiedoston robots.txt vain palvelimen juuresta, eivät tästä kansiosta.",
    "Jotta ne löytävät kaikki sivut, lisää siihen rivi (vaihda palvelimen nimi):",
    "Sitemap: https://www.kunta.example",
)
"""What an administrator is told of search engines; the address of the sitemap ends it."""

_NEEDS = {
    "robots": ROBOTS,
    "live": LIVE,
    "strict_transport": STRICT_TRANSPORT,
    "headers": HEADERS,
    "cache_pages": CACHE_PAGES,
    "cache_hashed": CACHE_HASHED,
    # The addresses of files whose names tell their content, as nginx and Apache understand it.
    "hashed": r"/assets/(.*[./-])?[0-9a-f]{8,64}(\.min)?\.[a-z0-9]+$",
    "types": TEXTS,
}


_LONGEST = 1000
"""Letters; nginx reads no longer words."""

_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")
_WHOLE_FOLDER = re.compile(r"/|[A-Za-z]:[\\/]|\\\\")
_SITE = re.compile(
    r"(?P<scheme>https?)://(?P<any>\*\.)?(?P<host>[^\s/:*?#@\\]+)(?::(?P<port>[0-9]{1,5}))?/?",
    re.IGNORECASE,
)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_UNSAYABLE = {
    "nginx": ("$", "dollarin merkki"),
    "apache": ("${", "dollarin merkki ja aaltosulku"),
    "iis": ("--", "kaksi yhdysviivaa peräkkäin"),
}
"""What no settings of a server can say as it is: it names a variable, or ends a comment."""


def unfit_path(path: str) -> str | None:
    """Return in Finnish why a site cannot stand under a path, None when it can."""
    if not _PATH.fullmatch(path) or len(path) > _LONGEST:
        return (
            "Polussa voi olla kirjaimia a–z, numeroita, vinoviivoja ja merkkejä . _ ~ -,"
            " esimerkiksi /digitiekartta/kauhava/."
        )
    if {".", ".."} & set(path.split("/")):
        return "Selain poistaa polusta kohdat . ja .., joten sivusto ei löytyisi. Jätä ne pois."
    return None


def unfit_folder(server: str, folder: str) -> str | None:
    """Return in Finnish why a server's settings cannot name a folder, None when they can."""
    if not folder.isprintable():
        return "Nimessä on merkki, joka ei näy. Kirjoita nimi uudelleen."
    if len(folder) > _LONGEST:
        return f"Nimi on liian pitkä: siinä voi olla {_LONGEST} merkkiä."
    if not _WHOLE_FOLDER.match(folder):
        return "Kirjoita kansio juuresta alkaen, esimerkiksi /srv/www/kunta."
    unsayable, words = _UNSAYABLE[server]
    if unsayable in folder:
        return f"Nimessä on {words}, eikä sitä voi kirjoittaa palvelimen asetuksiin."
    return None


def _quoted(text: str) -> str:
    """Return a text in quotation marks, as nginx and Apache read it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def framing_site(address: str) -> str | None:
    """Return a site as a policy names who may show a page in a frame; None where it is none.

    "https://www.kunta.fi/" is "https://www.kunta.fi". A star stands for any host of a domain,
    which is more than an ending such as fi. A host with letters such as ä goes by the name that
    browsers know it by.
    """
    match = _SITE.fullmatch(address.strip())
    if match is None:
        return None
    try:
        host = match["host"].encode("idna").decode().lower()
    except UnicodeError:
        return None
    port = int(match["port"]) if match["port"] else None  # browsers write no zeros before it
    if match["any"] and "." not in host:
        return None
    if not _HOST.fullmatch(host) or port not in (None, *range(1, 65536)):
        return None
    at = "" if port is None else f":{port}"
    return f"{match['scheme'].lower()}://{match['any'] or ''}{host}{at}"


def settings(server: str, path: str, folder: str, embed_on: Sequence[str] = ()) -> str:
    """Return the settings for one of SERVERS.

    Args:
        server: Its name.
        path: Where the site stands on its server, with a slash at both ends.
        folder: The target of the publications on the server, without a slash at the end.
            For what neither may be, see ``unfit_path`` and ``unfit_folder``.
        embed_on: The sites that may show embeds in a frame, as ``framing_site`` gives them. All
            other pages are shown in no frame of other sites.
    """
    templates = Environment(
        loader=PackageLoader("digitiekartta", "publishing/servers"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["attribute"] = quoteattr
    templates.filters["quoted"] = _quoted
    kinds = "|".join(folder.rpartition("/")[2] for folder in EMBED_FOLDERS)
    return templates.get_template(SERVERS[server]).render(
        _NEEDS,
        path=path,
        folder=folder,
        embed_folders=EMBED_FOLDERS,
        embeds=f"^{re.escape(path)}upotus/({kinds})/",
        embed_policy=" ".join([CONTENT_SECURITY_POLICY, *embed_on]) if embed_on else "",
    )
