"""A field is declared in one place, beside it in the model; everything else reads it there."""

from __future__ import annotations

import pytest

from digitiekartta.roadmap.fields import Nowhere, declared
from digitiekartta.roadmap.model import ENTRIES, KEYS


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.__name__)
def test_every_field_of_the_model_is_declared(entry):
    assert [*entry.model_fields] == [*declared(entry)]


def test_a_name_in_code_has_the_same_key_and_label_everywhere():
    fields = {name: set() for name in KEYS}
    for entry in ENTRIES:
        for name, field in declared(entry).items():
            fields[name].add((field.key, field.one))

    assert {name: 1 for name in KEYS} == {name: len(labels) for name, labels in fields.items()}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.__name__)
def test_the_form_holds_every_field_but_those_that_say_why_not(entry):
    left_out = {n: f.form for n, f in declared(entry).items() if f.form is not True}

    assert all(isinstance(form, Nowhere) and form.why for form in left_out.values())
    assert [] == [name for name in left_out if entry.model_fields[name].is_required()]


def test_what_a_source_says_and_what_the_program_keeps_is_no_part_of_the_form():
    left_out = {n for entry in ENTRIES for n, f in declared(entry).items() if f.form is not True}
    kept = {"source", "parties_in_source", "sector_in_source", "schedule_words", "time_in_source"}

    assert {*kept, "extra_fields", "former_ids"} == left_out
