"""Losses: what a proposal takes out of the content, and the reason that it gives for that.

Words may be replaced, moved and reworded freely: the change list tells how. What is only taken
away (a file, all that a field held, most of a text) needs a reason, in a draft too, as nobody
sees afterwards what is no longer there.

The reason is that which the change list shows: the field ``muutoksen_syy`` of a measure or a
goal, and for all else ``muutosten_syyt`` in ``tiekartta.yml``, by file. It counts only in the
proposal that writes it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from digitiekartta.basics.kinds import REVIEWS, Kind
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical, canonical
from digitiekartta.roadmap.checking.references import REASON_OF_NOTHING, names_a_file
from digitiekartta.roadmap.labels import one
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.folder import visible_files
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.statement.report import AUDIT_REPORT
from digitiekartta.versions.comparison.changes import renamed_measures, renamings
from digitiekartta.versions.comparison.entries import fresh_reason
from digitiekartta.versions.comparison.operations import Item, told_apart

_SETTINGS_FILE = "tiekartta.yml"
_HOW = "Palauta {it} tai kerro syy: kirjoita tiedostoon {where} rivi ”{sign}: …”."
REMOVED = REVIEWS.error(
    "removed-without-reason",
    "{what} on poistettu kertomatta syytä.",
    _HOW,
    "Muutospyyntö poistaa tiedoston tavoitteet/digitaidot.yml.",
)
REMOVED_MEASURE = REMOVED.worded(
    remedy="Palauta tiedosto ja kerro siinä, miten kävi: paattyi (syy ja päätös) tai yhdistetty."
    " Jos toimenpide on lisätty erehdyksessä, kirjoita syy tiedostoon {where} riviksi ”{sign}: …”."
)
EMPTIED = REVIEWS.error(
    "emptied-without-reason",
    "{whose}: kenttä on tyhjennetty kertomatta syytä. Siinä oli: ”{before}”",
    _HOW,
    "Muutospyyntö poistaa toimenpiteen kuvauksen.",
)
_NEXT_TO_NOTHING = EMPTIED.worded(
    "{whose}: tekstistä on jäljellä vain murto-osa, eikä syytä ole kerrottu. Siinä oli: ”{before}”"
)
SHORTENED = REVIEWS.warning(
    "shortened-without-reason",
    "{whose}: {what} on poistettu kertomatta syytä.",
    _HOW,
    "Muutospyyntö poistaa kuvauksesta suurimman osan.",
)
ROADMAP_REMOVED = REVIEWS.error(
    "roadmap-removed",
    "Koko tiekartta on poistettu, tai sen kansion nimi on vaihdettu.",
    "Palauta kansio {name}. Jos poistamisesta on päätetty, kerro se muutospyynnössä ja pyydä"
    " tietohallintoa liittämään se.",
    "Muutospyyntö poistaa kansion content/esimerkkila.",
)

_FEWEST_LETTERS = 8  # "ei enää" and "-" are no reasons
_LONG = 8  # words of which a text may be shortened by half without a word
_REASON, _REASONS = KEYS["change_reason"], KEYS["change_reasons"]
# Order and group are no words; faults of the site leave the list when they are mended, and the
# reasons for changes go when these have been decided.
_FREE = {KEYS["order"], KEYS["group"], KEYS["faults"], _REASON, _REASONS}
# What comes and goes: a link that is dead, a notice of these days.
_LIGHT = {KEYS["links"], KEYS["related"], KEYS["notice"]}
_SCHEDULE, _SCALE = KEYS["schedule"], KEYS["scale"]
_REGISTERS = {part: parts.FILE_OF[part] for part in (parts.PARTIES, parts.ABBREVIATIONS)}
_SINGLE = {part: parts.FILE_OF[part] for part in (parts.SETTINGS, parts.LEVELS)}


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that is no longer there: in which file and field, and how it is told.

    ``kind`` with its ``words``; ``it`` is what to bring back.
    """

    file: str
    field: str
    kind: Kind
    words: Mapping[str, str]
    it: str = "teksti"
    severity: Severity | None = None


