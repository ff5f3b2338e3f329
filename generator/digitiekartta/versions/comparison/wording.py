"""Wording: what a changed field says, in Finnish that can be read aloud.

A Line is a sentence; where words themselves have changed, it also carries them as they were
and as they are. Every difference of a field gives at least one Line.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.roadmap.labels import many, one
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparison.operations import Item, told_apart

SINCE = "muutoksen jälkeen"
"""Not "nyt": a list of changes is also read when later versions have changed the same again."""

_LONGEST_INLINE = 60
_NAMING = KEYS["name"], KEYS["title"], KEYS["text"]
_PARAGRAPHS = re.compile(r"\n\s*\n")
_DASHES = re.compile(r"\s*[-‐‑‒–—−]\s*")
_QUOTES = re.compile(r"[\"'”“„»«’‘´`]")
# A run of marks with a digit on both sides, or a minus before one, belongs to a number.
_LOOSE = re.compile(
    r"(?<![\d.,;:!()\s])[.,;:!()\s]++ | (?<![.,;:!()\s])[.,;:!()\s]++(?!\d) | -(?!\d)",
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+")


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


def field_lines(key: str, old: Any, new: Any, prefix: str = "") -> list[Line]:
    """Return what is to be said of a field that has changed.

    Args:
        key: The field's key in content/.
        old, new: Its values, of which one may be None: the field was, or is, not there.
        prefix: Whose field it is, where the entry itself does not tell.
    """
    return [
        replace(line, field=line.field or key) for line in _lines(one(key), key, old, new, prefix)
    ]


def text_lines(label: str, old: str | None, new: str | None, prefix: str = "") -> Iterator[Line]:
    """Yield how a text has changed, by paragraph where it has several."""
    before, after = _paragraphs(old), _paragraphs(new)
    if old is None or new is None or max(len(before), len(after)) < 2:
        yield _text_line(label, old, new, prefix)
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    any_differs = False
    for step, i1, i2, j1, j2 in matcher.get_opcodes():
        if step == "equal":
            continue
        for index in range(max(i2 - i1, j2 - j1)):
            i, j = i1 + index, j1 + index
            any_differs = True
            if i < i2 and j < j2:
                yield _text_line(f"{label}, {j + 1}. kappale", before[i], after[j], prefix)
            elif j < j2:
                yield Line(_say(prefix, f"{label}, {j + 1}. kappale on uusi."), after=after[j])
            else:
                yield Line(_say(prefix, f"{label}, {i + 1}. kappale jää pois."), before=before[i])
    if not any_differs:  # only the lines between the paragraphs differ
        yield _text_line(label, old, new, prefix)


def shown(value: Any) -> str:
    """Return a value in words: a text as it is, a list as a sentence lists things."""
    if isinstance(value, list | tuple):
        return listed([shown(item) for item in value])
    if isinstance(value, Mapping):
        return details(value)
    return str(value)


def details(entry: Mapping[str, Any], without: Sequence[str] = ()) -> str:
    """Return an entry's fields in one line: "laji: toimielin; toimiala: Koko kunta"."""
    shown_fields = ((key, shown(entry[key]).rstrip(".")) for key in entry if key not in without)
    return "; ".join(f"{one(key)}: {words}" for key, words in shown_fields)


def name_of(item: Item, value: Any) -> str:
    """Return what an item of a list is called."""
    if isinstance(value, Mapping):
        return str(next((value[key] for key in _NAMING if value.get(key)), item))
    return str(item)


def names_lines(
    one_name: str, many_names: str, old: Sequence[str], new: Sequence[str], prefix: str = ""
) -> Iterator[Line]:
    """Yield which names came to a list of names and which left it."""
    gone = [name for name in old if name not in new]
    fresh = [name for name in new if name not in old]
    if len(gone) == len(fresh) == 1:
        yield _inline(f"{one_name} vaihtuu", gone[0], fresh[0], prefix)
        return
    if fresh:
        label = one_name if len(fresh) == 1 else many_names
        yield Line(_say(prefix, f"lisätään {label} {listed(fresh)}."))
    if gone:
        label = one_name if len(gone) == 1 else many_names
        yield Line(_say(prefix, f"poistetaan {label} {listed(gone)}."))
    if not gone and not fresh:
        yield Line(_say(prefix, f"{many_names} ovat uudessa järjestyksessä: {listed(new)}."))


def _lines(label: str, key: str, old: Any, new: Any, prefix: str) -> Iterator[Line]:
    known = [value for value in (old, new) if value is not None]
    if all(isinstance(value, str) for value in known):
        yield from text_lines(label, old, new, prefix)
    elif all(isinstance(value, dict) for value in known):
        yield from _mapping_lines(label, old or {}, new or {}, prefix)
    elif all(isinstance(value, list) for value in known):
        yield from _list_lines(key, old or [], new or [], prefix)
    else:
        before, after = (None if value is None else shown(value) for value in (old, new))
        yield _text_line(label, before, after, prefix)


