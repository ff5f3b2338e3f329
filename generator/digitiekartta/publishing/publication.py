"""A publication as a whole: the approved version is built, looked at, and goes live.

It knows of no terminal: a form or a pipeline can ask for it as a command does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from digitiekartta.audit.run import Progress
from digitiekartta.basics.problems import errors_in, stop_at
from digitiekartta.pages.site import Options
from digitiekartta.publishing.archive import Archive
from digitiekartta.publishing.destination import destination
from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.packed import packed_release
from digitiekartta.publishing.publish import KEPT, Said, publish
from digitiekartta.publishing.release import with_look
from digitiekartta.publishing.release_audit import look_at
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import inside_project, lock_of
from digitiekartta.versions.records import read_versions


@dataclass(frozen=True)
class Request:
    """What is asked for.

    Attributes:
        roadmap: Whose approved version is published; it exists.
        target: Where, as a person writes it: a folder, ``user@host:folder`` or a zip file.
        options: Days and the address of the front page, with a slash at its end.
        apply: Whether it is published; otherwise it is only told what would change.
        audit: Whether the site is looked at in a browser; the release says when it is not.
        method, keep: See ``publish``.
    """

    roadmap: str
    target: str
    options: Options
    apply: bool = False
    audit: bool = True
    method: str = "auto"
    keep: int = KEPT


@dataclass(frozen=True)
class Plan:
    """What a publication would change, told before anything is done.

    Attributes:
        release: What would be published.
        live: What readers see, None when there is nothing.
        looks: In Finnish, how the release was looked at and what came of it.
        remarks: What a browser found that does not keep it from its readers.
        manner: In Finnish, how it would get live, "" when it would at once.
    """

    release: Manifest
    live: Manifest | None
    looks: str = ""
    remarks: str = ""
    manner: str = ""

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


def publish_approved(
    project: Project,
    request: Request,
    *,
    planned: Callable[[Plan], None] = lambda plan: None,
    said: Said = lambda done: None,
    progress: Callable[[Progress], None] = lambda page: None,
) -> Manifest | None:
    """Build what was approved, look at it, and publish it when that is asked for.

    What an earlier run has built of the same is not built again.

    Args:
        project: The folders.
        request: What is asked for.
        planned: Is told what would change, before anything does.
        said: Is told each step of the publication.
        progress: Is called after each page that was looked at in a browser.

    Returns:
        The release that readers see now, None when nothing was changed.
    Raises:
        Misuse: The target is no place to publish to.
        Stopped: What kept it from its end; what readers see is then as it was.
    """
    place = destination(project, request.roadmap, request.target)
    live = place.live()
    stop_at(place.problems())
    folder = project.build(".julki") / request.roadmap
    # From the build to the last byte: another publication would build into the same folder.
    with lock_of(project, request.roadmap, ".julki"):
        release = packed_release(
            project,
            request.roadmap,
            folder,
            request.options,
            reused=lambda: said("sivusto on jo tehty samasta sisällöstä, sitä ei tehty uudelleen"),
        )
        look = look_at(
            folder,
            release,
            base_path=urlsplit(request.options.site_url or "/").path,
            in_browser=request.audit,
            progress=progress,
        )
        release = with_look(folder, release, audited=look.audited)
        manner = "" if isinstance(place, Archive) else place.manner
        there = live.manifest if live else None
        planned(Plan(release, there, look.words, look.remarks, manner))
        stop_at(inside_project(problem, project) for problem in errors_in(look.problems))
        if not request.apply:
            return None
        if isinstance(place, Archive):
            place.write(folder, release)
        else:
            outdated = read_versions(project.content, request.roadmap).outdated
            publish(
                place,
                folder,
                release,
                method=request.method,
                keep=request.keep,
                outdated=outdated,
                said=said,
            )
    return release
