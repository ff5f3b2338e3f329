"""A comparison of roadmaps as a report: for a terminal, a meeting or a pull request."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.text import counted, ended, listed
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph, Table
from digitiekartta.pages.numbers.columns import Value
from digitiekartta.pages.numbers.comparing import STATES, Compared, Comparison, Measured
from digitiekartta.pages.numbers.comparison_tables import (
    Row,
    Sheet,
    in_half_year,
    of_roadmap,
    roadmaps,
    sectors_of,
    states_in,
    subjects,
)
from digitiekartta.pages.numbers.tables import UNKNOWN
from digitiekartta.pages.search.subjects import Subject

TITLE = "Tiekarttojen vertailu"
HOW_FOUND = (
    "Aiheet on löydetty toimenpiteiden otsikoista, hakusanoista ja ryhmien otsikoista, ja jos"
    " niistä ei löytynyt mitään, kuvauksista ja lisätiedoista. Toimenpiteellä voi olla monta"
    " aihetta. Jokaisen kohdalla kerrotaan sanat, joista aihe löytyi: ohjelma ei ymmärrä tekstiä,"
    " joten tarkista osumat."
)
NOT_SUMMED = "Tiekartat on kirjoitettu eri tarkkuudella, joten niiden lukuja ei lasketa yhteen."


def summary(comparison: Comparison, *, tables: bool) -> Iterator[Block]:
    """Yield what is told of all together: no measure by name.

    Args:
        comparison: What is told.
        tables: Whether it is told in tables, for paper; a terminal has no room for them.
    """
    now = comparison.now
    yield Heading(1, TITLE)
    yield Paragraph(f"{NOT_SUMMED} Nykyinen puolivuosi on {now}.")
    yield Heading(2, "Tiekartat")
    if tables:
        yield from _told(roadmaps(comparison), tables)
    for one in () if tables else comparison.roadmaps:
        yield Item(_standing(one), label=one.name)
    yield Heading(2, "Omat vaiheet yleisinä vaiheina")
    for one in comparison.roadmaps:
        own = (f"{name} = {common}" for name, common in one.common.items())
        yield Item("; ".join(own) or "ei vaiheita", label=one.name)
    yield Heading(2, f"Toimenpiteet vaiheittain {now.during}")
    yield from _states(in_half_year(comparison, now), tables, "Tiekartta")
    yield Heading(2, "Toimenpiteet vaiheittain koko kaudella")
    for one in comparison.roadmaps:
        yield Heading(3, one.name)
        yield from _whole_period(comparison, one, tables)
    yield Heading(2, f"Toimialat {now.during}")
    yield Paragraph(
        "Toimialat ovat tiekarttojen omia: samanniminen ei ole kaikissa sama. Toimenpide, jolla"
        " niitä on monta, on laskettu jokaiseen."
    )
    for one in comparison.roadmaps:
        yield Heading(3, f"{one.name} ({one.told['toimialasana']})")
        yield from _states(sectors_of(comparison, one), tables, "Toimiala")
    yield Heading(2, "Aiheet")
    yield Paragraph(HOW_FOUND)
    yield from _told(subjects(comparison), tables)
    if others := comparison.other_subjects:
        names = "; ".join(one.name for one in others)
        yield Paragraph(f"Aiheet, joista ei löytynyt toimenpiteitä: {names}.")
    missing = [
        f"{one.name} {len(one.without_subject)}"
        for one in comparison.roadmaps
        if one.without_subject
    ]
    if missing:
        yield Paragraph(f"Toimenpiteet, joista ei löytynyt mitään aihetta: {listed(missing)}.")


def in_full(comparison: Comparison) -> Iterator[Block]:
    """Yield all of it: the summary, then who does what and when by subject."""
    yield from summary(comparison, tables=True)
    for subject in comparison.found_subjects:
        yield from of_subject(comparison, subject, level=2)
    if any(one.without_subject for one in comparison.roadmaps):
        yield Heading(2, "Ei aihetta")
        for one in comparison.roadmaps:
            for measure in one.without_subject:
                yield _item(comparison, measure, "")


def of_subject(comparison: Comparison, subject: Subject, level: int = 1) -> Iterator[Block]:
    """Yield who does what about a subject, and when."""
    measures = comparison.measures_of(subject)
    yield Heading(level, subject.name)
    if not measures:
        yield Paragraph(f"Aiheesta ei löytynyt toimenpiteitä. Sanat: {', '.join(subject.words)}.")
        return
    number = len({measure.roadmap.folder for measure in measures})
    where = "yhdessä" if number == 1 else number
    yield Paragraph(
        f"{counted(len(measures), 'toimenpide')} {where} tiekartassa."
        f" Haetut sanat: {', '.join(subject.words)}."
    )
    for measure in measures:
        yield _item(comparison, measure, subject.name)


def _item(comparison: Comparison, measure: Measured, subject: str) -> Item:
    parties = listed(measure.parties) or "ei nimetty"
    told = [
        ended(measure.wording),
        f"Vastuu: {ended(parties)}",
        ended(measure.sentence),
    ]
    if now := measure.also_now(comparison.now):
        told.append(ended(now))
    if subject:
        words, _ = measure.subjects[subject]
        by = "sanoista" if " " in " ".join(words) else "sanasta"
        told.append(f"Löytyi {by}: {ended(measure.found(subject))}")
    return Item(" ".join(told), label=measure.roadmap.name)


def _standing(one: Compared) -> str:
    """Return what a roadmap is, and how much is known of it."""
    many = len(one.measures)
    known = "ei tiedossa" if not one.known else f"tiedossa {one.known}/{many}"
    return (
        f"{one.facts['nimi']}; {one.facts['kausi'] or 'ei puolivuosia'}; {one.facts['tila']};"
        f" {counted(many, 'toimenpide')}, aikataulu {known}"
    )


def _whole_period(comparison: Comparison, one: Compared, tables: bool) -> Iterator[Block]:
    if not one.half_years:
        yield Paragraph("Tiekartalla ei ole puolivuosia.")
    elif not one.known:
        yield Paragraph("Aikatauluja ei tiedetä.")
    else:
        yield from _states(of_roadmap(comparison, one), tables, "Puolivuosi")


def _states(rows: Sequence[Row], tables: bool, what: str) -> Iterator[Block]:
    """Yield how measures stand: a row, or a line of words, for each roadmap, half-year or sector.

    ``what`` is which of them.
    """
    states = [state for state in states_in(rows) if any(row.told(state) != 0 for row in rows)]
    if tables:
        yield Table(
            (what, *states, "yhteensä"),
            tuple(
                (_named(row, what), *(str(row.told(one)) for one in states), str(row.total))
                for row in rows
            ),
        )
        return
    for row in rows:
        yield Item(in_words(row), label=_named(row, what))


def _named(row: Row, what: str) -> str:
    return row.roadmap.name if what == "Tiekartta" else row.what


def in_words(row: Row) -> str:
    """Return how measures stand as words: "selvitys 4, toteutus 12, ei tiedossa 3"."""
    many = counted(row.total, "toimenpide")
    if row.counts is None:
        return f"{many}, {row.roadmap.outside}"
    if row.counts.get(UNKNOWN) == row.total:
        return f"{many}, aikataulu ei tiedossa"
    told = (f"{state} {row.counts[state]}" for state in STATES if state in row.counts)
    return f"{', '.join(told)}; yhteensä {many}"


def _told(sheet: Sheet, tables: bool) -> Iterator[Block]:
    """Yield a table, or a line for each row; where nothing is counted there is no line."""
    first, *others = sheet.columns
    rows = [(one, {column.head: shown(column.value(one)) for column in others}) for one in sheet.of]
    rows = [(one, told) for one, told in rows if any(text != "0" for text in told.values())]
    if tables:
        header = tuple(column.head for column in sheet.columns)
        yield Table(header, tuple((shown(first.value(one)), *told.values()) for one, told in rows))
        return
    for one, told in rows:
        words = (f"{head} {text}" for head, text in told.items() if text not in ("", "0"))
        yield Item(", ".join(words), label=shown(first.value(one)))


def in_sheets(comparison: Comparison, sheets: Sequence[Sheet]) -> Iterator[Block]:
    """Yield what is told of all together, and tables for sheets of their own."""
    yield from summary(comparison, tables=False)
    for sheet in sheets:
        yield Table(
            tuple(column.head for column in sheet.columns),
            tuple(
                tuple(value if isinstance(value, int) else shown(value) for value in row)
                for row in sheet.rows()
            ),
            caption=sheet.title,
            name=sheet.key.capitalize(),
        )


def shown(value: Value) -> str:
    """Return a value for people; "" where there is none."""
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
