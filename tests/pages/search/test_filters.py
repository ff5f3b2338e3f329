"""The data of the filters: the roadmap's own fields, where they part measures into few groups."""

from __future__ import annotations

from digitiekartta.pages.front import groups
from digitiekartta.pages.search.filters import FILE, filter_files
from digitiekartta.pages.search.script import data_in
from digitiekartta.pages.site import Site
from rendering import OPTIONS


def filters(content):
    """Return the filters: name in the address → label and choices with their measures."""
    [script] = filter_files(Site(content.roadmap(), OPTIONS)).values()
    data = data_in(script)
    measures = [address.split("/")[1] for address, _ in data["toimenpiteet"]]
    return {
        key: (label, {name: sorted(measures[one] for one in own) for _, name, own in choices})
        for key, label, choices in data["rajaukset"]
    }


def give(content, label, **values):
    for measure, value in values.items():
        content.append(f"toimenpiteet/{measure}.yml", f"lisakentat:\n  {label}: {value}\n")


def test_a_field_of_the_roadmaps_own_with_few_values_is_a_filter(content):
    give(content, "Ärsyttävä prioriteetti", kurssit="kova", digituki="kova", ohjeet="kova")

    assert filters(content)["oma-arsyttava-prioriteetti"] == (
        "Ärsyttävä prioriteetti",
        {"kova": ["digituki", "kurssit", "ohjeet"]},
    )


def test_a_field_that_says_something_else_of_each_measure_is_no_filter(content):
    give(content, "Riski", kurssit="Aika.", digituki="Raha.", ohjeet="Väki.")

    assert not [key for key in filters(content) if key.startswith("oma-")]


def test_the_data_stand_where_the_script_looks_for_them():
    assert FILE == "assets/toimenpiteet-data.js"


def test_groups_of_one_title_are_told_apart_by_their_goals(content):
    content.write(
        "tavoitteet/palvelut.yml",
        "numero: 2\notsikko: Palvelut\nryhmat:\n  - tunnus: oppi\n    otsikko: koulutus\n",
    )
    content.write(
        "toimenpiteet/opas.yml",
        "otsikko: Opas\ntavoite: palvelut\nryhma: oppi\naikataulu: {}\n",
    )

    site = Site(content.roadmap(), OPTIONS)
    rows = {key: choices for key, _, choices in data_in(filter_files(site)[FILE])["rajaukset"]}
    names = [name for _, name, _ in rows["ryhma"]]
    assert ["Koulutus (tavoite 1)", "Neuvonta", "koulutus (tavoite 2)"] == names
    assert names == [name for _, name, _ in groups(site)]
