"""Reading in a process of its own, with limits: no document can hang an import or fill the memory.

The limits that the readers keep themselves refuse what is known to be too much; these hold for
what nobody has thought of, a crash of a library written in C included.
"""

import multiprocessing
import os
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from digitiekartta.basics.kinds import DOCUMENTS, Kind
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.documents.importing.legend import Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.reading import read_document

# A copy of this process is ready at once; elsewhere than in Linux it is not safe to make one.
_START = "fork" if sys.platform == "linux" else "spawn"
READING_STOPPED = DOCUMENTS.error(
    "reading-stopped",
    "Tiedoston ”{name}” lukeminen keskeytettiin, koska {why}.",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja tuo se. PDF-tiedostosta voit tallentaa"
    " omaksi tiedostokseen vain ne sivut, joilla taulukko on.",
    example="PDF-tiedostossa on satoja sivuja täynnä piirroksia.",
)
READING_FAILED = DOCUMENTS.error(
    "reading-failed",
    "Tiedoston ”{name}” lukeminen päättyi ohjelman vikaan ({why}).",
    "Kopioi toimenpidetaulukot uuteen asiakirjaan ja tuo se. Kerro viasta ohjelman ylläpidolle;"
    " tarkemmat tiedot saat, kun asetat ympäristömuuttujan DIGITIEKARTTA_DEBUG=1.",
    example="Asiakirjassa on jotakin, mitä ohjelman tekijät eivät ole osanneet ottaa huomioon.",
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the reading of one document may take.

    Args:
        seconds: By the clock.
        busy_seconds: Of work, which a busy computer does not make longer.
        memory: In bytes, beside what the program itself takes.
    """

    seconds: float = 180
    busy_seconds: int = 60
    memory: int = 800_000_000


def read_apart(
    path: Path,
    told: Legend,
    limits: Limits = Limits(),
    tables: frozenset[str] = frozenset(),
) -> Document | list[Problem]:
    """Return the same as ``read_document``, or the Problem that the reading went over a limit."""
    how: Any = multiprocessing.get_context(_START)
    answers, questions = how.Pipe(duplex=False)
    child = how.Process(target=_read, args=(path, told, tables, limits, questions), daemon=True)
    child.start()
    questions.close()  # so that the end of the child is the end of its answer
    answer: Document | list[Problem]
    try:
        if not answers.poll(limits.seconds):
            return _problem(READING_STOPPED, path, "se kesti liian kauan")
        answer = answers.recv()
        return answer
    except EOFError:
        child.join()
        if child.exitcode == -getattr(signal, "SIGXCPU", 0):
            return _problem(READING_STOPPED, path, "se kesti liian kauan")
        return _problem(READING_FAILED, path, f"lukija päättyi, {child.exitcode}")
    finally:
        answers.close()
        child.kill()
        child.join()


def _read(
    path: Path, told: Legend, tables: frozenset[str], limits: Limits, questions: Connection
) -> None:
    """Read a document and send what came of it: the child process does this and no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's, which ends the child
    _keep_to(limits)
    answer: Document | list[Problem]
    try:
        answer = read_document(path, told, tables)
    except MemoryError:
        answer = _problem(READING_STOPPED, path, "se vei liikaa muistia")
    except Exception as error:
        if os.environ.get("DIGITIEKARTTA_DEBUG"):
            traceback.print_exc()
        frame = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(frame.filename).name}, rivi {frame.lineno}"
        answer = _problem(READING_FAILED, path, f"{type(error).__name__}: {where}")
    questions.send(answer)


def _keep_to(limits: Limits) -> None:
    """Let the system end this process when it takes too much, where the system can."""
    try:
        import resource
    except ImportError:  # Windows has none; the clock holds there too
        return
    memory = _own_memory(resource.getpagesize()) + limits.memory
    wanted = {resource.RLIMIT_CPU: limits.busy_seconds, resource.RLIMIT_AS: memory}
    for kind, most in wanted.items():
        _, hardest = resource.getrlimit(kind)
        if hardest != resource.RLIM_INFINITY:
            most = min(most, hardest)
        try:
            resource.setrlimit(kind, (most, hardest))
        except (OSError, ValueError):  # a system that knows the limit but cannot set it
            continue


def _own_memory(page: int) -> int:
    """Return how many bytes of addresses this process has, 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * page
    except (OSError, ValueError, IndexError):
        return 0


def _problem(kind: Kind, path: Path, why: str) -> list[Problem]:
    return [kind.at(Place(path.name), name=path.name, why=why)]
