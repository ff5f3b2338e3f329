"""Publishing to an object store: a real server that speaks S3, on this machine."""

from __future__ import annotations

import itertools
import math
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from bucket import ADDRESS, CREDENTIALS, Bucket, refusing, serving_buckets
from publishing_town import SITE_URL
from small_releases import PAGES, contents, make_release, problems_of, sheet_of, version_of

from digitiekartta.basics.installing import install_command
from digitiekartta.basics.problems import Misuse, Problem
from digitiekartta.publishing import objects
from digitiekartta.publishing.destination import destination
from digitiekartta.publishing.objects import ObjectStore, attributes_of
from digitiekartta.publishing.publish import damage, publish, roll_back
from digitiekartta.publishing.store import LIVE, LOCK
from digitiekartta.publishing.target import MARKER, RELEASES, Target
from digitiekartta.roadmap.project import Project

NEEDED = [name for name in ("obstore", "moto", "flask", "flask_cors") if not find_spec(name)]
pytestmark = pytest.mark.skipif(
    bool(NEEDED), reason=f"objektivaraston kokeilu vaatii paketit: {', '.join(NEEDED)}"
)


@pytest.fixture(scope="module")
def server() -> Iterator[Bucket]:
    with serving_buckets() as bucket:
        yield bucket


@pytest.fixture
def bucket(server: Bucket, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    server.reset()
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


def target(roadmap: str = "kauhava", address: str = ADDRESS) -> Target:
    store = ObjectStore.from_address(address)
    assert store
    return Target(store, roadmap)


def release(folder: Path, version: str, pages: tuple[str, ...] = PAGES):
    source = folder / "tehty" / version
    shutil.rmtree(source, ignore_errors=True)
    return source, make_release(source, version, pages)


def put(folder: Path, version: str, pages: tuple[str, ...] = PAGES, **options) -> list[Problem]:
    return problems_of(publish, target(), *release(folder, version, pages), **options)


def pages_of(bucket: Bucket) -> dict[str, str]:
    return {n: page.decode() for n, page in bucket.contents(LIVE).items() if n.endswith(".html")}


def versions_of(bucket: Bucket) -> set[str]:
    return {version_of(page) for page in pages_of(bucket).values()}


# --- what readers get ----------------------------------------------------------------------------


def test_readers_get_every_file(bucket, tmp_path):
    assert [] == put(tmp_path, "2024-1")

    assert contents(tmp_path / "tehty" / "2024-1") == bucket.contents(LIVE)
    folders = {name.partition("/")[0] for name in bucket.contents()}
    assert {LIVE, RELEASES, MARKER} == folders


def test_browsers_are_told_what_each_file_is_and_how_long_to_keep_it(bucket, tmp_path):
    source, made = release(tmp_path, "2024-1")
    publish(target(), source, made)
    [sheet] = [name for name in made.files if name.endswith(".css")]

    page, style = bucket.headers("index.html"), bucket.headers(sheet)

    assert ("text/html; charset=utf-8", "no-cache") == (page["content-type"], page["cache-control"])
    assert "text/css; charset=utf-8" == style["content-type"]
    assert "public, max-age=31536000, immutable" == style["cache-control"]


@pytest.mark.parametrize(
    ("file", "kind", "encoding"),
    [
        ("a/index.html", "text/html; charset=utf-8", None),
        ("a/index.html.gz", "text/html; charset=utf-8", "gzip"),
        ("a/index.html.br", "text/html; charset=utf-8", "br"),
        ("assets/haku.js", "text/javascript; charset=utf-8", None),
        ("feed.xml", "application/xml", None),
        ("assets/kuva.png", "image/png", None),
        ("assets/app.webmanifest", "application/manifest+json", None),
        ("avoin-data/liite.outo", "application/octet-stream", None),
    ],
)
def test_each_kind_of_file_has_its_headers(file, kind, encoding):
    headers = attributes_of(file)

    assert (kind, encoding) == (headers["Content-Type"], headers.get("Content-Encoding"))
    assert "no-cache" == headers["Cache-Control"]


def test_a_version_is_changed_pruned_and_taken_back(bucket, tmp_path):
    for version in ("2023-1", "2024-1", "2025-1"):
        assert [] == put(tmp_path, version, keep=2)
        if version == "2024-1":
            before = pages_of(bucket)

    assert {"2025-1"} == versions_of(bucket)
    assert 2 == len({name.partition("/")[0] for name in bucket.contents(RELEASES)})
    roll_back(target(), None)
    assert before == pages_of(bucket)
    live = target().live()
    assert live
    assert ("2024-1", []) == (live.manifest.version, damage(target(), live))
    # Pages that stayed open: 2023-1 was live before it, 2025-1 was taken back.
    assert 3 == sum(name.endswith(".css") for name in bucket.contents(LIVE))


def test_a_page_that_is_gone_is_removed_after_all_else(bucket, tmp_path):
    put(tmp_path, "2024-1")
    put(tmp_path, "2025-1", PAGES[:1])

    assert {"index.html"} == set(pages_of(bucket))


def test_words_that_were_removed_go_from_all_that_is_kept(bucket, tmp_path):
    put(tmp_path, "2024-1")
    put(tmp_path, "2025-1", outdated=["2024-1"])

    assert not [n for n, text in bucket.contents().items() if b"2024-1" in text and n != MARKER]


# --- what is checked -----------------------------------------------------------------------------


def test_a_page_that_somebody_changed_is_told_and_mended(bucket, tmp_path):
    put(tmp_path, "2024-1")
    bucket.put(f"{LIVE}/index.html", "muu")
    live = target().live()
    assert live

    assert ["release-damaged"] == [problem.code for problem in damage(target(), live)]
    assert [] == put(tmp_path, "2024-1")
    assert [] == damage(target(), live)


def test_a_kept_release_that_somebody_changed_is_not_gone_back_to(bucket, tmp_path):
    put(tmp_path, "2024-1")
    [name] = target().published()
    put(tmp_path, "2025-1")
    bucket.put(f"{RELEASES}/{name}/index.html", "muu")

    assert ["release-damaged"] == [p.code for p in problems_of(roll_back, target(), None)]
    assert {"2025-1"} == versions_of(bucket)


def test_what_is_not_ours_is_left_alone(bucket, tmp_path):
    bucket.put("index.html", "muiden sivu")

    assert ["target-not-ours"] == [problem.code for problem in put(tmp_path, "2024-1")]
    assert {"index.html"} == set(bucket.contents())


def test_two_roadmaps_do_not_share_a_place(bucket, tmp_path):
    put(tmp_path, "2024-1")

    told = problems_of(publish, target("kemijarvi"), *release(tmp_path, "2025-1"))

    assert ["target-of-another"] == [problem.code for problem in told]


@pytest.mark.parametrize("method", ["link", "rename"])
def test_no_other_switch_is_promised_than_there_is(bucket, tmp_path, method):
    assert ["target-no-renames"] == [p.code for p in put(tmp_path, "2024-1", method=method)]


# --- two at once ---------------------------------------------------------------------------------


def test_two_publications_at_once_are_told_apart(bucket, tmp_path):
    store = target().store
    with store.locked():
        assert ["target-locked"] == [problem.code for problem in put(tmp_path, "2024-1")]

    assert [] == put(tmp_path, "2024-1")


def test_the_lock_of_a_run_that_was_killed_is_taken_over_after_its_hour(
    bucket, tmp_path, monkeypatch
):
    bucket.put(LOCK, "tapettu ajo")
    assert ["target-locked"] == [problem.code for problem in put(tmp_path, "2024-1")]
    monkeypatch.setattr(objects, "_LEASE", timedelta(0))

    assert [] == put(tmp_path, "2024-1")
    assert LOCK not in bucket.contents()


def test_who_was_held_for_killed_switches_nothing(bucket, tmp_path):
    put(tmp_path, "2024-1")
    store = target().store

    def switch_late() -> None:
        with store.locked():
            bucket.put(LOCK, "toinen ajo")
            store.show(f"{RELEASES}/x", LIVE)

    assert ["target-locked"] == [problem.code for problem in problems_of(switch_late)]
    assert {"2024-1"} == versions_of(bucket)
    assert b"toinen ajo" == bucket.contents()[LOCK]


def test_where_no_conditions_are_known_a_lock_that_is_there_is_still_seen(
    bucket, tmp_path, monkeypatch
):
    import obstore

    put_plainly = obstore.put

    def put_without_conditions(*arguments, mode=None, **options):
        if mode:
            raise obstore.exceptions.NotSupportedError
        return put_plainly(*arguments, **options)

    monkeypatch.setattr(obstore, "put", put_without_conditions)
    assert [] == put(tmp_path, "2024-1")
    bucket.put(LOCK, "toinen ajo")

    assert ["target-locked"] == [problem.code for problem in put(tmp_path, "2025-1")]


# --- broken off ----------------------------------------------------------------------------------


class Breaking:
    """The library of the store, of which everything fails from the n-th change on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import obstore

        self.left: float = math.inf
        monkeypatch.setattr(objects, "_SIDE_BY_SIDE", 1)
        monkeypatch.setattr(objects, "_LEASE", timedelta(0))  # the lock of the broken run
        for name in ("put", "copy", "delete"):
            act = getattr(obstore, name)
            monkeypatch.setattr(obstore, name, self._counting(act, obstore.exceptions.GenericError))

    @contextmanager
    def after(self, changes: int) -> Iterator[None]:
        self.left = changes
        try:
            yield
        finally:
            self.left = math.inf

    def _counting(self, act: Any, error: type[Exception]) -> Any:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise error("HTTP error: error sending request")
            return act(*arguments, **options)

        return counted


def test_wherever_it_is_broken_off_no_page_lacks_its_styles_and_the_next_run_completes_it(
    bucket, tmp_path, monkeypatch
):
    place, breaking = target(), Breaking(monkeypatch)
    old = release(tmp_path, "2024-1", ("index.html", "vanha/index.html"))
    new = release(tmp_path, "2025-1", ("index.html", "uusi/index.html"))
    mixed = 0
    # While it is brought nothing is seen of it: there a few places are enough.
    for number in itertools.chain(range(0, 12, 4), itertools.count(12)):
        bucket.reset()
        publish(place, *old)
        with breaking.after(number):
            told = [problem.code for problem in problems_of(publish, place, *new)]
        if not told:
            break
        seen = bucket.contents(LIVE)
        pages = {file: page.decode() for file, page in seen.items() if file.endswith(".html")}
        for file, page in pages.items():
            assert f"assets/{Path(sheet_of(page)).name}" in seen, (number, file)
        if len({version_of(page) for page in pages.values()}) > 1:
            mixed += 1
            assert "switch-unfinished" == told[0], number
        publish(place, *new)
        assert {"2025-1"} == versions_of(bucket), number
        assert {"index.html", "uusi/index.html"} == set(pages_of(bucket)), number
    assert mixed > 2
    assert number > 15


def test_a_first_publication_that_was_broken_off_is_completed(bucket, tmp_path, monkeypatch):
    place, breaking = target(), Breaking(monkeypatch)
    source, made = release(tmp_path, "2024-1", PAGES[:1])
    for number in itertools.count(step=2):
        bucket.reset()
        with breaking.after(number):
            told = problems_of(publish, place, source, made)
        publish(place, source, made)
        assert contents(source) == bucket.contents(LIVE), number
        if not told:
            break


def test_a_switch_that_was_broken_off_can_be_taken_back(bucket, tmp_path, monkeypatch):
    breaking = Breaking(monkeypatch)
    put(tmp_path, "2024-1")
    before = pages_of(bucket)
    [name] = target().published()
    with breaking.after(17):
        assert "switch-unfinished" == put(tmp_path, "2025-1")[0].code
    assert before != pages_of(bucket)

    roll_back(target(), name)

    assert before == pages_of(bucket)


def test_an_upload_that_came_damaged_is_not_shown(bucket, tmp_path, monkeypatch):
    put(tmp_path, "2024-1")
    monkeypatch.setattr(
        ObjectStore, "upload", lambda self, source, folder: self.write(f"{folder}/index.html", b"x")
    )

    assert ["upload-damaged"] == [problem.code for problem in put(tmp_path, "2025-1")]
    assert {"2024-1"} == versions_of(bucket)
    monkeypatch.undo()


# --- what keeps it from its end ------------------------------------------------------------------


def told(problems: list[Problem]) -> str:
    [problem] = problems
    text = f"{problem.place} {problem.message} {problem.remedy}"
    assert not [secret for secret in list(CREDENTIALS.values())[:2] if secret in text]
    return f"{problem.code}: {problem.message} {problem.remedy}"


def test_a_bucket_that_is_not_there_is_told(bucket, tmp_path):
    place = target(address="s3://eiole/digitiekartta")

    said = told(problems_of(publish, place, *release(tmp_path, "2024-1")))

    assert "objects-failed: Objektivarastossa ei ole tällaista säilöä" in said
    assert "”NoSuchBucket”" in said
    assert "AWS_ENDPOINT_URL" in said


@pytest.mark.parametrize(
    ("address", "variable"),
    [
        (ADDRESS, "AWS_ACCESS_KEY_ID"),
        ("az://kunta/x", "AZURE_STORAGE_ACCOUNT_KEY"),
        ("gs://kunta/x", "GOOGLE_APPLICATION_CREDENTIALS"),
    ],
)
def test_without_credentials_their_variables_are_told(address, variable, monkeypatch, tmp_path):
    for names in objects._CREDENTIALS.values():
        for name in {name for line in names for name in line}:
            monkeypatch.delenv(name, raising=False)

    place = target(address=address)
    said = told(problems_of(publish, place, *release(tmp_path, "2024-1")))

    assert said.startswith("objects-no-credentials")
    assert variable in said


@pytest.mark.parametrize(
    ("address", "environment", "words"),
    [
        (ADDRESS, {"AWS_ENDPOINT_URL": "varasto"}, "AWS_ENDPOINT_URL ei ole objektivaraston"),
        (ADDRESS, {"AWS_ENDPOINT_URL": "http://192.0.2.1"}, "pitää olla https://"),
        ("gs://kunta/x", {"GOOGLE_APPLICATION_CREDENTIALS": "/ei/ole.json"}, "ei saa selvää"),
        (
            "az://kunta/x",
            {"AZURE_STORAGE_ACCOUNT_NAME": "kunta", "AZURE_STORAGE_ACCOUNT_KEY": "ei avain!"},
            "ei saa selvää",
        ),
    ],
    ids=lambda each: str(each)[:20],
)
def test_settings_that_make_no_sense_are_told(
    bucket, tmp_path, monkeypatch, address, environment, words
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    place = target(address=address)

    assert words in told(problems_of(publish, place, *release(tmp_path, "2024-1")))


def test_what_a_pipeline_was_not_given_is_no_setting(bucket, tmp_path, monkeypatch):
    for name in ("AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL_S3", "AZURE_STORAGE_SAS_TOKEN"):
        monkeypatch.setenv(name, "")

    assert [] == put(tmp_path, "2024-1")


def test_without_a_network_it_is_told(bucket, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    monkeypatch.setattr(objects, "_RETRIES", {"max_retries": 0})

    assert "Objektivarastoon ei saada yhteyttä" in told(put(tmp_path, "2024-1"))


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, "AccessDenied", "ei ole oikeutta"),
        (403, "InvalidAccessKeyId", "ei hyväksy tunnuksia"),
        (403, "SignatureDoesNotMatch", "ei hyväksy tunnuksia"),
        (403, "RequestTimeTooSkewed", "kello on eri ajassa"),
        (400, "AuthorizationHeaderMalformed", "toisella alueella"),
        (409, "OutoVika", "ei tehnyt, mitä pyydettiin: ”OutoVika”"),
    ],
)
def test_a_refusal_is_told_in_finnish(status, code, words, tmp_path, monkeypatch):
    with refusing(status, code) as endpoint:
        for name, value in {**CREDENTIALS, "AWS_ENDPOINT_URL": endpoint}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(objects, "_RETRIES", {"max_retries": 0})

        assert words in told(put(tmp_path, "2024-1"))


def test_without_the_extra_it_is_told_how_to_get_it(bucket, tmp_path, monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(objects, "import_module", missing)

    assert f"Asenna se komennolla: {install_command('obstore')}" in told(put(tmp_path, "2024-1"))


# --- as communications meets it ------------------------------------------------------------------


@pytest.mark.engine
def test_the_commands_say_how_pages_change_there_and_never_a_secret(bucket, town):
    town.approve()
    said = []

    def run(*words: str) -> str:
        code, out, err = town.run(*words, **bucket.environment)
        assert 0 == code or "status" in words, (out, err)
        said.append(out + err)
        return out

    publishing = ("publish", "pikku", ADDRESS, "--no-audit", "--site-url", SITE_URL)
    plan = run(*publishing)
    assert "Vaihto:          sivut vaihtuvat yksi kerrallaan" in plan
    assert {} == bucket.contents()

    assert "julkaisu otettu käyttöön" in run(*publishing, "--apply")
    assert "Pikkula" in bucket.contents(LIVE)["index.html"].decode()
    town.edit("Nyt asiat hoituvat vielä paremmin.")
    town.approve("9.6.2026")
    assert "Nyt julkaistuna: 2025-1" in run(*publishing, "--apply")
    assert "Tiedostot ovat sellaisia kuin ne julkaistiin." in run("status", "pikku", ADDRESS)
    assert "käytössä on nyt 2025-1" in run("rollback", "pikku", ADDRESS)
    assert f"Julkaistu kohteessa {ADDRESS}: 2025-1" in run("status", "pikku", ADDRESS)
    for secret in list(CREDENTIALS.values())[:2]:
        assert secret not in "".join(said)


@pytest.mark.parametrize(
    "address",
    [
        "s3://",
        "s3://kunta/../muu",
        "s3://avain:salaisuus@kunta/x",
        "gs://kunta/a b",
        "az://kunta/x?sig=salaisuus",
        "s3://kunta//x",
    ],
)
def test_an_address_that_is_none_is_told(tmp_path, address):
    with pytest.raises(Misuse) as misuse:
        destination(Project(tmp_path), "kauhava", address)

    assert "ei ole objektivaraston osoite" in str(misuse.value)


@pytest.mark.parametrize("address", [ADDRESS, "az://kunta", "gs://kunta/a/b/", "s3://kunta/a.zip"])
def test_an_object_store_is_known_by_its_address(tmp_path, address):
    place = destination(Project(tmp_path), "kauhava", address)

    assert (True, address.rstrip("/")) == (isinstance(place, Target), place.where)
