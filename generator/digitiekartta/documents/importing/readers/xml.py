"""Office files as packages of XML parts, read without entities, network or giant trees."""

import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from digitiekartta.documents.importing.exported import Exported

Element = Any
BrokenXml = etree.XMLSyntaxError
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Where Office programs put the main part; any other place is told by the package's relations.
_USUAL_MAIN = ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
_STRICT = b"http://purl.oclc.org/ooxml/"
_SAFELY = {"resolve_entities": False, "no_network": True, "huge_tree": False}


def parsed(xml: bytes) -> Element:
    """Return the root of an XML part.

    Raises:
        BrokenXml: The part is no well-formed XML.
    """
    return etree.fromstring(xml, etree.XMLParser(remove_comments=True, **_SAFELY))


def elements(xml: bytes, *names: str) -> Iterator[Element]:
    """Yield the elements of these names in a large part; each is forgotten after its turn.

    Raises:
        BrokenXml: The part is no well-formed XML.
    """
    for _, element in etree.iterparse(
        BytesIO(xml),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        remove_comments=True,
        **_SAFELY,
    ):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def local(element: Element) -> str:
    """Return an element's name without its namespace, "" of what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def whole(text: str | None, otherwise: int = 0) -> int:
    """Return the whole number that an attribute tells, another one when it tells none."""
    return int(text) if text and text.isdecimal() else otherwise


class Package:
    """The parts of a zip by name, and how they point to one another.

    Names are compared as the standard says: in any letter case. Some programs part folders by
    backslashes.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(BytesIO(data))
        self._names = {_key(name): name for name in self._zip.namelist()}

    def has(self, part: str | None) -> bool:
        """Whether the package has a part of that name."""
        return part is not None and _key(part) in self._names

    def bytes(self, part: str | None) -> bytes | None:
        """Return a part, None when the package has none of that name."""
        name = self._names.get(_key(part)) if part is not None else None
        return self._zip.read(name) if name is not None else None

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
                _target(folder, relation.get("Target", "")),
            )
            for relation in (root if root is not None else ())
            if relation.get("TargetMode") != "External"
        }

    def target(self, part: str, kind: str) -> str | None:
        """Return the first part that a part points to by a kind of relation ("theme")."""
        return next((name for kind_, name in self.targets(part).values() if kind_ == kind), None)

    @cached_property
    def exported(self) -> Exported | None:
        """What the file carries along of its own export, None when it carries nothing."""
        try:
            root = self.xml("docProps/custom.xml" if self.main else "meta.xml")
        except BrokenXml:
            return None
        properties = {
            str(value): "".join(element.itertext())
            for element in (root.iter("{*}property", "{*}user-defined") if root is not None else ())
            for key, value in element.attrib.items()
            if key.rpartition("}")[2] == "name"
        }
        return Exported.among(properties)

    @cached_property
    def main(self) -> str | None:
        """The part that the package is about, None when there is none.

        The package's relations tell it: its list of content types also names what is embedded
        (a chart's workbook), and with some programs parts that are not there.
        """
        try:
            told = [self.target("", "officeDocument")]
        except BrokenXml:
            told = []
        return next((part for part in (*told, *_USUAL_MAIN) if self.has(part)), None)

    @cached_property
    def namespace(self) -> str:
        """The namespace of the main part's root: what kind of document it is, "" if unknown."""
        try:
            events = etree.iterparse(
                BytesIO(self.bytes(self.main) or b""), events=("start",), **_SAFELY
            )
            return next((etree.QName(root).namespace or "" for _, root in events), "")
        except BrokenXml:
            return ""

    @property
    def is_strict(self) -> bool:
        """Whether it is saved as strict Open XML, whose namespaces the libraries do not know."""
        return self.namespace.encode().startswith(_STRICT)


def embedded(where: str, targets: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield what to tell of the files that are put into a place of a document as objects."""
    number = sum(kind in ("package", "oleObject") for kind, _ in targets)
    if number:
        yield (
            f"{where} upotettua tiedostoa ({number} kpl) ei luettu. Jos toimenpiteitä on siinä,"
            " avaa se kaksoisnapsauttamalla ja tallenna omaksi tiedostokseen."
        )


def transitional(data: bytes) -> bytes:
    """Return a package in the usual form of Open XML, when it is saved in the strict one.

    The two have the same elements under other names of namespaces (ISO/IEC 29500, part 4); the
    libraries know those of the usual form only.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.casefold().endswith((".xml", ".rels", ".vml")):
                part = _in_usual_namespaces(part)
            new.writestr(name, part)
    return out.getvalue()


def _in_usual_namespaces(part: bytes) -> bytes:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        part = re.sub(r"^<\?xml.*?\?>", "", part.decode("utf-16")).encode()
    return re.sub(
        re.escape(_STRICT) + rb"(\w+)/(\w+)", rb"http://schemas.openxmlformats.org/\1/2006/\2", part
    )


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/" + folder, unquote(target))).lstrip("/")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
