"""Slips of the pen in a YAML file: each gives one Problem, at the place to mend."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
import yaml

from digitiekartta.roadmap.reading import nodes
from digitiekartta.roadmap.reading.nodes import parse

FILE = "toimenpiteet/kurssit.yml"
LOADERS = {"libyaml": yaml.CSafeLoader, "PyYAML": yaml.SafeLoader}

# What is written, the code, line and column, and words that the message or remedy holds.
SLIPS = [
    ("otsikko: Katso: tänne", "two-colons", 1, 15, "otsikko: 'Katso: tänne'"),
    ("vastuu:\n  - nimi: Katso: tänne", "two-colons", 2, 16, "- nimi: 'Katso: tänne'"),
    ("kuvaus: Huom: kurssi\n  alkaa syksyllä.", "two-colons", 1, 13, "”kuvaus: |-”"),
    ("kuvaus: Kurssi.\nSe alkaa syksyllä.", "yaml-syntax", 2, 1, "sisennä se kahdella"),
    ("kuvaus: |-\nKurssi alkaa.\n\nSyksyllä.", "yaml-syntax", 2, 1, "”kuvaus: |-”"),
    ("kuvaus: Kurssi.\n\nSe alkaa.\nlaji: a", "yaml-syntax", 3, 1, "kentän ”kuvaus” jatkoksi"),
    ("tavoite = digitaidot", "missing-colon", 1, 8, "muotoon ”tavoite: digitaidot”"),
    ("laji: a\ntavoite=digitaidot", "missing-colon", 2, 8, "muotoon ”tavoite: digitaidot”"),
    ("tavoite – digitaidot\nlaji: a", "missing-colon", 1, 8, "muotoon ”tavoite: digitaidot”"),
    ("otsikko: : alku", "two-colons", 1, 10, "': alku'"),
    ('otsikko: "Katso\nlaji: a', "unclosed-quote", 1, 10, "ei suljeta"),
    ("laji: a\notsikko: 'Katso", "unclosed-quote", 2, 10, "ei suljeta"),
    ('otsikko: "Katso\nlaji: "a"', "unclosed-quote", 1, 10, "ei suljeta"),
    ('otsikko: "Katso\nlaji: "a"\nsyy: "b"', "unclosed-quote", 1, 10, "ei suljeta"),
    ('vastuu:\n  - "Kirjasto\n  - "Koulu"', "unclosed-quote", 2, 5, "ei suljeta"),
    ('otsikko: "Katso" tänne', "text-after-quote", 1, 10, "samoihin lainausmerkkeihin"),
    ('otsikko: "Katso "tänne" nyt"', "text-after-quote", 1, 10, "Käytä tekstin sisällä"),
    ("otsikko: 'Kunta'n sivu'", "text-after-quote", 1, 10, "samoihin lainausmerkkeihin"),
    ('vastuu:\n  - "Kirjasto" ja koulu', "text-after-quote", 2, 5, "samoihin lainausmerkkeihin"),
    ('otsikko: "C:\\kansio"', "backslash-in-quotes", 1, 13, "yksinkertaisiin"),
    ("vastuu:\n\t- Kirjasto", "tab-indent", 2, 1, "välilyönneillä"),
    ("vastuu:\n  - Kirjasto\n \t- Koulu", "tab-indent", 3, 2, "välilyönneillä"),
    ("vastuu:\n  -\tKirjasto", "tab-indent", 2, 4, "kirjoita välilyönti"),
    ("laji: a\n syy: b", "bad-indent", 2, 2, "liian syvälle"),
    ("laji: a\nsyy: b\n    tila: c", "bad-indent", 3, 5, "liian syvälle"),
    ("kuvaus: Katso\n  tänne: nyt", "bad-indent", 2, 3, "|-"),
    (" laji: a\nsyy: b", "bad-indent", 1, 1, "ensimmäinen rivi"),
    ("vastuu:\n  - Kirjasto\n - Koulu", "bad-indent", 3, 2, "samasta kohdasta"),
    ("vastuu:\n  - Kirjasto\n   - Koulu", "bad-indent", 3, 4, "edellisen rivin jatkoksi"),
    ("vastuu: Kirjasto\n  - Koulu", "bad-indent", 2, 3, "edellisen rivin jatkoksi"),
    ("vastuu:\n  - Kirjasto\n  laji: a", "bad-indent", 3, 3, "sisennys"),
    ("aikataulu:\n  kevät 2025: a\n syksy 2025: b", "bad-indent", 3, 2, "sisennys"),
    ("vastuu:\n  -Kirjasto", "missing-space", 2, 4, "”- Kirjasto”"),
    ("vastuu:\n  -Kirjasto\n  -Koulu", "missing-space", 2, 4, "”- Kirjasto”"),
    ("vastuu:\n  - Kirjasto\n  -Koulu", "missing-space", 3, 4, "”- Koulu”"),
    ("otsikko:Kurssi", "missing-space", 1, 9, "”otsikko: Kurssi”"),
    ("otsikko:Kurssi\nlaji: a", "missing-space", 1, 9, "”otsikko: Kurssi”"),
    ("laji: a\notsikko:Kurssi\nsyy: b", "missing-space", 2, 9, "”otsikko: Kurssi”"),
    ("laji: a\notsikko:Kurssi", "missing-space", 2, 9, "”otsikko: Kurssi”"),
    ("aikataulu:\n  kevät 2025:a\n  syksy 2025: b", "missing-space", 2, 14, "”kevät 2025: a”"),
    ("otsikko Kurssi\nlaji: a", "missing-colon", 1, 8, "”otsikko: Kurssi”"),
    ("laji: a\notsikko Kurssi\nsyy: b", "missing-colon", 2, 8, "”otsikko: Kurssi”"),
    ("laji: a\notsikko Kurssi", "missing-colon", 2, 8, "”otsikko: Kurssi”"),
    ("laji: a\nvastuu\n  - Kirjasto", "missing-colon", 2, 7, "kaksoispiste"),
    ("vastuu:\n  • Kirjasto\n  • Koulu", "list-mark", 2, 3, "”- Kirjasto”"),
    ("vastuu:\n  – Kirjasto", "list-mark", 2, 3, "”- Kirjasto”"),
    ("laji: a\nvastuu:\n  * Kirjasto", "list-mark", 3, 3, "”- Kirjasto”"),
    ("vastuu:\n\u00a0\u00a0- Kirjasto", "odd-space", 2, 1, "tavallisilla välilyönneillä"),
    ("vastuu:\n  - Kirjasto\n\u00a0\u00a0- Koulu", "odd-space", 3, 1, "tavallisilla"),
    ("otsikko:\u00a0Kurssi\nlaji: a", "odd-space", 1, 9, "tavallinen välilyönti"),
    ("laji: a\notsikko:\u00a0Kurssi", "odd-space", 2, 9, "tavallinen välilyönti"),
    ("otsikko： Kurssi\nlaji: a", "odd-colon", 1, 8, "tavallinen kaksoispiste"),
    ("laji: a\notsikko： Kurssi", "odd-colon", 2, 8, "tavallinen kaksoispiste"),
    ("otsikko: [Uusi] kurssi\nlaji: a", "unclosed-bracket", 1, 10, "'[Uusi] kurssi'"),
    ("otsikko: {Uusi} kurssi", "unclosed-bracket", 1, 10, "'{Uusi} kurssi'"),
    ("vastuu: [Kirjasto\nlaji: a", "unclosed-bracket", 1, 9, "sulkeeseen"),
    ("laji: a\nvastuu: [Kirjasto", "unclosed-bracket", 2, 9, "sulkeeseen"),
    ("otsikko: &a Kurssi", "yaml-anchor", 1, 10, "lainausmerkkeihin"),
    ("otsikko: & Kurssi", "yaml-anchor", 1, 10, "lainausmerkkeihin"),
    ("otsikko: *Kurssi", "yaml-anchor", 1, 10, "lainausmerkkeihin"),
    ("otsikko: **Kurssi** nyt", "yaml-anchor", 1, 10, "lainausmerkkeihin"),
    ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "yaml-anchor", 1, 4, "viittauksia"),
    ("<<: *perus", "yaml-anchor", 1, 5, "viittauksia"),
    ("otsikko: !!python/object/apply:os.system [ls]", "yaml-tag", 1, 10, "huutomerkki"),
    ("otsikko: !!str Kurssi", "yaml-tag", 1, 10, "huutomerkki"),
    ("otsikko: !Kurssi nyt", "yaml-tag", 1, 10, "huutomerkki"),
    ("otsikko: ! Kurssi", "yaml-tag", 1, 10, "huutomerkki"),
    ("laji: a\n---\nlaji: b", "several-documents", 2, 1, "---"),
    ("otsikko: Kurssi # 1", "comment-after-value", 1, 17, "lainausmerkkeihin"),
    ("otsikko: #kurssi", "comment-after-value", 1, 10, "lainausmerkkeihin"),
    ("otsikko: " + "[" * 50 + "]" * 50, "too-deep", 1, 29, "sulkeet"),
    ("[" * 5000, "too-deep", 1, 21, "sulkeet"),
    ("laji: a\n[a, b]: c", "key-not-text", 2, 1, "kenttä: arvo"),
    ("laji: a\nsyy: b\nlaji: c", "duplicate-key", 3, 1, "on jo rivillä 1"),
    ("linkit:\n  - syy: a\n    syy: b", "duplicate-key", 3, 5, "on jo rivillä 2"),
    ("laji: a\nhei vaan\nsyy: b", "yaml-syntax", 2, 1, "kentän ”laji” jatkoksi"),
    *(
        (f"laji: a\notsikko: {mark} Kurssi", "reserved-start", 2, 10, f"'{mark} Kurssi'")
        for mark in "%@`|>?-,]}"
    ),
    *((f"vastuu:\n  - {mark}K", "reserved-start", 2, 5, f"- '{mark}K'") for mark in "%@`"),
    *((f"laji: a\n{mark}syy: b", "reserved-start", 2, 1, "Poista merkki") for mark in "%@`"),
]


@pytest.fixture(params=LOADERS)
def loader(request, monkeypatch):
    monkeypatch.setattr(nodes, "LOADER", LOADERS[request.param])


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "code", "line", "column", "words"), SLIPS)
def test_a_slip_is_told_once_and_at_the_place_to_mend(text, code, line, column, words):
    _, [problem] = parse(text + "\n", FILE)

    place = problem.place
    assert (code, FILE, line, column) == (problem.code, place.file, place.line, place.column)
    assert words in f"{problem.message} {problem.remedy}"


SHOWN = re.compile(r"(?:muotoon|lainausmerkkeihin|sulje kuuluu tekstiin): ?”(.+)”|muotoon ”(.+)”")


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(("text", "line"), [(slip[0], slip[2]) for slip in SLIPS])
def test_a_line_that_a_remedy_shows_mends_the_fault_when_it_is_written_so(text, line):
    _, [told] = parse(text + "\n", FILE)
    lines = text.split("\n")
    written = lines[line - 1]
    indent = written[: len(written) - len(written.lstrip())]
    if "sisennä se kahdella" in told.remedy:
        mended = [
            *lines[: line - 1],
            *(f"  {one}" if ":" not in one else one for one in lines[line - 1 :]),
        ]
    elif "|-" in told.remedy and told.code == "two-colons":
        key, _, rest = written.partition(": ")
        mended = [*lines[: line - 1], f"{key}: |-", f"  {rest}", *lines[line:]]
    elif shown := SHOWN.search(told.remedy):
        mended = [*lines[: line - 1], indent + (shown[1] or shown[2]), *lines[line:]]
    else:
        return
    _, left = parse("\n".join(mended) + "\n", FILE)

    assert [] == [one for one in left if (one.code, one.place.line) == (told.code, line)]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("no", "no"),
        ("12:30", "12:30"),
        ("2025-12-01", "2025-12-01"),
        ("0123", "0123"),
        ("1_000", "1_000"),
        ("~", "~"),
        ("null", "null"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("=", "="),
        ("-Kurssi", "-Kurssi"),
        (":Kurssi", ":Kurssi"),
        ("?Kurssi", "?Kurssi"),
        ("C#-kurssi", "C#-kurssi"),
        ("50 % & *", "50 % & *"),
        ("Kurssi [uusi]", "Kurssi [uusi]"),
        ("https://pikkula.example", "https://pikkula.example"),
        ("😀 Kurssi", "😀 Kurssi"),
        ("Katso: tänne", "'Katso: tänne'"),
        ("Kunta'n", "'Kunta''n'"),
        ("# 1", '"# 1"'),
        ("a - b – c", "a\n  - b – c".replace("\n  -", " -")),
        ("- a\n- b", "|-\n  - a\n  - b"),
        ("a\n\n* b: c # d", "|-\n  a\n\n  * b: c # d"),
        ("a b", ">-\n  a\n  b"),
        ("a b", "a\n  b"),
        ("a – b", "a\n  – b"),
    ],
)
def test_a_text_survives_as_it_was_written(expected, text):
    root, problems = parse(f"otsikko: {text}\n", FILE)

    assert ([], {"otsikko": expected}) == (problems, root.plain())


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    "text",
    [
        "{laji: a, vastuu: [Kirjasto, Koulu]}\n",
        "laji: a\nvastuu: [ Kirjasto, Koulu ]\n",
        "laji: a\nvastuu:\n- Kirjasto\n- Koulu\n",
        "---\nlaji: a\nvastuu:\n    - Kirjasto\n    - Koulu\n...\n",
        "# kommentti\nlaji: a\n\nvastuu: # kommentti\n  - Kirjasto\n  # kommentti\n  - Koulu\n",
        "laji:   a   \nvastuu:\n  -   Kirjasto\n  -\n    Koulu\n",
    ],
)
def test_other_ways_to_write_the_same_are_read(text):
    root, problems = parse(text, FILE)

    assert ([], {"laji": "a", "vastuu": ["Kirjasto", "Koulu"]}) == (problems, root.plain())


def test_words_after_a_number_sign_are_not_lost_without_a_warning():
    root, [problem] = parse("otsikko: Kurssi # ohjelmointi\nlaji: a\n", FILE)

    assert "Kurssi" == root.plain()["otsikko"]
    assert not problem.is_error


def test_a_second_key_names_the_place_of_the_first():
    _, [problem] = parse("laji: a\nlaji: b\n", FILE)

    [first] = problem.related
    assert (1, 1, "laji") == (first.line, first.column, first.field)


def test_a_valid_quotation_above_is_not_blamed():
    text = dedent("""\
        otsikko: "Katso
          tänne"
        kuvaus: |-
          "Hei" sanoi hän
        hei vaan
        laji: a
    """)

    _, [problem] = parse(text, FILE)

    assert ("yaml-syntax", 5) == (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "right"),
    [
        ("tahot.yml", "Tietohallinto:\n", "Tietohallinto\n", 1, "”Tietohallinto:”"),
        ("tahot.yml", "Kirjasto:\n", "Kirjasto\n", 6, "”Kirjasto:”"),
        ("lyhenteet.yml", "DVV: Digi", "DVV Digi", 1, "”DVV: Digi- ja"),
        ("lyhenteet.yml", "DVV: Digi", "DVV – Digi", 1, "”DVV: Digi- ja"),
        ("lyhenteet.yml", "DVV: Digi", "DVV = Digi", 1, "”DVV: Digi- ja"),
        ("lyhenteet.yml", "DVV: Digi", "DVV:Digi", 1, "”DVV: Digi- ja"),
        ("toimenpiteet/kurssit.yml", "aikataulu:\n", "aikataulu\n", 8, "”aikataulu:”"),
    ],
)
def test_a_missing_colon_is_told_once_on_the_line_that_lacks_it(
    content, file, old, new, line, right
):
    content.replace(file, old, new)

    problem = content.problem()
    assert problem.code in ("missing-colon", "missing-space")
    assert (file, line) == (problem.place.file.removeprefix("content/pikku/"), problem.place.line)
    assert right in problem.remedy
