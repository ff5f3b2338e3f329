"""What our pages need beyond stock Markdown, as one Python-Markdown extension.

MkDocs, ProperDocs and Zensical all run it: ``mkdocs.yml`` names
``digitiekartta.markup.extension``. It gives

- tables with a caption (a line ``Taulukko: …`` directly above the header), scopes on
  headers, a row header first on each row, and classes for alignment;
- more than a table where the caption line names another kind (``components``): a schedule
  is a list on a phone, a measure's schedule has a timeline, levels have a drawing, and all
  schedules of a page are drawn together where the page asks for it;
- spans with classes, ``[käyttöönotto]{.vaihe .vaihe-toteutus}``; phases have their symbols, and
  one of them says that its words are English;
- parts of a page that hold from a half-year on, of which the reader's own is shown
  (``variants``);
- abbreviations, defined at the end of the page, marked at their first use (``abbreviations``);
- lists of different kinds kept apart, and numbering that starts where it was told to;
- soft hyphens in long words (``hyphens``);
- blocks of words, links and spans written at once, as Python-Markdown would (``finished``);
- heading ids in Finnish (ä→a) for the ``toc`` extension. They are set here and not by
  ``!!python/name`` in ``mkdocs.yml``, which only a loader that may run code can read.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.treeprocessors import Treeprocessor

from digitiekartta.basics.text import slug
from digitiekartta.markup import abbreviations, finished, hyphens
from digitiekartta.markup.components.facts import card, fact_list, status_box
from digitiekartta.markup.components.kinds import CAPTION_LINE, OVERVIEW, Kind
from digitiekartta.markup.components.levels import level_chart
from digitiekartta.markup.components.overview import overview
from digitiekartta.markup.components.schedule import schedule_table
from digitiekartta.markup.components.table import Table, numbers_table, plain_table
from digitiekartta.markup.components.timeline import timeline
from digitiekartta.markup.components.variants import gather_variants
from digitiekartta.markup.components.ways_on import gather_ways_on
from digitiekartta.markup.plain_inline import as_span

_COMPONENTS: Mapping[Kind, Callable[[Table], list[ElementTree.Element]]] = {
    Kind.PLAIN: plain_table,
    Kind.SCHEDULE: schedule_table,
    Kind.TIMELINE: timeline,
    Kind.LEVELS: level_chart,
    Kind.FACTS: fact_list,
    Kind.STATUS: status_box,
    Kind.NUMBERS: numbers_table,
    Kind.CARD: card,
}
# Where the block processor notes a table's kind for the tree processor.
_KIND = "laji"


def slugify(value: str, separator: str) -> str:
    """Return the id of a heading: "Lähtö- ja tavoitetasot" is "lahto-ja-tavoitetasot".

    The ``toc`` extension numbers the ids that would otherwise be the same.
    """
    return slug(value).replace("-", separator)


class CaptionedTableProcessor(TableProcessor):
    """Pipe tables with a caption and scoped headers, and without style attributes."""

    CAPTION = re.compile(rf"{CAPTION_LINE}[ ]*(?P<text>\S.*)\n")

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser, {"use_align_attribute": True})

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        """Whether the block is a table, under a caption or not."""
        if "|" not in block:
            return False
        caption = self.CAPTION.match(block)
        return bool(super().test(parent, block[caption.end() :] if caption else block))

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        """Build the table."""
        block = blocks.pop(0)
        caption = self.CAPTION.match(block)
        table = ElementTree.SubElement(parent, "table")
        table.set(_KIND, caption["kind"] if caption else Kind.PLAIN)
        if caption:
            block = block[caption.end() :]
            element = ElementTree.SubElement(table, "caption")
            element.text = caption["text"].strip()
        lines = block.split("\n")
        looks = [{"class": name} if name else {} for name in map(_alignment, self.separator)]
        head = ElementTree.SubElement(table, "thead")
        self._add_row(head, lines[0], [("th", {**look, "scope": "col"}) for look in looks])
        first, *others = looks
        columns = [("th", {**first, "scope": "row"}), *(("td", look) for look in others)]
        if lines[2:]:
            body = ElementTree.SubElement(table, "tbody")
            for line in lines[2:]:
                self._add_row(body, line, columns)

    def _add_row(
        self,
        parent: ElementTree.Element,
        line: str,
        columns: Sequence[tuple[str, dict[str, str]]],
    ) -> None:
        row = ElementTree.SubElement(parent, "tr")
        cells = self._split_row(line.strip(" "))
        cells += [""] * (len(columns) - len(cells))
        for (tag, look), text in zip(columns, cells, strict=False):
            ElementTree.SubElement(row, tag, look).text = text.strip(" ")

    def _split_row(self, row: str) -> list[str]:
        # The stock one looks for code first, in which a line parts no cells.
        if "`" in row or "\\" in row:
            return list(super()._split_row(row))  # type: ignore[misc]  # not in the stubs
        return (row.removeprefix("|").removesuffix("|") if self.border else row).split("|")


def _alignment(separator: str) -> str | None:
    """Return the class by which a column is aligned, by what stands below its header."""
    separator = separator.strip(" ")
    if not separator.endswith(":"):
        return None
    return "keski" if separator.startswith(":") else "oikea"


class ComponentTreeprocessor(Treeprocessor):
    """Turns each table into the component of its kind, before inline Markdown is read."""

    def run(self, root: ElementTree.Element) -> None:
        """Replace the tables in place; their ids are numbers, in order on the page."""
        inside = [(parent, child) for parent in root.iter() for child in parent]
        tables = [(parent, child) for parent, child in inside if _KIND in child.attrib]
        order = {table: number for number, table in enumerate(root.iter("table"), start=1)}
        # Before the tables are made ready for the page, which changes their cells.
        schedules = [Table(t) for _, t in tables if t.get(_KIND) == Kind.SCHEDULE]
        for parent, child in inside:
            if child.text == OVERVIEW and child.tag == "p":
                _replace(parent, child, overview(schedules))
        for parent, table in tables:
            _replace(parent, table, self._component(table, f"taulukko-{order[table]}"))
        gather_variants(root)
        gather_ways_on(root)

    def _component(self, root: ElementTree.Element, id_: str) -> list[ElementTree.Element]:
        kind = Kind(root.attrib.pop(_KIND))
        root.set("class", "taulu")
        return _COMPONENTS[kind](Table(root, id_))


def _replace(
    parent: ElementTree.Element, child: ElementTree.Element, elements: list[ElementTree.Element]
) -> None:
    place = list(parent).index(child)
    parent[place : place + 1] = elements


class SpanProcessor(LinkInlineProcessor):
    """Text in brackets with classes, as in Pandoc: ``[text]{.one .two}``."""

    CLASSES = re.compile(r"\{[ ]*(\.[a-z0-9-]+(?:[ ]+\.[a-z0-9-]+)*)[ ]*\}")

    def handleMatch(  # type: ignore[override]  # as the stubs themselves do
        self, m: re.Match[str], data: str
    ) -> tuple[ElementTree.Element | None, int | None, int | None]:
        """Return the span, or three times None when the brackets are something else."""
        text, end, closed = self.getText(data, m.end())
        classes = self.CLASSES.match(data, end) if closed else None
        if not classes:
            return None, None, None
        span = ElementTree.Element("span")
        span.text = text
        as_span(span, classes[1].replace(".", "").split())
        return span, m.start(), classes.end()


class DigitiekarttaExtension(Extension):
    """All of the above, in one extension."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the parts."""
        md.registerExtensions([SaneListExtension()], {})
        # Just before the stock tables (75), whichever of the two was registered first.
        md.parser.blockprocessors.register(
            CaptionedTableProcessor(md.parser), "digitiekartta-table", 76
        )
        # Before links (160), so that a link may stand inside a span.
        md.inlinePatterns.register(SpanProcessor(r"(?<!!)\[", md), "digitiekartta-span", 165)
        # A pattern is not looked for inside itself: a mark inside a span is another one's.
        md.inlinePatterns.register(SpanProcessor(r"(?<!!)\[", md), "digitiekartta-mark", 164)
        # Before inline Markdown (20): a component copies raw cells to where it shows them.
        md.treeprocessors.register(ComponentTreeprocessor(md), "digitiekartta-components", 25)
        finished.register(md)
        md.block_level_elements.append("caption")
        abbreviations.register(md)
        hyphens.register(md)
        md.registerExtension(self)
        self._md = md

    def reset(self) -> None:
        """Give ``toc`` our ids. Python-Markdown calls this once all extensions are in place."""
        for processor in self._md.treeprocessors:
            if isinstance(processor, TocTreeprocessor):
                processor.slugify = slugify


def makeExtension(**options: Any) -> DigitiekarttaExtension:
    """Return the extension; the name is the one that Python-Markdown looks for."""
    return DigitiekarttaExtension(**options)
