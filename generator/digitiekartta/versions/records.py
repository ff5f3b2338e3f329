"""The approved versions of a roadmap, read from ``hyvaksytyt/`` and proven to be unchanged.

Each version is a folder with ``sisalto.json`` (the whole content, frozen),
``hyvaksynta.json`` (the record) and ``muutokset.md`` (what changed, for people). A record
holds the SHA-256 of its content and of the record before it, so nobody can change what was
approved, or when and by whom, without a trace: except in the *newest* version. Who rewrites
its content and its record consistently is not found out from the files alone; the code then
differs from the one in the minutes, and a signature no longer fits. Nor can files show that
the newest version was taken away, that a decision was never made, or that
``sallitut_allekirjoittajat`` was replaced: for that there is the history of the repository.
Records of format 1 do not cover ``muutokset.md``, which tells what the two snapshots prove; those
of today hold its digest.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from digitiekartta.basics import clock
from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem, errors_in, in_order
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.canonical import (
    BAD_SNAPSHOT,
    ID,
    Canonical,
    UnreadableForm,
    form_in,
    format_problem,
    restored,
    says_same,
)
from digitiekartta.roadmap.codes import code
from digitiekartta.roadmap.reading.folder import APPROVED, UNKNOWN_FILE, unfit_folder
from digitiekartta.roadmap.reading.source import LINK_OUTSIDE, read_bytes
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.following import Stage, objections
from digitiekartta.versions.record import (
    BAD_APPROVAL,
    VERSION_PATTERN,
    Approval,
    ApprovalStatus,
    Previous,
    Removal,
    digest,
    read_record,
    status_of,
)
from digitiekartta.versions.signing import SIGNATURE, SIGNERS, signature_problems

CONTENT, RECORD, CHANGES = "sisalto.json", "hyvaksynta.json", "muutokset.md"
UNFINISHED = ".uusi"
"""How the name of the folder of an approval ends that was begun and not finished."""
_FILES = {CONTENT, RECORD, CHANGES, SIGNATURE}
_LARGEST = 100_000_000  # a snapshot holds the whole content
_RESTORE = "Palauta se versiopalvelusta sellaisena kuin se hyväksyttiin."

APPROVAL_INCOMPLETE = APPROVALS.error(
    "approval-incomplete",
    "Hyväksytystä versiosta puuttuu tiedosto {file}.",
    _RESTORE,
    "Tiedosto hyvaksytyt/2025-1/sisalto.json on poistettu.",
)
WRONG_FOLDER = BAD_APPROVAL.worded(
    "Hyväksyntä koskee versiota {version}, mutta kansion nimi on {name}.",
    "Palauta kansion nimi ja tiedosto versiopalvelusta.",
)
FOREIGN_FILE = UNKNOWN_FILE.worded(
    "Hyväksytyn version kansiossa saa olla vain komennon approve kirjoittamat tiedostot.",
    "Siirrä tiedosto tai kansio pois.",
)
FOREIGN = UNKNOWN_FILE.worded(
    f"Kansiossa {APPROVED} saa olla vain komennon approve kirjoittamia versioita.",
    "Siirrä tiedosto tai kansio pois.",
)
SNAPSHOT_CHANGED = APPROVALS.error(
    "snapshot-changed",
    "Sisältö ei ole se, jonka {decided} hyväksyi tunnisteella {code}: tiedoston tunniste on"
    " {actual}.",
    f"Hyväksyttyä sisältöä ei muuteta. {_RESTORE}",
    "Tiedostoa hyvaksytyt/2025-1/sisalto.json on muokattu.",
)
OTHER_ROADMAP = BAD_SNAPSHOT.worded(
    "Sisältö on tiekartan ”{id}”, ei tiekartan ”{name}”.",
    "Poista tästä kansiosta versio, joka ei kuulu tähän tiekarttaan.",
)
BROKEN_CHAIN = APPROVALS.error(
    "approval-chain-broken",
    "Versio {version} jatkaa versiota {previous}, jota ei ole.",
    f"Palauta kansio {APPROVED}/{{previous}} versiopalvelusta.",
    "Kansio hyvaksytyt/2025-1 on poistettu, vaikka versio 2026-1 jatkaa sitä.",
)
SECOND_FIRST = BROKEN_CHAIN.worded(
    "Versioilla {versions} ei ole edellistä: vain yksi versio voi olla ensimmäinen.",
    "Palauta kansio hyvaksytyt versiopalvelusta ja hyväksy myöhempi versio uudelleen.",
)
FORKED_CHAIN = BROKEN_CHAIN.worded(
    "Versiot {first} ja {second} jatkavat kumpikin versiota {previous}.",
    "Poista se, jota ei ole julkaistu, ja hyväksy se uudelleen toisen jälkeen.",
)
APPROVAL_CHANGED = APPROVALS.error(
    "approval-changed",
    "Hyväksyntää on muutettu sen jälkeen, kun versio {version} hyväksyttiin.",
    _RESTORE,
    "Tiedoston hyvaksytyt/2025-1/hyvaksynta.json päivää on muutettu.",
)
CHANGES_ALTERED = APPROVALS.error(
    "changes-altered",
    "Muutosluettelo ei ole se, joka tehtiin, kun {decided} hyväksyi version.",
    _RESTORE,
    "Tiedostoa hyvaksytyt/2026-1/muutokset.md on muokattu.",
)
UNBOUND_REMOVAL = APPROVALS.error(
    "removal-unbound",
    "Korjaus kertoo, että versiosta {version} on poistettu sanoja, mutta se ei koske sitä sisältöä,"
    " joka siinä oli.",
    _RESTORE,
    "(Korjauksen tiedostoa hyvaksynta.json on muokattu käsin.)",
)
LINKED_FOLDER = LINK_OUTSIDE.worded(
    "Kansio on linkki, joten sitä ei lueta.",
    "Poista linkki ja palauta kansio versiopalvelusta sellaisena kuin se hyväksyttiin.",
)


@dataclass(frozen=True, slots=True)
class Version:
    """An approved version: its record, the bytes of its files, and how Problems call its folder.

    ``changes`` is None when there is no list of changes, ``of`` the id of the roadmap, and
    ``removal`` the last one by which words were taken out of it.
    """

    approval: Approval
    record: bytes
    content: bytes
    folder: str
    of: str
    changes: bytes | None = None
    removal: Removal | None = None

    @property
    def digest(self) -> str:
        """The SHA-256 that the content must have: what was approved, or what was left of it."""
        return self.removal.content_after if self.removal else self.approval.digest

    @property
    def changes_digest(self) -> str | None:
        """The SHA-256 that the list of changes must have, None where no record tells it."""
        return self.removal.changes_after if self.removal else self.approval.changes_digest

    @property
    def name(self) -> str:
        """The version's name, such as 2025-1."""
        return self.approval.version

    def place(self, field: str) -> Place:
        """Return where the record says something."""
        return Place(f"{self.folder}/{RECORD}", field=field)

    def form(self) -> Canonical:
        """Return the frozen content in canonical form; an empty one if the file holds none."""
        return form_in(self.content) or {}

    def roadmap(self) -> Roadmap:
        """Return the roadmap that was approved; one that was tampered with is never read.

        Raises:
            UnreadableForm: It is not what was approved, or no content; the Problems say why.
        """
        return _roadmap(self)


