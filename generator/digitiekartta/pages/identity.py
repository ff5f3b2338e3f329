"""Whose a site is, in ids that hold wherever it stands: those of its feed and its calendars."""

from contextlib import suppress
from urllib.parse import urlsplit

from digitiekartta.pages.site import Site
from digitiekartta.roadmap.model import Contact, Settings


def authority(site: Site) -> str:
    """Return a host name of the organisation, in small letters.

    It is that of the first approved version, which never changes; of a roadmap that was never
    approved, that of today.
    """
    chapters = site.history.chapters
    settings = chapters[0].version.roadmap().settings if chapters else site.roadmap.settings
    return _host(settings) or f"{site.roadmap.id}.invalid"


def _host(settings: Settings) -> str | None:
    """Return the host name under which the organisation is known, None when it tells none."""
    contact, repository = settings.contact or Contact(), settings.repository
    host_of_email = (contact.email or "").rpartition("@")[2]
    for address in (contact.address, f"https://{host_of_email}", repository and repository.address):
        with suppress(ValueError):  # kirjaamo@[kunta
            if host := urlsplit(address or "").hostname:
                return host
    return None
