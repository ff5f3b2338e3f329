"""Content files as YAML: every value a text, in one style for each kind of text, with comments.

ruamel.yaml writes them, in styles that are chosen here: left to itself, a writer of YAML makes a
single quoted line of a text in which any line ends in a space or holds a tab. Reading with
places (``reading.nodes``) is not ruamel's: it takes eight times as long, and stops at slips of
the pen without a word that an official understands.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    LiteralScalarString,
    PlainScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tokens import CommentToken

from digitiekartta.roadmap.model import Path
from digitiekartta.roadmap.reading.nodes import LOADER, Node, key_in, parse

# Control characters, and what YAML 1.1 takes for a line break or a byte order mark.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NOT_PLAIN = re.compile(
    r"""\A(?:$|[ ,\[\]{}#&*!|>'"%@`]|[-?:](?:[ ]|\Z))    # would begin something else than text
    |   :(?:[ ]|\Z)                                       # would end a key
    |   [ ](?:\#|\Z) | \t                                # would begin a comment, or get lost
    """,
    re.VERBOSE,
)
# At the start of a line: a new document, or what looks like a merge conflict to our reader.
_NOT_PLAIN_KEY = re.compile(r"---|\.\.\.|[<=]{7}")
# A line that begins with a tab: our reader takes it for indentation by tabs.
_TAB_FIRST = re.compile(r"^ *\t", re.MULTILINE)

Tree = str | Sequence["Tree"] | Mapping[str, "Tree"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its ``#`` to the end of its line, and whether nothing stands before it."""

    text: str
    line: int
    has_own_line: bool


def yaml_text(tree: Tree, present: str = "") -> str:
    """Return the text of a content file that holds a tree of texts.

    The comments of the present file stay beside what they stand beside, even where that moves.
    """
    root = _styled(tree) if tree and isinstance(tree, Mapping) else CommentedMap()
    homeless = _place_comments(root, present)
    writer = YAML()
    writer.Emitter, writer.Resolver = _Emitter, _Resolver
    writer.width = 2**31
    writer.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    writer.dump(root, stream)
    return stream.getvalue() + "".join(f"{comment.text}\n" for comment in homeless)


def comments(text: str) -> list[Comment]:
    """Return the comments of a YAML text; a ``#`` inside a value is none.

    A text that YAML can't read has none.
    """
    # Between the tokens of YAML stand only white space and comments; and a comment may
    # follow the mark that opens a block (|- # …), inside the block's own token.
    if "#" not in text:
        return []
    try:
        tokens = list(yaml.scan(text, Loader=LOADER))
    except yaml.YAMLError:
        return []
    gaps, end = [], 0
    for token in tokens:
        start = token.start_mark.index
        gaps.append((end, start))
        end = max(end, token.end_mark.index)
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            gaps.append((start, text.find("\n", start, end)))
    return [
        _comment(text, first + match.start())
        for first, last in gaps
        for match in re.finditer(r"#[^\n]*", text[first:last])
    ]


def _comment(text: str, offset: int) -> Comment:
    before, _, _ = text[offset:].partition("\n")
    line_start = text.rfind("\n", 0, offset) + 1
    has_own_line = not text[line_start:offset].strip()
    return Comment(before.rstrip(), text.count("\n", 0, offset) + 1, has_own_line)


class _Emitter(Emitter):
    """Writes each text in the style that was chosen for it."""

    # Longer keys are not recognised before a colon (YAML 1.1 and 1.2).
    MAX_SIMPLE_KEY_LENGTH = 1024

    def choose_scalar_style(self) -> Any:
        if self.analysis is None:
            self.analysis = self.analyze_scalar(self.event.value)
        return self.event.style or ""


class _Resolver(VersionedResolver):
    """Takes every value for a text, so that none is marked as one."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return self.DEFAULT_SCALAR_TAG
        return super().resolve(kind, value, implicit)


def _styled(tree: Tree) -> Any:
    if isinstance(tree, str):
        return _value(tree)
    if isinstance(tree, Mapping):
        mapping = CommentedMap((_key(key), _styled(value)) for key, value in tree.items())
        if not tree:
            mapping.fa.set_flow_style()
        return mapping
    return CommentedSeq(_styled(item) for item in tree)


def _key(text: str) -> Any:
    if "\n" in text or _INVISIBLE.search(text):
        return DoubleQuotedScalarString(text)
    quoted = _NOT_PLAIN.search(text) or _NOT_PLAIN_KEY.match(text)
    return SingleQuotedScalarString(text) if quoted else PlainScalarString(text)


def _value(text: str) -> Any:
    if not text:
        return PlainScalarString(text)
    if _INVISIBLE.search(text):
        return DoubleQuotedScalarString(text)
    if "\n" not in text:
        quoted = _NOT_PLAIN.search(text)
        return SingleQuotedScalarString(text) if quoted else PlainScalarString(text)
    is_block = text == text.strip() and not _TAB_FIRST.search(text)
    return LiteralScalarString(text) if is_block else DoubleQuotedScalarString(text)


def _place_comments(root: CommentedMap, present: str) -> list[Comment]:
    """Give the new tree the comments of the file, and return those for which it has no place."""
    written = comments(present)
    node, _ = parse(present, "") if written else (None, [])
    starts = list(_starts(node, ())) if node else []
    homeless = []
    for comment in written:
        for path in _owners(comment, starts):
            if _attach(root, path, comment):
                break
        else:
            homeless.append(comment)
    return homeless


def _starts(node: Node, path: Path) -> Iterator[tuple[int, Path]]:
    """Yield the line on which each key and each item begins, in the order of the file."""
    if isinstance(node.value, dict):
        for key, inner in node.value.items():
            yield node.keys[key][0], (*path, key)
            yield from _starts(inner, (*path, key))
    elif isinstance(node.value, list):
        for index, inner in enumerate(node.value):
            yield inner.line, (*path, index)
            yield from _starts(inner, (*path, index))


def _owners(comment: Comment, starts: Sequence[tuple[int, Path]]) -> Iterator[Path]:
    """Yield beside what a comment may stand, the likeliest first."""
    if not comment.has_own_line:
        before = [path for line, path in starts if line <= comment.line]
        for length in range(len(before[-1]) if before else 0, 0, -1):
            yield before[-1][:length]
    yield from (path for line, path in starts if line > comment.line)


def _attach(root: CommentedMap, path: Path, comment: Comment) -> bool:
    """Put a comment beside what stands at a path, and return whether anything does."""
    holder: Any = None
    key: Any = None
    value: Any = root
    for step in path:
        holder, key = value, _key_in(value, step)
        if key is None:
            return False
        value = holder[key]
    is_mapping = isinstance(holder, CommentedMap)
    places = holder.ca.items.setdefault(key, [None, [], None, None] if is_mapping else [None, []])
    end = 2 if is_mapping else 0
    if comment.has_own_line or places[end] or not _ends_its_line(key, value, is_mapping):
        mark = CommentMark(2 * (len(path) - 1))
        places[1].append(CommentToken(f"{comment.text}\n", mark))
    else:
        places[end] = CommentToken(f"{comment.text}\n", CommentMark(0))
    return True


def _key_in(holder: object, step: str | int) -> str | int | None:
    """Return the key of a step in the new tree; that of a half-year may be spelt otherwise."""
    if isinstance(holder, CommentedSeq):
        return step if isinstance(step, int) and step < len(holder) else None
    return key_in(holder, str(step)) if isinstance(holder, CommentedMap) else None


def _ends_its_line(key: str | int, value: object, is_mapping: bool) -> bool:
    """Whether a comment may follow on the line where a value, or the key of several, stands."""
    if is_mapping and (len(str(key)) > _Emitter.MAX_SIMPLE_KEY_LENGTH or "\n" in str(key)):
        return False
    return "\n" not in value if isinstance(value, str) else is_mapping
