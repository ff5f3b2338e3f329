"""Office files whose parts a test writes or changes by itself, read down to what they show."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import making

from digitiekartta.documents.importing.grid import Cell, Source, Text
from digitiekartta.documents.importing.reading import read_source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Change = Callable[[bytes], bytes]


def source(folder: Path, name: str, data: bytes) -> Source:
    """Return what a reader finds in a file of that name."""
    path = folder / name
    path.write_bytes(data)
    read = read_source(path)
    assert isinstance(read, Source), read
    return read


def texts(read: Source) -> list[str]:
    return [one.text for one in paragraphs(read)]


def paragraphs(read: Source) -> list[Text]:
    return [part for one in read.sections for part in one.parts if isinstance(part, Text)]


def cells(read: Source, row: int = 0) -> list[Cell]:
    """Return the cells of a row of the first table."""
    return list(read.tables[0].lines[row].cells)


def changed(data: bytes, change: Change | None = None, **parts: bytes | None) -> bytes:
    """Return a package with all of its XML changed, or with other parts (None: left out)."""
    known = {
        name: change(part) if change and name.endswith((".xml", ".rels")) else part
        for name, part in parts_of(data).items()
    }
    return making.packed({name: part for name, part in (known | parts).items() if part is not None})


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def strict(data: bytes) -> bytes:
    """Return an Office file as "Strict Open XML" saves it: the same under other namespaces."""
    return changed(
        data,
        lambda part: re.sub(
            rb"http://schemas\.openxmlformats\.org/(\w+)/2006/"
            rb"(?!content-types|relationships\"|relationships/metadata|metadata)(\w+)",
            rb"http://purl.oclc.org/ooxml/\1/\2",
            part,
        ),
    )


def word(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word document of this body, and of parts of its own ("numbering", "styles")."""
    own = parts or {}
    relations = "".join(
        f'<Relationship Id="{name}" Target="{name}.xml" Type="http://schemas.openxmlformats.org/'
        f'officeDocument/2006/relationships/{name}"/>'
        for name in own
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return making.packed(
        {
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="main" Target='
            '"word/document.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}">{relations}'
            "</Relationships>",
            "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
            **{
                f"word/{name}.xml": f"<w:{name} {NAMES}>{text}</w:{name}>"
                for name, text in own.items()
            },
        }
    )


NAMES = (
    f'xmlns:w="{W}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", properties: str = "", look: str = "") -> str:
    inner = text if text.startswith("<") else run(text, look) if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """Return a table; what is no XML is a cell's text."""
    lines = (
        "".join(f"<w:tc>{cell if cell.startswith('<') else paragraph(cell)}</w:tc>" for cell in row)
        for row in rows
    )
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"
