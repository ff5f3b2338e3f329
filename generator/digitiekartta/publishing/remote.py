"""A store on another machine, by the programs ssh and rsync.

Besides ``connection`` and the engines' module, the only one that starts programs. Of the
other machine it asks a POSIX shell, GNU or BusyBox tools (``mv -T``, ``sha256sum``,
``flock``) and rsync.
Who may log in is ssh's business: keys, agents and host names come from its settings.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Stopped
from digitiekartta.publishing.connection import Connection
from digitiekartta.publishing.manifest import LARGEST
from digitiekartta.publishing.store import (
    BROKEN_LINK,
    COPY,
    FAILED,
    LOCK,
    LOCKED_OUT,
    NO_FOLDER,
    NO_ROOM,
    Entry,
)

_HOST = r"(?:[A-Za-z0-9._][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9._-]*"
_SHORT = re.compile(rf"({_HOST}):([^-].*)")
#: What looks like another machine's and is not as we read it; a folder can be given as "./a:b".
_ELSEWHERE = re.compile(r"[^/\\]{2,}:.*|[^/\\]*@[^/\\]*", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NOTHING, _TAKEN = 44, 75
_q = shlex.quote
#: What has been written is on the disk before it is renamed; not every ``sync`` knows -f.
_SYNC = "{ sync -f . 2>/dev/null || sync; }"

_UNREACHABLE = PUBLISHING.error(
    "target-unreachable",
    "Palvelin ei tehnyt, mitä pyydettiin: ”{words}”.",
    "Kokeile, toimiiko yhteys ilman salasanaa: ssh {host}. Julkaistu sivusto on ennallaan.",
    example="Palvelimen nimessä on kirjoitusvirhe, tai ssh kysyy salasanaa.",
)
_KEY_UNKNOWN = _UNREACHABLE.worded(
    "Palvelin ei ole se, joka tunnetaan, tai sitä ei tunneta vielä: ”{words}”.",
    "Selvitä palvelimen ylläpidolta sen avain ja vertaa: ssh {host}. Älä ohita varoitusta.",
)
_KEY_REFUSED = _UNREACHABLE.worded(
    "Palvelin ei hyväksy avaintasi: ”{words}”.",
    "Pyydä palvelimen ylläpitoa lisäämään avaimesi. Kokeile sitten: ssh {host}. Julkaistu"
    " sivusto on ennallaan.",
)
_NO_HOST = _UNREACHABLE.worded(
    "Palvelinta ei löydy: ”{words}”.",
    "Tarkista palvelimen nimi. Julkaistu sivusto on ennallaan.",
)
_NO_ANSWER = _UNREACHABLE.worded(
    "Palvelin ei vastaa: ”{words}”.",
    "Kokeile, toimiiko yhteys: ssh {host}. Julkaistu sivusto on ennallaan.",
)
_NOT_ALLOWED = FAILED.worded("Palvelimella ei ole oikeutta kirjoittaa kohteeseen: ”{words}”.")
_READ_ONLY = FAILED.worded("Palvelimen levyltä voi vain lukea: ”{words}”.")
_NO_PROGRAM = PUBLISHING.error(
    "program-missing",
    "Ohjelmaa ”{program}” ei ole tällä koneella.",
    "Asenna ohjelmat ssh ja rsync. Voit myös julkaista kansioon tai zip-tiedostoon.",
    example="Palvelimelle julkaistaan koneelta, jolla ei ole rsync-ohjelmaa.",
)

_MISSING_THERE = _NO_PROGRAM.worded(
    "Ohjelmaa ”{program}” ei ole palvelimella.",
    "Pyydä palvelimen ylläpitoa asentamaan se. Voit myös julkaista zip-tiedostoon. Julkaistu"
    " sivusto on ennallaan.",
)
_TOLD = {
    "Host key verification failed": _KEY_UNKNOWN,
    r"Permission denied \([a-z,-]+\)": _KEY_REFUSED,
    "Too many authentication failures": _KEY_REFUSED,
    "Could not resolve hostname": _NO_HOST,
    "(?:Connection refused|timed out|No route to host|Network is unreachable)": _NO_ANSWER,
    r"\b(?P<program>[\w-]+): (?:command )?not found": _MISSING_THERE,
    "(?:Permission denied|Operation not permitted)": _NOT_ALLOWED,
    "Read-only file system": _READ_ONLY,
}
"""What ssh, rsync and shells say → what we say of it."""


@dataclass(frozen=True)
class RemoteStore:
    """A folder of another machine; its methods do what those of ``LocalStore`` do.

    Attributes:
        host: ``user@host`` or ``host``, as ssh takes it.
        root: The folder; a relative one is in the user's home.
        port: None for ssh's own.
    """

    host: str
    root: str
    port: int | None = None
    _known: dict[str, bytes | None] = field(default_factory=dict, compare=False, repr=False)
    """What was asked since the last change: each question takes its time."""

    @classmethod
    def from_address(cls, text: str) -> RemoteStore | None:
        """Return the store that ``ssh://[user@]host[:port]/path`` or ``user@host:path`` means.

        Returns:
            None when the text is the name of a folder of this machine.
        Raises:
            ValueError: It is neither such an address nor plainly a folder of this machine.
        """
        found = _SHORT.fullmatch(text)
        if text.startswith("ssh://"):
            parts = urlsplit(text)
            host, root = parts.netloc.removesuffix(f":{parts.port}"), unquote(parts.path)
            is_whole = re.fullmatch(_HOST, host) and len(root) > 1 and not re.search(r"[?#]", text)
            store = cls(host, root, parts.port) if is_whole else None
        elif found and "@" in found[1]:  # without a user "c:\sivut" would be a host, too
            # Quoted as all is, "~" would be a folder of that name; paths begin in the home anyway.
            root = re.sub(r"^~/+(?=.)", "./", found[2])
            store = cls(found[1], root)
        else:
            if _ELSEWHERE.fullmatch(text):
                raise ValueError(text)
            return None
        if store is None or _CONTROL.search(text + store.root):
            raise ValueError(text)
        return store

    @property
    def where(self) -> str:
        """Host and folder."""
        return f"{self.host}:{self.root}"

    def unfit(self) -> str | None:
        """Ask what stands in the way of the folder."""
        place = _q(self.root)
        script = f"[ -d {place} ] || if [ -e {place} ]; then echo file; elif [ -L {place} ]; then"
        answer = self._run(f"{script} echo link; fi", anywhere=True) or b""
        return {b"file": NO_FOLDER, b"link": BROKEN_LINK}.get(answer.strip())

    def names(self, folder: str = ".") -> frozenset[str]:
        """List a folder."""
        answer = self._ask(f"[ -d {_q(folder)} ] || exit {_NOTHING}; ls -1A {_q(folder)}")
        return frozenset(answer.splitlines())

    def kind(self, path: str) -> Entry:
        """Ask what stands at a path."""
        place = _q(path)
        answer = self._ask(
            f"if [ -L {place} ]; then echo link; elif [ -d {place} ]; then echo folder;"
            f" elif [ -e {place} ]; then echo file; else echo nothing; fi"
        )
        return Entry(answer.strip() or "nothing")

    def read(self, path: str) -> bytes | None:
        """Fetch a file."""
        return self._run(f"[ -f {_q(path)} ] || exit {_NOTHING}; head -c {LARGEST} {_q(path)}")

    def write(self, path: str, data: bytes) -> None:
        """Send a file to a name beside, then put it into its place."""
        script = f"cat > {COPY} && chmod 644 {COPY} && {_SYNC} && mv -fT {COPY} {_q(path)}"
        self._change(script, data)

    def upload(self, source: Path, folder: str) -> None:
        """Let rsync make a folder equal to ours."""
        self._change(f"mkdir -p {_q(folder)}")
        options = "--recursive --checksum --delay-updates --delete-delay --secluded-args"
        target = f"{self.host}:{self.root}/{folder}/"
        rsh = f"--rsh={shlex.join(self._ssh)}"
        command = ["rsync", *options.split(), "--chmod=D755,F644", rsh]
        self._start([*command, "--", f"{source.as_posix()}/", target])
        self._known.clear()

    def copy(self, source: str, target: str, files: Collection[str]) -> None:
        """Copy files that are not there yet, each first to a name of no release."""
        script = (
            f"umask 022; while IFS= read -r file; do to={_q(target)}/$file;"
            f' if [ ! -e "$to" ] && cp {_q(source)}/"$file" {COPY} 2>/dev/null; then'
            f' mkdir -p "${{to%/*}}"; chmod 644 {COPY}; mv -f {COPY} "$to"; fi; done'
        )
        self._change(script, "".join(f"{file}\n" for file in files).encode())

    def move(self, source: str, target: str) -> None:
        """Rename."""
        make = f'mkdir -p "$(dirname {_q(target)})"'
        self._change(f"{make} && {_SYNC} && mv -T {_q(source)} {_q(target)} && {_SYNC}")

    def point(self, link: str, to: str) -> None:
        """Make a link beside, then put it into the place of the former one."""
        fresh = _q(f"{link}.uusi")
        self._change(
            f"rm -f {fresh}; ln -s {_q(to)} {fresh} && mv -fT {fresh} {_q(link)} && {_SYNC}"
        )

    def leads_to(self, link: str) -> str:
        """Ask where a link leads."""
        return self._ask(f"readlink {_q(link)}").strip()

    def remove(self, path: str) -> None:
        """Remove a file, a link or a folder."""
        self._change(f"rm -rf {_q(path)}")

    def hashes(self, folder: str) -> Mapping[str, str]:
        """Let sha256sum read every file in a folder."""
        answer = self._ask(f"cd {_q(folder)} && find . -type f -exec sha256sum {{}} +")
        lines = (line.partition("  ") for line in answer.splitlines())
        return {file.removeprefix("./"): digest for digest, _, file in lines}

    def has_room_for(self, size: int) -> bool:
        """Ask df."""
        answer = self._ask("df -Pk .").split()
        return len(answer) < 4 or int(answer[-3]) * 1024 >= size

    def can_link(self) -> bool:
        """Where there is a shell, there are links."""
        return True

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold a lock on the other machine, for as long as the connection lives."""
        self._change(":")
        script = f"exec 9>{LOCK}; flock -n 9 || exit {_TAKEN}; echo ok; cat > /dev/null"
        with _popen(self._in_folder(script)) as holder:
            assert holder.stdout is not None
            if holder.stdout.readline() != b"ok\n":
                holder.communicate()
                if holder.returncode == _TAKEN:
                    raise Stopped(LOCKED_OUT.at(Place(self.where)))
                raise self._failed("Palvelimella ei ole ohjelmaa flock, tai yhteys katkesi.")
            try:
                yield
            finally:
                holder.communicate()

    def _change(self, script: str, data: bytes = b"") -> None:
        """Run a script in the folder, which is made if it isn't there."""
        self._known.clear()
        root = _q(self.root)
        self._start(
            self._command(f"umask 022; mkdir -p -- {root} && cd -- {root} || exit 1; {script}"),
            data,
        )

    def _ask(self, script: str) -> str:
        """Return what a script prints, "" when what it asks about is not there."""
        return (self._run(script) or b"").decode()

    def _run(self, script: str, *, anywhere: bool = False) -> bytes | None:
        """Return what a script prints, None when what it asks about is not there."""
        if script not in self._known:
            command = self._command(script) if anywhere else self._in_folder(script)
            self._known[script] = self._start(command)
        return self._known[script]

    def _in_folder(self, script: str) -> list[str]:
        return self._command(f"cd -- {_q(self.root)} 2>/dev/null || exit {_NOTHING}; {script}")

    def _command(self, script: str) -> list[str]:
        # The user's own shell may be another one.
        return [*self._ssh, "--", self.host, f"sh -c {_q(script)}"]

    @cached_property
    def _connection(self) -> Connection:
        return Connection(self.host, self.port)

    @property
    def _ssh(self) -> list[str]:
        try:
            return self._connection.words
        except ConnectionError as error:
            raise self._failed(str(error)) from error

    def _start(self, command: list[str], data: bytes = b"") -> bytes | None:
        with _popen(command) as process:
            answer, errors = process.communicate(data)
        if process.returncode == 0:
            return answer
        if process.returncode == _NOTHING:
            return None
        told = errors.decode(errors="replace").strip()
        raise self._failed(told or f"{command[0]} päättyi: {process.returncode}")

    def _failed(self, told: str) -> Stopped:
        """Return what to say of what ssh, rsync or the other machine's shell said."""
        place = Place(self.where)
        if "No space left" in told or "Disk quota exceeded" in told:
            return Stopped(NO_ROOM.at(place))
        for words, kind in _TOLD.items():
            if found := re.search(rf"^.*{words}.*$", told, re.MULTILINE):
                program = found.groupdict().get("program")
                return Stopped(kind.at(place, words=found[0], host=self.host, program=program))
        last_line = told.rpartition("\n")[2]
        return Stopped(_UNREACHABLE.at(place, words=last_line, host=self.host))


def _popen(command: list[str]) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    except FileNotFoundError as error:
        raise Stopped(_NO_PROGRAM.at(Place(command[0]), program=command[0])) from error
