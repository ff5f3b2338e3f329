"""Abbreviations (lyhenteet): marked where a page first uses them.

The generator writes a line ``*[PTV]: Palvelutietovaranto`` at a page's end for each abbreviation
of ``lyhenteet.yml`` that the page uses; ``register`` teaches Python-Markdown to turn the first
use into ``<abbr title="Palvelutietovaranto">PTV</abbr>``: the first in running text, or
else the first in a heading or link. Stock Markdown marks
every use, headings and links too, and none that has a Finnish ending: PTV:hen, RYHTIin.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from html import escape
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions.abbr import AbbrBlockprocessor
from markdown.treeprocessors import Treeprocessor

from digitiekartta.markup import escaping

# Where a word is never explained.
_NEVER_IN = {"abbr", "button", "code", "pre", "svg"}
# Where it is explained only if the page has it nowhere else: it names something or leads there.
_NAMES = {"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary", "th", "a"}
# Case endings, in the order of the grammar; then what may still follow. Search knows more (verbs,
# possessives), as there a false ending costs nothing; here it would mark another word.
ENDING = (
    "(?:n|i?n|[aeiouyäö]n|h[aeiouyäö]n|seen|a|ä|ta|tä|tta|ttä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle"
    "|na|nä|ksi|t|ien|jen|iden|ja|jä|isiin|ihin)"
    "(?:kin|kaan|kään|han|hän|ko|kö)?"
)
# After an abbreviation read letter by letter the ending follows a colon; one read as a word is
# inflected as one, with "i" between where it ends in a consonant (TETissä).
_END_OF_WORD = rf"(?=:[a-zåäö]|i?{ENDING}(?![^\W_])|(?![^\W_]))"
# Python-Markdown keeps references as "\x02wzxhzdk:0\x03", in which 0 is no word of the page.
_NOT_STASHED = "(?![^\x02\x03]*\x03)"


def definitions(markdown: str, meanings: Mapping[str, str]) -> str:
    """Return the lines to write at the end of a page's Markdown; "" when it uses none.

    Args:
        markdown: The page, in which editors' text is escaped.
        meanings: Abbreviation → meaning, both as they are in ``lyhenteet.yml``.
    """
    pattern = _pattern(meanings)
    if pattern is None:
        return ""
    used = {use[0] for use in pattern.finditer(escaping.unescaped(markdown))}
    explained = [(name, meanings[name]) for name in meanings if name in used]
    pairs = (map(escaping.markdown, map(escaping.one_line, pair)) for pair in explained)
    return "".join(f"*[{name}]: {meaning}\n" for name, meaning in pairs if name and meaning)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """Return what matches any of the names as a whole word, the longest that fits; ending aside."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return None
    words = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{words}){_END_OF_WORD}{_NOT_STASHED}")


def of_page(md: Markdown) -> re.Pattern[str] | None:
    """Return what fits all abbreviations that the page has defined, and more; None without any."""
    uses = (each for each in md.treeprocessors if isinstance(each, _FirstUses))
    meanings = next((each.meanings for each in uses), {})
    names = (re.escape(escaping.unescaped(name)) for name in meanings)
    return re.compile("|".join(names)) if meanings else None


def register(md: Markdown) -> None:
    """Add the marking of abbreviations to a Python-Markdown."""
    meanings: dict[str, str] = {}
    # Just before the stock abbreviations (16), should somebody turn them on.
    md.parser.blockprocessors.register(
        AbbrBlockprocessor(md.parser, meanings), "digitiekartta-abbreviations", 17
    )
    # After inline marks (20), so that links and code are elements by then.
    md.treeprocessors.register(_FirstUses(md, meanings), "digitiekartta-abbreviations", 7)


class _FirstUses(Treeprocessor):
    """Marks the first use of each abbreviation that was defined on the page."""

    def __init__(self, md: Markdown, meanings: dict[str, str]) -> None:
        super().__init__(md)
        self.meanings = meanings

    def run(self, root: ElementTree.Element) -> None:
        """Mark them, and forget them: the same Markdown may be given another page."""
        definitions = self.meanings.items()
        left = {escaping.unescaped(name): escaping.unescaped(text) for name, text in definitions}
        self.meanings.clear()
        for not_in in (_NEVER_IN | _NAMES, _NEVER_IN):
            _mark_within(root, left, not_in)


def _mark_within(
    element: ElementTree.Element, left: dict[str, str], not_in: Collection[str]
) -> None:
    """Mark in an element's text, in its children and after them, in the order of reading."""
    # Nobody hears a meaning that stands in a drawing for the eye.
    if element.tag in not_in or element.get("aria-hidden") == "true" or not left:
        return
    children = list(element)
    element.text, marked = _marked(element.text, left)
    element[0:0] = marked
    for child in children:
        _mark_within(child, left, not_in)
        child.tail, marked = _marked(child.tail, left)
        after = list(element).index(child) + 1
        element[after:after] = marked


def _marked(text: str | None, left: dict[str, str]) -> tuple[str | None, list[ElementTree.Element]]:
    """Return the text before the first mark, and the marks, each with the text after it."""
    pattern = _pattern(left)
    use = pattern.search(text) if text and pattern else None
    if not text or not use:
        return text, []
    mark = ElementTree.Element("abbr")
    # The writer leaves character references as they are, and escapes nothing twice.
    mark.set("title", escape(left.pop(use[0])))
    mark.text = use[0]
    mark.tail, more = _marked(text[use.end() :], left)
    return text[: use.start()], [mark, *more]
