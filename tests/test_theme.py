"""The theme, built by every engine: titles that are text, drafts that say so, a Finnish 404."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from html import escape
from pathlib import Path

import pytest
from lxml import html

from digitiekartta import engine
from digitiekartta.finishing import finish
from digitiekartta.site_check import check_site

ROOT = Path(__file__).parent.parent
ENGINES = ("mkdocs", "properdocs", "zensical")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")

HOSTILE = 'A <script>alert(1)</script> & "B"'
# Would leave a mark on the page if it ran.
RUNNING = "<img src=x onerror=\"document.documentElement.dataset.ajettu='1'\">"
SITE_NAME = f"Esimerkkilä {HOSTILE} {RUNNING}"
LONG = (
    "Kaupungin henkilöstön digitaalisen osaamisen kehittäminen ja "
    "yhteispalvelupisteasiakaspalvelujärjestelmäkokonaisuuden käyttöönotto sekä "
    "toimintatapojen yhtenäistäminen kaikilla toimialoilla siten, että asukkaat saavat "
    "palvelunsa yhdestä paikasta vuoden 2027 loppuun mennessä"
)


def markdown(text: str) -> str:
    """As the generator escapes text in Markdown: numeric references for all punctuation."""
    return "".join(c if c.isalnum() or c in " äöåÄÖÅ" else f"&#{ord(c)};" for c in text)


def page(title: str, body: str, *, crumbs: list[dict[str, str]] | None = None) -> str:
    front = {
        "title": escape(title),
        "description": escape(f"Kuvaus: {title}"),
        "murupolku": crumbs or [],
    }
    return f"---\n{json.dumps(front)}\n---\n# {markdown(title)}\n\n{body}"


HOME = {"nimi": "Etusivu", "osoite": ""}
DOCS = {
    "index.md": page(
        "Etusivu", "Katso [tavoitteet](tavoitteet/index.md).\n\n## Mitä nyt\n\nTeksti."
    ),
    "tavoitteet/index.md": page("Tavoitteet", "- [Osaaminen](osaaminen.md)\n", crumbs=[HOME]),
    "tavoitteet/osaaminen.md": page(
        HOSTILE,
        f"""Ensin tämä.

## Aikataulu {markdown(HOSTILE)}

Taulukko: Aikataulu puolivuosittain
| Toimenpide | Kevät 2025 | Syksy 2025 | Kevät 2026 | Syksy 2026 | Hinta |
|---|---|---|---|:---:|---:|
| [Kartoitus](../toimenpiteet/kartoitus.md#vaiheet) | [**S** selvittely]{{.vaihe .vaihe-s}} \
| [**K** käyttöönotto]{{.vaihe .vaihe-k}} | [**J** jatkuva]{{.vaihe .vaihe-j}} | – | 1 200 |
| {markdown(HOSTILE)} | – | – | – | – | 0 |

### Alempi otsikko

1. yksi
2. kaksi
""",
        crumbs=[HOME, {"nimi": escape(HOSTILE), "osoite": "tavoitteet/"}],
    ),
    "toimenpiteet/kartoitus.md": page(LONG, "## Vaiheet\n\nTeksti.\n", crumbs=[HOME]),
    "toimenpiteet/pelkka.md": "Sivu ilman otsikkoa ja alkutietoja.\n",
    "toimenpiteet/otsikoitu.md": f"# {markdown(HOSTILE)}\n\nOtsikko vain tekstissä.\n",
    "saavutettavuusseloste/index.md": page("Saavutettavuusseloste", "Seloste.\n", crumbs=[HOME]),
}


def write_project(root: Path, *, draft: bool) -> Path:
    """Write the checkout's own theme and settings, and a roadmap; return the roadmap's settings."""
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    build = root / "build" / "koe"
    for name, text in DOCS.items():
        (build / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (build / "docs" / name).write_text(text, encoding="utf-8")
    settings = {
        "INHERIT": "../../mkdocs.yml",
        "site_name": SITE_NAME,
        "site_url": "https://www.example.fi/digitiekartta/",
        "docs_dir": "docs",
        "site_dir": "../../site/koe",
        "hooks": [],
        "theme": {"custom_dir": "../../theme"},
        "extra": {"luonnos": draft},
        "nav": [
            {"Etusivu": "index.md"},
            {"Tavoitteet": "tavoitteet/index.md"},
            {escape(HOSTILE): "tavoitteet/osaaminen.md"},
        ],
    }
    config = build / "mkdocs.yml"
    config.write_text(json.dumps(settings), encoding="utf-8")
    return config


def select(
    within: html.HtmlElement, tags: str = "*", cls: str = "", **having: str
) -> list[html.HtmlElement]:
    """Return the elements with one of the tags, a class and attributes, in document order."""
    return [
        element
        for element in within.iter(*tags.split())
        if isinstance(element.tag, str)
        and (not cls or cls in element.get("class", "").split())
        and all(element.get(key.replace("_", "-")) == value for key, value in having.items())
    ]


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


class Site:
    """A built site, read as a browser reads it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.html"))

    @functools.cache  # noqa: B019 - a handful of pages
    def page(self, name: str) -> html.HtmlElement:
        return html.document_fromstring((self.folder / name).read_bytes().decode("utf-8"))

    def texts(self, name: str, tags: str = "*", cls: str = "", **having: str) -> list[str]:
        return [text(element) for element in select(self.page(name), tags, cls, **having)]

    def links(self, name: str, tags: str, cls: str = "") -> list[str]:
        """Return the texts of the links inside the first element that is meant."""
        return [text(link) for link in select(select(self.page(name), tags, cls)[0], "a")]


@functools.cache
def missing(name: str) -> str | None:
    return None if name in engine.available() else f"moottoria {name} ei ole asennettu"


@pytest.fixture(scope="module", params=ENGINES)
def draft(request: pytest.FixtureRequest, sites: functools.partial[Site]) -> Site:
    return sites(request.param, draft=True)


@pytest.fixture(scope="module", params=ENGINES)
def public(request: pytest.FixtureRequest, sites: functools.partial[Site]) -> Site:
    return sites(request.param, draft=False)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory):
    """Return a function that builds each site once."""
    roots = {d: tmp_path_factory.mktemp("luonnos" if d else "julkinen") for d in (True, False)}
    configs = {d: write_project(root, draft=d) for d, root in roots.items()}

    @functools.cache
    def built(name: str, *, draft: bool) -> Site:
        if reason := missing(name):
            pytest.skip(reason)
        folder = roots[draft] / "site" / name
        problems = engine.build(configs[draft], folder, engine=name, epoch=1_763_769_600)
        assert problems == []
        finish(folder, draft=draft)
        return Site(folder)

    return built


