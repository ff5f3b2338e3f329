"""The feed of approved changes: Atom 1.0 (RFC 4287), an entry for each version.

Ids and dates come from the records alone, so that the same versions give the same feed on any
day and any machine, and a reader's program tells each version once.
"""

from urllib.parse import quote
from xml.etree import ElementTree as ET

from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.changes import decided
from digitiekartta.pages.identity import authority
from digitiekartta.pages.site import Site
from digitiekartta.versions.comparison.history import Chapter

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(site: Site) -> bytes:
    """Return the feed of a roadmap of which something was approved, newest version first."""
    chapters, base = site.history.newest_first, site.options.site_url or ""
    ET.register_namespace("", _ATOM)
    root = ET.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "fi"})
    _add(root, "title", f"Muutokset: {site.name}")
    _add(root, "id", _tag(site, ""))
    _add(root, "updated", _moment(chapters[0]))
    _add(_add(root, "author"), "name", site.roadmap.settings.organisation)
    _add(root, "link", rel="alternate", href=base + paths.address(paths.CHANGES))
    if base:
        _add(root, "link", rel="self", href=base + paths.FEED)
    for chapter in chapters:
        entry, page = _add(root, "entry"), paths.address(paths.changes(chapter.version.name))
        _add(entry, "title", _title(chapter))
        _add(entry, "id", _tag(site, f"/{chapter.version.name}"))
        _add(entry, "updated", _moment(chapter))
        _add(entry, "link", rel="alternate", href=base + page)
        _add(entry, "summary", f"{decided(chapter)} {chapter.comparison.summary}")
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = escaping.clean(text)
    return element


def _title(chapter: Chapter) -> str:
    approval = chapter.version.approval
    standing = "jäljennös, " if approval.is_transcription else ""
    return f"Versio {chapter.version.name}: {standing}{approval.decided}"


def _moment(chapter: Chapter) -> str:
    return f"{chapter.version.approval.day.isoformat()}T00:00:00Z"


def _tag(site: Site, rest: str) -> str:
    """Return a tag URI (RFC 4151) that stays the same wherever the site stands.

    Its authority and date are those of the first approved version, which never changes.
    """
    day = site.history.chapters[0].version.approval.day.isoformat()
    return f"tag:{authority(site)},{day}:{quote(site.roadmap.id)}{rest}"
