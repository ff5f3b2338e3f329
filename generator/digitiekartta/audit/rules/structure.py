"""What the file of a page says of it: its language, title, headings, menus, pictures and footer."""

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage, element_of, text_of
from digitiekartta.audit.findings import Finding, Rule
from digitiekartta.audit.rules.languages import guess, own_text
from digitiekartta.basics.links import address_of
from digitiekartta.basics.problems import Severity

#: Finnish, Swedish and the Sámi languages of Finland.
LANGUAGES = ("fi", "sv", "se", "smn", "sms")
#: Where the accessibility statement stands in a site.
STATEMENT = "saavutettavuusseloste/index.html"
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

LANG_MISSING = Rule(
    "a11y-lang-missing",
    "Sivun kieltä ei ole merkitty.",
    'Lisää sivupohjaan <html lang="fi">.',
    criterion="3.1.1",
)
LANG_UNEXPECTED = Rule(
    "a11y-lang-unexpected",
    "Sivun kieleksi on merkitty ”{language}”.",
    'Merkitse sivun oikea kieli, esimerkiksi <html lang="fi">.',
    criterion="3.1.1",
)
TITLE_MISSING = Rule(
    "a11y-title-missing",
    "Sivulla ei ole nimeä (title).",
    "Anna sivulle nimi.",
    criterion="2.4.2",
)
TITLE_REPEATED = Rule(
    "a11y-title-repeated",
    "Sivun nimi ”{title}” on myös toisella sivulla.",
    "Anna jokaiselle sivulle oma nimi.",
    criterion="2.4.2",
)
H1_MISSING = Rule(
    "a11y-h1-missing",
    "Sivulla ei ole pääotsikkoa (h1).",
    "Lisää sivun alkuun yksi pääotsikko.",
)
H1_MANY = Rule(
    "a11y-h1-many",
    "Sivulla on {count} pääotsikkoa (h1).",
    "Jätä yksi pääotsikko, ja tee muista alempia otsikoita.",
)
HEADING_SKIPPED = Rule(
    "a11y-heading-skipped",
    "Otsikkotaso hyppää: tason {before} jälkeen tulee taso {level}, ”{text}”.",
    "Käytä otsikkotasoja järjestyksessä: tason 2 alla taso 3, ei suoraan taso 4.",
)
NAV_UNNAMED = Rule(
    "a11y-nav-unnamed",
    "Sivulla on {count} navigointialuetta (nav), eikä kaikilla ole nimeä: {element}",
    "Anna jokaiselle navigointialueelle nimi määritteellä aria-label.",
    severity=Severity.WARNING,
)
IMAGE_NO_ALT = Rule(
    "a11y-image-no-alt",
    "Kuvalla ”{source}” ei ole tekstivastinetta (alt).",
    'Kerro kuvan sisältö määritteessä alt. Pelkästään koristavan kuvan määrite on tyhjä: alt="".',
    criterion="1.1.1",
)
REFRESHES = Rule(
    "a11y-refresh",
    "Sivu vaihtuu tai latautuu itsestään uudelleen ({content}).",
    'Poista <meta http-equiv="refresh">. Sivun, joka on muuttanut, saa ohjata heti uuteen'
    " osoitteeseen, jos sivulla ei ole muuta luettavaa.",
    criterion="2.2.1",
)
AUTOPLAY = Rule(
    "a11y-autoplay",
    "Ääni tai video alkaa soida itsestään: {element}",
    "Poista määrite autoplay: lukija päättää, milloin se alkaa.",
    criterion="1.4.2",
)
STATEMENT_UNLINKED = Rule(
    "a11y-statement-unlinked",
    "Sivun alaosassa ei ole linkkiä saavutettavuusselosteeseen.",
    "Lisää sivupohjan alapalkkiin (footer) linkki ”Saavutettavuusseloste”.",
)


def language(page: BuiltPage) -> Iterator[Finding]:
    """A page says its language: one in which the city writes, or that of its own text."""
    code = (page.root.get("lang") or "").strip()
    told = code.partition("-")[0].lower()
    if not code:
        yield LANG_MISSING.broken()
    elif told not in LANGUAGES and told not in {guess(own_text(main)) for main in page.all("main")}:
        yield LANG_UNEXPECTED.broken(language=code)


def titles(page: BuiltPage) -> Iterator[Finding]:
    """A page has a title and one main heading."""
    if not page.title:
        yield TITLE_MISSING.broken()
    headings = list(page.all("h1"))
    if not headings:
        yield H1_MISSING.broken()
    elif len(headings) > 1:
        yield H1_MANY.broken(count=len(headings), place=page.place(headings[1]))


class RepeatedTitles:
    """Remembers the titles of a site's pages: no two pages have the same."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, page: BuiltPage) -> Iterator[Finding]:
        """Return a finding when an earlier page has the title of this one."""
        if page.title and page.title in self._seen:
            yield TITLE_REPEATED.broken(title=page.title)
        self._seen.add(page.title)


def heading_levels(page: BuiltPage) -> Iterator[Finding]:
    """Headings go one level deeper at a time."""
    before = 0
    for heading in page.all(*_LEVELS):
        level = _LEVELS[heading.tag]
        if before and level > before + 1:
            place, text = page.place(heading), text_of(heading)[:40]
            yield HEADING_SKIPPED.broken(place=place, before=before, level=level, text=text)
        before = level


def navigation(page: BuiltPage) -> Iterator[Finding]:
    """Where there are several navigation landmarks, each has a name."""
    landmarks = page.root.xpath("//nav[not(@role)] | //*[@role='navigation']")
    if len(landmarks) > 1:
        for nav in landmarks:
            if not any((nav.get(name) or "").strip() for name in ("aria-label", "aria-labelledby")):
                place = page.place(nav)
                yield NAV_UNNAMED.broken(element_of(nav), count=len(landmarks), place=place)


def images(page: BuiltPage) -> Iterator[Finding]:
    """A picture has an alternative text, or says by an empty one that it only decorates."""
    for image in page.all("img"):
        if image.get("alt") is None and not image.get("aria-label"):
            yield IMAGE_NO_ALT.broken(source=image.get("src", ""), place=page.place(image))


def refreshes(page: BuiltPage) -> Iterator[Finding]:
    """A page stays as it is until its reader does something."""
    for meta in page.refreshes:
        yield REFRESHES.broken(content=meta.get("content", ""), place=page.place(meta))


def media(page: BuiltPage) -> Iterator[Finding]:
    """Nothing begins to play by itself."""
    for element in page.all("audio", "video"):
        if element.get("autoplay") is not None:
            yield AUTOPLAY.broken(element_of(element), place=page.place(element))


def statement_link(page: BuiltPage) -> Iterator[Finding]:
    """The footer of each page but the accessibility statement itself links to it, as the law wants.

    Only for a site that has a statement.
    """
    addresses = map(address_of, page.root.xpath("//footer//a/@href"))
    is_linked = any(address.endswith(address_of(STATEMENT)) for address in addresses)
    if page.file != STATEMENT and not is_linked:
        yield STATEMENT_UNLINKED.broken()
