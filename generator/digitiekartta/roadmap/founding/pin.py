"""The pin: exactly this program, and exactly the libraries that it was tested with."""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from urllib.parse import urlsplit

from digitiekartta import __version__
from digitiekartta.basics import carried
from digitiekartta.basics.installing import PROGRAM


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
    """Return the requirements of what the program needs on any machine, locked with hashes."""
    return carried.LOCK.read_text(encoding="utf-8")
