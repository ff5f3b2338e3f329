"""JSON Schemas, settings for Visual Studio Code and the guide's tables, made from the model.

An editor program then tells which fields there are, what they mean and what does not fit
them, in Finnish. The schemas accept what our reader accepts, or a little more: every
scalar is text to the reader, so a text may look like a number or a boolean here; one text
may stand for a list of one; a key with nothing after it means no field.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from digitiekartta.basics.text import listed
from digitiekartta.roadmap.fields import declared, model_in
from digitiekartta.roadmap.model import ENTRIES, KINDS, OF_PROJECT, Entry
from digitiekartta.roadmap.reading.folder import PATTERNS
from digitiekartta.roadmap.values import PERIOD_FORM, SCALAR

FOLDER = "content/.skeemat"
GUIDE = "content/OHJE.md"
# The name of the dialect: programs know it by heart and never fetch it.
DIALECT = "https://json-schema.org/draft/2020-12/schema"

# The docstrings of the model are for programmers; these are for the people who edit.
ABOUT: dict[str, tuple[str, str]] = {
    "Settings": ("Tiekartta", "Mikä tiekartta on ja mitä sanoja siinä käytetään."),
    "Levels": ("Tasot", "Näkökulmat, asteikko, lähtö- ja tavoitetasot ja kehittämisen kärjet."),
    "Parties": ("Vastuutahot", "Vastuutahojen luettelo: tahon nimi ja sen tiedot."),
    "Abbreviations": ("Lyhenteet", "Lyhenteet ja niiden merkitykset."),
    "Goal": (
        "Tavoite",
        "Tavoite ja sen ryhmät järjestyksessä. Tiedoston nimi on tavoitteen tunnus.",
    ),
    "Measure": (
        "Toimenpide",
        "Toimenpide päätetyin sanoin. Tiedoston nimi on toimenpiteen tunnus.",
    ),
    "Source": ("Lähde", "Asiakirja, josta sisältö on peräisin."),
    "ScheduleEntry": (
        "Puolivuoden merkintä",
        "Vaihe sellaisenaan, tai kentissä vaihe ja sen sanat, tai pelkät sanat.",
    ),
    "Phase": ("Vaihe", "Aikatauluissa käytettävä vaihe."),
    "Named": ("Nimi", "Nimi sellaisenaan, tai nimi ja sen muut kirjoitusasut."),
    "Body": ("Toimielin", "Toimielin, joka omistaa, valmistelee tai hyväksyy."),
    "Meeting": ("Kokous", "Kokous, jossa toimielin käsittelee tiekarttaa, tai sama joka vuosi."),
    "Contact": ("Yhteystiedot", "Keneltä voi kysyä: tehtävä tai yksikkö, ei henkilö."),
    "Feedback": ("Palaute", "Minne sivuista annetaan palautetta."),
    "Appearance": ("Ulkoasu", "Kunnan oma tunnus, värit ja linkit."),
    "Repository": ("Tietovarasto", "Versiopalvelun tietovarasto, jossa sisältöä muokataan."),
    "Accessibility": ("Saavutettavuus", "Saavutettavuusselosteen tiedot."),
    "Fault": ("Puute", "Mikä sivustolla ei ole saavutettavaa, ja miksi."),
    "StatementFeedback": ("Saavutettavuuspalaute", "Minne puutteista ilmoitetaan."),
    "Viewpoint": ("Näkökulma", "Näkökulma, josta digitaalista kypsyyttä arvioidaan."),
    "Spearhead": ("Kärki", "Kehittämisen kärki, joka nousee tavoitetasoista."),
    "Party": ("Vastuutaho", "Vastuutaho on tehtävä tai toimielin, ei henkilö."),
    "Group": ("Ryhmä", "Tavoitteen toimenpideryhmä."),
    "Cost": ("Kustannusarvio", "Arvio yhden vuoden kustannuksesta."),
    "Report": ("Raportti", "Mitä puolivuodesta on raportoitu."),
    "Link": ("Linkki lisätietoon", "Mihin linkki vie ja mitä siinä lukee."),
    "Acknowledgements": ("Kuittaukset", "Varoitukset, jotka on tarkistettu ja jotka saavat jäädä."),
    "Acknowledgement": ("Kuittaus", "Varoitus, joka saa jäädä, ja syy siihen."),
    "Ending": ("Päättyminen", "Miten toimenpide päättyi."),
    "Subjects": ("Aiheet", "Aiheet, joiden mukaan tiekarttoja verrataan: nimi ja sanat."),
    "SubjectWords": ("Aiheen sanat", "Luettelo sanoista, tai sanat ja poikkeukset."),
}
_ALL = {**KINDS, **OF_PROJECT}
# What else than a mapping stands for an entry of the class: a text, or nothing.
_BRIEF = {"ScheduleEntry", "Named"}
_MAY_BE_EMPTY = {"Party"}
_TABLE = re.compile(
    r"(?P<start><!-- kentät: (?P<name>\w+)[^>]*-->\n).*?(?P<end><!-- kentät loppuvat -->)",
    re.DOTALL,
)
_HEADING_OR_TABLE = re.compile(r"^#+ (?P<heading>.+)$|<!-- kentät: (?P<name>\w+)", re.MULTILINE)

Schema = dict[str, Any]


def schema(kind: str) -> Schema:
    """Return the JSON Schema (draft 2020-12) of a kind of file, by its name in the model."""
    of = _ALL[kind]
    made = of.model_json_schema(by_alias=True, mode="validation")
    classes = made.pop("$defs", {})
    whole = {"$schema": DIALECT, **_class(of.__name__, made)}
    if classes:
        whole["$defs"] = {name: _class(name, one) for name, one in sorted(classes.items())}
    return whole


def editor_settings() -> Schema:
    """Return the settings of Visual Studio Code: our schemas, our form of files, no calls out."""
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "files.trimTrailingWhitespace": False,
        "[yaml]": {
            "editor.detectIndentation": False,
            "editor.formatOnSave": False,
            "editor.insertSpaces": True,
            "editor.tabSize": 2,
            "editor.wordWrap": "on",
        },
        "[markdown]": {"editor.wordWrap": "on"},
        "redhat.telemetry.enabled": False,
        # Folding and quoting are the business of "digitiekartta format".
        "yaml.format.enable": False,
        "yaml.schemaStore.enable": False,
        "yaml.schemas": {
            f"./{FOLDER}/{kind}.schema.json": f"content/*/{PATTERNS[of]}"
            for kind, of in KINDS.items()
        }
        | {f"./{FOLDER}/{kind}.schema.json": f"content/{kind}.yml" for kind in OF_PROJECT},
        "yaml.yamlVersion": "1.2",
    }


def files(folder: Path) -> dict[str, str]:
    """Return every file that is made of the model: its path from a checkout's root, and its text.

    The guide is among them where there is one: its text is the editors', its tables are ours.
    """
    data: dict[str, Schema] = {f"{FOLDER}/{kind}.schema.json": schema(kind) for kind in _ALL}
    data[".vscode/settings.json"] = editor_settings()
    data[".vscode/extensions.json"] = {"recommendations": ["redhat.vscode-yaml"]}
    texts = {
        name: json.dumps(part, ensure_ascii=False, indent=2) + "\n" for name, part in data.items()
    }
    if (folder / GUIDE).is_file():
        texts[GUIDE] = with_tables((folder / GUIDE).read_text(encoding="utf-8"))
    return texts


def _class(name: str, made: Schema) -> Schema:
    title, description = ABOUT[name]
    accepted = _value(made)
    accepted.pop("description", None)
    if name in _BRIEF:
        accepted = {"anyOf": [_text({"type": "string"}), accepted]}
    if name in _MAY_BE_EMPTY:
        accepted = _or_nothing(accepted)
    return {"title": title, "description": description, **accepted}


def _property(made: Schema, required: bool) -> Schema:
    node = _value(made)
    about = {"title": made["title"], "description": node.pop("description")}
    return {**about, **(node if required else _or_nothing(node))}


def _value(made: Schema) -> Schema:
    """Return the schema of a value as an editor may write it, with a complaint in Finnish."""
    node = {key: item for key, item in made.items() if key not in ("title", "default")}
    if "anyOf" in node:
        # Always "this or null"; that an empty key is no field is said in _property.
        [inner] = [option for option in node.pop("anyOf") if option != {"type": "null"}]
        return {**_value(inner), **node}
    if "$ref" in node:
        return node
    if "enum" in node:
        return {**node, "errorMessage": f"Sallitut arvot: {', '.join(node['enum'])}."}
    if "errorMessage" in node:
        return node
    kinds = {"object": _mapping, "array": _list, "string": _text}
    return kinds[node["type"]](node)


def _mapping(node: Schema) -> Schema:
    if by_half_year := node.pop("patternProperties", None):
        # A key may also be a range of half-years, which the reader spreads.
        [node["additionalProperties"]] = by_half_year.values()
        node["propertyNames"] = PERIOD_FORM
    elif "propertyNames" in node:
        node["propertyNames"] = _text(node["propertyNames"])
    if "properties" not in node:
        node["additionalProperties"] = _value(node["additionalProperties"])
        return {**node, "errorMessage": "Tähän kuuluu rivejä muodossa ”nimi: arvo”."}
    required = node.get("required", [])
    node["properties"] = {
        key: _property(item, key in required) for key, item in node["properties"].items()
    }
    missing = f", tai pakollinen kenttä puuttuu ({listed(required)})" if required else ""
    return {**node, "errorMessage": f"Kenttää ei tunneta{missing}."}


def _list(node: Schema) -> Schema:
    items = _value(node["items"])
    array = {**node, "items": items}
    if "type" in items and "object" not in items["type"]:
        # One text may stand alone. A type of many reads better in an editor than anyOf.
        message = items.get("errorMessage", "Tähän kuuluu teksti.")
        array |= items | {"type": [*items["type"], "array"]}
        return {**array, "errorMessage": f"{message} Useampi kirjoitetaan luettelona (- arvo)."}
    array["errorMessage"] = "Tähän kuuluu luettelo, jonka rivit alkavat viivalla (-)."
    if items.get("$ref", "").removeprefix("#/$defs/") in _BRIEF:
        around = {key: array.pop(key) for key in ("description",) if key in array}
        return {**around, "anyOf": [items, array]}
    return array


def _text(node: Schema) -> Schema:
    return {**node, "type": [*SCALAR], "errorMessage": "Tähän kuuluu teksti."}


def _or_nothing(node: Schema) -> Schema:
    node = dict(node)
    if "enum" in node:
        del node["type"]
        node["enum"] = [*node["enum"], None]
    elif "type" in node:
        types = node["type"] if isinstance(node["type"], list) else [node["type"]]
        node["type"] = [*types, "null"]
    elif "anyOf" in node:
        node["anyOf"] = [*node["anyOf"], {"type": "null"}]
    else:
        node["anyOf"] = [{"$ref": node.pop("$ref")}, {"type": "null"}]
    return node


def with_tables(guide: str) -> str:
    """Return the guide with its tables as the model has them.

    A table stands between two comments, of which the first names its class:

        <!-- kentät: Cost (taulukon kirjoittaa digitiekartta schemas) -->
        | Kenttä | Mitä siihen kirjoitetaan | Esimerkki |
        …
        <!-- kentät loppuvat -->
    """
    classes = {entry.__name__: entry for entry in ENTRIES}
    headings = _headings(guide)

    def table(place: re.Match[str]) -> str:
        rows = "\n".join(field_rows(classes[place["name"]], headings))
        return f"{place['start']}\n{rows}\n\n{place['end']}"

    return _TABLE.sub(table, guide)


def _headings(guide: str) -> Mapping[str, str]:
    """Return under which heading each class has its table."""
    headings, heading = {}, ""
    for found in _HEADING_OR_TABLE.finditer(guide):
        heading = found["heading"] or heading
        if found["name"]:
            headings[found["name"]] = heading
    return headings


def field_rows(entry: type[Entry], headings: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of a table of the fields of a class, its head first.

    Args:
        entry: The class.
        headings: Under which heading of the same page each class has its table.
    """
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
