"""Names: what goes by another name in the new content, told once and not wherever it is used.

Both contents are first written with the names of their own registers, so that another spelling
of a party is no other party. Then what left a register and what came into it are matched, and
the old content is written with the new names. What still differs has changed.
"""

import copy
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.text import sentence_case
from digitiekartta.roadmap import canonical as parts
from digitiekartta.roadmap.canonical import Canonical
from digitiekartta.roadmap.model import KEYS
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted
from digitiekartta.versions.comparison.wording import SINCE, Line, Weight

_NAME, _TITLE, _ID = KEYS["name"], KEYS["title"], KEYS["id"]
_SCHEDULE, _PHASE, _GROUPS = KEYS["schedule"], KEYS["phase"], KEYS["groups"]
_PARTIES, _SECTOR, _AUDIENCE = KEYS["parties"], KEYS["sector"], KEYS["audience"]

Say = Callable[[str, str], str]
"""Given who uses a name and the name, returns what to write in its place."""


@dataclass(frozen=True, slots=True)
class Register:
    """A list of names that other places use.

    ``part`` and ``field`` say where it stands in the canonical form, ``whose`` what one of its
    names is called in the genitive ("vaiheen"). ``is_address`` says that the names are ids, which
    readers see in addresses only. ``uses`` writes every name that is used; ``define`` and
    ``defined`` write and read the register.
    """

    part: str
    field: str
    whose: str
    defined: Callable[[Canonical], Mapping[str, Canonical]]
    define: Callable[[Canonical, Mapping[str, str]], None]
    uses: Callable[[Canonical, Say], None]
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class Renaming:
    """A name that another one has taken the place of; ``users`` is how many measures use it."""

    register: Register
    old: str
    new: str
    is_sure: bool
    users: int

    def line(self) -> Line:
        """Return the one sentence that tells it."""
        register, old, new = self.register, self.old, self.new
        if register.is_address:
            old, new = old.rpartition("/")[2], new.rpartition("/")[2]
            text = f"{sentence_case(register.whose)} tunnus vaihtuu: ennen {old}, {SINCE} {new}."
            return Line(text, field=register.field, weight=Weight.UPKEEP)
        if self.is_sure:
            text = f"{sentence_case(register.whose)} {quoted(old)} nimi on nyt {quoted(new)}."
            spelling = old.casefold() == new.casefold()
            return Line(text, field=register.field, only_spelling=spelling)
        text = f"{sentence_case(register.whose)} {quoted(old)} tilalle tulee {quoted(new)}"
        users = f": muutos koskee {self.users} toimenpidettä" if self.users else ""
        return Line(f"{text}{users}.", field=register.field)


def by_register(roadmap: Roadmap, form: Canonical) -> Canonical:
    """Return a canonical form in which every name is written as its register writes it."""
    form = copy.deepcopy(form)
    phases = {key: phase.name for key, phase in roadmap.phases.items()}
    named: Mapping[Register, Callable[[str], str | None]] = {
        PHASES: lambda name: phases.get(name.casefold()),
        PARTIES: roadmap.party_name,
        SECTORS: roadmap.sector_name,
        AUDIENCES: roadmap.audience_name,
    }
    for register, name_of in named.items():
        _use_names(form, register, name_of)
    return form


def _use_names(form: Canonical, register: Register, name_of: Callable[[str], str | None]) -> None:
    register.uses(form, lambda _, name: name_of(name) or name)


def with_new_names(
    old: Canonical, new: Canonical, renames: Mapping[str, str]
) -> tuple[Canonical, list[Renaming]]:
    """Return an old form as it would be written with the names of the new one, and what changed.

    Args:
        old, new: Forms with the names of their registers.
        renames: Former id → present id of measures.
    """
    form, found = copy.deepcopy(old), []
    for register in REGISTERS:
        here = list(_renamings(register, form, new, renames))
        found += here
        _rename(form, register, here)
    return form, found


def renamed(form: Canonical, found: Sequence[Renaming]) -> Canonical:
    """Return a form as it would be written with the new names."""
    form = copy.deepcopy(form)
    for register in REGISTERS:
        _rename(form, register, [one for one in found if one.register is register])
    return form


def _rename(form: Canonical, register: Register, found: Sequence[Renaming]) -> None:
    names = {one.old: one.new for one in found}
    if names:
        register.define(form, names)
        register.uses(form, lambda _, name: names.get(name, name))


