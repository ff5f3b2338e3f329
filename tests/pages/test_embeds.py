"""Embeds: what other sites show of a roadmap, in a frame or pasted, and who can use them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from lxml import html

from digitiekartta.audit.allow_list import forbidden
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.pages import paths
from digitiekartta.pages.embedding import embed_files, frame_line, parts_of
from digitiekartta.pages.embeds import embeds
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.site import Options, Site
from digitiekartta.publishing.release_audit import draft_signs
from digitiekartta.roadmap.model import Party
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.records import read_versions
from hostile import HOSTILE
from rendering import OPTIONS, planned_of, roadmap
from towns import content

ROOT = "https://www.kunta.example/digi/"
PUBLIC = Options(date(2026, 9, 15), draft=False, site_url=ROOT)
NOW = "upotus/nyt/index.html"


@cache
def public(name: str) -> Plan:
    versions = read_versions(content(name), name)
    newest = versions.all[-1].roadmap()
    status = versions.status_of(newest)
    return planned_of(newest, replace(PUBLIC, approval_status=status), versions.all)


def page(made: Plan, file: str):
    return html.document_fromstring(made.assets[file].decode())


def seen(root) -> str:
    """Return what a reader without scripts sees, and one with them in the half-year of the run."""
    hidden = root.xpath("//article//*[@hidden]")
    for element in hidden:
        element.drop_tree()
    [article] = root.iter("article")
    return " ".join(article.text_content().replace("\u00ad", "").split())


def renamed(given: Roadmap, title: str) -> Roadmap:
    """Return a roadmap in which a title is that of all goals, groups, measures and parties."""
    goals = [one.model_copy(update={"title": title}) for one in given.goals]
    measures = [
        one.model_copy(update={"title": title, "short_title": None, "parties": (title,)})
        for one in given.measures
    ]
    parties = {title: Party()}
    return replace(given, goals=tuple(goals), measures=tuple(measures), parties=parties)


def test_now_each_goal_and_each_party_has_an_embed_at_an_address_that_never_changes():
    files = {file for file in public("muutosniemi").assets if file.startswith("upotus/")}

    assert {
        "upotus/nyt/index.html",
        "upotus/tavoite/taidot/index.html",
        "upotus/tavoite/palvelut/index.html",
        "upotus/vastuutaho/kirjasto/index.html",
    } <= files


def test_the_embed_of_now_names_its_half_year_and_never_calls_it_now():
    root = page(public("muutosniemi"), NOW)

    assert (
        "Mitä tehdään syksyllä 2026 ►\xa0käyttöönotto 1, ●\xa0jatkuva toiminta 1"
        " Palaute kartalla Käyttöönotto tänä puolivuonna."
        " Tietoturvan vuosikurssi Jatkuva toiminta alkaa. Kaikki, mitä tehdään syksyllä 2026"
    ).replace("\xa0", " ") == seen(root)


def test_the_browser_can_show_each_half_year_to_come():
    root = page(public("muutosniemi"), NOW)
    headings = {one.get("data-kun"): one.text for one in root.xpath("//h1/span")}

    assert {
        "2026-syksy": "Mitä tehdään syksyllä 2026",
        "2027-kevat": "Kausi päättyi syksyllä 2026",
    } == headings
    assert [*headings] == root.xpath("//article/div/@data-kun")
    assert ["2027-kevat"] * 2 == root.xpath("//article//*[@hidden]/@data-kun")
    assert "2026-syksy" == root.get("data-nyt")


def test_an_embed_of_a_goal_tells_its_measures_those_that_go_on_first():
    told = seen(page(public("muutosniemi"), "upotus/tavoite/palvelut/index.html"))

    assert (
        "Tavoite 2: Palvelut verkkoon 2 toimenpidettä. Tilanne syksyllä 2026."
        " Palaute kartalla Nyt käyttöönotto (syksy 2026)."
        " Palautelomake uusiksi Päättyi syksyllä 2025."
        " Tavoitteen toimenpiteet ja aikataulu"
    ) == told


@pytest.mark.parametrize("name", ["muutosniemi", "esimerkkila"])
def test_every_link_of_an_embed_opens_in_the_whole_window(name):
    for file, data in public(name).assets.items():
        if file.startswith("upotus/") and file.endswith("/index.html"):
            links = html.document_fromstring(data.decode()).xpath("//a")
            assert links
            assert {"_top"} == {link.get("target") for link in links}, file


def test_an_embed_is_a_page_of_its_own_that_search_engines_leave_to_the_page_in_full(tmp_path):
    made = public("muutosniemi")
    root = page(made, "upotus/tavoite/taidot/index.html")

    assert "fi" == root.get("lang")
    assert ["noindex"] == root.xpath("//meta[@name='robots']/@content")
    assert [f"{ROOT}tavoitteet/taidot/"] == root.xpath("//link[@rel='canonical']/@href")
    assert 1 == len(root.xpath("//h1"))
    assert not root.xpath("//nav | //header | //form | //iframe | //style")
    assert b"upotus/nyt" not in made.assets[paths.SITEMAP]
    for file in (file for file in made.assets if file.startswith("upotus/")):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(made.assets[file])
    site = BuiltSite(tmp_path)
    assert [] == forbidden(site)
    assert [] == draft_signs(site)


def test_the_lines_to_copy_have_whole_addresses_a_title_and_a_height():
    made = public("muutosniemi")
    text = made.files[paths.EMBEDS]
    site = made.site

    line = frame_line(site, next(embeds(site)))
    assert line.startswith(
        f'<iframe src="{ROOT}upotus/nyt/" title="Mitä digitiekartassa on meneillään –'
        ' Digitiekartta 2025–2026, Muutosniemi" width="100%" height="'
    )
    assert line.endswith('" loading="lazy"></iframe>')
    assert line.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in text
    assert text.count("&lt;iframe") == len([*embeds(site)])


def test_a_snapshot_is_plain_html_that_says_its_source_and_its_day():
    text = public("muutosniemi").assets["upotus/tavoite/palvelut/katkelma.txt"].decode()

    assert (
        f"""<div lang="fi">
