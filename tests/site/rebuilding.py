"""A small roadmap that is built again and again, and what may change between."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building
from towns import checkout, content

NAME = "pikkula"
OPTIONS = Options(date(2026, 9, 15))
MEASURE = """\
otsikko: Uusi toimenpide
tavoite: osaaminen
aikataulu:
  kevät 2026: käyttöönotto
"""


def own(root: Path) -> Path:
    """Make a checkout in which content and theme may be changed."""
    checkout(root, NAME)
    for part, source in (("content", content(NAME)), ("theme", (root / "theme").resolve())):
        (root / part).unlink()
        shutil.copytree(source, root / part)
    settings = (root / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").write_text(settings)
    return root


def build(project: Project, options: Options = OPTIONS) -> dict[str, bytes]:
    outcomes = building.build(project, [NAME], options)
    assert [] == [problem for outcome in outcomes for problem in outcome.problems if outcome.failed]
    return files(project)


def files(project: Project) -> dict[str, bytes]:
    site = project.root / "site"
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def added(root: Path) -> None:
    (root / f"content/{NAME}/toimenpiteet/uusi.yml").write_text(MEASURE)


def retitled(root: Path) -> None:
    file = next(iter(sorted((root / f"content/{NAME}/tavoitteet").glob("*.yml"))))
    edit(file, "otsikko: ", "otsikko: Entistä parempi ")


def themed(root: Path) -> None:
    edit(root / "theme/partials/footer.html", "<footer", '<footer data-uusi="1"')


def with_plugins(root: Path) -> None:
    edit(root / "mkdocs.yml", "plugins: []", "plugins: [search]")


def with_inherited_settings(root: Path) -> None:
    (root / "mkdocs.yml").rename(root / "yhteinen.yml")
    (root / "mkdocs.yml").write_text("INHERIT: yhteinen.yml\n")


def with_the_surroundings(root: Path) -> None:
    edit(root / "mkdocs.yml", "extra:\n", "extra:\n  koti: !ENV [HOME, ei]\n")
