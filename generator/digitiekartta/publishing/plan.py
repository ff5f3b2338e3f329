"""What a publication would change, told before anything is done."""

from __future__ import annotations

from dataclasses import dataclass

from digitiekartta.publishing.manifest import Manifest, address


@dataclass(frozen=True)
class Plan:
    """A release beside what readers see now.

    Attributes:
        release: What would be published.
        live: What readers see, None when there is nothing.
        looks: In Finnish, how the release was looked at and what came of it.
    """

    release: Manifest
    live: Manifest | None
    looks: str = ""

    @property
    def added(self) -> tuple[str, ...]:
        """The addresses of new pages."""
        return tuple(sorted(self.release.pages - self._live_pages))

    @property
    def removed(self) -> tuple[str, ...]:
        """The addresses that readers would no longer find."""
        return tuple(sorted(self._live_pages - self.release.pages))

    @property
    def changed(self) -> tuple[str, ...]:
        """The addresses of pages that would be different."""
        if self.live is None:
            return ()
        files = self.live.files
        changed = (
            address(file)
            for file, digest in self.release.files.items()
            if file.endswith(".html") and files.get(file, digest) != digest
        )
        return tuple(sorted(changed))

    @property
    def is_live(self) -> bool:
        """Whether readers see this very release already."""
        return self.live is not None and self.live.name == self.release.name

    @property
    def _live_pages(self) -> frozenset[str]:
        return self.live.pages if self.live else frozenset()
