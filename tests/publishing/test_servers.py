"""The settings for web servers: the same headers in all, and real servers that obey."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import settings as settings_of_tests
from hypothesis import strategies as st
from publishing_town import BASE_PATH

from digitiekartta.publishing.manifest import Manifest
from digitiekartta.publishing.publish import publish
from digitiekartta.publishing.server_config import (
    CACHE_HASHED,
    CONTENT_SECURITY_POLICY,
    HEADERS,
    SERVERS,
    framing_site,
    settings,
    unfit_folder,
    unfit_path,
)
from digitiekartta.publishing.store import LocalStore
from digitiekartta.publishing.target import Target

PROGRAMS = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
NGINX_PROGRAM = shutil.which("nginx", path=PROGRAMS) or ""
AS_ROOT = os.name == "posix" and os.geteuid() == 0

NGINX = """
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
APACHE = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DocumentRoot {folder}/muuta
{modules}
TypesConfig /etc/mime.types
Alias {path} {root}/nykyinen
<Directory {root}>
    AllowOverride All
    Require all granted
</Directory>
{user}
"""
MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authz_core", "dir", "alias", "mime", "headers", "rewrite")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A web server on loopback that serves what was published."""

    name: str
    port: int
    root: Path

    def get(self, address: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", address, headers=named)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())


@pytest.fixture(scope="module", params=["nginx", "apache"])
def server(request: pytest.FixtureRequest, public_site) -> Iterator[Server]:
    """Start a web server of this user on a free port, with our settings and nothing else."""
    program = shutil.which({"nginx": "nginx", "apache": "apache2"}[request.param], path=PROGRAMS)
    if program is None or (request.param == "apache" and not MODULES.is_dir()):
        pytest.skip(f"palvelinta {request.param} ei ole: apt-get install nginx apache2")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary).resolve()
        with running_server(request.param, program, folder, folder / "kauhava", public_site) as one:
            yield one


