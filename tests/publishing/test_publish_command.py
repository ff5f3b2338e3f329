"""The commands publish, rollback, status and server-config, as communications meets them."""

from __future__ import annotations

import json
import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from publishing_town import SETTINGS, SITE_URL, Town, new_town
from small_releases import contents, live_pages

from digitiekartta.audit.report import Report
from digitiekartta.publishing import release_audit
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import lock_of

#: There is no browser; a look takes minutes.
PUBLISH = ("publish", "pikku", "--no-audit")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, Path]:
    """Return Pikku with two approved versions, and a folder in which both were published."""
    folder = tmp_path_factory.mktemp("julkaistu")
    town = new_town(folder / "pikkula")
    target = folder / "www"
    town.approve()
    assert 0 == town.run(*PUBLISH, str(target), "--apply", "--site-url", SITE_URL)[0]
    town.edit("Nyt asiat hoituvat vielä paremmin.")
    town.approve("9.6.2026")
    assert 0 == town.run(*PUBLISH, str(target), "--apply", "--site-url", SITE_URL)[0]
    return town, target


@pytest.fixture
def here(published, tmp_path) -> tuple[Town, Path]:
    """Return the same, to be changed by one test."""
    town, target = published
    shutil.copytree(target, tmp_path / "www", symlinks=True)
    return town, tmp_path / "www"


pytestmark = pytest.mark.engine


def text_of(target: Path, page: str = "index.html") -> str:
    return (target / "nykyinen" / page).read_text(encoding="utf-8")


# --- publish -------------------------------------------------------------------------------------


def test_a_plan_is_told_and_nothing_is_touched(town, tmp_path):
    town.approve()

    code, out, err = town.run(*PUBLISH, str(tmp_path / "www"))

    assert (0, "") == (code, err)
    assert "Versio:          2025-1, Kunnanhallitus 9.12.2025 § 41\n" in out
    assert "Nyt julkaistuna: ei mitään\n" in out
    assert "Lisää --site-url ja etusivun osoite ennen julkaisemista" in out
    assert "tiedostot kunnossa, selaintarkastus jätettiin pois (--no-audit)\n" in out
    assert out.endswith("Julkaise samalla komennolla ja valinnalla --apply.\n")
    assert not (tmp_path / "www").exists()


def test_what_was_approved_is_what_readers_see(published):
    town, target = published
    town.edit("Tätä ei ole hyväksytty.")

    address = SITE_URL.rstrip("/")
    code, out, _ = town.run(*PUBLISH, str(target), "--site-url", address)

    assert 0 == code
    assert "(on jo julkaistu)" in out
    assert "Varoitus: sivuston osoitetta" not in out
    assert "Muuttuu:         0\n" in out
    assert "vielä paremmin" in text_of(target)
    assert "Tätä ei ole hyväksytty" not in text_of(target)
    assert f'<link rel="canonical" href="{SITE_URL}"' in text_of(target)


def test_two_publications_at_once_are_told_apart(here):
    town, target = here
    with lock_of(Project(town.root), "pikku", ".julki"):
        code, _, err = town.run(*PUBLISH, str(target))

    assert (1, True) == (code, "[build-in-use]" in err)


def test_what_was_not_approved_is_refused(town, tmp_path):
    code, _, err = town.run(*PUBLISH, str(tmp_path / "www"), "--apply")

    assert 3 == code
    assert "[not-approved]" in err
    assert err.endswith("Mitään ei julkaistu.\n")
    assert not (tmp_path / "www").exists()


def test_names_that_steer_a_terminal_are_not_echoed(town, tmp_path):
    (town.root / "content" / "a\x07b").mkdir()

    code, out, err = town.run("publish", "a\x07b", str(tmp_path / "www"))

    assert 0 != code
    assert "\x07" not in out + err
    assert "\x07" not in town.run(*PUBLISH, "www", "--site-url", "a\x07b")[2]


def test_a_site_whose_accessibility_nobody_has_told_of_is_built_but_not_published(town, tmp_path):
    town.content.replace("tiekartta.yml", SETTINGS[SETTINGS.index("saavutettavuus") :], "")
    town.approve()

    assert 0 == town.run("build", "pikku", "--public")[0]
    code, out, err = town.run(*PUBLISH, str(tmp_path / "www"), "--apply")
    assert 1 == code
    assert "[statement-missing]" in out + err
    assert not (tmp_path / "www").exists()


def test_a_statement_that_is_too_old_today_is_not_published(here):
    town, target = here
    before = contents(target)
    day_after_a_year = "1796256000"  # 3.12.2026

    code, _, err = town.run(
        *PUBLISH,
        str(target),
        "--apply",
        SOURCE_DATE_EPOCH=day_after_a_year,
    )

    assert 1 == code
    assert "[review-too-old]" in err
    assert before == contents(target)


