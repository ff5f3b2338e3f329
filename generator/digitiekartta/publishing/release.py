"""A release: the public site, built from what was approved and made ready for its server.

Style sheets, scripts and pictures get a piece of their SHA-256 into their names, so that a
browser may keep them for ever. Text gets compressed copies beside it, so that the server
need not compress at each visit. The same site gives the same release on any machine and any day.
"""

import gzip
import hashlib
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from digitiekartta.basics.files import open_to_readers
from digitiekartta.basics.problems import Severity, Stopped, errors_in, stop_at
from digitiekartta.pages.site import Options
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import HASHED, Manifest, hashes_of
from digitiekartta.publishing.server_config import TEXTS
from digitiekartta.roadmap.checking.statement import UNPUBLISHABLE
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import lock_of, make_pages, run_engine

SMALLEST = 1024
"""Bytes; a smaller file travels in one packet either way."""

_GZIP, _BROTLI = 9, 9

_NAMED_BY_CONTENT = frozenset({".css", ".js", ".png", ".svg"})
_DIGEST_LENGTH = 10
_REFERENCE = re.compile(rb'((?:href|src)="(?:[^":?#]*/)?)(assets/[^"?#]+)(?=["?#])')
#: The last part of an address in quotes or brackets; a comment that names a file loads nothing.
_LOADED = re.compile(rb"""["'`(/]([^"'`()/\s]+\.[a-z0-9]+)["'`)]""")


class Refused(Stopped):
    """There is nothing approved that could be released."""


def build_release(project: Project, name: str, folder: Path, options: Options) -> Manifest:
    """Build what was approved into a folder, and nothing else; what is there is replaced.

    Returns:
        The manifest of the release.
    Raises:
        Stopped: What was approved cannot be built, or nothing was approved (``Refused``).
    """
    with lock_of(project, name):
        pages = make_pages(project, name, replace(options, draft=False))
        if pages.refused:
            raise Refused(*pages.problems)
        if pages.plan is None:
            raise Stopped(*pages.problems)
        options = pages.plan.site.options
        # Who transcribes a document can't give a statement in the name of its municipality: the
        # page of the statement says that nothing has been evaluated.
        if not options.is_transcription:
            stop_at(
                replace(problem, severity=Severity.ERROR)
                for problem in pages.problems
                if problem.code in UNPUBLISHABLE
            )
        stop_at(errors_in(run_engine(project, name, options, folder)))
    status = options.approval_status
    assert status is not None
    return make_release(name, status.version, status.newest.described, folder)


def make_release(name: str, version: str, approval: str, folder: Path) -> Manifest:
    """Make a built site ready for its server and return its manifest, which is written too.

    Args:
        name, version, approval: See ``Manifest``.
        folder: The site; it is changed.
    """
    name_by_content(folder)
    compress(folder)
    (folder / manifest.FILE).unlink(missing_ok=True)
    release = Manifest(name, version, approval, hashes_of(folder))
    (folder / manifest.FILE).write_bytes(release.to_json())
    open_to_readers(folder)
    return release


def with_look(folder: Path, release: Manifest, *, audited: bool) -> Manifest:
    """Return the manifest that also says whether the release was looked at, and write it."""
    release = replace(release, audited=audited)
    (folder / manifest.FILE).write_bytes(release.to_json())
    return release


def name_by_content(site: Path) -> None:
    """Rename the assets that pages refer to, and let the pages refer to the new names.

    A file that a style sheet or a script names keeps its own: there nobody would change it.
    """
    pages = {path: path.read_bytes() for path in sorted(site.rglob("*.html"))}
    referred = {name.decode() for page in pages.values() for _, name in _REFERENCE.findall(page)}
    code = (path.read_bytes() for kind in ("*.css", "*.js") for path in site.rglob(kind))
    loaded_by_code = {name.decode() for text in code for name in _LOADED.findall(text)}
    names = {
        old: _with_digest(old, site / old)
        for old in sorted(referred)
        if Path(old).suffix in _NAMED_BY_CONTENT
        and not HASHED.fullmatch(old)
        and Path(old).name not in loaded_by_code
        and (site / old).is_file()
    }
    for path, page in pages.items():
        changed = _renamed(page, names)
        if changed != page:
            path.write_bytes(changed)
    for old, new in names.items():
        (site / old).rename(site / new)


def _renamed(page: bytes, names: Mapping[str, str]) -> bytes:
    """Return a page that refers to assets by other names, from ``assets/`` on."""

    def new(reference: re.Match[bytes]) -> bytes:
        old = reference[2].decode()
        return reference[1] + names.get(old, old).encode()

    return _REFERENCE.sub(new, page)


def _with_digest(name: str, file: Path) -> str:
    digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGEST_LENGTH]
    path = Path(name)
    return path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()


def compress(site: Path) -> None:
    """Write ``.gz`` and ``.br`` beside each file to which it helps, and remove stale ones."""
    files = [path for path in site.rglob("*") if path.is_file()]
    for path in files:
        if path.suffix in (".gz", ".br"):
            path.unlink()
    # Both compressors work outside the interpreter's lock.
    with ThreadPoolExecutor() as pool:
        list(pool.map(_compress, (path for path in files if path.suffix[1:] in TEXTS)))


def _compress(path: Path) -> None:
    data = path.read_bytes()
    if len(data) < SMALLEST:
        return
    for suffix, packed in (
        # Neither the file's name nor a date goes in: the same bytes on any machine.
        (".gz", gzip.compress(data, _GZIP, mtime=0)),
        (".br", brotli.compress(data, quality=_BROTLI)),
    ):
        if len(packed) < len(data):
            path.with_name(path.name + suffix).write_bytes(packed)
