"""What stores have in common, wherever they are: names, what stands there, why they fail."""

from __future__ import annotations

from enum import Enum

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Problem

LOCK = ".lukko"
#: Where a single file or link is made before it is put into its place.
COPY = ".kopio.uusi"

LOCKED_OUT = PUBLISHING.error(
    "target-locked",
    "Samaan kohteeseen julkaistaan parhaillaan toista julkaisua.",
    "Odota, että se valmistuu, ja aja komento uudelleen.",
    example="Kaksi ihmistä julkaisee samaan kansioon yhtä aikaa.",
)
NO_ROOM = PUBLISHING.error(
    "target-full",
    "Kohteen levyllä ei ole tilaa uudelle julkaisulle.",
    "Vapauta levytilaa tai säilytä vähemmän vanhoja julkaisuja (--keep). Julkaistu sivusto on"
    " ennallaan.",
    example="Palvelimen levy on täynnä.",
)


class Entry(Enum):
    """What stands at a path."""

    NOTHING = "nothing"
    FILE = "file"
    FOLDER = "folder"
    LINK = "link"


class Unusable(Exception):
    """What stops a publication, told as a Problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
