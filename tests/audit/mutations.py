"""Mutations: a site with one thing put wrong, and the rule that must notice.

The rules are proved on a small site (``small_site``); the same mutations, made in the files
that the theme gave, prove that each of the theme's cures is watched over:

    mutation = Mutation("a11y-table-no-caption", "**/*.html", r"<caption>.*?</caption>", "")
    is_noticed(browser, site, mutation, "tavoitteet/index.html")
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.audit.browser import Browser
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.pages import SitePage
from digitiekartta.audit.run import audit, look_at
from digitiekartta.audit.server import serving
from digitiekartta.audit.states import STATES, loadings


@dataclass(frozen=True)
class Mutation:
    """One change, and the code of the rule that it breaks.

    ``old`` is a regular expression over whole files that match the pattern ``files``; it must
    hit something, or the mutation proves nothing. ``states`` are those in which it is looked for.
    """

    code: str
    files: str
    old: str
    new: str
    states: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.code}: {self.old[:30]!r} → {self.new[:30]!r}"

    def apply(self, site: Path) -> None:
        """Change the files of a site.

        Raises:
            ValueError: Nothing was there to change.
        """
        hits = 0
        for path in sorted(site.glob(self.files)):
            text = path.read_text(encoding="utf-8")
            changed, count = re.subn(self.old, lambda _: self.new, text, flags=re.DOTALL)
            if count:
                # The copy may share files with its original: never write into them.
                path.unlink()
                path.write_text(changed, encoding="utf-8")
            hits += count
        if not hits:
            raise ValueError(f"nothing to change for {self}")


def codes_seen(browser: Browser, site: Path, file: str, names: Collection[str]) -> list[str]:
    """Return the codes of what is found on one page of a site in some states, each once."""
    page = SitePage.of(BuiltSite(site).pages[file])
    wanted = [state for state in STATES if state.name in names]
    codes: dict[str, None] = {}
    browser.memory.clear()  # the next site is another one
    with serving(site) as address:
        for group in loadings(wanted):
            for _, finding in look_at(browser, address, page, group, Counter()):
                codes[finding.kind.code] = None
    return list(codes)


def is_noticed(browser: Browser, site: Path, mutation: Mutation, file: str) -> bool:
    """Tell whether a rule notices a mutation of a copy of a site, on one of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy)
        mutation.apply(copy)
        if not mutation.states:
            return mutation.code in audit(BuiltSite(copy), states=()).counts()
        return mutation.code in codes_seen(browser, copy, file, mutation.states)
