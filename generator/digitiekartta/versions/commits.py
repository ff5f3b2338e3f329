"""A commit as data: its content/ as plain files that nobody's program has touched.

A pull request may hold anything. Git's own checkout would follow its ``.gitattributes``, make its
links and take all of it, however large; here the bytes of each file are read one by one, and
only plain files of a sensible size become files. Nothing of the commit is run.
"""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from digitiekartta.basics.kinds import REVIEWS
from digitiekartta.basics.problems import Misuse, Place, Problem

_LARGEST, _LARGEST_OF_ALL, _MOST = 50_000_000, 500_000_000, 50_000
_PLAIN = (b"100644", b"100755", b"100664")

NO_COMMIT = REVIEWS.error(
    "no-such-commit",
    "Versiota ”{commit}” ei löydy tästä projektista, tai siinä ei ole kansiota content.",
    "Anna valinnassa --commits kaksi versiota niin kuin git ne tuntee: pohja ja ehdotus.",
    "review --commits HEAD^1 HEAD kansiossa, jossa ei ole versionhallintaa.",
)
NOT_A_FILE = REVIEWS.error(
    "not-a-plain-file",
    "Muutospyynnössä on {what}, jota ei lueta.",
    "Poista se. Sisältö on tavallisia tiedostoja.",
    "Muutospyyntö lisää linkin content/esimerkkila/intra.yml -> /etc/passwd.",
)
TOO_MUCH = REVIEWS.error(
    "too-much-content",
    "Tiedosto on liian suuri luettavaksi, tai tiedostoja on liikaa.",
    "Poista muutospyynnöstä kaikki, mikä ei kuulu tiekarttaan.",
    "Muutospyyntö lisää gigatavun tiedoston.",
)


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: bytes
    hash: bytes
    size: int
    path: str


def write_content(repository: Path, commit: str, into: Path) -> tuple[Problem, ...]:
    """Write the content/ of a commit below a folder, and return what of it was left out.

    Raises:
        Misuse: There is no such commit, or it has no content.
    """
    root = into / "content"
    root.mkdir(parents=True)
    problems: list[Problem] = []
    wanted: list[_Entry] = []
    total = 0
    for entry in _entries(repository, commit):
        place = Place(f"content/{entry.path}")
        total += entry.size
        if problem := _refused(entry, place):
            problems.append(problem)
        elif entry.size > _LARGEST or total > _LARGEST_OF_ALL or len(wanted) >= _MOST:
            problems.append(TOO_MUCH.at(place))
        else:
            wanted.append(entry)
    for entry, data in _blobs(repository, wanted):
        try:
            path = root / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                file.write(data)
        except (OSError, ValueError):
            place = Place(f"content/{entry.path}")
            problems.append(NOT_A_FILE.at(place, what="nimi, jota tiedostolla ei voi olla,"))
    return tuple(problems)


def _refused(entry: _Entry, place: Place) -> Problem | None:
    odd = any(part in ("", ".", "..", ".git") for part in entry.path.split("/"))
    if odd or PurePosixPath(entry.path).is_absolute():
        return NOT_A_FILE.at(place, what="nimi, jota tiedostolla ei voi olla,")
    if entry.mode in _PLAIN:
        return None
    what = {b"120000": "linkki", b"160000": "toinen projekti"}.get(entry.mode, "tiedosto")
    return NOT_A_FILE.at(place, what=what)


def _entries(repository: Path, commit: str) -> Iterator[_Entry]:
    tree = f"{commit}:content"
    ended = _git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", tree)
    hash = ended.stdout.strip().decode("ascii", "replace")
    listed = _git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", hash) if hash else ended
    if not hash or listed.returncode != 0:
        raise Misuse(NO_COMMIT.at(Place("content"), commit=commit))
    for line in listed.stdout.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _, hash_of_file, size = about.split()
            yield _Entry(
                mode,
                hash_of_file,
                int(size) if size.isdigit() else 0,
                path.decode("utf-8", "surrogateescape"),
            )


def _blobs(repository: Path, entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, bytes]]:
    """Yield the bytes of each file, one after another."""
    if not entries:
        return
    command = ["git", "-C", str(repository), "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as git:
        assert git.stdin
        assert git.stdout
        for entry in entries:
            git.stdin.write(entry.hash + b"\n")
            git.stdin.flush()
            git.stdout.readline()
            yield entry, git.stdout.read(entry.size)
            git.stdout.read(1)
        git.stdin.close()


def _git(repository: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
