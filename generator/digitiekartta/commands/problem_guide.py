"""content/VIRHEET.md: what each kind of problem means and what to do, printed from the kinds."""

import pkgutil
import re
import textwrap
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import digitiekartta
from digitiekartta.basics.kinds import CHAPTERS, Chapter, Kind
from digitiekartta.basics.problems import Severity

GUIDE = "content/VIRHEET.md"
_OPENING = """\
# Virheet ja varoitukset

Komento `digitiekartta check` kertoo kaiken korjattavan kerralla. Jokaisesta asiasta kerrotaan
tiedosto, rivi, sarake ja kenttä, mikä on vialla ja mitä pitää tehdä. Viimeisenä on
hakasulkeissa asian tunnus:

```text
content/esimerkkila/toimenpiteet/intra.yml:5:5: vastuu: Tahoa ”Tietohalinto” ei ole tahojen \
luettelossa.
    Tarkoititko ”Tietohallinto”? Uusi taho lisätään tiedostoon tahot.yml.  [unknown-party]
```

Virhe estää sivuston tekemisen. Varoitus ei estä: se pyytää katsomaan, onko asia niin kuin
oli tarkoitus. Tässä luettelossa varoituksen perässä lukee (varoitus). Kolmen pisteen (…)
kohdalla ilmoituksessa on se nimi, luku tai muu tieto, jota asia koskee.

Katso myös [muokkaajan ohje](OHJE.md).
"""
_HEAD = "| Tunnus | Mitä se tarkoittaa | Mitä tehdä | Esimerkki |\n|---|---|---|---|\n"
_IN_CONTENT = re.compile(r"[\w./-]+\.(yml|md|json): .*")
# What would be markup in a cell of a table.
_ACTIVE = re.compile(r"([\\|*<`])")


def load_kinds() -> None:
    """Import every module of the program that declares kinds of problem.

    Raises:
        ModuleNotFoundError: A library of an extra that such a module needs is not installed.
    """
    for module in pkgutil.walk_packages(digitiekartta.__path__, f"{digitiekartta.__name__}."):
        spec = find_spec(module.name)
        if spec and spec.origin and "basics.kinds" in Path(spec.origin).read_text("utf-8"):
            import_module(module.name)


def files(folder: Path) -> dict[str, str]:
    """Return the guide's path from a checkout's root and its text, where there is one.

    A municipality's own repository need not hold it.
    """
    if not (folder / GUIDE).is_file():
        return {}
    load_kinds()
    return {GUIDE: _OPENING + "".join(_chapter(chapter) for chapter in CHAPTERS)}


def _chapter(chapter: Chapter) -> str:
    introduction = f"{textwrap.fill(chapter.introduction, 95)}\n\n" if chapter.introduction else ""
    rows = "".join(_row(chapter.kinds[code]) for code in sorted(chapter.kinds))
    return f"\n## {chapter.title}\n\n{introduction}{_HEAD}{rows}"


def _row(kind: Kind) -> str:
    meaning = _cell(kind.meaning)
    if kind.severity is Severity.WARNING:
        meaning = f"{meaning.removesuffix('.')} (varoitus)."
    return f"| `{kind.code}` | {meaning} | {_cell(kind.cure)} | {_example(kind.example)} |\n"


def _example(example: str) -> str:
    lines = list(filter(None, example.splitlines()))
    if _IN_CONTENT.fullmatch(lines[0]):
        return "<br>".join(f"`{line.replace('|', chr(92) + '|')}`" for line in lines)
    return _cell(example.removeprefix("(").removesuffix(")"))


def _cell(text: str) -> str:
    # A row of a table is one line.
    return "<br>".join(_ACTIVE.sub(r"\\\1", line) for line in text.splitlines() if line)