pytestmark = pytest.mark.engine
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromiumia ei löydy (apt install chromium)"
)


def content_of(site: Site, name: str) -> dict[str, object]:
    def told(element: html.HtmlElement) -> tuple[str, ...]:
        kept = (element.get(key, "") for key in ("id", "scope", "class"))
        return (element.tag, *kept, text(element))

    [article] = select(site.page(name), "article")
    return {
        "title": site.texts(name, "title"),
        "headings": [told(e) for e in select(article, "h1 h2 h3 h4")],
        "tables": [told(e) for e in select(article, "table caption th td")],
        "links": [text(e) for e in select(article, "a") if e.get("href")],
        "text": text(article),
    }


@pytest.mark.parametrize("other", ["properdocs", "zensical"])
def test_every_engine_gives_the_same_pages(sites, other):
    expected, actual = sites("mkdocs", draft=False), sites(other, draft=False)

    assert expected.names == actual.names
    for name in expected.names:
        assert content_of(expected, name) == content_of(actual, name)


def test_a_built_site_has_no_broken_links_and_asks_nothing_of_other_servers(public):
    assert check_site(public.folder, base_path="/digitiekartta/") == []


def test_the_title_names_the_page_and_then_the_site(public):
    name = "tavoitteet/index.html"

    assert [f"Tavoitteet – {SITE_NAME}"] == public.texts(name, "title")
    assert public.texts("index.html", "title") == [SITE_NAME]


@pytest.mark.parametrize(
    "name", ["tavoitteet/osaaminen/index.html", "toimenpiteet/otsikoitu/index.html"]
)
def test_a_hostile_title_shows_letter_for_letter(public, name):
    assert [f"{HOSTILE} – {SITE_NAME}"] == public.texts(name, "title")
    assert public.texts(name, "h1") == [HOSTILE]
    assert public.texts(name, data_md_component="header-topic") == [HOSTILE]
    assert HOSTILE in public.links(name, "nav", "md-nav--primary")


def test_a_hostile_description_and_breadcrumb_show_letter_for_letter(public):
    name = "tavoitteet/osaaminen/index.html"

    [description] = select(public.page(name), "meta", name="description")

    assert f"Kuvaus: {HOSTILE}" == description.get("content")
    assert public.links(name, "nav", "murupolku") == ["Etusivu", HOSTILE]
    assert f"Aikataulu {HOSTILE}" in public.links(name, "nav", "md-nav--secondary")


def test_editors_text_adds_no_element_to_any_page(public):
    for name in public.names:
        page = public.page(name)
        scripts = [e.text or "" for e in select(page, "script")]
        assert not any("alert" in script for script in scripts)
        assert select(page, "img") == []
        assert SITE_NAME in public.texts(name, "p")
        assert select(page, "a", "md-logo")[0].get("aria-label") == SITE_NAME


def test_a_draft_says_so_on_every_page(draft):
    for name in draft.names:
        assert draft.texts(name, "p", "luonnos") == ["Luonnos – ei hyväksytty"]
        assert draft.texts(name, "title")[0].startswith("Luonnos – ")
        [robots] = select(draft.page(name), "meta", name="robots")
        assert robots.get("content") == "noindex, nofollow"
        assert select(draft.page(name), "link", rel="canonical") == []
    assert list(draft.folder.glob("sitemap.xml*")) == []


