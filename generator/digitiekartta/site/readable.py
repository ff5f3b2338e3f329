"""Readable: what a project lays over the program's own settings and theme, told where it is broken.

Engines and libraries would tell of it in English, as of a fault of the program.
"""

from pathlib import Path

import yaml

from digitiekartta.basics.files import read_whole
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.project import Project
from digitiekartta.roadmap.reading.source import NOT_UTF8
from digitiekartta.roadmap.reading.syntax import UNREADABLE, diagnose

_TEXTS = (".css", ".html", ".js", ".svg")


def faults_of_base(project: Project) -> list[Problem]:
    """Return why the base configuration, or a text of the theme, can't be read."""
    base, root = project.base, project.root
    own = [(name, file) for name, file in base.files.items() if root / "theme" in file.parents]
    faults = [
        fault
        for name, file in own
        if name.endswith(_TEXTS) and (fault := _fault_of_text(file, f"theme/{name}"))
    ]
    if base.settings.parent == root:
        faults += _faults_of_settings(base.settings)
    return faults


def _fault_of_text(file: Path, name: str) -> Problem | None:
    data = read_whole(file)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return NOT_UTF8.at(Place(name, data.count(b"\n", 0, error.start) + 1))
    return None


def _faults_of_settings(file: Path) -> list[Problem]:
    name = file.name
    if fault := _fault_of_text(file, name):
        return [fault]
    text = file.read_text(encoding="utf-8")
    try:
        yaml.load(text, yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        return [diagnose(error, text, name)]
    except (yaml.YAMLError, RecursionError):
        return [UNREADABLE.at(Place(name, 1, 1))]
    return []
