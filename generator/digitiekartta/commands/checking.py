"""The check as commands ask for it: of content and approvals, and of what prose links to.

What knows the pages of a site is loaded only for the few roadmaps whose prose links to them.
"""

from datetime import date
from pathlib import Path

from digitiekartta.versions.check import Checked, check_roadmap, links_to_itself


def check_content(content: Path, name: str, today: date) -> Checked:
    """Return what ``check_roadmap`` does, and the links of prose that lead nowhere."""
    checked = check_roadmap(content, name, today)
    if checked.roadmap is None or not links_to_itself(checked.roadmap):
        return checked
    from digitiekartta.pages.prose_links import with_dead_links

    return with_dead_links(checked, today)
