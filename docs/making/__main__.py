"""The documentation becomes a site. Run: python -m docs.making [--engine mkdocs]

Writes the pages of docs/hakemisto/ anew from the program's own declarations, gathers all pages in
build/ohjelma/, lets MkDocs and the project's theme make site/ohjelma/ of them, and looks whether
every link there leads somewhere.
"""

from __future__ import annotations

import argparse
import re
import sys
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from docs.making import reference
from docs.making.pages import DOCS, pages
from docs.making.rewriting import page_for_site
from PIL import Image

from digitiekartta import __version__
from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.site_check import check_site
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import Problem
from digitiekartta.markup import escaping
from digitiekartta.pages.writing import write_files
from digitiekartta.site import engine
from digitiekartta.site.finishing import finish

ROOT = Path(__file__).parents[2]
NAME = "ohjelma"
#: A day that the pages do not show: two runs give the same files.
_EPOCH = 0
_CODE = re.compile(r"<code.*?</code>", re.DOTALL)
_OPTION = re.compile(r"(?<![^\s>])--?[a-z][a-z-]*(?![^\s<])")
_IN_FINNISH = re.compile(r"(<h3[^>]*)(>Mitä virkailija huomaa</h3>\n<ul)>")
_PICTURE = re.compile(r'<img alt="[^"]*" src="[^"]*kuvat/(?P<name>[^"/]+)"')


def main() -> int:
    """Make the site and tell what is wrong with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", default="mkdocs", help="mkdocs, properdocs or zensical")
    options = parser.parse_args()
    for file, text in reference.files().items():
        (ROOT / file).write_text(text, encoding="utf-8", newline="\n")
    site = ROOT / "site" / NAME
    problems = make(ROOT, ROOT / "build" / NAME, site, options.engine)
    print(as_text(problems), end="")
    if not problems:
        print(f"Valmis: site/{NAME}\nKatso: python -m http.server -b 127.0.0.1 -d site/{NAME}")
    return 1 if problems else 0


def make(root: Path, build: Path, site: Path, engine_name: str = "mkdocs") -> list[Problem]:
    """Make the site of the documentation and return all that is wrong with it.

    Args:
        root: The repository.
        build: The folder for the pages, two levels below the root.
        site: Where the site goes.
        engine_name: The program that makes it.
    """
    write_files(files(root), build)
    problems = engine.build(build / "mkdocs.yml", site, engine=engine_name, epoch=_EPOCH)
    if problems:
        return problems
    finish(site, docs=build / DOCS, theme=root / "theme")
    for page in site.rglob("*.html"):
        _mend(page, build / DOCS / "kuvat")
    built = BuiltSite(site)
    return [*check_site(built), *forbidden(built)]


def _mend(page: Path, pictures: Path) -> None:
    """Do to a page what no Markdown says.

    It tells how large its pictures are, so that nothing moves when they have come. Options in
    code are marked, so that none is folded after its hyphens. A page in English loses its
    soft hyphens, which stand where Finnish parts words; news for officials in it are Finnish.
    """
    text = page.read_text(encoding="utf-8")
    if '<html lang="en"' in text:
        text = text.replace("\N{SOFT HYPHEN}", "")
        text = _IN_FINNISH.sub(r'\g<1> lang="fi"\g<2> lang="fi">', text)
    text = _PICTURE.sub(partial(_sized, pictures), text)
    text = _CODE.sub(lambda code: _OPTION.sub(r"<span>\g<0></span>", code[0]), text)
    page.write_text(text, encoding="utf-8", newline="\n")


def _sized(pictures: Path, found: re.Match[str]) -> str:
    with Image.open(pictures / found["name"]) as picture:
        width, height = picture.size
    return f'{found[0]} width="{width}" height="{height}"'


def files(root: Path) -> dict[str, str | bytes]:
    """Return all that the engine is given: the pages, the pictures and the settings."""
    settings = yaml.safe_load((root / DOCS / "mkdocs.yml").read_text(encoding="utf-8"))
    by_source = {page.source: page for page in pages(root, settings["nav"])}
    made: dict[str, str | bytes] = {
        f"docs/{page.file}": page_for_site(page, by_source) for page in by_source.values()
    }
    for picture in sorted((root / DOCS / "kuvat").glob("*.*")):
        made[f"docs/kuvat/{picture.name}"] = picture.read_bytes()
    labels = {page.label: page.file for page in by_source.values()}
    settings |= {
        "INHERIT": "../../mkdocs.yml",
        "site_url": "",
        "docs_dir": "docs",
        "site_dir": f"../../site/{NAME}",
        "theme": {"custom_dir": "../../theme"},
        "nav": _nav(settings["nav"], labels),
    }
    settings["extra"]["tila"] = f"Versio {__version__}"
    made["mkdocs.yml"] = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
    return made


def _nav(items: list[dict[str, Any]], files: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            escaping.html(label): files[label] if isinstance(inside, str) else _nav(inside, files)
            for label, inside in item.items()
        }
        for item in items
    ]


if __name__ == "__main__":
    sys.exit(main())
