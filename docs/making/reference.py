"""docs/hakemisto/: the commands and the form of the content, printed from their declarations."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click
from pydantic import BaseModel

from digitiekartta.commands.main import commands
from digitiekartta.roadmap import schemas
from digitiekartta.roadmap.fields import model_in
from digitiekartta.roadmap.model import ENTRIES, KINDS, Entry
from digitiekartta.roadmap.reading.folder import PATTERNS

COMMANDS, CONTENT = "docs/hakemisto/komennot.md", "docs/hakemisto/sisalto.md"
_GUIDE = "../../content/OHJE.md"
_MADE = "<!-- Tämän sivun kirjoittaa make docs. -->"
_ABOUT_COMMANDS = f"""\
# Komennot

{_MADE}

Komennot ja valinnat ovat englanniksi, ja kaikki, mitä ohjelma kertoo, on suomeksi. Saman \
ohjeen näyttää `digitiekartta KOMENTO --help`.

NIMI on kansion `content/` alikansio eli yksi tiekartta. Hakasulkeissa olevan voi jättää pois, ja \
kolme pistettä (…) tarkoittaa, että samanlaisia voi olla monta. Kun nimiä ei anneta, \
tarkoitetaan kaikkia tiekarttoja. Yksi nimi on pakko antaa vain, jos tiekarttoja on useita.

Kun ohjelma päättyy, sen paluukoodi kertoo, miten kävi:

- 0: kaikki on kunnossa
- 1: korjattavaa löytyi
- 2: komento oli väärin kirjoitettu tai syötettä ei voitu lukea
- 3: ohjelma kieltäytyi, koska mitään ei ole hyväksytty tai on hyväksytty jotakin muuta

Päätteessä virheillä on värit ja pitkällä työllä palkki, joka kertoo, miten pitkällä ollaan. \
Värejä ei ole, kun ympäristömuuttuja `NO_COLOR` on asetettu. Komentotulkki täydentää \
komennot, valinnat ja tiekarttojen nimet, kun sen asetuksissa (`~/.bashrc`, `~/.zshrc` tai \
`~/.config/fish/completions/digitiekartta.fish`) on jokin näistä riveistä:

```sh
eval "$(_DIGITIEKARTTA_COMPLETE=bash_source digitiekartta)"   # bash 4.4 tai uudempi
eval "$(_DIGITIEKARTTA_COMPLETE=zsh_source digitiekartta)"    # zsh
_DIGITIEKARTTA_COMPLETE=fish_source digitiekartta | source    # fish
```
"""
_ABOUT_CONTENT = f"""\
# Sisällön muoto

{_MADE}

Tiekartta on kansio, jossa on tekstitiedostoja. Kenttien nimet ovat suomeksi. Jokainen arvo \
luetaan tekstinä sellaisena kuin se on kirjoitettu. Tuntematon tai kahdesti kirjoitettu kenttä \
on virhe, ja ohjelma kertoo lähimmän tunnetun.

Miten tiedostoja muokataan, kerrotaan [muokkaajan ohjeessa]({_GUIDE}). Samat tiedot \
ovat kansiossa `content/.skeemat` JSON-skeemoina, joiden avulla muokkausohjelma (esimerkiksi \
Visual Studio Code) ehdottaa kenttiä ja huomaa virheitä.

Pidemmät tekstit ovat omissa tiedostoissaan (esimerkiksi *visio.md*), joissa on tavallista \
Markdownia ilman HTML-koodia.
"""


def files() -> dict[str, str]:
    """Return the pages by their path from the root of the repository."""
    return {
        COMMANDS: _ABOUT_COMMANDS + "".join(f"\n{part}\n" for part in _commands()),
        CONTENT: _ABOUT_CONTENT + "".join(f"\n{part}\n" for part in _kinds()),
    }


# --- commands ------------------------------------------------------------------------------


def _commands() -> Iterator[str]:
    for name in commands.commands:
        command = commands.load(name)
        context = click.Context(command, info_name=name, parent=click.Context(commands))
        usage = " ".join(["digitiekartta", name, *command.collect_usage_pieces(context)])
        yield f"## {name}"
        yield _help(inspect.cleandoc(command.help or ""))
        yield f"```text\n{usage}\n```"
        options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
        if options:
            yield "\n".join(_option(option, context) for option in options)
    yield "## Kaikissa komennoissa"
    yield (
        "Ennen komennon nimeä voi olla `--root KANSIO`: projektin kansio, jos se on muu kuin"
        " nykyinen tai sen yläkansio. `digitiekartta --version` kertoo ohjelman version."
    )


def _help(text: str) -> str:
    """Return a command's help: what Click leaves as it is written (\\b) is a block of code."""
    blocks = [
        f"```text\n{block.removeprefix(chr(8)).strip(chr(10))}\n```"
        if block.startswith("\b")
        else _marked(" ".join(block.split()))
        for block in re.split(r"\n\n+", text.replace("\b\n\n", "\b\n"))
    ]
    return "\n\n".join(blocks)


def _option(option: click.Option, context: click.Context) -> str:
    metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
    names = " tai ".join(f"`{name}{metavar}`" for name in (*option.opts, *option.secondary_opts))
    needed = " (pakollinen)" if option.required else ""
    return f"- {names}{needed}: {_marked(option.help or '')}"


def _marked(text: str) -> str:
    """Return words of a help text whose options, addresses and examples stand as code."""
    return re.sub(
        r'("[^"]+"|(?<![\w/])--[a-z][a-z-]+|https?://[^\s),]*[^\s),.]|<[^>]+>)',
        r"`\1`",
        text.replace("*", "\\*"),
    )


# --- content -------------------------------------------------------------------------------


def _kinds() -> Iterator[str]:
    inside: dict[type[Entry], None] = {}
    for kind, model in KINDS.items():
        title, about = schemas.ABOUT[model.__name__]
        yield f"## {title}: `{PATTERNS[model]}`"
        yield about
        if model in ENTRIES:
            yield _table(model)
            inside |= dict.fromkeys(_entries_in(model))
        else:  # names, and what is told of each
            entry = model_in(model.model_fields["root"].annotation)
            yield _NAMED[kind]
            if entry in ENTRIES:
                inside |= dict.fromkeys((entry, *_entries_in(entry)))
    yield "## Kentät kenttien sisällä"
    yield "Joissakin kentissä on omia kenttiä, ja jotkin niistä ovat yhteisiä monelle tiedostolle."
    for entry in inside:
        title, about = schemas.ABOUT[entry.__name__]
        yield f"### {title}"
        yield about
        yield _table(entry)


#: What stands in a file whose keys are names.
_NAMED = {
    "tahot": "Jokaisella rivillä on tahon nimi, ja sen alla voivat olla tahon tiedot.",
    "lyhenteet": "Jokaisella rivillä on lyhenne ja sen merkitys.",
}


def _entries_in(model: type[BaseModel]) -> Iterator[type[Entry]]:
    for info in model.model_fields.values():
        inner = model_in(info.annotation)
        if inner in ENTRIES and inner is not model:
            yield inner
            yield from _entries_in(inner)


def _table(entry: type[Entry]) -> str:
    headings = {name: title for name, (title, _) in schemas.ABOUT.items()}
    rows = "\n".join(schemas.field_rows(entry, headings)).splitlines()
    if all(row.endswith("|  |") for row in rows[2:]):  # no field has an example
        rows = [row.rpartition("|")[0].rpartition("|")[0] + "|" for row in rows]
    return "\n".join(rows).replace("(#aikataulun-kirj", f"({_GUIDE}#aikataulun-kirj")
