"""A document that people read at the host becomes a page that Python-Markdown reads alike.

The hosts read CommonMark. Python-Markdown, which the site is made with, wants four spaces where
they take two or three, knows no block of code inside a list, and makes other anchors. Here a
document is rewritten line by line; a test compares what both make of every page.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml
from docs.making.pages import FRONT, STANDS_FOR, Page, plain

from digitiekartta.markup import escaping

_FENCE = re.compile(r"( *)(```+|~~~+) *([\w+-]*).*")
_ITEM = re.compile(r"( *)([-*+]|\d+[.)])( +)(?=\S)")
#: A list of the headings, which the theme makes of its own.
_CONTENTS = re.compile(r"(?:^- \[[^\]]*\]\(#[^)]*\)\n){3,}", re.MULTILINE)
_DRAWING = re.compile(r"^```mermaid\n.*?^```\n", re.MULTILINE | re.DOTALL)
_BOX = re.compile(r'\["<b>(\w+)</b><br/>([^"]*)"\]')
_COMMENT = re.compile(r"<!--.*?-->")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
_TABLE = re.compile(r"\|[ :|-]+\|")
_ABROAD = re.compile(r"[a-z]+:")


def page_for_site(page: Page, others: Mapping[str, Page]) -> str:
    """Return the file of a page: what the theme is told of it, and its text.

    Args:
        page: The page.
        others: All pages of the site by their source.
    """
    told: dict[str, object] = {
        "title": escaping.html(page.title),
        "description": escaping.html(page.description),
        "murupolku": _way(page, others),
    }
    if page.english:
        told["kieli"] = "en"
    front = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10**9)
    return f"---\n{front}---\n\n{for_site(page, others)}"


def _way(page: Page, others: Mapping[str, Page]) -> list[dict[str, str]]:
    """Return the way from the front page to a page, the front page itself having none."""
    if page.file == FRONT:
        return []
    way = [{"nimi": "Etusivu", "osoite": ""}]
    folder = posixpath.dirname(page.source)
    for above in (f"{folder}/index.md", f"{folder}/README.md"):
        if above in others and others[above].file not in (FRONT, page.file):
            parent = others[above]
            way.append({**_step(parent), "osoite": parent.address})
    return [*way, _step(page)]


def _step(page: Page) -> dict[str, str]:
    language = {"kieli": "en"} if page.english else {}
    return {"nimi": escaping.html(page.title), **language}


def for_site(page: Page, others: Mapping[str, Page]) -> str:
    """Return the text of a page as Python-Markdown reads it."""
    return "\n".join(_with_captions(_indented(page, others))) + "\n"


def _drawn(drawing: re.Match[str]) -> str:
    """Return what a drawing by Mermaid names, in its order: the site runs no program that draws."""
    named = _BOX.findall(drawing[0])
    return "".join(
        f"- **{name}**: {' '.join(words.replace('<br/>', ' ').split())}\n" for name, words in named
    )


def _indented(page: Page, others: Mapping[str, Page]) -> Iterator[str]:
    """Yield the lines, those of lists at four spaces a level, code in lists as such."""
    # Where the text of each list begins around the present line.
    inside: list[int] = []
    fence, at, before, was_item = "", 0, "", False
    for line in _DRAWING.sub(_drawn, _CONTENTS.sub("", _COMMENT.sub("", page.text))).splitlines():
        depth = len(line) - len(line.lstrip())
        if fence:
            if line.strip() == fence:
                fence = ""
                yield "" if inside else "```"
            else:
                code = line[min(at, depth) :]
                yield f"{'    ' * (len(inside) + 1)}{code}".rstrip() if inside else code
            continue
        if opening := _FENCE.fullmatch(line):
            at, fence = len(opening[1]), opening[2]
            inside = [column for column in inside if column <= at]
            yield "" if inside else f"```{opening[3]}"
            continue
        item = _ITEM.match(line)
        if line.strip() and (item or not before.strip() or line.startswith("#")):
            inside = [column for column in inside if column <= depth]
        text = _linked(line.strip(), page, others) if line.strip() else ""
        if item:
            if before.strip() and not was_item:
                yield ""  # else an item right below a paragraph is a part of it
            yield f"{'    ' * len(inside)}{text}"
            inside.append(item.end())
        else:
            yield f"{'    ' * len(inside)}{text}" if text else ""
        was_item = bool(item) or (was_item and bool(before.strip()) and bool(text))
        before = line


def _linked(line: str, page: Page, others: Mapping[str, Page]) -> str:
    """Return a line whose links lead to pages of the site; what is not there is only named."""
    codes: list[str] = []

    def put_by(code: re.Match[str]) -> str:
        codes.append(code[0])
        return f"\0{len(codes) - 1}\0"

    def link(found: re.Match[str]) -> str:
        picture, words, target = found.groups()
        if _ABROAD.match(target):
            return found[0]
        address = _target(target, page, others, is_picture=bool(picture))
        return words if address is None else f"{picture}[{words}]({address})"

    text = _LINK.sub(link, _CODE.sub(put_by, line).replace("\\<", "&lt;"))
    return re.sub("\0(\\d+)\0", lambda place: codes[int(place[1])], text)


def _target(target: str, page: Page, others: Mapping[str, Page], *, is_picture: bool) -> str | None:
    """Return where a link of a document leads on the site, None when that is not there."""
    file, _, anchor = target.partition("#")
    source = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), file))
    here = posixpath.dirname(page.file)
    if is_picture:
        return posixpath.relpath(source.removeprefix("docs/"), here or ".")
    other = others.get(STANDS_FOR.get(source, source)) if file else page
    if other is None:
        return None
    way = posixpath.relpath(other.file, here or ".") if file else ""
    return f"{way}#{other.anchors[anchor]}" if anchor else way


def _with_captions(lines: Iterator[str]) -> Iterator[str]:
    """Give each table the heading above it as its caption, with a number from the second on."""
    told: Sequence[str] = list(lines)
    heading, seen, in_code = "", dict[str, int](), False
    for number, line in enumerate(told):
        in_code ^= line.startswith("```")
        if in_code:
            yield line
            continue
        if line.startswith("#"):
            heading = plain(line.lstrip("#"))
        below = told[number + 1] if number + 1 < len(told) else ""
        if line.startswith("|") and _TABLE.fullmatch(below):
            seen[heading] = seen.get(heading, 0) + 1
            count = f", {seen[heading]}" if seen[heading] > 1 else ""
            yield f"Taulukko: {escaping.markdown(heading)}{count}"
        yield line