def losses(old: Roadmap | None, new: Roadmap, base: Path, proposal: Path) -> Iterator[Problem]:
    """Yield what a proposal takes away without a reason.

    ``old`` is the roadmap of the branch in the folder ``base``, None where its settings can't be
    read; ``new`` is that of the proposal. What the proposal has, but can't be read, is no loss:
    the check tells of it.
    """
    prefix = f"{proposal.parent.name}/{proposal.name}"
    reasons = {file for file, words in _reasons(old, new) if _says_something(words)}
    for loss in chain(_losses(old, new) if old else (), _unread(old, base, proposal)):
        if loss.file in new.unreadable | new.partial or loss.file in reasons:
            continue
        in_field = "/" in loss.file and (proposal / loss.file).is_file()
        where = loss.file if in_field else f"{_SETTINGS_FILE} kohtaan {_REASONS}"
        sign = _REASON if in_field else loss.file
        place = Place(f"{prefix}/{loss.file}", field=loss.field)
        words: dict[str, Any] = {"it": loss.it, "where": where, "sign": sign, **loss.words}
        yield loss.kind.at(place, severity=loss.severity, **words)
    for file in new.settings.change_reasons:
        fresh = old is None or file not in old.settings.change_reasons
        exists = any((folder / file).is_file() for folder in (base, proposal))
        if fresh and names_a_file(file) and not exists:
            place = new.settings.place_at(_REASONS, file)
            yield REASON_OF_NOTHING.at(place, known=[*_files_of_content(base)], file=file)


def _reasons(old: Roadmap | None, new: Roadmap) -> Iterator[tuple[str, str]]:
    """Yield the reasons that a proposal gives: of which file, and the words."""
    renames = {now: was for was, now in renamed_measures(old, new).items()} if old else {}
    for folder, now, was in (
        ("toimenpiteet", new.measures_by_id, old.measures_by_id if old else {}),
        ("tavoitteet", new.goals_by_id, old.goals_by_id if old else {}),
    ):
        for id, entry in now.items():
            before = was.get(renames.get(id, id))
            if reason := fresh_reason(before, entry):
                yield f"{folder}/{id}.yml", reason
    for file, reason in new.settings.change_reasons.items():
        if old is None or reason != old.settings.change_reasons.get(file):
            yield file, reason


def _says_something(reason: str) -> bool:
    return sum(letter.isalpha() for letter in reason) >= _FEWEST_LETTERS


# --- what is lost --------------------------------------------------------------------------


def _losses(old: Roadmap, new: Roadmap) -> Iterator[Loss]:
    before, after = canonical(old), canonical(new)
    yield from _of_measures(old, new, before, after)
    yield from _of_goals(old, new, before, after)
    for part, file in _SINGLE.items():
        was, now = before.get(part, {}), after.get(part, {})
        yield from _of_entry(file, "", was, _excused(part, was, now, new))
    names = {one.old for one in renamings(old, new) if one.register.part == parts.PARTIES}
    for part, file in _REGISTERS.items():
        yield from _of_register(part, file, before.get(part, {}), after.get(part, {}), names)
    texts = after.get(parts.TEXTS, {})
    for file, was in before.get(parts.TEXTS, {}).items():
        if file not in texts:
            yield _gone(file, f"Tekstisivu ”{file}”")
        else:
            yield from _of_text(file, "", f"Tekstisivu ”{file}”", was, texts[file])
    if parts.AUDIT in before and parts.AUDIT not in after:
        yield _gone(AUDIT_REPORT, "Saavutettavuuden tarkastusraportti")
    if parts.LOGO in before and parts.LOGO not in after:
        yield Loss(_SETTINGS_FILE, KEYS["logo"], REMOVED, {"what": "Logo"}, "kuva")


def _unread(old: Roadmap | None, base: Path, proposal: Path) -> Iterator[Loss]:
    """Yield the files of the branch that could not be read and are gone, unless renamed."""
    for file in sorted(old.unreadable if old else _files_of_content(base)):
        if (proposal / file).exists() or not (base / file).is_file():
            continue
        data, folder = (base / file).read_bytes(), (proposal / file).parent
        if not any(one.is_file() and one.read_bytes() == data for one in folder.glob("*")):
            unread = ", jota haarassa ei voi lukea," if old else ""
            words = {"what": f"Tiedosto {file}{unread}"}
            yield Loss(file, "", REMOVED, words, "tiedosto", Severity.WARNING)


