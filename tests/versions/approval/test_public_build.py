"""The public site: made from the newest approved version, whatever the working content says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from towns import checkout

ANY_DAY = Options(date(2026, 11, 22), draft=False)
SHOWN = date(2026, 6, 10)


def written(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def public_pages(town) -> Mapping[str, bytes]:
    ended = town.run("pages", "--public")
    assert 0 == ended.code, ended.err
    files = written(town.root / "build" / "pikku")
    # Templates, and what is kept for the next build, are no pages.
    of_pages = ("docs/", "mkdocs.yml")
    return {name: data for name, data in files.items() if name.startswith(of_pages)}


EDITS: dict[str, Callable[..., object]] = {
    "a word": lambda content: content.replace("visio.md", "Asiat", "Kaikki asiat"),
    "the name": lambda content: content.replace("tiekartta.yml", "2025–2026", "2025–2030"),
    "a phase": lambda content: content.replace(
        "toimenpiteet/kurssit.yml", "syksy 2025: käyttöönotto", "syksy 2025: selvitys"
    ),
    "a party": lambda content: content.replace("tahot.yml", "Johtoryhmä:", "Johto:"),
    "a measure gone": lambda content: content.remove("toimenpiteet/ohjeet.yml"),
    "broken YAML": lambda content: content.write("toimenpiteet/kurssit.yml", b"a: [\n\t: b\xff"),
    "no settings": lambda content: content.remove("tiekartta.yml"),
    "a foreign file": lambda content: content.write("salaisuus.docx", "x"),
    "an unknown field": lambda content: content.append("tasot.yml", "x: y\n"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_edit_of_the_working_content_changes_a_byte_of_the_public_pages(approved, edit):
    before = public_pages(approved)
    EDITS[edit](approved.content)

    assert before == public_pages(approved)


def test_an_approval_does_change_them(approved):
    before = public_pages(approved)
    approved.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi kaikille")
    assert 0 == approved.approve("Johtoryhmä", "1.9.2026").code

    after = public_pages(approved)
    assert b"Kurssi kaikille" in after["docs/toimenpiteet/kurssit.md"]
    # The search has the version's page too, in files that are called by what they hold.
    gone = {name for name in before.keys() - after if not name.startswith("docs/assets/haku-")}
    assert set() == gone
    assert after.keys() - before


def test_now_on_a_public_site_is_the_day_of_the_run_unless_told(approved, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds(date(2026, 10, 1)))
    approved.run("pages", "--public")
    front = approved.root / "build/pikku/docs/index.md"
    assert "Nyt, syksyllä 2026](" in front.read_text()

    approved.run("pages", "--public", "--date", "10.6.2026")
    assert "Nyt, keväällä 2026](" in front.read_text()


def test_a_public_page_says_who_approved_it_and_has_no_word_of_drafts(approved):
    pages = public_pages(approved)
    front, config = pages["docs/index.md"].decode(), pages["mkdocs.yml"].decode()

    assert (
        "Hyväksytty: Johtoryhmä 9.6.2026 §\u00a023. Versio 2026-1."
        in yaml.safe_load(config)["extra"]["tila"]
    )
    assert "luonnos: false" in config
    assert "| Hyväksytty | Johtoryhmä 9.6.2026 §\u00a023 |" in front
    assert "| Koko digitiekartta hyväksytty | Kunnanhallitus 9.12.2024 §\u00a0187 |" in front
    assert [] == [name for name, page in pages.items() if b"Luonnos" in page]


def test_a_draft_is_the_default_and_shows_the_working_content(approved):
    approved.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi kaikille")
    approved.run("pages")
    built = written(approved.root / "build" / "pikku")

    assert b"Kurssi kaikille" in built["docs/toimenpiteet/kurssit.md"]
    assert "Luonnos – ei hyväksytty." in built["mkdocs.yml"].decode()
    assert "luonnos: true" in built["mkdocs.yml"].decode()


# --- refused -----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["pages", "build"])
def test_a_roadmap_without_approval_is_refused_with_the_reason_and_the_way_on(town, command):
    ended = town.run(command, "--public")

    assert 3 == ended.code
    assert "Tiekarttaa ei ole hyväksytty" in ended.err
    assert "digitiekartta approve pikku" in ended.err
    assert "[not-approved]" in ended.err
    assert not (town.root / "site" / "pikku").exists()


def test_a_broken_chain_is_refused(approved):
    approved.rewrite("2024-1", toimielin="Johtoryhmä")
    ended = approved.run("pages", "--public")

    assert 3 == ended.code
    assert "[approval-changed]" in ended.err
    assert not (approved.root / "build" / "pikku" / "docs").exists()


def test_others_are_written_when_one_is_refused(approved):
    shutil.copytree(approved.content.folder, approved.root / "content" / "aapa")
    shutil.rmtree(approved.root / "content" / "aapa" / "hyvaksytyt")
    ended = approved.run("pages", "--public")

    assert 3 == ended.code
    assert "content/aapa: Tiekarttaa ei ole hyväksytty" in ended.err
    assert (approved.root / "build/pikku/docs/index.md").is_file()
    assert not (approved.root / "build/aapa/docs").exists()


@pytest.mark.parametrize("name", ["pikkula", "saarela", "tyynela"])
def test_what_was_never_approved_has_no_public_site(name, tmp_path):
    from digitiekartta.site.building import make_pages

    outcome = make_pages(Project(checkout(tmp_path, name)), name, ANY_DAY)

    assert outcome.refused
    assert ["not-approved"] == [problem.code for problem in outcome.problems]


# --- the statement's age -------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["pages", "build"])
@pytest.mark.parametrize("asked", [(), ("--date", "10.6.2026")], ids=["plain", "dated"])
def test_a_review_that_is_too_old_today_stops_a_public_site(approved, monkeypatch, command, asked):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds(date(2027, 6, 3)))

    ended = approved.run(command, "--public", *asked)

    assert 1 == ended.code
    assert "[review-too-old]" in ended.err
    assert "tiekartta.yml kenttään tarkistettu ja hyväksy muutos" in ended.err
    assert not (approved.root / "site" / "pikku").exists()


def test_a_review_is_good_for_a_public_site_until_a_year_has_gone(approved, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds(date(2027, 6, 2)))

    assert "Kausi päättyi".encode() in public_pages(approved)["docs/index.md"]


def seconds(day: date) -> str:
    return str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


# --- whole sites -------------------------------------------------------------------------------


def public_site(town, root: Path, today: date) -> Mapping[str, bytes]:
    """Build the public site of one date in a copy of the project elsewhere, on any day."""
    for name in ("content", "theme", "mkdocs.yml"):
        source = town.root / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    project = Project(root)
    outcomes = build(
        project,
        ["pikku"],
        Options(today, SHOWN, draft=False, site_url="https://pikkula.example/"),
    )
    assert not any(outcome.failed for outcome in outcomes), outcomes
    return written(root / "site")


def test_the_same_version_and_date_built_twice_elsewhere_are_the_same_bytes(approved, tmp_path):
    here, there = tmp_path / "a", tmp_path / "toinen" / "kansio"
    here.mkdir()
    there.mkdir(parents=True)
    first = public_site(approved, here, date(2026, 6, 10))
    approved.content.write("tiekartta.yml", "rikki: [\n")
    second = public_site(approved, there, date(2027, 1, 1))

    assert first == second
    pages = {name: data for name, data in first.items() if name.endswith(".html")}
    assert not [name for name, page in pages.items() if b"Luonnos" in page]
    # Former versions and what other sites show can be read, but a search engine leads to the newest
    # of our own pages.
    unlisted = {name.split("/")[1] for name, page in pages.items() if b"noindex" in page}
    assert {"versiot", "upotus"} == unlisted
    ours = [name for name in pages if name.startswith("pikku/") and "404" not in name]
    said = "Hyväksytty: Johtoryhmä 9.6.2026 §\u00a023.".encode()
    assert all(said in pages[name] for name in ours)
    assert ours


def test_the_public_list_of_roadmaps_names_no_draft(approved):
    shutil.copytree(approved.content.folder, approved.root / "content" / "aapa")
    shutil.rmtree(approved.root / "content" / "aapa" / "hyvaksytyt")
    assert 0 == approved.run("build", "aapa").code
    assert 0 == approved.run("build", "pikku", "--public").code

    listing = (approved.root / "site/index.html").read_text()
    assert 'href="pikku/"' in listing
    assert "aapa" not in listing


def test_search_engines_are_told_of_the_pages_of_today_only(approved):
    approved.run("build", "pikku", "--public", "--site-url", "https://www.pikku.example/")
    sitemap = (approved.root / "site/pikku/sitemap.xml").read_text()

    assert "<loc>https://www.pikku.example/pikku/toimenpiteet/kurssit/</loc>" in sitemap
    assert (approved.root / "site/pikku/versiot/2026-1/index.html").exists()
    assert "/versiot/20" not in sitemap
