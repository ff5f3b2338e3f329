"""Links from the place of a page, each with the text that names its target."""

from collections.abc import Iterable
from dataclasses import dataclass

from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.text import has_stops
from digitiekartta.markup import escaping
from digitiekartta.markup.markdown import Markdown, joined, link, md, relative
from digitiekartta.pages import paths
from digitiekartta.pages.site import Owners, Site
from digitiekartta.roadmap.model import Goal, Group, Measure
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.sentence import quoted, unquoted
from digitiekartta.versions.comparison.entries import Entry

UNKNOWN = "ei tiedossa"
NOT_NAMED = "ei nimetty"
NOT_TOLD = "ei kerrottu"


def in_source(words: str) -> str:
    """Return that a schedule is not known, with what the source says of a half-year."""
    return f"{UNKNOWN} (lähteessä lukee {quoted(unquoted(words))})"


@dataclass(frozen=True)
class Links:
    """Where a page stands in its site, and the links that lead from there."""

    site: Site
    here: str

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap."""
        return self.site.roadmap

    @property
    def linked(self) -> Site:
        """The site to whose pages the links lead."""
        return self.site

    def to(self, target: str, label: object) -> Markdown:
        """Return a link to another page of the site."""
        return link(label, relative(self.here, target))

    def measure(self, measure: Measure | Entry) -> Markdown:
        """Return a link to a measure's page of today, with its short title here.

        What has changed is told with the decided wording.
        """
        title = self.roadmap.short_title(measure) if isinstance(measure, Measure) else measure.title
        return self.to(paths.measure(self.linked.history.id_now(measure.id)), title)

    def neighbour(self, place: str, measure: Measure) -> Markdown:
        """Return a link to a measure that says where it stands: "Seuraava: Intra"."""
        title = self.roadmap.short_title(measure)
        return self.to(paths.measure(measure.id), f"{place}: {title}")

    def measure_by_id(self, id: str) -> Markdown:
        """Return a link to a measure given its id."""
        return self.measure(self.roadmap.measures_by_id[id])

    def goal(self, goal: Goal) -> Markdown:
        """Return a link to a goal's page, with its number and title."""
        return self.to(paths.goal(goal.id), f"Tavoite {goal.number}: {goal.title}")

    def group(self, goal: Goal, group: Group, label: str = "") -> Markdown:
        """Return a link to a group's page of today; its title when it has none any more."""
        today = self.linked.roadmap.goals_by_id.get(goal.id)
        if today is None or all(one.id != group.id for one in today.groups):
            return md(label or group.title)
        return self.to(paths.group(goal.id, group.id), label or group.title)

    def owner(self, owners: Owners, name: str) -> Markdown:
        """Return a link to the page of a party, sector or audience; its name when it has none."""
        return self.to(owners.pages[name], name) if name in owners.pages else md(name)

    def parties(self, measure: Measure) -> Markdown:
        """Return links to the pages of a measure's parties."""
        return self._owners(self.linked.parties, self.roadmap.parties_of(measure))

    def sectors(self, measure: Measure) -> Markdown:
        """Return links to the pages of a measure's sectors."""
        return self._owners(self.linked.sectors, self.roadmap.sectors_of(measure))

    def audiences(self, names: Iterable[str]) -> Markdown:
        """Return links to the pages of audiences, whichever of their spellings is given."""
        proper = dict.fromkeys(self.roadmap.audience_name(name) or name for name in names)
        return self._owners(self.linked.audiences, proper)

    def _owners(self, owners: Owners, names: Iterable[str]) -> Markdown:
        names, way = tuple(names), relative(self.here, owners.folder)
        if (way, names) not in owners.links:
            parts = (self.owner(owners, name) for name in names)
            owners.links[way, names] = joined(parts, between="; " if has_stops(names) else ", ")
        return owners.links[way, names]

    def half_year(self, moment: HalfYear, label: str | None = None) -> Markdown:
        """Return a link to a half-year's page; only its name where nothing is told of it."""
        if moment not in self.linked.told_half_years:
            return md(label or str(moment))
        return self.to(paths.half_year(moment), label or str(moment))

    def web(self, address: str, label: object) -> Markdown:
        """Return a link to an address that an editor gave; only the text when it is not allowed."""
        target = escaping.url(address)
        return link(label, target) if target else md(label)
