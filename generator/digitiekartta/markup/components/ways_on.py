"""Ways on: the list that ends a page with a card, after a rule, leads to other pages.

For who listens it is navigation, of which there may be others on the page; paper leaves it out.
"""

from xml.etree.ElementTree import Element

from digitiekartta.markup.components.elements import element

_NAME = "Muut sivut"


def gather_ways_on(root: Element) -> None:
    """Put the list into an element of its own."""
    has_card = any("kortti" in child.get("class", "").split() for child in root)
    if has_card and [child.tag for child in root[-2:]] == ["hr", "ul"]:
        root[-1] = element("nav", root[-1], aria_label=_NAME)
