"""The change list: what every format shows, in order, and the formats: text, Markdown, a page
of its own, a Word document, or JSON for programs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import body_in_sentence, ended, grouped, listed, sentence_case
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.markup.report.html import as_html
from digitiekartta.markup.report.markdown import as_markdown
from digitiekartta.markup.report.text import as_text
from digitiekartta.markup.report.word import as_docx
from digitiekartta.roadmap.canonical import GOALS
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text, decimal_text
from digitiekartta.versions.comparison.changes import Comparison, Section, compare
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.operations import to_json
from digitiekartta.versions.comparison.wording import Line
from digitiekartta.versions.record import section_number

REPORTED, UPKEEP = "Uudet tilannetiedot", "Ylläpitotiedot"
_FOR_INFORMATION = "Tiedoksi; näistä ei päätetä."
_NOT_DECIDED = "Näistä ei päätetä, mutta ne kuuluvat samaan sisältöön ja sen tunnisteeseen."
_MOST_NAMES = 6
_SPELLING = "vain kirjoitusasu"


@dataclass(frozen=True, slots=True)
class Agenda:
    """Where a change list is decided on, as far as it is known: who proposes it to whom, when.

    What is not known stands as a place to be filled in. ``day`` is that of the paper itself.
    """

    day: date
    body: str | None = None
    proposer: str | None = None
    meeting: date | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a change list is of.

    ``since`` and ``until`` are the two contents in words ("hyväksytty versio 2025-1
    (Johtoryhmä 9.12.2025 § 41)", "työversio"), ``code`` is the code of the second. ``owners``
    tell by file what a person calls that of which it tells. With an ``agenda`` the list is a
    paper that proposes a decision, and ``doubts`` tell what in it can't be right.
    ``acknowledged`` says how many warnings are.
    """

    roadmap: str
    since: str | None
    until: str
    code: str
    problems: tuple[Problem, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    agenda: Agenda | None = None
    acknowledged: str = ""
    doubts: tuple[Problem, ...] = ()


def outline(comparison: Comparison, frame: Frame) -> Iterator[Block]:
    """Yield a whole change list, for the agenda of the body that decides on it."""
    yield Heading(1, f"Muutokset: {frame.roadmap}")
    if frame.agenda:
        yield from _proposal(comparison, frame, frame.agenda)
    yield Paragraph(frame.since or "ei aiempaa hyväksyttyä versiota", "Aiempi sisältö")
    yield Paragraph(frame.until, "Uusi sisältö")
    yield Paragraph("", "Uuden sisällön tunniste", frame.code)
    if comparison.first:
        yield Paragraph("Tätä ennen ei ole hyväksytty mitään: tämä olisi ensimmäinen hyväksyntä.")
    yield Paragraph(comparison.summary)
    yield from decided(comparison, level=2)
    yield from _costs(comparison)
    yield from _without_reason(comparison)
    yield from _problems(frame)
    if frame.acknowledged:
        yield Paragraph(frame.acknowledged)
    yield from for_information(comparison, level=2)


def _proposal(comparison: Comparison, frame: Frame, agenda: Agenda) -> Iterator[Block]:
    body = agenda.body or "[toimielin]"
    meeting = date_text(agenda.meeting) if agenda.meeting else "[kokouksen päivä]"
    number = section_number(agenda.section)
    section = f"§ {number}" if number else "[pykälä]"
    proposer = agenda.proposer or "[esittelijä]"
    what = "digitiekartan" if comparison.first else "digitiekartan muutokset"
    how = "" if comparison.first else " tämän luettelon mukaisesti"
    yield Paragraph(date_text(agenda.day), "Päiväys")
    yield Paragraph(f"{body} {meeting}, {section}", "Kokous")
    yield Paragraph(proposer, "Esittelijä")
    yield Heading(2, "Päätösehdotus")
    yield Paragraph(
        f"{sentence_case(proposer)} esittää, että {body_in_sentence(body)} hyväksyy {what}{how}."
        " Hyväksyttävän sisällön tunniste on",
        code=frame.code,
    )
    yield Heading(2, "Mistä päätetään")


def changes(comparison: Comparison, level: int) -> Iterator[Block]:
    """Yield all changes, those that are decided on first; ``level`` is that of the headings."""
    yield from decided(comparison, level)
    yield from for_information(comparison, level)


def decided(comparison: Comparison, level: int) -> Iterator[Block]:
    """Yield the changes that a body decides on, by goal."""
    for section in comparison.sections:
        yield Heading(level, section.title)
        for entry in section.entries:
            yield Heading(level + 1, entry_heading(entry, section.title))
            if entry.reason:
                yield why(entry.reason)
            yield from (item(line) for line in entry.lines)


def why(reason: str) -> Paragraph:
    """Return why something is changed."""
    return Paragraph(ended(reason), "Syy")


def for_information(comparison: Comparison, level: int) -> Iterator[Block]:
    """Yield what was reported, by goal, and upkeep."""
    if comparison.reported:
        yield Heading(level, REPORTED)
        yield Paragraph(_FOR_INFORMATION)
        for section in comparison.reported:
            yield Heading(level + 1, section.title)
            yield from (Item(f"{one.title} – {progress(one)}") for one in section.entries)
    yield from upkeep(comparison, level)


def upkeep(comparison: Comparison, level: int) -> Iterator[Block]:
    """Yield what differs besides and is not decided on; what is the same of many only once."""
    whose: dict[tuple[str, str | None, str | None], list[str]] = {}
    for entry in comparison.upkeep:
        for line in entry.lines:
            whose.setdefault((line.text, line.before, line.after), []).append(entry.title)
    if whose:
        yield Heading(level, UPKEEP)
        yield Paragraph(_NOT_DECIDED)
    for (text, before, after), titles in whose.items():
        if len(titles) == 1:
            yield Item(f"{titles[0]} – {_small(text)}", before, after)
        else:
            yield Item(f"{text} Kohteet: {_names(titles)}.", before, after)


def _names(titles: Sequence[str]) -> str:
    if more := len(titles[_MOST_NAMES + 1 :]):
        return listed([*titles[:_MOST_NAMES], f"{more + 1} muuta"])
    return listed(titles)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def entry_heading(entry: Entry, section: str = "") -> str:
    """Return "Muutettu: Intra 2.0" of an entry; a goal under its own heading has no title."""
    spelling = f" ({_SPELLING})" if entry.only_spelling else ""
    if entry.title == section and entry.part == GOALS:
        words = {What.NEW: "Uusi tavoite", What.REMOVED: "Tavoite poistuu"}
        return words.get(entry.what, "Tavoite muuttuu") + spelling
    return f"{sentence_case(entry.happened)}: {entry.title}{spelling}"


def progress(entry: Entry) -> str:
    """Return what was reported of a measure, to follow its title: "tilanne syksyllä 2026: …"."""
    return _small(" ".join(line.text for line in entry.lines))


def item(line: Line) -> Item:
    """Return a line as an item of a list; a change of spelling only is marked as such."""
    mark = f" {sentence_case(_SPELLING)}." if line.only_spelling else ""
    return Item(f"{line.text}{mark}", line.before, line.after)


def _costs(comparison: Comparison) -> Iterator[Block]:
    lacking = comparison.without_estimate
    if not comparison.costs and not lacking:
        return
    yield Heading(2, "Vaikutus kustannusarvioihin")
    for effect in comparison.costs:
        change = effect.after - effect.before
        verb = "lisäystä" if change > 0 else "vähennystä"
        yield Item(
            f"Vuosi {effect.year}: yhteensä {_euros(effect.after)}, ennen {_euros(effect.before)}"
            f" ({verb} {_euros(abs(change))})."
        )
    if not comparison.costs:
        yield Paragraph("Kustannusarviot eivät muutu.")
    if lacking:
        yield Paragraph("Näiltä uusilta tai muutetuilta toimenpiteiltä puuttuu kustannusarvio:")
        yield from map(Item, lacking)


def _euros(amount: Decimal) -> str:
    return f"{grouped(decimal_text(amount))} euroa"


def _without_reason(comparison: Comparison) -> Iterator[Block]:
    if lacking := comparison.without_reason:
        yield Heading(2, "Muutokset, joiden syytä ei ole kerrottu")
        yield from (Item(entry.title) for entry in lacking)


def _problems(frame: Frame) -> Iterator[Block]:
    if frame.problems:
        yield Heading(2, "Avoimet huomautukset")
    for problem in frame.problems:
        kind = "Virhe" if problem.is_error else "Varoitus"
        owner = frame.owners.get(problem.place.file, problem.place.file)
        # A message that names its measure need not name it twice.
        name = f" {owner.partition(' ')[2]}"
        message = problem.message.replace(name, "", 1) if owner.endswith("”") else problem.message
        yield Item(f"{owner}: {message}" if owner else message, label=kind)


def change_list(old: Roadmap | None, new: Roadmap) -> str:
    """Return in Markdown what has changed from a roadmap (None: nothing) to the next."""
    comparison = compare(old, new)
    head: list[Block] = [Heading(1, "Muutokset")]
    if comparison.first:
        head.append(Paragraph("Ensimmäinen hyväksytty versio."))
    head.append(Paragraph(comparison.summary))
    return as_markdown([*head, *changes(comparison, level=2)])


def told_changes(old: Roadmap | None, new: Roadmap) -> str:
    """Return for a terminal what has changed, as a change list in text tells it."""
    return as_text(changes(compare(old, new), level=2))


def written(comparison: Comparison, frame: Frame, form: str) -> bytes:
    """Return a change list as a file's bytes: "text", "markdown", "html", "docx" or "json"."""
    if form == "json":
        data = _data(comparison, frame)
        return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
    blocks = outline(comparison, frame)
    if form == "docx":
        day = frame.agenda.day if frame.agenda else None
        return as_docx(blocks, frame.roadmap, f"Sisällön tunniste {frame.code}", day)
    return {"text": as_text, "markdown": as_markdown, "html": as_html}[form](blocks).encode()


def _data(comparison: Comparison, frame: Frame) -> dict[str, Any]:
    """Return a change list for programs: the words, and operations that make new of old."""
    return {
        "muoto": 1,
        "tiekartta": frame.roadmap,
        "ennen": frame.since,
        "nyt": frame.until,
        "tunniste": frame.code,
        "yhteenveto": comparison.summary,
        "muutokset": _section_data(comparison.sections),
        "tilannetiedot": _section_data(comparison.reported),
        "yllapitotiedot": [_entry_data(entry) for entry in comparison.upkeep],
        "kustannukset": [
            {"vuosi": str(one.year), "ennen": str(one.before), "nyt": str(one.after)}
            for one in comparison.costs
        ],
        "syy_puuttuu": [entry.title for entry in comparison.without_reason],
        "kustannusarvio_puuttuu": list(comparison.without_estimate),
        "huomautukset": [
            {
                "tunnus": problem.code,
                "vakavuus": str(problem.severity),
                "paikka": str(problem.place),
                "teksti": problem.message,
            }
            for problem in frame.problems
        ],
        "toimet": [to_json(operation) for operation in comparison.operations],
    }


def _section_data(sections: Iterable[Section]) -> list[dict[str, Any]]:
    return [
        {"otsikko": section.title, "kohteet": [_entry_data(entry) for entry in section.entries]}
        for section in sections
    ]


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "mita": str(entry.what),
        "osa": entry.part,
        "tunnus": entry.id,
        "otsikko": entry.title,
        "syy": entry.reason,
        "vain_kirjoitusasu": entry.only_spelling,
        "rivit": [
            {
                "kentta": line.field,
                "teksti": line.text,
                "ennen": line.before,
                "nyt": line.after,
                "vain_kirjoitusasu": line.only_spelling,
            }
            for line in entry.lines
        ],
    }
