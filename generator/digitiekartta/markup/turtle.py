"""Turtle (RDF 1.1): whole texts and addresses as terms that nothing in them can break out of.

A template prints terms alone: a plain text in it is refused.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from digitiekartta.markup.escaping import one_line

_LITERAL = str.maketrans({"\\": r"\\", '"': r"\""})
# What an address may hold besides letters and digits; Turtle allows none of <>"{}|^` and no space.
_IN_ADDRESS = "-._~:/?#[]@!$&'()*+,;=%"


class Term(str):
    """A term of Turtle, made by one of the functions here."""

    __slots__ = ()


def text(value: str, language: str = "") -> Term:
    """Return a text on one line as a literal, in a language ("fi") or in none."""
    told = one_line(value).translate(_LITERAL)
    return Term(f'"{told}"@{language}' if language else f'"{told}"')


def day(value: date) -> Term:
    """Return a day as a literal."""
    return Term(f'"{value.isoformat()}"^^xsd:date')


def iri(address: str) -> Term:
    """Return a whole address as an IRI, what may not stand in one percent-encoded."""
    return Term(f"<{quote(one_line(address), safe=_IN_ADDRESS)}>")


def render(template: str, package: str, needs: Mapping[str, object]) -> str:
    """Return a Turtle file made of a template in one of our packages.

    Raises:
        TypeError: The template prints what is no term.
    """
    return _environment(package).get_template(template).render(needs)


@cache
def _environment(package: str) -> Environment:
    turtle = Environment(
        loader=PackageLoader("digitiekartta", package),
        autoescape=False,  # what is printed is a term, or nothing at all
        undefined=StrictUndefined,
        finalize=_term,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    turtle.globals.update(text=text, day=day, iri=iri)
    return turtle


def _term(value: object) -> Term:
    if not isinstance(value, Term):
        raise TypeError(f"no term of Turtle: {value!r}")
    return value
