"""Why YAML could not read a file: the likeliest slip of the pen, told at the line to mend.

A YAML parser stops where it gives up, often a line or more after the slip, and its words
help no clerk. So the lines themselves are looked at, from where the parser stopped
upwards. Its words only decide what the lines leave open; libyaml and PyYAML's own parser
say the same in different words, and both are known.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.reading.source import place_at

ODD_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LONGEST_EXAMPLE = 100
_PlaceOf = Callable[[int], Place]

_KEY = r"(?:(?:kevät|syksy) \d{4}|[a-z_]+)"
_START = r"^( *(?:- +)?)"
_ODD_INDENT = re.compile(rf"^[ -]*[{ODD_SPACES}]")
_ODD_SPACE = re.compile(rf"{_START}{_KEY}:(?=[{ODD_SPACES}])")
_ODD_COLON = re.compile(rf"{_START}{_KEY} ?([：﹕︓꞉∶])")
_LIST_MARK = re.compile(rf"^ *([•·–—*])[ {ODD_SPACES}]")
_NO_SPACE_AFTER_DASH = re.compile(r"^ *-(?=[^\s\d-])")
_NO_SPACE_AFTER_COLON = re.compile(rf"{_START}({_KEY}):(?=[^\s/])")
_NO_COLON = re.compile(rf"{_START}({_KEY})(?= *$| +[^\s:])(?!.*:(?: |$))")
_TAB_AFTER_DASH = re.compile(r"^ *-\t")
_LINE = re.compile(r"^ *(?:- +)*(?=[^\s-])")
_VALUE = re.compile(r"^ *(?:- +)*(?:[^\s:'\"#-][^:]*: +)?(?=\S)")
_WELL_FORMED = re.compile(r"^ *(?:- |[^\s#].*:(?: |$))")
# Where a quoted value begins, and a quoted text with all that belongs to it.
_QUOTE_OPENS = re.compile(r"^ *(?:- +)*(?:[^\s:'\"#-][^:\n]*: +)?(?=[\"'])", re.MULTILINE)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'", re.DOTALL)
_AFTER_QUOTE = re.compile(r"[ \t]*(?:$|[ \t]#|:(?: |$)|[,\]}])", re.MULTILINE)


def diagnose(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    """Say what a person must mend when the parser gave up.

    Args:
        error: What the parser said.
        text: The file, as it was given to the parser.
        name: How Problems call the file.
    """
    lines = text.split("\n")
    words = f"{error.context or ''} {error.problem or ''}"
    # A "simple key" is a line on which the parser waited for a colon: the slip is there.
    marks = [error.problem_mark, error.context_mark]
    mark = next((m for m in (reversed(marks) if "simple key" in words else marks) if m), None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    last = max((n for n, written in enumerate(lines, 1) if written.strip()), default=1)
    if line > last:
        line, column = last, 1
    if "escape" in words and mark:
        return backslash_problem(Place(name, line, lines[line - 1].rfind("\\", 0, column) + 1))
    if found := _quotes(text, lines, line, name):
        return found
    if "mapping values" in words and (found := _two_colons(lines[line - 1], column, line, name)):
        return found
    before = [number for number in range(line - 1, 0, -1) if lines[number - 1].strip()]
    for number in [line, *before[:1]]:
        if found := slip(lines[number - 1], number, name):
            return found
    return _indentation(words, lines, line, name) or unreadable(Place(name, line, column))


def unreadable(place: Place) -> Problem:
    """Return the Problem of a line that YAML can't read, when nothing more is known."""
    return Problem(
        "yaml-syntax",
        place,
        "Riviä ei voi lukea: se ei ole muotoa ”kenttä: arvo” eikä ”- arvo”.",
        "Tarkista tämä ja edellinen rivi: kaksoispiste ja välilyönti kentän nimen jälkeen,"
        " lainausmerkit, sulkeet ja sisennys.",
    )


# --- what a single line shows ----------------------------------------------------------------


