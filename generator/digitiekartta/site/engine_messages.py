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
from digitiekartta.basics.machine import fault_in
from digitiekartta.basics.problems import Place, Problem, Severity, errors_in
from digitiekartta.pages.writing import DOCS

_OWN_MISTAKE = "Tämä on luultavasti vika ohjelmassa eikä sisällössä. Kerro siitä ylläpitäjälle."

ENGINE_FAILED = SITES.error(
    "engine-failed",
    "{engine} ei saanut sivustoa tehdyksi: ”{quote}”",
    _OWN_MISTAKE,
    "Tiedostossa mkdocs.yml on virhe.",
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


def plain(line: str) -> str:
    """Return a line of output without colours and without its end."""
    return _COLOURS.sub("", line).rstrip()


def problems_in(lines: Iterable[str], status: int, source: Source) -> list[Problem]:
    """Return the Problems that an engine's output tells of; always one when the engine failed."""
    lines = list(lines)
    if status != 0 and (fault := fault_in("\n".join(lines), source.settings)):
        return [fault]
    logged = list(_logged(lines))
    traces = [text for level, text in logged if level == _TRACEBACK]
    complaints = [(level, text) for level, text in logged if level != _TRACEBACK]
    if source.engine == "zensical":
        refusals = [text for level, text in complaints if level == "ERROR" and "╭─[" not in text]
        problems = [_complaint("ERROR", text, source) for text in refusals]
        problems += _drawn(lines, source)
    else:
        problems = [_complaint(level, text, source) for level, text in complaints]
    in_templates = [problem for trace in traces if (problem := _template_error(trace))]
    if in_templates:
        others = [problem for problem in problems if problem.code != ENGINE_FAILED.code]
        return others + in_templates
    if (traces or status != 0) and not errors_in(problems):
        words = traces[0].splitlines() if traces else [line for line in lines if line.strip()]
        quote = words[-1] if words else f"koodi {status}"
        problems.append(ENGINE_FAILED.at(source.settings, engine=source.engine, quote=quote))
    return problems


def _logged(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Return the warnings, errors and tracebacks that an engine logged: level and text.

    A message may go on over several lines.
    """
    level, block = "", [""]
    for line in [*lines, ""]:
        begun = _begun(line)
        if begun or not line or line.startswith("Aborted with "):
            if level in ("WARNING", "ERROR", "CRITICAL", _TRACEBACK):
                yield level, "\n".join(block)
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


def _drawn(lines: list[str], source: Source) -> Iterator[Problem]:
    """Return the Problems that Zensical draws the places of."""
    for number, line in enumerate(lines):
        heading = _DRAWN.fullmatch(line)
        drawn = _DRAWN_PLACE.match("".join(lines[number + 1 : number + 2]))
        if heading and drawn:
            level, quote = heading.groups()
            place = source.page(drawn[1], int(drawn[2]), int(drawn[3]))
            below = (_DRAWN_LINE.fullmatch(text) for text in lines[number + 2 : number + 6])
            excerpt = next((match[1] for match in below if match), "")
            if kind := _DRAWN_LINKS.get(quote):
                yield kind.at(place, address=_link_at(excerpt, place.column))
            else:
                severity = Severity.WARNING if level == "Warning" else Severity.ERROR
                yield ENGINE_WARNING.at(place, severity=severity, engine=source.engine, quote=quote)
        elif heading and heading[1] == "Warning":
            yield _complaint("WARNING", heading[2], source)


def _complaint(level: str, text: str, source: Source) -> Problem:
    if link := _LINK.fullmatch(text):
        return _of_link(link, source)
    kind = ENGINE_WARNING if level == "WARNING" else ENGINE_FAILED
    return kind.at(source.settings, engine=source.engine, quote=text)


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
