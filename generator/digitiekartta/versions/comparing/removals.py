"""Removals: what was approved does not vanish; that it ends is declared, with a reason."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.basics.problems import Place, Problem
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparing.operations import Content


def undeclared_removals(roadmap: Roadmap, approved: Content | None) -> Iterator[Problem]:
    """A measure of the newest approved version is still there, or it is told what became of it.

    Args:
        roadmap: The working content.
        approved: The newest approved content, None when nothing was approved.
    """
    kept = set(roadmap.measures_by_id)
    for measure in roadmap.measures:
        kept.update(measure.former_ids, measure.replaces)
    prefix = roadmap.settings.place_of().file.rpartition("/")[0]
    for id, entry in sorted((approved or {}).get("toimenpiteet", {}).items()):
        file = f"toimenpiteet/{id}.yml"
        declared = "paattyi" in entry or "yhdistetty" in entry
        if id in kept or declared or file in roadmap.unreadable:
            continue
        yield Problem(
            "undeclared-removal",
            Place(f"{prefix}/{file}"),
            f"Hyväksytty toimenpide ”{entry['otsikko']}” on poistettu kertomatta syytä.",
            "Palauta tiedosto ja kerro siinä, miten kävi: paattyi (syy ja päätös) tai yhdistetty."
            " Jos vain tiedoston nimi on muuttunut, lisää aiempi tunnus uuden tiedoston kenttään"
            " aiemmat_tunnukset.",
        )
