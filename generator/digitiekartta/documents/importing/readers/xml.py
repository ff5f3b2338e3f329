"""Office files as packages of XML parts, read without entities, network or giant trees."""

import posixpath
import zipfile
from io import BytesIO
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

Element = Any
BrokenXml = etree.XMLSyntaxError
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parsed(xml: bytes) -> Element:
    """Return the root of an XML part.

    Raises:
        BrokenXml: The part is no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(xml, parser)


def local(element: Element) -> str:
    """Return an element's name without its namespace, "" of what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class Package:
    """The parts of a zip by name, and how they point to one another."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))

    def bytes(self, part: str | None) -> bytes | None:
        """Return a part, None when the package has none of that name."""
        return self._zip.read(part) if part in self._zip.NameToInfo else None

    def xml(self, part: str | None) -> Element | None:
        """Return the root of an XML part, None when the package has none of that name."""
        data = self.bytes(part)
        return parsed(data) if data is not None else None

    def targets(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to: its kind and name by relation id.

        The part "" is the package itself.
        """
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/" + folder, relation.get("Target", ""))).lstrip(
                    "/"
                ),
            )
            for relation in (root if root is not None else ())
        }

    def target(self, part: str, kind: str) -> str | None:
        """Return the first part that a part points to by a kind of relation ("theme")."""
        return next((name for kind_, name in self.targets(part).values() if kind_ == kind), None)
