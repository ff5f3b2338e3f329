"""Wording: what a changed field says, in Finnish that can be read aloud.

A Line is a sentence; where words themselves have changed, it also carries them as they were
and as they are. Every difference of a field gives at least one Line.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest
from typing import Any, TypeVar

from digitiekartta.basics.text import body_in_sentence, has_stops, listed, sentence_case
from digitiekartta.markup.prose import Part, parts
from digitiekartta.roadmap.labels import UPKEEP, many, one
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparison.operations import Item, told_apart
from digitiekartta.versions.comparison.passages import Passage, passages, words_in

_K = TypeVar("_K", bound=Hashable)

SINCE = "muutoksen jälkeen"
"""Not "nyt": a list of changes is also read when later versions have changed the same again."""

_LONGEST_INLINE = 60
_LONGEST_PASSAGE = 160
_NAMING = KEYS["name"], KEYS["title"], KEYS["text"]
_BODIES = KEYS["parties"], KEYS["contributors"]
_LINK = {KEYS["text"], KEYS["address"]}
_PARAGRAPHS = re.compile(r"\n\s*\n")
_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_QUOTES = re.compile(r"[\"'”“„»«’‘´`]")
# A run of marks with a digit on both sides, or a minus before one, belongs to a number.
_LOOSE = re.compile(
    r"(?<![\d.,;:!()\s])[.,;:!()\s]++ | (?<![.,;:!()\s])[.,;:!()\s]++(?!\d) | -(?!\d)",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")


class Weight(StrEnum):
    """What a change is to the body that gets the list."""

    DECISION = "päätettävä"
    REPORT = "tilannetieto"  # how it is going: for information
    REASON = "syy"  # why; upkeep where nothing else has changed
    UPKEEP = "ylläpitotieto"  # sources, spellings, audits: nothing to decide on


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence about a change; ``before`` and ``after`` hold longer texts word for word.

    ``field`` is the key in content/ that the line is about.
    """

    text: str
    before: str | None = None
    after: str | None = None
    only_spelling: bool = False
    field: str = ""
    weight: Weight = Weight.DECISION


