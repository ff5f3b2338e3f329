"""The language of a page, by which screen readers choose their voice."""

from __future__ import annotations

from collections.abc import Iterator

from digitiekartta.audit.built_site import BuiltPage
from digitiekartta.audit.findings import Finding, rule

#: Finnish, Swedish and the Sámi languages of Finland.
LANGUAGES = ("fi", "sv", "se", "smn", "sms")

LANG_MISSING = rule(
    "a11y-lang-missing",
    "Sivun kieltä ei ole merkitty.",
    'Lisää sivupohjaan <html lang="fi">.',
    "3.1.1",
)
LANG_UNEXPECTED = rule(
    "a11y-lang-unexpected",
    "Sivun kieleksi on merkitty ”{language}”.",
    'Merkitse sivun oikea kieli, esimerkiksi <html lang="fi">.',
    "3.1.1",
)


def language(page: BuiltPage) -> Iterator[Finding]:
    """A page says its language, and that is one in which the city writes."""
    code = (page.root.get("lang") or "").strip()
    if not code:
        yield LANG_MISSING.broken()
    elif code.partition("-")[0].lower() not in LANGUAGES:
        yield LANG_UNEXPECTED.broken(language=code)
