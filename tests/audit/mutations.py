"""Mutations: a site with one thing put wrong, and the rule that must notice.

The rules are proved on a small site (``small_site``); the same mutations, made in the files
that the theme gave, prove that each of the theme's cures is watched over:

    survivors(site, [Mutation("a11y-table-no-caption", "**/*.html", r"<caption>.*?</caption>", "")])
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.audit.run import audit


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


def survivors(
    site: Path, mutations: Iterable[Mutation], *, base_path: str = "/", max_pages: int = 4
) -> list[str]:
    """Return the mutations of a built site that the audit does not notice (none is the aim)."""
    missed = []
    for mutation in mutations:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "site"
            shutil.copytree(site, copy)
            mutation.apply(copy)
            report = audit(
                copy, base_path=base_path, max_pages=max_pages, deep=0, states=mutation.states
            )
        if mutation.code not in report.counts():
            missed.append(f"{mutation}: found {report.counts()}")
    return missed
