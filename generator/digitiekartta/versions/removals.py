"""Personal data taken out of approved versions: a korjaus replaces words in them by a mark.

The record of the korjaus binds the digests of each file that it touched to the new ones. So the
chain stays whole, older records and signatures stay as they are, and the codes of old decisions
can still be quoted. Nothing of the removed words is kept, not even a digest: it could be guessed.
The history of the repository keeps them; that is for its host to mend.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html.entities import codepoint2name
from typing import Any

from digitiekartta.basics.kinds import APPROVALS, Kind
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.markup.prose import plain
from digitiekartta.roadmap.canonical import (
    GOALS,
    MEASURES,
    TEXTS,
    Canonical,
    UnreadableForm,
    canonical,
    canonical_bytes,
    form_in,
    restored,
)
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.following import REMOVED_BY_OTHER_KIND
from digitiekartta.versions.record import Approval, Removal, digest
from digitiekartta.versions.records import CHANGES, CONTENT, RECORD, Version, Versions

MARK = "(poistettu)"
"""What stands in the place of removed words."""
MARK_OF_EMAIL = "poistettu@poistettu.invalid"  # a name that nobody can ever have (RFC 2606)
_MARKS = re.compile(f"{re.escape(MARK)}|{re.escape(MARK_OF_EMAIL)}")
_NUMBER_OF_KEY = re.compile(rf"(?<={re.escape(MARK)}) \d+$")  # see ``_free``
_SHORTEST = 3  # letters
_STEM = 6  # letters that inflected forms share
_SHORTEST_NAME = 4  # letters of a name whose other forms can be told from other words
_TELL = (
    "kerro asiasta tietosuojavastaavalle ja tietohallintoon. Huomautus ei näy enää sivustolla, kun"
    " uusi versio julkaistaan; muut tiedot näkyvät. Jos sanojen on poistuttava hyväksynnästä,"
    " tämä versio ja sen jälkeiset on poistettava ja sisältö hyväksyttävä uudelleen."
)

TOO_SHORT = REMOVED_BY_OTHER_KIND.worded(
    f"”{{words}}” on liian lyhyt poistettavaksi: sanoissa pitää olla vähintään {_SHORTEST}"
    " kirjainta.",
    "Kirjoita valintaan --remove koko nimi tai muu tieto.",
)
NOT_IN_ANY_VERSION = REMOVED_BY_OTHER_KIND.worded(
    "Sanoja ”{words}” ei ole missään hyväksytyssä versiossa.",
    "Tarkista kirjoitusasu. Taivutetut muodot annetaan erikseen: --remove ”Sukunimen”.",
)
ONLY_IN_RECORD = REMOVED_BY_OTHER_KIND.worded(
    "Sanat ”{words}” ovat vain version {version} hyväksynnässä ({fields}). Siitä ei voi poistaa"
    " sanoja, koska myöhemmät hyväksynnät todistavat, ettei sitä ole muutettu.",
    f"Jätä ne pois valinnasta --remove. {sentence_case(_TELL)}",
)
IN_THIS_RECORD = REMOVED_BY_OTHER_KIND.worded(
    "Poistettavat sanat ”{words}” ovat myös valinnassa {option}. Se näytetään asukkaille, eikä"
    " sitä voi muuttaa jälkikäteen.",
    "Kirjoita {option} ilman niitä.",
)
IN_AN_ID = REMOVED_BY_OTHER_KIND.worded(
    "Sanat ”{words}” ovat version {version} tiedoston nimessä {file}. Nimi on osa sivun osoitetta,"
    " joten siitä ei voi poistaa sanoja.",
    "Jätä ne pois valinnasta --remove. Jos ne ovat henkilötieto, anna tiedostolle uusi nimi ja"
    " kirjoita entinen sen kenttään aiemmat_tunnukset, ja kerro asiasta tietosuojavastaavalle:"
    " entinen osoite jää näkyviin.",
)
STILL_IN_CONTENT = REMOVED_BY_OTHER_KIND.worded(
    "Sanat ”{words}” ovat yhä sisällössä, josta uusi versio tehdään.",
    "Poista ne ensin kansion content/{roadmap} tiedostoista.",
)
UNREADABLE_AFTERWARDS = REMOVED_BY_OTHER_KIND.worded(
    "Versiota {version} ei voi enää lukea, jos sanat poistetaan: {why}",
    "Anna poistettavat sanat toisin, esimerkiksi pelkkä sukunimi.",
)
STILL_SEEN = REMOVED_BY_OTHER_KIND.worded(
    "Sanat ”{words}” näkyvät yhä version {version} tekstissä {file}: niiden keskellä on merkintöjä,"
    " joiden yli niitä ei voi poistaa.",
    "Anna poistettavat sanat niin kuin ne ovat tiedostossa, merkintöineen.",
)
STAYS_IN_RECORD = APPROVALS.warning(
    "removed-words-remain",
    "Sanat ”{words}” ovat myös version {version} hyväksynnässä ({fields}). Sitä ei voi muuttaa,"
    " joten ne jäävät siihen.",
    sentence_case(_TELL),
    "(Poistettava nimi on myös hyväksynnän huomautuksessa.)",
)
RESEMBLES_REMOVED = STAYS_IN_RECORD.worded(
    "Versioon {version} jää samankaltaisia sanoja: {words}.",
    "Jos ne ovat saman nimen taivutettuja muotoja, anna nekin valinnassa --remove.",
)
RESEMBLES_IN_RECORD = STAYS_IN_RECORD.worded(
    "Version {version} hyväksyntään ({fields}) jää samankaltaisia sanoja: {words}. Niitä ei voi"
    " poistaa siitä.",
    f"Jos ne ovat saman nimen taivutettuja muotoja, {_TELL}",
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A version without the words: its new files, what binds them to the former, and its roadmap.

    ``changes`` is None where the version has no list of changes.
    """

    version: Version
    content: bytes
    changes: bytes | None
    removal: Removal
    roadmap: Roadmap


