"""A review of a proposed change (pull request): what it does to each roadmap, for who decides.

The proposal is compared with another checkout, that of the branch into which it would be
merged. That shows what the files of one checkout can't: an approved version that was
rewritten together with its record, or taken away; signers that the proposal names itself; words
that are lost; and which problems the branch had already.
"""

import os
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem, in_order
from digitiekartta.basics.text import counted
from digitiekartta.markup.report.blocks import Block
from digitiekartta.roadmap.canonical import code_of
from digitiekartta.roadmap.checking.references import UNKNOWN_PARTY
from digitiekartta.roadmap.reading.folder import APPROVED
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.check import Check, Checked, check_roadmap
from digitiekartta.versions.comparison.changes import Comparison, compare
from digitiekartta.versions.following import UNDECLARED_REMOVAL
from digitiekartta.versions.losses import REMOVED, ROADMAP_REMOVED, losses
from digitiekartta.versions.record import Approval
from digitiekartta.versions.records import CHANGES, CONTENT, Version
from digitiekartta.versions.removals import only_removes, taken
from digitiekartta.versions.signing import SIGNATURE, changed_signing

APPROVAL_REWRITTEN = APPROVALS.error(
    "approval-rewritten",
    "Hyväksyttyä versiota {version} on muutettu, tai se on poistettu.",
    "Älä liitä muutospyyntöä. Palauta kansio sellaisena kuin se hyväksyttiin, ja selvitä, miksi"
    " siihen on koskettu.",
    "Muutospyyntö poistaa kansion hyvaksytyt/2025-1.",
)
WORDS_TAKEN_OUT = APPROVALS.warning(
    "words-taken-out",
    "Versio {by} poistaa sanoja hyväksytystä versiosta {version}: {count}, yhteensä noin"
    " {letters}.",
    "Katso muutospyynnön tiedostoista, mitä poistetaan, ja varmista, että se on se, mitä"
    " korjauksen syy sanoo.",
    "Muutospyynnössä on korjaus, joka on tehty valinnalla --remove.",
)
_RENAMED_PARTY = (
    "Tiedostossa tahot.yml on sen tilalla nyt ”{name}”. Jos taho on sama, vaihda nimi tähänkin,"
    " tai lisää entinen nimi tiedostoon tahot.yml kenttään muut_kirjoitusasut."
)


