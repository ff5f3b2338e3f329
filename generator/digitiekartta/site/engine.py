"""Engines: the programs that turn the written pages into a site.

MkDocs is the default; ProperDocs (its continuation) and Zensical (Material's
successor) read the same settings. What an engine says, ``engine_messages`` turns into
Problems.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Self

from digitiekartta.audit.site_check import Facts
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
#: How much Markdown is ordered at once, in bytes: some tenth of a second of work.
_MOMENT = 1 << 16
#: Nothing listens here: a program that tries to fetch something fails at once.
_NO_NETWORK = "http://127.0.0.1:9"


class Standby:
    """An engine started ahead of what it will make, so that nobody waits for its start."""

    def __init__(self, epoch: int, engine: str = "mkdocs") -> None:
        """Start it.

        Args:
            epoch: The date of the builds that will come.
            engine: ``mkdocs`` or ``properdocs``.
        """
        self._process = _start(["-m", "digitiekartta.site.waiting", engine], epoch, subprocess.PIPE)
        self._answers_to_come = 0
        self._shelf: TemporaryDirectory[str] | None = None

    @property
    def status(self) -> int:
        """Its exit status, 0 while it runs."""
        return self._process.poll() or 0

    def prepare(self, config: Path) -> None:
        """Let it load a site, of which it then makes single pages at once."""
        self._shelf = self._shelf or TemporaryDirectory(prefix="sivu-")
        self._tell({"do": "open", "settings": str(config.resolve()), "folder": self._shelf.name})

    def make(self, page: str) -> bytes | None:
        """Return a page of the prepared site as a build would make it now; None if it cannot."""
        if self._shelf is None:
            return None
        made = Path(self._shelf.name) / html_of(page)
        made.unlink(missing_ok=True)
        self.do("make", pages=[page])
        return made.read_bytes() if made.is_file() else None

    def do(self, what: str, **how: object) -> tuple[Mapping[str, Any], list[str]]:
        """Let it do something; return what came of it, which is empty if it failed, and its words.

        What can be done, ``waiting`` tells.
        """
        said: list[str] = []
        self._tell({"do": what, **how})
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.startswith(DONE):
                said.append(plain(line))
                continue
            self._answers_to_come -= 1
            if not self._answers_to_come:
                return json.loads(line.removeprefix(DONE)), said
            said.clear()
        self._process.wait()  # it has died
        return {}, said

    def _tell(self, order: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        self._answers_to_come += 1
        with suppress(OSError, ValueError):  # it has died: there will be no answer
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        with suppress(OSError), self._process:  # what it was to be told is lost with it
            pass
        if self._shelf:
            self._shelf.cleanup()


class Crew:
    """Engines that wait for builds: they are started ahead, and more when there is much to make."""

    def __init__(
        self, epoch: int, engine: str = "mkdocs", *, most: int = 1, pages: int = 0
    ) -> None:
        """Start some.

        Args:
            epoch: The date of the builds that will come.
            engine: The engine; of ``zensical`` there are none that wait.
            most: How many there may be.
            pages: About how many pages will have to be made.
        """
        self._start, self._most = partial(Standby, epoch, engine), most
        self._all: list[Standby] = []
        if engine != "zensical" and is_installed(engine):
            self.for_pages(pages)

    @property
    def first(self) -> Standby:
        """One of them."""
        return self.for_pages(0)[0]

    @property
    def has_lost(self) -> bool:
        """Whether one of them has ended, which they do only when somebody ends them."""
        return any(one.status for one in self._all)

    def for_pages(self, number: int) -> list[Standby]:
        """Return as many of them as are worth it, all alive."""
        for dead in [one for one in self._all if one.status]:
            self._all.remove(dead)
            dead.close()
        count = max(1, min(self._most, number // _WORTH_A_PROGRAM))
        self._all += (self._start() for _ in range(count - len(self._all)))
        return self._all[:count]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End them."""
        while self._all:
            self._all.pop().close()