<h2>Tavoite 2: Palvelut verkkoon</h2>
<p>2 toimenpidettä.</p>
<ul>
<li><a href="{ROOT}toimenpiteet/karttapalaute/">Palaute kartalla</a>: Nyt käyttöönotto (syksy 2026).</li>
<li><a href="{ROOT}toimenpiteet/lomake/">Palautelomake uusiksi</a>: Päättyi syksyllä 2025.</li>
</ul>
<p><a href="{ROOT}tavoitteet/palvelut/">Tavoitteen toimenpiteet ja aikataulu</a></p>
<p><a href="{ROOT}">Lähde: Digitiekartta 2025–2026, Muutosniemi</a></p>
<p>Tilanne 15.9.2026. Tiedot eivät päivity itsestään. Hyväksytty: Johtoryhmä 9.12.2025 § 12. Korjattu 15.1.2026: Kirjoitusvirhe saatesanoissa. Versio 2026-1. Päivitetty 1.12.2025.</p>
</div>
"""  # noqa: E501
    ) == text.replace("\xa0", " ")


def test_a_draft_says_so_in_its_embeds_and_gives_no_lines():
    made = planned_of(roadmap("muutosniemi"), replace(OPTIONS, site_url=ROOT))
    root = page(made, NOW)

    assert ["Luonnos – ei hyväksytty"] == root.xpath("//*[@class='luonnos']/text()")
    assert root.xpath("//title")[0].text.startswith("Luonnos – ")
    assert ["noindex, nofollow"] == root.xpath("//meta[@name='robots']/@content")
    assert "Upotukset ovat julkista sivustoa varten." in made.files[paths.EMBEDS]
    assert "iframe" not in made.files[paths.EMBEDS]
    assert not [file for file in made.assets if file.endswith("katkelma.txt")]


def test_without_an_address_the_page_says_that_there_can_be_no_lines():
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    made = planned_of(versions[-1].roadmap(), replace(PUBLIC, site_url=None), versions)

    assert "Sivuston osoite ei ole tiedossa" in made.files[paths.EMBEDS]
    assert "iframe" not in made.files[paths.EMBEDS]
    assert not [file for file in made.assets if file.endswith("katkelma.txt")]


def test_what_is_gone_is_told_where_other_sites_still_ask_for_it():
    versions = read_versions(content("muutosniemi"), "muutosniemi").all
    newest = versions[-1].roadmap()
    fewer = replace(
        newest,
        goals=tuple(goal for goal in newest.goals if goal.id != "kokeilut"),
        measures=tuple(one for one in newest.measures if one.goal != "kokeilut"),
    )
    made = planned_of(fewer, PUBLIC, versions)

    assert "Upotusta ei enää ole" in seen(page(made, "upotus/tavoite/kokeilut/index.html"))
    # A party of the first version.
    assert "Upotusta ei enää ole" in seen(page(made, "upotus/vastuutaho/hr-paallikko/index.html"))
    assert "upotus/tavoite/kokeilut/katkelma.txt" not in made.assets


def test_where_no_schedule_is_known_the_embed_of_now_says_so():
    told = seen(page(planned_of(roadmap("tyynela")), NOW))

    assert "aikataulu" in told
    assert "Nyt" not in told


def test_a_goal_and_a_party_without_measures_say_so():
    site = Site(replace(roadmap("pikkula"), measures=()), OPTIONS)
    told = {
        file: seen(html.document_fromstring(write().decode())) for file, write in embed_files(site)
    }

    goal = paths.goal_embed(site.roadmap.goals[0].id)
    assert "Tavoitteella ei vielä ole toimenpiteitä." in told[goal]
    party = paths.party_embed(next(iter(site.parties.pages.values())))
    assert "Taholla ei ole toimenpiteitä." in told[party]
    assert "0 toimenpidettä" in told[NOW]


def test_names_with_slashes_and_a_goal_named_index_have_addresses_of_their_own():
    given = roadmap("pikkula")
    goal = given.goals[0].model_copy()
    goal._id = "index"
    names = ("Sote/hyvinvointi", "Sote hyvinvointi", "index", "../../etc")
    given = replace(given, goals=(goal,), measures=(), parties={n: Party() for n in names})
    files = {e.file for e in embeds(Site(given, OPTIONS))}

    assert {
        "upotus/nyt/index.html",
        "upotus/tavoite/_index/index.html",
        "upotus/vastuutaho/sote-hyvinvointi/index.html",
        "upotus/vastuutaho/sote-hyvinvointi-2/index.html",
        "upotus/vastuutaho/index-2/index.html",
        "upotus/vastuutaho/etc/index.html",
    } == files


@pytest.mark.parametrize("title", HOSTILE[:24])
def test_what_an_editor_writes_is_text_in_embeds_and_in_what_is_pasted(title):
    plain, hostile = (
        Site(renamed(roadmap("pikkula"), text), replace(PUBLIC)) for text in ("Otsikko", title)
    )
    versions: tuple = ()
    made = [planned_of(site.roadmap, PUBLIC, versions) for site in (plain, hostile)]
    for file in (NOW, paths.goal_embed(plain.roadmap.goals[0].id)):
        for name in (file, paths.snapshot(file)):
            tags = [
                [one.tag for one in html.document_fromstring(each.assets[name].decode()).iter("*")]
                for each in made
            ]
            assert tags[0] == tags[1], name
    lines = frame_line(hostile, [*embeds(hostile)][1])
    [frame] = html.fragments_fromstring(lines)
    assert {"src", "title", "width", "height", "loading"} == {*frame.keys()}


def test_a_transcription_says_what_it_is():
    versions = read_versions(content("muutosniemi"), "muutosniemi")
    status = versions.status_of(versions.all[-1].roadmap())
    assert status
    newest = replace(status.newest, kind="jäljennös")
    copied = replace(PUBLIC, approval_status=replace(status, approved=newest, correction=None))
    made = planned_of(versions.all[-1].roadmap(), copied)

    assert ["Jäljennös hyväksytystä asiakirjasta"] == page(made, NOW).xpath(
        "//p[@class='tilaraita']/span/text()"
    )


def test_very_many_parties_have_their_lines_on_several_pages():
    given = roadmap("pikkula")
    many = {f"Taho {number}": Party() for number in range(250)}
    made = planned_of(replace(given, parties={**given.parties, **many}), PUBLIC)
    parts = parts_of(made.site)

    assert 100 == max(map(len, parts))
    osat = [paths.embeds(number) for number in range(2, len(parts) + 1)]
    assert osat
    assert all(file in made.files for file in osat)
    lines = sum(made.files[file].count("&lt;iframe") for file in (paths.EMBEDS, *osat))
    assert lines == sum(map(len, parts))
