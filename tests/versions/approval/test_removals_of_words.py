"""Personal data taken out of approved versions: the chain stays whole, and the words are gone."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from digitiekartta.roadmap.canonical import canonical_bytes
from digitiekartta.versions.removals import only_removes

NAME, INFLECTED, EMAIL = "Aatu Esimerkki", "Aatu Esimerkin", "aatu.esimerkki@pikkula.example"
MEASURE = "toimenpiteet/kurssit.yml"
CORRECTED = (
    *("--kind", "korjaus", "--reason", "Henkilötieto"),
    *("--decision", "Kunnansihteerin päätös 16.3.2026"),
)


@pytest.fixture
def told(town):
    """Return a town of which two versions name a person, and the working content no longer does."""
    town.content.append(MEASURE, f"lisatiedot: Kysy lisää, {NAME} auttaa ({EMAIL}).\n")
    town.content.write("visio.md", f"# Visio\n\n**{NAME}** sen tietää.\n")
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", "--section", "187").code
    town.content.write("visio.md", f"# Visio\n\n{INFLECTED} asiat hoituvat.\n")
    assert 0 == town.approve("Johtoryhmä", "9.12.2025").code
    town.content.replace(MEASURE, f"Kysy lisää, {NAME} auttaa ({EMAIL}).", "Kysy lisää.")
    town.content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    return town


def removed(town, *words: str, kind: tuple[str, ...] = CORRECTED):
    more = [part for word in words for part in ("--remove", word)]
    return town.approve("Kunnansihteeri", "16.3.2026", *kind, *more)


def holding(folder: Path, *words: str) -> list[str]:
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    )


def test_the_words_are_gone_from_all_versions_and_nothing_is_wrong_with_them(told):
    ended = removed(told, NAME, INFLECTED, EMAIL)

    assert 0 == ended.code, ended.err
    assert [] == told.problems()
    assert [] == holding(told.content.path("hyvaksytyt"), "Aatu", "Esimerk", "aatu.")
    first = told.file("2024-1", "sisalto.json").read_text()
    assert "Kysy lisää, (poistettu) auttaa (poistettu@poistettu.invalid)." in first
    assert "Sanat on poistettu versioista 2024-1 ja 2025-1." in ended.out
    assert "Versiopalvelun historiassa sanat ovat yhä." in ended.out


def test_words_in_brackets_leave_one_pair_of_brackets(told):
    text = f"Kysy ({NAME}) tai kirjoita ({EMAIL})."
    told.content.write("visio.md", f"# Visio\n\n{text}\n")
    assert 0 == told.approve("Johtoryhmä", "10.12.2025").code
    told.content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    ended = removed(told, NAME, INFLECTED, EMAIL)

    assert 0 == ended.code, ended.err
    left = told.file("2025-2", "sisalto.json").read_text()
    assert "Kysy (poistettu) tai kirjoita (poistettu@poistettu.invalid)." in left
    assert only_removes(text.encode(), b"Kysy (poistettu) tai kirjoita (poistettu).")


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Kysy: Aatu **Esimerkki**.", "Kysy: (poistettu) **(poistettu)**."),
        ("*Kysy Aatu* Esimerkki.", "*Kysy (poistettu)* (poistettu)."),
        ("Kysy: Aatu&#32;Esimerkki.", "Kysy: (poistettu)."),
        ("Kysy: A&#97;tu&nbsp;&#x45;simerkki.", "Kysy: (poistettu)."),
        (f"[Kysy](mailto:{EMAIL.replace('@', '%40')})", "[Kysy](mailto:poistettu@poistettu.inv"),
        (f"Kysy {EMAIL.replace('@', '&#64;')}.", "Kysy poistettu@poistettu.invalid."),
    ],
)
def test_words_are_removed_however_they_are_written(told, written, left):
    told.content.write("visio.md", f"# Visio\n\n{written}\n")
    assert 0 == told.approve("Johtoryhmä", "10.12.2025").code
    told.content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    ended = removed(told, NAME, INFLECTED, EMAIL)

    assert 0 == ended.code, ended.err
    assert left in told.file("2025-2", "sisalto.json").read_text()
    assert [] == holding(told.content.path("hyvaksytyt"), "Esimerk", "esimerk")


def test_words_that_are_still_seen_are_not_called_removed(told):
    told.content.write("visio.md", "# Visio\n\nKysy: Aa**tu** Esimerkki.\n")
    assert 0 == told.approve("Johtoryhmä", "10.12.2025").code
    told.content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    ended = removed(told, NAME, INFLECTED, EMAIL)

    assert 0 != ended.code
    assert "Sanat ”Aatu Esimerkki” näkyvät yhä version 2025-2 tekstissä visio.md" in on_one_line(
        ended
    )


def test_older_records_and_their_codes_stay_as_they_were(told):
    before = {
        name: told.file(name, "hyvaksynta.json").read_bytes() for name in ("2024-1", "2025-1")
    }
    removed(told, NAME, INFLECTED, EMAIL)

    assert before == {name: told.file(name, "hyvaksynta.json").read_bytes() for name in before}


def test_the_record_keeps_nothing_of_the_words_but_digests_of_whole_files(told):
    removed(told, NAME, INFLECTED, EMAIL)
    record = json.loads(told.file("2026-1", "hyvaksynta.json").read_bytes())

    keys = ["versio", "sisalto_ennen", "sisalto_jalkeen", "muutokset_ennen", "muutokset_jalkeen"]
    assert [keys, keys] == [list(one) for one in record["poistot"]]


def test_the_pages_tell_that_something_was_removed_and_when(told):
    removed(told, NAME, INFLECTED, EMAIL)
    assert 0 == told.run("pages", "--public").code
    docs = told.root / "build" / "pikku" / "docs"

    assert [] == holding(docs, "Aatu", "Esimerkin", "aatu.")
    page = (docs / "versiot" / "2024-1" / "index.md").read_text()
    assert "| Tietoja poistettu | 16.3.2026: Henkilötieto. Niiden kohdalla lukee" in page
    assert "Tunniste on laskettu siitä sisällöstä, josta päätettiin, ennen kuin" in page


def test_words_in_the_name_of_a_file_are_refused_with_one_answer(told):
    ended = removed(told, "kurssit")

    assert 0 != ended.code
    assert 1 == ended.err.count("[removal-refused]")
    assert "[undeclared" not in ended.err
    assert "ovat version 2024-1 tiedoston nimessä toimenpiteet/kurssit.yml" in on_one_line(ended)


def test_other_forms_of_a_name_are_told(told):
    ended = removed(told, NAME, EMAIL)

    assert 0 == ended.code, ended.err
    assert "jää samankaltaisia sanoja: ”Aatu” ja ”Esimerkin”" in " ".join(
        ended.out.split() + ended.err.split()
    )


@pytest.fixture
def noted(town):
    """Return a town whose content and first approval name a person, each in a form of its own."""
    town.content.append(MEASURE, "lisatiedot: Kysy lisää, Matti Virtanen auttaa.\n")
    words = ("--note", "Esittelijä Matti Virtasen muistio.", "--earlier")
    earlier = "Johtoryhmä; 8.12.2024; § 3; puolsi Korhosen esityksestä"
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", *words, earlier).code
    town.content.replace(MEASURE, ", Matti Virtanen auttaa", "")
    return town


def on_one_line(ended) -> str:
    return " ".join((ended.out + ended.err).split())


def test_words_that_a_record_tells_stay_there_and_it_is_told_where_and_what_to_do(town):
    town.content.append(MEASURE, f"lisatiedot: Kysy lisää, {NAME} auttaa.\n")
    note = f"Esittelijä {NAME}."
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024", "--note", note).code
    town.content.replace(MEASURE, f", {NAME} auttaa", "")
    ended = removed(town, NAME)

    assert 0 == ended.code, ended.err
    told = on_one_line(ended)
    assert f"Sanat ”{NAME}” ovat myös version 2024-1 hyväksynnässä (huomautus)." in told
    assert "Kerro asiasta tietosuojavastaavalle ja tietohallintoon." in told


def test_other_forms_of_a_name_in_a_record_are_told(noted):
    told = on_one_line(removed(noted, "Matti Virtanen"))

    assert "hyväksyntään (huomautus) jää samankaltaisia sanoja: ”Matti” ja ”Virtasen”." in told
    assert "Korhosen" not in told


def test_words_that_stand_in_a_record_alone_are_not_said_to_be_nowhere(noted):
    ended = removed(noted, "Matti Virtanen", "Virtasen", "Korhosen")

    assert 3 == ended.code
    told = " ".join(ended.err.split())
    assert "Sanat ”Virtasen” ovat vain version 2024-1 hyväksynnässä (huomautus)" in told
    assert "Sanat ”Korhosen” ovat vain version 2024-1 hyväksynnässä (aiempi päätös)" in told
    assert "ei ole missään" not in told


def test_other_forms_are_told_of_versions_and_lists_that_keep_all_their_words(town):
    town.content.write("visio.md", "# Visio\n\nMatti Laine sen tietää.\n")
    assert 0 == town.approve("Kunnanhallitus", "9.12.2024").code
    town.content.write("visio.md", "# Visio\n\nLaineen asiat hoituvat.\n")
    assert 0 == town.approve("Johtoryhmä", "9.12.2025").code
    town.content.write("visio.md", "# Visio\n\nAsiat hoituvat.\n")
    told = on_one_line(removed(town, "Matti Laine"))

    assert "Versioon 2025-1 jää samankaltaisia sanoja: ”Laineen”." in told


@pytest.mark.parametrize(
    ("option", "name"),
    [
        (("--note", f"Poistettu: {NAME}."), "--note"),
        (("--reason", f"{NAME} pyysi"), "--reason"),
        (("--decision", f"{NAME.upper()} 16.3.2026"), "--decision"),
        (("--earlier", f"Johtoryhmä; 15.3.2026; {NAME} puolsi"), "--earlier"),
    ],
)
def test_removed_words_are_not_written_anew_into_the_record_that_removes_them(told, option, name):
    ended = removed(told, NAME, kind=(*CORRECTED, *option))

    assert 3 == ended.code
    assert f"ovat myös valinnassa {name}" in " ".join(ended.err.split())


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("Eino Olematon", CORRECTED, "ei ole missään hyväksytyssä versiossa"),
        ("Aa", CORRECTED, "on liian lyhyt"),
        ("Asiat hoituvat", CORRECTED, "ovat yhä sisällössä"),
        (NAME, ("--kind", "muutos"), "vain korjauksella"),
    ],
)
def test_what_can_not_be_removed_is_refused_and_nothing_is_touched(told, words, kind, said):
    before = {path: path.read_bytes() for path in told.content.path("hyvaksytyt").rglob("*.*")}
    ended = removed(told, words, kind=kind)

    assert 3 == ended.code
    assert said in " ".join(ended.err.split())
    assert before == {
        path: path.read_bytes() for path in told.content.path("hyvaksytyt").rglob("*.*")
    }


def test_a_removal_that_is_altered_or_made_by_hand_is_told(told):
    removed(told, NAME, INFLECTED, EMAIL)
    path = told.file("2024-1", "sisalto.json")
    path.write_text(path.read_text().replace("(poistettu)", "Joku muu"))

    assert "snapshot-changed" in told.problems()


def test_a_removal_about_another_content_binds_nothing(told):
    removed(told, NAME, INFLECTED, EMAIL)
    record = json.loads(told.file("2026-1", "hyvaksynta.json").read_bytes())
    record["poistot"][0]["sisalto_ennen"] = "0" * 64
    told.rewrite("2026-1", poistot=record["poistot"])

    assert "removal-unbound" in told.problems()


def test_words_can_be_removed_again_later(told):
    removed(told, NAME, EMAIL)
    again = told.approve("Kunnansihteeri", "17.3.2026", *CORRECTED, "--remove", INFLECTED)

    assert 0 == again.code, again.err
    assert [] == told.problems()
    assert [] == holding(told.content.path("hyvaksytyt"), "Aatu")


def test_sites_that_hold_removed_words_are_those_made_since_they_came(town):
    town.history()
    assert frozenset() == town.versions().outdated
    town.content.write("visio.md", f"# Visio\n\n{NAME} sen tietää.\n")
    assert 0 == town.approve("Johtoryhmä", "10.6.2026").code
    town.edit(5)
    assert 0 == town.approve("Johtoryhmä", "11.6.2026").code
    town.edit(6)
    assert 0 == town.approve("Johtoryhmä", "12.6.2026").code
    ended = town.approve("Kunnansihteeri", "13.6.2026", *CORRECTED, "--remove", NAME)
    assert 0 == ended.code, ended.err

    # 2026-4 says nothing of the person any more, but its site shows how 2026-2 was.
    assert {"2026-2", "2026-3", "2026-4"} == town.versions().outdated


def test_a_review_lets_a_removal_pass_and_nothing_that_is_changed_beside_it(told):
    shutil.copytree(told.root / "content", told.root / "main" / "content")
    removed(told, NAME, INFLECTED, EMAIL)
    honest = told.run("review", "--base", "main")
    path = told.file("2024-1", "sisalto.json")
    path.write_text(path.read_text().replace("Kysy lisää", "Älä kysy"))
    record = json.loads(told.file("2026-1", "hyvaksynta.json").read_bytes())
    record["poistot"][0]["sisalto_jalkeen"] = hashlib.sha256(path.read_bytes()).hexdigest()
    told.rewrite("2026-1", poistot=record["poistot"])
    forged = told.run("review", "--base", "main")

    assert (0, 1) == (honest.code, forged.code), honest.out
    assert "Versio 2026-1 poistaa sanoja hyväksytystä versiosta 2024-1: " in honest.out
    assert "Aatu" not in honest.out
    assert [] == told.problems()
    assert "Hyväksyttyä versiota 2024-1 on muutettu" in forged.out


def test_a_review_counts_names_and_addresses_alike(told):
    shutil.copytree(told.root / "content", told.root / "main" / "content")
    removed(told, NAME, INFLECTED, EMAIL)

    # In the first version a name in a field, one in prose, and an address.
    assert "hyväksytystä versiosta 2024-1: 3 kohtaa, yhteensä noin 58 merkkiä." in on_one_line(
        told.run("review", "--base", "main")
    )


def test_a_review_of_a_version_that_is_no_text_any_more_ends_in_words(told):
    shutil.copytree(told.root / "content", told.root / "main" / "content")
    removed(told, NAME, INFLECTED, EMAIL)
    told.file("2024-1", "sisalto.json").write_bytes(b"\xff\xfe")
    ended = told.run("review", "--base", "main")

    assert 1 == ended.code
    assert "Traceback" not in ended.out + ended.err


def test_a_name_that_is_a_party_may_go_though_the_file_is_then_in_another_order():
    kept = {"Eino": {"laji": "yksikkö"}}
    before = canonical_bytes({"tahot": {"Aatu": {}, "Ville": {}, **kept}})
    after = canonical_bytes({"tahot": {"(poistettu)": {}, "(poistettu) 2": {}, **kept}})
    other = after.replace("yksikkö".encode(), b"toimielin")

    assert only_removes(before, after)
    assert not only_removes(before, other)


def test_a_file_full_of_marks_is_looked_at_in_no_time():
    assert not only_removes(b"a" * 20_000 + b"b", b"(poistettu)a" * 500)


@pytest.mark.parametrize(
    ("after", "only"),
    [
        ("a (poistettu) b\n", True),
        ("(poistettu) b\n", True),
        ("a (poistettu) c\n", False),
        ("a x b\n", False),
        ("a (poistettu) 2 b\n", False),
    ],
)
def test_a_removal_changes_nothing_but_words_into_marks(after, only):
    assert only is only_removes(b"a Aatu b\n", after.encode())
