"""News: what an official notices of newer versions, from the changelog that the program brings."""

import re

from digitiekartta.basics import carried

_VERSION = re.compile(r"^## \[?v?(?P<version>\d[\w.+-]*)\]?.*$|^## .*$", re.MULTILINE)
_NOTICED = re.compile(r"^### Mitä virkailija huomaa\n+(?P<list>(?:[-* ].*\n?)+)", re.MULTILINE)


def news_since(version: str, changelog: str | None = None) -> list[str]:
    """Return what an official notices, a line each, of all versions after one, the newest first."""
    text = carried.CHANGELOG.read_text(encoding="utf-8") if changelog is None else changelog
    heads = [*_VERSION.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    news = []
    for head, end in zip(heads, ends, strict=True):
        if head["version"] and is_newer(head["version"], version):
            found = _NOTICED.search(text, head.end(), end)
            news += re.findall(r"^[-*] (.*)$", found["list"], re.MULTILINE) if found else []
    return news


def is_newer(version: str, than: str) -> bool:
    """Whether a version of the program comes after another."""
    return _order(version) > _order(than)


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
