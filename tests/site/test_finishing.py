"""Finishing: a built site holds what readers need, in the same way on any machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.site.finishing import finish

SITEMAP = "<urlset><url><loc>https://www.kunta.example/</loc></url></urlset>"
THEME = ["assets/javascripts/digitiekartta.js", "assets/stylesheets/digitiekartta.css"]
DOCS = ["assets/haku-data.js", "assets/logo.svg"]
#: What Material and Zensical bring along.
FOREIGN = [
    "assets/images/favicon.png",
    "assets/javascripts/bundle.a5f9d56c.min.js",
    "assets/javascripts/bundle.a5f9d56c.min.js.map",
    "assets/javascripts/lunr/tinyseg.js",
    "assets/stylesheets/main.57a0d79d.min.css",
    "assets/stylesheets/modern/main.css",
    "search/search_index.json",
    "search.json",
]


@pytest.fixture
def ours(tmp_path: Path) -> tuple[Path, Path]:
    """Return the folders of the pages and the theme, of which the site has been built."""
    docs, theme = tmp_path / "docs", tmp_path / "theme"
    write(docs, {name: "" for name in [*DOCS, "index.md"]})
    write(theme, {name: "" for name in [*THEME, "main.html"]})
    return docs, theme


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(folder, {name: "{}" for name in THEME + DOCS + FOREIGN})
    write(folder, {"index.html": "<h1>A</h1>", "haku/index.html": "", "sitemap.xml.gz": ""})
    write(folder, {"sitemap.xml": SITEMAP})
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def files_in(site: Path) -> list[str]:
    return sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())


def test_a_sitemap_is_the_one_that_belongs_to_the_pages(site, ours):
    docs, theme = ours
    finish(site, docs=docs, theme=theme)
    assert not [name for name in files_in(site) if name.startswith("sitemap")]

    write(docs, {"sitemap.xml": "Oma"})
    finish(site, docs=docs, theme=theme)
    assert ["sitemap.xml"] == [name for name in files_in(site) if name.startswith("sitemap")]
    assert "Oma" == (site / "sitemap.xml").read_text()


def test_what_no_page_loads_is_gone_with_its_folders(site, ours):
    finish(site, docs=ours[0], theme=ours[1])

    assert files_in(site) == sorted([*THEME, *DOCS, "index.html", "haku/index.html"])
    assert not (site / "assets/javascripts/lunr").exists()
    assert not (site / "search").exists()


def test_a_web_server_may_read_every_file_whatever_the_builders_umask(site, ours):
    (site / "index.html").chmod(0o600)
    (site / "assets").chmod(0o700)

    finish(site, docs=ours[0], theme=ours[1])

    assert {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()} == {0o644}
    assert (site.stat().st_mode & 0o777, (site / "assets").stat().st_mode & 0o777) == (0o755, 0o755)


def test_finishing_twice_is_the_same_as_once(site, ours):
    finish(site, docs=ours[0], theme=ours[1])
    once = {name: (site / name).read_bytes() for name in files_in(site)}

    finish(site, docs=ours[0], theme=ours[1])

    assert {name: (site / name).read_bytes() for name in files_in(site)} == once
