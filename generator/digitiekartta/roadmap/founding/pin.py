"""The pin: exactly this program, and exactly the libraries that it was tested with."""

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

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
    url = re.sub("//[^/]*@", "//", told.get("url", ""))  # a password is no part of it
    scheme, is_archive = urlsplit(url).scheme, "archive_info" in told
    is_elsewhere = is_archive and scheme in ("http", "https")
    which = f"{PROGRAM} @ {url}" if is_elsewhere else f"{PROGRAM}=={__version__}"
    digest = _told_digest(told.get("archive_info") or {})
    if is_archive and not digest and scheme == "file":  # uv tells none
        digest = _digest_of(Path(url2pathname(urlsplit(url).path)))
    return f"{which} --hash=sha256:{digest}" if digest else which


def has_address() -> bool:
    """Whether the requirement of this program tells an installer where its file is."""
    return program().startswith(f"{PROGRAM} @ ")


def _told_digest(archive: Mapping[str, Any]) -> str:
    of_kinds = archive.get("hashes") or {}
    kind, _, old_form = (archive.get("hash") or "").partition("=")
    return of_kinds.get("sha256") or (old_form if kind == "sha256" else "")


def _digest_of(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:  # it is gone
        return ""


def libraries() -> str:
    """Return the requirements of what the program needs on any machine, locked with hashes."""
    return carried.LOCK.read_text(encoding="utf-8")


def publishing() -> str:
    """Return the requirements of what publishing needs besides: an audit, object stores."""
    return carried.PUBLISHING_LOCK.read_text(encoding="utf-8")
