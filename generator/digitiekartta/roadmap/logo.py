"""What a reader sees of a logo: the picture without what is written in its file besides.

Comments, metadata and a drawing program's own notes could say anything without a trace on the
page, so they are neither approved nor published. Pages show a logo by its file, with a text of
its own: a drawing's title and description reach nobody either.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
PNG = b"\x89PNG\r\n\x1a\n"
_UNSEEN_ELEMENTS = {"title", "desc", "metadata"}
_UNSEEN_ATTRIBUTES = ("data-", "aria-", "role")
# Whose words are text in the picture; between other elements it is nothing.
_WITH_TEXT = {"text", "tspan", "textPath", "a"}
_PREFIXES = {"xlink": "http://www.w3.org/1999/xlink", "xml": "http://www.w3.org/XML/1998/namespace"}
_DEEPEST = 100
_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# The pixels and their colours; a browser needs no other chunk to show them.
_SEEN_CHUNKS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP"}


def seen(data: bytes) -> bytes:
    """Return a logo's bytes without what no reader sees; what the check refuses comes as it is."""
    if data.startswith(PNG):
        return _seen_png(data)
    try:
        text = data.decode("utf-8-sig")
        root = None if "<!ENTITY" in text else ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError):
        return data
    if root is None or root.tag != f"{SVG}svg" or is_too_deep(root):
        return data
    prefixes = _strip(root)
    root.set("xmlns", SVG.strip("{}"))
    for prefix in sorted(prefixes - {"xml"}):
        root.set(f"xmlns:{prefix}", _PREFIXES[prefix])
    # The canonical form of XML, so that quotes and the order of attributes leave no trace either.
    return ElementTree.canonicalize(ElementTree.tostring(root, "unicode")).encode() + b"\n"


def is_too_deep(root: ElementTree.Element) -> bool:
    """Whether elements stand in one another deeper than any drawing needs."""
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    return bool(level)


def _strip(element: ElementTree.Element) -> set[str]:
    """Take away what is not drawn, and namespaces from names; return the prefixes still needed.

    The parser has left out comments and instructions.
    """
    element.tag = element.tag.removeprefix(SVG)
    prefixes = _strip_attributes(element)
    if element.tag == "style":
        _strip_style(element)
        return prefixes
    has_text = element.tag in _WITH_TEXT
    element.text = element.text if has_text else None
    before: ElementTree.Element | None = None
    for child in list(element):
        after = child.tail if has_text else None
        if child.tag.removeprefix(SVG) in _UNSEEN_ELEMENTS or not child.tag.startswith(SVG):
            element.remove(child)
            if before is None:
                element.text = (element.text or "") + (after or "")
            else:
                before.tail = (before.tail or "") + (after or "")
            continue
        child.tail = after
        prefixes |= _strip(child)
        before = child
    return prefixes


def _strip_style(element: ElementTree.Element) -> None:
    """Leave the rules: what browsers read of a style sheet, without its comments.

    A comment keeps apart what stands on its two sides, and so does the space in its place:
    nothing new comes of joining them, another comment neither.
    """
    rules = "".join([element.text or "", *(child.tail or "" for child in element)])
    element[:] = []
    element.text = _STYLE_COMMENT.sub(" ", rules)


def _strip_attributes(element: ElementTree.Element) -> set[str]:
    prefixes = {f"{{{uri}}}": prefix for prefix, uri in _PREFIXES.items()}
    kept: dict[str, str] = {}
    used = set()
    for name, value in element.attrib.items():
        uri, _, local = name.rpartition("}")
        if uri and (prefix := prefixes.get(f"{uri}}}")):
            kept[f"{prefix}:{local}"] = value
            used.add(prefix)
        elif not uri and not name.startswith(_UNSEEN_ATTRIBUTES):
            kept[name] = _STYLE_COMMENT.sub(" ", value) if name == "style" else value
    element.attrib = kept
    return used


def _seen_png(data: bytes) -> bytes:
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _SEEN_CHUNKS]
    if not chunks or chunks[-1][0] != b"IEND":
        return data
    return PNG + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and body of each chunk of a PNG up to its end, or as far as it is sound."""
    start = len(PNG)
    while start + 12 <= len(data):
        (length,) = struct.unpack(">I", data[start : start + 4])
        end = start + 12 + length
        if end > len(data):
            return
        kind = data[start + 4 : start + 8]
        yield kind, data[start + 8 : end - 4]
        if kind == b"IEND":
            return
        start = end
