"""tiekartta.yml of an import: made anew from documents, or given what they bring that is new."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.documents.importing.neutral import Document, Phase, RowKind
from digitiekartta.documents.importing.proposal.fields import is_themed
from digitiekartta.documents.importing.proposal.merging import Change, Tree
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap import model
from digitiekartta.roadmap.formatting import entry_tree
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.roadmap import Roadmap

COLOURS_LOST = "Aikataulu on lähteessä vain väreinä."
NO_HALF_YEARS = "Lähteessä ei kerrota aikataulua puolivuosittain."
NO_ORGANISATION = "Organisaation nimi lisätään"
_NOTICE = "Sisältö on tuotu asiakirjasta ohjelmalla, eikä sitä ole vielä tarkistettu."
_PHASES, _NAME = KEYS["phases"], KEYS["name"]
# What phases mean in common, by the beginnings of words that say so.
_BEGINNINGS = {
    "selvitys": ("selvi", "kartoit", "tutki"),
    "valmistelu": ("valmist", "suunnit", "kilpailut"),
    "päätös": ("päät", "hyväksy"),
    "toteutus": ("käyttöön", "toteut", "aktiiv", "hanki", "hankin", "pilot", "kokeil"),
    "jatkuva": ("jatku", "ylläpi", "vakiint"),
    "päättynyt": ("päätty", "valmis"),
}
_MEANINGS = {word: meaning for meaning, words in _BEGINNINGS.items() for word in words}
GUESS = "toteutus"
# The partitive of a label cannot be made by rule; these two are what roadmaps write.
_PARTITIVES = {"jatkuva toiminta": "jatkuvaa toimintaa", "jatkuvaa toimintaa": "jatkuvaa toimintaa"}


def empty_roadmap(
    documents: Sequence[Document], legend: Sequence[Phase], name: str, organisation: str | None
) -> Roadmap:
    """Return a new roadmap without measures: what the documents tell of it as a whole."""
    moments = sorted({moment for document in documents for moment in document.periods})
    years = f" {moments[0].year}–{moments[-1].year}" if moments else ""
    title = next((line(one.title) for one in documents if one.title.strip()), "")
    files = ", ".join(document.name for document in documents)
    tree: Tree = {
        _NAME: title or f"Digitiekartta{years}",
        KEYS["organisation"]: organisation or NO_ORGANISATION,
        KEYS["short_name"]: name.replace("-", " ").capitalize(),
        KEYS["description"]: f"Digitiekartta, jonka sisältö on tuotu asiakirjasta {files}.",
        KEYS["notice"]: _NOTICE,
        KEYS["source"]: {KEYS["document"]: files},
    }
    if moments:
        tree[KEYS["period"]] = str(Period(moments[0], moments[-1]))
    if not all(measure.schedule_known for one in documents for measure in one.measures()):
        tree[KEYS["schedule_missing"]] = why_unknown(documents)
    if word := _sector_word(documents):
        tree[KEYS["sector_word"]] = word
    if any(is_themed(goal) for one in documents for goal in one.goals):
        tree[KEYS["group_word"]] = "teema"
    labels = list(dict.fromkeys(line(phase.label) for phase in legend))
    if labels:
        told = _explanations(legend)
        tree[_PHASES] = [
            phase_entry(label, mark, told.get(label, ""))
            for label, mark in zip(labels, marks(labels), strict=True)
        ]
    return Roadmap(name, model.Settings.model_validate(tree))


def why_unknown(documents: Sequence[Document]) -> str:
    """Return why documents tell no schedule: lost colours, or no half-years at all."""
    return COLOURS_LOST if any(document.periods for document in documents) else NO_HALF_YEARS


def updated(
    roadmap: Roadmap, legend: Sequence[Phase], measures: Sequence[Tree]
) -> tuple[Tree, Sequence[Change]]:
    """Return the settings with the phases, sectors, audiences and half-years in use, and changes.

    The measures are as their files would be; the legend tells the order of new phases.
    """
    tree = entry_tree(roadmap.settings)
    assert isinstance(tree, dict)
    changes: list[Change] = []
    used = [phase for measure in measures for phase in _phases_in(measure)]
    used_folded = {name.casefold() for name in used}
    order = [line(phase.label) for phase in legend]
    new = [
        name
        for name in dict.fromkeys([*order, *used])
        if name.casefold() in used_folded and name.casefold() not in roadmap.phases
    ]
    if new:
        taken = [phase.mark for phase in roadmap.settings.phases if phase.mark]
        told = _explanations(legend)
        entries = [
            phase_entry(name, mark, told.get(name, ""))
            for name, mark in zip(new, marks(new, taken), strict=True)
        ]
        tree[_PHASES] = [*tree.get(_PHASES, ()), *entries]
        changes += [Change("vaiheet", "", name) for name in new]
    for field, names in (("sector", "sectors"), ("audience", "audiences")):
        known = roadmap.sector_name if field == "sector" else roadmap.audience_name
        if field == "audience" and not roadmap.settings.audiences and roadmap.measures:
            continue  # the roadmap lists no audiences, so any will do
        added = dict.fromkeys(
            name
            for measure in measures
            for name in measure.get(KEYS[field], ())
            if known(name) is None
        )
        if added:
            tree[KEYS[names]] = [*tree.get(KEYS[names], ()), *added]
            changes += [Change(KEYS[names], "", name) for name in added]
    if period := _wider(roadmap.settings.period, measures):
        before = str(roadmap.settings.period or "")
        tree[KEYS["period"]] = str(period)
        changes.append(Change(KEYS["period"], before, str(period)))
    return tree, changes


def to_fill(settings: model.Settings) -> tuple[str, ...]:
    """Return what an editor has to write into a new roadmap's settings."""
    unnamed = settings.organisation == NO_ORGANISATION
    sentences = [
        "organisaatio: kunnan tai muun organisaation nimi" if unnamed else "",
        "kuvaus: yksi virke siitä, mikä tiekartta on",
        "huomautus: poista rivi, kun sisältö on tarkistettu",
        "vaiheet: selite eli mitä kukin vaihe tarkoittaa" if settings.phases else "",
        "toimielimet: kuka omistaa, valmistelee ja hyväksyy tiekartan",
        "yhteystiedot ja palaute: mistä saa lisätietoa ja minne palaute annetaan",
    ]
    return tuple(filter(None, sentences))


