"""The canonical form: everything a roadmap says, in one way of saying it, and its code.

Two contents have the same form when a reader of the site could not tell them apart;
comments, the order of keys, quoting, line ends, ranges of half-years and whatever is not seen
of a logo leave no trace.
The form is what is approved, frozen and published, so the pages can be built from it
alone: ``roadmap_from`` is the way back.
"""

import base64
import json
import re
from collections import defaultdict
from typing import Any

from pydantic import BaseModel, TypeAdapter

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.codes import code
from digitiekartta.roadmap.formatting import format_prose, without_empty
from digitiekartta.roadmap.logo import seen
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
from digitiekartta.roadmap.values import PROSE_PATTERN

FORMAT = 1
"""The number of the form written today. Every number that was ever written stays readable."""

# The parts of the form.
FORMAT_TAG, ID, SETTINGS, GOALS = "muoto", "tunnus", "asetukset", "tavoitteet"
MEASURES, PARTIES, LEVELS, ABBREVIATIONS = "toimenpiteet", "tahot", "tasot", "lyhenteet"
TEXTS, LOGO, AUDIT = "sivut", "tunnuskuva", "tarkastus"

FILE_OF = {
    SETTINGS: "tiekartta.yml",
    LEVELS: "tasot.yml",
    PARTIES: "tahot.yml",
    ABBREVIATIONS: "lyhenteet.yml",
    LOGO: "tiekartta.yml",
}
"""The file of each part that is one thing; of the others each thing has its own."""

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

_AUDIT = TypeAdapter(AuditReport)
_EXTRA = KEYS["extra_fields"]
_MODELS: dict[str, type[BaseModel]] = {
    SETTINGS: Settings,
    PARTIES: Parties,
    LEVELS: Levels,
    ABBREVIATIONS: Abbreviations,
    GOALS: Goal,
    MEASURES: Measure,
}


def canonical(roadmap: Roadmap) -> Canonical:
    """Return everything that the roadmap says, in canonical form; it was read without errors."""
    parts: Canonical = {
        FORMAT_TAG: FORMAT,
        ID: roadmap.id,
        SETTINGS: _form_of(roadmap.settings),
        GOALS: {goal.id: _form_of(goal) for goal in roadmap.goals},
        MEASURES: {measure.id: _form_of(measure) for measure in roadmap.measures},
        PARTIES: {clean(name): _form_of(party) for name, party in roadmap.parties.items()},
        LEVELS: _form_of(roadmap.levels) if roadmap.levels else {},
        ABBREVIATIONS: {clean(k): clean(v) for k, v in roadmap.abbreviations.items()},
        TEXTS: {f"{text.stem}.md": format_prose(text.markdown) for text in roadmap.texts.values()},
        LOGO: _logo(roadmap),
    }
    if roadmap.audit:
        parts[AUDIT] = without_empty(_AUDIT.dump_python(roadmap.audit, by_alias=True))
    return {key: part for key, part in parts.items() if part}


def canonical_bytes(form: Canonical) -> bytes:
    """Return the form as the bytes of its file: the same for equal forms, readable in a diff."""
    text = json.dumps(form, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def says_same(first: Roadmap, second: Roadmap) -> bool:
    """Whether two roadmaps say the same, by the form of today: a frozen one may have an older."""
    return canonical(first) == canonical(second)


def code_of(roadmap: Roadmap) -> str:
    """Return the code of what a roadmap says."""
    return code(canonical_bytes(canonical(roadmap)))


def _form_of(entry: BaseModel) -> Any:
    """Return an entry with Finnish keys; defaults are written out, so that they can't change."""
    form = without_empty(entry.model_dump(by_alias=True), clean)
    if _EXTRA in form:
        form[_EXTRA] = [{"otsikko": title, "arvo": text} for title, text in form[_EXTRA].items()]
    return form


def _logo(roadmap: Roadmap) -> dict[str, str]:
    looks, logo = roadmap.settings.appearance, roadmap.logo
    if looks is None or looks.logo is None or logo is None:
        return {}
    data = seen(logo.data)
    try:
        # A drawing is a text: readable in a diff, and the same whatever its line ends.
        return {"teksti": data.decode().replace("\r\n", "\n")}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode()}


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
        return _read_form(form, file)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableForm([BAD_SNAPSHOT.at(Place(file))]) from error


