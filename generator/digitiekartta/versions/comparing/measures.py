"""Measures: what has changed in each, field by field, and what that makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import ended, grouped, listed, sentence_case
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.sentence import quoted, schedule_sentence
from digitiekartta.versions.comparing.entries import Entry, Pair, What, in_model_order, state_lines
from digitiekartta.versions.comparing.operations import FORMER_IDS, told_apart
from digitiekartta.versions.comparing.schedules import schedule_changes
from digitiekartta.versions.comparing.sides import Raw, Side
from digitiekartta.versions.comparing.wording import (
    SINCE,
    Line,
    field_lines,
    names_lines,
    text_lines,
)


def measure_entries(pair: Pair) -> Iterator[Entry]:
    """Yield the measures that differ, in no particular order."""
    former = {present: id for id, present in pair.renames.items()}
    for id in pair.new.measures:
        before = former.get(id, id)
        new = pair.new.measures[id]
        if before not in pair.old.measures:
            yield Entry(What.NEW, "toimenpiteet", id, new["otsikko"], tuple(_new_measure(pair, id)))
        elif pair.old.measures[before] != new or before != id:
            lines = tuple(_measure_lines(pair, before, id))
            what = _fate(pair, before, id)
            yield Entry(what, "toimenpiteet", id, new["otsikko"], lines, former.get(id))
    for id, old in pair.old.measures.items():
        if id not in pair.new.measures and id not in pair.renames:
            yield Entry(What.REMOVED, "toimenpiteet", id, old["otsikko"], tuple(_removed(pair, id)))


def _fate(pair: Pair, before: str, id: str) -> What:
    old, new = pair.old.measures[before], pair.new.measures[id]
    if "yhdistetty" in new and "yhdistetty" not in old:
        return What.MERGED
    if _replacing(pair, id) and not _replacing_in(pair.old, before):
        return What.REPLACED
    if "paattyi" in new and "paattyi" not in old:
        return What.ENDED
    differing = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    was, now = old.get("raportit", []), new.get("raportit", [])
    only_added = was == [report for report in now if report in was]
    reported = differing == {"raportit"} and only_added and before == id
    return What.REPORTED if reported else What.CHANGED


def _replacing(pair: Pair, id: str) -> list[str]:
    return _replacing_in(pair.new, id)


def _replacing_in(side: Side, id: str) -> list[str]:
    return [other for other, said in side.measures.items() if id in said.get("korvaa", ())]


def _measure_lines(pair: Pair, before: str, id: str) -> Iterator[Line]:
    old, new = pair.old.measures[before], pair.new.measures[id]
    if before != id:
        yield Line(
            f"Tunnus vaihtuu: ennen {before}, {SINCE} {id}. Aiempi osoite ohjaa uuteen.",
            field=FORMER_IDS,
        )
    if not _replacing_in(pair.old, before):
        for other in _replacing(pair, id):
            yield Line(f"Tilalle tulee toimenpide {quoted(pair.new.title(other))}.", field="")
    for key in _first(in_model_order(Measure, old, new), "otsikko", "paattyi", "yhdistetty"):
        if old.get(key) != new.get(key):
            lines = [replace(line, field=key) for line in _measure_field(pair, before, id, key)]
            told = key == FORMER_IDS and before != id  # with the id, above
            yield from lines or ([] if told else [_spelling_line(key)])


def _measure_field(pair: Pair, before: str, id: str, key: str) -> Iterable[Line]:
    old, new = pair.old.measures[before], pair.new.measures[id]
    was, now = old.get(key), new.get(key)
    if key == "aikataulu":
        return _own_schedule(pair, before, id)
    if key == "aikataulu_puuttuu" and "aikataulu" not in {*old, *new}:
        return [*field_lines(key, was, now), *_inherited_schedule(pair, before, id)]
    if key == "kustannusarvio":
        return _cost_lines(was or [], now or [])
    if key == "raportit":
        return _report_lines(was or [], now or [])
    if key == "paattyi" and (was is None or now is None):
        return _ending_lines(now)
    if key == "tavoite":
        titles = pair.old.goal_title(was), pair.new.goal_title(now)
        return [Line(f"Siirtyy tavoitteesta toiseen: ennen {titles[0]}, {SINCE} {titles[1]}.")]
    if key == "ryhma":
        return _group_lines(pair, before, id)
    if key in ("liittyy", "korvaa", "yhdistetty"):
        return _pointer_lines(pair, key, was, now)
    if key == FORMER_IDS:
        return _former_ids(was or [], now or [], before if before != id else None)
    if key == "jarjestys":
        return [Line("Paikka tavoitteen luettelossa vaihtuu.")]
    return field_lines(key, was, now)


def _own_schedule(pair: Pair, before: str, id: str) -> Iterator[Line]:
    old, new = pair.old.measures[before], pair.new.measures[id]
    was, now = pair.old.schedule(before), pair.new.schedule(id)
    if "aikataulu" not in old and was is not None:
        yield Line("Saa oman aikataulun ryhmän aikataulun sijaan.")
    elif "aikataulu" not in new and now is not None:
        yield Line("Noudattaa tästä lähtien ryhmänsä aikataulua.")
    for sentence in schedule_changes(was, now, pair.old.period, pair.new.period):
        yield Line(sentence)


def _group_lines(pair: Pair, before: str, id: str) -> Iterator[Line]:
    old, new = pair.old.measures[before], pair.new.measures[id]
    names = [
        quoted(group["otsikko"]) if (group := side.group(said)) else "ei ryhmää"
        for side, said in ((pair.old, old), (pair.new, new))
    ]
    yield Line(f"Ryhmä vaihtuu: ennen {names[0]}, {SINCE} {names[1]}.")
    told = "aikataulu_puuttuu" in old or "aikataulu_puuttuu" in new
    if not told and "aikataulu" not in {*old, *new}:
        yield from _inherited_schedule(pair, before, id)


def _inherited_schedule(pair: Pair, before: str, id: str) -> Iterator[Line]:
    """Yield how the schedule that a measure has from its group differs now."""
    for sentence in schedule_changes(
        pair.old.schedule(before), pair.new.schedule(id), pair.old.period, pair.new.period
    ):
        yield Line(sentence)


def _cost_lines(old: list[Any], new: list[Any]) -> Iterator[Line]:
    items = told_apart(old, new)
    if items is None:
        yield from field_lines("kustannusarvio", old, new)
        return
    before, after = items
    for item in sorted({*before, *after}, key=str):
        was, now = before.get(item), after.get(item)
        if was == now:
            continue
        if was is None and now is not None:
            yield Line(f"Vuodelle {now['vuosi']} lisätään kustannusarvio {_cost(now)}.")
        elif was is not None and now is None:
            yield Line(f"Vuoden {was['vuosi']} kustannusarvio {_cost(was)} poistetaan.")
        elif was is not None and now is not None:
            yield from _changed_cost(was, now)
    if [*before] != [*after] and {*before} == {*after}:
        yield Line("Kustannusarviot ovat uudessa järjestyksessä.")


def _changed_cost(old: Raw, new: Raw) -> Iterator[Line]:
    kind = f" ({new['laji']})" if "laji" in new else ""
    if old["euroa"] != new["euroa"]:
        was, now = grouped(old["euroa"]), grouped(new["euroa"])
        if euros(new) == euros(old):
            yield Line(
                f"Vuoden {new['vuosi']} kustannusarvion{kind} kirjoitusasu muuttuu:"
                f" ennen {was} euroa, {SINCE} {now} euroa."
            )
        else:
            verb = "nousee" if euros(new) > euros(old) else "laskee"
            yield Line(
                f"Vuoden {new['vuosi']} kustannusarvio{kind} {verb} {was} eurosta {now} euroon."
            )
    for key, label in (("laji", "laji"), ("lahde", "peruste")):
        if old.get(key) != new.get(key):
            prefix = f"Vuoden {new['vuosi']} kustannusarvio{kind}"
            yield from text_lines(label, old.get(key), new.get(key), prefix)


def _cost(cost: Raw) -> str:
    more = ", ".join(cost[key] for key in ("laji", "lahde") if key in cost)
    return f"{grouped(cost['euroa'])} euroa{f' ({more})' if more else ''}"


def euros(cost: Raw) -> Decimal:
    """Return the amount of a cost estimate."""
    return Decimal(str(cost["euroa"]).replace(",", "."))


def _report_lines(old: list[Any], new: list[Any]) -> Iterator[Line]:
    items = told_apart(old, new)
    if items is None:
        yield from field_lines("raportit", old, new)
        return
    before, after = items
    for item, now in after.items():
        was = before.get(item)
        if was is None:
            yield Line(_report(now))
        elif was != now:
            for key in ("tila", "teksti"):
                if was.get(key) != now.get(key):
                    prefix = f"{sentence_case(_moment(now).genitive)} tilannetieto"
                    yield from field_lines(key, was.get(key), now.get(key), prefix)
    for item, was in before.items():
        if item not in after:
            yield Line(f"Poistetaan {_moment(was).genitive} tilannetieto: {_state(was)}")
    if [item for item in before if item in after] != [item for item in after if item in before]:
        yield Line("Tilannetiedot ovat uudessa järjestyksessä.")


def _report(report: Raw) -> str:
    return f"Tilanne {_moment(report).during}: {_state(report)}"


def _moment(report: Raw) -> HalfYear:
    return HalfYear.parse(report["puolivuosi"])


def _state(report: Raw) -> str:
    text = f" {report['teksti']}" if "teksti" in report else ""
    return f"{report['tila']}.{text}"


def _ending_lines(ending: Raw | None) -> Iterator[Line]:
    if ending is None:
        yield Line("Merkintä päättymisestä poistetaan: toimenpide jatkuu.")
        return
    moment = ending.get("puolivuosi")
    when = f" {HalfYear.parse(moment).during}" if moment else ""
    decision = f" Päätös: {ended(ending['paatos'])}" if "paatos" in ending else ""
    yield Line(f"Päättyy{when}. Syy: {ended(ending['syy'])}{decision}")


def _pointer_lines(pair: Pair, key: str, was: Any, now: Any) -> Iterator[Line]:
    old = [pair.renames.get(id, id) for id in _listed(was)]
    new = _listed(now)
    if old == new:
        yield Line(f"{sentence_case(one(key))}: viittaus vaihtuu, koska tunnus vaihtuu.")
        return
    fresh = [quoted(pair.new.title(id)) for id in new if id not in old]
    gone = [
        quoted(pair.old.title(id)) for id in _listed(was) if pair.renames.get(id, id) not in new
    ]
    noun = (
        ("toimenpiteen", "toimenpiteet")
        if key == "korvaa"
        else ("toimenpiteeseen", "toimenpiteisiin")
    )
    verb = {"korvaa": "Korvaa", "liittyy": "Liittyy", "yhdistetty": "Yhdistetään"}[key]
    if fresh:
        yield Line(f"{verb} {noun[len(fresh) > 1]} {listed(fresh)}.")
    if gone:
        noun = ("toimenpidettä", "toimenpiteitä") if key == "korvaa" else noun
        verb = {"korvaa": "korvaa", "liittyy": "liity", "yhdistetty": "yhdistetä"}[key]
        yield Line(f"Ei enää {verb} {noun[len(gone) > 1]} {listed(gone)}.")
    if not fresh and not gone:
        titles = [quoted(pair.new.title(id)) for id in new]
        yield from names_lines(one(key), many(key), titles, titles)


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _former_ids(old: list[str], new: list[str], told: str | None) -> Iterator[Line]:
    rest = [id for id in new if id != told]
    if old != rest:
        yield from names_lines("aiempi tunnus", "aiemmat tunnukset", old, rest)
    elif told is None:
        yield Line("Aiemmat tunnukset muuttuvat.")


def _new_measure(pair: Pair, id: str) -> Iterator[Line]:
    measure = pair.new.measures[id]
    yield from state_lines(measure, Measure, but=_TOLD_APART)
    schedule = schedule_sentence(
        pair.new.schedule(id), pair.new.period, measure.get("aikataulu_puuttuu")
    )
    yield Line(f"Aikataulu: {schedule}" if pair.new.schedule(id) else schedule, field="aikataulu")
    for cost in measure.get("kustannusarvio", ()):
        yield Line(f"Kustannusarvio {cost['vuosi']}: {_cost(cost)}.", field="kustannusarvio")
    for report in measure.get("raportit", ()):
        yield Line(_report(report), field="raportit")
    for key in ("liittyy", "korvaa", "yhdistetty"):
        if key in measure:
            for line in _pointer_lines(pair, key, None, measure[key]):
                yield replace(line, field=key)
    if "paattyi" in measure:
        yield from (replace(line, field="paattyi") for line in _ending_lines(measure["paattyi"]))


# What the lines of a new measure tell in words of their own, or its heading and place.
_TOLD_APART = (
    *("otsikko", "tavoite", "ryhma", "jarjestys", "aikataulu", "aikataulu_puuttuu"),
    *("kustannusarvio", "raportit", "liittyy", "korvaa", "yhdistetty", "paattyi"),
)


def _removed(pair: Pair, id: str) -> Iterator[Line]:
    ending = pair.old.measures[id].get("paattyi")
    if ending:
        yield Line(f"Oli jo päättynyt. Syy: {ended(ending['syy'])}")
    later = _replacing(pair, id)
    for other in later:
        yield Line(f"Tilalle tulee toimenpide {quoted(pair.new.title(other))}.")
    if not ending and not later:
        yield Line("Poistumisen syytä ei ole kerrottu.")


def _first(keys: Sequence[str], *first: str) -> list[str]:
    return [*(key for key in first if key in keys), *(key for key in keys if key not in first)]


def _spelling_line(key: str) -> Line:
    return Line(f"{sentence_case(one(key))}: kirjoitusasu muuttuu.", only_spelling=True, field=key)
