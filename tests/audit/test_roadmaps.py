"""A whole roadmap's site passes the audit, and each cure of the theme is watched over by a rule."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from mutations import Mutation, copied, findings_on, is_noticed, told_apart

from digitiekartta.audit.browser import find_chromium
from digitiekartta.audit.built_site import BuiltSite
from digitiekartta.audit.findings import Finding
from digitiekartta.audit.pages import SitePage, pages_to_visit
from digitiekartta.audit.run import audit
from digitiekartta.audit.states import STATE_NAMES, STATES
from digitiekartta.basics.problem_formats import as_text
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.building import build
from towns import checkout

pytestmark = [
    pytest.mark.engine,
    pytest.mark.browser,
    pytest.mark.skipif(
        find_chromium() is None,
        reason="Chromium puuttuu: apt-get install chromium (tai anna se: CHROMIUM=polku)",
    ),
]

BROAD = [state.name for state in STATES if state.broad]
RICH = {"tavoitteet, sivu, taulukko", "toimenpiteet, sivu, taulukko", "aikataulu, sivu, taulukko"}


@pytest.fixture(scope="module")
def site(draft_of_esimerkkila: Project) -> Path:
    """Return the site of Esimerkkilä, whose roadmap has every feature in use."""
    return draft_of_esimerkkila.site("esimerkkila")


def test_nothing_is_wrong_in_the_files(site):
    assert as_text([]) == as_text(audit(BuiltSite(site), states=()).problems)


def told(findings: Iterable[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def test_the_front_page_has_no_violation_in_any_state(browser, site):
    assert [] == told(findings_on(browser, site, "index.html", STATE_NAMES))


def test_a_page_of_every_kind_has_no_violation(browser, site):
    kinds: defaultdict[str, list[SitePage]] = defaultdict(list)
    for page in sorted(pages_to_visit(BuiltSite(site)), key=lambda page: page.size):
        kinds[page.kind].append(page)

    assert 20 < len(kinds)
    for kind, pages in kinds.items():
        # A goal, a measure and a half-year have all that there is, the others some of it.
        is_rich = kind in RICH
        page = pages[len(pages) // 2]
        found = findings_on(browser, site, page.file, BROAD if is_rich else ["mobile"])
        assert (page.file, []) == (page.file, told(found))
    assert RICH <= kinds.keys()


def test_a_schedule_of_two_years_fits_on_paper_as_a_table(browser, tmp_path):
    project = Project(checkout(tmp_path, "pikkula"))
    [outcome, _] = build(project, ["pikkula"], Options(date(2026, 9, 15)))
    assert not outcome.failed, outcome.problems

    page = "tavoitteet/osaaminen/index.html"
    assert [] == told(findings_on(browser, project.site("pikkula"), page, ["print"]))


# --- cures of the theme ----------------------------------------------------------------------

PAGE, SHORT_PAGE = "tavoitteet/tieto/index.html", "saavutettavuusseloste/index.html"
PAGES, STYLE = "**/*.html", "assets/stylesheets/digitiekartta.css"
BUTTONS, SEARCH = "assets/javascripts/digitiekartta.js", "assets/javascripts/haku.js"
#: Frames in which nothing scrolls are no stops: with this they are, as without scripts.
#: Where there is no field in the header, a link leads to the one of the search page.
NO_FIELD = Mutation(
    "a11y-search-no-focus", PAGES, r'(?s)<form class="ylapalkki__haku.*?</form>', ""
)
A_STOP = Mutation("a11y-scroll-unnamed", BUTTONS, r"frame\.removeAttribute\(.tabindex.\)", "0")
CURES_IN_FILES = [
    Mutation("a11y-lang-missing", PAGES, '<html lang="fi"', "<html"),
    Mutation("a11y-title-missing", PAGES, "<title>.*?</title>", ""),
    Mutation("a11y-h1-missing", PAGES, "<h1", "<p"),
    Mutation("a11y-table-no-caption", PAGES, "<caption.*?</caption>", ""),
    Mutation("a11y-table-no-scope", PAGES, ' scope="col"', ""),
    Mutation("a11y-table-no-row-header", PAGES, '<th scope="row">', "<td>"),
    Mutation("a11y-image-no-alt", PAGES, ' alt="[^"]*"', ""),
    Mutation("a11y-heading-skipped", PAGES, "<h2", "<h4"),
    Mutation("a11y-nav-unnamed", PAGES, '(?<=<nav class="valikko")[^>]*', ""),
    Mutation("a11y-statement-unlinked", PAGES, "saavutettavuusseloste/", ""),
]
#: State → pages from which cures have been taken that do not get into each other's way.
CURES_IN_BROWSER = {
    "desktop": [
        [
            Mutation(
                "a11y-link-colour-only",
                STYLE,
                r"(?<=\n    color: var\(--digi-linkki\);\n)    text-decoration: underline 1px",
                "text-decoration: none",
            ),
            Mutation(
                "axe-color-contrast",
                STYLE,
                r"--digi-teksti: light-dark\(#1a1e24",
                "--digi-teksti: light-dark(#999",
            ),
            Mutation("csp-violation", PAGES, "</head>", "<style>p { margin: 0 }</style></head>"),
            Mutation("a11y-scroll-unnamed", PAGES, 'role="region"', ""),
            A_STOP,
        ],
        [
            Mutation("axe-aria-allowed-role", PAGES, '<nav class="valikko"', '<nav role="img"'),
            Mutation("a11y-h1-hidden", STYLE, r"\Z", "h1 { display: none !important }"),
            Mutation(
                "a11y-scroll-unnamed",
                PAGES,
                r'(?<=<div )aria-labelledby="[^"]*"(?= class="taulukko")',
                "",
            ),
            A_STOP,
        ],
    ],
    "dark": [
        [
            Mutation(
                "axe-color-contrast",
                STYLE,
                r"(?<=--digi-teksti: light-dark\(#1a1e24, )#e8eaee",
                "#555",
            )
        ],
    ],
    "forced": [
        [
            Mutation("a11y-forced-edge-lost", STYLE, r"forced-colors: active", "width < 0"),
            Mutation("a11y-phase-border", STYLE, "border: 2px solid currentcolor", "border: 0"),
        ],
    ],
    "print": [
        [
            Mutation("a11y-phase-border", STYLE, "border-style: (dashed|dotted)", ""),
            Mutation("a11y-print-header", STYLE, "table-header-group", "table-row-group"),
        ],
        [Mutation("a11y-print-clipped", STYLE, "@media print", "@media speech")],
    ],
    "search": [
        [Mutation("a11y-search-not-live", SEARCH, 'role: "status"', 'role: "note"')],
        [Mutation("a11y-search-empty", SEARCH, r"\{ href: under\(index.root, address\) \}", "{}")],
        [NO_FIELD, Mutation("a11y-search-no-focus", PAGES, r"haku/\?q=", "haku/")],
        [NO_FIELD, Mutation("a11y-search-no-focus", SEARCH, r"field\.focus\(\)", "field.blur()")],
    ],
    "mobile": [
        [
            Mutation(
                "a11y-reflow",
                STYLE,
                r"overflow-x: auto|(?<=-aikajana \{|\.taulukko \{)\s*display: none",
                "overflow-x: visible",
            )
        ],
        [
            Mutation(
                "a11y-narrow-lost",
                STYLE,
                r"(?<=\(width < 46rem\) \{\n)(?=      \.aikataulu >)",
                "  .aikataulu > .aikataululista { display: none !important }\n",
            )
        ],
    ],
    "zoom": [
        [
            # The bar stays in low windows, too, and is as tall as it once was.
            Mutation(
                "a11y-sticky-tall",
                STYLE,
                r"64em\) and \(min-height: 34em",
                "1em) { .ylapalkki { min-height: 9rem; } } @media (min-width: 1em",
            )
        ],
    ],
    "menu": [
        [
            Mutation("a11y-target-small", STYLE, "--kosketus: 2.75rem", "--kosketus: 1rem"),
            Mutation(
                "a11y-menu-no-state",
                BUTTONS,
                r'button.setAttribute\("aria-expanded", String\(opened\)\);',
                "",
            ),
            Mutation("a11y-menu-no-escape", BUTTONS, r"open\(false\);", ""),
        ],
        [
            Mutation(
                "a11y-menu-dead", BUTTONS, r'menu.classList.toggle\("valikko--auki", opened\);', ""
            )
        ],
        [
            Mutation(
                "a11y-menu-focus-lost",
                BUTTONS,
                r"button.focus\(\);",
                "document.activeElement.blur();",
            )
        ],
    ],
    "noscript": [
        [Mutation("a11y-menu-missing", STYLE, r"\.js \.valikko:not", ".valikko:not")],
    ],
    "keyboard": [
        [
            Mutation("a11y-focus-invisible", STYLE, "outline: 3px solid", "outline: 0 solid"),
            Mutation("a11y-skip-link", PAGES, '<a class="ohituslinkki".*?</a>', ""),
        ],
        [
            Mutation("a11y-focus-thin", STYLE, "outline: 3px solid", "outline: 1px solid"),
            Mutation("a11y-skip-dead", PAGES, ' tabindex="-1"', ""),
        ],
        [
            Mutation(
                "a11y-focus-faint",
                STYLE,
                r"--digi-kohdistus: light-dark\(#1a1e24",
                "--digi-kohdistus: light-dark(#ddd",
            )
        ],
    ],
    "keyboard-mobile": [
        [
            Mutation(
                "a11y-focus-hidden",
                STYLE,
                r"\.js \.valikko:not\(\.valikko--auki\) {\s*display: none",
                ".js .valikko:not(.valikko--auki) { opacity: 0",
            )
        ],
    ],
}


@pytest.fixture(scope="module")
def spread(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of four pages: the front page, a goal, the search and the statement."""
    folder = tmp_path_factory.mktemp("otos") / "site"
    shutil.copytree(site / "assets", folder / "assets")
    for file in (
        "index.html",
        PAGE,
        SHORT_PAGE,
        "haku/index.html",
        *(path.name for path in site.glob("*.json")),
    ):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site / file, folder / file)
    return folder


@pytest.mark.parametrize("cure", CURES_IN_FILES, ids=str)
def test_a_cure_that_is_taken_away_from_the_files_is_missed(spread, cure):
    assert is_noticed(spread, cure)


@pytest.mark.parametrize(
    ("state", "cures"),
    [
        pytest.param(state, cures, id=f"{state}-{cures[0].code}")
        for state, pages in CURES_IN_BROWSER.items()
        for cures in pages
    ],
)
def test_cures_that_are_taken_away_in_the_browser_are_missed(
    browser, spread, in_vain, state, cures
):
    in_vain(cure.code for cure in cures)
    # The keyboard goes through a whole page, stop by stop.
    page = SHORT_PAGE if state.startswith("keyboard") else PAGE
    with copied(spread, cures) as copy:
        missed, _ = told_apart(cures, findings_on(browser, copy, page, [state]))

    assert [] == missed
