"""Engines: complaints become Problems in Finnish, and a build depends on its input only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.site import engine
from digitiekartta.site.engine_messages import Source, plain, problems_in
from digitiekartta.site.finishing import finish
from digitiekartta.site.reuse import html_of

ROOT = Path(__file__).parents[2]
ENGINES = ("mkdocs", "properdocs", "zensical")
EPOCH = 1_763_769_600  # 22 November 2025

SETTINGS = """\
INHERIT: ../../mkdocs.yml
site_name: Koe
site_url: https://www.example.fi/digitiekartta/
docs_dir: docs
site_dir: ../../site/koe
hooks: []
theme:
  custom_dir: ../../theme
extra:
  luonnos: false
nav:
  - Etusivu: index.md
  - Tavoitteet: tavoitteet.md
"""
PAGES = {
    "index.md": "# Etusivu\n\n[Tavoitteet](tavoitteet.md#ensin)\n",
    "tavoitteet.md": "# Tavoitteet\n\n## Ensin\n\nTaulukko: Luvut\n| A | B |\n|---|---|\n",
    "saavutettavuusseloste.md": "# Saavutettavuusseloste\n",
}


class Project:
    """A checkout with one roadmap whose pages have been written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "theme", root / "theme")
        shutil.copytree(ROOT / "generator/plain_build", root / "generator/plain_build")
        shutil.copy(ROOT / "mkdocs.yml", root)
        self.config = root / "build" / "koe" / "mkdocs.yml"
        self.docs = self.config.parent / "docs"
        self.site = root / "site" / "koe"
        for name, text in PAGES.items():
            self.write(name, text)
        self.config.write_text(SETTINGS, encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.docs / name).parent.mkdir(parents=True, exist_ok=True)
        (self.docs / name).write_text(text, encoding="utf-8")

    def build(self, name: str = "mkdocs", crew: engine.Crew | None = None) -> list[Problem]:
        return engine.build(self.config, self.site, engine=name, epoch=EPOCH, crew=crew)

    def files(self) -> dict[str, bytes]:
        files = (path for path in sorted(self.site.rglob("*")) if path.is_file())
        return {path.relative_to(self.site).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(params=ENGINES)
def each(request: pytest.FixtureRequest) -> str:
    if not engine.is_installed(request.param):
        pytest.skip(f"moottoria {request.param} ei ole asennettu")
    return str(request.param)


# --- building ------------------------------------------------------------------------------------


@pytest.mark.engine
def test_a_sound_roadmap_builds_without_problems_and_replaces_what_was_there(project, each):
    (project.site / "vanha").mkdir(parents=True)
    (project.site / "vanha" / "index.html").write_text("vanha")

    assert project.build(each) == []

    assert "<h1" in (project.site / "tavoitteet" / "index.html").read_text(encoding="utf-8")
    assert not (project.site / "vanha" / "index.html").exists()
    left = {path.name for path in project.config.parent.iterdir()}
    assert left - {".cache"} == {"docs", "mkdocs.yml"}


@pytest.mark.engine
def test_a_broken_link_and_a_broken_anchor_name_the_page(project, each):
    project.write("alla/sivu.md", "# Sivu\n\n[x](puuttuu.md)\n\n[y](../tavoitteet.md#eiole)\n")

    problems = project.build(each)

    file = (project.docs / "alla" / "sivu.md").as_posix()
    assert {p.code: p.place.file for p in problems} == {"broken-link": file, "broken-anchor": file}
    [link] = [p for p in problems if p.code == "broken-link"]
    assert "puuttuu.md" in link.message
    [anchor] = [p for p in problems if p.code == "broken-anchor"]
    assert "tavoitteet.md#eiole" in anchor.message


@pytest.mark.engine
def test_a_page_may_be_named_by_its_address_or_by_its_file(project, each):
    forms = ("../tavoitteet.md", "../tavoitteet/", "../tavoitteet", "../tavoitteet/#ensin")
    links = "\n".join(f"[x]({form})" for form in forms)
    project.write("alla/index.md", f"# Sivu\n\n{links}\n")

    assert [] == project.build(each)


@pytest.mark.engine
def test_a_mistake_in_a_template_names_the_template_and_its_line(project, each):
    footer = project.root / "theme" / "partials" / "footer.html"
    footer.write_text("<p>\n{{ ei.ole.olemassa }}\n</p>\n")

    [problem] = project.build(each)

    assert problem.code == "template-error"
    assert problem.place.file.endswith("theme/partials/footer.html")
    assert problem.place.line == 2


@pytest.mark.engine
def test_an_exception_in_a_markdown_extension_is_one_problem(project, each, monkeypatch):
    (project.root / "rajahtava.py").write_text(
        "from markdown.extensions import Extension\n"
        "from markdown.preprocessors import Preprocessor\n"
        "class Rajahdys(Preprocessor):\n"
        "    def run(self, lines): raise ValueError('räjähti')\n"
        "class Laajennus(Extension):\n"
        "    def extendMarkdown(self, md): md.preprocessors.register(Rajahdys(md), 'x', 1)\n"
        "def makeExtension(**options): return Laajennus(**options)\n",
        encoding="utf-8",
    )
    project.config.write_text(SETTINGS + "markdown_extensions: [rajahtava]\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(project.root), prepend=os.pathsep)

    [problem] = project.build(each)

    assert problem.code == "engine-failed"
    assert "räjähti" in problem.message
    assert "Traceback" not in problem.message


@pytest.mark.engine
def test_settings_that_are_not_yaml_are_a_problem_of_the_settings_file(project, each):
    project.config.write_text(SETTINGS + "nav: [\n", encoding="utf-8")

    [problem] = project.build(each)

    assert (problem.code, problem.place.file) == ("engine-failed", project.config.as_posix())
    assert "Traceback" not in problem.message


@pytest.mark.engine
def test_pages_that_have_not_been_made_tell_which_command_makes_them(project, each):
    shutil.rmtree(project.docs)

    [problem] = project.build(each)

    assert problem.code == "pages-missing"
    assert "digitiekartta pages" in problem.remedy


@pytest.mark.engine
def test_a_menu_item_without_a_page_is_told(project):
    (project.docs / "tavoitteet.md").unlink()
    project.write("index.md", "# Etusivu\n")

    [problem] = project.build()

    assert problem.code == "engine-warning"
    assert "tavoitteet.md" in problem.message


@pytest.mark.engine
def test_engines_that_wait_make_the_same_site_again_and_again_and_are_replaced_when_dead(project):
    project.build()
    expected = project.files()

    with engine.Crew(EPOCH) as crew:
        for build in range(3):
            shutil.rmtree(project.site)
            assert [] == project.build(crew=crew)
            assert expected == project.files(), build
            if build:
                crew.first.close()


@pytest.mark.engine
def test_an_engine_that_waits_makes_single_pages_as_a_whole_build_does(project):
    project.build()
    expected = project.files()

    with engine.Crew(EPOCH) as crew:
        assert crew.first.make("index.md") is None
        crew.first.prepare(project.config)
        for page in project.docs.rglob("*.md"):
            name = page.relative_to(project.docs).as_posix()
            assert expected[html_of(name)] == crew.first.make(name), name
        assert crew.first.make("eiole.md") is None
        assert [] == project.build(crew=crew)
        crew.first.close()
        assert crew.first.make("index.md") is None


def shared(project: Project, monkeypatch, name: str = "mkdocs") -> tuple[list[Problem], int]:
    """Build with a page to each program; return how many there were, too."""
    monkeypatch.setattr(engine, "_WORTH_A_PROGRAM", 1)
    monkeypatch.setattr(engine, "_MOMENT", 1)
    with engine.Crew(EPOCH, name, most=3) as crew:
        problems = engine.build(project.config, project.site, engine=name, epoch=EPOCH, crew=crew)
        return problems, len(crew.for_pages(100))


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_programs_that_share_the_pages_out_make_what_one_makes(project, monkeypatch, name):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    assert [] == project.build(name)
    expected = project.files()

    assert ([], 3) == shared(project, monkeypatch, name)

    assert expected == project.files()
    assert [project.site] == [*project.site.parent.iterdir()]


@pytest.mark.engine
def test_what_is_wrong_is_told_once_whichever_program_met_it(project, monkeypatch):
    wrong = f"{PAGES['tavoitteet.md']}\n[Rikki](eiole.md)\n\n[Kohta](index.md#eiole)\n"
    project.write("tavoitteet.md", wrong)
    expected = project.build()

    assert (expected, 3) == shared(project, monkeypatch)

    assert ["broken-anchor", "broken-link"] == sorted(problem.code for problem in expected)


@pytest.mark.engine
def test_an_engine_ends_when_nobody_is_left_to_order_anything(project):
    program = (
        "import os; from digitiekartta.site import engine; crew = engine.Crew(0);"
        "print(crew.first._process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", program]
    killed = subprocess.run(command, stdout=subprocess.PIPE, timeout=60, check=False)

    deadline = time.monotonic() + 60
    while is_running(int(killed.stdout)):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_running(pid: int) -> bool:
    """Whether a program that nobody waits for runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.engine
def test_two_builds_in_different_places_times_and_languages_are_the_same_bytes(
    tmp_path, monkeypatch
):
    built = []
    for name, zone, language in (
        ("yksi", "Pacific/Auckland", "fi_FI.UTF-8"),
        ("toinen/kansio", "America/New_York", "C"),
    ):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setenv("COLUMNS", "40")
        project = Project(tmp_path / name)
        assert project.build() == []
        finish(project.site, docs=project.docs, theme=project.root / "theme")
        built.append(project.files())

    assert built[0] == built[1]


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_a_plain_build_in_the_root_says_what_to_run_first_and_then_builds_the_named_roadmap(
    project, name
):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    settings = project.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("tiekartta: esimerkkila", "tiekartta: koe"),
        encoding="utf-8",
    )

    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", name, "build", "-f", "mkdocs.yml", "-d", "site/koe"]
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=project.root, env=env, capture_output=True, encoding="utf-8"
        )

    project.config.rename(project.config.with_name("sivussa.yml"))
    refused = run()
    project.config.with_name("sivussa.yml").rename(project.config)

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Aja ensin: digitiekartta pages koe" in refused.stderr
    assert "Traceback" not in refused.stderr

    assert run().returncode == 0
    from_root = project.files()
    project.build(name)
    built = project.files()
    assert built == {name: content for name, content in from_root.items() if name in built}
    # Nothing else comes with a plain build but the theme beneath ours, and the engine's sitemap.
    more = from_root.keys() - built.keys()
    assert not [name for name in more if not name.startswith(("assets/", "sitemap.xml"))]


# --- refusing ------------------------------------------------------------------------------------


def test_an_engine_that_is_not_installed_is_a_problem_that_tells_how_to_get_it(
    project, monkeypatch
):
    monkeypatch.setattr(engine, "find_spec", lambda name: None)

    assert not any(map(engine.is_installed, ENGINES))
    [problem] = project.build("zensical")
    assert problem.code == "engine-missing"
    assert "pip install" in problem.remedy


def test_missing_settings_tell_which_command_makes_them(project):
    project.config.unlink()

    [problem] = project.build()

    assert problem.code == "pages-missing"


def test_a_site_never_replaces_the_folder_that_holds_its_settings(project):
    with pytest.raises(ValueError, match="its own settings"):
        engine.build(project.config, project.root, epoch=EPOCH)


# --- what engines say ----------------------------------------------------------------------------


def heard(said: str, status: int = 0, name: str = "mkdocs") -> list[Problem]:
    source = Source(Path("build/koe/mkdocs.yml"), name)
    return problems_in([plain(line) for line in said.splitlines()], status, source)


def test_what_is_not_a_complaint_is_no_problem():
    assert heard("INFO    -  Cleaning site directory\nHuomautus muualta\n") == []


def test_a_guess_of_the_engine_is_offered_to_the_editor():
    [problem] = heard(
        "WARNING -  Doc file 'a.md' contains a link 'b.mdd', but the target is not found among "
        "documentation files. Did you mean 'b.md'?"
    )

    assert problem.code == "broken-link"
    assert problem.place == Place("build/koe/docs/a.md")
    assert "Tarkoititko ”b.md”?" in problem.remedy


def test_an_absolute_link_is_told_to_lead_astray_in_a_subfolder():
    [problem] = heard(
        "WARNING -  Doc file 'a.md' contains an absolute link '/x/', it was left as is."
    )

    assert problem.code == "broken-link"
    assert "”/x/”" in problem.message


def test_an_unknown_warning_is_quoted_and_stops_nothing():
    problems = heard("WARNING -  Something odd:\n  - first\n\nINFO    -  Done\n")

    assert [p.code for p in problems] == ["engine-warning"]
    assert problems[0].message == "mkdocs varoitti: ”Something odd:\n  - first”"
    assert errors_in(problems) == []


def test_an_engine_that_fails_without_a_word_is_one_problem():
    [problem] = heard("", status=137)

    assert problem.code == "engine-failed"
    assert "137" in problem.message


def test_a_traceback_is_told_by_its_last_line():
    [problem] = heard(
        'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\nOSError: levy',
        status=1,
    )

    assert "OSError: levy" in problem.message
    assert "Traceback" not in problem.message + problem.remedy


def test_a_drawn_warning_names_line_and_column():
    problems = heard(
        "\x1b[33mWarning:\x1b[0m something new\n"
        "   ╭─[ a.md:9:11 ]\n   │\n 9 │ Katso [x](b.md)\n   │           ─┬─\n───╯\n",
        name="zensical",
    )

    assert [p.place for p in problems] == [Place("build/koe/docs/a.md", 9, 11)]
    assert "something new" in problems[0].message
