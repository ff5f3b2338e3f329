"""The text of OpenDocument paragraphs as it shows: pieces of one look, nothing hidden or noted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from digitiekartta.documents.importing.readers.odf_numbering import OUTLINE, Numbering
from digitiekartta.documents.importing.readers.odf_styles import DRAW, TEXT, Named, Styles
from digitiekartta.documents.importing.readers.pieces import CHECKED, UNCHECKED, Piece
from digitiekartta.documents.importing.readers.symbols import as_shown
from digitiekartta.documents.importing.readers.xml import Element, local

_SIGNS = {"s": " ", "tab": "\t", "line-break": "\n"}
_IS_HIDDEN = f"{TEXT}is-hidden"
# Comments and footnotes stand among the letters, as do frames, which are read by themselves.
_NO_TEXT = {"annotation", "annotation-end", "note", "deletion", "ruby-text", "tracked-changes"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with the number that the program gives it."""

    element: Element
    number: str
    pieces: tuple[Piece, ...]


@dataclass
class Texts:
    """Reads the text of a document; remembers how much it leaves out."""

    styles: Styles
    numbering: Numbering
    hidden: int = 0

    def paragraph(
        self, element: Element, number: str = "", around: Sequence[Named] = ()
    ) -> Paragraph:
        """Return a paragraph; the styles around it are those of its cell."""
        own = ("paragraph", element.get(f"{TEXT}style-name", ""))
        return Paragraph(element, number, tuple(self._pieces(element, (*around, own))))

    def blocks(
        self, container: Element, list_: str = "", level: int = -1
    ) -> Iterator[tuple[Element, str]]:
        """Yield paragraphs and other blocks under an element with their numbers, lists opened."""
        for element in container:
            kind = local(element)
            if kind == "list":
                yield from self._list(element, list_, level)
            elif kind == "numbered-paragraph":
                name = element.get(f"{TEXT}style-name", "")
                at = int(element.get(f"{TEXT}level", "1")) - 1
                for one in element:
                    yield one, self.numbering.number(name, at)
            elif kind == "h" and not list_ and element.get(f"{TEXT}is-list-header") != "true":
                at = int(element.get(f"{TEXT}outline-level", "1")) - 1
                yield element, self.numbering.number(OUTLINE, at)
            else:
                yield element, ""

    def _list(self, element: Element, outer: str, level: int) -> Iterator[tuple[Element, str]]:
        name = element.get(f"{TEXT}style-name") or outer
        goes_on = element.get(f"{TEXT}continue-numbering") == "true"
        if level < 0 and not goes_on and not element.get(f"{TEXT}continue-list"):
            self.numbering.begin(name)
        for item in element:
            number = ""
            if local(item) == "list-item" and _begins_with_text(item):
                start = item.get(f"{TEXT}start-value")
                number = self.numbering.number(name, level + 1, start)
            for one, own in self.blocks(item, name, level + 1):
                if local(one) in ("p", "h"):
                    yield one, own or number
                    number = ""
                else:
                    yield one, own

    def _pieces(self, element: Element, chain: tuple[Named, ...]) -> Iterator[Piece]:
        if self.styles.has(chain, "text.display", "true") or element.get(_IS_HIDDEN) == "true":
            self.hidden += bool("".join(element.itertext()).strip())
            return
        if (state := _state(element)) is not None:
            yield self._piece(state, chain)
            return
        if element.text:
            yield self._piece(element.text, chain)
        for piece in element:
            kind = local(piece)
            if kind in _SIGNS:
                yield self._piece(_SIGNS[kind], chain)
            elif piece.tag.startswith(DRAW) if isinstance(piece.tag, str) else True:
                yield from self._drawn(piece)
            elif kind not in _NO_TEXT:
                yield from self._pieces(
                    piece, (*chain, ("text", piece.get(f"{TEXT}style-name", "")))
                )
            if piece.tail:
                yield self._piece(piece.tail, chain)

    def _drawn(self, element: Element) -> Iterator[Piece]:
        """Yield the colour of a shape without text that stands among the letters."""
        if local(element) == "a":
            for inner in element:
                yield from self._drawn(inner)
        elif element.get(f"{TEXT}anchor-type") == "as-char" and not has_text(element):
            colour = self.styles.fill(("graphic", element.get(f"{DRAW}style-name", ""))).colour
            if colour is not None:
                yield Piece("", colour)

    def _piece(self, text: str, chain: tuple[Named, ...]) -> Piece:
        styles = self.styles
        of_text = [named for named in chain if named[0] == "text"]
        behind = next(filter(None, map(styles.behind, reversed(of_text))), None)
        return Piece(
            as_shown(text, styles.font(chain)),
            behind or styles.ink(chain[-len(of_text) - 1 :], own=True),
            behind,
            styles.ink(chain),
            styles.is_bold(chain),
            styles.is_struck(chain),
        )


def has_text(element: Element) -> bool:
    """Whether a shape says something."""
    return any("".join(one.itertext()).strip() for one in element.iter(f"{TEXT}p"))


def _begins_with_text(item: Element) -> bool:
    return len(item) > 0 and local(item[0]) in ("p", "h")


def _state(element: Element) -> str | None:
    """Return the sign of a check box, "" of a hint for the writer, None of anything else."""
    says = {key.rpartition("}")[2]: said for key, said in element.items()}
    if local(element) == "content-control":
        if says.get("checkbox") == "true":
            return CHECKED if says.get("checked") == "true" else UNCHECKED
        return "" if says.get("showing-place-holder") == "true" else None
    if local(element) == "fieldmark" and says.get("type", "").endswith("FORMCHECKBOX"):
        states = {said for one in element for key, said in one.items() if key.endswith("}value")}
        return CHECKED if states & {"true", "1"} else UNCHECKED
    return None
