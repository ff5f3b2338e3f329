"""Long Finnish words in a real browser: no line ends inside one without a hyphen."""

from __future__ import annotations

import pytest
from test_pages import WORDS, built

from digitiekartta.audit.server import serving
from digitiekartta.site.finishing import finish

LONG = "saavutettavuusselosteen hankintayksiköt ja tietohallintokoordinaattorit"
PHONES = (320, 360)
PAPER, ACROSS = 794, 1122  # A4 upright and across, in CSS pixels

# The words in which a line ends though no hyphen stands there; addresses may be torn. Of a letter
# after a soft hyphen the last box counts: the first is that of the hyphen on the line before.
TORN = r"""() => {
  const box = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return [...range.getClientRects()].filter((one) => one.width > 0).at(-1);
  };
  const torn = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.checkVisibility()) continue;
    const addresses = [...node.data.matchAll(/\S*(?:@|\/\/|\w\.\w)\S*/g)];
    const inAddress = (at) =>
      addresses.some((one) => one.index <= at && at < one.index + one[0].length);
    for (const word of node.data.matchAll(/[\p{L}\u00ad]{5,}/gu)) {
      if (inAddress(word.index)) continue;
      let line = null;
      for (let at = word.index; at < word.index + word[0].length; at++) {
        const letter = node.data[at] === "\u00ad" ? null : box(node, at);
        if (!letter) continue;
        const top = Math.round(letter.top);
        if (line !== null && top !== line && node.data[at - 1] !== "\u00ad") {
          torn.push(`${node.parentElement.tagName} ${word[0].replaceAll("\u00ad", "")}`);
          break;
        }
        line = top;
      }
    }
  }
  return torn;
}"""


@pytest.mark.engine
@pytest.mark.browser
def test_no_line_ends_inside_a_word_without_a_hyphen(chromium, tmp_path):
    built({word: f"{word} {LONG}" for word in WORDS}, tmp_path)
    site = tmp_path / "site"
    finish(site, docs=tmp_path / "build/pikkula/docs", theme=tmp_path / "theme")
    pages = [page.parent.relative_to(site).as_posix() + "/" for page in site.rglob("index.html")]
    assert len(pages) > 30

    assert [] == list(torn(chromium, site, pages))


def torn(chromium, site, pages):
    with serving(site) as address:
        page = chromium.new_page()
        for path in pages:
            page.goto(address + path)
            assert "\u00ad" not in page.title()
            for width in PHONES:
                page.set_viewport_size({"width": width, "height": 640})
                yield from (f"{path} {width}: {word}" for word in page.evaluate(TORN))
            width = ACROSS if path == "tuloste/" else PAPER
            page.set_viewport_size({"width": width, "height": 640})
            page.emulate_media(media="print")
            yield from (f"{path} print: {word}" for word in page.evaluate(TORN))
            page.emulate_media(media="screen")
        page.close()
