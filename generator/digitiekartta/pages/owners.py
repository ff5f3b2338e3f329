"""Sections that list who have measures: parties, sectors and audiences, each with its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.text import listed, plural, sentence_case
from digitiekartta.pages import paths
from digitiekartta.pages.section import Section, Text, text_in
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.model import Party
from digitiekartta.roadmap.sentence import quoted


@dataclass(frozen=True, kw_only=True)
class OwnerSection(Section):
    """A list of names with the number of their measures.

    Attributes:
        owners: The names, their measures and their pages.
        key: What the filter of measures is called in addresses.
        noun: What one of the names is.
        introduction: What the page tells first.
        without: What the page of one tells that has no measures.
    """

    owners: Callable[[Site], Owners]
    key: str
    noun: Text
    introduction: str
    without: str

    def noun_in(self, site: Site) -> str:
        """Return what one of the names is in a site."""
        return text_in(site, self.noun)

    def kind(self, site: Site, name: str) -> str:
        """Return what one is: "vastuutaho, toimielin", "toimiala"."""
        entry, noun = self.owners(site).entries.get(name), self.noun_in(site)
        return f"{noun}, {entry.kind}" if isinstance(entry, Party) and entry.kind else noun

    def facts(self, site: Site, name: str) -> Iterator[str]:
        """Yield what the page of one tells of it."""
        entry = self.owners(site).entries.get(name)
        if isinstance(entry, Party) and entry.description:
            yield entry.description
        if isinstance(entry, Party) and entry.sector:
            sector = site.roadmap.sector_name(entry.sector) or entry.sector
            yield f"{sentence_case(site.roadmap.settings.sector_word)}: {sector}."
        if entry and entry.other_spellings:
            names = "nimellä" if len(entry.other_spellings) == 1 else "nimillä"
            spellings = listed([quoted(spelling) for spelling in entry.other_spellings])
            yield f"Asiakirjoissa myös {names} {spellings}."


def _section(owners: Callable[[Site], Owners], **fields: Any) -> OwnerSection:
    return OwnerSection(
        template="luettelo.md.j2",
        exists=lambda site: bool(owners(site).measures),
        below=lambda site: owners(site).pages.values(),
        owners=owners,
        **fields,
    )


_OF_SECTORS = "Toimenpiteet sen mukaan, mitä organisaation osaa ne koskevat."
_OF_AUDIENCES = "Toimenpiteet sen mukaan, ketä ne koskevat."
OWNERS: Sequence[OwnerSection] = (
    _section(
        lambda site: site.parties,
        file=paths.PARTIES,
        label="Vastuutahot",
        key="vastuu",
        noun="vastuutaho",
        introduction="Vastuutaho vastaa siitä, että toimenpide toteutuu. Se on tehtävä,"
        " toimielin, työryhmä tai organisaatio, ei yksittäinen henkilö.",
        search=["Kuka vastaa mistäkin."],
        without="Taholla ei ole toimenpiteitä.",
    ),
    _section(
        lambda site: site.sectors,
        file=paths.SECTORS,
        label=lambda site: sentence_case(plural(site.roadmap.settings.sector_word)),
        key="toimiala",
        noun=lambda site: site.roadmap.settings.sector_word,
        introduction=_OF_SECTORS,
        search=[_OF_SECTORS],
        without="Toimenpiteitä ei ole.",
    ),
    _section(
        lambda site: site.audiences,
        file=paths.AUDIENCES,
        label="Kohderyhmät",
        key="kohderyhma",
        noun="kohderyhmä",
        introduction=_OF_AUDIENCES,
        search=[_OF_AUDIENCES],
        without="Kohderyhmälle ei ole toimenpiteitä.",
    ),
)
"""In the order of the menu."""
