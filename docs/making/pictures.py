"""The pictures of the documentation: pages of Esimerkkilä as they stand in a browser.

Run: python -m docs.making.pictures. The public site of the sample is built of its newest approved
version for a fixed day, so the pictures change when the pages do and not with the calendar.
Letters are those of this machine. A picture has few colours and stays below 40 kB.
"""

from __future__ import annotations

import io
import shutil
import sys
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.server import serving
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "kuvat"
SAMPLE, DAY = "esimerkkila", date(2026, 9, 15)
MOST_BYTES = 40_000
_COLOURS = 32
_PATIENCE = 120_000  # milliseconds: the machine may have other work


@dataclass(frozen=True)
class Picture:
    """A part of a page as it stands in a window.

    Args:
        name: The file without its ending.
        page: The address from the root of the site.
        width, height: The window in CSS pixels.
        top: What stands at the upper edge, a selector; the top of the page without it.
        last: What a script brings last, a selector.
    """

    name: str
    page: str
    width: int = 1024
    height: int = 720
    top: str = ""
    last: str = "h1"


PICTURES = (
    Picture("etusivu", ""),
    Picture("toimenpide", "toimenpiteet/it-tuki/"),
    Picture("aikataulu", "tavoitteet/digitaidot/", width=1280, top=".taulu-aikataulu"),
    Picture("haku", "haku/?q=koulutuksia", height=640, last="main ol mark"),
    Picture("puhelin", "", width=375, height=667),
)


def main() -> int:
    """Take all pictures and tell how large they are."""
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory(prefix="kuvat-") as folder, sync_playwright() as program:
        site = _sample_in(Path(folder))
        chromium = program.chromium.launch(executable_path=find_chromium())
        for name, data in taken(chromium, site, PICTURES).items():
            (FOLDER / f"{name}.png").write_bytes(data)
            too_large = " – liian suuri" if len(data) > MOST_BYTES else ""
            print(f"docs/kuvat/{name}.png: {len(data) / 1000:.1f} kB{too_large}")
    return 0


def _sample_in(folder: Path) -> Path:
    """Build the public site of the sample in a folder of its own and return it."""
    shutil.copytree(ROOT / "theme", folder / "theme")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "content" / SAMPLE, folder / "content" / SAMPLE)
    project = Project(folder)
    [outcome, *_] = build(project, [SAMPLE], Options(DAY, draft=False))
    if outcome.failed:
        raise SystemExit("\n".join(map(str, outcome.problems)))
    return project.site(SAMPLE)


def taken(chromium: Any, site: Path, pictures: tuple[Picture, ...]) -> dict[str, bytes]:
    """Return each picture of a site as PNG, by its name, taken by a browser of Playwright's."""
    with serving(site) as address:
        return {one.name: _small(_shot(chromium, address, one)) for one in pictures}


def _shot(chromium: Any, address: str, picture: Picture) -> bytes:
    size = {"width": picture.width, "height": picture.height}
    window = chromium.new_page(viewport=size, color_scheme="light", reduced_motion="reduce")
    window.clock.set_fixed_time(datetime.combine(DAY, time(12)))  # pages choose their now by it
    window.set_default_timeout(_PATIENCE)
    window.goto(address + picture.page)
    window.locator(picture.last).first.wait_for()
    if picture.top:
        window.locator(picture.top).first.evaluate("one => one.scrollIntoView()")
    # Where the pointer or the focus stands is no part of the page.
    window.evaluate("document.activeElement?.blur()")
    shot: bytes = window.screenshot(animations="disabled", caret="hide")
    window.close()
    return shot


def _small(shot: bytes) -> bytes:
    """Return a picture in few colours, which is what pages of text have."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    few = image.quantize(_COLOURS, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
