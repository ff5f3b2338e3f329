"""Finishing: a built site holds what readers need, in the same way on any machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.finishing import finish, without_leftovers

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
PAGE = "\n    ".join(
    [
        '<html lang="fi"><body dir="ltr">',
        *list(LEFTOVERS.values())[:-1],
        '<a class="ohituslinkki" href="#sisalto">Siirry sisältöön</a>',
        '<main><div id="sisalto"><h1>Otsikko</h1></div></main>',
        LEFTOVERS["dialog"],
        "</body></html>\n",
    ]
)
FINISHED = """<html lang="fi"><body dir="ltr">
    <a class="ohituslinkki" href="#sisalto">Siirry sisältöön</a>
    <main><div id="sisalto"><h1>Otsikko</h1></div></main>
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

    assert "Sivuja on 3." in problem.message
    assert len(problem.related) == 2


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("<script>a()</script>", "<script>"),
        ("<style>a{}</style>", "<style>"),
        ('<p style="color:red">x</p>', "style"),
        ('<p onclick="a()">x</p>', "onclick"),
    ],
)
def test_code_inside_a_page_is_a_problem_with_its_line(site, code, named):
    page = PAGE.replace("<h1>", f"{code}<h1>")
    (site / "index.html").write_text(page, encoding="utf-8")

    [problem] = finish(site, draft=True)

    assert (problem.code, problem.place.line) == ("inline-code", 3)
    assert named in problem.message


@pytest.mark.parametrize(
    "harmless",
    [
        "Kirjoita style=x tai onclick=y.",
        '<a href="x" title="a style=b onload = c">x</a>',
        '<script type="application/ld+json">{}</script>',
        '<script src="a.js" defer></script>',
        '<script defer src="a.js"></script>',
    ],
)
def test_text_and_data_are_no_code(site, harmless):
    (site / "index.html").write_text(PAGE.replace("<h1>", f"{harmless}<h1>"), encoding="utf-8")

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
