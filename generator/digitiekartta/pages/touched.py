"""Which pages a proposal makes new, changes, takes away or leads elsewhere, for who reads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

import yaml

from digitiekartta.basics.text import counted
from digitiekartta.markup.report.blocks import Block, Heading, Item, Paragraph
from digitiekartta.pages import paths
from digitiekartta.pages.plan import Pages, pages_of
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.versions.records import Version

_MOST = 15  # pages of one kind that are named
_FRONT = "Etusivu ja muut"


@dataclass(frozen=True, slots=True)
class Touched:
    """The pages that differ: address → title, each in the order of the site."""

    new: Mapping[str, str]
    changed: Mapping[str, str]
    gone: Mapping[str, str]
    moved: Mapping[str, str]
    labels: Mapping[str, str]


def touched_pages(
    old: Roadmap | None,
    new: Roadmap,
    options: Options,
    versions: tuple[Sequence[Version], Sequence[Version]] = ((), ()),
) -> Touched:
    """Return how the pages of two roadmaps without errors differ; None has no pages.

    ``versions`` are the approved ones of each.
    """
    before = pages_of(old, options, versions[0]) if old else Pages({}, {}, {})
    after = pages_of(new, options, versions[1])
    was, now = before.texts, after.texts
    return Touched(
        new={_address(file): _title(now[file]) for file in now if file not in was},
        changed={
            _address(file): _title(now[file])
            for file in now
            if file in was and was[file] != now[file]
        },
        gone={
            _address(file): _title(was[file])
            for file in was
            if file not in now and _address(file) not in after.redirects
        },
        moved={
            address: _title(was[file]) if (file := _file(address, was)) else address
            for address in after.redirects
            if address not in before.redirects
        },
        labels={**before.labels, **after.labels},
    )


def _address(file: str) -> str:
    return paths.address(file)


def _file(address: str, pages: Mapping[str, str]) -> str:
    return next((file for file in pages if paths.address(file) == address), "")


def _title(page: str) -> str:
    """Return the title that a page's front matter has."""
    front = yaml.safe_load(page.split("---\n", 2)[1])
    return unescape(str(front["title"]))


def told(touched: Touched, name: str, preview: str | None, level: int = 3) -> Iterator[Block]:
    """Yield the pages by what happens to them and by section, no more than can be read.

    ``preview`` is the address under which the preview of all roadmaps stands; without one a
    page's place in the folder of the preview is told.
    """
    kinds = (
        ("Uusia", touched.new, True),
        ("Muuttuu", touched.changed, True),
        ("Poistuu", touched.gone, False),
        ("Ohjataan uuteen osoitteeseen", touched.moved, True),
    )
    if not any(pages for _, pages, _ in kinds):
        return
    yield Heading(level, "Sivut")
    if not preview:
        yield Paragraph("Polku on sivun paikka esikatselun kansiossa.")
    for label, pages, is_there in kinds:
        if not pages:
            continue
        yield Paragraph(f"{counted(len(pages), 'sivu')}.", label)
        for section, addresses in _by_section(pages, touched.labels).items():
            for address in addresses[:_MOST]:
                place, title = f"{name}/{address}", pages[address]
                if preview and is_there:
                    link = f"{preview.rstrip('/')}/{quote(place)}"
                    yield Item(title, label=section, address=link)
                else:
                    yield Item(f"{title}: {place}", label=section)
            if len(addresses) > _MOST:
                yield Item(f"ja {len(addresses) - _MOST} muuta", label=section)


def _by_section(pages: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for address in pages:
        folder = address.partition("/")[0]
        groups.setdefault(labels.get(folder, _FRONT), []).append(address)
    return groups
