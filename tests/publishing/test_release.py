"""A release: the finished files of a site, the same wherever and whenever they are made."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from publishing_town import BASE_PATH, SITE_URL, new_town
from small_releases import contents, write

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.pages.numbers.compared import FILE as COMPARED
from digitiekartta.pages.paths import MANIFEST, SHARED_PICTURE
from digitiekartta.pages.site import Options
from digitiekartta.pages.summary import FILE as SUMMARY
from digitiekartta.publishing import manifest
from digitiekartta.publishing.manifest import Manifest, hashes_of
from digitiekartta.publishing.publication import Plan
from digitiekartta.publishing.release import (
    SMALLEST,
    build_release,
    compress,
    make_release,
    name_by_content,
)
from digitiekartta.publishing.release_audit import draft_signs, faults
from digitiekartta.roadmap.project import Project
from towns import checkout

TODAY = date(2026, 9, 15)
LONG = "Pitkä teksti. " * SMALLEST


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a small built site."""
    folder = tmp_path / "site"
    write(folder / "index.html", f'<link rel="stylesheet" href="assets/tyyli.css"><p>{LONG}</p>')
    write(
        folder / "alla" / "index.html",
        '<link rel="stylesheet" href="../assets/tyyli.css">'
        '<img src="../assets/logo.svg" alt="Kunta"><script src="../assets/haku.js" defer></script>',
    )
    write(folder / "404.html", '<link rel="stylesheet" href="/digi/assets/tyyli.css?v=1">')
    write(folder / "assets" / "tyyli.css", "a{background:url('kuva.png')} /* haku.js */")
    write(folder / "assets" / "haku.js", 'load("../haku-data.js") // lukee tyylin tyyli.css')
    write(folder / "assets" / "haku-data.js", "tieto={}")
    write(folder / "assets" / "kuva.png", "kuva")
    write(folder / "assets" / "logo.svg", "<svg/>")
    write(folder / "assets" / "main.57a0d79d.min.css", "b{}")
    return folder


# --- names ---------------------------------------------------------------------------------------


def test_what_pages_load_gets_a_name_that_tells_its_content(site):
    name_by_content(site)

    names = sorted(path.name for path in (site / "assets").iterdir())
    plain = [re.sub(r"\.[0-9a-f]{10}\.", ".#.", name) for name in names]
    assert plain == [
        "haku-data.js",
        "haku.#.js",
        "kuva.png",
        "logo.#.svg",
        "main.57a0d79d.min.css",
        "tyyli.#.css",
    ]
    for page in ("index.html", "alla/index.html", "404.html"):
        for address in re.findall(r'(?:href|src)="([^"]+)"', (site / page).read_text()):
            name = address.partition("assets/")[2].partition("?")[0]
            assert (site / "assets" / name).is_file(), address


def test_another_content_gets_another_name(site):
    other = site.with_name("toinen")
    shutil.copytree(site, other)
    write(other / "assets" / "haku.js", "muuttunut")
    for folder in (site, other):
        name_by_content(folder)

    first, second = ({path.name for path in (f / "assets").iterdir()} for f in (site, other))
    assert 1 == len(first - second) == len(second - first)
    assert next(iter(first - second)).startswith("haku.")


# --- compressed copies ---------------------------------------------------------------------------


def test_text_has_compressed_copies_that_give_the_same_text(site):
    compress(site)

    page = (site / "index.html").read_bytes()
    assert page == gzip.decompress((site / "index.html.gz").read_bytes())
    assert page == brotli.decompress((site / "index.html.br").read_bytes())


def test_small_files_pictures_and_stale_copies_have_none(site):
    write(site / "poistettu.html.gz", "vanha")
    write(site / "assets" / "kuva.png", LONG)

    compress(site)

    packed = [name for name in contents(site) if name.endswith((".gz", ".br"))]
    assert ["index.html.br", "index.html.gz"] == sorted(packed)


# --- what is in it -------------------------------------------------------------------------------


