"""A report as a comment on a host of repositories: what it quotes stays words there.

GitHub and GitLab read more into a comment than Markdown says: mentions that notify people
(@kunta/tiimi), references that link elsewhere (#1, !1, GH-1, a commit's hash), labels, commands
at the beginning of a line (/close), emoji, formulas and bare addresses. They look for most of it in
the text after Markdown has been read, where an escaped sign is the sign again; only code is left
alone. So a word that is not plainly a word stands as code, where both show it letter for letter.
"""

import re
from collections.abc import Iterable

from digitiekartta.markup.escaping import clean, code_span, fragment
from digitiekartta.markup.report.blocks import Block
from digitiekartta.markup.report.markdown import as_markdown

LONGEST = 60_000
"""Characters: hosts refuse longer comments (GitHub: from 65,536 on)."""
# A word, or several joined by these marks, in the punctuation of a sentence.
_MARK = r"[.,;:!?()\"'”“’»«–—…%€§°²³/+-]"
_PLAIN = re.compile(rf"&|(?:[^\W_]|[\u0300-\u036f]|{_MARK})+")
# Of these a sentence goes on or ends: no part of the word before them.
_ENDS = ".,;”"
# What hosts read into such words nevertheless.
_LIVE = re.compile(
    r"""
    ^/.                              # /close, a command
  | [!%]["'\d] | %(?=[^\W\d_])       # !1, %milestone
  | :[\w+-]+: | :/ | (?<!\d):(?=\w)  # :emoji:, https://, mailto:x
  | www\.                            # www.example.org
  | (?<![^\W_])[a-f\d]{7,}(?![^\W_]) # a commit
  | [a-z][a-z\d]*-\d                 # GH-1, DIGI-12
  | -{2} | \.{3}\w                   # a rule; a range of commits
  """,
    re.VERBOSE | re.IGNORECASE,
)


def as_comment(blocks: Iterable[Block]) -> str:
    """Return a report in Markdown that no host reads anything into."""
    return as_markdown(blocks, words)


def cut(comment: str, closing: str) -> str:
    """Return a comment that hosts take: whole lines of it, and a paragraph that says so."""
    if len(comment) <= LONGEST:
        return comment
    return f"{comment[: comment.rindex(chr(10), 0, LONGEST)]}\n\n{closing}\n"


def words(text: str) -> str:
    """Return text as one line of Markdown, in which only plain words are not code."""
    lines = clean(text).split("\n")
    return "<br>".join(_line(line) for line in lines)


def _line(line: str) -> str:
    parts = re.split(r"(\s+)", line)
    runs: list[str] = []
    plain = ""
    for part in parts:
        if part.isspace() or not part or _is_plain(part):
            plain += part
        else:
            word = part.rstrip(_ENDS) or part
            runs += [_escaped(plain), code_span(word)]
            plain = part.removeprefix(word)
    return "".join([*runs, _escaped(plain)])


def _is_plain(word: str) -> bool:
    return bool(_PLAIN.fullmatch(word)) and not _LIVE.search(word)


def _escaped(text: str) -> str:
    return text if not text.strip() else fragment(text)
