"""What an annex said when it was exported: it carries a print of each of its texts along.

What an official has edited in Excel or Word is what the export did not say. The prints tell that
whatever program has saved the file, and whatever has been edited in content meanwhile. They stand
among the file's own properties, which spreadsheets, Word and LibreOffice keep; a print tells no
text to one who does not know it already. A file without them is a document like any other.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.annex_form import (
    FIELDS,
    STATE,
    STATE_GROUP,
    STATE_NONE,
    STATE_UNKNOWN,
)
from digitiekartta.documents.importing.list_form import LISTS, ListForm
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap

_NAME = "digitiekartta-vienti-"
_BYTES = 6  # 48 bits: none of a million other texts has the same by chance
_LETTERS = 4 * _BYTES // 3
_IN_ONE = 30  # Office takes up to 255 letters for a property
HIDDEN_READ = (
    "Myös piilotetut ja suodatetut rivit ja sarakkeet luettiin, koska tiedosto on tiekartasta viety"
    " liite."
)
COLUMNS = (*FIELDS, "sector")
_PHASE = "vaihe "
KNOWN, TITLE, HOME, ABOVE, EXTRA = "tunnus", "title", "ryhmä", "edellinen", "lisäkenttä "


@dataclass(frozen=True, slots=True)
class Exported:
    """The prints of all that an annex said."""

    prints: frozenset[str]

    @classmethod
    def of(cls, said: Iterable[tuple[str, str, str]]) -> Exported:
        """Return the prints of texts: whose each is (an id), which of its texts, and the text."""
        return cls(frozenset(_print(*one) for one in said))

    @classmethod
    def among(cls, properties: Mapping[str, str]) -> Exported | None:
        """Return the prints that stand among a file's properties, None when there are none."""
        texts = [text for name, text in properties.items() if name.startswith(_NAME)]
        prints = {
            text[at : at + _LETTERS] for text in texts for at in range(0, len(text), _LETTERS)
        }
        return cls(frozenset(prints)) if prints else None

    def properties(self) -> Iterator[tuple[str, str]]:
        """Yield the properties by which a file carries the prints."""
        prints = sorted(self.prints)
        for at in range(0, len(prints), _IN_ONE):
            yield f"{_NAME}{at // _IN_ONE + 1:04}", "".join(prints[at : at + _IN_ONE])

    def knows(self, id_: str) -> bool:
        """Whether the annex told a measure (or a goal or a group) of that id."""
        return self.said(id_, KNOWN, "")

    def said(self, id_: str, what: str, text: str) -> bool:
        """Whether the annex said just that."""
        return _print(id_, what, text) in self.prints


def _print(*parts: str) -> str:
    who, what, text = map(one_line, parts)
    text = text.casefold() if is_phase(what) else text
    data = "\x1f".join((who, what, text)).encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(hashlib.blake2b(data, digest_size=_BYTES).digest()).decode()


def said_in(roadmap: Roadmap) -> Iterator[tuple[str, str, str]]:
    """Yield what an annex says of a roadmap: of whom, what it is, and the text, "" too."""
    moments = half_years_of(roadmap)
    names = {name for measure in roadmap.measures for name in sayings(measure)}
    names |= {*COLUMNS, *(part for one in moments for part in (phase_of(one), words_of(one)))}
    for goal in roadmap.goals:
        yield goal.id, KNOWN, ""
        yield goal.id, TITLE, goal.title
        for group in goal.groups:
            whose = of_group(goal.id, group.id)
            yield whose, TITLE, group.title
            entries = group.schedule or {}
            for moment in moments:
                entry = entries.get(moment)
                yield whose, phase_of(moment), (entry.phase if entry else "") or ""
                yield whose, words_of(moment), (entry.words if entry else "") or ""
        above = ""
        for home in (None, *goal.groups):
            for measure in roadmap.measures_in(goal, home):
                yield measure.id, KNOWN, ""
                yield measure.id, HOME, of_group(measure.goal, measure.group)
                yield measure.id, ABOVE, above
                yield measure.id, STATE, state_of(roadmap, measure)
                for form in LISTS:
                    for item in form.listed(measure):
                        yield measure.id, list_of(form), form.as_line(item)
                texts = sayings(as_told(roadmap, measure))
                yield from ((measure.id, name, texts.get(name, "")) for name in names)
                above = measure.id


def list_of(form: ListForm) -> str:
    """Return what a row of a list is called among a measure's texts."""
    return f"luettelo {form.field}"


def half_years_of(roadmap: Roadmap) -> Sequence[HalfYear]:
    """Return the half-years of the period and all others that something is said of."""
    groups = [group.schedule for goal in roadmap.goals for group in goal.groups]
    of_measures = [measure.schedule for measure in roadmap.measures]
    words = [measure.schedule_words for measure in roadmap.measures]
    used = {moment for one in (*groups, *of_measures, *words) for moment in one or ()}
    return sorted(used | set(roadmap.settings.period or ()))


def state_of(roadmap: Roadmap, measure: Measure) -> str:
    """Return what the annex says in words of a measure's schedule, "" where phases tell it."""
    if measure.schedule is None:
        return STATE_GROUP if roadmap.inherits_schedule(measure) else STATE_UNKNOWN
    return "" if measure.schedule else STATE_NONE


def as_told(roadmap: Roadmap, measure: Measure) -> Measure:
    """Return a measure as the annex tells it: names of the registers, its group's schedule."""
    updates = {"parties": roadmap.parties_of(measure), "sector": roadmap.sectors_of(measure)}
    schedule = roadmap.schedule_entries_of(measure)
    return measure.model_copy(update={**updates, "schedule": schedule})


def of_group(goal: str, group: str | None) -> str:
    """Return by what id a group of a goal is told, that of no group too."""
    return f"{goal} {group or ''}"


def sayings(measure: Measure) -> dict[str, str]:
    """Return the texts of a measure by what they are, those that are empty left out.

    Of names and phases those that the registers write; so an annex and content can be compared.
    """
    texts = {name: getattr(measure, name) for name in COLUMNS}
    texts |= {EXTRA + key.casefold(): text for key, text in measure.extra_fields.items()}
    for moment, entry in (measure.schedule or {}).items():
        texts |= {
            phase_of(moment): entry.phase,
            words_of(moment): entry.words,
        }
    texts |= {words_of(moment): text for moment, text in measure.schedule_words.items()}
    shown = {what: as_text(value) for what, value in texts.items()}
    return {what: text for what, text in shown.items() if text}


def as_text(value: str | Iterable[str] | None) -> str:
    """Return a field for comparing: in one line, names of a list parted by semicolons."""
    parts = [value] if isinstance(value, str) else value or ()
    return "; ".join(one_line(clean(part)) for part in parts)


def phase_of(moment: HalfYear) -> str:
    """Return what the phase of a half-year is called among a measure's texts."""
    return f"{_PHASE}{moment}"


def is_phase(what: str) -> bool:
    """Whether that is what the phase of a half-year is called."""
    return what.startswith(_PHASE)


def words_of(moment: HalfYear) -> str:
    """Return what the words of a half-year are called among a measure's texts."""
    return f"{moment} sanat"
