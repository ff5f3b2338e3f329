"""What a proposal takes away is told with its reason, or must get one; in drafts too."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date

import pytest

from digitiekartta.audit.states import STATE_NAMES
from digitiekartta.basics.problems import Problem
from digitiekartta.roadmap.statement.report import AUDIT_REPORT
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.losses import EMPTIED, REMOVED, SHORTENED
from digitiekartta.versions.review import review
from pikku import Content

DAY = date(2026, 11, 22)
FULL = """
kuvaus: |-
  Henkilöstö oppii tunnistamaan huijausviestit, käyttämään vahvoja salasanoja ja kertomaan
  heti, jos jotakin outoa tapahtuu työkoneella tai puhelimessa.
kustannusarvio:
  - vuosi: 2025
    euroa: 1000
  - vuosi: 2026
    euroa: 2000
raportit:
  - puolivuosi: kevät 2025
    tila: aloitettu
    teksti: Koulutus on alkanut.
seuranta: Osallistujat lasketaan keväisin.
"""
COURSE, GOAL = "toimenpiteet/kurssit.yml", "tavoitteet/digitaidot.yml"


@pytest.fixture
def proposed(content: Content) -> Content:
    """Return a draft of Pikku that nobody has approved; the branch stands beside it."""
    content.append(COURSE, FULL)
    content.append("visio.md", "\nKirjasto auttaa, ja neuvontaa saa myös kotiin.\n")
    shutil.copytree(content.root / "content", content.root / "main/content")
    return content


def found(content: Content) -> list[Problem]:
    """Return what the review tells of losses."""
    told = review(content.root / "content", "pikku", content.root / "main/content", DAY)
    kinds = {kind.code for kind in (EMPTIED, REMOVED, SHORTENED)}
    return [problem for problem in told.problems if problem.code in kinds]


def changed(content: Content) -> Comparison:
    """Return what the change list tells of the proposal."""
    told = review(content.root / "content", "pikku", content.root / "main/content", DAY)
    assert told.changes
    return told.changes


def codes(content: Content) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.place.file.split("pikku/")[1], one.place.field) for one in found(content)
    ]


def cut(content: Content, file: str, field: str) -> None:
    """Take a field out of a file."""
    lines, kept, inside = content.read(file).splitlines(keepends=True), [], False
    for line in lines:
        inside = line.startswith(f"{field}:") or (inside and line[:1] in (" ", "\n"))
        kept += [] if inside else [line]
    assert kept != lines
    content.write(file, "".join(kept).encode())


@pytest.mark.parametrize(
    ("file", "field"),
    [
        *((COURSE, key) for key in ("kuvaus", "aikataulu", "kustannusarvio", "raportit")),
        *((COURSE, key) for key in ("vastuu", "toimiala", "seuranta")),
        *(("tiekartta.yml", key) for key in ("yhteystiedot", "kohderyhmat", "tekstit")),
        ("tasot.yml", "karjet"),
    ],
)
def test_an_emptied_field_needs_a_reason_also_in_a_draft(proposed: Content, file: str, field: str):
    if field == "tekstit":
        proposed.remove("saatesanat.md")
    cut(proposed, file, field)

    assert ("emptied-without-reason", file, field) in codes(proposed)


def test_what_the_field_held_can_be_read_and_where_to_write_the_reason(proposed: Content):
    cut(proposed, COURSE, "seuranta")

    [problem] = found(proposed)
    assert "Toimenpide ”Tietoturvakurssi”, seuranta" in problem.message
    assert "Osallistujat lasketaan keväisin." in problem.message
    assert f"kirjoita tiedostoon {COURSE} rivi ”muutoksen_syy: …”" in problem.remedy


def test_a_reason_in_the_same_proposal_is_enough(proposed: Content):
    cut(proposed, COURSE, "seuranta")
    proposed.append(COURSE, "muutoksen_syy: seurannasta kerrotaan vuosiraportissa\n")

    assert [] == found(proposed)
    assert [] == proposed.problems()


@pytest.mark.parametrize("reason", ["", "-", "ei", "..."])
def test_a_reason_says_something(proposed: Content, reason: str):
    cut(proposed, COURSE, "seuranta")
    proposed.append(COURSE, f"muutoksen_syy: '{reason}'\n" if reason else "")

    assert [("emptied-without-reason", COURSE, "seuranta")] == codes(proposed)


def test_the_reason_of_an_earlier_change_is_none_for_this_one(proposed: Content):
    for folder in (proposed.folder, proposed.root / "main/content/pikku"):
        with (folder / COURSE).open("a") as file:
            file.write("muutoksen_syy: Kuvaus lyhennettiin viime vuonna.\n")
    cut(proposed, COURSE, "seuranta")

    assert [("emptied-without-reason", COURSE, "seuranta")] == codes(proposed)


@pytest.mark.parametrize("file", [COURSE, GOAL, "visio.md", "tahot.yml", "tasot.yml"])
def test_a_removed_file_needs_a_reason_also_in_a_draft(proposed: Content, file: str):
    proposed.remove(file)

    assert file in [one[1] for one in codes(proposed) if one[0] != "shortened-without-reason"]

    proposed.append("tiekartta.yml", f"muutosten_syyt:\n  {file}: Lisättiin vahingossa kahdesti.\n")
    assert [] == [one for one in codes(proposed) if one[1] == file]


@pytest.mark.parametrize(
    ("file", "field"), [("tiekartta.yml", "yhteystiedot"), ("tasot.yml", "karjet")]
)
def test_a_remedy_followed_to_the_letter_is_enough_and_the_reason_is_in_the_change_list(
    proposed: Content, file: str, field: str
):
    cut(proposed, file, field)
    [problem] = [one for one in found(proposed) if one.place.field == field]
    _, where, sign, _ = re.split(r"tiedostoon | rivi ”|…”", problem.remedy)
    assert ("tiekartta.yml kohtaan muutosten_syyt", f"{file}: ") == (where, sign)
    proposed.append("tiekartta.yml", f"muutosten_syyt:\n  {sign}Asia on nyt visiossa.\n")

    assert [] == found(proposed)
    [entry] = changed(proposed).decided
    assert ("Asia on nyt visiossa.", False) == (entry.reason, entry.lacks_reason)


def test_what_changes_without_a_reason_is_listed_whatever_it_is(proposed: Content):
    proposed.append("visio.md", "\nUusi lause visioon.\n")
    proposed.replace("tahot.yml", "  laji: toimielin\n", "  laji: työryhmä\n")
    proposed.append(COURSE, "lisatiedot: Kurssi on kaikille.\n")

    assert ["Tietoturvakurssi", "Visio (visio.md)", "Vastuutahojen luettelo"] == [
        entry.title for entry in changed(proposed).without_reason
    ]


def test_the_reason_for_a_measure_that_is_gone_is_told_where_it_is_told_as_gone(proposed: Content):
    proposed.remove("toimenpiteet/ohjeet.yml")
    proposed.append(
        "tiekartta.yml", "muutosten_syyt:\n  toimenpiteet/ohjeet.yml: Lisättiin kahdesti.\n"
    )
    [entry] = changed(proposed).decided

    assert ("Lisättiin kahdesti.", ()) == (entry.reason, entry.lines)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("toimenpiteet/ohjet.yml", "Tarkoititko ”toimenpiteet/ohjeet.yml”?"),
        ("ohjeet.yml", "”toimenpiteet/ohjeet.yml”"),
        ("./tasot.yml", "Tarkoititko ”tasot.yml”?"),
        ("Tahot.yml", "Tarkoititko ”tahot.yml”?"),
        ("toimenpiteet\\kurssit.yml", "Tarkoititko ”toimenpiteet/kurssit.yml”?"),
        ("toimenpiteet/Kurssit.yml", "Tarkoititko ”toimenpiteet/kurssit.yml”?"),
        ("visio", "Tarkoititko ”visio.md”?"),
        (COURSE, f"tiedostoon {COURSE} kenttään muutoksen_syy"),
    ],
)
def test_a_reason_that_is_of_no_file_is_told(proposed: Content, name: str, cure: str):
    proposed.remove("toimenpiteet/ohjeet.yml")
    proposed.append("tiekartta.yml", f"muutosten_syyt:\n  {name}: Lisättiin kahdesti.\n")
    told = review(proposed.root / "content", "pikku", proposed.root / "main/content", DAY)
    [problem] = [one for one in told.problems if one.code == "reason-of-nothing"]

    assert cure in problem.remedy
    assert "removed-without-reason" in [one.code for one in told.problems]


def test_a_report_of_the_audit_that_is_taken_away_needs_a_reason(proposed: Content):
    audited = {"date": "2026-09-01", "site": "pikku", "pages_in_site": 1, "pages": ["index.html"]}
    report = json.dumps({**audited, "states": STATE_NAMES, "problems": []})
    (proposed.root / "main/content/pikku" / AUDIT_REPORT).write_text(report)

    assert [("removed-without-reason", AUDIT_REPORT, "")] == codes(proposed)


def test_a_measure_that_another_replaces_or_is_the_new_name_of_is_not_lost(proposed: Content):
    proposed.remove("toimenpiteet/ohjeet.yml")
    proposed.append("toimenpiteet/digituki.yml", "korvaa: ohjeet\n")
    proposed.write(
        "toimenpiteet/koulutus.yml", proposed.read(COURSE) + "aiemmat_tunnukset: kurssit\n"
    )
    proposed.remove(COURSE)
    proposed.replace("toimenpiteet/digituki.yml", "- kurssit", "- koulutus")

    assert [] == found(proposed)


def test_a_measure_that_ends_may_lose_what_it_would_have_done(proposed: Content):
    cut(proposed, COURSE, "aikataulu")
    cut(proposed, COURSE, "kustannusarvio")
    proposed.append(COURSE, "paattyi:\n  syy: Kurssi on osa perehdytystä.\n")

    assert [] == found(proposed)


def test_a_schedule_that_moves_is_not_emptied(proposed: Content):
    proposed.replace(COURSE, "kevät 2025: selvitys\n", "")
    proposed.replace(COURSE, "kevät 2026 – syksy 2026: jatkuva toiminta", "kevät 2026: selvitys")

    assert [] == found(proposed)


def test_that_a_measure_has_no_schedule_any_more_may_be_said_and_is_told(proposed: Content):
    cut(proposed, COURSE, "aikataulu")
    proposed.append(COURSE, "aikataulu: {}\n")

    [problem] = found(proposed)
    assert ("emptied-without-reason", False) == (problem.code, problem.is_error)


def test_a_text_that_loses_its_end_is_told_and_one_that_is_written_anew_is_not(proposed: Content):
    cut(proposed, COURSE, "kuvaus")
    kept = proposed.read(COURSE)
    proposed.write(
        COURSE, f"{kept}kuvaus: Henkilöstö oppii tunnistamaan huijausviestit.\n".encode()
    )
    assert [("shortened-without-reason", COURSE, "kuvaus")] == codes(proposed)

    proposed.write(COURSE, f"{kept}kuvaus: Kurssilla harjoitellaan arjen tietoturvaa.\n".encode())
    assert [] == codes(proposed)


def test_a_schedule_that_shrinks_to_one_half_year_is_told_as_a_warning(proposed: Content):
    proposed.replace(COURSE, "  kevät 2025: selvitys\n  syksy 2025: käyttöönotto\n", "")
    proposed.replace(COURSE, "kevät 2026 – syksy 2026: jatkuva toiminta", "kevät 2026: selvitys")

    [problem] = found(proposed)
    assert ("shortened-without-reason", False) == (problem.code, problem.is_error)


def test_a_measure_that_takes_the_schedule_of_its_group_has_lost_none(proposed: Content):
    proposed.replace(
        GOAL,
        "    otsikko: Koulutus\n",
        "    otsikko: Koulutus\n    aikataulu:\n      kevät 2025: selvitys\n",
    )
    cut(proposed, COURSE, "aikataulu")

    assert [] == found(proposed)


def test_words_may_be_replaced_by_others(proposed: Content):
    proposed.replace(COURSE, "Osallistujat lasketaan keväisin.", "Osallistujat kysytään syksyllä.")
    proposed.replace(COURSE, "- Tietohallinto", "- Kirjasto")
    proposed.replace(COURSE, "vuosi: 2026", "vuosi: 2027")
    proposed.write("visio.md", "# Visio\n\nDigipalvelut toimivat, ja apua saa kasvokkain.\n")

    assert [] == found(proposed)


@pytest.mark.parametrize("text", ["Poistettu.", "-", "ks. visio", "…"])
def test_a_text_of_which_next_to_nothing_is_left_is_emptied(proposed: Content, text: str):
    cut(proposed, COURSE, "kuvaus")
    proposed.append(COURSE, f"kuvaus: {text!r}\n")
    proposed.write("visio.md", "# Visio\n")

    assert [
        ("emptied-without-reason", COURSE, "kuvaus"),
        ("emptied-without-reason", "visio.md", ""),
    ] == codes(proposed)


def test_a_report_or_an_estimate_that_is_taken_out_needs_a_reason(proposed: Content):
    proposed.replace(COURSE, "  - vuosi: 2025\n    euroa: 1000\n", "")

    [problem] = found(proposed)
    assert ("removed-without-reason", "kustannusarvio") == (problem.code, problem.place.field)
    assert "”2025”" in problem.message


def test_a_word_inside_a_report_is_not_taken_out_in_silence(proposed: Content):
    proposed.replace(COURSE, "    teksti: Koulutus on alkanut.\n", "")

    assert [("emptied-without-reason", COURSE, "raportit.teksti")] == codes(proposed)


def test_a_party_that_is_taken_out_is_told_and_one_that_is_renamed_is_not(proposed: Content):
    proposed.replace("tahot.yml", "Johtoryhmä:\n  laji: toimielin\n", "")
    assert [("shortened-without-reason", "tahot.yml", "Johtoryhmä")] == codes(proposed)

    proposed.append(
        "tahot.yml", "Digijohtoryhmä:\n  laji: toimielin\n  muut_kirjoitusasut: Johtoryhmä\n"
    )
    assert [] == codes(proposed)


def test_a_party_that_gets_another_name_everywhere_is_not_taken_out(proposed: Content):
    proposed.replace("tahot.yml", "Tietohallinto:\n", "Digipalvelut:\n")
    proposed.replace("tahot.yml", "    - Tietohallinnon yksikkö\n", "    - Digiyksikkö\n")
    for file in (COURSE, "toimenpiteet/ohjeet.yml"):
        text = proposed.read(file)
        proposed.write(file, text.replace("Tietohallinto", "Digipalvelut").encode())

    assert [] == found(proposed)


def test_a_party_that_gets_another_name_in_the_register_alone_is_told_with_it(proposed: Content):
    proposed.replace("tahot.yml", "Kirjasto:\n", "Kulttuuripalvelut:\n")
    told = review(proposed.root / "content", "pikku", proposed.root / "main/content", DAY)
    [problem] = [one for one in told.problems if one.code == "unknown-party"]

    assert "on sen tilalla nyt ”Kulttuuripalvelut”." in problem.remedy
    assert "muut_kirjoitusasut" in problem.remedy


def test_a_goal_may_get_another_file_but_its_words_stay(proposed: Content):
    proposed.append(GOAL, "kuvaus: Jokainen kuntalainen osaa asioida verkossa.\n")
    shutil.copy(proposed.path(GOAL), proposed.root / "main/content/pikku" / GOAL)
    cut(proposed, GOAL, "kuvaus")
    proposed.write("tavoitteet/taidot.yml", proposed.read(GOAL))
    proposed.remove(GOAL)
    for file in ("kurssit", "digituki", "ohjeet"):
        proposed.replace(f"toimenpiteet/{file}.yml", "tavoite: digitaidot", "tavoite: taidot")

    assert [("emptied-without-reason", "tavoitteet/taidot.yml", "kuvaus")] == codes(proposed)


def test_what_can_not_be_read_is_not_told_as_lost(proposed: Content):
    proposed.write(COURSE, "otsikko: [\n")

    assert [] == found(proposed)


def test_a_broken_file_does_not_hide_what_is_lost_elsewhere(proposed: Content):
    proposed.write("toimenpiteet/digituki.yml", "otsikko: [\n")
    cut(proposed, COURSE, "kuvaus")

    assert [("emptied-without-reason", COURSE, "kuvaus")] == codes(proposed)


def test_a_file_that_the_branch_could_not_read_does_not_vanish_in_silence(proposed: Content):
    misnamed = proposed.root / "main/content/pikku/toimenpiteet/Vanha kurssi.yml"
    misnamed.write_text("otsikko: Vanha kurssi\ntavoite: digitaidot\naikataulu: {}\n")
    told = ("removed-without-reason", "toimenpiteet/Vanha kurssi.yml", "")
    assert [told] == codes(proposed)

    proposed.write("toimenpiteet/vanha-kurssi.yml", misnamed.read_bytes())
    assert [] == codes(proposed)


def test_a_file_does_not_vanish_in_silence_when_the_branch_has_broken_settings(proposed: Content):
    settings = proposed.root / "main/content/pikku/tiekartta.yml"
    settings.write_bytes(b"\xff\xfe\x00")
    (proposed.folder / COURSE).unlink()

    assert [("removed-without-reason", COURSE, "")] == codes(proposed)


def test_a_roadmap_that_is_taken_away_whole_is_an_error(proposed: Content):
    shutil.move(proposed.folder, proposed.folder.with_name("toinen"))
    told = review(proposed.root / "content", "pikku", proposed.root / "main/content", DAY)

    assert "roadmap-removed" in [problem.code for problem in told.problems]
