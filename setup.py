"""The build of the package: what it carries along is copied into it (basics/carried.py)."""

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
        for name in CARRIED:
            source, target = Path(name), package / "carried" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_file():
                shutil.copyfile(source, target)
            elif source.is_dir():  # whose fork has its own roadmap alone, has no sample
                shutil.copytree(source, target)


# Not in build/, where the pages of roadmaps are.
setup(cmdclass={"build_py": BuildWithCarried}, options={"build": {"build_base": ".cache/package"}})
