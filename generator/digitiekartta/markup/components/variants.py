"""Variants (kun): parts of a page that hold from a half-year on, one of which is shown.

A page is read long after it was made. What it tells of now stands in it once for each half-year
to come, and the script shows the part of its reader's day (``digitiekartta.js``).
"""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element
from digitiekartta.markup.components.kinds import END_OF_VARIANTS, SINCE, SINCE_LINE
from digitiekartta.markup.markdown import Markdown, span

_SINCE = re.compile(SINCE_LINE)


def gather_variants(root: Element) -> None:
    """Put what follows each marker of a page into a block of its own, up to the next marker."""
    block: Element | None = None
    for child in list(root):
        text = (child.text or "") if child.tag == "p" and not len(child) else ""
        if text == END_OF_VARIANTS:
            root.remove(child)
            block = None
        elif mark := _SINCE.fullmatch(text):
            block = element("div", class_="kun", data_kun=mark["since"])
            if not mark["shown"]:
                block.set("hidden", "hidden")
            root[list(root).index(child)] = block
        elif block is not None:
            root.remove(child)
            block.append(child)


def since_span(words: str, half_year: str, *, shown: bool) -> Markdown:
    """Return words that hold from a half-year on, of which a line shows those of its reader.

    Args:
        words: Plain text.
        half_year: As in addresses.
        shown: Whether those without scripts see them.
    """
    return span(words, SINCE, f"a{half_year}", *(["nyt"] if shown else []))


def since_attributes(classes: Sequence[str]) -> dict[str, str] | None:
    """Return the attributes of such a span by its classes; None where it is another one."""
    if classes[0] != SINCE or len(classes) < 2:
        return None
    return {"data-kun": classes[1][1:], **({} if "nyt" in classes else {"hidden": "hidden"})}