def _mapping_lines(
    label: str, old: dict[str, Any], new: dict[str, Any], prefix: str
) -> Iterator[Line]:
    inner = f"{prefix}, {label}" if prefix else sentence_case(label)
    if not old and not new:
        return
    for key in [*new, *(key for key in old if key not in new)]:
        if old.get(key) != new.get(key):
            yield from _lines(one(key), key, old.get(key), new.get(key), inner)


def _list_lines(key: str, old: list[Any], new: list[Any], prefix: str) -> Iterator[Line]:
    items = told_apart(old, new)
    if items is None:
        yield _text_line(many(key), shown(old) or None, shown(new) or None, prefix)
        return
    before, after = items
    names = {item: name_of(item, value) for item, value in {**before, **after}.items()}
    if all(isinstance(value, str) for value in (*old, *new)):
        yield from names_lines(one(key), many(key), old, new, prefix)
        return
    for item, value in after.items():
        name = quoted(names[item])
        if item not in before:
            yield Line(_say(prefix, f"lisätään {one(key)} {name}{_in_brackets(item, value)}."))
        elif before[item] != value:
            inner = (
                f"{prefix}, {one(key)} {name}" if prefix else sentence_case(f"{one(key)} {name}")
            )
            yield from _item_lines(key, before[item], value, inner)
    for item, value in before.items():
        if item not in after:
            name = quoted(names[item])
            yield Line(_say(prefix, f"poistetaan {one(key)} {name}{_in_brackets(item, value)}."))
    kept = [item for item in before if item in after]
    if kept != [item for item in after if item in before]:
        order = listed([quoted(names[item]) for item in after])
        yield Line(_say(prefix, f"{many(key)} ovat uudessa järjestyksessä: {order}."))


def _item_lines(key: str, old: Any, new: Any, prefix: str) -> Iterator[Line]:
    sides = [value if isinstance(value, dict) else {_NAMING[0]: value} for value in (old, new)]
    before, after = sides
    for field in [*after, *(field for field in before if field not in after)]:
        if before.get(field) != after.get(field):
            yield from _lines(one(field), field, before.get(field), after.get(field), prefix)


def _in_brackets(item: Item, value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    rest = details(value, without=(*item.fields, *_NAMING[:2]))
    return f" ({rest})" if rest else ""


def _text_line(label: str, old: str | None, new: str | None, prefix: str) -> Line:
    if old is None:
        if new is not None and _is_short(new):
            return Line(_say(prefix, _ended(f"lisätään {label}: {_marked(new)}")))
        return Line(_say(prefix, f"lisätään {label}."), after=new)
    if new is None:
        if _is_short(old):
            return Line(_say(prefix, _ended(f"poistetaan {label}: {_marked(old)}")))
        return Line(_say(prefix, f"poistetaan {label}."), before=old)
    verb = "muuttuvat" if label.endswith("t") else "muuttuu"
    if _is_short(old) and _is_short(new):
        return _inline(f"{label} {verb}", old, new, prefix)
    spelling = same_but_spelling(old, new)
    return Line(_say(prefix, f"{label} {verb}."), old, new, only_spelling=spelling)


def _inline(what: str, old: str, new: str, prefix: str) -> Line:
    plain = _is_plain(old) and _is_plain(new)
    before, after = (old, new) if plain else (quoted(old), quoted(new))
    text = _ended(f"{what}: ennen {before}, {SINCE} {after}")
    return Line(_say(prefix, text), only_spelling=same_but_spelling(old, new))


def _say(prefix: str, text: str) -> str:
    return f"{prefix}: {text}" if prefix else sentence_case(text)


def _ended(text: str) -> str:
    return text if text.endswith((".”", "!”", "?”")) else f"{text}."


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_INLINE and "\n" not in text


def _marked(text: str) -> str:
    """Return a text in quotation marks where it would melt into the sentence."""
    return text if _is_plain(text) else quoted(text)


def _is_plain(text: str) -> bool:
    return re.fullmatch(r"[\w.,:/+−-]*\w", text) is not None


def _paragraphs(text: str | None) -> list[str]:
    return [part for part in _PARAGRAPHS.split(text.strip("\n")) if part] if text else []


# --- spelling ------------------------------------------------------------------------------


def same_but_spelling(first: str, second: str) -> bool:
    """Whether two different texts differ in spelling only."""
    return first != second and _core(first) == _core(second)


def _core(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _SPACES.sub(" ", _QUOTES.sub("", _DASHES.sub("-", folded)))
    return _LOOSE.sub("", plain)
