"""Files and folders that people keep: written as a whole, or not at all."""

import errno
import os
import secrets
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes, *, lasting: bool = False) -> None:
    """Put data into a file in one step; what was there before stays until it is all written.

    A file that was there keeps its mode, and a link still leads to it. What is no file, such
    as a pipe or ``/dev/null``, is written through: a new file in its place would be in the way
    of whoever uses it.

    Args:
        path: Where.
        data: What.
        lasting: Whether it is to outlast a loss of power, which takes a moment.
    Raises:
        OSError: The folder does not exist, or there is no room or no right to write.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    path = path.resolve()
    temporary = path.with_name(f".{secrets.token_hex(8)}.uusi")
    try:
        with temporary.open("xb") as stream:  # with the mode of any new file
            stream.write(data)
        if lasting:
            to_disk(temporary)
        if path.exists():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
        if lasting:
            to_disk(path.parent)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def to_disk(*paths: Path) -> None:
    """Wait until files and folders are on the disk, where no loss of power takes them any more."""
    # The disk takes many at once.
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_to_disk, paths))


def _to_disk(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    # There, only what may be written can be waited for.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some mounted folders know nothing of it
            raise
    finally:
        os.close(descriptor)


def swap_in(fresh: Path, target: Path, former: Path) -> None:
    """Put a new folder into the place of another, which stays there when that fails.

    Args:
        fresh: The new folder.
        target: Where it goes.
        former: Where on the same disk the other one is meanwhile; it is gone afterwards.
    Raises:
        OSError: There is no right to rename.
    """
    _clear(former)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.rename(former)
    try:
        fresh.rename(target)
    except BaseException:
        put_back(former, target)
        raise
    _clear(former)


def _clear(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def put_back(former: Path, target: Path) -> None:
    """Undo a swap that was broken off between its two renames."""
    if former.is_dir() and not target.exists():
        former.rename(target)


def read_whole(path: Path) -> bytes:
    """Return what is in a file.

    Raises:
        OSError: It can't be read, or is no file: who reads a pipe waits for ever.
    """
    if not path.is_file():
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    return path.read_bytes()


def write_own(path: Path, data: bytes) -> None:
    """Put data into a file in a folder that is all ours, in the place of whatever stands there.

    A link is not followed: what it leads to is not ours.
    """
    if path.is_symlink() or not path.is_file():
        remove(path)
    write_whole(path, data)


def remove(path: Path) -> None:
    """Remove a file or a folder with all that is in it; what is not there may be missing."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def files_of(folder: Path) -> list[str]:
    """Return the names of all files in a folder, also where it leads through links, in order."""
    return sorted(
        (Path(parent) / file).relative_to(folder).as_posix()
        for parent, _, files in os.walk(folder, followlinks=True)
        if not parent.endswith("__pycache__")
        for file in files
    )


def open_to_readers(folder: Path) -> None:
    """Let a web server read a folder and all in it, whatever the umask: files 644, folders 755."""
    folder.chmod(0o755)
    for parent, folders, files in os.walk(folder):
        for names, mode in ((folders, 0o755), (files, 0o644)):
            for path in (os.path.join(parent, name) for name in names):
                if not os.path.islink(path):
                    os.chmod(path, mode)


def reason(error: OSError) -> str:
    """Return in Finnish why the operating system refused a file."""
    known = {
        errno.EACCES: "oikeudet puuttuvat",
        errno.EPERM: "oikeudet puuttuvat",
        errno.ENOENT: "sitä ei ole",
        errno.EISDIR: "se on kansio",
        errno.ENOTDIR: "polun osa ei ole kansio",
        errno.EEXIST: "se on jo olemassa",
        errno.ENOSPC: "levy on täynnä",
        errno.EDQUOT: "levytilan kiintiö on täynnä",
        errno.EROFS: "levylle ei voi kirjoittaa",
        errno.EMFILE: "liian monta tiedostoa on auki",
        errno.ENFILE: "liian monta tiedostoa on auki",
        errno.ENAMETOOLONG: "nimi on liian pitkä",
        errno.EIO: "levyssä on vika",
        errno.ELOOP: "linkki johtaa takaisin itseensä",
    }
    return known.get(error.errno or 0, "käyttöjärjestelmä ei anna käsitellä sitä")
