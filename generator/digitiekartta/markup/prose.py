"""Prose: the Markdown files that editors write (saatesanat.md …) as safe Markdown again.

Editors write CommonMark with tables; the engines read Python-Markdown, which takes lists,
quotes and HTML differently. So the text is parsed once here, without HTML, and written out
from the parse with every word escaped: nothing in it can be read as something else.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode as Node

from digitiekartta.basics.characters import shows
from digitiekartta.basics.kinds import TEXTS
from digitiekartta.basics.links import FORBIDDEN_LINK, vague_link
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.markup import escaping

MISSING_TITLE = TEXTS.error(
    "missing-title",
    "Tekstistä puuttuu otsikko.",
    "Kirjoita ensimmäiselle riville # ja otsikko, esimerkiksi ”# Saatesanat”.",
    example="saatesanat.md: Tiekartta kertoo, mitä tehdään.",
)
RAW_HTML = TEXTS.error(
    "raw-html",
    "Tekstissä on HTML-koodia: ”{code}”.",
    "Poista koodi tai kirjoita sama Markdownilla, esimerkiksi **lihavoitu**.",
    example="saatesanat.md: # Saate <b>sanat</b>",
)
IMAGE = TEXTS.error(
    "image-in-prose",
    "Tekstissä on kuva. Kuvia ei vielä voi julkaista.",
    "Poista kuva ja kerro sanoin, mitä siinä on.",
    example="saatesanat.md: # Saatesanat ![Kartta](kartta.png)",
)
UNKNOWN_MARKUP = TEXTS.warning(
    "unknown-markup",
    "Tekstissä on merkintä ”{mark}” ({what}). Sellaista sivuilla ei ole, joten se näkyy merkkeinä.",
    "Poista merkintä ja kirjoita sama sanoin tai luettelona.",
    example="saatesanat.md: # Saatesanat\n\nAiemmin ~~kaksi~~ kolme palvelua.",
)
# What other programs make of Markdown, and these pages do not.
_UNKNOWN_MARKS = {
    "yliviivaus": re.compile(r"~~(?=\S)"),
    "alaviite": re.compile(r"\[\^\w+\]|^\^\w+$"),
    "valintaruutu": re.compile(r"^\[[ xX]\] "),
    "huomiolaatikko": re.compile(r"^!!!(?= \w)"),
    "tunniste": re.compile(r"\{[#.][\w-]+\}"),
}

_LISTS = {"bullet_list", "ordered_list"}
# Blocks that Python-Markdown would join with a neighbour of the same set, and what parts them.
_JOINING = (_LISTS | {"code_block", "fence"}, {"blockquote"})
_NOTHING = "<!-- -->"
_SIMPLE_CODE = re.compile(r"[\w./-]+(?: [\w./-]+)*")
_SEPARATORS = {"text-align:right": "---:", "text-align:center": ":---:"}


def render(text: str, *, shift: int = 0, drop_title: bool = False) -> str:
    """Return an editor's text as Markdown that an engine may read: a block, no newline at its end.

    Elements: headings, paragraphs, emphasis, links, lists, quotes, code, tables and rules.
    HTML comes out as the letters it was written with, a forbidden link and an image as their
    texts. A paragraph ``Taulukko: …`` before a table becomes its caption.

    Args:
        text: CommonMark with tables.
        shift: How many levels headings move down; levels that were skipped are closed up.
        drop_title: Leave out the first ``# `` heading, for a page that prints it itself; the
            other headings are then below that level.
    """
    tokens = _parser(html=False).parse(text)
    title_at = _title_at(tokens) if drop_title else None
    if title_at is not None:
        del tokens[title_at : title_at + 3]
    _close_gaps(tokens, shift, [0] if drop_title else [])
    return "\n\n".join(_blocks(Node(tokens).children))


def title(text: str) -> str | None:
    """Return the first first-level heading as plain text, or None when there is none."""
    tokens = _parser(html=False).parse(text)
    start = _title_at(tokens)
    if start is None:
        return None
    return escaping.one_line(_text(Node(tokens[start : start + 3]).children))


def plain(text: str) -> str:
    """Return the words of an editor's text, a line for each paragraph, heading, item and cell."""
    inline = (t for t in _parser(html=False).parse(text) if t.type == "inline")
    return "\n".join(_text(Node([token]).children) for token in inline)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, paragraph, item or cell of an editor's text, in the words that readers see."""

    words: str
    is_heading: bool = False
    chapter: str = field(default="", compare=False)  # the heading above; "" under the title