@contextlib.contextmanager
def running_server(
    name: str,
    program: str,
    folder: Path,
    root: Path,
    site: tuple[Path, Manifest],
    *embed_on: str,
) -> Iterator[Server]:
    """Give a web server on a free port, with what was published into a folder."""
    folder.chmod(0o755)  # started by root, the workers are another user
    (folder / "muuta").mkdir()
    publish(Target(LocalStore(root), "pikku"), *site)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = {"nginx": start_nginx, "apache": start_apache}[name]
    command = [program, *start(folder, root, port, *embed_on)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        started = Server(name, port, root)
        try:
            wait_for(started, process)
            yield started
        finally:
            process.terminate()


def start_nginx(folder: Path, root: Path, port: int, *embed_on: str) -> list[str]:
    file = folder / "nginx.conf"
    snippet = settings("nginx", BASE_PATH, root.as_posix(), embed_on)
    file.write_text(NGINX.format(folder=folder, port=port, snippet=snippet))
    user = ["-g", "user root;"] if AS_ROOT else []
    return ["-p", str(folder), "-e", str(folder / "error.log"), "-c", str(file), *user]


def start_apache(folder: Path, root: Path, port: int, *embed_on: str) -> list[str]:
    (root / ".htaccess").write_text(settings("apache", BASE_PATH, root.as_posix(), embed_on))
    found = [name for name in LOADED if (MODULES / f"mod_{name}.so").is_file()]
    text = APACHE.format(
        folder=folder,
        port=port,
        root=root,
        path=BASE_PATH.rstrip("/"),
        modules="\n".join(f"LoadModule {m}_module {MODULES}/mod_{m}.so" for m in found),
        user="User nobody\nGroup nogroup" if AS_ROOT else "",
    )
    (folder / "apache.conf").write_text(text)
    return ["-f", str(folder / "apache.conf"), "-DFOREGROUND"]


def wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, process.stderr and process.stderr.read().decode()
        with contextlib.suppress(OSError):
            server.get("/")
            return
        time.sleep(0.05)
    raise AssertionError("palvelin ei vastaa")


def address_of(server: Server, ending: str) -> str:
    """Return the address of the asset whose name ends so, as the front page says it."""
    page = server.get(BASE_PATH).body.decode()
    found = re.search(rf'"(assets/[^"]+{re.escape(ending)})"', page)
    assert found, ending
    return BASE_PATH + found[1]


def test_a_server_gives_a_page_with_every_header_of_the_list(server):
    page = server.get(BASE_PATH)

    assert (200, "text/html; charset=utf-8") == (page.status, page.headers["content-type"])
    assert dict(HEADERS) == {name: page.headers.get(name.lower()) for name, _ in HEADERS}
    assert "no-cache" == page.headers["cache-control"]
    assert b"Pikkula" in page.body


def test_a_server_gives_our_page_for_a_wrong_address(server):
    wrong_ones = ("eiole/", "tavoitteet/eiole/", "assets/x.0123456789.css", ".julkaisu.json")
    for wrong in (*wrong_ones, "assets/", "assets/stylesheets/"):
        page = server.get(BASE_PATH + wrong)

        assert 404 == page.status, wrong
        assert (server.root / "nykyinen" / "404.html").read_bytes() == page.body, wrong
        assert "no-cache" == page.headers["cache-control"], wrong
        assert CONTENT_SECURITY_POLICY == page.headers["content-security-policy"], wrong


def test_a_server_lets_browsers_keep_what_never_changes(server):
    for ending in (".css", ".js"):
        asset = server.get(address_of(server, ending))

        assert (200, CACHE_HASHED) == (asset.status, asset.headers["cache-control"])
        assert "nosniff" == asset.headers["x-content-type-options"]
    data = server.get(f"{BASE_PATH}assets/haku-data.js")
    assert (200, "no-cache") == (data.status, data.headers["cache-control"])


def test_a_server_gives_compressed_copies_to_those_who_can_read_them(server):
    plain = server.get(BASE_PATH)
    packed = server.get(BASE_PATH, Accept_Encoding="gzip")

    assert "content-encoding" not in plain.headers
    assert "gzip" == packed.headers["content-encoding"]
    assert "Accept-Encoding" == packed.headers["vary"]
    assert plain.body == gzip.decompress(packed.body)
    assert (server.root / "nykyinen" / "index.html.gz").read_bytes() == packed.body


def test_a_server_sends_on_to_addresses_with_a_slash(server):
    for written in (BASE_PATH.rstrip("/"), f"{BASE_PATH}tavoitteet"):
        answer = server.get(written)

        # nginx names neither protocol nor port, which may be others for readers; Apache must.
        origin = "" if server.name == "nginx" else f"http://127.0.0.1:{server.port}"
        assert (301, f"{origin}{written}/") == (answer.status, answer.headers["location"])
    assert 200 == server.get(f"{BASE_PATH}tavoitteet/").status


def test_a_server_has_no_source_maps(server):
    for ending in (".css", ".js"):
        address = address_of(server, ending)

        assert b"sourceMappingURL" not in server.get(address).body
        assert 404 == server.get(f"{address}.map").status


def test_a_server_answers_a_question_whether_a_page_has_changed_in_short(server):
    page = server.get(BASE_PATH)

    assert 304 == server.get(BASE_PATH, If_None_Match=page.headers["etag"]).status


# --- all servers ---------------------------------------------------------------------------------


@pytest.mark.parametrize("server_name", SERVERS)
def test_every_server_sends_every_header_of_the_list(server_name):
    text = settings(server_name, "/digitiekartta/kauhava/", "/srv/kauhava")

    for name, value in HEADERS:
        assert name in text
        assert value in text.replace("&quot;", '"')
    assert "/digitiekartta/kauhava/404.html" in text
    assert CACHE_HASHED in text


def test_the_policy_is_the_one_that_the_pages_are_made_for():
    assert (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    ) == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", ["/", "/digitiekartta/kauhava/"])
def test_the_settings_for_iis_are_xml(path):
    root = ElementTree.fromstring(settings("iis", path, "d:\\www & <sivut>\\kauhava"))

    paths = [location.get("path") for location in root.iter("location")]
    inside = path.strip("/")
    assert (inside or None) == paths[0]
    assert f"{inside}/assets/stylesheets".lstrip("/") in paths


FOLDERS = st.builds(
    "/srv/{}".format,
    st.text(st.characters(codec="utf-8") | st.sampled_from("\"'\\ $;{}<>#-&%*?\n\t"), max_size=12),
)


@given(folder=FOLDERS)
@example(folder="/srv/my folder")
@example(folder="/srv/a--b")
@example(folder="/srv/a---b")
@example(folder='/srv/"; } location / { return 200 x; } #')
@example(folder="/srv/a\\")
@example(folder="/srv/a\rb")
@example(folder="/srv/\ufffe")
@example(folder="/srv/${HOME}")
def test_any_folder_is_quoted_or_refused(folder):
    for server in SERVERS:
        if why := unfit_folder(server, folder):
            assert why.endswith("."), why
            continue
        text = settings(server, "/d/", folder)
        if server == "iis":
            ElementTree.fromstring(text)
            assert f"{folder}\\nykyinen -->" in text
        elif server == "apache":
            plain = settings(server, "/d/", "/srv/k").splitlines()
            assert plain[3:] == text.splitlines()[3:]
            assert all(line.startswith("#") for line in text.splitlines()[:3])
        else:
            [alias] = [line for line in text.splitlines() if "alias" in line]
            quoted = alias.strip().removeprefix('alias "').removesuffix('";')
            assert f"{folder}/nykyinen/" == re.sub(r'\\(["\\])', r"\1", quoted)
            assert not re.search(r'(?<!\\)(?:\\\\)*"', quoted)


@pytest.mark.parametrize(
    "folder",
    [
        *(
            "",
            "srv/kunta",
            "kayttaja@palvelin:/srv",
            "-rf",
            "c:",
            "/srv/a\x00",
            "/srv/a\nb",
            "/srv/a\tb",
        ),
        *("/srv/a\x1b[31m", "/srv/a\u202eb", "/srv/a\u200bb", "/srv/\udce4", f"/{'a' * 2000}"),
    ],
)
@pytest.mark.parametrize("server_name", SERVERS)
def test_what_no_settings_should_name_is_refused(server_name, folder):
    assert unfit_folder(server_name, folder)


@given(path=st.text(st.sampled_from("/.a~%;\"' \\{}?#å\n"), max_size=8).map("/{}/".format))
@example(path="/a/../b/")
@example(path="/../")
@example(path="/./")
@example(path="//")
def test_a_path_that_no_browser_asks_for_is_refused(path):
    parts = path.strip("/").split("/")
    usual = all(
        re.fullmatch(r"[A-Za-z0-9._~-]+", part) and part not in (".", "..") for part in parts
    )

    assert (path == "/" or (usual and not path.startswith("//"))) == (unfit_path(path) is None)


@pytest.mark.parametrize("server_name", SERVERS)
def test_https_for_the_whole_host_is_told_in_a_comment(server_name):
    text = settings(server_name, "/", "/srv/kunta")
    code = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL) if server_name == "iis" else text
    code = re.sub(r"^ *#.*$", "", code, flags=re.MULTILINE)

    assert "Strict-Transport-Security" in text
    assert "Strict-Transport-Security" not in code


