"""One page being written: everything that its template may print."""

from __future__ import annotations

import re

from digitiekartta.markup.markdown import Markdown, md
from digitiekartta.pages.facts import Facts
from digitiekartta.pages.tables import Tables

_SPAN_OF_YEARS = re.compile(r"(\d–)(?=\d)")


class Page(Tables, Facts):
    """A page file, and the links, tables and facts that its template asks for."""

    @property
    def title(self) -> Markdown:
        """The site's name, in which a span of years stays on one line."""
        return Markdown(_SPAN_OF_YEARS.sub("\\1\N{WORD JOINER}", md(self.site.name)))
