"""All rules, and the one function that runs them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from digitiekartta.basics.kinds import FIELDS
from digitiekartta.basics.links import vague_link
from digitiekartta.basics.problems import Place, Problem, in_order
from digitiekartta.markup import prose
from digitiekartta.roadmap.checking import (
    appearance,
    contradictions,
    follow_up,
    levels,
    lists,
    pasted,
    persons,
    references,
    unfinished,
)
from digitiekartta.roadmap.reading.folder import Reading, read_roadmap
from digitiekartta.roadmap.reading.memory import Memory
from digitiekartta.roadmap.reading.nodes import TOO_DEEP
from digitiekartta.roadmap.roadmap import Roadmap

NO_REASON = FIELDS.error(
    "schedule-without-reason",
    "Toimenpiteellä ei ole aikataulua, eikä mistään ilmene, miksi.",
    "Lisää aikataulu tai kerro syy kentässä aikataulu_puuttuu (tässä tai tiedostossa"
    " tiekartta.yml). Jos toimenpidettä ei aikatauluteta, kirjoita ”aikataulu: {{}}”.",
    example="toimenpiteet/ohjeet.yml: aikataulu:",
)
# Markdown parsers leave out what stands deeper.
_TOO_DEEP = re.compile(r"(>\s*){50}")

Rule = Callable[[Roadmap], Iterable[Problem]]


def prose_is_plain(roadmap: Roadmap) -> Iterator[Problem]:
    """Prose files are Markdown with a title, without raw HTML, images or unsafe links."""
    for text in roadmap.texts.values():
        try:
            yield from prose.problems(text.markdown, text.file)
            prose.render(text.markdown)
            deep = _TOO_DEEP.search(text.markdown) is not None
        except RecursionError:
            deep = True
        if deep:
            yield TOO_DEEP.worded(
                "Tekstin muotoilumerkkejä (esimerkiksi * tai >) on sisäkkäin liian monta.",
                "Poista ylimääräiset merkit.",
            ).at(Place(text.file))


def link_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """The text of a measure's link tells where the link leads."""
    for measure in roadmap.measures:
        for link in measure.links:
            yield from vague_link(link.text, link.place_of("text"))


def reasons_given(roadmap: Roadmap) -> Iterator[Problem]:
    """Where a schedule is unknown, the roadmap says why, or what the source says of time."""
    for measure in roadmap.measures:
        if measure.goal not in roadmap.goals_by_id or (
            measure.group and not roadmap.group_of(measure)
        ):
            continue  # its schedule may be that of a group that can't be read
        if measure.time_in_source or measure.schedule_words:
            continue  # the source's own words on time stand in the schedule's place
        if roadmap.schedule_of(measure) is None and roadmap.why_unknown(measure) is None:
            yield NO_REASON.at(measure.place_of("schedule"))


RULES: tuple[Rule, ...] = (
    references.unknown_goals,
    references.unknown_groups,
    references.unknown_parties,
    references.ambiguous_parties,
    references.unknown_sectors,
    references.unknown_audiences,
    references.unknown_bodies,
    references.duplicate_phases,
    references.marks_and_explanations,
    references.unknown_phases,
    references.unknown_measures,
    references.replacement_cycles,
    references.former_ids,
    levels.unknown_viewpoints,
    levels.what_carries_spearheads_out,
    references.texts,
    references.reasons_of_files,
    contradictions.half_years_outside,
    contradictions.phases_after_continuous,
    contradictions.gaps,
    contradictions.same_measures,
    contradictions.duplicate_short_titles,
    contradictions.duplicate_goal_numbers,
    contradictions.goals_without_measures,
    contradictions.period_in_texts,
    contradictions.steps_of_scale,
    contradictions.levels_outside_scale,
    contradictions.targets_below_start,
    contradictions.gaps_in_scale,
    contradictions.spearheads_not_largest_gaps,
    contradictions.same_groups,
    follow_up.states_in_order,
    follow_up.outside_period,
    follow_up.years_of_costs,
    follow_up.successors,
    follow_up.words_and_schedule,
    appearance.low_contrast,
    appearance.logo,
    appearance.unknown_service,
    unfinished.texts_to_fill,
    unfinished.open_phases,
    reasons_given,
    prose_is_plain,
)
# What these find is wrong whatever could not be read beside it.
RULES_ON_ONE: tuple[Rule, ...] = (lists.listed_twice,)
# Nor does it matter to these what else there is at all: they judge each file by itself, and what
# they find is remembered as long as it stays the same.
RULES_ON_FILES: tuple[Rule, ...] = (
    contradictions.schedules_after_end,
    pasted.lists_on_one_line,
    pasted.marks_of_lists,
    pasted.marks_alone,
    pasted.quotes_around_texts,
    pasted.broken_texts,
    pasted.foreign_letters,
    persons.personal_data,
    link_texts,
)


def check(roadmap: Roadmap) -> list[Problem]:
    """Return everything that the rules find, sorted by place."""
    return in_order(_found(roadmap, (*RULES, *RULES_ON_ONE, *RULES_ON_FILES)))


def _found(roadmap: Roadmap, rules: Iterable[Rule]) -> Iterator[Problem]:
    return (problem for rule in rules for problem in rule(roadmap))


def _found_in_files(roadmap: Roadmap, memory: Memory) -> list[Problem]:
    """Return what is wrong with single files, of those that are known as it was found before."""
    unknown = replace(
        roadmap,
        goals=tuple(one for one in roadmap.goals if not memory.knows(one)),
        measures=tuple(one for one in roadmap.measures if not memory.knows(one)),
    )
    found = [*_found(unknown, RULES_ON_FILES)]
    memory.save(found)
    return found + memory.found()


def read_and_check(content: Path, name: str, memory: Path | None = None) -> Reading:
    """Read content/<name>/ and run all rules on what could be read.

    Without tiekartta.yml most rules would only tell that nothing is known.

    Args:
        content, name: The roadmap.
        memory: The file in which is kept what was read, for the next time; None for none.
    """
    known = Memory(memory, f"{content.name}/{name}")
    reading = read_roadmap(content, name, known)
    if reading.parts is None:
        return reading
    alone = [*_found(reading.parts, RULES_ON_ONE), *_found_in_files(reading.parts, known)]
    found = [*reading.sure(alone, alone=True)]
    if reading.roadmap:
        found += reading.sure(_found(reading.roadmap, RULES))
    return replace(reading, problems=tuple(in_order([*reading.problems, *found])))
