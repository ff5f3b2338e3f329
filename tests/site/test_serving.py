"""Preview: an edit is soon seen, an error keeps the last good page, and nobody else can look."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest

from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import engine, serving
from digitiekartta.site.serving import Preview, serve
from pikku import Content

ROOT = Path(__file__).parents[2]
# Generous: a build takes a second or two, on a busy machine many times that.
SECONDS = 60


class Running:
    """A preview that runs in a thread of its own."""

    def __init__(self, root: Path) -> None:
        self.content = Content(root)
        for name in ("theme", "mkdocs.yml"):
            (root / name).symlink_to(ROOT / name)
        self.said: list[str] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(Project(root),), daemon=True)
        self.thread.start()
        self.until(lambda: any("http://" in line for line in self.said))
        address = next(line for line in self.said if "http://" in line)
        self.port = int(address.partition("http://127.0.0.1:")[2].partition("/")[0])

    def _run(self, project: Project) -> None:
        options = Options(date(2025, 9, 15))
        serve(project, "pikku", options, port=0, say=self.said.append, stop=self.stop)

    def until(self, true: Callable[[], bool]) -> None:
        deadline = time.monotonic() + SECONDS
        while not true():
            assert time.monotonic() < deadline, self.said
            assert self.thread.is_alive(), self.said
            time.sleep(0.05)

    def rest(self) -> None:
        """Wait until nothing has been made for a while."""
        known = -1
        while known != len(self.said) or self.said[-1].startswith("Sivu "):
            known = len(self.said)
            time.sleep(1)

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def news(self) -> dict[str, object]:
        """Return the first event that a browser which just came is told."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        connection.request("GET", "/__muutokset")
        line = connection.getresponse().readline().decode()
        connection.close()
        found = json.loads(line.removeprefix("data: "))
        assert isinstance(found, dict)
        return found


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("esikatselu"))
    yield running
    running.stop.set()
    running.thread.join(SECONDS)


@pytest.mark.engine
def test_pages_are_shown_with_the_script_that_follows_changes(preview):
    status, page = preview.get("/toimenpiteet/kurssit/")

    assert 200 == status
    assert "Tietoturvakurssi" in page
    assert '<script src="/__esikatselu.js"></script></body>' in page
    assert "EventSource" in preview.get("/__esikatselu.js")[1]
    assert 404 == preview.get("/eiole/")[0]
    assert "Sivua ei löytynyt" in preview.get("/eiole/")[1]
    assert "Sivua ei löytynyt" in preview.get("/../../content/pikku/tiekartta.yml")[1]


@pytest.mark.engine
def test_an_edit_is_seen_and_browsers_are_told(preview):
    before = preview.news()

    preview.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Uusi kurssi")

    preview.until(lambda: "Uusi kurssi" in preview.get("/toimenpiteet/kurssit/")[1])
    preview.until(lambda: preview.news() != before)
    assert "" == preview.news()["problems"]


@pytest.mark.engine
def test_the_page_of_an_edited_measure_is_shown_before_all_others(preview):
    preview.content.append("toimenpiteet/digituki.yml", "kuvaus: Pian näkyvä.\n")
    said = "Sivu toimenpiteet/digituki/"
    preview.until(lambda: any(line.startswith(said) for line in preview.said))
    first = preview.get("/toimenpiteet/digituki/")[1]
    number = len(preview.said)
    preview.until(lambda: any("Sivusto päivitetty" in said for said in preview.said[number - 1 :]))

    assert "Pian näkyvä." in first
    assert first == preview.get("/toimenpiteet/digituki/")[1]


@pytest.mark.engine
def test_a_page_with_an_error_that_only_another_file_tells_goes_back_to_what_it_was(preview):
    good = preview.get("/toimenpiteet/digituki/")[1]
    was, told = preview.content.read("toimenpiteet/digituki.yml"), len(preview.said)

    preview.content.append("toimenpiteet/digituki.yml", "aiemmat_tunnukset:\n  - kurssit\n")
    preview.until(lambda: "kurssit" in str(preview.news()["problems"]))
    assert preview.said[told].startswith("Sivu toimenpiteet/digituki/")
    preview.until(lambda: good == preview.get("/toimenpiteet/digituki/")[1])

    preview.content.write("toimenpiteet/digituki.yml", was.encode())
    preview.until(lambda: not preview.news()["problems"])


@pytest.mark.engine
def test_an_error_keeps_the_last_good_page_and_is_told_until_it_is_mended(preview):
    _, good = preview.get("/toimenpiteet/digituki/")
    was = preview.content.read("toimenpiteet/digituki.yml")

    preview.content.replace("toimenpiteet/digituki.yml", "Kirjasto", "Kirjatso")
    preview.until(lambda: bool(preview.news()["problems"]))

    assert "Kirjatso" in str(preview.news()["problems"])
    assert any("Kirjatso" in line for line in preview.said)
    assert good == preview.get("/toimenpiteet/digituki/")[1]

    preview.content.write("toimenpiteet/digituki.yml", was.encode())
    preview.until(lambda: not preview.news()["problems"])


