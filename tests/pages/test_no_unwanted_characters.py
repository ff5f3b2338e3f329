"""No byte of a built site, nor of what it is built from, is a character that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from test_pages import with_texts

from digitiekartta.basics.characters import UNWANTED
from digitiekartta.pages.plan import plan
from digitiekartta.pages.writing import CONFIG, write_plan
from digitiekartta.roadmap.roadmap import Roadmap, Text
from digitiekartta.site import engine
from rendering import OPTIONS, roadmap
from towns import ROOT

HOSTILE = "\u202e\u2066\x00\x1b\x9b\ufffe"
NOT_TEXT = {".png", ".woff", ".woff2", ".gz", ".br", ".ico"}


def hostile(given: Roadmap) -> Roadmap:
    """Return a roadmap whose every text, in fields and in prose, holds what misleads."""
    texts = {stem: with_hostile(text) for stem, text in given.texts.items()}
    made = with_texts(given, lambda word: f"{word[:1]}{HOSTILE}{word[1:]}")
    looks, plain = made.settings.appearance, given.settings.appearance
    assert looks
    assert plain
    # A colour and the name of a file are no texts.
    kept = {name: getattr(plain, name) for name in ("logo", "main_colour", "accent_colour")}
    settings = made.settings.model_copy(update={"appearance": looks.model_copy(update=kept)})
    return replace(made, settings=settings, texts=texts)


def with_hostile(text: Text) -> Text:
    # An address of a link stays.
    return replace(text, markdown=re.sub(r"(?<=\w)(?=\w)(?![^(\n]*\))", HOSTILE, text.markdown))


def unwanted_in(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        is_text = path.is_file() and path.suffix not in NOT_TEXT
        if found := set(re.findall(f"[{UNWANTED}]", path.read_text("utf-8") if is_text else "")):
            yield f"{path.relative_to(folder)}: {sorted(map(ascii, found))}"


@pytest.mark.engine
def test_no_byte_of_a_hostile_towns_site_is_a_character_that_misleads(tmp_path):
    for name in ("theme", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    given = hostile(roadmap("esimerkkila"))
    assert given.settings.appearance
    assert given.settings.appearance.links
    assert given.settings.accessibility
    build, site = tmp_path / "build" / "esimerkkila", tmp_path / "site"

    write_plan(plan(given, OPTIONS), build, site)
    assert [] == engine.build(build / CONFIG, site, epoch=0)

    assert [] == [*unwanted_in(build), *unwanted_in(site)]
    assert len([*site.rglob("*.html")]) > 100
