"""What lies behind text: a plain colour, or something that no one phase can be told from."""

from __future__ import annotations

from dataclasses import dataclass

from digitiekartta.basics.colours import RGB

PATTERN = "kuviotäyttö"
GRADIENT = "liukuväri"
PICTURE = "kuvatäyttö"
DRAWN_PICTURE = "kuva"


@dataclass(frozen=True, slots=True)
class Fill:
    """A plain colour, or in Finnish what the fill is when it is none."""

    colour: RGB | None = None
    unclear: str = ""

    def __bool__(self) -> bool:
        return self.colour is not None or bool(self.unclear)


NO_FILL = Fill()