@pytest.mark.engine
def test_settings_are_followed_though_each_save_puts_a_new_file_in_place(preview):
    settings = preview.content.root / "mkdocs.yml"
    text = settings.read_text()
    for number in range(3):
        preview.rest()  # else one build may be that of two saves
        told, fresh = len(preview.said), settings.with_name("uusi.yml")
        fresh.write_text(f"{text}\n# {number}\n")
        fresh.replace(settings)
        preview.until(lambda told=told: "Sivusto päivitetty" in "".join(preview.said[told:]))


@pytest.mark.engine
def test_only_this_machine_can_look(preview):
    # Another address of the same machine: a server that listens everywhere would answer.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", preview.port), timeout=5)


@pytest.mark.engine
def test_the_preview_stops_cleanly_though_a_browser_listens(tmp_path):
    running = Running(tmp_path)
    browser = HTTPConnection("127.0.0.1", running.port, timeout=SECONDS)
    browser.request("GET", "/__muutokset")
    browser.getresponse().readline()

    running.stop.set()
    running.thread.join(SECONDS)

    assert not running.thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", running.port), timeout=5)


def test_an_edit_during_the_first_build_is_not_missed(tmp_path, monkeypatch):
    content = Content(tmp_path)
    for name in ("theme", "mkdocs.yml"):
        (tmp_path / name).symlink_to(ROOT / name)
    stop, builds = threading.Event(), []

    def slow_build(*_: object) -> bool:
        builds.append(content.read("saatesanat.md"))
        if len(builds) == 1:
            content.write("saatesanat.md", "# Muutettu kesken\n")
        else:
            stop.set()
        return True

    monkeypatch.setattr(serving._Builder, "_build", slow_build)
    timer = threading.Timer(SECONDS, stop.set)
    timer.start()
    options = Options(date(2025, 9, 15))
    serve(Project(tmp_path), "pikku", options, port=0, say=lambda text: None, stop=stop)
    timer.cancel()

    assert "# Muutettu kesken\n" == builds[-1]


def test_a_waiting_browser_is_told_at_once():
    shared = Preview()
    known, heard = shared.news(), []
    # Whoever is told only when the time to wait is over hears nothing before tomorrow.
    waiting = threading.Thread(
        target=lambda: heard.append(shared.wait(known, seconds=24 * 60 * 60)), daemon=True
    )
    waiting.start()
    shared.update(built=True, problems="")
    waiting.join(timeout=SECONDS)

    [news] = heard
    assert {"version": 1, "problems": ""} == json.loads(news)
    assert news == shared.wait(news, seconds=0.01)


def test_a_port_that_is_taken_is_told_as_a_port(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "pikku", "--port", str(port))

    assert 1 == code
    assert f"Portti {port} on jo toisen ohjelman käytössä" in err
    assert "--port" in err


@pytest.mark.engine
def test_broken_settings_are_told_and_the_preview_waits_for_mended_ones(own_preview):
    settings = own_preview.content.root / "mkdocs.yml"
    sound = settings.read_text(encoding="utf-8")
    settings.write_text(f"{sound}foo: [\n", encoding="utf-8")
    own_preview.until(lambda: "mkdocs.yml" in str(own_preview.news()["problems"]))

    settings.write_text(sound, encoding="utf-8")

    own_preview.until(lambda: not own_preview.news()["problems"])


@pytest.mark.engine
def test_removed_pages_are_written_again_at_the_next_edit(own_preview):
    shutil.rmtree(own_preview.content.root / "build" / "pikku" / "docs")
    own_preview.content.append("toimenpiteet/digituki.yml", "kuvaus: Tehty uudelleen.\n")

    own_preview.until(lambda: "Tehty uudelleen." in own_preview.get("/toimenpiteet/digituki/")[1])


@pytest.mark.engine
def test_an_engine_that_was_ended_in_the_middle_is_followed_by_another(own_preview, monkeypatch):
    original, killed = engine.Standby.do, list[engine.Standby]()

    def cut_short(standby: engine.Standby, what: str, **how: object) -> object:
        if what == "rest" and not killed:
            killed.append(standby)
            standby._process.kill()
        return original(standby, what, **how)

    monkeypatch.setattr(engine.Standby, "do", cut_short)
    own_preview.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Uusi kurssi")

    own_preview.until(
        lambda: bool(killed) and "Uusi kurssi" in own_preview.get("/toimenpiteet/")[1]
    )
    assert not own_preview.news()["problems"]


_INTERRUPTED = """
import os, signal, sys, threading
from datetime import date
from pathlib import Path
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import serving

signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever started the tests
def say(what):
    if "http" in what:
        threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()
serving.serve(Project(Path(sys.argv[1])), "pikku", Options(date(2025, 9, 15)), port=0, say=say)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windowsissa keskeytys tulee muuten")
@pytest.mark.engine
def test_an_interrupted_preview_says_nothing_in_english(tmp_path):
    Content(tmp_path)
    command = [sys.executable, "-c", _INTERRUPTED, str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert (0, "", "") == (ended.returncode, ended.stdout, ended.stderr)


@pytest.fixture
def own_preview(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    running.rest()
    yield running
    running.stop.set()
    running.thread.join(SECONDS)
