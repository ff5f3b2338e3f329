"""Material without one of its blocks: the build names the block, or nothing has changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import material
import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from digitiekartta.site.finishing import finish

ROOT = Path(__file__).parents[2]
BASE = (Path(material.__file__).parent / "templates" / "base.html").read_text("utf-8")
BLOCKS = re.findall(r"{% block (\w+) %}", BASE)
#: What the theme prints into, so that losing it cannot go unseen.
PRINTED = {"site_meta", "htmltitle", "styles", "extrahead", "header", "hero", "container"}
PAGES = {"index.md": "Etusivu", "tavoitteet/index.md": "Tavoitteet"}
Words = Mapping[str, list[str]]


def built(root: Path, base: str = BASE, *, draft: bool = False) -> tuple[list[str], Words]:
    """Build two pages upon a Material; return what finishing says, and the words of each page."""
    shutil.copytree(ROOT / "theme", root / "theme")
    (root / "theme" / "base.html").write_text(base, "utf-8")
    for name, title in PAGES.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(f"---\ntitle: {title}\n---\n# {title}\n", "utf-8")
    settings = {
        "INHERIT": str(ROOT / "mkdocs.yml"),
        "site_name": "Digitiekartta",
        "docs_dir": "docs",
        "site_dir": "site",
        "hooks": [],
        "theme": {"custom_dir": "theme"},
        "extra": {"luonnos": draft, "saavutettavuusseloste": ""},
        "nav": [{title: name} for name, title in PAGES.items()],
    }
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    problems = finish(root / "site", draft=draft)
    pages = {
        path.relative_to(root).as_posix(): path.read_text("utf-8").split()
        for path in sorted((root / "site").rglob("*.html"))
    }
    return [f"{problem.code}: {problem.message}" for problem in problems], pages


def without(block: str) -> str:
    """Return Material's frame as if it called one of its blocks something else."""
    renamed = BASE.replace(f"block {block} %", "block uusi %")
    return renamed.replace(f"self.{block}(", "self.uusi(")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Words:
    problems, pages = built(tmp_path_factory.mktemp("ehja"))
    assert [] == problems
    return pages


@pytest.mark.parametrize("draft", [False, True], ids=["public", "draft"])
@pytest.mark.parametrize("block", sorted(PRINTED))
def test_a_material_without_a_block_of_ours_fails_the_build_with_its_name(tmp_path, block, draft):
    problems, _ = built(tmp_path, without(block), draft=draft)

    assert [f"theme-hook-lost: Material-teeman osaa ”{block}”"] == [
        problem.partition(" ei löydy")[0] for problem in problems
    ]


@pytest.mark.parametrize("block", sorted(set(BLOCKS) - PRINTED))
def test_losing_any_other_block_is_named_too_or_changes_nothing(tmp_path, sound, block):
    problems, pages = built(tmp_path, without(block))

    assert bool(problems) == (pages != sound)
    assert all(f"”{block}”" in problem for problem in problems), problems