def about(field: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines as those of a field, by its key in content/."""
    return (replace(line, field=field) for line in lines)


def weighed(weight: Weight, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines as of this weight."""
    return (replace(line, weight=weight) for line in lines)


def differing(old: Mapping[_K, Any], new: Mapping[_K, Any]) -> Iterator[tuple[_K, Any, Any]]:
    """Yield the keys whose values differ, and both values; those that the new lacks come last."""
    for key in dict.fromkeys([*new, *old]):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def reordered(old: Collection[_K], new: Collection[_K]) -> bool:
    """Whether what both have stands in another order."""
    return [key for key in old if key in new] != [key for key in new if key in old]


def field_lines(key: str, old: Any, new: Any, prefix: str = "") -> Iterator[Line]:
    """Yield what is to be said of a field that has changed; None: it was, or is, not there.

    ``prefix`` tells whose field it is, where the entry itself does not.
    """
    known = [value for value in (old, new) if value is not None]
    if all(isinstance(value, str) for value in known):
        yield from text_lines(one(key), old, new, prefix)
    elif all(isinstance(value, dict) for value in known):
        yield from entry_lines(old or {}, new or {}, _within(prefix, one(key)))
    elif all(isinstance(value, list) for value in known):
        yield from _list_lines(key, old or [], new or [], prefix)
    else:
        before, after = (None if value is None else shown(value) for value in (old, new))
        yield from _text_lines(one(key), before, after, prefix)


def entry_lines(old: Mapping[str, Any], new: Mapping[str, Any], prefix: str) -> Iterator[Line]:
    """Yield how an entry has changed, field by field."""
    for key, was, now in differing(old, new):
        lines = field_lines(key, was, now, prefix)
        yield from weighed(Weight.UPKEEP, lines) if key in UPKEEP else lines


def text_lines(label: str, old: str | None, new: str | None, prefix: str = "") -> Iterator[Line]:
    """Yield how a text has changed, by paragraph where it has several."""
    before, after = _paragraphs(old), _paragraphs(new)
    only_between = before == after  # only the lines between the paragraphs differ
    if old is None or new is None or only_between or max(len(before), len(after)) < 2:
        yield from _text_lines(label, old, new, prefix)
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for step, i1, i2, j1, j2 in matcher.get_opcodes():
        if step == "equal":
            continue
        for index, (was, now) in enumerate(zip_longest(before[i1:i2], after[j1:j2])):
            if now is None:
                text = f"{label}: entinen {i1 + index + 1}. kappale jää pois."
                yield Line(_say(prefix, text), before=was)
            elif was is None:
                yield Line(_say(prefix, f"{label}: {j1 + index + 1}. kappale on uusi."), after=now)
            else:
                yield from _text_lines(f"{label}: {j1 + index + 1}. kappale", was, now, prefix)


def prose_lines(old: str, new: str) -> Iterator[Line]:
    """Yield how a prose text has changed, by chapter, in the words that its readers see."""
    before, after = parts(old), parts(new)
    if before == after:
        yield Line("Linkkien osoitteet tai tekstin muotoilu muuttuvat.")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for step, i1, i2, j1, j2 in matcher.get_opcodes():
        gone: list[Part] = []
        fresh: list[Part] = []
        for was, now in zip_longest(before[i1:i2], after[j1:j2]) if step != "equal" else ():
            if was and now and was.is_heading == now.is_heading:
                label = "otsikko" if now.is_heading else _of_chapter(now.chapter, "n", "teksti")
                yield from _text_lines(label, was.words, now.words, "")
            else:
                gone += [was] if was else []
                fresh += [now] if now else []
        for name, words, chapter in _chapters(gone):
            told = f"{name} jää pois" if name else _of_chapter(chapter, "sta", "jää pois kappale")
            yield Line(f"{sentence_case(told)}.", before=words)
        for name, words, chapter in _chapters(fresh):
            told = f"{name} on uusi" if name else _of_chapter(chapter, "un", "tulee kappale")
            yield Line(f"{sentence_case(told)}.", after=words)


_CASES = {"n": ("luvun", ""), "sta": ("luvusta", "tekstistä "), "un": ("lukuun", "tekstiin ")}


def _of_chapter(chapter: str, case: str, what: str) -> str:
    """Return of which chapter something is told: "luvun ”Tausta” teksti", "teksti"."""
    within, at_top = _CASES[case]
    return f"{within} {quoted(chapter)} {what}" if chapter else f"{at_top}{what}"


def _chapters(some: Iterable[Part]) -> Iterator[tuple[str, str | None, str]]:
    """Yield parts that came or went together: the name of a chapter, its words, where it is.

    Paragraphs without their heading have no name.
    """
    heading: Part | None = None
    under: list[str] = []
    for part in [*some, Part("", is_heading=True)]:
        if not part.is_heading and heading:
            under.append(part.words)
        elif not part.is_heading:
            yield "", part.words, part.chapter
        else:
            if heading:
                kind = "luku" if under else "väliotsikko"
                name = f"{kind} {quoted(heading.words)}"
                yield name, "\n\n".join(under) or None, heading.chapter
            heading, under = part, []


def shown(value: Any) -> str:
    """Return a value in words: a text as it is, a list as a sentence lists things."""
    if isinstance(value, list):
        return listed([shown(item) for item in value])
    return details(value) if isinstance(value, dict) else str(value)


def details(entry: Mapping[str, Any], without: Sequence[str] = ()) -> str:
    """Return an entry's fields in one line: "laji: toimielin; toimiala: Koko kunta".

    Of a link its text and, in brackets, its address.
    """
    if not without and entry.keys() == _LINK:
        return f"{quoted(entry[KEYS['text']])} ({entry[KEYS['address']]})"
    shown_fields = ((key, shown(entry[key]).rstrip(".")) for key in entry if key not in without)
    return "; ".join(f"{one(key)}: {words}" for key, words in shown_fields)


def names_lines(
    key: str, old: Sequence[str], new: Sequence[str], prefix: str = ""
) -> Iterator[Line]:
    """Yield which names came to a field's list of names and which left it."""
    words = quoted if has_stops((*old, *new)) else str
    gone = [name for name in old if name not in new]
    fresh = [name for name in new if name not in old]
    # Where only the first letter has changed, it is what there is to tell.
    if key in _BODIES and not {*map(str.casefold, gone)} & {*map(str.casefold, fresh)}:
        gone, fresh = ([*map(body_in_sentence, names)] for names in (gone, fresh))
    if len(gone) == len(fresh) == 1:
        yield _inline(f"{one(key)} vaihtuu", gone[0], fresh[0], prefix)
        return
    for verb, names in (("lisätään", fresh), ("poistetaan", gone)):
        if names:
            label = one(key) if len(names) == 1 else many(key)
            yield Line(_say(prefix, f"{verb} {label} {listed([words(name) for name in names])}."))
    if not gone and not fresh:
        order = listed([words(name) for name in new])
        yield Line(_say(prefix, f"{many(key)} ovat uudessa järjestyksessä: {order}."))


def _list_lines(key: str, old: list[Any], new: list[Any], prefix: str) -> Iterator[Line]:
    items = told_apart(old, new)
    if items is None:
        yield from _text_lines(many(key), shown(old) or None, shown(new) or None, prefix)
        return
    if all(isinstance(value, str) for value in (*old, *new)):
        yield from names_lines(key, old, new, prefix)
        return
    before, after = items
    names = {item: quoted(_name(item, value)) for item, value in {**before, **after}.items()}
    for item, was, now in differing(before, after):
        label = f"{one(key)} {names[item]}"
        if was is None:
            yield Line(_say(prefix, f"lisätään {label}{_in_brackets(item, now)}."))
        elif now is None:
            yield Line(_say(prefix, f"poistetaan {label}{_in_brackets(item, was)}."))
        else:
            yield from entry_lines(_as_entry(was), _as_entry(now), _within(prefix, label))
    if reordered(before, after):
        order = listed([names[item] for item in after])
        yield Line(_say(prefix, f"{many(key)} ovat uudessa järjestyksessä: {order}."))


def _name(item: Item, value: Any) -> str:
    """Return what an item of a list is called."""
    entry = _as_entry(value)
    return next((entry[key] for key in _naming(entry)), str(item))


def _naming(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of an item that can be its name, the best first."""
    return (key for key in _NAMING if entry.get(key))


def _as_entry(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {_NAMING[0]: value}


def _in_brackets(item: Item, value: Any) -> str:
    entry = _as_entry(value)
    if entry.keys() == _LINK:
        return f" ({entry[KEYS['address']]})"
    name = next(_naming(entry), "")
    rest = details(entry, without=(*item.fields, *_NAMING[:2], name))
    return f" ({rest})" if rest else ""


def _text_lines(label: str, old: str | None, new: str | None, prefix: str) -> Iterator[Line]:
    if old is None or new is None:
        yield _come_or_gone(label, old, new, prefix)
        return
    changes = f"{label} {'muuttuvat' if label.endswith('t') else 'muuttuu'}"
    if _is_short(old) and _is_short(new):
        yield _inline(changes, old, new, prefix)
        return
    spelling = _same_but_spelling(old, new)
    places = passages(old, new)
    if places is None or any(_is_long(place) for place in places):
        yield Line(_say(prefix, f"{changes}."), old, new, only_spelling=spelling)
        return
    told = [_told(place) for place in places] or ["sanojen tai rivien välit"]
    for place in told:
        yield Line(_say(prefix, f"{changes}: {place}."), only_spelling=spelling)


def _come_or_gone(label: str, old: str | None, new: str | None, prefix: str) -> Line:
    verb, words = ("lisätään", new) if old is None else ("poistetaan", old)
    if words is not None and _is_short(words):
        # In quotation marks where it would melt into the sentence.
        marked = words if _is_plain(words) else quoted(words)
        return Line(_say(prefix, _ended(f"{verb} {label}: {marked}")))
    return Line(_say(prefix, f"{verb} {label}."), old, new)


def _told(place: Passage) -> str:
    """Return what becomes of the words of a passage, to be read aloud."""
    around = quoted(place.around)
    if not place.before:
        return f"lisätään {quoted(place.after)} kohtaan {around}"
    if not place.after:
        return f"poistetaan {quoted(place.before)} kohdasta {around}"
    whose = "sanojen" if len(words_in(place.before)) > 1 else "sanan"
    return f"{whose} {quoted(place.before)} tilalle tulee {quoted(place.after)} kohdassa {around}"


def _is_long(place: Passage) -> bool:
    return max(len(place.before), len(place.after)) > _LONGEST_PASSAGE


def _inline(what: str, old: str, new: str, prefix: str) -> Line:
    plain = _is_plain(old) and _is_plain(new)
    before, after = (old, new) if plain else (quoted(old), quoted(new))
    text = _ended(f"{what}: ennen {before}, {SINCE} {after}")
    return Line(_say(prefix, text), only_spelling=_same_but_spelling(old, new))


def _within(prefix: str, text: str) -> str:
    return f"{prefix}, {text}" if prefix else sentence_case(text)


def _say(prefix: str, text: str) -> str:
    return f"{prefix}: {text}" if prefix else sentence_case(text)


def _ended(text: str) -> str:
    return text if text.endswith((".”", "!”", "?”")) else f"{text}."


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_INLINE and "\n" not in text


def _is_plain(text: str) -> bool:
    return re.fullmatch(r"[\w.,:/+−-]*\w", text) is not None


def _paragraphs(text: str | None) -> list[str]:
    return [part for part in _PARAGRAPHS.split(text.strip("\n")) if part] if text else []


# --- spelling ------------------------------------------------------------------------------


def _same_but_spelling(first: str, second: str) -> bool:
    """Whether two different texts differ in spelling only."""
    return first != second and _core(first) == _core(second)


def _core(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _SPACES.sub(" ", _QUOTES.sub("", _DASHES.sub("-", folded)))
    return _LOOSE.sub("", plain)
