"""A publication as a whole: the approved version is built, looked at, and goes live.

It knows of no terminal: a form or a pipeline can ask for it as a command does.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from filelock import Timeout

from digitiekartta.audit.run import Progress
from digitiekartta.basics.problems import Problem, errors_in
from digitiekartta.pages.site import Options
from digitiekartta.publishing.archive import Archive
from digitiekartta.publishing.destination import destination
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.publish import KEPT, Said, damage, publish
from digitiekartta.publishing.release import build_release
from digitiekartta.publishing.release_audit import look_at
from digitiekartta.publishing.store import Unusable
from digitiekartta.publishing.target import Release, Target
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import in_use, inside_project, lock_of


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        roadmap: Whose approved version is published; it exists.
        target: Where, as a person writes it: a folder, ``user@host:folder`` or a zip file.
        options: Days and the address of the front page, with a slash at its end.
        apply: Whether it is published; otherwise it is only told what would change.
        require_audit: Whether it is a fault that there is no browser to look with.
        method, keep: See ``publish``.
    """

    roadmap: str
    target: str
    options: Options
    apply: bool = False
    require_audit: bool = False
    method: str = "auto"
    keep: int = KEPT


@dataclass(frozen=True)
class Plan:
    """What a publication would change, told before anything is done.

    Attributes:
        release: What would be published.
        live: What readers see, None when there is nothing.
        looks: In Finnish, how the release was looked at and what came of it.
    """

    release: Manifest
    live: Manifest | None
    looks: str = ""

    @property
    def added(self) -> tuple[str, ...]:
        """The addresses of new pages."""
        return tuple(sorted(self.release.pages.keys() - self._live_pages))

    @property
    def removed(self) -> tuple[str, ...]:
        """The addresses that readers would no longer find."""
        return tuple(sorted(self._live_pages.keys() - self.release.pages))

    @property
    def changed(self) -> tuple[str, ...]:
        """The addresses of pages that would be different."""
        pages, live = self.release.pages, self._live_pages
        return tuple(sorted(page for page in pages.keys() & live if pages[page] != live[page]))

    @property
    def is_live(self) -> bool:
        """Whether readers see this very release already."""
        return self.live is not None and self.live.name == self.release.name

    @property
    def _live_pages(self) -> Mapping[str, str]:
        return self.live.pages if self.live else {}


@dataclass(frozen=True)
class Outcome:
    """What came of a request.

    Attributes:
        problems: What kept it from its end.
        refused: Whether that was the lack of an approved version.
        published: The release that readers see now, None when nothing was changed.
    """

    problems: Sequence[Problem] = ()
    refused: bool = False
    published: Manifest | None = None


def publish_approved(
    project: Project,
    request: Request,
    *,
    planned: Callable[[Plan], None] = lambda plan: None,
    said: Said = lambda done: None,
    progress: Callable[[Progress], None] = lambda page: None,
) -> Outcome:
    """Build what was approved, look at it, and publish it when that is asked for.

    Args:
        project: The folders.
        request: What is asked for.
        planned: Is told what would change, before anything does.
        said: Is told each step of the publication.
        progress: Is called after each page that was looked at in a browser.

    Raises:
        Misuse: The target is no place to publish to.
    """
    place = destination(project, request.roadmap, request.target)
    try:
        live, problems = place.live(), place.problems()
    except Unusable as stopped:
        return Outcome([stopped.problem])
    if problems:
        return Outcome(problems)
    folder = project.build(".julki") / request.roadmap
    try:
        # From the build to the last byte: another publication would build into the same folder.
        with lock_of(project, f"{request.roadmap}.julki"):
            release = build_release(project, request.roadmap, folder, request.options)
            if not isinstance(release, Manifest):
                return Outcome(release.problems, release.refused)
            looks, problems = look_at(
                folder,
                release,
                base_path=urlsplit(request.options.site_url or "/").path,
                required=request.require_audit,
                progress=progress,
            )
            planned(Plan(release, live.manifest if live else None, looks))
            if errors_in(problems):
                return Outcome([inside_project(problem, project) for problem in problems])
            return _deliver(place, folder, release, request, said) if request.apply else Outcome()
    except Timeout:
        return Outcome([in_use(request.roadmap)])


def _deliver(
    place: Target | Archive, folder: Path, release: Manifest, request: Request, said: Said
) -> Outcome:
    if isinstance(place, Archive):
        place.write(folder, release)
        return Outcome(published=release)
    problems = publish(place, folder, release, method=request.method, keep=request.keep, said=said)
    return Outcome(problems, published=None if problems else release)


def live_release(place: Target | Archive) -> tuple[Release | None, list[Problem]]:
    """Return what readers see in a place, and why it can't be told or is not as it was made."""
    try:
        if problems := place.problems():
            return None, problems
        live = place.live()
        if live is None or isinstance(place, Archive):
            return live, []
        return live, damage(place, live)
    except Unusable as stopped:
        return None, [stopped.problem]