def test_a_chain_that_was_tampered_with_is_refused(town, tmp_path):
    town.approve()
    frozen = town.content.path("hyvaksytyt/2025-1/sisalto.json")
    frozen.write_text(frozen.read_text().replace("Asiat hoituvat", "Asiat eivät hoidu"))

    code, _, err = town.run(*PUBLISH, str(tmp_path / "www"), "--apply")

    assert 3 == code
    assert "hyvaksytyt/2025-1" in err
    assert not (tmp_path / "www").exists()


def test_a_page_that_the_theme_has_spoilt_is_not_published(here):
    town, target = here
    before = contents(target)
    footer = town.root / "theme" / "partials" / "footer.html"
    sound = footer.read_text()
    footer.write_text(sound + '<marquee>x</marquee><a href="javascript:a()">x</a>')
    try:
        code, _, err = town.run(*PUBLISH, str(target), "--apply")
    finally:
        footer.write_text(sound)

    assert 1 == code
    assert "[forbidden-element]" in err
    assert "[forbidden-address]" in err
    assert "\nbuild/.julki/pikku/" in f"\n{err}"
    assert before == contents(target)


@pytest.mark.parametrize("words", [(), ("--apply",)])
def test_what_no_browser_can_look_at_is_not_published(here, words):
    town, target = here
    before = contents(target)

    code, out, err = town.run("publish", "pikku", str(target), *words)

    missing = "chromium-missing" if find_spec("playwright") else "audit-not-installed"
    assert 1 == code
    assert "selaintarkastusta ei voi tehdä\n" in out
    assert f"[{missing}]" in err
    assert "--no-audit" in err
    assert before == contents(target)


def test_a_look_that_was_left_out_is_told_by_plan_release_and_status(here):
    town, target = here

    _, out, _ = town.run(*PUBLISH, str(target))
    manifest = json.loads((target / "nykyinen" / ".julkaisu.json").read_text())

    assert "tiedostot kunnossa, selaintarkastus jätettiin pois (--no-audit)\n" in out
    assert "jätetty pois" == manifest["selaintarkastus"]
    assert (
        "Julkaistua sivustoa ei tarkastettu selaimessa (--no-audit).\n"
        in (town.run("status", "pikku", str(target))[1])
    )


def test_a_release_that_was_looked_at_is_not_looked_at_again_and_says_so(here, monkeypatch):
    town, target = here
    looked: list[Path] = []

    def look(site, **_):
        looked.append(site.folder)
        return Report(site.folder, "/", pages=("index.html",), states=("desktop",))

    monkeypatch.setattr(release_audit, "missing", lambda place: [])
    monkeypatch.setattr(release_audit, "audit", look)
    words = ("publish", "pikku", str(target), "--site-url", SITE_URL)

    assert "selaimessa 1 sivua 1 tilassa" in town.run(*words)[1]
    assert "(tarkastettu aiemmin)" in town.run(*words, "--apply")[1]

    assert 1 == len(looked)
    # The same release was published without a look before.
    assert "ei tarkastettu" not in town.run("status", "pikku", str(target))[1]
    assert '"tehty"' in (target / "nykyinen" / ".julkaisu.json").read_text()
    (town.root / "build" / ".julki" / "pikku.tarkastettu").unlink()


@pytest.mark.parametrize("folder", ["content/julki", ".", "..", "build/x", "theme"])
def test_the_projects_own_folders_are_no_target(town, folder):
    code, _, err = town.run(*PUBLISH, folder, "--apply")

    assert 2 == code
    assert "projektin omissa kansioissa" in err


def test_a_zip_opens_from_the_disk_of_who_unpacks_it(published, tmp_path):
    town, _ = published
    file = tmp_path / "julki" / "pikku.zip"

    assert 0 == town.run(*PUBLISH, str(file), "--apply")[0]

    with zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path / "purettu")
    [folder] = (tmp_path / "purettu").iterdir()
    page = (folder / "tavoitteet" / "index.html").read_text(encoding="utf-8")
    assert 'href="digitaidot/index.html"' in page
    assert (folder / "tavoitteet" / "digitaidot" / "index.html").is_file()
    assert 0 == town.run("status", "pikku", str(file))[0]


def test_a_version_is_published_anew_when_the_half_year_has_turned(here):
    town, target = here

    code, out, err = town.run(*PUBLISH, str(target), "--date", "1.7.2026", "--apply")

    assert (0, "") == (code, err)
    assert "Nyt, syksyllä 2026" in text_of(target)
    assert "Julkaistu: 2026-1," in out
    assert "Nyt, keväällä 2026" not in text_of(target)


# --- rollback and status -------------------------------------------------------------------------


def test_a_rollback_gives_the_earlier_pages_byte_for_byte(here, tmp_path):
    town, target = here
    assert "vielä paremmin" in text_of(target)
    release = next((target / "releases").glob("2025-1-*"))
    before = {k: v for k, v in contents(release).items() if not k.startswith("assets/")}

    code, out, _ = town.run("rollback", "pikku", str(target))

    assert 0 == code
    assert "käytössä on nyt 2025-1-" in out
    assert "vielä paremmin" not in text_of(target)
    assert before == {**live_pages(target), ".julkaisu.json": before[".julkaisu.json"]}
    assert 0 == town.run("rollback", "pikku", str(target), "2026-1")[0]
    assert "vielä paremmin" in text_of(target)