def parts(text: str) -> list[Part]:
    """Return the parts of an editor's text in order."""
    found: list[Part] = []
    chapter, opened = "", ""
    for token in _parser(html=False).parse(text):
        if token.type == "inline":
            words = escaping.one_line(_text(Node([token]).children))
            if opened and opened != "h1":
                chapter = words
            found.append(Part(words, bool(opened), chapter))
        elif token.type in ("fence", "code_block"):
            found.append(Part(token.content.strip("\n"), chapter=chapter))
        opened = token.tag if token.type == "heading_open" else ""
    return found


def problems(text: str, file: str) -> Iterator[Problem]:
    """Give what a prose file may not contain, each at its line, ``file`` being its name."""
    if not shows(title(text) or ""):
        yield MISSING_TITLE.at(Place(file, 1, 1))
    tokens = list(_tokens_with_lines(text))
    lines_with_html = set()
    for number, (token, line) in enumerate(tokens, start=1):
        place = Place(file, line, 1)
        if token.type in ("html_block", "html_inline") and line not in lines_with_html:
            lines_with_html.add(line)
            yield RAW_HTML.at(place, code=_shortened(token.content))
        elif token.type == "image":
            yield IMAGE.at(place)
        elif token.type == "text":
            for what, pattern in _UNKNOWN_MARKS.items():
                if mark := pattern.search(token.content):
                    yield UNKNOWN_MARKUP.at(place, mark=mark[0].strip(), what=what)
        elif token.type == "link_open":
            inside = takewhile(lambda pair: pair[0].type != "link_close", tokens[number:])
            yield from _faults_of_link(token, "".join(part.content for part, _ in inside), place)


def links(text: str) -> Iterator[tuple[str, int]]:
    """Give the address of each link that may be published, with its line (from 1)."""
    for token, line in _tokens_with_lines(text):
        address = str(token.attrs.get("href", ""))
        if token.type == "link_open" and escaping.url(address) is not None:
            yield address, line


def _faults_of_link(link: Token, label: str, place: Place) -> Iterator[Problem]:
    address = str(link.attrs["href"])
    if escaping.url(address) is None:
        yield FORBIDDEN_LINK.worded(
            "Linkin osoitetta ”{value}” ei voi julkaista.",
            "Anna osoite, jonka alussa on https:// tai mailto:, tai oman sivuston polku.",
        ).at(place, value=_shortened(address))
    yield from vague_link(label, place)


# --- reading -------------------------------------------------------------------------------


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        """Let all links through: ``escaping.url`` decides, and a refused one is told of."""
        return True


def _parser(*, html: bool) -> MarkdownIt:
    # The stock limit of 20 levels silently loses what lies deeper.
    return _Parser("commonmark", {"html": html, "maxNesting": 100}).enable("table")


def _title_at(tokens: list[Token]) -> int | None:
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h1" and token.level == 0:
            return number
    return None


def _close_gaps(tokens: list[Token], shift: int, above: list[int]) -> None:
    """Renumber the headings so that none is more than one level below the one it belongs to."""
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            token.tag = f"h{min(len(above) + shift, 6)}"


def _tokens_with_lines(text: str) -> Iterator[tuple[Token, int]]:
    """Give blocks and what stands in their text, with the line (from 1) on which each begins."""
    parser = _parser(html=True)
    for rule in (html_inline, link, image, autolink):
        parser.inline.ruler.at(rule.__name__, _noting_line(rule))
    for token in parser.parse(text):
        if token.map:
            yield token, token.map[0] + 1
            for child in token.children or ():
                yield child, token.map[0] + 1 + child.meta.get("newlines_before", 0)


