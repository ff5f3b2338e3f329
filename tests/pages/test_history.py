"""The pages of history: every version readable, every old address answered, a feed that stays."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest

from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.site_check import check_site
from digitiekartta.basics.text import sentence_case, unparted
from digitiekartta.markup import escaping
from digitiekartta.pages.card import in_a_line
from digitiekartta.pages.page import Page
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan, plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.canonical import canonical_bytes
from digitiekartta.roadmap.codes import code
from digitiekartta.roadmap.own_word import own_word
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.site.building import build
from digitiekartta.versions.comparison.changes import Section, compare
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.wording import Line
from digitiekartta.versions.record import digest
from digitiekartta.versions.records import Version, read_versions
from hostile import HOSTILE
from rendering import body, held, meta, pages, roadmap, text, tree
from towns import checkout, content

NAMES = ("esimerkkila", "muutosniemi")
DRAFT = Options(date(2026, 11, 15))
PUBLIC = Options(date(2026, 11, 15), draft=False)
ATOM = "{http://www.w3.org/2005/Atom}"


@cache
def versions(name: str) -> tuple[Version, ...]:
    return read_versions(content(name), name).all


def site(given: Roadmap, options: Options, approved: Sequence[Version]) -> Plan:
    with patch("digitiekartta.pages.plan.index_files", return_value={}):
        return held(plan(given, options, versions=approved))


@cache
def public(name: str) -> Plan:
    """Return the public site: that of the newest approved version."""
    return site(versions(name)[-1].roadmap(), PUBLIC, versions(name))


@cache
def draft(name: str) -> Plan:
    return site(roadmap(name), DRAFT, versions(name))


def addresses(made: Plan) -> set[str]:
    redirects = {file for file in made.assets if file.endswith("/index.html")}
    return {address(page) for page in pages(made)} | {
        r.removesuffix("index.html") for r in redirects
    }


def words(made: Plan, file: str) -> str:
    return text(tree(body(made.files[file])))


# --- old addresses -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_no_address_that_was_ever_public_is_lost(name):
    now, soon = addresses(public(name)), addresses(draft(name))
    for number, version in enumerate(versions(name), 1):
        then = addresses(site(version.roadmap(), PUBLIC, versions(name)[:number]))

        assert set() == then - now, version.name
        assert set() == then - soon, version.name


def test_a_former_id_leads_to_the_measures_page_without_a_script():
    page = draft("muutosniemi").assets["toimenpiteet/tietoturva/index.html"].decode()

    assert '<meta http-equiv="refresh" content="0; url=../vuosikurssi/">' in page
    assert '<link rel="canonical" href="../vuosikurssi/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="../vuosikurssi/">Tietoturvan vuosikurssi</a>' in page
    assert '<html lang="fi">' in page
    assert "<script" not in page


@pytest.mark.parametrize("made", [public, draft])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_at_an_old_address_leads_to_a_page_that_is_there(name, made, tmp_path: Path):
    for file, data in made(name).assets.items():
        if file.endswith("/index.html") and not file.startswith("upotus/"):  # no old address
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_bytes(data)
    for page in pages(made(name)):
        (tmp_path / address(page)).mkdir(parents=True, exist_ok=True)
        (tmp_path / address(page) / "index.html").touch()

    assert [] == check_site(BuiltSite(tmp_path))


def test_a_party_that_is_gone_leads_to_the_parties():
    page = draft("muutosniemi").assets["vastuutahot/hr-paallikko/index.html"].decode()

    assert "<title>Sivua ei enää ole: Vastuutahot</title>" in page
    assert 'url=../"' in page


def test_a_measure_that_is_gone_says_so_with_the_reason_and_where_it_was():
    said = words(draft("muutosniemi"), "toimenpiteet/drooni.md")

    assert "Toimenpide ei ole enää digitiekartassa. Postin kuljettaminen ei ole kunnan" in said
    assert "Toimenpide oli viimeksi mukana versiossa 2026-1." in said


def test_an_ended_measure_keeps_its_page_with_reason_and_successor():
    said = words(public("muutosniemi"), "toimenpiteet/lomake.md")

    assert "Milloin\nPäättyi syksyllä 2025" in said
    assert "Päättymisen syy: Palaute annetaan kartalla." in said
    assert "Tilalle tullut toimenpide: Palaute kartalla" in said


# --- versions ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_version_is_readable_as_it_was(name):
    made = public(name)
    for version in versions(name):
        told = "\n".join(
            words(made, file) for file in pages(made) if file.startswith(f"versiot/{version.name}/")
        )
        # A half-year may begin a row of a table.
        lost = [
            one
            for one in decided_texts(version)
            if flat(one) not in flat(told) and flat(sentence_case(one)) not in flat(told)
        ]

        assert [] == lost, version.name


def decided_texts(version: Version) -> Iterator[str]:
    """Yield the texts of a version that a reader would look for."""
    form = version.form()
    for goal in form["tavoitteet"].values():
        yield from (goal[key] for key in ("otsikko", "kuvaus") if key in goal)
        for group in goal.get("ryhmat", ()):
            yield from (group[key] for key in ("otsikko", "kuvaus") if key in group)
    for measure in form["toimenpiteet"].values():
        for key in ("otsikko", "kuvaus", "seuranta", "lisatiedot", "omat_toimenpiteet"):
            if key in measure:
                yield measure[key]
        yield from measure.get("vastuu", ())
        yield from measure.get("paattyi", {}).values()
        for report in measure.get("raportit", ()):
            yield from report.values()
        for cost in measure.get("kustannusarvio", ()):
            yield cost["vuosi"]
        for link in measure.get("linkit", ()):
            yield link["teksti"]
    for view in form.get("tasot", {}).get("nakokulmat", ()):
        yield view["nimi"]
    for said in form["sivut"].values():
        lines = (re.sub(r"^(\d+\.|[#>-]+) ", "", line) for line in said.split("\n"))
        yield from (line for line in lines if re.match(r"\w", line))


def flat(said: str) -> str:
    """Return the letters of a text, without marks of Markdown and the breaks between lines."""
    return re.sub(r"[\W_]+", "", said)


@pytest.mark.parametrize("name", NAMES)
def test_the_approved_content_can_be_fetched_byte_for_byte(name):
    for version in versions(name):
        file = f"versiot/{version.name}/sisalto.json"

        assert version.content == public(name).assets[file]
        assert version.approval.digest in words(public(name), f"versiot/{version.name}/index.md")


def test_an_old_version_says_that_it_is_old_and_leads_to_what_is_in_force():
    made = public("muutosniemi")

    assert "Vanha versio." in words(made, "versiot/2024-1/index.md")
    assert "Voimassa oleva versio." in words(made, "versiot/2026-1/index.md")
    assert ("", "tavoitteet/taidot/") == (
        meta(made.files["versiot/2024-1/index.md"])["nykyinen"],
        meta(made.files["versiot/2024-1/taidot.md"])["nykyinen"],
    )


def test_a_correction_is_marked_with_its_reason():
    said = words(public("muutosniemi"), "versiot/index.md")

    assert "korjaus: Kirjoitusvirhe saatesanoissa" in said


# --- changes -------------------------------------------------------------------------------


def test_only_a_draft_tells_what_waits_for_approval():
    heading = "Luonnoksen muutokset, joita ei ole vielä hyväksytty"

    assert heading in words(draft("muutosniemi"), "muutokset/index.md")
    assert heading not in words(public("muutosniemi"), "muutokset/index.md")
    # What was decided comes first, with a way to the rest.
    found = re.findall("^## (.*)$", draft("esimerkkila").files["muutokset/index.md"], re.M)
    assert ["Versio 2024-1", heading, "Vertaa versioita"] == found[-3:]
    assert not any("yöversio" in page for page in public("muutosniemi").files.values())


@pytest.mark.parametrize(
    ("told", "measure"),
    [
        # A mark in words was added, too.
        (
            "Luonnoksessa (ei hyväksytty) käyttöönotto siirtyy syksystä 2026 kevääseen 2027.",
            "ohjelmistorobotti",
        ),
        (
            "Raportoitu syksyllä 2026: käynnissä. Toinen harjoitus pidetään marraskuun lopussa.",
            "hairioharjoitukset",
        ),
        ("Päätöksellä 9.12.2025 päättynyt. Versio 2025-1", "kuntasovellus"),
    ],
)
def test_a_card_tells_the_weightiest_change_or_the_last_report(told, measure):
    page = tree(body(draft("esimerkkila").files[f"toimenpiteet/{measure}.md"]))
    [row] = page.xpath('//dt[.="Mitä muuttui"]/following-sibling::dd[1]')

    assert told == text(row)


def test_of_several_changes_a_card_tells_the_one_that_weighs_most():
    lines = [
        Line("Sanan ”a” tilalle tulee ”b”.", field="otsikko"),
        Line("Kuvaus muuttuu: lisätään ”a” kohtaan ”b”.", field="kuvaus"),
        Line("Vastuutaho vaihtuu: ennen A, muutoksen jälkeen B.", field="vastuu"),
        Line("Vuoden 2026 kustannusarvio: peruste muuttuu: ennen A.", field="kustannusarvio"),
        Line("Lisätään: merkintä ”tauko alkaa” syksyllä 2026.", field="aikataulu"),
        Line("Jatkuva toiminta alkaa myöhemmin, syksyllä 2027.", field="aikataulu"),
    ]
    told = []
    while lines:
        entry = Entry(What.CHANGED, "toimenpiteet", "intra", "Intra", tuple(lines))
        told.append(in_a_line(entry, own_word(roadmap("esimerkkila").settings)))
        lines.pop()

    assert told == [
        "jatkuva toiminta alkaa myöhemmin, syksyllä 2027",
        "lisätään: merkintä ”tauko alkaa” syksyllä 2026",
        "vuoden 2026 kustannusarvio: peruste muuttuu",  # one colon is enough
        "vastuutaho vaihtuu: ennen A, muutoksen jälkeen B",
        "kuvaus muuttuu: lisätään ”a” kohtaan ”b”",
        "sanan ”a” tilalle tulee ”b”",
    ]


def test_versions_are_told_newest_first():
    found = re.findall("^## (Versio .*)$", public("muutosniemi").files["muutokset/index.md"], re.M)

    assert ["Versio 2026-1", "Versio 2025-1", "Versio 2024-1"] == found


def test_who_approved_what_and_when_is_a_sentence():
    said = words(public("esimerkkila"), "muutokset/index.md")

    assert "Johtoryhmä hyväksyi muutokset 9.6.2026 (§\u00a023)." in said
    assert "Kunnanhallitus hyväksyi koko digitiekartan 9.12.2024 (§\u00a0187)." in said
    assert "Korjaus 16.3.2026. Syy: Vesimittareiden" in said


def test_a_correction_is_that_of_the_official_who_decided_on_it():
    official = "Johtoryhmän puheenjohtajan päätös 16.3.2026"
    made = public("esimerkkila")

    assert f"Päätös: {official}." in words(made, "muutokset/2026-1.md")
    assert f"Versio 2026-1, {official}" in words(made, "toimenpiteet/vesimittarit.md")
    for file in ("versiot/index.md", "versiot/2026-1/index.md"):
        assert official in words(made, file)


def test_what_changes_in_the_same_way_in_many_measures_is_told_once():
    page = public("esimerkkila").files["muutokset/2025-1.md"]
    line = "Vuoden 2026 kustannusarvio (käyttömeno): peruste muuttuu"
    own, _, common = page.partition("## Sama muutos monessa toimenpiteessä")

    assert (0, 1) == (own.count(line), common.count(line))
    assert re.search(rf"- {re.escape(line)}.*\n    - 7 toimenpidettä: \[Koulutuspolut", common)
    assert "Ohjelmistorobotti laskujen" not in own  # nothing else of it changed
    # Of two it is told of both, and a schedule is told of each.
    assert 2 == own.count("Päätös siirtyy syksystä 2025 kevääseen 2026.")


def test_pages_of_changes_tell_nothing_that_only_editors_understand():
    for name in NAMES:
        files = [file for file in public(name).files if file.startswith("muutokset/")]
        told = " ".join(words(public(name), file) for file in files)

        for words_of_editors in ("Ylläpitotiedot", "tunnus vaihtuu", ".md)", "synonyymit"):
            assert words_of_editors not in told


def test_a_measure_that_is_moved_is_named_beside_those_that_came_and_went():
    said = words(public("esimerkkila"), "index.md")

    assert "Aikataulu muuttuu: Pysyvästi säilytettävät asiakirjat sähköiseen arkistoon" in said


def test_a_list_of_highlights_says_how_many_changes_it_leaves_out():
    said = words(public("esimerkkila"), "index.md")

    assert "6\xa0muutosta: 1\xa0uusi toimenpide" in said
    assert "Lisäksi 3\xa0muuta muutosta" in said


def test_of_many_measures_that_are_moved_five_are_named():
    made = public("esimerkkila")
    page, [newest, *_] = Page(made.site, "index.md"), made.site.history.newest_first
    moved = next(one for one in newest.comparison.entries if one.id == "sahkoinen-arkisto")
    section = Section("", tuple(replace(moved, title=f"Toimenpide {n}") for n in range(7)))
    *named, rest = page.highlights(replace(newest.comparison, sections=(section,))).split("\n")

    assert 5 == len(named)
    assert "- Myös 2\u00a0muun toimenpiteen aikataulu muuttuu" == rest


def test_new_reports_stand_after_the_changes_as_one_list_for_each_goal():
    page = public("esimerkkila").files["muutokset/2026-2.md"]
    heading, *goals = page.partition("## Uudet tilannetiedot\n\n")[2].split("\n\n")
    told = goals[0].split("\n")

    assert "### Tavoite 1: " in heading
    assert 7 <= len(told)
    assert all(re.match(r"- \[.+\]\(.+\.md\) – tilanne keväällä 2026: ", line) for line in told)


def test_a_version_without_a_link_to_the_minutes_has_no_row_for_them():
    said = public("muutosniemi").files

    assert "Pöytäkirja" not in said["versiot/2025-1/index.md"]
    assert "| Pöytäkirja | [§" in said["versiot/2024-1/index.md"]


def test_a_measure_tells_how_it_has_changed_and_how_often_it_was_moved():
    said = words(public("muutosniemi"), "toimenpiteet/vuosikurssi.md")

    assert "Käyttöönotto: alun perin syksyllä 2025, nyt keväällä 2026. Siirretty kerran." in said
    assert "Versio 2025-1, Johtoryhmä 9.12.2025 §\u00a012: muutettu" in said
    assert "Käyttöönotto siirtyy syksystä 2025 kevääseen 2026." in said
    assert "Versio 2024-1" not in said  # it has been there from the beginning, as most have


def test_without_an_approved_version_there_are_no_pages_of_history():
    made = site(roadmap("muutosniemi"), DRAFT, ())

    assert not any(file.startswith(("muutokset/", "versiot/")) for file in made.files)
    assert "Muutokset" not in dict(made.nav)


# --- the feed ------------------------------------------------------------------------------


def test_a_draft_has_no_feed():
    assert "feed.xml" in public("muutosniemi").assets
    assert "feed.xml" not in draft("muutosniemi").assets


@pytest.mark.parametrize("name", NAMES)
def test_the_feed_has_what_atom_asks_for(name):
    feed = ET.fromstring(public(name).assets["feed.xml"])

    assert f"{ATOM}feed" == feed.tag
    for required in ("title", "id", "updated", "author"):
        assert 1 == len(feed.findall(ATOM + required))
    entries = feed.findall(f"{ATOM}entry")
    assert len(versions(name)) == len(entries)
    for entry in entries:
        assert [1, 1, 1] == [len(entry.findall(ATOM + one)) for one in ("title", "id", "updated")]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{ATOM}updated") or "")
    ids = [feed.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in entries)]
    assert len(ids) == len(set(ids))


def test_ids_stay_wherever_the_site_stands_and_whatever_is_approved_later():
    there = Options(date(2030, 1, 1), draft=False, site_url="https://www.muutosniemi.example/d/")
    all_of_them = versions("muutosniemi")
    earlier = site(all_of_them[0].roadmap(), PUBLIC, all_of_them[:1])
    later = site(all_of_them[-1].roadmap(), there, all_of_them)
    ids = [
        [one.text for one in ET.fromstring(made.assets["feed.xml"]).iter(f"{ATOM}id")]
        for made in (earlier, later)
    ]

    assert "tag:muutosniemi.example,2024-12-09:muutosniemi/2024-1" == ids[0][1]
    assert set(ids[0]) <= set(ids[1])


def test_links_of_the_feed_lead_to_the_changes_of_each_version():
    options = Options(date(2026, 1, 1), draft=False, site_url="https://m.example/d/")
    made = site(versions("muutosniemi")[-1].roadmap(), options, versions("muutosniemi"))
    feed = ET.fromstring(made.assets["feed.xml"])

    assert {
        "https://m.example/d/muutokset/",
        "https://m.example/d/feed.xml",
        *(f"https://m.example/d/muutokset/{one.name}/" for one in versions("muutosniemi")),
    } == {link.get("href") for link in feed.iter(f"{ATOM}link")}


def test_the_feed_gives_the_same_bytes_every_time():
    again = site(versions("esimerkkila")[-1].roadmap(), PUBLIC, versions("esimerkkila"))

    assert public("esimerkkila").assets["feed.xml"] == again.assets["feed.xml"]
    assert json.loads(again.assets["versiot/2024-1/sisalto.json"])


# --- editors' text -------------------------------------------------------------------------


def approved_with(texts: Sequence[str]) -> Plan:
    """Return a site whose second version brought a measure with each text in all its fields."""
    first = versions("muutosniemi")[0]
    form = first.form()
    for number, said in enumerate(texts):
        form["toimenpiteet"][f"m{number}"] = {
            "otsikko": f"{said} {number}",
            "tavoite": "taidot",
            "jarjestys": str(number),
            "kuvaus": said,
            "lisatiedot": said,
            "muut_toimijat": [said],
            "aikataulu": {"kevät 2025": {"vaihe": "selvitys", "sanat": said}},
            "paattyi": {"syy": said, "paatos": said},
        }
        form["toimenpiteet"]["digituki"]["kuvaus"] = said
    data = canonical_bytes(form)
    short = code(data, first.approval.code_length)
    approval = replace(first.approval, version="2025-1", digest=digest(data), code=short)
    second = replace(first, approval=approval, record=b"", content=data)
    return site(second.roadmap(), PUBLIC, (first, second))


def test_whatever_editors_write_stays_text_on_the_pages_of_history():
    texts = [one for text in HOSTILE if (one := escaping.clean(text)) and "\n" not in one]
    hostile, harmless = approved_with(texts), approved_with(["x" * len(one) for one in texts])
    for file in harmless.files:
        if file.startswith(("muutokset/", "versiot/")):
            tags = [
                [element.tag for element in tree(body(made.files[file])).iter()]
                for made in (harmless, hostile)
            ]
            assert tags[0] == tags[1], file


# --- built ---------------------------------------------------------------------------------


@pytest.mark.engine
def test_search_engines_are_told_of_the_page_of_today_and_not_of_the_old_one(tmp_path: Path):
    project = Project(checkout(tmp_path, "muutosniemi"))
    options = replace(PUBLIC, site_url="https://m.example/")
    outcomes = build(project, ["muutosniemi"], options)
    assert not any(outcome.failed for outcome in outcomes), [one.problems for one in outcomes]
    folder = tmp_path / "site" / "muutosniemi"
    old = (folder / "versiot/2024-1/taidot/index.html").read_text()
    today = (folder / "tavoitteet/taidot/index.html").read_text()

    canonical = '<link rel="canonical" href="https://m.example/muutosniemi/tavoitteet/taidot/">'
    assert (1, 1) == (old.count(canonical), today.count(canonical))
    assert '<meta name="robots" content="noindex">' in old
    assert "noindex" not in today
    assert 'type="application/atom+xml" title="Muutokset" href="../../feed.xml"' in today


# --- any two versions ------------------------------------------------------------------------


def test_any_two_approved_versions_can_be_compared():
    made = draft("muutosniemi")
    first, _, last = versions("muutosniemi")
    page = f"muutokset/{first.name}/{last.name}.md"

    told = words(made, page)
    assert f"Muutokset versiosta {first.name} versioon {last.name}" in told
    assert unparted(compare(first.roadmap(), last.roadmap()).summary) in told
    links = tree(body(made.files["muutokset/index.md"])).xpath("//h2[.='Vertaa versioita']/..//a")
    targets = {link.text_content(): link.get("href") for link in links}
    assert 3 == len([label for label in targets if label.startswith("Versiosta ")])
    assert f"{first.name}/{last.name}.md" == targets[f"Versiosta {first.name} versioon {last.name}"]
