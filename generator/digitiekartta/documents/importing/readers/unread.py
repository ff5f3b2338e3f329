"""Pictures and drawings that nobody can read as a table: they are told, as they may hold one."""

from collections.abc import Iterator, Mapping

from digitiekartta.basics.text import listed
from digitiekartta.documents.importing.readers.rect import Rect

_LARGE = 0.15
"""The part of a page or slide from which on a picture is no logo or ornament."""


def is_large(picture: Rect, page: Rect) -> bool:
    """Whether a picture may hold a table or a schedule."""
    return picture.width * picture.height >= _LARGE * page.width * page.height


def unread(where: str, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield what to tell of things in a place that are not read: how many of each, in Finnish."""
    told = [f"{what} ({number} kpl)" for what, number in numbers.items() if number]
    if told:
        yield (
            f"{where}: {listed(told)} ei luettu. Jos siinä on toimenpiteitä tai aikataulu, kirjoita"
            " ne taulukkoon."
        )
