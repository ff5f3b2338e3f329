"""What Click says, in Finnish: a catalogue for gettext, by which Click looks up its words.

Where a translation leaves out ``!r``, Python's quotation marks are not wanted.
"""

import gettext
from typing import Any

_DOMAIN = "digitiekartta"

_WORDS = {
    # help
    "Usage:": "Käyttö:",
    "Options": "Valinnat",
    "Commands": "Komennot",
    "Positional arguments": "Tiedot",
    "Show this message and exit.": "Näytä tämä ohje.",
    "Show the version and exit.": "Näytä ohjelman versio.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "required": "pakollinen",
    "default: {default}": "oletus: {default}",
    "env var: {var}": "ympäristömuuttuja: {var}",
    "(dynamic)": "(vaihtuva)",
    "deprecated": "vanhentunut",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": (
        "Komento {name} on vanhentunut.{extra_message}"
    ),
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": (
        "Valinta {name} on vanhentunut.{extra_message}"
    ),
    "file": "tiedosto",
    "directory": "kansio",
    "path": "polku",
    # misuse
    "Error: {message}": "Virhe: {message}",
    "Try '{command} {option}' for help.": "Ohje: {command} {option}",
    "Missing command.": "Komento puuttuu.",
    "Missing argument": "Komennosta puuttuu",
    "Missing option": "Komennosta puuttuu valinta",
    "Missing parameter": "Komennosta puuttuu",
    "Missing {param_type}": "Komennosta puuttuu",
    "Missing parameter: {param_name}": "Komennosta puuttuu {param_name}",
    "No such command {name!r}.": "Komentoa {name!r} ei ole.",
    "No such option {name!r}.": "Valintaa {name} ei ole.",
    "No such option: {name}": "Valintaa {name} ei ole.",
    "Did you mean {possibility}?": "Tarkoititko {possibility}?",
    "(Did you mean one of: {possibilities}?)": "Tarkoititko jotakin näistä: {possibilities}?",
    "(Possible options: {possibilities})": "Tarkoititko jotakin näistä: {possibilities}?",
    "Got unexpected extra argument ({args})": "Komennossa on liikaa sanoja: {args}",
    "Got unexpected extra arguments ({args})": "Komennossa on liikaa sanoja: {args}",
    "Option {name!r} does not take a value.": "Valinta {name} kirjoitetaan ilman arvoa.",
    "Option {name!r} requires an argument.": "Valinnan {name} perästä puuttuu arvo.",
    "Option {name!r} requires {nargs} arguments.": "Valinta {name} tarvitsee {nargs} arvoa.",
    "Argument {name!r} takes {nargs} values.": "Tieto {name} tarvitsee {nargs} arvoa.",
    "Invalid start character for option ({option})": "Valinta {option} alkaa väärällä merkillä.",
    "Invalid value: {message}": "{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint}: {message}",
    "Value must be an iterable.": "Arvoja pitää olla monta.",
    "Takes {nargs} values but 1 was given.": "Arvoja pitää olla {nargs}, mutta niitä on yksi.",
    "Takes {nargs} values but {len} were given.": (
        "Arvoja pitää olla {nargs}, mutta niitä on {len}."
    ),
    "{len_type} values are required, but {len_value} was given.": (
        "Arvoja pitää olla {len_type}, mutta niitä on {len_value}."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "Arvoja pitää olla {len_type}, mutta niitä on {len_value}."
    ),
    # values
    "Choose from:\n\t{choices}": "Valitse näistä:\n\t{choices}",
    "{value!r} is not {choice}.": "{value!r} ei kelpaa. Ainoa sallittu arvo on {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} ei kelpaa. Sallitut arvot ovat {choices}.",
    "{value!r} does not match the format {format}.": "{value!r} ei ole muotoa {format}.",
    "{value!r} does not match the formats {formats}.": (
        "{value!r} ei ole mitään näistä muodoista: {formats}."
    ),
    "{value!r} is not a valid {number_type}.": "{value!r} ei kelpaa. Anna {number_type}.",
    "{value} is not in the range {range}.": "'{value}' ei kelpaa. Anna {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} ei kelpaa. Sallitut arvot ovat {states}."
    ),
    "{value!r} is not a valid boolean.": "{value!r} ei kelpaa. Anna true tai false.",
    "{value!r} is not a valid UUID.": "{value!r} ei ole UUID-tunnus.",
    "{name} {filename!r} does not exist.": "{filename!r} puuttuu.",
    "{name} {filename!r} is a file.": "{filename!r} on tiedosto, vaikka pitäisi olla kansio.",
    "{name} {filename!r} is a directory.": "{filename!r} on kansio, vaikka pitäisi olla tiedosto.",
    "{name} {filename!r} is not readable.": "{filename!r}: lukuoikeus puuttuu.",
    "{name} {filename!r} is not writable.": "{filename!r}: kirjoitusoikeus puuttuu.",
    "{name} {filename!r} is not executable.": "{filename!r}: suoritusoikeus puuttuu.",
    "Could not open file {filename!r}: {message}": (
        "Tiedostoa {filename!r} ei voi avata: {message}"
    ),
    "unknown error": "syy ei ole tiedossa",
    "Windows error: {error}": "Windowsin virhe: {error}",
    # questions and waiting
    "Do you want to continue?": "Jatketaanko?",
    "Confirm the action without prompting.": "Älä kysy varmistusta.",
    "Repeat for confirmation": "Kirjoita sama uudelleen",
    "Error: The two entered values do not match.": "Virhe: arvot eivät ole samat.",
    "Error: The value you entered was invalid.": "Virhe: arvo ei kelpaa.",
    "Error: invalid input": "Virhe: vastaus ei kelpaa.",
    "Press any key to continue...": "Jatka painamalla jotakin näppäintä …",
    "Aborted!": "Keskeytetty.",
    "d": "pv",
    "{editor}: Editing failed": "{editor}: muokkaus ei onnistunut",
    "{editor}: Editing failed: {e}": "{editor}: muokkaus ei onnistunut: {e}",
    # shell completion
    "Shell completion is not supported for Bash versions older than 4.4.": (
        "Komentojen täydennys toimii Bashin versiosta 4.4 alkaen."
    ),
    "Couldn't detect Bash version, shell completion is not supported.": (
        "Bashin versio ei selviä, joten komentoja ei voi täydentää."
    ),
}


class _Quoted(str):
    """A text that has Finnish quotation marks around whatever Click puts into it."""

    def format(self, *args: Any, **kwargs: Any) -> str:
        return super().format(*args, **kwargs).replace("'", "”")


class _Catalogue(gettext.NullTranslations):
    """The words, as gettext asks for them."""

    def gettext(self, message: str) -> str:
        """Return a text in Finnish."""
        return _Quoted(_WORDS.get(message, message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return a text in Finnish for one or for many."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def speak_finnish() -> None:
    """Let Click speak Finnish whatever the locale: other programs' languages stay as they are."""
    catalogue, by_locale = _Catalogue(), gettext.translation

    def translation(domain: str, *where: object, **how: object) -> gettext.NullTranslations:
        return catalogue if domain == _DOMAIN else by_locale(domain, *where, **how)  # type: ignore[call-overload]

    gettext.translation = translation  # type: ignore[assignment]
    gettext.textdomain(_DOMAIN)
