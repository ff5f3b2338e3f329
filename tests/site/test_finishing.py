"""Finishing: a built site holds what readers need, in the same way on any machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.site.finishing import finish, without_leftovers

#: What Material 9.8.1 prints around our theme; Zensical's differs a little.
LEFTOVERS = {
    "__drawer": '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer"'
    ' autocomplete="off">',
    "__search": '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search"'
    ' autocomplete="off">',
    "md-overlay": '<label class="md-overlay" for="__drawer"></label>',
    "skip": """<div data-md-component="skip">

        <a href="#tavoitteet" class="md-skip">
          Hyppää sisältöön
        </a>

    </div>""",
    "announce": """<div data-md-component="announce">

    </div>""",
    "dialog": """<div class="md-dialog" data-md-component="dialog">
      <div class="md-dialog__inner md-typeset"></div>
    </div>""",
}
#: What each block of our theme prints: before <main>, and after it.
HEAD = """<html lang="fi"><head>
    <meta name="robots" content="noindex, nofollow">
    <link rel="icon" href="assets/images/kuvake.svg" type="image/svg+xml">
    <title>Luonnos – Otsikko – Pikkula</title>
    <link rel="stylesheet" href="assets/stylesheets/digitiekartta.css">
    <script src="assets/javascripts/digitiekartta.js" defer></script>
    </head>"""
OURS = """<a class="ohituslinkki" href="#sisalto">Siirry sisältöön</a>
    <header class="ylapalkki"><button aria-controls="valikko">Valikko</button></header>
    <nav class="valikko" id="valikko"></nav>
    <main class="md-main"><div class="sisalto" id="sisalto"><h1>Otsikko</h1></div></main>
    <footer class="alapalkki"></footer>"""
PAGE = "\n    ".join(
    [
        f'{HEAD}<body dir="ltr">',
        *list(LEFTOVERS.values())[:-1],
        OURS,
        LEFTOVERS["dialog"],
        "</body></html>\n",
    ]
)
FINISHED = f"""{HEAD}<body dir="ltr">
    {OURS}
    </body></html>
