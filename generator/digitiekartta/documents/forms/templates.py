"""The files that make a host show a form: YAML for GitHub, Markdown to fill in for GitLab."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from digitiekartta.basics.text import slug
from digitiekartta.documents.forms.questions import CLEARED, MEASURE, Form, Question, choice
from digitiekartta.markup.escaping import one_line
from digitiekartta.roadmap.model import Measure
from digitiekartta.roadmap.roadmap import Roadmap

FOLDERS = {"github": ".github/ISSUE_TEMPLATE", "gitlab": ".gitlab/issue_templates"}
_ENDINGS = {"github": ".yml", "gitlab": ".md"}
MADE = "Tämän tiedoston kirjoittaa digitiekartta forms"
"""What the first line of every such file says."""
MOST = 200
"""The most measures that a form lists: GitHub tells no limit, and a longer list helps nobody."""
LABEL = "muutosehdotus"
_INTRODUCTION = (
    "Täytä vain ne kohdat, jotka muuttuvat. Lomakkeesta tehdään muutospyyntö, jonka toinen ihminen"
    " lukee. Mikään ei näy asukkaille ennen päätöstä."
)
_NO_PERSONS = (
    "Älä kirjoita henkilöiden nimiä tai yhteystietoja äläkä salassa pidettäviä tietoja:"
    " versiopalvelu muistaa kaiken."
)


def files(roadmaps: Sequence[Roadmap], hosts: Sequence[str]) -> dict[str, str]:
    """Return the text of each form by its path from the project's folder."""
    made: dict[str, str] = {}
    for roadmap in roadmaps:
        for measures, part in _shares(roadmap):
            for host in hosts:
                name = slug(f"muutos {roadmap.id} {part}")
                path, number = f"{FOLDERS[host]}/{name}{_ENDINGS[host]}", 2
                while path in made:  # names may differ in what an address leaves out
                    path, number = f"{FOLDERS[host]}/{name}-{number}{_ENDINGS[host]}", number + 1
                made[path] = _WRITERS[host](Form(roadmap), measures, part)
    return made


def _shares(roadmap: Roadmap) -> Iterator[tuple[Sequence[Measure], str]]:
    """Yield the measures of each form of a roadmap, and what tells the form from the others."""
    measures = [one for one in roadmap.measures_in_order if not one.is_over]
    if len(measures) <= MOST:
        if measures:
            yield measures, ""
        return
    for goal in roadmap.goals:
        own = [one for one in roadmap.measures_of(goal) if not one.is_over]
        shares = [own[at : at + MOST] for at in range(0, len(own), MOST)]
        for number, share in enumerate(shares, 1):
            part = f", osa {number}/{len(shares)}" if len(shares) > 1 else ""
            yield share, f"tavoite {goal.number}{part}"


def _title(form: Form, part: str) -> str:
    settings = form.roadmap.settings
    which = ", ".join(filter(None, (one_line(settings.short_name), part)))
    return f"Ehdota muutosta toimenpiteeseen: {which} ({form.roadmap.id})"


def _introduction(form: Form) -> Iterator[str]:
    yield _INTRODUCTION
    if form.no_schedule:
        yield form.no_schedule
    yield _NO_PERSONS


# --- GitHub --------------------------------------------------------------------------------


class _Quoted(yaml.SafeDumper):
    """Writes every text in quotation marks: no reader of YAML takes it for something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists inside mappings, as people do."""
        return super().increase_indent(flow, False)


class _Key(str):
    """A key, which needs no quotation marks."""


_Quoted.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
_Quoted.add_representer(
    _Key, lambda dumper, key: dumper.represent_scalar("tag:yaml.org,2002:str", str(key))
)


def _github(form: Form, measures: Sequence[Measure], part: str) -> str:
    choices = tuple(choice(form.roadmap, measure) for measure in measures)
    which = Question(MEASURE.id, MEASURE.label, MEASURE.about, choices, required=True)
    introduction = "\n\n".join(_introduction(form))
    told = {
        "name": _title(form, part),
        "description": "Vaihe, sanat tai tilannetieto – selain riittää.",
        "title": "Muutosehdotus toimenpiteeseen",
        "labels": [LABEL],
        "body": [
            {"type": "markdown", "attributes": {"value": introduction}},
            *(_element(question) for question in (which, *form.questions)),
        ],
    }
    text = yaml.dump(
        _with_keys(told), Dumper=_Quoted, allow_unicode=True, sort_keys=False, width=2**31
    )
    return f"# {MADE}\n{text}"


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label, "description": question.about}
    if question.choices:
        attributes["options"] = list(question.choices)
    element = {
        "type": "dropdown" if question.choices else "textarea",
        "id": question.id,
        "attributes": attributes,
    }
    return {**element, "validations": {"required": True}} if question.required else element


def _with_keys(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {_Key(key): _with_keys(inner) for key, inner in value.items()}
    return [*map(_with_keys, value)] if isinstance(value, list) else value


# --- GitLab --------------------------------------------------------------------------------


def _gitlab(form: Form, measures: Sequence[Measure], part: str) -> str:
    listed = "\n".join(choice(form.roadmap, measure) for measure in measures)
    phases = ", ".join(form.phases)
    introduction = "\n".join(_introduction(form))
    blocks = [
        f"<!-- {MADE}\n{_comment(_title(form, part))}\n\n{introduction}\n"
        "Kirjoita vastaus otsikon alle. Älä muuta otsikoita. -->",
        f"### {MEASURE.label}",
        f"<!-- Kopioi tähän alle yksi rivi tästä luettelosta:\n{_comment(listed)}\n-->",
    ]
    for question in form.questions:
        blocks.append(f"### {question.label}")
        if question.id == next(iter(form.half_years), None):
            about = f"Kirjoita kunkin muuttuvan puolivuoden alle sen vaihe: {phases} tai {CLEARED}."
        elif question.id in form.half_years:
            continue
        else:
            about = question.about
            if question.choices:
                about += f" Vaihtoehdot: {', '.join(question.choices)}."
        blocks.append(f"<!-- {_comment(about)} -->")
    return "\n\n".join(blocks) + "\n"


def _comment(text: str) -> str:
    """Return text that does not end the comment in which it stands."""
    return text.replace("--", "-\u2060-")


_WRITERS = {"github": _github, "gitlab": _gitlab}
