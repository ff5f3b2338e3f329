"""Long words may be parted at the end of a line, and nothing but a page's text knows of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyphen import Pyphen

from digitiekartta.markup import escaping, hyphens
from digitiekartta.markup.hyphens import SOFT_HYPHEN, hyphenated
from digitiekartta.markup.markdown import md
from hostile import EVERYTHING, HOSTILE, OURS, Tag, engine, engine_with_hyphens, failures, seen
from rendering import pages, planned
from towns import TOWNS


def parted(text: str) -> str:
    return hyphenated(text).replace(SOFT_HYPHEN, "-")


@pytest.mark.parametrize(
    "word",
    [
        "Tie-to-hal-lin-to-koor-di-naat-tori",
        "Kau-pun-gin-hal-li-tus",
        "saa-vu-tet-ta-vuus-se-los-teen",
        "VAR-HAIS-KAS-VA-TUS",
    ],
)
def test_a_long_word_may_be_parted_betweensyllables(word):
    assert word == parted(word.replace("-", ""))


@pytest.mark.parametrize(
    "word",
    [
        "Han-kin-ta-yk-sikkö",
        "digi-osaa-mi-nen",
        "elin-voi-ma-oh-jel-maan",
        "oppi-mis-ym-pä-ristö",
        "toi-mi-ala-joh-ta-jat",
        "tie-don-oh-jaus-suun-ni-telma",
        "kus-tan-nus-ar-vio",
        "vuok-ra-ta-lo-jen",
        "tulos-alu-eensa",
    ],
)
def test_a_compound_is_parted_between_its_parts(word):
    assert word == parted(word.replace("-", ""))


@pytest.mark.parametrize("word", ["sanomalehtiä", "tilastokalustamo", "agronomisten"])
def test_letters_that_only_look_like_a_part_are_none(word):
    first, *_ = parted(word).split("-")

    assert first in ("sano", "tilas", "agro")


def test_three_letters_stay_together_at_each_end_of_a_word():
    for word in ("aikatauluista", "osaamiskartoitus", "asioimismahdollisuus", "esiopetuksessa"):
        first, *_, last = parted(word).split("-")

        assert min(len(first), len(last)) >= 3


@pytest.mark.parametrize(
    "text",
    [
        "Tietohallin",
        "https://kunta.example/digitiekarttaan/toimenpiteet/",
        "www.digitiekarttamme.example",
        "tietohallintokoordinaattori@kunta.example",
        "saavutettavuusseloste.docx",
        "tieto\u00adhallintokoordinaattori",
        "2025–2027",
    ],
)
def test_short_words_addresses_and_words_parted_by_hand_stay_as_they_are(text):
    assert text == hyphenated(text)


def test_parts_of_a_hyphenated_word_are_words():
    assert "EU-tie-to-suo-ja-vas-taava" == parted("EU-tietosuojavastaava")


@pytest.mark.parametrize("extensions", [OURS, EVERYTHING])
def test_hostile_text_has_soft_hyphens_and_no_other_difference(extensions):
    plain, parting = engine(extensions), engine_with_hyphens(extensions)

    def check(text):
        for page in (f"# {md(text)}\n\n## {md(text)}\n", f"- [{md(text)}](x/)\n"):
            shown = parting.reset().convert(page)
            expected = plain.reset().convert(page)
            assert expected.replace(SOFT_HYPHEN, "") == shown.replace(SOFT_HYPHEN, "")

    assert {} == failures(filter(None, map(escaping.clean, HOSTILE)), check)


@pytest.mark.parametrize("name", TOWNS)
def test_no_attribute_of_a_page_has_a_soft_hyphen_and_its_words_are_the_same(name):
    plain, parting = engine(OURS), engine_with_hyphens(OURS)
    for file, page in pages(planned(name)).items():
        body = page.split("\n---\n", 1)[1]
        shown = parting.reset().convert(body)

        # What stands in a page's own HTML is parted where that is written.
        unparted = plain.reset().convert(body).replace(SOFT_HYPHEN, "")
        assert unparted == shown.replace(SOFT_HYPHEN, ""), file
        assert not [p for p in seen(shown) if isinstance(p, Tag) and SOFT_HYPHEN in p], file
        assert SOFT_HYPHEN not in "".join(_ids(parting.toc_tokens)), file  # type: ignore[attr-defined]


def test_code_is_left_alone():
    parting = engine_with_hyphens(OURS)

    assert SOFT_HYPHEN not in parting.convert("`tietohallintokoordinaattori`")


def test_the_list_of_a_pages_headings_has_them_too_and_their_ids_not():
    parting = engine_with_hyphens(OURS)
    html = parting.convert("## Tietohallintokoordinaattori")

    assert 'id="tietohallintokoordinaattori"' in html
    [heading] = parting.toc_tokens  # type: ignore[attr-defined]
    assert "tietohallintokoordinaattori" == heading["id"]
    assert hyphenated("Tietohallintokoordinaattori") == heading["name"]


def _ids(headings: list[Any]) -> list[str]:
    return [id for h in headings for id in (h["id"], *_ids(h["children"]))]


@given(st.text("aäeioöuybdfghjklmnprstvå-x", min_size=12, max_size=40))
@example("lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas")
def test_syllables_are_those_that_pyphen_finds(word):
    pyphen = Pyphen(filename=Path(hyphens.__file__).with_name("tavutus.dic"), left=1, right=1)

    found = [place for place in hyphens.syllables(word) if 0 < place < len(word)]

    assert [*map(int, pyphen.positions(word))] == found
