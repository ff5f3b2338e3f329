"""The states in which people meet a page, and what is looked at in each.

States that follow one another and have the same window share one loading of the page,
unless they ask for a fresh one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from digitiekartta.audit.browser import View, Visit
from digitiekartta.audit.findings import Finding
from digitiekartta.audit.rules import appearance, axe, keyboard, shapes
from digitiekartta.audit.rules.menu import Menu
from digitiekartta.audit.rules.search import Search

WIDE = View(*shapes.WIDE)
NARROW = View(*shapes.NARROW)
PLAIN = View(*shapes.WIDE, scripts=False)

#: A window of 1280 × 1024 enlarged fourfold.
_ENLARGED = (320, 256)


@dataclass(frozen=True, slots=True)
class State:
    """One way of meeting a page.

    Attributes:
        name: As given on the command line.
        finnish: As told in messages.
        view: The window in which the page is loaded.
        look: Brings the page into the state and gives what is wrong there.
        seconds: How long that takes, about, on an idle machine.
        broad: Whether all chosen pages are met so; the rest is for fewer pages.
        fresh: Whether the page must be loaded anew.
    """

    name: str
    finnish: str
    view: View
    look: Callable[[Visit], Iterator[Finding]]
    seconds: float
    broad: bool = False
    fresh: bool = False


def _desktop(visit: Visit) -> Iterator[Finding]:
    yield from axe.everything(visit)
    yield from visit.check(*appearance.ON_ANY_SCREEN)


def _dark(visit: Visit) -> Iterator[Finding]:
    visit.show(color_scheme="dark")
    yield from axe.colours(visit)
    yield from visit.check(appearance.LINK_COLOUR_ONLY)


def _forced(visit: Visit) -> Iterator[Finding]:
    visit.show(forced_colors="active")
    yield from visit.check(*appearance.IN_FORCED_COLOURS)


def _motion(visit: Visit) -> Iterator[Finding]:
    # What moves is to be seen moving: nothing is brought to its end.
    visit.page.emulate_media(reduced_motion="reduce")
    yield from visit.check(*appearance.WITH_LESS_MOTION)


def _print(visit: Visit) -> Iterator[Finding]:
    yield from shapes.on_paper(visit)
    yield from visit.check(*appearance.ON_PAPER)
    yield from axe.colours(visit)


def _search(visit: Visit) -> Iterator[Finding]:
    search = Search(visit)
    yield from search.open()
    if search.is_open:
        yield from axe.everything_alike(visit)
    yield from search.close()


def _mobile(visit: Visit) -> Iterator[Finding]:
    yield from shapes.reflow(visit)
    yield from _desktop(visit)
    yield from shapes.narrow_words(visit)


def _zoom(visit: Visit) -> Iterator[Finding]:
    visit.resize(*_ENLARGED)
    yield from shapes.reflow(visit)
    yield from shapes.sticky_bars(visit)


def _menu(visit: Visit) -> Iterator[Finding]:
    menu = Menu(visit)
    yield from menu.open()
    if menu.is_open:
        # The main content was looked at before.
        yield from axe.everything(visit, "main")
        yield from visit.check(appearance.TARGET_SMALL)
    yield from menu.close()


def _noscript(visit: Visit) -> Iterator[Finding]:
    yield from axe.everything(visit)
    visit.resize(*shapes.NARROW)
    yield from shapes.reflow(visit)
    yield from Menu(visit).open()


def _keyboard(visit: Visit) -> Iterator[Finding]:
    yield from visit.check(appearance.LABEL_BUTTON)
    yield from keyboard.walk(visit)
    if visit.view.scripts:
        yield from keyboard.single_keys(visit)


STATES = (
    State("desktop", "leveä näyttö", WIDE, _desktop, 1.0, broad=True, fresh=True),
    State("dark", "tumma teema", WIDE, _dark, 0.7, broad=True),
    State("forced", "pakotetut värit", WIDE, _forced, 0.1),
    State("motion", "vähennetty liike", WIDE, _motion, 0.1),
    State("spacing", "väljennetty teksti", WIDE, shapes.text_spacing, 0.2),
    State("print", "tuloste", WIDE, _print, 0.8),
    State("search", "haku auki", WIDE, _search, 1.5),
    State("mobile", "kapea näyttö 320 px", NARROW, _mobile, 1.6, broad=True, fresh=True),
    State("zoom", "suurennus 400 %", NARROW, _zoom, 0.1, broad=True),
    State("menu", "valikko auki", NARROW, _menu, 0.3),
    State("noscript", "ilman skriptejä", PLAIN, _noscript, 1.0, broad=True, fresh=True),
    State("keyboard", "näppäimistö", WIDE, _keyboard, 2.0, fresh=True),
    State("keyboard-mobile", "näppäimistö, kapea näyttö", NARROW, _keyboard, 1.5, fresh=True),
    State("keyboard-noscript", "näppäimistö, ilman skriptejä", PLAIN, _keyboard, 2.5, fresh=True),
)
STATE_NAMES = tuple(state.name for state in STATES)


def loadings(states: Iterable[State]) -> list[list[State]]:
    """Return states in groups that share one loading of a page."""
    groups: list[list[State]] = []
    for state in states:
        if not groups or state.fresh or state.view != groups[-1][0].view:
            groups.append([])
        groups[-1].append(state)
    return groups
