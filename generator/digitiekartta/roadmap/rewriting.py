"""A content file in which some fields say something else, and every other byte is as it was.

``format_entry`` lays out a whole file anew. Who changes one field of somebody else's file changes
no more than that: the lines of the field, in canonical form; order, comments, quotation marks,
line ends and what stands in the other fields stay.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from pydantic import BaseModel

from digitiekartta.basics.characters import seen
from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.formatting import entry_tree, format_entry
from digitiekartta.roadmap.reading.nodes import parse
from digitiekartta.roadmap.reading.validation import read_entry
from digitiekartta.roadmap.yaml_text import Tree, comments, yaml_text

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BELONGS_BELOW = re.compile(r"\s*$|#")
_MARK = "\ufeff"

Part = tuple[str, str]
"""The key of a field and its lines; the lines between fields have the key ""."""


def rewritten(present: str, before: BaseModel, after: BaseModel) -> str:
    """Return the text of a file that holds another entry now.

    Args:
        present: The file's text as it stands, also with a byte order mark and Windows line ends.
        before: The entry that it holds, which is without errors.
        after: The same with other values in some fields.
    """
    text = _field_by_field(present, before, after)
    if _says(text, after, present):
        return text
    # No field has lines of its own (the whole file within braces): it is laid out anew.
    return format_entry(after, _as_read(present))


def _as_read(text: str) -> str:
    return seen(text.removeprefix(_MARK).replace("\r\n", "\n").replace("\r", "\n"))


def _says(text: str, entry: BaseModel, present: str) -> bool:
    """Whether a text reads as an entry, with the comments of the file that it comes from."""
    again = read_entry(type(entry), _as_read(text), "").whole
    told, kept = (sorted(one.text for one in comments(_as_read(each))) for each in (present, text))
    return again is not None and entry_tree(again) == entry_tree(entry) and told == kept


def _field_by_field(present: str, before: BaseModel, after: BaseModel) -> str:
    """Return the text with other lines for the fields that say something else."""
    mark = _MARK if present.startswith(_MARK) else ""
    parts = list(_parts(present.removeprefix(mark)))
    line_end = "\r\n" if "\r\n" in present else "\n"
    old, new = entry_tree(before), entry_tree(after)
    assert isinstance(old, Mapping)
    assert isinstance(new, Mapping)
    order = [field.key for field in declared(type(after)).values()]
    for key in order:
        if old.get(key) == new.get(key):
            continue
        own = "".join(lines for name, lines in parts if name == key)
        part = key, _written(key, new.get(key), _as_read(own)).replace("\n", line_end)
        if own:
            parts = [part if name == key else (name, lines) for name, lines in parts]
        else:
            parts.insert(_place_for(key, [name for name, _ in parts], order), part)
    *above, last = [lines for _, lines in parts if lines]
    ended = (lines if lines.endswith(("\r", "\n")) else lines + line_end for lines in above)
    return "".join([mark, *ended, last])


def _written(key: str, value: Tree | None, own: str) -> str:
    """Return the lines of a field; of one that is gone only its comments."""
    if value is None:
        return "".join(f"{comment.text}\n" for comment in comments(own))
    return yaml_text({key: value}, own)


def _parts(present: str) -> Iterator[Part]:
    """Yield the parts of a file; empty lines and comments before a field are no part of it."""
    root, _ = parse(_as_read(present), "")
    written = root.keys if root else {}
    keys = {line - 1: key for key, (line, column) in written.items() if column == 1}
    lines = _LINE.findall(present)
    starts = sorted(keys)
    yield "", "".join(lines[: starts[0] if starts else None])
    for start, following in pairwise([*starts, len(lines)]):
        end = following
        while end > start + 1 and _BELONGS_BELOW.match(lines[end - 1]):
            end -= 1
        yield keys[start], "".join(lines[start:end])
        yield "", "".join(lines[end:following])


def _place_for(key: str, names: list[str], order: list[str]) -> int:
    """Return where a new field goes: behind the last of those that come before it by rule."""
    before = [name for name in names if name and order.index(name) < order.index(key)]
    return names.index(max(before, key=order.index)) + 1 if before else 1