def _files_of_content(folder: Path) -> Iterator[str]:
    files = (file for _, file in visible_files(folder))
    return (file for file in files if file.endswith((".md", ".yml")))


def _of_measures(old: Roadmap, new: Roadmap, before: Canonical, after: Canonical) -> Iterator[Loss]:
    renames = renamed_measures(old, new)
    replaced = {id for measure in new.measures for id in measure.replaces}
    for measure in old.measures:
        id = renames.get(measure.id, measure.id)
        file, whose = f"toimenpiteet/{id}.yml", f"Toimenpide ”{measure.title}”"
        now = new.measures_by_id.get(id)
        if now is None:
            if not (measure.is_over or measure.id in replaced):
                yield Loss(file, "", REMOVED_MEASURE, {"what": whose}, "tiedosto")
            continue
        if (now.ended and not measure.ended) or (now.merged_into and not measure.merged_into):
            continue  # it is told why
        was, form = before[parts.MEASURES][measure.id], dict(after[parts.MEASURES][id])
        if new.schedule_entries_of(now) is not None:
            # Known now, or that of its group: what was said instead has done its work.
            for name in ("schedule", "schedule_missing", "schedule_words"):
                form.setdefault(KEYS[name], was.get(KEYS[name]))
        yield from _of_entry(file, whose, was, form)


def _of_goals(old: Roadmap, new: Roadmap, before: Canonical, after: Canonical) -> Iterator[Loss]:
    fresh = [goal for goal in new.goals if goal.id not in old.goals_by_id]
    for goal in old.goals:
        file, whose = f"tavoitteet/{goal.id}.yml", f"Tavoite ”{goal.title}”"
        same = [one.id for one in fresh if one.title == goal.title]
        id = goal.id if goal.id in new.goals_by_id else next(iter(same), None)
        if id is None:
            yield _gone(file, whose)
            continue
        yield from _of_entry(
            f"tavoitteet/{id}.yml", whose, before[parts.GOALS][goal.id], after[parts.GOALS][id]
        )


def _of_register(
    part: str, file: str, old: Canonical, new: Canonical, renamed: Collection[str] = ()
) -> Iterator[Loss]:
    """Yield what a register lacks; a name that is ``renamed`` or another spelling is there."""
    spellings = KEYS["other_spellings"]
    known = {
        name
        for entry in new.values()
        if isinstance(entry, dict)
        for name in entry.get(spellings, ())
    }
    noun = "Vastuutaho" if part == parts.PARTIES else "Lyhenne"
    gone = [name for name in old if name not in new and name not in {*known, *renamed}]
    if gone and not new:
        yield Loss(file, "", REMOVED, {"what": f"Koko luettelo {file}"}, "tiedosto")
        return
    for name in gone:
        words = {"whose": sentence_case(one(part)), "what": f"”{name}”"}
        yield Loss(file, name, SHORTENED, words, "rivi")
    for name, was in old.items():
        if name in new and isinstance(was, dict):
            yield from _of_entry(file, f"{noun} ”{name}”", was, new[name], name)


def _excused(part: str, old: Canonical, new: Canonical, roadmap: Roadmap) -> Canonical:
    """Return what is there now, with what was said instead of what is known by now."""
    form = dict(new)
    key = KEYS["schedule_missing"]
    scheduled = any(roadmap.schedule_entries_of(one) is not None for one in roadmap.measures)
    if part == parts.SETTINGS and key in old and scheduled:
        form.setdefault(key, old[key])
    key = KEYS["levels_missing"]
    if part == parts.LEVELS and key in old and new.get(KEYS["viewpoints"]):
        form.setdefault(key, old[key])
    return form


def _gone(file: str, what: str) -> Loss:
    return Loss(file, "", REMOVED, {"what": what}, "tiedosto")


