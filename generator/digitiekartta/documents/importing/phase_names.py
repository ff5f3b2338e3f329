"""The phases of a document: one name for each, in the order in which they are told."""

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from digitiekartta.basics.colours import RGB, hexadecimal
from digitiekartta.documents.importing.blocks import Block
from digitiekartta.documents.importing.legend import Entry, Legend, is_label
from digitiekartta.documents.importing.neutral import Phase
from digitiekartta.documents.importing.schedule import Meanings
from digitiekartta.documents.importing.shades import same
from digitiekartta.documents.importing.words import distance, joined_label, letters


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


def _without_misspelt(entries: Sequence[Entry]) -> list[Entry]:
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


def phases_of(blocks: list[Block], meanings: Meanings, seen: Sequence[str]) -> tuple[Phase, ...]:
    """Return the phases as legends, then the person, then the cells tell them."""
    entries: list[Entry] = [entry for block in blocks for entry in block.legend.entries]
    if not entries:
        labels = (joined_label(word) for block in blocks for word in block.words)
        entries = _without_misspelt([Entry(label) for label in labels if is_label(label)])
    entries += [Entry(label, colour) for colour, label in meanings.colours.items()]
    entries += [Entry(label, None, mark) for mark, label in meanings.marks.items()]
    entries += [Entry(word) for word in seen]
    phases: dict[str, Phase] = {}
    for entry in entries:
        known = phases.setdefault(letters(entry.label), Phase(entry.label))
        colour = hexadecimal(entry.colour) if entry.colour else None
        phases[letters(entry.label)] = replace(
            known,
            colour=known.colour or colour,
            mark=known.mark or entry.mark,
            explanation=known.explanation or entry.explanation,
        )
    return tuple(phases.values())
