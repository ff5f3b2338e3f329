"""Preview: a roadmap in the browser, built again whenever content, theme or templates change.

The server is our own and listens on loopback only, so that the preview is the same with
every engine. While the content has errors the last good site stays, and the errors are
shown on the page as well as in the terminal.
"""

import errno
import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

from digitiekartta.audit.server import SiteHandler, running
from digitiekartta.basics.files import write_whole
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.basics.problems import Place, Problem, Stopped, errors_in
from digitiekartta.pages import paths
from digitiekartta.pages.frame import TEMPLATES
from digitiekartta.pages.search.lexicon import open_dictionary
from digitiekartta.pages.site import Options, Site
from digitiekartta.pages.writing import CONFIG, DOCS
from digitiekartta.roadmap.project import Project
from digitiekartta.site import engine
from digitiekartta.site.building import epoch_of, lock_of, make_pages, run_engine
from digitiekartta.site.edited import edited_page
from digitiekartta.site.many import cores
from digitiekartta.site.reuse import html_of

PORT_TAKEN = SITES.error(
    "port-taken",
    "Portti {port} on jo toisen ohjelman käytössä, ehkä toisen esikatselun.",
    "Sulje se, tai valitse toinen portti, esimerkiksi --port {other}.",
    "Komento digitiekartta serve on jo käynnissä toisessa ikkunassa.",
)
PORT_RESERVED = PORT_TAKEN.worded(
    "Porttia {port} ei saa käyttää: pienet numerot ovat järjestelmän palvelimille.",
    "Valitse toinen portti, esimerkiksi --port {other}.",
)

_SCRIPT, _EVENTS = "/__esikatselu.js", "/__muutokset"
_CLIENT = """
"use strict";
const source = new EventSource("/__muutokset");
let first = null;
source.onmessage = event => {
  const news = JSON.parse(event.data);
  if (first === null) first = news.version;
  if (news.version !== first) location.reload();
  let box = document.getElementById("esikatselun-virheet");
  if (!news.problems) { if (box) box.remove(); return; }
  if (!box) {
    box = document.createElement("pre");
    box.id = "esikatselun-virheet";
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1rem;max-height:50vh;"
      + "overflow:auto;background:#fff;color:#900;border-top:4px solid;white-space:pre-wrap;"
      + "z-index:99";
    document.body.append(box);
  }
  box.textContent = news.problems;
};
"""


class Preview:
    """What the builder and the browsers share: which build is shown, and what is wrong."""

    def __init__(self) -> None:
        self.version, self.problems = 0, ""
        self._changed = threading.Condition()

    def update(self, *, built: bool, problems: str) -> None:
        """Tell waiting browsers of a new build, or of problems that prevented one."""
        with self._changed:
            self.version += built
            self.problems = problems
            self._changed.notify_all()

    def news(self) -> str:
        """Return the state as the browser's script reads it."""
        return json.dumps({"version": self.version, "problems": self.problems})

    def wait(self, known: str, seconds: float) -> str:
        """Return the state when it differs from a known one, at the latest after some seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.news() != known, seconds)
            return self.news()


def serve(
    project: Project,
    name: str,
    options: Options,
    *,
    port: int,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build a roadmap, serve it on loopback, and build again on every change until stopped.

    Args:
        project: The folders.
        name: The roadmap.
        options: The options of the pages.
        port: Where to listen.
        say: Tells the person at the terminal.
        stop: Ends the preview when set; else Ctrl+C does.
    Raises:
        Stopped: The port is taken.
    """
    preview = Preview()
    site, base = _site(project, name), project.base
    # At Ctrl+C it would speak English.
    logging.getLogger("watchfiles").setLevel(logging.CRITICAL)
    # The watch begins before the first build, so that no edit falls between the two: it
    # yields nothing whenever nothing has changed for a while.
    changes = watch(
        *(project.content / name, *base.themes, TEMPLATES),
        watch_filter=_Wanted(),
        debounce=100,
        step=20,
        rust_timeout=100,
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=False,
    )
    with (
        _listening(partial(_Handler, preview=preview, site=site.resolve()), port) as address,
        ExitStack() as waiting,
    ):
        say("Tehdään sivusto…")
        builder = _Builder(project, name, options, preview, say)
        waiting.callback(builder.close)
        # A watch of a single file ends when an editor puts another in its place.
        settings = base.settings
        written = _written(settings)
        for changed in changes:
            before, written = written, _written(settings)
            if builder.is_new:
                builder.build()
                say(f"Esikatselu on osoitteessa {address}/ (lopeta: Ctrl+C)")
                # The first edit with a new word need not wait for it.
                threading.Thread(target=open_dictionary, daemon=True).start()
            elif changed or written != before:
                builder.build(*{Path(file) for _, file in changed})


def _written(file: Path) -> int | None:
    """Return when a file was last written; None where there is none."""
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None