def _renamings(
    register: Register, old: Canonical, new: Canonical, renames: Mapping[str, str]
) -> Iterator[Renaming]:
    before, after = register.defined(old), register.defined(new)
    gone = [name for name in before if name not in after]
    fresh = [name for name in after if name not in before]
    if not gone:
        return
    was, now = _users(register, old, renames), _users(register, new, {})
    for name in gone:
        for other in after:
            same = _is_same(register, (name, before), (other, after))
            users = was[name]
            followed = users & now[other]
            replaced = other in fresh and len(followed) > 1 and 2 * len(followed) > len(users)
            if (same and (other in fresh or register in (PARTIES, SECTORS, AUDIENCES))) or replaced:
                measures = sum(user[0] == parts.MEASURES for user in users)
                yield Renaming(register, name, other, same and other in fresh, measures)
                fresh = [one for one in fresh if one != other]
                break


_User = tuple[str, str]


def _users(
    register: Register, form: Canonical, renames: Mapping[str, str]
) -> defaultdict[str, set[tuple[str, str]]]:
    """Return for each name the parts and ids of those that use it."""
    found: defaultdict[str, set[_User]] = defaultdict(set)

    def note(user: str, name: str) -> str:
        part, _, id = user.partition("/")
        found[name].add((part, renames.get(id, id)))
        return name

    register.uses(copy.deepcopy(form), note)
    return found


def _is_same(
    register: Register,
    old: tuple[str, Mapping[str, Canonical]],
    new: tuple[str, Mapping[str, Canonical]],
) -> bool:
    """Whether what the two registers tell of two names makes them one thing for sure."""
    (name, before), (other, after) = old, new
    was, now = before[name], after[other]
    spellings = {one.casefold() for one in (other, *now.get(KEYS["other_spellings"], ()))}
    if name.casefold() in spellings:
        return True
    if register is PHASES:
        place = [*before].index(name) == [*after].index(other) and len(before) == len(after)
        return place and was.get(KEYS["common"]) == now.get(KEYS["common"])
    # Two roles may be described alike; two bodies, goals, groups and viewpoints are not.
    return bool(was) and was == now and register in (BODIES, GOALS, GROUPS, VIEWPOINTS)


# --- the registers -------------------------------------------------------------------------


def _items(part: str, field: str, name: str) -> tuple[Any, Any]:
    """Return how the register in a list of entries, or of plain names, is read and written."""

    def defined(form: Canonical) -> dict[str, Canonical]:
        entries = [_entry(one) for one in form.get(part, {}).get(field, ())]
        return {one[name]: {k: v for k, v in one.items() if k != name} for one in entries}

    def define(form: Canonical, names: Mapping[str, str]) -> None:
        listed = form[part][field]
        # Of two that become one, that which had the name stays.
        kept = [one for one in listed if names.get(_entry(one)[name]) not in defined(form)]
        form[part][field] = [_called(one, names) for one in kept]

    def _called(one: Any, names: Mapping[str, str]) -> Any:
        entry = _entry(one)
        entry[name] = names.get(entry[name], entry[name])
        return entry if isinstance(one, dict) else entry[name]

    def _entry(one: Any) -> Canonical:
        return dict(one) if isinstance(one, dict) else {name: one}

    return defined, define


def _keys(part: str, telling: Sequence[str] = ()) -> tuple[Any, Any]:
    """Return how a register whose names are the keys of a part is read and written.

    ``telling`` are the fields that make two of its entries one thing; all of them unless given.
    """

    def defined(form: Canonical) -> dict[str, Canonical]:
        return {
            id: {key: said for key, said in entry.items() if not telling or key in telling}
            for id, entry in form.get(part, {}).items()
        }

    def define(form: Canonical, names: Mapping[str, str]) -> None:
        entries = form[part]
        former = {names[id]: entry for id, entry in entries.items() if id in names}
        # Of two that become one, that which had the name stays.
        form[part] = former | {id: entry for id, entry in entries.items() if id not in names}

    return defined, define


def _entries(form: Canonical, part: str) -> Iterator[tuple[str, Canonical]]:
    for id, entry in form.get(part, {}).items():
        yield f"{part}/{id}", entry


def _holders(form: Canonical) -> Iterator[tuple[str, Canonical]]:
    """Yield measures, goals and groups, each with who it is."""
    yield from _entries(form, parts.MEASURES)
    for user, goal in _entries(form, parts.GOALS):
        yield user, goal
        for group in goal.get(_GROUPS, ()):
            yield f"{user}/{group[_ID]}", group


def _write(user: str, entry: Canonical, key: str, say: Say) -> None:
    if key in entry:
        entry[key] = list(dict.fromkeys(say(user, name) for name in entry[key]))


