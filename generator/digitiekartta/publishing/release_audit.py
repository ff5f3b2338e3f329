"""What would keep a release from its readers: faults in its files, and in a browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.browser import missing
from digitiekartta.audit.built_site import BuiltPage, BuiltSite, seen_on
from digitiekartta.audit.findings import Finding, problems_in
from digitiekartta.audit.run import Progress, audit
from digitiekartta.audit.site_check import check_site
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.publishing.manifest import Manifest

DRAFT_PAGE = PUBLISHING.error(
    "draft-page",
    "Sivu on luonnos: {sign}.",
    "Vain hyväksytyn version voi julkaista. Kerro asiasta ohjelman ylläpidolle.",
    "Julkaistavaan sivustoon on päätynyt sivu, jossa lukee ”Luonnos – ei hyväksytty”.",
)

_DRAFT_TITLE = re.compile(r"Luonnos\b")
#: Pages that search engines are to leave alone though they are public: former versions.
_UNLISTED = ("404.html", "versiot/")


def look_at(
    folder: Path,
    release: Manifest,
    *,
    base_path: str,
    required: bool,
    progress: Callable[[Progress], None],
) -> tuple[str, list[Problem]]:
    """Return in Finnish how a release looks, and what is wrong with it.

    Beside the folder the name of the release that was last found well in a browser is kept:
    what was looked at when the plan was shown need not be looked at again when it is carried out.

    Args:
        folder: The files of the release.
        release: What they are.
        base_path: The path under which the site will stand on its server.
        required: Whether it is a fault that there is no browser.
        progress: Is called after each page that was looked at in a browser.
    """
    site = BuiltSite(folder)
    problems = faults(site, base_path=base_path)
    if errors_in(problems):
        return "tiedostoissa on virheitä", problems
    well = "tiedostot kunnossa, "
    if lacking := missing(Place(folder.as_posix())):
        return f"{well}selaintarkastusta ei tehty", lacking if required else []
    note = folder.with_name(f"{folder.name}.tarkastettu")
    if note.is_file() and note.read_text("utf-8") == release.name:
        return f"{well}selaimessa kunnossa (tarkastettu aiemmin)", []
    report = audit(site, base_path=base_path, progress=progress)
    if report.passed:
        note.write_text(release.name, "utf-8")
    extent = f"selaimessa {len(report.pages)} sivua {len(report.states)} tilassa"
    return f"{well}{extent}", report.problems


def faults(site: BuiltSite, *, base_path: str) -> list[Problem]:
    """Return what keeps a release from its readers, as far as the files tell.

    Links, requests to other servers, anything outside the allow-list, and signs of a draft.
    """
    return in_order([*check_site(site, base_path=base_path), *forbidden(site), *draft_signs(site)])


def draft_signs(site: BuiltSite) -> list[Problem]:
    """A public page does not call itself a draft, and hides from no search engine."""
    return problems_in(site.folder, seen_on(site.pages.values(), _draft_signs))


def _draft_signs(page: BuiltPage) -> Iterator[Finding]:
    if page.root.xpath("boolean(//*[@class='luonnos'])"):
        yield Finding.of(DRAFT_PAGE, sign="siinä on luonnoksen merkki")
    if _DRAFT_TITLE.match(page.title):
        yield Finding.of(DRAFT_PAGE, sign="sen nimi alkaa sanalla Luonnos")
    robots = (meta.get("content", "") for meta in page.all("meta") if meta.get("name") == "robots")
    is_hidden = any("noindex" in rule for rule in robots)
    if is_hidden and not page.sends_on and not page.file.startswith(_UNLISTED):
        yield Finding.of(DRAFT_PAGE, sign="se kieltää hakukoneita näyttämästä sitä")
