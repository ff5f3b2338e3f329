"""Spearheads in changes: what they point to has a name there, as nobody reads ids."""

from collections.abc import Mapping, Sequence

from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical
from digitiekartta.roadmap.model import KEYS


def with_names(
    levels: Canonical, forms: Sequence[Canonical], renames: Mapping[str, str]
) -> Canonical:
    """Return levels whose spearheads say what they point to by its name, the newest of each.

    ``forms`` are the contents, oldest first, and ``renames`` former id → present id of measures.
    """
    points = [one for f in forms for one in f.get(parts.LEVELS, {}).get(KEYS["viewpoints"], ())]
    names = {
        KEYS["viewpoint"]: {one[KEYS["id"]]: one[KEYS["name"]] for one in points},
        KEYS["goals"]: _titles(*(form.get(parts.GOALS, {}) for form in forms)),
        KEYS["measures"]: _titles(*(form.get(parts.MEASURES, {}) for form in forms)),
    }
    # An id that has become another means the same measure.
    for former, present in renames.items():
        names[KEYS["measures"]][former] = names[KEYS["measures"]].get(present, present)
    heads = [_named(one, names) for one in levels.get(KEYS["spearheads"], ())]
    return {**levels, KEYS["spearheads"]: heads} if heads else levels


def _titles(*entries: Mapping[str, Canonical]) -> dict[str, str]:
    return {id: entry[KEYS["title"]] for one in entries for id, entry in one.items()}


def _named(spearhead: Canonical, names: Mapping[str, Mapping[str, str]]) -> Canonical:
    if not isinstance(spearhead, dict):
        return spearhead
    said = dict(spearhead)
    for key in names.keys() & said.keys():
        named = names[key].get
        pointed = said[key]
        said[key] = (
            [named(id, id) for id in pointed]
            if isinstance(pointed, list)
            else named(pointed, pointed)
        )
    return said
