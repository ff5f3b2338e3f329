from collections import Counter

from digitiekartta.documents.importing.proposal import identities, nearness
from digitiekartta.documents.importing.proposal.identities import Look, match


def test_a_measure_is_found_by_the_id_that_it_tells():
    known = {"a": Look(("Vanha otsikko",)), "b": Look(("Toinen",))}

    assert {0: "a"} == match([Look(("Aivan eri sanat",), id="a")], known)


def test_a_title_in_other_letter_case_is_the_same():
    assert {0: "a"} == match([Look(("SÄHKÖINEN  arkisto.",))], {"a": Look(("Sähköinen arkisto",))})


def test_a_title_that_an_editor_has_changed_is_found_by_what_was_imported():
    known = {"a": Look(("Uusi nimi sisällössä", "Vanha nimi lähteessä"))}

    assert {0: "a"} == match([Look(("Vanha nimi lähteessä",))], known)


def test_a_slightly_changed_title_is_the_same_measure():
    known = {"a": Look(("Kotisivujen uudistus",)), "b": Look(("Laiterekisteri",))}

    assert {0: "a"} == match([Look(("Kotisivujen uudistaminen",))], known)


def test_in_the_same_row_a_title_may_differ_more():
    place = ("tiekartta.docx", "Tavoite 1", "3")
    known = {"a": Look(("Kotisivujen uudistus",), place=place)}
    wanted = [Look(("Kotisivut ja intra uusiksi",), place=place)]

    assert {0: "a"} == match(wanted, known)
    assert {} == match([Look(("Kotisivut ja intra uusiksi",))], known)


def test_measures_with_one_title_are_paired_by_goal_and_then_by_order():
    known = {
        "a": Look(("Koulutus",), ("Tavoite A",)),
        "b": Look(("Koulutus",), ("Tavoite B",)),
        "c": Look(("Koulutus",), ("Tavoite B",)),
    }
    wanted = [Look(("Koulutus",), ("Tavoite B",)), Look(("Koulutus",), ("Tavoite A",))]

    assert {0: "b", 1: "a"} == match(wanted, known)


def test_a_known_measure_is_given_once():
    known = {"a": Look(("Koulutus",))}

    assert {0: "a"} == match([Look(("Koulutus",)), Look(("Koulutus",))], known)


def test_something_new_is_nobody():
    assert {} == match([Look(("Paikkatiedot",))], {"a": Look(("Palkanlaskenta",))})


def test_titles_that_are_nearly_the_same_are_matched_without_comparing_all(monkeypatch):
    compared = Counter()

    def counted(*texts):
        compared["pairs"] += 1
        return nearness.likeness(*texts)

    monkeypatch.setattr(identities, "likeness", counted)
    numbers = range(0, 60_000, 80)
    known = {str(n): Look((f"Kunnan palvelun {n} uudistus",)) for n in numbers}
    wanted = [Look((f"Kunnan palvelun {n} uudistaminen",)) for n in numbers]

    matched = match(wanted, known)

    assert compared["pairs"] < len(numbers) ** 2 / 50
    assert len(numbers) == sum(matched.get(at) == str(n) for at, n in enumerate(numbers))