def test_a_public_page_has_its_address_and_no_word_of_drafts(public):
    for name in set(public.names) - {"404.html"}:
        page = public.page(name)
        [canonical] = select(page, "link", rel="canonical")
        path = name.removesuffix("index.html")
        assert f"https://www.example.fi/digitiekartta/{path}" == canonical.get("href")
        assert select(page, "meta", name="robots") == []
        assert select(page, "aside", "md-banner") == []
        assert "Luonnos" not in page.text_content()


def test_settings_that_say_nothing_make_a_draft():
    assert "  luonnos: true\n" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_page_for_a_wrong_address_is_finnish_and_shows_the_way_home(public):
    assert [f"Sivua ei löytynyt – {SITE_NAME}"] == public.texts("404.html", "title")
    assert public.texts("404.html", "h1") == ["Sivua ei löytynyt"]
    [article] = select(public.page("404.html"), "article")
    links = {text(e): e.get("href") for e in select(article, "a")}
    assert links["Siirry etusivulle"].removesuffix(".") == "/digitiekartta/"
    assert links["Tavoitteet"] == "/digitiekartta/tavoitteet/"


def test_every_page_links_to_the_accessibility_statement_and_praises_no_tool(public):
    for name in public.names:
        assert "Saavutettavuusseloste" in public.links(name, "footer")
        assert "Made with" not in public.page(name).text_content()


def test_a_site_without_a_statement_of_its_own_links_to_none(tmp_path):
    config = write_project(tmp_path, draft=True)
    settings = json.loads(config.read_text(encoding="utf-8"))
    settings["extra"]["saavutettavuusseloste"] = ""
    config.write_text(json.dumps(settings), encoding="utf-8")

    assert engine.build(config, tmp_path / "site", epoch=0) == []

    [footer] = select(Site(tmp_path / "site").page("index.html"), "footer")
    assert select(footer, "a") == []


def test_a_page_without_a_heading_gets_its_title_as_one(public):
    assert public.texts("toimenpiteet/pelkka/index.html", "h1") == ["Pelkka"]


# Shows the site's front page in a frame, looks for a word and copies what the search found.
# A headless browser prints a page once it has loaded: the slow image is there to be waited for.
SEARCHING = """<!doctype html><html lang="fi"><title>Haku</title><body>
<iframe src="/" width="1200" height="800"></iframe><img src="/hidas" alt=""><ol></ol>
<script>
setInterval(() => {
  const site = document.querySelector("iframe").contentDocument;
  const field = site.querySelector("[data-md-component=search-query]");
  const found = site.querySelector("[data-md-component=search-result] ol");
  if (!field || !found) return;
  if (!field.value) { field.focus(); field.value = "ensin"; }
  field.dispatchEvent(new Event("keyup"));
  document.querySelector("ol").innerHTML = found.innerHTML;
  document.body.dataset.ajettu = site.documentElement.dataset.ajettu || "ei";
  if (found.children.length) fetch("/loytyi");
}, 100);
</script></body></html>"""


@pytest.fixture(scope="module")
def served(sites):
    """Serve the MkDocs site as a web server would, and return its address."""
    found = threading.Event()

    class Server(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/hidas":
                found.wait(timeout=30)
                self.send_error(404)
            elif self.path == "/loytyi":
                found.set()
                self.send_error(404)
            elif self.path == "/etsi":
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(SEARCHING.encode())
            else:
                super().do_GET()

        def log_message(self, *args: object) -> None:
            pass

    handler = functools.partial(Server, directory=str(sites("mkdocs", draft=False).folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def opened(address: str, profile: Path) -> html.HtmlElement:
    """Return the page as a browser has it after its scripts."""
    options = (
        "--headless --no-sandbox --disable-gpu --disable-background-networking "
        "--disable-component-update --disable-sync --no-first-run --dump-dom"
    )
    command = [str(CHROMIUM), *options.split(), f"--user-data-dir={profile}", address]
    run = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return html.document_fromstring(run.stdout.decode("utf-8"))


@pytest.mark.browser
@needs_chromium
def test_hostile_names_never_run_in_a_browser(served, tmp_path):
    page = opened(served + "tavoitteet/osaaminen/", tmp_path)

    assert "js" in page.get("class", "").split(), "the theme's scripts did not run"
    assert "data-ajettu" not in page.attrib
    assert select(page, "img") == []


@pytest.mark.browser
@needs_chromium
def test_hostile_names_never_run_in_search_results(served, tmp_path):
    page = opened(served + "etsi", tmp_path)

    assert HOSTILE in " ".join(text(e) for e in select(page, "li", "md-search-result__item"))
    assert page.body.get("data-ajettu") == "ei"
