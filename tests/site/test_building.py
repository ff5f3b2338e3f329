"""Building: what comes into site/, and what stays there whatever goes wrong."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from pathlib import Path

import pytest
from lxml import html as lxml_html

from digitiekartta.basics.keeping import keep, kept
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.markup import escaping
from digitiekartta.pages import plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site import building, engine, many
from digitiekartta.site.building import Outcome, make_pages, run_engine
from digitiekartta.site.reuse import html_of
from pikku import Content
from rendering import roadmap

ROOT = Path(__file__).parents[2]
OPTIONS = Options(date(2026, 9, 15))
STATEMENT = "saavutettavuusseloste/"


def checkout(root: Path, *names: str) -> Project:
    """Return a checkout whose roadmaps are those of Pikku."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "theme", root / "theme")
    shutil.copy(ROOT / "mkdocs.yml", root)
    Content(root)
    (root / "content" / "pikku").rename(root / "content" / "malli")
    for name in names:
        shutil.copytree(root / "content" / "malli", root / "content" / name)
        rename(root, name, f"Digitiekartta, {name}")
    shutil.rmtree(root / "content" / "malli")
    return Project(root)


def rename(root: Path, name: str, title: str) -> None:
    file = root / "content" / name / "tiekartta.yml"
    lines = file.read_text().splitlines()
    lines = [f"nimi: {title}" if line.startswith("nimi:") else line for line in lines]
    file.write_text("\n".join(lines) + "\n")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return checkout(tmp_path, "itala", "lansila")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeEngine]:
    made = FakeEngine()
    monkeypatch.setattr(many, "cores", lambda: 1)  # other programs would start engines
    monkeypatch.setattr(building.engine, "build", made)
    # Its pages have nothing of the theme, which finishing would miss.
    monkeypatch.setattr(building, "finish", lambda site, **_: [])
    # Nor have they the places to which embeds lead.
    monkeypatch.setattr(plan, "embed_files", lambda site: ())
    # It may fail, or give other pages, at the second time.
    monkeypatch.setattr(building.Standing, "told", lambda standing: None)
    return made


class FakeEngine:
    """Copies the pages as they are, at once; fails where it is told to."""

    def __init__(self) -> None:
        self.failing: set[str] = set()
        self.before: Callable[[str], None] = lambda name: None

    def __call__(self, config: Path, destination: Path, **_: object) -> list[Problem]:
        name = config.parent.name
        self.before(name)
        if name in self.failing:
            return [Problem("engine-failed", Place(config.as_posix()), "Ei onnistunut.")]
        docs = config.parent / "docs"
        for page in docs.rglob("*.md"):
            target = destination / html_of(page.relative_to(docs).as_posix())
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(escape(page.read_text()))
        # What the list of roadmaps and their comparison are made of.
        for facts in (Path("assets", "tiekartta.json"), Path("assets", "vertailu.json")):
            if (config.parent / "docs" / facts).is_file():
                (destination / "assets").mkdir(exist_ok=True)
                (destination / facts).write_bytes((config.parent / "docs" / facts).read_bytes())
        return []


def build(project: Project, *names: str, options: Options = OPTIONS) -> dict[str, Outcome]:
    outcomes = building.build(project, names or project.names(), options)
    return {outcome.name: outcome for outcome in outcomes}


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


# --- what is built -------------------------------------------------------------------------------


@pytest.mark.engine
def test_each_roadmap_has_a_site_and_the_front_page_leads_to_each(project):
    outcomes = build(project)
    site = project.root / "site"
    listing = lxml_html.parse(site / "index.html")

    assert {name: [] for name in outcomes} == {name: codes(o) for name, o in outcomes.items()}
    assert {
        "Digitiekartta, itala, Pikkula": "itala/",
        "Digitiekartta, lansila, Pikkula": "lansila/",
    } == {read(link).strip(): link.get("href") for link in listing.iterfind(".//th/a")}
    assert ["Digitiekartat"] == [read(h).strip() for h in listing.iterfind(".//h1")]
    assert (site / "itala" / "toimenpiteet" / "kurssit" / "index.html").is_file()
    assert (site / "404.html").is_file()
    assert "# itala" not in (site / "itala" / "index.html").read_text()


def statements(page: Path) -> dict[str, str]:
    """Return the links of a page's foot: text → address."""
    links = lxml_html.parse(page).iterfind(".//footer//a")
    return {" ".join(read(link).split()): link.get("href", "") for link in links}


