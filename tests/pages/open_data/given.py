"""Sites whose open data is tried: drafts, public ones, and those with texts of our own."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache

from digitiekartta.pages.open_data.files import data_files
from digitiekartta.pages.site import Site
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.comparison.history import history_of
from digitiekartta.versions.record import status_of
from digitiekartta.versions.records import Version, read_versions
from rendering import OPTIONS, roadmap
from towns import content

ADDRESS = "https://www.esimerkkila.example/digi/"


@cache
def versions(name: str) -> tuple[Version, ...]:
    return tuple(read_versions(content(name), name).all)


@cache
def draft(name: str) -> Site:
    given = roadmap(name)
    return Site(given, OPTIONS, history_of(versions(name), given, draft=True))


def public(town: str, /, until: int | None = None, **settings: object) -> Site:
    """Return a public site of a version, the newest unless another is the last.

    Args:
        town: The municipality.
        until: How many of its versions there are.
        settings: What its tiekartta.yml says otherwise.
    """
    approved = versions(town)[:until]
    given = with_settings(approved[-1].roadmap(), **settings)
    status = status_of([one.approval for one in approved])
    options = replace(OPTIONS, draft=False, site_url=ADDRESS, approval_status=status)
    return Site(given, options, history_of(approved, given, draft=False))


def with_settings(given: Roadmap, **settings: object) -> Roadmap:
    return replace(given, settings=given.settings.model_copy(update=settings))


def transcription(**settings: object) -> Site:
    """Return a public site that repeats what a document says that was approved elsewhere."""
    site = public("muutosniemi", **settings)
    status = site.options.approval_status
    assert status
    said = replace(status.approved, kind="jäljennös")
    status = replace(status, approved=said, base=said, correction=None)
    return Site(site.roadmap, replace(site.options, approval_status=status), site.history)


def file(site: Site, name: str) -> bytes:
    """Return one of the files of open data."""
    [found] = [one for one in data_files(site) if one.name == name]
    return found.write(site)


def names(site: Site) -> list[str]:
    return [one.name for one in data_files(site)]


def rows(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file as another program reads them."""
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))
