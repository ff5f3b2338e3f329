"""Front matter: what is written without PyYAML is what PyYAML would write, to the letter."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from digitiekartta.markup.escaping import html
from digitiekartta.markup.markdown import front_matter
from hostile import HOSTILE

NEAR_PLAIN = st.text("aäöynoeNY019 ,.()/–\u00ad-:#'&;%~@*[{|>", max_size=12)


def as_pyyaml_writes(fields: dict[str, object]) -> str:
    text = yaml.dump(
        fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9
    )
    return f"---\n{text}---\n"


@given(NEAR_PLAIN.map(html) | st.sampled_from([html(text) for text in HOSTILE]))
@example("yes")
@example("Null")
@example("")
@example("1.5")
@example("2026-01-01")
@example("Tavoite 1: Digitaidot")
@example("a:b")
@example("a :b")
@example("a:")
@example("a #b")
@example("- a")
@example("a" * 300 + ": b")
def test_any_text_stands_as_pyyaml_would_write_it(text):
    fields = {"title": text, "paattynyt": True, "murupolku": [{"nimi": text, "osoite": text}]}

    assert as_pyyaml_writes(fields) == front_matter(fields)


@pytest.mark.parametrize("value", [True, 1, None, [], ["a"], [{}], [{"a": ["b: c"]}], {"a": "b"}])
def test_what_is_no_text_stands_as_pyyaml_would_write_it(value):
    assert as_pyyaml_writes({"a": value}) == front_matter({"a": value})
