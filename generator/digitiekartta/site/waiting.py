"""Waiting: MkDocs, started ahead of the build that will come, which meanwhile makes single pages.

A program of its own, which ``engine.Standby`` starts and talks to: an order a line, as JSON.
"""

import json
import runpy
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

#: What takes long to load, so that it is there already.
_LOADED_AHEAD = ("mkdocs.commands.build", "mkdocs.__main__", "digitiekartta.markup.extension")
DONE = "\0valmis"
"""The line that ends an answer; what comes before it in one, an engine says."""


class _Pages:
    """The settings, the files and the menu of a site, loaded once."""

    def __init__(self, settings: str) -> None:
        from mkdocs.commands.build import get_context
        from mkdocs.config import load_config
        from mkdocs.structure.files import get_files
        from mkdocs.structure.nav import get_navigation

        self._config = load_config(settings)
        if [*self._config.plugins]:
            raise ValueError("what plugins do to a page they do in a whole build")
        self._files = get_files(self._config)
        self._nav = get_navigation(self._files, self._config)
        self._template = self._config.theme.get_env().get_template("main.html")
        self._context = get_context

    def make(self, page: str) -> str:
        """Return a page as a whole build would make it, from what its Markdown says now."""
        from mkdocs.structure.pages import Page

        file = self._files.src_uris[page]
        made = file.page or Page(None, file, self._config)
        made.read_source(self._config)
        made.render(self._config, self._files)
        made.active = True
        try:
            context: Any = self._context(self._nav, self._files, self._config, made)
            return self._template.render(context)
        finally:
            made.active = False


def main(settings: str = "") -> None:
    """Load what takes long, then do what is ordered until the last order, which is a build."""
    for name in _LOADED_AHEAD:
        import_module(name)
    pages: _Pages | None = None
    if settings:
        try:
            pages = _Pages(settings)
        except Exception as error:  # whatever it is, the next whole build tells it
            print(error)
    for line in sys.stdin:
        order = json.loads(line)
        if "run" in order:
            sys.argv = order["run"]
            runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
            return
        try:
            assert pages is not None
            Path(order["to"]).write_text(pages.make(order["page"]), encoding="utf-8")
        except Exception as error:  # as above: no page is made
            print(repr(error))
        print(DONE)


if __name__ == "__main__":
    main(*sys.argv[1:])
