"""The check of a built site: links, anchors, ids, and requests to other servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.plain_reading import Gatherer
from digitiekartta.audit.site_check import Facts, check_site, has_all_of
from digitiekartta.basics.problems import Problem


class Site:
    """A small built site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("index.html", '<h1 id="alku">Etusivu</h1>')
        self.write("tavoitteet/index.html", '<h1>Tavoitteet</h1><h2 id="lahto">Lähtö</h2>')

    def write(self, name: str, text: str) -> None:
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def problems(self, base_path: str = "/") -> list[Problem]:
        site = BuiltSite(self.folder)
        problems = check_site(site, base_path=base_path)
        # What is known of pages beforehand changes nothing.
        assert problems == check_site(site, base_path=base_path, known=self.known(base_path))
        return problems

    def known(self, base_path: str = "/") -> Facts:
        site = BuiltSite(self.folder)
        texts = ((page.file, page.content.decode()) for page in site.pages)
        return Gatherer(base_path).of(texts)

    def codes(self, base_path: str = "/") -> list[str]:
        return [problem.code for problem in self.problems(base_path)]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


@pytest.mark.parametrize(
    "address",
    [
        "",
        ".",
        "./",
        "#alku",
        "#",
        "#top",
        "#:~:text=Etu",
        "tavoitteet/",
        "tavoitteet",
        "./tavoitteet/index.html?haku=1#lahto",
        "/tavoitteet/#lahto",
        "kuva%20yksi.png",
        "mailto:kirjaamo@example.fi",
        "tel:+358401234567",
        "https://www.example.fi/muu",
        "//www.example.fi/muu",
    ],
)
def test_a_link_that_leads_somewhere_is_fine(site, address):
    site.write("kuva yksi.png", "")
    site.write("index.html", f'<h1 id="alku">Etusivu</h1><a href="{address}">x</a>')

    assert site.codes() == []


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("puuttuu/", "broken-link"),
        ("../../index.html/", "broken-link"),
        ("/tavoitteet/puuttuu.html", "broken-link"),
        ("ftp://[", "broken-link"),
        ("#eiole", "broken-anchor"),
        ("../../tavoitteet/#eiole", "broken-anchor"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_place(site, address, code):
    site.write("alla/sivu/index.html", f'<p>\n <a href="{address}">x</a>')

    [problem] = site.problems()

    assert problem.code == code
    assert problem.place.file.endswith("alla/sivu/index.html")
    assert (problem.place.line, problem.place.column) == (2, 2)


def test_a_missing_picture_or_style_sheet_is_a_broken_link(site):
    site.write("index.html", '<link rel="stylesheet" href="a.css"><img src="b.png" alt="">')

    assert site.codes() == ["broken-link", "broken-link"]


def test_addresses_of_a_site_in_a_subfolder_begin_with_the_folder(site):
    site.write(
        "404.html", '<a href="/digitiekartta/.">Etusivu</a><a href="/digitiekartta/x/">x</a>'
    )

    [problem] = site.problems("/digitiekartta/")

    assert "”/digitiekartta/x/”" in problem.message


def test_an_address_outside_the_sites_own_folder_is_broken(site):
    site.write("404.html", '<a href="/tavoitteet/">Tavoitteet</a>')

    assert site.codes("/digitiekartta/") == ["broken-link"]
    assert site.codes("/") == []

    site.write("404.html", "")
    site.write("index.html", '<a href="../">Kaupungin sivut</a>')
    assert site.codes("/digitiekartta/") == ["broken-link"]


def test_the_same_broken_link_on_many_pages_is_one_problem(site):
    for number in range(20):
        site.write(f"sivu{number}/index.html", '<a href="../seloste/">Seloste</a>')

    [problem] = site.problems()

    assert "Sama on myös 19 muulla sivulla." in problem.message
    assert len(problem.related) == 5


def test_an_id_that_stands_twice_is_told_once(site):
    site.write("index.html", '<p id="a"></p><p id="a"></p><p id="a"></p><p id="b"></p>')

    [problem] = site.problems()

    assert problem.code == "duplicate-id"
    assert "”a”" in problem.message


@pytest.mark.parametrize(
    "element",
    [
        '<script src="https://cdn.example.com/a.js"></script>',
        '<img src="//cdn.example.com/a.png" alt="">',
        '<img srcset="HTTPS://cdn.example.com/a.png 2x" alt="">',
        '<iframe src="https://cdn.example.com/"></iframe>',
        '<link rel="preload stylesheet" href="https://cdn.example.com/a.css">',
        '<link rel="preconnect" href="https://cdn.example.com">',
        '<form action="https://cdn.example.com/"></form>',
        '<svg><use href="https://cdn.example.com/a.svg#b"/></svg>',
    ],
)
def test_asking_anything_of_another_server_is_told(site, element):
    site.write("index.html", element)

    [problem] = site.problems()

    assert problem.code == "foreign-request"
    assert "cdn.example.com" in problem.message


def test_a_style_sheet_asks_nothing_of_other_servers(site):
    site.write(
        "a.css",
        'a{background:url("https://cdn.example.com/a.png")}'
        "b{background:url('data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>')}",
    )

    assert site.codes() == ["foreign-request"]


def test_naming_an_address_asks_nothing(site):
    site.write(
        "index.html",
        '<link rel="canonical" href="https://www.example.fi/">'
        '<img src="data:image/png;base64,AA" alt=""><a href="https://www.example.fi/">x</a>'
        "<script type='text/plain'>var a = '<img src=\"https://cdn.example.com/a.png\">'</script>"
        '<!-- <img src="https://cdn.example.com/a.png"> -->',
    )

    assert site.codes() == []


def test_a_page_that_sends_the_reader_on_must_send_to_a_page(site):
    site.write("vanha/index.html", '<meta http-equiv="refresh" content="0; url=../uusi/">')

    assert site.codes() == ["broken-link"]


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("<script>a()</script>", "<script>"),
        ("<style>a{}</style>", "<style>"),
        ('<p style="color:red">x</p>', "style"),
        ('<p onclick="a()">x</p>', "onclick"),
    ],
)
def test_code_inside_a_page_is_a_problem_with_its_place(site, code, named):
    site.write("index.html", f"<h1>Etusivu</h1>\n<p>Ä</p> {code}")

    [problem] = site.problems()

    assert ("inline-code", 2, 10) == (problem.code, problem.place.line, problem.place.column)
    assert named in problem.message


