"""What the engines say, turned into Problems in Finnish.

MkDocs and ProperDocs log lines (``WARNING -  Doc file 'index.md' contains …``);
Zensical draws the place under a heading (``Warning: page does not exist``).

What is checked before a build leaves links in prose and the theme's templates to complain of.
Any other message is quoted inside a Finnish sentence, and a traceback by its last line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.audit.site_check import BROKEN_ANCHOR, BROKEN_LINK
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem, Severity, errors_in
from digitiekartta.pages.writing import DOCS

_OWN_MISTAKE = "Tämä on luultavasti vika ohjelmassa eikä sisällössä. Kerro siitä ylläpitäjälle."

ENGINE_FAILED = SITES.error(
    "engine-failed",
    "{engine} ei saanut sivustoa tehdyksi: ”{quote}”",
    _OWN_MISTAKE,
    "Levy on täynnä, tai tiedostossa mkdocs.yml on virhe.",
)
ENGINE_WARNING = SITES.warning(
    "engine-warning",
    "{engine} varoitti: ”{quote}”",
    "Lue, mitä ohjelma sanoi. Jos se ei johdu tekstistä, jonka kirjoitit, kerro ylläpitäjälle.",
    "Sivuston tekevän ohjelman uusi versio varoittaa jostakin, mitä entinen ei huomannut.",
)
TEMPLATE_ERROR = SITES.error(
    "template-error",
    "Sivupohjassa on virhe: ”{quote}”",
    _OWN_MISTAKE,
    "Sivupohjaa theme/main.html on muutettu, ja siinä on kirjoitusvirhe.",
)
_MISSPELT_LINK = BROKEN_LINK.worded(
    BROKEN_LINK.message, "Tarkoititko ”{meant}”? Korjaa linkin osoite tai poista linkki."
)
_ABSOLUTE_LINK = BROKEN_LINK.worded(
    "Linkki ”{address}” alkaa vinoviivalla. Se johtaa harhaan, jos sivusto on palvelimen"
    " alikansiossa.",
    "Kirjoita osoite tältä sivulta lukien, esimerkiksi ”{meant}”.",
)

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LOGGED = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL)\s*-\s+(.*)", re.DOTALL)
_TRACEBACK = "Traceback (most recent call last):"
_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains an? (?P<kind>.*?) ?link '(?P<address>.*?)',(?P<why>.*?)"
    r"(?: Did you mean '(?P<meant>.*)'\?)?",
    re.DOTALL,
)
_LOST_ANCHOR = re.compile("does not contain an anchor|there is no such anchor")
_FRAME_IN_TEMPLATE = re.compile(r'\s+File "([^"]+\.(?:html|xml))", line (\d+)')
_ZENSICAL_TEMPLATE = re.compile(r"RuntimeError: (.*) \(in ([^():]+):(\d+)\)$")
_DRAWN = re.compile(r"(Warning|Error): (.*)")
_DRAWN_PLACE = re.compile(r"\s*╭─\[\s*(.+?):(\d+):(\d+)\s*\]")
_DRAWN_LINE = re.compile(r"\s*\d+ │ (.*)")
_DRAWN_LINKS = {"page does not exist": BROKEN_LINK, "anchor does not exist": BROKEN_ANCHOR}


@dataclass(frozen=True, slots=True)
class Source:
    """What was built: by which settings file, and with which engine."""

    config: Path
    engine: str

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.config.parent / DOCS

    def page(self, name: str, line: int = 0, column: int = 0) -> Place:
        """Return the place of a page that the engine named."""
        return Place((self.docs / name).as_posix(), line, column)

    @property
    def settings(self) -> Place:
        """The place of the settings file."""
        return Place(self.config.as_posix())


@dataclass(frozen=True, slots=True)
class _Message:
    """One thing that the engine said: its level, its text, and for Zensical the place."""

    level: str
    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""


def plain(line: str) -> str:
    """Return a line of output without colours and without its end."""
    return _COLOURS.sub("", line).rstrip()


def problems_in(lines: Iterable[str], status: int, source: Source) -> list[Problem]:
    """Return the Problems that an engine's output tells of; always one when the engine failed."""
    lines = list(lines)
    messages = list(_logged(lines) if source.engine != "zensical" else _drawn(lines))
    traces = [message.text for message in messages if message.level == _TRACEBACK]
    problems = [_problem(message, source) for message in messages if message.level != _TRACEBACK]
    in_templates = [problem for trace in traces if (problem := _template_error(trace))]
    if in_templates:
        others = [problem for problem in problems if problem.code != ENGINE_FAILED.code]
        return others + in_templates
    if (traces or status != 0) and not errors_in(problems):
        words = traces[0].splitlines() if traces else [line for line in lines if line.strip()]
        quote = words[-1] if words else f"koodi {status}"
        problems.append(ENGINE_FAILED.at(source.settings, engine=source.engine, quote=quote))
    return problems


