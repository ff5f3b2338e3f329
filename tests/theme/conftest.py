"""A small site of the theme, served on loopback with the headers of a real server."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from test_theme import write_project

from digitiekartta.site import engine
from digitiekartta.site.finishing import finish

#: As DESIGN.md gives it, without exceptions.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
#: Where write_project says that the site stands: 404.html has addresses that begin with it.
BASE = "/digitiekartta/"


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE).lstrip("/"))

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a finished site of every kind of page that the theme knows."""
    root = tmp_path_factory.mktemp("teema")
    config = write_project(root, draft=True)
    folder = root / "site" / "koe"
    assert engine.build(config, folder, epoch=1_763_769_600) == []
    finish(folder, docs=config.parent / "docs", theme=root / "theme")
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Return the address of the site's front page on a running server."""
    handler = functools.partial(_Handler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()
