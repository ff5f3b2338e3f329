"""Each rule of the audit, proved by a page with one seeded fault; the good page gives nothing."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Collection, Sequence
from importlib import import_module
from pathlib import Path

import pytest
from mutations import Mutation, findings_on, told_apart
from small_site import PAGE

from digitiekartta.audit import rules, states
from digitiekartta.audit.browser import Browser
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.findings import Rule
from digitiekartta.audit.pages import SitePage
from digitiekartta.audit.rules import axe, axe_texts
from digitiekartta.audit.run import audit
from digitiekartta.audit.server import serving
from digitiekartta.basics.problems import Problem, Severity
from digitiekartta.markup.hyphens import hyphenated

HTML, CSS, JS = "index.html", "tyyli.css", "toiminta.js"
RULES = [
    value
    for module in pkgutil.iter_modules(rules.__path__, f"{rules.__name__}.")
    for value in vars(import_module(module.name)).values()
    if isinstance(value, Rule)
]


def in_main(code: str, element: str, told: str = "") -> Mutation:
    """Put an element at the end of the front page's content."""
    return Mutation(code, HTML, "</main>", f"{element}</main>", told)


def styled(code: str, css: str, told: str = "") -> Mutation:
    """Put a rule at the end of the style sheet."""
    return Mutation(code, CSS, r"\Z", css, told)


def scripted(code: str, script: str, told: str = "") -> Mutation:
    """Put a statement at the end of the script."""
    return Mutation(code, JS, r"\Z", script, told)


ENGLISH = (
    "This municipality offers its digital services in several languages and welcomes all feedback"
    " from the residents and the companies of the region."
)
FINNISH = (
    "Kunta tarjoaa palvelunsa useilla kielillä, ja se ottaa mielellään vastaan palautetta, jota"
    " asukkaat ja yritykset antavat, kun ne asioivat tai ovat yhteydessä."
)
SWEDISH = (
    "Kommunen erbjuder sina tjänster på flera språk och tar gärna emot den respons som invånarna"
    " och företagen i regionen har att ge till oss."
)

READ_FROM_FILES = [
    Mutation("a11y-lang-missing", HTML, ' lang="fi"', ""),
    Mutation("a11y-lang-unexpected", HTML, 'lang="fi"', 'lang="en"'),
    Mutation("a11y-title-missing", HTML, "<title>.*</title>", "<title></title>"),
    Mutation("a11y-title-repeated", HTML, "Etusivu – Pikkula", "Tavoitteet – Pikkula"),
    Mutation("a11y-h1-missing", HTML, "h1>", "h2>"),
    in_main("a11y-h1-many", "<h1>Toinen</h1>"),
    Mutation("a11y-table-no-caption", HTML, "<caption.*</caption>|aria-labelledby=.[a-z-]+.", ""),
    in_main(
        "a11y-table-caption-repeated",
        '<table><caption>Aikataulu</caption><tr><th scope="col">a</th></tr></table>',
    ),
    Mutation("a11y-table-no-scope", HTML, '<th scope="col">Kevät', "<th>Kevät"),
    Mutation("a11y-table-no-row-header", HTML, '<th scope="row">Osa(.*?)</th>', "<td>Osa</td>"),
    Mutation("a11y-table-empty-header", HTML, ">Kevät 2026<", "><"),
    in_main("a11y-heading-skipped", "<h3>Hyppy</h3>"),
    in_main("a11y-image-no-alt", '<img src="data:,">'),
    in_main("a11y-link-vague", '<p>Katso <a href="index.html">täältä</a>.</p>'),
    in_main("a11y-link-ambiguous", '<p>Myös <a href="index.html">tavoitteista</a>.</p>'),
    in_main(
        "a11y-link-ambiguous",
        '<p><a href="#valikko">Haku</a></p><p><a href="#haku">Haku</a></p>',
    ),
    in_main("a11y-nav-unnamed", '<nav><a href="index.html">Etusivu</a></nav>'),
    Mutation("a11y-statement-unlinked", HTML, '<a href="[^"]*saavutettavuusseloste.*?</a>', ""),
    in_main("a11y-alt-file-name", '<img src="data:," alt="IMG_0123.png">'),
    in_main("a11y-alt-file-name", '<img src="data:," alt="Kuvakaappaus (12)">'),
    in_main("a11y-alt-file-name", '<img src="tyyli.css" alt="tyyli.css">'),
    in_main("a11y-heading-faked", "<p><strong>Tiedot</strong></p><p>Muuta tekstiä.</p>"),
    in_main("a11y-list-faked", "<p>• Yksi asia<br>• Toinen asia</p>"),
    in_main("a11y-list-faked", "<p>1. Yksi asia</p><p>2. Toinen asia</p>"),
    in_main("a11y-list-faked", "<p>Asiat ovat:<br>– yksi asia<br>– toinen asia</p>"),
    in_main("a11y-passage-language", f"<p>{ENGLISH}</p>"),
    in_main("a11y-passage-language", f'<p lang="en">{FINNISH}</p>'),
    in_main("a11y-passage-language", f"<p>{SWEDISH}</p>"),
    Mutation("a11y-refresh", HTML, "<head>", '<head><meta http-equiv="refresh" content="30">'),
    Mutation(
        "a11y-refresh",
        HTML,
        "<head>",
        '<head><meta http-equiv="Refresh" content="0; url=index.html">',
    ),
    in_main("a11y-autoplay", "<video autoplay muted></video>"),
    in_main("broken-link", '<a href="puuttuu/">Puuttuu</a>'),
    in_main("broken-anchor", '<a href="#puuttuu">Puuttuu</a>'),
    in_main("duplicate-id", '<p id="sisalto">Sama</p>'),
]

