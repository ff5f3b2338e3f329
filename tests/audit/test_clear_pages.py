"""A page that can be read in one way only has in a browser the elements that the checks see."""

from __future__ import annotations

import random

import pytest

from digitiekartta.audit.browser import View
from digitiekartta.audit.built_site import BuiltPage
from digitiekartta.audit.pages import SitePage
from digitiekartta.audit.server import serving

PAGES = 1000
PARTS = """
<p> </p> <p_title="a"> <P_ID=q> <p_id="1"_id="2"> <svg> </svg> <title> </title> <desc> </desc>
<noscript> </noscript> <img_src=x_onerror=a()> <img_alt=""> <a_href="b"> </a> <body> </body>
<body_onload=a()> <html_onclick=a()> <head> </head> <table> </table> <tr> <td_onclick=a()> </td>
<caption> <col> <select> </select> <option> <textarea> </textarea> <script> </script> <style>
</style> <!--_ --> <!--_a_--> &lt; &#60; <form> </form> <form_onsubmit=a()> <button> <ul> <li> </ul>
<input_value="a"> <details_open> <summary> <use_href="#a"/> <path_d=""/> <math> <mi> <template>
</template> <iframe> <xmp> <h1> </h1> <b> </b> <br/> <link_rel="x"_href="y"> <base_href="z"> a=b x
<object> <g> <dl> <dd> <frameset_onload=a()> <plaintext> <foreignObject> <optgroup>
"""
SPOILING = ["\0", "<", "/", "<![CDATA[", "]]>", "<?x ", "?>", '"', "'", "<!-->", "--!>", ">"]
#: What a browser adds by itself.
IMPLIED = {"html", "head", "body", "tbody", "tr", "colgroup", "p", "br"}

# Scripts are on in the frame: what stands in noscript is text there.
READ = """pages => {
  const frame = document.createElement("iframe");
  document.documentElement.append(frame);
  const inside = frame.contentDocument;
  return pages.map(page => {
    inside.open(); inside.write(page); inside.close();
    return [...inside.querySelectorAll("*")].map(element => [element.localName.toLowerCase(),
      [...element.attributes].map(one => [one.name.toLowerCase(), one.value])]);
  });
}"""


def clear_pages() -> list[tuple[str, BuiltPage]]:
    chance, plain = random.Random(1), PARTS.split()
    pages: list[tuple[str, BuiltPage]] = []
    while len(pages) < PAGES:
        parts = (
            chance.choice(plain if chance.random() < 0.9 else SPOILING)
            for _ in range(chance.randint(1, 9))
        )
        page = "".join(parts).replace("_", " ")
        read = BuiltPage("", page.encode())
        if read.unclear is None:
            pages.append((page, read))
    return pages


@pytest.mark.browser
def test_a_clear_page_has_no_element_and_no_attribute_that_the_checks_do_not_see(browser, site):
    pages = clear_pages()
    with serving(site, policy="") as address:
        visit = browser.visit(address, SitePage("", "", 0, ""), View())
        read = visit.page.evaluate(READ, [page for page, _ in pages])
    for (page, ours), elements in zip(pages, read, strict=True):
        tags = {element.tag for element in ours.elements} | IMPLIED
        attributes = {item for element in ours.elements for item in element.items()}

        assert not [tag for tag, _ in elements if tag not in tags], page
        assert not [i for _, items in elements for i in items if tuple(i) not in attributes], page