@pytest.mark.parametrize(
    "harmless",
    [
        "Kirjoita style=x tai onclick=y.",
        '<a href="" title="a style=b onload = c">x</a>',
        '<script type="application/ld+json">{}</script>',
        '<script src="index.html" defer></script>',
        '<script defer src="index.html"></script>',
    ],
)
def test_text_and_data_are_no_code(site, harmless):
    site.write("index.html", harmless)

    assert site.codes() == []


def test_a_place_is_where_an_element_begins_whatever_stands_before_it(site):
    site.write(
        "index.html",
        '\n\n<!-- <a\nhref="x"> -->\n<p title="<">\n<img\n alt=""\n src="puuttuu.png">',
    )

    [problem] = site.problems()

    # Behind what is written unclearly the parser still knows the line in which a tag ends.
    assert (8, 1) == (problem.place.line, problem.place.column)

    page = (site.folder / "index.html").read_text().replace('"<"', '"&lt;"')
    site.write("index.html", f"  ä{page}")
    [problem] = site.problems()
    assert (6, 1) == (problem.place.line, problem.place.column)


@pytest.mark.parametrize("content", ["", "   ", "<!-- x -->", "</p>", "\0", "<", "pelkkä teksti"])
def test_a_page_with_hardly_anything_on_it_is_read_as_well(site, content):
    site.write("index.html", content)

    assert site.codes() == []


def test_the_ids_of_a_page_hold_nothing_of_its_tree(site):
    # Strings of lxml would, and all trees of a large site fill memory.
    assert {str} == {type(one) for one in BuiltSite(site.folder).page("index.html").ids}


