"""A release: a built site made ready for its server, and what would keep it from readers.

The same site gives the same release on any machine and any day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.built_site import BuiltPage, BuiltSite
from digitiekartta.audit.findings import Finding, Sighting, problems_in
from digitiekartta.audit.site_check import check_site
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Problem, in_order
from digitiekartta.publishing import manifest
from digitiekartta.publishing.assets import name_by_content
from digitiekartta.publishing.compression import compress
from digitiekartta.publishing.manifest import Manifest, hashes_of

_FILE_MODE, _FOLDER_MODE = 0o644, 0o755

DRAFT_PAGE = PUBLISHING.error(
    "draft-page",
    "Sivu on luonnos: {sign}.",
    "Vain hyväksytyn version voi julkaista. Kerro asiasta ohjelman ylläpidolle.",
    "Julkaistavaan sivustoon on päätynyt sivu, jossa lukee ”Luonnos – ei hyväksytty”.",
)

_DRAFT_TITLE = re.compile(r"Luonnos\b")
#: Pages that search engines are to leave alone though they are public: former versions.
_UNLISTED = ("404.html", "versiot/")


@dataclass(frozen=True)
class PublicSite:
    """The public site of a roadmap as it was built.

    Attributes:
        version: The approved version that it shows; "" when there is none.
        approval: By whom and when the version was approved, in Finnish.
        problems: What was found while it was built; with an error there is no site.
        refused: Whether the reason is that nothing approved is there to be built.
    """

    version: str
    approval: str
    problems: tuple[Problem, ...] = ()
    refused: bool = False


def make_release(name: str, built: PublicSite, folder: Path) -> Manifest:
    """Make a built site ready for its server and return its manifest, which is written too.

    Args:
        name: The roadmap.
        built: What is told of the site.
        folder: The site; it is changed.
    """
    name_by_content(folder)
    compress(folder)
    (folder / manifest.FILE).unlink(missing_ok=True)
    made = Manifest(name, built.version, built.approval, hashes_of(folder))
    (folder / manifest.FILE).write_bytes(made.to_json())
    for path in (folder, *folder.rglob("*")):
        path.chmod(_FOLDER_MODE if path.is_dir() else _FILE_MODE)
    return made


def faults(site: BuiltSite, *, base_path: str) -> list[Problem]:
    """Return what keeps a release from its readers, as far as the files tell.

    Links, requests to other servers, anything outside the allow-list, and signs of a draft.
    """
    return in_order([*check_site(site, base_path=base_path), *forbidden(site), *draft_signs(site)])


def draft_signs(site: BuiltSite) -> list[Problem]:
    """A public page does not call itself a draft, and hides from no search engine."""
    return problems_in(
        site.folder,
        (
            Sighting(Finding.of(DRAFT_PAGE, sign=sign), page.file)
            for page in site.pages.values()
            for sign in _signs(page)
        ),
    )


def _signs(page: BuiltPage) -> Iterator[str]:
    if page.root.xpath("boolean(//*[@class='luonnos' or @class='luonnosraita'])"):
        yield "siinä on luonnoksen merkki"
    if _DRAFT_TITLE.match(page.title):
        yield "sen nimi alkaa sanalla Luonnos"
    robots = (meta.get("content", "") for meta in page.all("meta") if meta.get("name") == "robots")
    is_hidden = any("noindex" in rule for rule in robots)
    if is_hidden and not page.sends_on and not page.file.startswith(_UNLISTED):
        yield "se kieltää hakukoneita näyttämästä sitä"


def size_of(folder: Path) -> int:
    """Return how many bytes a folder's files hold."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
