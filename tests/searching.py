"""Search and filters as readers use them: pages in a folder, and what a browser shows of them."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

from digitiekartta.pages import paths
from digitiekartta.pages.plan import plan
from rendering import OPTIONS, body, roadmap
from towns import ROOT

THEME = ROOT / "theme" / "assets"


_LINK = re.compile(r'href="([^":]*?)([^"/]+)\.md"')


def _as_engines_do(link: re.Match[str]) -> str:
    return f'href="{link[1]}"' if link[2] == "index" else f'href="{link[1]}{link[2]}/"'


def write(name: str, folder: Path) -> None:
    """Write a roadmap's search page, list of measures and their data, in our styles."""
    made = plan(roadmap(name), OPTIONS)
    for file in (paths.SEARCH, paths.MEASURES):
        target = folder / file.replace(".md", ".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        content = _LINK.sub(_as_engines_do, body(made.files[file]))
        target.write_text(
            f'<!doctype html><html lang="fi"><meta charset="utf-8"><title>Otsikko</title>'
            '<link rel="stylesheet" href="../assets/stylesheets/digitiekartta.css">'
            f"<main><article>{content}</article></main></html>",
            encoding="utf-8",
        )
    assets = {file: data for file, data in made.assets.items() if file.endswith(".js")}
    for folder_name in ("javascripts", "stylesheets"):
        for source in (THEME / folder_name).iterdir():
            assets[f"assets/{folder_name}/{source.name}"] = source.read_bytes()
    for file, data in assets.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)


@contextmanager
def opened(chromium, address, **options):
    """Open a page; whatever its console says is kept, and nothing may be said there."""
    context = chromium.new_context(**options)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    yield SimpleNamespace(page=page, asked=asked, said=said)
    context.close()
    assert [text for text in said if "Failed to load resource" not in text] == []


def status(page) -> str:
    """Return what is announced, once it is."""
    page.locator("[role=status]:not(:empty)").wait_for()
    return page.locator("[role=status]").inner_text()


def whole(text: str) -> str:
    """Return text without the places where its words may be parted at the end of a line."""
    return text.replace("\u00ad", "")


def choices(page) -> dict[str, list[str]]:
    """Return the values of each filter."""
    page.get_by_role("button", name="Rajaa toimenpiteitä").click()
    page.locator("#rajaus select").first.wait_for()
    return page.locator("#rajaus select").evaluate_all(
        "all => Object.fromEntries(all.map(s =>"
        " [s.name, [...s.options].map(o => o.value).filter(Boolean)]))"
    )


SHOWN = """() => [...document.querySelectorAll("main tbody tr")].filter(row => row.offsetHeight)
  .map(row => row.querySelector("a").pathname.split("/").slice(-2)[0])"""
CHOOSE = """chosen => {
  const controls = [...document.querySelectorAll("#rajaus [name]")];
  for (const control of controls) control.value = chosen[control.name] || "";
  controls[0].dispatchEvent(new Event("input", {bubbles: true}));
}"""


def shown(page) -> set[str]:
    """Return the measures whose rows are seen."""
    return set(page.evaluate(SHOWN))