#: State → pages, each with faults that can be told apart.
SEEN_IN_BROWSER: dict[str, list[list[Mutation]]] = {
    "desktop": [
        [
            in_main("axe-color-contrast", '<p class="haalea">Haalea</p>', "”Haalea”"),
            in_main("axe-empty-heading", "<h2></h2>", "<h2>"),
            styled("a11y-link-colour-only", "main a { text-decoration: none; }", "”tavoitteista”"),
            in_main(
                "axe-target-size",
                '<button class="pieni" aria-label="a"></button>'
                '<button class="pieni" aria-label="b"></button>',
                '<button class="pieni">',
            ),
            styled("a11y-target-small", ".palkki li a { min-height: 2rem }"),
            Mutation("a11y-scroll-unnamed", HTML, 'role="region" ', "", '<div class="alue">'),
            Mutation("a11y-h1-hidden", HTML, "<h1>", "<h1 hidden>", "<h1>"),
            Mutation("a11y-colour-only", HTML, "<td>käyttöönotto", '<td class="varitetty">'),
            styled("a11y-order-reversed", "nav ul { display: flex; flex-direction: row-reverse }"),
            in_main("a11y-hover-only", '<p><span class="piilossa">Piilossa</span></p>'),
            in_main("csp-violation", "<div><script>document.title</script></div>", "script-src"),
            in_main("csp-violation", '<p style="margin: 0">Tyyli</p>', "style-src"),
            scripted(
                "foreign-request", "new Image().src = 'https://cdn.example.com/a.png';", "cdn"
            ),
            scripted("http-error", "fetch('puuttuu.json');", "puuttuu.json"),
            scripted("console-message", "console.warn('Varo');", "Varo"),
            scripted("cookie-set", "document.cookie = 'a=1';", "”a”"),
            scripted("storage-used", "localStorage.setItem('b', '1');", "”b”"),
            scripted("script-error", "puuttuu();", "puuttuu is not"),
        ],
    ],
    "dark": [
        [
            styled("a11y-link-colour-only", "main a { text-decoration: none; }"),
            styled("axe-color-contrast", ":root { --linkki: #0a4a8f !important; }"),
        ],
    ],
    "forced": [
        [
            styled("a11y-link-colour-only", "main a { text-decoration: none; }"),
            styled("a11y-forced-edge-lost", ".palkki { position: sticky; top: 0 }"),
            styled("a11y-phase-border", ".vaihe { border-width: 0 }"),
            in_main("a11y-forced-control-lost", '<a class="kuva" href="index.html"></a>', "<a "),
            in_main("a11y-forced-icon-lost", '<span class="kuva"></span>', "<span "),
        ],
    ],
    "motion": [
        [
            styled(
                "a11y-motion-endless",
                "@keyframes k { to { opacity: .9 } } .vaihe { animation: k 1s infinite }",
            ),
            styled("a11y-motion-kept", ".vaihe { transition: transform 1s }", "”Selvitys”"),
            styled("a11y-motion-kept", "html { scroll-behavior: smooth }", "<html>"),
        ],
    ],
    "spacing": [
        [
            styled(
                "a11y-spacing-clipped",
                ".vaihe { width: 4.3rem; overflow: hidden; white-space: nowrap }",
            ),
            styled(
                "a11y-spacing-wide",
                "main h1 { white-space: nowrap; font: 68px/1 monospace; margin: 0 -1rem }",
            ),
        ],
    ],
    "print": [
        [
            in_main("a11y-phase-border", '<span class="vaihe vaihe-muu">Muu</span>'),
            styled("a11y-print-clipped", ".alue { width: 9rem; overflow: hidden !important }"),
            styled("a11y-print-header", "@media print { thead { display: table-row-group } }"),
        ],
        [styled("a11y-print-clipped", "@media print { table { min-width: 60rem } }")],
        [styled("a11y-print-lost", "@media print { table { display: none } }")],
        [styled("a11y-print-lost", "@media print { thead { display: none } }")],
    ],
    "search": [
        [Mutation("a11y-search-dead", JS, r"=> dialog.showModal\(\)", "=> 0")],
        [
            Mutation(
                "a11y-search-no-focus",
                JS,
                r"dialog.showModal\(\)",
                "{ dialog.show(); menu.focus(); opener.focus() }",
            )
        ],
        [Mutation("a11y-search-empty", JS, "hidden = !found", "hidden = true")],
        [
            Mutation("a11y-search-not-live", HTML, ' role="status"', ""),
            Mutation("a11y-search-focus-lost", JS, r"opener.focus\(\)\)", "opener.blur())"),
        ],
    ],
    "mobile": [
        [
            styled(
                "a11y-link-colour-only",
                "@media (max-width: 30em) { main a { text-decoration: none; color: #666; } }",
            ),
            styled("a11y-target-small", "[data-toiminto=valikko] { min-width: 0; width: 2rem }"),
            Mutation("axe-scrollable-region-focusable", HTML, ' tabindex="0"', ""),
            Mutation("a11y-scroll-unnamed", HTML, 'aria-labelledby="taulun-otsikko"', ""),
            styled("a11y-h1-hidden", "h1 { position: absolute; left: -999px }"),
            in_main("a11y-reflow", '<p class="leve">Leveä</p>'),
            in_main("a11y-narrow-lost", '<p class="leveille">Katoavaa</p>', "”Katoavaa”"),
        ],
        [styled("a11y-narrow-lost", "@media (width < 45em) { .alue { display: none } }")],
    ],
    "zoom": [
        [
            in_main("a11y-reflow", '<p class="leve">Leveä</p>'),
            styled("a11y-sticky-tall", ".palkki { position: sticky; top: 0; min-height: 9rem }"),
        ],
    ],
    "menu": [
        [
            styled("a11y-target-small", ".palkki li a { min-width: 1rem; width: 2rem }"),
            Mutation("a11y-menu-no-state", JS, r'menu.setAttribute\("aria-expanded", open\);', ""),
            scripted(
                "a11y-menu-order", "links.querySelectorAll('a').forEach(a => a.tabIndex = -1);"
            ),
            Mutation("a11y-menu-no-escape", JS, '"Escape"', '"F4"'),
        ],
        [styled("a11y-menu-missing", "[data-toiminto=valikko] { display: none !important }")],
        [scripted("a11y-menu-no-button", "menu.tabIndex = -1")],
        [Mutation("a11y-menu-dead", JS, r'toggle\("auki", open\)', "toString()")],
        [Mutation("a11y-menu-focus-lost", JS, r"menu.focus\(\)", "document.activeElement.blur()")],
    ],
    "noscript": [
        [styled("a11y-menu-missing", "@media (scripting: none) { nav { display: none } }")],
    ],
    "keyboard": [
        [
            in_main(
                "a11y-label-button",
                '<input id="v" type="checkbox" hidden><label for="v">Valikko</label>',
            ),
            in_main("a11y-focus-hidden", '<a class="sivussa" href="index.html">Sivussa</a>'),
            in_main("a11y-focus-unreached", '<button type="button" tabindex="-1">Näytä</button>'),
            in_main(
                "a11y-focus-invisible", '<a class="nakymaton" href="index.html">Kehyksetön</a>'
            ),
            in_main(
                "a11y-focus-faint", '<a class="vaalea" href="index.html">Vaalea</a>', "”Vaalea”"
            ),
            in_main("a11y-focus-faint", '<a class="tumma" href="index.html">Tumma</a>', "”Tumma”"),
            in_main("a11y-focus-thin", '<a class="ohut" href="index.html">Ohut</a>', "”Ohut”"),
            in_main("a11y-focus-thin", '<a class="varjo" href="index.html">Varjo</a>', "”Varjo”"),
            Mutation("a11y-skip-dead", HTML, 'id="sisalto" tabindex="-1"', 'id="sisalto"'),
            scripted(
                "a11y-single-key",
                "addEventListener('keydown', e => { if (e.key === 's') dialog.showModal(); });",
                "”s”",
            ),
            scripted(
                "a11y-single-key",
                "addEventListener('keydown', e => { if (e.key === 'n') location = 'a/'; });",
                "”n”",
            ),
        ],
        [in_main("a11y-focus-covered", '<div class="peite"></div>')],
        [in_main("a11y-focus-trap", '<textarea aria-label="Teksti"></textarea>')],
        [Mutation("a11y-skip-link", HTML, '<a class="hyppy".*?</a>', "")],
    ],
    "keyboard-noscript": [
        [in_main("a11y-focus-invisible", '<a class="nakymaton" href="index.html">Kehyksetön</a>')],
    ],
    "keyboard-mobile": [
        [Mutation("a11y-skip-link", HTML, 'href="#sisalto"', 'href="#valikko"')],
    ],
}
FAULTY_PAGES = [
    pytest.param(state, faults, id=f"{state}-{faults[0].code}")
    for state, pages in SEEN_IN_BROWSER.items()
    for faults in pages
]
#: What some seeded faults need beside them.
MORE_STYLE = """
.haalea { color: #999; }
.varitetty { background: #ffd966; }
.piilossa { opacity: 0; }
p:hover > .piilossa { opacity: 1; }
.leve { min-width: 400px; }
.pieni { min-width: 0; min-height: 0; width: 9px; height: 9px; }
.kuva { display: inline-block; width: 30px; height: 30px; background: #000; mask: url(kuva.svg); }
@media (width < 45em) { .leveille { position: absolute; left: -999px } }
.sivussa { position: absolute; left: -999px; }
.nakymaton:focus { outline: 0 }
.vaalea:focus { outline-color: #ccc }
@media (prefers-color-scheme: dark) { .tumma:focus { outline-color: #334 } }
.ohut:focus { outline-width: 1px }
.varjo:focus { outline: 0; box-shadow: 0 3px var(--linkki) }
.peite { position: fixed; inset: auto 0 0; height: 100vh; background: Canvas; }
"""
MORE_SCRIPT = """
document.querySelector("textarea")?.addEventListener("keydown", event => event.preventDefault());
"""


