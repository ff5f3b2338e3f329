"""What the filters of /toimenpiteet/ know: which measures have which goal, party, phase and so on.

``toimenpiteet.js`` loads ``assets/toimenpiteet-data.js`` when the filters are opened. Each choice
holds the same measures as the page of that goal, party or half-year, and is named in the
address as that page is: ``?vastuu=kirjasto&puolivuosi=2026-kevat``. The data has Finnish keys:

- ``rajaukset``: for each filter its name in the address, its label, and its choices;
- ``puolivuodet`` and ``vaiheet``: choices of the two filters that go together;
- ``tilanteet``: half-year → phase → numbers of the measures that are in it then;
- ``toimenpiteet``: for each measure its address, and the text in which words are looked for;
- ``laaja``: whether the page is too long to have the rows of all measures. The text is the title
  then, and numbers of measures are a text: how much larger than the one before each is (the first
  one than -1), written as in ``osumat`` of the search index.

A choice is its name in the address, its label and the numbers of its measures.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from digitiekartta.basics.text import sentence_case, slug, sort_key
from digitiekartta.markup import escaping
from digitiekartta.pages import paths
from digitiekartta.pages.parts import is_long
from digitiekartta.pages.search.parting import packed
from digitiekartta.pages.search.script import data_script
from digitiekartta.pages.sections import owner_sections
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Measure, Phase

FILE = "assets/toimenpiteet-data.js"
_WORDS_ALONE = "muu-merkinta"  # the choice for what the schedule says in words, without a phase
_FEW_VALUES, _LONGEST_VALUE = 15, 60  # of a field of the roadmap's own that is a filter
_Choices = Sequence[tuple[str, str, Sequence[Measure]]]


def filter_files(site: Site, details: Mapping[str, Measure] | None = None) -> dict[str, str]:
    """Return the data of the filters as a file, path → script.

    ``details`` has the measures by id with all that is told of them, where the site lacks it.
    """
    measures = site.roadmap.measures_in_order
    in_full = details or site.roadmap.measures_by_id
    number = {measure.id: index for index, measure in enumerate(measures)}
    long = is_long(measures)

    def numbers(own: Iterable[Measure]) -> list[int] | str:
        found = sorted(number[measure.id] for measure in own)
        return packed(found) if long else found

    members = {
        "rajaukset": [
            [
                key,
                label,
                [[name, escaping.clean(text), numbers(own)] for name, text, own in choices],
            ]
            for key, label, choices in _filters_with_measures(site, in_full)
        ],
        "puolivuodet": [
            [moment.slug, sentence_case(str(moment))] for moment in site.told_half_years
        ],
        "vaiheet": _phases(site),
        "tilanteet": {
            moment.slug: {_key(phase): numbers(own) for phase, own in site.happening(moment)}
            for moment in site.told_half_years
        },
        "toimenpiteet": [
            [paths.address(paths.measure(id)), (_title if long else _searched)(in_full[id])]
            for id in number
        ],
        **({"laaja": True} if long else {}),
    }
    return {FILE: data_script(members)}


def _filters_with_measures(
    site: Site, in_full: Mapping[str, Measure]
) -> Iterator[tuple[str, str, _Choices]]:
    """Yield the filters without the choices that would give no measure."""
    for key, label, choices in _filters(site, in_full):
        if given := [choice for choice in choices if choice[2]]:
            yield key, label, given


def _filters(site: Site, in_full: Mapping[str, Measure]) -> Iterator[tuple[str, str, _Choices]]:
    """Yield the filters, half-years and phases apart: key, label, choices with their measures."""
    roadmap = site.roadmap
    goals = [
        (goal.id, f"Tavoite {goal.number}: {goal.title}", roadmap.measures_of(goal))
        for goal in roadmap.goals
    ]
    groups = [
        (f"{goal.id}/{group.id}", roadmap.group_name(goal, group), roadmap.measures_in(goal, group))
        for goal in roadmap.goals
        for group in goal.groups
    ]
    yield "tavoite", "Tavoite", goals
    yield "ryhma", sentence_case(roadmap.settings.group_word), groups
    for section in owner_sections(site):
        owners = section.owners
        names = [
            (PurePosixPath(owners.pages[name]).stem, name, own)
            for name, own in owners.measures.items()
        ]
        yield section.key, sentence_case(section.noun), names
    yield from _own_fields([in_full[measure.id] for measure in roadmap.measures_in_order])


def _own_fields(measures: Sequence[Measure]) -> Iterator[tuple[str, str, _Choices]]:
    """Yield a filter for each of the roadmap's own fields that has a few values, in common."""
    fields: dict[str, dict[str, list[Measure]]] = {}
    for measure in measures:
        for label, text in measure.extra_fields.items():
            fields.setdefault(label, {}).setdefault(escaping.one_line(text), []).append(measure)
    keys = _addressed(fields)
    for label, values in sorted(fields.items(), key=lambda field: sort_key(field[0])):
        having = sum(map(len, values.values()))
        if len(values) > min(_FEW_VALUES, having / 2) or max(map(len, values)) > _LONGEST_VALUE:
            continue
        own = _addressed(values)
        choices = [(own[text], text, values[text]) for text in sorted(values, key=sort_key)]
        yield f"oma-{keys[label]}", label, choices


def _addressed(names: Iterable[str]) -> Mapping[str, str]:
    """Return name → what it is called in an address, each differently."""
    return {name: PurePosixPath(page).stem for name, page in paths.pages_for("", names).items()}


def _key(phase: Phase | None) -> str:
    return slug(phase.name) if phase else _WORDS_ALONE


def _phases(site: Site) -> list[list[str]]:
    """Return the phases that some measure is in, and words alone where they are used."""
    used = {_key(phase) for moment in site.told_half_years for phase, _ in site.happening(moment)}
    named = [
        [_key(phase), sentence_case(escaping.clean(phase.name))]
        for phase in site.roadmap.settings.phases
    ]
    return [choice for choice in [*named, [_WORDS_ALONE, "Muu merkintä"]] if choice[0] in used]


def _title(measure: Measure) -> str:
    return escaping.one_line(measure.short_title or measure.title)


def _searched(measure: Measure) -> str:
    texts = (measure.title, measure.short_title, measure.description, measure.notes)
    return " ".join(escaping.clean(text).lower() for text in texts if text)
