"""Prints what the changelog says of a version, if the package is of the same one."""

import re
import sys
import tomllib
from pathlib import Path


def notes(version: str, changelog: str, project: str) -> str:
    """Return the chapter of a version.

    Raises:
        SystemExit: The tag, the package and the changelog don't tell of the same version.
    """
    if (packed := tomllib.loads(project)["project"]["version"]) != version:
        raise SystemExit(f"The tag says {version}, pyproject.toml says {packed}.")
    chapter = re.search(
        rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |\Z)", changelog, re.M | re.S
    )
    if chapter is None or not chapter[1].strip():
        raise SystemExit(f"CHANGELOG.md has no chapter [{version}].")
    return f"{chapter[1].strip()}\n"


if __name__ == "__main__":
    read = [Path(name).read_text("utf-8") for name in ("CHANGELOG.md", "pyproject.toml")]
    print(notes(sys.argv[1].removeprefix("v"), *read), end="")
