"""Whatever happens to a file of the content, reading gives Problems and never raises."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from damage import damage
from digitiekartta.basics.problem_formats import FORMATS
from digitiekartta.roadmap.checking.rules import read_and_check
from digitiekartta.roadmap.model import KEYS, KINDS
from digitiekartta.roadmap.reading.nodes import parse
from digitiekartta.roadmap.reading.validation import validate
from towns import TOWNS
from towns import content as of_town

FILES_OF_EACH = 12
DAMAGES_OF_EACH = 3
FINNISH = re.compile(r"[A-ZÅÄÖ”].*[.!?…]$", re.DOTALL)


def check_problems(content: Path, name: str, gone: str = "") -> list[str]:
    """Check that all that is said of a roadmap is fit for an editor; return the codes."""
    problems = read_and_check(content, name).problems
    for problem in problems:
        assert FINNISH.match(problem.message), problem
        assert FINNISH.match(problem.remedy), problem
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", problem.code), problem
        for place in (problem.place, *problem.related):
            file = content.parent / place.file
            assert file.exists() or place.file == gone or problem.code == "missing-file", problem
            assert place.line >= 0 <= place.column, problem
            if place.line and file.is_file():
                lines = re.split(r"\r\n|\r|\n", file.read_text("utf-8-sig", errors="replace"))
                assert place.line <= len(lines), problem
    for form in FORMATS.values():
        form(problems).encode()
    return [problem.code for problem in problems]


@pytest.mark.parametrize("name", TOWNS)
def test_any_file_may_be_damaged_or_gone(name, tmp_path):
    content = tmp_path / "content"
    shutil.copytree(of_town(name) / name, content / name)
    files = [path for path in sorted((content / name).rglob("*")) if path.suffix in (".yml", ".md")]
    chance = Random(name)
    chance.shuffle(files)
    singles = [path for path in files if path.parent.name == name][:3]
    others = [path for path in files if path.parent.name != name]

    for file in [*singles, *others][:FILES_OF_EACH]:
        whole = file.read_bytes()
        for data in chance.sample(damage(whole, chance), DAMAGES_OF_EACH):
            file.unlink(missing_ok=True)
            if data is not None:
                file.write_bytes(data)
            check_problems(content, name, gone=file.relative_to(tmp_path).as_posix())
        file.write_bytes(whole)


# --- any text at all ---------------------------------------------------------------------------

scraps = st.sampled_from(
    [
        *(f"{key}:" for key in sorted(KEYS.values())),
        *(
            "kevät 2025",
            "kevät 2025:",
            "syksy 2026 – kevät 2025:",
            "selvitys",
            "kurssit",
            "Kirjasto",
        ),
        *(
            ": ",
            "- ",
            "  ",
            "    ",
            "\n",
            "\n\n",
            "\t",
            "\u00a0",
            "#",
            " # ",
            "|-",
            ">",
            "---",
            "...",
        ),
        *('"', "'", "[", "]", "{", "}", ",", "&a", "*a", "!!", "!", "%", "@", "`", "?", "\\", "<<"),
        *(
            "-5",
            "2,5",
            "1e9",
            "31.2.2026",
            "ä",
            "a\u0308",
            "😀",
            "\x00",
            "\x85",
            "\u2028",
            "\ufeff",
        ),
        *("<<<<<<< HEAD\n", "=======\n", "<b>", "[a](javascript:b)", "matti.m@pikkula.fi"),
    ]
)
texts = st.text() | st.lists(scraps, max_size=30).map("".join)
unhurried = settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@unhurried
@given(texts)
@example("otsikko: a\ntavoite: digitaidot\naikataulu:\n  2025-kevät: {}\n")
@example("? - a\n: b\n")
@example("- - - a: [{b: c}]\n")
@example('otsikko: "\\ud83d"\n')
def test_any_text_as_a_measure_gives_problems_fit_for_an_editor(content, text):
    content.write("toimenpiteet/kurssit.yml", text.encode())

    check_problems(content.root / "content", "pikku")


@unhurried
@given(
    st.binary() | texts.map(str.encode), st.sampled_from(["tiekartta.yml", "tahot.yml", "visio.md"])
)
def test_any_bytes_as_another_file_give_problems_fit_for_an_editor(content, data, file):
    whole = content.path(file).read_bytes()
    content.write(file, data)
    try:
        check_problems(content.root / "content", "pikku")
    finally:
        content.write(file, whole)


@unhurried
@given(texts, st.sampled_from(sorted(KINDS)))
def test_any_text_as_any_kind_of_file_is_read_or_refused(text, kind):
    node, problems = parse(text, "a.yml")

    if node is None:  # or nothing but comments in it
        assert problems or not re.search(r"^[a-z]", text)
        return
    found, faults = validate(KINDS[kind], node, "a.yml")
    assert (found is None) == bool(faults)


plain = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), min_size=1),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(sorted(KEYS.values())), inner),
    max_leaves=15,
)


@unhurried
@given(
    st.dictionaries(st.sampled_from(sorted(KEYS.values())), plain), st.sampled_from(sorted(KINDS))
)
def test_any_values_in_any_fields_are_read_or_refused_at_their_place(tree, kind):
    import yaml

    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    node, problems = parse(re.sub(r"!!\w+ ", "", text), "a.yml")

    assert node, problems
    found, faults = validate(KINDS[kind], node, "a.yml")
    assert (found is None) == bool(faults)
    assert all(1 <= fault.place.line <= text.count("\n") + 1 for fault in faults)
