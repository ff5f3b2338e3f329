"""The first content of a project: a small sound roadmap to go on from, or the sample."""

import json
import re
from collections.abc import Mapping
from datetime import date

from digitiekartta.basics import carried
from digitiekartta.basics.files import files_of
from digitiekartta.roadmap.formatting import format_text
from digitiekartta.roadmap.founding.files import ENVIRONMENT
from digitiekartta.roadmap.reading.folder import kind_of

SAMPLE, SAMPLE_OF = "esimerkkila", "Esimerkkilän kunta"
_TEMPLATES = {
    "tiekartta.yml": "content/tiekartta.yml.j2",
    "tahot.yml": "content/tahot.yml.j2",
    "tavoitteet/palvelut.yml": "content/tavoite.yml.j2",
    "toimenpiteet/sahkoinen-asiointi.yml": "content/toimenpide.yml.j2",
}
#: How the last part of a place's name ends in the genitive → as it is.
_GENITIVES = {
    "järven": "järvi",
    "joen": "joki",
    "niemen": "niemi",
    "mäen": "mäki",
    "kosken": "koski",
    "saaren": "saari",
    "lahden": "lahti",
    "salmen": "salmi",
    "vuoren": "vuori",
    "lammen": "lampi",
    "singin": "sinki",
    "isen": "inen",
    "n": "",
}


def place_name(organisation: str) -> str:
    """Return what a municipality is called, as far as its full name tells: Keulan kunta, Keula.

    It is only proposed: a person may write another.
    """
    name = re.sub(r"\s+(kunta|kaupunki)$", "", organisation.strip(), flags=re.IGNORECASE)
    if name == organisation.strip():
        return name
    for ending, instead in _GENITIVES.items():
        if name.casefold().endswith(ending):
            stem = name[: -len(ending)]
            return stem + (instead if stem else instead.capitalize())
    return name


def first_content(organisation: str, today: date) -> dict[str, bytes]:
    """Return a roadmap with one goal and one measure, by path in its folder."""
    needs = {
        "organisation": organisation,
        "short_name": place_name(organisation),
        "year": today.year,
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