@contextmanager
def _listening(handler: Callable[..., Any], port: int) -> Iterator[str]:
    """Give the address at which the preview is.

    Raises:
        Stopped: The port is taken, or not for everybody.
    """
    with ExitStack() as stack:
        try:
            address = stack.enter_context(running(handler, port))
        except OSError as error:
            kinds = {errno.EADDRINUSE: PORT_TAKEN, errno.EACCES: PORT_RESERVED}
            if kind := kinds.get(error.errno or 0):
                other = port + 1 if 1024 < port < 65535 else 8001
                raise Stopped(kind.at(Place("serve"), port=port, other=other)) from error
            raise
        yield address


class _Wanted(DefaultFilter):
    """Editors' backup files and hidden files are no changes."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\.", r"~$", r"\.tmp$")


class _Builder:
    """Makes the previewed site again and again, the page of an edited file first."""

    def __init__(
        self,
        project: Project,
        name: str,
        options: Options,
        preview: Preview,
        say: Callable[[str], None],
    ) -> None:
        self._project, self._name, self._options = project, name, options
        self._preview, self._say = preview, say
        self._crew: engine.Crew | None = None
        self._made: Site | None = None

    @property
    def is_new(self) -> bool:
        """Whether nothing was to be made yet."""
        return self._crew is None

    def build(self, *edited: Path) -> None:
        """Make the page of an edited file, where it can be made alone, then all of the site."""
        self._crew = self._crew or engine.Crew(epoch_of(self._options), most=cores())
        with lock_of(self._project, self._name, wait=True):
            shown = self._show(edited[0]) if len(edited) == 1 else None
            is_built = self._build()
            if shown and not is_built:  # something is wrong that the file alone did not tell
                shown.put_back()
                self._preview.update(built=True, problems=self._preview.problems)
        self._crew.first.prepare(self._project.build(self._name) / CONFIG)

    def close(self) -> None:
        """End the engines that wait."""
        if self._crew:
            self._crew.close()

    def _show(self, file: Path) -> "_Shown | None":
        started = time.monotonic()
        if not (self._made and self._crew):
            return None
        page = edited_page(self._made, self._project.content, file)
        finished = _site(self._project, self._name) / html_of(page[0]) if page else None
        if page is None or finished is None or not finished.is_file():
            return None
        written = self._project.build(self._name) / DOCS / page[0]
        if not written.is_file():  # somebody has removed what the last build was made of
            return None
        write_whole(written, page[1].encode())
        made = self._crew.first.make(page[0])
        if made is None:
            return None
        shown = _Shown(finished, finished.read_bytes())
        write_whole(finished, made)
        self._preview.update(built=True, problems="")
        self._say(
            f"Sivu {paths.address(page[0])} päivitetty ({time.monotonic() - started:.1f} s)."
            " Muut sivut, haku ja tarkistus ovat tekeillä…"
        )
        return shown

    def _build(self) -> bool:
        """Make the whole site, and return whether nothing was wrong."""
        started = time.monotonic()
        pages = make_pages(self._project, self._name, self._options)
        problems: list[Problem] = errors_in(pages.problems)
        if pages.plan:
            site = pages.plan.site
            target = _site(self._project, self._name)
            run = partial(run_engine, self._project, self._name, site.options, target)
            problems = errors_in(run(crew=self._crew))
            if problems and self._crew and self._crew.has_lost:  # who waits makes no edit
                problems = errors_in(run(crew=self._crew))
            self._made = None if problems else site
        if problems:
            text = as_text(problems)
            self._say(text)
            self._preview.update(built=False, problems=text)
            return False
        self._say(f"Sivusto päivitetty ({time.monotonic() - started:.1f} s).")
        self._preview.update(built=True, problems="")
        return True


@dataclass(frozen=True)
class _Shown:
    """A finished page that was put into the place of another, with what was there before."""

    file: Path
    before: bytes

    def put_back(self) -> None:
        """Give the place back to what was there before."""
        write_whole(self.file, self.before)


def _site(project: Project, name: str) -> Path:
    return project.build(name) / "esikatselu"


class _Handler(SiteHandler):
    """Serves the built files, with the preview's script added to each page."""

    protocol_version = "HTTP/1.0"  # news of changes have no length that could be told ahead
    cache = "no-store"

    def __init__(self, *args: Any, preview: Preview, site: Path) -> None:
        self.preview = preview
        super().__init__(*args, site=site)

    def do_GET(self) -> None:
        """Answer a request for a page, the script, or news of changes."""
        if self.path == _SCRIPT:
            self.send(200, _CLIENT.encode(), {"Content-Type": "text/javascript"})
        elif self.path == _EVENTS:
            self._stream()
        else:
            super().do_GET()

    def send_nothing(self) -> None:
        """Say that there is no site yet."""
        text = (
            '<!doctype html><html lang="fi"><title>Esikatselu</title><body>'
            "<p>Sivustoa ei ole vielä voitu tehdä.</p></body></html>"
        )
        self.send_page(503, text.encode())

    def send_page(self, status: int, page: bytes) -> None:
        """Give a page that follows changes."""
        script = f'<script src="{_SCRIPT}"></script></body>'
        super().send_page(status, page.replace(b"</body>", script.encode()))

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", self.cache)
        self.end_headers()
        known = ""
        with suppress(OSError):  # until the browser leaves
            while True:
                known = self.preview.wait(known, 15)
                self.wfile.write(f"data: {known}\n\n".encode())
                self.wfile.flush()
