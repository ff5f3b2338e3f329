"""Finishing: what is left to do to a built site, whichever engine built it.

Afterwards the same pages give the same files on any machine, no page holds anything of
Material's scripts, which the theme does not load, and nothing lies in the folder that
readers do not need.

Material prints some elements outside every block that a theme could override. They are
taken out here by exact patterns. Each must be found once on each page, and so must what
each block of the theme prints: a version of Material that prints something else, or has a
block no more, makes a Problem that names what was lost, rather than a site with a hidden
fault.
"""

import re
from pathlib import Path

from digitiekartta.audit.built_site import TOKEN
from digitiekartta.audit.findings import Finding, problems_in
from digitiekartta.basics.files import open_to_readers, remove
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Problem

THEME_HOOK_LOST = SITES.error(
    "theme-hook-lost",
    "Material-teeman osaa ”{hook}” ei löydy sivulta täsmälleen kerran.",
    "Teeman versio on luultavasti vaihtunut. Asenna requirements.lock-tiedoston versiot tai"
    " korjaa tiedostot theme/main.html ja finishing.py uuden version mukaisiksi.",
    "Material päivitetään versioon, jossa jokin sivun osa on nimetty toisin.",
)

#: What search engines read: a site must tell them nothing before it has been approved, and
#: can tell them nothing as long as it does not know its own address.
_WHOLE_ADDRESS = re.compile(rb"<loc>\s*https?://")

#: What engines copy or make and no page of ours loads: Material's scripts and the search
#: index for them, its colour schemes, its icon, and Zensical's other look.
_UNUSED = (
    "**/*.map",
    "assets/images/favicon.png",
    "assets/javascripts/LICENSE",
    "assets/javascripts/bundle.*.js",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/stylesheets/classic/palette.*.css",
    "assets/stylesheets/modern",
    "assets/stylesheets/palette.*.css",
    "search",
    "search.json",
)

_LINK = re.compile(rb'((?:href|action)=")([^":?#]*)(?=["?#])')
_FOLDER = re.compile(rb"(?:[^/].*)?(?:/|(?:^|/)\.\.?)$")

_MAP_REFERENCE = re.compile(rb"\s*(?://#|/\*#) sourceMappingURL=[^\s*]+(?:\s*\*/)?\s*\Z")

#: Sends readers on to another page: main.html made all others.
_REDIRECT = b'<meta http-equiv="refresh"'

#: What base.html prints outside its blocks and only Material's own scripts need.
_HOOKS = {
    "__drawer": rb'<input class="md-toggle" [^>]*id="__drawer"[^>]*>\s*',
    "__search": rb'<input class="md-toggle" [^>]*id="__search"[^>]*>\s*',
    "md-overlay": rb'<label class="md-overlay" [^>]*></label>\s*',
    # Its link leads to the first heading, and 404.html has none. main.html has our own.
    "skip": rb'<div data-md-component="skip">\s*(?:<a [^>]*>[^<]*</a>\s*)?</div>\s*',
    # Empty: the theme tells of a draft in its header.
    "announce": rb'<div data-md-component="announce">\s*</div>\s*',
    "dialog": rb'<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset">'
    rb"</div>\s*</div>\s*",
}

#: What each block of main.html brings to every page, or keeps away from it. Blocks are not
#: listed that Material fills only when a setting of mkdocs.yml asks for it.
_BLOCKS = {
    "site_meta": rb'<link rel="icon" href="[^"]*assets/images/kuvake\.svg"',
    "styles": rb'<link rel="stylesheet" href="[^"]*assets/stylesheets/digitiekartta\.css"',
    "extrahead": rb'<script src="[^"]*assets/javascripts/digitiekartta\.js"',
    "header": rb'<a class="ohituslinkki" href="#sisalto">.*?<header class="ylapalkki">',
    # A site of one page has no menu, and then no button that would open it.
    "hero": rb'\A(?!.*<button [^>]*aria-controls="valikko")|<nav [^>]*id="valikko".*<main ',
    "site_nav": rb'\A(?!.*<div class="md-sidebar )',
    "container": rb'<div [^>]*id="sisalto"',
    "footer": rb'<footer class="alapalkki">',
    "config": rb'\A(?!.*<script id="__config")',
    "scripts": rb'\A(?!.*<script src="[^"]*assets/javascripts/bundle\.)',
}
#: What blocks bring besides, as far as it depends on the page.
_TITLE = "<title>[^<]* – [^<]*</title>".encode()
_TITLE_OF_FRONT = rb"<title>[^<]*</title>"
_TITLE_OF_DRAFT = "<title>Luonnos – [^<]*</title>".encode()
_ROBOTS_OF_DRAFT = rb'<meta name="robots" content="noindex, nofollow">'


