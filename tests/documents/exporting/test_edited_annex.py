"""Officials edit an exported annex: every edit comes back, or is told with its cell."""

from __future__ import annotations

import re
import zipfile
from difflib import unified_diff
from pathlib import Path

import pytest
from annexes import EDITORS, HEAD, Desk, Workbook, changes, told

from digitiekartta.documents.importing.proposal.proposal import Status
from office import convert, needs_office

# Measure, column, text, colour ("" takes it away, None leaves it); field, before, after.
EDITS = [
    ("it-tuki", "Toimenpide", "Yksi palvelupiste IT-tukeen", None),
    ("sahkoinen-allekirjoitus", "Vastuutaho", "Talouspäällikkö", None),
    ("varhaiskasvatushakemus", "Vastuutaho", "Varhaiskasvatusjohtaja, Talouspäällikkö", None),
    ("ryhti", "Vastuutaho", "Tekninen johtaja;\nKaavoitusarkkitehti", None),
    ("avoin-data", "Toimiala", "Koko kunta", None),
    ("ryhti", "Kevät 2027", "J jatkuva toiminta", "jatkuva toiminta"),
    ("it-tuki", "Kevät 2026", "K käyttöönotto", None),
    ("selkokieli", "Syksy 2026", "K käyttöönotto", "jatkuva toiminta"),
    ("puolesta-asiointi", "Kevät 2026", None, "selvitys"),
    ("hyvinvointitieto", "Syksy 2025", "S", None),
    ("vaestoennuste", "Kevät 2027", "selvitys", None),
    ("vesimittarit", "Syksy 2025", None, ""),
    ("verkkomaksut", "Kevät 2027", None, None),
    ("intra", "Syksy 2026", "K käyttöönotto\nvanha intra poistuu", None),
    ("karttapalaute", "Lisätietoa", "Ensin kadut.", None),
    ("avoin-data", "Lisätietoa", None, None),
    ("intra", "Kuvaus", "Uusi kuvaus: kaksoispiste ja #risuaita.", None),
    ("it-tuki", "Seuranta", None, None),
    ("verkkomaksut", "Kohderyhmä", "Asukkaat;\nYritykset", None),
    ("verkkomaksut", "Muut toimijat", "Maksupalvelun toimittaja", None),
    ("rakentamisluvat", "Syksy 2027", "käytöönotto", ""),
]
COME = {
    ("it-tuki", "otsikko"): "Yksi palvelupiste IT-tukeen",
    ("it-tuki", "seuranta"): "",
    ("it-tuki", "kevät 2026"): "käyttöönotto",
    ("sahkoinen-allekirjoitus", "vastuu"): "Talouspäällikkö",
    ("varhaiskasvatushakemus", "vastuu"): "Varhaiskasvatusjohtaja; Talouspäällikkö",
    ("ryhti", "vastuu"): "Tekninen johtaja; Kaavoitusarkkitehti",
    ("ryhti", "kevät 2027"): "jatkuva toiminta",
    ("avoin-data", "toimiala"): "Koko kunta",
    ("avoin-data", "lisatiedot"): "",
    ("selkokieli", "syksy 2026"): "jatkuva toiminta",
    ("puolesta-asiointi", "kevät 2026"): "selvitys",
    ("hyvinvointitieto", "syksy 2025"): "selvitys",
    ("vaestoennuste", "kevät 2027"): "selvitys",
    ("vaestoennuste", "aikataulu_puuttuu"): "",
    ("vesimittarit", "syksy 2025"): "",
    ("verkkomaksut", "kevät 2027"): "",
    ("verkkomaksut", "kohderyhma"): "Asukkaat; Yritykset",
    ("verkkomaksut", "muut_toimijat"): "Maksupalvelun toimittaja",
    ("intra", "syksy 2026"): "käyttöönotto, vanha intra poistuu",
    ("intra", "kuvaus"): "Uusi kuvaus: kaksoispiste ja #risuaita.",
    ("karttapalaute", "lisatiedot"): "Ensin kadut.",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "tiekartat")


@pytest.fixture
def book(desk: Desk) -> Workbook:
    return Workbook(desk.exported(), desk.roadmap())


