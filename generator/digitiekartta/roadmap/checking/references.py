"""Rules on names that point from one file to another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from digitiekartta.basics.problems import Place, Problem, did_you_mean, warning
from digitiekartta.roadmap.model import Goal, Group, Measure, Schedule
from digitiekartta.roadmap.roadmap import Roadmap


def unknown_goals(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure belongs to a goal that has a file in ``tavoitteet/``."""
    if not roadmap.goals and roadmap.measures and not _failed_in(roadmap, "tavoitteet/"):
        yield Problem(
            "missing-file",
            _file(roadmap, "tavoitteet"),
            "Tiekartassa on toimenpiteitä mutta ei yhtään tavoitetta.",
            "Lisää kansioon tavoitteet tiedosto jokaisesta tavoitteesta; malli on kansiossa"
            " content/esimerkkila.",
        )
        return
    for measure in roadmap.measures:
        if measure.goal in roadmap.goals_by_id or _failed(
            roadmap, f"tavoitteet/{measure.goal}.yml"
        ):
            continue
        yield Problem(
            "unknown-goal",
            measure.place_of("tavoite"),
            f"Tavoitetta ”{measure.goal}” ei ole.",
            did_you_mean(
                measure.goal,
                roadmap.goals_by_id,
                "Tavoitteen tunnus on tiedoston nimi kansiossa tavoitteet.",
            ),
        )


