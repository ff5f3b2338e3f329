"""A web server for the audit alone: one folder, on loopback, as the city's server gives it."""

from __future__ import annotations

import mimetypes
import threading
from collections.abc import Iterator
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
    handler = partial(_Handler, site=site.resolve(), base=base, policy=policy)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a browser that leaves a page drops what it was loading."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, site: Path, base: str, policy: str) -> None:
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
                self._send(301, b"", {"Location": quote(path + "/")})
                return
        if file is not None and file.is_file():
            self._send_file(200, file)
        elif (missing := self.site / "404.html").is_file():
            self._send_file(404, missing)
        else:
            self._send(404, b"", {})

    do_HEAD = do_GET

    def _file(self, path: str) -> Path | None:
        if not (path + "/").startswith(self.base):
            return None
        file = (self.site / path[len(self.base) :]).resolve()
        return file if file.is_relative_to(self.site) else None

    def _send_file(self, status: int, file: Path) -> None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if kind.startswith("text/"):
            kind += "; charset=utf-8"
        headers = {"Content-Type": kind, "Cache-Control": "max-age=600"}
        if kind.startswith("text/html") and self.policy:
            headers["Content-Security-Policy-Report-Only"] = self.policy
        self._send(status, file.read_bytes(), headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        with suppress(ConnectionError):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
