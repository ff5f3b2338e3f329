"""Why YAML could not read a file: the likeliest slip of the pen, told at the line to mend.

A YAML parser stops where it gives up, often a line or more after the slip, and its words
help no clerk. So the lines themselves are looked at, from where the parser stopped
upwards. Its words only decide what the lines leave open; libyaml and PyYAML's own parser
say the same in different words, and both are known.
"""

import re

import yaml

from digitiekartta.basics.halfyears import period_in
from digitiekartta.basics.kinds import FILES, Kind
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.source import place_at

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"

UNREADABLE = FILES.error(
    "yaml-syntax",
    "Riviä ei voi lukea: se ei ole muotoa ”kenttä: arvo” eikä ”- arvo”.",
    "Tarkista tämä ja edellinen rivi: kaksoispiste ja välilyönti kentän nimen jälkeen,"
    " lainausmerkit, sulkeet ja sisennys.",
    example="toimenpiteet/kurssit.yml: Lisätietoja saa kirjastosta",
)
TAB_INDENT = FILES.error(
    "tab-indent",
    "Rivin alussa on sarkain (Tab).",
    "Sisennä rivi välilyönneillä, kaksi kutakin tasoa kohti.",
    example="(Rivi on sisennetty sarkaimella.)",
)
ODD_SPACE = FILES.error(
    "odd-space",
    "Kaksoispisteen jälkeen on sitova tai muu erikoinen välilyönti.",
    "Poista se ja kirjoita tavallinen välilyönti.",
    example="(Rivillä on tekstinkäsittelyohjelmasta kopioitu sitova välilyönti.)",
)
ODD_COLON = FILES.error(
    "odd-colon",
    "Kaksoispisteen paikalla on toinen, sen näköinen merkki ({mark}).",
    "Poista se ja kirjoita tavallinen kaksoispiste ja välilyönti.",
    example="toimenpiteet/kurssit.yml: vastuu： Tietohallinto",
)
LIST_MARK = FILES.error(
    "list-mark",
    "Luettelon rivi alkaa merkillä {mark}, vaikka sen pitää alkaa yhdysviivalla.",
    "Kirjoita rivi muotoon ”- {rest}”.",
    example="toimenpiteet/kurssit.yml: • Tietohallinto",
)
MISSING_SPACE = FILES.error(
    "missing-space",
    "Kaksoispisteen perästä puuttuu välilyönti.",
    "Kirjoita rivi muotoon ”{key}: {rest}”.",
    example="toimenpiteet/kurssit.yml: vastuu:Tietohallinto",
)
MISSING_COLON = FILES.error(
    "missing-colon",
    "Kentän nimen ”{key}” perästä puuttuu kaksoispiste.",
    "Kirjoita rivi muotoon ”{line}”.",
    example="toimenpiteet/kurssit.yml: vastuu Tietohallinto",
)
UNCLOSED_BRACKET = FILES.error(
    "unclosed-bracket",
    "Arvo alkaa sulkeella {mark}, mutta ei lopu vastaavaan sulkeeseen.",
    "Kirjoita arvo lainausmerkkeihin, jos sulje kuuluu tekstiin: ”{example}”.",
    example="toimenpiteet/kurssit.yml: otsikko: [Tietoturvakurssi",
)
RESERVED_START = FILES.error(
    "reserved-start",
    "Arvo ei voi alkaa merkillä ”{mark}”.",
    "Kirjoita arvo lainausmerkkeihin: ”{example}”.",
    example="toimenpiteet/kurssit.yml: otsikko: @tietoturva",
)
ANCHOR = FILES.error(
    "yaml-anchor",
    "Arvo ei voi alkaa merkillä & tai *: ne ovat YAML-kielen viittauksia, joita ei käytetä.",
    "Kirjoita arvo lainausmerkkeihin tai poista merkki.",
    example="toimenpiteet/kurssit.yml: otsikko: *Tietoturvakurssi*",
)
TAG = FILES.error(
    "yaml-tag",
    "Arvo ei voi alkaa huutomerkillä: se on YAML-kielen tyyppimerkintä, jota ei käytetä.",
    "Kirjoita arvo lainausmerkkeihin tai poista huutomerkki.",
    example="toimenpiteet/kurssit.yml: otsikko: !Tietoturvakurssi",
)
BACKSLASH = FILES.error(
    "backslash-in-quotes",
    'Lainausmerkeissä " " on kenoviiva (\\), jolla on siellä oma merkityksensä.',
    "Kirjoita arvo yksinkertaisiin lainausmerkkeihin ' ', joissa kenoviiva on tavallinen merkki.",
    example='toimenpiteet/kurssit.yml: otsikko: "Tietoturva\\kurssi"',
)
UNCLOSED_QUOTE = FILES.error(
    "unclosed-quote",
    "Lainausmerkki aukeaa tässä, mutta sitä ei suljeta.",
    "Lisää lainausmerkki arvon loppuun. Jos merkki kuuluu tekstiin, käytä merkkiä ” tai ’.",
    example='toimenpiteet/kurssit.yml: otsikko: "Tietoturvakurssi',
)
TEXT_AFTER_QUOTE = FILES.error(
    "text-after-quote",
    "Arvo alkaa lainausmerkillä, mutta rivillä on tekstiä vielä sulkevan lainausmerkin jälkeen.",
    "Kirjoita koko arvo samoihin lainausmerkkeihin. Käytä tekstin sisällä merkkiä ” tai ’.",
    example='toimenpiteet/kurssit.yml: otsikko: "Tietoturva" ja sen kurssi',
)
TWO_COLONS = FILES.error(
    "two-colons",
    "Rivillä on kaksi kaksoispistettä, joten kentän nimeä ja arvoa ei voi erottaa toisistaan.",
    "Kirjoita arvo lainausmerkkeihin: ”{example}”.",
    example="toimenpiteet/kurssit.yml: otsikko: Kurssi: tietoturva",
)
_TEXT_GOES_ON = TWO_COLONS.worded(
    "Tekstissä on kaksoispiste, joten sitä ei voi kirjoittaa suoraan kentän nimen perään.",
    "Kirjoita riville vain ”{head} |-” ja koko teksti sen alle, jokainen rivi kahdella"
    " välilyönnillä sisennettynä.",
)
_NOT_INDENTED = UNREADABLE.worded(
    "Riviä ei voi lukea: se ei ole kenttä, eikä sitä ole sisennetty kentän ”{key}” jatkoksi.",
    "Jos rivi on jatkoa, sisennä se kahdella välilyönnillä. Jos tekstissä on kaksoispisteitä tai"
    " useita kappaleita, kirjoita kentän nimen riville vain ”{key}: |-” ja koko teksti sen alle.",
)
BAD_INDENT = FILES.error(
    "bad-indent",
    "Rivin sisennys ei sovi sitä ylempiin riveihin.",
    "Aloita rivi samasta kohdasta kuin muut saman tason rivit.",
    example="toimenpiteet/kurssit.yml: syksy 2026: selvitys",
)
NO_NAME = (
    "Rivillä ei ole nimeä kaksoispisteen edessä.",
    "Kirjoita nimi kaksoispisteen eteen tai poista rivi.",
)

