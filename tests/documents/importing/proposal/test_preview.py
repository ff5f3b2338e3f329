from lxml import html
from neutrals import document, goal, measure

from digitiekartta.documents.importing.grid import Cell, Line, Table
from digitiekartta.documents.importing.neutral import Phase, RowFate, RowKind, SourceRow
from digitiekartta.documents.importing.proposal.preview import preview

RED = (200, 0, 0)
WIDE = Cell("Tavoite 1", None, "A1", columns=3)
TABLE = Table(
    "Taulukko 1",
    (
        Line(1, (WIDE, WIDE, WIDE)),
        Line(2, (Cell("Arkisto\n<b>nyt</b>"), Cell("", RED, "B2"), Cell("Kirjaamo"))),
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
    read = document(goal("Tieto", {None: [ARCHIVE]}), tables=(TABLE,), rows=rows)
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

    assert ["1", "Tavoite 1", "Tavoite"] == [cell.text_content().strip() for cell in first]
    assert "3" == first[1].get("colspan")
    assert [("th", "row")] == [(cell.tag, cell.get("scope")) for cell in second][:1]
    understood = second[-1].text_content()
    assert "Vastuutaho: Kirjaamo" in understood
    assert "Aikataulu: kevät 2025: selvitys" in understood
    assert "toimenpiteet/arkisto-b-nyt-b.yml" in understood


def test_a_colour_is_shown_and_named_by_its_phase(town):
    cell = page(town).findall(".//tbody/tr")[1][2]

    assert "background: #c80000; color: #ffffff" == cell.get("style")
    assert "väri selvitys" == cell.text_content().strip()


def test_what_stands_in_the_document_is_text(town):
    assert [] == page(town).findall(".//td//b")
    assert "<b>nyt</b>" in page(town).findall(".//tbody/tr")[1][1].text_content()


def test_the_page_stands_alone(town):
    root = page(town)

    assert [] == root.xpath("//script | //link | //img | //iframe | //*[@src] | //*[@href]")


def test_a_wide_table_can_be_reached_by_keyboard(town):
    [region] = page(town).xpath("//div[@role='region']")

    assert "0" == region.get("tabindex")
    assert region.xpath(f"//caption[@id='{region.get('aria-labelledby')}']")
