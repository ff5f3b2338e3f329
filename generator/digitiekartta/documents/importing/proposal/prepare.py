"""An import as a whole: read what stands, propose, stage the result, check it, and apply it.

A proposal comes to disk whole or not at all: beside the content, or in its place. A copy of the
roadmap's folder is made with the changes in it, and then takes the folder's place. What was there
before is kept until the new one stands.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from digitiekartta.basics.files import put_back, swap_in
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.documents.importing.apart import read_apart
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.proposal.answers import NO_ANSWERS, Answers
from digitiekartta.documents.importing.proposal.material import Existing
from digitiekartta.documents.importing.proposal.merging import read_memory
from digitiekartta.documents.importing.proposal.proposal import Proposal, propose
from digitiekartta.documents.importing.proposal.report import markdown_report
from digitiekartta.documents.importing.words import folded
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.folder import content_files, read_roadmap
from digitiekartta.versions.check import check_roadmap

REPORT = "raportti.md"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proposal that stands beside the content.

    Args:
        proposal: What the import would do.
        folder: Where the report and the roadmap's folder as it would be stand.
        checked: What the check finds in that folder.
    """

    proposal: Proposal
    folder: Path
    checked: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """What keeps the proposal from being taken into use."""
        return errors_in([*self.proposal.doubts, *self.checked])


def read_documents(files: Iterable[Path], answers: Answers) -> tuple[list[Document], list[Problem]]:
    """Return the documents of one roadmap, and the Problems of those that can't be read.

    The answers are what people have told of them.
    """
    told, measures = answers.legend, frozenset(map(folded, answers.tables))
    documents = []
    problems = []
    for file in files:
        document = read_apart(file, told, tables=measures)
        if isinstance(document, Document):
            documents.append(document)
        else:
            problems += document
    return documents, problems


def prepare(
    project: Project,
    documents: Sequence[Document],
    name: str,
    organisation: str | None,
    today: date,
    given: Answers = NO_ANSWERS,
    short_name: str | None = None,
) -> Prepared | list[Problem]:
    """Write a proposal to build/_tuonti/<name>/; content stays as it is.

    Args:
        name: The roadmap's folder in content; it need not exist.
        organisation: The municipality's name, when a person has told it.
        today: The day of the run, on which the content as it would be is checked.
        given: What the run was told of the documents.
        short_name: What the municipality is called, when a person has told it.

    Returns:
        The proposal; or the errors of the content that must be mended first.

    Raises:
        OSError: Something cannot be read or written.
    """
    folder = project.content / name
    recover(folder)
    existing = None
    if folder.is_dir():
        reading = read_roadmap(project.content, name)
        if reading.roadmap is None or errors_in(reading.problems):
            return errors_in(reading.problems)
        existing = Existing(reading.roadmap, texts_of(folder), read_memory(folder))
    proposal = propose(documents, name, existing, organisation, given, short_name)
    target = project.root / "build" / "_tuonti" / name
    stage(folder, proposal.files, target / "content" / name)
    checked = check_roadmap(target / "content", name, today).problems
    (target / REPORT).write_text(markdown_report(proposal, checked), encoding="utf-8")
    return Prepared(proposal, target, checked)


def texts_of(folder: Path) -> Mapping[str, str]:
    """Return the text of each YAML file of a roadmap's folder, by its path in the folder.

    Raises:
        OSError: A file cannot be read.
    """
    return {
        relative: path.read_text(encoding="utf-8-sig", errors="replace")
        for path, relative in content_files(folder)
    }


def stage(folder: Path, files: Mapping[str, str], target: Path) -> None:
    """Make the roadmap's folder as it would be; what stood at the target is replaced.

    The folder need not exist; of the files those that are new or different are given.

    Raises:
        OSError: There is no room or no right to write.
    """
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    if folder.is_dir():
        shutil.copytree(folder, target, symlinks=True)
    for relative, text in files.items():
        path = target / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # a link's own file must not be written through the copy
        path.write_text(text, encoding="utf-8", newline="\n")


def apply(folder: Path, files: Mapping[str, str]) -> None:
    """Put the files into the roadmap's folder: all of them, or none when something fails.

    Raises:
        OSError: There is no room or no right to write; the folder is as it was.
    """
    folder = folder.resolve()
    recover(folder)
    fresh = folder.with_name(f".{folder.name}.uusi")
    try:
        stage(folder, files, fresh)
        swap_in(fresh, folder, _former(folder))
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def recover(folder: Path) -> None:
    """Bring back a folder whose replacement was broken off between its two steps."""
    put_back(_former(folder), folder)


def _former(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.entinen")