def _sector_word(documents: Sequence[Document]) -> str | None:
    """Return the word that the tables' headings use for a sector."""
    headings = " ".join(
        row.text.casefold()
        for document in documents
        for row in document.rows
        if row.kind is RowKind.HEADING
    )
    words = Counter({word: headings.count(word) for word in ("toimiala", "hallintokunta")})
    [(word, number)] = words.most_common(1)
    return word if number else None


def _phases_in(measure: Tree) -> Iterator[str]:
    for entry in measure.get(KEYS["schedule"], {}).values():
        if isinstance(entry, str):
            yield entry
        elif KEYS["phase"] in entry:
            yield entry[KEYS["phase"]]


def _wider(period: Period | None, measures: Sequence[Tree]) -> Period | None:
    """Return the period with all half-years in use in it, None when it has them already."""
    moments = [
        HalfYear.parse(moment)
        for measure in measures
        for key in (KEYS["schedule"], KEYS["schedule_words"])
        for moment in measure.get(key, {})
    ]
    if not moments:
        return None
    if period:
        moments += [period.first, period.last]
    wider = Period(min(moments), max(moments))
    return wider if wider != period else None


def common_meaning(label: str) -> str | None:
    """Return the phase of the common list that a label names, None when it names none.

    A longer beginning beats a shorter one: "päättynyt" is no decision.
    """
    beginnings = [
        beginning
        for word in label.casefold().split()
        for beginning in _MEANINGS
        if word.startswith(beginning)
    ]
    return _MEANINGS[max(beginnings, key=len)] if beginnings else None


def marks(labels: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a mark of one or two letters for each label, from its first letters, all different."""
    used = {mark.casefold() for mark in taken}
    chosen = []
    for label in labels:
        letters = [letter for letter in label.upper() if letter.isalnum()] or ["V"]
        candidates = [letters[0], *(letters[0] + one for one in letters[1:])]
        candidates += [f"{letters[0]}{number}" for number in range(2, 10)]
        candidates += [str(number) for number in range(1, 100)]
        mark = next(one for one in candidates if one.casefold() not in used)
        used.add(mark.casefold())
        chosen.append(mark)
    return chosen


def _explanations(legend: Sequence[Phase]) -> Mapping[str, str]:
    """Return what the legend says of its phases beside their names."""
    return {line(phase.label): sentence_case(line(phase.explanation)) for phase in legend}


def phase_entry(label: str, mark: str, explanation: str = "") -> Mapping[str, str]:
    """Return a phase as tiekartta.yml writes it.

    What it means (selite) is the editor's to tell, unless the legend does.
    """
    written = {
        KEYS["name"]: label,
        KEYS["mark"]: mark,
        KEYS["common"]: common_meaning(label) or GUESS,
    }
    if explanation:
        written[KEYS["explanation"]] = ended(explanation)
    if partitive := _PARTITIVES.get(label.casefold()):
        written[KEYS["partitive"]] = partitive
    return written