@pytest.mark.engine
def test_the_list_of_roadmaps_leads_to_the_accessibility_statement_of_each(project):
    build(project, options=Options(OPTIONS.today, site_url="https://www.kunta.example/digi"))
    site = project.root / "site"

    for page, base in (("index.html", ""), ("404.html", "/digi/")):
        assert {
            "Saavutettavuusseloste: Digitiekartta, itala, Pikkula": f"{base}itala/{STATEMENT}",
            "Saavutettavuusseloste: Digitiekartta, lansila, Pikkula": f"{base}lansila/{STATEMENT}",
        } == statements(site / page), page
    assert (site / "itala" / STATEMENT / "index.html").is_file()


@pytest.mark.engine
def test_the_list_of_a_single_roadmap_leads_to_its_statement_as_any_page_does(project):
    build(project, "itala")

    for page, base in (("index.html", ""), ("404.html", "/")):
        found = statements(project.root / "site" / page)
        assert {"Saavutettavuusseloste": f"{base}itala/{STATEMENT}"} == found, page


@pytest.mark.engine
def test_the_address_of_the_site_reaches_the_page_for_wrong_addresses(project):
    build(project, options=Options(OPTIONS.today, site_url="https://www.kunta.example/digi"))

    for name, base in (("itala/404.html", "/digi/itala/"), ("404.html", "/digi/")):
        page = lxml_html.parse(project.root / "site" / name)
        links = [link.get("href") for link in page.iterfind(".//a") if link.get("href")]
        ours = [link for link in links if not link.startswith(("http", "#"))]
        assert ours
        assert all(link.startswith(base) for link in ours), name


@pytest.mark.engine
def test_two_builds_in_different_places_times_and_languages_are_the_same_bytes(
    tmp_path, monkeypatch
):
    built = []
    for folder, zone, language in (
        ("yksi", "Pacific/Auckland", "fi_FI.UTF-8"),
        ("toinen/kansio ä", "America/New_York", "C"),
    ):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        monkeypatch.setenv("LC_ALL", language)
        project = checkout(tmp_path / folder, "itala")
        build(project)
        built.append((files(project.root / "site"), files(project.build("itala") / "docs")))
    monkeypatch.undo()
    time.tzset()

    assert built[0] == built[1]
    assert len(built[0][0]) > 20


@pytest.mark.engine
def test_roadmaps_that_are_built_side_by_side_are_the_same_bytes_as_one_after_the_other(
    tmp_path, monkeypatch
):
    built = []
    for folder, cores in (("rinnan", 2), ("jonossa", 1)):
        monkeypatch.setattr(many, "cores", lambda cores=cores: cores)
        project = checkout(tmp_path / folder, "itala", "lansila")
        outcomes = build(project)
        built.append((outcomes, files(project.root / "site"), files(project.root / "build")))

    assert built[0] == built[1]
    assert ["itala", "lansila", "_tiekartat"] == list(built[0][0])


@pytest.mark.engine
@pytest.mark.parametrize("name", ["mkdocs", "zensical"])
def test_the_list_of_hundreds_of_roadmaps_does_not_grow_with_the_square_of_their_number(
    project, fake, monkeypatch, name
):
    """Where roadmaps take the place of a page there is not again a link to each of them."""
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    build(project)
    monkeypatch.undo()
    shutil.rmtree(project.root / "build")  # what is not an engine's

    outcome = building.join(project, ["itala"], OPTIONS, engine_name=name)

    assert () == outcome.problems
    made = project.build("_tiekartat") / "valmis"
    assert "<a " in (made / "index.html").read_text()
    for address in ("itala", f"itala/{STATEMENT}", "lansila", f"lansila/{STATEMENT}"):
        assert "<a " not in (made / address / "index.html").read_text()


@pytest.mark.engine
def test_a_list_of_the_same_roadmaps_is_not_built_again(project, monkeypatch):
    build(project)
    before = files(project.root / "site")
    monkeypatch.setattr(building.engine, "build", None)

    build(project)

    assert before == files(project.root / "site")


# --- what goes wrong -----------------------------------------------------------------------------


@pytest.mark.engine
def test_a_link_in_prose_that_leads_nowhere_is_told_where_it_was_written(project):
    text = project.content / "itala" / "saatesanat.md"
    text.write_text("# Saatesanat\n\nKatso [liite](liitteet/puuttuu.md).\n")

    [problem] = build(project, "itala")["itala"].problems

    assert "broken-link" == problem.code
    assert "content/itala/saatesanat.md" == problem.place.file
    assert "puuttuu.md" in problem.message
    assert not (project.root / "site").exists()


