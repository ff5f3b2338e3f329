"""The rules of axe-core (MPL-2.0): WCAG 2.0–2.2 levels A and AA, and best practice.

axe-core comes inside the package ``axe-playwright-python``; only its script is used.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from digitiekartta.audit.browser import Visit
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.audit.rules.axe_texts import TEXTS
from digitiekartta.basics.problems import Severity

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
#: Off in axe-core by default.
ADDED = (
    "css-orientation-lock",
    "label-content-name-mismatch",
    "p-as-heading",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
#: Told by rules of our own: more strictly, or on every page and not only on those visited.
LEFT_OUT = (
    "document-title",
    "empty-table-header",
    "frame-tested",
    "heading-order",
    "html-has-lang",
    "image-alt",
    "link-in-text-block",
    "page-has-heading-one",
    "skip-link",
)
#: Criteria of level AAA that rules of level A name besides their own.
_AAA = ("2.1.3",)
_CRITERION = re.compile(r"wcag(\d)(\d)(\d+)")


def everything(visit: Visit, *exclude: str) -> Iterator[Finding]:
    """A page keeps the rules of axe-core, but for what stands in the excluded elements."""
    yield from _findings(visit, _run(visit, exclude=exclude))


def everything_alike(visit: Visit) -> Iterator[Finding]:
    """A page keeps the rules; those of one shape are judged by the first of them.

    For pages that a script fills: the search's results are alike whatever was searched for. They
    may lie over a part of a link of the main content, of which only the rest counts for axe-core
    until they are closed: sizes there are judged where nothing is open.
    """
    key = ("axe", str(visit.view), visit.ask("axe.shape"))
    if key not in visit.memory:
        size = "target-size"
        visit.memory[key] = (
            _run(visit, besides=(size,)),
            _run(visit, only=(size,), exclude=("main",)),
        )
    for result in visit.memory[key]:
        yield from _findings(visit, result)


def colours(visit: Visit) -> Iterator[Finding]:
    """Texts stand out from their background (1.4.3)."""
    yield from _findings(visit, _run(visit, only=("color-contrast",)))


def _run(
    visit: Visit,
    only: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
    besides: tuple[str, ...] = (),
) -> Any:
    """Return what axe-core says of a page by some rules, or by all that we use besides some."""
    if not visit.page.evaluate("() => typeof axe === 'object'"):
        if not visit.view.scripts:
            visit.ask("axe.replaceTimers")
        visit.page.evaluate(_script() + ";0")
    added = [name for name in ADDED if name not in besides]
    rules = {"tags": TAGS, "only": only, "added": added, "leftOut": (*LEFT_OUT, *besides)}
    return visit.ask("axe.run", {**rules, "exclude": exclude})


def _findings(visit: Visit, result: Any) -> Iterator[Finding]:
    for fault in result["violations"]:
        rule = rule_of(fault["id"], tuple(fault["tags"]), fault["help"])
        yield rule.broken(fault, numbers=_numbers(fault["id"], fault["data"]))
    for code, count in result["incomplete"]:
        visit.reviews[f"axe-{code}"] = visit.reviews.get(f"axe-{code}", 0) + count


@cache
def rule_of(name: str, tags: tuple[str, ...], english: str) -> Rule:
    """Return one of axe-core's rules as a rule of ours.

    Args:
        name: axe-core's name of it.
        tags: axe-core's tags, among them the criterion, for example ``wcag143``.
        english: What axe-core says of it, for a rule newer than our Finnish texts.
    """
    message, remedy = TEXTS.get(
        name, (f"axe-core, sääntö {name} (”{english}”)", "Korjaa sivupohja.")
    )
    matches = (_CRITERION.fullmatch(tag) for tag in tags)
    criteria = [".".join(match.groups()) for match in matches if match]
    required = ", ".join(criterion for criterion in criteria if criterion not in _AAA)
    severity = Severity.WARNING if "best-practice" in tags else Severity.ERROR
    text = message.replace("{", "{{").replace("}", "}}")
    return Rule(f"axe-{name}", text + "{numbers}: {element}", remedy, severity, criterion=required)


def _numbers(name: str, data: Any) -> str:
    if name == "color-contrast" and isinstance(data, dict) and data.get("contrastRatio"):
        needed = str(data.get("expectedContrastRatio", "")).removesuffix(":1")
        return f" ({data['contrastRatio']}:1, pitää olla {needed}:1)".replace(".", ",")
    return ""


@cache
def _script() -> str:
    source = files("axe_playwright_python").joinpath("axe.min.js")
    return source.read_text(encoding="utf-8")
