"""One ssh connection for all that is asked of another machine.

A publication asks some thirty things, and to log in takes longer than most of the answers. Where
ssh can share a connection, one stays open as long as it is needed, and the others go through it;
where it can't be had, each goes its own way, and it only takes longer.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import weakref
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp

#: Never ask for a password in the middle of a publication.
_SSH = ("ssh", "-o", "BatchMode=yes")
_UNREACHED = 255
#: What systems allow as the name of a socket, less what ssh adds to it for a moment.
_LONGEST = 80
#: Seconds that a connection gets to end.
_PATIENCE = 5
#: In what ssh says: it is about the sharing, not about the machine.
_OF_SHARING = re.compile(r"control|mux|unix_listener", re.IGNORECASE)


@dataclass(eq=False)
class Connection:
    """How ssh is called for a machine; a port of None is ssh's own."""

    host: str
    port: int | None = None

    @cached_property
    def words(self) -> list[str]:
        """The beginning of each call, up to the host; the first time the connection is made.

        Raises:
            ConnectionError: The machine is not reached; what ssh said of it.
        """
        alone = [*_SSH, *(["-p", str(self.port)] if self.port else [])]
        return [*alone, *(self._shared(alone) if os.name == "posix" else [])]

    def _shared(self, ssh: list[str]) -> list[str]:
        """Open a connection that other calls may use, and return the options for that."""
        folder = Path(mkdtemp(prefix="dk-"))
        socket = folder / "s"
        # "%" would begin one of ssh's own abbreviations.
        by_socket = ["-S", str(socket).replace("%", "%%")]
        holding = ["-o", "ControlMaster=yes", "-o", "ControlPersist=no"]
        # It ends with its input, so also when this program is killed.
        command = [*ssh, *by_socket, *holding, "--", self.host, "echo ok; cat > /dev/null"]
        process, pipe = None, subprocess.PIPE
        if len(os.fsencode(socket)) <= _LONGEST:
            with suppress(FileNotFoundError):  # the calls to come tell that there is no ssh
                process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
        close = weakref.finalize(self, _close, process, folder)
        if process and process.stdout and process.stdout.readline() == b"ok\n" and socket.exists():
            return [*by_socket, "-o", "ControlMaster=no"]
        told = close()
        if told and process and process.returncode == _UNREACHED and not _OF_SHARING.search(told):
            raise ConnectionError(told)
        return []


def _close(process: subprocess.Popen[bytes] | None, folder: Path) -> str:
    """End a connection and return what ssh said of it."""
    told = b""
    if process:
        try:
            told = process.communicate(timeout=_PATIENCE)[1]
        except subprocess.TimeoutExpired:  # the machine does not answer any more
            process.kill()
            told = process.communicate()[1]
    shutil.rmtree(folder, ignore_errors=True)
    return told.decode(errors="replace").strip()