def prepare(site: Path, faults: Sequence[Mutation]) -> None:
    for name, more in ((CSS, MORE_STYLE), (JS, MORE_SCRIPT)):
        (site / name).write_text((site / name).read_text("utf-8") + more, "utf-8")
    (site / "kuva.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    for fault in faults:
        fault.apply(site)


def look(browser: Browser, site: Path, names: Collection[str]) -> list[str]:
    """Return the codes found on the front page in some states, each once."""
    found = findings_on(browser, site, HTML, names)
    return list(dict.fromkeys(finding.kind.code for finding in found))


def test_no_code_is_declared_twice():
    codes = [rule.code for rule in RULES]

    assert len(codes) > 40
    assert sorted(set(codes)) == sorted(codes)


def test_every_rule_is_proved_by_a_fault():
    seen = [fault for pages in SEEN_IN_BROWSER.values() for page in pages for fault in page]
    proved = {fault.code for fault in (*READ_FROM_FILES, *seen)}

    assert {rule.code for rule in RULES} - proved == set()


@pytest.mark.parametrize("fault", READ_FROM_FILES, ids=lambda fault: fault.code)
def test_a_fault_in_a_file_is_found_and_nothing_else(site, fault):
    fault.apply(site)

    report = audit(BuiltSite(site), states=())

    assert list(report.counts()) == [fault.code]
    assert all(problem.place.file.endswith(".html") for problem in report.problems)


def test_nothing_is_wrong_in_the_files_of_the_good_site(site):
    assert audit(BuiltSite(site), states=()).problems == []


def test_a_page_may_be_in_another_language_when_its_text_is(site):
    Mutation("", HTML, '<html lang="fi">', '<html lang="en">').apply(site)
    Mutation("", HTML, "(?s)<h1>.*</main>", f"<h1>Hello</h1><p>{ENGLISH}</p></main>").apply(site)

    assert [] == audit(BuiltSite(site), states=()).problems


def test_a_word_with_soft_hyphens_is_one_word(site):
    """Else "Tietohallinto" and "on" are taken for the English "to" and "on"."""
    text = (
        "Esimerkki: Tietohallinto esittää johtoryhmälle, että IT-tuen käyttöönotto jatkuu vielä"
        " kevään 2026. Toimenpide on ”Yksi kanava IT-tukeen”."
    )
    in_main("", f"<p>{hyphenated(text)}</p>").apply(site)

    assert [] == audit(BuiltSite(site), states=()).problems


@pytest.mark.browser
@pytest.mark.parametrize(("state", "faults"), FAULTY_PAGES)
def test_faults_that_show_in_the_browser_are_found_and_nothing_else(
    browser, site, in_vain, state, faults
):
    prepare(site, faults)
    in_vain(fault.code for fault in faults)

    missed, others = told_apart(faults, findings_on(browser, site, HTML, [state]))

    assert ([], []) == (missed, others)


@pytest.mark.parametrize(
    "links",
    [
        '<p>Vastuu: <a href="index.html">tavoitteista</a></p>',
        '<dl><dt>Vastuu</dt><dd><a href="index.html">Tavoitteista</a></dd></dl>',
        '<p><a href="tavoitteet/index.html#sisalto">tavoitteista</a></p>',
        '<p><a href="index.html">Kaikki</a>, <a href="./">kaikki</a></p>',
    ],
)
def test_links_of_the_same_words_may_lead_to_one_place_or_be_told_by_theirs(site, links):
    in_main("", links).apply(site)

    assert audit(BuiltSite(site), states=()).problems == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "mark",
    [
        "border-bottom: 1px solid",
        "font-weight: 700",
        "font-style: italic",
        "background: #cde",
        "text-decoration: underline dotted",
        "display: inline-block; box-shadow: 0 2px currentcolor",
    ],
)
def test_a_link_may_be_told_from_the_text_by_other_means_than_an_underline(browser, site, mark):
    styled("", f"main a {{ text-decoration: none; {mark} }}").apply(site)

    assert look(browser, site, ["desktop"]) == []


