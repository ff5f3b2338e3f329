"""A field is declared in one place, beside it in the model; everything else reads it there."""

from __future__ import annotations

import pytest

from digitiekartta.roadmap.fields import declared
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
