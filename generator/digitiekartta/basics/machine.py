"""What the machine refuses, whoever asks: told as the machine's, neither the editor's nor ours."""

import errno
import re

from digitiekartta.basics.kinds import MACHINE
from digitiekartta.basics.problems import Place, Problem

_DISK_FULL = MACHINE.error(
    "disk-full",
    "Levy on täynnä, joten komento jäi kesken.",
    "Vapauta levytilaa ja aja komento uudelleen.",
    example="Levyllä ei ole tilaa uudelle sivustolle.",
)
_NOT_ALLOWED = MACHINE.error(
    "not-allowed",
    "Tunnuksellasi ei ole oikeutta tähän tiedostoon tai kansioon.",
    "Valitse toinen paikka, tai pyydä oikeus koneen ylläpidolta.",
    example="Kansio build on toisen käyttäjän tekemä.",
)
_READ_ONLY = MACHINE.error(
    "disk-read-only",
    "Levylle ei voi kirjoittaa: siltä voi vain lukea.",
    "Valitse toinen paikka, tai pyydä koneen ylläpitoa avaamaan levy kirjoittamista varten.",
    example="Projekti on levyllä, jolta voi vain lukea.",
)
_TOO_MANY_FILES = MACHINE.error(
    "too-many-files",
    "Koneella on liian monta tiedostoa auki yhtä aikaa.",
    "Sulje muita ohjelmia ja aja komento uudelleen. Koneen ylläpito voi nostaa rajaa (ulimit -n).",
    example="Avointen tiedostojen raja on hyvin pieni.",
)
_NO_MEMORY = MACHINE.error(
    "no-memory",
    "Koneen muisti ei riitä.",
    "Sulje muita ohjelmia ja aja komento uudelleen.",
    example="Muut ohjelmat ovat vieneet koneen muistin.",
)
_DISK_BROKEN = MACHINE.error(
    "disk-broken",
    "Levyä ei voi lukea tai sille ei voi kirjoittaa: levyssä tai sen yhteydessä on vika.",
    "Kerro asiasta koneen ylläpidolle.",
    example="Verkkolevyn yhteys katkeaa.",
)
_FAULTS = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EACCES: _NOT_ALLOWED,
    errno.EPERM: _NOT_ALLOWED,
    errno.EROFS: _READ_ONLY,
    errno.EMFILE: _TOO_MANY_FILES,
    errno.ENFILE: _TOO_MANY_FILES,
    errno.ENOMEM: _NO_MEMORY,
    errno.EAGAIN: _NO_MEMORY,
    errno.EIO: _DISK_BROKEN,
    errno.ESTALE: _DISK_BROKEN,
}
# As Python ends a traceback: "OSError: [Errno 28] No space left on device: '/a' -> '/b'".
_TOLD = re.compile(r"\w*Error: \[Errno (\d+)\] [^:]*(?:: (?:.* -> )?'(?P<file>[^']*)')?$")
_MEMORY_TOLD = re.compile(r"^MemoryError\b", re.MULTILINE)


def fault_of(error: OSError, place: Place | None = None) -> Problem | None:
    """Return what the machine refused, None when a person asked for what there is not.

    Args:
        error: As the operating system gave it.
        place: Where it happened, if the error does not say.
    """
    kind = _FAULTS.get(error.errno or 0)
    named = Place(str(error.filename)) if error.filename else None
    return kind.at(named or place or Place("levy")) if kind else None


def fault_in(traceback: str, place: Place) -> Problem | None:
    """Return what the machine refused another program of ours, which ended with a traceback."""
    if _MEMORY_TOLD.search(traceback):
        return _NO_MEMORY.at(place)
    found = _TOLD.search(traceback.strip())
    return found and fault_of(
        OSError(int(found[1]), ""), Place(found["file"]) if found["file"] else place
    )
