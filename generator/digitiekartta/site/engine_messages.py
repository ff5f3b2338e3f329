"""What the engines say, turned into Problems in Finnish.

MkDocs and ProperDocs log lines (``WARNING -  Doc file 'index.md' contains …``);
Zensical draws the place under a heading (``Warning: page does not exist``).
A message that is not known is quoted inside a Finnish sentence, and a traceback
becomes one Problem that quotes its last line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from digitiekartta.basics.problems import Place, Problem, Severity, warning

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_LOGGED = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL)\s*-\s+(.*)", re.DOTALL)
_TRACEBACK = "Traceback (most recent call last):"
_FRAME_IN_TEMPLATE = re.compile(r'\s+File "([^"]+\.(?:html|xml))", line (\d+)')
_ZENSICAL_TEMPLATE = re.compile(r"RuntimeError: (.*) \(in ([^():]+):(\d+)\)$")
_DRAWN = re.compile(r"(Warning|Error): (.*)")
_DRAWN_PLACE = re.compile(r"\s*╭─\[\s*(.+?):(\d+):(\d+)\s*\]")
_DRAWN_LINE = re.compile(r"\s*\d+ │ (.*)")

_PAGES_AGAIN = "Tee sivut uudelleen komennolla: digitiekartta pages"
_OWN_MISTAKE = "Tämä on luultavasti vika ohjelmassa eikä sisällössä. Kerro siitä ylläpitäjälle."


@dataclass(frozen=True, slots=True)
class Source:
    """What was built: the settings file, the folder of the pages, and with which engine."""

    config: Path
    docs: Path
    engine: str

    @classmethod
    def of(cls, config: Path, engine: str) -> Source:
        """Return the source that a settings file names."""
        try:
            settings = yaml.safe_load(config.read_text(encoding="utf-8"))
            docs = str(settings["docs_dir"])
        except (OSError, ValueError, yaml.YAMLError, KeyError, TypeError):
            docs = "docs"
        return cls(config, config.parent / docs, engine)

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
    split = _zensical_messages if source.engine == "zensical" else _logged_messages
    said = list(split(lines))
    found = [_problem(message, source) for message in said if message.level != "TRACEBACK"]
    for trace in (message for message in said if message.level == "TRACEBACK"):
        in_template = _template_error(trace.text, source)
        if in_template is not None:
            found = [p for p in found if p.code != "engine-failed"] + [in_template]
        elif not any(problem.is_error for problem in found):
            found.append(_failed(source.settings, trace.text.splitlines()[-1], source))
    if status != 0 and not any(problem.is_error for problem in found):
        last = next((line for line in reversed(lines) if line.strip()), f"koodi {status}")
        found.append(_failed(source.settings, last, source))
    return found


# --- from lines to messages --------------------------------------------------------------------


def _logged_messages(lines: list[str]) -> Iterator[_Message]:
    """Return the warnings and errors of MkDocs and ProperDocs, and tracebacks."""
    for level, block in _blocks(lines):
        if level in ("WARNING", "ERROR", "CRITICAL", "TRACEBACK"):
            yield _Message(level, block)


def _blocks(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Return (level, text) of each message; a message may go on over several lines."""
    level, block = "", [""]
    for line in [*lines, ""]:
        logged = _LOGGED.fullmatch(line)
        stopped = line.startswith(("Error: ", "Aborted with "))
        if logged or stopped or line == _TRACEBACK or not line:
            if level:
                yield level, "\n".join(block)
            level, block = "", []
        if logged:
            level, block = logged[1], [logged[2]]
        elif line.startswith("Error: "):
            level, block = "ERROR", [line.removeprefix("Error: ")]
        elif line == _TRACEBACK:
            level, block = "TRACEBACK", [line]
        elif level and line:
            block.append(line)


def _zensical_messages(lines: list[str]) -> Iterator[_Message]:
    """Return the drawn warnings of Zensical, and its tracebacks and refusals."""
    yield from (
        _Message(level, text)
        for level, text in _blocks(lines)
        if level == "TRACEBACK" or (level == "ERROR" and "╭─[" not in text)
    )
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


# --- from messages to Problems -----------------------------------------------------------------


def _problem(message: _Message, source: Source) -> Problem:
    if message.file:
        return _of_drawn(message, source)
    for pattern, tell in _KNOWN:
        match = pattern.fullmatch(message.text)
        if match:
            return tell(match, source)
    if message.level == "WARNING":
        return warning(
            "engine-warning",
            source.settings,
            f"{source.engine} varoitti: ”{message.text}”",
        )
    return _failed(source.settings, message.text, source)


def _of_drawn(message: _Message, source: Source) -> Problem:
    """Return the Problem of a warning that Zensical drew into an excerpt of the page."""
    place = source.page(message.file, message.line, message.column)
    link = _link_at(message.excerpt, message.column)
    if message.text == "page does not exist":
        return _broken_link(place, link)
    if message.text == "anchor does not exist":
        return _broken_anchor(place, link)
    severity = Severity.WARNING if message.level == "WARNING" else Severity.ERROR
    text = f"{source.engine} huomautti: ”{message.text}”"
    return Problem("engine-warning", place, text, severity=severity)


def _link_at(excerpt: str, column: int) -> str:
    """Return the address of the Markdown link that surrounds a column."""
    start = excerpt.rfind("(", 0, column) + 1
    return re.split(r"[)\s]", excerpt[start:], maxsplit=1)[0]


