"""A web server on loopback: it gives the folder of a site as the city's server does."""

import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

#: What the pages may do in a reader's browser (see DESIGN.md, "The site").
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)


def normal_base(base_path: str) -> str:
    """Return the path of a site on its server with a slash at both ends."""
    inside = base_path.strip("/")
    return f"/{inside}/" if inside else "/"


@contextmanager
def serving(site: Path, *, base_path: str = "/", policy: str = POLICY) -> Iterator[str]:
    """Serve a folder while the block runs; give the address of its front page.

    The policy is sent as "report only": every breach is seen, while the page still works, so
    that one forbidden script does not hide what is wrong with the rest.
    """
    base = normal_base(base_path)
    with running(partial(SiteHandler, site=site.resolve(), base=base, policy=policy)) as address:
        yield address + base


@contextmanager
def running(handler: Callable[..., BaseHTTPRequestHandler], port: int = 0) -> Iterator[str]:
    """Answer requests while the block runs; give the address without a path.

    Raises:
        OSError: The port is taken. 0 is any that is free.
    """
    with _Server(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that leaves a page drops what it was loading."""


class SiteHandler(BaseHTTPRequestHandler):
    """Gives the files of a site that stands under a path."""

    protocol_version = "HTTP/1.1"
    cache = "max-age=600"

    def __init__(self, *args: Any, site: Path, base: str = "/", policy: str = "") -> None:
        self.site, self.base, self.policy = site, base, policy
        super().__init__(*args)

    def do_GET(self) -> None:
        """Give a file, send on to a folder's address with a slash, or give 404.html."""
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if file is not None and file.is_dir():
            if path.endswith("/"):
                file = file / "index.html"
            else:
                self.send(301, b"", {"Location": quote(path + "/")})
                return
        if file is not None and file.is_file():
            self._send_file(200, file)
        elif (missing := self.site / "404.html").is_file():
            self._send_file(404, missing)
        else:
            self.send_nothing()

    do_HEAD = do_GET

    def send_nothing(self) -> None:
        """Answer where there is not even a page that says so."""
        self.send(404, b"", {})

    def _file(self, path: str) -> Path | None:
        if not (path + "/").startswith(self.base):
            return None
        file = (self.site / path[len(self.base) :]).resolve()
        return file if file.is_relative_to(self.site) else None

    def _send_file(self, status: int, file: Path) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind == "text/html":
            self.send_page(status, file.read_bytes())
        else:
            kind += "; charset=utf-8" * kind.startswith("text/")
            self.send(status, file.read_bytes(), {"Content-Type": kind})

    def send_page(self, status: int, page: bytes) -> None:
        """Give a page."""
        headers = {"Content-Type": "text/html; charset=utf-8"}
        if self.policy:
            headers["Content-Security-Policy-Report-Only"] = self.policy
        self.send(status, page, headers)

    def send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Give bytes."""
        common = {"Cache-Control": self.cache, "Content-Length": str(len(body))}
        with suppress(ConnectionError):
            self.send_response(status)
            for name, value in (headers | common).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
