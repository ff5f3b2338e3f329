"""The legend (värien selitys): which colour, mark or word means which phase.

A legend may be cells, a small table, shapes, coloured words or a sentence ("S = selvittely"),
and may stand anywhere. ``legend_runs`` tells what may be one, and which of them is it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from digitiekartta.basics.colours import RGB
from digitiekartta.documents.importing.colour_names import NAME, is_colour_name
from digitiekartta.documents.importing.goals import goal_in
from digitiekartta.documents.importing.neutral import Phase
from digitiekartta.documents.importing.periods import read_moment
from digitiekartta.documents.importing.shades import meaning
from digitiekartta.documents.importing.words import folded, joined_label, letters

_CAPTION_WORDS = (
    r"(?:selit\w*|selost\w*|merkity\w*|koodi(?:t|en)?|legenda|merkinnät|merkintä|vaiheet|"
    r"väri(?:t|en|koodi\w*|selit\w*)?|"
    r"symbolit|merkit|lyhenteet|(?:tecken|färg)?förklaring\w*|färgkod\w*|färger(?:na)?|legend|key)"
)
_CAPTION = re.compile(
    r"(?:väri\w*|aikataulun|taulukon|kaavion|merkintöjen|merkkien|kirjainten|lyhenteiden|"
    rf"symbolien|vaiheiden)?(?:\s+ja \w+)?\s*{_CAPTION_WORDS}(?: \w+(?:ille|ist[aä])| ja \w+)?|"
    r"(?:mitä )?(?:värit|merkit|merkinnät|kirjaimet|symbolit) (?:tarkoittavat|merkitsevät)\??"
)
_CAPTION_FIRST = re.compile(rf"(?:{_CAPTION.pattern})\s*:")
_HEAD_WORDS = re.compile(r"väri\w*|merkki|kirjain|symboli|tunnus|lyhenne|vaihe|merkitys|selit\w*")
_SYMBOL = r"[^\w\s=,;:.|()\"'”/–-]"
MARK = rf"(?:[A-Za-zÅÄÖåäö0-9]{{1,2}}|{_SYMBOL}{{1,2}})"
"""A pattern of what stands for a phase in a cell: one or two letters, figures or symbols."""
_SIGNED = re.compile(rf"({_SYMBOL}{{1,2}})\s*(\w.*)", re.DOTALL)
_BULLET = re.compile(r"[●■▪◼⬛▬•○◯◆◇▲▼★▮▌]\s*(?=\w)")
_MARK_FIRST = re.compile(r"([A-ZÅÄÖ0-9]{1,2}|[xX•●✓])\s*(?:=|:|–|-)\s*(\S.*)", re.DOTALL)
_MARK_LAST = re.compile(r"(\S.*?)\s*\(([A-ZÅÄÖ0-9]{1,2}|[xX])\)")
_MARK_BARE = re.compile(r"\(?([A-ZÅÄÖ])[).]?\s+(\S.*)")
_END = r"(?=\s*(?:[,;|\n.]|$)|\s+(?:ja\s+)?"
_SENTENCE = re.compile(rf"(?<!\w)({MARK})\s*=\s*([^=,;|\n]+?){_END}{MARK}\s*=)")
_LISTED = re.compile(
    rf"(?:^|[,;|\n]\s*|\s)([A-ZÅÄÖ])\s*[:–-]\s*([^:,;|\n]+?){_END}[A-ZÅÄÖ]\s*[:–-])"
)
# "S selvittely": only where a legend is announced, and all of it is told like this.
_BESIDE = re.compile(rf"(?:({NAME})|\(?({MARK})[).]?)\s+([^\W\d_][^=:]+)", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*[,;|\n]\s*|\s+(?:ja|sekä)\s+(?={MARK}\s)|\s+(?=\(?[A-ZÅÄÖ]\)?\s)")
_PAINTED = r"(?:\s+(?:väri|ruutu|solu|pohja|tausta|merki|palkki|färg)\w*)?"
_NAMED = re.compile(
    rf"(?<!\w)({NAME}){_PAINTED}"
    r"\s*(?:=|:|\s[–-]\s|\s(?:tarkoittaa|on|betyder|är|means)\s)\s*"
    rf"([^=,;|\n]+?){_END}{NAME}{_PAINTED}\s*[=:])",
    re.IGNORECASE,
)
_NAMED_LAST = re.compile(
    # No more letters than a label has: a page of text would be gone through for each of its own.
    rf"([^=,;|\n()]{{1,100}}?)\s*(?:=|\()\s*({NAME})\s*\)?"
    rf"(?=\s*(?:[,;|\n.]|$)|\s+(?:ja|sekä|och|and)\s)",
    re.IGNORECASE,
)
_SHORT, _LONGEST = 60, 400
NO_PHASE = "-"
"""What a person says of a colour or mark that is no phase."""
OPEN = "?"
"""What a person says of a colour or mark whose phase nobody knows."""
NO_LABELS = (NO_PHASE, OPEN)
"""What a person says that is no phase's name."""
TO_NAME = "VAIHE"
"""What stands in an option that is proposed where a person writes a phase's name."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What fills, inks, marks and words mean in a part of a document, or by a person's word.

    ``twice`` are labels whose colour another one has, too: the one that holds, and the other.
    """

    entries: tuple[Phase, ...] = ()
    colours: Mapping[RGB, str] = field(default_factory=dict)
    inks: Mapping[RGB, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    twice: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Phase]) -> Legend:
        """Return a legend of these entries; the first of two with one colour holds.

        A mark that stands for two phases tells neither.
        """
        known = tuple(dict.fromkeys(entries))
        colours: dict[RGB, str] = {}
        inks: dict[RGB, str] = {}
        marks: dict[str, str] = {}
        unclear: set[str] = set()
        twice: dict[tuple[str, str], None] = {}
        for entry in known:
            if entry.colour is not None:
                first = colours.setdefault(entry.colour, entry.label)
                if letters(first) != letters(entry.label):
                    twice[first, entry.label] = None
            if entry.ink is not None:
                inks.setdefault(entry.ink, entry.label)
            if entry.mark is not None:
                mark = folded(entry.mark)
                if letters(marks.setdefault(mark, entry.label)) != letters(entry.label):
                    unclear.add(mark)
        told = {mark: label for mark, label in marks.items() if mark not in unclear}
        entries = (
            replace(entry, mark=None) if folded(entry.mark or "") in unclear else entry
            for entry in known
        )
        return cls(tuple(entries), colours, inks, told, tuple(twice))

    def of_colour(self, colour: RGB) -> str | None:
        """Return the label that a colour plainly means."""
        return meaning(colour, self.colours)

    def of_ink(self, colour: RGB) -> str | None:
        """Return the label that the colour of a sign plainly means."""
        return meaning(colour, self.inks or self.colours)

    def of_text(self, text: str) -> str | None:
        """Return the label that a mark or a word in a schedule cell means."""
        words = folded(text).strip(" .*") or folded(text)
        if words in self.marks:
            return self.marks[words]
        return next((e.label for e in self.entries if letters(e.label) == letters(words)), None)

    def __bool__(self) -> bool:
        return bool(self.entries)


