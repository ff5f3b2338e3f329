"""A file that people keep: written as a whole, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put data into a file in one step; what was there before stays until it is all written.

    A file that was there keeps its mode.

    Raises:
        OSError: The folder does not exist, or there is no room or no right to write.
    """
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".uusi", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if path.exists():
            shutil.copymode(path, temporary)
        else:
            mask = os.umask(0)
            os.umask(mask)
            os.chmod(temporary, 0o666 & ~mask)  # as any new file; the temporary one is private
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
