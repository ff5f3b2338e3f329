"""Waiting: an engine started ahead of what it will make, which makes what it is told to.

A program of its own, which ``engine.Standby`` starts and talks to: an order a line, as JSON; what
came of it is told on a line that begins with ``DONE``, after what the engine said.

It does what ``mkdocs build`` does, by the same functions, but finishes one page before it begins
another. So several programs can share the pages of a site out among them, and none holds all.
"""

import json
import sys
import traceback
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from digitiekartta.audit.plain_reading import Gatherer

DONE = "\0valmis "
"""What the line begins with that ends an answer."""

# What takes long to load, so that it is there already.
_LOADED_AHEAD = ("digitiekartta.markup.extension", "markdown.extensions.toc")


class _Engine:
    """MkDocs, or ProperDocs, which has the same functions."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._build = self._module("commands.build")
        # Whoever starts an engine by hand gets its messages by this, too.
        self._state = self._module("__main__").State()

    def _module(self, name: str) -> Any:
        return import_module(f"{self._name}.{name}")

    def open(self, settings: str, folder: str, base_path: str = "/") -> bool:
        """Load a site; return whether its pages can be made one by one.

        Args:
            settings: Its file.
            folder: Where its pages go.
            base_path: Under which it will stand on its server.
        """
        build = self._build
        self._config = config = self._module("config").load_config(settings, site_dir=folder)
        if [*config.plugins]:
            return False  # what plugins do to pages they do in a whole build
        self._gatherer = Gatherer(base_path)
        self._files = build.get_files(config)
        self._env = config.theme.get_env()
        self._files.add_files_from_theme(self._env, config)
        build.set_exclusions(self._files, config)
        self._nav = build.get_navigation(self._files, config)
        self._pages = {file.src_uri: file for file in self._files.documentation_pages()}
        self._all = [*self._pages.values()]
        for file in self._all:
            if file.page is None:
                self._module("structure.pages").Page(None, file, config)
        for page in self._nav.pages:  # the menu of all pages tells what stands in their heads
            page.read_source(config)
            if page.title is None:  # its own words tell it
                build._populate_page(page, config, self._files)
        return True

    def make(self, pages: Sequence[str]) -> Mapping[str, object]:
        """Make pages; return what the check of the site has to know of them."""
        build, config = self._build, self._config
        finished = []
        for file in (self._pages[name] for name in pages if name in self._pages):
            page = file.page
            build._populate_page(page, config, self._files)
            build._build_page(page, config, self._all, self._nav, self._env)
            page.markdown, page.content, page.toc = "", "", []  # it is on the disk by now
            made = Path(file.abs_dest_path)
            if made.is_file():  # the engine leaves out what has not a word
                finished.append((file.dest_uri, made.read_text(encoding="utf-8")))
        facts = self._gatherer.of(finished)
        return {"ids": facts.ids, "targets": sorted(facts.targets)}

    def rest(self) -> None:
        """Make what is no page."""
        build, config = self._build, self._config
        self._files.copy_static_files()
        for name in config.theme.static_templates:
            build._build_theme_template(name, self._env, self._files, config, self._nav)
        for name in config.extra_templates:
            build._build_extra_template(name, self._files, config, self._nav)

    def asked(self) -> list[str]:
        """Return the pages to whose places those lead that were made."""
        files = {file.src_uri for page in self._made() for file in page.links_to_anchors or ()}
        return sorted(files)

    def places(self, pages: Iterable[str]) -> Mapping[str, list[str]]:
        """Return the places on those of some pages that were made."""
        ids = {name: self._pages[name].page.present_anchor_ids for name in pages}
        return {name: sorted(there) for name, there in ids.items() if there is not None}

    def compare(self, places: Mapping[str, list[str]]) -> None:
        """Complain of links to places that there are not; tell those on pages made elsewhere."""
        made = self._made()
        for name, ids in places.items():
            self._pages[name].page.present_anchor_ids = {*ids}
        for page in made:
            page.validate_anchor_links(
                files=self._files, log_level=self._config.validation.links.anchors
            )

    def _made(self) -> list[Any]:
        return [file.page for file in self._all if file.page.present_anchor_ids is not None]


def main(name: str) -> None:
    """Load what takes long, then do what is ordered until nothing more is."""
    for module in _LOADED_AHEAD:
        import_module(module)
    engine = _Engine(name)
    for line in sys.stdin:
        order = json.loads(line)
        came = {}
        try:
            came["answer"] = getattr(engine, order.pop("do"))(**order)
        except (Exception, SystemExit) as error:  # told as by an engine that ends by it
            show = getattr(error, "show", traceback.print_exc)
            show()
        print(f"\n{DONE}{json.dumps(came)}")  # the engine may not have ended its last line


if __name__ == "__main__":
    main(*sys.argv[1:])
