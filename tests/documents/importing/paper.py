"""PDF pages made while a test runs: words, lines and painted rectangles where they are put."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from digitiekartta.basics.colours import RGB

YELLOW, BLUE, GREEN = (255, 230, 153), (157, 195, 230), (169, 208, 142)
PHASES = {"selvittely": YELLOW, "käyttöönotto": BLUE, "jatkuva": GREEN}
WIDTH, HEIGHT = 842, 595


@dataclass
class Sheet:
    """A page in landscape A4; y goes downwards, in points."""

    parts: list[str] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 10,
        bold: bool = False,
        ink: RGB = (0, 0, 0),
    ) -> None:
        """Write one line; ``y`` is its baseline."""
        shown = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        font = "F2" if bold else "F1"
        colour = " ".join(str(round(channel / 255, 4)) for channel in ink)
        self.parts.append(f"{colour} rg BT /{font} {size} Tf {x} {HEIGHT - y} Td ({shown}) Tj ET")

    def cell(self, x: float, y: float, width: float, text: str) -> None:
        """Write one line, of which only what fits in a cell so wide shows."""
        self.parts.append(f"q {x} {HEIGHT - y - 5} {width} 20 re W n")
        self.text(x + 1, y, text)
        self.parts.append("Q")

    def fill(self, x: float, y: float, width: float, height: float, colour: RGB) -> None:
        """Paint a rectangle."""
        ink = " ".join(str(round(channel / 255, 4)) for channel in colour)
        self.parts.append(f"{ink} rg {x} {HEIGHT - y - height} {width} {height} re f")

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """Draw a thin black line."""
        self.parts.append(f"0 G 0.5 w {x} {HEIGHT - y} m {to_x} {HEIGHT - to_y} l S")

    def shape(self, points: Sequence[tuple[float, float]], colour: RGB) -> None:
        """Paint a shape, such as an arrow."""
        ink = " ".join(str(round(channel / 255, 4)) for channel in colour)
        first, *rest = (f"{x} {HEIGHT - y}" for x, y in points)
        path = f"{first} m " + " ".join(f"{point} l" for point in rest)
        self.parts.append(f"{ink} rg {path} h f")

    def legend(self, x: float = 40, y: float = 20) -> None:
        """Write a legend: a swatch before each phase."""
        for number, (word, colour) in enumerate(PHASES.items()):
            self.fill(x + 120 * number, y, 12, 12, colour)
            self.text(x + 120 * number + 18, y + 10, word)


def pdf(*sheets: Sheet) -> bytes:
    """Return a PDF of these pages; readers find its parts without a table of contents."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(sheets)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(sheets)}>>".encode())
    for name in ("Helvetica", "Helvetica-Bold"):
        objects.append(
            f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()
        )
    for number, sheet in enumerate(sheets):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Contents"
            f" {6 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>"
            f"/ExtGState<</Broad<</LW 8>>>>>>>>".encode()
        )
        packed = zlib.compress("\n".join(sheet.parts).encode("cp1252"))
        objects.append(
            f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode()
            + packed
            + b"\nendstream "
        )
    body = b"".join(
        f"{number} 0 obj".encode() + one + b"endobj\n" for number, one in enumerate(objects, 1)
    )
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF\n"
