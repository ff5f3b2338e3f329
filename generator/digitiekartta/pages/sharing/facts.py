"""Facts for programs: what a page is, as JSON-LD, the site as a web app manifest, its pages.

They tell no more than the pages do. JSON-LD and the list of pages hold whole addresses, so only a
site that knows its own has them. A browser runs nothing of them, and a content security policy
does not concern them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape
from urllib.parse import urljoin

from digitiekartta.markup.escaping import cleaned
from digitiekartta.pages import paths
from digitiekartta.pages.appearance import main_colour
from digitiekartta.pages.site import Site

_LANGUAGE = "fi"


@dataclass(frozen=True, slots=True)
class ForPrograms:
    """What a page tells programs besides what each page does.

    Attributes:
        files: Files that tell the same: file → media type.
        facts: What else than a page it is, as JSON-LD; for a site that knows its own address.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    facts: Callable[[], Sequence[Mapping[str, object]]] = tuple


NOTHING_MORE = ForPrograms()


def manifest(site: Site) -> bytes:
    """Return the web app manifest: name, colours and icons."""
    colour = main_colour(site.roadmap.settings.appearance)
    here = paths.MANIFEST.rpartition("/")[0]
    data = {
        "name": site.name,
        "short_name": site.roadmap.settings.short_name,
        "lang": _LANGUAGE,
        "start_url": "../",
        "scope": "../",
        "display": "browser",
        "theme_color": colour,
        "background_color": "#ffffff",
        "icons": [
            {"src": file.removeprefix(f"{here}/"), "sizes": f"{side}x{side}", "type": "image/png"}
            for file, side in paths.MANIFEST_ICONS.items()
        ],
    }
    return (json.dumps(cleaned(data), ensure_ascii=False, indent=1) + "\n").encode()


def sitemap(root: str, pages: Mapping[str, date | None]) -> bytes:
    """Return the list of pages that search engines read.

    Args:
        root: The address of the site.
        pages: Page file → the day on which its content last changed.
    """
    entries = [
        f"<url><loc>{escape(urljoin(root, paths.address(file)))}</loc>"
        + (f"<lastmod>{changed.isoformat()}</lastmod>" if changed else "")
        + "</url>"
        for file, changed in sorted(pages.items())
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *entries,
        "</urlset>",
    ]
    return ("\n".join(lines) + "\n").encode()


def structured(
    site: Site,
    address: str,
    title: str,
    description: str,
    crumbs: Sequence[tuple[str, str]],
    changed: date | None,
    more: Sequence[Mapping[str, object]] = (),
) -> str:
    """Return what a page of a site with an address is, as JSON-LD that may stand in HTML.

    Args:
        address: That of the page, under the site's root.
        crumbs: The pages above it, label and address, without the page itself.
        changed: The day on which its content last changed.
        more: What else it is.
    """
    root = site.options.site_url or ""
    whole = urljoin(root, address)
    publisher = {
        "@type": "GovernmentOrganization",
        "name": site.roadmap.settings.organisation,
    }
    page: dict[str, object] = {
        "@type": "WebPage",
        "@id": whole,
        "url": whole,
        "name": title,
        "description": description,
        "inLanguage": _LANGUAGE,
        "isPartOf": {"@type": "WebSite", "url": root, "name": site.name},
        "publisher": publisher,
    }
    if changed:
        page["dateModified"] = changed.isoformat()
    graph: list[Mapping[str, object]] = [page]
    if crumbs:
        trail = [*((label, urljoin(root, target)) for label, target in crumbs), (title, whole)]
        graph.append(
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": place, "name": label, "item": target}
                    for place, (label, target) in enumerate(trail, start=1)
                ],
            }
        )
    data = {"@context": "https://schema.org", "@graph": [*graph, *more]}
    text = json.dumps(cleaned(data), ensure_ascii=False, separators=(",", ":"))
    # Nothing in it may end the element that it stands in.
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")
