"""The canonical form: everything a roadmap says, in one way of saying it, and its code.

Two contents have the same form when a reader of the site could not tell them apart;
comments, the order of keys, quoting, line ends and ranges of half-years leave no trace.
The form is what is approved, frozen and published, so the pages can be built from it
alone: ``roadmap_from`` is the way back.
"""

import base64
import hashlib
import json
from collections import defaultdict
from datetime import date
from typing import Any

from pydantic import BaseModel

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.formatting import format_prose, without_empty
from digitiekartta.roadmap.model import (
    KEYS,
    Abbreviations,
    FileEntry,
    Goal,
    Levels,
    Measure,
    Parties,
    Settings,
)
from digitiekartta.roadmap.reading.nodes import Node
from digitiekartta.roadmap.reading.validation import validate
from digitiekartta.roadmap.roadmap import Logo, Roadmap, Text
from digitiekartta.roadmap.statement.report import AuditReport

FORMAT = 1
"""The number of the form written today. Every number that was ever written stays readable."""

# The parts of the form.
FORMAT_TAG, ID, SETTINGS, GOALS = "muoto", "tunnus", "asetukset", "tavoitteet"
MEASURES, PARTIES, LEVELS, ABBREVIATIONS = "toimenpiteet", "tahot", "tasot", "lyhenteet"
TEXTS, LOGO, AUDIT = "sivut", "tunnuskuva", "tarkastus"

NEWER_FORMAT = APPROVALS.error(
    "newer-format",
    "Tiedosto on muotoa {number}, mutta tämä ohjelma osaa lukea vain muodon {readable}.",
    "Päivitä digitiekartta uudempaan versioon.",
    "Versio on hyväksytty ohjelmalla, joka on uudempi kuin tämä.",
)
BAD_SNAPSHOT = APPROVALS.error(
    "bad-snapshot",
    "Tiedosto ei ole hyväksytyn tiekartan sisältö.",
    "Palauta tiedosto versiopalvelusta sellaisena kuin se hyväksyttiin.",
    "Tiedosto hyvaksytyt/2025-1/sisalto.json on korvattu toisella tiedostolla.",
)

