"""The check of a roadmap with what its pages know: whether links of prose lead anywhere.

Few roadmaps have such links, so what knows the pages is loaded only for those.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from digitiekartta.basics.problems import errors_in, in_order
from digitiekartta.markup import prose
from digitiekartta.roadmap.roadmap import Text
from digitiekartta.versions.check import Checked, check_roadmap


def check_with_pages(content: Path, name: str, today: date) -> Checked:
    """Return what ``check_roadmap`` does, and the links of prose that lead nowhere."""
    checked = check_roadmap(content, name, today)
    roadmap = checked.roadmap
    if roadmap is None or not any(True for text in roadmap.texts.values() for _ in own_links(text)):
        return checked
    from digitiekartta.pages.prose_links import dead_links

    versions = checked.versions.all if checked.versions.intact else ()
    has_errors = bool(errors_in(checked.problems))
    lost = dead_links(roadmap, versions, today, has_errors=has_errors)
    return replace(checked, problems=tuple(in_order([*checked.problems, *lost])))


def own_links(text: Text) -> Iterator[tuple[SplitResult, int]]:
    """Yield the links of a prose file to the roadmap's own site, each with its line."""
    try:
        links = [*prose.links(text.markdown)]
    except RecursionError:  # is told by a rule
        links = []
    for address, line in links:
        parts = urlsplit(address)
        if not (parts.scheme or parts.netloc):
            yield parts, line