@pytest.mark.engine
def test_a_link_of_the_theme_that_leads_nowhere_keeps_the_last_good_site(project):
    build(project, "itala")
    before = files(project.root / "site")
    footer = project.root / "theme" / "partials" / "footer.html"
    footer.write_text(footer.read_text() + "<a href=\"{{ 'eiole/' | url }}\">x</a>")

    outcome = build(project, "itala")["itala"]

    assert ["broken-link"] == codes(outcome)
    assert before == files(project.root / "site")


def test_broken_content_keeps_the_last_good_site_and_its_place_in_the_listing(project, fake):
    build(project)
    before = files(project.site("itala"))
    (project.content / "itala" / "tiekartta.yml").write_text("nimi: [\n")
    rename(project.root, "lansila", "Uusi nimi")

    outcomes = build(project)

    assert outcomes["itala"].failed
    assert before == files(project.site("itala"))
    listing = (project.root / "site" / "index.html").read_text()
    assert "[Digitiekartta, itala, Pikkula](itala/index.md)" in listing
    assert "[Uusi nimi, Pikkula](lansila/index.md)" in listing


def test_an_engine_that_fails_keeps_the_last_good_site(project, fake):
    build(project)
    before = files(project.root / "site")
    rename(project.root, "itala", "Uusi nimi")
    fake.failing = {"itala"}

    outcomes = build(project)

    assert ["engine-failed"] == codes(outcomes["itala"])
    assert files(project.site("itala")) == {
        name.removeprefix("itala/"): data
        for name, data in before.items()
        if name.startswith("itala/")
    }


def test_when_nothing_could_be_built_not_even_the_listing_is_touched(project, fake):
    build(project)
    before = files(project.root / "site")
    fake.failing = {"itala", "lansila"}

    assert ["itala", "lansila"] == list(build(project))
    assert before == files(project.root / "site")


def test_building_one_roadmap_leaves_the_others(project, fake):
    build(project)
    before = project.site("lansila").stat()
    rename(project.root, "lansila", "Ei vielä")
    rename(project.root, "itala", "Nyt")

    build(project, "itala")

    assert before.st_ino == project.site("lansila").stat().st_ino
    listing = (project.root / "site" / "index.html").read_text()
    assert "Nyt, Pikkula" in listing
    assert "Ei vielä" not in listing


# --- putting into place --------------------------------------------------------------------------


def test_a_removed_roadmap_leaves_and_what_we_did_not_make_stays(project, fake):
    site = project.root / "site"
    site.mkdir()
    (site / "robots.txt").write_text("käsin tehty")
    (site / "vanhat-sivut").mkdir()
    (site / "vanhat-sivut" / "index.html").write_text("käsin tehty")
    build(project)
    shutil.rmtree(project.content / "lansila")

    build(project)

    left = {"index.html", "itala", "robots.txt", "vanhat-sivut"}
    assert left == {path.name for path in site.iterdir()}
    assert "lansila" not in (site / "index.html").read_text()
    assert "käsin tehty" == (site / "vanhat-sivut" / "index.html").read_text()


def test_what_an_older_listing_left_is_removed(project, fake):
    build(project)
    note = project.build("_tiekartat") / "viety.jsonl"
    keep(note, "site/", {**kept(note, "site/"), "sitemap.xml": b""})
    (project.root / "site" / "sitemap.xml").write_text("vanha")

    build(project)

    assert not (project.root / "site" / "sitemap.xml").exists()


@pytest.mark.parametrize("name", ["../content/lansila/tahot.yml", "..", ".", "", "/{}", "a/b"])
def test_nothing_outside_the_folder_of_sites_is_removed_whatever_is_noted(project, fake, name):
    build(project)
    other = project.root / "muu"
    other.write_text("muuta")
    note = project.build("_tiekartat") / "viety.jsonl"
    keep(note, "site/", {**kept(note, "site/"), name.format(other): b""})
    before = files(project.root / "content")

    build(project)

    assert before == files(project.root / "content")
    assert "muuta" == other.read_text()


@pytest.mark.parametrize("lost", [None, "", "{", "[1", "[1, 2]", "5", '["oma.html"]'])
def test_without_knowing_what_was_put_there_nothing_is_removed(project, fake, lost):
    build(project)
    (project.root / "site" / "oma.html").write_text("käsin tehty")
    note = project.build("_tiekartat") / "viety.jsonl"
    note.unlink() if lost is None else note.write_text(lost)

    build(project)

    assert {"assets", "index.html", "itala", "lansila", "oma.html", "vertailu"} == {
        path.name for path in (project.root / "site").iterdir()
    }


def test_a_site_that_cannot_be_put_into_place_leaves_the_old_one(project, fake, monkeypatch):
    build(project)
    before = files(project.site("itala"))
    rename_ = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "site":
            raise PermissionError("levy")
        return rename_(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError):
        build(project, "itala")

    assert before == files(project.site("itala"))