def _phase_uses(form: Canonical, say: Say) -> None:
    for user, entry in _holders(form):
        for moment, cell in entry.get(_SCHEDULE, {}).items():
            if isinstance(cell, str):
                entry[_SCHEDULE][moment] = say(user, cell)
            elif _PHASE in cell:
                cell[_PHASE] = say(user, cell[_PHASE])


def _party_uses(form: Canonical, say: Say) -> None:
    for user, entry in _entries(form, parts.MEASURES):
        _write(user, entry, _PARTIES, say)


def _sector_uses(form: Canonical, say: Say) -> None:
    for user, entry in _entries(form, parts.MEASURES):
        _write(user, entry, _SECTOR, say)
    for user, party in _entries(form, parts.PARTIES):
        if _SECTOR in party:
            party[_SECTOR] = say(user, party[_SECTOR])


def _audience_uses(form: Canonical, say: Say) -> None:
    for user, entry in _holders(form):
        _write(user, entry, _AUDIENCE, say)


def _body_uses(form: Canonical, say: Say) -> None:
    for meeting in form.get(parts.SETTINGS, {}).get(KEYS["meetings"], ()):
        meeting[KEYS["body"]] = say(parts.SETTINGS, meeting[KEYS["body"]])


def _goal_uses(form: Canonical, say: Say) -> None:
    for user, measure in _entries(form, parts.MEASURES):
        measure[KEYS["goal"]] = say(user, measure[KEYS["goal"]])
    for user, spearhead in _spearheads(form):
        _write(user, spearhead, KEYS["goals"], say)


def _viewpoint_uses(form: Canonical, say: Say) -> None:
    for user, spearhead in _spearheads(form):
        if (key := KEYS["viewpoint"]) in spearhead:
            spearhead[key] = say(user, spearhead[key])


def _spearheads(form: Canonical) -> Iterator[tuple[str, Canonical]]:
    for spearhead in form.get(parts.LEVELS, {}).get(KEYS["spearheads"], ()):
        yield f"{parts.LEVELS}/{spearhead[_NAME]}", spearhead


# A group's id holds within its goal only; here both together are its name.
def _groups_defined(form: Canonical) -> dict[str, Canonical]:
    return {
        f"{goal}/{group[_ID]}": {_TITLE: f"{goal}/{group[_TITLE]}"}
        for goal, entry in form.get(parts.GOALS, {}).items()
        for group in entry.get(_GROUPS, ())
    }


def _define_groups(form: Canonical, names: Mapping[str, str]) -> None:
    for goal, entry in form.get(parts.GOALS, {}).items():
        for group in entry.get(_GROUPS, ()):
            name = f"{goal}/{group[_ID]}"
            group[_ID] = names.get(name, name).partition("/")[2]


def _group_uses(form: Canonical, say: Say) -> None:
    for user, measure in _entries(form, parts.MEASURES):
        if (key := KEYS["group"]) in measure:
            name = f"{measure[KEYS['goal']]}/{measure[key]}"
            measure[key] = say(user, name).partition("/")[2]


_SETTINGS, _GOALS = parts.SETTINGS, parts.GOALS
GOALS = Register(_GOALS, "", "tavoitteen", *_keys(_GOALS, (_TITLE,)), _goal_uses, is_address=True)
GROUPS = Register(
    _GOALS, _GROUPS, "ryhmän", _groups_defined, _define_groups, _group_uses, is_address=True
)
PHASES = Register(
    _SETTINGS, KEYS["phases"], "vaiheen", *_items(_SETTINGS, KEYS["phases"], _NAME), _phase_uses
)
SECTORS = Register(
    _SETTINGS,
    KEYS["sectors"],
    "toimialan",
    *_items(_SETTINGS, KEYS["sectors"], _NAME),
    _sector_uses,
)
AUDIENCES = Register(
    _SETTINGS,
    KEYS["audiences"],
    "kohderyhmän",
    *_items(_SETTINGS, KEYS["audiences"], _NAME),
    _audience_uses,
)
BODIES = Register(
    _SETTINGS, KEYS["bodies"], "toimielimen", *_items(_SETTINGS, KEYS["bodies"], _NAME), _body_uses
)
PARTIES = Register(parts.PARTIES, "", "vastuutahon", *_keys(parts.PARTIES), _party_uses)
VIEWPOINTS = Register(
    parts.LEVELS,
    KEYS["viewpoints"],
    "näkökulman",
    *_items(parts.LEVELS, KEYS["viewpoints"], _ID),
    _viewpoint_uses,
    is_address=True,
)
REGISTERS = (GOALS, GROUPS, PHASES, SECTORS, AUDIENCES, BODIES, PARTIES, VIEWPOINTS)
"""In the order in which they are matched: a group is looked for within its goal's new name."""
