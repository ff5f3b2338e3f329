"""The theme, built by every engine: titles that are text, drafts that say so, a Finnish 404.

What only a browser can tell is in ``theme/``.
"""

from __future__ import annotations

import functools
import json
import shutil
from html import escape
from pathlib import Path

import pytest
from lxml import html

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.site_check import check_site
from digitiekartta.site import engine
from digitiekartta.site.finishing import finish

ROOT = Path(__file__).parents[2]
ENGINES = ("mkdocs", "properdocs", "zensical")

HOSTILE = 'A <script>alert(1)</script> & "B"'
# Would leave a mark on the page if it ran.
RUNNING = "<img src=x onerror=\"document.documentElement.dataset.ajettu='1'\">"
SITE_NAME = f"Esimerkkilä {HOSTILE} {RUNNING}"
STANDING = "Hyväksytty 9.12.2025. Päivitetty 20.10.2026."
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


PHASE = "[käyttöönotto]{.vaihe .vaihe-toteutus}"


def row(*cells: str) -> str:
    return (f"| {' | '.join(cells)} |" if len(cells) > 1 else cells[0]) + "\n"


YEARS = (2025, 2026, 2027)
STYLES = "assets/stylesheets/digitiekartta.css"
COLOURS = ":root { --kunta-paavari: #4a1d5e; --kunta-korostus: #5c1f77; }\n"
HOME = {"nimi": "Etusivu", "osoite": ""}
DOCS = {
    "index.md": page(
        "Etusivu", "Katso [tavoitteet](tavoitteet/index.md).\n\n## Mitä nyt\n\nTeksti."
    ),
    "tavoitteet/index.md": page(
        "Tavoitteet",
        "- [Osaaminen](osaaminen.md)\n- [Aikataulu](aikataulu.md)\n- [Kuvattu](kuvattu.md)\n",
        crumbs=[HOME],
    ),
    "tavoitteet/aikataulu.md": page(
        "Aikataulu",
        "Ensin tämä.\n\n"
        + row("Aikataulutaulukko: Aikataulu")
        + row("Toimenpide", "Vastuu", *(f"{h} {y}" for y in YEARS for h in ("Kevät", "Syksy")))
        + row(*["---"] * 8)
        + row("Digituki", "Tietohallintopäällikkö, Henkilöstöpäällikkö", *[PHASE] * 6)
        + "\nTietotaulukko: Tiedot\n| Tieto | Arvo |\n|---|---|\n| Vastuu | Tietohallinto |\n"
        + "\nTaulukko: Luvut\n| Nimi | Luku |\n|---|---:|\n| Yksi | 1 |\n",
    ),
    "tavoitteet/kuvattu.md": page(
        "Kuvattu",
        row("Taulukko: Sarakkeita")
        + row(*["*käyttöönotto*"] * 6)
        + row(*["---"] * 6)
        + row(*["käyttöönotto"] * 6),
    ),
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
    "toimenpiteet/kartoitus.md": page(
        LONG,
        "Ensin tämä.\n\n## Vaiheet\n\nTeksti.\n\n"
        f"## Tiedot {markdown(HOSTILE)}\n\nTeksti.\n\n### Alempi\n\n## Lähde\n",
        crumbs=[HOME],
    ),
    "toimenpiteet/pelkka.md": "Sivu ilman otsikkoa ja alkutietoja.\n",
    "toimenpiteet/otsikoitu.md": f"# {markdown(HOSTILE)}\n\nOtsikko vain tekstissä.\n",
    "saavutettavuusseloste/index.md": page("Saavutettavuusseloste", "Seloste.\n", crumbs=[HOME]),
    "haku/index.md": page("Haku", "Hae.\n", crumbs=[HOME]),
    STYLES: (ROOT / "theme" / STYLES).read_text(encoding="utf-8") + COLOURS,
    "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"/>',
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
        "extra": {
            "luonnos": draft,
            "organisaatio": HOSTILE,
            "tila": STANDING,
            "linkit": [{"teksti": HOSTILE, "osoite": "https://www.example.fi/?a=1&b=2"}],
            "haku": "haku/",
            "hae": "Hae digitiekartasta",
            "logo": "assets/logo.svg",
            "logon_teksti": HOSTILE,
            "logon_leveys": 32,
            "logon_korkeus": 32,
        },
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
    return None if engine.is_installed(name) else f"moottoria {name} ei ole asennettu"


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
        finish(folder, docs=configs[draft].parent / "docs", theme=roots[draft] / "theme")
        return Site(folder)

    return built


pytestmark = pytest.mark.engine


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


def skeleton(site: Site, name: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return all elements of a page with their attributes, but for where it leads."""
    return [
        (str(e.tag), [(k, v) for k, v in e.items() if k not in ("href", "src", "action")])
        for e in site.page(name).iter()
    ]


@pytest.mark.parametrize("other", ["properdocs", "zensical"])
def test_every_engine_gives_the_same_pages(sites, other):
    expected, actual = sites("mkdocs", draft=False), sites(other, draft=False)

    assert expected.names == actual.names
    for name in expected.names:
        assert content_of(expected, name) == content_of(actual, name)
        assert skeleton(expected, name) == skeleton(actual, name)


def test_a_built_site_has_no_broken_links_and_asks_nothing_of_other_servers(public):
    assert check_site(BuiltSite(public.folder), base_path="/digitiekartta/") == []


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
    assert HOSTILE in public.links(name, "nav", "valikko")


def test_a_hostile_description_and_breadcrumb_show_letter_for_letter(public):
    name = "tavoitteet/osaaminen/index.html"

    [description] = select(public.page(name), "meta", name="description")

    assert f"Kuvaus: {HOSTILE}" == description.get("content")
    assert public.links(name, "nav", "murupolku") == ["Etusivu", HOSTILE]


def test_editors_text_adds_no_element_to_any_page(public):
    for name in public.names:
        page = public.page(name)
        assert [e.text for e in select(page, "script")] == [None]
        [logo] = select(page, "img")
        assert "logo.svg" in logo.get("src", "")
        assert logo.get("alt") == HOSTILE
        assert text(select(page, "a", "ylapalkki__nimi")[0]) == SITE_NAME


def test_nothing_of_another_theme_is_in_the_site(public):
    for name in public.names:
        page = public.page(name)
        [script] = select(page, "script")
        assert script.get("src", "").endswith("assets/javascripts/digitiekartta.js")
        assert "defer" in script.attrib
        assert not [e for e in page.iter() if e.get("style") is not None]
        assert not [e for e in page.iter() if e.get("class", "").startswith("md-")]
    theme = {p.relative_to(ROOT / "theme") for p in (ROOT / "theme" / "assets").rglob("*.*")}
    found = {p.relative_to(public.folder) for p in (public.folder / "assets").rglob("*.*")}
    assert found == theme | {Path("assets/logo.svg")}
    assert not list(public.folder.rglob("*search*"))


def test_the_first_link_of_every_page_leads_past_the_header_to_the_content(public):
    for name in public.names:
        first = select(public.page(name).body, "a button input")[0]
        assert (text(first), first.get("href")) == ("Siirry sisältöön", "#sisalto")
        [target] = select(public.page(name), id="sisalto")
        assert target.get("tabindex") == "-1"
        assert select(target, "h1")


def test_the_menu_names_the_section_pages_and_marks_the_one_that_is_open(public):
    expected = ["Etusivu", "Tavoitteet", HOSTILE]
    for name in public.names:
        assert public.links(name, "nav", "valikko") == expected
    [current] = select(public.page("tavoitteet/index.html"), "a", aria_current="page")
    assert text(current) == "Tavoitteet"


def test_a_page_with_three_headings_lists_them_between_its_first_words_and_the_first(public):
    name = "toimenpiteet/kartoitus/index.html"

    [listed] = select(public.page(name), "nav", "sisallys")

    links = {text(a): a.get("href") for a in select(listed, "a")}
    assert list(links) == ["Vaiheet", f"Tiedot {HOSTILE}", "Lähde"]
    assert links["Vaiheet"] == "#vaiheet"
    assert text(listed.getprevious()) == "Ensin tämä."
    assert listed.getnext().get("id") == "vaiheet"


def test_a_page_with_fewer_headings_lists_none(public):
    for name in set(public.names) - {"toimenpiteet/kartoitus/index.html"}:
        assert select(public.page(name), "nav", "sisallys") == []


def test_the_front_page_alone_has_the_looks_of_one(public):
    assert [n for n in public.names if select(public.page(n), "main", "etusivu")] == ["index.html"]


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
        assert select(page, "aside") == []
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
        assert select(public.page(name), "meta", name="generator") == []


def test_the_footer_tells_whose_site_it_is_and_how_official(public):
    for name in public.names:
        [footer] = select(public.page(name), "footer")
        assert [text(p) for p in select(footer, "p")] == [SITE_NAME, HOSTILE, STANDING]
        [link] = [a for a in select(footer, "a") if text(a) == HOSTILE]
        assert link.get("href") == "https://www.example.fi/?a=1&b=2"


def test_a_page_loads_one_style_sheet_with_the_municipalitys_colours(public):
    for name in public.names:
        [sheet] = select(public.page(name), "link", rel="stylesheet")
        assert sheet.get("href", "").endswith(STYLES)
    assert (public.folder / STYLES).read_text(encoding="utf-8").endswith(COLOURS)


def test_a_site_without_a_statement_of_its_own_links_to_none(tmp_path):
    config = write_project(tmp_path, draft=True)
    settings = json.loads(config.read_text(encoding="utf-8"))
    settings["extra"] = {"luonnos": True, "saavutettavuusseloste": ""}
    config.write_text(json.dumps(settings), encoding="utf-8")

    assert engine.build(config, tmp_path / "site", epoch=0) == []

    [footer] = select(Site(tmp_path / "site").page("index.html"), "footer")
    assert select(footer, "a") == []


def test_a_page_without_a_heading_gets_its_title_as_one(public):
    assert public.texts("toimenpiteet/pelkka/index.html", "h1") == ["Pelkka"]
