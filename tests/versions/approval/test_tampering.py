"""Approved versions that somebody has touched: each is named wherever one looks, and in words.

The first table holds what the files alone show: check, the public pages, the review of a pull
request, publish and status all refuse it. The second holds what only the branch shows, so that
the review of a pull request names it.
"""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from digitiekartta.roadmap.canonical import Canonical, canonical_bytes
from digitiekartta.roadmap.codes import code
from digitiekartta.versions.record import (
    Approval,
    Previous,
    Removal,
    digest,
    read_record,
    record_bytes,
)

NEWEST, MIDDLE, FIRST = "2026-1", "2025-1", "2024-1"


class Forger:
    """Whoever has an editor, knows how the files are made, and touches the approved ones."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, version: str, name: str = "hyvaksynta.json") -> Path:
        return self.folder / version / name

    def replace(self, version: str, old: str, new: str, name: str = "hyvaksynta.json") -> None:
        data = self.file(version, name).read_bytes()
        assert old.encode() in data, old
        self.file(version, name).write_bytes(data.replace(old.encode(), new.encode(), 1))

    def say(self, version: str, **said: Any) -> None:
        """Write a record as the program writes it, with other words."""
        record = {**json.loads(self.file(version).read_bytes()), **said}
        text = json.dumps(record, ensure_ascii=False, indent=1)
        self.file(version).write_bytes(text.encode() + b"\n")

    def content(self, version: str, data: bytes) -> None:
        """Exchange a content and make its record agree: the consistent attack."""
        self.file(version, "sisalto.json").write_bytes(data)
        self.say(version, sisalto_sha256=digest(data), tunniste=code(data))

    def form(self, version: str) -> Canonical:
        form: Canonical = json.loads(self.file(version, "sisalto.json").read_bytes())
        return form

    def change(self, edit: Callable[[Canonical], object]) -> None:
        """Change the newest content consistently."""
        form = self.form(NEWEST)
        edit(form)
        self.content(NEWEST, canonical_bytes(form))

    def follow(self, edit: Callable[[Canonical], object] | None = None, **said: Any) -> None:
        """Make a version after the newest by hand, right in every digest."""
        shutil.copytree(self.folder / NEWEST, self.folder / "2026-2")
        form = self.form(NEWEST)
        form["sivut"]["visio.md"] = "# Visio\n\nKäsin tehty.\n"
        if edit:
            edit(form)
        data = canonical_bytes(form)
        self.file("2026-2", "sisalto.json").write_bytes(data)
        before = self.file(NEWEST).read_bytes()
        record = read_record(before, "")
        assert isinstance(record, Approval)
        made = replace(
            record,
            version="2026-2",
            previous=Previous(NEWEST, digest(before)),
            code=code(data),
            digest=digest(data),
            **said,
        )
        self.file("2026-2").write_bytes(record_bytes(made))


def moved_outside(path: Path) -> None:
    town = path.parents[2]
    outside = town.with_name(f"{town.name}-muualla-{path.name}")
    path.rename(outside)
    path.symlink_to(outside)


def swapped(forger: Forger) -> None:
    one, other = forger.file(FIRST, "sisalto.json"), forger.file(MIDDLE, "sisalto.json")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def in_decomposed_letters(path: Path) -> bytes:
    path.write_text(unicodedata.normalize("NFD", path.read_text()))
    return path.read_bytes()


def decomposed(forger: Forger) -> None:
    forger.content(NEWEST, in_decomposed_letters(forger.file(NEWEST, "sisalto.json")))


def as_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def without_measure(form: Canonical) -> None:
    del form["toimenpiteet"]["ohjeet"]


def of_a_stranger(form: Canonical) -> None:
    bodies = form["asetukset"]["toimielimet"]
    bodies.append({"nimi": "Naapurin koira", "hyvaksyy": "tiekartta"})


def renamed(form: Canonical) -> None:
    del form["toimenpiteet"]["ohjeet"]
    form["toimenpiteet"]["kurssit"]["aiemmat_tunnukset"] = ["ohjeet"]


def taken_out(forger: Forger) -> None:
    old = forger.file(NEWEST, "sisalto.json")
    before = old.read_bytes()
    form = forger.form(NEWEST)
    form["asetukset"]["kuvaus"] = "(poistettu)"
    after, changes = canonical_bytes(form), digest(forger.file(NEWEST, "muutokset.md").read_bytes())
    forger.follow(removals=(Removal(NEWEST, digest(before), digest(after), changes, changes),))
    old.write_bytes(after)


DEEP = b"[" * 100_000 + b"]" * 100_000
SHALLOW = b'{"muoto": 1, "tunnus": "pikku", "asetukset": ' + b"[" * 900 + b"]" * 900 + b"}\n"

Tampering = Callable[[Forger], object]
BY_FILES: dict[str, tuple[str, Tampering]] = {
    "a byte in an old snapshot": (
        "snapshot-changed",
        lambda f: f.replace(FIRST, "Pikkulan", "Pikkulän", "sisalto.json"),
    ),
    "a snapshot with Windows line ends": (
        "snapshot-changed",
        lambda f: f.replace(NEWEST, "\n", "\r\n", "sisalto.json"),
    ),
    "snapshots swapped": ("snapshot-changed", swapped),
    "the body of an old record": (
        "approval-changed",
        lambda f: f.replace(MIDDLE, "Johtoryhmä", "Kunnanhallitus"),
    ),
    "an old record with Windows line ends": (
        "bad-approval",
        lambda f: f.replace(FIRST, "\n", "\r\n"),
    ),
    "an old record in decomposed letters": (
        "bad-approval",
        lambda f: in_decomposed_letters(f.file(MIDDLE)),
    ),
    "the middle version gone": (
        "approval-chain-broken",
        lambda f: shutil.rmtree(f.folder / MIDDLE),
    ),
    "the first version gone": ("approval-chain-broken", lambda f: shutil.rmtree(f.folder / FIRST)),
    "the folder is a link": ("link-outside", lambda f: moved_outside(f.folder)),
    "a version is a link": ("link-outside", lambda f: moved_outside(f.folder / NEWEST)),
    "a version is a link within": (
        "link-outside",
        lambda f: (f.folder / "2026-2").symlink_to(f.folder / NEWEST),
    ),
    "a snapshot is a link": (
        "link-outside",
        lambda f: moved_outside(f.file(NEWEST, "sisalto.json")),
    ),
    "the list of changes is a link": (
        "link-outside",
        lambda f: moved_outside(f.file(NEWEST, "muutokset.md")),
    ),
    "a key given twice in a record": (
        "bad-approval",
        lambda f: f.replace(
            NEWEST, '"toimielin":', '"toimielin": "Kunnanhallitus",\n "toimielin":'
        ),
    ),
    "a key too many in a record": ("bad-approval", lambda f: f.say(NEWEST, lisa="x")),
    "a record with a byte order mark": (
        "bad-approval",
        lambda f: f.file(NEWEST).write_bytes(b"\xef\xbb\xbf" + f.file(NEWEST).read_bytes()),
    ),
    "a record in UTF-16": (
        "bad-approval",
        lambda f: f.file(NEWEST).write_bytes(f.file(NEWEST).read_text().encode("utf-16")),
    ),
    "a record on one line": (
        "bad-approval",
        lambda f: f.file(NEWEST).write_text(json.dumps(json.loads(f.file(NEWEST).read_bytes()))),
    ),
    "a record with a space at its end": (
        "bad-approval",
        lambda f: f.file(NEWEST).write_bytes(f.file(NEWEST).read_bytes() + b" "),
    ),
    "a format of five thousand digits": (
        "bad-approval",
        lambda f: f.replace(NEWEST, '"muoto": 2', f'"muoto": 2{"0" * 5000}'),
    ),
    "a format without end": (
        "bad-approval",
        lambda f: f.replace(NEWEST, '"muoto": 2', '"muoto": 1e999'),
    ),
    "a format with a fraction": (
        "bad-approval",
        lambda f: f.replace(NEWEST, '"muoto": 2', '"muoto": 2.0'),
    ),
    "a format that is true": (
        "bad-approval",
        lambda f: f.replace(NEWEST, '"muoto": 2', '"muoto": true'),
    ),
    "a format of a newer program": ("newer-format", lambda f: f.say(NEWEST, muoto=3)),
    "a short code in a record of today": (
        "bad-approval",
        lambda f: f.say(NEWEST, tunniste=f.form(NEWEST) and "VDY1-K1YC-7RFF"),
    ),
    "a record without the digest of its changes": (
        "bad-approval",
        lambda f: f.say(NEWEST, muutokset_sha256=None),
    ),
    "a code that is Markdown": (
        "bad-approval",
        lambda f: f.say(NEWEST, tunniste="x`\n\n@kunta <img src=x> [x](https://evil.example)"),
    ),
    "half a letter in a record": (
        "bad-approval",
        lambda f: f.replace(NEWEST, '"Johtoryhmä"', '"\\ud800"'),
    ),
    "a body of another type": ("bad-approval", lambda f: f.say(NEWEST, toimielin=["Johtoryhmä"])),
    "a record that continues itself": (
        "approval-changed",
        lambda f: f.say(NEWEST, edellinen={"versio": NEWEST, "hyvaksynta_sha256": "0" * 64}),
    ),
    "a record whose previous one is a word": (
        "bad-approval",
        lambda f: f.say(NEWEST, edellinen=MIDDLE),
    ),
    "a digest in capitals": (
        "approval-changed",
        lambda f: f.say(
            NEWEST,
            edellinen={
                "versio": MIDDLE,
                "hyvaksynta_sha256": digest(f.file(MIDDLE).read_bytes()).upper(),
            },
        ),
    ),
    "a link that runs": ("bad-approval", lambda f: f.say(NEWEST, linkki="javascript:alert(1)")),
    "an empty record": ("bad-approval", lambda f: f.file(NEWEST).write_bytes(b"")),
    "a deep record": ("bad-approval", lambda f: f.file(NEWEST).write_bytes(DEEP)),
    "a record that is a folder": ("unreadable-file", lambda f: as_folder(f.file(NEWEST))),
    "a version of another name": (
        "bad-approval",
        lambda f: (f.folder / NEWEST).rename(f.folder / "2026-9"),
    ),
    "a version with a space in its name": (
        "unknown-file",
        lambda f: (f.folder / "2027 1").mkdir(),
    ),
    "a hidden version": (
        "unknown-file",
        lambda f: (f.folder / NEWEST).rename(f.folder / f".{NEWEST}"),
    ),
    "a foreign file in a version": (
        "unknown-file",
        lambda f: f.file(NEWEST, "lisa.json").write_text("x"),
    ),
    "another list of changes": (
        "changes-altered",
        lambda f: f.file(NEWEST, "muutokset.md").write_text("# Mitään ei muutettu\n"),
    ),
    "no list of changes": (
        "approval-incomplete",
        lambda f: f.file(MIDDLE, "muutokset.md").unlink(),
    ),
    "two versions after one": (
        "approval-chain-broken",
        lambda f: (
            shutil.copytree(f.folder / NEWEST, f.folder / "2026-2"),
            f.say("2026-2", versio="2026-2"),
        ),
    ),
    # What only a consistent forgery brings that far.
    "a deep snapshot": ("bad-snapshot", lambda f: f.content(NEWEST, DEEP)),
    "a snapshot that is deep in a field": ("bad-snapshot", lambda f: f.content(NEWEST, SHALLOW)),
    "a snapshot in decomposed letters": ("unknown-half-year", decomposed),
    "a snapshot whose format is no number": (
        "bad-snapshot",
        lambda f: f.content(
            NEWEST,
            f.file(NEWEST, "sisalto.json").read_bytes().replace(b'"muoto": 1', b'"muoto": NaN'),
        ),
    ),
    "a snapshot whose format is true": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form.update(muoto=True)),
    ),
    "a key given twice in a snapshot": (
        "bad-snapshot",
        lambda f: f.content(
            NEWEST,
            f.file(NEWEST, "sisalto.json")
            .read_bytes()
            .replace(b' "muoto": 1', b' "muoto": 1,\n "muoto": 1'),
        ),
    ),
    "a part too many in a snapshot": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form.update(salaa="b74999cf2463e71")),
    ),
    "a snapshot with a comment in a field": (
        "unknown-key",
        lambda f: f.change(lambda form: form["toimenpiteet"]["kurssit"].update(piilo="1f3a")),
    ),
    "half a letter in a snapshot": (
        "bad-snapshot",
        lambda f: f.content(
            NEWEST,
            f.file(NEWEST, "sisalto.json").read_bytes().replace(b"Pikkulan", b"Pik\\ud800ulan"),
        ),
    ),
    "a control character in a snapshot": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form["asetukset"].update(nimi="Pik\0ku")),
    ),
    "no-break spaces and bidi characters": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form["asetukset"].update(nimi="Pikku\u202e")),
    ),
    "prose under a name that leads elsewhere": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form["sivut"].update({"../../x.md": "# X\n\nx\n"})),
    ),
    "a snapshot of another roadmap": (
        "bad-snapshot",
        lambda f: f.change(lambda form: form.update(tunnus="muu")),
    ),
    "a logo of another folder": (
        "bad-file-name",
        lambda f: f.change(
            lambda form: form["asetukset"].update(ulkoasu={"logo": "../../../x.svg"})
        ),
    ),
    "a link of a page that runs": (
        "forbidden-link",
        lambda f: f.change(
            lambda form: form["asetukset"].update(
                yhteystiedot={"osoite": "javascript:window.__pwn=2"}
            )
        ),
    ),
    # Right in every digest, and still not what approve makes.
    "a body that may not": ("body-may-not-approve", lambda f: f.follow(body="Digiryhmä")),
    "a body that nobody knows": ("unknown-body", lambda f: f.follow(body="Naapurin koira")),
    "a body that gave itself the right": (
        "unknown-body",
        lambda f: f.follow(of_a_stranger, body="Naapurin koira"),
    ),
    "a whole that only changes may be": (
        "body-may-not-approve",
        lambda f: f.follow(kind="hyväksyntä"),
    ),
    "a day to come": ("approval-in-future", lambda f: f.follow(day=date(2999, 1, 1))),
    "a day before the one before": (
        "approval-date-order",
        lambda f: f.follow(day=date(1, 1, 1)),
    ),
    "a correction without a reason": (
        "correction-without-reason",
        lambda f: f.follow(kind="korjaus", reason=None, decision="Kunnansihteeri 1.9.2026"),
    ),
    "a correction without a decision": (
        "correction-without-reason",
        lambda f: f.follow(kind="korjaus", reason="Virhe", decision=None),
    ),
    "a correction whose reason is a space": (
        "bad-approval",
        lambda f: f.follow(kind="korjaus", reason=" ", decision="Kunnansihteeri 1.9.2026"),
    ),
    "a note of two lines": ("bad-approval", lambda f: f.follow(note="Rivi\n\n# Otsikko")),
    "a change that takes words out of an approved version": ("removal-refused", taken_out),
    "a measure under a name that another had": ("undeclared-removal", lambda f: f.follow(renamed)),
    "a measure that vanished in silence": (
        "undeclared-removal",
        lambda f: f.follow(without_measure),
    ),
    "the same content again": (
        "nothing-to-approve",
        lambda f: f.follow(lambda form: form.update(f.form(NEWEST))),
    ),
    "a first version that changes": (
        "first-not-whole",
        lambda f: (
            shutil.rmtree(f.folder / MIDDLE),
            shutil.rmtree(f.folder / NEWEST),
            f.say(FIRST, laji="muutos"),
        ),
    ),
    "a transcription of what was approved": (
        "kind-does-not-follow",
        lambda f: f.follow(kind="jäljennös"),
    ),
}


@pytest.fixture
def forger(approved) -> Forger:
    shutil.copytree(approved.root / "content", approved.root / "main" / "content")
    return Forger(approved.content.path("hyvaksytyt"))


COMMANDS = {
    "check": ("check", "pikku", "--format", "json"),
    "pages --public": ("pages", "pikku", "--public"),
    "review": ("review", "pikku", "--base", "main"),
    "publish": ("publish", "pikku", "www"),
    "status": ("status", "pikku"),
}
REFUSALS = {"check": 1, "pages --public": 3, "review": 1, "publish": 3, "status": 1}


@pytest.mark.parametrize("what", BY_FILES)
def test_what_files_show_is_refused_by_every_command_and_named_where_it_is(approved, forger, what):
    kind, tamper = BY_FILES[what]
    tamper(forger)

    ended = {name: approved.run(*words) for name, words in COMMANDS.items()}

    assert REFUSALS == {name: end.code for name, end in ended.items()}
    found = json.loads(ended["check"].out)["problems"]
    assert kind in {one["code"] for one in found if "hyvaksytyt" in one["file"]}
    for name in ("pages --public", "publish", "status"):
        assert f"[{kind}]" in ended[name].err, name
    assert "hyvaksytyt" in ended["review"].out
    assert not any("Traceback" in end.out + end.err for end in ended.values())


ONLY_BY_BRANCH: dict[str, Tampering] = {
    "the newest rewritten with its record": lambda f: f.change(
        lambda form: form["asetukset"].update(kuvaus="Väärennetty.")
    ),
    "the newest taken away": lambda f: shutil.rmtree(f.folder / NEWEST),
    "all taken away": lambda f: shutil.rmtree(f.folder),
    "the note of the newest": lambda f: f.say(NEWEST, huomautus="x"),
    "the newest hidden as if it were not finished": lambda f: (f.folder / NEWEST).rename(
        f.folder / f".{NEWEST}.uusi"
    ),
}


@pytest.mark.parametrize("what", ONLY_BY_BRANCH)
def test_what_only_the_branch_shows_is_named_by_the_review(approved, forger, what):
    ONLY_BY_BRANCH[what](forger)

    ended = approved.run(*COMMANDS["review"])

    assert 1 == ended.code
    assert "Hyväksyttyä versiota 2026-1 on muutettu, tai se on poistettu." in ended.out


def test_the_list_of_changes_of_a_former_record_is_named_by_the_review(approved):
    approved.as_format_1(NEWEST)
    shutil.copytree(approved.root / "content", approved.root / "main" / "content")
    approved.file(NEWEST, "muutokset.md").write_text("# Mitään ei muutettu\n")

    assert [] == approved.problems()
    assert "2026-1 on muutettu" in approved.run(*COMMANDS["review"]).out


def test_untouched_versions_are_refused_by_nobody(approved, forger):
    ended = {name: approved.run(*words) for name, words in COMMANDS.items() if name != "publish"}

    assert {0} == {end.code for end in ended.values()}