def test_a_site_has_all_of_another_when_nothing_is_gone_that_unchanged_pages_lead_to(
    site, tmp_path
):
    other = Site(tmp_path / "toinen")
    for each in (site, other):
        each.write("index.html", '<h1>Etusivu</h1><a href="lasku/">Lasku</a><script src="a.js">')
        each.write("lasku/index.html", '<h1 id="yksi">Lasku</h1>')
    for name in ("haku-1.js", "a.js", "muu/index.html"):
        other.write(name, "")
    for name in ("a.js", "haku-2.js"):
        site.write(name, "")
    here, there = BuiltSite(site.folder), BuiltSite(other.folder)

    assert has_all_of(here, there, ["lasku/index.html"])

    (site.folder / "a.js").unlink()
    assert not has_all_of(BuiltSite(site.folder), there, [])
    site.write("a.js", "")
    site.write("lasku/index.html", "<h1>Lasku</h1>")
    assert not has_all_of(BuiltSite(site.folder), there, ["lasku/index.html"])
    (site.folder / "lasku/index.html").unlink()
    assert not has_all_of(BuiltSite(site.folder), there, [])


# --- read plainly --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- <h2 id='x'> -->",
        "1 < 2",
        "<p id=x>Ilman lainausmerkkejä</p>",
        "<p id='x'>Toiset lainausmerkit</p>",
        '<p id="x" id="y">Kaksi</p>',
        '<p id="x"></p><p id="x"></p>',
        '<p title="a > b" id="x"></p>',
        '<textarea><p id="x"></textarea>',
        '<template><p id="x"></p></template>',
        '<noscript><p id="x"></p></noscript>',
        '<script type="application/ld+json">"<p id="x">"</script>',
        '<script src="a.js"><p id="x"></p></script>',
        "<title><b></title>",
        '<base href="/muu/">',
        '<a href="?a&copy=1">Linkki</a>',
        '<a href="a%0Ab">Linkki</a>',
        '<a href="#x">Linkki</a>',
        '<a href="ftp://[">Linkki</a>',
        '<p style="color: red">Tyyli</p>',
        '<p ONCLICK="x()">Koodi</p>',
        "<script>x()</script>",
        '<img src="//muu.fi/a.png" alt="">',
    ],
)
def test_a_page_that_can_be_read_in_more_than_one_way_is_not_read_plainly(site, odd):
    site.write("index.html", f"<h1>Etusivu</h1>{odd}")

    assert ["tavoitteet/index.html"] == [*site.known().ids]


def test_what_is_known_of_a_page_is_what_a_tree_tells_of_it(site):
    site.write(
        "tavoitteet/yksi/index.html",
        '<!doctype html><html lang="fi"><head><title>Yksi &amp; 2 > 1</title>'
        '<script type="application/ld+json">{"a": 1}</script></head><body>'
        '<svg viewBox="0 0 1 1"><title id="nimi">Kuva</title></svg><a name="kohta"></a><br />'
        '<a href="../../?a=1&amp;b=2#alku">1</a><a href="../">2</a><a HREF="#nimi" hidden>3</a>'
        '<a href="../#lahto">4</a><a href="https://muu.fi/">5</a></body></html>',
    )
    known = site.known()

    for name, ids in known.ids.items():
        assert BuiltSite(site.folder).page(name).ids == {*ids.split()}, name
    assert 3 == len(known.ids)
    assert {"/\nalku", "/tavoitteet/\n", "/tavoitteet/\nlahto"} == known.targets
    assert [] == site.codes()


def test_pages_of_a_folder_have_the_same_links_to_what_is_beside_it(site):
    for name in ("a/yksi", "a/kaksi", "b/yksi", "b", "b/c/d"):
        site.write(f"{name}/index.html", '<a href="../kaksi/">Linkki</a>')

    assert {f"/{path}kaksi/\n" for path in ("", "a/", "b/", "b/c/")} == site.known().targets