def slip(line: str, number: int, name: str) -> Problem | None:
    """Return the slip that a line shows without its neighbours, if it shows one."""

    def place(column: int) -> Place:
        return Place(name, number, column + 1)

    if found := _TAB_AFTER_DASH.search(line):
        return Problem(
            "tab-indent",
            place(found.end() - 1),
            "Rivin alussa olevan viivan perästä puuttuu välilyönti: sen paikalla on sarkain (Tab).",
            "Poista sarkain ja kirjoita välilyönti.",
        )
    if found := _ODD_INDENT.search(line):
        return Problem(
            "odd-space",
            place(found.end() - 1),
            "Rivin alussa on sitova tai muu erikoinen välilyönti.",
            "Poista rivin alussa oleva tyhjä ja kirjoita se uudelleen tavallisilla välilyönneillä.",
        )
    if found := _ODD_SPACE.search(line):
        return Problem(
            "odd-space",
            place(found.end()),
            "Kaksoispisteen jälkeen on sitova tai muu erikoinen välilyönti.",
            "Poista se ja kirjoita tavallinen välilyönti.",
        )
    if found := _ODD_COLON.search(line):
        return Problem(
            "odd-colon",
            place(found.start(2)),
            f"Kaksoispisteen paikalla on toinen, sen näköinen merkki ({found[2]}).",
            "Poista se ja kirjoita tavallinen kaksoispiste ja välilyönti.",
        )
    return _list_mark(line, place) or _key_and_colon(line, place) or _reserved_start(line, place)


def list_mark(line: str, number: int, name: str) -> Problem | None:
    """Return what is wrong with the mark that begins an item of a list, if anything is."""
    return _list_mark(line, lambda column: Place(name, number, column + 1))


def anchor_problem(place: Place) -> Problem:
    """Return the Problem of a value that begins with & or *."""
    return Problem(
        "yaml-anchor",
        place,
        "Arvo ei voi alkaa merkillä & tai *: ne ovat YAML-kielen viittauksia, joita ei käytetä.",
        "Kirjoita arvo lainausmerkkeihin tai poista merkki.",
    )


def tag_problem(place: Place) -> Problem:
    """Return the Problem of a value that begins with an exclamation mark."""
    return Problem(
        "yaml-tag",
        place,
        "Arvo ei voi alkaa huutomerkillä: se on YAML-kielen tyyppimerkintä, jota ei käytetä.",
        "Kirjoita arvo lainausmerkkeihin tai poista huutomerkki.",
    )


def backslash_problem(place: Place) -> Problem:
    """Return the Problem of a backslash in double quotes that stands for nothing."""
    return Problem(
        "backslash-in-quotes",
        place,
        'Lainausmerkeissä " " on kenoviiva (\\), jolla on siellä oma merkityksensä.',
        "Kirjoita arvo yksinkertaisiin lainausmerkkeihin ' ', joissa kenoviiva on tavallinen"
        " merkki.",
    )


def _list_mark(line: str, place: _PlaceOf) -> Problem | None:
    if found := _LIST_MARK.search(line):
        return Problem(
            "list-mark",
            place(found.start(1)),
            f"Luettelon rivi alkaa merkillä {found[1]}, vaikka sen pitää alkaa yhdysviivalla.",
            _example("Kirjoita rivi muotoon", f"- {line[found.end() :].strip()}"),
        )
    if found := _NO_SPACE_AFTER_DASH.search(line):
        return Problem(
            "missing-space",
            place(found.end()),
            "Rivin alussa olevan viivan perästä puuttuu välilyönti.",
            _example("Kirjoita rivi muotoon", f"- {line[found.end() :].strip()}"),
        )
    return None


def _key_and_colon(line: str, place: _PlaceOf) -> Problem | None:
    if (found := _NO_SPACE_AFTER_COLON.search(line)) and _is_key(found[2]):
        return Problem(
            "missing-space",
            place(found.end()),
            "Kaksoispisteen perästä puuttuu välilyönti.",
            _example("Kirjoita rivi muotoon", f"{found[2]}: {line[found.end() :].strip()}"),
        )
    if (found := _NO_COLON.search(line)) and _is_key(found[2]):
        return Problem(
            "missing-colon",
            place(found.end()),
            f"Kentän nimen ”{found[2]}” perästä puuttuu kaksoispiste.",
            _example("Kirjoita rivi muotoon", f"{found[2]}: {line[found.end() :].strip()}"),
        )
    return None


def _reserved_start(line: str, place: _PlaceOf) -> Problem | None:
    # The line itself, or the value after the key, may begin with such a mark.
    for pattern in (_LINE, _VALUE):
        if found := pattern.match(line):
            problem = _reserved_at(found.end(), line, place)
            if problem:
                return problem
    return None


