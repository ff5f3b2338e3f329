"""Rectangles: where things stand on paper, whatever the unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle on a page, a sheet or a slide, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, self.middle

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def touches(self, other: Rect, gap: float) -> bool:
        """Whether two rectangles overlap, or nearly."""
        return (
            self.left - gap <= other.right
            and other.left - gap <= self.right
            and self.top - gap <= other.bottom
            and other.top - gap <= self.bottom
        )

    def with_(self, other: Rect) -> Rect:
        """Return the smallest rectangle around both."""
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def edges(self) -> list[Rect]:
        """Return its four sides."""
        return [
            Rect(self.left, self.top, self.right, self.top),
            Rect(self.left, self.bottom, self.right, self.bottom),
            Rect(self.left, self.top, self.left, self.bottom),
            Rect(self.right, self.top, self.right, self.bottom),
        ]
