"""The page of a year: the tables of its numbers, with pictures of two of them beside."""

import posixpath
from collections.abc import Mapping

from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import Markdown, table
from digitiekartta.markup.report.blocks import Table
from digitiekartta.pages import paths
from digitiekartta.pages.links import Links
from digitiekartta.pages.numbers import year_report
from digitiekartta.pages.numbers.charts import CHARTS, WIDTH, Chart, has_charts
from digitiekartta.pages.numbers.year import year_of
from digitiekartta.pages.site import Site


class Numbers(Links):
    """What pages show of numbers that were counted."""

    def counted_table(self, counted: Table) -> Markdown:
        """Return a table of numbers as it stands on a page."""
        return table(counted.caption, counted.header, counted.texts, sorted(counted.numbers))

    def chart(self, chart: Chart) -> Markdown:
        """Return a picture of the table that follows it; its alternative text says its message."""
        way = posixpath.relpath(chart.file, paths.address(self.here) or ".")
        title = escaping.html(chart.title)
        told = escaping.html(f"Kaavio: {chart.message} Samat luvut ovat taulukossa.")
        # Below what is seen first, so that it is asked for when a reader comes to it.
        return Markdown(
            f'<figure><figcaption>{title}</figcaption><img src="{way}" alt="{told}"'
            f' width="{WIDTH}" height="{chart.height}" loading="lazy"></figure>'
        )


def year_needs(site: Site, number: int) -> Mapping[str, object]:
    """Return what the template of a year's page asks for."""
    year = year_of(site, number)
    charts = {name: draw(year) for name, draw in CHARTS.items()} if has_charts(site, number) else {}
    return {
        "year": year,
        "charts": charts,
        "paragraphs": [" ".join(one) for one in year_report.paragraphs(year)],
        "shared": [*year_report.shared(year)],
        "exclusive": year_report.EXCLUSIVE,
        "overlapping": year_report.OVERLAPPING,
        "halves_add_up": year_report.HALVES_ADD_UP,
        "year_meant": year_report.year_meant(year),
        "definitions": [*year_report.definitions()],
    }
