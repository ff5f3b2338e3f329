"""The look at a release in a browser before it is published.

The result is kept beside the build, by the name of the release: what was looked at when the
plan was shown need not be looked at again when it is carried out.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from digitiekartta.audit.browser import missing
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.run import Progress, audit
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.publishing.manifest import Manifest


def look_in_browser(
    site: BuiltSite,
    release: Manifest,
    note: Path,
    *,
    base_path: str,
    required: bool,
    progress: Callable[[Progress], None] = lambda _: None,
) -> tuple[str, list[Problem]]:
    """Return in Finnish how it went, and what was found.

    Args:
        site: The files of the release.
        release: What they are.
        note: A file that keeps the name of the release that was last found well.
        base_path: The path under which the site will stand on its server.
        required: Whether it is a fault that there is no browser.
        progress: Is called after each page.
    """
    if lacking := missing(Place(site.folder.as_posix())):
        return "selaintarkastusta ei tehty", lacking if required else []
    if note.is_file() and note.read_text("utf-8") == release.name:
        return "selaimessa kunnossa (tarkastettu aiemmin)", []
    report = audit(site, base_path=base_path, progress=progress)
    if report.passed:
        note.write_text(release.name, "utf-8")
    looks = f"selaimessa {len(report.pages)} sivua {len(report.states)} tilassa"
    return looks, report.problems
