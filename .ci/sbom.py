"""Prints what a release brings along, from what is installed, as a CycloneDX document.

The core is "required", extras are "optional". What only developers need is left out.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROGRAM = "digitiekartta"
DEVELOPMENT = "dev"


def needed(package: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a package asks for on this machine, each with the extras that it asks of it."""
    for text in package.requires or ():
        asked = Requirement(text)
        if asked.marker is None or any(asked.marker.evaluate({"extra": e}) for e in ("", *extras)):
            yield canonicalize_name(asked.name), frozenset(asked.extras)


def closure(extras: frozenset[str]) -> dict[str, set[str]]:
    """Return all that the program with some extras needs: name → what it needs in turn."""
    found: dict[str, set[str]] = {}
    waiting = [(PROGRAM, extras)]
    seen = set()
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            asked = list(needed(distribution(name), wanted))
        except PackageNotFoundError:
            if name == PROGRAM:
                raise
            continue  # for another machine
        found.setdefault(name, set()).update(one for one, _ in asked)
        waiting += asked
    return {name: {one for one in asked if one in found} for name, asked in found.items()}


def component(name: str, scope: str) -> dict[str, Any]:
    """Return a package as CycloneDX has it."""
    told = distribution(name).metadata
    version = told["Version"]
    made: dict[str, Any] = {
        "type": "application" if name == PROGRAM else "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
    }
    if licence := told.get("License-Expression"):
        made["licenses"] = [{"expression": licence}]
    return made if name == PROGRAM else {**made, "scope": scope}


def document() -> dict[str, Any]:
    """Return the whole document; the same for the same installation."""
    extras = frozenset(distribution(PROGRAM).metadata.get_all("Provides-Extra") or ())
    core, everything = closure(frozenset()), closure(extras - {DEVELOPMENT})
    parts = {
        name: component(name, "required" if name in core else "optional")
        for name in sorted(everything)
    }
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": parts[PROGRAM]},
        "components": [part for name, part in parts.items() if name != PROGRAM],
        "dependencies": [
            {
                "ref": part["bom-ref"],
                "dependsOn": sorted(parts[o]["bom-ref"] for o in everything[n]),
            }
            for n, part in parts.items()
        ],
    }


if __name__ == "__main__":
    json.dump(document(), sys.stdout, ensure_ascii=False, indent=1)
    print()
