"""An Office file as a package of XML parts that point to one another."""

from __future__ import annotations

import posixpath
import zipfile
from io import BytesIO

from digitiekartta.documents.importing.readers.xml import Element, parsed

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Package:
    """The parts of a zip by name."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        self.names = frozenset(self._zip.namelist())

    def bytes(self, part: str) -> bytes | None:
        """Return a part, None when the package has none of that name."""
        return self._zip.read(part) if part in self.names else None

    def xml(self, part: str) -> Element | None:
        """Return the root of an XML part, None when the package has none of that name."""
        data = self.bytes(part)
        return parsed(data) if data is not None else None

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that a part points to, by relation id; "" is the package itself."""
        return {one: target for one, (_, target) in self._relations(part).items()}

    def target(self, part: str, kind: str) -> str | None:
        """Return the first part that a part points to by a kind of relation ("theme")."""
        targets = (
            target for kind_, target in self._relations(part).values() if kind_.endswith("/" + kind)
        )
        return next(targets, None)

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        relations: dict[str, tuple[str, str]] = {}
        for relation in root if root is not None else ():
            target = relation.get("Target", "")
            path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            relations[relation.get("Id", "")] = (relation.get("Type", ""), path)
        return relations