def _logged(lines: list[str]) -> Iterator[_Message]:
    """Return the warnings and errors of MkDocs and ProperDocs, and tracebacks.

    A message may go on over several lines.
    """
    level, block = "", [""]
    for line in [*lines, ""]:
        begun = _begun(line)
        if begun or not line or line.startswith("Aborted with "):
            if level in ("WARNING", "ERROR", "CRITICAL", _TRACEBACK):
                yield _Message(level, "\n".join(block))
            level, first = begun or ("", "")
            block = [first]
        else:
            block.append(line)


def _begun(line: str) -> tuple[str, str] | None:
    """Return the level and the first words of a message that begins on a line."""
    if logged := _LOGGED.fullmatch(line):
        return logged[1], logged[2]
    if line.startswith("Error: "):
        return "ERROR", line.removeprefix("Error: ")
    return (line, line) if line == _TRACEBACK else None


def _drawn(lines: list[str]) -> Iterator[_Message]:
    """Return the drawn warnings of Zensical, and its tracebacks and refusals."""
    for message in _logged(lines):
        if message.level == _TRACEBACK or (message.level == "ERROR" and "╭─[" not in message.text):
            yield message
    for number, line in enumerate(lines):
        heading = _DRAWN.fullmatch(line)
        if not heading:
            continue
        place = _DRAWN_PLACE.match("".join(lines[number + 1 : number + 2]))
        if place:
            below = (_DRAWN_LINE.fullmatch(text) for text in lines[number + 2 : number + 6])
            excerpt = next((match[1] for match in below if match), "")
            level = heading[1].upper()
            yield _Message(level, heading[2], place[1], int(place[2]), int(place[3]), excerpt)
        elif heading[1] == "Warning":
            yield _Message("WARNING", heading[2])


def _problem(message: _Message, source: Source) -> Problem:
    place = source.settings
    if message.file:
        place = source.page(message.file, message.line, message.column)
        if kind := _DRAWN_LINKS.get(message.text):
            return kind.at(place, address=_link_at(message.excerpt, message.column))
    elif link := _LINK.fullmatch(message.text):
        return _of_link(link, source)
    kind = ENGINE_WARNING if message.file or message.level == "WARNING" else ENGINE_FAILED
    severity = Severity.WARNING if message.level == "WARNING" else Severity.ERROR
    return kind.at(place, severity=severity, engine=source.engine, quote=message.text)


def _of_link(link: re.Match[str], source: Source) -> Problem:
    place, address, meant = source.page(link["page"]), link["address"], link["meant"]
    if link["kind"] == "absolute":
        meant = meant or "../tavoitteet/index.md"
        return _ABSOLUTE_LINK.at(place, address=address, meant=meant)
    if _LOST_ANCHOR.search(link["why"]):
        return BROKEN_ANCHOR.at(place, address=address)
    if meant:
        return _MISSPELT_LINK.at(place, address=address, meant=meant)
    return BROKEN_LINK.at(place, address=address)


def _link_at(excerpt: str, column: int) -> str:
    """Return the address of the Markdown link that surrounds a column."""
    start = excerpt.rfind("(", 0, column) + 1
    return re.split(r"[)\s]", excerpt[start:], maxsplit=1)[0]


def _template_error(trace: str) -> Problem | None:
    """Return the Problem of a mistake in the theme's templates, or None when it is elsewhere."""
    if frames := _FRAME_IN_TEMPLATE.findall(trace):
        file, line = frames[-1]
        quote = trace.splitlines()[-1].partition(": ")[2]
    elif zensical := _ZENSICAL_TEMPLATE.search(trace):
        quote, file, line = zensical[1], f"theme/{zensical[2]}", zensical[3]
    else:
        return None
    return TEMPLATE_ERROR.at(Place(Path(file).as_posix(), int(line), 1), quote=quote)
