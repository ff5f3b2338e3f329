"""Reuse: pages that a build would make the same as the last one are taken from its site.

A page depends on its Markdown, on the settings, which hold the menu, on the theme and on the
programs. Beside the pages it is noted of what each was made, and what came of it: who changes or
removes a finished page gets it made anew. Nothing else is kept, and what is noted can be thrown
away at any time.
"""

import json
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Self

import yaml

from digitiekartta.basics.files import files_of, read_whole, remove
from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.pages import paths
from digitiekartta.pages.writing import CONFIG, DOCS
from digitiekartta.roadmap.project import Base

NOTE = "tehty.jsonl"
NOT_FOUND = "404.html"
"""The page that no Markdown stands for."""

#: What templates have from the engine that differs from day to day.
_DAYS = (b"build_date_utc", b"update_date")
#: Others may read files that nobody here knows of.
_EXTENSIONS = frozenset({"toc", "digitiekartta.markup.extension"})


@dataclass(frozen=True)
class Ingredients:
    """Of what each page is made: page file, or ``NOT_FOUND`` → a digest of it."""

    pages: Mapping[str, str]

    @classmethod
    def of(
        cls, folder: Path, root: Path, engine: str, *, from_disk: bool, epoch: int
    ) -> Self | None:
        """Read those of a build folder.

        Args:
            folder: ``build/<name>``.
            root: The project's.
            engine: What makes the pages.
            from_disk: Whether their links are made to lead to files.
            epoch: The day that templates may print, as the engine is told it.

        Returns:
            None where pages may depend on more: plugins make them of anything, settings are
            inherited or read from the surroundings, Markdown extensions read other files, a theme
            brings other files along.
        """
        # Else each new day all pages would be made anew.
        day = epoch if _prints_the_day(Base.of(root)) else None
        with_what = made_with(root, engine, from_disk, day)
        if with_what is None:
            return None
        common = sha256(with_what.encode())
        common.update(sha256((folder / CONFIG).read_bytes()).digest())
        docs = folder / DOCS
        same = common.hexdigest()
        pages = {NOT_FOUND: same}
        for name in files_of(docs):
            if name.endswith(".md"):
                pages[name] = f"{sha256((docs / name).read_bytes()).hexdigest()} {same}"
        return cls(pages)


def _prints_the_day(base: Base) -> bool:
    """Whether a template asks the engine for the day of the build."""
    templates = (file for name, file in base.files.items() if name.endswith(".html"))
    return any(word in read_whole(file) for file in templates for word in _DAYS)


def made_with(root: Path, *said: object) -> str | None:
    """Return a digest of what all pages are made with: theme, base configuration, programs.

    Args:
        root: The project's.
        said: All that the build is told besides.

    Returns:
        None where pages may depend on more: plugins make them of anything, settings are
        inherited or read from the surroundings, Markdown extensions read other files, a theme
        brings other files along.
    """
    made_of = Base.of(root)
    theme = made_of.files
    try:
        settings = read_whole(made_of.settings).decode()
        base = yaml.load(settings, yaml.BaseLoader)
    except (ValueError, yaml.YAMLError, RecursionError):
        return None  # the build will tell
    if not isinstance(base, dict) or base.get("plugins") or "INHERIT" in base:
        return None
    if not _EXTENSIONS.issuperset(_names_of(base.get("markdown_extensions"))):
        return None
    if "!" in settings or any(map(_is_brought_along, theme)):
        return None
    common = sha256(settings.encode())
    for each in (*said, digest_of_programs()):
        common.update(f"{each!r}\0".encode())
    for name, file in theme.items():
        common.update(f"{name}\0".encode())
        common.update(sha256(read_whole(file)).digest())
    return common.hexdigest()


def _names_of(extensions: object) -> set[str]:
    """Return the names in a list of Markdown extensions: some have settings, or all do."""
    listed = extensions if isinstance(extensions, list) else [extensions]
    each = ([*one] if isinstance(one, dict) else [one] for one in listed if one)
    return {str(name) for names in each for name in names}


