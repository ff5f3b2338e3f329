"""Half-years as people write them at the head of a column: "Syky 2025", "K25", "1-6/2025".

Forgiving on purpose: content is read strictly, the documents of municipalities are not.
"""

import functools
import re
from dataclasses import dataclass, replace

from digitiekartta.basics.halfyears import AUTUMN, SPRING, HalfYear
from digitiekartta.documents.importing.words import folded, near
from digitiekartta.roadmap.values import read_date

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?<![\d.])['’-]?([2-4]\d)(?!\d)")
_NUMERALS = {"1": SPRING, "i": SPRING, "2": AUTUMN, "ii": AUTUMN}
_WORDS = {
    SPRING: (
        *("kevät", "kevätkausi", "kevätlukukausi", "alkuvuosi", "alkupuoli", "alkupuolisko"),
        *("vår", "våren", "vårterminen", "spring"),
    ),
    AUTUMN: (
        *("syksy", "syyskausi", "syyslukukausi", "loppuvuosi", "loppupuoli", "loppupuolisko"),
        *("höst", "hösten", "höstterminen", "autumn"),
    ),
}
_SHORT_WORDS = {
    **dict.fromkeys(("k", "kl", "kev", "vt", "alku"), SPRING),
    **dict.fromkeys(("s", "sl", "syk", "ht", "loppu"), AUTUMN),
}
# Two seasons of one half: it is told, but not for certain the whole half.
_SEASONS = {"kesä": SPRING, "sommar": SPRING, "talvi": AUTUMN, "vinter": AUTUMN}
_YEAR_WORDS = re.compile(r"^(vuosi|vuonna|vuoden|vuodelle|v\.|år|året|år)\s+(?=20\d\d)")
_FOOTNOTE = re.compile(r"(?:\s*\*+|\s+\d{1,2}\)|[¹²³⁴⁵⁶⁷⁸⁹])$")
_WHOLE_YEAR = re.compile(
    r"\b(?:kevät|vår|våren)\s*(?:-|/|&|ja|och)\s*(?:syksy|höst|hösten)\b|"
    r"\btammi\w*\s*-\s*joulu\w*|\b1\.?\s*-\s*12\b\.?|\b1\.1\.?\s*-\s*31\.12\b\.?"
)
_NUMBER_FIRST = re.compile(r"^([1-4])\s?([qh])\s*[/-]?\s*(?=(?:20)?[2-4]\d$)")
_MONTHS_OF_YEAR = re.compile(r"^(\d{1,2}\s*-\s*\d{1,2}|\d{1,2})\s*/\s*([2-4]\d)$")
_FROM_TO = re.compile(r"^(\d{1,2})\s*[/.]\s*(20\d\d)\s*-\s*(\d{1,2})\s*[/.]\s*\2$")
_BOTH_HALVES = re.compile(
    r"^(?:k|kl|kevät)\s?(?:20)?([2-4]\d)\s*[-/]\s*(?:s|sl|syksy)\s?(?:20)?\1$"
)
_MONTHS = (
    *("tammi|jan(uari)?", "helmi|feb(ruari)?", "maalis|mars?", "huhti|apr(il)?", "touko|maj|may"),
    *("kesä|juni?", "heinä|juli?", "elo|aug(usti)?", "syys|sept?(ember)?", "loka|o[ck]t(ober)?"),
    *("marras|nov(ember)?", "joulu|de[cs](ember)?"),
)
_RANGE = re.compile(r"(\d{1,2})\.?(?:\s*(?:kk)?)\s*-\s*(\d{1,2})\.?")
_DAYS = re.compile(r"1\.(\d{1,2})\.?\s*-\s*3[01]\.(\d{1,2})\.?")
_QUARTER = re.compile(
    r"\bq\s?([1-4])\b|\b(iv|iii|ii|i|[1-4])\.?\s*(?:neljännes|kvartaali|kvartal)\w*"
)
_TWO_QUARTERS = re.compile(r"q\s?([13])\s*(?:[-/+&]|ja)\s*q?\s?([24])")
_HALF = re.compile(
    r"\bh\s?([12])\b|"
    r"\b([12]|ii|i)\.?\s*(?:puolivuosi\w*|vuosipuolisko\w*|puolisko|halvår\w*)"
)
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Moment:
    """What the head of a column says of time: a year, a half of it, or both.

    ``exact`` is False when the column is only a part of a half-year (a quarter, a month), and
    ``is_day`` tells that it is a date, which also stands in rows of measures.
    """

    year: int | None
    half: int | None
    exact: bool = True
    is_day: bool = False

    @property
    def halfyears(self) -> tuple[HalfYear, ...]:
        """The half-years meant: both of a bare year, none without a year."""
        if self.year is None:
            return ()
        halves = (self.half,) if self.half else (SPRING, AUTUMN)
        return tuple(HalfYear(self.year, half) for half in halves)

    @property
    def full(self) -> bool:
        """Whether both year and half are told."""
        return self.year is not None and self.half is not None


@functools.lru_cache(maxsize=10_000)
def read_moment(text: str) -> Moment | None:
    """Return what the head of a column says of time, None when it says nothing or more."""
    words = _plain(folded(text))
    if not words or len(words) > _LONGEST:
        return None
    if (day := read_date(words.removesuffix(" 00:00:00"))) is not None:
        return Moment(day.year, HalfYear.of(day).half, is_day=True)
    year, rest = _year(words)
    if year is None and not re.search("[^\\W\\d]", rest):
        return None
    half, exact = _half(rest)
    if half is None and rest.strip(" .,:/-()'"):
        return _with_short_year(words) if year is None else None
    if half is None and year is None:
        return None
    return Moment(year, half, exact)


def _plain(words: str) -> str:
    """Return the words without footnotes and "vuosi", and short forms in the usual order."""
    words = _YEAR_WORDS.sub("", _FOOTNOTE.sub("", words))
    words = _WHOLE_YEAR.sub("", _NUMBER_FIRST.sub(r"\2\1 ", words))
    words = _BOTH_HALVES.sub(r"20\1", _FROM_TO.sub(r"\1-\3/\2", words))
    return _MONTHS_OF_YEAR.sub(r"\1/20\2", words)


def join(parts: list[Moment]) -> Moment | None:
    """Return what the stacked heads of one column say together: a year above, a half below."""
    full = [part for part in parts if part.full]
    if full:
        return replace(full[-1], exact=all(part.exact for part in parts))
    year = next((part.year for part in reversed(parts) if part.year), None)
    half = next((part for part in reversed(parts) if part.half), None)
    if year is None:
        return None
    return Moment(year, half.half if half else None, half.exact if half else True)


def _year(words: str) -> tuple[int | None, str]:
    years = {int(year) for year in _YEAR.findall(words)}
    if len(years) != 1:
        return None, words
    return years.pop(), _YEAR.sub(" ", words)


def _with_short_year(words: str) -> Moment | None:
    short = _SHORT_YEAR.search(words)
    if short is None:
        return None
    half, exact = _half(words[: short.start()] + " " + words[short.end() :])
    return Moment(2000 + int(short[1]), half, exact) if half else None


def _half(rest: str) -> tuple[int | None, bool]:
    """Return the half that the words beside the year mean, and whether they mean all of it."""
    cleaned = rest.strip(" .,:/-()'")
    if cleaned in _SHORT_WORDS:
        return _SHORT_WORDS[cleaned], True
    if cleaned in _NUMERALS:
        return _NUMERALS[cleaned], True
    # "7/2025" is a month that begins a half, "02/2025" February.
    if cleaned.isdecimal() and (3 <= int(cleaned) <= 12 or cleaned in ("01", "02")):
        return (SPRING if int(cleaned) <= 6 else AUTUMN), int(cleaned) == 7
    if parts := _HALF.fullmatch(cleaned):
        return _NUMERALS[parts[1] or parts[2]], True
    if (parts := _TWO_QUARTERS.fullmatch(cleaned)) and int(parts[2]) - int(parts[1]) == 1:
        return (SPRING if parts[1] == "1" else AUTUMN), True
    if parts := _QUARTER.fullmatch(cleaned):
        number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(parts[2] or "") or int(
            parts[1] or parts[2]
        )
        return (SPRING if number <= 2 else AUTUMN), False
    if seasons := _seasons(cleaned):
        return seasons
    if months := _months(cleaned):
        return months
    return _season(cleaned), True


def _seasons(cleaned: str) -> tuple[int, bool] | None:
    """Return the half in which two seasons lie ("kevät ja kesä"), None when it is not that.

    One season in two languages ("Vår / Kevät") is all of its half.
    """
    words = re.split(r"\s*(?:-|/|&|\bja\b|\boch\b)\s*", cleaned)
    halves = {_SEASONS.get(word) or _season(word) for word in words}
    half = halves.pop() if len(words) == 2 and len(halves) == 1 else None
    return (half, not _SEASONS.keys() & set(words)) if half else None


def _season(cleaned: str) -> int | None:
    """Return the half that one word means, misspelt perhaps, with others in brackets after it."""
    word, _, more = cleaned.partition(" ")
    if not word.isalpha():
        return None
    if more and not more.lstrip().startswith("("):
        return None
    if len(word) < 3:
        return None
    for half, names in _WORDS.items():
        if any(word == name or near(word, name) for name in names):
            return half
    if word.startswith("kevä"):
        return SPRING
    if word.startswith("syksy") or (word.startswith(("syks", "syys")) and len(word) <= 6):
        return AUTUMN
    return None


def _months(cleaned: str) -> tuple[int, bool] | None:
    """Return the half in which a run of months lies, None when the words are no months."""
    if ends := _RANGE.fullmatch(cleaned) or _DAYS.fullmatch(cleaned):
        first, last = int(ends[1]), int(ends[2])
    else:
        words = [word for word in re.split(r"\s*-\s*", cleaned) if word]
        numbers = [
            number
            for word in words
            for number, month in enumerate(_MONTHS, 1)
            if re.fullmatch(rf"(?:{month})(kuu|k)?\.?", word)
        ]
        # "Syys" alone is a misspelt autumn, not September.
        if not numbers or len(numbers) != len(words) or words == ["syys"]:
            return None
        first, last = numbers[0], numbers[-1]
    if not 1 <= first <= last <= 12 or (first <= 6) != (last <= 6):
        return None
    return (SPRING if first <= 6 else AUTUMN), last - first == 5