@dataclass(frozen=True)
class Review:
    """What a proposal does to one roadmap.

    Attributes:
        name: The roadmap's folder.
        before: The roadmap of the branch as checked, None when the branch has none.
        after: The same of the proposal.
        found: What only a comparison shows: lost words, approvals that were tampered with.
        touched: The files that differ, as Problems call them.
        pages: The list of pages that differ, for those who know which pages there are.
    """

    name: str
    before: Checked | None
    after: Checked
    found: tuple[Problem, ...] = ()
    touched: frozenset[str] = frozenset()
    pages: tuple[Block, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is to be mended, in order of place."""
        return tuple(in_order(_once([*self.after.problems, *self.found])))

    @property
    def to_show(self) -> tuple[Problem, ...]:
        """Errors, and the warnings that the proposal brings or whose files it touches."""
        standing = Counter(map(_identity, self.before.problems if self.before else ()))
        shown = []
        for problem in self.problems:
            standing[_identity(problem)] -= 1
            is_new = standing[_identity(problem)] < 0
            if problem.is_error or is_new or problem.place.file in self.touched:
                shown.append(problem)
        return tuple(shown)

    @property
    def matters(self) -> bool:
        """Whether the proposal does more than lay out files in another way."""
        compared = self.changes
        told = self.fresh or self.mended or self.found or self.acknowledged
        return bool(self.touched and (compared is None or compared.operations or told))

    @property
    def standing(self) -> int:
        """How many warnings the branch has as well, in files that the proposal leaves alone."""
        return len(self.problems) - len(self.to_show)

    @property
    def mended(self) -> tuple[Problem, ...]:
        """The problems of the branch that the proposal takes away."""
        left = Counter(map(_identity, (*self.problems, *self.after.acknowledged)))
        gone = []
        for problem in self.before.problems if self.before else ():
            left[_identity(problem)] -= 1
            if left[_identity(problem)] < 0:
                gone.append(problem)
        return tuple(gone)

    @property
    def acknowledged(self) -> tuple[Problem, ...]:
        """The warnings that the proposal acknowledges and the branch does not."""
        known = set(map(_identity, self.before.acknowledged if self.before else ()))
        return tuple(one for one in self.after.acknowledged if _identity(one) not in known)

    @property
    def changes(self) -> Comparison | None:
        """What differs from the branch; None when one of the two can't be read whole."""
        new, old = _whole(self.after), _whole(self.before) if self.before else None
        return compare(old, new) if new and (old or not self.before) else None

    @property
    def base_is_readable(self) -> bool:
        """Whether the branch has a content to compare with, or none at all."""
        return self.before is None or _whole(self.before) is not None

    @property
    def pending(self) -> Comparison | None:
        """What differs from the newest approved version; None when there is none."""
        new, approved = _whole(self.after), self.after.versions.approved
        return compare(approved, new) if new and approved else None

    @property
    def approved(self) -> str | None:
        """The newest approved version, None when there is none."""
        newest = self.after.versions.newest
        return newest.name if newest else None

    @property
    def fresh(self) -> tuple[Approval, ...]:
        """The records of versions that the proposal adds."""
        known = {one.name for one in self.before.versions.all} if self.before else set()
        versions = self.after.versions.all
        return tuple(one.approval for one in versions if one.name not in known)

    @property
    def code(self) -> str | None:
        """The code of the content, None when it can't be read."""
        new = _whole(self.after)
        return code_of(new) if new else None


def review(
    content: Path, name: str, base: Path, today: date, check: Check = check_roadmap
) -> Review:
    """Return what a proposal does to content/<name>/; ``base`` is the branch's content/.

    ``check`` may be one that knows more than this room does.
    """
    folder, branch = content / name, base / name
    after = check(content, name, today)
    before = check(base, name, today) if branch.is_dir() else None
    found: list[Problem] = []
    differing = _differing(branch, folder)
    if before:
        rewritten = differing - _taken_out(before.versions.all, after.versions.all)
        found += _rewritten(f"content/{name}", before.versions.all, rewritten)
        found += _told_removals(before.versions.all, after.versions.all)
        found += changed_signing(branch / APPROVED, folder / APPROVED, f"content/{name}/{APPROVED}")
        if not folder.is_dir():
            found.append(ROADMAP_REMOVED.at(Place(f"content/{name}"), name=name))
        elif after.roadmap:
            found += losses(before.roadmap, after.roadmap, branch, folder)
            if before.roadmap:
                after = _knowing_names(before.roadmap, after.roadmap, after)
    touched = frozenset(f"content/{name}/{file}" for file in differing)
    return Review(name, before, after, tuple(found), touched)


def _knowing_names(old: Roadmap, new: Roadmap, checked: Checked) -> Checked:
    """Return the same, with the name that a party seems to have got in the register alone."""
    gone = [name for name in old.parties if new.party_name(name) is None]
    fresh = [name for name in new.parties if old.party_name(name) is None]
    if not len(gone) == len(fresh) == 1:
        return checked
    told = UNKNOWN_PARTY.code, UNKNOWN_PARTY.message.format(name=gone[0])
    remedy = _RENAMED_PARTY.format(name=fresh[0])
    problems = tuple(
        replace(one, remedy=remedy) if (one.code, one.message) == told else one
        for one in checked.problems
    )
    return replace(checked, problems=problems)


def _whole(checked: Checked) -> Roadmap | None:
    """Return a roadmap to be compared, None when a part of it would be told as removed."""
    return checked.roadmap if checked.roadmap and checked.roadmap.is_whole else None


def _identity(problem: Problem) -> tuple[str, str, str, str]:
    # Without the line: lines move when something is written above them.
    return problem.code, problem.place.file, problem.place.field, problem.message


def _once(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems but what is told already: an approved measure that is gone."""
    told = {one.place.file for one in problems if one.code == UNDECLARED_REMOVAL.code}
    for problem in problems:
        if problem.code != REMOVED.code or problem.place.file not in told:
            yield problem


def _rewritten(
    folder: str, before: Sequence[Version], differing: Collection[str]
) -> Iterator[Problem]:
    """Yield the approved versions of the branch of which a file is not as it was."""
    # Of a signature it is told apart.
    parts = [file.split("/") for file in differing if not file.endswith(SIGNATURE)]
    changed = {path[1] for path in parts if path[0] == APPROVED and len(path) > 2}
    for version in before:
        if version.name in changed:
            place = Place(f"{folder}/{APPROVED}/{version.name}")
            yield APPROVAL_REWRITTEN.at(place, version=version.name)


def _taken_out(before: Sequence[Version], after: Sequence[Version]) -> set[str]:
    """Return the files of versions out of which a korjaus takes words, and nothing else."""
    found = set()
    for old, version in _touched_versions(before, after):
        if only_removes(old.content, version.content):
            found.add(f"{APPROVED}/{version.name}/{CONTENT}")
        if old.changes and version.changes and only_removes(old.changes, version.changes):
            found.add(f"{APPROVED}/{version.name}/{CHANGES}")
    return found


def _told_removals(before: Sequence[Version], after: Sequence[Version]) -> Iterator[Problem]:
    """Yield of which approved versions words are taken out; the words themselves are not told."""
    by = {one.version: version.name for version in after for one in version.approval.removals}
    for old, version in _touched_versions(before, after):
        if old.content != version.content:
            places, letters = taken(old.content, version.content)
            yield WORDS_TAKEN_OUT.at(
                Place(version.folder),
                by=by[version.name],
                version=version.name,
                count=counted(places, "kohta"),
                letters=counted(letters, "merkki"),
            )


def _touched_versions(
    before: Sequence[Version], after: Sequence[Version]
) -> Iterator[tuple[Version, Version]]:
    """Yield the versions of the branch out of which the proposal takes words: was, and is."""
    was = {version.name: version for version in before}
    for version in after:
        old = was.get(version.name)
        if old and version.removal and version.removal != old.removal:
            yield old, version


def _differing(old: Path, new: Path) -> set[str]:
    """Return the files that differ between two folders, relative to them."""
    was, now = _files(old), _files(new)
    return {file for file in was.keys() | now.keys() if was.get(file) != now.get(file)}


def _files(folder: Path) -> dict[str, bytes | None]:
    """Return the bytes of the plain files below a folder; links are not followed."""
    found: dict[str, bytes | None] = {}
    if folder.is_symlink():
        return {}
    for here, _, names in os.walk(folder):
        for name in names:
            path = Path(here, name)
            plain = path.is_file() and not path.is_symlink()
            try:
                data = path.read_bytes() if plain else None
            except OSError:
                data = None
            found[path.relative_to(folder).as_posix()] = data
    return found
