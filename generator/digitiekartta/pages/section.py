"""What a section page is: the menu, the pages, search and old addresses all read it here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from digitiekartta.basics.text import listed, sentence_case
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.model import Party
from digitiekartta.roadmap.sentence import quoted

Text = str | Callable[[Site], str]
Texts = Iterable[str | None]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A page that stands above others, or alone, at an address that never changes.

    Attributes:
        file: Its page.
        label: What the menu calls it.
        template: What it is made of.
        needs: What the template asks for.
        search: The texts that search finds it by; without any it does not.
        exists: Whether the roadmap has what the page tells.
        title: Of the page, where it is not the label.
        description: For search engines; else the title and what the roadmap is.
        below: The pages below it that another version of the roadmap may lack.
        in_menu: Whether the menu has it; else other pages lead to it.
    """

    file: str
    label: Text
    template: str
    needs: Callable[[Site], Mapping[str, Any]] = lambda site: {}
    search: Texts | Callable[[Site], Texts] = ()
    exists: Callable[[Site], bool] = lambda site: True
    title: Text | None = None
    description: Text | None = None
    below: Callable[[Site], Iterable[str]] = lambda site: ()
    in_menu: bool = True

    def label_in(self, site: Site) -> str:
        """Return what the menu of a site calls it."""
        return text_in(site, self.label)

    def title_in(self, site: Site) -> str:
        """Return the title of the page in a site."""
        return text_in(site, self.title or self.label)

    def description_in(self, site: Site) -> str:
        """Return what search engines tell of the page in a site."""
        if self.description:
            return text_in(site, self.description)
        return f"{self.title_in(site)}. {site.roadmap.settings.description}"

    def search_in(self, site: Site) -> Texts:
        """Return the texts that search finds it by in a site; none when it does not."""
        return self.search(site) if callable(self.search) else self.search


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


def text_in(site: Site, text: Text) -> str:
    """Return a text that may depend on the roadmap."""
    return text(site) if callable(text) else text