# Editors' texts in remedies are cut to this many characters.
_LONGEST_EXAMPLE = 100
KEY = r"(?:(?:kevät|syksy) \d{4}|[a-z_]+)"
_START = r"^ *(?:- +)?"
INSTEAD_OF_COLON = r" *(?:=|[–—-](?= )) *"
# The slips that a single line shows: the place to mend is where "mark" stands.
_LIST_SLIPS = (
    (re.compile(rf"^ *(?P<mark>[•·▪◦‣●○■□–—*])[ \t{ODD_SPACES}](?P<rest>.*)"), LIST_MARK),
    (
        re.compile(r"^ *-(?P<mark>)(?P<rest>[^\s\d-].*)"),
        MISSING_SPACE.worded(
            "Rivin alussa olevan viivan perästä puuttuu välilyönti.",
            "Kirjoita rivi muotoon ”- {rest}”.",
        ),
    ),
)
_ODD_BEGINNING = (
    re.compile(rf"^[ -]*(?P<mark>[{ODD_SPACES}])"),
    ODD_SPACE.worded(
        "Rivin alussa on sitova tai muu erikoinen välilyönti.",
        "Poista rivin alussa oleva tyhjä ja kirjoita se uudelleen tavallisilla välilyönneillä.",
    ),
)
ODD_LINE = re.compile(
    "|".join(
        r"\n" + re.sub(r"\?P<\w+>", "?:", pattern.pattern.removeprefix("^"))
        for pattern, _ in (_ODD_BEGINNING, *_LIST_SLIPS)
    )
)
"""The beginning of a line with one of the slips that YAML does not notice."""
_SLIPS = (
    (
        re.compile(r"^ *-(?P<mark>\t)"),
        TAB_INDENT.worded(
            "Rivin alussa olevan viivan perästä puuttuu välilyönti: sen paikalla on sarkain (Tab).",
            "Poista sarkain ja kirjoita välilyönti.",
        ),
    ),
    _ODD_BEGINNING,
    (
        re.compile(r"^(?P<mark>\.\.\.) *$"),
        UNREADABLE.worded(
            "Rivi ... päättää tiedoston, joten sen jälkeistä ei lueta.", "Poista rivi."
        ),
    ),
    (re.compile(r"^ *(?:- +)*(?P<mark>:)(?: |$)"), UNREADABLE.worded(*NO_NAME)),
    (re.compile(rf"{_START}{KEY}:(?P<mark>[{ODD_SPACES}])"), ODD_SPACE),
    (re.compile(rf"{_START}{KEY} ?(?P<mark>[：﹕︓꞉∶])"), ODD_COLON),
    *_LIST_SLIPS,
    (re.compile(rf"{_START}(?P<key>{KEY}):(?P<mark>)(?P<rest>[^\s/].*)"), MISSING_SPACE),
    (
        re.compile(
            rf"{_START}(?P<key>{KEY})(?P<mark>)(?= *$| +[^\s:]| *=)(?!.*:(?: |$))"
            rf"(?:{INSTEAD_OF_COLON})?(?P<rest>.*)"
        ),
        MISSING_COLON,
    ),
)
# In a register the names are the editor's own: what begins a line is one.
_NO_COLON = MISSING_COLON.worded("Nimen ”{key}” perästä puuttuu kaksoispiste.")
_SHORT = r"(?P<key>[^\s#'\":=–—-][^\s:=–—]*)"
_REGISTER_SLIPS = {
    "tahot.yml": (
        (re.compile(r"^(?P<key>[^\s#'\"\[{&*!|>%@`-][^:#]*?)(?P<mark>)\s*$"), _NO_COLON),
    ),
    "lyhenteet.yml": (
        (re.compile(rf"^{_SHORT}:(?P<mark>)(?P<rest>[^\s/:].*)"), MISSING_SPACE),
        (re.compile(rf"^{_SHORT}(?P<mark>)(?: *[=–—-] *| +)(?P<rest>[^:]*)$"), _NO_COLON),
    ),
}
_LINE = re.compile(r"^ *(?:- +)*(?=[^\s-])")
_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:'\"#-][^:]*: +)?(?=\S)")
_WELL_FORMED = re.compile(r"^ *(?:- |[^\s#].*:(?: |$))")
_TEXT_FIELD = re.compile(r"(?P<key>[a-z_]+): +[^\s'\"\[{]")
_BLOCK_MARK = re.compile(r"[|>][-+\d]*(\s+#.*)?$|[-?](?!\s|$)")
# Where a quoted value begins, and a quoted text with all that belongs to it.
_QUOTE_OPENS = re.compile(r"^ *(?:- +)*(?:[^\s:'\"#-][^:\n]*: +)?(?=[\"'])", re.MULTILINE)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_AFTER_QUOTE = re.compile(r"[ \t]*(?:$|[ \t]#|:(?: |$)|[,\]}])", re.MULTILINE)


