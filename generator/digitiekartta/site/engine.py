"""Engines: the programs that turn the written pages into a site.

MkDocs is the default; ProperDocs (its continuation) and Zensical (Material's
successor) read the same settings. What an engine says, ``engine_messages`` turns into
Problems.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from digitiekartta.basics.installing import install_command
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem, in_order
from digitiekartta.site.engine_messages import Source, plain, problems_in
from digitiekartta.site.reuse import html_of
from digitiekartta.site.waiting import DONE

ENGINE_MISSING = SITES.error(
    "engine-missing",
    "Sivuston tekevää ohjelmaa ”{engine}” ei ole asennettu.",
    "Asenna se komennolla: {command}",
    "Sivusto halutaan tehdä ohjelmalla zensical, jota ei ole asennettu.",
)
PAGES_MISSING = SITES.error(
    "pages-missing",
    "Tiekartan sivuja ei ole vielä tehty.",
    "Aja ensin: digitiekartta pages",
    "Kansio build/kauhava on poistettu.",
)

#: The pages for which it is worth to start an engine more.
_WORTH_A_PROGRAM = 100
#: Nothing listens here: a program that tries to fetch something fails at once.
_NO_NETWORK = "http://127.0.0.1:9"


class Standby:
    """MkDocs started ahead of its one build: half of a second less to wait in a preview.

    Until then it makes single pages, at once.
    """

    def __init__(self, epoch: int, config: Path | None = None) -> None:
        """Start it.

        Args:
            epoch: The date of the build that will come.
            config: The settings of the pages that may be asked for before; none without it.
        """
        settings = [str(config.resolve())] if config else []
        command = ["-m", "digitiekartta.site.waiting", *settings]
        self._process = _start(command, epoch, subprocess.PIPE)

    def run(self, command: list[str]) -> subprocess.Popen[str] | None:
        """Let it run a module with its arguments; None when it has died meanwhile."""
        return self._process if self._tell({"run": command}, last=True) else None

    def make(self, page: str) -> bytes | None:
        """Return a page of the docs folder as a build would make it now; None when it cannot."""
        assert self._process.stdout is not None
        with TemporaryDirectory(prefix="sivu-") as folder:
            made = Path(folder) / "index.html"
            if self._tell({"page": page, "to": str(made)}):
                for line in self._process.stdout:
                    if line.rstrip("\n") == DONE:
                        break
            return made.read_bytes() if made.is_file() else None

    def _tell(self, order: Mapping[str, object], *, last: bool = False) -> bool:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            if last:
                self._process.stdin.close()
        except (OSError, ValueError):  # it has died, or has been used
            return False
        return True

    def close(self) -> None:
        """End it, whether it has been used or not."""
        self._process.kill()
        with self._process:
            pass


def build(
    config: Path,
    destination: Path,
    *,
    engine: str = "mkdocs",
    epoch: int,
    only: Collection[str] | None = None,
    standby: Standby | None = None,
    at_once: int = 1,
) -> list[Problem]:
    """Build the site that a settings file describes and return what the engine complained of.

    Args:
        config: A roadmap's ``build/<name>/mkdocs.yml``.
        destination: The folder of the site; what was in it before is gone afterwards.
        engine: One of ``mkdocs``, ``properdocs``, ``zensical``.
        epoch: The date that the engine may print, in seconds since 1970 (UTC).
        only: The pages to make, relative to the docs folder; all of them without it. Their links
            and the menu are those of the whole site. Not for ``zensical``.
        standby: A MkDocs that waits for this build.
        at_once: How many programs may share many pages out among them. Not for ``zensical``.
    Raises:
        ValueError: The settings lie inside the destination.
    """
    if config.resolve().is_relative_to(destination.resolve()):
        raise ValueError(f"the site would replace its own settings: {destination}")
    if not is_installed(engine):
        install = install_command(engine)
        return [ENGINE_MISSING.at(Place(config.as_posix()), engine=engine, command=install)]
    source = Source(config, engine)
    if not (config.is_file() and source.docs.is_dir()):
        return [PAGES_MISSING.at(source.settings)]
    if engine == "zensical":
        status, lines = _build_with_zensical(config, destination, epoch)
    else:
        parts = _parted(source.docs, only, at_once)
        run = partial(_build_part, config, destination, engine, epoch, standby)
        with ThreadPoolExecutor(len(parts)) as pool:
            ended = [*pool.map(run, range(len(parts)), parts)]
        status = max((code for code, _ in ended), key=abs)
        lines = [line for _, lines in ended for line in lines]
        for number, part in enumerate(parts[1:], start=1):
            _join(destination, _folder_of(destination, number), part or ())
    return in_order(problems_in(lines, status, source))


@contextmanager
def _heir(config: Path, changes: Mapping[str, object], number: int = 0) -> Iterator[Path]:
    """Give settings that differ from others in a few; heirs at the same time have numbers."""
    heir = config.with_name(f".perija-{number}.yml")
    try:
        heir.write_text(json.dumps({"INHERIT": config.name, **changes}) + "\n", encoding="utf-8")
        yield heir
    finally:
        heir.unlink(missing_ok=True)


def _parted(
    docs: Path, only: Collection[str] | None, at_once: int
) -> Sequence[Collection[str] | None]:
    """Return the pages in parts of about the same size, as many as are worth a program each."""
    pages = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    wanted = pages if only is None else [page for page in pages if page in only]
    count = min(at_once, len(wanted) // _WORTH_A_PROGRAM)
    if count < 2:
        return [only]
    sizes = [(docs / page).stat().st_size for page in wanted]
    share, parts = sum(sizes) / count + 1, [list[str]() for _ in range(count)]
    for page, before in zip(wanted, accumulate(sizes, initial=0), strict=False):
        parts[int(before // share)].append(page)
    return parts


def _build_part(
    config: Path,
    destination: Path,
    engine: str,
    epoch: int,
    standby: Standby | None,
    number: int,
    only: Collection[str] | None,
) -> tuple[int, list[str]]:
    """Make some of the pages, the first of the parts in the destination itself."""
    # A theme beneath ours gives pages nothing, and has 14,000 files to look through.
    changes: dict[str, object] = {"theme": {"name": None}}
    if only is not None:
        changes["exclude_docs"] = _all_but(only)
    folder = _folder_of(destination.resolve(), number)
    with _heir(config, changes, number) as settings:
        # --clean is the default; --dirty builds faster and wrong.
        command = [engine, "build", "-f", str(settings), "-d", str(folder)]
        return _run(command, epoch, None if number else standby)


def _folder_of(destination: Path, number: int) -> Path:
    return destination.with_name(f"{destination.name}-{number}") if number else destination


def _join(destination: Path, part: Path, pages: Iterable[str]) -> None:
    """Put the pages of a part to the others; what else was made, each part has made alike."""
    for name in map(html_of, pages):
        if (part / name).is_file():  # else the engine has told why not
            (destination / name).parent.mkdir(parents=True, exist_ok=True)
            (part / name).replace(destination / name)
    shutil.rmtree(part, ignore_errors=True)


def _all_but(pages: Collection[str]) -> str:
    """Return patterns, as in a .gitignore, that fit all pages but some.

    MkDocs makes no page that is excluded, but its menu and links know of it.
    """
    wanted = [re.sub(r"([\\\[\]*?! ])", r"\\\1", page) for page in sorted(pages)]
    return "\n".join(["*.md", *(f"!/{page}" for page in wanted)])


def is_installed(engine: str) -> bool:
    """Whether an engine can run."""
    return find_spec(engine) is not None


def _build_with_zensical(config: Path, destination: Path, epoch: int) -> tuple[int, list[str]]:
    # Zensical 0.0.73 takes site_dir from the settings alone and wants it below their folder,
    # so it builds there and the finished site is moved. Its cache stays beside the settings.
    workshop = config.parent / ".zensical-site"
    try:
        with _heir(config, {"site_dir": workshop.name}) as settings:
            status, lines = _run(["zensical", "build", "-f", str(settings)], epoch)
        if status == 0:
            shutil.rmtree(destination, ignore_errors=True)
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(workshop, destination)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return status, lines


def _start(arguments: list[str], epoch: int, stdin: int) -> subprocess.Popen[str]:
    """Start a Python of our own whose output is read line by line."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=_environment(epoch),
        encoding="utf-8",
        errors="replace",
    )


def _run(command: list[str], epoch: int, standby: Standby | None = None) -> tuple[int, list[str]]:
    """Run a Python module as a program and return its exit status and its lines."""
    waiting = standby.run(command) if standby else None
    with waiting or _start(["-m", *command], epoch, subprocess.DEVNULL) as process:
        assert process.stdout is not None
        lines = [plain(line) for line in process.stdout]
    return process.returncode, lines


def _environment(epoch: int) -> dict[str, str]:
    """Return surroundings in which a build depends on its input only."""
    # COLUMNS would make the engines fold their messages.
    disturbing = {"COLUMNS", "NO_PROXY", "no_proxy", "PYTHONWARNINGS"}
    kept = {name: value for name, value in os.environ.items() if name not in disturbing}
    proxies = {
        name: _NO_NETWORK
        for scheme in ("http_proxy", "https_proxy", "all_proxy")
        for name in (scheme, scheme.upper())
    }
    return {
        **kept,
        **proxies,
        "SOURCE_DATE_EPOCH": str(epoch),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONUNBUFFERED": "1",
        "NO_COLOR": "1",
        "TERM": "dumb",
        # Announcements of Material for MkDocs and of ProperDocs.
        "NO_MKDOCS_2_WARNING": "true",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
