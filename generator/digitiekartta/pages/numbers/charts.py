"""Charts: pictures of the tables of a year, as SVG files that stand beside them.

A bar is named and its number stands at its end, so that neither colour nor pattern has to be
known; a chart has the theme's colours on a ground of its own, for the light and the dark scheme
of the device. It needs no style, as where a server forbids styles it is seen in light colours.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from digitiekartta.basics import colours
from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.markup.escaping import clean, one_line
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.terms import in_words, many_measures
from digitiekartta.pages.numbers.year import HALVES, Year, year_of
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Appearance

LIGHT, DARK = ("#ffffff", "#1a1e24", "#0a4a8f"), ("#14171c", "#e8eaee", "#a9cdf7")
"""Ground, text and bars, as --digi-pohja, --digi-teksti and --digi-linkki of the theme."""

# Units of the drawing: on a screen of 320 pixels one is about one pixel.
WIDTH = 320
_LEFT, _RIGHT, _TOP = 8, 48, 8
_BAR, _LINE, _GAP, _LETTERS = 14, 17, 9, 40
_FILLS = {
    HALVES[0]: "none",
    HALVES[1]: "full",
    HALVES[2]: "stripes",
    HALVES[3]: "dots",
    HALVES[4]: "dashes",
}
"""How the bars of a table's columns are filled."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is called, its number, and how it is filled (the kinds are in ``_bar``)."""

    name: str
    number: int
    fill: str = "full"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: bars in groups that have headings.

    Attributes:
        file: Where it stands, relative to the docs folder.
        title: What it shows.
        message: What a reader sees in it, for those who don't.
        groups: Heading → bars.
    """

    file: str
    title: str
    message: str
    groups: Mapping[str, Sequence[Bar]]

    @property
    def height(self) -> int:
        """The height of the drawing, whose width is ``WIDTH``."""
        return self._drawn()[0]

    def svg(self, looks: Appearance | None = None) -> bytes:
        """Return the drawing, in a municipality's accent colour if it has one."""
        height, parts = self._drawn()
        light, dark = _schemes(looks)
        title = escape(clean(f"{self.title}. {self.message}"))
        ground, ink, bar = light
        lines = [
            '<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="fi"'
            f' viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
            ' font-family="system-ui, sans-serif" font-size="13">',
            f"<title>{title}</title>",
            f"<style>@media (prefers-color-scheme: dark) {{{_style(dark)}}}</style>",
            "<defs>",
            '<pattern id="viivat" width="6" height="6" patternUnits="userSpaceOnUse"'
            ' patternTransform="rotate(45)">'
            f'<path class="v" d="M1.5 0v6" stroke="{bar}" stroke-width="3"/></pattern>',
            '<pattern id="pisteet" width="5" height="5" patternUnits="userSpaceOnUse">'
            f'<circle class="p" cx="2.5" cy="2.5" r="1.2" fill="{bar}"/></pattern>',
            "</defs>",
            f'<rect class="g" width="{WIDTH}" height="{height}" fill="{ground}"/>',
            f'<g class="t" fill="{ink}">',
            *(text for kind, text in parts if kind == "text"),
            "</g>",
            f'<g class="b" fill="{bar}" stroke="{bar}" stroke-width="1.5">',
            *(bar for kind, bar in parts if kind == "bar"),
            "</g>",
            "</svg>",
        ]
        return "\n".join([*lines, ""]).encode()

    def _drawn(self) -> tuple[int, Sequence[tuple[str, str]]]:
        most = max((bar.number for bars in self.groups.values() for bar in bars), default=0) or 1
        y, parts = _TOP, list[tuple[str, str]]()
        for heading, bars in self.groups.items():
            y += _LINE
            parts.append(("text", _text(heading, _LEFT, y, ' font-weight="700"')))
            for bar in bars:
                y += _LINE
                # Whole in the table; a picture is as high whatever things are called.
                parts.append(("text", _text(_cut(one_line(clean(bar.name))), _LEFT, y)))
                length = round((WIDTH - _LEFT - _RIGHT) * bar.number / most, 1)
                parts += _bar(bar, y + 5, length)
                y += _BAR + 5
            y += _GAP
        return y, parts


