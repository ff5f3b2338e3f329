"""What a person names as an output: links are followed, pipes and devices written through."""

from __future__ import annotations

import json
import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from digitiekartta.audit.states import STATE_NAMES

OUTPUTS = {
    "changes": ("a.md", ("changes", "pikku", "--output")),
    "export csv": ("a.csv", ("export", "pikku", "--csv")),
    "export xlsx": ("a.xlsx", ("export", "pikku", "--annex")),
    "export docx": ("a.docx", ("export", "pikku", "--annex")),
    "compare": ("a.csv", ("compare", "--output")),
    "review": ("a.md", ("review", "--base", "pohja", "--output")),
    "audit": ("a.json", ("audit", "sivusto", "--states", "static", "--report")),
    "import report": ("a.md", ("import", "liite.xlsx", "--into", "pikku", "--report")),
    "import preview": ("a.html", ("import", "liite.xlsx", "--into", "pikku", "--preview")),
}
EACH = pytest.mark.parametrize("output", OUTPUTS)
DOCUMENTS = [name for name, (file, _) in OUTPUTS.items() if file.endswith((".csv", "x"))]
TEXTS = [name for name in OUTPUTS if name not in DOCUMENTS]


@pytest.fixture
def write(content, run) -> Callable[[str, Path], int]:
    """Return what runs a command that writes an output to a place, and gives its exit code."""
    shutil.copytree(content.root / "content", content.root / "pohja" / "content")
    site = content.root / "sivusto"
    site.mkdir()
    (site / "index.html").write_text('<html lang="fi"><title>A</title><h1>A</h1>')

    def write(output: str, place: Path, told: list[str] | None = None) -> int:
        _, words = OUTPUTS[output]
        if words[0] == "import":
            assert 0 == run("export", "pikku", "--annex", "liite.xlsx")[0]
        code, _, err = run(*words, str(place))
        if told is not None:
            told.append(err)
        return code

    return write


@EACH
def test_a_link_is_followed_and_stays_a_link(write, tmp_path, output):
    name = OUTPUTS[output][0]
    (tmp_path / "muualla").mkdir()
    there, link = tmp_path / "muualla" / name, tmp_path / name
    there.touch()
    there.chmod(0o640)
    link.symlink_to(there)

    assert write(output, link) in (0, 1)

    assert link.is_symlink()
    assert b"" != there.read_bytes()
    assert 0o640 == stat.S_IMODE(there.stat().st_mode)
    assert [name] == [path.name for path in there.parent.iterdir()]


@pytest.mark.parametrize("output", DOCUMENTS)
def test_a_document_of_somebody_elses_stays_and_that_is_told(write, tmp_path, output):
    place = tmp_path / OUTPUTS[output][0]
    place.write_text("ainoa kappale")

    assert 2 == write(output, place, told := [])

    assert "ainoa kappale" == place.read_text()
    assert f"Tiedosto {place} on jo olemassa" in told[-1]
    assert "Anna toinen nimi, tai siirrä tai poista tiedosto ensin." in told[-1]


@pytest.mark.parametrize("output", TEXTS)
def test_a_text_gives_way_but_not_where_it_is_content(write, tmp_path, output):
    place, content = tmp_path / OUTPUTS[output][0], tmp_path / "content/pikku/tahot.yml"
    place.write_text("entinen")
    before = content.read_text()

    assert write(output, place) in (0, 1)
    assert "entinen" != place.read_text()
    assert 2 == write(output, content)
    assert before == content.read_text()


@EACH
def test_nothing_is_put_among_the_content(write, tmp_path, output):
    place = tmp_path / "content" / "pikku" / OUTPUTS[output][0]

    assert 2 == write(output, place, told := [])

    assert not place.exists()
    assert f"Tiedosto {place} on sisällön kansiossa" in told[-1]


@EACH
def test_nothing_is_put_into_a_site_from_which_the_next_build_would_remove_it(
    write, tmp_path, output
):
    place = tmp_path / "site" / "pikku" / OUTPUTS[output][0]
    place.parent.mkdir(parents=True)

    assert 2 == write(output, place, told := [])

    assert not place.exists()
    assert f"Tiedosto {place} on valmiin sivuston kansiossa" in told[-1]


def test_a_hyphen_is_no_name_of_a_file(write, tmp_path):
    for output in OUTPUTS:
        assert 2 == write(output, Path("-"), told := [])
        assert "”-” ei ole tiedoston nimi." in told[-1]

    assert not (tmp_path / "-").exists()


def test_the_report_of_an_audit_gives_way_among_the_content(write, tmp_path):
    report = tmp_path / "content" / "pikku" / "saavutettavuus-raportti.json"
    report.write_text('{"date": "2025-01-01"}')

    assert write("audit", report) in (0, 1)
    assert "2025-01-01" not in report.read_text()


@pytest.mark.parametrize("output", [name for name in OUTPUTS if name != "audit"])
def test_the_report_of_an_audit_gives_way_to_nothing_else(write, tmp_path, output):
    report = tmp_path / "content" / "pikku" / "saavutettavuus-raportti.json"
    whole = {"date": "2026-09-01", "site": "pikku", "pages_in_site": 1, "pages": ["index.html"]}
    report.write_text(json.dumps(whole | {"states": list(STATE_NAMES), "problems": []}))
    before = report.read_bytes()

    assert 2 == write(output, report)
    assert before == report.read_bytes()


@pytest.mark.parametrize("output", DOCUMENTS)
def test_a_document_of_the_program_gives_way_until_somebody_has_changed_it(write, tmp_path, output):
    place = tmp_path / OUTPUTS[output][0]
    assert write(output, place) in (0, 1)
    measure = next((tmp_path / "content/pikku/toimenpiteet").glob("*.yml"))
    measure.write_text(measure.read_text().replace("otsikko: ", "otsikko: Uusi "))

    assert write(output, place) in (0, 1)

    place.write_bytes(place.read_bytes() + b"oma lisays")
    assert 2 == write(output, place)


@pytest.mark.skipif(os.name != "posix", reason="putkia on vain Unixissa")
@EACH
def test_a_pipe_is_written_through(write, tmp_path, output):
    pipe = tmp_path / OUTPUTS[output][0]
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    reader.start()

    assert write(output, pipe) in (0, 1)

    reader.join(10)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert heard
    assert heard[0]


@pytest.mark.skipif(os.name != "posix", reason="laitteita on vain Unixissa")
@EACH
def test_a_device_stays_a_device(write, tmp_path, output):
    name, _ = OUTPUTS[output]
    link = tmp_path / name
    link.symlink_to("/dev/null")

    assert write(output, link) in (0, 1)

    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
    assert link.is_symlink()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="levyä /dev/full ei ole")
@EACH
def test_a_full_device_is_told_as_a_full_disk(write, tmp_path, output, capsys):
    link = tmp_path / OUTPUTS[output][0]
    link.symlink_to("/dev/full")

    assert 1 == write(output, link)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
