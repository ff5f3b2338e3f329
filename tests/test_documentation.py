"""The documentation is a site: all its pages are there, read as at the host, and say what is so."""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from PIL import Image

from towns import ROOT

sys.path.append(str(ROOT))  # docs/making/, as benchmarks/ in the tests of the search

from docs.making import pictures, reference
from docs.making.__main__ import files, make
from docs.making.pages import Page, pages
from docs.making.rewriting import for_site, page_for_site

NAV = yaml.safe_load((ROOT / "docs/mkdocs.yml").read_text())["nav"]
PAGES = pages(ROOT, NAV)
BY_SOURCE = {page.source: page for page in PAGES}
#: What a reader tells apart: the rest of the elements follows from these.
_TOLD = ("h1", "h2", "h3", "h4", "li", "ol", "ul", "pre", "tr", "blockquote", "strong", "em")


def page(text: str, source: str = "docs/koe.md") -> Page:
    return Page(source, "Koe", english=False, text=text)


def rewritten(text: str, *others: Page) -> str:
    one = page(text)
    return for_site(one, {other.source: other for other in (one, *others)})


# --- from the host's Markdown to that of the site ------------------------------------------------


def test_a_block_of_code_in_a_list_stays_in_its_item():
    text = "1. Aja tämä:\n\n   ```sh\n   make docs\n   ```\n\n2. Katso.\n"

    assert "1. Aja tämä:\n\n\n        make docs\n\n\n2. Katso.\n" == rewritten(text)


def test_what_a_block_of_code_belongs_to_is_for_the_host_only():
    assert "```yaml\notsikko: *\n```\n" == rewritten("```yaml tahot.yml\notsikko: *\n```\n")


def test_a_list_right_below_a_paragraph_is_a_list():
    assert "Nämä:\n\n- yksi\n- kaksi\n" == rewritten("Nämä:\n- yksi\n- kaksi\n")


def test_a_list_of_the_headings_is_left_to_the_theme():
    contents = "- [A](#a)\n- [B](#b)\n- [C](#c)\n"

    assert contents not in rewritten(f"# Otsikko\n\n{contents}\n## A\n## B\n## C\n")


def test_a_table_has_the_heading_above_it_as_its_caption():
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n"
    lines = rewritten(f"## Luvut\n\n{table}\nSitten:\n\n{table}").splitlines()

    assert ["Taulukko: Luvut", "Taulukko: Luvut, 2"] == [x for x in lines if x[:8] == "Taulukko"]


def test_a_link_leads_to_the_page_and_the_place_on_the_site():
    guide = page("# Ohje\n\n## Näin tehdään\n", "content/OHJE.md")

    assert "[Ohje](ohje.md#nain-tehdaan)\n" == rewritten(
        "[Ohje](../content/OHJE.md#näin-tehdään)", guide
    )


def test_of_a_drawing_the_site_lists_the_boxes():
    drawing = '```mermaid\nflowchart TB\n  a["<b>audit</b><br/>a site,<br/>seen"]\n  a --> b\n```\n'

    assert "- **audit**: a site, seen\n" == rewritten(drawing)


def test_an_item_below_a_paragraph_of_the_former_one_is_an_item():
    assert "1. Yksi\n\n    lisää\n\n2. Kaksi\n" == rewritten("1. Yksi\n\n   lisää\n2. Kaksi\n")


def test_a_link_to_what_is_not_on_the_site_is_only_its_words():
    assert "Lue lisenssi ja [tämä](https://example.org/).\n" == rewritten(
        "Lue [lisenssi](../LICENSE) ja [tämä](https://example.org/)."
    )


def test_what_a_readme_tells_in_a_project_the_pages_for_it_tell():
    elsewhere = page("# Tietohallinnolle\n", "docs/tietohallinnolle/index.md")

    assert "[Näin](tietohallinnolle/index.md)\n" == rewritten("[Näin](../README.md)", elsewhere)


def test_code_is_never_a_link():
    assert "`[x](y)`\n" == rewritten("`[x](y)`")