@pytest.mark.parametrize("ending", sorted(EDITORS))
def test_every_edit_comes_back_and_nothing_else_changes(desk, ending):
    before = desk.lines()
    editor = EDITORS[ending](desk.exported(ending), desk.roadmap())
    places = {edit[:2]: editor.edit(*edit) for edit in EDITS}
    proposal = desk.imported(editor.saved())

    assert {key: after for key, (_, after) in changes(proposal).items()} == COME
    [misspelt] = told(proposal, "unclear-words")
    [cleared] = told(proposal, "mark-and-colour-differ")
    assert "käytöönotto" in misspelt
    assert places["rakentamisluvat", "Syksy 2027"] in misspelt
    assert places["verkkomaksut", "Kevät 2027"] in cleared
    assert "Vaihe poistettiin" in cleared

    after = desk.lines()
    edited = {f"toimenpiteet/{measure}.yml" for measure, _ in COME} | {"tahot.yml"}
    assert {file for file in after if after[file] != before.get(file)} == edited
    # Only the lines that an edit concerns; and no line of source.
    differing = [
        line
        for file in edited
        for line in unified_diff(before[file], after[file], n=0, lineterm="")
        if re.match(r"[-+](?![-+])", line)
    ]
    assert len(differing) == 38
    assert not [line for line in differing if "lahde" in line or "asiakirja" in line]


@pytest.mark.parametrize("ending", sorted(EDITORS))
def test_the_same_annex_again_changes_nothing(desk, ending):
    editor = EDITORS[ending](desk.exported(ending), desk.roadmap())
    for edit in EDITS:
        editor.edit(*edit)
    path = editor.saved()
    desk.imported(path)
    once = desk.lines()

    assert {} == changes(desk.imported(path))
    assert once == desk.lines()


def test_what_somebody_else_has_edited_meanwhile_stays(desk, book):
    book.edit("it-tuki", "Seuranta", "Kysytään vuosittain.")
    book.edit("intra", "Toimenpide", "Uusi intra kaikille")
    desk.rewrite("toimenpiteet/it-tuki.yml", "Yksi kanava IT-tukeen", "Yksi kanava tukeen")
    desk.rewrite(
        "toimenpiteet/verkkomaksut.yml", "kevät 2027: jatkuva toiminta", "kevät 2027: päätös"
    )
    proposal = desk.imported(book.saved())

    assert [("intra", "otsikko"), ("it-tuki", "seuranta")] == sorted(changes(proposal))
    assert "Yksi kanava tukeen" == desk.roadmap().measures_by_id["it-tuki"].title


def test_what_both_have_edited_is_told_and_content_stays(desk, book):
    book.edit("it-tuki", "Toimenpide", "Yksi palvelupiste IT-tukeen")
    book.edit("it-tuki", "Seuranta", None)
    desk.rewrite("toimenpiteet/it-tuki.yml", "Yksi kanava IT-tukeen", "Yksi kanava tukeen")
    desk.rewrite("toimenpiteet/it-tuki.yml", "kolme neljästä", "puolet")
    proposal = desk.imported(book.saved())

    assert {} == changes(proposal)
    assert 2 == len(told(proposal, "changed-on-both-sides"))


def test_text_and_colour_that_both_changed_and_disagree_are_told_and_content_stays(desk, book):
    place = book.edit("it-tuki", "Kevät 2026", "K käyttöönotto", "selvitys")
    proposal = desk.imported(book.saved())

    assert {} == changes(proposal)
    [message] = told(proposal, "mark-and-colour-differ")
    assert place in message
    assert "Sisältö jäi ennalleen" in message


def test_other_words_over_a_colour_are_told(desk, book):
    place = book.edit("it-tuki", "Kevät 2026", "kiireellinen")
    proposal = desk.imported(book.saved())

    assert {("it-tuki", "kevät 2026"): ("jatkuva toiminta", "jatkuva toiminta, kiireellinen")} == (
        changes(proposal)
    )
    [message] = told(proposal, "mark-and-colour-differ")
    assert place in message


def test_an_edited_cell_of_parties_is_asked_about_as_a_new_one_is(desk, book):
    book.edit("it-tuki", "Vastuutaho", "Rehtorit/Koulusihteerit")
    book.edit("intra", "Vastuutaho", "Talouspäälikkö")
    proposal = desk.imported(book.saved())

    [cell] = told(proposal, "unsure-cell")
    [alike] = told(proposal, "similar-party")
    assert "Rehtorit/Koulusihteerit" in cell
    assert "Talouspäälikkö" in alike


