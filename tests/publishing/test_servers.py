"""The settings for web servers: the same headers in all, and a real nginx that obeys."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from publishing_town import BASE_PATH

from digitiekartta.publishing.headers import CACHE_HASHED, CONTENT_SECURITY_POLICY, HEADERS
from digitiekartta.publishing.local import LocalStore
from digitiekartta.publishing.publish import publish
from digitiekartta.publishing.server_config import SERVERS, nginx
from digitiekartta.publishing.target import Target

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/tmp1;
    proxy_temp_path {folder}/tmp2;
    fastcgi_temp_path {folder}/tmp3;
    uwsgi_temp_path {folder}/tmp4;
    scgi_temp_path {folder}/tmp5;
    server {{
        listen 127.0.0.1:{port};
        root {folder}/muuta;
{snippet}
    }}
}}
"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A web server on loopback that serves what was published."""

    port: int
    root: Path

    def get(self, address: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", address, headers=named)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())


@pytest.fixture(scope="module")
def server(public_site, tmp_path_factory) -> Iterator[Server]:
    """Start nginx of this user on a free port, with the snippet and nothing else."""
    if NGINX is None:
        pytest.skip("nginx puuttuu: apt-get install nginx")
    folder = tmp_path_factory.mktemp("nginx")
    source, made = public_site
    root = folder / "kauhava"
    assert [] == publish(Target(LocalStore(root), "pikku"), source, made)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    snippet = nginx(BASE_PATH, root.as_posix())
    file.write_text(CONFIGURATION.format(folder=folder, port=port, snippet=snippet))
    # Started by root, its workers would be another user, who can't enter this folder.
    as_root = ["-g", "user root;"] if os.geteuid() == 0 else []
    command = [NGINX, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(file), *as_root]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        made_server = Server(port, root)
        try:
            wait_for(made_server, process)
            yield made_server
        finally:
            process.terminate()


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        with contextlib.suppress(OSError):
            server.get("/")
            return
        time.sleep(0.05)
    raise AssertionError("nginx ei vastaa")


def address_of(server: Server, ending: str) -> str:
    """Return the address of the asset whose name ends so, as the front page says it."""
    page = server.get(BASE_PATH).body.decode()
    found = re.search(rf'"(assets/[^"]+{re.escape(ending)})"', page)
    assert found, ending
    return BASE_PATH + found[1]


def test_nginx_gives_a_page_with_every_header_of_the_list(server):
    page = server.get(BASE_PATH)

    assert (200, "text/html; charset=utf-8") == (page.status, page.headers["content-type"])
    assert dict(HEADERS) == {name: page.headers.get(name.lower()) for name, _ in HEADERS}
    assert "no-cache" == page.headers["cache-control"]
    assert b"Pikkula" in page.body


def test_nginx_gives_our_page_for_a_wrong_address(server):
    for wrong in ("eiole/", "tavoitteet/eiole/", "assets/x.0123456789.css", ".julkaisu.json"):
        page = server.get(BASE_PATH + wrong)

        assert 404 == page.status, wrong
        assert (server.root / "nykyinen" / "404.html").read_bytes() == page.body, wrong
        assert "no-cache" == page.headers["cache-control"], wrong
        assert CONTENT_SECURITY_POLICY == page.headers["content-security-policy"], wrong


def test_nginx_lets_browsers_keep_what_never_changes(server):
    for ending in (".css", ".js"):
        asset = server.get(address_of(server, ending))

        assert (200, CACHE_HASHED) == (asset.status, asset.headers["cache-control"])
        assert "nosniff" == asset.headers["x-content-type-options"]
    data = server.get(f"{BASE_PATH}assets/haku.json")
    assert (200, "no-cache") == (data.status, data.headers["cache-control"])


def test_nginx_gives_compressed_copies_to_those_who_can_read_them(server):
    plain = server.get(BASE_PATH)
    packed = server.get(BASE_PATH, Accept_Encoding="gzip")

    assert "content-encoding" not in plain.headers
    assert "gzip" == packed.headers["content-encoding"]
    assert "Accept-Encoding" == packed.headers["vary"]
    assert plain.body == gzip.decompress(packed.body)
    assert (server.root / "nykyinen" / "index.html.gz").read_bytes() == packed.body


def test_nginx_sends_on_to_addresses_with_a_slash_without_naming_itself(server):
    for written in (BASE_PATH.rstrip("/"), f"{BASE_PATH}tavoitteet"):
        answer = server.get(written)

        assert (301, f"{written}/") == (answer.status, answer.headers["location"])
    assert 200 == server.get(f"{BASE_PATH}tavoitteet/").status


def test_nginx_has_no_source_maps(server):
    for ending in (".css", ".js"):
        address = address_of(server, ending)

        assert b"sourceMappingURL" not in server.get(address).body
        assert 404 == server.get(f"{address}.map").status


def test_nginx_answers_a_question_whether_a_page_has_changed_in_short(server):
    page = server.get(BASE_PATH)

    assert 304 == server.get(BASE_PATH, If_None_Match=page.headers["etag"]).status


# --- all servers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("server_name", SERVERS)
def test_every_server_sends_every_header_of_the_list(server_name):
    settings = SERVERS[server_name]("/digitiekartta/kauhava/", "/srv/kauhava")

    for name, value in HEADERS:
        assert name in settings
        assert value in settings.replace("&quot;", '"')
    assert "/digitiekartta/kauhava/404.html" in settings
    assert CACHE_HASHED in settings


def test_the_policy_is_the_one_that_the_pages_are_made_for():
    assert (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ) == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", ["/", "/digitiekartta/kauhava/"])
def test_the_settings_for_iis_are_xml(path):
    root = ElementTree.fromstring(SERVERS["iis"](path, "d:\\www -- sivut\\kauhava"))

    paths = [location.get("path") for location in root.iter("location")]
    inside = path.strip("/")
    assert (inside or None) == paths[0]
    assert f"{inside}/assets/stylesheets".lstrip("/") in paths


def test_at_the_root_nginx_needs_no_redirect():
    assert "location = " not in nginx("/", "/srv/kauhava")
    assert "location ^~ / {" in nginx("/", "/srv/kauhava")
