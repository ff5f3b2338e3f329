"""content/VIRHEET.md explains every code that a Problem can have, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "generator" / "digitiekartta"
GUIDE = ROOT / "content" / "VIRHEET.md"
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
# Tables whose first words are codes, and where code that yields them looks them up.
TABLES = {"_KINDS", "_TOLD", "_CODES"}


def syntax(*, without: Path | None = None) -> Iterator[ast.AST]:
    for file in sorted(PACKAGE.rglob("*.py")):
        if without not in file.parents:
            yield from ast.walk(ast.parse(file.read_text("utf-8")))


def parameters_named_code() -> dict[str, int]:
    """Return where functions and dataclasses of the package take a code: name → position."""
    found: dict[str, int] = {}
    for node in syntax():
        if isinstance(node, ast.FunctionDef):
            names = [argument.arg for argument in node.args.args if argument.arg != "self"]
            if "code" in names:
                found[node.name] = names.index("code")
        elif isinstance(node, ast.ClassDef):
            fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
            names = [field.id for field in fields if isinstance(field, ast.Name)]
            if "code" in names:
                found[node.name] = names.index("code")
    return found


def codes() -> Iterator[str]:
    takes = parameters_named_code()
    # The rules of the audit are explained with the audit: most of them are those of axe.
    for node in syntax(without=PACKAGE / "audit" / "rules"):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = node.args[takes[name] : takes[name] + 1] if name in takes else []
            given += [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in TABLES:
            table = node.value
            keys = table.keys if isinstance(table, ast.Dict) else getattr(table, "elts", [])
            given = [key.elts[0] if isinstance(key, ast.Tuple) else key for key in keys]
        else:
            continue
        for value in given:
            for part in (value.body, value.orelse) if isinstance(value, ast.IfExp) else (value,):
                if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                    yield str(part.value)


def rows() -> list[tuple[str, str, str]]:
    return re.findall(r"^\| `([^`]+)` \| (.+) \| (.+) \|$", GUIDE.read_text("utf-8"), re.MULTILINE)


def test_every_code_is_explained_to_officials():
    missing = sorted(set(codes()) - {code for code, _, _ in rows()})

    assert [] == missing, f"lisää tiedostoon content/VIRHEET.md: {missing}"


def test_no_code_is_explained_that_does_not_exist():
    gone = sorted({code for code, _, _ in rows()} - set(codes()))

    assert [] == gone, f"poista tiedostosta content/VIRHEET.md: {gone}"


def test_codes_are_explained_once_and_within_each_table_in_order():
    tables = GUIDE.read_text("utf-8").split("\n## ")
    listed = [re.findall(r"^\| `([^`]+)`", table, re.MULTILINE) for table in tables]

    assert [sorted(table) for table in listed] == listed
    assert len(rows()) == len({code for code, _, _ in rows()})


def test_each_code_comes_with_its_meaning_and_what_to_do():
    for code, meaning, remedy in rows():
        assert CODE.fullmatch(code)
        assert meaning.endswith("."), code
        assert remedy.endswith("."), code
