"""What was meant by a name that is not known: several on a line, a title, a slip of the pen."""

import re
from collections.abc import Callable, Collection, Mapping

from digitiekartta.basics.kinds import Kind
from digitiekartta.basics.problems import did_you_mean, nearest
from digitiekartta.basics.text import listed, slug

_PARTS = re.compile(r"[,;|/\n•·▪◦‣●○■□➢✓►→]|(?:^|\s)(?:\d{1,2}[.)]|[a-z]\)|o)\s")
_AND = re.compile(r"\s(?:ja|sekä|och|&|\+)\s")
_AROUND = "”“„\"'’‘»«•·–- "
_ENDING = re.compile(r"\.(?:ya?ml|md|txt)$", re.IGNORECASE)


def several_names(
    kind: Kind,
    written: str,
    name_of: Callable[[str], str | None],
    known: Collection[str],
    is_list: bool = True,
) -> Kind:
    """Return the kind of an unknown name in words that say what was meant, as far as is known.

    Args:
        kind: What is wrong, with the remedy for a name that is new.
        written: What stands in a line of a list.
        name_of: Gives the name that goes by a spelling.
        known: The names there are.
        is_list: Whether several names may stand there, each on a line of its own.
    """
    parts = parts_of(written, lambda part: name_of(part) is not None)
    if parts is None:
        return advised(kind, did_you_mean(written.strip(_AROUND), known, ""))
    if not is_list:
        return advised(kind, f"Kirjoita yksi nimi, esimerkiksi ”{next(filter(name_of, parts))}”.")
    lines = listed([f"”- {name_of(part) or part}”" for part in parts])
    unknown = [part for part in parts if name_of(part) is None]
    missing = f" Luettelossa ei ole: {listed([f'”{part}”' for part in unknown])}."
    message = "Yhdellä rivillä on monta nimeä: ”{name}”."
    told = kind.worded(_safe(message, name=written))
    return told.worded(
        remedy=_braced(f"Kirjoita kukin omalle rivilleen: {lines}.")
        + (_braced(missing) + f" {kind.remedy}" if unknown else "")
    )


def meant_id(
    kind: Kind, written: str, aliases: Mapping[str, str], genitive: str, is_list: bool = False
) -> Kind:
    """Return the kind of an unknown id in words that say which id was meant.

    Args:
        kind: What is wrong, with the remedy for an id of which nothing is known.
        written: What stands in place of the id.
        aliases: Title, number or another name → the id to which it belongs.
        genitive: Of what it is the id: "tavoitteen".
        is_list: Whether several ids may stand there, each on a line of its own.
    """
    ids = dict.fromkeys(aliases.values())
    spoken = {_plain(name): id for name, id in [*aliases.items(), *((id, id) for id in ids)]}

    def exactly(name: str) -> str | None:
        bare = _ENDING.sub("", name.strip(_AROUND).rpartition("/")[2])
        return spoken.get(_plain(bare))

    id = exactly(written)
    parts = None if id else parts_of(written, lambda part: exactly(part) is not None)
    if parts and (found := [id for part in parts if (id := exactly(part))]):
        lines = listed([f"”- {id}”" for id in dict.fromkeys(found)])
        each, one = f"kukin omalle rivilleen: {lines}", f"yksi tunnus, esimerkiksi ”{found[0]}”"
        return advised(kind, f"Kirjoita {each if is_list else one}.")
    if id is None and (guess := nearest(written, [*ids, *aliases])):
        id = guess if guess in ids else aliases[guess]
    if id is None:
        return kind
    title = next((name for name, own in aliases.items() if own == id and name != id), None)
    whose = f" Se on {genitive} ”{title}” tunnus." if title else ""
    return advised(kind, f"Tarkoititko ”{id}”?{whose}")


def advised(kind: Kind, advice: str) -> Kind:
    """Return the kind with advice before its remedy."""
    return kind.worded(remedy=f"{_braced(advice)} {kind.remedy}") if advice else kind


def parts_of(written: str, is_known: Callable[[str], bool]) -> list[str] | None:
    """Return the names that stand on one line, None when it is one name as far as is known.

    Commas part names when any is known; "ja" also stands inside names, so all must be.
    """
    parts = [bare for part in _PARTS.split(written.strip(_AROUND)) if (bare := part.strip())]
    split: list[str] = []
    for part in parts:
        both = [half.strip() for half in _AND.split(part)]
        split += both if not is_known(part) and all(map(is_known, both)) else [part]
    return split if len(split) > 1 and any(map(is_known, split)) else None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold()) or slug(name)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _safe(message: str, **words: str) -> str:
    return _braced(message.format(**words))
