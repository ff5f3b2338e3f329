"""News of an approved version, for the municipality's own site: what has changed, who decided.

It tells what the change list tells, in a few lines for residents: the changes that concern most
readers, each with its measure's page, and where all are told. Nothing that nobody has approved is
news, so a draft has none.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from digitiekartta.basics.text import counted, ended, listed, sentence_case
from digitiekartta.markup.pasted import Line, Pasted
from digitiekartta.pages import paths
from digitiekartta.pages.card import in_a_line
from digitiekartta.pages.changes import decided
from digitiekartta.pages.front import first_sentence, is_moved, numeral, of_measures
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.canonical import GOALS
from digitiekartta.roadmap.own_word import own_word
from digitiekartta.roadmap.roadmap import Roadmap, site_name
from digitiekartta.versions.comparison.changes import Comparison
from digitiekartta.versions.comparison.entries import Entry, What
from digitiekartta.versions.comparison.history import Chapter
from digitiekartta.versions.comparison.schedules import MOVES

_MOST, _FEW = 6, 3
_MOST_IN_TITLE = 2
_GONE = (What.ENDED, What.MERGED, What.REPLACED, What.REMOVED)
_HAPPENED = {
    What.ENDED: ("päättyi", "päättyi"),
    What.MERGED: ("yhdistettiin toiseen", "yhdistettiin toisiin"),
    What.REPLACED: ("korvattiin toisella", "korvattiin toisilla"),
    What.REMOVED: ("poistettiin", "poistettiin"),
}


def news(site: Site, chapter: Chapter) -> Pasted:
    """Return the news of a version.

    Args:
        site: The public site of today, to whose pages the links lead.
        chapter: The version and what changed in it.
    """
    roadmap = chapter.version.roadmap()
    comparison = chapter.comparison
    if comparison.first:
        return _first(site, chapter, roadmap)
    told = _told(comparison)
    items = [_item(site, entry, roadmap) for entry in told]
    more = []
    if others := len(comparison.decided) - sum(one.what is not What.REPORTED for one in told):
        noun = counted(others, "muu muutos" if told else "muutos").partition(" ")[2]
        more.append(f"{numeral(others)} {noun}")
    reported = sum(len(one.entries) for one in comparison.reported)
    if reported and all(one.what is not What.REPORTED for one in told):
        more.append(_reports(reported))
    closing = [Line(f"Lisäksi {listed(more)}.")] if more else []
    changes = paths.changes(chapter.version.name)
    closing.append(Line("", "Kaikki muutokset ja niiden syyt", _whole(site, changes)))
    closing.append(_feedback(site))
    title = f"{site_name(roadmap.settings)}: {_headline(chapter)}"
    return Pasted(title, _lead(chapter), items, closing)


def _lead(chapter: Chapter) -> list[Line]:
    lead = [Line(decided(chapter))]
    if chapter.version.approval.is_transcription:
        text = (
            "Sivujen sisältöä ei ole hyväksytty sanasta sanaan. Jos se poikkeaa asiakirjasta,"
            " asiakirja pätee."
        )
        lead.append(Line(text))
    return lead


def _feedback(site: Site) -> Line:
    return Line("", "Anna palautetta tai kysy lisää", f"{_whole(site, paths.ABOUT)}#palaute")


def _whole(site: Site, file: str) -> str:
    return site.whole_address(file) or paths.address(file)


# --- the first version -------------------------------------------------------------------------


def _first(site: Site, chapter: Chapter, roadmap: Roadmap) -> Pasted:
    own, name = own_word(roadmap.settings), site_name(roadmap.settings)
    transcription = chapter.version.approval.is_transcription
    what = "jäljennös" if transcription else "hyväksytty"
    goals = counted(len(roadmap.goals), "tavoite")
    measures = counted(len(roadmap.measures), "toimenpide")
    about = first_sentence(roadmap.settings.description)
    lead = [
        *_lead(chapter),
        Line(f"{ended(about)} {sentence_case(own.inessive)} on {goals} ja {measures}."),
    ]
    items = [_goal(site, roadmap, goal.id) for goal in roadmap.goals[:_MOST]]
    closing = []
    if more := len(roadmap.goals) - len(items):
        closing.append(Line(f"Lisäksi {counted(more, 'tavoite')}."))
    closing.append(Line("", f"Lue koko {own.nominative}", _whole(site, paths.FRONT)))
    closing.append(_feedback(site))
    return Pasted(f"{name}: {what} ja luettavissa verkossa", lead, items, closing)


def _goal(site: Site, roadmap: Roadmap, id: str) -> Line:
    goal = roadmap.goals_by_id[id]
    number = counted(len(roadmap.measures_of(goal)), "toimenpide")
    title = f"Tavoite {goal.number}: {goal.title} ({number})"
    return Line("", title, _goal_address(site, id))


def _goal_address(site: Site, id: str) -> str:
    return _whole(site, paths.goal(id)) if id in site.roadmap.goals_by_id else ""


# --- what has changed --------------------------------------------------------------------------


def _told(comparison: Comparison) -> Sequence[Entry]:
    """Return the most telling changes: what came, what was moved in time, what is over.

    Some of each kind rather than all of one, and in this order. Others where these are few, and
    reports where nothing was decided.
    """
    measures = [entry for entry in comparison.decided if entry.is_measure]
    kinds = (_new(measures), _moved(measures), [one for one in measures if one.what in _GONE])
    turns = chain.from_iterable(zip_longest(*kinds))
    chosen = [entry for entry in turns if entry is not None][:_MOST]
    told = [entry for kind in kinds for entry in kind if entry in chosen]
    others = [one for one in measures if one not in told and not one.only_spelling]
    others += [one for one in comparison.decided if not one.is_measure and not told + others]
    told += others[: max(_FEW - len(told), 0)]
    reported = (entry for section in comparison.reported for entry in section.entries)
    return told or [*reported][:_MOST]


def _new(measures: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in measures if entry.what is What.NEW]


def _moved(measures: Iterable[Entry]) -> list[Entry]:
    """Return the measures whose schedule changes, before others those of which a phase moves."""
    moved = [entry for entry in measures if entry.what is What.CHANGED and is_moved(entry)]
    return sorted(moved, key=lambda one: not any(MOVES.search(line.text) for line in one.lines))


def _headline(chapter: Chapter) -> str:
    approval, comparison = chapter.version.approval, chapter.comparison
    if approval.is_transcription:
        return "jäljennöstä on korjattu"
    if approval.kind == "korjaus":
        return "sisältöä on korjattu"
    parts = [*_counts(comparison)][:_MOST_IN_TITLE]
    if parts:
        return listed(parts)
    if any(entry.is_measure for entry in comparison.decided):
        return "toimenpiteiden tietoja on muutettu"
    if comparison.decided:
        return "sisältöä on muutettu"
    reported = sum(len(one.entries) for one in comparison.reported)
    return _reports(reported) if reported else "ylläpitotietoja on päivitetty"


def _counts(comparison: Comparison) -> Iterator[str]:
    """Yield what happened to how many measures, as a headline says it."""
    measures = [entry for entry in comparison.decided if entry.is_measure]
    if new := len(_new(measures)):
        yield f"{numeral(new)} {'uusi toimenpide' if new == 1 else 'uutta toimenpidettä'}"
    if moved := len(_moved(measures)):
        yield f"{of_measures(moved)} aikataulu muuttui"
    happened = [entry.what for entry in measures]
    for what, (one, many) in _HAPPENED.items():
        if number := happened.count(what):
            noun = counted(number, "toimenpide").partition(" ")[2]
            yield f"{numeral(number)} {noun} {one if number == 1 else many}"


def _reports(number: int) -> str:
    return (
        "uusi tilannetieto yhdestä toimenpiteestä"
        if number == 1
        else (f"uusia tilannetietoja {number} toimenpiteestä")
    )


def _item(site: Site, entry: Entry, roadmap: Roadmap) -> Line:
    text = _sentences(_happened(site, entry, roadmap))
    if entry.is_measure:
        address = _whole(site, paths.measure(site.history.id_now(entry.id)))
        return Line(text, entry.title, address)
    is_goal = entry.part == GOALS and entry.id
    name = entry.title.partition(" (")[0] if entry.title.endswith(".md)") else entry.title
    return Line(text, name, _goal_address(site, entry.id) if is_goal else "")


def _happened(site: Site, entry: Entry, roadmap: Roadmap) -> Iterator[str]:
    own = own_word(roadmap.settings)
    if entry.what is What.NEW and entry.is_measure:
        then = Site(roadmap, site.options)
        yield "uusi toimenpide"
        yield then.sentence(roadmap.measures_by_id[entry.id])
        return
    if (entry.what in _GONE and entry.lines) or entry.what is What.REPORTED:
        yield entry.lines[0].text
    else:
        yield in_a_line(entry, own)
    if entry.reason:
        yield f"Syy: {entry.reason}"


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(map(_sentence, filter(None, parts)))


def _sentence(text: str) -> str:
    whole = text.endswith((".”", "!”", "?”"))
    return sentence_case(text) if whole else ended(sentence_case(text))
