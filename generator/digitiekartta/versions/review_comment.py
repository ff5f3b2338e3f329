"""A review as one comment on a pull request, in the Markdown of its host."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.problem_formats import by_cause, summary
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.basics.text import counted
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.markup.report.comment import as_comment, cut
from digitiekartta.roadmap.checking.acknowledging import counted_in
from digitiekartta.roadmap.checking.references import UNKNOWN_PHASE
from digitiekartta.versions.comparison.change_list import changes
from digitiekartta.versions.review import Review

_MOST_PROBLEMS = 30
_CUT = (
    "*Luettelo on tästä katkaistu, koska se on pitkä. Koko luettelon antaa komento"
    " `digitiekartta changes`.*"
)


def comment(reviews: Sequence[Review], refused: Sequence[Problem] = ()) -> str:
    """Return one comment on all roadmaps that a proposal touches; whole lines, never too long.

    ``refused`` is what of the proposal could not be read as content at all.
    """
    return cut(as_comment(_blocks(reviews, refused)), _CUT)


def _blocks(reviews: Sequence[Review], refused: Sequence[Problem]) -> Iterator[Block]:
    touched = [review for review in reviews if review.matters or errors_in(review.problems)]
    yield Heading(1, "Mitä muutospyyntö muuttaa")
    if refused:
        yield from _problems(refused)
    if not touched and not refused:
        yield Paragraph("Muutospyyntö ei muuta tiekarttojen sisältöä.")
    for review in touched:
        yield from _of_roadmap(review)


def _of_roadmap(review: Review) -> Iterator[Block]:
    yield Heading(2, review.name)
    yield Paragraph(summary(review.to_show), "Tarkistus")
    yield from _problems(review.to_show)
    if review.standing:
        yield Paragraph(f"{counted(review.standing, 'varoitus')} oli jo ennen tätä muutosta.")
    if heard := review.after.acknowledged:
        yield Paragraph(counted_in(review.name, heard))
        yield from (
            Item(f"{one.place}: {one.message}", label="Kuitataan") for one in review.acknowledged
        )
    if review.mended:
        yield Paragraph(summary(review.mended), "Korjaantuu")
        yield from (Item(f"{one.place}: {one.message}") for one in review.mended[:_MOST_PROBLEMS])
    for approval in review.fresh:
        yield Paragraph(
            f"{approval.decided_in_full}. Vertaa sen tunnistetta pöytäkirjaan:",
            f"Uusi hyväksytty versio {approval.version} ({approval.kind})",
            approval.code,
        )
    compared = review.changes
    # A phase that is not known would be told as a change of every schedule that has it.
    unknown = any(one.code == UNKNOWN_PHASE.code for one in review.after.problems)
    if compared is None or unknown:
        yield Paragraph(
            "Muutoksia ei voi kertoa, ennen kuin virheet on korjattu."
            if compared or review.base_is_readable
            else "Muutoksia ei voi kertoa, koska haarassa, johon muutospyyntö liitettäisiin, on"
            " tiedostoja, joita ei voi lukea. Korjaa ensin haaran virheet."
        )
        return
    yield Paragraph(compared.summary, "Muutospyynnössä")
    yield from changes(compared, level=3)
    yield from review.pages
    if pending := review.pending:
        label = f"Version {review.approved} hyväksymisen jälkeen yhteensä"
        yield Paragraph(pending.summary, label)
    if review.code:
        before_code = "Sisällön tunniste, jos tämä liitetään sellaisenaan:"
        yield Paragraph(before_code, code=review.code)


def _problems(problems: Sequence[Problem]) -> Iterator[Block]:
    causes = [*by_cause(problems)]
    yield from map(_problem, causes[:_MOST_PROBLEMS])
    if len(causes) > _MOST_PROBLEMS:
        more = len(causes) - _MOST_PROBLEMS
        yield Paragraph(f"Lisäksi {more} muuta. Tarkistuksen tuloste kertoo ne kaikki.")


def _problem(problem: Problem) -> Item:
    name = f"{problem.place.field}: " if problem.place.field else ""
    text = f"{problem.place}: {name}{problem.message} {problem.remedy}".strip()
    return Item(text, label="Virhe" if problem.is_error else "Varoitus")
