"""The report of a year for the annual accounts (tilinpäätös): text, tables, definitions.

Its text is made to be pasted into the accounts: whole sentences, numbers in the right form, and
none that says nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from digitiekartta.basics.halfyears import AUTUMN, SPRING
from digitiekartta.basics.text import counted, listed, sentence_case
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.pages.front import of_measures
from digitiekartta.pages.numbers.tables import APPROVED, DRAFT, decision, standing, version
from digitiekartta.pages.numbers.terms import (
    BY_SECTOR,
    FACTS,
    SEVERAL_SECTORS,
    STATES,
    Term,
    in_words,
    many_measures,
    on_measures,
)
from digitiekartta.pages.numbers.year import ENDED, KEPT, MOVED, REMOVED, UNSCHEDULED, Year
from digitiekartta.roadmap.values import date_text

EXCLUSIVE = (
    "Jokainen toimenpide on yhdessä tilanteessa, joten tilanteiden summa on toimenpiteiden määrä."
    " Tilanteet, joissa ei ole yhtään toimenpidettä, on jätetty pois muista kuin ensimmäisestä"
    " taulukosta."
)
OVERLAPPING = (
    "Sama toimenpide voi olla monessa näistä sarakkeista, joten niitä ei lasketa yhteen. Sarake,"
    " jossa ei ole yhtään toimenpidettä, on jätetty pois."
)
HALVES_ADD_UP = (
    "Suunniteltu on muiden sarakkeiden summa. Sarakkeessa ei raportoitu on myös toimenpide, josta"
    " on raportoitu vain toiselta puolivuodelta tai joka on päättynyt. Siksi luku voi olla suurempi"
    " kuin vuodelta raportoimatta jääneiden määrä."
)
# As what a measure was reported: of one, of several.
_AS = {
    "done": ("valmiiksi", "valmiiksi"),
    "going": ("käynnissä olevaksi", "käynnissä oleviksi"),
    "begun": ("aloitetuksi", "aloitetuiksi"),
    "postponed": ("siirtyneeksi", "siirtyneiksi"),
    "stopped": ("keskeytetyksi", "keskeytetyiksi"),
}


def year_report(year: Year, remark: str = "") -> list[Block]:
    """Return the report of a year.

    Args:
        year: The year.
        remark: What has to be known of the content besides who approved it.
    """
    return [*_head(year, remark), *_text(year), *_tables(year), *_definitions(year)]


def _head(year: Year, remark: str) -> Iterator[Block]:
    site = year.site
    yield Heading(1, f"{site.name}: toteutuminen vuonna {year.year}")
    yield Paragraph(" ".join(filter(None, (decision(site), remark))), label="Sisältö")
    yield Paragraph(date_text(site.options.today), label="Laskettu")
    if not year.is_over:
        yield Paragraph("Luvut muuttuvat vielä.", label="Vuosi on kesken")


def _text(year: Year) -> Iterator[Block]:
    yield Heading(2, "Teksti tilinpäätökseen")
    for paragraph in (*paragraphs(year), [_source(year)]):
        yield Paragraph(" ".join(paragraph))


def _tables(year: Year) -> Iterator[Block]:
    yield Heading(2, "Tilanne")
    yield Paragraph(EXCLUSIVE)
    yield year.states_table()
    yield year.goal_states()
    if year.has_sectors:
        yield year.sector_states()
    yield from map(Paragraph, shared(year))
    yield Heading(2, "Suunniteltu ja toteutunut")
    yield Paragraph(OVERLAPPING)
    yield year.goal_facts()
    if year.has_sectors:
        yield year.sector_facts()
    if left := year.left_table():
        yield Heading(2, "Pois vuoden suunnitelmasta")
        yield left
    yield Heading(2, "Puolivuosittain")
    if phases := year.phases_table():
        yield phases
    yield year.halves_table()
    yield Paragraph(HALVES_ADD_UP)
    yield from year.outcome_tables()
    yield Heading(2, "Toimenpiteet")
    yield year.measures_table()


def shared(year: Year) -> Iterator[str]:
    """Yield how tables count a measure of several sectors, or why there are none by sector."""
    roadmap = year.site.roadmap
    word = roadmap.settings.sector_word
    several = SEVERAL_SECTORS[word]
    if year.measures and not year.has_sectors:
        yield (
            f"{sentence_case(BY_SECTOR[word])} lukuja ei ole, koska yhdelläkään toimenpiteellä ei"
            f" ole {several.removeprefix('monta ')}."
        )
    if any(len(roadmap.sectors_of(one)) > 1 for one in year.measures):
        yield (
            f"Toimenpide, jolla on {several}, on mukana jokaisen kohdalla. Siksi rivien summa voi"
            " olla suurempi kuin viimeinen rivi, jossa jokainen toimenpide on kerran."
        )


def _definitions(year: Year) -> Iterator[Block]:
    yield Heading(2, "Mitä sanat tarkoittavat")
    yield Paragraph(year_meant(year))
    yield from definitions()
    yield Paragraph(
        "Taulukoissa on samat luvut kuin digitiekartan sivuilla. Etenemisestä ei ole laskettu"
        " prosentteja, koska toimenpiteet ovat erikokoisia."
    )


def year_meant(year: Year) -> str:
    """Return which year the terms speak of, and of one that is over, of which measures."""
    meant = f"Vuosi tarkoittaa tässä vuotta {year.year}."
    if year.is_over and not year.is_earlier:
        return (
            f"{meant} Luvut on laskettu toimenpiteistä, jotka ovat nyt {year.site.own.inessive},"
            " vaikka osa olisi tullut mukaan vasta vuoden jälkeen."
        )
    return meant


def definitions() -> Iterator[Item]:
    """Yield the terms that the tables use, each with its meaning."""
    terms: Sequence[Term] = (*STATES, *FACTS)
    for term in terms:
        yield Item(term.meaning, label=term.head)


# --- the text ----------------------------------------------------------------------------------


def sentences(year: Year) -> Iterator[str]:
    """Yield the sentences of the text, some ten to fifteen; of what is not known there are none."""
    for paragraph in paragraphs(year):
        yield from paragraph
    yield _source(year)


def paragraphs(year: Year) -> Iterator[list[str]]:
    """Yield the sentences that the page of the year has, too: plans, reports, what has changed."""
    if not year.measures:
        yield [_all(year)]
        return
    known = any(year.site.roadmap.schedule_of(one) is not None for one in year.measures)
    yield [_all(year), *_schedules(year)]
    if known:
        yield [*_start(year), *_plans(year)]
    yield [*_reports(year)]
    yield [*(_moves(year) if known else ()), *_ends(year)]


def _all(year: Year) -> str:
    own, roadmap = year.site.own, year.site.roadmap
    many = len(roadmap.goals)
    goals = "yksi tavoite" if many == 1 else counted(many, "tavoite")
    measures = (
        f"ja {many_measures(len(year.measures))}" if year.measures else "mutta ei toimenpiteitä"
    )
    if year.is_earlier:
        return f"Versiossa {version(year.site)} on {goals} {measures}."
    if not (year.is_over and year.measures):
        return f"{sentence_case(own.inessive)} on {goals} {measures}."
    return f"{sentence_case(own.inessive)} on nyt {goals} {measures}."


def _start(year: Year) -> Iterator[str]:
    """Yield what the year began with and what became of it, or that it is not known."""
    start, n = year.start, year.year
    if start is None:
        yield (
            "Vuoden alun suunnitelmaa ei tiedetä, koska siitä ei ole versiota."
            if year.site.history
            else "Vuoden alun suunnitelmaa ei tiedetä, koska yhtään versiota ei ole hyväksytty."
        )
        return
    name, number = start.version.name, len(start.plans)
    if start.is_of_first_day:
        which = f"Vuoden alussa voimassa olleessa versiossa {name}"
    else:
        day = date_text(start.version.approval.day)
        which = (
            "Vuoden alun suunnitelmaa ei tiedetä, koska silloin ei ollut versiota. Vuoden"
            f" ensimmäisessä versiossa {name}, joka on hyväksytty {day},"
        )
    if not number:
        yield f"{which} vuodelle {n} ei ollut suunniteltu yhtään toimenpidettä."
        return
    began = f"{which} vuodelle {n} oli suunniteltu {many_measures(number)}"
    if year.is_earlier and start.version is year.site.history.chapters[-1].version:
        yield f"{began}."
        return
    fates = Counter(year.fates.values())
    parts = [f"{in_words(fates[fate])} {_FATES[fate]}" for fate in _FATES if fates[fate]]
    if parts:
        yield f"{began}."
        parts[0] = parts[0].replace(" on ", " on sittemmin ", 1)
        told = listed(parts)
        yield f"Niistä {told}." if number > 1 else f"Se {told.partition(' ')[2]}."
    else:
        still = "jotka kaikki ovat" if number > 1 else "joka on"
        yield f"{began}, {still} yhä suunnitelmassa."
    added = year.counts["planned"] - fates[KEPT]
    if added:
        yield f"Vuoden suunnitelmaan on sen jälkeen tullut {many_measures(added)}."


_FATES = {
    MOVED: "on siirretty muille vuosille",
    UNSCHEDULED: "on jäänyt ilman tiedossa olevaa aikataulua",
    ENDED: "on päättynyt",
    REMOVED: "on poistettu",
}


def _plans(year: Year) -> Iterator[str]:
    n, planned, starts = year.year, year.counts["planned"], year.counts["starts"]
    was = "oli" if year.is_over else "on"
    not_was = "ei ollut" if year.is_over else "ei ole"
    if not planned:
        yield f"{_by_schedule(year)} vuodelle {n} {not_was} suunniteltu yhtään toimenpidettä."
        return
    told = f"{_by_schedule(year)} vuodelle {n} {was} suunniteltu {many_measures(planned)}"
    halves = [(moment.half, of["Suunniteltu"]) for moment, of in year.halves().items()]
    if len(halves) == 2:
        each = [f"{_FOR[half]} {in_words(many) if many else 'ei yhtään'}" for half, many in halves]
        told = f"{told}, {listed(each)}"
    yield f"{told}."
    if when := _when_begun(year):
        began, did = ("alkoi", "alkanut") if year.is_over else ("alkaa", "ala")
        many = f"{began} {many_measures(starts)}" if starts else f"ei {did} yhtään toimenpidettä"
        yield f"Saman aikataulun mukaan {when} {many}."


def _by_schedule(year: Year) -> str:
    """Return whose schedule tells what else is counted of plans."""
    whose = f"Version {version(year.site)}" if year.is_earlier else "Nykyisen"
    return f"{whose} aikataulun mukaan"


def _when_begun(year: Year) -> str:
    """Return when what begins in a year does; "" where it may all have begun before the period."""
    first = year.site.half_years[0]
    known = [moment for moment in year.half_years if moment != first]
    if len(known) == len(year.half_years):
        return "vuoden aikana"
    return known[0].during if known else ""


_FOR = {SPRING: "keväälle", AUTUMN: "syksylle"}


def _reports(year: Year) -> Iterator[str]:
    """Yield what was reported: the states sum up to those reported, those left to the planned."""
    n, counts = year.year, year.counts
    last = {one.id: one.last_report(year.end) for one in year.measures if year.reports(one)}
    planned = {one.id for one in year.measures if year.planned(one)}
    if last:
        many = "yhdestä" if len(last) == 1 else str(len(last))
        yield f"Vuodelta {n} on raportoitu {many} toimenpiteestä."
        names = {term.name: term.key for term in STATES}
        states = Counter(names[report.state] for report in last.values() if report)
        first, *others = [key for key in _AS if states[key]]
        who = "Se" if len(last) == 1 else f"Niistä {in_words(states[first])}"
        parts = [f"{who} on viimeksi raportoitu {_as(first, states[first])}"]
        parts += [f"{in_words(states[key])} {_as(key, states[key])}" for key in others]
        yield f"{listed(parts)}."
        if ended := sum(year.states[id] == "ended" for id in last):
            shown = (
                "se on taulukoissa päättyneenä" if ended == 1 else "ne ovat taulukoissa päättyneinä"
            )
            who = "Se" if len(last) == 1 else f"Raportoiduista {in_words(ended)}"
            yield f"{who} on päättynyt, ja {shown}."
        of = year.site.roadmap.measures_by_id
        known = {id for id in last if year.site.roadmap.schedule_of(of[id]) is not None}
        if besides := len(known - planned):
            if besides == len(last):
                who = "Sitä" if besides == 1 else "Niitä"
            else:
                which = "yhtä" if besides == 1 else counted(besides, "toimenpide")
                who = f"Raportoiduista {which}"
            yield f"{who} ei ole suunniteltu vuodelle {n}."
        none = [key for key in _AS if not counts[key] and key not in year.states_told]
        if none:
            words = [_AS[key][0] for key in none]
            yield f"Yhtään toimenpidettä ei ole vuodelta {n} raportoitu {_nor(words)}."
    else:
        yield f"Vuodelta {n} ei ole raportoitu yhdestäkään toimenpiteestä."
    if last:
        yield from _without_report(year, last.keys(), planned)
    if counts["done"] or counts["finished"]:
        yield from _done(year, counts["done"])


def _without_report(
    year: Year, reported: Collection[str], planned: Collection[str]
) -> Iterator[str]:
    """Yield why the others of the planned were not reported: together they are all."""
    counts = year.counts
    if counts["silent"]:
        noun = "suunniteltu toimenpide" if counts["silent"] == 1 else "suunniteltua toimenpidettä"
        left = "jäi" if year.is_over else "on"
        yield f"Raportoimatta {left} {in_words(counts['silent'])} {noun}."
    elif year.is_over and counts["planned"]:
        yield "Raportoimatta ei jäänyt yhtään suunniteltua toimenpidettä."
    rest = sum(
        id not in reported and year.states[id] in ("done", "stopped", "ended") for id in planned
    )
    if rest:
        many = "yhdestä" if rest == 1 else str(rest)
        yield (
            f"Lisäksi raporttia ei ole {many} suunnitellusta toimenpiteestä, koska valmiista,"
            " keskeytetyistä ja päättyneistä ei tarvitse raportoida."
        )
    if waiting := counts["not_due"]:
        yield (
            f"{'Yhdestä' if waiting == 1 else waiting} suunnitellusta toimenpiteestä ei vielä"
            " tarvitse raportoida."
        )


def _done(year: Year, done: int) -> Iterator[str]:
    new = sum("finished" in year.facts(one) for one in year.with_state("done"))
    verb = "oli" if year.is_over else "on"
    if done == 1:
        when = "vuoden aikana" if new else "jo aiemmin"
        yield f"{_as_of(year)} valmiina {verb} yksi toimenpide, joka valmistui {when}."
    elif done:
        each = "jotka molemmat" if done == 2 else "jotka kaikki"
        if new == done:
            which = f"{each} valmistuivat vuoden aikana"
        elif not new:
            which = f"{each} valmistuivat jo aiemmin"
        else:
            which = f"joista {in_words(new)} valmistui vuoden aikana"
        yield f"{_as_of(year)} valmiina {verb} {many_measures(done)}, {which}."
    if besides := year.counts["finished"] - new:
        also = "Lisäksi vuoden" if done else "Vuoden"
        which = "joka on myös päättynyt" if besides == 1 else "jotka ovat myös päättyneet"
        yield f"{also} aikana valmistui {many_measures(besides)}, {which}."


def _as_of(year: Year) -> str:
    return "Vuoden lopussa" if year.is_over else "Tähän mennessä"


def _moves(year: Year) -> Iterator[str]:
    if not year.compares:
        yield f"Päätöksillä siirrettyjä ei voi laskea, koska {_why_not_compared(year)}."
        return
    moved, late = year.counts["moved"], year.counts["late"]
    during = "Vuoden aikana" if year.is_over else "Vuoden aikana on"
    if moved:
        verb = "muutettiin" if year.is_over else "muutettu"
        of_them = "yhden toimenpiteen" if moved == 1 else f"{moved} toimenpiteen"
        told = f"{during} {verb} {of_them} aikataulua"
    else:
        verb = "ei muutettu" if year.is_over else "ei ole muutettu"
        told = f"Vuoden aikana {verb} yhdenkään toimenpiteen aikataulua"
    if late:
        who = f"{many_measures(late)} {'oli' if year.is_over else 'on'}"
    else:
        who = f"yhtään toimenpidettä {'ei ollut' if year.is_over else 'ei ole'}"
    then = _as_of(year)
    then = then[0].lower() + then[1:]
    yield f"{told}, ja {then} {who} siirretty myöhemmäksi kuin ensin päätettiin."


def _why_not_compared(year: Year) -> str:
    if year.is_earlier:
        return f"versiosta {version(year.site)} ei näe sen jälkeisiä muutoksia"
    by_then = "vuoden loppuun mennessä" if year.is_over else "vielä"
    return f"{by_then} ei ole hyväksytty kahta versiota"


def _ends(year: Year) -> Iterator[str]:
    now, gone = year.counts["ended_now"], len(year.gone)
    ended = "päättyi" if year.is_over else "on päättynyt"
    if now:
        yield f"Vuoden aikana {ended} {many_measures(now)}."
    elif not gone:
        not_ended = "ei päättynyt" if year.is_over else "ei ole päättynyt"
        yield f"Vuoden aikana {not_ended} yhtään toimenpidettä."
    if gone:
        which = "joka ei enää ole" if gone == 1 else "jotka eivät enää ole"
        also = "Lisäksi" if now else "Vuoden aikana"
        yield f"{also} {ended} {many_measures(gone)}, {which} {year.site.own.inessive}."
    undated = sum(year.site.end_of(one) is None for one in year.with_state("ended") if one.is_over)
    if undated:
        many = "yhdestä" if undated == 1 else undated
        yield f"Päättymisen aikaa ei tiedetä {many} päättyneestä toimenpiteestä."


def _schedules(year: Year) -> Iterator[str]:
    roadmap = year.site.roadmap
    unknown = sum(roadmap.schedule_of(one) is None for one in year.measures)
    none = sum(roadmap.schedule_of(one) == {} for one in year.measures)
    if unknown == len(year.measures):
        yield "Minkään toimenpiteen aikataulua ei tiedetä."
    elif unknown:
        also = f", ja {on_measures(none)} ei ole aikataulua" if none else ""
        yield f"{sentence_case(of_measures(unknown))} aikataulu ei ole tiedossa{also}."
    elif none:
        yield f"Aikataulua ei ole {on_measures(none)}."


def _source(year: Year) -> str:
    site, kind = year.site, standing(year.site)
    day = "" if year.is_over else f" {date_text(site.options.today)}, kun vuosi on kesken,"
    if kind == DRAFT:
        return f"Luvut on laskettu{day} luonnoksesta, jota ei ole hyväksytty."
    approved = "hyväksytystä versiosta"
    what = approved if kind == APPROVED else "hyväksytyn asiakirjan jäljennöksestä, versiosta"
    later = " Sen jälkeisiä muutoksia ei ole mukana." if year.is_earlier else ""
    return f"Luvut on laskettu{day} {what} {version(site)}.{later}"


def _as(key: str, number: int) -> str:
    return _AS[key][number != 1]


def _nor(words: Sequence[str]) -> str:
    """Return "a", "a eikä b", "a, b eikä c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} eikä {words[-1]}"
