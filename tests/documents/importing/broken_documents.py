"""Documents broken at random: what a disk, a mail program or a careless tool may make of a file.

A mutation takes a file's bytes and a source of chance, and returns other bytes; the same chance
gives the same bytes again.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

import making
from lxml import etree

Mutation = Callable[[bytes, Random], bytes]
_MOST_TIMES = 4
# Values that a program might not expect in an attribute or a text.
_ODD = (
    *("", "0", "-1", "1", "2", "16384", "1048576", "999999999999", "1e308", "NaN", "0x10", "½"),
    *("A1", "A1:XFD1048576", "ZZZ0", "B2:A1", "FFFFFF", "auto", "#REF!", "true", "rId1", "../x"),
    *("0pt", "-5cm", "100%", "  ", "\u00ad", "\u202e", "ä" * 300, "Kevät 2026", "Toimenpide"),
)
_NAMESPACES = (
    *("", "urn:x", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    "http://schemas.openxmlformats.org/drawingml/2006/main",
)


# --- any file -------------------------------------------------------------------------------------


def cut_off(data: bytes, chance: Random) -> bytes:
    return data[: chance.randrange(len(data))]


def bits_flipped(data: bytes, chance: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 2, 8, 64])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def piece_moved(data: bytes, chance: Random) -> bytes:
    """Return the bytes with a piece of them repeated, left out or moved."""
    start, end, to = sorted(chance.randrange(len(data)) for _ in range(3))
    end = min(end, start + 2_000)
    kept = data[:start] + data[start if chance.random() < 0.5 else end :]
    to = min(to, len(kept))
    return kept[:to] + data[start:end] + kept[to:]


# --- packages of XML ------------------------------------------------------------------------------


def _xml_changed(data: bytes, chance: Random, change: Callable[[etree._Element], None]) -> bytes:
    """Return the package with one of its parts changed, as often one as another that is larger."""
    parts = _parts(data)
    names = [name for name, part in parts.items() if part.lstrip().startswith(b"<")]
    name = chance.choice(names)
    root = etree.fromstring(parts[name])
    for _ in range(chance.randint(1, _MOST_TIMES)):
        change(root)
    return making.packed(parts | {name: etree.tostring(root)})


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}


def _inner(root: etree._Element, chance: Random) -> etree._Element:
    inner = [one for one in root.iter(etree.Element) if one is not root]
    return chance.choice(inner or [root])


def element_lost(data: bytes, chance: Random) -> bytes:
    def change(root: etree._Element) -> None:
        one = _inner(root, chance)
        if one is not root:
            one.getparent().remove(one)

    return _xml_changed(data, chance, change)


def element_repeated(data: bytes, chance: Random) -> bytes:
    def change(root: etree._Element) -> None:
        one = _inner(root, chance)
        copies = [etree.fromstring(etree.tostring(one)) for _ in range(chance.choice([1, 2, 50]))]
        parent = one.getparent() if one is not root else root
        at = chance.randrange(len(parent) + 1)
        parent[at:at] = copies

    return _xml_changed(data, chance, change)


def element_moved(data: bytes, chance: Random) -> bytes:
    """Return the package with elements where no standard has them: a table in a run, say."""

    def change(root: etree._Element) -> None:
        one, to = _inner(root, chance), _inner(root, chance)
        if one is not root and one not in to.iterancestors() and one is not to:
            to.append(one)

    return _xml_changed(data, chance, change)


def element_renamed(data: bytes, chance: Random) -> bytes:
    def change(root: etree._Element) -> None:
        one, other = _inner(root, chance), _inner(root, chance)
        name = etree.QName(chance.choice([one, other])).localname
        space = chance.choice([etree.QName(other).namespace, *_NAMESPACES])
        one.tag = f"{{{space}}}{name}" if space else name

    return _xml_changed(data, chance, change)


def attribute_changed(data: bytes, chance: Random) -> bytes:
    def change(root: etree._Element) -> None:
        named = [one for one in root.iter(etree.Element) if one.attrib]
        if named:
            one = chance.choice(named)
            name = chance.choice(list(one.attrib))
            if chance.random() < 0.2:
                del one.attrib[name]
            else:
                one.set(name, chance.choice(_ODD))

    return _xml_changed(data, chance, change)


def text_changed(data: bytes, chance: Random) -> bytes:
    def change(root: etree._Element) -> None:
        told = [one for one in root.iter(etree.Element) if one.text and one.text.strip()]
        chance.choice(told or [root]).text = chance.choice(_ODD)

    return _xml_changed(data, chance, change)


def part_changed(data: bytes, chance: Random) -> bytes:
    """Return the package with a part left out, emptied, cut off or put in another's place."""
    parts = _parts(data)
    name, other = chance.choice(list(parts)), chance.choice(list(parts))
    what = chance.randrange(5)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[name] = b""
    elif what == 2:
        parts[name] = parts[name][: chance.randrange(len(parts[name]) + 1)]
    elif what == 3:
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name] = bits_flipped(parts[name] or b"x", chance)
    return making.packed(parts)