# Versions never change, and a preview asks again at every edit.
@lru_cache(maxsize=256)
def _roadmap(version: Version) -> Roadmap:
    form = version.form()
    if problems := list(_content_problems(version, form)):
        raise UnreadableForm(problems)
    # A program of format 1 froze the logo as it was.
    with_logo = version.approval.format > 1
    return restored(form, f"{version.folder}/{CONTENT}", with_logo=with_logo)


@dataclass(frozen=True, slots=True)
class Versions:
    """The approved versions of a roadmap from first to newest, and what is wrong with them.

    With errors the order is only as good as it can be, and nothing of it may be published.
    """

    all: tuple[Version, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def newest(self) -> Version | None:
        """The version in force; None when nothing was ever approved."""
        return self.all[-1] if self.all else None

    @property
    def approved(self) -> Roadmap | None:
        """What is in force; None when nothing is, or it can't be read, as ``problems`` say."""
        try:
            return self.newest.roadmap() if self.newest else None
        except UnreadableForm:
            return None

    @property
    def status(self) -> ApprovalStatus:
        """Who approved what is in force, and when; there is such a version."""
        return status_of([version.approval for version in self.all])

    def status_of(self, content: Roadmap) -> ApprovalStatus | None:
        """Return who approved just this content, and when; None when it differs from the newest."""
        approved = self.approved
        same = approved is not None and says_same(approved, content)
        return self.status if same else None

    @property
    def outdated(self) -> frozenset[str]:
        """The names of versions whose sites hold words that were taken out after them.

        A site shows all versions before its own, so it holds what any of them held.
        """
        found: set[str] = set()
        names = [one.name for one in self.all]
        for at, version in enumerate(self.all):
            touched = {removal.version for removal in version.approval.removals}
            first = next((n for n, name in enumerate(names[:at]) if name in touched), at)
            found.update(names[first:at])
        return frozenset(found)

    @property
    def intact(self) -> bool:
        """Whether nothing is wrong."""
        return not errors_in(self.problems)


def read_versions(content: Path, name: str) -> Versions:
    """Read and verify content/<name>/hyvaksytyt/."""
    folder = content / name / APPROVED
    prefix = f"{content.name}/{name}/{APPROVED}"
    linked = LINKED_FOLDER.at(Place(prefix)) if folder.is_symlink() else None
    unfit = unfit_folder(content, name) or linked
    if unfit or not folder.is_dir():
        return Versions(problems=(unfit,) if unfit else ())
    by_name: dict[str, Version] = {}
    problems: list[Problem] = []
    unreadable = False
    for path in sorted(folder.iterdir()):
        if path.name == SIGNERS or _is_nobodys(path):
            continue
        place = Place(f"{prefix}/{path.name}")
        if not path.is_dir() or not re.fullmatch(VERSION_PATTERN, path.name):
            problems.append(FOREIGN.at(place))
            continue
        version = LINKED_FOLDER.at(place) if path.is_symlink() else _read_version(path, place.file)
        if isinstance(version, Problem):
            problems.append(version)
            unreadable = True
        else:
            by_name[path.name] = version
            problems += _foreign_files(path, place.file)
    by_name, unbound = _with_removals(by_name)
    problems += unbound
    for version in by_name.values():
        problems += restoring_problems(version.roadmap)
        problems += _changes_problems(version)
    # A version that can't be read is told once, not again as a gap in the chain.
    if not unreadable:
        problems += _chain_problems(by_name)
    problems += _following_problems(by_name)
    ordered = _in_order(by_name)
    if by_name:
        problems += signature_problems(
            folder, prefix, [(one.name, one.approval.day, one.record) for one in ordered]
        )
    return Versions(tuple(ordered), tuple(in_order(problems)))


def _is_nobodys(path: Path) -> bool:
    """Whether a system keeps it for itself, or an approval was broken off; no hidden version."""
    return path.name.startswith(".") and (path.name.endswith(UNFINISHED) or not path.is_dir())


def _foreign_files(path: Path, folder: str) -> Iterator[Problem]:
    for extra in sorted(path.iterdir()):
        if extra.name not in _FILES and not extra.name.startswith("."):
            yield FOREIGN_FILE.at(Place(f"{folder}/{extra.name}"))


def _read_version(path: Path, folder: str) -> Version | Problem:
    data = {}
    for file in (RECORD, CONTENT, CHANGES):
        read = read_bytes(path / file, f"{folder}/{file}", path, _LARGEST)
        if isinstance(read, Problem):
            is_missing = not (path / file).exists() and not (path / file).is_symlink()
            if is_missing and file == CHANGES:
                continue
            return APPROVAL_INCOMPLETE.at(Place(folder), file=file) if is_missing else read
        data[file] = read
    approval = read_record(data[RECORD], f"{folder}/{RECORD}")
    if isinstance(approval, Problem):
        return approval
    if approval.version != path.name:
        return WRONG_FOLDER.at(
            Place(f"{folder}/{RECORD}", field="versio"), version=approval.version, name=path.name
        )
    roadmap = folder.split("/")[-3]
    return Version(approval, data[RECORD], data[CONTENT], folder, roadmap, data.get(CHANGES))


def _with_removals(versions: Mapping[str, Version]) -> tuple[dict[str, Version], list[Problem]]:
    """Return the versions with what was taken out of them, and what binds nothing."""
    found, problems = dict(versions), []
    for version in _in_order(versions):
        for removal in version.approval.removals:
            touched = found.get(removal.version)
            if touched is None or not _is_bound(touched, removal):
                problems.append(
                    UNBOUND_REMOVAL.at(version.place("poistot"), version=removal.version)
                )
            else:
                found[removal.version] = replace(touched, removal=removal)
    return found, problems


def _is_bound(version: Version, removal: Removal) -> bool:
    # What no record tells of a list of changes can't be held against anything.
    known = version.changes_digest in (None, removal.changes_before)
    return version.digest == removal.content_before and known


def _content_problems(version: Version, form: Canonical) -> Iterator[Problem]:
    """Yield what is wrong with a version by itself: its content is what was approved."""
    approval, file = version.approval, f"{version.folder}/{CONTENT}"
    actual = code(version.content, approval.code_length)
    has_code = version.removal is not None or actual == approval.code
    if digest(version.content) != version.digest or not has_code:
        yield SNAPSHOT_CHANGED.at(
            Place(file), decided=approval.approved_by, code=approval.code, actual=actual
        )
        return
    if problem := format_problem(form, file):
        yield problem
    elif form.get(ID) != version.of:
        yield OTHER_ROADMAP.at(Place(file, field="tunnus"), id=form.get(ID), name=version.of)


def _changes_problems(version: Version) -> Iterator[Problem]:
    """Yield what is wrong with the list of changes; a record of format 1 does not cover it."""
    approval = version.approval
    if version.changes_digest is None:
        return
    if version.changes is None:
        yield APPROVAL_INCOMPLETE.at(Place(version.folder), file=CHANGES)
    elif digest(version.changes) != version.changes_digest:
        place = Place(f"{version.folder}/{CHANGES}")
        yield CHANGES_ALTERED.at(place, decided=approval.approved_by)


def restoring_problems(read: Callable[[], Roadmap]) -> list[Problem]:
    """Return why a frozen roadmap can't be read."""
    try:
        read()
    except UnreadableForm as error:
        return error.problems
    return []


def _chain_problems(versions: Mapping[str, Version]) -> Iterator[Problem]:
    """Yield where the records do not form one chain from the first version to the newest."""
    firsts = [version for version in versions.values() if version.approval.previous is None]
    names = listed([version.name for version in firsts])
    yield from (SECOND_FIRST.at(extra.place("edellinen"), versions=names) for extra in firsts[1:])
    followers: dict[str, str] = {}
    for version in versions.values():
        if previous := version.approval.previous:
            yield from _link_problems(version, previous, versions.get(previous.version))
            other = followers.setdefault(previous.version, version.name)
            if other != version.name and previous.version in versions:
                yield FORKED_CHAIN.at(
                    version.place("edellinen"),
                    first=other,
                    second=version.name,
                    previous=previous.version,
                )


def _link_problems(
    version: Version, previous: Previous, before: Version | None
) -> Iterator[Problem]:
    """Yield what is wrong between a version and the one that its record says it continues."""
    place = version.place("edellinen")
    if before is None:
        yield BROKEN_CHAIN.at(place, version=version.name, previous=previous.version)
        return
    if digest(before.record) != previous.digest:
        changed = Place(f"{before.folder}/{RECORD}")
        yield APPROVAL_CHANGED.at(changed, related=(place,), version=version.name)


def _following_problems(versions: Mapping[str, Version]) -> Iterator[Problem]:
    """Yield why versions may not stand where they do, each after the one that it continues."""
    today = clock.today()
    firsts = [version for version in versions.values() if version.approval.previous is None]
    for version in versions.values():
        before = None
        if previous := version.approval.previous:
            before = versions.get(previous.version)
            if before is None or digest(before.record) != previous.digest:
                continue  # told as a break in the chain
        elif len(firsts) > 1:
            continue
        with suppress(UnreadableForm):  # told already
            former = Stage(before.approval, before.roadmap()) if before else None
            stage = Stage(version.approval, version.roadmap())
            for objection in objections(stage, former, today):
                yield objection.afterwards(version.place(objection.said_in))


def _in_order(versions: Mapping[str, Version]) -> list[Version]:
    """Return the versions along the chain; what is not on it comes first, by name."""
    follower = {
        one.approval.previous.version: one for one in versions.values() if one.approval.previous
    }
    first = next((one for one in versions.values() if one.approval.previous is None), None)
    chain: list[Version] = []
    while first is not None and first not in chain:
        chain.append(first)
        first = follower.get(first.name)
    return [one for one in versions.values() if one not in chain] + chain
