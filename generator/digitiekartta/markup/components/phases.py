"""Phase marks (vaiheen merkki): symbol, word, border and colour, so that none is needed alone.

The generator writes ``[käyttöönotto]{.vaihe .vaihe-toteutus}``: the word is the roadmap's own,
the class is what the phase means in common between municipalities. The borders and colours
are in ``digitiekartta.css``.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from xml.etree.ElementTree import Element

from digitiekartta.basics.text import slug
from digitiekartta.markup.components.elements import element, shown
from digitiekartta.markup.markdown import Markdown, span

# From the 256 shapes that every font since Windows Glyph List 4 has; none of them is an emoji.
SYMBOLS = {
    "selvitys": "○",
    "valmistelu": "▲",
    "paatos": "◊",
    "toteutus": "►",
    "jatkuva": "●",
    "paattynyt": "■",
}
_CLASS = "vaihe-"
_MARK = re.compile(r"\[[^\[\]]*\]\{\.vaihe \.vaihe-([a-z0-9-]+)\}")


@lru_cache(maxsize=1 << 10)  # a roadmap has a few, and one in every cell
def phase_mark(name: str, common: str) -> Markdown:
    """Return the mark of a phase: its name, with classes that tell what it means in common."""
    return span(name, "vaihe", _CLASS + slug(common))


def symbol(classes: Sequence[str]) -> Element | None:
    """Return the symbol of the phase that a mark's classes name, None when they name none."""
    for name in classes:
        if (shape := SYMBOLS.get(name.removeprefix(_CLASS))) and name.startswith(_CLASS):
            return element("span", shown(shape), aria_hidden="true")
    return None


def common_phase(words: str) -> str | None:
    """Return the phase that a schedule's cell begins with, as in its class; None for words."""
    mark = _MARK.match(words)
    return mark[1] if mark else None
