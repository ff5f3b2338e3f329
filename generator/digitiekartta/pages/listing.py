"""The page above all roadmaps: which there are, and where each one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import front_matter
from digitiekartta.pages import paths
from digitiekartta.pages.render import render
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import CONFIG, DOCS, configuration

ROADMAPS = "_tiekartat"
_TITLE = "Digitiekartat"
_DESCRIPTION = "Kuntien ja muiden organisaatioiden digitiekartat."


@dataclass(frozen=True)
class Listed:
    """One roadmap of the listing: its built site's folder, and what it says of itself."""

    folder: str
    name: str
    description: str
    notice: str | None = None


def listing_files(
    listed: Sequence[Listed], options: Options, build: Path, site: Path
) -> Mapping[str, str]:
    """Return the files from which an engine builds the listing."""
    fields = {"title": escaping.html(_TITLE), "description": escaping.html(_DESCRIPTION)}
    page = front_matter(fields) + "\n" + render("tiekartat.md.j2", listed=listed, title=_TITLE)
    config = configuration(
        name=_TITLE,
        description=_DESCRIPTION,
        nav=[(_TITLE, "index.md")],
        draft=options.draft,
        site_url=options.site_url,
        site=site,
        build=build,
        # From the foot of each page to the accessibility statements.
        statement=_statement(listed[0]) if len(listed) == 1 else "",
        extra={"linkit": [_link_to_statement(one) for one in listed]} if len(listed) > 1 else None,
    )
    # The roadmaps' own sites take the place of these pages: they are here so that the engine
    # sees where the links lead.
    hidden = front_matter({"search": {"exclude": True}})
    places = {
        f"{DOCS}/{one.folder}/{file}": f"{hidden}\n# {one.folder}\n"
        for one in listed
        for file in ("index.md", paths.STATEMENT)
    }
    return {f"{DOCS}/index.md": page, CONFIG: config, **places}


def _statement(one: Listed) -> str:
    return f"{one.folder}/{paths.STATEMENT}"


def _link_to_statement(one: Listed) -> Mapping[str, str]:
    name = escaping.clean(one.name)
    return {"teksti": f"Saavutettavuusseloste: {name}", "osoite": paths.address(_statement(one))}
