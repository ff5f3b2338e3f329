"""Where WordprocessingML keeps things: paths of elements, values that are on or off, styles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from digitiekartta.documents.importing.readers.xml import Element, whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 20
"""Styles may refer to one another; a chain longer than this goes in circles."""
_OFF = ("0", "false", "off")


def find(element: Element | None, path: str) -> Element | None:
    """Return the element at a path of names without prefixes ("pPr/shd")."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next(element.iterchildren(W + name), None)
    return element


def value(element: Element | None, path: str, default: str = "") -> str | None:
    """Return the value of the element at a path: the default one if it has none."""
    under = find(element, path)
    return under.get(f"{W}val", default) if under is not None else None


def number(element: Element, path: str) -> int:
    """Return the number at a path, 0 without one."""
    return whole(value(element, path))


def is_on(element: Element | None, path: str) -> bool:
    """Whether what stands at a path holds; it does when it stands there without a value."""
    return value(element, path, "1") not in (None, *_OFF)


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by their id."""

    by_id: Mapping[str, Element]
    default: str = ""
    _found: dict[tuple[str, str], Element | None] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Element | None) -> Styles:
        """Return the styles of a part, none without it."""
        found = list(styles.iter(f"{W}style")) if styles is not None else []
        usual = (
            one.get(f"{W}styleId", "")
            for one in found
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default", "0") not in _OFF
        )
        return cls({one.get(f"{W}styleId", ""): one for one in found}, next(usual, ""))

    def of_paragraph(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return value(paragraph, "pPr/pStyle") or self.default

    def chain(self, name: str | None) -> Iterator[tuple[str, Element]]:
        """Yield a style and those that it is based on, the nearest first."""
        for _ in range(DEEPEST):
            style = self.by_id.get(name or "")
            if name is None or style is None:
                return
            yield name, style
            name = value(style, "basedOn")

    def find(self, name: str | None, path: str) -> Element | None:
        """Return what the style, or the nearest that it is based on, has at a path."""
        if not name:
            return None
        if (name, path) not in self._found:
            found = (find(style, path) for _, style in self.chain(name))
            self._found[name, path] = next((one for one in found if one is not None), None)
        return self._found[name, path]

    def is_on(self, name: str | None, path: str) -> bool:
        """Whether a style turns on what stands at a path."""
        found = self.find(name, path)
        return found is not None and found.get(f"{W}val", "1") not in _OFF
