"""The keyboard: what a person who moves with the Tab key meets, and that no letter acts alone."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Literal

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.basics.colours import contrast_ratio
from digitiekartta.basics.problems import Severity

#: No page needs more stops; of longer ones the rest is like what came before.
_MOST_STOPS = 150
#: The contrast of a mark that can be seen.
_CLEAR = 3.0
#: Shorter edges, in pixels, tell nothing of a ring: the rest of the element is out of sight.
_LEAST_EDGE = 40

FOCUS_HIDDEN = Rule(
    "a11y-focus-hidden",
    "Sarkain vie kohtaan, jota ei näy: {element}",
    "Piilota suljettu osa kokonaan (visibility: hidden tai hidden), niin sarkain ohittaa sen.",
    criterion="2.4.7",
)
FOCUS_COVERED = Rule(
    "a11y-focus-covered",
    "Kohdistettu {element} jää toisen osan ({cover}) alle.",
    "Lisää tyylitiedostoon scroll-padding-top, joka on yläpalkin korkuinen.",
    criterion="2.4.11",
)
FOCUS_TRAP = Rule(
    "a11y-focus-trap",
    "Sarkain ei pääse pois kohdasta {element}",
    "Poista skripti, joka estää sarkaimen toiminnan.",
    criterion="2.1.2",
)
FOCUS_UNREACHED = Rule(
    "a11y-focus-unreached",
    "Sarkain ei vie kohtaan, jota voi painaa: {element}",
    'Poista määrite tabindex="-1", tai tee kohdasta painike tai linkki.',
    criterion="2.1.1",
)
FOCUS_INVISIBLE = Rule(
    "a11y-focus-invisible",
    "Mikään ei kerro, että kohdistus on tässä: {element}",
    "Lisää tyylitiedostoon näkyvä kehys: :focus-visible { outline: 3px solid }.",
    criterion="2.4.7",
)
FOCUS_FAINT = Rule(
    "a11y-focus-faint",
    "Kohdistuksen kehys ei erotu taustastaan ({scheme}): {element}",
    "Anna kehykselle väri, jonka kontrasti taustaan on vähintään 3:1.",
    criterion="1.4.11",
)
FOCUS_THIN = Rule(
    "a11y-focus-thin",
    "Kohdistuksen kehys on liian ohut ({scheme}): {element}",
    "Tee kehyksestä vähintään 2 kuvapistettä paksu kohdan joka sivulla: outline: 3px solid.",
    criterion="2.4.13",  # level AAA
    severity=Severity.WARNING,
)

SKIP_LINK = Rule(
    "a11y-skip-link",
    "Sivun ensimmäinen sarkainkohta ei ole linkki sisältöön, vaan {element}",
    "Lisää sivun alkuun linkki ”Siirry sisältöön”, joka vie pääsisältöön (main).",
    criterion="2.4.1",
)
SKIP_DEAD = Rule(
    "a11y-skip-dead",
    "Sivun alun linkki sisältöön ei siirrä kohdistusta: {element}",
    'Lisää kohteeseen (main) määrite tabindex="-1".',
    criterion="2.4.1",
)

SINGLE_KEY = Rule(
    "a11y-single-key",
    "Pelkkä näppäin ”{key}” tekee sivulla jotain, eikä sitä voi kytkeä pois.",
    "Poista pikanäppäin, tai vaadi sen kanssa Ctrl tai Alt.",
    criterion="2.1.4",
)

_SCHEMES: tuple[tuple[Literal["light", "dark"], str], ...] = (
    ("light", "vaalea teema"),
    ("dark", "tumma teema"),
)

_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789.,/?+-"
_STILL = """*, *::before, *::after {
  transition: none !important; animation: none !important;
  scroll-behavior: auto !important; caret-color: transparent !important;
}"""


def walk(visit: Visit) -> Iterator[Finding]:
    """Tab goes from the link to the content through all that can be used, always in sight."""
    visit.ask("dom.style", _STILL)
    stops = 0
    stuck = ended = False
    while stops < _MOST_STOPS and not ended:
        visit.page.keyboard.press("Tab")
        stop = visit.ask("focus.stop")
        if stop is None or stop["before"] == 0 < stops - 1:
            ended = True
        elif stop["before"] >= 0:
            # A field may use the key once by itself; a trap does it again.
            if stuck:
                yield FOCUS_TRAP.broken(stop)
                return
            stuck = True
        else:
            stuck = False
            stops += 1
            yield from _faults_of(visit, stop, is_first=stops == 1)
    if ended:
        yield from FOCUS_UNREACHED.broken_by(visit.ask("focus.unreached"))
    yield from _skip(visit)


def _skip(visit: Visit) -> Iterator[Finding]:
    """With two keys, Tab and Enter, the focus is in the content."""
    visit.page.evaluate("() => window.__auditStops?.[0].focus()")
    stop = visit.ask("focus.stop")
    if stop is None or not visit.ask("focus.leadsToContent", stop["leads"]):
        return  # told as a page without such a link
    visit.page.keyboard.press("Enter")
    if not visit.ask("focus.inContent"):
        yield SKIP_DEAD.broken(stop)


def _faults_of(visit: Visit, stop: Any, *, is_first: bool) -> Iterator[Finding]:
    # A page that begins with its content, as what other sites show in a frame, has nothing to skip.
    skips = not is_first or visit.ask("focus.leadsToContent", stop["leads"])
    if not skips and not visit.ask("focus.inContent"):
        yield SKIP_LINK.broken(stop)
    if not stop["shown"]:
        yield FOCUS_HIDDEN.broken(stop)
        return
    if stop["cover"]:
        yield FOCUS_COVERED.broken(stop, cover=stop["cover"])
        return
    # Style sheets go by tags and classes: alike elements look alike when focused, on all pages.
    key = ("focus", str(visit.view), stop["chain"])
    if key not in visit.memory:
        visit.memory[key] = list(_marks(visit, stop))
    for broken_rule, scheme in visit.memory[key]:
        yield broken_rule.broken(stop, scheme=scheme)


def _marks(visit: Visit, stop: Any) -> Iterator[tuple[Rule, str]]:
    """Return the rules that the mark of the focus breaks, and in which scheme of colours."""
    for scheme, finnish in _SCHEMES:
        visit.page.emulate_media(color_scheme=scheme)
        if broken_rule := _judge_mark(*_pictures(visit, stop), stop["edge"]):
            yield broken_rule, finnish
            break
    visit.page.emulate_media(color_scheme="light")


def _pictures(visit: Visit, stop: Any) -> tuple[bytes, bytes]:
    """Return pictures of the element and what is around it, with the focus and without."""
    left, top, width, height = stop["box"]
    x, y = max(0.0, left - 8), max(0.0, top - 8)
    right = min(float(visit.view.width), left + width + 8)
    bottom = min(float(visit.view.height), top + height + 8)
    area = {"x": x, "y": y, "width": right - x, "height": bottom - y}
    page = visit.page
    focused = page.screenshot(clip=area, animations="allow")  # type: ignore[arg-type]
    page.evaluate("() => { (window.__auditFocused = document.activeElement).blur(); }")
    plain = page.screenshot(clip=area, animations="allow")  # type: ignore[arg-type]
    page.evaluate("() => __auditFocused.focus({preventScroll: true, focusVisible: true})")
    return focused, plain


def _judge_mark(focused: bytes, plain: bytes, edge: float) -> Rule | None:
    """Return the rule that the mark of the focus breaks, None when it is good.

    A pixel counts when it differs by 3:1 between the two pictures; there must be as many as
    in a line of two pixels around the element (WCAG 2.2, criterion 2.4.13).

    Args:
        focused: A picture (PNG) of the element and what is around it, with the focus.
        plain: The same without.
        edge: The length of the element's edges in sight, in pixels.
    """
    if focused == plain:
        return FOCUS_INVISIBLE
    if edge < _LEAST_EDGE:
        return None
    pairs = Counter(zip(_pixels(focused), _pixels(plain), strict=True))
    clear = sum(
        count
        for (pixel, plain_pixel), count in pairs.items()
        if pixel != plain_pixel and contrast_ratio(pixel, plain_pixel) >= _CLEAR
    )
    if clear < edge / 2:
        return FOCUS_FAINT
    # Round corners are a little shorter than square ones.
    return FOCUS_THIN if clear < edge * 2 * 0.9 else None


def _pixels(png: bytes) -> list[tuple[int, int, int]]:
    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        data = image.convert("RGB").tobytes()
    return list(zip(data[::3], data[1::3], data[2::3], strict=True))


def single_keys(visit: Visit) -> Iterator[Finding]:
    """A key without Ctrl or Alt does nothing outside fields.

    People who speak to their computer press many keys at once without meaning to.
    """
    visit.ask("single_keys.watch")
    # All keys in a row first: only where one of them did something is it asked which.
    if not _does_something(visit, _KEYS):
        return
    visit.page.reload(wait_until="load")
    visit.renew()
    visit.ask("single_keys.watch")
    for key in _KEYS:
        if _does_something(visit, key):
            yield SINGLE_KEY.broken(key=key)
            visit.page.keyboard.press("Escape")


def _does_something(visit: Visit, keys: str) -> bool:
    visit.ask("single_keys.start")
    visit.page.keyboard.type(keys)
    return bool(visit.ask("single_keys.did"))