@pytest.mark.browser
@pytest.mark.parametrize("hidden", [True, False])
def test_a_drawing_that_nobody_hears_may_be_in_any_order(browser, site, hidden):
    drawing = f'<div class="jana" aria-hidden="{str(hidden).lower()}"><b>kesä</b><b>talvi</b></div>'
    in_main("", drawing).apply(site)
    styled("", ".jana { display: flex; flex-direction: row-reverse }").apply(site)

    assert look(browser, site, ["desktop"]) == ([] if hidden else ["a11y-order-reversed"])


@pytest.mark.browser
def test_links_that_stand_alone_need_no_mark(browser, site):
    lists = '<ul><li><a href="index.html">Yksi</a></li></ul><a href="index.html">Kaksi</a>, '
    in_main("", f"{lists}<a href='index.html'>Kolme</a>").apply(site)
    styled("", "main > a, li a { text-decoration: none }").apply(site)

    assert look(browser, site, ["desktop"]) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("media", "state", "code"),
    [
        ("print", "print", "a11y-print-lost"),
        ("(width < 45em)", "mobile", "a11y-narrow-lost"),
    ],
)
@pytest.mark.parametrize(("last", "is_lost"), [("jatkuva toiminta", False), ("jatkuva", True)])
def test_a_table_may_become_a_list_of_all_its_cells(
    browser, site, media, state, code, last, is_lost
):
    cells = ("Aikataulu", "Osaamiskartoitus", "selvitys", "käyttöönotto", "Sähköinen asiointi")
    items = "".join(f"<li>{cell}</li>" for cell in (*cells, last))
    in_main("", f'<ul class="lista">{items}</ul>').apply(site)
    becomes = ".lista { display: block } .alue { display: none }"
    styled("", f".lista {{ display: none }} @media {media} {{ {becomes} }}").apply(site)

    assert look(browser, site, [state]) == ([code] if is_lost else [])


