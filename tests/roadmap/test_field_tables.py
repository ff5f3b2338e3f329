"""The guide's tables of fields say what the model declares, and its own text stays as it is."""

from __future__ import annotations

from digitiekartta.roadmap.schemas import with_tables

GUIDE = """# Ohje

Oma teksti.

## Näin menot kerrotaan

<!-- kentät: Cost -->
| vanha |
<!-- kentät loppuvat -->

## Toimenpide

<!-- kentät: Measure -->
<!-- kentät loppuvat -->

Loppusanat.
"""


def rows(guide: str) -> list[str]:
    return [line for line in guide.splitlines() if line.startswith("| `")]


def test_a_row_tells_the_key_what_to_write_and_an_example():
    assert (
        "| `seuranta` | Miten ja milloin toteutumista seurataan."
        " | Tulokset käsitellään johtoryhmässä keväisin. |"
    ) in rows(with_tables(GUIDE))


def test_a_field_that_must_be_there_says_so():
    assert "| `otsikko` (pakollinen) | " in with_tables(GUIDE)


def test_a_field_of_few_words_tells_them_all():
    assert "| käyttömeno, investointi, henkilötyö tai muu |" in with_tables(GUIDE)


def test_a_field_with_fields_of_its_own_leads_to_their_table():
    assert "| katso [Näin menot kerrotaan](#näin-menot-kerrotaan) |" in with_tables(GUIDE)


def test_what_editors_have_written_around_the_tables_stays():
    guide = with_tables(GUIDE)

    assert guide.startswith("# Ohje\n\nOma teksti.\n")
    assert guide.endswith("<!-- kentät loppuvat -->\n\nLoppusanat.\n")
    assert "| vanha |" not in guide
    assert guide == with_tables(guide)


def test_a_guide_whose_table_is_older_than_the_model_is_stale(run, content):
    (content.root / "content/OHJE.md").write_text(GUIDE)

    assert "Vanhentunut: content/OHJE.md\n" in run("schemas", "--check")[1]
    assert "Kirjoitettu: content/OHJE.md\n" in run("schemas")[1]
    assert "Skeemat ja ohjeet ovat ajan tasalla.\n" == run("schemas", "--check")[1]
    assert with_tables(GUIDE) == (content.root / "content/OHJE.md").read_text()