def build(
    config: Path,
    destination: Path,
    *,
    engine: str = "mkdocs",
    epoch: int,
    only: Collection[str] | None = None,
    crew: Crew | None = None,
    known: Facts | None = None,
) -> list[Problem]:
    """Build the site that a settings file describes and return what the engine complained of.

    Args:
        config: A roadmap's ``build/<name>/mkdocs.yml``.
        destination: The folder of the site; what was in it before is gone afterwards.
        engine: One of ``mkdocs``, ``properdocs``, ``zensical``.
        epoch: The date that the engine may print, in seconds since 1970 (UTC).
        only: The pages to make, relative to the docs folder; all of them without it. Their links
            and the menu are those of the whole site. Not for ``zensical``, nor with plugins.
        crew: Engines that wait for this build, and share its pages out among them.
        known: Takes in what becomes known of the pages for the check of the site.
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
        return in_order(problems_in(lines, status, source))
    parts, known = _parts(source.docs, only), known or Facts()
    with ExitStack() as stack:
        crew = crew or stack.enter_context(Crew(epoch, engine))
        # A theme beneath ours gives pages nothing, and has 14,000 files to look through.
        heir = stack.enter_context(_heir(config, {"theme": {"name": None}}))
        shutil.rmtree(destination, ignore_errors=True)
        settings, folder = str(heir.resolve()), str(destination.resolve())
        sharing = _Sharing(crew.for_pages(sum(map(len, parts))), parts, known)
        shared = sharing.build(settings, folder)
        if shared is not None:
            return in_order(problems_in(sharing.lines, shared, source))
        status, lines = _run([engine, "build", "-f", settings, "-d", folder], epoch)
    return in_order(problems_in(lines, status, source))


@contextmanager
def _heir(config: Path, changes: Mapping[str, object]) -> Iterator[Path]:
    """Give settings that differ from others in a few."""
    heir = config.with_name(".perija.yml")
    try:
        heir.write_text(json.dumps({"INHERIT": config.name, **changes}) + "\n", encoding="utf-8")
        yield heir
    finally:
        heir.unlink(missing_ok=True)


def _parts(docs: Path, only: Collection[str] | None) -> list[list[str]]:
    """Return the pages in parts, each a moment's work; the largest pages come first.

    Who makes which of them is the same to each, and they all end at about the same time.
    """
    sizes = {}
    for path in docs.rglob("*.md"):
        name = path.relative_to(docs).as_posix()
        if only is None or name in only:
            sizes[name] = path.stat().st_size
    parts, room = list[list[str]](), 0
    for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
        if sizes[name] > room:
            parts.append([])
            room = _MOMENT
        parts[-1].append(name)
        room -= sizes[name]
    return parts


class _Sharing:
    """A site whose pages some engines share out among them."""

    def __init__(self, engines: Sequence[Standby], parts: Iterable[Sequence[str]], known: Facts):
        self._engines, self._known = engines, known
        self._parts, self._lock = iter(parts), Lock()
        self.lines: list[str] = []
        """What they said."""

    def build(self, settings: str, folder: str) -> int | None:
        """Build it, and return an exit status; None where it can't be built in parts.

        What lead to places is looked at when all places are known, whoever made them.
        """
        base = self._known.base_path
        try:
            if not all(self._each("open", settings=settings, folder=folder, base_path=base)):
                return None
            self._ask(self._engines[0], "rest")
            self._with_each(self._make)
            asked = sorted({page for pages in self._each("asked") for page in pages})
            known = self._each("places", pages=asked)
            self._each("compare", places={page: ids for one in known for page, ids in one.items()})
        except _Failed as error:
            return error.status
        return 0

    def _make(self, engine: Standby) -> None:
        while True:
            with self._lock:
                part = next(self._parts, None)
            if part is None:
                return
            made = self._ask(engine, "make", pages=part)
            self._known.take(made["ids"], made["targets"])

    def _each(self, what: str, **how: object) -> list[Any]:
        return self._with_each(lambda engine: self._ask(engine, what, **how))

    def _with_each(self, work: Callable[[Standby], Any]) -> list[Any]:
        with ThreadPoolExecutor(len(self._engines)) as pool:
            try:
                return [*pool.map(work, self._engines)]
            except BaseException:  # Ctrl+C, too
                self._parts = iter(())  # nobody begins another
                raise

    def _ask(self, engine: Standby, what: str, **how: object) -> Any:
        came, said = engine.do(what, **how)
        self.lines += said
        if "answer" not in came:
            self._parts = iter(())  # nobody begins another
            raise _Failed(engine.status or 1)
        return came["answer"]


class _Failed(Exception):
    """An engine could not do what it was to do."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


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


def _run(command: list[str], epoch: int) -> tuple[int, list[str]]:
    """Run a Python module as a program and return its exit status and its lines."""
    with _start(["-m", *command], epoch, subprocess.DEVNULL) as process:
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