def is_mark(text: str) -> bool:
    """Whether a text could stand for a phase: "S", "●"."""
    return re.fullmatch(MARK, text) is not None


def is_caption(text: str) -> bool:
    """Whether a text only announces a legend ("Värien selitys")."""
    words = folded(text).strip(" .:()")
    return bool(words) and len(words) <= 40 and _CAPTION.fullmatch(words) is not None


def begins_with_caption(text: str) -> bool:
    """Whether a text announces a legend and goes on to tell it ("Selite: ■ selvittely")."""
    return _CAPTION_FIRST.match(folded(text)) is not None


def is_head_of_legend(texts: list[str]) -> bool:
    """Whether the texts of a row are the heads of a legend's own table ("Väri | Merkitys")."""
    words = [folded(text).strip(" .:") for text in texts]
    return len(words) >= 2 and all(_HEAD_WORDS.fullmatch(word) for word in words[:2])


def entry_of(text: str, colour: RGB | None, mark: str | None = None) -> Phase:
    """Return the entry of a label; a mark in it ("S = selvittely") is taken apart."""
    label = _BULLET.sub("", joined_label(text).strip(" :="), count=1)
    for pattern, label_at, mark_at in ((_MARK_FIRST, 2, 1), (_MARK_LAST, 1, 2)):
        if parts := pattern.fullmatch(label):
            return named(parts[label_at], colour=colour, mark=parts[mark_at])
    bare = _MARK_BARE.fullmatch(label)
    if bare and (bare[1].casefold() == bare[2][0].casefold() or label.startswith("(")):
        return named(bare[2], colour=colour, mark=bare[1])
    head, _, tail = label.partition("=")
    if tail and is_colour_name(head):
        label = tail.strip()
    return named(label, colour=colour, mark=mark)


