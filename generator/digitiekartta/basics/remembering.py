"""Remembering: an answer about one of many things that is asked for again and again is found once.

It is kept with whoever was asked, and goes with it.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Owner = TypeVar("Owner")
Thing = TypeVar("Thing")
Answer = TypeVar("Answer")


def remembered(answer: Callable[[Owner, Thing], Answer]) -> Callable[[Owner, Thing], Answer]:
    """Find out once what is answered of each thing, which must not change; owners neither."""
    name = f"{answer.__module__}.{answer.__qualname__}"

    @wraps(answer)
    def ask(owner: Owner, thing: Thing) -> Answer:
        # By what it is, not by what it holds, which takes long to compare. It is kept beside its
        # answer, so that nothing else can be at the same place.
        try:
            known: tuple[Thing, Answer] = owner.__dict__[name][id(thing)]
        except KeyError:
            known = thing, answer(owner, thing)
            vars(owner).setdefault(name, {})[id(thing)] = known
        return known[1]

    return ask