def test_a_run_that_was_cut_between_the_renames_is_put_right_even_if_the_next_one_fails(
    project, fake
):
    build(project)
    before = files(project.site("itala"))
    project.site("itala").rename(project.build("itala") / "vanha")
    fake.failing = {"itala"}

    build(project, "itala")

    assert before == files(project.site("itala"))
    assert not (project.build("itala") / "vanha").exists()


def test_leftovers_of_a_run_that_was_cut_are_cleaned(project, fake):
    build(project)
    for name in ("vanha", "site"):
        (project.build("itala") / name / "tyhjä").mkdir(parents=True)

    build(project, "itala")

    notes = (".json", ".jsonl")
    left = {path.name for path in project.build("itala").iterdir() if path.suffix not in notes}
    assert {"docs", "mkdocs.yml", "theme", "tiedostot"} == left
    assert not (project.site("itala") / "tyhjä").exists()


def test_pages_alone_need_no_engine(project):
    outcome = make_pages(project, "itala", OPTIONS)

    assert (project.build("itala") / "docs" / "index.md").is_file()
    assert outcome.plan
    assert not (project.root / "site").exists()


def test_progress_is_told_in_order(project, fake):
    told: list[tuple[str, str]] = []

    building.build(project, ["itala"], OPTIONS, progress=lambda *what: told.append(what))

    assert ["itala", "itala", "site/index.html"] == [name for name, _ in told]
    assert "sivua kirjoitettu" in told[0][1]
    assert "sivusto valmis" == told[1][1]


# --- three engines -------------------------------------------------------------------------------


def read_site(site: Path) -> dict[str, dict[str, object]]:
    """Return address → title, headings, tables cell by cell, and main text of each page."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = lxml_html.parse(path)
        if page.find(".//meta[@http-equiv='refresh']") is not None:
            continue  # sends a reader on from a former address
        [main] = page.xpath("//article")
        for extra in main.xpath(".//a[@class='headerlink']"):
            extra.drop_tree()
        found[path.relative_to(site).as_posix()] = {
            "title": words(page.find(".//title")),
            "description": page.xpath("string(//meta[@name='description']/@content)"),
            "headings": [(h.tag, words(h)) for h in main.iter("h1", "h2", "h3", "h4", "h5", "h6")],
            "tables": [
                [[(cell.tag, words(cell)) for cell in row] for row in table.iter("tr")]
                for table in main.iter("table")
            ],
            "captions": [words(caption) for caption in main.iter("caption")],
            "text": words(main),
        }
    return found


def words(element: lxml_html.HtmlElement) -> str:
    return " ".join(read(element).split())


@pytest.mark.engine
@pytest.mark.parametrize("name", ["properdocs", "zensical"])
def test_every_page_of_esimerkkila_is_the_same_whichever_engine_built_it(
    draft_of_esimerkkila, name
):
    if not engine.is_installed(name):
        pytest.skip(f"moottoria {name} ei ole asennettu")
    project, target = draft_of_esimerkkila, draft_of_esimerkkila.root / name
    assert run_engine(project, "esimerkkila", OPTIONS, target, engine_name=name) == []

    expected, found = read_site(project.site("esimerkkila")), read_site(target)

    assert list(expected) == list(found)
    for address, page in expected.items():
        assert page == found[address], address
    assert len(expected) > 100


@pytest.mark.engine
def test_every_measure_stands_letter_for_letter_in_the_built_site(draft_of_esimerkkila):
    site = draft_of_esimerkkila.site("esimerkkila")
    row = ".//article//tbody//th[@scope='row']/a"
    listed = lines_of(site / "toimenpiteet" / "index.html", row)
    for measure in roadmap("esimerkkila").measures:
        title = escaping.clean(measure.title)
        page = site / "toimenpiteet" / measure.id / "index.html"
        in_goal = site / "tavoitteet" / measure.goal / "index.html"

        assert [title] == lines_of(page, ".//h1")
        assert title in lines_of(in_goal, row)
        assert title in listed
        assert lines_of(page, ".//title")[0].startswith(f"Luonnos – {' '.join(title.split())}")


def lines_of(page: Path, path: str) -> list[str]:
    found = lxml_html.parse(page)
    for line_break in found.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    return [read(element).strip() for element in found.iterfind(path)]


def read(element: lxml_html.HtmlElement) -> str:
    """Return an element's text as a reader reads it, past soft hyphens."""
    return str(element.text_content()).replace("\u00ad", "")
