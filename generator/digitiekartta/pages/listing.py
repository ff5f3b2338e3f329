"""The page above all roadmaps: which there are, and where each one is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import front_matter
from digitiekartta.pages import paths
from digitiekartta.pages.frame import render
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
        options=options,
        site=site,
        build=build,
        extra=_statements(listed),
    )
    # The roadmaps' own sites take the place of these pages: they are here so that the engine
    # sees where the links lead.
    hidden = front_matter({"search": {"exclude": True}})
    places = {
        f"{DOCS}/{roadmap.folder}/{file}": f"{hidden}\n# {roadmap.folder}\n"
        for roadmap in listed
        for file in ("index.md", paths.STATEMENT)
    }
    return {f"{DOCS}/index.md": page, CONFIG: config, **places}


def _statements(listed: Sequence[Listed]) -> Mapping[str, object]:
    """Return what leads from the foot of each page to the accessibility statements."""
    links = [
        {
            "teksti": f"Saavutettavuusseloste: {escaping.clean(roadmap.name)}",
            "osoite": paths.address(f"{roadmap.folder}/{paths.STATEMENT}"),
        }
        for roadmap in listed
    ]
    if len(links) == 1:
        return {"saavutettavuusseloste": links[0]["osoite"]}
    return {"saavutettavuusseloste": "", **({"linkit": links} if links else {})}
