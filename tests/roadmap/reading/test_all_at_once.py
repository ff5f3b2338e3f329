"""One fault hides no other: what is right in a broken file is read and checked like the rest."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from digitiekartta.roadmap.fields import declared
from digitiekartta.roadmap.model import Goal, Levels, Measure, Settings
from pikku import FILES, Content

KURSSIT = "toimenpiteet/kurssit.yml"

# Each file holds several faults: what is written in place of what, and where each is told.
FAULTS = {
    "a broken line and three wrong names": (
        [
            ("otsikko: Tietoturvakurssi", "otsikko: Kurssi: tietoturva"),
            ("  - Tietohallinto", "  - Tietohallino"),
            ("  - Koko kunta", "  - Koko kaupunki"),
            ("2025: käyttöönotto", "2025: käytöönotto"),
        ],
        [("two-colons", 1), ("unknown-party", 5), ("unknown-sector", 7), ("unknown-phase", 10)],
    ),
    "three broken lines": (
        [
            ("otsikko: Tietoturvakurssi", 'otsikko: "Tietoturvakurssi'),
            ("  - Koko kunta", "\t- Koko kunta"),
            ("ryhma: koulutus", "ryhma koulutus"),
        ],
        [("unclosed-quote", 1), ("missing-colon", 3), ("tab-indent", 7)],
    ),
    "what the remedy of a broken line leaves wrong": (
        [("  - Tietohallinto", "  • Tietohallino"), ("ryhma: koulutus", "ryhma:koultus")],
        [("missing-space", 3), ("unknown-group", 3), ("list-mark", 5), ("unknown-party", 5)],
    ),
    "lines that begin in the wrong place": (
        [("  syksy 2025:", "   syksy 2025:"), ("toimiala:", " toimiala:"), ("kunta", "kylä")],
        [("bad-indent", 6), ("unknown-sector", 7), ("bad-indent", 10)],
    ),
    "a list one space too far left": (
        [("vastuu:\n  - ", "raportit:\n - puolivuosi: kevät 2025\n   tila: v\nvastuu:\n - ")],
        [("unknown-value", 6)],
    ),
    "a conflict and what stands in its first half and after it": (
        [
            (
                "  - Tietohallinto",
                "<<<<<<< HEAD\n  - Tietohallino\n=======\n  - Toinen\n>>>>>>> haara",
            ),
            ("  - Koko kunta", "  - Koko kaupunki"),
        ],
        [("merge-conflict", 5), ("unknown-party", 6), ("unknown-sector", 11)],
    ),
    "an invisible character and a wrong name": (
        [("Tietoturvakurssi", "Tieto\x07turvakurssi"), ("  - Tietohallinto", "  - Tietohallino")],
        [("control-character", 1), ("unknown-party", 5)],
    ),
    "wrong values, an unknown field and wrong names": (
        [
            ("ryhma:", "jarjestys: toka\nryhma:"),
            ("toimiala:", "seurata: ei\ntoimiala:"),
            ("  - Koko kunta", "  - [Koko kunta]"),
            ("  - Tietohallinto", "  - Tietohallinto\n  - Tietohallino"),
            ("2025: käyttöönotto", "2025: käytöönotto"),
        ],
        [
            ("number-expected", 3),
            ("unknown-party", 7),
            ("unknown-key", 8),
            ("text-expected", 10),
            ("unknown-phase", 13),
        ],
    ),
    "a half-year that is none, one outside the period and a wrong phase": (
        [
            ("kevät 2025: selvitys", "kesä 2025: selvitys"),
            ("syksy 2025: käyttöönotto", "syksy 2062: käytöönotto"),
        ],
        [("unknown-half-year", 9), ("half-year-outside", 10), ("unknown-phase", 10)],
    ),
    "no title, and a wrong goal": (
        [
            ("otsikko: Tietoturvakurssi\n", ""),
            ("digitaidot", "digitaitot"),
            ("ryhma: koulutus\n", ""),
        ],
        [("missing-field", 1), ("unknown-goal", 1)],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), FAULTS.values(), ids=FAULTS)
def test_every_fault_of_a_file_is_told_at_once(content, edits, expected):
    for old, new in edits:
        content.replace(KURSSIT, old, new)

    assert expected == [(problem.code, problem.place.line) for problem in content.problems()]


def test_a_file_in_the_letters_of_windows_is_read_all_the_same(content):
    text = content.read(KURSSIT).replace("Tietohallinto", "Tietohallintö")
    content.write(KURSSIT, text.encode("windows-1252"))

    messages = {problem.code: problem.message for problem in content.problems()}
    assert {"not-utf8", "unknown-party"} == set(messages)
    assert "”Tietohallintö”" in messages["unknown-party"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kuvaus: Pikkula", "kuvaus: Huom: Pikkula", "two-colons"),
        ("kausi: kevät", "kausi: talvi", "unknown-half-year"),
        ("yleinen: jatkuva", "yleinen: ikuinen", "unknown-value"),
        ("lyhytnimi: Pikkula\n", "", "missing-field"),
        ("lyhytnimi:", "lyhytnimmi:", "unknown-key"),
        ("kohderyhmat:", "\tkohderyhmat:", "tab-indent"),
    ],
)
def test_a_fault_of_the_settings_hides_nothing_and_is_told_once(content, old, new, code):
    content.replace("tiekartta.yml", old, new)
    content.replace(KURSSIT, "  - Tietohallinto", "  - Tietohallino")
    content.replace("toimenpiteet/digituki.yml", "2026: selvitys", "2026: selvtys")

    assert [code, "unknown-phase", "unknown-party"] == [one.code for one in content.problems()]


def test_a_fault_beside_a_party_s_name_leaves_the_name_known(content):
    content.replace("tahot.yml", "Kirjasto:\n  laji: yksikkö", "Kirjasto: yksikkö")
    content.replace(KURSSIT, "  - Tietohallinto", "  - Tietohallino")

    assert ["mapping-expected", "unknown-party"] == [one.code for one in content.problems()]


def test_a_misspelt_required_field_is_one_fault_not_two(content):
    content.replace(KURSSIT, "otsikko:", "otiskko:")

    assert "Tarkoititko ”otsikko”?" in content.problem().remedy


def test_a_schedule_without_a_period_is_told_once_where_the_period_belongs(content):
    content.replace("tiekartta.yml", "kausi: kevät 2025 – syksy 2026\n", "")

    problem = content.problem()
    assert ("no-period", "content/pikku/tiekartta.yml") == (problem.code, problem.place.file)


@pytest.mark.parametrize("settings", [None, "", "- nimi", "\0\1"])
def test_persons_are_found_without_the_settings_too(content, settings):
    content.remove("tiekartta.yml")
    if settings is not None:
        content.write("tiekartta.yml", settings)
    content.append(KURSSIT, "lisatiedot: Kysy Aino Virtaselta\n")
    content.append("saatesanat.md", "\nSoita numeroon 040 123 4567.\n")

    warnings = [one.code for one in content.problems() if not one.is_error]
    assert ["phone-number", "person-name"] == warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - nimi: selvitys\n", "  - selvitys:\n"),
        ("  - nimi: selvitys\n    yleinen: selvitys\n", "  - selvitys\n"),
        ("  - Koko kunta\n", "  - Koko kunta: kaikki\n"),
        ("  - Asukkaat\n", "  - [Asukkaat]\n"),
    ],
)
def test_a_name_that_could_not_be_read_is_not_told_as_unknown_where_it_is_used(content, old, new):
    content.replace("tiekartta.yml", old, new)
    content.replace(KURSSIT, "  - Tietohallinto", "  - Tietohallino")

    told = {one.code for one in content.problems() if one.is_error}
    assert "unknown-party" in told
    assert not told & {"unknown-phase", "unknown-sector", "unknown-audience"}


def test_a_half_year_that_stands_twice_hides_no_other_fault_of_its_schedule(content):
    lines = (
        "kevät 2025: selvits",
        "Kevät 2025: selvitys",
        "kesä 2025: selvitys",
        "syksy 2026: [x]",
    )
    schedule = "".join(f"  {line}\n" for line in lines)
    content.write(
        "toimenpiteet/uusi.yml", f"otsikko: Uusi\ntavoite: digitaidot\naikataulu:\n{schedule}"
    )

    assert [
        ("unknown-phase", 4),
        ("duplicate-half-year", 5),
        ("unknown-half-year", 6),
        ("text-expected", 7),
    ] == [(one.code, one.place.line) for one in content.problems()]


# --- one slip is one fault -----------------------------------------------------------------

SLIPS = {
    "a tab": lambda space, words: f"\t{words}",
    "a no-break space": lambda space, words: f"\u00a0{space}{words}",
    "one space too many": lambda space, words: f" {space}{words}",
    "one space too few": lambda space, words: f"{space[1:]}{words}" if space else None,
    "no space": lambda space, words: _once(f"{space}{words}", ": ", ":"),
    "no colon": lambda space, words: _once(f"{space}{words}", ": ", " "),
    # Not of names, which are others with one word more.
    "two colons": lambda space, words: _once(f"{space}{words}", "otsikko: ", "otsikko: Huom: "),
    "an open quote": lambda space, words: _once(f"{space}{words}", ": ", ': "'),
    "an anchor": lambda space, words: _once(f"{space}{words}", ": ", ": &"),
    "a bullet": lambda space, words: _once(f"{space}{words}", "- ", "• "),
    "no space after the mark": lambda space, words: _once(f"{space}{words}", "- ", "-"),
}
LINES = [
    (file, number)
    for file, text in FILES.items()
    if file.endswith(".yml")
    for number in range(len(text.strip().splitlines()))
]


def _once(line: str, old: str, new: str) -> str | None:
    return line.replace(old, new, 1) if old in line else None


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(tmp_path_factory.mktemp("pikku"))


@given(place=st.sampled_from(LINES), slip=st.sampled_from(sorted(SLIPS)))
def test_a_slip_of_the_pen_is_told_where_it_is_and_makes_no_others(sound, place, slip):
    file, number = place
    whole = sound.read(file)
    lines = whole.splitlines()
    written = lines[number]
    words = written.lstrip()
    broken = SLIPS[slip](written.removesuffix(words), words)
    if broken is None:
        return
    sound.write(file, "\n".join([*lines[:number], broken, *lines[number + 1 :]]).encode())
    try:
        problems = sound.problems()
    finally:
        sound.write(file, whole.encode())

    elsewhere = [
        problem
        for problem in problems
        if problem.place.file != f"content/pikku/{file}" or abs(problem.place.line - number - 1) > 1
    ]
    assert not elsewhere, f"{file}: {written!r} → {broken!r}"


# --- a value of the wrong shape --------------------------------------------------------------

FILE_OF = {Settings: "tiekartta.yml", Levels: "tasot.yml", Measure: "toimenpiteet/digituki.yml"}
FILE_OF |= {Goal: "tavoitteet/digitaidot.yml"}
FIELDS = [(model, field) for model in FILE_OF for field in declared(model).values()]
SHAPES = ["x", "[x, [y]]", "{'': x}"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("model", "field"), FIELDS, ids=[f"{m.__name__}-{f.key}" for m, f in FIELDS]
)
def test_a_value_of_any_shape_hides_no_fault_elsewhere(content, model, field, shape):
    file = FILE_OF[model]
    tree = yaml.safe_load(content.read(file))
    tree.pop(field.key, None)
    content.write(file, yaml.safe_dump(tree, allow_unicode=True))
    content.append(file, f"{field.key}: {shape}\n")
    content.append(KURSSIT, "lisatiedot: Kysy Aino Virtaselta\nliittyy: olematon\n")

    problems = content.problems()
    assert {"person-name", "unknown-measure"} <= {one.code for one in problems}
    assert shape == "x" or any(one.place.file.endswith(file) for one in problems)
