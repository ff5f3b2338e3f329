"""Pages go to disk: only what changed is touched, what is gone is removed."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import yaml

from digitiekartta.basics.files import write_whole
from digitiekartta.markup import escaping
from digitiekartta.pages import appearance, paths
from digitiekartta.pages.paths import address
from digitiekartta.pages.plan import Plan
from digitiekartta.pages.site import Options

DOCS, CONFIG = "docs", "mkdocs.yml"


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
    docs: dict[str, str | bytes] = {**plan.files, **plan.assets}
    if colours := appearance.style_sheet(settings.appearance):
        # In place of the theme's own: a page loads one style sheet.
        theme = build.parent.parent / "theme" / paths.STYLES
        docs[paths.STYLES] = f"{theme.read_text(encoding='utf-8')}\n{colours}"
    files = {f"{DOCS}/{file}": content for file, content in docs.items()}
    return write_files({**files, CONFIG: config}, build)


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
    root = os.path.relpath(build.parent.parent, build)
    name, description = map(escaping.one_line, (name, description))
    standing = {"jaljennos": True} if options.is_transcription else {}
    config: dict[str, object] = {
        "INHERIT": f"{root}/mkdocs.yml",
        "site_name": name,
        "site_description": description,
        "site_url": options.site_url or "",
        "docs_dir": DOCS,
        "site_dir": os.path.relpath(site, build),
        "theme": {"custom_dir": f"{root}/theme", **_without_material()},
        "hooks": [],  # the root's hook is for a plain `mkdocs build` there
        "nav": [{escaping.html(label): file} for label, file in nav],
        "extra": escaping.cleaned({"luonnos": options.draft, **standing, **extra}),
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10**9)


def _without_material() -> dict[str, object]:
    """Name no theme beneath ours where Material is not installed: its name would stop MkDocs."""
    return {} if find_spec("material") else {"name": None}


def write_files(files: Mapping[str, str | bytes] | Mapping[str, str], folder: Path) -> Written:
    """Make a folder's docs and configuration equal to the given files.

    Files that are already equal keep their modification time, so that an engine in
    preview sees only real changes.
    """
    changed = [name for name, text in files.items() if _write(folder / name, text)]
    removed = []
    for path in sorted((folder / DOCS).rglob("*"), reverse=True):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and name not in files:
            path.unlink()
            removed.append(name)
    return Written(tuple(changed), tuple(sorted(removed)))


def _write(path: Path, text: str | bytes) -> bool:
    data = text.encode() if isinstance(text, str) else text
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, data)
    return True
