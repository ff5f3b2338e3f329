from dataclasses import replace

from lxml import html
from neutrals import document, goal, measure

from digitiekartta.basics.problems import Place
from digitiekartta.documents.importing.cell_findings import UNKNOWN_COLOUR
from digitiekartta.documents.importing.findings import ROW_LEFT_OUT
from digitiekartta.documents.importing.grid import Cell, Line, Table
from digitiekartta.documents.importing.neutral import Phase, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.preview import preview

RED = (200, 0, 0)
WIDE = Cell("Tavoite 1", None, "A1", columns=3)
LAST = Cell("Kirjaamo", comment="Sovittava vielä", dropped="Rehtori")
TABLE = Table(
    "Taulukko 1",
    (
        Line(1, (WIDE, WIDE, WIDE)),
        Line(2, (Cell("Arkisto\n<b>nyt</b>"), Cell("", RED, "B2"), LAST)),
    ),
)
ARCHIVE = measure(
    "Arkisto\n<b>nyt</b>", 2, responsible="Kirjaamo", schedule={"kevät 2025": "selvitys"}
)


def page(town):
    rows = (
        RowFate(SourceRow("tiekartta.docx", "Taulukko 1", 1), RowKind.GOAL, "Tavoite 1"),
        RowFate(ARCHIVE.source, RowKind.MEASURE, ARCHIVE.title),
    )
    at = Place("tiekartta.docx", field="Taulukko 1")
    asked = {"sign": "#c80000", "places": "B2", "choices": ""}
    reported = (
        ROW_LEFT_OUT.at(at, related=(replace(at, line=1),), row=1, text=""),
        UNKNOWN_COLOUR.at(at, related=(replace(at, line=2, column=2),), **asked),
    )
    goals = goal("Tieto", {None: [ARCHIVE]})
    read = document(goals, tables=(TABLE,), rows=rows, reported=reported)
    read = read.__class__(
        **{
            **{name: getattr(read, name) for name in read.__slots__},
            "phases": (Phase("selvitys", RED, "S"),),
        }
    )
    return html.document_fromstring(preview(town.prepared(read).proposal))


def test_the_page_has_language_title_and_one_heading(town):
    root = page(town)

    assert "fi" == root.get("lang")
    assert "Tuonnin esikatselu: kunta" == root.findtext("head/title")
    assert 1 == len(root.findall(".//h1"))


def test_each_row_stands_beside_what_was_understood(town):
    first, second = page(town).findall(".//tbody/tr")

    assert ["1", "Tavoite ⚑ kohta 2", "Tavoite 1"] == [
        cell.text_content().strip() for cell in first
    ]
    assert "3" == first[2].get("colspan")
    assert [("th", "row")] == [(cell.tag, cell.get("scope")) for cell in second][:1]
    understood = second[1].text_content()
    assert "Vastuutaho: Kirjaamo" in understood
    assert "Aikataulu: kevät 2025: selvitys" in understood
    assert "toimenpiteet/arkisto-b-nyt-b.yml" in understood


def test_a_colour_is_shown_and_named_by_its_phase(town):
    cell = page(town).findall(".//tbody/tr")[1][3]

    assert "background: #c80000; color: #ffffff" == cell.get("style")
    assert "väri selvitys" == cell.findtext("span")


def test_what_stands_in_the_document_is_text(town):
    assert [] == page(town).findall(".//td//b")
    assert "<b>nyt</b>" in page(town).findall(".//tbody/tr")[1][2].text_content()


def test_the_page_stands_alone(town):
    root = page(town)

    assert [] == root.xpath("//script | //link | //img | //iframe | //*[@src]")
    assert all(address.startswith("#") for address in root.xpath("//@href"))


def test_each_doubt_is_listed_and_marked_in_its_cell_with_links_both_ways(town):
    root = page(town)
    [red, row] = root.xpath("//ol/li")
    row_mark, mark = root.xpath("//table//a")

    assert "Estää käyttöönoton: Väriä #c80000 (B2)" in red.text_content()
    assert [f"#{mark.get('id')}"] == red.xpath(".//a/@href")
    assert ["B2"] == red.xpath(".//a/text()")
    assert ("#kohta-1", "⚑ kohta 1") == (mark.get("href"), mark.text)
    assert "merkitty" == mark.getparent().get("class")
    assert "tulkinta" == row_mark.getparent().get("class")
    assert [row_mark.get("id")] == [address[1:] for address in row.xpath(".//a/@href")]
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


def test_comments_and_struck_words_are_shown_in_their_cells(town):
    cell = page(town).findall(".//tbody/tr")[1][4]

    assert "Kommentti: Sovittava vielä" in cell.text_content()
    assert ["Rehtori"] == [one.text for one in cell.iter("s")]


def test_a_wide_table_can_be_reached_by_keyboard(town):
    [region] = page(town).xpath("//div[@role='region']")

    assert "0" == region.get("tabindex")
    assert region.xpath(f"//caption[@id='{region.get('aria-labelledby')}']")
