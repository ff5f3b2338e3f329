"""Rectangles: where things stand on paper, whatever the unit."""

from __future__ import annotations

from dataclasses import dataclass, replace


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

    def shared(self, other: Rect) -> tuple[float, float]:
        """Return how much of it another covers across and down, below 0 a gap."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def inside(self, other: Rect) -> Rect:
        """Return the part of it that lies in another, which it touches."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def touches(self, other: Rect, gap: float) -> bool:
        """Whether two rectangles overlap, or nearly."""
        return (
            self.left - gap <= other.right
            and other.left - gap <= self.right
            and self.top - gap <= other.bottom
            and other.top - gap <= self.bottom
        )

    def edges(self) -> list[Rect]:
        """Return its four sides."""
        return [
            replace(self, bottom=self.top),
            replace(self, top=self.bottom),
            replace(self, right=self.left),
            replace(self, left=self.right),
        ]


def around(*boxes: Rect) -> Rect:
    """Return the smallest rectangle around others."""
    return Rect(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
