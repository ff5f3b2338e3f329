"""Where a person tells to publish: a folder, one of a server, an object store or a zip file."""

import re
from pathlib import Path

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Misuse, Place
from digitiekartta.publishing.archive import Archive
from digitiekartta.publishing.objects import ObjectStore
from digitiekartta.publishing.remote import RemoteStore
from digitiekartta.publishing.store import LocalStore
from digitiekartta.publishing.target import Target
from digitiekartta.roadmap.project import Project

#: Folders of the project that hold what people or the build write.
_SOURCES = frozenset({".git", ".venv", "benchmarks", "build", "content", "generator", "site"})
_SOURCES |= {"tests", "theme"}

_NO_ADDRESS = PUBLISHING.error(
    "target-no-address",
    "”{target}” ei ole palvelimen osoite.",
    "Kirjoita esimerkiksi ssh://kayttaja@palvelin/srv/kunta. Jos tarkoitat tämän koneen kansiota,"
    " kirjoita sen eteen ./.",
    example="digitiekartta publish kunta ssh://palvelin",
)
_NO_STORE = _NO_ADDRESS.worded(
    "”{target}” ei ole objektivaraston osoite.",
    "Kirjoita esimerkiksi s3://kunta/digitiekartta, az://sailo/digitiekartta tai"
    " gs://kunta/digitiekartta. Tunnuksia osoitteeseen ei kirjoiteta: ne annetaan"
    " ympäristömuuttujissa.",
)
_UNSEEN = _NO_ADDRESS.worded("Kohteen nimessä on merkki, joka ei näy.", "Kirjoita kohde uudelleen.")
_IN_PROJECT = PUBLISHING.error(
    "target-in-project",
    "Kohde {target} on projektin omissa kansioissa.",
    "Anna kohteeksi jokin muu kansio.",
    example="digitiekartta publish kunta content/julkaisu",
)
_ONE_RELEASE = PUBLISHING.error(
    "target-is-zip",
    "Zip-tiedostossa on vain yksi julkaisu, joten aiempaan ei voi palata.",
    "Tee aiempi julkaisu uudelleen.",
    example="digitiekartta rollback kunta kunta.zip",
)


def destination(project: Project, roadmap: str, text: str) -> Target | Archive:
    """Return the place that a text means.

    Raises:
        Misuse: It means none, or one of the folders that the site is made from.
    """
    if re.search(r"[\x00-\x1f\x7f]", text):
        raise Misuse(_UNSEEN.at(Place(text), target=text))
    try:
        objects = ObjectStore.from_address(text)
    except ValueError as error:
        raise Misuse(_NO_STORE.at(Place(text), target=text)) from error
    if objects:
        return Target(objects, roadmap)
    if text.endswith(".zip"):
        _refuse_sources(project, Path(text))
        return Archive(Path(text), roadmap)
    try:
        remote = RemoteStore.from_address(text)
    except ValueError as error:
        raise Misuse(_NO_ADDRESS.at(Place(text), target=text)) from error
    if remote is None:
        _refuse_sources(project, Path(text))
    return Target(remote or LocalStore(Path(text)), roadmap)


def with_history(project: Project, roadmap: str, text: str) -> Target:
    """Return the place that a text means, when it keeps earlier releases too.

    Raises:
        Misuse: It means none, or a zip file.
    """
    place = destination(project, roadmap, text)
    if isinstance(place, Archive):
        raise Misuse(_ONE_RELEASE.at(Place(text)))
    return place


def _refuse_sources(project: Project, place: Path) -> None:
    """Nothing is published into the folders that it is made from, nor around them."""
    place, root = place.resolve(), project.root.resolve()
    inside = place.relative_to(root).parts if place.is_relative_to(root) else ()
    if root.is_relative_to(place) or (inside and inside[0] in _SOURCES):
        raise Misuse(_IN_PROJECT.at(Place(place.as_posix()), target=place))
