"""How this program was installed, and so how a library or a program is added to it."""

import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

PROGRAM = "digitiekartta"


def install_command(*libraries: str) -> str:
    """Return the command that adds libraries that this program needs to where it runs.

    The program itself is on no registry, so neither its name nor its extras can be given to pip;
    the libraries can.
    """
    wanted = " ".join(f'"{_requirement(library)}"' for library in libraries)
    prefix = Path(sys.prefix)
    if (prefix / "pipx_metadata.json").is_file():
        return f"pipx inject {prefix.name} {wanted}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if _made_by_uv(prefix):
        return f"uv pip install --python {python} {wanted}"
    return f"{python} -m pip install {wanted}"


def _made_by_uv(prefix: Path) -> bool:
    """Whether uv made the environment: one of its tools, or a project's."""
    if (prefix / "uv-receipt.toml").is_file():
        return True
    try:
        told = (prefix / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    return re.search(r"^uv\s*=", told, re.MULTILINE) is not None


def _requirement(library: str) -> str:
    """Return a library with the versions that this program works with, as far as it is known."""
    try:
        told: Iterable[str] = requires(PROGRAM) or ()
    except PackageNotFoundError:  # run from its folder without having been installed
        told = ()
    # What the program always needs stands before what an extra wants of the same library.
    for requirement in sorted(told, key=lambda one: "extra" in one.partition(";")[2]):
        name = requirement.partition(";")[0]
        if re.split(r"[^\w.-]", name)[0].casefold() == library:
            return name.replace(" ", "")
    return library