def _bar(bar: Bar, y: int, length: float) -> Iterator[tuple[str, str]]:
    fill = {
        "full": "",
        "none": ' fill="none"',
        "stripes": ' fill="url(#viivat)"',
        "dots": ' fill="url(#pisteet)"',
        "dashes": ' fill="none" stroke-dasharray="4 3"',
    }[bar.fill]
    if bar.number:
        yield "bar", f'<rect x="{_LEFT}" y="{y}" width="{length:g}" height="{_BAR - 2}"{fill}/>'
    yield "text", _text(str(bar.number), _LEFT + (length + 6 if bar.number else 0), y + 11)


def _cut(name: str) -> str:
    return name if len(name) <= _LETTERS else f"{name[: _LETTERS - 1]}…"


def _text(text: str, x: float, y: int, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y}"{more}>{escape(clean(text))}</text>'


def _schemes(looks: Appearance | None) -> tuple[Sequence[str], Sequence[str]]:
    if looks is None or not looks.accent_colour:
        return LIGHT, DARK
    dark = colours.for_dark_scheme(colours.parse(looks.accent_colour))
    return (*LIGHT[:2], looks.accent_colour), (*DARK[:2], colours.hexadecimal(dark))


def _style(scheme: Sequence[str]) -> str:
    ground, ink, bar = scheme
    return (
        f".g{{fill:{ground}}}.t{{fill:{ink}}}.b{{stroke:{bar}}}"
        f".b,.p{{fill:{bar}}}.v{{stroke:{bar}}}"
    )


# --- of a year ---------------------------------------------------------------------------------


def reporting_chart(year: Year) -> Chart:
    """Return how much was planned in each half-year, and of how much of it was reported."""
    groups, told = {}, []
    for moment, of in year.halves().items():
        bars = [
            Bar(name, of[name], _FILLS[name]) for name in HALVES if of[name] or name in HALVES[:2]
        ]
        groups[sentence_case(str(moment))] = bars
        told.append(_of_half(sentence_case(str(moment)), of))
    return Chart(
        paths.chart(year.year, "raportointi"),
        f"Suunniteltu ja raportoitu puolivuosittain {year.year}",
        " ".join(told),
        groups,
    )


def _of_half(moment: str, of: Mapping[str, int]) -> str:
    planned, reported = of[HALVES[0]], of[HALVES[1]]
    if not planned:
        return f"{moment}: ei suunniteltu mitään."
    if planned == 1:
        end = "ja siitä on raportoitu" if reported else "eikä siitä ole raportoitu"
    elif reported:
        end = f"joista raportoitu {in_words(reported)}"
    else:
        end = "eikä yhdestäkään ole raportoitu"
    return f"{moment}: suunniteltu {many_measures(planned)}, {end}."


def phases_chart(year: Year) -> Chart:
    """Return in how many measures each phase is, by half-year."""
    phases = year.phases()
    used = {name for of in phases.values() for name in of}
    groups, told = {}, []
    for moment, of in phases.items():
        legend = [name for name in year.legend if name in used]
        groups[sentence_case(str(moment))] = [
            Bar(sentence_case(name), of.get(name, 0)) for name in legend
        ]
        if of:
            most = max(of.values())
            names = [name for name, number in of.items() if number == most]
            where, each = ("vaiheessa", "") if len(names) == 1 else ("vaiheissa", " kussakin")
            told.append(
                f"{sentence_case(str(moment))}: eniten toimenpiteitä {where} {listed(names)}"
                f" ({most}{each})."
            )
    return Chart(
        paths.chart(year.year, "vaiheet"),
        f"Suunnitellut vaiheet puolivuosittain {year.year}",
        " ".join(told),
        groups,
    )


CHARTS = {"raportointi": reporting_chart, "vaiheet": phases_chart}
"""The charts of a year, by the name in their address."""


def has_charts(site: Site, year: int) -> bool:
    """Whether a year has anything to draw; told without counting it."""
    return any(moment.year == year for moment in site.told_half_years)


def drawn(site: Site, year: int, name: str) -> bytes:
    """Return the file of a chart."""
    return CHARTS[name](year_of(site, year)).svg(site.roadmap.settings.appearance)