def diagnose(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say what a person must mend when the parser gave up with an error on a file's text."""
    lines = text.split("\n")
    words = f"{error.context or ''} {error.problem or ''}"
    line, column = _stop(error, words, lines)
    if "escape" in words:
        return BACKSLASH.at(Place(name, line, lines[line - 1].rfind("\\", 0, column) + 1))
    return (
        _quotes(text, lines, line, name)
        or ("mapping values" in words and _two_colons(lines, column, line, name))
        or _slip_near(lines, line, name)
        or _indentation(words, lines, line, name)
        or _not_indented(lines, line, name)
        or UNREADABLE.at(Place(name, line, column))
    )


def _stop(error: yaml.MarkedYAMLError, words: str, lines: list[str]) -> tuple[int, int]:
    """Return the line and column where the parser gave up, or the last line that says anything."""
    # A "simple key" is a line on which the parser waited for a colon: the slip is there.
    marks = [error.problem_mark, error.context_mark]
    mark = next((m for m in (reversed(marks) if "simple key" in words else marks) if m), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last = max((n for n, written in enumerate(lines, 1) if written.strip()), default=1)
    return (line, column) if line <= last else (last, 1)


def slip(line: str, number: int, name: str) -> Problem | None:
    """Return the slip that a line shows without its neighbours, if it shows one."""
    slips = (*_SLIPS, *_REGISTER_SLIPS.get(name.rpartition("/")[2], ()))
    return _first_slip(slips, line, number, name) or _reserved_start(line, number, name)


def list_mark(line: str, number: int, name: str) -> Problem | None:
    """Return what is wrong with the mark that begins an item of a list, if anything is."""
    return _first_slip(_LIST_SLIPS, line, number, name)


def _first_slip(
    slips: tuple[tuple[re.Pattern[str], Kind], ...], line: str, number: int, name: str
) -> Problem | None:
    for pattern, kind in slips:
        match = pattern.search(line)
        own = kind is _NO_COLON or name.endswith("lyhenteet.yml")
        if match and (own or _is_key(match.groupdict().get("key"))):
            words = match.groupdict()
            key, rest = words.get("key"), _cut(words.get("rest", "").strip())
            return kind.at(
                Place(name, number, match.start("mark") + 1),
                mark=words["mark"],
                key=key,
                rest=rest,
                line=f"{key}: {rest}".strip(),
            )
    return None


def _is_key(word: str | None) -> bool:
    """Whether a word is a key that is known, a half-year, or none was asked for."""
    return word is None or " " in word or word in KEYS.values()


def _slip_near(lines: list[str], line: int, name: str) -> Problem | None:
    """Return the slip of a line, or of the nearest one above it that says anything."""
    above = next((number for number in range(line - 1, 0, -1) if lines[number - 1].strip()), line)
    return slip(lines[line - 1], line, name) or slip(lines[above - 1], above, name)


def odd_beginning(line: str, number: int, name: str) -> Problem | None:
    """Return the fault of a line that begins with an odd space: to YAML that is a letter."""
    return _first_slip((_ODD_BEGINNING,), line, number, name)


def _reserved_start(line: str, number: int, name: str) -> Problem | None:
    # The line itself, or the value after the key, may begin with such a mark.
    for pattern in (_LINE, _VALUE):
        if match := pattern.match(line):
            problem = _reserved_at(match.end(), line, Place(name, number, match.end() + 1))
            if problem:
                return problem
    return None


def _reserved_at(at: int, line: str, place: Place) -> Problem | None:
    mark, value = line[at], line[at:].rstrip()
    if mark in "&*":
        return ANCHOR.at(place)
    if mark == "!":
        return TAG.at(place)
    if mark in "[{" and not value.endswith({"[": "]", "{": "}"}[mark]):
        return UNCLOSED_BRACKET.at(place, mark=mark, example=_in_quotes(line, at))
    if mark not in "%@`,]}|>?-" or _BLOCK_MARK.match(value):
        return None
    if re.search(r":(?: |$)", value):  # the mark begins a field, not a value
        kind = RESERVED_START.worded(
            "Rivi ei voi alkaa merkillä ”{mark}”.", "Poista merkki rivin alusta."
        )
        return kind.at(place, mark=mark)
    return RESERVED_START.at(place, mark=mark, example=_in_quotes(line, at))


def _quotes(text: str, lines: list[str], line: int, name: str) -> Problem | None:
    """Return the fault of the quotes at or above a line, read in order as the parser does."""
    end = sum(len(written) + 1 for written in lines[:line])
    at = 0
    while opening := _QUOTE_OPENS.search(text, at, end):
        place = place_at(text, opening.end(), name)
        closed = _QUOTED.match(text, opening.end())
        if closed is None:
            return UNCLOSED_QUOTE.at(place)
        if not _AFTER_QUOTE.match(text, closed.end()):
            last = text.count("\n", 0, closed.end()) + 1
            if last >= line:
                return (UNCLOSED_QUOTE if "\n" in closed[0] else TEXT_AFTER_QUOTE).at(place)
        at = max(closed.end(), opening.end() + 1)
    return None


def _two_colons(lines: list[str], column: int, line: int, name: str) -> Problem | None:
    written = lines[line - 1]
    before = re.match(r" *(?:- +)*([^:]+): +", written[: column - 1])
    if before is None:
        return None
    place = Place(name, line, column, before[1].strip())
    if period_in(before[1].strip()):
        return TWO_COLONS.worded(
            "Rivillä on kaksi kaksoispistettä: ehkä kaksi puolivuotta.",
            "Kirjoita kukin puolivuosi omalle rivilleen, esimerkiksi ”kevät 2025: selvitys”.",
        ).at(place)
    below = next((one for one in lines[line:] if one.strip()), "")
    if _depth(below) > _depth(written) and not written.lstrip().startswith("-"):
        return _TEXT_GOES_ON.at(place, head=f"{before[1].strip()}:")
    return TWO_COLONS.at(place, example=_in_quotes(written, before.end()))


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _not_indented(lines: list[str], line: int, name: str) -> Problem | None:
    """Return that a line goes on with the text of the field above it, as pasted texts do."""
    if lines[line - 1].startswith(" "):
        return None
    above = (one for one in reversed(lines[: line - 1]) if _WELL_FORMED.match(one))
    field = _TEXT_FIELD.match(next(above, ""))
    if field is None or not _is_key(field["key"]):
        return None
    return _NOT_INDENTED.at(Place(name, line, 1, field["key"]), key=field["key"])


def _indentation(words: str, lines: list[str], line: int, name: str) -> Problem | None:
    first = next(
        (n for n, w in enumerate(lines, 1) if w.strip() and not w.lstrip().startswith("#")), 1
    )
    if "document start" in words and lines[first - 1].startswith(" "):
        return BAD_INDENT.worded(
            "Tiedoston ensimmäinen rivi on sisennetty.", "Poista välilyönnit rivin alusta."
        ).at(Place(name, first, 1))
    written = lines[line - 1]
    place = Place(name, line, len(written) - len(written.lstrip(" ")) + 1)
    if "mapping values" in words:
        return BAD_INDENT.worded(
            "Rivi on sisennetty liian syvälle, tai se on jatkoa tekstille, jossa on kaksoispiste.",
            f"{BAD_INDENT.remedy} Monirivinen teksti kirjoitetaan sisennettynä rivin"
            " ”kenttä: |-” alle.",
        ).at(place)
    return BAD_INDENT.at(place) if _WELL_FORMED.match(written) else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_EXAMPLE else text[:_LONGEST_EXAMPLE] + "…"


def _in_quotes(line: str, start: int) -> str:
    """Return the line with its value in quotes, as an example of how to write it."""
    value = _cut(line[start:].strip()).replace("'", "''")
    return f"{line[:start].lstrip()}'{value}'"
