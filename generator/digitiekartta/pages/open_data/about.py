"""What every open data file says of itself: licence, source, standing, version, decision, date.

Nothing is invented: where nobody has told a licence or a publisher, there is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from digitiekartta.basics.text import ended
from digitiekartta.pages import paths
from digitiekartta.pages.numbers.tables import TRANSCRIPTION, decision, standing, version
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.statement.statement import Statement
from digitiekartta.roadmap.values import date_text

NO_LICENCE = "Käyttöehtoa ei ole kerrottu"
_USUAL = "CC BY 4.0"
_KNOWN = {
    "ccby40": "https://creativecommons.org/licenses/by/4.0/",
    "creativecommonsnimeä40kansainvälinen": "https://creativecommons.org/licenses/by/4.0/",
    "creativecommonsattribution40international": "https://creativecommons.org/licenses/by/4.0/",
    "cc0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc010": "https://creativecommons.org/publicdomain/zero/1.0/",
    "cc010universal": "https://creativecommons.org/publicdomain/zero/1.0/",
}


@dataclass(frozen=True, slots=True)
class Licence:
    """On what terms the data may be used, in words; the address is that of a licence we know."""

    name: str
    address: str | None = None

    @classmethod
    def named(cls, name: str) -> Licence:
        """Return the licence that an editor has named, with its address where we know it."""
        return cls(name, _KNOWN.get(re.sub(r"[\W_]", "", name.casefold())))


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the data of a site.

    Attributes:
        title: The site's name.
        organisation: Whose roadmap it is.
        publisher: Who publishes it; None where that is not known.
        licence: None where nobody has told any.
        source: What is to be named as the source.
        standing, version, decision: As in the columns of tables.
        updated: The day of the content, None where it is not known.
        address: That of the page of open data, under the site's root where its own is not known.
        cited: How to name the data as a source, in a sentence or two.
    """

    title: str
    organisation: str
    publisher: str | None
    licence: Licence | None
    source: str
    standing: str
    version: str | None
    decision: str
    updated: date | None
    address: str
    cited: str

    @property
    def terms(self) -> str:
        """The licence in words, also where there is none."""
        return self.licence.name if self.licence else NO_LICENCE


def about(site: Site) -> About:
    """Return what is said of the data of a site."""
    settings = site.roadmap.settings
    publisher = publisher_of(site)
    told = settings.licence or (_USUAL if publisher else None)
    licence = Licence.named(told) if told else None
    source = f"{settings.organisation}: {settings.name}"
    address = site.whole_address(paths.OPEN_DATA)
    which = standing(site) if version(site) is None else f"{standing(site)}, versio {version(site)}"
    if standing(site) == TRANSCRIPTION:
        source = f"{source} (jäljennös)"
        which = f"versio {version(site)}"
    if updated := site.data_day:
        which = f"{which}, päivitetty {date_text(updated)}"
    cited = " ".join(
        part
        for part in (
            ended(f"{source}, {which}"),
            ended(f"Käyttöehto: {licence.name}") if licence else "",
            address or "",  # last: a full stop after it would be copied into it
        )
        if part
    )
    return About(
        title=site.name,
        organisation=settings.organisation,
        publisher=publisher,
        licence=licence,
        source=source,
        standing=standing(site),
        version=version(site),
        decision=decision(site),
        updated=site.data_day,
        address=address or paths.address(paths.OPEN_DATA),
        cited=cited,
    )


def publisher_of(site: Site) -> str | None:
    """Return who publishes a site, None of a transcription and where its statement tells nobody."""
    if site.options.is_transcription:
        return None
    return Statement(site.roadmap, site.name).publisher
