"""Rules on names that point from one file to another."""

import re
from collections.abc import Iterator
from itertools import pairwise

from digitiekartta.basics.kinds import REFERENCES, TEXTS
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.basics.text import listed
from digitiekartta.roadmap.checking.advice import meant_id, parts_of, several_names
from digitiekartta.roadmap.model import KEYS, Entry, Group, Measure, Schedule, WrittenText
from digitiekartta.roadmap.reading.folder import MISSING_FILE, MODEL
from digitiekartta.roadmap.reading.validation import MISSING_FIELD
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import spoken
from digitiekartta.roadmap.values import ID_PATTERN, PROSE_PATTERN

UNKNOWN_GOAL = REFERENCES.error(
    "unknown-goal",
    "Tavoitetta ”{id}” ei ole.",
    "Tavoitteen tunnus on tiedoston nimi kansiossa tavoitteet.",
    example="toimenpiteet/kurssit.yml: tavoite: digitaidto",
)
UNKNOWN_GROUP = REFERENCES.error(
    "unknown-group",
    "Tavoitteella ”{goal}” ei ole ryhmää ”{id}”.",
    "Ryhmät ovat tiedostossa tavoitteet/{file}.yml.",
    example="toimenpiteet/kurssit.yml: ryhma: koulutukset",
)
UNKNOWN_PARTY = REFERENCES.error(
    "unknown-party",
    "Tahoa ”{name}” ei ole tahojen luettelossa.",
    "Uusi taho lisätään tiedostoon tahot.yml.",
    example="toimenpiteet/kurssit.yml: vastuu: Tietohalinto",
)
AMBIGUOUS_PARTY = REFERENCES.error(
    "ambiguous-party",
    "Nimi ”{name}” kuuluu myös taholle ”{other}”, joten tahoja ei voi erottaa toisistaan.",
    "Poista nimi toiselta tai yhdistä tahot.",
    example="tahot.yml: Kirjasto: {muut_kirjoitusasut: Tietohallinto}",
)
UNKNOWN_SECTOR = REFERENCES.error(
    "unknown-sector",
    "Toimialaa ”{name}” ei ole tiekartan toimialoissa.",
    "Uusi toimiala lisätään tiedostoon tiekartta.yml (toimialat).",
    example="toimenpiteet/kurssit.yml: toimiala: Koko kylä",
)
UNKNOWN_AUDIENCE = REFERENCES.error(
    "unknown-audience",
    "Kohderyhmää ”{name}” ei ole tiekartan kohderyhmissä.",
    "Uusi kohderyhmä lisätään tiedostoon tiekartta.yml (kohderyhmat).",
    example="toimenpiteet/kurssit.yml: kohderyhma: Henkilökunta",
)
UNLISTED_BODY = REFERENCES.error(
    "unlisted-body",
    "Toimielintä ”{name}” ei ole tiekartan toimielimissä.",
    "Uusi toimielin lisätään tiedostoon tiekartta.yml (toimielimet).",
    example="tiekartta.yml: kokoukset: [{toimielin: Jory, aika: helmikuu 2027, asia: Muutokset}]",
)
DUPLICATE_MARK = REFERENCES.warning(
    "duplicate-mark",
    "Vaiheilla ”{first}” ja ”{second}” on sama merkki ”{mark}”, joten niitä ei erota taulukoissa.",
    "Anna toiselle oma merkki.",
    example="tiekartta.yml: vaiheet: [{nimi: selvitys, yleinen: selvitys, merkki: S}, {nimi:"
    " sopiminen, yleinen: päätös, merkki: S}]",
)
NO_EXPLANATION = MISSING_FIELD.worded(
    "Lukija ei näe, mitä vaihe tarkoittaa: selite puuttuu ({names}).",
    "Lisää vaiheelle rivi ”selite: …”.",
)
UNKNOWN_PHASE = REFERENCES.error(
    "unknown-phase",
    "Vaihetta ”{name}” ei ole tiekartan vaiheissa.",
    "Vaiheet ovat {phases}. Muu teksti kirjoitetaan puolivuoden alle sisennettynä: ”sanat: …”.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2025: selvitys alkaa}",
)
_NOT_THE_ONLY_PHASE = UNKNOWN_PHASE.worded(
    remedy="Ainoa vaihe on {phases}. Muu teksti kirjoitetaan puolivuoden alle sisennettynä:"
    " ”sanat: …”."
)
_SEVERAL_PHASES = UNKNOWN_PHASE.worded(
    "Puolivuoden kohdalla on useita vaiheita: ”{name}”.",
    "Kirjoita puolivuodelle yksi vaihe. Muun voi kirjoittaa sen alle sisennettynä: ”sanat: …”.",
)
_MARK_OF_PHASE = UNKNOWN_PHASE.worded(
    "Puolivuoden kohdalla on vaiheen merkki ”{name}” eikä sen nimi.",
    "Kirjoita vaiheen nimi: ”{meant}”.",
)
DUPLICATE_PHASE = REFERENCES.error(
    "duplicate-phase",
    "Vaihe ”{name}” on vaiheissa kahteen kertaan.",
    "Anna vaiheelle nimi, joka erottaa sen muista.",
    example="tiekartta.yml: vaiheet: [{nimi: selvitys, yleinen: selvitys}, {nimi: Selvitys,"
    " yleinen: selvitys}]",
)
UNKNOWN_MEASURE = REFERENCES.error(
    "unknown-measure",
    "Toimenpidettä ”{id}” ei ole.",
    "Tunnus on tiedoston nimi kansiossa toimenpiteet, ilman päätettä .yml.",
    example="toimenpiteet/digituki.yml: liittyy: kursi",
)
SELF_REFERENCE = REFERENCES.error(
    "self-reference",
    "Toimenpide viittaa itseensä.",
    "Poista viittaus tai kirjoita sen toimenpiteen tunnus, jota tarkoitat.",
    example="toimenpiteet/kurssit.yml: liittyy: kurssit",
)
REPLACEMENT_CYCLE = REFERENCES.error(
    "replacement-cycle",
    "Toimenpiteet korvaavat toisensa kehässä: {ring}.",
    "Poista yksi viittauksista (korvaa tai yhdistetty): uusi toimenpide korvaa vanhan, ei toisin"
    " päin.",
    example="(Kaksi toimenpidettä korvaa toisensa.)",
)
FORMER_ID_IN_USE = REFERENCES.error(
    "former-id-in-use",
    "Aiempi tunnus ”{id}” kuuluu myös toimenpiteelle ”{other}”.",
    "Poista tunnus toiselta: aiempi osoite voi johtaa vain yhdelle sivulle.",
    example="toimenpiteet/kurssit.yml: aiemmat_tunnukset: digituki",
)
UNKNOWN_TEXT = REFERENCES.error(
    "unknown-text",
    "Tekstitiedostoa ”{stem}.md” ei ole.",
    "Lisää tiedosto tai poista rivi luettelosta.",
    example="tiekartta.yml: tekstit: [saatesanat, johdanto]",
)
_WITH_ENDING = UNKNOWN_TEXT.worded(
    "Luettelossa on tekstitiedoston nimi päätteineen.", "Kirjoita nimi ilman päätettä: ”- {stem}”."
)
UNLISTED_TEXT = TEXTS.warning(
    "unlisted-text",
    "Tekstiä ei näytetä millään sivulla, koska sitä ei ole tiedoston tiekartta.yml luettelossa"
    " tekstit.",
    "Lisää luetteloon rivi ”- {stem}” siihen kohtaan, jossa teksti näytetään.",
    example="johdanto.md: # Johdanto",
)

