"""What nobody sees is left out of a text, what has a meaning stays, and nothing else changes."""

from __future__ import annotations

import pytest

from digitiekartta.basics.characters import seen, shows


@pytest.mark.parametrize(
    "unseen", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\u061c"]
)
def test_what_word_and_web_pages_put_into_a_word_is_left_out(unseen):
    assert "tietoturva" == seen(f"{unseen}tieto{unseen}turva{unseen}")


def test_hidden_letters_after_a_word_are_left_out():
    hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "salaa")

    assert "tietoturva" == seen(f"tietoturva\ufe00{hidden}")


@pytest.mark.parametrize(
    "text",
    [
        "👩\u200d👩\u200d👧 ja ❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e007f",
        "1\ufe0f\u20e3",
        "می\u200cخواهم",
    ],
)
def test_what_joins_emojis_and_letters_of_other_scripts_stays(text):
    assert text == seen(text)


@pytest.mark.parametrize("text", ["a", "ä", "5", "–", "?", "€", "😀", "Kárášjohka", "ŋ", "م"])
def test_a_reader_sees_letters_numbers_and_marks(text):
    assert shows(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\u00a0", "\x00", "\u200b", "\u2800", "\u3164", "\u0301"]
)
def test_a_reader_sees_nothing_of_spaces_controls_and_blanks(text):
    assert not shows(text)
