"""What a PDF page paints, each mark with where it may show: cells cut what does not fit in them.

pdfminer forgets where a program lets its marks show (clipping), what it paints as a shading, and
how broad lines are in a graphics state that has a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTContainer, LTRect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import apply_matrix_pt, get_bound

Box = tuple[float, float, float, float]
"""Left, low, right and high edge; heights go upwards."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is painted: pdfminer's item, and the place in which it shows, None for all the page."""

    item: Any
    clip: Box | None


def marks_of(page: Any) -> Iterator[Mark]:
    """Yield the marks of a pdfplumber page in the order of their painting."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    _Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return _marks_in(device.get_result(), device.clips)


def _marks_in(layout: Iterable[Any], clips: dict[int, Box]) -> Iterator[Mark]:
    """Yield the marks of a layout, those in figures too."""
    for item in layout:
        if isinstance(item, LTContainer):
            yield from _marks_in(item, clips)
        else:
            yield Mark(item, clips.get(id(item)))


class _Device(PDFPageAggregator):
    """Gathers the marks of a page, and remembers where each may show."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clip: Box | None = None
        self.clips: dict[int, Box] = {}

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        """Add a letter."""
        width = super().render_char(*args, **kwargs)
        self._remember()
        return width

    def render_image(self, *args: Any, **kwargs: Any) -> None:
        """Add a picture."""
        super().render_image(*args, **kwargs)
        self._remember()

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """Add a line or a shape."""
        before = len(self.cur_item._objs)
        super().paint_path(*args, **kwargs)
        self._remember(before)

    def add(self, item: LTRect) -> None:
        """Add a shape that is no path of its own."""
        self.cur_item.add(item)
        self._remember()

    def _remember(self, before: int = -1) -> None:
        if self.clip is not None:
            self.clips |= {id(item): self.clip for item in self.cur_item._objs[before:]}


class _Interpreter(PDFPageInterpreter):
    """Follows the clipping path, which the next path that is ended makes narrower."""

    device: _Device

    def init_state(self, ctm: Any) -> None:
        """Begin a page or a figure: what clips the page clips its figures, too."""
        super().init_state(ctm)
        self._clips = False

    def get_current_state(self) -> Any:
        """Return what the program sets aside, with where marks may show."""
        return super().get_current_state(), self.device.clip

    def set_current_state(self, state: Any) -> None:
        """Go back to what was set aside."""
        own, self.device.clip = state
        super().set_current_state(own)

    def do_W(self) -> None:
        """Clip to the path."""
        self._clips = True

    do_W_a = do_W

    def do_n(self) -> None:
        """End the path without painting it."""
        if self._clips:
            self.device.clip = _shared(self.device.clip, self.curpath, self.ctm)
            self._clips = False
        super().do_n()

    def do_gs(self, name: Any) -> None:
        """Take over a graphics state, of which the breadth of lines matters."""
        states = resolve1(self.resources.get("ExtGState"))
        state = resolve1(states.get(literal_name(name))) if isinstance(states, dict) else None
        if isinstance(state, dict) and "LW" in state:
            self.do_w(resolve1(state["LW"]))

    def do_sh(self, name: Any) -> None:
        """Paint a shading, which fills all of where marks may show."""
        if self.device.clip is not None:
            self.device.add(LTRect(0, self.device.clip, fill=True, non_stroking_color=name))

    def do_Do(self, name: Any) -> None:
        """Paint a figure; what it clips ends with it."""
        clip = self.device.clip
        super().do_Do(name)
        self.device.clip = clip


def _shared(clip: Box | None, path: Sequence[Any], ctm: Any) -> Box:
    """Return what a path leaves of where marks may show: the box around it."""
    corners = [
        apply_matrix_pt(ctm, point)
        for _, *numbers in path
        for point in zip(numbers[::2], numbers[1::2], strict=False)
    ]
    left, low, right, high = get_bound(corners or [(0.0, 0.0)])
    if clip is None:
        return left, low, right, high
    return max(left, clip[0]), max(low, clip[1]), min(right, clip[2]), min(high, clip[3])