REASON_OF_NOTHING = REFERENCES.error(
    "reason-of-nothing",
    "Muutoksen syy on kohdassa ”{file}”, jonka nimistä tiedostoa ei ole.",
    "Kirjoita nimi niin kuin tiedosto on kunnan kansiossa, esimerkiksi visio.md.",
    example="tiekartta.yml: muutosten_syyt: {kurssit.yml: Lisättiin vahingossa kahdesti.}",
)
_WITHOUT_FOLDER = REASON_OF_NOTHING.worded(
    remedy="Kirjoita myös kansio: ”toimenpiteet/{file}” tai ”tavoitteet/{file}”."
)
_REASON_IN_FIELD = REASON_OF_NOTHING.worded(
    "Muutoksen syy on tiedostossa tiekartta.yml, vaikka ”{file}” on yhä olemassa.",
    "Kirjoita syy tiedostoon {file} kenttään muutoksen_syy ja poista se tästä.",
)
_SINGLE_FILES = ("tiekartta.yml", "tasot.yml", "tahot.yml", "lyhenteet.yml")
_OF_A_FILE = re.compile(
    rf"{PROSE_PATTERN}\.md|(?:toimenpiteet|tavoitteet)/{ID_PATTERN}\.yml"
    rf"|{'|'.join(map(re.escape, _SINGLE_FILES))}"
)
_BARE = re.compile(rf"{ID_PATTERN}\.yml")