def _of_entry(
    file: str, whose: str, old: Canonical, new: Canonical, at: str = ""
) -> Iterator[Loss]:
    """Yield what the fields of an entry lack that they held; ``at`` leads to the entry."""
    for key, was in old.items():
        if key in _FREE:
            continue
        field = f"{at}.{key}" if at else key
        label = sentence_case(one(key))
        yield from _of_value(
            file, field, f"{whose}, {one(key)}" if whose else label, was, new.get(key)
        )


def _of_value(file: str, field: str, whose: str, old: Any, new: Any) -> Iterator[Loss]:
    key = field.rpartition(".")[2]
    if not old or old == new:
        return
    if not new:
        # "aikataulu: {}" says that there is none: somebody has thought of it.
        # And a setting inside another is told, but its reader is no resident.
        setting = file == _SETTINGS_FILE and "." in field
        severity = Severity.WARNING if key in _LIGHT or new == {} or setting else None
        words = {"whose": whose, "before": _words(old)}
        yield Loss(file, field, EMPTIED, words, severity=severity)
    elif key == _SCHEDULE:
        yield from _of_schedule(file, field, whose, old, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _of_entry(file, whose, old, new, field)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _of_list(file, field, whose, old, new)
    elif isinstance(old, str) and isinstance(new, str):
        yield from _of_text(file, field, whose, old, new)


def _of_text(file: str, field: str, whose: str, old: str, new: str) -> Iterator[Loss]:
    before, after = _tokens(old), _tokens(new)
    was, now = len(before), len(after)
    kept = sum(word in before for word in after)  # else it has been written anew
    if (was and not now) or (was >= _LONG and now * 5 < was):
        kind = _NEXT_TO_NOTHING if now else EMPTIED
        yield Loss(file, field, kind, {"whose": whose, "before": " ".join(old.split())})
    elif was - now >= _LONG and now * 2 < was and kept * 3 > now * 2:
        yield Loss(file, field, SHORTENED, {"whose": whose, "what": "yli puolet tekstistä"})


def _of_schedule(file: str, field: str, whose: str, old: Any, new: Any) -> Iterator[Loss]:
    """Yield what a schedule lacks: it may move, but not lose most of itself, nor its words."""
    if len(new) * 2 < len(old):
        yield Loss(file, field, SHORTENED, {"whose": whose, "what": "yli puolet puolivuosista"})
    told = [_said(form) for form in (old, new)]
    if told[0] and not told[1]:
        words = {"whose": f"{whose} (sanat)", "before": " ".join(told[0])}
        yield Loss(file, field, EMPTIED, words)


def _said(schedule: Mapping[str, Any]) -> list[str]:
    entries = [entry for entry in schedule.values() if isinstance(entry, dict)]
    return [entry[KEYS["words"]] for entry in entries if KEYS["words"] in entry]


def _of_list(file: str, field: str, whose: str, old: list[Any], new: list[Any]) -> Iterator[Loss]:
    """Yield what a list lacks, when nothing came in the place of what is gone."""
    key = field.rpartition(".")[2]
    items = told_apart(old, new)
    if items is None:
        if len(new) < len(old):
            yield Loss(file, field, SHORTENED, {"whose": whose, "what": "osa luettelosta"})
        return
    before, after = items
    gone = [item for item in before if item not in after]
    if len(gone) > len([item for item in after if item not in before]):
        names = listed([f"”{_name(item, before[item])}”" for item in gone])
        light = key in _LIGHT or isinstance(old[0], str) or file == _SETTINGS_FILE
        kind = SHORTENED if light else REMOVED
        yield Loss(
            file, field, kind, {"whose": whose, "what": names if light else f"{whose}: {names}"}
        )
    for item, was in before.items():
        if item in after and isinstance(was, dict):
            yield from _of_entry(file, f"{whose}, {_name(item, was)}", was, after[item], field)


def _name(item: Item, entry: Any) -> str:
    naming = (KEYS["title"], KEYS["name"])
    said = [entry[key] for key in naming if isinstance(entry, dict) and key in entry]
    return str(said[0] if said else item)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _words(value: Any) -> str:
    """Return what a field held as one line."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return " ".join(str(value).split())