def test_a_rollback_to_what_is_not_there_names_what_is(here):
    town, target = here

    code, _, err = town.run("rollback", "pikku", str(target), "2019-1")

    assert 1 == code
    assert "[no-such-release]" in err
    assert "2025-1-" in err


def test_status_tells_what_is_live_and_what_waits(here, tmp_path):
    town, target = here
    code, out, _ = town.run("status", "pikku", str(target))
    assert 0 == code
    assert "2026-1, Kunnanhallitus 9.6.2026 § 41 (2026-1-" in out
    assert "Tiedostot ovat sellaisia kuin ne julkaistiin." in out
    assert "Julkaisemista odottaa" not in out

    town.run("rollback", "pikku", str(target))
    out = town.run("status", "pikku", str(target))[1]
    assert "Julkaisemista odottaa versio 2026-1: digitiekartta publish pikku " in out
    assert "ei ole vielä julkaistu mitään" in town.run("status", "pikku", str(tmp_path / "muu"))[1]


def test_releases_that_hold_removed_words_are_told_before_they_are_gone(here):
    town, target = here
    clean = town.content.path("hyvaksytyt")
    before = shutil.copytree(clean, target.parent / "hyvaksytyt")
    try:
        town.edit("Nyt asiat hoituvat.")
        code = town.run("status", "pikku")[1].partition("Työversion tunniste: ")[2].split()[0]
        words = ("--body", "Kunnanhallitus", "--date", "10.6.2026", "--code", code, "--yes")
        correction = ("--kind", "korjaus", "--reason", "Henkilötieto", "--decision", "§ 8")
        ended = town.run("approve", "pikku", *words, *correction, "--remove", "vielä paremmin")
        assert 0 == ended[0], ended

        held = "Poistettuja sanoja on yhä julkaisussa 2026-1-"
        assert held in town.run("status", "pikku", str(target))[1]
        back = town.run("rollback", "pikku", str(target))[1]
        assert "poistettuja sanoja" not in back.lower()
        forth = town.run("rollback", "pikku", str(target), "2026-1")[1]
        assert "Tässä julkaisussa on sanoja, jotka on poistettu hyväksytyistä versioista." in forth
        assert f"digitiekartta publish pikku {target}" in forth

        out = town.run(*PUBLISH, str(target), "--apply")[1]
        assert "poistettu julkaisut, joissa on poistettuja sanoja: 2026-1-" in out
        told = town.run("status", "pikku", str(target))[1]
        assert "Poistettuja sanoja" not in told
        assert "Tallessa: 2025-1-" in told
    finally:
        shutil.rmtree(clean)
        shutil.move(before, clean)
        town.edit("Nyt asiat hoituvat vielä paremmin.")


def test_status_tells_of_files_that_somebody_changed(here):
    town, target = here
    (target / "nykyinen" / "index.html").write_text("murrettu")

    code, _, err = town.run("status", "pikku", str(target))

    assert 1 == code
    assert "[release-damaged]" in err
    assert "index.html" in err


# --- the rest ------------------------------------------------------------------------------------


def test_two_builds_of_a_roadmap_at_once_are_told_apart(town):
    with lock_of(Project(town.root), "pikku"):
        for command in (("build", "pikku"), ("pages", "pikku")):
            code, _, err = town.run(*command)

            assert (1, True) == (code, "[build-in-use]" in err)
            assert "Toinen ajo tekee juuri tiekartan pikku sivuja." in err
    assert 0 == town.run("pages", "pikku")[0]


@pytest.mark.parametrize("server", ["nginx", "apache", "iis"])
def test_the_settings_of_a_server_are_printed(town, server):
    words = ("--path", "digitiekartta/pikku", "--folder", "/srv/pikku/")
    code, out, _ = town.run("server-config", "--server", server, *words)

    assert 0 == code
    assert "/digitiekartta/pikku/404.html" in out
    assert "frame-ancestors 'self'" in out


@pytest.mark.parametrize(
    "words",
    [
        *(("--path", "/a b/"), ("--path", "/a;b/"), ("--path", "/a/../b/")),
        *(("--folder", "x"), ("--folder", "/srv/$x"), ("--folder", "/srv/a\nb")),
    ],
)
def test_settings_that_would_break_a_server_are_refused(town, words):
    code, _, err = town.run("server-config", "--folder", "/srv/x", *words)

    assert 2 == code
    assert "ei kelpaa" in err


def test_publishing_needs_a_web_address_to_be_one(town, tmp_path):
    code, _, err = town.run(*PUBLISH, str(tmp_path), "--site-url", "www.kunta.fi")

    assert 2 == code
    assert "https://www.kunta.fi/digitiekartta/" in err
