"""A comment on a pull request: the reviews of its roadmaps in Markdown, for who decides on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digitiekartta.basics.problems import Problem, errors_in, summary
from digitiekartta.markup.escaping import markdown as text
from digitiekartta.versions.comparing.formats import markdown_of
from digitiekartta.versions.comparing.outline import changes
from digitiekartta.versions.reviewing.review import Review

_PROBLEMS = 30
#: Hosts refuse longer comments (GitHub: 65,536 characters).
_LONGEST = 60_000
_CUT = "\n\n*Luettelo on tästä katkaistu, koska se on pitkä. Koko luettelon antaa komento"
_CUT += " `digitiekartta changes`.*\n"


def comment(reviews: Sequence[Review]) -> str:
    """Return one comment on all roadmaps that a proposal touches; whole lines, never too long."""
    touched = [one for one in reviews if one.is_touched or errors_in(one.problems)]
    parts = ["# Mitä muutospyyntö muuttaa"]
    if not touched:
        parts.append("Muutospyyntö ei muuta tiekarttojen sisältöä.")
    for one in touched:
        parts += _told(one)
    told = "\n\n".join(parts) + "\n"
    if len(told) <= _LONGEST:
        return told
    return told[: told.rindex("\n", 0, _LONGEST)] + _CUT


def _told(review: Review) -> Iterator[str]:
    yield f"## {text(review.name)}"
    yield f"**Tarkistus:** {summary(review.problems)}"
    if review.problems:
        yield "\n".join(f"- {_problem(one)}" for one in review.problems[:_PROBLEMS])
    if len(review.problems) > _PROBLEMS:
        more = len(review.problems) - _PROBLEMS
        yield f"Lisäksi {more} muuta. Tarkistuksen tuloste kertoo ne kaikki."
    for approval in review.fresh:
        yield (
            f"**Uusi hyväksytty versio {text(approval.version)}** ({approval.kind}):"
            f" {text(approval.told)}. Sen tunniste on `{approval.code}`: vertaa sitä pöytäkirjaan."
        )
    if review.changes is None:
        yield "Muutoksia ei voi kertoa, ennen kuin virheet on korjattu."
        return
    yield f"**Muutospyynnössä:** {review.changes.summary}"
    if review.changes.sections:
        yield markdown_of(changes(review.changes, level=3)).strip("\n")
    if review.pending:
        yield (
            f"**Version {text(review.approved or '')} hyväksymisen jälkeen yhteensä:**"
            f" {review.pending.summary}"
        )
    if review.code:
        yield f"Sisällön tunniste, jos tämä liitetään sellaisenaan: `{review.code}`"


def _problem(problem: Problem) -> str:
    kind = "Virhe" if problem.is_error else "Varoitus"
    name = f"{problem.place.field}: " if problem.place.field else ""
    told = f"{problem.place}: {name}{problem.message} {problem.remedy}".strip()
    return f"**{kind}:** {text(told)}"
