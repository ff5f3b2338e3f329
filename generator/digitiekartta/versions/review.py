"""A review of a proposed change (pull request): what it does to each roadmap, for who decides.

The proposal is compared with another checkout, that of the branch into which it would be
merged. That shows what the files of one checkout can't: an approved version that was
rewritten together with its record, or taken away.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problem_formats import summary
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.roadmap.canonical import code_of
from digitiekartta.roadmap.reading.folder import APPROVED, read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import UNDECLARED_REMOVAL, check_roadmap
from digitiekartta.versions.comparison.change_list import changes
from digitiekartta.versions.comparison.changes import Comparison, compare
from digitiekartta.versions.losses import REMOVED, ROADMAP_REMOVED, losses
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import Version, read_versions

APPROVAL_REWRITTEN = APPROVALS.error(
    "approval-rewritten",
    "Hyväksyttyä versiota {version} on muutettu, tai se on poistettu.",
    "Älä liitä muutospyyntöä. Palauta kansio sellaisena kuin se hyväksyttiin, ja selvitä, miksi"
    " siihen on koskettu.",
    "Muutospyyntö poistaa kansion hyvaksytyt/2025-1.",
)


_MOST_PROBLEMS = 30
#: Hosts refuse longer comments (GitHub: 65,536 characters).
_LONGEST = 60_000
_CUT = "\n\n*Luettelo on tästä katkaistu, koska se on pitkä. Koko luettelon antaa komento"
_CUT += " `digitiekartta changes`.*\n"


@dataclass(frozen=True)
class Review:
    """What a proposal does to one roadmap.

    Attributes:
        name: The roadmap's folder.
        problems: What check tells of it, and approved versions that were tampered with.
        changes: What differs from the branch; None when one of the two can't be read.
        pending: What differs from the newest approved version; None when there is none.
        approved: The newest approved version, None when there is none.
        fresh: The records of versions that the proposal adds.
        code: The code of the content, None when it can't be read.
        base_is_readable: Whether the branch has a content to compare with, or none at all.
    """

    name: str
    problems: tuple[Problem, ...]
    changes: Comparison | None
    pending: Comparison | None
    approved: str | None
    fresh: tuple[Approval, ...]
    code: str | None
    base_is_readable: bool = True

    @property
    def is_touched(self) -> bool:
        """Whether the proposal does anything to the roadmap, or something keeps us from knowing."""
        return self.changes is None or bool(self.changes.operations or self.fresh)


def review(content: Path, name: str, base: Path, today: date) -> Review:
    """Return what a proposal does to content/<name>/; ``base`` is the branch's content/."""
    checked = check_roadmap(content, name, today)
    versions, before = checked.versions, read_versions(base, name).all
    new = _readable(checked.roadmap)
    old = read_roadmap(base, name).roadmap if (base / name).is_dir() else None
    base_is_readable = not (base / name).is_dir() or _readable(old) is not None
    known = {version.name for version in before}
    found = [*_rewritten(f"content/{name}", before, versions.all)]
    if old and not (content / name).is_dir():
        found.append(ROADMAP_REMOVED.at(Place(f"content/{name}"), name=name))
    elif old and checked.roadmap:
        found += losses(old, checked.roadmap, base / name, content / name)
    return Review(
        name,
        tuple(in_order(_once([*checked.problems, *found]))),
        changes=compare(old, new) if new and base_is_readable else None,
        pending=compare(versions.approved, new) if new and versions.approved else None,
        approved=versions.newest.name if versions.newest else None,
        fresh=tuple(version.approval for version in versions.all if version.name not in known),
        code=code_of(new) if new else None,
        base_is_readable=base_is_readable,
    )


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems but what is told already: an approved measure that is gone."""
    told = {one.place.file for one in problems if one.code == UNDECLARED_REMOVAL.code}
    for problem in problems:
        if problem.code != REMOVED.code or problem.place.file not in told:
            yield problem


def _readable(roadmap: Roadmap | None) -> Roadmap | None:
    """Return a roadmap to be compared, None when a part of it would be told as removed."""
    return roadmap if roadmap and roadmap.is_whole else None


def _rewritten(
    folder: str, before: Sequence[Version], after: Sequence[Version]
) -> Iterator[Problem]:
    """Yield the approved versions of the branch that are not as they were."""
    now = {version.name: (version.record, version.content) for version in after}
    for version in before:
        if now.get(version.name) != (version.record, version.content):
            place = Place(f"{folder}/{APPROVED}/{version.name}")
            yield APPROVAL_REWRITTEN.at(place, version=version.name)


# --- as a comment --------------------------------------------------------------------------


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
    yield from map(_problem, review.problems[:_MOST_PROBLEMS])
    if len(review.problems) > _MOST_PROBLEMS:
        more = len(review.problems) - _MOST_PROBLEMS
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
