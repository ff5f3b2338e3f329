"""A comment on a pull request: the reviews of its roadmaps in Markdown, for who decides on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digitiekartta.basics.problem_formats import summary
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.versions.comparing.outline import changes
from digitiekartta.versions.reviewing.review import Review

_PROBLEMS = 30
#: Hosts refuse longer comments (GitHub: 65,536 characters).
_LONGEST = 60_000
_CUT = "\n\n*Luettelo on tästä katkaistu, koska se on pitkä. Koko luettelon antaa komento"
_CUT += " `digitiekartta changes`.*\n"


def comment(reviews: Sequence[Review]) -> str:
    """Return one comment on all roadmaps that a proposal touches; whole lines, never too long."""
    text = as_markdown(_blocks(reviews))
    if len(text) <= _LONGEST:
        return text
    return text[: text.rindex("\n", 0, _LONGEST)] + _CUT


def _blocks(reviews: Sequence[Review]) -> Iterator[Block]:
    touched = [review for review in reviews if review.is_touched or errors_in(review.problems)]
    yield Heading(1, "Mitä muutospyyntö muuttaa")
    if not touched:
        yield Paragraph("Muutospyyntö ei muuta tiekarttojen sisältöä.")
    for review in touched:
        yield from _of_roadmap(review)


def _of_roadmap(review: Review) -> Iterator[Block]:
    yield Heading(2, review.name)
    yield Paragraph(summary(review.problems), "Tarkistus")
    yield from map(_problem, review.problems[:_PROBLEMS])
    if len(review.problems) > _PROBLEMS:
        more = len(review.problems) - _PROBLEMS
        yield Paragraph(f"Lisäksi {more} muuta. Tarkistuksen tuloste kertoo ne kaikki.")
    for approval in review.fresh:
        yield Paragraph(
            f"{approval.decided_in_full}. Vertaa sen tunnistetta pöytäkirjaan:",
            f"Uusi hyväksytty versio {approval.version} ({approval.kind})",
            approval.code,
        )
    if review.changes is None:
        yield Paragraph(
            "Muutoksia ei voi kertoa, ennen kuin virheet on korjattu."
            if review.base_is_readable
            else "Muutoksia ei voi kertoa, koska haarassa, johon muutospyyntö liitettäisiin, on"
            " tiedostoja, joita ei voi lukea. Korjaa ensin haaran virheet."
        )
        return
    yield Paragraph(review.changes.summary, "Muutospyynnössä")
    yield from changes(review.changes, level=3)
    if review.pending:
        label = f"Version {review.approved} hyväksymisen jälkeen yhteensä"
        yield Paragraph(review.pending.summary, label)
    if review.code:
        before_code = "Sisällön tunniste, jos tämä liitetään sellaisenaan:"
        yield Paragraph(before_code, code=review.code)


def _problem(problem: Problem) -> Item:
    name = f"{problem.place.field}: " if problem.place.field else ""
    text = f"{problem.place}: {name}{problem.message} {problem.remedy}".strip()
    return Item(text, label="Virhe" if problem.is_error else "Varoitus")
