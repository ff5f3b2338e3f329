"""Pages that nothing has changed are taken from the last site, and never a wrong one."""

from __future__ import annotations

import shutil
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from rebuilding import (
    NAME,
    OPTIONS,
    added,
    build,
    edit,
    files,
    retitled,
    themed,
    with_inherited_settings,
    with_plugins,
    with_the_surroundings,
)

from digitiekartta.basics.keeping import kept
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building, engine
from digitiekartta.site.reuse import complete


def as_if_for_the_first_time(project: Project, options: Options = OPTIONS) -> dict[str, bytes]:
    other = Path(f"{project.root}-alusta")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(project.root, other, ignore=shutil.ignore_patterns("build", "site"))
    return build(Project(other), options)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[set[str] | None]:
    """Record of each run of the engine which pages it makes; None when all."""
    runs: list[set[str] | None] = []
    original = engine.build

    def recorded(*args, only=None, **named):
        runs.append(None if only is None else set(only))
        return original(*args, only=only, **named)

    monkeypatch.setattr(engine, "build", recorded)
    return runs


def renamed(root: Path) -> None:
    measures = root / f"content/{NAME}/toimenpiteet"
    (measures / "uusi.yml").rename(measures / "uudempi.yml")


def deleted(root: Path) -> None:
    (root / f"content/{NAME}/toimenpiteet/uudempi.yml").unlink()


def described(root: Path) -> None:
    edit(root / f"content/{NAME}/tiekartta.yml", "kuvaus: ", "kuvaus: Tarkemmin. ")


@pytest.mark.engine
def test_after_any_edit_a_site_is_what_a_first_build_makes(project):
    for changes in ([added, retitled], [renamed, described], [deleted, themed]):
        for change in changes:
            change(project.root)

        assert as_if_for_the_first_time(project) == build(project), changes
    options = Options(date(2027, 2, 1), from_disk=True)
    assert as_if_for_the_first_time(project, options) == build(project, options)


@pytest.mark.engine
def test_a_template_that_prints_the_day_prints_that_of_the_last_build(project):
    edit(project.root / "theme/partials/footer.html", "<footer", "{{ build_date_utc }}<footer")
    build(project)
    tomorrow = Options(date(2026, 9, 16))

    made = build(project, tomorrow)

    assert b"2026-09-16" in made[f"{NAME}/tietoa/index.html"]
    assert as_if_for_the_first_time(project, tomorrow) == made


@pytest.mark.engine
def test_a_new_day_alone_changes_no_page_that_does_not_tell_it(project, made):
    build(project, Options(date(2026, 9, 16)))

    assert None not in made


@pytest.mark.engine
def test_only_pages_that_change_are_made(project, made):
    first = files(project)
    edit(project.content / NAME / "toimenpiteet" / "kartoitus.yml", "kuvaus: ", "kuvaus: Uutta. ")
    second = build(project)

    changed = {name for name in first if name.endswith(".html") and first[name] != second[name]}
    # The list of roadmaps says the same as before.
    assert [{"toimenpiteet/kartoitus.md"}] == made
    assert {f"{NAME}/toimenpiteet/kartoitus/index.html"} == changed


@pytest.mark.engine
def test_when_nothing_changes_no_engine_runs(project, made):
    assert files(project) == build(project)
    assert [] == made


@pytest.mark.engine
def test_a_damaged_note_only_costs_time(project):
    first = files(project)
    for note in ("[]", '{"index.md": 1}', '{"index.md": ["a", "b"]}\0', "[" * 200_000):
        for file in (project.root / "build").rglob("*tehty.jsonl"):
            file.write_text(note)

        assert first == build(project), note


@pytest.mark.engine
def test_a_finished_page_that_somebody_changed_or_removed_is_made_anew(project):
    first = files(project)
    (project.site(NAME) / "index.html").write_text("Muutettu")
    (project.site(NAME) / "tietoa" / "index.html").unlink()
    (project.site(NAME) / "assets" / "javascripts" / "digitiekartta.js").unlink()

    assert first == build(project)


def with_hidden_files(root: Path) -> None:
    (root / "theme/assets/.DS_Store").write_text("x")


def with_what_engines_leave_out(root: Path) -> None:
    (root / "theme/assets/README.txt").write_text("Ohje")
    (root / "theme/assets/tee.py").write_text("")


def with_files_of_the_theme(root: Path) -> None:
    (root / "theme/robots.txt").write_text("User-agent: *\n")


def with_another_markdown_extension(root: Path) -> None:
    edit(
        root / "mkdocs.yml",
        "markdown_extensions:\n",
        "markdown_extensions:\n  - pymdownx.snippets\n",
    )