# --- PDF ------------------------------------------------------------------------------------------

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"-?\d+\.?\d*")


def page_redrawn(data: bytes, chance: Random) -> bytes:
    """Return the PDF with numbers and operators of what draws its pages changed."""
    streams = []
    for found in _STREAM.finditer(data):
        try:
            streams.append((found, zlib.decompress(found[1])))
        except zlib.error:
            continue
    if not streams:
        return bits_flipped(data, chance)
    found, drawn = chance.choice(streams)
    words = drawn.split(b" ")
    for _ in range(chance.choice([1, 5, 50])):
        at = chance.randrange(len(words))
        odd = [b"", b"0", b"-1", b"99999999", b"1e9", b"re", b"f", b"Q", b"q", b"BT", b"ET", b"<>"]
        words[at] = chance.choice([*odd, chance.choice(words)])
    made = zlib.compress(b" ".join(words))
    return data[: found.start(1)] + made + data[found.end(1) :]


def words_of_pdf_changed(data: bytes, chance: Random) -> bytes:
    """Return the PDF with names and numbers of its objects changed: fonts, sizes, references."""
    names = (b"/Font", b"/Kids", b"/MediaBox", b"/Resources", b"/ToUnicode", b"/Widths", b"/Parent")
    names += (b"/Filter", b"/Length", b"startxref", b"xref", b"endobj", b"/Rotate", b"/Contents")
    for _ in range(chance.randint(1, _MOST_TIMES)):
        name = chance.choice([one for one in names if one in data] or [b"obj"])
        if chance.random() < 0.4:
            data = data.replace(name, chance.choice([b"/X", b"", b"/Type", name * 2]))
        else:
            at = data.find(name) + len(name)
            odd = chance.choice([b"0", b"-7", b"99999999999", b"1e9", b"null", b"[]"])
            data = data[:at] + _NUMBER.sub(odd, data[at : at + 40], count=2) + data[at + 40 :]
    return data


# --- text -----------------------------------------------------------------------------------------


def letters_changed(data: bytes, chance: Random) -> bytes:
    """Return the text in another encoding, or as a program reads it that took the wrong one."""
    text = data.decode("utf-8", "replace")
    encoding = chance.choice(["utf-16", "utf-16-le", "utf-32", "cp850", "mac-roman", "cp1252"])
    made = text.encode(encoding, "replace")
    return made.decode("latin-1").encode("utf-8") if chance.random() < 0.3 else made


def signs_inserted(data: bytes, chance: Random) -> bytes:
    """Return the text with quotation marks, delimiters and other signs where they do harm."""
    signs = (b'"', b'""', b";", b"\t", b"\r", b"\n\n", b"|", b"\x00", b"\xff\xfe", b"**", b"\x1a")
    for _ in range(chance.choice([1, 5, 50])):
        at = chance.randrange(len(data) + 1)
        data = data[:at] + chance.choice(signs) + data[at:]
    return data


_ANY: tuple[Mutation, ...] = (cut_off, bits_flipped, piece_moved)
_XML: tuple[Mutation, ...] = (
    *(element_lost, element_repeated, element_moved, element_renamed),
    *(attribute_changed, text_changed, part_changed),
)


def mutations_for(data: bytes) -> tuple[Mutation, ...]:
    """Return what may happen to a file."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        return (*_XML, *_ANY)
    if data.startswith(b"%PDF"):
        return (page_redrawn, page_redrawn, words_of_pdf_changed, *_ANY)
    if data.startswith((b"\xd0\xcf", b"PK")):
        return _ANY
    return (letters_changed, signs_inserted, *_ANY)


def mutated(data: bytes, seed: int) -> bytes:
    """Return a file as chance breaks it, by the seed."""
    chance = Random(seed)
    data = chance.choice(mutations_for(data))(data, chance) or b"x"
    if chance.random() < 0.25:
        try:
            data = chance.choice(mutations_for(data))(data, chance) or b"x"
        except Exception:  # the first mutation has broken the package, so that nothing opens it
            return data
    return data
