"""What of an object can be read although other parts of it are wrong.

A wrong value is left out; where the class cannot do without it, a value that says nothing stands
in. So the rules on the roadmap as a whole can look at the rest at once.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from digitiekartta.roadmap.reading.nodes import Plain, key_in

KEY = "[key]"
"""The step of a Pydantic path that says that a key is meant."""
# Some value fits each type of the model: text and id, number, half-year, day, address, colour …
_STAND_INS: tuple[Plain, ...] = (
    *("x", "999999999", "1", "kevät 2025", "1.1.2025", "https://x.example", "#000000", "x, y"),
    *([], {}),
)
_ROUNDS = 40

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Salvaged(Generic[Model]):
    """What is left of an object.

    Args:
        entry: The object, None when it can't be told.
        left_out: The fields that are not in it.
        hidden: What Pydantic refuses only when something else is right: what it finds when it
            compares fields, or beside a half-year that stood twice.
    """

    entry: Model | None
    left_out: frozenset[str] = frozenset()
    hidden: tuple[ErrorDetails, ...] = ()


def salvage(model: type[Model], plain: Plain) -> Salvaged[Model]:
    """Return what of an object is right.

    Args:
        model: The class of the object.
        plain: The object as its file has it; it is changed.
    """
    tries: Counter[Path] = Counter()
    fields: set[str] = set()
    hidden: list[ErrorDetails] = []
    for round_ in range(_ROUNDS):
        try:
            return Salvaged(model.model_validate(plain), frozenset(fields), tuple(hidden))
        except ValidationError as failure:
            errors = failure.errors(include_url=False)
        if round_:
            hidden += [error for error in errors if _is_new(error, tries)]
        # The innermost first: what stands around them may be right without them.
        for error in sorted(errors, key=lambda error: -len(error["loc"])):
            path = _path(error)
            fields.add(".".join(step for step in path if isinstance(step, str)))
            # A text may stand where a list does: then it is wrong as a whole.
            while not _replace(plain, path, error, tries):
                if not path:
                    return Salvaged(None)
                path = path[:-1]
    return Salvaged(None)


def _is_new(error: ErrorDetails, tries: Mapping[Path, int]) -> bool:
    """Whether an error is none of what was put in another's place, or left out of it."""
    path = _path(error)
    touches = any(one[: len(path)] == path or path[: len(one)] == one for one in tries)
    return bool(error.get("ctx", {}).get("at")) or not touches


def _path(error: Mapping[str, Any]) -> Path:
    steps = tuple(step for step in error["loc"] if step != KEY)
    return (*steps, *error.get("ctx", {}).get("at", ()))


def _replace(plain: Plain, path: Path, error: Mapping[str, Any], tries: Counter[Path]) -> bool:
    """Leave the value at a path out, or put another in its place; False when neither can be."""
    *outer, last = path or (None,)
    for step in outer:
        inner = _inner(plain, step)
        if inner is None:  # it has gone with an error around it
            return True
        plain = inner
    tries[path] += 1
    stand_in = _stand_in(error, tries[path])
    if isinstance(plain, dict) and isinstance(last, str):
        is_written = error["type"] != "missing"
        written = key_in(plain, last) or last
        if error["type"] == "model_type" and tries[path] == 1:
            plain[written] = {}  # what stands under a name is wrong, not the name
        elif is_written and (tries[path] == 1 or error["type"] != "literal_error"):
            plain.pop(written, None)
        else:
            plain[last] = stand_in
    elif isinstance(plain, list) and isinstance(last, int) and last < len(plain):
        plain[last] = stand_in
    else:
        return False
    return True


def _stand_in(error: Mapping[str, Any], tried: int) -> Plain:
    if error["type"] == "literal_error":
        return str(error["ctx"]["expected"]).replace(" or ", ", ").split(", ")[0].strip("'")
    return _STAND_INS[tried // 2 % len(_STAND_INS)]


def _inner(plain: Plain, step: str | int | None) -> Plain | None:
    if isinstance(plain, dict):
        return plain.get(key_in(plain, str(step)) or "")
    if isinstance(plain, list) and isinstance(step, int) and step < len(plain):
        return plain[step]
    return None