def corrections(
    versions: Versions, words: Sequence[str]
) -> tuple[tuple[Corrected, ...], tuple[Problem, ...]]:
    """Return the versions in which the words stand, without them, and why they can't be removed."""
    found: list[Corrected] = []
    problems: list[Problem] = []
    remove = _remover(words)
    seen = [(one, _remover([one])) for one in words]
    for version in versions.all:
        form = remove.form(version.form())
        data, changes = canonical_bytes(form), version.changes
        if changes is not None:
            changes = remove.text(changes.decode("utf-8", "replace")).encode()
        texts = {**form.get(TEXTS, {}), CHANGES: (changes or b"").decode()}
        for file, text in sorted(texts.items()):
            shown = plain(text)
            for one in (one for one, its in seen if its.text(shown) != shown):
                place = Place(version.folder)
                problems.append(STILL_SEEN.at(place, words=one, version=version.name, file=file))
        if data == version.content and changes == version.changes:
            continue
        try:
            with_logo = version.approval.format > 1
            roadmap = restored(form, f"{version.folder}/{CONTENT}", with_logo=with_logo)
        except UnreadableForm as error:
            place, why = Place(version.folder), str(error)
            problems.append(UNREADABLE_AFTERWARDS.at(place, version=version.name, why=why))
            continue
        removal = Removal(
            version.name,
            digest(version.content),
            digest(data),
            digest(version.changes) if version.changes is not None else None,
            digest(changes) if changes is not None else None,
        )
        found.append(Corrected(version, data, changes, removal, roadmap))
    return tuple(found), tuple(problems)


def in_ids(versions: Versions, words: Sequence[str]) -> Iterator[Problem]:
    """Yield which words stand in the names of files, once each; an address can't lose a part."""
    for one in words:
        remove = _remover([one])
        for version in versions.all:
            form = version.form()
            parts = {"toimenpiteet": form.get(MEASURES, {}), "tavoitteet": form.get(GOALS, {})}
            files = (f"{part}/{id}.yml" for part, ids in parts.items() for id in ids)
            if file := next((file for file in files if remove.text(file) != file), None):
                yield IN_AN_ID.at(Place(version.folder), words=one, version=version.name, file=file)
                break


def why_not(
    versions: Versions, roadmap: Roadmap, words: Sequence[str], approval: Approval
) -> Iterator[Problem]:
    """Yield why words can't be taken out of the versions of a roadmap by an approval."""
    place = Place(f"content/{roadmap.id}")
    working = canonical(roadmap)
    for one in words:
        remove = _remover([one])
        if sum(map(str.isalnum, one)) < _SHORTEST:
            yield TOO_SHORT.at(place, words=one)
            continue
        for _, option, text in approval.free_texts:
            if remove.text(text) != text:
                yield IN_THIS_RECORD.at(place, words=one, option=option)
        if remove.form(working) != working:
            yield STILL_IN_CONTENT.at(place, words=one, roadmap=roadmap.id)
        elif not any(_stands_in(version, remove) for version in versions.all):
            in_records = list(_in_records(ONLY_IN_RECORD, versions, [one]))
            yield from in_records or [NOT_IN_ANY_VERSION.at(place, words=one)]


