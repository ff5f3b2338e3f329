"""Templates become text. What they print is editors' text and escaped, unless it is Markdown."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from digitiekartta.basics.text import counted, ended, partitive, sentence_case, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import COLON, NOW, OVERVIEW
from digitiekartta.markup.components.phases import phase_mark
from digitiekartta.markup.markdown import Markdown, joined, md, table
from digitiekartta.pages import paths
from digitiekartta.pages.changes import decided
from digitiekartta.roadmap.values import date_text

TEMPLATES = Path(__file__).parent / "templates"
_TRAILING_SPACES = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


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
    )
    pages.filters["paragraphs"] = lambda text: Markdown(escaping.paragraphs(str(text)))
    pages.filters["page_of"] = lambda folder: Markdown(f"{quote(folder)}/index.md")
    pages.filters.update(sentence=sentence_case, date=date_text)
    pages.filters.update(ended=ended, partitive=partitive, unparted=unparted)
    pages.globals.update(paths=paths, counted=_counted, decided=decided)
    pages.globals.update(table=table, joined=joined, phase_mark=phase_mark)
    pages.globals.update(COLON=Markdown(COLON), NOW=Markdown(NOW), OVERVIEW=Markdown(OVERVIEW))
    return pages


def _counted(number: int, noun: str) -> str:
    return unparted(counted(number, noun))


def render(template: str, **needs: object) -> str:
    """Return a template's text without needless blanks: lines, spaces and at its ends."""
    text = environment().get_template(template).render(**needs)
    text = _TRAILING_SPACES.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n"