@pytest.mark.parametrize(
    "text",
    ["K käyttöönotto: pilotti", "käyttöönotto, pilotti", "K käyttöönotto (pilotti)", "K – pilotti"],
)
def test_a_phase_and_words_on_one_line_are_both_taken(desk, book, text):
    book.edit("it-tuki", "Kevät 2026", text)  # over the colour of another
    book.edit("verkkomaksut", "Kevät 2027", text, "käyttöönotto")
    proposal = desk.imported(book.saved())

    assert ["käyttöönotto, pilotti"] * 2 == [after for _, after in changes(proposal).values()]
    assert not proposal.doubts


def test_a_text_with_two_phases_and_one_that_only_begins_as_a_usual_phase(desk, book):
    book.edit("it-tuki", "Kevät 2026", "käyttöönotto, jatkuva toiminta")
    book.edit("verkkomaksut", "Kevät 2027", "päättyy 12/2027")
    proposal = desk.imported(book.saved())

    [two] = told(proposal, "unclear-words")
    assert "on kaksi vaihetta: käyttöönotto ja jatkuva toiminta. Sisältö jäi" in two
    assert [("verkkomaksut", "kevät 2027")] == list(changes(proposal))


def test_a_colour_that_was_taken_away_from_its_text_is_told(desk, book):
    place = book.edit("it-tuki", "Kevät 2026", "J jatkuva toiminta", "")
    proposal = desk.imported(book.saved())

    assert {} == changes(proposal)
    [message] = told(proposal, "mark-and-colour-differ")
    assert place in message


