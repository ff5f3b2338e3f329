"""The pin: exactly this program, and exactly the libraries that it was tested with."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from urllib.parse import urlsplit

from digitiekartta import __version__
from digitiekartta.basics import carried
from digitiekartta.basics.installing import PROGRAM

_NAME = re.compile(r"[\w.-]+")
_EXTRA = re.compile(r";.*\bextra\b")


def program() -> str:
    """Return the requirement of this program, by the file or address that it was installed from.

    The installer has noted that beside it (PEP 610), unless it came from a registry. A file of
    this machine is nowhere else, so of that only the hash is told.
    """
    try:
        told = json.loads(distribution(PROGRAM).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        told = {}
    archive = told.get("archive_info") or {}
    sha256 = (archive.get("hashes") or {}).get("sha256") or ""
    old_form = re.fullmatch(r"sha256=(\w+)", archive.get("hash") or "")
    sha256 = sha256 or (old_form[1] if old_form else "")
    is_elsewhere = urlsplit(told.get("url", "")).scheme in ("http", "https")
    which = f"{PROGRAM} @ {told['url']}" if archive and is_elsewhere else _by_version()
    return f"{which} --hash=sha256:{sha256}" if sha256 else which


def _by_version() -> str:
    return f"{PROGRAM}=={__version__}"


def libraries() -> str:
    """Return the locked requirements of what the program needs, with their hashes."""
    text = carried.LOCK.read_text(encoding="utf-8")
    needed = set(_needed(PROGRAM))
    # Each begins at the margin, and its hashes follow indented.
    locked = re.findall(r"^[a-z0-9].*\n(?: .*\n)*", text, re.MULTILINE)
    kept = (one for one in locked if not needed or _normal(one) in needed)
    return "".join(kept)


def _needed(name: str) -> Iterator[str]:
    """Yield a package and all that it needs on any machine, as far as it is installed here."""
    seen, waiting = set[str](), [name]
    while waiting:
        if (package := waiting.pop()) in seen:
            continue
        seen.add(package)
        try:
            told = Distribution.from_name(package).requires or ()
        except PackageNotFoundError:
            told = ()
        needed = [_normal(one) for one in told if not _EXTRA.search(one)]
        waiting += needed
        yield from needed


def _normal(requirement: str) -> str:
    """Return the name in a requirement as registries compare it."""
    found = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", found[0]).casefold() if found else ""
