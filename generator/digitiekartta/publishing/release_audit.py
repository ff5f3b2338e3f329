"""What would keep a release from its readers: faults in its files, and in a browser."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitiekartta import __version__
from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.browser import missing
from digitiekartta.audit.built_site import BuiltPage, BuiltSite, seen_on
from digitiekartta.audit.findings import Finding, problems_in
from digitiekartta.audit.run import Progress, audit
from digitiekartta.audit.site_check import check_site
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.pages import paths
from digitiekartta.publishing.manifest import Manifest, fields_in

DRAFT_PAGE = PUBLISHING.error(
    "draft-page",
    "Sivu on luonnos: {sign}.",
    "Vain hyväksytyn version voi julkaista. Kerro asiasta ohjelman ylläpidolle.",
    "Julkaistavaan sivustoon on päätynyt sivu, jossa lukee ”Luonnos – ei hyväksytty”.",
)
NOT_AUDITED = PUBLISHING.error(
    "not-audited",
    "Sivustoa ei voi tarkastaa selaimessa, joten sitä ei julkaista.",
    "Asenna selain. Jos sivusto on tarkastettu muualla, anna valinta --no-audit: silloin julkaisu"
    " kertoo, että tarkastus jätettiin pois.",
    "Koneella, jolta julkaistaan, ei ole Chromium-selainta.",
)

_WELL = "tiedostot kunnossa, "
_DRAFT_TITLE = re.compile(r"Luonnos\b")
#: Pages that search engines are to leave alone though they are public: former versions, and
#: pieces of pages that other sites show.
_UNLISTED = ("404.html", "versiot/", *(f"{folder}/" for folder in paths.EMBED_FOLDERS))


@dataclass(frozen=True)
class Look:
    """How a release was looked at and what came of it.

    Attributes:
        words: In Finnish.
        problems: What is wrong with it.
        remarks: What a browser found that keeps it from nobody, as a person reads it.
        audited: Whether it was looked at in a browser.
    """

    words: str
    problems: Sequence[Problem] = ()
    remarks: str = ""
    audited: bool = False


def look_at(
    folder: Path,
    release: Manifest,
    *,
    base_path: str,
    in_browser: bool,
    progress: Callable[[Progress], None],
) -> Look:
    """Look at a release, from its files and in a browser.

    Beside the folder it is kept what a browser has found in a release that was well: what was
    looked at when the plan was shown need not be looked at again when it is carried out.

    Args:
        folder: The files of the release.
        release: What they are.
        base_path: The path under which the site will stand on its server.
        in_browser: Whether it is a fault that there is no browser; otherwise none is used.
        progress: Is called after each page that was looked at in a browser.
    """
    site = BuiltSite(folder)
    problems = faults(site, base_path=base_path)
    if errors_in(problems):
        return Look("tiedostoissa on virheitä", problems)
    note = folder.with_name(f"{folder.name}.tarkastettu")
    known = fields_in(note.read_bytes() if note.is_file() else None)
    if known.get("julkaisu") == release.name and known.get("ohjelma") == __version__:
        words = f"{_WELL}selaimessa kunnossa (tarkastettu aiemmin)"
        return Look(words, remarks=str(known.get("huomautukset", "")), audited=True)
    if not in_browser:
        return Look(f"{_WELL}selaintarkastus jätettiin pois (--no-audit)")
    if lacking := missing(Place(folder.as_posix())):
        problems = [*lacking, NOT_AUDITED.at(lacking[0].place)]
        return Look(f"{_WELL}selaintarkastusta ei voi tehdä", problems)
    report = audit(site, base_path=base_path, progress=progress)
    remarks = as_text(report.problems) if report.passed and report.problems else ""
    if report.passed:
        found = {"julkaisu": release.name, "ohjelma": __version__, "huomautukset": remarks}
        note.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    extent = f"selaimessa {len(report.pages)} sivua {len(report.states)} tilassa"
    return Look(f"{_WELL}{extent}", report.problems, remarks, audited=True)


def faults(site: BuiltSite, *, base_path: str) -> list[Problem]:
    """Return what keeps a release from its readers, as far as the files tell.

    Links, requests to other servers, anything outside the allow-list, and signs of a draft.
    """
    return in_order([*check_site(site, base_path=base_path), *forbidden(site), *draft_signs(site)])


def draft_signs(site: BuiltSite) -> list[Problem]:
    """A public page does not call itself a draft, and hides from no search engine."""
    return problems_in(site.folder, seen_on(site.pages, _draft_signs))


def _draft_signs(page: BuiltPage) -> Iterator[Finding]:
    if page.root.xpath("boolean(//*[@class='luonnos'])"):
        yield Finding.of(DRAFT_PAGE, sign="siinä on luonnoksen merkki")
    if _DRAFT_TITLE.match(page.title):
        yield Finding.of(DRAFT_PAGE, sign="sen nimi alkaa sanalla Luonnos")
    robots = (meta.get("content", "") for meta in page.all("meta") if meta.get("name") == "robots")
    is_hidden = any("noindex" in rule for rule in robots)
    if is_hidden and not page.sends_on and not page.file.startswith(_UNLISTED):
        yield Finding.of(DRAFT_PAGE, sign="se kieltää hakukoneita näyttämästä sitä")