def _noting_line(
    rule: Callable[[StateInline, bool], bool],
) -> Callable[[StateInline, bool], bool]:
    """Return an inline rule that also notes on which line of its block each token begins."""

    def noting(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        matched = rule(state, silent)
        for token in state.tokens[known:]:
            # What stands inside a link has been noted already.
            token.meta.setdefault("newlines_before", state.src.count("\n", 0, start))
        return matched

    return noting


def _shortened(text: str) -> str:
    first = text.strip().split("\n")[0]
    return first if len(first) <= 60 else first[:59] + "…"


# --- writing blocks ------------------------------------------------------------------------


def _blocks(nodes: list[Node]) -> list[str]:
    """Return the blocks that are not empty, and something between two that would join."""
    blocks: list[str] = []
    previous = ""
    for node in nodes:
        block = _BLOCKS[node.type](node)
        if not block:
            continue
        if any({previous, node.type} <= joining for joining in _JOINING):
            blocks.append(_NOTHING)
        if node.type == "table" and blocks and blocks[-1].startswith("Taulukko&#58; "):
            block = blocks.pop().replace("&#58;", ":", 1) + "\n" + block
        blocks.append(block)
        previous = node.type
    return blocks


def _paragraph(node: Node) -> str:
    return _inline(node.children[0].children).strip()


def _heading(node: Node) -> str:
    content = _inline(node.children[0].children).strip()
    return f"{'#' * int(node.tag[1])} {content}" if content else ""


def _list(node: Node) -> str:
    tight = _is_tight(node)
    number = int(node.attrs.get("start", 1))
    items = []
    for item in node.children:
        blocks = _blocks(item.children)
        # The marker needs something to stand before; a list or a quote would not do.
        if not blocks or item.children[0].type != "paragraph" or not _paragraph(item.children[0]):
            blocks.insert(0, _NOTHING)
        marker = f"{number}. " if node.type == "ordered_list" else "- "
        content = ("\n" if tight else "\n\n").join(blocks)
        items.append(marker + re.sub(r"\n(?=[^\n])", "\n    ", content))
        number += 1
    return ("\n" if tight else "\n\n").join(items)


def _is_tight(node: Node) -> bool:
    """Whether every item is one paragraph, perhaps with a tight list below."""
    for item in node.children:
        rest = list(item.children)
        if rest and rest[0].type == "paragraph" and rest[0].hidden:
            rest.pop(0)
        if rest and not (len(rest) == 1 and rest[0].type in _LISTS and _is_tight(rest[0])):
            return False
    return True


def _quote(node: Node) -> str:
    content = "\n\n".join(_blocks(node.children))
    return "\n".join(f"> {line}".rstrip() for line in content.split("\n")) if content else ""


def _code(node: Node) -> str:
    # Indented, as fences do not work inside lists.
    lines = node.content.expandtabs(4).rstrip().split("\n")
    return "\n".join(f"    {line}" for line in lines) if any(lines) else ""


def _table(node: Node) -> str:
    head, *rows = [row for part in node.children for row in part.children]
    separators = [_SEPARATORS.get(str(cell.attrs.get("style")), "---") for cell in head.children]
    lines = [[_paragraph(cell) for cell in row.children] for row in (head, *rows)]
    lines.insert(1, separators)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


_BLOCKS: dict[str, Callable[[Node], str]] = {
    "blockquote": _quote,
    "bullet_list": _list,
    "code_block": _code,
    "fence": _code,
    "heading": _heading,
    "hr": lambda node: "***",
    "ordered_list": _list,
    "paragraph": _paragraph,
    "table": _table,
}


# --- writing text --------------------------------------------------------------------------


def _inline(nodes: list[Node]) -> str:
    """Return a block's text on one line."""
    line = ""
    for is_text, group in groupby(_flat(nodes), key=lambda piece: isinstance(piece, str)):
        if is_text:
            line += escaping.fragment("".join(str(piece) for piece in group))
            continue
        for node in group:
            assert isinstance(node, Node)
            written = _marked(node, line)
            if written.startswith("[") and line.endswith("!"):
                line = line[:-1] + "&#33;"  # "![" would begin an image
            line += written
    return line


def _flat(nodes: list[Node]) -> Iterator[str | Node]:
    """Give texts, and the nodes that need marks; what is not allowed is only its text."""
    for node in nodes:
        if node.type == "text":
            yield node.content
        elif node.type == "softbreak":
            yield " "
        elif node.type == "hardbreak":
            yield "\n"
        elif node.type == "image":
            yield _text(node.children)
        elif node.type == "link" and escaping.url(str(node.attrs["href"])) is None:
            yield from _flat(node.children)
        else:
            yield node


def _marked(node: Node, before: str) -> str:
    """Return emphasis, a link or code. HTML where Markdown's marks would run into others."""
    if node.type == "code_inline":
        if _SIMPLE_CODE.fullmatch(node.content) and not before.endswith("`"):
            return f"`{node.content}`"
        return f"<code>{escaping.fragment(node.content)}</code>"
    inner = _inline(node.children)
    if not inner.strip():
        return inner
    if node.type == "link":
        return f"[{inner}]({escaping.url(str(node.attrs['href']))})"
    mark = {"em": "*", "strong": "**"}[node.type]
    if "*" in inner or before.endswith("*") or inner[0].isspace() or inner[-1].isspace():
        return f"<{node.tag}>{inner}</{node.tag}>"
    return f"{mark}{inner}{mark}"


def _text(nodes: list[Node]) -> str:
    """Return what would be seen, without any marks."""
    return "".join(_text(node.children) or _LEAVES.get(node.type, node.content) for node in nodes)


_LEAVES = {"softbreak": " ", "hardbreak": "\n"}
