"""The way to the accessibility statement, which the law wants on every page."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage
from digitiekartta.audit.findings import Finding, rule

#: Where the statement stands in a site.
STATEMENT = "saavutettavuusseloste/index.html"
_ADDRESS = "saavutettavuusseloste/"

STATEMENT_UNLINKED = rule(
    "a11y-statement-unlinked",
    "Sivun alaosassa ei ole linkkiä saavutettavuusselosteeseen.",
    "Lisää sivupohjan alapalkkiin (footer) linkki ”Saavutettavuusseloste”.",
)


def statement_link(page: BuiltPage) -> Iterator[Finding]:
    """The footer of each page but the statement itself links to the statement."""
    links = (link for footer in page.all("footer") for link in footer.iter("a"))
    addresses = [(link.get("href") or "").removesuffix("index.html") for link in links]
    if page.file != STATEMENT and not any(address.endswith(_ADDRESS) for address in addresses):
        yield STATEMENT_UNLINKED.broken()
