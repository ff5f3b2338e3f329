"""Pages go to disk: only what changed is touched, what is gone is removed."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from digitiekartta.pages.plan import Plan

DOCS, CONFIG = "docs", "mkdocs.yml"


@dataclass(frozen=True)
class Written:
    """What writing did, by file name relative to the build folder."""

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write_plan(plan: Plan, build: Path, site: Path) -> Written:
    """Write build/<name>/docs and build/<name>/mkdocs.yml.

    Args:
        plan: The pages.
        build: build/<name>, two levels below the project's root, where the base configuration is.
        site: The folder that an engine, started by hand on this configuration, builds into.
    """
    files = {f"{DOCS}/{name}": text for name, text in plan.files.items()}
    files[CONFIG] = configuration(
        name=plan.site.name,
        description=plan.site.roadmap.settings.description,
        nav=plan.nav,
        draft=plan.site.options.draft,
        site_url=plan.site.options.site_url,
        site=site,
        build=build,
    )
    return write_files(files, build)


def configuration(
    *,
    name: str,
    description: str,
    nav: Sequence[tuple[str, str]],
    draft: bool,
    site_url: str | None,
    site: Path,
    build: Path,
) -> str:
    """Return a build's mkdocs.yml: what the base configuration does not say."""
    root = os.path.relpath(build.parent.parent, build)
    config: dict[str, object] = {
        "INHERIT": f"{root}/mkdocs.yml",
        "site_name": name,
        "site_description": description,
        "site_url": site_url or "",
        "docs_dir": DOCS,
        "site_dir": os.path.relpath(site, build),
        "theme": {"custom_dir": f"{root}/theme"},
        "hooks": [],  # the root's hook is for a plain `mkdocs build` there
        "nav": [{label: file} for label, file in nav],
        "extra": {"luonnos": draft},
    }
    return yaml.safe_dump(config, allow_unicode=True, sort_keys=False, width=10**9)


def write_files(files: Mapping[str, str], folder: Path) -> Written:
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
            if not any(path.parent.iterdir()):
                path.parent.rmdir()
    return Written(tuple(changed), tuple(sorted(removed)))


def _write(path: Path, text: str) -> bool:
    data = text.encode()
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.uusi")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True