def test_the_manifest_in_the_folder_tells_every_file(site):
    made = make_release("pikku", "2025-1", "Kunnanhallitus 9.12.2025", site)

    read = Manifest.from_json((site / manifest.FILE).read_bytes())
    assert made == read
    assert () == made.damage(hashes_of(site))
    assert made.name.startswith("2025-1-")
    assert {"", "alla/", "404.html"} == made.pages.keys()


def test_web_servers_may_read_a_release_whatever_the_umask(site):
    before = os.umask(0o077)
    try:
        make_release("pikku", "2025-1", "", site)
    finally:
        os.umask(before)

    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (site, *site.rglob("*"))}
    assert {True: 0o755, False: 0o644} == modes


def test_damage_names_what_is_missing_changed_or_strange(site):
    made = make_release("pikku", "2025-1", "", site)
    (site / "404.html").unlink()
    write(site / "index.html", "muutettu")
    write(site / "vieras.html", "lisätty")
    write(site / "assets" / "vanha.0123456789.css", "edellisen julkaisun")

    assert ("404.html", "index.html", "vieras.html") == made.damage(hashes_of(site))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)
names = texts.filter(lambda name: name not in ("", ".", "..") and not re.search(r"[/\\]", name))
paths = st.lists(names, min_size=1, max_size=3).map("/".join)


@given(texts, texts, texts, st.dictionaries(paths, texts, max_size=5))
def test_a_manifest_reads_back_as_it_was_written(roadmap, version, approval, files):
    made = Manifest(roadmap, version, approval, files)

    assert made == Manifest.from_json(made.to_json())


def with_fields(**fields: object) -> bytes:
    usual = {"muoto": 1, "tiekartta": "k", "versio": "1", "hyvaksynta": "x", "tiedostot": {}}
    return json.dumps(usual | fields).encode()


@pytest.mark.parametrize(
    "data",
    [
        *(
            None,
            b"",
            b"{",
            b"[]",
            b"null",
            b'{"muoto": 2}',
            b"\xff",
            with_fields().decode().encode("utf-16"),
        ),
        *(b"[" * 100_000 + b"]" * 100_000, b'{"a":' * 100_000, with_fields(muoto=[1])),
        *(with_fields(versio=1), with_fields(tiekartta=["k"]), with_fields(hyvaksynta=None)),
        *(with_fields(versio="\ud800"), with_fields(versio="a\nb"), with_fields(tiedostot=["a"])),
        *(with_fields(tiedostot={"a": 1}), with_fields(tiedostot={"a": {}})),
        *(
            with_fields(tiedostot={name: ""})
            for name in ("../a", "/a", "a/../../b", "", "a\\b", "a//b")
        ),
    ],
)
def test_what_is_no_manifest_is_none(data):
    assert Manifest.from_json(data) is None


def test_the_look_in_a_browser_is_told_and_is_no_part_of_the_release():
    bare = Manifest("k", "1", "x", {"a": "b"})
    looked, left_out = (replace(bare, audited=audited) for audited in (True, False))

    assert bare.name == looked.name == left_out.name
    assert [None, True, False] == [
        Manifest.from_json(each.to_json()).audited for each in (bare, looked, left_out)
    ]


def test_the_plan_tells_pages_that_come_change_and_go():
    def release(**pages: str) -> Manifest:
        return Manifest("pikku", "1", "", {f"{name}/index.html": d for name, d in pages.items()})

    plan = Plan(release(sama="1", muuttuu="2", uusi="3"), release(sama="1", muuttuu="1", pois="4"))

    assert (("uusi/",), ("muuttuu/",), ("pois/",)) == (plan.added, plan.changed, plan.removed)
    assert Plan(plan.release, None).added == ("muuttuu/", "sama/", "uusi/")
    assert Plan(plan.release, None).changed == ()


# --- drafts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sign",
    [
        '<p class="luonnos">Luonnos – ei hyväksytty</p>',
        "<title>Luonnos – Etusivu</title>",
        '<meta name="robots" content="noindex, nofollow">',
    ],
)
def test_a_draft_is_known_by_each_of_its_signs(site, sign):
    write(site / "alla" / "index.html", sign)

    [problem] = draft_signs(BuiltSite(site))

    assert "draft-page" == problem.code
    assert problem.place.file.endswith("alla/index.html")


