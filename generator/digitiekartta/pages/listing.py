"""The page above all roadmaps: which there are, and where each one is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import counted, unparted
from digitiekartta.markup import escaping
from digitiekartta.markup.components.variants import since_span
from digitiekartta.markup.markdown import Markdown, front_matter, joined, link, md, table
from digitiekartta.pages import comparison as comparisons
from digitiekartta.pages import paths
from digitiekartta.pages.frame import render
from digitiekartta.pages.site import Options
from digitiekartta.pages.writing import CONFIG, DOCS, configuration, theme_files
from digitiekartta.roadmap.roadmap import beside_name

ROADMAPS = "_tiekartat"
_TITLE = "Digitiekartat"
_DESCRIPTION = "Kuntien ja muiden organisaatioiden digitiekartat."


@dataclass(frozen=True)
class Listed:
    """One roadmap of the listing: its built site's folder, and its ``summary``."""

    folder: str
    facts: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.facts["nimi"])


def listing_files(
    listed: Sequence[Listed], options: Options, build: Path, site: Path, *, compared: bool = False
) -> Mapping[str, str | bytes]:
    """Return the files from which an engine builds the listing.

    Args:
        listed: The roadmaps.
        options: Of the run.
        build, site: Where the files go, and where all sites are.
        compared: Whether pages beside the list compare the roadmaps (``pages/comparison.py``).
    """
    now = HalfYear.of(options.today)
    fields = {"title": escaping.html(_TITLE), "description": escaping.html(_DESCRIPTION)}
    roadmaps = _table(listed, now) if listed else None
    searched = [Markdown(f"{quote(one.folder)}/") for one in listed]
    comparison = link(comparisons.TITLE, comparisons.FRONT) if compared else None
    needs = {"roadmaps": roadmaps, "searched": searched, "title": _TITLE, "comparison": comparison}
    page = front_matter(fields) + "\n" + render("tiekartat.md.j2", **needs)
    config = configuration(
        name=_TITLE,
        description=_DESCRIPTION,
        nav=[(_TITLE, "index.md"), *([(comparisons.LABEL, comparisons.FRONT)] if compared else [])],
        options=options,
        site=site,
        build=build,
        extra={"nyt": now.slug, **_statements(listed)},
    )
    # The roadmaps' own sites take the place of these pages: they are here so that the engine
    # sees where the links lead. With the foot of the list, which leads to each roadmap, they would
    # grow with the square of their number.
    hidden = front_matter({"search": {"exclude": True}, "template": "paikka.html"})
    places = {
        f"{DOCS}/{roadmap.folder}/{file}": f"{hidden}\n# {roadmap.folder}\n"
        for roadmap in listed
        for file in ("index.md", paths.STATEMENT)
    }
    return {f"{DOCS}/index.md": page, CONFIG: config, **places, **theme_files(build)}


def _table(listed: Sequence[Listed], now: HalfYear) -> Markdown:
    headers = ("Digitiekartta", "Kausi", "Sisältö", "Nyt", "Tila", "Päivitetty")
    rows = [_row(one.folder, one.facts, now) for one in listed]
    return table("Digitiekartat ja niiden tila", headers, rows)


def _row(folder: str, facts: Mapping[str, Any], now: HalfYear) -> Sequence[object]:
    name = link(facts["nimi"], f"{quote(folder)}/index.md")
    organisation = beside_name(facts["nimi"], facts["organisaatio"])
    return [
        joined(filter(None, (name, organisation)), between="<br>"),
        _whole(facts["kausi"]),
        unparted(
            f"{counted(facts['tavoitteita'], 'tavoite')},"
            f" {counted(facts['toimenpiteita'], 'toimenpide')}"
        ),
        _now(facts["nyt"], now),
        facts["tila"],
        facts["paivitetty"],
    ]


def _whole(text: str) -> str:
    """Return a text in which no line ends before a number or a dash."""
    return re.sub(r" (?=[\d–])", "\N{NO-BREAK SPACE}", text)


def _now(told: Sequence[Sequence[str]], now: HalfYear) -> Markdown:
    """Return what is going on, now and in each half-year to come: the browser shows one of them."""
    begun = [one for one in told if one[0] <= now.slug][-1:]
    variants = [(now.slug, words) for _, words in begun]
    variants += [(since, words) for since, words in told if since > now.slug]
    if len(variants) == 1:
        return md(_whole(variants[0][1]))
    shown = (since_span(_whole(words), since, shown=since == now.slug) for since, words in variants)
    return joined(shown, between=" ")


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
