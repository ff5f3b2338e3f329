"""The frozen lists of what was transcribed from the sources of the real roadmaps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from towns import ROOT

FROZEN = Path(__file__).parent / "transcriptions"
NAMES = sorted(path.stem for path in FROZEN.glob("*.json"))


def folder(name: str) -> Path:
    """Return where a real roadmap is; skip the test by name when it is not there."""
    content = ROOT / "content" / name
    if not (content / "tiekartta.yml").is_file():
        pytest.skip(f"tiekarttaa {name} ei ole")
    return content


def frozen(name: str) -> Mapping[str, Any]:
    """Return what was transcribed: measure → number of its goal, group and digest."""
    return _told(name)["toimenpiteet"]


def is_untouched(name: str) -> bool:
    """Whether not a letter of a roadmap differs from what was transcribed."""
    return (ROOT / "content" / name).is_dir() and _told(name)["kaikki"] == whole(name)


def _told(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FROZEN / f"{name}.json").read_text())
    return told


def whole(name: str) -> str:
    """Return a digest of all that is drafted of a roadmap."""
    files = [
        path
        for path in sorted((ROOT / "content" / name).rglob("*"))
        if path.suffix in (".yml", ".md") and "hyvaksytyt" not in path.parts
    ]
    texts = (path.read_text("utf-8", errors="replace") for path in files)
    return digest(letter for text in texts for letter in sorted(text.split()))


def in_content(name: str) -> Mapping[str, Any]:
    """Return the same of the files in content/."""
    goals = read(folder(name) / "tavoitteet")
    measures = read(folder(name) / "toimenpiteet")
    return {id: entry(measure, goals) for id, measure in measures.items()}


def read(files: Path) -> dict[str, Any]:
    """Return id → what its file says, of files that can be read."""
    said: dict[str, Any] = {}
    for path in files.glob("*.yml"):
        with suppress(yaml.YAMLError, UnicodeDecodeError):
            said[path.stem] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return {id: one for id, one in said.items() if isinstance(one, dict)}


# What a source says of time stands in its column of notes, and in a field of its own here.
COLUMN = {"aika_lahteessa": "lisatiedot"}


def entry(measure: Mapping[str, Any], goals: Mapping[str, Any]) -> list[str]:
    """Return what the frozen list tells of a measure: letters alone, however they are written."""
    goal = goals.get(measure.get("tavoite", ""), {})
    said = sorted(f"{COLUMN.get(key, key)}: {words}" for key, words in leaves(measure))
    return [goal.get("numero", ""), measure.get("ryhma", ""), digest(said)]


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{key}/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, key)
    else:
        yield key, value


def digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def edited(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Return the measures that are not as they were transcribed; others may have been added."""
    return [id for id, told in old.items() if new.get(id) != told]