def _broken_link(place: Place, link: str, meant: str | None = None) -> Problem:
    return Problem(
        "broken-link",
        place,
        message=f"Linkki ”{link}” ei johda millekään sivulle.",
        remedy=(f"Tarkoititko ”{meant}”? " if meant else "")
        + "Korjaa linkin osoite tai poista linkki.",
    )


def _broken_anchor(place: Place, link: str) -> Problem:
    return Problem(
        "broken-anchor",
        place,
        message=f"Linkki ”{link}” osoittaa kohtaan, jota sivulla ei ole.",
        remedy="Korjaa linkin #-merkin jälkeinen osa tai poista se.",
    )


def _failed(place: Place, said: str, source: Source) -> Problem:
    return Problem(
        "engine-failed",
        place,
        message=f"{source.engine} ei saanut sivustoa tehdyksi: ”{said}”",
        remedy=_OWN_MISTAKE,
    )


def _template_error(trace: str, source: Source) -> Problem | None:
    """Return the Problem of a mistake in the theme's templates, or None when it is elsewhere."""
    frames = _FRAME_IN_TEMPLATE.findall(trace)
    zensical = _ZENSICAL_TEMPLATE.search(trace)
    if frames:
        file, line = frames[-1]
        said = trace.splitlines()[-1].partition(": ")[2]
    elif zensical:
        said, file, line = zensical[1], f"theme/{zensical[2]}", zensical[3]
    else:
        return None
    return Problem(
        "template-error",
        Place(Path(file).as_posix(), int(line), 1),
        message=f"Sivupohjassa on virhe: ”{said}”",
        remedy=_OWN_MISTAKE,
    )


def _of_link(match: re.Match[str], source: Source) -> Problem:
    return _broken_link(source.page(match["page"]), match["link"], match["meant"])


def _of_absolute_link(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "broken-link",
        source.page(match["page"]),
        message=f"Linkki ”{match['link']}” alkaa vinoviivalla. Se johtaa harhaan, "
        "jos sivusto on palvelimen alikansiossa.",
        remedy=f"Kirjoita osoite tältä sivulta lukien, esimerkiksi "
        f"”{match['meant'] or '../tavoitteet/index.md'}”.",
    )


def _of_anchor(match: re.Match[str], source: Source) -> Problem:
    return _broken_anchor(source.page(match["page"]), match["link"])


def _of_menu(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "missing-page",
        source.settings,
        message=f"Valikossa on sivu ”{match['page']}”, jota ei ole.",
        remedy=_PAGES_AGAIN,
    )


def _of_page(match: re.Match[str], source: Source) -> Problem:
    return _failed(source.page(match["page"]), match["said"], source)


def _of_encoding(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "not-utf8",
        source.page(match["page"]),
        message="Tiedosto ei ole UTF-8-tekstiä.",
        remedy="Tallenna tiedosto UTF-8-muodossa.",
    )


def _of_docs_dir(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "pages-missing",
        source.settings,
        message="Tiekartan sivuja ei ole vielä tehty.",
        remedy="Aja ensin: digitiekartta pages",
    )


def _of_setting(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "engine-settings",
        source.settings,
        message=f"Sivuston asetus ”{match['key']}” ei kelpaa: ”{match['said']}”",
        remedy=_PAGES_AGAIN,
    )


def _of_settings_file(match: re.Match[str], source: Source) -> Problem:
    return Problem(
        "engine-settings",
        source.settings,
        message=f"Sivuston asetuksia ei voi lukea: ”{match['said']}”",
        remedy=_PAGES_AGAIN,
    )


_MEANT = r"(?: Did you mean '(?P<meant>.*)'\?)?"
_KNOWN = [
    (re.compile(pattern, re.DOTALL), tell)
    for pattern, tell in (
        (
            rf"Doc file '(?P<page>.+?)' contains a link '(?P<link>.*?)', but the target"
            rf".*? is not found among documentation files\.{_MEANT}",
            _of_link,
        ),
        (
            rf"Doc file '(?P<page>.+?)' contains an (?:unrecognized relative|invalid) link "
            rf"'(?P<link>.*?)', it was left as is\.{_MEANT}",
            _of_link,
        ),
        (
            rf"Doc file '(?P<page>.+?)' contains an absolute link '(?P<link>.*?)', "
            rf"it was left as is\.{_MEANT}",
            _of_absolute_link,
        ),
        (
            r"Doc file '(?P<page>.+?)' contains a link '(?P<link>.*?)', but "
            r"(?:the doc '.*?' does not contain an anchor|there is no such anchor).*",
            _of_anchor,
        ),
        (
            r"A reference to '(?P<page>.+?)' is included in the 'nav' configuration, "
            r"which is not found in the documentation files\.",
            _of_menu,
        ),
        (r"Encoding error reading file: (?P<page>.+)", _of_encoding),
        (r"Error (?:reading|building) page '(?P<page>.+?)': ?(?P<said>.*)", _of_page),
        (r"Config value 'docs_dir': The path .* isn't an existing directory\.", _of_docs_dir),
        (r"Docs directory does not exist: .*", _of_docs_dir),
        (r"Config value '(?P<key>.+?)': (?P<said>.*)", _of_setting),
        (
            r".*error parsing the configuration file: (?P<said>.*)",
            _of_settings_file,
        ),
        (r"(?P<said>Inherited config file .*)", _of_settings_file),
    )
]
