"""A store in an object store: S3 and what speaks as it does, Azure Blob Storage, Google's.

There are no folders, links or renames there: an object is put, copied or removed, each in one
step and each alone. So a release gets live object by object (``show``), in an order in which no
page is ever without what it needs. What readers meet meanwhile is old pages and new ones.

Who may write is told by the variables of the environment that the stores' own programs read.
No address holds them, and no message.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from digitiekartta.basics.installing import install_command
from digitiekartta.basics.kinds import PUBLISHING
from digitiekartta.basics.problems import Place, Stopped
from digitiekartta.publishing import object_errors
from digitiekartta.publishing.manifest import FILE, HASHED, LARGEST, files_in
from digitiekartta.publishing.server_config import CACHE_HASHED, CACHE_PAGES, TEXTS
from digitiekartta.publishing.store import LOCK, LOCKED_OUT, Entry

T = TypeVar("T")
R = TypeVar("R")

GRADUALLY = "sivut vaihtuvat yksi kerrallaan, joten lukija voi hetken nähdä entisiä ja uusia sivuja"
"""How a release gets live, as people are told."""

_ADDRESS = re.compile(r"(s3|az|gs)://[A-Za-z0-9$][A-Za-z0-9._$-]*((?:/[A-Za-z0-9_~.-]+)*)/?")
_CREDENTIALS = {
    "s3": (
        ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"),
        ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",),
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI",),
    ),
    "az": (
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_SAS_TOKEN"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET", "AZURE_TENANT_ID"),
        ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_CLIENT_ID", "AZURE_FEDERATED_TOKEN_FILE"),
    ),
    "gs": (
        ("GOOGLE_APPLICATION_CREDENTIALS",),
        ("GOOGLE_SERVICE_ACCOUNT",),
        ("GOOGLE_SERVICE_ACCOUNT_KEY",),
    ),
}
"""The variables of the environment that tell who asks; one of the lines is enough.

