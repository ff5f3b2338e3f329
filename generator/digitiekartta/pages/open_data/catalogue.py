"""The record by which data catalogues find the data: DCAT-AP 3, as Turtle.

It says who publishes the data, so a site of which that is not known has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from digitiekartta.markup import turtle
from digitiekartta.pages.numbers.tables import first_day, last_day
from digitiekartta.pages.open_data.about import About, about, publisher_of
from digitiekartta.pages.open_data.content import address_of
from digitiekartta.pages.open_data.declared import DataFile
from digitiekartta.pages.site import Site

_ENGLISH = (
    "Digital roadmap (digitiekartta) of {}: goals, measures, responsible parties and schedules by"
    " half-year, and what is known of reports and cost estimates. The texts are in Finnish; the"
    " columns are described in English, too."
)


def may_be_listed(site: Site) -> bool:
    """Whether a site is public, knows its address and tells who publishes it."""
    public = not site.options.draft and site.options.site_url
    return bool(public and publisher_of(site))


def description(site: Site) -> str:
    """Return what the data is, in Finnish."""
    return f"{site.roadmap.settings.description} Toimenpiteet, vastuut ja aikataulu tiedostoina."


def keywords(site: Site) -> tuple[str, ...]:
    """Return words by which the data is found."""
    own = (site.roadmap.settings.short_name, site.roadmap.settings.organisation)
    return tuple(dict.fromkeys(("digitiekartta", "digitalisaatio", "toimenpiteet", *own)))


def record(site: Site, files: Iterable[DataFile]) -> bytes:
    """Return the record of a site that may be listed, and of its files."""
    told, contact = about(site), site.roadmap.settings.contact
    text = turtle.render(
        "catalog.ttl.j2",
        "pages/templates",
        {
            "title": told.title,
            "description": description(site),
            "english": _ENGLISH.format(told.organisation),
            "publisher": told.publisher,
            "page": told.address,
            "home": site.options.site_url,
            "contact": contact,
            "keywords": keywords(site),
            "licence": told.licence and told.licence.address,
            "terms": told.terms,
            "version": told.version,
            "modified": told.updated,
            "first": first_day(site.period.first) if site.period else None,
            "last": last_day(site.period.last) if site.period else None,
            "files": [_distribution(site, file) for file in files if file.is_data],
        },
    )
    return text.encode()


def _distribution(site: Site, file: DataFile) -> Mapping[str, str]:
    return {
        "name": file.name,
        "title": file.title,
        "about": file.about,
        "form": file.form,
        "media": file.media,
        "address": address_of(site, file.file),
        "described": address_of(site, file.described) if file.described else "",
    }


def dataset(site: Site, files: Iterable[DataFile]) -> Mapping[str, object]:
    """Return the data of a site that knows its address as schema.org has it, for JSON-LD."""
    told: About = about(site)
    known: dict[str, object | None] = {
        "license": told.licence and (told.licence.address or told.licence.name),
        "version": told.version,
        "dateModified": told.updated and told.updated.isoformat(),
        "publisher": told.publisher and {"@type": "GovernmentOrganization", "name": told.publisher},
        "temporalCoverage": site.period
        and f"{first_day(site.period.first)}/{last_day(site.period.last)}",
    }
    return {
        "@type": "Dataset",
        "@id": f"{told.address}#aineisto",
        "name": told.title,
        "description": description(site),
        "url": told.address,
        "inLanguage": "fi",
        "isAccessibleForFree": True,
        "creativeWorkStatus": told.standing,
        "citation": told.cited,
        "keywords": [*keywords(site)],
        **{key: value for key, value in known.items() if value},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.title,
                "encodingFormat": file.media,
                "contentUrl": address_of(site, file.file),
            }
            for file in files
            if file.is_data
        ],
    }
