"""A year of a municipality: from two officials' edits to the meeting, the site, and back.

Real git, the real commands, and every site read as its readers would meet it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx import Document
from lxml import html

import terminal
from pikku import Content

ROOT = Path(__file__).parent.parent
SETTINGS = """
toimielimet:
  - nimi: Kunnanhallitus
    tehtava: hyväksyy digitiekartan
    hyvaksyy: tiekartta
  - nimi: Johtoryhmä
    tehtava: hyväksyy digitiekartan muutokset
    hyvaksyy: muutokset
saavutettavuus:
  tila: osittain
  puutteet:
    - kuvaus: Liitteessä on taulukko ilman otsikkoja.
      kriteeri: 1.3.1
      syy: ei vielä lain mukainen
  laadittu: 2.12.2024
  tarkistettu: 2.12.2024
  menetelma: itsearvio
"""
GIT = shutil.which("git") or "git"
DECEMBER_2024 = "1733788800"
#: 21 June 2026, and no browser, whose look takes minutes.
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1782000000", "PATH": "/nowhere", "HOME": "/nowhere"}

pytestmark = pytest.mark.engine


@dataclass(frozen=True)
class Desk:
    """One person's clone of the municipality's repository, with a terminal in it."""

    folder: Path
    person: str

    def git(self, *words: str) -> str:
        """Run git without anybody's own settings; return its output."""
        settings = self.folder.parent / "git-asetukset"
        settings.touch()
        who = ("-c", f"user.name={self.person}", "-c", "user.email=kunta@pikkula.example")
        done = subprocess.run(
            [GIT, *who, *words],
            cwd=self.folder,
            env={**ENVIRONMENT, "GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def run(self, *words: str, **environment: str) -> tuple[int, str]:
        """Run a command of ours; return exit code and all that was printed."""
        ended = terminal.run(self.folder, *words, **{**ENVIRONMENT, **environment})
        return ended.code, ended.out + ended.err

    def edit(self, file: str, old: str, new: str, why: str) -> None:
        """Change one text of the roadmap and commit it."""
        path = self.folder / "content/pikku" / file
        text = path.read_text()
        assert 1 == text.count(old), file
        path.write_text(text.replace(old, new))
        self.git("commit", "-qam", why)

    def propose(self, branch: str, file: str, old: str, new: str, why: str) -> None:
        """Make a pull request: a branch of its own with one edit, pushed."""
        self.git("switch", "-qc", branch, "origin/main")
        self.edit(file, old, new, why)
        self.git("push", "-q", "origin", branch)

    def merge(self, *branches: str) -> None:
        """Merge pull requests; git stops at a conflict."""
        self.git("fetch", "-q")
        for branch in branches:
            self.git("merge", "-q", "--no-ff", "--no-edit", f"origin/{branch}")
        self.git("push", "-q", "origin", "main")

    def code(self) -> str:
        """Return the code of the working content as the list of changes tells it."""
        told = self.run("changes", "pikku")[1]
        [code] = re.findall(r"Uuden sisällön tunniste: (\S+)", told)
        return code

    def approve(self, code: str, *decision: str) -> None:
        """Freeze what was decided, and commit and push the record."""
        ended = self.run("approve", "pikku", *decision, "--code", code, "--yes")
        assert 0 == ended[0], ended[1]
        self.git("add", "content/pikku/hyvaksytyt")
        self.git("commit", "-qm", "Hyväksy")
        self.git("push", "-q", "origin", "HEAD")

    def publish(self, target: Path, **environment: str) -> str:
        """Publish; return what was said."""
        words = ("publish", "pikku", str(target), "--no-audit", "--apply")
        code, told = self.run(*words, **environment)
        assert 0 == code, told
        return told


@dataclass(frozen=True)
class PublicSite:
    """What the web server gives to readers."""

    target: Path

    @property
    def folder(self) -> Path:
        return self.target / "nykyinen"

    def page(self, address: str) -> str:
        """Return all text of a page, spaces evened."""
        page = html.parse(self.folder / address / "index.html").getroot()
        return " ".join(page.find("body").text_content().replace("\u00ad", "").split())

    def bytes(self) -> dict[str, str]:
        """Return path → digest of every file."""
        return {
            path.relative_to(self.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }

    def says_everywhere(self, standing: str) -> bool:
        """Whether each page of today's roadmap tells the standing, and none is a draft."""
        pages = [
            path.parent.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("index.html")
            if "versiot" not in path.relative_to(self.folder).parts[:-2]
        ]
        texts = [self.page(page) for page in pages]
        return len(texts) > 10 and all(
            standing in text and "Luonnos – ei hyväksytty" not in text for text in texts
        )


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Return the municipality's repository, in which the first content stands."""
    first = tmp_path / "first"
    content = Content(first)
    content.append("tiekartta.yml", SETTINGS)
    shutil.copy(ROOT / "mkdocs.yml", first)
    shutil.copy(ROOT / ".gitignore", first)
    shutil.copytree(ROOT / "theme", first / "theme")
    desk = Desk(first, "Tietohallinto")
    desk.git("init", "-q", "--initial-branch=main")
    desk.git("add", ".")
    desk.git("commit", "-qm", "Aloita digitiekartta")
    desk.git("clone", "-q", "--bare", ".", str(tmp_path / "origin.git"))
    return tmp_path / "origin.git"


def desk_of(person: str, origin: Path) -> Desk:
    desk = Desk(origin.with_name(person), person)
    desk.folder.mkdir()
    desk.git("clone", "-q", str(origin), ".")
    return desk


MANAGEMENT = ("--body", "Johtoryhmä", "--date", "9.12.2025", "--section", "41")


@dataclass(frozen=True)
class Year:
    """The people of the story, and the site that they publish."""

    library: Desk
    it: Desk
    communications: Desk
    target: Path

    @property
    def site(self) -> PublicSite:
        return PublicSite(self.target)


def test_a_year_from_two_edits_to_a_decision_a_site_a_correction_and_back(origin, tmp_path):
    desks = (desk_of(person, origin) for person in ("kirjasto", "tietohallinto", "viestinta"))
    year = Year(*desks, target=tmp_path / "www")

    the_board_approves_the_roadmap_and_it_is_published(year)
    two_officials_edit_at_once_and_git_merges_both(year)
    decided = the_agenda_has_the_changes_and_the_code_of_what_is_decided(year)
    another_code_than_that_of_the_minutes_is_refused(year)
    autumn = what_was_decided_is_approved_and_published(year, decided)
    an_edit_that_nobody_decided_leaves_the_site_byte_for_byte(year, autumn)
    corrected = a_typo_is_corrected_without_the_undecided_edit(year)
    the_site_is_taken_back_and_forth(year, autumn, corrected)


def the_board_approves_the_roadmap_and_it_is_published(year: Year) -> None:
    board = ("--body", "Kunnanhallitus", "--date", "9.12.2024", "--section", "5")
    year.communications.approve(year.communications.code(), *board)
    # By the day of the rest of the story its statement would be too old.
    year.communications.publish(year.target, SOURCE_DATE_EPOCH=DECEMBER_2024)

    assert year.site.says_everywhere("Hyväksytty: Kunnanhallitus 9.12.2024 § 5. Versio 2024-1.")
    assert "käyttöönotto syksyllä 2025" in year.site.page("toimenpiteet/kurssit")


def two_officials_edit_at_once_and_git_merges_both(year: Year) -> None:
    year.library.git("fetch", "-q")
    year.it.git("fetch", "-q")
    year.library.propose(
        "digituki",
        *("toimenpiteet/digituki.yml", "syksy 2026: selvitys", "syksy 2026: käyttöönotto"),
        "Aloita digituki ilman selvitystä",
    )
    year.it.propose(
        "kurssit",
        *("toimenpiteet/kurssit.yml", "syksy 2025: käyttöönotto", "syksy 2025: selvitys"),
        "Siirrä tietoturvakurssia",
    )
    year.it.edit(
        "tiekartta.yml", "tarkistettu: 2.12.2024", "tarkistettu: 1.12.2025", "Tarkista seloste"
    )
    year.it.edit(
        "toimenpiteet/kurssit.yml",
        "kevät 2026 – syksy 2026: jatkuva toiminta",
        "kevät 2026: käyttöönotto\n  syksy 2026: jatkuva toiminta",
        "Siirrä tietoturvakurssia",
    )
    year.it.git("push", "-q", "origin", "kurssit")
    year.communications.merge("digituki", "kurssit")


def the_agenda_has_the_changes_and_the_code_of_what_is_decided(year: Year) -> str:
    agenda = year.target.with_name("muutokset.docx")
    code, told = year.communications.run("changes", "pikku")
    written = year.communications.run(
        "changes", "pikku", "--format", "docx", "--output", str(agenda)
    )
    decided = year.communications.code()

    assert (0, 0) == (code, written[0])
    assert "Käyttöönotto siirtyy syksystä 2025 kevääseen 2026." in told
    assert "Digituki kirjastossa" in told
    assert decided in "\n".join(paragraph.text for paragraph in Document(agenda).paragraphs)
    return decided


def another_code_than_that_of_the_minutes_is_refused(year: Year) -> None:
    code, told = year.communications.run(
        "approve", "pikku", *MANAGEMENT, "--code", "-".join(["0000"] * 7), "--yes"
    )

    assert 3 == code
    assert "[wrong-code]" in told
    assert "" == year.communications.git("status", "--porcelain")


def what_was_decided_is_approved_and_published(year: Year, decided: str) -> dict[str, str]:
    year.communications.approve(decided, *MANAGEMENT)
    told = year.communications.publish(year.target)
    autumn = year.site.bytes()

    assert "Nyt julkaistuna: 2024-1, Kunnanhallitus 9.12.2024 § 5\n" in told
    assert year.site.says_everywhere("Hyväksytty: Johtoryhmä 9.12.2025 § 41. Versio 2025-1.")
    assert "käyttöönotto keväällä 2026" in year.site.page("toimenpiteet/kurssit")
    assert "alun perin" in year.site.page("toimenpiteet/kurssit")
    assert "Käyttöönotto siirtyy syksystä 2025 kevääseen 2026." in year.site.page(
        "muutokset/2025-1"
    )
    return autumn


def an_edit_that_nobody_decided_leaves_the_site_byte_for_byte(
    year: Year, autumn: dict[str, str]
) -> None:
    year.library.git("fetch", "-q")
    year.library.propose(
        "lainaus", "visio.md", "Asiat hoituvat.", "Asiat hoituvat heti.", "Paranna visiota"
    )
    year.communications.merge("lainaus")
    told = year.communications.publish(year.target)

    assert "(on jo julkaistu)" in told
    assert autumn == year.site.bytes()


def a_typo_is_corrected_without_the_undecided_edit(year: Year) -> dict[str, str]:
    approved = year.communications.git("log", "-1", "--format=%H", "--", "content/pikku/hyvaksytyt")
    year.communications.git("switch", "-qc", "korjaus", approved.strip())
    year.communications.edit(
        "toimenpiteet/digituki.yml", "Digituki kirjastossa", "Digitukea kirjastossa", "Korjaa"
    )
    year.communications.approve(
        year.communications.code(),
        *("--body", "Johtoryhmä", "--date", "16.3.2026", "--kind", "korjaus"),
        *("--reason", "Kirjoitusvirhe otsikossa", "--decision", "Kunnansihteeri 16.3.2026"),
    )
    year.communications.git("switch", "-q", "main")
    year.communications.merge("korjaus")
    year.communications.publish(year.target)
    corrected = year.site.bytes()

    assert year.site.says_everywhere("Korjattu 16.3.2026: Kirjoitusvirhe otsikossa. Versio 2026-1.")
    assert "Digitukea kirjastossa" in year.site.page("toimenpiteet/digituki")
    assert "Digituki kirjastossa" not in year.site.page("toimenpiteet")
    assert "heti" not in year.site.page("")
    assert "Asiat hoituvat heti." in " ".join(
        year.communications.run("changes", "pikku")[1].split()
    )
    return corrected


def the_site_is_taken_back_and_forth(
    year: Year, autumn: dict[str, str], corrected: dict[str, str]
) -> None:
    code, told = year.communications.run("rollback", "pikku", str(year.target))

    assert 0 == code, told
    assert autumn.items() <= year.site.bytes().items()
    assert year.site.says_everywhere("Hyväksytty: Johtoryhmä 9.12.2025 § 41. Versio 2025-1.")

    code, told = year.communications.run("rollback", "pikku", str(year.target), "2026-1")

    assert 0 == code, told
    assert corrected.items() <= year.site.bytes().items()
    assert 0 == year.communications.run("check", "pikku", "--strict")[0]
