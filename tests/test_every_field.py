"""No field is lost on its way: it is shown, found, exported, imported again and told in changes.

What a field does not do, its declaration says with a reason; then it must not do it either.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from digitiekartta.documents.exporting.annex import annex
from digitiekartta.documents.exporting.xlsx import workbook
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.proposal.prepare import stage
from digitiekartta.documents.importing.proposal.proposal import propose
from digitiekartta.documents.importing.reading import read_document
from digitiekartta.pages import paths
from digitiekartta.pages.search.pages import search_pages
from digitiekartta.roadmap.fields import Declared, Nowhere, declared
from digitiekartta.roadmap.formatting import format_entry
from digitiekartta.roadmap.model import Goal, Group, Measure
from digitiekartta.roadmap.reading.folder import read_roadmap
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.changes import compare
from pikku import Content
from rendering import body, planned_of, text, tree

MARK = "Merkkisana"
# What stands in a field that is more than a text or a list of texts, and what it shows as.
VALUES: dict[str, tuple[Any, str]] = {
    "goal": ("palvelut", "Toinen tavoite"),
    "group": ("koulutus", "Koulutus"),
    "order": ("10", "Paikka"),
    "audience": (["Asukkaat"], "Asukkaat"),
    "parties": (["Johtoryhmä"], "Johtoryhmä"),
    "sector": (["Tekniset palvelut"], "Tekniset palvelut"),
    "schedule": ({"kevät 2026": "selvitys"}, "selvitys"),
    "schedule_words": ({"kevät 2026": MARK}, MARK),
    "costs": ([{"vuosi": "2026", "euroa": "5400", "lahde": MARK}], MARK),
    "reports": ([{"puolivuosi": "kevät 2026", "tila": "valmis", "teksti": MARK}], MARK),
    "links": ([{"teksti": MARK, "osoite": "https://pikkula.example/"}], MARK),
    "related": (["kurssit"], "Tietoturvakurssi"),
    "replaces": (["kurssit"], "Tietoturvakurssi"),
    "merged_into": ("kurssit", "Tietoturvakurssi"),
    "ended": ({"syy": MARK}, MARK),
    "extra_fields": ({"Rahoitus": MARK}, MARK),
    "former_ids": (["aiempi"], "aiempi"),
    "search_words": ([MARK], MARK),
    "source": ({"asiakirja": MARK}, MARK),
    "number": ("7", "7"),
    "groups": ([{"tunnus": "uusi", "otsikko": MARK}], MARK),
    "id": ("uusi", "Ryhmä"),
}
MEASURE = {"otsikko": "Yhteinen koe", "tavoite": "digitaidot"}
GROUP = {"tunnus": "ryhma", "otsikko": "Ryhmä"}
GOAL = {"numero": "2", "otsikko": "Toinen tavoite", "ryhmat": [GROUP]}
FIELDS = pytest.mark.parametrize("name", declared(Measure))


def value(name: str, field: Declared) -> tuple[Any, str]:
    return VALUES.get(name) or ([MARK] if field.is_list else MARK, MARK)


def written(content: Content, goal: dict[str, Any], measure: dict[str, Any]) -> Roadmap:
    """Return Pikku with a goal and a measure of our own."""
    content.write("tavoitteet/palvelut.yml", format_entry(Goal.model_validate(goal)).encode())
    content.write("toimenpiteet/koe.yml", format_entry(Measure.model_validate(measure)).encode())
    return content.roadmap()


def without_and_with(content: Content, name: str) -> tuple[Roadmap, Roadmap, str]:
    """Return a roadmap in which a measure has nothing but its title, and one with the field."""
    field = declared(Measure)[name]
    given, mark = value(name, field)
    before = written(content, GOAL, MEASURE)
    return before, written(content, GOAL, {**MEASURE, field.key: given}), mark


def says_more(after: str, before: str, mark: str) -> bool:
    return after.casefold().count(mark.casefold()) > before.casefold().count(mark.casefold())


def page(roadmap: Roadmap, file: str) -> str:
    return text(tree(body(planned_of(roadmap).files[file])))


def found_by(roadmap: Roadmap) -> str:
    site = planned_of(roadmap).site
    [entry] = [one for one in search_pages(site) if one.address == "toimenpiteet/koe/"]
    return "\n".join((entry.title, entry.within, *entry.keywords, *entry.sentences))


def imported_anew(roadmap: Roadmap, folder: Path) -> Roadmap:
    (folder / "liite.xlsx").write_bytes(workbook(annex(roadmap)))
    read = read_document(folder / "liite.xlsx", Legend())
    assert isinstance(read, Document)
    stage(folder / "none", propose([read], "uusi").files, folder / "anew" / "uusi")
    again = read_roadmap(folder / "anew", "uusi").roadmap
    assert again
    return again


def what_stands_in(roadmap: Roadmap, name: str) -> Any:
    """Return what a field of our measure means, whatever ids an import has made."""
    [measure] = [one for one in roadmap.measures if one.title in (MEASURE["otsikko"], MARK)]
    group = roadmap.group_of(measure)
    meanings = {
        "goal": roadmap.goals_by_id[measure.goal].title,
        "group": group and group.title,
        "order": roadmap.measures_in_order.index(measure),
        "related": [roadmap.measures_by_id[id_].title for id_ in measure.related],
    }
    return meanings.get(name, measure.model_dump(by_alias=False)[name])


def told(before: Roadmap, after: Roadmap) -> str:
    comparison = compare(before, after)
    entries = (*comparison.entries, *comparison.upkeep)
    lines = [line for entry in entries for line in entry.lines]
    return "\n".join(f"{line.text}\n{line.before}\n{line.after}" for line in lines)


@FIELDS
def test_every_field_of_a_measure_is_shown_on_its_page(content, name):
    before, after, mark = without_and_with(content, name)
    file = paths.measure("koe")

    shown = says_more(page(after, file), page(before, file), mark)

    assert shown is not isinstance(declared(Measure)[name].shown, Nowhere)


@FIELDS
def test_every_field_of_a_measure_is_found_by_search(content, name):
    before, after, mark = without_and_with(content, name)

    found = says_more(found_by(after), found_by(before), mark)

    assert found is not isinstance(declared(Measure)[name].searched, Nowhere)


@FIELDS
def test_every_field_of_a_measure_comes_back_from_the_annex(content, name, tmp_path):
    before, after, _ = without_and_with(content, name)
    lost, expected = what_stands_in(before, name), what_stands_in(after, name)

    again = what_stands_in(imported_anew(after, tmp_path), name)

    assert lost != expected
    comes_back = not isinstance(declared(Measure)[name].column, Nowhere)
    assert again == expected if comes_back else again != expected


@pytest.mark.parametrize(
    "texts", [["Aika, raha ja väki"], ["Ensimmäinen virke.", "Toinen, jossa on pilkku."]]
)
@pytest.mark.parametrize(
    "name",
    [name for name, field in declared(Measure).items() if field.is_list and name not in VALUES],
)
def test_texts_of_a_list_stay_as_they_are_though_they_have_commas(content, name, texts, tmp_path):
    field = declared(Measure)[name]
    before = written(content, GOAL, MEASURE)
    after = written(content, GOAL, {**MEASURE, field.key: texts})

    assert what_stands_in(imported_anew(after, tmp_path), name) == tuple(texts)
    assert "; ".join(texts) in page(after, paths.measure("koe"))
    assert all(f"”{text}”" in told(before, after) for text in texts)


@FIELDS
def test_every_field_of_a_measure_is_told_in_changes(content, name):
    before, after, mark = without_and_with(content, name)

    assert says_more(told(before, after), "", mark)


@pytest.mark.parametrize("name", declared(Goal))
def test_every_field_of_a_goal_is_shown_and_told(content, name):
    field = declared(Goal)[name]
    given, mark = value(name, field)
    before = written(content, GOAL, MEASURE)
    after = written(content, {**GOAL, field.key: given}, MEASURE)

    assert says_more(told(before, after), "", mark)
    file = paths.goal("palvelut")
    shown = says_more(page(after, file), page(before, file), mark)
    assert shown is not isinstance(field.shown, Nowhere)


@pytest.mark.parametrize("name", declared(Group))
def test_every_field_of_a_group_is_shown_and_told(content, name):
    field = declared(Group)[name]
    given, mark = value(name, field)
    before = written(content, GOAL, MEASURE)
    after = written(content, {**GOAL, "ryhmat": [{**GROUP, field.key: given}]}, MEASURE)

    assert says_more(told(before, after), "", mark)
    file = paths.goal("palvelut")
    shown = says_more(page(after, file), page(before, file), mark)
    assert shown is not isinstance(field.shown, Nowhere)
