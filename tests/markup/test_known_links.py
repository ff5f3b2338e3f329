"""What MkDocs made of a link on one page holds on another only where MkDocs would make the same."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from digitiekartta.markup.known_links import KnownLinks

PAGES = ("a/x.md", "a/y.md", "a/z.md", "a/index.md", "a/x/w.md", "b.md", "a/x/v.md")
LINKS = ("x.md", "y.md", "index.md", "x/w.md", "../b.md", "y.md#eiole", "x.md?q=1", "w.md", "ei.md")
TEXT = "# Sivu\n\n" + "\n".join(f"- [sana]({link})" for link in LINKS)


@pytest.fixture
def built(tmp_path):
    """Give a way to make all pages: file → addresses, anchors that it leads to; and complaints."""
    for name in PAGES:
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(TEXT, encoding="utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text(
        "site_name: Koe\nplugins: []\nmarkdown_extensions: [digitiekartta.markup.extension]\n"
    )

    def build():
        config = load_config(str(settings))
        files = get_files(config)
        found = {}
        for file in files.documentation_pages():
            page = Page(None, file, config)
            page.read_source(config)
            page.render(config, files)
            anchors = {to.src_uri: link for to, link in page.links_to_anchors.items()}
            found[file.src_uri] = re.findall(r'href="([^"]*)"', page.content), anchors
        return found

    return build


def test_every_page_has_the_addresses_anchors_and_complaints_that_mkdocs_gives_it(
    built, caplog, monkeypatch
):
    quick, told = built(), Counter(caplog.messages)
    caplog.clear()
    monkeypatch.setattr(KnownLinks, "get", lambda self, link: None)

    assert built() == quick
    assert Counter(caplog.messages) == told
    assert "ei.md" in "".join(told)


def test_a_link_that_many_pages_of_a_folder_have_is_looked_at_once(built, monkeypatch):
    known = []
    get = KnownLinks.get
    monkeypatch.setattr(
        KnownLinks, "get", lambda self, link: known.append(get(self, link)) or known[-1]
    )

    built()

    assert known.count("../../b/") > 0
