"""The phases of a document: what a person tells of them, and one name for each, in order."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

from digitiekartta.basics.colours import RGB, hexadecimal
from digitiekartta.basics.files import reason
from digitiekartta.basics.kinds import DOCUMENTS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.colour_names import is_colour_name
from digitiekartta.documents.importing.legend import NO_LABELS, TO_NAME, Legend, is_label
from digitiekartta.documents.importing.neutral import Measure, Phase
from digitiekartta.documents.importing.safety import UNREADABLE_FILE
from digitiekartta.documents.importing.shades import from_hex, is_white, same
from digitiekartta.documents.importing.words import (
    distance,
    folded,
    joined_label,
    letters,
    near,
)

_LONGEST = 100_000
# What parts two phases in one text, and how alike a word and a phase's name begin.
_PARTED = re.compile(r"[/+,;&→–]|->|\b(?:ja|sekä|och)\b")
USUAL = (
    *("selvitys", "suunnittelu", "valmistelu", "päätös", "hankinta", "kilpailutus", "pilotointi"),
    *("käyttöönotto", "toteutus", "jatkuva toiminta", "päättynyt", "valmis"),
    *("utredning", "planering", "beslut", "genomförande", "fortlöpande", "avslutad"),
)
"""What phases are mostly called, where a document does not say."""
_FEW_WORDS, _BEGINNING, _STEM = 3, 3, 6
BAD_PHASE = DOCUMENTS.error(
    "bad-phase",
    "”{line}” ei kerro vaihetta.",
    "Kirjoita väri tai merkki, yhtäsuuruusmerkki ja vaiheen nimi, esimerkiksi"
    ' "#FFD966=selvittely" tai "x=toteutus".',
    example="--phase keltainen",
)
_UNREADABLE = UNREADABLE_FILE.worded(
    UNREADABLE_FILE.message, "Tarkista valinnan --phases-file tiedosto."
)


def read_phases(options: Iterable[str], file: Path | None) -> dict[str, str] | Problem:
    """Return what colours ("#ffd966"), marks and words (folded) mean, or what is wrong with one.

    Args:
        options: Each "COLOUR=PHASE" or "MARK=PHASE"; goes before what the file says.
        file: One such line a row; empty lines and those that begin with "# " are left out.
    """
    try:
        lines = _lines(file) if file is not None else []
    except (OSError, UnicodeDecodeError) as error:
        why = reason(error) if isinstance(error, OSError) else "se ei ole UTF-8-tekstiä"
        name = str(file and file.name)
        return _UNREADABLE.at(Place(name), name=name, why=why)
    told: dict[str, str] = {}
    for line in [*lines, *options]:
        sign, _, phase = (part.strip() for part in line.partition("="))
        colour = from_hex(sign) if sign.startswith("#") else None
        is_named = phase not in ("", TO_NAME)  # an option that was proposed is not yet an answer
        if not sign or not is_named or (sign.startswith("#") and colour is None):
            return BAD_PHASE.at(
                Place(file.name if file is not None and line in lines else "--phase"), line=line
            )
        told[folded(sign) if colour is None else hexadecimal(colour)] = phase
    return told


def told_legend(told: Mapping[str, str]) -> Legend:
    """Return the legend of what ``read_phases`` gives; a colour's name may be a word, too."""
    entries = []
    for sign, phase in told.items():
        if (colour := from_hex(sign) if sign.startswith("#") else None) is not None:
            entries.append(Phase(phase, colour))
            continue
        entries.append(Phase(phase, mark=sign))
        if is_colour_name(sign):
            entries.append(Phase(phase, colour_name=sign))
    return Legend.of(sorted(entries, key=lambda one: one.colour is None))


def signs_met(told: Legend, met: Iterable[RGB | str]) -> frozenset[str]:
    """Return the signs of what a person told that explain colours and marks of a document."""
    met = set(met)
    labels = {told.of_colour(colour) for colour in met if not isinstance(colour, str)}
    return frozenset(
        entry.colour_name or (hexadecimal(entry.colour) if entry.colour else entry.mark or "")
        for entry in told.entries
        if entry.mark in met or (entry.colour is not None and entry.label in labels)
    )


def _lines(file: Path) -> list[str]:
    lines = file.read_text("utf-8-sig")[:_LONGEST].splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("# ", "#\t"))]


