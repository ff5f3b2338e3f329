from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.documents.importing.proposal.entries import numbered


def test_new_groups_are_numbered_by_tens_after_what_is_there():
    assert {"a": 50, "b": 60} == numbered(["a", "b"], {}, False, after=40)


def test_what_is_there_keeps_its_numbers():
    assert {} == numbered(["a", "b"], {"a": 3, "b": 70}, False, after=70)


def test_a_new_measure_goes_between_its_neighbours():
    assert {"x": 15} == numbered(["a", "x", "b"], {"a": 10, "b": 20}, False, after=20)


def test_where_nothing_fits_between_the_group_is_numbered_anew():
    assert {"a": 10, "x": 20, "b": 30} == numbered(
        ["a", "x", "b"], {"a": 1, "b": 2}, False, after=2
    )


def test_an_order_that_the_document_has_changed_is_taken():
    assert {"b": 10, "a": 20, "c": 30} == numbered(
        ["b", "a"], {"a": 10, "b": 20, "c": 30}, True, after=30
    )


def test_an_order_that_an_editor_has_changed_stays():
    assert {} == numbered(["a", "b"], {"b": 10, "a": 20}, False, after=20)


@given(
    st.permutations("abcdef"),
    st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 30), max_size=8),
)
def test_the_documents_order_can_be_seen_in_the_numbers(wanted, there):
    current = dict(sorted(there.items(), key=lambda item: (item[1], item[0])))
    orders = {**current, **numbered(wanted, current, True, after=40)}
    seen = [orders[key] for key in wanted]

    assert sorted(seen) == seen
