"""The chain of approved versions: whoever changes what was approved is found out, bar one."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.codes import code
from digitiekartta.versions.record import DECIDED, Approval, Previous, read_record, record_bytes
from digitiekartta.versions.records import read_versions
from towns import content

RECORD = Path(__file__).parent / "hyvaksynta-muoto-1.json"


def told(town) -> list[tuple[str, str]]:
    """Return code and file (in hyvaksytyt/) of everything that check finds in the versions."""
    found = json.loads(town.run("check", "--format", "json").out)["problems"]
    prefix = "content/pikku/hyvaksytyt/"
    return [(one["code"], one["file"].removeprefix(prefix)) for one in found]


def message(town) -> str:
    [problem] = town.versions().problems
    return f"{problem.message} {problem.remedy}"


def test_what_approve_wrote_is_in_order(approved):
    assert [] == told(approved)
    assert ["2024-1", "2025-1", "2026-1"] == [one.name for one in approved.versions().all]
    assert approved.versions().intact


def test_nothing_approved_is_nothing_wrong(town):
    assert [] == told(town)
    assert None is town.versions().newest


# --- attacks and mishaps -----------------------------------------------------------------------


def test_a_changed_word_in_approved_content_is_found_with_both_codes(approved):
    file = approved.file("2026-1", "sisalto.json")
    before = code(file.read_bytes())
    file.write_text(file.read_text().replace("Digituki kirjastossa", "Digituki kotona"))

    assert [("snapshot-changed", "2026-1/sisalto.json")] == told(approved)
    assert f"Johtoryhmä 9.6.2026 § 23 hyväksyi tunnisteella {before}" in message(approved)
    assert code(file.read_bytes()) in message(approved)


def test_changed_content_of_an_old_version_is_found_too(approved):
    file = approved.file("2024-1", "sisalto.json")
    file.write_bytes(file.read_bytes() + b" ")

    assert [("snapshot-changed", "2024-1/sisalto.json")] == told(approved)


@pytest.mark.parametrize("said", [{"pykala": "188"}, {"paiva": "2024-12-10"}, {"huomautus": "x"}])
def test_a_changed_older_record_breaks_the_chain(approved, said):
    approved.rewrite("2024-1", **said)

    assert [("approval-changed", "2024-1/hyvaksynta.json")] == told(approved)
    assert "sen jälkeen, kun versio 2025-1 hyväksyttiin" in message(approved)


@pytest.mark.parametrize("version", ["2024-1", "2025-1"])
def test_a_missing_older_version_is_found(approved, version):
    shutil.rmtree(approved.content.path(f"hyvaksytyt/{version}"))

    assert ["approval-chain-broken"] == approved.problems()
    assert f"jatkaa versiota {version}, jota ei ole" in message(approved)


@pytest.mark.parametrize("name", ["sisalto.json", "hyvaksynta.json"])
def test_a_missing_file_is_found_and_nothing_else_is_told(approved, name):
    approved.file("2025-1", name).unlink()

    assert [("approval-incomplete", "2025-1")] == told(approved)
    assert name in message(approved)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"{",
        b"[]",
        b'{"muoto": 1}',
        b"[" * 100_000,
        b'{"muoto": "1"}',
    ],
)
def test_an_unreadable_record_is_told_in_words(approved, data):
    approved.file("2026-1", "hyvaksynta.json").write_bytes(data)

    assert [("bad-approval", "2026-1/hyvaksynta.json")] == told(approved)


@pytest.mark.parametrize(
    "said",
    [
        {"laji": "päätös"},
        {"paiva": "31.2.2026"},
        {"toimielin": ""},
        {"linkki": "javascript:alert(1)"},
        {"sisalto_sha256": "abc"},
        {"pykala": 23},
        {"edellinen": "2025-1"},
        {"versio": "../2026-1"},
    ],
)
def test_a_record_that_says_what_approve_never_says_is_refused(approved, said):
    approved.rewrite("2026-1", **said)

    assert [("bad-approval", "2026-1/hyvaksynta.json")] == told(approved)


def test_a_record_of_a_newer_program_asks_to_update(approved):
    approved.rewrite("2026-1", muoto=3)

    assert [("newer-format", "2026-1/hyvaksynta.json")] == told(approved)
    assert "Päivitä digitiekartta" in message(approved)


def test_a_renamed_version_is_found(approved):
    approved.content.path("hyvaksytyt/2026-1").rename(approved.content.path("hyvaksytyt/2026-9"))

    assert [("bad-approval", "2026-9/hyvaksynta.json")] == told(approved)


def test_two_first_versions_are_found(approved):
    approved.rewrite("2025-1", edellinen=None, laji="hyväksyntä")

    assert {"approval-changed", "approval-chain-broken"} == set(approved.problems())


def test_a_change_without_anything_before_it_is_found(town):
    town.approve("Kunnanhallitus", "9.12.2024")
    town.rewrite("2024-1", laji="muutos")

    assert [("first-not-whole", "2024-1/hyvaksynta.json")] == told(town)


def test_two_versions_that_continue_the_same_one_are_found(approved):
    """Two approvals were merged that did not know of each other."""
    shutil.copytree(
        approved.content.path("hyvaksytyt/2026-1"), approved.content.path("hyvaksytyt/2026-2")
    )
    approved.rewrite("2026-2", versio="2026-2")

    assert [("approval-chain-broken", "2026-2/hyvaksynta.json")] == told(approved)
    assert "2026-1 ja 2026-2 jatkavat kumpikin versiota 2025-1" in message(approved)


def test_dates_that_go_backwards_are_found(approved):
    approved.rewrite("2026-1", paiva="2025-12-08")

    assert [("approval-date-order", "2026-1/hyvaksynta.json")] == told(approved)


def test_records_that_go_round_in_a_circle_end_no_program(approved):
    approved.rewrite("2024-1", edellinen={"versio": "2026-1", "hyvaksynta_sha256": "0" * 64})

    assert "approval-changed" in approved.problems()


def test_a_version_of_another_municipality_is_found(approved):
    other = approved.root / "content" / "muu"
    shutil.copytree(approved.content.folder, other)

    assert {"bad-snapshot"} == {
        one.code for one in read_versions(approved.root / "content", "muu").problems
    }


def test_a_file_that_does_not_belong_is_told(approved):
    approved.content.write("hyvaksytyt/luonnos.md", "x")

    assert [("unknown-file", "luonnos.md")] == told(approved)


def test_a_link_out_of_the_version_is_not_followed(approved):
    outside = approved.root / "salaisuus.json"
    approved.file("2026-1", "sisalto.json").rename(outside)
    approved.file("2026-1", "sisalto.json").symlink_to(outside)

    assert [("link-outside", "2026-1/sisalto.json")] == told(approved)


def test_who_rewrites_the_newest_version_consistently_is_not_found_by_files_alone(approved):
    """Said openly: only the code in the minutes, or a signature, shows this one."""
    in_the_minutes = approved.versions().newest.approval.code
    approved.content.replace("toimenpiteet/kurssit.yml", "Tietoturvakurssi", "Ei kurssia")
    approved.forge_newest("2026-1")

    assert [] == approved.problems()
    assert in_the_minutes != approved.versions().newest.approval.code


def test_who_takes_the_newest_version_away_is_not_found_by_files_alone_either(approved):
    shutil.rmtree(approved.content.path("hyvaksytyt/2026-1"))

    assert [] == approved.problems()
    assert "2025-1" == approved.versions().newest.name


def test_the_same_rewriting_of_an_older_version_is_found(approved):
    approved.forge_newest("2025-1")

    assert [("approval-changed", "2025-1/hyvaksynta.json")] == told(approved)


# --- the record's file -------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(one_line).filter(bool)
maybe = st.none() | words
of_format_1 = {"format": st.just(1), "code": st.just("670V-QMHA-2JFK")}
of_today = {"code": st.builds(code, st.binary()), "changes_digest": st.just("2" * 64)}


def approvals(**of_format: st.SearchStrategy[Any]) -> st.SearchStrategy[Approval]:
    return st.builds(
        Approval,
        **of_format,
        version=st.just("2025-1"),
        kind=st.sampled_from(DECIDED),
        body=words,
        day=st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        digest=st.just("0" * 64),
        generator=words,
        section=maybe,
        link=st.none() | st.just("https://pikkula.example/41"),
        reason=maybe,
        decision=maybe,
        note=maybe,
        previous=st.none() | st.builds(Previous, words, words),
    )


@given(approvals(**of_format_1) | approvals(**of_today))
def test_a_record_reads_back_as_it_was_written(approval):
    assert approval == read_record(record_bytes(approval), "hyvaksynta.json")


def test_a_record_written_in_format_1_is_still_read():
    record = read_record(RECORD.read_bytes(), "hyvaksynta.json")

    assert (
        Approval(
            version="2025-1",
            kind="muutos",
            body="Johtoryhmä",
            day=date(2025, 12, 9),
            digest="8f0e9a" + "0" * 58,
            format=1,
            code="670V-QMHA-2JFK",
            generator="digitiekartta 0.1.0",
            section="41",
            previous=Previous("2024-1", "1" * 64),
        )
        == record
    )
    assert RECORD.read_bytes() == record_bytes(record)


def test_a_section_that_is_not_known_is_said_so():
    record = read_record(RECORD.read_bytes(), "hyvaksynta.json")

    assert "Johtoryhmä 9.12.2025 § 41" == record.decided_in_full
    assert (
        "Johtoryhmä 9.12.2025 (pykälä ei ole tiedossa)"
        == replace(record, section=None).decided_in_full
    )


# --- a record of several years -----------------------------------------------------------------


def test_the_history_of_a_municipality_is_one_that_decisions_make():
    found = read_versions(content("esimerkkila"), "esimerkkila")

    assert () == found.problems
    assert [
        ("2024-1", "hyväksyntä", "Kunnanhallitus 9.12.2024 § 187"),
        ("2025-1", "muutos", "Johtoryhmä 9.12.2025 § 41"),
        ("2026-1", "korjaus", "Johtoryhmä 16.3.2026"),
        ("2026-2", "muutos", "Johtoryhmä 9.6.2026 § 23"),
    ] == [(one.name, one.approval.kind, one.approval.decided) for one in found.all]
    assert [37, 40, 40, 41] == [len(one.roadmap().measures) for one in found.all]
    first, second, third, _ = found.all
    assert all(not measure.reports for measure in first.roadmap().measures)
    assert "900000" == second.form()["toimenpiteet"]["vesimittarit"]["kustannusarvio"][0]["euroa"]
    assert "90000" == third.form()["toimenpiteet"]["vesimittarit"]["kustannusarvio"][0]["euroa"]


def test_a_municipality_that_has_approved_nothing_has_no_versions():
    found = read_versions(content("pikkula"), "pikkula")

    assert ((), ()) == (found.problems, found.all)


@pytest.mark.parametrize("name", ["esimerkkila", "muutosniemi"])
def test_no_measure_that_was_ever_approved_is_gone_without_a_trace(name):
    versions = read_versions(content(name), name).all
    newest = versions[-1].roadmap()
    known = {*newest.measures_by_id, *(id for one in newest.measures for id in one.former_ids)}

    for version in versions:
        assert set() == set(version.roadmap().measures_by_id) - known, version.name
