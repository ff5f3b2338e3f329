"""The build of the package: what it carries along is copied into it (basics/carried.py).

Of the same files comes the same wheel, to the byte, whenever and by whomever it is built: projects
pin its hash.
"""

import os
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = (
    "theme",
    "mkdocs.yml",
    "content/esimerkkila",
    "content/OHJE.md",
    "content/JULKAISUOHJE.md",
    "content/VIRHEET.md",
    "CHANGELOG.md",
    "requirements-core.lock",
    "requirements-publish.lock",
)


class BuildWithCarried(build_py):
    """Builds the modules, and beside them a copy of what the program carries along."""

    def run(self) -> None:
        """Build; an installation that leads to the checkout needs no copy."""
        if self.editable_mode:
            super().run()
            return
        package = Path(self.build_lib) / "digitiekartta"
        shutil.rmtree(self.build_lib, ignore_errors=True)  # what another version has left
        super().run()
        self._carry(package)
        for path in Path(self.build_lib).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)

    def _carry(self, package: Path) -> None:
        for name in CARRIED:
            source, target = Path(name), package / "carried" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_file():
                shutil.copyfile(source, target)
            elif source.is_dir():  # whose fork has its own roadmap alone, has no sample
                shutil.copytree(source, target)


os.environ.setdefault("SOURCE_DATE_EPOCH", "1767225600")  # 1.1.2026, as the time of all files
os.umask(0o022)  # of the files that are written besides
# Not in build/, where the pages of roadmaps are.
setup(cmdclass={"build_py": BuildWithCarried}, options={"build": {"build_base": ".cache/package"}})
