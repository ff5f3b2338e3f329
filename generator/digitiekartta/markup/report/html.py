"""A report as one HTML page that needs nothing else and prints on paper."""

from collections.abc import Iterable
from functools import cache

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from digitiekartta.markup.escaping import clean
from digitiekartta.markup.report.blocks import Block, runs, title_of


def as_html(blocks: Iterable[Block]) -> str:
    """Return a report as a page of its own."""
    blocks = tuple(blocks)
    return page("report.html.j2", title=title_of(blocks), runs=runs(blocks))


def page(template: str, package: str = "markup/report", **needs: object) -> str:
    """Return a page made of a template in one of our packages, which escapes what it is given.

    Args:
        template: The file; it may extend "page.html.j2", the frame of such pages.
        package: The folder of the template, inside digitiekartta.
        needs: What the template says that it needs.
    """
    return _environment(package).get_template(template).render(needs)


@cache
def _environment(package: str) -> Environment:
    """Return the environment of a folder's templates, which it compiles once."""
    places = [PackageLoader("digitiekartta", place) for place in (package, "markup/report")]
    return Environment(
        loader=ChoiceLoader(places),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