def remaining(
    versions: Versions, corrected: Sequence[Corrected], words: Sequence[str]
) -> Iterator[Problem]:
    """Yield where the words stay, and words that look like other forms of them."""
    yield from _in_records(STAYS_IN_RECORD, versions, words)
    if not words:
        return
    alike, remove = _alike(words), _remover(words)
    left = {one.version.name: one for one in corrected}
    for version in versions.all:
        files = left.get(version.name) or version
        text = (files.content + (files.changes or b"")).decode("utf-8", "replace")
        if found := alike(text):
            place = Place(f"{version.folder}/{CONTENT}")
            yield RESEMBLES_REMOVED.at(place, version=version.name, words=_quoted(found))
        told: dict[str, list[str]] = {}
        for name, _, text in version.approval.free_texts:
            told.setdefault(name, []).extend(alike(remove.text(text)))
        if found := sorted(set().union(*told.values())):
            fields = [name for name, some in told.items() if some]
            yield RESEMBLES_IN_RECORD.at(
                Place(f"{version.folder}/{RECORD}"),
                version=version.name,
                words=_quoted(found),
                fields=listed(fields),
            )


def _in_records(kind: Kind, versions: Versions, words: Sequence[str]) -> Iterator[Problem]:
    """Yield in which records the words stand, which nobody can change."""
    for one in words:
        remove = _remover([one])
        for version in versions.all:
            texts = version.approval.free_texts
            found = dict.fromkeys(name for name, _, text in texts if remove.text(text) != text)
            if fields := list(found):
                yield kind.at(
                    Place(f"{version.folder}/{RECORD}"),
                    words=one,
                    version=version.name,
                    fields=listed(fields),
                )


def _quoted(words: Sequence[str]) -> str:
    return listed([f"”{word}”" for word in words])


def taken(before: bytes, after: bytes) -> tuple[int, int]:
    """Return of how many places a removal took how many letters, about: marks may be a writer's."""
    old, new = (data.decode("utf-8", "replace") for data in (before, after))
    places = len(_MARKS.findall(new)) - len(_MARKS.findall(old))
    marks = sum(map(len, _MARKS.findall(new))) - sum(map(len, _MARKS.findall(old)))
    return max(places, 1), max(len(old) - len(new) + marks, 1)


def only_removes(before: bytes, after: bytes) -> bool:
    """Whether a file says what it said before, but for marks in the place of words."""
    old, new = form_in(before), form_in(after)
    if old is not None and new is not None:
        return _is_left_of(old, new)
    was, now = (data.decode("utf-8", "replace").split("\n") for data in (before, after))
    return len(was) == len(now) and all(map(_is_text_left_of, was, now))


def _is_left_of(old: Any, new: Any) -> bool:
    """Whether a part of a form is what removals have left of another; keys change their order."""
    if isinstance(old, dict) and isinstance(new, dict):
        same = old.keys() & new.keys()
        rest = [key for key in old if key not in same]
        for key in sorted(new.keys() - same):
            text = _NUMBER_OF_KEY.sub("", key)
            like = [former for former in rest if _is_text_left_of(former, text)]
            fitting = (former for former in like if _is_left_of(old[former], new[key]))
            if (former := next(fitting, None)) is None:
                return False
            rest.remove(former)
        return not rest and all(_is_left_of(old[key], new[key]) for key in same)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_is_left_of, old, new))
    if isinstance(old, str) and isinstance(new, str):
        return _is_text_left_of(old, new)
    return bool(old == new)


def _is_text_left_of(old: str, new: str) -> bool:
    """Whether a text is another with marks for some of its words; never slow, whatever it holds."""
    first, *others = _MARKS.split(new)
    if not others:
        return old == new
    *middle, last = others
    if not old.startswith(first):
        return False
    at = len(first)
    for piece in middle:
        at = old.find(piece, at + 1)
        if at < 0:
            return False
        at += len(piece)
    return old.endswith(last) and at + 1 + len(last) <= len(old)


# --- words and forms ------------------------------------------------------------------------