def unknown_goals(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure belongs to a goal that has a file in ``tavoitteet/``."""
    if not roadmap.goals and roadmap.measures and not roadmap.lacks("tavoitteet/"):
        yield MISSING_FILE.worded(
            "Tiekartassa on toimenpiteitä mutta ei yhtään tavoitetta.",
            f"Lisää kansioon tavoitteet tiedosto jokaisesta tavoitteesta. {MODEL}",
        ).at(_file(roadmap, "tavoitteet"))
        return
    for measure in roadmap.measures:
        known = measure.goal in roadmap.goals_by_id
        if not known and not roadmap.could_not_read(f"tavoitteet/{measure.goal}.yml"):
            place = measure.place_of("goal")
            kind = meant_id(UNKNOWN_GOAL, measure.goal, goal_names(roadmap), "tavoitteen")
            yield kind.at(place, id=measure.goal)


def goal_names(roadmap: Roadmap) -> dict[str, str]:
    """Return what a goal may be called → its id."""
    return {
        name: goal.id
        for goal in roadmap.goals
        for name in (
            goal.title,
            f"{goal.number} {goal.title}",
            f"Tavoite {goal.number}: {goal.title}",
            f"Tavoite {goal.number}",
            str(goal.number),
        )
    }


def unknown_groups(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure's group is one of its goal's groups."""
    for measure in roadmap.measures:
        goal = roadmap.goals_by_id.get(measure.goal)
        if goal is None or measure.group is None or roadmap.group_of(measure):
            continue
        if f"tavoitteet/{goal.id}.yml" in roadmap.partial:
            continue  # the group may be what could not be read
        titles = {group.title: group.id for group in goal.groups}
        kind = meant_id(UNKNOWN_GROUP, measure.group, titles, "ryhmän")
        place = measure.place_of("group")
        yield kind.at(place, id=measure.group, goal=goal.title, file=goal.id)


def unknown_parties(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure names only parties found in the roadmap's register (``tahot.yml``)."""
    if "tahot.yml" in roadmap.unreadable:
        return
    if not roadmap.parties and any(measure.parties for measure in roadmap.measures):
        yield MISSING_FILE.worded(
            "Toimenpiteillä on vastuutahoja, mutta tahojen luettelo tahot.yml puuttuu.",
            "Lisää tiedosto ja siihen jokainen taho omalle rivilleen, esimerkiksi"
            " ”Tietohallinto:”.",
        ).at(_file(roadmap, "tahot.yml"))
        return
    for measure in roadmap.measures:
        for one in _names_in(measure, "parties"):
            if roadmap.party_name(name := one.text) is None:
                kind = several_names(UNKNOWN_PARTY, name, roadmap.party_name, roadmap.parties)
                yield kind.at(one.place, name=name)


def ambiguous_parties(roadmap: Roadmap) -> Iterator[Problem]:
    """No party goes by a name or spelling of another (letter case aside)."""
    parties = roadmap.parties.items()
    owners: dict[str, str] = {name.casefold(): name for name in reversed(list(roadmap.parties))}
    spellings = [(name, name, party.place_of()) for name, party in parties] + [
        (name, one.text, one.place)
        for name, party in parties
        for one in _names_in(party, "other_spellings")
    ]
    for name, spelling, place in spellings:
        owner = owners.setdefault(spelling.casefold(), name)
        if owner != name:
            related = (roadmap.parties[owner].place_of(),)
            yield AMBIGUOUS_PARTY.at(place, name=spelling, other=owner, related=related)


def unknown_sectors(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure and a party name only sectors listed in ``tiekartta.yml``."""
    if not roadmap.names_all(KEYS["sectors"]):
        return
    known = [sector.name for sector in roadmap.settings.sectors]
    named = [(one, True) for measure in roadmap.measures for one in _names_in(measure, "sector")]
    for party in roadmap.parties.values():
        if party.sector:
            named.append((WrittenText(party.sector, party, (KEYS["sector"],)), False))
    for one, is_list in named:
        if roadmap.sector_name(name := one.text) is None:
            kind = several_names(UNKNOWN_SECTOR, name, roadmap.sector_name, known, is_list)
            yield kind.at(one.place, name=name)


def unknown_audiences(roadmap: Roadmap) -> Iterator[Problem]:
    """Where ``tiekartta.yml`` lists audiences, measures, groups and goals name only those."""
    if not roadmap.names_all(KEYS["audiences"]):
        return
    known = [audience.name for audience in roadmap.settings.audiences]
    groups = (group for goal in roadmap.goals for group in goal.groups)
    for owner in (*roadmap.measures, *roadmap.goals, *groups) if known else ():
        for one in _names_in(owner, "audience"):
            if roadmap.audience_name(name := one.text) is None:
                kind = several_names(UNKNOWN_AUDIENCE, name, roadmap.audience_name, known)
                yield kind.at(one.place, name=name)


def unknown_bodies(roadmap: Roadmap) -> Iterator[Problem]:
    """A meeting is one of a body listed in ``tiekartta.yml``."""
    if not roadmap.names_all(KEYS["bodies"]):
        return
    known = [body.name for body in roadmap.settings.bodies]
    for meeting in roadmap.settings.meetings:
        if roadmap.body_name(name := meeting.body) is None:
            kind = several_names(UNLISTED_BODY, name, roadmap.body_name, known, is_list=False)
            yield kind.at(meeting.place_of("body"), name=name)


def unknown_phases(roadmap: Roadmap) -> Iterator[Problem]:
    """A schedule names only phases listed in ``tiekartta.yml``."""
    if not roadmap.names_all(KEYS["phases"]):
        return
    known = [phase.name for phase in roadmap.settings.phases]
    marks = {one.mark.casefold(): one.name for one in roadmap.settings.phases if one.mark}
    kind = UNKNOWN_PHASE
    if not known:
        kind = kind.worded(remedy="Vaiheet luetellaan tiedostossa tiekartta.yml (vaiheet).")
    elif len(known) == 1:
        kind = _NOT_THE_ONLY_PHASE
    for entry, schedule in schedules(roadmap):
        places: set[Place] = set()
        for moment, cell in schedule.items():
            if cell.phase is None or cell.phase.casefold() in roadmap.phases:
                continue
            place = entry.place_of("schedule", moment, *(("phase",) if cell.words else ()))
            parts = parts_of(cell.phase, lambda part: part.casefold() in roadmap.phases)
            meant = marks.get(cell.phase.casefold(), "")
            told = _SEVERAL_PHASES if parts and len(parts) > 1 else kind
            told = _MARK_OF_PHASE if meant else told
            if place not in places:  # a range is one line with one misspelling
                near = known if told is kind else ()
                yield told.at(place, name=cell.phase, phases=listed(known), meant=meant, known=near)
            places.add(place)


def duplicate_phases(roadmap: Roadmap) -> Iterator[Problem]:
    """Each phase has a name of its own, in the form that sentences use too."""
    settings = roadmap.settings
    first: dict[str, int] = {}
    for index, phase in enumerate(settings.phases):
        for name in {phase.name.casefold(), spoken(phase).casefold()}:
            other = first.setdefault(name, index)
            if other != index:
                place = settings.place_of("phases", index, "name")
                earlier = settings.place_of("phases", other, "name")
                yield DUPLICATE_PHASE.at(place, name=phase.name, related=(earlier,))
                break


def marks_and_explanations(roadmap: Roadmap) -> Iterator[Problem]:
    """Each phase has a mark of its own, if any; where phases are explained, all of them are."""
    settings = roadmap.settings
    first: dict[str, int] = {}
    for index, phase in enumerate(settings.phases):
        if phase.mark and (other := first.setdefault(phase.mark, index)) != index:
            yield DUPLICATE_MARK.at(
                settings.place_of("phases", other, "mark"),
                first=settings.phases[other].name,
                second=phase.name,
                mark=phase.mark,
                related=(settings.place_of("phases", index, "mark"),),
            )
    lacking = [n for n, phase in enumerate(settings.phases) if phase.explanation is None]
    if 0 < len(lacking) < len(settings.phases):
        yield NO_EXPLANATION.at(
            settings.place_of("phases", lacking[0], "name"),
            names=listed([settings.phases[n].name for n in lacking]),
            severity=Severity.WARNING,
        )


def unknown_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """Related, replaced and merged measures exist, and none points at itself."""
    titles = {measure.title: measure.id for measure in roadmap.measures}
    for measure in roadmap.measures:
        for target, path in _pointers(measure):
            if target == measure.id:
                yield SELF_REFERENCE.at(measure.place_of(*path))
            elif not (
                target in roadmap.measures_by_id
                or roadmap.could_not_read(f"toimenpiteet/{target}.yml")
            ):
                is_list = path[0] != "merged_into"
                kind = meant_id(UNKNOWN_MEASURE, target, titles, "toimenpiteen", is_list)
                yield kind.at(measure.place_of(*path), id=target)


def replacement_cycles(roadmap: Roadmap) -> Iterator[Problem]:
    """No measure replaces, or is merged into, itself through others."""
    # An edge leads from the older measure to the one that took its place.
    later: dict[str, set[str]] = {}
    written: dict[tuple[str, str], tuple[Measure, tuple[str | int, ...]]] = {}
    for measure in roadmap.measures:
        for target, path in _pointers(measure):
            if path[0] != "related":
                old, new = (target, measure.id) if path[0] == "replaces" else (measure.id, target)
                later.setdefault(old, set()).add(new)
                written.setdefault((old, new), (measure, path))
    reported: set[frozenset[str]] = set()
    for start in sorted(later):
        cycle = _cycle_from(start, later)
        if cycle is None or len(cycle) < 2 or frozenset(cycle) in reported:
            continue
        reported.add(frozenset(cycle))
        ring = [*cycle, cycle[0]]
        steps = (written[step] for step in pairwise(ring))
        place, *others = sorted(measure.place_of(*path) for measure, path in steps)
        yield REPLACEMENT_CYCLE.at(place, ring=" → ".join(ring), related=tuple(others))


def former_ids(roadmap: Roadmap) -> Iterator[Problem]:
    """A former id is no present measure's id and belongs to one measure only."""
    owners: dict[str, Measure] = {}
    for measure in roadmap.measures:
        for one in _names_in(measure, "former_ids"):
            former = one.text
            other = roadmap.measures_by_id.get(former) or owners.get(former)
            if other is measure:
                yield FORMER_ID_IN_USE.worded(
                    "Tunnus ”{id}” on toimenpiteellä jo ennestään.",
                    "Poista rivi. Luetteloon kuuluvat vain aiemmat tunnukset, kukin kerran.",
                ).at(one.place, id=former)
            elif other:
                related = (other.place_of(),)
                yield FORMER_ID_IN_USE.at(one.place, id=former, other=other.id, related=related)
            owners.setdefault(former, measure)


def texts(roadmap: Roadmap) -> Iterator[Problem]:
    """The prose files that ``tekstit`` lists exist, and each file but ``visio.md`` is listed."""
    for one in _names_in(roadmap.settings, "texts"):
        if (stem := one.text) not in roadmap.texts and f"{stem}.md" not in roadmap.unreadable:
            bare = stem.removesuffix(".md")
            kind = _WITH_ENDING if bare in roadmap.texts else UNKNOWN_TEXT
            yield kind.at(one.place, stem=bare, known=[*roadmap.texts] if bare == stem else ())
    named = {stem.removesuffix(".md").casefold() for stem in roadmap.settings.texts}
    for stem, text in roadmap.texts.items():
        if stem != "visio" and stem.casefold() not in named:
            yield UNLISTED_TEXT.at(Place(text.file), stem=stem)


def reasons_of_files(roadmap: Roadmap) -> Iterator[Problem]:
    """A reason in ``muutosten_syyt`` is of a file; what has a field for it tells it there."""
    present = {f"toimenpiteet/{id}.yml" for id in roadmap.measures_by_id}
    present |= {f"tavoitteet/{id}.yml" for id in roadmap.goals_by_id}
    for file in roadmap.settings.change_reasons:
        place = roadmap.settings.place_at(KEYS["change_reasons"], file)
        if file in present:
            yield _REASON_IN_FIELD.at(place, file=file)
        elif not names_a_file(file):
            known = [*_SINGLE_FILES, *sorted(present), *(f"{stem}.md" for stem in roadmap.texts)]
            bare = _BARE.fullmatch(file)
            kind = _WITHOUT_FOLDER if bare else REASON_OF_NOTHING
            yield kind.at(place, known=() if bare else known, file=file)


def names_a_file(name: str) -> bool:
    """Whether a name has the form of that of a file in a roadmap's folder."""
    return _OF_A_FILE.fullmatch(name) is not None


def _names_in(entry: Entry, field: str) -> Iterator[WrittenText]:
    """Yield the names that a field of an entry lists."""
    for index, name in enumerate(getattr(entry, field)):
        yield WrittenText(name, entry, (KEYS[field], index))


def schedules(roadmap: Roadmap) -> Iterator[tuple[Measure | Group, Schedule]]:
    """Yield every schedule as it was written, with the measure or group that carries it."""
    groups = (group for goal in roadmap.goals for group in goal.groups)
    entries: list[Measure | Group] = [*groups, *roadmap.measures]
    for entry in entries:
        if entry.schedule is not None:
            yield entry, entry.schedule


def _pointers(measure: Measure) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for field in ("related", "replaces"):
        for index, target in enumerate(getattr(measure, field)):
            yield target, (field, index)
    if measure.merged_into:
        yield measure.merged_into, ("merged_into",)


def _cycle_from(start: str, later: dict[str, set[str]]) -> list[str] | None:
    """Return a path from a measure back to itself, or None."""
    seen: set[str] = set()
    paths = [[start]]
    while paths:
        path = paths.pop()
        for step in sorted(later.get(path[-1], ())):
            if step == start:
                return path
            if step not in seen:
                seen.add(step)
                paths.append([*path, step])
    return None


def _file(roadmap: Roadmap, relative: str) -> Place:
    """Return the place of a file of the roadmap that is not there."""
    settings = roadmap.settings.place_of().file
    return Place(f"{settings.rpartition('/')[0]}/{relative}")