def restored(form: Canonical, file: str = "sisalto.json", *, with_logo: bool = True) -> Roadmap:
    """Return the roadmap of a frozen form, which holds nothing but what this program writes.

    What is not written of what was read would be decided without being seen. A former program
    may have left out what is written today, such as a field that it did not know; ``with_logo``
    is False where it froze a logo as it was.

    Raises:
        UnreadableForm: As ``roadmap_from``, or the form holds something else as well.
    """
    roadmap = roadmap_from(form, file)
    # Prose has many ways to say the same, and the formatter may learn better ones.
    outside = {TEXTS} if with_logo else {TEXTS, LOGO}
    try:
        again = canonical(roadmap)
        is_all = all(_holds(again.get(key), form[key]) for key in form.keys() - outside)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise UnreadableForm([BAD_SNAPSHOT.at(Place(file))]) from error
    names = form.get(TEXTS, {})
    if not (is_all and all(re.fullmatch(rf"{PROSE_PATTERN}\.md", name) for name in names)):
        raise UnreadableForm([BAD_SNAPSHOT.at(Place(file))])
    return roadmap


def _holds(whole: Any, part: Any) -> bool:
    """Whether one form holds all that another does, and in the same words."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and _holds(whole[key], item) for key, item in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(_holds, whole, part))
    return bool(whole == part)


def form_in(data: bytes) -> Canonical | None:
    """Return the form that a snapshot's bytes hold; None when no program wrote them.

    They are byte for byte what ``canonical_bytes`` writes: what two readers could understand in
    two ways, such as a key given twice, is no snapshot.
    """
    try:
        form = json.loads(data, parse_float=_refused, parse_constant=_refused)
        return form if isinstance(form, dict) and canonical_bytes(form) == data else None
    except (ValueError, RecursionError):
        return None


def _refused(number: str) -> None:
    raise ValueError(f"no number of a snapshot: {number}")


def format_problem(form: object, file: str) -> Problem | None:
    """Return why a file's JSON is no form that this program can read; None when it can be one."""
    number = form.get(FORMAT_TAG) if isinstance(form, dict) else None
    if type(number) is not int:  # True is none
        return BAD_SNAPSHOT.at(Place(file))
    if number > FORMAT:
        return NEWER_FORMAT.at(Place(file), number=number, readable=FORMAT)
    return None if number == FORMAT else BAD_SNAPSHOT.at(Place(file))


def _read_form(form: Canonical, file: str) -> Roadmap:
    tree = _node(form)
    problems: list[Problem] = []
    entries: dict[type[BaseModel], list[Any]] = defaultdict(list)
    for part, model in _MODELS.items():
        paths: list[tuple[str, ...]] = [(part,)] if part in form else []
        if issubclass(model, FileEntry):
            # In the order in which the files of a folder are read.
            paths = [(part, id) for id in sorted(form.get(part, {}), key="{}.yml".format)]
        for path in paths:
            entry, faults = validate(model, tree, file, path)
            problems += faults
            if isinstance(entry, FileEntry):
                entry._id = path[-1]
            entries[model].append(entry)
    if problems:
        raise UnreadableForm(problems)
    texts = {
        (stem := name.removesuffix(".md")): Text(stem, text, file)
        for name, text in sorted(form.get(TEXTS, {}).items())
    }
    roadmap = Roadmap.of(
        form[ID],
        entries,
        texts=texts,
        logo=_restored_logo(form[LOGO], file) if LOGO in form else None,
        audit=_AUDIT.validate_python(form[AUDIT]) if AUDIT in form else None,
    )
    if roadmap is None:
        raise UnreadableForm([BAD_SNAPSHOT.at(Place(file))])
    return roadmap


def _restored_logo(form: dict[str, str], file: str) -> Logo:
    data = form["teksti"].encode() if "teksti" in form else base64.b64decode(form["base64"])
    return Logo(data, file)


def _node(value: Any) -> Node:
    """Return the tree that a YAML file with the same content would have, without lines."""
    if isinstance(value, dict):
        if isinstance(pairs := value.get(_EXTRA), list):
            value = value | {_EXTRA: {pair["otsikko"]: pair["arvo"] for pair in pairs}}
        inner = {key: _node(item) for key, item in value.items()}
        return Node(inner, 0, 0, dict.fromkeys(value, (0, 0)))
    if isinstance(value, list):
        return Node([_node(item) for item in value], 0, 0)
    return Node(str(value), 0, 0)