@pytest.mark.browser
def test_nothing_is_wrong_with_the_good_page_in_any_state(browser, site):
    assert look(browser, site, states.STATE_NAMES) == []


@pytest.mark.browser
def test_what_is_not_read_aloud_has_no_order(browser, site):
    in_main("", '<div class="jana" aria-hidden="true"><i>2026</i><b>●</b></div>').apply(site)
    styled("", ".jana { display: flex; flex-direction: row-reverse }").apply(site)

    assert look(browser, site, ["desktop"]) == []


@pytest.mark.browser
def test_every_rule_of_axe_core_is_told_in_finnish(browser, site):
    page = SitePage.of(BuiltSite(site).page(HTML))
    with serving(site) as address:
        visit = browser.visit(address, page, states.WIDE)
        list(axe.everything(visit))
        rules = visit.page.evaluate("() => axe.getRules().map(({ruleId, tags}) => [ruleId, tags])")

    used = {
        name
        for name, tags in rules
        if (set(tags) & set(axe.TAGS) and not set(tags) & {"deprecated", "experimental"})
        or name in axe.ADDED
    }
    assert used - set(axe.LEFT_OUT) - set(axe_texts.TEXTS) == set()


def test_a_rule_newer_than_our_texts_is_told_by_what_axe_core_says():
    rule = axe.rule_of("new-rule", ("wcag2aa", "wcag1413"), "Must {be} good")

    problem = rule.broken(numbers="")

    assert "”Must {be} good”" in problem.message
    assert "(WCAG 1.4.13)" in problem.message