def finish(site: Path, *, draft: bool, transcription: bool = False) -> list[Problem]:
    """Remove leftovers and a sitemap that must not or cannot serve; set file modes 644/755.

    Returns:
        Problems of the theme: hooks of Material that are gone. A site that was finished before
        has none.
    """
    for pattern in _UNUSED:
        for path in sorted(site.glob(pattern)):
            remove(path)
    for path in (*site.rglob("*.js"), *site.rglob("*.css")):
        path.write_bytes(_MAP_REFERENCE.sub(b"\n", path.read_bytes()))
    lost = _finish_pages(site, draft, transcription)
    sitemap = site / "sitemap.xml"
    if draft or not (sitemap.is_file() and _WHOLE_ADDRESS.search(sitemap.read_bytes())):
        for path in (sitemap, site / "sitemap.xml.gz"):
            path.unlink(missing_ok=True)
    open_to_readers(site)
    return lost


def _finish_pages(site: Path, draft: bool, transcription: bool) -> list[Problem]:
    """Take Material's leftovers out of the pages and return one Problem for each lost hook."""
    lost: list[Finding] = []
    for path in sorted(site.rglob("*.html")):
        content = path.read_bytes()
        if _REDIRECT in content:
            continue
        finished, missing = without_leftovers(content)
        file = path.relative_to(site).as_posix()
        blocks = lost_blocks(
            content, draft=draft, transcription=transcription, front=file == "index.html"
        )
        for hook in (*missing, *blocks):
            lost.append(Finding.of(THEME_HOOK_LOST, file=file, hook=hook))
        if finished != content:
            path.write_bytes(finished)
    return problems_in(site, lost)


def without_leftovers(page: bytes) -> tuple[bytes, list[str]]:
    """Return a page without what only Material's scripts need, and the hooks not found once.

    A page in which nothing at all is left of Material's frame has been finished before.
    """
    counts = {hook: len(re.findall(pattern, page)) for hook, pattern in _HOOKS.items()}
    if not any(counts.values()) and b"data-md-toggle" not in page:
        return page, []
    for pattern in _HOOKS.values():
        page = re.sub(pattern, b"", page)
    return page, [hook for hook, count in counts.items() if count != 1]


def lost_blocks(page: bytes, *, draft: bool, front: bool, transcription: bool = False) -> list[str]:
    """Return the blocks of main.html whose content a page does not have exactly once.

    Args:
        page: The page, finished or not.
        draft: Whether the site is a draft: all of its pages say so, and hide from search engines.
        transcription: Whether all of its pages say instead that it is one.
        front: Whether it is the front page, whose title is the site's name alone.
    """
    title = _TITLE_OF_DRAFT if draft and not transcription else _TITLE_OF_FRONT if front else _TITLE
    wanted = [*_BLOCKS.items(), ("htmltitle", title)]
    if draft:
        wanted.append(("site_meta", _ROBOTS_OF_DRAFT))
    lost = [block for block, pattern in wanted if len(re.findall(pattern, page, re.DOTALL)) != 1]
    return list(dict.fromkeys(lost))


def open_from_disk(site: Path) -> None:
    """Make all links of a built site lead to files: no server knows what one to a folder means."""
    for path in sorted(site.rglob("*.html")):
        path.write_bytes(opening_from_disk(path.read_bytes()))


def opening_from_disk(page: bytes) -> bytes:
    """Return a page whose links lead to files and not to folders; its text stays as it is."""
    return TOKEN.sub(
        lambda token: _LINK.sub(_to_file, token[0]) if token["tag"] else token[0], page
    )


def _to_file(link: re.Match[bytes]) -> bytes:
    start, path = link.groups()
    if not _FOLDER.fullmatch(path):
        return link[0]
    return start + (path if path.endswith(b"/") else path + b"/") + b"index.html"
