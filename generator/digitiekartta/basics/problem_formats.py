"""How Problems are written out: for a terminal, for two hosts of repositories, for programs."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from digitiekartta.basics.problems import Place, Problem, errors_in
from digitiekartta.basics.text import counted

# From so many other places on a problem is told once, with the first of them.
_MANY, _NAMED = 7, 3
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_GITHUB_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_VALUE = _GITHUB_TEXT | str.maketrans({":": "%3A", ",": "%2C"})


def as_text(
    problems: Sequence[Problem], paint: Callable[[Problem, str], str] = lambda problem, text: text
) -> str:
    """Return the problems for a person at a terminal, with a count at the end.

    Args:
        problems: In the order in which they are told.
        paint: Gives the beginning of a problem's text its colour.
    """
    lines: list[str] = []
    for problem in by_cause(problems):
        beginning = f"{problem.place}:" + ("" if problem.is_error else " varoitus:")
        name = f"{problem.place.field}: " if problem.place.field else ""
        tail = f"{problem.remedy}  [{problem.code}]" if problem.remedy else f"[{problem.code}]"
        text = f" {name}{problem.message}\n{tail}"
        others = [f"Katso myös {place}" for place in problem.related]
        # What stands in a file's name or in a field must not steer the terminal.
        beginning, text = (
            _CONTROL.sub("\ufffd", part) for part in (beginning, "\n".join([text, *others]))
        )
        lines.append(paint(problem, beginning) + text.replace("\n", "\n    "))
    return "\n".join([*lines, summary(problems)]) + "\n"


def by_cause(problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems for a person: what is the same in many places once, with their number.

    A phase that is renamed in the settings alone is one mistake to mend, not one a schedule.
    """
    alike: dict[tuple[object, ...], list[Problem]] = defaultdict(list)
    for problem in problems:
        alike[problem.code, problem.severity, problem.message, problem.remedy].append(problem)
    for first, *others in alike.values():
        if len(others) < _MANY:
            yield from (first, *others)
        else:
            places = (*first.related, *(other.place for other in others[:_NAMED]))
            message = f"{first.message} Sama on {len(others) + 1} kohdassa."
            yield replace(first, message=message, related=places)


def summary(problems: Sequence[Problem]) -> str:
    """Return "2 virhettä, 1 varoitus." or that there are none."""
    errors = len(errors_in(problems))
    warnings = len(problems) - errors
    counts = ((errors, "virhe"), (warnings, "varoitus"))
    parts = [counted(number, noun) for number, noun in counts if number]
    return (", ".join(parts) or "Ei virheitä eikä varoituksia") + "."


def as_github(problems: Sequence[Problem]) -> str:
    """Return GitHub Actions annotations (workflow commands)."""
    lines = []
    for problem in by_cause(problems):
        place = problem.place
        where = f"file={place.file.translate(_GITHUB_VALUE)}"
        if place.line:
            where += f",line={place.line},col={place.column}"
        level = "error" if problem.is_error else "warning"
        text = _whole_text(problem).translate(_GITHUB_TEXT)
        lines.append(f"::{level} {where},title={problem.code}::{text}\n")
    return "".join(lines)


def as_gitlab(problems: Sequence[Problem]) -> str:
    """Return a GitLab Code Quality report (a JSON list)."""
    seen: Counter[str] = Counter()  # GitLab drops what has a fingerprint for the second time

    def fingerprint(problem: Problem) -> str:
        # Without the line, so that a problem stays the same one when text above it moves.
        place = problem.place
        identity = f"{problem.code}\0{place.file}\0{place.field}\0{problem.message}"
        seen[identity] += 1
        return hashlib.sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()[:32]

    report = [
        {
            "description": _whole_text(problem),
            "check_name": problem.code,
            "fingerprint": fingerprint(problem),
            "severity": "major" if problem.is_error else "minor",
            "location": {"path": problem.place.file, "lines": {"begin": problem.place.line or 1}},
        }
        for problem in problems
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def as_json(problems: Sequence[Problem]) -> str:
    """Return the problems as a JSON object with a list and counts."""

    def place(where: Place) -> dict[str, object]:
        return {
            "file": where.file,
            "line": where.line or None,
            "column": where.column or None,
            "field": where.field or None,
        }

    report = {
        "errors": len(errors_in(problems)),
        "warnings": len(problems) - len(errors_in(problems)),
        "problems": [
            {
                "code": problem.code,
                "severity": "error" if problem.is_error else "warning",
                **place(problem.place),
                "message": problem.message,
                "remedy": problem.remedy or None,
                "related": [place(other) for other in problem.related],
            }
            for problem in problems
        ],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _whole_text(problem: Problem) -> str:
    """Return field, message, remedy and other places as one text, for hosts with one field."""
    name = f"{problem.place.field}: " if problem.place.field else ""
    others = f"Katso myös {', '.join(map(str, problem.related))}." if problem.related else ""
    return name + " ".join(filter(None, (problem.message, problem.remedy, others)))


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
}
