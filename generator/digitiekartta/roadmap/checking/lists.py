"""Rules on lists: what stands in one stands there once."""

from collections.abc import Iterator, Sequence

from digitiekartta.basics.kinds import CONTRADICTIONS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.model import Entry, Group, Named, Phase
from digitiekartta.roadmap.roadmap import Roadmap

LISTED_TWICE = CONTRADICTIONS.warning(
    "listed-twice",
    "”{name}” on luettelossa kahteen kertaan.",
    "Poista toinen. Jos ne ovat eri asioita, anna niille eri nimet.",
    example="tasot.yml: karjet: [{nimi: Osaava henkilöstö}, {nimi: Osaava henkilöstö}]",
)
_SAME_ITEM = LISTED_TWICE.worded(
    "Luettelossa on sama kohta kahteen kertaan.", "Poista toinen tai korjaa se, mikä on jäänyt."
)
_ELSEWHERE = (Group, Phase)  # rules of their own tell of these
_OWN_RULE = "former_ids"


def listed_twice(roadmap: Roadmap) -> Iterator[Problem]:
    """No list holds the same thing twice, by whichever of its names."""
    levels = (roadmap.levels,) if roadmap.levels else ()
    tops = (roadmap.settings, *levels, *roadmap.parties.values(), *roadmap.goals, *roadmap.measures)
    for top in tops:
        for entry in _entries(top):
            for field, items in vars(entry).items():
                if isinstance(items, tuple) and len(items) > 1 and field != _OWN_RULE:
                    yield from _twice(roadmap, entry, field, items)


def _twice(
    roadmap: Roadmap, entry: Entry, field: str, items: Sequence[object]
) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        for name in () if isinstance(item, _ELSEWHERE) else _names(item):
            other = first.setdefault(_meant(roadmap, field, name), index)
            if other != index:
                place, earlier = (_place(entry, field, n, items[n]) for n in (index, other))
                is_named = isinstance(item, str) or hasattr(item, "name")
                kind = LISTED_TWICE if is_named else _SAME_ITEM
                yield kind.at(place, name=name, related=(earlier,))
                break


def _names(item: object) -> Sequence[str]:
    """Return by what a thing goes: its names, or all that it says, where that is known."""
    if isinstance(item, Named):
        return (item.name, *item.other_spellings)
    if name := item if isinstance(item, str) else getattr(item, "name", None):
        return (str(name),)
    return () if isinstance(item, Entry) and not item.is_whole else (repr(item),)


def _meant(roadmap: Roadmap, field: str, name: str) -> str:
    name_of = {
        "parties": roadmap.party_name,
        "sector": roadmap.sector_name,
        "audience": roadmap.audience_name,
    }.get(field, str)
    return (name_of(name) or name).casefold()


def _place(entry: Entry, field: str, index: int, item: object) -> Place:
    named = ("name",) if isinstance(item, Entry) and "name" in type(item).model_fields else ()
    return entry.place_of(field, index, *named)


def _entries(entry: Entry) -> Iterator[Entry]:
    """Yield an entry and those inside it."""
    yield entry
    for value in vars(entry).values():
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Entry):
                yield from _entries(inner)
