"""A file of open data, as it is declared: where it is, what it tells, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from digitiekartta.pages import paths
from digitiekartta.pages.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A file in the folder of open data.

    Attributes:
        name: Its name, which never changes.
        title: What it is called, in Finnish.
        about: What it tells, in Finnish, a sentence or two.
        form: What it is: "CSV"; a name of the European list of file types.
        media: Its media type.
        write: Writes it.
        described_by: The name of the file that describes it to programs, if any does.
        tells_details: Whether it tells more of measures than the outline does.
        is_data: Whether it is data, not what describes other files.
    """

    name: str
    title: str
    about: str
    form: str
    media: str
    write: Callable[[Site], bytes]
    described_by: str = ""
    tells_details: bool = False
    is_data: bool = True

    @property
    def file(self) -> str:
        """Where it stands, from the site's root."""
        return paths.data(self.name)

    @property
    def described(self) -> str:
        """Where that stands which describes it; "" where nothing does."""
        return paths.data(self.described_by) if self.described_by else ""
