"""Who joins the tables of two versions by ids sees the changes that the list of changes tells."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise

import pytest
from given import file, public, rows, versions

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.pages.numbers.tables import OVER
from digitiekartta.versions.comparison.change_list import Frame, written
from digitiekartta.versions.comparison.changes import compare

Changes = Mapping[str, object]


def joined(name: str, before: int, after: int) -> Changes:
    """Return what the CSV files of two versions tell, by how many versions there are of each."""
    old, new = (public(name, until=count) for count in (before, after))
    measures = {row["tunnus"]: row for row in rows(file(new, "toimenpiteet.csv"))}
    ids_before = {row["tunnus"] for row in rows(file(old, "toimenpiteet.csv"))}
    renamed = {
        former: id
        for id, row in measures.items()
        for former in filter(None, row["aiemmat_tunnukset"].split(" | "))
        if former in ids_before and id not in ids_before
    }
    then, now = (
        {(row["tunnus"], row["puolivuosi"]): row for row in rows(file(site, "puolivuodet.csv"))}
        for site in (old, new)
    )
    kept = {(renamed.get(id, id), moment): row for (id, moment), row in then.items()}
    said = ("merkinta", "vaihe", "sanat")
    return {
        "added": measures.keys() - ids_before - {*renamed.values()},
        "removed": ids_before - measures.keys() - renamed.keys(),
        "renamed": renamed,
        "schedules": {
            key
            for key, row in kept.items()
            # What has ended is over whatever its schedule said, and told as such.
            if key in now and now[key]["merkinta"] != OVER
            if [row[column] for column in said] != [now[key][column] for column in said]
        },
    }


def told(name: str, before: int, after: int) -> Changes:
    """Return what ``changes --format json`` tells of the same two versions."""
    old, new = (versions(name)[count - 1].roadmap() for count in (before, after))
    frame = Frame(roadmap=name, since="", until="", code="")
    operations = json.loads(written(compare(old, new), frame, "json"))["toimet"]
    ours = [one for one in operations if one["polku"][0] == "toimenpiteet"]
    whole = [one for one in ours if len(one["polku"]) == 2]
    added = {one["polku"][1] for one in whole if one["laji"] == "lisätty"}
    # What has ended is over whatever its schedule says.
    over = {
        (measure.id, moment.slug)
        for measure in new.measures
        if measure.is_over
        for moment in new.settings.period or ()
        if not (measure.ended and measure.ended.half_year and moment <= measure.ended.half_year)
    }
    schedules = {
        (one["polku"][1], HalfYear.parse(one["polku"][3]).slug)
        for one in ours
        if one["polku"][2:3] == ["aikataulu"]
    }
    return {
        "added": added,
        "removed": {one["polku"][1] for one in whole if one["laji"] == "poistettu"},
        "renamed": {one["ennen"]: one["nyt"] for one in whole if one["laji"] == "tunnus vaihdettu"},
        "schedules": schedules - over,
    }


def test_what_changed_in_muutosniemi_is_found_by_joining_its_tables():
    assert {
        "added": {"karttapalaute"},
        "removed": set(),
        "renamed": {"tietoturva": "vuosikurssi"},
        "schedules": {("vuosikurssi", "2025-syksy"), ("vuosikurssi", "2026-kevat")},
    } == joined("muutosniemi", 1, 2)


@pytest.mark.parametrize("name", ["muutosniemi", "esimerkkila"])
def test_joining_two_versions_gives_what_the_list_of_changes_tells(name):
    for before, after in pairwise(range(1, len(versions(name)) + 1)):
        assert told(name, before, after) == joined(name, before, after), after


def test_what_a_later_version_lacks_is_found_as_removed():
    assert {"karttapalaute"} <= joined("muutosniemi", 2, 1)["removed"]
