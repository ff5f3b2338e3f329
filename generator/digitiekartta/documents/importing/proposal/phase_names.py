"""The names of phases: as sentences need them, their marks, and what they mean in common."""

import re
from collections.abc import Collection, Mapping, Sequence

from digitiekartta.basics.text import ended, sentence_case
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.words import line
from digitiekartta.roadmap import model

# What phases mean in common, by the beginnings of Finnish and Swedish words that say so.
_BEGINNINGS: Mapping[model.CommonPhase, tuple[str, ...]] = {
    "selvitys": ("selvi", "kartoit", "tutki", "utred", "kartlägg"),
    "valmistelu": ("valmist", "suunnit", "kilpailut", "planer", "förbered"),
    "päätös": ("päät", "hyväksy", "beslut", "godkän"),
    "toteutus": (
        *("käyttöön", "toteut", "aktiiv", "hanki", "hankin", "pilot", "kokeil", "käynnis"),
        *("genomför", "inför", "anskaff", "pågå"),
    ),
    "jatkuva": ("jatku", "ylläpi", "vakiint", "fortlöp", "löpande", "kontinuer"),
    "päättynyt": ("päätty", "valmis", "avslut", "färdig", "klar"),
}
_MEANINGS = {word: meaning for meaning, words in _BEGINNINGS.items() for word in words}
GUESS: model.CommonPhase = "toteutus"
# The partitive of a label cannot be made by rule; these two are what roadmaps write.
_PARTITIVES = {"jatkuva toiminta": "jatkuvaa toimintaa", "jatkuvaa toimintaa": "jatkuvaa toimintaa"}
_WORDS = re.compile(r"\w+")
_SHOUTED = re.compile("[A-ZÅÄÖ]{5,}")
_CAPITALISED = re.compile(r"(?:^|/ ?)[A-ZÅÄÖ][a-zåäö-]+(?!\w)")


def legend(documents: Sequence[Document]) -> Mapping[str, str]:
    """Return the names of the phases of all documents, and what is told of each beside its name.

    Each name stands there once, whatever its letter case, as it is written within a sentence.
    """
    phases: dict[str, tuple[str, str]] = {}
    for phase in (phase for document in documents for phase in document.phases):
        name = line(phase.label)
        phases.setdefault(name.casefold(), (name, line(phase.explanation)))
    labels = [name for name, _ in phases.values()]
    capitals = all(label[:1].isupper() for label in labels)
    texts = [row.text for document in documents for row in document.rows]
    return {_inside_sentence(name, capitals, texts): told for name, told in phases.values()}


def _inside_sentence(label: str, capitals: bool, texts: Sequence[str]) -> str:
    """Return a phase's name without capitals that only begin it: "Selvitys" is "selvitys".

    Abbreviations keep theirs ("IT-hankinta"), as do names of products: words that the texts have
    with a capital in the midst of a sentence. ``capitals`` says whether all labels begin with one.
    """
    if label.isupper():
        return _SHOUTED.sub(lambda word: word[0].lower(), label)

    def lowered(word: re.Match[str]) -> str:
        name, hyphen, _ = word[0].strip("/ ").partition("-")
        is_name = bool(hyphen) and common_meaning(name) is None
        is_name = is_name or any(
            re.search(rf"[a-zåäö,] {re.escape(name)}\b", text) for text in texts
        )
        sure = capitals or common_meaning(label) is not None
        return word[0].lower() if sure and not is_name else word[0]

    return _CAPITALISED.sub(lowered, label)


def common_meaning(label: str) -> model.CommonPhase | None:
    """Return the phase of the common list that a label names, None when it names none.

    A longer beginning beats a shorter one: "päättynyt" is no decision.
    """
    beginnings = [
        beginning
        for word in _WORDS.findall(label.casefold())
        for beginning in _MEANINGS
        if word.startswith(beginning)
    ]
    return _MEANINGS[max(beginnings, key=len)] if beginnings else None


def marks(labels: Sequence[str], taken: Collection[str] = ()) -> list[str]:
    """Return a mark of one or two letters for each label, from its first letters, all different."""
    used = {mark.casefold() for mark in taken}
    chosen = []
    for label in labels:
        letters = [letter for letter in label.upper() if letter.isalnum()] or ["V"]
        candidates = [letters[0], *(letters[0] + one for one in letters[1:])]
        candidates += [f"{letters[0]}{number}" for number in range(2, 10)]
        candidates += [str(number) for number in range(1, 100)]
        mark = next(one for one in candidates if one.casefold() not in used)
        used.add(mark.casefold())
        chosen.append(mark)
    return chosen


def phases_called(
    legend: Mapping[str, str], taken: Collection[str] = ()
) -> tuple[model.Phase, ...]:
    """Return new phases of these names, whose marks are none of those that are taken.

    What each means in words (selite) is the editor's to tell, unless the legend does.
    """
    return tuple(
        model.Phase.model_construct(
            name=label,
            mark=mark,
            common=common_meaning(label) or GUESS,
            explanation=ended(sentence_case(legend[label])) or None,
            partitive=_PARTITIVES.get(label.casefold()),
        )
        for label, mark in zip(legend, marks(list(legend), taken), strict=True)
    )
