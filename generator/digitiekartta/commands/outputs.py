"""What a person names as an output: nothing of theirs is written over, and nothing gets lost.

A document that the program wrote gives way to a new one as long as nobody has changed it since.
Which they are is kept in the project's folder ``build``, by digests. Texts and reports outside the
content are made again and again, also by pipelines that add lines to them: they give way.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

import click

from digitiekartta.basics.files import read_whole
from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.commands.options import project_here

_DOCUMENTS = frozenset({".csv", ".docx", ".ods", ".odt", ".pdf", ".pptx", ".xls", ".xlsx"})
_OF = "1"  # the form of what is kept
_WRITTEN = "_kirjoitetut.jsonl"


def refuse_foreign(
    paths: Iterable[Path], new: Mapping[Path, bytes] | None = None, *, among_content: str = ""
) -> None:
    """Raise UsageError where a document stands, only content may, or a build makes all anew.

    What is empty or no file, or holds already what is to be written, is in nobody's way.

    Args:
        paths: Where a person wants something written.
        new: What, as far as it is known.
        among_content: What a file is called that may stand among the content and gives way there.
    Raises:
        OSError: A file there can't be read.
    """
    written, project = _kept(), project_here()
    for path in paths:
        if project and _is_inside(path, project.site(".")):
            raise click.UsageError(
                f"Tiedosto {path} on valmiin sivuston kansiossa, josta seuraava digitiekartta build"
                " sen poistaisi. Sitä ei kirjoitettu. Valitse toinen paikka."
            )
        is_content = (
            project and path.resolve().name != among_content and _is_inside(path, project.content)
        )
        if is_content and not path.exists():
            raise click.UsageError(
                f"Tiedosto {path} on sisällön kansiossa, jossa saa olla vain muokattavia"
                " tiedostoja. Sitä ei kirjoitettu. Valitse toinen paikka."
            )
        may_be_precious = is_content or path.suffix.lower() in _DOCUMENTS
        if not (may_be_precious and path.is_file() and path.stat().st_size):
            continue
        there = read_whole(path)
        if written.get(_key(path)) != _digest(there) and (new or {}).get(path) != there:
            raise click.UsageError(
                f"Tiedosto {path} on jo olemassa, eikä se ole sellainen, jonka tämä ohjelma on"
                " kirjoittanut. Sitä ei muutettu. Anna toinen nimi, tai siirrä tai poista tiedosto"
                " ensin."
            )


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def note_written(files: Mapping[Path, bytes]) -> None:
    """Keep in mind what was written, so that it may be written over."""
    if place := _place():
        noted = {_key(path): _digest(data) for path, data in files.items() if path.is_file()}
        if noted:
            keep(place, _OF, _kept() | noted)


def _kept() -> dict[str, bytes]:
    place = _place()
    return kept(place, _OF) if place else {}


def _place() -> Path | None:
    project = project_here()
    return project.build(_WRITTEN) if project else None


def _key(path: Path) -> str:
    return str(path.resolve())


def _digest(data: bytes) -> bytes:
    return line_of(sha256(data).hexdigest())
