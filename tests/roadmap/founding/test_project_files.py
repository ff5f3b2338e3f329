"""What a municipality's own project holds besides its content."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from digitiekartta.basics import carried
from digitiekartta.basics.problems import errors_in
from digitiekartta.roadmap import schemas
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.formatting import format_roadmap
from digitiekartta.roadmap.founding import pin
from digitiekartta.roadmap.founding.content import first_content
from digitiekartta.roadmap.founding.files import HOSTS, project_files, with_note
from digitiekartta.roadmap.founding.news import news_since
from digitiekartta.roadmap.founding.note import NOTE, Told
from digitiekartta.roadmap.founding.places import genitives, known_place, place_name
from digitiekartta.roadmap.founding.writing import in_the_way, write_new
from towns import ROOT

KEULA = Told("Keulan kunta", "keula", "github", "https://www.keula.example/digitiekartta/")


class Installed:
    """A package as its installer has noted where it came from."""

    def __init__(self, told: Mapping[str, object] | None) -> None:
        self.told = told

    def read_text(self, name: str) -> str | None:
        assert "direct_url.json" == name
        return json.dumps(self.told) if self.told else None


@pytest.mark.parametrize("host", HOSTS)
def test_pipelines_are_those_of_the_host_and_nothing_is_left_unfilled(host):
    files = project_files(Told("Keulan kunta", "keula", host))

    pipelines = {path for path in files if path.startswith((".github/", ".gitlab"))}
    assert pipelines == {path for path in HOSTS[host] if path.startswith(".git")}
    for path in pipelines:
        assert yaml.safe_load(files[path].decode())
    assert not [path for path, data in files.items() if b"[[ " in data or b"[% " in data]


def test_guides_and_schemas_are_those_of_the_program():
    files = project_files(KEULA)

    for guide in ("OHJE.md", "JULKAISUOHJE.md", "VIRHEET.md"):
        assert (carried.CONTENT / guide).read_bytes() == files[f"content/{guide}"]
    made = schemas.files(Path("ei-kansiota"))
    assert made == {path: files[path].decode() for path in made}


def test_no_text_leads_to_a_file_that_is_not_there():
    files = project_files(KEULA)

    for path in (path for path in files if path.endswith(".md") and "VIRHEET" not in path):
        text = re.sub(r"```.*?```|`[^`]*`", "", files[path].decode(), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (Path(path).parent / target).as_posix().replace("content/../", "") in files


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (None, "digitiekartta==0.1.0"),
        ({"url": "file:///x/koodi", "dir_info": {"editable": True}}, "digitiekartta==0.1.0"),
        (
            {"url": "file:///x/d-0.1.0.whl", "archive_info": {"hashes": {"sha256": "ab12"}}},
            "digitiekartta==0.1.0 --hash=sha256:ab12",
        ),
        (
            {"url": "https://x:y@kunta.example/d.whl", "archive_info": {"hash": "sha256=ab12"}},
            "digitiekartta @ https://kunta.example/d.whl --hash=sha256:ab12",
        ),
        ({"url": "https://kunta.example/d.git", "vcs_info": {}}, "digitiekartta==0.1.0"),
    ],
    ids=["registry", "editable", "file", "address", "git"],
)
def test_the_pin_tells_exactly_what_was_installed(told, expected, monkeypatch):
    monkeypatch.setattr(pin, "distribution", lambda name: Installed(told))
    monkeypatch.setattr(pin, "__version__", "0.1.0")

    assert expected == pin.program()


def locked(text: str) -> dict[str, set[str]]:
    """Return name and version → hashes."""
    found = re.finditer(r"^(\S+==\S+).*\n((?: .*\n)+)", text, re.MULTILINE)
    return {one[1]: set(re.findall("sha256:([0-9a-f]{64})", one[2])) for one in found}


def test_of_a_file_without_a_told_hash_it_is_computed(tmp_path, monkeypatch):
    wheel = tmp_path / "oma kansio" / "d-0.1.0.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"paketti")
    monkeypatch.setattr(
        pin, "distribution", lambda name: Installed({"url": wheel.as_uri(), "archive_info": {}})
    )

    assert f"--hash=sha256:{sha256(b'paketti').hexdigest()}" in pin.program()
    wheel.unlink()
    assert "--hash" not in pin.program()


def test_libraries_are_the_same_as_those_that_the_program_is_tested_with():
    project, tested = locked(pin.libraries()), locked((ROOT / "requirements.lock").read_text())

    assert set() == {name.partition("==")[0] for name in project.keys() - tested.keys()}
    for name in project.keys() & tested.keys():
        assert tested[name] == project[name], name


def test_libraries_are_those_that_the_program_needs_each_with_its_hashes():
    text = pin.libraries()
    names = {name.partition("==")[0] for name in locked(text)}
    required = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]

    assert {re.split("[<>=]", one)[0] for one in required} <= names
    assert {"markupsafe", "numpy", "six"} <= names
    assert not {"pytest", "ruff", "moto", "playwright", "zensical"} & names
    for one in re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in one


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Keulan kunta", "Keula"),
        ("Kemijärven kaupunki", "Kemijärvi"),
        ("Joensuun kaupunki", "Joensuu"),
        ("Seinäjoen kaupunki", "Seinäjoki"),
        ("Lahden kaupunki", "Lahti"),
        ("Kaustisen kunta", "Kaustinen"),
        ("Sivistystoimi", "Sivistystoimi"),
    ],
)
def test_the_name_of_the_place_is_proposed(organisation, name):
    assert name == place_name(organisation)


@pytest.mark.parametrize(
    ("organisation", "name"),
    [
        ("Turun kaupunki", "Turku"),
        ("TURUN  KAUPUNKI", "Turku"),
        ("Hangon kaupunki", "Hanko"),
        ("Kauniaisten kaupunki", "Kauniainen"),
        ("Uudenkaupungin kaupunki", "Uusikaupunki"),
        ("Varkauden kaupunki", "Varkaus"),
        ("Nousiaisten kunta", "Nousiainen"),
        ("Kaustisen kunta", "Kaustinen"),
        ("Haapaveden kaupunki", "Haapavesi"),
        ("Rautalammin kunta", "Rautalampi"),
        ("Virtain kaupunki", "Virrat"),
        ("Lopen kunta", "Loppi"),
        ("Kosken Tl kunta", "Koski Tl"),
        ("Pedersören kunta", "Pedersöre"),
        ("Pedersöre kommun", "Pedersöre"),
        ("Mustasaaren kunta", "Mustasaari"),
        ("Korsholms kommun", "Korsholm"),
        ("Staden Jakobstad", "Jakobstad"),
        ("Turun kaupunki – Åbo stad", "Turku"),
        ("Korsholms kommun – Mustasaaren kunta", "Korsholm"),
        ("Helsingfors stad", "Helsingfors"),
    ],
)
def test_a_municipality_is_known_whatever_its_genitive(organisation, name):
    assert name == known_place(organisation)


@pytest.mark.parametrize("organisation", ["Keulan kunta", "Sivistystoimi", "Turku", "Kunta"])
def test_what_is_no_full_name_of_a_municipality_is_not_known(organisation):
    assert known_place(organisation) is None


def test_each_of_the_308_municipalities_is_found_from_its_genitive():
    assert 308 == len(genitives()) == len(set(genitives().values()))
    for name, genitive in genitives().items():
        assert name == place_name(f"{genitive} kunta") == place_name(f"{genitive} kaupunki")


@pytest.mark.parametrize("organisation", ["Keulan kunta", 'Kunta: "outo" # nimi', "Åbo stad"])
def test_the_first_content_is_sound_and_in_canonical_form(organisation, tmp_path):
    write_new(
        first_content(organisation, "Keula", date(2026, 9, 15)), tmp_path / "content" / "keula"
    )

    reading = read_and_check(tmp_path / "content", "keula")
    assert not errors_in(reading.problems)
    assert reading.roadmap
    assert organisation == reading.roadmap.settings.organisation
    assert "kevät 2026 – syksy 2028" == str(reading.roadmap.settings.period)
    assert () == format_roadmap(tmp_path / "content", "keula", write=False).changed


def test_what_is_in_the_way_is_told_with_its_folders(tmp_path):
    (tmp_path / "content").write_text("tiedosto kansion paikalla")
    (tmp_path / "README.md").symlink_to("ei-missään")

    assert ["README.md", "content"] == in_the_way(["README.md", "content/a/b.yml", "x"], tmp_path)
    assert [] == in_the_way(["x"], tmp_path / "ei ole")


def test_a_write_that_fails_leaves_nothing_behind(tmp_path):
    (tmp_path / "vanha").touch()

    with pytest.raises(FileExistsError):
        write_new({"a/b/c": b"1", "d": b"2", "vanha": b"3"}, tmp_path / "")

    assert ["vanha"] == [path.name for path in tmp_path.iterdir()]
    assert b"" == (tmp_path / "vanha").read_bytes()


def test_the_note_holds_a_digest_of_each_file_but_content():
    files = project_files(KEULA)
    noted = json.loads(with_note(files, KEULA)[NOTE])

    assert set(files) == set(noted["tiedostot"])
    assert 1 == noted["muoto"]


def test_news_are_those_after_a_version():
    changelog = (
        "## [Unreleased]\n\n### Mitä virkailija huomaa\n\n- tulossa\n\n"
        "## [0.10.0] - 2027-01-01\n\n### Added\n\n- english\n\n"
        "### Mitä virkailija huomaa\n\n- kymmenes\n- toinen\n\n"
        "## [0.9.0]\n\n### Mitä virkailija huomaa\n\n- yhdeksäs\n"
    )

    assert ["kymmenes", "toinen"] == news_since("0.9.0", changelog)
    assert ["kymmenes", "toinen", "yhdeksäs"] == news_since("0.8", changelog)
    assert [] == news_since("0.10.0", changelog)
