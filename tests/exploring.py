"""How many random examples a property is tried with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import settings


def one_in(share: int) -> Callable[[Any], Any]:
    """Try a property that takes long with a share of the examples that others get.

    ``make explore`` gives all of them more.
    """
    return settings(max_examples=settings().max_examples // share)