def test_an_annex_that_has_lost_what_it_carries_is_a_document_with_doubts(desk, book):
    place = book.edit("it-tuki", "Kevät 2026", "K käyttöönotto")
    path = book.saved()
    bare = path.with_name("kopio.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            if name != "docProps/custom.xml":
                new.writestr(name, old.read(name))
    proposal = desk.imported(bare)

    assert {} == changes(proposal)
    [message] = told(proposal, "mark-and-colour-differ")
    assert place in message


def test_filtered_rows_and_hidden_or_removed_columns_lose_nothing(desk, book):
    book.edit("it-tuki", "Seuranta", "Kysytään vuosittain.")
    for sheet in book.goals:
        heads = {cell.value: cell for cell in sheet[HEAD]}
        sheet.row_dimensions[HEAD + 2].hidden = True
        sheet.column_dimensions[heads["Kevät 2026"].column_letter].hidden = True
        sheet.delete_cols(heads["Kuvaus"].column)
    proposal = desk.imported(book.saved())

    assert [("it-tuki", "seuranta")] == list(changes(proposal))
    assert [] == told(proposal, "missing-in-source")
    [note] = told(proposal, "import-note")
    assert "piilotetut" in note


def test_rows_that_were_sorted_to_look_at_them_stay_in_their_groups(desk, book):
    for sheet in book.goals:
        rows = [
            [(cell.value, cell._style) for cell in row] for row in sheet.iter_rows(min_row=HEAD + 1)
        ]
        for at, row in enumerate(sorted(rows, key=lambda row: str(row[0][0])), start=HEAD + 1):
            for column, (value, style) in enumerate(row, start=1):
                sheet.cell(at, column).value = value
                sheet.cell(at, column)._style = style
    before = desk.lines()
    proposal = desk.imported(book.saved())

    assert {} == changes(proposal)
    assert before == desk.lines()
    assert told(proposal, "rows-sorted")


def test_a_row_moved_to_another_goals_sheet_moves_the_measure(desk, book):
    new = book.copied_row("intra")
    cell = book.cell("intra", "Tunnus")
    target = book.goals[2]
    last = target.max_row + 1
    for column in range(1, cell.column + 1):
        target.cell(last, column).value = cell.parent.cell(new, column).value
        target.cell(last, column)._style = cell.parent.cell(new, column)._style
    cell.parent.delete_rows(new)
    cell.parent.delete_rows(cell.row)
    proposal = desk.imported(book.saved())

    goals = [goal.id for goal in desk.roadmap().goals]
    assert goals[2] == desk.roadmap().measures_by_id["intra"].goal
    assert [("intra", "tavoite")] == list(changes(proposal))


def test_a_new_row_is_added_and_a_deleted_one_told_and_kept(desk, book):
    cell = book.cell("hairioharjoitukset", "Tunnus")
    cell.parent.delete_rows(cell.row)
    row = book.copied_row("selkokieli")
    sheet = book.cell("selkokieli", "Tunnus").parent
    sheet.cell(row, 1).value = "Lähipalvelut kartalle"
    proposal = desk.imported(book.saved())

    status = {news.measure.id: news.status for news in proposal.measures}
    assert Status.NEW == status["lahipalvelut-kartalle"]
    assert Status.SAME == status["selkokieli"]
    assert 1 == len(told(proposal, "missing-in-source"))
    new = desk.roadmap().measures_by_id["lahipalvelut-kartalle"]
    assert new.source is None
    assert "hairioharjoitukset" in desk.roadmap().measures_by_id


def test_a_measure_removed_since_the_annex_was_exported_does_not_come_back(desk, book):
    (desk.folder / "toimenpiteet/hairioharjoitukset.yml").unlink()
    proposal = desk.imported(book.saved())

    assert "hairioharjoitukset" not in desk.roadmap().measures_by_id
    assert 1 == len(told(proposal, "removed-from-content"))


def test_a_row_copied_above_its_original_with_its_id_becomes_the_new_one(desk, book):
    row = book.cell("selkokieli", "Tunnus").row
    sheet = book.cell("selkokieli", "Tunnus").parent
    values = [cell.value for cell in sheet[row]]
    sheet.insert_rows(row)
    for column, value in enumerate(["Lähipalvelut kartalle", *values[1:]], start=1):
        sheet.cell(row, column).value = value
    status = {news.measure.id: news.status for news in desk.imported(book.saved()).measures}

    assert Status.NEW == status["lahipalvelut-kartalle"]
    assert Status.SAME == status["selkokieli"]


def test_one_edited_row_of_a_group_with_a_schedule_gets_its_own(desk, book):
    roadmap = desk.roadmap()
    shared = [one.id for one in roadmap.measures_in_order if roadmap.inherits_schedule(one)]
    book.edit(shared[1], "Syksy 2027", "P päätös", "päätös")
    proposal = desk.imported(book.saved())

    assert {shared[1]} == {measure for measure, _ in changes(proposal)}
    assert "päätös" in [
        entry.phase for entry in (desk.roadmap().measures_by_id[shared[1]].schedule or {}).values()
    ]
    assert desk.roadmap().inherits_schedule(desk.roadmap().measures_by_id[shared[0]])


def test_the_row_of_a_measure_that_ended_before_its_group_changes_nothing(desk):
    roadmap = desk.roadmap()
    shared = [one.id for one in roadmap.measures_in_order if roadmap.inherits_schedule(one)]
    path = desk.folder / f"toimenpiteet/{shared[0]}.yml"
    path.write_text(
        path.read_text("utf-8") + "paattyi:\n  puolivuosi: syksy 2025\n  syy: Valmistui.\n",
        encoding="utf-8",
    )
    before = desk.lines()
    desk.imported(desk.exported())

    assert before == desk.lines()


@pytest.mark.parametrize("state", ["ei tiedossa", "tuntematon"])
def test_a_state_of_the_schedule_that_cannot_be_taken_is_told(desk, book, state):
    book.edit("it-tuki", "Aikataulun tila", state)
    proposal = desk.imported(book.saved())

    assert {} == changes(proposal)
    [message] = told(proposal, "schedule-state-not-taken")
    assert state in message


@needs_office
@pytest.mark.parametrize(("ending", "between"), [("xlsx", "ods"), ("docx", "odt")])
def test_edits_come_back_after_another_program_has_saved_the_annex(desk, ending, between):
    editor = EDITORS[ending](desk.exported(ending), desk.roadmap())
    for edit in EDITS:
        editor.edit(*edit)
    path = editor.saved()
    there = converted(path, between)
    proposal = desk.imported(there if ending == "xlsx" else converted(there, ending))

    assert {key: after for key, (_, after) in changes(proposal).items()} == COME


def converted(path: Path, form: str) -> Path:
    """Return a file as LibreOffice saves it in a form."""
    convert([path], path.parent / "muunnettu", form)
    return path.parent / "muunnettu" / form / f"{path.stem}.{form}"
