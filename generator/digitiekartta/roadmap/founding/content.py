"""The first content of a project: a small sound roadmap to go on from, or the sample."""

import json
from collections.abc import Mapping
from datetime import date

from digitiekartta.basics import carried
from digitiekartta.basics.files import files_of
from digitiekartta.roadmap.formatting import format_text
from digitiekartta.roadmap.founding.files import ENVIRONMENT
from digitiekartta.roadmap.reading.folder import kind_of
from digitiekartta.roadmap.unfinished import (
    NO_GOAL_DESCRIPTION,
    NOT_FILLED_IN,
    SAMPLE_GOAL,
    SAMPLE_MEASURE,
)

SAMPLE, SAMPLE_OF = "esimerkkila", "Esimerkkilän kunta"
_TEMPLATES = {
    "tiekartta.yml": "content/tiekartta.yml.j2",
    "tahot.yml": "content/tahot.yml.j2",
    "tavoitteet/palvelut.yml": "content/tavoite.yml.j2",
    "toimenpiteet/sahkoinen-asiointi.yml": "content/toimenpide.yml.j2",
}


def first_content(organisation: str, short_name: str, today: date) -> dict[str, bytes]:
    """Return a roadmap with one goal and one measure, by path in its folder."""
    needs = {
        "organisation": organisation,
        "short_name": short_name,
        "year": today.year,
        "notice": NOT_FILLED_IN,
        "goal": SAMPLE_GOAL,
        "goal_description": NO_GOAL_DESCRIPTION,
        "measure": SAMPLE_MEASURE,
    }
    return {path: _formatted(path, template, needs) for path, template in _TEMPLATES.items()}


def _formatted(path: str, template: str, needs: Mapping[str, object]) -> bytes:
    text = ENVIRONMENT.get_template(template).render(needs, yaml=_yaml)
    model = kind_of(path)
    assert model is not None
    formatted = format_text(model, text, path).text
    assert formatted is not None, path
    return formatted.encode()


def _yaml(text: object) -> str:
    """Return a text as YAML has it in quotation marks."""
    return json.dumps(str(text), ensure_ascii=False)


def sample() -> dict[str, bytes]:
    """Return the sample roadmap, by path in its folder."""
    folder = carried.CONTENT / SAMPLE
    return {name: (folder / name).read_bytes() for name in files_of(folder)}