@pytest.mark.skipif(not NGINX_PROGRAM, reason="palvelinta nginx ei ole: apt-get install nginx")
@pytest.mark.parametrize(
    "name",
    [
        "välilyönti kansiossa",
        'lainaus"merkki',
        "heittomerkki's",
        "a;b{c}",
        "c\\d",
        "#risuaita",
        "%20&?",
    ],
)
def test_nginx_finds_a_site_in_a_folder_of_any_name(public_site, tmp_path, name):
    root = tmp_path / name / "kunta"
    root.parent.mkdir()
    with running_server("nginx", NGINX_PROGRAM, tmp_path, root, public_site) as server:
        assert (200, 404) == (server.get(BASE_PATH).status, server.get(BASE_PATH + "eiole").status)
        assert (root / "nykyinen" / "index.html").read_bytes() == server.get(BASE_PATH).body


@pytest.mark.skipif(not NGINX_PROGRAM, reason="palvelinta nginx ei ole: apt-get install nginx")
@settings_of_tests(max_examples=25)
@given(folder=FOLDERS)
def test_nginx_reads_the_settings_of_any_folder_that_is_not_refused(folder):
    if unfit_folder("nginx", folder):
        return
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        file = place / "nginx.conf"
        snippet = settings("nginx", "/d/", folder)
        file.write_text(NGINX.format(folder=place, port=1, snippet=snippet), encoding="utf-8")
        words = [
            NGINX_PROGRAM,
            "-t",
            "-p",
            temporary,
            "-e",
            str(place / "virheet"),
            "-c",
            str(file),
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr


def test_at_the_root_nginx_needs_no_redirect():
    assert "location = " not in settings("nginx", "/", "/srv/kauhava")
    assert "location ^~ / {" in settings("nginx", "/", "/srv/kauhava")


# --- embeds --------------------------------------------------------------------------------------

TOWN_SITE = "https://www.pikkula.example"
LET_IN = f"{CONTENT_SECURITY_POLICY} {TOWN_SITE}"


@pytest.fixture(params=["nginx", "apache"])
def server_of_embeds(request: pytest.FixtureRequest, public_site, tmp_path) -> Iterator[Server]:
    """Start a server that lets a site of the town show embeds."""
    program = shutil.which({"nginx": "nginx", "apache": "apache2"}[request.param], path=PROGRAMS)
    if program is None or (request.param == "apache" and not MODULES.is_dir()):
        pytest.skip(f"palvelinta {request.param} ei ole: apt-get install nginx apache2")
    folder = tmp_path.resolve()
    root = folder / "kunta"
    with running_server(request.param, program, folder, root, public_site, TOWN_SITE) as one:
        yield one


def test_a_site_of_the_town_shows_embeds_and_no_other_page(server_of_embeds):
    embeds = ("nyt/", "tavoite/digitaidot/", "vastuutaho/kirjasto/", "nyt/katkelma.txt")
    others = ("", "upotus/", "tavoitteet/", "upotus/nyt", "upotus/eiole/", "upotus/tavoite/eiole/")

    for embed in embeds:
        answer = server_of_embeds.get(f"{BASE_PATH}upotus/{embed}")
        assert (200, LET_IN) == (answer.status, answer.headers["content-security-policy"]), embed
        assert "x-frame-options" not in answer.headers
    for other in others:
        policy = server_of_embeds.get(BASE_PATH + other).headers["content-security-policy"]
        assert CONTENT_SECURITY_POLICY == policy, other


@pytest.mark.parametrize("server_name", SERVERS)
def test_without_a_site_to_let_in_no_page_has_a_policy_of_its_own(server_name):
    text = settings(server_name, "/d/", "/srv/kunta")

    assert "upotus" not in text
    assert 1 == text.count("frame-ancestors")


def test_apache_takes_away_an_older_header_that_would_keep_embeds_out():
    text = settings("apache", "/a.b/", "/srv/kunta", [TOWN_SITE])
    place = r"m#^/a\.b/upotus/(nyt|tavoite|vastuutaho)/#"
    embeds = f"expr=%{{REQUEST_STATUS}} -lt 400 && %{{REQUEST_URI}} =~ {place}"

    assert f'Header always set Content-Security-Policy "{LET_IN}" "{embeds}"' in text
    for table in ("Header always unset", "Header unset"):
        assert f'{table} X-Frame-Options "{embeds}"' in text


def test_iis_lets_the_site_in_to_the_folders_of_embeds_alone():
    root = ElementTree.fromstring(settings("iis", "/d/", "c:\\sivut", [TOWN_SITE]))
    policies = {
        location.get("path"): [
            one.get("value")
            for one in location.iter("add")
            if one.get("name") == "Content-Security-Policy"
        ]
        for location in root.iter("location")
    }

    embeds = {f"d/upotus/{kind}": [LET_IN] for kind in ("nyt", "tavoite", "vastuutaho")}
    assert {"d": [CONTENT_SECURITY_POLICY], **embeds} == {p: v for p, v in policies.items() if v}
    removed = [one.get("name") for one in root.iter("remove") if one.get("name")]
    assert 3 == removed.count("X-Frame-Options") == removed.count("Content-Security-Policy")


@pytest.mark.parametrize(
    ("expected", "written"),
    [
        ("https://www.kunta.fi", "https://www.kunta.fi/"),
        ("https://www.kunta.fi", " HTTPS://WWW.Kunta.fi "),
        ("http://intra.kunta.local:8080", "http://intra.kunta.local:8080"),
        ("https://www.kunta.fi:8443", "https://www.kunta.fi:08443"),
        ("https://*.kunta.fi", "https://*.kunta.fi"),
        ("https://www.xn--jms-qlac.fi", "https://www.jämsä.fi"),
    ],
)
def test_a_site_that_may_show_embeds_is_named_as_browsers_know_it(expected, written):
    assert expected == framing_site(written)


@pytest.mark.parametrize(
    "address",
    [
        *("", "*", "https://*", "https://*.fi", "www.kunta.fi", "'self'", "data:", "https://"),
        *("https://kunta.fi/polku", "https://kunta.fi?a", "https://a@kunta.fi", "https://a..fi"),
        *("https://a; script-src *", 'https://a"b.fi', "https://a$b.fi", "https://a.fi:99999"),
        *(
            "https://a.fi\nb",
            "https://a.fi:",
            "https://*.*.fi",
            "https://a.fi:٤٤٣",
            f"https://{'a' * 300}.fi",
        ),
    ],
)
def test_what_names_no_site_lets_nobody_in(address):
    assert framing_site(address) is None