def test_former_versions_and_redirects_may_hide_from_search_engines(site):
    noindex = '<meta name="robots" content="noindex">'
    write(site / "versiot" / "2024-1" / "index.html", noindex)
    moved = '<meta http-equiv="refresh" content="0; url=../uusi/">'
    write(site / "vanha" / "index.html", moved + noindex)
    write(site / "index.html", "<title>Luonnoksesta päätökseen</title>")

    assert [] == list(draft_signs(BuiltSite(site)))


# --- a real site ---------------------------------------------------------------------------------


@pytest.mark.engine
def test_the_public_site_of_pikku_has_no_faults(public_site):
    folder, _ = public_site

    assert [] == faults(BuiltSite(folder), base_path=BASE_PATH)


@pytest.mark.engine
def test_the_public_site_of_esimerkkila_has_no_faults(tmp_path):
    project = Project(checkout(tmp_path, "esimerkkila"))
    folder = tmp_path / "sivusto"
    made = build_release(project, "esimerkkila", folder, Options(TODAY, site_url=SITE_URL))

    assert [] == faults(BuiltSite(folder), base_path=BASE_PATH)
    assert len(made.pages) > 100


@pytest.mark.engine
def test_a_draft_of_pikku_is_refused(town):
    assert 0 == town.run("build", "pikku")[0]

    found = {problem.code for problem in draft_signs(BuiltSite(town.root / "site" / "pikku"))}
    assert {"draft-page"} == found


@pytest.mark.engine
def test_every_file_of_the_public_site_is_used_by_another_or_known(public_site):
    folder, made = public_site
    known = {"index.html", "404.html", "sitemap.xml", "saavutettavuusseloste.json"}
    known |= {SUMMARY, COMPARED, SHARED_PICTURE}  # lists of roadmaps and other sites ask for these
    text = b"".join(
        d for n, d in contents(folder).items() if n.endswith((".html", ".js", ".css", MANIFEST))
    )
    loaded = {
        name
        for name in made.files
        if not name.endswith((".gz", ".br", "/index.html")) and name not in known
    }

    unused = [name for name in sorted(loaded) if Path(name).name.encode() not in text]
    # The search finds the other parts of its index by a rule of its own.
    assert [] == [name for name in unused if not re.match(r"assets/haku-\d", name)]
    assert not [name for name in made.files if name.endswith(".map")]


@pytest.mark.engine
def test_what_pages_load_and_no_script_names_may_be_cached_for_ever(public_site):
    folder, made = public_site
    scripts = b"".join(path.read_bytes() for path in folder.rglob("*.js")).decode()

    loaded = {
        address.rpartition("assets/")[2]
        for name, data in contents(folder).items()
        if name.endswith(".html")
        for address in re.findall(
            r'<(?:link rel="stylesheet"|script|img)[^>]*="([^"]*assets/[^"]+)"', data.decode()
        )
    }
    named = {name for name in loaded if f'"{name.rpartition("/")[2]}"' in scripts}
    assert named == {"javascripts/haku.js"}
    assert {f"assets/{name}" for name in loaded - named} <= set(made.hashed)


@pytest.mark.engine
def test_the_same_version_made_on_two_days_in_two_folders_is_the_same_release(
    public_site, tmp_path, monkeypatch
):
    folder, made = public_site
    town = new_town(tmp_path / "toinen kansio ä")
    town.approve()
    town.edit("Tätä ei ole hyväksytty.")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    time.tzset()
    try:
        other = tmp_path / "sivusto"
        options = Options(TODAY, site_url=SITE_URL)
        again = build_release(Project(town.root), "pikku", other, options)
    finally:
        monkeypatch.undo()
        time.tzset()

    assert made == again
    assert contents(folder) == contents(other)


def test_the_manifest_is_readable_by_other_programs(site):
    make_release("pikku", "2025-1", "Kunnanhallitus", site)

    told = json.loads((site / manifest.FILE).read_text())
    assert ("pikku", "2025-1", "Kunnanhallitus") == tuple(
        told[key] for key in ("tiekartta", "versio", "hyvaksynta")
    )
