"""A cell that names several parties: split where that is sure, whole where it is not.

The register (tahot.yml and its other spellings) is the memory: what it knows, is found in a
cell whatever stands between. What is new is taken only from plain lists.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from digitiekartta.basics.text import one_line, sentence_case

Known = Callable[[str], str | None]
"""The register's name for a party by any of its spellings, None when it knows none."""

# What may stand between two names that are known both.
_BETWEEN = re.compile(r"(?:[\s,;/&+•·.:–-]|\b(?:ja|sekä)\b)*", re.IGNORECASE)
# What parts a list, outside brackets.
_PARTS = re.compile(r"[,\n](?![^()]*\))")
_WRAPPED = re.compile(r"\n(?=\s*[(a-zåäö])")
# Signs of more than one name, or of a sentence.
_NOT_ONE_NAME = re.compile(r"[/&+:!?]|\b(?:ja|sekä|tai|yhdessä|kanssa|mm)\b|\.\s", re.IGNORECASE)
_AFTER_BRACKET = re.compile(r"\)\s+\w")
_SHARED_ENDING = re.compile(r"-\s+(?:ja|sekä)\s+")
# What a company's or an association's name ends in, and no other begins with.
_ENDING = r"(?i:oyj?|abp?|ry|ky|tmi|kuntayhtymä)\b"
_LIKELY = re.compile(
    r"[/&+,;](?![^()]*\))|\.\s|\b(?:ja|sekä|tai)\b(?![^()]*\))"
    rf"|(?<=\))\s+(?=\w)|\s(?!{_ENDING})(?=[A-ZÅÄÖ][a-zåäö])"
)
# Abbreviations and addresses are no words that begin a name: "it", "kuntalaisaloite.fi".
_AS_WRITTEN = re.compile(r"\w{1,3}\b|\S*\w\.\w")
_ENDS = re.compile(r"(?=[\s,;/.])|\Z")
_LONGEST_NAME = 5  # words
_LONGEST_CELL = 500  # letters; a longer one is no list of names


@dataclass(frozen=True, slots=True)
class Names:
    """What a cell names: in its order, each once; ``sure`` tells whether it was understood."""

    names: tuple[str, ...]
    sure: bool = True


def split(cell: str, known: Known) -> Names:
    """Return the names in a cell, those of the register as the register writes them.

    A semicolon parts names for certain. Without one, what is neither known nor a plain list
    stays whole and is not sure.
    """
    if ";" in cell:
        return split_lines(cell, known)
    whole = one_line(cell)
    if not whole:
        return Names(())
    if names := _known_names(whole, known):
        return Names(names)
    listed: list[str] = []
    for part in _PARTS.split(_WRAPPED.sub(" ", cell)):
        name = one_line(part).rstrip(".")
        if names := _known_names(name, known):
            listed += names
        elif _is_one_name(name):
            listed.append(_as_name(name))
        elif name:
            return Names((whole,), sure=False)
    return Names(tuple(dict.fromkeys(listed)))


def split_lines(cell: str, known: Known) -> Names:
    """Return what stands in a cell on lines or between semicolons; known names are found too."""
    parts = (one_line(part) for part in re.split(r"[;\n]", cell))
    names = (name for part in parts if part for name in _known_names(part, known) or (part,))
    return Names(tuple(dict.fromkeys(names)))


def learn(cells: Iterable[str], known: Known) -> Mapping[str, str]:
    """Return the names that stand alone in some cell: folded name → name as first written.

    Such a cell tells that its text is one name, which helps to split others.
    """
    learnt: dict[str, str] = {}
    for cell in cells:
        whole = one_line(cell)
        if whole and not known(whole) and not re.search("[,;]", whole) and _is_one_name(whole):
            learnt.setdefault(whole.casefold(), _as_name(whole))
    return learnt


def _is_one_name(text: str) -> bool:
    # "Viestintä- ja markkinointikoordinaattori" is one name.
    words = _SHARED_ENDING.sub("-", text).split()
    if not 1 <= len(words) <= _LONGEST_NAME or _NOT_ONE_NAME.search(" ".join(words)):
        return False
    if _AFTER_BRACKET.search(text):
        return False
    # Two names without anything between begin both with a capital letter.
    others = (word for word in words[1:] if not re.fullmatch(_ENDING, word))
    return not any(word[:1].isupper() and not word.isupper() for word in others)


def _as_name(text: str) -> str:
    return text if _AS_WRITTEN.match(text) else sentence_case(text)


def _known_names(text: str, known: Known) -> tuple[str, ...]:
    """Return the names when known ones cover the whole text but what parts them, else none."""
    if name := known(text):
        return (name,)
    if len(text) > _LONGEST_CELL:
        return ()
    # From the end backwards: which names cover the text from each place where one may begin.
    ends = sorted({end.start() for end in _ENDS.finditer(text)})
    covered: dict[int, tuple[str, ...]] = {len(text): ()}
    for start in reversed([0, *ends[:-1]]):
        begin = _skip(text, start)
        for end in reversed(ends):
            rest = covered.get(_skip(text, end))
            if begin < end and rest is not None and (name := known(text[begin:end])):
                covered[begin] = (name, *rest)
                break
    return tuple(dict.fromkeys(covered.get(_skip(text, 0), ())))


def _skip(text: str, start: int) -> int:
    between = _BETWEEN.match(text, start)
    return between.end() if between else start


def likely_parts(cell: str) -> tuple[str, ...]:
    """Return the names that an unsure cell may hold, none where nothing parts it in two.

    A part in the genitive is no name but the beginning of one ("Lukion ja peruskoulun rehtori").
    """
    joining = [ending[0] for ending in _SHARED_ENDING.finditer(one_line(cell))]
    whole = _SHARED_ENDING.sub("\0", one_line(cell))
    parts = (
        re.sub("\0", lambda _: joining.pop(0), part).strip(" .") for part in _LIKELY.split(whole)
    )
    names = tuple(dict.fromkeys(_as_name(part) for part in parts if part))
    is_cut = any(name.endswith("n") and " " not in name for name in names[:-1])
    return names if len(names) > 1 and not is_cut else ()
