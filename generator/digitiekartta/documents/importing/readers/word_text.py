"""The text of Word paragraphs as it shows: pieces of one look, nothing hidden or deleted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from digitiekartta.documents.importing.readers.pieces import CHECKED, UNCHECKED, Piece, in_force
from digitiekartta.documents.importing.readers.symbols import as_shown, sign
from digitiekartta.documents.importing.readers.word_look import Look
from digitiekartta.documents.importing.readers.word_numbering import Numbering
from digitiekartta.documents.importing.readers.word_shapes import colour_in_line
from digitiekartta.documents.importing.readers.word_xml import W, find, is_on
from digitiekartta.documents.importing.readers.xml import Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = {W + "del", W + "moveFrom"}
_INSIDE = {
    *(W + name for name in ("ins", "moveTo", "smartTag", "hyperlink", "fldSimple", "customXml")),
    *(W + name for name in ("sdt", "sdtContent", "dir", "bdo")),
    _MC + "AlternateContent",
    _MC + "Choice",
}
_TEXT = f"{W}t"
_SIGNS = {
    **dict.fromkeys((W + "br", W + "cr"), "\n"),
    **dict.fromkeys((W + "tab", W + "ptab"), "\t"),
    W + "noBreakHyphen": "-",
}


@dataclass
class Texts:
    """Reads the text of a document; remembers what it leaves out."""

    look: Look
    numbering: Numbering
    deleted: set[Element] = field(default_factory=set)
    hidden: set[Element] = field(default_factory=set)
    struck: int = 0
    _boxes: set[Element] = field(default_factory=set)

    def shown(self, container: Element, *names: str) -> Iterator[Element]:
        """Yield the elements of some names in another, inserted ones and content controls too."""
        tags = {W + name for name in names}
        for element in container:
            if element.tag in tags:
                yield element
            elif element.tag in _INSIDE:
                yield from self.shown(element, *names)
            elif element.tag in _DELETED:
                self.deleted.add(element)

    def pieces(self, paragraph: Element) -> list[Piece]:
        """Return the runs of a paragraph that show."""
        pieces: list[Piece] = []
        bullet = self.look.letters(self.numbering.bullet(paragraph))
        if bullet is not None:
            pieces.append(Piece("", bullet))
        style = self.look.styles.of_paragraph(paragraph)
        for run in self.shown(paragraph, "r"):
            look = self.look.of_run(run, style)
            text = self._text(run, look.font)
            if look.hidden:
                if text.strip():
                    self.hidden.add(run)
                continue
            drawn = colour_in_line(run, self.look.theme)
            if drawn is not None:
                pieces.append(Piece("", drawn))
            pieces.append(replace(look.piece, text=text))
        return pieces

    def in_force(self, paragraphs: Sequence[Sequence[Piece]]) -> Sequence[Sequence[Piece]]:
        """Return paragraphs without what is struck through in them, and count it."""
        kept = in_force(paragraphs)
        self.struck += kept is not paragraphs
        return kept

    def _text(self, run: Element, font: str | None) -> str:
        """Return what a run says; that of a content control may only be a hint or a state."""
        control = find(next(run.iterancestors(f"{W}sdt"), None), "sdtPr")
        if control is None:
            return _run_text(run, font)
        box = control.find(f"{_W14}checkbox")
        if box is not None:
            if control in self._boxes:
                return ""
            self._boxes.add(control)
            return _state(box.find(f"{_W14}checked"))
        # "Kirjoita teksti napsauttamalla tätä": what the program shows while nothing is written.
        return "" if is_on(control, "showingPlcHdr") else _run_text(run, font)


def _run_text(run: Element, font: str | None) -> str:
    return "".join(_piece_text(piece, font) for piece in run)


def _piece_text(piece: Element, font: str | None) -> str:
    if piece.tag == _TEXT:
        return as_shown(piece.text or "", font)
    if piece.tag == f"{W}sym":
        return _sign(piece)
    if piece.tag == f"{W}fldChar" and (box := find(piece, "ffData/checkBox")) is not None:
        checked = find(box, "checked")
        return _state(checked if checked is not None else find(box, "default"))
    return _SIGNS.get(piece.tag, "")


def _sign(symbol: Element) -> str:
    try:
        return sign(symbol.get(f"{W}font"), int(symbol.get(f"{W}char", ""), 16))
    except ValueError:
        return ""


def _state(checked: Element | None) -> str:
    """Return the sign of a check box by what says whether it is checked."""
    states = checked.values() if checked is not None else ["0"]
    return UNCHECKED if states and states[0] in ("0", "false", "off") else CHECKED
