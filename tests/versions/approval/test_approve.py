"""The command approve: what is decided is frozen, and nothing else ever is."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock

from digitiekartta import __version__
from digitiekartta.roadmap.canonical import canonical, canonical_bytes
from digitiekartta.roadmap.unfinished import NOT_FILLED_IN, SAMPLE_MEASURE
from digitiekartta.versions import approve as approving
from digitiekartta.versions.record import digest
from digitiekartta.versions.records import read_versions

DAY = date(2024, 12, 9)
FILES = {"hyvaksynta.json", "muutokset.md", "sisalto.json"}


def frozen(town) -> list[str]:
    folder = town.content.path("hyvaksytyt")
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def record(town, version):
    return json.loads(town.file(version, "hyvaksynta.json").read_bytes())


# --- what is frozen ----------------------------------------------------------------------------


def test_an_approval_freezes_the_whole_content_and_tells_who_decided_it(town):
    ended = town.approve("kunnanhallitus", "9.12.2024", "--section", "§ 187")

    assert (0, "") == (ended.code, ended.err)
    assert FILES == {path.name for path in town.content.path("hyvaksytyt/2024-1").iterdir()}
    data = town.file("2024-1", "sisalto.json").read_bytes()
    assert canonical_bytes(canonical(town.content.roadmap())) == data
    assert {
        "muoto": 2,
        "versio": "2024-1",
        "laji": "hyväksyntä",
        "toimielin": "Kunnanhallitus",
        "paiva": "2024-12-09",
        "pykala": "187",
        "linkki": None,
        "syy": None,
        "paatos": None,
        "huomautus": None,
        "aiemmat_paatokset": [],
        "tunniste": town.code,
        "sisalto_sha256": digest(data),
        "muutokset_sha256": digest(town.file("2024-1", "muutokset.md").read_bytes()),
        "edellinen": None,
        "ohjelma": f"digitiekartta {__version__}",
    } == record(town, "2024-1")


def test_each_version_continues_the_one_before(approved):
    assert ["2024-1", "2025-1", "2026-1"] == [one.name for one in approved.versions().all]
    before = approved.file("2025-1", "hyvaksynta.json").read_bytes()
    assert {"versio": "2025-1", "hyvaksynta_sha256": digest(before)} == record(approved, "2026-1")[
        "edellinen"
    ]
    assert "muutos" == record(approved, "2026-1")["laji"]


def test_the_list_of_changes_is_kept_with_the_version(approved):
    assert "Ensimmäinen hyväksytty versio" in approved.file("2024-1", "muutokset.md").read_text()
    assert approved.file("2025-1", "muutokset.md").read_text().strip()


def test_a_second_version_of_a_year_gets_the_next_number(approved):
    approved.edit(7)
    approved.approve("Johtoryhmä", "1.9.2026")

    assert "2026-2" == approved.versions().newest.name


def test_a_version_may_be_given_a_name_of_its_own(town):
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", "--version", "2025").code

    assert ["2025"] == frozen(town)


def test_a_correction_says_why_and_by_whose_decision(approved):
    approved.edit(8)
    words = ("--reason", "Numero oli väärin.", "--decision", "Kunnansihteerin päätös 1.9.2026")
    ended = approved.approve("Kunnansihteeri", "1.9.2026", *words)

    assert 0 == ended.code, ended.err
    made = record(approved, "2026-2")
    assert ("korjaus", "Numero oli väärin.") == (made["laji"], made["syy"])
    assert "Kunnansihteerin päätös 1.9.2026" == made["paatos"]


def test_a_correction_whose_reason_is_a_space_says_nothing(approved):
    approved.edit(8)
    words = ("--kind", "korjaus", "--reason", " ", "--decision", "\u200b ")
    ended = approved.approve("Kunnansihteeri", "1.9.2026", *words)

    assert 0 != ended.code
    assert "2026-2" not in frozen(approved)


def test_what_is_said_of_a_decision_is_one_line_without_what_nobody_sees(approved):
    approved.edit(8)
    words = ("--section", "5\n\n# Otsikko", "--note", "a\u202eb ")
    approved.approve("Johtoryhmä", "1.9.2026", *words)

    made = record(approved, "2026-2")
    assert ("5 # Otsikko", "ab") == (made["pykala"], made["huomautus"])


def test_a_code_is_taken_as_a_person_copied_it(town):
    copied = town.code.lower().replace("-", " ", 3).replace("-", "\n", 1)

    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", code=copied).code


# --- nothing is frozen -------------------------------------------------------------------------


def test_without_a_code_the_code_is_told_and_how_to_go_on(town):
    ended = town.run("approve", "pikku", "--body", "Kunnanhallitus", "--date", "9.12.2024")

    assert 0 == ended.code
    assert f"Tunniste:         {town.code}\n" in ended.out
    assert "1 tavoite, 3 toimenpidettä, 2 tekstisivua" in ended.out
    assert f"--code {town.code}" in ended.out
    assert [] == frozen(town)


def test_a_dry_run_checks_everything_and_writes_nothing(town):
    assert "Kaikki on kunnossa" in town.approve("Kunnanhallitus", "1.9.2026", "--dry-run").out
    assert 3 == town.approve("Digiryhmä", "9.12.2024", "--dry-run").code
    assert [] == frozen(town)


@pytest.mark.parametrize(
    ("answers", "made"),
    [
        (["ei"], []),
        ([""], []),
        (["kyllä"], ["2024-1"]),
        (["Joo "], ["2024-1"]),
        (["ehkä", "k"], ["2024-1"]),
        (["jaa", "e"], []),
    ],
)
def test_it_asks_before_it_freezes_until_it_understands(town, monkeypatch, answers, made):
    left = iter(answers)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(left))
    words = ("--body", "Kunnanhallitus", "--date", "9.12.2024", "--code", town.code)
    ended = town.run("approve", "pikku", *words)

    assert 0 == ended.code
    assert made == frozen(town)
    assert [] == [*left]
    assert ("Vastaa kyllä tai ei." in ended.out + ended.err) is (len(answers) > 1)


def test_a_code_of_other_content_is_refused_and_both_codes_are_told(town):
    decided = town.code
    town.edit()
    ended = town.approve("Kunnanhallitus", "9.12.2024", code=decided)

    assert 3 == ended.code
    assert "[wrong-code]" in ended.err
    assert decided in ended.err
    assert town.code in ended.err
    assert "sitä on muutettu" in ended.err
    assert [] == frozen(town)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (14, "puuttuu 16 merkkiä. Siinä pitää olla 28 merkkiä"),
        (33, "puuttuu 1 merkki."),
        (0, "puuttuu 28 merkkiä."),
    ],
)
def test_a_part_of_the_code_is_refused_and_told_how_much_is_missing(town, kept, said):
    code = town.code[:kept]
    words = ("--body", "Kunnanhallitus", "--date", "9.12.2024", "--code", code, "--yes")
    ended = town.run("approve", "pikku", *words)

    assert 3 == ended.code
    assert "[partial-code]" in ended.err
    assert f"Tunnisteesta ”{code}” {said}" in ended.err
    assert [] == frozen(town)


def test_more_than_the_code_is_refused_and_told_how_much_is_too_much(town):
    ended = town.approve("Kunnanhallitus", "9.12.2024", code=f"{town.code} § 187")

    assert 3 == ended.code
    assert "on 3 merkkiä liikaa" in ended.err


def test_content_with_errors_is_refused_with_its_errors(town):
    town.content.append("toimenpiteet/ohjeet.yml", "vastu: Kirjasto\n")
    ended = town.approve("Kunnanhallitus", "9.12.2024", code="8ZA9-YMRW-9BQW-T4QC-75ND-0H3E-GX2K")

    assert 3 == ended.code
    assert "toimenpiteet/ohjeet.yml:5:1: vastu: Kenttää ”vastu” ei ole." in ended.err
    assert "Sisällössä on virheitä, joten sitä ei voi hyväksyä." in ended.err
    assert [] == frozen(town)


def test_content_that_waits_for_a_persons_words_is_refused_with_its_lines(town):
    town.content.append("tiekartta.yml", f"huomautus: {NOT_FILLED_IN}\n")
    ended = town.approve("Kunnanhallitus", "9.12.2024", code=town.code)

    assert 3 == ended.code
    assert "Täydentämättä on huomautus (rivi" in ended.err
    assert "[to-fill-in]" in ended.err
    assert [] == frozen(town)


def test_a_roadmap_that_tells_no_bodies_is_told_how_to_tell_them(town):
    told = town.content.read("tiekartta.yml")
    town.content.write("tiekartta.yml", told.split("toimielimet:")[0])

    ended = town.run("approve", "pikku", "--date", "9.12.2024")

    assert 2 == ended.code
    assert "content/pikku/tiekartta.yml" in ended.err
    assert "\ntoimielimet:\n  - nimi: Kunnanhallitus\n    hyvaksyy: tiekartta\n" in ended.err


def test_an_approval_tells_how_many_half_years_have_no_known_phase(town):
    without = town.approve("Kunnanhallitus", "9.12.2024", "--dry-run")
    text = town.content.read("toimenpiteet/ohjeet.yml")
    words = "'#5b9bd5 (vaihe ei selviä lähteestä)'"
    schedule = f"aikataulu:\n  kevät 2025: {{sanat: {words}}}\n  syksy 2025: {{sanat: {words}}}\n"
    town.content.write("toimenpiteet/ohjeet.yml", text.split("aikataulu:")[0] + schedule)
    told = town.approve("Kunnanhallitus", "9.12.2024", "--dry-run")

    assert "vaihe ei ole tiedossa" not in without.out
    assert "\nHuomaa: 2 puolivuoden vaihe ei ole tiedossa.\n" in told.out


def test_a_persons_own_text_that_is_the_same_as_the_programs_is_approved_when_acknowledged(town):
    town.content.replace("toimenpiteet/ohjeet.yml", "Ohjeet verkkoon", SAMPLE_MEASURE)
    refused = town.approve("Kunnanhallitus", "9.12.2024", code=town.code)
    town.content.write(
        "kuittaukset.yml",
        """
        kuittaukset:
          - varoitus: to-fill-in
            kohta: toimenpiteet/ohjeet.yml
            koskee: 'Täydentämättä on otsikko (rivi 1): tekstin on kirjoittanut ohjelma.'
            syy: Toimenpiteen nimi on tämä.
        """,
    )
    ended = town.approve("Kunnanhallitus", "9.12.2024", code=town.code)

    assert 3 == refused.code
    assert "Täydentämättä on otsikko (rivi 1)" in refused.err
    assert 0 == ended.code


@pytest.mark.parametrize(
    ("body", "more", "code", "said"),
    [
        ("Johtoryhmä", ["--kind", "hyväksyntä"], "body-may-not-approve", "voi tehdä Kunnanhall"),
        ("Digiryhmä", [], "body-may-not-approve", "Digiryhmä ei voi hyväksyä"),
        ("Kunnansihteeri", ["--kind", "muutos"], "body-may-not-approve", "Johtoryhmä"),
        ("Johtoryma", [], "unknown-body", "Tarkoititko ”Johtoryhmä”?"),
        ("Johtoryhmä", ["--version", "2025-1"], "version-exists", "2025-1 on jo hyväksytty"),
        ("Johtoryhmä", ["--version", "../x"], "bad-version-name", "ei kelpaa version nimeksi"),
        ("Johtoryhmä", ["--link", "javascript:1"], "forbidden-link", "ei kelpaa linkiksi"),
        ("Kunnansihteeri", ["--reason", "Virhe."], "correction-without-reason", "--decision"),
    ],
)
def test_what_may_not_be_approved_is_refused_with_a_reason(approved, body, more, code, said):
    before = frozen(approved)
    approved.edit(9)
    ended = approved.approve(body, "1.9.2026", *more)

    assert 3 == ended.code
    assert f"[{code}]" in ended.err
    assert said in ended.err
    assert before == frozen(approved)


def test_the_same_content_is_not_approved_twice(approved):
    ended = approved.approve("Johtoryhmä", "1.9.2026")

    assert 3 == ended.code
    assert "Sisältö on sama kuin hyväksytyssä versiossa 2026-1." in ended.err


@pytest.mark.parametrize(
    ("day", "code"), [("8.6.2026", "approval-date-order"), ("1.1.2027", "approval-in-future")]
)
def test_a_day_that_can_not_be_right_is_refused(approved, day, code):
    approved.edit(9)
    ended = approved.approve("Johtoryhmä", day)

    assert 3 == ended.code
    assert f"[{code}]" in ended.err


def test_a_change_needs_an_approved_roadmap_to_change(town):
    ended = town.approve("Johtoryhmä", "9.12.2024")

    assert 3 == ended.code
    assert "[first-not-whole]" in ended.err


def test_an_edit_of_the_settings_gives_no_body_the_right_to_approve(approved):
    approved.content.replace(
        "tiekartta.yml", "- nimi: Digiryhmä", "- nimi: Digiryhmä\n    hyvaksyy: tiekartta"
    )
    ended = approved.approve("Digiryhmä", "1.9.2026")

    assert 3 == ended.code
    assert "[body-may-not-approve]" in ended.err


def test_nothing_is_added_to_a_broken_chain(approved):
    approved.rewrite("2024-1", pykala="188")
    approved.edit(9)
    ended = approved.approve("Johtoryhmä", "1.9.2026")

    assert 3 == ended.code
    assert "Aiemmat hyväksynnät eivät ole kunnossa." in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "puuttuu toimielin: --body"),
        (("--body", "Johtoryhmä"), "puuttuu päätöksen päivä: --date"),
        (("--body", "Johtoryhmä", "--date", "32.1.2026"), "Päivää 32.1.2026 ei ole."),
    ],
)
def test_what_is_missing_from_the_command_is_named(town, words, said):
    ended = town.run("approve", "pikku", *words)

    assert 2 == ended.code
    assert said in ended.err


# --- whole or not at all -----------------------------------------------------------------------


def test_when_the_disk_fails_nothing_is_approved(town, monkeypatch):
    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(approving.Path, "rename", fail)
    ended = town.approve("Kunnanhallitus", "9.12.2024")

    assert 1 == ended.code
    assert "[disk-full]" in ended.err
    assert [] == frozen(town)


def test_what_an_interrupted_approval_left_does_no_harm(town):
    town.content.write("hyvaksytyt/.2024-1.uusi/sisalto.json", "{")

    assert [] == town.problems()
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024").code
    assert ["2024-1"] == frozen(town)


def prepared(town, body: str) -> approving.Proposal:
    decision = approving.Decision(body, DAY, town.code)
    proposal = approving.prepare(town.root / "content", "pikku", decision, DAY)
    assert isinstance(proposal, approving.Proposal)
    return proposal


def test_of_two_who_approve_at_once_one_is_told_that_it_came_too_late(town):
    proposal = prepared(town, "Kunnanhallitus")
    late = replace(proposal, content=b"{}")
    approving.approve(town.root / "content", proposal)
    refused = approving.approve(town.root / "content", late)

    assert isinstance(refused, approving.Refused)
    [problem] = refused.problems
    assert "Joku muu hyväksyi juuri version 2024-1" in problem.message
    assert proposal.content == town.file("2024-1", "sisalto.json").read_bytes()
    assert ["2024-1"] == frozen(town)


def test_while_another_approves_nobody_else_does(town):
    lock = town.root / "build" / ".lukot" / "pikku.hyvaksynta"
    with FileLock(lock):
        ended = town.approve("Kunnanhallitus", "9.12.2024")

    assert 3 == ended.code
    assert "[approval-in-use]" in ended.err
    assert [] == frozen(town)
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024").code


def test_no_variable_makes_a_day_to_come_a_day_that_was(town, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "99999999999")
    ended = town.approve("Kunnanhallitus", "1.1.2999")

    assert 3 == ended.code
    assert "[approval-in-future]" in ended.err
    assert [] == frozen(town)


def test_a_refused_proposal_can_not_be_frozen_by_mistake(town):
    proposal = prepared(town, "Digiryhmä")
    for refused in (proposal, replace(proposal)):
        with pytest.raises(ValueError, match="refused"):
            approving.approve(town.root / "content", refused)

    assert [] == frozen(town)


def test_a_program_without_a_terminal_asks_with_one_value_and_gets_values(town):
    content = town.root / "content"
    decision = approving.Decision("Kunnanhallitus", DAY, town.code, section="187")
    proposal = approving.prepare(content, "pikku", decision, DAY)

    assert isinstance(proposal, approving.Proposal)
    assert ("2024-1", (), None) == (proposal.approval.version, proposal.problems, proposal.before)
    assert content / "pikku/hyvaksytyt/2024-1" == approving.approve(content, proposal)
    assert [] == town.problems()


def test_a_program_is_told_why_a_content_with_errors_can_not_be_approved(town):
    town.content.replace("toimenpiteet/digituki.yml", "- Kirjasto", "- Kirjjasto")
    decision = approving.Decision("Kunnanhallitus", DAY)

    refused = approving.prepare(town.root / "content", "pikku", decision, DAY)

    assert isinstance(refused, approving.Refused)
    assert ["unknown-party"] == [problem.code for problem in refused.problems]


# --- what is told before it is frozen ------------------------------------------------------------


def test_a_correction_tells_everything_that_it_would_approve(approved):
    approved.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Tietoturvakurssit")
    approved.edit(7)
    words = ("--body", "Johtoryhmä", "--date", "9.6.2026", "--kind", "korjaus")

    told = approved.run("approve", "pikku", *words, "--reason", "Kirjoitusvirhe", "--decision", "X")

    assert "Muutokset:        2 muutosta: 1 muutettu toimenpide ja 1 muu muutos.\n" in told.out
    assert "\nMuutettu: Tietoturvakurssit\n" in told.out
    assert "Asiat hoituvat jo 7. kerralla." in " ".join(told.out.split())


def test_a_correction_tells_its_changes_as_the_command_changes_does(approved):
    approved.content.replace(
        "toimenpiteet/kurssit.yml",
        "otsikko: Tietoturvakurssi\n",
        "otsikko: 'Kurssi *nro* #1: 5 < 6'\nmuutoksen_syy: Nimi oli väärä.\n",
    )
    approved.content.append("toimenpiteet/digituki.yml", "lisatiedot: Katso a@pikkula.example.\n")
    words = ("--body", "Johtoryhmä", "--date", "9.6.2026", "--kind", "korjaus")

    told = approved.run("approve", "pikku", *words, "--reason", "Virhe", "--decision", "X").out
    listed = told.split("Korjauksena hyväksyttäisiin kaikki tämä:\n\n")[1]

    assert "\nMuutettu: Kurssi *nro* #1: 5 < 6\nSyy: Nimi oli väärä.\n" in listed
    assert "a@pikkula.example" in listed
    same = re.split("\n\n(?=Huomaa:|Mitään)", listed)[0]
    assert same in approved.run("changes", "pikku").out
    for markup in ("**", "<br>", "&#", "&lt;", "\\"):
        assert markup not in listed


def test_what_would_keep_a_version_from_its_site_is_told_before_it_is_frozen(town):
    town.content.replace("tiekartta.yml", "  tarkistettu: 2.6.2026\n", "")

    told = town.run("approve", "pikku", "--body", "Kunnanhallitus", "--date", "9.12.2025")

    assert 0 == told.code
    assert "tätä versiota ei voi julkaista. Korjaa ensin tämä; tunniste muuttuu:" in told.out
    assert "[review-too-old]" in told.out


def test_what_can_not_be_published_is_never_said_to_be_well(town):
    town.content.replace("tiekartta.yml", "  tarkistettu: 2.6.2026\n", "")

    tried = town.approve("Kunnanhallitus", "9.12.2025", "--dry-run").out
    assert "ei voi julkaista" in tried
    assert "Kaikki on kunnossa" not in tried
    done = town.approve("Kunnanhallitus", "9.12.2025").out
    assert "Hyväksytty versio 2025-1" in done
    assert "digitiekartta publish" not in done
    assert "vasta, kun edellä kerrottu" in done


def test_a_trial_with_a_person_in_what_stays_is_not_said_to_be_well(town):
    tried = town.approve("Kunnanhallitus", "1.9.2026", "--dry-run", "--note", "Matti Virtanen").out

    assert "Matti Virtanen" in tried
    assert "Kaikki on kunnossa" not in tried


WHO = (
    "Kunnanhallitus voi hyväksyä koko tiekartan, muutoksia ja korjauksia, Johtoryhmä voi hyväksyä"
    " muutoksia ja korjauksia, Kunnansihteeri voi hyväksyä korjauksia."
)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Johtoryhma", f"Tarkoititko ”Johtoryhmä”? {WHO}"),
        (
            "Digiryhmä",
            f"Digiryhmä ei voi hyväksyä tiekarttaa, sen muutoksia eikä korjauksia. {WHO}",
        ),
    ],
)
def test_who_may_approve_what_is_told_when_a_body_may_not(approved, body, said):
    approved.edit(8)

    told = " ".join(approved.approve(body, "1.9.2026").err.split())
    assert said in told


def test_persons_in_what_can_not_be_changed_are_told_before_the_question(approved):
    approved.edit(8)
    words = ("--body", "Johtoryhmä", "--date", "1.9.2026", "--note", "Kysy: a.b@pikkula.example")
    earlier = ("--earlier", "Kunnansihteeri; 1.8.2026; Matti Virtanen puolsi")
    told = approved.run("approve", "pikku", *words, *earlier).out

    assert "nämä näytetään asukkaille, eikä niitä voi muuttaa jälkikäteen:\n" in told
    assert "--note: Tekstissä näyttää olevan sähköpostiosoite: ”a.b@pikkula.example”." in told
    assert "--earlier: Tekstissä näyttää olevan henkilön nimi: ”Matti Virtanen”." in told


def test_a_code_of_a_person_is_refused_in_what_can_not_be_changed(approved):
    approved.edit(8)
    ended = approved.approve("Johtoryhmä", "1.9.2026", "--note", "Asiakas 131052-308T kysyi")

    assert 3 == ended.code
    assert "[identity-code]" in ended.err


# --- status ------------------------------------------------------------------------------------


def test_status_tells_what_is_approved_and_what_waits(approved):
    same = approved.run("status", "pikku")
    assert 0 == same.code
    assert "Hyväksytty: Johtoryhmä 9.6.2026 § 23. Versio 2026-1." in same.out
    assert "mitään ei odota hyväksymistä" in same.out

    approved.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Kurssi kaikille")
    waiting = approved.run("status", "pikku")
    assert f"Työversion tunniste: {approved.code}." in waiting.out
    assert "Hyväksymistä odottaa 1 muutos: 1 muutettu toimenpide.\n" in waiting.out
    assert "Muutokset kertoo komento digitiekartta changes pikku.\n" in waiting.out


def test_status_of_a_roadmap_without_approval_says_so(town):
    assert "Hyväksytty: ei mitään." in town.run("status", "pikku").out


def test_status_says_where_a_code_is_of_the_former_form(approved):
    assert "lyhyt tunniste" not in approved.run("status", "pikku").out

    approved.as_format_1("2026-1")
    told = approved.run("status", "pikku")

    assert 0 == told.code, told.err
    short = approved.versions().newest.approval.code
    assert f"Hyväksytyn sisällön tunniste: {short}, lyhyt tunniste (12 merkkiä)\n" in told.out
    assert "mitään ei odota hyväksymistä" in told.out


def test_a_version_of_the_former_format_is_followed_by_one_of_today(approved):
    approved.as_format_1("2026-1")
    approved.edit(9)

    assert 0 == approved.approve("Johtoryhmä", "1.9.2026").code
    assert [] == approved.problems()
    assert [2, 2, 1, 2] == [one.approval.format for one in approved.versions().all]


def test_status_tells_of_errors_and_of_a_broken_chain(approved):
    approved.content.append("toimenpiteet/ohjeet.yml", "vastu: Kirjasto\n")
    assert 1 == approved.run("status", "pikku").code

    approved.rewrite("2024-1", pykala="188")
    assert "[approval-changed]" in approved.run("status", "pikku").err


def test_the_versions_of_a_roadmap_that_is_not_there_are_none(tmp_path):
    assert () == read_versions(tmp_path, "ei-ole").all