class _Outline(HTMLParser):
    """Counts the elements of a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _TOLD:
            self.counts[tag] += 1


@pytest.fixture(scope="session")
def site(made_once) -> Path:
    """Return the site of the documentation and its build."""

    def made(folder: Path) -> None:
        folder.mkdir()  # the settings of a build lead two folders up
        for part in ("theme", "mkdocs.yml"):
            (folder / part).symlink_to(ROOT / part)
        problems = make(ROOT, folder / "build/ohjelma", folder / "site/ohjelma")
        assert [] == problems

    return made_once("ohjelman-sivut", made) / "site/ohjelma"


@pytest.mark.engine
def test_the_site_has_no_broken_link_and_nothing_that_a_policy_blocks(site):
    """All that ``make docs`` looks at; it would have told."""
    assert {page.address for page in PAGES} == {
        f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./")
        for path in site.rglob("index.html")
    }


@pytest.mark.engine
@pytest.mark.parametrize("one", PAGES, ids=lambda page: page.source)
def test_a_page_has_the_parts_that_it_has_at_the_host(one, site):
    text = re.sub(r"<!--.*?-->|(?:^- \[[^\]]*\]\(#[^)]*\)\n){3,}", "", one.text, flags=re.M)
    host = MarkdownIt("commonmark").enable("table").render(text)
    html = (site / one.address / "index.html").read_text()
    article = re.search(r"<article>(.*)</article>", html, re.S)[1]
    article = re.sub(r'<nav class="(murupolku|sisallys)".*?</nav>', "", article, flags=re.S)

    hosts, ours = _Outline(host).counts, _Outline(article).counts
    if "```mermaid" in one.text:  # the host draws it
        for listed in ("pre", "ul", "li", "strong"):
            del hosts[listed], ours[listed]
    assert hosts == ours


@pytest.mark.engine
def test_no_option_is_folded_and_no_page_moves_when_its_pictures_come(site):
    html = (site / "tietohallinnolle/palvelin/index.html").read_text()
    assert "<span>--apply</span>\n" in html
    assert "<code><span>--keep</span></code>" in html
    [picture] = re.findall("<img[^>]*>", (site / "index.html").read_text())
    assert 'width="1024" height="720"' in picture


@pytest.mark.engine
def test_a_page_in_english_says_so_and_what_is_around_it_is_finnish(site):
    html = (site / "architecture/index.html").read_text()

    assert '<html lang="en"' in html
    assert '<nav class="valikko" id="valikko" aria-label="Päävalikko" lang="fi">' in html
    assert '<a href="../decisions/" lang="en">Decisions</a>' in html
    assert "\N{SOFT HYPHEN}" not in html
    assert "Luonnos" not in html
    assert '<html lang="fi"' in (site / "ohje/index.html").read_text()


# --- what the pages say --------------------------------------------------------------------------


@pytest.mark.parametrize("file", reference.files())
def test_the_printed_pages_are_up_to_date(file):
    assert reference.files()[file] == (ROOT / file).read_text(), "Aja: make docs"


@pytest.mark.parametrize("one", PAGES, ids=lambda page: page.source)
def test_a_page_tells_search_engines_its_name_and_what_it_is(one):
    front = yaml.safe_load(page_for_site(one, BY_SOURCE).split("---\n")[1])

    assert front["title"]
    assert 20 <= len(one.description) <= 160
    assert one.english == (front.get("kieli") == "en")


def test_pictures_are_small_and_told_in_words():
    named = [
        (words, target)
        for one in PAGES
        for words, target in re.findall(r"!\[(.*?)\]\((\S*kuvat/\S+)\)", one.text)
    ]
    made = {f"{picture.name}.png" for picture in pictures.PICTURES}

    assert made == {path.name for path in (ROOT / "docs/kuvat").iterdir()}
    assert made == {Path(target).name for _, target in named}
    assert all(len(words) > 20 for words, _ in named)
    for name in made:
        file = ROOT / "docs/kuvat" / name
        assert file.stat().st_size <= pictures.MOST_BYTES
        assert Image.open(file).format == "PNG"


@pytest.mark.browser
@pytest.mark.engine
def test_two_takes_of_a_page_give_the_same_picture(draft_of_esimerkkila, chromium):
    phone = tuple(one for one in pictures.PICTURES if one.name == "puhelin")
    site = draft_of_esimerkkila.site("esimerkkila")
    first, second = (pictures.taken(chromium, site, phone) for _ in range(2))

    assert first == second
    assert Image.open(io.BytesIO(first["puhelin"])).size == (375, 667)
    assert len(first["puhelin"]) <= pictures.MOST_BYTES


def test_two_gatherings_of_the_pages_give_the_same_files():
    assert files(ROOT) == files(ROOT)


@pytest.mark.engine
def test_news_for_officials_are_marked_as_finnish_in_the_english_changelog(site):
    page = (site / "changelog/index.html").read_text()

    assert 'lang="en"' in page
    assert re.search(r'<h3[^>]* lang="fi">Mitä virkailija huomaa</h3>\n<ul lang="fi">', page)