Without them some programs would ask the machine itself, which takes long where nobody answers.
"""

_SIDE_BY_SIDE = 16
_LEASE = timedelta(hours=1)
"""How long a lock holds that is not renewed: whoever took it has been killed."""

_OPTIONS = {"connect_timeout": "10s", "timeout": "120s"}
_RETRIES = {"max_retries": 4, "retry_timeout": timedelta(seconds=60)}
_PREFIXES = ("AWS_", "AZURE_", "GOOGLE_")
_ENDPOINTS = ("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT", "AZURE_STORAGE_ENDPOINT")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

_TYPES = {
    "ico": "image/x-icon",
    "pdf": "application/pdf",
    "png": "image/png",
    "webmanifest": "application/manifest+json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    **TEXTS,
}
_ENCODINGS = {".gz": "gzip", ".br": "br"}

_NOT_INSTALLED = PUBLISHING.error(
    "objects-not-installed",
    "Ohjelmaa, jolla objektivarastoon viedään (lisäosa objects), ei ole asennettu.",
    "Asenna se komennolla: {command}",
    example="Kohteena on s3://kunta/digitiekartta koneella, jolla on vain ohjelman perusosat.",
)
_NO_CREDENTIALS = PUBLISHING.error(
    "objects-no-credentials",
    "Objektivaraston tunnuksia ei ole annettu.",
    "Pyydä tunnukset tietohallinnolta ja anna ne ympäristömuuttujissa: {variables}.",
    example="Kohteena on s3://kunta/digitiekartta, eikä muuttujaa AWS_ACCESS_KEY_ID ole.",
)
_UNCLEAR_CREDENTIALS = _NO_CREDENTIALS.worded(
    "Objektivaraston tunnuksista ei saa selvää.",
    "Tarkista ympäristömuuttujat, esimerkiksi {variables}.",
)
_NO_ENDPOINT = _NO_CREDENTIALS.worded(
    "Ympäristömuuttujassa {variables} ei ole objektivaraston osoitetta.",
    "Osoitteen alussa pitää olla https://. Amazonin varastolle osoitetta ei tarvita.",
)
_TAKEN = LOCKED_OUT.worded(
    remedy="Odota, että se valmistuu, ja aja komento uudelleen. Jos se on keskeytynyt, kohteen voi"
    " ottaa käyttöön tunnin kuluttua."
)
UNFINISHED_SWITCH = PUBLISHING.error(
    "switch-unfinished",
    "Vaihto jäi kesken: osa sivuista on uusia ja osa entisiä. Jokaisella sivulla on tyylinsä ja"
    " skriptinsä.",
    "Aja sama komento uudelleen. Se vie loput.",
    example="Yhteys objektivarastoon katkeaa, kun sivut ovat vaihtumassa.",
)


@dataclass(frozen=True)
class ObjectStore:
    """The objects whose names begin alike; its methods do what those of ``LocalStore`` do.

    Attributes:
        address: ``s3://bucket/path``, ``az://container/path`` or ``gs://bucket/path``.
    """

    address: str
    _held: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """Our lock, while we have it: its text and, where the store knows conditions, its version."""

    @classmethod
    def from_address(cls, text: str) -> ObjectStore | None:
        """Return the store that an address means.

        Returns:
            None when it is no address of an object store.
        Raises:
            ValueError: It begins as one and is none.
        """
        if not text.startswith(tuple(f"{scheme}://" for scheme in _CREDENTIALS)):
            return None
        found = _ADDRESS.fullmatch(text)
        if not found or {".", ".."} & set(found[2].split("/")):
            raise ValueError(text)
        return cls(text.rstrip("/"))

    @property
    def where(self) -> str:
        """The address."""
        return self.address

    def unfit(self) -> str | None:
        """Nothing is in the way: what there is of a store tells the first question."""
        return None

    def names(self, folder: str = ".") -> frozenset[str]:
        """List what stands directly below a name."""
        prefix = None if folder == "." else folder
        found = self._ask("list_with_delimiter", prefix)
        paths = (*found["common_prefixes"], *(each["path"] for each in found["objects"]))
        return frozenset(path.rpartition("/")[2] for path in paths)

    def kind(self, path: str) -> Entry:
        """Tell an object from what others stand below."""
        if self.names(path):
            return Entry.FOLDER
        folder, _, name = path.rpartition("/")
        return Entry.FILE if name in self.names(folder or ".") else Entry.NOTHING

    def read(self, path: str) -> bytes | None:
        """Get an object; nothing of what is larger than anything of ours."""
        try:
            found = self._ask("get", path)
            is_ours = found.meta["size"] <= LARGEST
            return self._told(lambda: bytes(found.bytes())) if is_ours else b""
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        """Put an object, which is one step."""
        self._ask("put", path, data, attributes=attributes_of(path))

    def upload(self, source: Path, folder: str) -> None:
        """Make what stands below a name equal to a folder of this machine, the manifest last."""
        files = files_in(source)
        for stage in _stages(files):
            self._each(
                stage, lambda file: self.write(f"{folder}/{file}", (source / file).read_bytes())
            )
        self._delete(f"{folder}/{file}" for file in self._files(folder) if file not in set(files))

    def copy(self, source: str, target: str, files: Collection[str]) -> None:
        """Copy those objects that are not there yet."""
        there = self._files(target)
        self._each(
            [file for file in files if file not in there],
            lambda file: self._copy(f"{source}/{file}", f"{target}/{file}"),
        )

    def move(self, source: str, target: str) -> None:
        """Copy all and remove what was copied: of use only for what readers do not see."""
        files = self._files(source)
        for stage in _stages(files):
            self._each(stage, lambda file: self._copy(f"{source}/{file}", f"{target}/{file}"))
        self._delete(f"{source}/{file}" for file in files)

    def show(self, source: str, target: str) -> None:
        """Make what readers see equal to a release: assets, new pages, others, feed, deletions.

        Each step ends before the next one begins. So a page that is there has its assets, and a
        link of a new page leads to a page, wherever it is broken off; made again, it is completed.

        Raises:
            Stopped: It was broken off.
        """
        self._renew()
        files, there = self._files(source), self._files(target)
        try:
            for stage in _stages(files, there):
                self._each(stage, lambda file: self._copy(f"{source}/{file}", f"{target}/{file}"))
                self._renew()
            self._delete(f"{target}/{file}" for file in there - files)
        except Stopped as stopped:
            raise Stopped(UNFINISHED_SWITCH.at(Place(self.where)), *stopped.problems) from stopped

    def point(self, link: str, to: str) -> None:
        """There are no links.

        Raises:
            OSError: Always.
        """
        raise NotADirectoryError(link)

    def leads_to(self, link: str) -> str:
        """There are no links.

        Raises:
            OSError: Always.
        """
        raise NotADirectoryError(link)

    def remove(self, path: str) -> None:
        """Remove an object and all that stands below its name."""
        files = self._files(path)
        self._delete([f"{path}/{file}" for file in files] or [path])

    def hashes(self, folder: str) -> Mapping[str, str]:
        """Get every object and compute: what a store itself tells of them differs from one to one.

        What has gone meanwhile is left out.
        """
        files = sorted(self._files(folder))
        digests = self._each(files, lambda file: self._digest(f"{folder}/{file}"))
        return {file: digest for file, digest in zip(files, digests, strict=True) if digest}

    def has_room_for(self, size: int) -> bool:
        """Nobody tells of an end."""
        return True

    def can_link(self) -> bool:
        """There are no links."""
        return False

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other publications out by an object that only one of them can put.

        Where a store knows no conditions, two that begin at the same moment may miss each other.
        """
        self._take_lock()
        try:
            yield
        finally:
            with suppress(Stopped, OSError):
                if self.read(LOCK) == self._held["text"]:
                    self._delete([LOCK])
            self._held.clear()

    def _take_lock(self) -> None:
        text = secrets.token_hex(16).encode()
        errors = self._library.exceptions
        version = None
        try:
            version = self._put_lock(text, "create")
        except errors.AlreadyExistsError:
            with self._lost_to_another():
                held = self._ask("head", LOCK)
                if datetime.now(UTC) - held["last_modified"] < _LEASE:
                    raise FileExistsError from None
                version = self._put_lock(text, _unchanged(held))
        except errors.NotSupportedError:
            with self._lost_to_another():
                if self.read(LOCK) is not None:
                    raise FileExistsError from None
                self.write(LOCK, text)
                self._see_lock(text)
        self._held.update(text=text, version=version)

    def _renew(self) -> None:
        """Say that the lock is still ours.

        Raises:
            Stopped: It is not: another publication held us for killed.
        """
        if not self._held:
            return
        with self._lost_to_another():
            if version := self._held["version"]:
                self._held["version"] = self._put_lock(self._held["text"], _unchanged(version))
            else:
                self._see_lock(self._held["text"])

    def _see_lock(self, text: bytes) -> None:
        if self.read(LOCK) != text:
            raise FileExistsError

    @contextmanager
    def _lost_to_another(self) -> Iterator[None]:
        errors = self._library.exceptions
        taken = (errors.AlreadyExistsError, errors.PreconditionError)
        try:
            yield
        except (*taken, FileExistsError, FileNotFoundError):
            raise Stopped(_TAKEN.at(Place(self.where))) from None

    def _put_lock(self, text: bytes, mode: Any) -> Any:
        errors = self._library.exceptions

        def ask() -> Any:
            try:
                return self._library.put(self._store, LOCK, text, mode=mode)
            except errors.GenericError as error:
                if "<Code>NotImplemented" in str(error):
                    raise errors.NotSupportedError from None
                raise

        kinds = (errors.AlreadyExistsError, errors.PreconditionError, errors.NotSupportedError)
        return self._told(ask, passed=kinds)

    def _files(self, folder: str) -> frozenset[str]:
        """Return the names of all objects below a name, from there on."""
        pages = self._told(lambda: list(self._library.list(self._store, folder)))
        return frozenset(each["path"].removeprefix(f"{folder}/") for page in pages for each in page)

    def _copy(self, source: str, target: str) -> None:
        # A damaged release may have lost it: then nobody can have it.
        with suppress(FileNotFoundError):
            self._ask("copy", source, target)

    def _delete(self, paths: Iterable[str]) -> None:
        if wanted := sorted(paths):
            with suppress(FileNotFoundError):
                self._ask("delete", wanted)

    def _digest(self, path: str) -> str | None:
        try:
            found = self._ask("get", path)
            return self._told(lambda: hashlib.sha256(found.bytes()).hexdigest())
        except FileNotFoundError:
            return None

    def _each(self, many: Iterable[T], act: Callable[[T], R]) -> list[R]:
        """Do something with many, side by side; after the first that fails no other is begun."""
        pool = ThreadPoolExecutor(_SIDE_BY_SIDE)
        try:
            return list(pool.map(act, many))
        finally:
            pool.shutdown(cancel_futures=True)

    def _ask(self, what: str, *arguments: Any, **options: Any) -> Any:
        """Return what one of the library's functions answers.

        Raises:
            FileNotFoundError: There is no such object.
            Stopped: The store can't be asked, or refuses.
        """
        return self._told(lambda: getattr(self._library, what)(self._store, *arguments, **options))

    def _told(self, ask: Callable[[], R], *, passed: tuple[type[Exception], ...] = ()) -> R:
        """Return what the library answers; errors but those are told in Finnish."""
        try:
            return ask()
        except passed:
            raise
        except BaseException as error:
            if not self._is_theirs(error):
                raise
            raise Stopped(object_errors.problem(error, self.where)) from None

    def _is_theirs(self, error: BaseException) -> bool:
        """Whether it is an error of the library, but that there is no such object."""
        if isinstance(error, FileNotFoundError):
            return object_errors.is_of_bucket(error)
        # What its makers held for impossible is no Exception.
        is_panic = type(error).__name__ == "PanicException"
        return is_panic or isinstance(error, (self._library.exceptions.BaseError, OSError))

    @cached_property
    def _library(self) -> Any:
        try:
            import_module("obstore.store")
            return import_module("obstore")
        except ImportError as error:
            command = install_command("obstore")
            raise Stopped(_NOT_INSTALLED.at(Place(self.where), command=command)) from error

    @cached_property
    def _store(self) -> Any:
        library, scheme, place = self._library, self.address.partition(":")[0], Place(self.where)
        # A pipeline gives what it was not given as nothing, which the library takes for something.
        for name in [name for name, value in os.environ.items() if not value]:
            if name.startswith(_PREFIXES):
                del os.environ[name]
        variables = " ja ".join(_CREDENTIALS[scheme][0])
        if not any(all(map(os.environ.get, names)) for names in _CREDENTIALS[scheme]):
            raise Stopped(_NO_CREDENTIALS.at(place, variables=variables))
        options: dict[str, Any] = dict(_OPTIONS)
        for name in filter(os.environ.get, _ENDPOINTS):
            endpoint = urlsplit(os.environ[name])
            is_here = endpoint.scheme == "http" and endpoint.hostname in _LOOPBACK
            if not endpoint.hostname or not (is_here or endpoint.scheme == "https"):
                raise Stopped(_NO_ENDPOINT.at(place, variables=name))
            options["allow_http"] = is_here
        try:
            return library.store.from_url(
                self.address, client_options=options, retry_config=_RETRIES
            )
        except (library.exceptions.BaseError, OSError, ValueError):
            raise Stopped(_UNCLEAR_CREDENTIALS.at(place, variables=variables)) from None


