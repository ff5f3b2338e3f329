"""Mutations: a site with things put wrong, and the rules that must notice.

The rules are proved on a small site (``small_site``); the same mutations, made in the files
that the theme gave, prove that each of the theme's cures is watched over:

    mutation = Mutation("a11y-table-no-caption", "**/*.html", r"<caption>.*?</caption>", "")
    is_noticed(site, mutation)

To open a page in a browser takes long, so a page there has many things wrong at once, each
with words of its own in what is found (``Mutation.told``):

    found = findings_on(browser, site, "index.html", ["desktop"])
    missed, others = told_apart(mutations, found)
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from digitiekartta.audit.browser import Browser
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.findings import Finding
from digitiekartta.audit.pages import SitePage
from digitiekartta.audit.run import audit, look_at
from digitiekartta.audit.server import serving
from digitiekartta.audit.states import STATES, loadings


@dataclass(frozen=True)
class Mutation:
    """One change, and the code of the rule that it breaks.

    ``old`` is a regular expression over whole files that match the pattern ``files``; it must
    hit something, or the mutation proves nothing. ``told`` is what the finding says of it and of
    nothing else that is wrong on the same page.
    """

    code: str
    files: str
    old: str
    new: str
    told: str = ""

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


#: What was judged of pages that have the same style sheets, as pages of one site have.
_judged: defaultdict[tuple[bytes, ...], dict[tuple[str, ...], Any]] = defaultdict(dict)


def findings_on(browser: Browser, site: Path, file: str, names: Collection[str]) -> list[Finding]:
    """Return what is found on one page of a site in some states."""
    page = SitePage.of(BuiltSite(site).page(file))
    wanted = [state for state in STATES if state.name in names]
    browser.memory = _judged[tuple(sheet.read_bytes() for sheet in sorted(site.rglob("*.css")))]
    with serving(site) as address:
        return [
            finding
            for group in loadings(wanted)
            for _, finding in look_at(browser, address, page, group, Counter())
        ]


def told_apart(
    mutations: Sequence[Mutation], found: Sequence[Finding]
) -> tuple[list[Mutation], list[str]]:
    """Return the mutations that no finding tells of, and the findings that tell of no mutation."""
    missed = list(mutations)
    others = []
    for finding in found:
        of_it = [m for m in mutations if m.code == finding.kind.code and m.told in finding.message]
        missed = [mutation for mutation in missed if mutation not in of_it]
        if not of_it:
            others.append(f"{finding.kind.code}: {finding.message}")
    return missed, others


@contextmanager
def copied(site: Path, mutations: Sequence[Mutation]) -> Iterator[Path]:
    """Give a copy of a site in which things are put wrong."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "site"
        shutil.copytree(site, copy)
        for mutation in mutations:
            mutation.apply(copy)
        yield copy


def is_noticed(site: Path, mutation: Mutation) -> bool:
    """Tell whether a rule that reads the files notices a mutation of a copy of a site."""
    with copied(site, [mutation]) as copy:
        return mutation.code in audit(BuiltSite(copy), states=()).counts()