@pytest.mark.engine
@pytest.mark.parametrize(
    "more",
    [
        with_plugins,
        with_inherited_settings,
        with_the_surroundings,
        with_hidden_files,
        with_what_engines_leave_out,
        with_files_of_the_theme,
        with_another_markdown_extension,
    ],
)
def test_where_pages_may_depend_on_more_every_page_is_made(project, made, more):
    more(project.root)
    build(project)
    made.clear()
    build(project)

    assert [None, None] == made


@pytest.mark.engine
def test_a_whole_build_has_no_file_that_the_engine_leaves_out(project):
    (project.root / "theme" / "README.md").write_text("Ohje")
    (project.root / "theme" / "tee.py").write_text("")
    built = build(project)

    assert not [name for name in built if name.endswith(("README.md", "tee.py"))]


@pytest.mark.engine
def test_a_theme_behind_a_link_is_looked_at_too(project):
    partials = project.root / "theme" / "partials"
    partials.rename(project.root / "osat")
    partials.symlink_to(project.root / "osat")
    build(project)
    edit(project.root / "osat" / "footer.html", "<footer", '<footer data-uusi="1"')

    assert b'data-uusi="1"' in build(project)[f"{NAME}/index.html"]


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_some_pages_made_alone_are_those_of_the_whole_site(project, name):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    config = project.build(NAME) / "mkdocs.yml"
    for folder, only in (("kaikki", None), ("osa", ["index.md", "toimenpiteet/kartoitus.md"])):
        target = project.root / folder
        assert [] == engine.build(config, target, engine=name, epoch=0, only=only)
    pages = {
        folder: {
            path.relative_to(project.root / folder).as_posix(): path.read_bytes()
            for path in (project.root / folder).rglob("*.html")
        }
        for folder in ("kaikki", "osa")
    }

    made = {page for page in pages["osa"] if not page.startswith("upotus/")}  # those are files
    assert {"404.html", "index.html", "toimenpiteet/kartoitus/index.html"} == made
    assert pages["osa"].items() <= pages["kaikki"].items()


def test_what_is_noted_is_small_and_names_each_page_once(tmp_path):
    note = tmp_path / "tehty.jsonl"
    last = building.LastBuild(tmp_path, note)
    last.note(building.Ingredients({"index.md": "a", "404.html": "b"}))

    assert {"index.md": b'["a",null]', "404.html": b'["b",null]'} == kept(note, "tehty.jsonl")
    assert {} == last.same_as(building.Ingredients({"index.md": "a"}))


@pytest.mark.engine
def test_a_place_that_pages_taken_over_lead_to_must_still_be_there(project):
    about = project.content / NAME / "saatesanat.md"
    first = about.read_text()
    about.write_text(f"{first}\n## Oma kohta\n\nTeksti.\n")
    goals = project.root / "theme/partials/footer.html"
    edit(goals, "<footer", '<footer><a href="{{ "tietoa/" | url }}#oma-kohta">Oma</a><p></p')
    # The list of roadmaps has no such page.
    [outcome] = building.build(project, [NAME], OPTIONS, listing=False)
    assert not outcome.failed
    about.write_text(first)

    [outcome] = building.build(project, [NAME], OPTIONS, listing=False)

    assert {"broken-anchor"} == {problem.code for problem in outcome.problems if problem.is_error}


@pytest.mark.engine
def test_pages_made_of_a_theme_that_was_edited_back_meanwhile_are_made_anew(project, monkeypatch):
    footer = project.root / "theme/partials/footer.html"
    first, original = footer.read_text(), engine.build

    def with_an_edit(*args, **named):
        themed(project.root)
        problems = original(*args, **named)
        footer.write_text(first)
        return problems

    described(project.root)
    monkeypatch.setattr(engine, "build", with_an_edit)
    build(project)
    monkeypatch.undo()

    assert as_if_for_the_first_time(project) == build(project)


@pytest.mark.engine
def test_what_was_noted_of_pages_is_what_they_are(project):
    build(project)
    edit(project.content / NAME / "toimenpiteet" / "kartoitus.yml", "kuvaus: ", "kuvaus: Uutta. ")
    build(project)

    folder, site = project.build(NAME), project.site(NAME)
    sums = building.LastBuild.of(folder, site).sums()
    for place, noted in zip((folder / "docs", site), sums, strict=True):
        assert {name: sha256((place / name).read_bytes()).hexdigest() for name in noted} == noted
    assert len(sums[0]) + 1 == len(sums[1])  # 404.html


def test_a_page_is_taken_over_also_where_two_names_cannot_share_a_file(tmp_path, monkeypatch):
    for folder in ("site", "docs", "theme"):
        (tmp_path / folder).mkdir()
    (tmp_path / "site/index.html").write_text("Sivu")

    def refused(*_: object) -> None:
        raise OSError("ei osaa")

    monkeypatch.setattr("os.link", refused)
    same = {"index.md": tmp_path / "site/index.html"}
    complete(tmp_path / "uusi", same, tmp_path / "docs", tmp_path / "theme")

    assert "Sivu" == (tmp_path / "uusi/index.html").read_text()
