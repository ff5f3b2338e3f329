"""Goals and groups as documents name them: "Tavoite 2: Tiedon hyödyntäminen (jatkuu)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from digitiekartta.basics.text import one_line
from digitiekartta.documents.importing.words import folded

# A letter is a number only where its mark shows it: "Tavoite A: …", not "Tavoite E-asiointi".
_NUMBER = r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-H](?=\s*(?:[.:)]|\s[–—-]\s|$)))"
_WORD = r"(?:strateginen |digi)?(?:pää)?tavoite|painopiste(?:alue)?|päämäärä|kehittämiskärki|mål"
_WORD_FIRST = re.compile(
    rf"(?:{_WORD})\s*(?:nro\.?\s*)?{_NUMBER}\s*(?:[.:)–—-]+|\s|$)\s*(?P<title>.*)",
    re.IGNORECASE,
)
_NUMBER_FIRST = re.compile(
    rf"{_NUMBER}\s*\.\s*(?:{_WORD})\s*(?:[.:–—-]+\s*|$)(?P<title>.*)", re.IGNORECASE
)
_WITHOUT_NUMBER = re.compile(rf"(?:{_WORD})\s*:\s*(?P<title>\S.*)", re.IGNORECASE)
_CONTINUED = re.compile(r"\s*[(–—,-]*\s*\b(jatkuu|jatkoa|jatk\.)\)?\s*$", re.IGNORECASE)
_GENERIC = re.compile(
    r"tiekart|digistrateg|(?:digi|kehittämis|toimenpide|toimeenpano|tuottavuus)\w*ohjelma\b|"
    r"\b(?:kunnan|kaupungin)\b.*(?:ohjelma|strategia|agenda|salkku)\b|digi\w*agenda|hankesalk|"
    r"handlingsplan|färdplan|toimenpi|aikataul|suunnitelm|taulukko|liite\b|päivitetty|"
    r"hyväksytty|luonnos|sivu \d|taul\d*$|sheet\s*\d*$|blad\d*$|välilehti|"
    r"värien|selite|\d{1,2}\.\d{1,2}\.20\d\d|kaupunginhallitus|kunnanhallitus|tekijän nimi"
)
_ROMAN_NUMBERS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMAN = {sign: number for number, sign in enumerate(_ROMAN_NUMBERS, 1)}
_LETTERS = tuple("ABCDEFGH")
_GROUP = re.compile(r"(?P<title>\S.*?)\s+-\s?(toimenpide)?kokonaisuus", re.IGNORECASE)
_OUTLINE = re.compile(
    r"(?:(?P<figures>\d{1,2}(?:\.\d{1,2})*)(?:[.):]?\s+|[.):]?$)"
    r"|(?P<number>[IVX]{1,4}[.):]?|[A-H][.)])\s+)(?P<title>.*)"
)
# "Teema 1: Asukas ensin": whatever documents call what they count.
_CALLED = re.compile(r"[^\W\d_]{4,}(?:[ -][^\W\d_]+)? (\d{1,2}|[IVX]{1,4})\s*[:.–-]\s+(\S.*)")
# A heading of further measures tells a goal, whatever kind of document it names.
_FURTHER = re.compile(r"(?:\d[\d.]*\s+)?(?:liite(?:\s+\d+)?\s*[:.-]?\s+)?muu(?:t|ta|ita)?\b")
_CHAPTER = re.compile(r"(\d{1,2})\.\s+[^\W\d_]\S*(?: \S+){0,5}")


@dataclass(frozen=True, slots=True)
class GoalName:
    """A goal as it is called: number and title, either may be missing; A is number 1.

    ``within`` is the number of the goal of which it is a part: 1 of "Tavoite 1.2".
    """

    number: int | None
    title: str
    letter: str = ""
    within: int | None = None

    def same(self, other: GoalName | None) -> bool:
        """Whether two names mean one goal: equal numbers, and titles unless one is missing."""
        if other is None:
            return False
        if self.number is not None and other.number is not None and self.number != other.number:
            return False
        one, two = folded(self.title), folded(other.title)
        if not one or not two:
            return self.number is not None and self.number == other.number
        return one == two or (
            self.number is not None and self.number == other.number and (one in two or two in one)
        )


def goal_in(text: str) -> GoalName | None:
    """Return the goal that a text names, None when it names none."""
    words = without_continuation(one_line(text)).strip(" *#_")
    parts = (
        _WORD_FIRST.fullmatch(words)
        or _NUMBER_FIRST.fullmatch(words)
        or _WITHOUT_NUMBER.fullmatch(words)
    )
    if parts is None:
        return None
    sign = (parts.groupdict().get("number") or "").upper()
    title = parts["title"].strip(" *_")
    if "." in sign:
        return GoalName(None, title, within=int(sign.partition(".")[0]))
    return GoalName(_counted(sign), title, sign if sign in _LETTERS else "")


def numbered_goal(text: str) -> GoalName:
    """Return the goal of a heading or sheet name that does not say "tavoite"."""
    words = without_continuation(one_line(text)).strip(" *#_")
    if called := _CALLED.fullmatch(words):
        return GoalName(_counted(called[1]), called[2])
    parts = _OUTLINE.fullmatch(words)
    number = outline_in(words)
    if parts is None or not number or not parts["title"]:
        return GoalName(None, words)
    if len(number) > 1:  # of a chapter in a chapter
        return GoalName(None, parts["title"])
    sign = (parts["number"] or "").rstrip(".):")
    return GoalName(number[0], parts["title"], sign if sign in _LETTERS else "")


def outline_in(text: str) -> tuple[int, ...]:
    """Return the number that a text begins with: (2, 1) of "2.1 Kurssit", () without one.

    A word may stand before it ("Teema 2: Kurssit").
    """
    words = one_line(text)
    called, parts = _CALLED.fullmatch(words), _OUTLINE.fullmatch(words)
    if called and (counted := _counted(called[1])):
        return (counted,)
    if parts is None:
        return ()
    if figures := parts["figures"]:
        return tuple(map(int, figures.split(".")))
    number = _counted(parts["number"].rstrip(".):"))
    return (number,) if number is not None else ()


def chapter_in(text: str) -> int | None:
    """Return the number of a chapter heading ("2. OSAAMINEN"), None when it is none."""
    parts = _CHAPTER.fullmatch(one_line(text))
    return int(parts[1]) if parts else None


def group_in(text: str) -> str | None:
    """Return the group that a heading outside tables names ("Digituki -toimenpidekokonaisuus")."""
    parts = _GROUP.fullmatch(one_line(text))
    return parts["title"] if parts else None


def is_generic(text: str) -> bool:
    """Whether a heading says only what kind of document it is, or when it was made."""
    words = folded(text)
    generic = _GENERIC.search(words) is not None and not _FURTHER.match(words)
    return not words or len(words) > 150 or generic


def without_continuation(text: str) -> str:
    """Return a title without "(jatkuu)" at its end."""
    return _CONTINUED.sub("", text)


def _counted(sign: str) -> int | None:
    """Return the number of a goal in figures, Roman figures or a letter, None without one."""
    if sign.isdecimal():
        return int(sign)
    return _ROMAN.get(sign) or (_LETTERS.index(sign) + 1 if sign in _LETTERS else None)
