"""Strings that editors may write and that must come out as text, and a way to see if they did.

Shared by the tests of everything that carries an editor's text to a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from markdown import Markdown

from digitiekartta.markup import hyphens
from digitiekartta.markup.components.kinds import Kind

HOSTILE = (
    # HTML and scripts
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<div markdown=1>*a*</div>",
    "<!-- kommentti",
    "--> kommentin loppu <!--",
    "<![CDATA[x]]>",
    "<?php echo 1; ?>",
    "<!DOCTYPE html>",
    "<b>lihavoitu</b> ja <br> rivi",
    "</td></tr></table><table>",
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "a < b > c, 5 > 3 && x << 2",
    "&lt;script&gt;",
    "&amp; &copy &#60 &#x3c; &#60;b&#62;",
    "&am&#112;lt;",
    # Links and pictures
    "[linkki](javascript:alert(1))",
    "![kuva](javascript:alert(1))",
    "[a][b] [c]: http://example.org",
    "[b]: http://example.org 'c'",
    "<http://example.org> <a@example.org>",
    "https://example.org/?a=1&b=2, www.example.org ja a@example.org",
    "[[wiki]] ](x)",
    "#1 !2 ?3 @kunta kunta/tiekartta#4 kunta/tiekartta!5",
    "0123456789abcdef0123456789abcdef01234567 on tunniste",
    # Emphasis and its kin
    "*a* **b** ***c*** _d_ __e__ ___f___",
    "a*b*c a_b_c _a_b_ 2 * 3 * 4",
    "~~poisto~~ H~2~O ==merkitty== x^2^ ^^lisäys^^",
    "`koodi` ``ko`odi`` ` \\` \\\\`x`",
    "\\*ei\\* \\<b\\> \\| \\(x\\) \\[y\\] loppu\\",
    "$x$ $$y$$ hinta 5 $ ja 6 $",
    "++ctrl+alt++ :smile: :100: klo 12:30:15",
    "{++lisätty++} {--poistettu--} {~~a~>b~~} {==c==}{>>d<<}",
    "(c) (tm) (r) +/- =/= --> <-- <--> 1/2 3/4 c/o 1st 2nd 11th",
    '"lainaus" ’toinen’ -- --- ... \'90s',
    # What starts a block
    "# otsikko",
    "#otsikko #",
    "C#",
    "a\n===",
    "a\n---",
    "---",
    "***",
    "- a\n- b",
    "+ a",
    "1. a",
    "2) b",
    "- [ ] tehtävä",
    "> lainaus",
    ">>> x",
    ": määritelmä",
    "termi\n: määritelmä",
    "    koodia",
    "\tkoodia",
    "```python\nprint(1)\n```",
    "~~~\nx\n~~~",
    "```mermaid\ngraph LR\n```",
    '!!! note "Huom"\n    x',
    '??? note "Huom"\n    x',
    '=== "Välilehti"\n    x',
    "/// note | Huom\nx\n///",
    "!!! note",
    "??? note",
    "/// note",
    "===",
    "=",
    ": x",
    *(f"{kind}: x" for kind in Kind),
    "| a | b |\n|---|---|\n| c | d |",
    *(f"{kind}: x\n| a | b |\n|---|---|" for kind in Kind),
    "a | b || c |",
    # Python-Markdown and its extensions
    "[TOC]",
    '--8<-- "mkdocs.yml"',
    '--8<--\nmkdocs.yml\n--8<--\n;--8<-- "x"',
    "*[HTML]: Hyper",
    "[^1] [^1]: alaviite",
    "a {: onclick=alert(1) } {#tunnus .luokka}",
    "{@id=x}",
    "[x]{.vaihe} [y]{onclick=alert(1)}",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 \x02amp\x03",
    "wzxhzdk:0 klzzwxh:0000",
    "[=85% 'x']",
    # Templates
    "{{ config }} {% raw %} {# x #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    # Characters
    "nolla\x00 ja \x07 ja \x1b[31m",
    "\u202eoikealta vasemmalle\u202c \u2066x\u2069",
    "👩‍👩‍👧‍👦 🏳️‍🌈 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e\u0301 ja A\u030a ja \x00\u0308",
    "\u0338alku",
    "\ufeffBOM \u00adtavu\u00adviiva \u200bleveydetön",
    "\ud800 puolikas",
    "rivi\x0brivi\u2028rivi\u2029rivi\x85rivi\r\nrivi\rrivi",
    "\u00a0 väli \u00a0",
    "\u1fefkoodi\u1fef \u037e",
    "lentokonesuihkuturbiinimoottoriapumekaanikkoaliupseerioppilas" * 8,
    "מימין לשמאל",
    "C:\\Users\\x\\..\\..\\etc/passwd",
    "=SUMMA(A1:A9)",
    "null",
    "0",
    "-",
    "!",
    "&",
    "  \n\n  välit  \n\n\n  ",
)

# What mkdocs.yml turns on, with what MkDocs itself adds.
OURS = ("toc", "tables", "fenced_code", "abbr", "digitiekartta.markup.extension")

# What somebody might turn on one day. Snippets would read files, and the last five rewrite
# ordinary words into links and symbols.
EVERYTHING = (
    *OURS,
    "pymdownx.extra",
    "admonition",
    "legacy_attrs",
    "md_in_html",
    "nl2br",
    "wikilinks",
    "pymdownx.arithmatex",
    "pymdownx.blocks.admonition",
    "pymdownx.blocks.definition",
    "pymdownx.blocks.html",
    "pymdownx.bracketspan",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.details",
    "pymdownx.escapeall",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.progressbar",
    "pymdownx.quotes",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "pymdownx.snippets",
    "pymdownx.emoji",
    "pymdownx.magiclink",
    "pymdownx.smartsymbols",
)
_OPTIONS = {
    "pymdownx.magiclink": {
        "repo_url_shorthand": True,
        "social_url_shorthand": True,
        "user": "kunta",
        "repo": "tiekartta",
    },
    "pymdownx.snippets": {"base_path": ["."], "check_paths": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.escapeall": {"hardbreak": True, "nbsp": True},
}


def failures(texts: Iterable[str], check: Callable[[str], None]) -> dict[str, str]:
    """Return each of the texts for which a check fails, and how: one test for all of them."""
    failed = {}
    for text in texts:
        try:
            check(text)
        except AssertionError as error:
            failed[text] = str(error)
    return failed


def engine(extensions: tuple[str, ...]) -> Markdown:
    """Return Python-Markdown with the extensions; ``reset`` it between texts.

    Without soft hyphens, so that words can be compared letter for letter: test_hyphens tells that
    nothing else is different with them.
    """
    made = engine_with_hyphens(extensions)
    if hyphens.NAME in made.treeprocessors:
        made.treeprocessors.deregister(hyphens.NAME)
    return made


def engine_with_hyphens(extensions: tuple[str, ...]) -> Markdown:
    """Return Python-Markdown with the extensions, as engines run it."""
    options = {name: _OPTIONS[name] for name in extensions if name in _OPTIONS}
    return Markdown(extensions=list(extensions), extension_configs=options)


class Tag(str):
    """A tag as it stands in a page, told apart from a text that only looks like one."""


def seen(html: str) -> list[str]:
    """Return what a page consists of, in order: Tags with their attributes, and texts.

    Ids are left out, as they follow from texts; ``<br>`` is a newline in its text.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    parts = [part if isinstance(part, Tag) else part.strip("\n") for part in reader.parts]
    return [part for part in parts if part]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = "".join(f' {name}="{value}"' for name, value in attrs if name != "id")
        self._tag(tag, f"<{tag}{shown}>")

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self._tag(tag, f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.parts[-1] += data

    def handle_comment(self, data: str) -> None:
        self._tag("!", f"<!--{data}-->")

    handle_decl = handle_pi = unknown_decl = handle_comment

    def _tag(self, name: str, written: str) -> None:
        if name == "br":
            self.parts[-1] += "\n"
        else:
            self.parts += [Tag(written), ""]
