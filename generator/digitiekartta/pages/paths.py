"""Where each page stands, relative to the docs folder: the addresses that never change."""

from collections.abc import Iterable, Mapping

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import short_slug, slug

FRONT = "index.md"
GOALS = "tavoitteet/index.md"
MEASURES = "toimenpiteet/index.md"
SCHEDULE = "aikataulu/index.md"
PARTIES = "vastuutahot/index.md"
SECTORS = "toimialat/index.md"
AUDIENCES = "kohderyhmat/index.md"
COSTS = "kustannukset/index.md"
TRACKING = "seuranta/index.md"
LEVELS = "tasot/index.md"
ABOUT = "tietoa/index.md"
STATEMENT = "saavutettavuusseloste/index.md"
STATEMENT_JSON = "saavutettavuusseloste.json"
STYLES = "assets/stylesheets/digitiekartta.css"
PRINT = "tuloste/index.md"
PRINT_STYLES = "assets/stylesheets/tuloste.css"
SEARCH = "haku/index.md"
CHANGES = "muutokset/index.md"
VERSIONS = "versiot/index.md"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
SHARED_PICTURE = "assets/jakokuva.png"
TOUCH_ICON = "assets/kuvake-180.png"
MANIFEST = "assets/sovellus.json"
MOVED = "seuranta/siirretyt.md"
NOT_REPORTED = "seuranta/raportoimatta.md"
ENDED = "seuranta/paattyneet.md"
ESTIMATED = "kustannukset/arviot.md"
NOT_ESTIMATED = "kustannukset/arvio-puuttuu.md"
TOLD = "aikataulu/lahteen-mukaan.md"
UNSCHEDULED = "aikataulu/ei-tiedossa.md"
OPEN_DATA = "avoin-data/index.md"
PENDING = "muutokset/luonnos.md"
EMBEDS = "upotus/index.md"
SHARED_TEXTS = "upotus/jakotekstit.txt"
EMBED_OF_NOW = "upotus/nyt/index.html"
EMBED_FOLDERS = ("upotus/nyt", "upotus/tavoite", "upotus/vastuutaho")
"""Where the pieces for other sites are, and nothing else: other sites may show these in a frame."""
CALENDAR = "avoin-data/aikataulu.ics"
MEETINGS = "avoin-data/kokoukset.ics"
MANIFEST_ICONS = {"assets/kuvake-192.png": 192, "assets/kuvake-512.png": 512}


def address(file: str) -> str:
    """Return a page's address under the site's root: "toimenpiteet/intra/"; "" for the front."""
    if file == "index.md" or file.endswith(("/index.md", "/index.html")):
        return file.rpartition("index.")[0]
    return file.removesuffix(".md") + "/"


def data(name: str) -> str:
    """Return a file of open data."""
    return f"{address(OPEN_DATA)}{name}"


def goal(id: str) -> str:
    """Return the page of a goal."""
    return f"tavoitteet/{_file(id)}.md"


def group(goal: str, id: str) -> str:
    """Return the page of a group of a goal."""
    return f"tavoitteet/{_file(goal)}/{_file(id)}.md"


def measure(id: str) -> str:
    """Return the page of a measure."""
    return f"toimenpiteet/{_file(id)}.md"


def measure_data(id: str) -> str:
    """Return the file that tells programs what the page of a measure tells."""
    return f"toimenpiteet/{_file(id)}.json"


def half_year(moment: HalfYear) -> str:
    """Return the page of a half-year."""
    return f"aikataulu/{moment.slug}.md"


def reported(state: str) -> str:
    """Return the page of the measures of which a state was reported last, where they are many."""
    return f"seuranta/{slug(state)}.md"


def calendar(page: str) -> str:
    """Return the calendar beside a page: "vastuutahot/kirjasto.ics"."""
    return f"{page.removesuffix('.md')}.ics"


def year(number: int) -> str:
    """Return the page of how a year went."""
    return f"seuranta/{number}.md"


def chart(year: int, name: str) -> str:
    """Return the picture of a table of a year."""
    return f"assets/kuviot/{year}-{name}.svg"


def is_for_paper(file: str) -> bool:
    """Whether a page is a sheet that has a style sheet of its own on paper."""
    return file.startswith(PRINT.removesuffix("index.md"))


def printed(goal: str) -> str:
    """Return the page of a goal for paper, where the roadmap is long."""
    return f"tuloste/{_file(goal)}.md"


def goal_embed(id: str) -> str:
    """Return the piece of other sites that tells of a goal."""
    return f"upotus/tavoite/{_file(id)}/index.html"


def party_embed(page: str) -> str:
    """Return the piece of other sites that tells of a party, by the party's page."""
    name = page.rpartition("/")[2].removesuffix(".md")
    return f"upotus/vastuutaho/{name}/index.html"


def snapshot(embed: str) -> str:
    """Return the file with what a piece for other sites tells on the day of the run, to paste."""
    return embed.removesuffix("index.html") + "katkelma.txt"


def embeds(number: int) -> str:
    """Return the page of a part of the pieces for other sites, where they are many."""
    return f"upotus/osa-{number}/index.md"


def changes(version: str) -> str:
    """Return the page that tells what changed in a version."""
    return f"muutokset/{version}.md"


def compared(old: str, new: str) -> str:
    """Return the page that tells what changed from one version to a later one."""
    return f"muutokset/{old}/{new}.md"


def version(name: str) -> str:
    """Return the first page of a version as it was approved."""
    return f"versiot/{name}/index.md"


def version_goal(name: str, goal: str) -> str:
    """Return the page of a goal as it was in a version."""
    return f"versiot/{name}/{_file(goal)}.md"


def version_content(name: str) -> str:
    """Return the file that was approved, byte for byte."""
    return f"versiot/{name}/sisalto.json"


def pages_for(folder: str, names: Iterable[str]) -> Mapping[str, str]:
    """Return name → page for names that become addresses; equal addresses get a number."""
    taken: set[str] = {"index"}
    pages: dict[str, str] = {}
    for name in names:
        base = candidate = short_slug(name)
        number = 2
        while candidate in taken:
            candidate, number = f"{base}-{number}", number + 1
        taken.add(candidate)
        pages[name] = f"{folder}/{candidate}.md"
    return pages


def _file(id: str) -> str:
    # The section's own page is index.md, and no id begins with a low line.
    return "_index" if id == "index" else id