def attributes_of(file: str) -> dict[str, str]:
    """Return with what headers a file is given to readers."""
    name, dot, ending = file.rpartition(".")
    encoding = _ENCODINGS.get(dot + ending)
    kind = (name if encoding else file).rpartition(".")[2]
    cache = CACHE_HASHED if HASHED.fullmatch(file[file.find("assets/") :]) else CACHE_PAGES
    return {
        "Content-Type": _TYPES.get(kind, "application/octet-stream"),
        "Cache-Control": cache,
        **({"Content-Encoding": encoding} if encoding else {}),
    }


def _stages(files: Iterable[str], there: Collection[str] = ()) -> Iterator[list[str]]:
    """Yield files in the order in which they may be seen, those that may come together at a time.

    Args:
        files: All of a release.
        there: Those of them whose place is taken: only they are linked to already.
    """
    stages: dict[int, list[str]] = {}
    for file in sorted(files):
        stages.setdefault(_stage(file, there), []).append(file)
    yield from (stages[number] for number in sorted(stages))


def _stage(file: str, there: Collection[str]) -> int:
    plain = file.removesuffix(".gz").removesuffix(".br")
    if plain == FILE:
        return 4
    if plain.endswith(".xml"):
        return 3
    if plain.endswith(".html"):
        return 2 if file in there else 1
    return 0


def _unchanged(version: Any) -> dict[str, Any]:
    """Return the condition that an object is still of a version."""
    return {name: version[name] for name in ("e_tag", "version") if version[name]}