def unknown_groups(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure's group is one of its goal's groups."""
    for measure in roadmap.measures:
        goal = roadmap.goals_by_id.get(measure.goal)
        if goal is None or measure.group is None or roadmap.group_of(measure):
            continue
        known = [group.id for group in goal.groups]
        yield Problem(
            "unknown-group",
            measure.place_of("ryhma"),
            f"Tavoitteella ”{goal.title}” ei ole ryhmää ”{measure.group}”.",
            did_you_mean(
                measure.group, known, f"Ryhmät ovat tiedostossa tavoitteet/{goal.id}.yml."
            ),
        )


def unknown_parties(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure names only parties found in the roadmap's register (``tahot.yml``)."""
    if _failed(roadmap, "tahot.yml"):
        return
    if not roadmap.parties and any(measure.parties for measure in roadmap.measures):
        yield Problem(
            "missing-file",
            _file(roadmap, "tahot.yml"),
            "Toimenpiteillä on vastuutahoja, mutta tahojen luettelo tahot.yml puuttuu.",
            "Lisää tiedosto ja siihen jokainen taho omalle rivilleen, esimerkiksi"
            " ”Tietohallinto:”.",
        )
        return
    for measure in roadmap.measures:
        for index, name in enumerate(measure.parties):
            if roadmap.party_name(name) is None:
                yield Problem(
                    "unknown-party",
                    measure.place_of("vastuu", index),
                    f"Tahoa ”{name}” ei ole tahojen luettelossa.",
                    did_you_mean(name, roadmap.parties, "Uusi taho lisätään tiedostoon tahot.yml."),
                )


def ambiguous_parties(roadmap: Roadmap) -> Iterator[Problem]:
    """No party goes by a name or spelling of another (letter case aside)."""
    owners: dict[str, str] = {name.casefold(): name for name in reversed(list(roadmap.parties))}
    spellings = [(name, name, party.place_of()) for name, party in roadmap.parties.items()] + [
        (name, other, party.place_of("muut_kirjoitusasut", index))
        for name, party in roadmap.parties.items()
        for index, other in enumerate(party.other_spellings)
    ]
    for name, spelling, place in spellings:
        owner = owners.setdefault(spelling.casefold(), name)
        if owner != name:
            yield Problem(
                "ambiguous-party",
                place,
                f"Nimi ”{spelling}” kuuluu myös taholle ”{owner}”, joten tahoja ei voi erottaa"
                " toisistaan.",
                "Poista nimi toiselta tai yhdistä tahot.",
                related=(roadmap.parties[owner].place_of(),),
            )


def unknown_sectors(roadmap: Roadmap) -> Iterator[Problem]:
    """A measure and a party name only sectors listed in ``tiekartta.yml``."""
    known = [sector.name for sector in roadmap.settings.sectors]
    named = [
        (name, measure.place_of("toimiala", index))
        for measure in roadmap.measures
        for index, name in enumerate(measure.sector)
    ] + [
        (party.sector, party.place_of("toimiala"))
        for party in roadmap.parties.values()
        if party.sector
    ]
    for name, place in named:
        if roadmap.sector_name(name) is None:
            yield Problem(
                "unknown-sector",
                place,
                f"Toimialaa ”{name}” ei ole tiekartan toimialoissa.",
                did_you_mean(
                    name, known, "Uusi toimiala lisätään tiedostoon tiekartta.yml (toimialat)."
                ),
            )


def unknown_audiences(roadmap: Roadmap) -> Iterator[Problem]:
    """Where ``tiekartta.yml`` lists audiences, measures, groups and goals name only those."""
    known = [audience.name for audience in roadmap.settings.audiences]
    if not known:
        return
    owners: list[tuple[str, Place]] = []
    for goal in roadmap.goals:
        entries: tuple[Goal | Group, ...] = (goal, *goal.groups)
        for entry in entries:
            owners += [
                (name, entry.place_of("kohderyhma", index))
                for index, name in enumerate(entry.audience)
            ]
    for measure in roadmap.measures:
        owners += [
            (name, measure.place_of("kohderyhma", index))
            for index, name in enumerate(measure.audience)
        ]
    for name, place in owners:
        if roadmap.audience_name(name) is None:
            yield Problem(
                "unknown-audience",
                place,
                f"Kohderyhmää ”{name}” ei ole tiekartan kohderyhmissä.",
                did_you_mean(
                    name, known, "Uusi kohderyhmä lisätään tiedostoon tiekartta.yml (kohderyhmat)."
                ),
            )


def unknown_phases(roadmap: Roadmap) -> Iterator[Problem]:
    """A schedule names only phases listed in ``tiekartta.yml``."""
    known = [phase.name for phase in roadmap.settings.phases]
    for entry, schedule in schedules(roadmap):
        told = set()
        for moment, cell in schedule.items():
            if cell.phase is None or cell.phase.casefold() in roadmap.phases:
                continue
            path = ("vaihe",) if cell.words else ()
            place = entry.place_of("aikataulu", str(moment), *path)
            if place in told:  # a range is one line with one misspelling
                continue
            told.add(place)
            yield Problem(
                "unknown-phase",
                place,
                f"Vaihetta ”{cell.phase}” ei ole tiekartan vaiheissa.",
                did_you_mean(
                    cell.phase,
                    known,
                    f"Vaiheet ovat {', '.join(known)}. Muu teksti kirjoitetaan puolivuoden alle"
                    " sisennettynä: ”sanat: …”."
                    if known
                    else "Vaiheet luetellaan tiedostossa tiekartta.yml (vaiheet).",
                ),
            )


def duplicate_phases(roadmap: Roadmap) -> Iterator[Problem]:
    """Each phase has a name of its own, in the form that sentences use too."""
    seen: dict[str, int] = {}
    for index, phase in enumerate(roadmap.settings.phases):
        for spoken in {phase.name.casefold(), (phase.partitive or phase.name).casefold()}:
            other = seen.setdefault(spoken, index)
            if other != index:
                yield Problem(
                    "duplicate-phase",
                    roadmap.settings.place_of("vaiheet", index, "nimi"),
                    f"Vaihe ”{phase.name}” on vaiheissa kahteen kertaan.",
                    "Anna vaiheelle nimi, joka erottaa sen muista.",
                    related=(roadmap.settings.place_of("vaiheet", other, "nimi"),),
                )
                break


def unknown_measures(roadmap: Roadmap) -> Iterator[Problem]:
    """Related, replaced and merged measures exist, and none points at itself."""
    for measure in roadmap.measures:
        for target, path in _pointers(measure):
            if target == measure.id:
                yield Problem(
                    "self-reference",
                    measure.place_of(*path),
                    "Toimenpide viittaa itseensä.",
                    "Poista viittaus tai kirjoita sen toimenpiteen tunnus, jota tarkoitat.",
                )
            elif target not in roadmap.measures_by_id and not _failed(
                roadmap, f"toimenpiteet/{target}.yml"
            ):
                yield Problem(
                    "unknown-measure",
                    measure.place_of(*path),
                    f"Toimenpidettä ”{target}” ei ole.",
                    did_you_mean(
                        target,
                        roadmap.measures_by_id,
                        "Tunnus on tiedoston nimi kansiossa toimenpiteet, ilman päätettä .yml.",
                    ),
                )


def replacement_cycles(roadmap: Roadmap) -> Iterator[Problem]:
    """No measure replaces, or is merged into, itself through others."""
    # An edge leads from the older measure to the one that took its place.
    later: dict[str, set[str]] = {}
    written: dict[tuple[str, str], Place] = {}
    for measure in roadmap.measures:
        for target, path in _pointers(measure):
            if path[0] != "liittyy":
                old, new = (target, measure.id) if path[0] == "korvaa" else (measure.id, target)
                later.setdefault(old, set()).add(new)
                written.setdefault((old, new), measure.place_of(*path))
    told: set[frozenset[str]] = set()
    for start in sorted(later):
        cycle = _cycle_from(start, later)
        if cycle is None or len(cycle) < 2 or frozenset(cycle) in told:
            continue
        told.add(frozenset(cycle))
        ring = [*cycle, cycle[0]]
        place, *others = sorted(written[step] for step in pairwise(ring))
        yield Problem(
            "replacement-cycle",
            place,
            f"Toimenpiteet korvaavat toisensa kehässä: {' → '.join(ring)}.",
            "Poista yksi viittauksista (korvaa tai yhdistetty): uusi toimenpide korvaa vanhan, ei"
            " toisin päin.",
            related=tuple(others),
        )


def former_ids(roadmap: Roadmap) -> Iterator[Problem]:
    """A former id is no present measure's id and belongs to one measure only."""
    owners: dict[str, Measure] = {}
    for measure in roadmap.measures:
        for index, former in enumerate(measure.former_ids):
            place = measure.place_of("aiemmat_tunnukset", index)
            other = roadmap.measures_by_id.get(former) or owners.get(former)
            if other is measure:
                yield Problem(
                    "former-id-in-use",
                    place,
                    f"Tunnus ”{former}” on toimenpiteellä jo ennestään.",
                    "Poista rivi. Luetteloon kuuluvat vain aiemmat tunnukset, kukin kerran.",
                )
            elif other:
                yield Problem(
                    "former-id-in-use",
                    place,
                    f"Aiempi tunnus ”{former}” kuuluu myös toimenpiteelle ”{other.id}”.",
                    "Poista tunnus toiselta: aiempi osoite voi johtaa vain yhdelle sivulle.",
                    related=(other.place_of(),),
                )
            owners.setdefault(former, measure)


def unknown_viewpoints(roadmap: Roadmap) -> Iterator[Problem]:
    """A spearhead rises from a viewpoint that is listed, and no viewpoint is listed twice."""
    if roadmap.levels is None:
        return
    known: dict[str, int] = {}
    for index, viewpoint in enumerate(roadmap.levels.viewpoints):
        if viewpoint.id in known:
            yield Problem(
                "duplicate-viewpoint",
                roadmap.levels.place_of("nakokulmat", index, "tunnus"),
                f"Näkökulman tunnus ”{viewpoint.id}” on kahteen kertaan.",
                "Anna toiselle näkökulmalle oma tunnus.",
            )
        known.setdefault(viewpoint.id, index)
    for index, spearhead in enumerate(roadmap.levels.spearheads):
        if spearhead.viewpoint and spearhead.viewpoint not in known:
            yield Problem(
                "unknown-viewpoint",
                roadmap.levels.place_of("karjet", index, "nakokulma"),
                f"Näkökulmaa ”{spearhead.viewpoint}” ei ole.",
                did_you_mean(
                    spearhead.viewpoint,
                    known,
                    "Tunnukset ovat samassa tiedostossa kohdassa nakokulmat.",
                ),
            )


def texts(roadmap: Roadmap) -> Iterator[Problem]:
    """The prose files that ``tekstit`` lists exist, and each file but ``visio.md`` is listed."""
    for index, stem in enumerate(roadmap.settings.texts):
        if stem not in roadmap.texts and not _failed(roadmap, f"{stem}.md"):
            yield Problem(
                "unknown-text",
                roadmap.settings.place_of("tekstit", index),
                f"Tekstitiedostoa ”{stem}.md” ei ole.",
                did_you_mean(stem, roadmap.texts, "Lisää tiedosto tai poista rivi luettelosta."),
            )
    for stem, text in roadmap.texts.items():
        if stem != "visio" and stem not in roadmap.settings.texts:
            yield warning(
                "unlisted-text",
                Place(text.file),
                "Tekstiä ei näytetä millään sivulla, koska sitä ei ole tiedoston tiekartta.yml"
                " luettelossa tekstit.",
                f"Lisää luetteloon rivi ”- {stem}” siihen kohtaan, jossa teksti näytetään.",
            )


def schedules(roadmap: Roadmap) -> Iterator[tuple[Measure | Group, Schedule]]:
    """Yield every schedule as it was written, with the measure or group that carries it."""
    for goal in roadmap.goals:
        for group in goal.groups:
            if group.schedule is not None:
                yield group, group.schedule
    for measure in roadmap.measures:
        if measure.schedule is not None:
            yield measure, measure.schedule


def _pointers(measure: Measure) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, target in enumerate(measure.related):
        yield target, ("liittyy", index)
    for index, target in enumerate(measure.replaces):
        yield target, ("korvaa", index)
    if measure.merged_into:
        yield measure.merged_into, ("yhdistetty",)


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


def _failed(roadmap: Roadmap, file: str) -> bool:
    return file in roadmap.unreadable


def _failed_in(roadmap: Roadmap, folder: str) -> bool:
    return any(file.startswith(folder) for file in roadmap.unreadable)


def _file(roadmap: Roadmap, relative: str) -> Place:
    """Return the place of a file of the roadmap that is not there."""
    settings = roadmap.settings.place_of().file
    return Place(f"{settings.rpartition('/')[0]}/{relative}")