def signed_entry(text: str, ink: RGB | None) -> Phase | None:
    """Return the entry of a label behind its sign ("● selvittely"), None without a sign."""
    parts = _SIGNED.fullmatch(joined_label(text))
    return named(parts[2], mark=parts[1], ink=ink) if parts else None


def _parted(text: str) -> tuple[str, str]:
    """Return the name of a phase and the explanation that makes it a sentence.

    "Selvittely: tarpeen ja kustannusten kartoitus ennen kuin mitään päätetään" is "Selvittely".
    """
    label = text.strip(" :=")
    if len(label) <= _SHORT:
        return label, ""
    parting = re.search(r"\s*:\s|\s+[–-]\s+|\s*(?=\()|;\s|\.\s", label)
    name = label[: parting.start()].strip() if parting else ""
    if parting is None or not 1 < len(name) <= _SHORT:
        return label, ""
    return name, label[parting.end() :].strip()


def named(text: str, **told: Any) -> Phase:
    """Return the entry of a label, its explanation apart from its name."""
    label, explanation = _parted(text)
    return Phase(label, **told, explanation=explanation)


def sentence_entries(text: str, announced: bool = False) -> list[Phase]:
    """Return the entries of a sentence: "S = selvittely", "keltainen = selvittely".

    A colon or a dash explains ("S: selvittely, K: käyttöönotto") where a legend is announced, or
    where there are several.
    """
    told = _after_caption(text)
    announced = announced or begins_with_caption(text)
    coloured = [named(_bare(label), colour_name=name) for name, label in _NAMED.findall(told)]
    if not coloured:
        turned = _NAMED_LAST.findall(told)
        coloured = [named(_bare(label), colour_name=name) for label, name in turned]
    marked = [named(_bare(label), mark=mark) for mark, label in _SENTENCE.findall(told)]
    if not marked:
        listed = [named(_bare(label), mark=mark) for mark, label in _LISTED.findall(told)]
        marked = listed if len(listed) >= 2 or announced else []
    if announced and not marked and not coloured:
        parts = [_BESIDE.fullmatch(part) for part in _BETWEEN.split(told.strip(" .\n"))]
        known = [part for part in parts if part] if all(parts) else []
        marked = [named(_bare(p[3]), colour_name=p[1] or "", mark=p[2]) for p in known]
    return [entry for entry in (*coloured, *marked) if is_label(entry.label)]


def _bare(text: str) -> str:
    return re.sub(r"^(?:ja|sekä|och|and)\s+|\s+(?:ja|sekä|och|and)$", "", text.strip())


def _after_caption(text: str) -> str:
    """Return what a sentence tells, without the words that announce it."""
    head, colon, tail = text.partition(":")
    return tail if colon and is_caption(head) else text


def is_label(text: str) -> bool:
    """Whether a text can be the name of a phase: words, no half-year, no caption, no goal."""
    goal = goal_in(text)
    return (
        1 < len(text) <= _LONGEST
        and any(c.isalpha() for c in text)
        and read_moment(text) is None
        and not is_caption(text)
        and (goal is None or goal.number is None)
    )
