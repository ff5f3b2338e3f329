"""A check of what has not changed tells the same at once, and of what has, what is true now."""

from __future__ import annotations

import pytest

from digitiekartta.commands import checking

NOTE = "build/pikku/tarkistus.jsonl"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record the roadmaps that are read and checked."""
    done: list[str] = []
    original = checking.check_content

    def recorded(content, name, *more):
        done.append(name)
        return original(content, name, *more)

    monkeypatch.setattr(checking, "check_content", recorded)
    return done


def check(run, *words: str) -> tuple[object, str, str]:
    code, out, err = run("check", "--date", "15.9.2026", *words)
    return code, out, err


def test_what_has_not_changed_is_not_read_again_and_told_the_same(content, run, checks):
    content.replace("toimenpiteet/digituki.yml", "Kirjasto", "Kirjatso")
    first = check(run)

    assert first == check(run)
    assert "Kirjatso" in "".join(map(str, first))
    assert ["pikku"] == checks


@pytest.mark.parametrize("file", ["toimenpiteet/digituki.yml", "saatesanat.md", "muistio.txt"])
def test_whatever_is_edited_added_or_removed_is_checked(content, run, checks, file):
    check(run)
    content.write(file, b"Muutettu\n")
    with_fault = check(run)
    content.path(file).unlink()
    check(run)

    assert with_fault[0] or "muistio" in str(with_fault)
    assert 3 == len(checks)


def test_another_day_is_another_check(run, checks):
    check(run)
    run("check", "--date", "16.9.2026")

    assert 2 == len(checks)


@pytest.mark.parametrize("note", ["", "[]", '{"checked": 1}', '{"checked": null, "found": [1]}'])
def test_a_damaged_note_only_costs_time(content, run, checks, note):
    first = check(run)
    (content.root / NOTE).write_text(note)

    assert first == check(run)
    assert 2 == len(checks)


def test_a_check_needs_no_room_for_its_note(content, run, checks):
    (content.root / "build").write_text("Ei kansio")

    assert check(run) == check(run)
    assert 2 == len(checks)


def test_what_was_edited_during_a_check_is_checked_the_next_time(content, run, monkeypatch):
    original = checking.check_content

    def with_an_edit(*given):
        checked = original(*given)
        content.replace("toimenpiteet/digituki.yml", "Kirjasto", "Kirjatso")
        return checked

    monkeypatch.setattr(checking, "check_content", with_an_edit)
    assert 0 == check(run)[0]
    monkeypatch.setattr(checking, "check_content", original)

    assert "Kirjatso" in "".join(map(str, check(run)))


def test_a_program_that_was_missing_is_found_when_it_has_been_installed(run, checks, monkeypatch):
    monkeypatch.setattr(checking, "can_verify", lambda: False)
    check(run)
    monkeypatch.setattr(checking, "can_verify", lambda: True)
    check(run)

    assert 2 == len(checks)
