"""A filled-in form becomes a change of one measure, or what in it is in doubt.

Content is not touched here. Whoever writes the change checks it first as any other edit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digitiekartta.basics.characters import seen
from digitiekartta.basics.halfyears import HalfYear, period_in
from digitiekartta.basics.kinds import FORMS
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.basics.text import one_line
from digitiekartta.documents.forms.issue import FILE, Answer, Answers, key, read_issue
from digitiekartta.documents.forms.questions import (
    CLEARED,
    MEASURE,
    REASON,
    WORDS,
    Form,
    Question,
    choice,
    measure_of,
)
from digitiekartta.roadmap.checking.persons import personal_options
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import KEYS, Measure, Report, ScheduleEntry
from digitiekartta.roadmap.reading.source import without_controls
from digitiekartta.roadmap.roadmap import Roadmap

UNKNOWN_QUESTION = FORMS.error(
    "unknown-question",
    "Lomakkeessa on otsikko ”{label}”, jota siinä ei kysytä.",
    "Jos otsikko kuuluu tekstiisi, poista rivin alusta merkit ###. Jos lomake on vanha, täytä"
    " uusi.",
    "Lomakkeessa kysytään puolivuotta, joka ei enää kuulu tiekartan kauteen.",
)
MISSING_ANSWER = FORMS.error(
    "missing-answer",
    "Lomakkeen kohta ”{label}” on tyhjä.",
    "Täydennä se lomakkeen tekstiin otsikon alle.",
    "Kohtaan ”Miksi” ei ole vastattu.",
)
UNKNOWN_CHOICE = FORMS.error(
    "unknown-choice",
    "”{words}” ei ole mikään kohdan ”{label}” vaihtoehdoista.",
    "Vaihtoehdot ovat {choices}.",
    "Vaiheeksi on kirjoitettu käytöönotto.",
)
UNKNOWN_MEASURE = UNKNOWN_CHOICE.worded(
    "Toimenpidettä ”{words}” ei ole, tai samannimisiä on useita.",
    "Valitse toimenpide uudesta lomakkeesta: sen nimi on voinut muuttua.",
)
_CANNOT_CLEAR = UNKNOWN_CHOICE.worded(
    "Kohtaa ”{label}” ei voi tyhjentää.", "Kirjoita sen uusi teksti tai jätä kohta tyhjäksi."
)
_NO_WORDS = UNKNOWN_CHOICE.worded(
    "Rivi ”{words}” ei ala tiekartan kauden puolivuodella ja kaksoispisteellä, tai puolivuosi on"
    " jo toisella rivillä.",
    "Kirjoita kukin omalle rivilleen, esimerkiksi ”kevät 2026: pääkirjasto”.",
)
NOTHING_PROPOSED = FORMS.error(
    "nothing-proposed",
    "Lomake ei muuta mitään: sisällössä on jo se, mitä siinä ehdotetaan.",
    "Vastaa ainakin yhteen niistä kohdista, joista jokin muuttuu.",
    "Lomakkeessa on valittu vain toimenpide ja kerrottu syy.",
)


_PERSON = (
    "Muokkaa ehdotuksesi tekstiä: kirjoita tilalle tehtävänimike tai yksikkö. Poista entinen teksti"
    " myös palvelun muokkaushistoriasta."
)
_OWN_SCHEDULE = (
    "Toimenpide on tähän asti noudattanut ryhmänsä aikataulua. Nyt se saa oman: ryhmän aikataulu,"
    " johon on tehty ehdotettu muutos."
)
_KNOWN_SCHEDULE = "Toimenpiteen aikataulua ei ole tähän asti tiedetty."
_HALF_YEAR, _STATE, _TEXT = (KEYS[name] for name in ("half_year", "state", "text"))

Said = Mapping[str, str]
"""The answers as they are meant, by the ids of their questions; "" where something is cleared."""


@dataclass(frozen=True)
class Change:
    """A measure before and after, and what a reader of the change should know."""

    roadmap: Roadmap
    before: Measure
    after: Measure
    notes: tuple[str, ...] = ()


def propose(roadmaps: Sequence[Roadmap], text: str) -> Change | list[Problem]:
    """Return the change that a form asks for, or what has to be mended in the form."""
    answers, problems = read_issue(text)
    which = answers.get(key(MEASURE.label))
    if which is None or not which.text:
        return [*problems, _missing(MEASURE, which)]
    found = measure_of(which.text, roadmaps)
    if found is None:
        known = [choice(roadmap, one) for roadmap in roadmaps for one in roadmap.measures]
        return [*problems, UNKNOWN_MEASURE.at(which.place, known=known, words=which.text)]
    form, measure = Form(found[0]), found[1]
    meant = _Meant(form, answers)
    problems += meant.problems
    if problems:
        return problems
    schedule, notes = _schedule(form, measure, meant)
    updates = {**schedule, **_texts(form, meant.said), **_reports(measure, meant.said)}
    after = measure.model_copy(update=updates)
    if entry_tree(after) == entry_tree(measure):
        return [NOTHING_PROPOSED.at(Place(FILE))]
    reason = {"change_reason": meant.said[REASON.id]}
    return Change(found[0], measure, after.model_copy(update=reason), tuple(notes))


def _missing(question: Question, answer: Answer | None) -> Problem:
    place = answer.place if answer else Place(FILE, field=question.label)
    return MISSING_ANSWER.at(place, label=question.label)


# --- what the answers mean -----------------------------------------------------------------


class _Meant:
    """What the answers mean, by the ids of their questions, and what is in doubt."""

    def __init__(self, form: Form, answers: Answers) -> None:
        self.form = form
        asked = {key(question.label): question for question in form.questions}
        self.said: dict[str, str] = {}
        self.words: dict[HalfYear, str] = {}
        self.problems = [
            UNKNOWN_QUESTION.at(answer.place, label=answer.label)
            for label, answer in answers.items()
            if label not in asked and label != key(MEASURE.label)
        ]
        for label, question in asked.items():
            answer = answers.get(label)
            if answer and answer.text:
                self._take(question, answer)
            elif question.required:
                self.problems.append(_missing(question, answer))
        self._report(asked.values(), answers)

    def _take(self, question: Question, answer: Answer) -> None:
        if question.choices:
            self._choose(question, answer)
            return
        text, doubts = without_controls(seen(answer.text), answer.place)
        persons = personal_options(FILE, [(question.label, text)], _PERSON)
        told = (replace(one, place=answer.place, severity=Severity.ERROR) for one in persons)
        self.problems += [*doubts, *told]
        if question is WORDS:
            self.problems += self._words(text, answer)
        elif key(text) != CLEARED:
            lines = question.id in self.form.texts and question.id != KEYS["title"]
            self.said[question.id] = text if lines else one_line(text)
        elif question.required or question.id == KEYS["title"]:
            self.problems.append(_CANNOT_CLEAR.at(answer.place, label=question.label))
        else:
            self.said[question.id] = ""

    def _words(self, text: str, answer: Answer) -> Iterator[Problem]:
        """Take the words of each half-year, a line for each; yield the lines that are none."""
        moments = {str(moment): moment for moment in self.form.half_years.values()}
        for line in filter(None, map(str.strip, text.split("\n"))):
            name, _, words = line.partition(":")
            period = period_in(name.removeprefix("- "))
            moment = moments.get(str(period))
            if moment is None or not words.strip() or moment in self.words:
                yield _NO_WORDS.at(answer.place, words=line)
            else:
                self.words[moment] = "" if key(words) == CLEARED else one_line(words)

    def _choose(self, question: Question, answer: Answer) -> None:
        known = {key(one): one for one in question.choices}
        chosen = known.get(key(answer.text))
        if chosen is not None:
            self.said[question.id] = "" if chosen == CLEARED else chosen
        elif key(answer.text) != "none":  # as GitHub says that nothing was chosen
            problem = UNKNOWN_CHOICE.at(
                answer.place,
                known=question.choices,
                words=answer.text,
                label=question.label,
                choices=", ".join(question.choices),
            )
            self.problems.append(problem)

    def _report(self, asked: Iterable[Question], answers: Answers) -> None:
        """A report has a half-year and a state."""
        parts = [one for one in asked if one.id in (_HALF_YEAR, _STATE, _TEXT)]
        if any(one.id in self.said for one in parts):
            for one in parts:
                answer = answers.get(key(one.label))
                if one.id != _TEXT and not (answer and answer.text):
                    self.problems.append(_missing(one, answer))


# --- what the measure says then ------------------------------------------------------------


def _schedule(form: Form, measure: Measure, meant: _Meant) -> tuple[dict[str, Any], list[str]]:
    """Return what changes of the schedule, and what is to be said of it."""
    present = dict(form.roadmap.schedule_entries_of(measure) or {})
    updates: dict[str, Any] = {}
    notes = [_OWN_SCHEDULE] if form.roadmap.inherits_schedule(measure) else []
    if measure.schedule is None and (measure.schedule_missing or measure.schedule_words):
        # What the source says without a phase stays at its half-years.
        told = {moment: _entry("", words) for moment, words in measure.schedule_words.items()}
        present = {**told, **present}
        fields: dict[str, Any] = {"schedule_missing": None, "schedule_words": {}}
        updates = {name: none for name, none in fields.items() if getattr(measure, name)}
        notes = [_KNOWN_SCHEDULE]
    entries = dict(present)
    names = {key(one): phase.name for one, phase in form.named_phases.items()}
    for id, moment in form.half_years.items():
        if id in meant.said:
            _put(entries, moment, phase=names.get(key(meant.said[id]), ""))
    for moment, words in meant.words.items():
        _put(entries, moment, words=words)
    if _folded(entries) == _folded(present):
        return {}, []
    return {**updates, "schedule": dict(sorted(entries.items()))}, notes


def _put(
    entries: dict[HalfYear, ScheduleEntry],
    moment: HalfYear,
    *,
    phase: str | None = None,
    words: str | None = None,
) -> None:
    """Change the phase of a half-year, whose words stay, or its words; without a phase all goes."""
    present = entries.pop(moment, None)
    if phase is None:
        phase = (present.phase if present else "") or ""
    elif not phase:
        return
    elif present and (present.phase or "").casefold() == phase.casefold():
        phase = present.phase or phase  # as it is spelt
    if words is None:
        words = present.words if present else None
    if phase or words:
        entries[moment] = _entry(phase, words)


def _folded(entries: Mapping[HalfYear, ScheduleEntry]) -> dict[HalfYear, tuple[str, str]]:
    return {moment: (one.phase or "", one.words or "") for moment, one in entries.items()}


def _entry(phase: str, words: str | None) -> ScheduleEntry:
    told = {KEYS["phase"]: phase, KEYS["words"]: words}
    return ScheduleEntry.model_validate({name: text for name, text in told.items() if text})


def _texts(form: Form, said: Said) -> dict[str, Any]:
    return {name: said[id] or None for id, name in form.texts.items() if id in said}


def _reports(measure: Measure, said: Said) -> dict[str, Any]:
    """Return the reports with the one that is told, in the place of that of its half-year."""
    if _HALF_YEAR not in said:
        return {}
    new = Report.model_validate(
        {name: said[name] for name in (_HALF_YEAR, _STATE, _TEXT) if said.get(name)}
    )
    moments = [one.half_year for one in measure.reports]
    if new.half_year not in moments:
        return {"reports": (*measure.reports, new)}
    at = moments.index(new.half_year)
    return {"reports": (*measure.reports[:at], new, *measure.reports[at + 1 :])}
