"""Variants (kun): parts of a page that hold from a half-year on, one of which is shown.

A page is read long after it was made. What it tells of now stands in it once for each half-year
to come, and the script shows the part of its reader's day (``digitiekartta.js``).
"""

import re
from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element
from digitiekartta.markup.components.kinds import END_OF_VARIANTS, SINCE_LINE

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