SEARCH_FORM = """<form role="search" aria-label="Haku" action="haku/index.html">
<label for="sana">Hakusana</label> <input id="sana" type="search" name="q"></form>"""
SEARCH_PAGE = """
const found = document.createElement("li");
found.innerHTML = `<a href="../index.html">${new URLSearchParams(location.search).get("q")}</a>`;
document.querySelector("main").append(Object.assign(document.createElement("ul"), {id: "tulos"}));
document.getElementById("tulos").append(found);
document.querySelector("[role=status]").textContent = "1 osuma";
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("", "", []),
        ('"1 osuma"', '""', ["a11y-search-not-live"]),
        (r'document.getElementById\("tulos"\).append\(found\);', "", ["a11y-search-empty"]),
    ],
)
def test_a_search_with_a_page_of_its_own_is_followed_there(browser, site, in_vain, old, new, codes):
    in_vain(codes)
    (site / "haku").mkdir()
    status = '<p role="status"></p></main>'
    page = PAGE.format(title="Haku", root="../").replace("</main>", status)
    (site / "haku/index.html").write_text(page.replace("toiminta.js", "haku/haku.js"), "utf-8")
    (site / "haku/haku.js").write_text(
        re.sub(old, new, SEARCH_PAGE) if old else SEARCH_PAGE, "utf-8"
    )
    Mutation("", HTML, '<button[^>]*"haku"[^>]*>Haku</button>', SEARCH_FORM).apply(site)
    Mutation("", HTML, '<dialog id="haku".*?</dialog>', "").apply(site)
    Mutation("", JS, "const dialog = .*", "").apply(site)

    assert look(browser, site, ["search"]) == codes


SEARCH_FIELD = """<form role="search" aria-label="Haku">
<label for="sana">Hakusana</label> <input id="sana" type="search"></form>
<p role="status"></p><ul id="tulos"></ul>"""
SEARCHING = """
const field = document.getElementById("sana");
field.addEventListener("input", () => {
  const result = `<li><a href="../index.html">${field.value}</a></li>`;
  document.getElementById("tulos").innerHTML = result;
  document.querySelector("[role=status]").textContent = "1 osuma";
});
field.focus();
"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("", "", []),
        ('"1 osuma"', '""', ["a11y-search-not-live"]),
        (
            "field.focus();",
            "field.onkeyup = (event) => event.key === 'Escape' && field.blur();",
            ["a11y-search-focus-lost"],
        ),
    ],
)
def test_a_field_that_shows_results_itself_is_judged_by_them(
    browser, site, in_vain, old, new, codes
):
    in_vain(codes)
    field = SEARCH_FIELD.replace("<form", '<form action="haku/index.html"')
    script = SEARCHING.replace(old, new) if old else SEARCHING
    Mutation("", HTML, '<button[^>]*"haku"[^>]*>Haku</button>', field).apply(site)
    Mutation("", HTML, '<dialog id="haku".*?</dialog>', "").apply(site)
    Mutation("", JS, "const dialog = .*", script).apply(site)

    assert look(browser, site, ["search"]) == codes