# A list of changes quotes references of HTML with references for their own signs.
_AMPERSAND, _NUMBER = "(?:&|&#38;|&amp;)", "(?:&|&#38;|&amp;)(?:#|&#35;)"
# Between two words: spaces, as they are or as references, and marks of emphasis or elements.
_SPACE = rf"(?:\s|{_AMPERSAND}nbsp;|{_NUMBER}0*(?:32|160);|{_NUMBER}x0*(?:20|a0);)"
_BETWEEN = rf"(?:{_SPACE}|[*_~`]|&#(?:42|95|96|126);|<[^<>]*>)+"
_ONLY_SPACE = re.compile(rf"{_SPACE}+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Remover:
    pattern: re.Pattern[str]

    def text(self, text: str) -> str:
        """Return a text without the words."""
        return self.pattern.sub(_mark, text)

    def form(self, value: Any) -> Any:
        """Return a part of a canonical form without the words, in keys as well."""
        if isinstance(value, dict):
            form: Canonical = {}
            for key, item in value.items():
                form[_free(self.text(key), form)] = self.form(item)
            return form
        if isinstance(value, list):
            return [self.form(item) for item in value]
        return self.text(value) if isinstance(value, str) else value


def _remover(words: Sequence[str]) -> _Remover:
    """Return what removes words that stand by themselves, in any letter case and spacing."""
    # The longest first: a name before its parts.
    alternatives = [
        f"({_BETWEEN})".join("".join(map(_written, part)) for part in one.split())
        for one in sorted(words, key=len, reverse=True)
    ]
    joined = "|".join(alternatives) or r"(?!)"
    bare = rf"(?<![\w@])(?:{joined})(?!\w)"
    return _Remover(re.compile(rf"\({bare}\)|{bare}", re.IGNORECASE))


def _written(sign: str) -> str:
    """Return a pattern of the ways to write a sign: itself, references of HTML, in addresses."""
    ways = [re.escape(sign)]
    for one in sorted({sign, sign.lower(), sign.upper()}):
        if len(one) == 1:
            name = codepoint2name.get(ord(one))
            ways += [f"{_NUMBER}0*{ord(one)};", f"{_NUMBER}x0*{ord(one):x};"]
            ways += [f"{_AMPERSAND}{name};"] if name else []
            ways.append("".join(f"%{byte:02x}" for byte in one.encode()))
    return f"(?:{'|'.join(ways)})"


def _mark(hit: re.Match[str]) -> str:
    """Return what stands in the place of words; MARK has brackets of its own.

    Where there are marks of Markdown between the words each word is replaced, so that the marks
    keep their pairs.
    """
    between = [part for part in hit.groups() if part is not None]
    if any(not _ONLY_SPACE.fullmatch(part) for part in between):
        return MARK + "".join(f"{part}{MARK}" for part in between)
    if not re.search("@|&#0*64;|&#x0*40;|%40", hit[0], re.IGNORECASE):
        return MARK
    return f"({MARK_OF_EMAIL})" if hit[0].startswith("(") else MARK_OF_EMAIL


def _free(key: str, taken: Canonical) -> str:
    number, free = 2, key
    while free in taken:
        free, number = f"{key} {number}", number + 1
    return free


def _stands_in(version: Version, remove: _Remover) -> bool:
    changes = (version.changes or b"").decode("utf-8", "replace")
    form = version.form()
    return remove.form(form) != form or remove.text(changes) != changes


def _alike(words: Sequence[str]) -> Callable[[str], list[str]]:
    """Return what finds in a text the words that look like other forms of some, in order.

    What ends in -nen has a stem of its own (Virtasen); of a short word only what begins with the
    whole of it and with a capital can be told from others.
    """
    patterns = []
    names = (re.sub(r"@\S*", "", one) for one in words)  # of an address not that of its host
    for word in {word for name in names for word in _words_of(name)}:
        if len(word) > len("nen") + 1 and word.endswith("nen"):
            patterns.append(rf"(?i:{word[:-3]}(?:nen|s[^\W\d_]+))")
        elif len(word) >= _STEM:
            patterns.append(rf"(?i:{word[:_STEM]})[^\W\d_]*")
        elif len(word) >= _SHORTEST_NAME and word[0].isupper():
            patterns.append(rf"{word}[^\W\d_]*")
    form = re.compile("|".join(patterns) or r"(?!)")
    return lambda text: sorted({word for word in _words_of(text) if form.fullmatch(word)})


_words_of: Callable[[str], list[str]] = re.compile(r"[^\W\d_]+").findall
