"""tiekartta.yml of an import: made anew from documents, or given what they bring that is new."""

import re
from collections.abc import Mapping, Sequence

from digitiekartta.basics.halfyears import Period
from digitiekartta.basics.text import slug
from digitiekartta.documents.importing.neutral import Document, RowKind
from digitiekartta.documents.importing.proposal.fields import is_themed
from digitiekartta.documents.importing.proposal.merging import Change, Told
from digitiekartta.documents.importing.proposal.phase_names import phases_called
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap.founding.places import is_guess, place_name
from digitiekartta.roadmap.model import KEYS, Measure, Named, Settings, Source
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.unfinished import (
    NO_ORGANISATION,
    NO_SHORT_NAME,
    NOT_REVIEWED,
    of_document,
)

COLOURS_LOST = "Aikataulu on lähteessä vain väreinä."
NOT_READ = "Aikataulua ei voitu lukea lähteestä."
NO_HALF_YEARS = "Lähteessä ei kerrota aikataulua puolivuosittain."


def empty_roadmap(
    documents: Sequence[Document],
    legend: Mapping[str, str],
    name: str,
    organisation: str | None,
    short_name: str | None = None,
) -> Roadmap:
    """Return a new roadmap without measures: what the documents tell of it as a whole.

    The legend is the phases' names, and what the documents explain of each. The names of the
    organisation are those that a person has told.
    """
    moments = sorted({moment for document in documents for moment in document.periods})
    years = f" {moments[0].year}–{moments[-1].year}" if moments else ""
    title = next((line(one.title) for one in documents if one.title.strip()), "")
    files = ", ".join(document.name for document in documents)
    is_known = all(measure.schedule_known for one in documents for measure in one.measures())
    themed = any(is_themed(goal) for one in documents for goal in one.goals)
    told: Told = {
        "name": title or f"Digitiekartta{years}",
        "organisation": (organisation or "").strip() or NO_ORGANISATION,
        "short_name": short_name or _short_name(name, organisation or "", title),
        "description": of_document(files),
        "notice": NOT_REVIEWED,
        "source": Source.model_construct(document=files),
        "period": Period(moments[0], moments[-1]) if moments else None,
        "schedule_missing": None if is_known else why_unknown(documents),
        "sector_word": _sector_word(documents),
        "group_word": "teema" if themed else None,
        "phases": phases_called(legend),
    }
    return Roadmap(name, Settings.model_construct(**{k: v for k, v in told.items() if v}))


def _short_name(name: str, organisation: str, title: str) -> str:
    """Return what an organisation is called; of an unknown one, the folder's name if in the title.

    A folder's name alone is nobody's: it may tell a document or a trial.
    """
    if organisation.strip():
        return place_name(organisation)
    written = (title[word.start() :][: len(name)] for word in re.finditer(r"\b\w", title))
    return next((one for one in written if slug(one) == name), NO_SHORT_NAME)


def why_unknown(documents: Sequence[Document]) -> str:
    """Return why documents tell no schedule, as far as that is sure of all of them.

    Half-years without phases stand in copies that have lost their colours.
    """
    silent = [one for one in documents if one.periods and not one.schedule_known]
    if silent:
        return COLOURS_LOST if all(one.is_copy for one in silent) else NOT_READ
    return NO_HALF_YEARS


def updated(
    roadmap: Roadmap, legend: Mapping[str, str], measures: Sequence[Measure]
) -> tuple[Settings, Sequence[Change]]:
    """Return the settings with the phases, sectors, audiences and half-years in use, and changes.

    The measures are as their files would be; the legend tells the order of new phases.
    """
    settings = roadmap.settings
    updates: Told = {}
    changes: list[Change] = []
    schedules = [measure.schedule or {} for measure in measures]
    used = [entry.phase for one in schedules for entry in one.values() if entry.phase]
    used_folded = {name.casefold() for name in used}
    new = {
        name: legend.get(name, "")
        for name in dict.fromkeys([*legend, *used])
        if name.casefold() in used_folded and name.casefold() not in roadmap.phases
    }
    if new:
        taken = [phase.mark for phase in settings.phases if phase.mark]
        updates["phases"] = (*settings.phases, *phases_called(new, taken))
        changes += [Change("vaiheet", "", name) for name in new]
    for field, names in (("sector", "sectors"), ("audience", "audiences")):
        known = roadmap.sector_name if field == "sector" else roadmap.audience_name
        if field == "audience" and not settings.audiences and roadmap.measures:
            continue  # the roadmap lists no audiences, so any will do
        told = (name for measure in measures for name in getattr(measure, field))
        added = dict.fromkeys(name for name in told if known(name) is None)
        if added:
            entries = (Named.model_construct(name=name) for name in added)
            updates[names] = (*getattr(settings, names), *entries)
            changes += [Change(KEYS[names], "", name) for name in added]
    moments = {
        moment for one in measures for moment in {**(one.schedule or {}), **one.schedule_words}
    }
    if moments:
        moments.update(settings.period or ())
        period = Period(min(moments), max(moments))
        if period != settings.period:
            updates["period"] = period
            changes.append(Change(KEYS["period"], str(settings.period or ""), str(period)))
    return settings.model_copy(update=updates), changes


def to_fill(settings: Settings) -> tuple[str, ...]:
    """Return what an editor has to write into a new roadmap's settings."""
    unnamed = settings.organisation == NO_ORGANISATION
    sentences = [
        "organisaatio: kunnan tai muun organisaation nimi" if unnamed else "",
        _short_name_to_fill(settings),
        "kuvaus: yksi virke siitä, mikä tiekartta on",
        "huomautus: poista rivi, kun sisältö on tarkistettu",
        "vaiheet: "
        + ("selite eli mitä" if settings.phases else "vaiheiden nimet ja selite eli mitä")
        + " kukin vaihe tarkoittaa",
        "toimielimet: kuka omistaa, valmistelee ja hyväksyy tiekartan",
        "yhteystiedot ja palaute: mistä saa lisätietoa ja minne palaute annetaan",
    ]
    return tuple(filter(None, sentences))


def _short_name_to_fill(settings: Settings) -> str:
    if settings.short_name == NO_SHORT_NAME:
        return "lyhytnimi: kunnan nimi perusmuodossa, esimerkiksi Kauhava"
    if is_guess(settings.organisation, settings.short_name):
        return f"lyhytnimi: tarkista {settings.short_name}, joka on päätelty organisaation nimestä"
    return ""


def _sector_word(documents: Sequence[Document]) -> str | None:
    """Return the word that the tables' headings use for a sector."""
    headings = " ".join(
        row.text.casefold()
        for document in documents
        for row in document.rows
        if row.kind is RowKind.HEADING
    )
    word = max(("toimiala", "hallintokunta"), key=headings.count)
    return word if word in headings else None