@pytest.mark.browser
@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ("", []),
        ("field.blur();", ["a11y-search-no-focus"]),
        ("setTimeout(() => field.blur(), 100);", ["a11y-search-no-focus"]),
        ("field.closest('form').hidden = true;", ["a11y-search-dead"]),
    ],
)
def test_a_link_to_the_search_puts_the_focus_into_its_field_for_good(
    browser, site, in_vain, more, codes
):
    in_vain(codes)
    (site / "haku").mkdir()
    page = PAGE.format(title="Haku", root="../").replace("</main>", f"{SEARCH_FIELD}</main>")
    page = re.sub('<dialog id="haku".*?</dialog>', "", page, flags=re.DOTALL)
    (site / "haku/index.html").write_text(page.replace("toiminta.js", "haku/haku.js"), "utf-8")
    (site / "haku/haku.js").write_text(SEARCHING + more, "utf-8")
    link = '<a class="avaaja" href="haku/?q=">Haku</a>'
    Mutation("", HTML, '<button[^>]*"haku"[^>]*>Haku</button>', link).apply(site)
    Mutation("", HTML, '<dialog id="haku".*?</dialog>', "").apply(site)
    Mutation("", JS, "const dialog = .*", "").apply(site)

    assert look(browser, site, ["search"]) == codes


def test_what_only_the_highest_level_asks_for_is_no_violation():
    of_level_aaa = [rule for rule in RULES if rule.criterion in ("2.4.13", "2.5.5")]

    assert len(of_level_aaa) == 2
    assert {Severity.WARNING} == {rule.severity for rule in of_level_aaa}


def test_messages_say_what_is_wrong_and_what_to_do():
    for rule in RULES:
        assert rule.remedy.endswith("."), rule.code
        assert rule.message[0].isupper() or rule.message.startswith("{"), rule.code


def problem_of(site: Path, fault: Mutation) -> Problem:
    fault.apply(site)
    [problem] = audit(BuiltSite(site), states=()).problems
    return problem


def test_a_finding_names_the_line_and_the_element(site):
    problem = problem_of(site, Mutation("", HTML, '<th scope="row">Osa', "<th>Osa"))

    assert problem.place.line > 30
    assert "<th> ”Osaamiskartoitus”" in problem.message
    assert "(WCAG 1.3.1)" in problem.message


def test_the_same_fault_on_many_pages_is_one_problem(site):
    problem = problem_of(
        site, Mutation("", "**/*.html", "<caption.*</caption>|aria-labelledby=.[a-z-]+.", "")
    )

    assert "Sama on myös 3 muulla sivulla." in problem.message
    assert len(problem.related) == 3
