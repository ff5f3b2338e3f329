"""The way to the accessibility statement, which the law wants on every page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from digitiekartta.audit.rules.base import Finding, Rule

if TYPE_CHECKING:
    from digitiekartta.audit.document import HtmlPage

#: Where the statement stands in a site.
STATEMENT = "saavutettavuusseloste/index.html"
_ADDRESS = "saavutettavuusseloste/"

STATEMENT_UNLINKED = Rule(
    "a11y-statement-unlinked",
    "Sivun alaosassa ei ole linkkiä saavutettavuusselosteeseen.",
    "Lisää sivupohjan alapalkkiin (footer) linkki ”Saavutettavuusseloste”.",
)

RULES = (STATEMENT_UNLINKED,)


def statement_link(page: HtmlPage) -> Iterator[Finding]:
    """The footer of each page but the statement itself links to the statement."""
    links = (link for footer in page.all("footer") for link in footer.iter("a"))
    addresses = [(link.get("href") or "").removesuffix("index.html") for link in links]
    if page.file != STATEMENT and not any(one.endswith(_ADDRESS) for one in addresses):
        yield STATEMENT_UNLINKED.broken()
