"""What a section page is: the menu, the pages, search and old addresses all read it here."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.pages.sharing.facts import NOTHING_MORE, ForPrograms
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.model import Party
from digitiekartta.roadmap.sentence import quoted


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page of one site that stands above others, or alone, at an address that never changes.

    Attributes:
        file: Its page.
        label: What the menu calls it.
        template: What it is made of.
        needs: What the template asks for.
        search: The texts that search finds it by; without any it does not.
        names: Words that ask for this page as its title does.
        keywords: Words that search finds it by besides, ranked above words in its texts.
        exists: Whether the roadmap has what the page tells.
        heading: The title of the page, where it is not the label.
        description: For search engines; else the title and what the roadmap is.
        below: The pages below it that another version of the roadmap may lack.
        in_menu: Whether the menu has it; else other pages lead to it.
        tells_pending: Whether it tells what waits for approval.
        for_programs: What programs are told besides.
    """

    file: str
    label: str
    template: str
    needs: Callable[[], Mapping[str, Any]] = dict
    search: Iterable[str | None] = ()
    names: Iterable[str] = ()
    keywords: Iterable[str] = ()
    exists: bool = True
    heading: str = ""
    description: str = ""
    below: Collection[str] = ()
    in_menu: bool = True
    tells_pending: bool = False
    for_programs: ForPrograms = NOTHING_MORE

    @property
    def title(self) -> str:
        """The title of the page."""
        return self.heading or self.label


@dataclass(frozen=True, kw_only=True)
class OwnerSection(Section):
    """A list of parties, sectors or audiences with the number of their measures.

    Attributes:
        owners: The names, their measures and their pages.
        key: What the filter of measures is called in addresses.
        noun: What one of the names is.
        introduction: What the page tells first.
        without: What the page of one tells that has no measures.
    """

    owners: Owners
    key: str
    noun: str
    introduction: str
    without: str

    def kind(self, name: str) -> str:
        """Return what one is: "vastuutaho, toimielin", "toimiala"."""
        entry = self.owners.entries.get(name)
        return (
            f"{self.noun}, {entry.kind}" if isinstance(entry, Party) and entry.kind else self.noun
        )

    def facts(self, site: Site, name: str) -> Iterator[str]:
        """Yield what the page of one tells of it."""
        entry = self.owners.entries.get(name)
        if isinstance(entry, Party) and entry.description:
            yield entry.description
        if isinstance(entry, Party) and entry.sector:
            sector = site.roadmap.sector_name(entry.sector) or entry.sector
            yield f"{sentence_case(site.roadmap.settings.sector_word)}: {sector}."
        if entry and entry.other_spellings:
            names = "nimellä" if len(entry.other_spellings) == 1 else "nimillä"
            spellings = listed([quoted(spelling) for spelling in entry.other_spellings])
            yield f"Asiakirjoissa myös {names} {spellings}."
