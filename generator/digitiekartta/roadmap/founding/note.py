"""The note of a project: which program wrote its files, what it was told, and what it wrote.

It stands in the project's root. By its digests ``upgrade`` knows what nobody has changed since.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from digitiekartta.basics.kinds import PLACES
from digitiekartta.basics.problems import Misuse, Place

NOTE = ".digitiekartta.json"
FORMAT = 1
"""Of the content and of the note. A higher number is what an older program does not understand."""

NEWER_PROJECT = PLACES.error(
    "newer-project",
    "Projektin tiedostot ovat muotoa {format}, mutta tämä ohjelma tuntee muodot numeroon {newest}"
    " asti.",
    "Asenna projektin oma versio ohjelmasta: pip install -r requirements.txt",
    example="(Projekti on päivitetty uudemmalla ohjelmalla kuin se, jolla komento ajetaan.)",
)
DAMAGED_NOTE = PLACES.error(
    "damaged-note",
    f"Tiedostosta {NOTE} ei saa selvää.",
    "Ota sen entinen versio takaisin versiohistoriasta.",
    example=f"(Tiedostossa {NOTE} on jäljellä yhdistämisen ristiriita.)",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a person has told of a project.

    Args:
        organisation: The municipality's name.
        name: The roadmap's folder in content.
        host: A key of ``HOSTS``.
        address: Where the site will be; "" when it is not known.
    """

    organisation: str
    name: str
    host: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted of a project.

    Args:
        version: Of the program that wrote its files.
        told: What they were made of.
        digests: Each of those files, by its path in the project → a digest of what was written.
    """

    version: str
    told: Told
    digests: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """Return it as its file holds it."""
        noted = {
            "ohjelma": self.version,
            "muoto": FORMAT,
            "kerrottu": asdict(self.told),
            "tiedostot": dict(sorted(self.digests.items())),
        }
        return json.dumps(noted, ensure_ascii=False, indent=2) + "\n"


def read_note(root: Path) -> Note | None:
    """Return what is noted of a project; None where nothing is.

    Raises:
        Misuse: It can't be read, or is of a newer program.
    """
    place = Place(NOTE)
    try:
        noted = json.loads((root / NOTE).read_text(encoding="utf-8"))
        if (format_ := int(noted["muoto"])) > FORMAT:
            raise Misuse(NEWER_PROJECT.at(place, format=format_, newest=FORMAT))
        return Note(str(noted["ohjelma"]), Told(**noted["kerrottu"]), dict(noted["tiedostot"]))
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise Misuse(DAMAGED_NOTE.at(place)) from error


def digest_of_file(data: bytes) -> str:
    """Return a digest of a text file, the same whatever line ends a checkout has given it."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()
