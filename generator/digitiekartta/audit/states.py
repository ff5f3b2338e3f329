"""The states in which people meet a page, and what is looked at in each.

States that follow one another and have the same window share one loading of the page,
unless they ask for a fresh one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from digitiekartta.audit.browser import View, Visit
from digitiekartta.audit.findings import Finding
from digitiekartta.audit.rules import (
    axe,
    focus,
    forced_colours,
    labels,
    links,
    motion,
    phases,
    printing,
    reflow,
    regions,
    single_keys,
    spacing,
    targets,
)
from digitiekartta.audit.rules.menu import Menu
from digitiekartta.audit.rules.search import Search

WIDE = View(1280, 900)
NARROW = View(320, 640)
PLAIN = View(1280, 900, scripts=False)

#: A window of 1280 × 1024 enlarged fourfold.
_ENLARGED = {"width": 320, "height": 256}


@dataclass(frozen=True, slots=True)
class State:
    """One way of meeting a page.

    Attributes:
        name: As given on the command line.
        finnish: As told in messages.
        view: The window in which the page is loaded.
        look: Brings the page into the state and gives what is wrong there.
        broad: Whether all chosen pages are met so; the rest is for fewer pages.
        fresh: Whether the page must be loaded anew.
    """

    name: str
    finnish: str
    view: View
    look: Callable[[Visit], Iterator[Finding]]
    broad: bool = False
    fresh: bool = False


def _desktop(visit: Visit) -> Iterator[Finding]:
    yield from axe.everything(visit)
    yield from links.colour_only(visit)
    yield from targets.small_targets(visit)
    yield from regions.unnamed_frames(visit)
    yield from regions.hidden_heading(visit)


def _dark(visit: Visit) -> Iterator[Finding]:
    visit.page.emulate_media(color_scheme="dark")
    visit.settle()
    yield from axe.colours(visit)
    yield from links.colour_only(visit)


def _forced(visit: Visit) -> Iterator[Finding]:
    visit.page.emulate_media(forced_colors="active")
    visit.settle()
    yield from forced_colours.lost_icons(visit)
    yield from forced_colours.lost_edges(visit)
    yield from phases.phase_borders(visit)
    yield from links.colour_only(visit)


def _motion(visit: Visit) -> Iterator[Finding]:
    visit.page.emulate_media(reduced_motion="reduce")
    yield from motion.reduced_motion(visit)


def _spacing(visit: Visit) -> Iterator[Finding]:
    yield from spacing.text_spacing(visit)


def _print(visit: Visit) -> Iterator[Finding]:
    yield from printing.on_paper(visit)
    yield from printing.table_headers(visit)
    yield from phases.phase_borders(visit)
    yield from axe.colours(visit)


def _search(visit: Visit) -> Iterator[Finding]:
    search = Search(visit)
    yield from search.open()
    if search.is_open:
        yield from axe.everything_alike(visit)
    yield from search.close()


def _mobile(visit: Visit) -> Iterator[Finding]:
    yield from reflow.reflow(visit)
    yield from axe.everything(visit)
    yield from links.colour_only(visit)
    yield from targets.small_targets(visit)
    yield from regions.unnamed_frames(visit)
    yield from regions.hidden_heading(visit)
    yield from reflow.lost_words(visit)


def _zoom(visit: Visit) -> Iterator[Finding]:
    visit.page.set_viewport_size({"width": _ENLARGED["width"], "height": _ENLARGED["height"]})
    yield from reflow.reflow(visit)
    yield from reflow.sticky_bars(visit)


def _menu(visit: Visit) -> Iterator[Finding]:
    menu = Menu(visit)
    yield from menu.open()
    if menu.is_open:
        yield from axe.everything_around(visit)
        yield from targets.small_targets(visit)
    yield from menu.close()


def _noscript(visit: Visit) -> Iterator[Finding]:
    yield from axe.everything(visit)
    visit.page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
    yield from reflow.reflow(visit)
    yield from Menu(visit).open()


def _keyboard(visit: Visit) -> Iterator[Finding]:
    yield from labels.label_buttons(visit)
    yield from focus.walk(visit)
    if visit.view.scripts:
        yield from single_keys.single_keys(visit)


STATES = (
    State("desktop", "leveä näyttö", WIDE, _desktop, broad=True, fresh=True),
    State("dark", "tumma teema", WIDE, _dark, broad=True),
    State("forced", "pakotetut värit", WIDE, _forced),
    State("motion", "vähennetty liike", WIDE, _motion),
    State("spacing", "väljennetty teksti", WIDE, _spacing),
    State("print", "tuloste", WIDE, _print),
    State("search", "haku auki", WIDE, _search),
    State("mobile", "kapea näyttö 320 px", NARROW, _mobile, broad=True, fresh=True),
    State("zoom", "suurennus 400 %", NARROW, _zoom, broad=True),
    State("menu", "valikko auki", NARROW, _menu),
    State("noscript", "ilman skriptejä", PLAIN, _noscript, broad=True, fresh=True),
    State("keyboard", "näppäimistö", WIDE, _keyboard, fresh=True),
    State("keyboard-mobile", "näppäimistö, kapea näyttö", NARROW, _keyboard, fresh=True),
    State("keyboard-noscript", "näppäimistö, ilman skriptejä", PLAIN, _keyboard, fresh=True),
)
STATE_NAMES = tuple(state.name for state in STATES)


def loadings(states: Iterable[State]) -> list[list[State]]:
    """Return states in groups that share one loading of a page."""
    numbered: list[tuple[int, State]] = []
    number, view = 0, None
    for state in states:
        number += state.fresh or state.view != view
        view = state.view
        numbered.append((number, state))
    return [[state for _, state in group] for _, group in groupby(numbered, lambda pair: pair[0])]
