"""Pages go to disk: only what changed is touched, what is gone is removed.

Beside them it is noted of what each was made, and what came of it: one that would be made the same
is not even written anew. What is noted can be thrown away at any time.
"""

import os
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import yaml

from digitiekartta.basics.files import read_whole, write_own
from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.sameness import digest_of_programs
from digitiekartta.markup import escaping
from digitiekartta.pages import appearance, paths
from digitiekartta.pages.frame import Files
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Base

DOCS, CONFIG, THEME = "docs", "mkdocs.yml", "theme"
BESIDE = "tiedostot"
"""The folder of files that no page leads to by its Markdown; engines need not look through them."""
NOTE = "kirjoitettu.jsonl"


@dataclass(frozen=True)
class Written:
    """What writing did, by file name relative to the build folder."""

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write_plan(plan: Plan, build: Path, site: Path) -> Written:
    """Write a plan's docs and mkdocs.yml into build/<name>."""
    settings = plan.site.roadmap.settings
    extra = {
        "saavutettavuusseloste": address(paths.STATEMENT),
        "haku": address(paths.SEARCH),
        "avoin_data": address(paths.OPEN_DATA),
        "nyt": plan.site.now.slug,
    }
    if paths.FEED in plan.assets:
        extra["syote"] = paths.FEED
    config = configuration(
        name=plan.site.name,
        description=settings.description,
        nav=plan.nav,
        options=plan.site.options,
        site=site,
        build=build,
        extra=extra | appearance.extra(plan.site),
    )
    docs: dict[str, Callable[[], str | bytes]] = {
        f"{DOCS}/{file}": partial(files.__getitem__, file)
        for files in (plan.files, plan.assets)
        for file in files
    }
    if colours := appearance.style_sheet(settings.appearance):
        # In place of the theme's own: a page loads one style sheet.
        theme = Base.of(build.parent.parent).files[paths.STYLES]
        sheet = f"{theme.read_text(encoding='utf-8')}\n{colours}"
        docs[f"{DOCS}/{paths.STYLES}"] = partial(str, sheet)
    docs |= {f"{BESIDE}/{file}": partial(plan.beside.__getitem__, file) for file in plan.beside}
    docs |= {name: partial(bytes, data) for name, data in theme_files(build).items()}
    docs[CONFIG] = partial(str, config)
    made_of = {
        f"{BESIDE if file in plan.beside else DOCS}/{file}": digest
        for file, digest in plan.made_of.items()
    }
    return write_files(Files(docs), build, made_of)


def theme_of(base: Base, build: Path) -> Path:
    """Return the folder that holds the whole theme: one for engines, which know of no layers."""
    return build / THEME if len(base.themes) > 1 else base.themes[0]


def theme_files(build: Path) -> dict[str, bytes]:
    """Return the files of a build's own folder of the theme: those of all layers, or none."""
    base = Base.of(build.parent.parent)
    if len(base.themes) == 1:
        return {}
    return {f"{THEME}/{name}": file.read_bytes() for name, file in base.files.items()}


def configuration(
    *,
    name: str,
    description: str,
    nav: Sequence[tuple[str, str]],
    options: Options,
    site: Path,
    build: Path,
    extra: Mapping[str, object],
) -> str:
    """Return a build's mkdocs.yml: what the base configuration does not say.

    Args:
        name, description: Plain text; the theme escapes it.
        nav: The section pages, label → file, in order.
        options: Whether each page says that it is a draft, and where the site will stand.
        site: The folder that an engine, started by hand on this file, builds into.
        build: The folder of this file, two levels below the root with the base configuration.
        extra: What else the theme is told, all of it plain text.
    """
    base = Base.of(build.parent.parent)
    name, description = map(escaping.one_line, (name, description))
    standing = {"jaljennos": True} if options.is_transcription else {}
    config: dict[str, object] = {
        "INHERIT": _from(build, base.settings),
        "site_name": name,
        "site_description": description,
        "site_url": options.site_url or "",
        "docs_dir": DOCS,
        "site_dir": Path(os.path.relpath(site, build)).as_posix(),
        "theme": {"custom_dir": _from(build, theme_of(base, build)), **_without_material()},
        "hooks": [],  # the root's hook is for a plain `mkdocs build` there
        "nav": [{escaping.html(label): file} for label, file in nav],
        "extra": escaping.cleaned({"luonnos": options.draft, **standing, **extra}),
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10**9)


def _from(build: Path, place: Path) -> str:
    """Return how settings in a build folder call a place: by the way to it within the project.

    Another place may be on another disk, or behind a link that no way back leads through.
    """
    if place.is_relative_to(build.parent.parent):
        return Path(os.path.relpath(place, build)).as_posix()
    return place.as_posix()


def _without_material() -> dict[str, object]:
    """Name no theme beneath ours where Material is not installed: its name would stop MkDocs."""
    return {} if find_spec("material") else {"name": None}


def write_files(
    files: Mapping[str, str] | Mapping[str, str | bytes],
    folder: Path,
    made_of: Mapping[str, str] | None = None,
) -> Written:
    """Make a folder's docs, other files, theme and configuration equal to the given files.

    Files that are already equal keep their modification time, so that an engine in
    preview sees only real changes.

    Args:
        files: Name → content; with ``made_of`` that of some is not asked for.
        folder: Where they go.
        made_of: Name → a digest of all that a file is made of besides the program.
    """
    # First of all, as nothing is to be written to where a link leads.
    removed = _cleared(folder, files)
    note = folder / NOTE
    program = digest_of_programs() if made_of else ""
    noted, now = kept(note, program) if made_of else {}, dict[str, bytes]()
    changed = []
    for name in files:
        path, made = folder / name, (made_of or {}).get(name)
        if made and noted.get(name) == (line := line_of([made, _digest(path)])):
            now[name] = line
            continue
        content = files[name]
        data = content.encode() if isinstance(content, str) else content
        if _write(path, data):
            changed.append(name)
        if made:
            now[name] = line_of([made, sha256(data).hexdigest()])
    if now != noted:
        keep(note, program, now)
    return Written(tuple(changed), tuple(sorted(removed)))


def _cleared(folder: Path, wanted: Container[str]) -> list[str]:
    """Remove all that is none of the wanted files, whatever it is, and return what was removed.

    Links are removed and never followed: what they lead to is not ours.
    """
    removed = []
    for top in (folder / DOCS, folder / BESIDE, folder / THEME):
        if top.is_symlink() or not top.is_dir():
            top.unlink(missing_ok=True)
        for parent, folders, files in os.walk(top, topdown=False):
            links = (name for name in folders if os.path.islink(os.path.join(parent, name)))
            for path in (Path(parent, name) for name in (*links, *files)):
                name = path.relative_to(folder).as_posix()
                if name not in wanted or path.is_symlink() or not path.is_file():
                    path.unlink()
                    removed.append(name)
            if not os.listdir(parent):
                os.rmdir(parent)
    return removed


def _digest(path: Path) -> str:
    try:
        return sha256(read_whole(path)).hexdigest()
    except OSError:
        return ""


def _write(path: Path, data: bytes) -> bool:
    if not path.is_symlink() and path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_own(path, data)
    return True
