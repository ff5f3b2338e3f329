"""Pages from templates, each with its front matter, and titles and captions kept apart.

What templates print is editors' text and escaped, unless it is Markdown.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Generic, TypeVar

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.basics.text import (
    body_in_sentence,
    counted,
    ended,
    partitive,
    plural,
    sentence_case,
    unparted,
)
from digitiekartta.markup import escaping
from digitiekartta.markup.abbreviations import definitions
from digitiekartta.markup.components.kinds import (
    CAPTION_LINE,
    COLON,
    END_OF_VARIANTS,
    NOW,
    OVERVIEW,
    since,
)
from digitiekartta.markup.components.phases import phase_mark
from digitiekartta.markup.hyphens import hyphenated
from digitiekartta.markup.markdown import Markdown, code, front_matter, joined, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.changes import decided
from digitiekartta.pages.page import Page
from digitiekartta.pages.parts import is_long
from digitiekartta.pages.sharing.facts import NOTHING_MORE, ForPrograms, structured
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.values import date_text

TEMPLATES = Path(__file__).parent / "templates"
_TRAILING_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")
_DESCRIPTION_LENGTH = 300
Crumbs = Sequence[tuple[str, str]]


Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class Unwritten(Generic[Content]):
    """A page or another file that is written when somebody wants it.

    ``made_of`` is a digest of all that it is made of besides the program; "" where nobody knows.
    """

    made_of: str
    write: Callable[[], Content]


class Files(Mapping[str, Content]):
    """Files that are written whenever they are asked for, so that nobody holds them all."""

    def __init__(self, files: Mapping[str, Callable[[], Content]]) -> None:
        """Take what writes each file, by its name."""
        self._files = files

    def __getitem__(self, file: str) -> Content:
        return self._files[file]()

    def __contains__(self, file: object) -> bool:
        return file in self._files  # without writing it

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@dataclass(frozen=True)
class Frame:
    """Makes the pages of a site, each with a title of its own: the first one keeps it."""

    site: Site
    made_of: str = ""
    """A digest of all that the site says."""
    titles: set[str] = field(default_factory=set)
    changed: dict[str, date | None] = field(default_factory=dict)
    """Each page of today → the day on which what it tells last changed."""

    def page(
        self,
        template: str,
        file: str,
        *,
        title: str,
        changed: date | None = None,
        current_address: str | None = None,
        own: str = "",
        **more: Any,
    ) -> tuple[str, Unwritten[str]]:
        """Return a page's file, and the page, which is not written yet.

        Args:
            template, file: What it is made of, and where it goes.
            title: For browsers and search engines, plain text.
            changed: The day on which what it tells last changed; else that of the newest version.
            current_address: Of a page that is old: the address of the one that is not.
            own: A digest of what it is made of besides the site.
            more: As in ``_text``.
        """
        distinct = self._distinct(title, file)
        if not self.site.options.draft and current_address is None:
            self.changed[file] = changed or self.site.history.changed
        write = partial(
            self._text,
            template,
            file,
            title=title,
            distinct=distinct,
            current_address=current_address,
            **more,
        )
        made_of = sha256(f"{self.made_of} {own} {distinct}".encode()).hexdigest()
        return file, Unwritten(made_of if self.made_of else "", write)

    def _text(
        self,
        template: str,
        file: str,
        *,
        distinct: str,
        description: str | Callable[[], str],
        current_address: str | None,
        crumbs: Crumbs = (),
        more_needs: Callable[[], Mapping[str, object]] = dict,
        **needs: object,
    ) -> str:
        """Return a page's text.

        Args:
            template, file, current_address: As of ``page``.
            distinct: Its title as no other page has it.
            description: For search engines, plain text.
            crumbs: The pages above it, label and file.
            needs, more_needs: What the template asks for, its ``title`` too; with
                ``is_timeless`` nothing on the page is now, whenever it is read;
                ``for_programs`` is what programs are told besides.
        """
        needs |= more_needs()
        told = _shortened(description if isinstance(description, str) else description())
        fields: dict[str, object] = {
            "title": escaping.html(distinct),
            "description": escaping.html(told),
        }
        if current_address is not None:
            fields["nykyinen"] = current_address
        if needs.get("is_timeless"):
            fields["paattynyt"] = True
        if paths.is_for_paper(file):
            fields["tulostetyyli"] = paths.PRINT_STYLES
        for_programs = needs.get("for_programs", NOTHING_MORE)
        assert isinstance(for_programs, ForPrograms)
        if for_programs.files:
            fields["ohjelmille"] = [
                {"osoite": target, "tyyppi": media} for target, media in for_programs.files.items()
            ]
        if file != paths.FRONT:
            trail = [("Etusivu", paths.FRONT), *crumbs]
            fields["murupolku"] = [
                {"nimi": hyphenated(escaping.html(label)), "osoite": paths.address(target)}
                for label, target in trail
            ]
        if file in self.changed and self.site.options.site_url:
            changed, more = self.changed[file], for_programs.facts()
            fields["tiedot"] = self._facts(file, distinct, told, crumbs, changed, more)
        roadmap = self.site.roadmap
        body = render(
            template,
            site=self.site,
            roadmap=roadmap,
            settings=roadmap.settings,
            **{"page": Page(self.site, file), **needs},
        )
        explained = definitions(body, roadmap.abbreviations)
        text = _with_distinct_captions(body) + (f"\n{explained}" if explained else "")
        return f"{front_matter(fields)}\n{text}"

    def _facts(
        self,
        file: str,
        title: str,
        description: str,
        crumbs: Crumbs,
        changed: date | None,
        more: Sequence[Mapping[str, object]],
    ) -> str:
        """Return what a page of a site with an address is, in words for search engines."""
        trail = [("Etusivu", paths.FRONT), *crumbs] if file != paths.FRONT else []
        steps = [(label, paths.address(target)) for label, target in trail]
        here = paths.address(file)
        return structured(self.site, here, title, description, steps, changed, more)

    def _distinct(self, title: str, file: str) -> str:
        """Return a title that no page before has."""
        title = escaping.one_line(title)
        if title in self.titles:
            title = f"{title} ({paths.address(file)})"
        self.titles.add(title)
        return title


def _with_distinct_captions(body: str) -> str:
    """Number the captions that a page would have twice, as groups may share their title."""
    counts: Counter[str] = Counter()

    def numbered(match: re.Match[str]) -> str:
        number = counts[match["caption"]] = counts[match["caption"]] + 1
        return match[0] if number == 1 else f"{match[0]} ({number})"

    return re.sub(rf"^{CAPTION_LINE} (?P<caption>.*)$", numbered, body, flags=re.MULTILINE)


def _shortened(text: str) -> str:
    """Return a description of a sentence or two, cut between words where it is longer."""
    if len(text) <= _DESCRIPTION_LENGTH:
        return text
    return text[:_DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + " …"


# --- templates -----------------------------------------------------------------------------


def _compiled() -> FileSystemBytecodeCache | None:
    """Return where templates are kept as they were compiled, as Python keeps its modules.

    What stands in a template alone is compiled as it will be written: that depends on all of the
    program.
    """
    folder, program = TEMPLATES / "__pycache__", digest_of_programs()[:16]
    try:
        folder.mkdir(exist_ok=True)
        for stale in folder.iterdir():
            if not stale.name.startswith(program):
                stale.unlink(missing_ok=True)
    except OSError:
        return None
    may_write = os.access(folder, os.W_OK) and not sys.dont_write_bytecode
    return FileSystemBytecodeCache(str(folder), f"{program}-%s") if may_write else None


@cache
def environment() -> Environment:
    """Return the one Jinja environment of the pages; templates are re-read when they change."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # pages are Markdown: `finalize` escapes for it
        undefined=StrictUndefined,
        finalize=md,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_compiled(),
    )
    pages.filters["in_sentence"] = body_in_sentence
    pages.filters["paragraphs"] = lambda text: Markdown(escaping.paragraphs(str(text)))
    pages.filters.update(sentence=sentence_case, date=date_text)
    pages.filters.update(ended=ended, partitive=partitive, plural=plural, unparted=unparted)
    pages.globals.update(paths=paths, counted=_counted, decided=decided)
    pages.globals.update(table=table, joined=joined, phase_mark=phase_mark, code=code)
    pages.globals.update(COLON=Markdown(COLON), NOW=Markdown(NOW), OVERVIEW=Markdown(OVERVIEW))
    pages.globals.update(is_long=is_long, since=_since, END_OF_VARIANTS=Markdown(END_OF_VARIANTS))
    return pages


def _counted(number: int, noun: str) -> str:
    return unparted(counted(number, noun))


def _since(moment: HalfYear, *, shown: bool) -> Markdown:
    return Markdown(since(moment.slug, shown=shown))


def render(template: str, **needs: object) -> str:
    """Return a template's text without needless blanks: lines, spaces and at its ends."""
    text = environment().get_template(template).render(**needs)
    if " \n" in text or "\t\n" in text or text.endswith((" ", "\t")):
        text = _TRAILING_SPACES.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
