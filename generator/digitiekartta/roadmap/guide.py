"""The tables of fields in content/OHJE.md, made of what the model declares.

A table stands between two comments, of which the first names its class:

    <!-- kentät: Cost (taulukon kirjoittaa digitiekartta schemas) -->
    | Kenttä | Mitä siihen kirjoitetaan | Esimerkki |
    …
    <!-- kentät loppuvat -->
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from digitiekartta.roadmap.fields import declared, model_in
from digitiekartta.roadmap.model import ENTRIES, Entry

GUIDE = "content/OHJE.md"
_CLASSES = {entry.__name__: entry for entry in ENTRIES}
_TABLE = re.compile(
    r"(?P<start><!-- kentät: (?P<name>\w+)[^>]*-->\n).*?(?P<end><!-- kentät loppuvat -->)",
    re.DOTALL,
)
_HEADING_OR_TABLE = re.compile(r"^#+ (?P<heading>.+)$|<!-- kentät: (?P<name>\w+)", re.MULTILINE)


def with_tables(guide: str) -> str:
    """Return the guide with its tables as the model has them."""
    headings = _headings(guide)

    def table(found: re.Match[str]) -> str:
        rows = "\n".join(_rows(_CLASSES[found["name"]], headings))
        return f"{found['start']}\n{rows}\n\n{found['end']}"

    return _TABLE.sub(table, guide)


def _headings(guide: str) -> Mapping[str, str]:
    """Return under which heading each class has its table."""
    headings, heading = {}, ""
    for found in _HEADING_OR_TABLE.finditer(guide):
        heading = found["heading"] or heading
        if found["name"]:
            headings[found["name"]] = heading
    return headings


def _rows(entry: type[Entry], headings: Mapping[str, str]) -> Iterator[str]:
    yield "| Kenttä | Mitä siihen kirjoitetaan | Esimerkki |\n|---|---|---|"
    for name, field in declared(entry).items():
        info = entry.model_fields[name]
        needed = " (pakollinen)" if info.is_required() else ""
        example = field.example or _example(info, headings)
        yield f"| `{field.key}`{needed} | {field.about} | {example} |"


def _example(info: FieldInfo, headings: Mapping[str, str]) -> str:
    """Return the words of which a field allows one, or where the fields inside it are told."""
    *words, last = _words_of(info.annotation) or ("",)
    if words:
        return f"{', '.join(words)} tai {last}"
    inner = model_in(info.annotation)
    heading = headings.get(inner.__name__) if inner else None
    return f"katso [{heading}](#{heading.lower().replace(' ', '-')})" if heading else ""


def _words_of(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return next(filter(None, map(_words_of, get_args(annotation))), ())