def one_name_per_phase(blocks: list[Block]) -> list[tuple[str, str]]:
    """Give each phase one name in all legends.

    Names that differ only in layout become the first of them, a hyphen at a line's end left
    out where another does without. Of two like names of one colour the first holds too; these
    pairs are returned.
    """
    entries = [entry for block in blocks for entry in block.legend.entries]
    written: dict[str, str] = {}
    for entry in entries:
        key = letters(entry.label)
        written[key] = min(written.get(key, entry.label), entry.label, key=len)
    first: dict[RGB, str] = {}
    renamed: dict[str, str] = {}
    for block in blocks:
        own = {letters(entry.label) for entry in block.legend.entries}
        coloured = [
            (letters(entry.label), entry.colour) for entry in block.legend.entries if entry.colour
        ]
        for key, colour in coloured:
            for known, other in first.items():
                if other not in own and same(known, colour) and _like(other, key):
                    renamed.setdefault(key, other)
        for key, colour in coloured:
            if key not in renamed:
                first.setdefault(colour, key)
    for block in blocks:
        block.legend = Legend.of(
            replace(entry, label=written[renamed.get(key := letters(entry.label), key)])
            for entry in block.legend.entries
        )
    return [(written[one], written[other]) for one, other in renamed.items()]


def _without_misspelt(entries: Sequence[Phase]) -> list[Phase]:
    """Return words without those that lack a letter of another ("päätäminen")."""
    words = {letters(entry.label) for entry in entries}
    return [
        entry
        for entry in entries
        if not any(
            len(word) == len(own := letters(entry.label)) + 1 and distance(own, word, 1) == 1
            for word in words
        )
    ]


def _like(one: str, other: str) -> bool:
    return one[:5] == other[:5] or SequenceMatcher(None, one, other).ratio() >= 0.6


def phases_of(blocks: list[Block], told: Legend, seen: Sequence[str]) -> tuple[Phase, ...]:
    """Return the phases as legends, then the person, then the cells tell them."""
    entries = [entry for block in blocks for entry in block.legend.entries]
    if not entries:
        labels = (joined_label(word) for block in blocks for word in block.words)
        entries = _without_misspelt([Phase(label) for label in labels if is_label(label)])
    phases: dict[str, Phase] = {}
    by_person = (entry for entry in told.entries if entry.label not in NO_LABELS)
    for entry in (*entries, *by_person, *map(Phase, seen)):
        known = phases.setdefault(letters(entry.label), Phase(entry.label))
        phases[letters(entry.label)] = replace(
            known,
            colour=known.colour or entry.colour,
            mark=known.mark or entry.mark,
            explanation=known.explanation or entry.explanation,
        )
    return tuple(phases.values())


def phase_words(blocks: list[Block]) -> frozenset[str]:
    """Return the words that stand for phases where no legend tells any: short ones that recur.

    In painted cells each must have a colour of its own, or the words say something else.
    """
    if any(block.legend for block in blocks):
        return frozenset()
    cells = [
        (folded(cell.text), cell.colour)
        for block in blocks
        for line in block.lines
        if line.cell(block.columns.title).text
        for _, cell in block.schedule_cells(line)
        if _is_word(folded(cell.text))
    ]
    plain = Counter(word for word, colour in cells if is_white(colour))
    words = {word for word, number in plain.items() if number >= 2}
    pairs = Counter((word, colour) for word, colour in cells if not is_white(colour))
    one_to_one = len(pairs) == len({word for word, _ in pairs}) == len({c for _, c in pairs})
    if one_to_one and max(pairs.values(), default=0) >= 2:
        words |= {word for word, _ in pairs}
    return frozenset(words)


def _is_word(word: str) -> bool:
    return len(word) >= 4 and len(word.split()) <= 3 and not re.search(r"[\d.:;]", word)


def without_states(phases: tuple[Phase, ...], measures: Sequence[Measure]) -> tuple[Phase, ...]:
    """Return no phases where no half-year has one, and a legend told a column's states instead."""
    used = any(one.schedule for one in measures)
    told = {letters(text) for one in measures for text in one.extra.values()}
    return () if not used and any(letters(one.label) in told for one in phases) else phases


def resembled(
    text: str, labels: Iterable[str], marks: Mapping[str, str], usual: Iterable[str] = USUAL
) -> tuple[str, ...]:
    """Return the phases that a text of a half-year resembles: none, one, or several of them.

    Those of the document go before others that are usual. "Totetus", "tot." and "toteutetaan"
    resemble toteutus, "S/T" two phases by their marks.
    """
    names: dict[str, str] = {}
    for name in (*labels, *usual):
        names.setdefault(letters(name), name)
    found: dict[str, None] = {}
    for part in _PARTED.split(folded(text)):
        bare = part.strip(" .()?!*:")
        word = letters(bare)
        if not word or len(bare.split()) > _FEW_WORDS:
            continue
        if bare in marks:
            found[marks[bare]] = None
        elif label := _likest(word, names):
            found[label] = None
    return tuple(found)


def _likest(word: str, names: Mapping[str, str]) -> str | None:
    """Return the name that a word is misspelt, begins or goes on from, or shares its stem with."""

    def begins(name: str) -> bool:
        short, long = sorted((word, name), key=len)
        return len(short) >= _BEGINNING and long.startswith(short)

    def has_stem(name: str) -> bool:
        return word[:_STEM] == name[:_STEM] and min(len(word), len(name)) >= _STEM

    ways = (functools.partial(near, word), begins, has_stem)
    return next((names[name] for way in ways for name in names if way(name)), None)