class LastBuild:
    """The pages that the last build put into a site, as far as they are still as it left them."""

    def __init__(self, site: Path, note: Path) -> None:
        """Take a site, and the file in which its pages are noted."""
        self._site, self._note = site, note

    @classmethod
    def of(cls, folder: Path, site: Path) -> Self:
        """Return that of a build folder, ``build/<name>``, which made a site."""
        return cls(site, folder / f"{site.parent.name}-{NOTE}")

    @property
    def is_noted(self) -> bool:
        """Whether there was one."""
        return self._note.is_file()

    def same_as(self, ingredients: Ingredients) -> dict[str, Path]:
        """Return the pages that would be made the same, each with its finished file."""
        same = {}
        for page, (made_of, became) in self._noted().items():
            file = self._site / html_of(page)
            if became and ingredients.pages.get(page) == made_of and _digest(file) == became:
                same[page] = file
        return same

    def _noted(self) -> Mapping[str, tuple[str, str | None]]:
        return {page: tuple(json.loads(line)) for page, line in kept(self._note, NOTE).items()}

    def note(self, ingredients: Ingredients, same: Iterable[str] = ()) -> None:
        """Note what the site's pages were made of; the same of those that were taken over."""
        before = self._noted()
        noted = {page: before[page] for page in same if page in before}
        for page in ingredients.pages.keys() - noted.keys():
            noted[page] = ingredients.pages[page], _digest(self._site / html_of(page))
        keep(self._note, NOTE, {page: line_of(noted[page]) for page in sorted(noted)})

    def sums(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the SHA-256 sums of the pages as noted: of their Markdown, of the site's files."""
        noted = self._noted().items()
        markdown = {
            page: made_of.partition(" ")[0] for page, (made_of, _) in noted if page != NOT_FOUND
        }
        return markdown, {html_of(page): became for page, (_, became) in noted if became}

    def forget(self) -> None:
        """Note nothing."""
        remove(self._note)


def complete(fresh: Path, same: Mapping[str, Path], docs: Path, theme: Path) -> None:
    """Put the pages that were taken over, and files that are no pages, where they are missing.

    Who changes one of them must put another file into its place: it may still be the former one.
    """
    for page, file in same.items():
        _take_over(file, fresh / html_of(page))
    # What the pages bring along stands before the theme's own. It is written in the place of what
    # was there, and so may have a second name, too; what people edit may not.
    for source, template, bring in ((docs, ".md", _take_over), (theme, ".html", _copy)):
        for name in files_of(source):
            if not (name.endswith(template) or (fresh / name).exists()):
                bring(source / name, fresh / name)


def bring_along(fresh: Path, beside: Path) -> None:
    """Put the files that stand beside the pages into a site."""
    for name in files_of(beside):
        _take_over(beside / name, fresh / name)


def _is_brought_along(name: str) -> bool:
    """Whether a file of the theme may be more than a template, and not what lands in a site."""
    is_hidden = name.startswith(".") or "/." in name
    is_left_out = name.endswith((".py", ".pyc")) or "readme" in name.lower() or is_hidden
    return is_left_out or not (name.startswith("assets/") or name.endswith(".html"))


def html_of(page: str) -> str:
    """Return the file of the finished site that a page becomes."""
    return page if page == NOT_FOUND else f"{paths.address(page)}index.html"


def _take_over(file: Path, target: Path) -> None:
    """Give a file that is ours a second name, where names can share a file, or copy it."""
    if not target.parent.exists():
        target.parent.mkdir(parents=True)
    try:
        os.link(file, target)
    except OSError:
        _copy(file, target)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, target)


def _digest(file: Path) -> str | None:
    try:
        return sha256(read_whole(file)).hexdigest()
    except OSError:
        return None