"""
SITEMAP = "<urlset><url><loc>https://www.kunta.example/</loc></url></urlset>"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    files = {
        "index.html": PAGE,
        "vanha/index.html": '<meta http-equiv="refresh" content="0; url=../uusi/">',
        "sitemap.xml": SITEMAP,
        "sitemap.xml.gz": "",
        "assets/bundle.js": "a();\n//# sourceMappingURL=bundle.js.map\n",
        "assets/bundle.js.map": "{}",
        "assets/main.css": "a{}\n/*# sourceMappingURL=main.css.map */",
        "assets/main.css.map": "{}",
        "assets/stylesheets/modern/main.css": "a{}",
        "assets/stylesheets/palette.fb2fffe2.min.css": "a{}",
        "assets/javascripts/bundle.a5f9d56c.min.js": "a();",
        "assets/javascripts/lunr/tinyseg.js": "a();",
        "assets/javascripts/workers/search.js": "a();",
        "assets/javascripts/digitiekartta.js": "a();",
        "search/search_index.json": "{}",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def files_in(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())


def test_source_maps_and_what_refers_to_them_are_gone(site):
    finish(site, draft=False)

    assert not [name for name in files_in(site) if name.endswith(".map")]
    assert (site / "assets" / "bundle.js").read_text() == "a();\n"
    assert (site / "assets" / "main.css").read_text() == "a{}\n"


def test_a_draft_has_no_sitemap_and_an_approved_site_keeps_its_own(site):
    finish(site, draft=False)
    assert {"sitemap.xml", "sitemap.xml.gz"} <= set(files_in(site))

    finish(site, draft=True)
    assert not [name for name in files_in(site) if name.startswith("sitemap")]


@pytest.mark.parametrize(
    "empty",
    ["<urlset/>", "<urlset><url><loc></loc></url></urlset>", SITEMAP.replace("https:/", "")],
)
def test_a_site_that_knows_no_address_of_its_own_has_no_sitemap(site, empty):
    (site / "sitemap.xml").write_text(empty)

    finish(site, draft=False)

    assert not [name for name in files_in(site) if name.startswith("sitemap")]


def test_what_no_page_loads_is_gone(site):
    finish(site, draft=True)

    assert files_in(site) == [
        "assets/bundle.js",
        "assets/javascripts/digitiekartta.js",
        "assets/main.css",
        "index.html",
        "vanha/index.html",
    ]


def test_what_only_materials_scripts_need_is_taken_out_of_the_pages(site):
    assert finish(site, draft=True) == []

    assert (site / "index.html").read_text(encoding="utf-8") == FINISHED
    assert "refresh" in (site / "vanha" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ('for="__drawer"></label>', 'for="__drawer" aria-hidden="true"></label>'),
        ('href="#tavoitteet" class="md-skip"', 'href="#__skip" class="md-skip"'),
        ('component="dialog">', 'component="dialog" role="status" aria-atomic="true">'),
    ],
)
def test_zensicals_frame_goes_as_materials_does(ours, theirs):
    assert ours in PAGE
    page = PAGE.replace(ours, theirs).encode()

    assert without_leftovers(page) == (FINISHED.encode(), [])


def test_a_page_without_headings_has_no_link_to_take_out():
    link = PAGE[PAGE.index("<a href") : PAGE.index("</a>") + 4]

    assert without_leftovers(PAGE.replace(link, "").encode()) == (FINISHED.encode(), [])


# What an upgrade of Material could do to each of them: rename it, or print it twice.
@pytest.mark.parametrize("hook", LEFTOVERS)
@pytest.mark.parametrize("change", ["renamed", "twice"])
def test_a_lost_hook_is_a_problem_that_names_it(site, hook, change):
    part = LEFTOVERS[hook]
    changed = part.replace(hook, "uusi") if change == "renamed" else f"{part}\n{part}"
    (site / "index.html").write_text(PAGE.replace(part, changed), encoding="utf-8")

    [problem] = finish(site, draft=True)

    assert problem.code == "theme-hook-lost"
    assert f"”{hook}”" in problem.message
    assert problem.place.file.endswith("index.html")
    assert "requirements.lock" in problem.remedy


def test_a_hook_lost_on_every_page_is_one_problem(site):
    lost = PAGE.replace('class="md-overlay"', 'class="md-peite"')
    for name in ("index.html", "toinen.html", "kolmas.html"):
        (site / name).write_text(lost, encoding="utf-8")

    [problem] = finish(site, draft=True)

    assert "Sama on myös 2 muulla sivulla." in problem.message
    assert len(problem.related) == 2


# What Material without the block prints on a draft: its own thing, ours twice, or nothing.
@pytest.mark.parametrize(
    ("block", "ours", "theirs"),
    [
        ("site_meta", "images/kuvake.svg", "images/favicon.png"),
        ("site_meta", '<meta name="robots" content="noindex, nofollow">', ""),
        ("htmltitle", "<title>Luonnos – Otsikko – Pikkula", "<title>Otsikko - Pikkula"),
        ("styles", "stylesheets/digitiekartta.css", "stylesheets/main.css"),
        ("extrahead", '<script src="assets/javascripts/digitiekartta.js" defer></script>', ""),
        ("header", '<a class="ohituslinkki" href="#sisalto">Siirry sisältöön</a>', ""),
        ("header", 'header class="ylapalkki"', 'header class="md-header"'),
        ("hero", '<nav class="valikko" id="valikko"></nav>', ""),
        ("site_nav", "<h1>", '<div class="md-sidebar md-sidebar--primary"></div><h1>'),
        ("container", 'class="sisalto" id="sisalto"', 'class="md-content"'),
        ("footer", '<footer class="alapalkki"></footer>', ""),
        ("config", "<h1>", '<script id="__config" type="application/json">{}</script><h1>'),
        ("scripts", "<h1>", '<script src="assets/javascripts/bundle.a5f9.min.js"></script><h1>'),
    ],
)
def test_what_a_lost_block_should_have_printed_is_missed_by_its_name(site, block, ours, theirs):
    assert 1 == PAGE.count(ours)
    (site / "index.html").write_text(PAGE.replace(ours, theirs), encoding="utf-8")

    [problem] = finish(site, draft=True)

    assert problem.code == "theme-hook-lost"
    assert f"”{block}”" in problem.message


@pytest.mark.parametrize(
    ("title", "page", "lost"),
    [
        ("Otsikko – Pikkula", "toinen.html", []),
        ("Otsikko - Pikkula", "toinen.html", ["theme-hook-lost"]),
        ("Pikkula", "index.html", []),
    ],
)
def test_a_public_page_has_our_title(site, title, page, lost):
    ours = PAGE.replace("Luonnos – Otsikko – Pikkula", title)
    (site / page).write_text(ours, encoding="utf-8")

    assert [problem.code for problem in finish(site, draft=False)] == lost


def test_a_site_of_one_page_needs_no_menu(site):
    button, menu = (
        OURS[OURS.index("<button") : OURS.index("</header>")],
        OURS.split("\n")[2].strip(),
    )
    without = PAGE.replace(button, "").replace(menu, "")
    assert "valikko" not in without
    (site / "index.html").write_text(without, encoding="utf-8")

    assert finish(site, draft=True) == []


def test_a_web_server_may_read_every_file_whatever_the_builders_umask(site):
    (site / "index.html").chmod(0o600)
    (site / "assets").chmod(0o700)

    finish(site, draft=True)

    assert {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()} == {0o644}
    assert (site.stat().st_mode & 0o777, (site / "assets").stat().st_mode & 0o777) == (0o755, 0o755)


def test_finishing_twice_is_the_same_as_once(site):
    finish(site, draft=True)
    once = {name: (site / name).read_bytes() for name in files_in(site)}

    finish(site, draft=True)

    assert {name: (site / name).read_bytes() for name in files_in(site)} == once