Canonical = dict[str, Any]
"""Texts, lists and mappings only, but for the number of the format; nothing in it is empty
except ``aikataulu: {}`` (known to have none) and a party of which nothing but the name is
known. Keys as in content/, goals and measures by id, texts by file name; ``lisakentat`` is a
list of ``otsikko`` and ``arvo``, as readers see their order."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_CODE_LENGTH, _CODE_GROUP = 12, 4
_EXTRA = KEYS["extra_fields"]
_SINGLE: dict[str, type[BaseModel]] = {
    SETTINGS: Settings,
    PARTIES: Parties,
    LEVELS: Levels,
    ABBREVIATIONS: Abbreviations,
}
_SEVERAL: dict[str, type[BaseModel]] = {GOALS: Goal, MEASURES: Measure}


def canonical(roadmap: Roadmap) -> Canonical:
    """Return everything that the roadmap says, in canonical form; it was read without errors."""
    parts: Canonical = {
        FORMAT_TAG: FORMAT,
        ID: roadmap.id,
        SETTINGS: _said(roadmap.settings),
        GOALS: {goal.id: _said(goal) for goal in roadmap.goals},
        MEASURES: {measure.id: _said(measure) for measure in roadmap.measures},
        PARTIES: {clean(name): _said(party) for name, party in roadmap.parties.items()},
        LEVELS: _said(roadmap.levels) if roadmap.levels else {},
        ABBREVIATIONS: {clean(k): clean(v) for k, v in roadmap.abbreviations.items()},
        TEXTS: {f"{text.stem}.md": format_prose(text.markdown) for text in roadmap.texts.values()},
        LOGO: _logo(roadmap),
        AUDIT: _audit(roadmap.audit) if roadmap.audit else {},
    }
    return {key: part for key, part in parts.items() if part}


def canonical_bytes(form: Canonical) -> bytes:
    """Return the form as the bytes of its file: the same for equal forms, readable in a diff."""
    text = json.dumps(form, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def code(data: bytes) -> str:
    """Return the code of a form's bytes that minutes can quote: ``8ZA9-YMRW-9BQW``.

    The first 60 bits of the SHA-256, in base 32 without letters that look alike
    (https://www.crockford.com/base32.html).
    """
    number = int.from_bytes(hashlib.sha256(data).digest()[:8]) >> 4
    digits = [_ALPHABET[number >> shift & 31] for shift in range(55, -1, -5)]
    groups = range(0, _CODE_LENGTH, _CODE_GROUP)
    return "-".join("".join(digits[start : start + _CODE_GROUP]) for start in groups)


def code_of(roadmap: Roadmap) -> str:
    """Return the code of what a roadmap says."""
    return code(canonical_bytes(canonical(roadmap)))


def same_code(first: str, second: str) -> bool:
    """Whether two codes mean the same, however a person has copied them.

    Letter case, spaces and hyphens don't matter, and I and L are read as 1, O as 0.
    """
    return _plain_code(first) == _plain_code(second)


def _plain_code(text: str) -> str:
    kept = "".join(letter for letter in text.upper() if letter.isalnum())
    return kept.translate(str.maketrans("ILO", "110"))


def _said(entry: BaseModel) -> Any:
    """Return an entry with Finnish keys; defaults are written out, so that they can't change."""
    said = without_empty(entry.model_dump(by_alias=True), clean)
    if _EXTRA in said:
        said[_EXTRA] = [{"otsikko": title, "arvo": text} for title, text in said[_EXTRA].items()]
    return said


def _logo(roadmap: Roadmap) -> dict[str, str]:
    looks, logo = roadmap.settings.appearance, roadmap.logo
    if looks is None or looks.logo is None or logo is None:
        return {}
    try:
        # A drawing is a text: readable in a diff, and the same whatever its line ends.
        return {"teksti": logo.data.decode().replace("\r\n", "\n")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(logo.data).decode()}


def _audit(report: AuditReport) -> dict[str, Any]:
    said = {
        "paivays": report.day.isoformat(),
        "sivuja": str(report.pages),
        "loydoksia": str(report.violations),
        "kriteerit": {criterion: str(count) for criterion, count in report.criteria.items()},
    }
    return {key: value for key, value in said.items() if value}


class UnreadableForm(Exception):
    """A form from which no roadmap can be made; ``problems`` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems[0].message)
        self.problems = problems


def roadmap_from(form: Canonical, file: str = "sisalto.json") -> Roadmap:
    """Return the roadmap whose form this is; its pages are those of the content it came from.

    The form may be in any format that was ever written. Problems call the file as told, and name
    the part and the field.

    Raises:
        UnreadableForm: The form is newer than this program, or is no form of a roadmap.
    """
    if problem := format_problem(form, file):
        raise UnreadableForm([problem])
    try:
        return _Restoring(form, file).roadmap()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableForm([BAD_SNAPSHOT.at(Place(file))]) from error


def format_problem(form: object, file: str) -> Problem | None:
    """Return why a file's JSON is no form that this program can read; None when it can be one."""
    number = form.get(FORMAT_TAG) if isinstance(form, dict) else None
    if isinstance(number, int) and number > FORMAT:
        return NEWER_FORMAT.at(Place(file), number=number, readable=FORMAT)
    return None if number == FORMAT else BAD_SNAPSHOT.at(Place(file))


class _Restoring:
    def __init__(self, form: Canonical, file: str) -> None:
        self.form, self.file = form, file
        self.tree = _node(form)
        self.problems: list[Problem] = []
        self.entries: dict[type[BaseModel], list[Any]] = defaultdict(list)

    def roadmap(self) -> Roadmap:
        for part, model in _SINGLE.items():
            if part in self.form:
                self._take(model, part)
        for part, model in _SEVERAL.items():
            # In the order in which the files of a folder are read.
            for id in sorted(self.form.get(part, {}), key="{}.yml".format):
                self._take(model, part, id)
        texts = {
            stem: Text(stem, text, self.file)
            for file, text in sorted(self.form.get(TEXTS, {}).items())
            for stem in [file.removesuffix(".md")]
        }
        roadmap = Roadmap.of(
            self.form[ID], self.entries, texts=texts, logo=self._logo(), audit=self._audit()
        )
        if self.problems or roadmap is None:
            raise UnreadableForm(self.problems or [BAD_SNAPSHOT.at(Place(self.file))])
        return roadmap

    def _take(self, model: type[BaseModel], *path: str) -> None:
        entry, faults = validate(model, self.tree, self.file, path)
        self.problems += faults
        if isinstance(entry, FileEntry):
            entry._id = path[-1]
        if entry is not None:
            self.entries[model].append(entry)

    def _logo(self) -> Logo | None:
        said = self.form.get(LOGO)
        if said is None:
            return None
        data = said["teksti"].encode() if "teksti" in said else base64.b64decode(said["base64"])
        return Logo(data, self.file)

    def _audit(self) -> AuditReport | None:
        said = self.form.get(AUDIT)
        if said is None:
            return None
        return AuditReport(
            date.fromisoformat(said["paivays"]),
            int(said["sivuja"]),
            int(said["loydoksia"]),
            {criterion: int(count) for criterion, count in said.get("kriteerit", {}).items()},
        )


def _node(value: Any) -> Node:
    """Return the tree that a YAML file with the same content would have, without lines."""
    if isinstance(value, dict):
        inner = {
            key: _node(_from_pairs(item) if key == _EXTRA else item) for key, item in value.items()
        }
        return Node(inner, 0, 0, dict.fromkeys(value, (0, 0)))
    if isinstance(value, list):
        return Node([_node(item) for item in value], 0, 0)
    return Node(str(value), 0, 0)


def _from_pairs(fields: Any) -> Any:
    if isinstance(fields, list):
        return {pair["otsikko"]: pair["arvo"] for pair in fields}
    return fields