def _reserved_at(at: int, line: str, place: _PlaceOf) -> Problem | None:
    mark, value = line[at], line[at:].rstrip()
    if mark in "&*":
        return anchor_problem(place(at))
    if mark == "!":
        return tag_problem(place(at))
    if mark in "[{" and not value.endswith({"[": "]", "{": "}"}[mark]):
        return Problem(
            "unclosed-bracket",
            place(at),
            f"Arvo alkaa sulkeella {mark}, mutta ei lopu vastaavaan sulkeeseen.",
            _in_quotes("Kirjoita arvo lainausmerkkeihin, jos sulje kuuluu tekstiin", line, at),
        )
    allowed = (mark in "|>" and re.fullmatch(r"[|>][-+\d]*(\s+#.*)?", value)) or (
        mark in "-?" and not re.match(r".(\s|$)", value)
    )
    if mark in "%@`,]}|>?-" and not allowed:
        if re.search(r":(?: |$)", value):  # the mark begins a field, not a value
            return Problem(
                "reserved-start",
                place(at),
                f"Rivi ei voi alkaa merkillä ”{mark}”.",
                "Poista merkki rivin alusta.",
            )
        return Problem(
            "reserved-start",
            place(at),
            f"Arvo ei voi alkaa merkillä ”{mark}”.",
            _in_quotes("Kirjoita arvo lainausmerkkeihin", line, at),
        )
    return None


# --- what several lines show -----------------------------------------------------------------


def _quotes(text: str, lines: list[str], line: int, name: str) -> Problem | None:
    """Return the fault of the quotes at or above a line, read in order as the parser does."""
    end = sum(len(written) + 1 for written in lines[:line])
    at = 0
    while opening := _QUOTE_OPENS.search(text, at, end):
        place = place_at(text, opening.end(), name)
        closed = _QUOTED.match(text, opening.end())
        if closed is None:
            return _unclosed(place)
        if not _AFTER_QUOTE.match(text, closed.end()):
            last = text.count("\n", 0, closed.end()) + 1
            if last >= line:
                return _unclosed(place) if "\n" in closed[0] else _text_after_quotes(place)
        at = max(closed.end(), opening.end() + 1)
    return None


def _unclosed(place: Place) -> Problem:
    return Problem(
        "unclosed-quote",
        place,
        "Lainausmerkki aukeaa tässä, mutta sitä ei suljeta.",
        "Lisää lainausmerkki arvon loppuun. Jos merkki kuuluu tekstiin, käytä merkkiä ” tai ’.",
    )


def _text_after_quotes(place: Place) -> Problem:
    return Problem(
        "text-after-quote",
        place,
        "Arvo alkaa lainausmerkillä, mutta rivillä on tekstiä vielä sulkevan lainausmerkin"
        " jälkeen.",
        "Kirjoita koko arvo samoihin lainausmerkkeihin. Käytä tekstin sisällä merkkiä ” tai ’.",
    )


def _two_colons(written: str, column: int, line: int, name: str) -> Problem | None:
    before = re.match(r" *(?:- +)*([^:]+): +", written[: column - 1])
    if before is None:
        return None
    return Problem(
        "two-colons",
        Place(name, line, column, before[1].strip()),
        "Rivillä on kaksi kaksoispistettä, joten kentän nimeä ja arvoa ei voi erottaa toisistaan.",
        _in_quotes("Kirjoita arvo lainausmerkkeihin", written, before.end()),
    )


def _indentation(words: str, lines: list[str], line: int, name: str) -> Problem | None:
    first = next(
        (n for n, w in enumerate(lines, 1) if w.strip() and not w.lstrip().startswith("#")), 1
    )
    if "document start" in words and lines[first - 1].startswith(" "):
        return Problem(
            "bad-indent",
            Place(name, first, 1),
            "Tiedoston ensimmäinen rivi on sisennetty.",
            "Poista välilyönnit rivin alusta.",
        )
    written = lines[line - 1]
    place = Place(name, line, len(written) - len(written.lstrip(" ")) + 1)
    if "mapping values" in words:
        return Problem(
            "bad-indent",
            place,
            "Rivi on sisennetty liian syvälle, tai se on jatkoa tekstille, jossa on kaksoispiste.",
            "Aloita rivi samasta kohdasta kuin muut saman tason rivit. Monirivinen teksti"
            " kirjoitetaan sisennettynä rivin ”kenttä: |-” alle.",
        )
    if _WELL_FORMED.match(written):
        return Problem(
            "bad-indent",
            place,
            "Rivin sisennys ei sovi sitä ylempiin riveihin.",
            "Aloita rivi samasta kohdasta kuin muut saman tason rivit.",
        )
    return None


# --- words for remedies ----------------------------------------------------------------------


def _is_key(word: str) -> bool:
    return " " in word or word in KEYS.values()


def _example(words: str, example: str) -> str:
    short = len(example) <= _LONGEST_EXAMPLE
    return f"{words} ”{example if short else example[:_LONGEST_EXAMPLE] + '…'}”."


def _in_quotes(words: str, line: str, start: int) -> str:
    """Return a remedy that shows the line with its value in quotes, if the line is not long."""
    if len(line) > _LONGEST_EXAMPLE:
        return f"{words}."
    value = line[start:].strip().replace("'", "''")
    return f"{words}: ”{line[:start].lstrip()}'{value}'”."
