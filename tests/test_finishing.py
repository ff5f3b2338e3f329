"""Finishing: a built site holds what readers need, in the same way on any machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from digitiekartta.finishing import finish


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    files = {
        "index.html": "<h1>Etusivu</h1>",
        "sitemap.xml": "<urlset/>",
        "sitemap.xml.gz": "",
        "assets/bundle.js": "a();\n//# sourceMappingURL=bundle.js.map\n",
        "assets/bundle.js.map": "{}",
        "assets/main.css": "a{}\n/*# sourceMappingURL=main.css.map */",
        "assets/main.css.map": "{}",
        "assets/stylesheets/modern/main.css": "a{}",
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


def test_the_look_that_no_page_uses_is_gone(site):
    finish(site, draft=True)

    assert not (site / "assets" / "stylesheets" / "modern").exists()


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
