"""The whole roadmap on paper: a table a goal, and what stands on each sheet.

The sheets lie on their side, and each has in its margins how official the roadmap is, what the
phases are and which sheet it is. Margins are filled by a style sheet of the page's own, as no
element can be repeated there; a browser that does not fill margins leaves them empty, and the
same words stand on the first sheet.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from digitiekartta.basics.text import sentence_case, slug
from digitiekartta.markup import escaping
from digitiekartta.markup.components.kinds import Kind
from digitiekartta.markup.components.phases import SYMBOLS
from digitiekartta.markup.markdown import Markdown, span, table
from digitiekartta.pages import paths
from digitiekartta.pages.appearance import status_line
from digitiekartta.pages.links import NOT_NAMED
from digitiekartta.pages.page import Page
from digitiekartta.pages.parts import MOST_ON_PAPER
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Goal, Measure

# Half-years → size of the letters with which the longest name of a phase fits into its column.
_SIZES = ((4, "10pt"), (6, "9pt"))
_SMALLEST = "8pt"
_STYLES = """@page {
  size: A4 landscape;
  margin: 16mm 12mm;

  @top-left {
    width: 70%%;
    padding-bottom: 3mm;
    text-align: left;
    vertical-align: bottom;
    content: %(standing)s;
    %(font)s
  }

  @top-right {
    width: 30%%;
    padding-bottom: 3mm;
    text-align: right;
    vertical-align: bottom;
    content: %(name)s;
    %(font)s
  }

  @bottom-left {
    width: 85%%;
    padding-top: 3mm;
    text-align: left;
    vertical-align: top;
    content: %(legend)s;
    %(font)s
  }

  @bottom-right {
    width: 15%%;
    padding-top: 3mm;
    text-align: right;
    vertical-align: top;
    content: "Sivu " counter(page) " / " counter(pages);
    %(font)s
  }
}

@media print {
  /* The first words of the page and its margins say it. */
  .paperille, .tilaraita { display: none; }
  .taulu.taulu { font-size: %(size)s; }
  .taulu a { color: inherit; text-decoration: none; }
  .aikataulu.aikataulu > .taulukko { display: block; }
  .aikataulu.aikataulu > .aikataululista { display: none; }
  .taulu-aikataulu tr > :first-child { max-width: none; }
  .taulu-aikataulu thead th:first-child { width: %(measure)s%%; }
  .taulu-aikataulu thead th:nth-child(2) { width: 13%%; }
  .taulu-aikataulu thead th:nth-child(n + 3) { width: auto; }
}
"""
_Column = tuple[str, Callable[[Measure], object]]


@dataclass(frozen=True)
class PrintedPage(Page):
    """The page that is made for paper."""

    def whole_goal(self, goal: Goal, measures: Sequence[Measure]) -> Markdown:
        """Return all that is planned of a goal's measures, in their decided wording."""
        timed = any(self.roadmap.schedule_of(measure) is not None for measure in measures)
        # More columns than these would be narrower than their words.
        fits = len(self.site.half_years) <= MOST_ON_PAPER
        moments = self.site.half_years if timed and fits else ()
        columns: list[_Column] = [
            ("Toimenpide", partial(self._decided, cells=bool(moments))),
            *self._columns(measures),
            *(() if moments else self._sector_column()),
        ]
        if timed and not fits:
            columns.append(("Aikataulu", self.sentence))
        headers = [heading for heading, _ in columns]
        headers += [sentence_case(str(moment)) for moment in moments]
        rows = [
            [
                *(cell(measure) for _, cell in columns),
                *(self.moment_cells(measure) if moments else ()),
            ]
            for measure in measures
        ]
        caption = f"{'Aikataulu' if moments else 'Toimenpiteet'}, tavoite {goal.number}"
        return table(caption, headers, rows, kind=Kind.SCHEDULE if moments else Kind.PLAIN)

    def _columns(self, measures: Sequence[Measure]) -> Iterator[_Column]:
        """Yield the heading of each column and what gives its cells."""
        yield "Vastuu", lambda measure: self.parties(measure) or NOT_NAMED
        groups = {measure.id: self.roadmap.group_of(measure) for measure in measures}
        if any(groups.values()):
            word = sentence_case(self.roadmap.settings.group_word)
            yield word, lambda measure: group.title if (group := groups[measure.id]) else ""

    def _sector_column(self) -> Iterator[_Column]:
        if self.site.sectors.measures:
            word = sentence_case(self.roadmap.settings.sector_word)
            yield word, lambda measure: self.sectors(measure) or NOT_NAMED

    def _decided(self, measure: Measure, *, cells: bool) -> Markdown:
        """Return the decided wording, and what the source says of its time and no column does."""
        title = self.to(paths.measure(measure.id), measure.title)
        if self.site.has_ended(measure):
            return Markdown(f"{title} (päättynyt)")
        known = self.roadmap.schedule_of(measure) is not None
        told = "" if known else self.time_in_source(measure, cells=cells)
        return Markdown(f"{title}<br>{span(told, 'tarkenne')}") if told else title


# --- sheets ---------------------------------------------------------------------------------


def style_sheet(site: Site) -> str:
    """Return how the sheets are laid out, and what stands in their margins."""
    count = len(site.half_years) if site.scheduled else 0
    count = 0 if count > MOST_ON_PAPER else count
    phases = [
        f"{SYMBOLS[slug(phase.common)]} {phase.name}" for phase in site.roadmap.settings.phases
    ]
    return _STYLES % {
        "standing": _string(status_line(site)),
        "name": _string(site.name),
        "legend": _string(f"Vaiheet: {', '.join(phases)}" if site.scheduled and phases else ""),
        "size": next((size for most, size in _SIZES if count <= most), _SMALLEST),
        # Few half-years leave their room to wordings, which may be long.
        "measure": max(22, 60 - 12 * count),
        "font": "font: 8pt sans-serif; color: #000;",
    }


def _string(text: str) -> str:
    """Return a text as a string of CSS in which nothing ends it."""
    shown = escaping.one_line(escaping.clean(text))
    letters = (c if c.isalnum() or c in " .,:–" else f"\\{ord(c):x} " for c in shown)
    return f'"{"".join(letters)}"'
