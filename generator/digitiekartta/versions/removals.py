"""Removals: what was approved does not vanish; that it ends is declared, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.basics.kinds import APPROVALS
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.roadmap import Roadmap

UNDECLARED_REMOVAL = APPROVALS.error(
    "undeclared-removal",
    "Hyväksytty toimenpide ”{title}” on poistettu kertomatta syytä.",
    "Palauta tiedosto ja kerro siinä, miten kävi: paattyi (syy ja päätös) tai yhdistetty."
    " Jos vain tiedoston nimi on muuttunut, lisää aiempi tunnus uuden tiedoston kenttään"
    " aiemmat_tunnukset.",
    "Hyväksytyn toimenpiteen tiedosto toimenpiteet/intra.yml on poistettu.",
)


def undeclared_removals(roadmap: Roadmap, approved: Roadmap | None) -> Iterator[Problem]:
    """A measure of the newest approved version is still there, or it is told what became of it.

    Args:
        roadmap: The working content.
        approved: What was approved last, None when nothing was.
    """
    kept = set(roadmap.measures_by_id)
    for measure in roadmap.measures:
        kept.update(measure.former_ids, measure.replaces)
    folder = roadmap.settings.place_of().file.rpartition("/")[0]
    for measure in approved.measures if approved else ():
        file = f"toimenpiteet/{measure.id}.yml"
        declared = measure.ended or measure.merged_into
        if measure.id not in kept and not declared and file not in roadmap.unreadable:
            yield UNDECLARED_REMOVAL.at(Place(f"{folder}/{file}"), title=measure.title)
