"""Values: how single fields of content/ are read, written and described to editors.

Each type accepts what a person would write, refuses the rest with a code, a Finnish
message and a remedy, and is written back in one canonical form.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BeforeValidator, GetPydanticSchema, StringConstraints
from pydantic_core import PydanticCustomError, core_schema

from digitiekartta.basics.characters import seen, shows
from digitiekartta.basics.halfyears import EndsBeforeStart, HalfYear, Period
from digitiekartta.basics.kinds import APPEARANCE, FIELDS, PLACES, STATEMENT, Kind
from digitiekartta.basics.links import FORBIDDEN_LINK
from digitiekartta.basics.occasions import Occasion, week_in
from digitiekartta.basics.text import DEVICES, listed, one_line, slug

# Of what Windows takes for a device there can be no file: con.yml.
ID_PATTERN = rf"(?!(?:{DEVICES})(?:[.]|$))[a-z0-9]+(-[a-z0-9]+)*"
PROSE_PATTERN = r"[\w-]+"  # the name of a prose file, without .md
IMAGE_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png)"
COLOUR_PATTERN = "#?([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})"
# The success criteria of WCAG 2.1 on levels A and AA, which the law asks for (EN 301 549).
_CRITERIA_FILE = Path(__file__).parent / "statement" / "kriteerit.yml"
CRITERIA: Mapping[str, str] = yaml.safe_load(_CRITERIA_FILE.read_text(encoding="utf-8"))
"""The success criteria of WCAG 2.1 on levels A and AA: number → name."""
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FINNISH_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


EMPTY_VALUE = FIELDS.error(
    "empty-value",
    "Arvo on tyhjä.",
    "Kirjoita arvo tai poista rivi.",
    example="toimenpiteet/kurssit.yml: otsikko:",
)
TEXT_EXPECTED = FIELDS.error(
    "text-expected",
    "Tähän kuuluu teksti, ei luetteloa eikä sisäkkäisiä kenttiä.",
    "Kirjoita arvo kentän nimen perään samalle riville.",
    example="toimenpiteet/kurssit.yml: otsikko: [Tietoturvakurssi, Salasanakurssi]",
)
LIST_EXPECTED = FIELDS.error(
    "list-expected",
    "Tähän kuuluu luettelo, jonka rivit alkavat viivalla (- arvo).",
    "Kirjoita jokainen arvo omalle rivilleen viivan ja välilyönnin perään.",
    example="toimenpiteet/kurssit.yml: vastuu: {nimi: Tietohallinto}",
)
MAPPING_EXPECTED = FIELDS.error(
    "mapping-expected",
    "Tähän kuuluu kenttiä muodossa ”kenttä: arvo”.",
    "Kirjoita kentät omille riveilleen sisennettyinä. Katso malli ohjeesta OHJE.md.",
    example="tiekartta.yml: yhteystiedot: Kunnansihteeri",
)
BAD_ID = PLACES.error(
    "bad-id",
    "Tunnus ”{id}” ei kelpaa.",
    "Tunnuksessa on vain pieniä kirjaimia a–z, numeroita ja yhdysviivoja, esimerkiksi"
    " ”sahkoinen-arkistointi”.",
    example="toimenpiteet/kurssit.yml: aiemmat_tunnukset: Digituki kirjastossa",
)
TITLE_TOO_LONG = FIELDS.error(
    "title-too-long",
    "Lyhyessä otsikossa on {length} merkkiä, ja siinä saa olla enintään {longest}.",
    "Lyhennä otsikkoa. Päätetty sanamuoto jää kenttään otsikko.",
    example="toimenpiteet/kurssit.yml: lyhyt_otsikko: Tietoturvakurssit henkilöstölle,"
    " luottamushenkilöille ja kumppaneille",
)
LONGEST_SHORT_TITLE = 60
NUMBER_EXPECTED = FIELDS.error(
    "number-expected",
    "”{value}” ei ole kokonaisluku.",
    "Kirjoita pelkkä luku numeroin, ilman muita merkkejä.",
    example="tavoitteet/digitaidot.yml: numero: yksi",
)
COST_NOT_NUMBER = FIELDS.error(
    "cost-not-number",
    "Kustannus ”{value}” ei ole luku.",
    "Kirjoita eurot pelkkänä lukuna, esimerkiksi 12000. Kirjoita sanallinen arvio kenttään"
    " lisatiedot.",
    example="toimenpiteet/kurssit.yml: kustannusarvio: [{vuosi: 2026, euroa: noin tuhat}]",
)
NEGATIVE_COST = FIELDS.error(
    "negative-cost",
    "Kustannus {amount} on negatiivinen.",
    "Kirjoita kustannus ilman miinusmerkkiä. Säästöstä voi kertoa kentässä lisatiedot.",
    example="toimenpiteet/kurssit.yml: kustannusarvio: [{vuosi: 2026, euroa: -1000}]",
)
BAD_DATE = FIELDS.error(
    "bad-date",
    "”{value}” ei ole päivämäärä.",
    "Kirjoita päivämäärä muodossa 16.12.2024.",
    example="tiekartta.yml: paivitetty: joulukuu 2024",
)
_NO_SUCH_DAY = BAD_DATE.worded("Päivää {value} ei ole.", "Tarkista päivä ja kuukausi.")
UNKNOWN_HALF_YEAR = FIELDS.error(
    "unknown-half-year",
    "”{value}” ei ole puolivuosi.",
    "Kirjoita puolivuosi muodossa ”kevät 2025” tai ”syksy 2025”.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kesä 2025: selvitys}",
)
UNKNOWN_OCCASION = FIELDS.error(
    "unknown-occasion",
    "”{value}” ei ole kokouksen aika.",
    "Kirjoita päivä (9.2.2027), viikko (viikko 6/2027), kuukausi (helmikuu 2027) tai puolivuosi"
    " (kevät 2027). Jos sama toistuu joka vuosi, kirjoita kuukausi ilman vuotta: ”helmikuu” tai"
    " ”tammi–helmikuu”.",
    example="tiekartta.yml: kokoukset: [{toimielin: Johtoryhmä, aika: alkuvuosi, asia: Muutokset}]",
)
RANGE_REVERSED = FIELDS.error(
    "range-reversed",
    "Väli ”{value}” päättyy ennen kuin se alkaa.",
    "Kirjoita aikaisempi puolivuosi ensin, esimerkiksi ”kevät 2025 – syksy 2027”.",
    example="tiekartta.yml: kausi: syksy 2026 – kevät 2025",
)
BAD_COLOUR = APPEARANCE.error(
    "bad-colour",
    "”{value}” ei ole väri.",
    "Kirjoita väri lainausmerkkeihin kuutena merkkinä risuaidan perään, esimerkiksi '#17406d'.",
    example="tiekartta.yml: ulkoasu: {paavari: sininen}",
)
BAD_FILE_NAME = APPEARANCE.error(
    "bad-file-name",
    "”{value}” ei kelpaa kuvatiedoston nimeksi.",
    "Kuva on tiedoston tiekartta.yml vieressä, ja sen nimen lopussa on .svg tai .png, esimerkiksi"
    " logo.svg. Nimessä ei ole välilyöntejä eikä kirjaimia å, ä ja ö.",
    example="tiekartta.yml: ulkoasu: {logo: kunnan logo.jpg}",
)
UNKNOWN_CRITERION = STATEMENT.error(
    "unknown-criterion",
    "Kriteeriä ”{value}” ei ole WCAG 2.1:n A- ja AA-tasoilla.",
    "Kirjoita onnistumiskriteerin numero, esimerkiksi 1.4.3.",
    example="tiekartta.yml: saavutettavuus: {tila: osittain, puutteet: [{kuvaus: Kartta ei toimi,"
    " kriteeri: 9.9.9, syy: ei vielä lain mukainen}]}",
)


LONELY_SYNONYM = FIELDS.error(
    "lonely-synonym",
    "Synonyymirivillä on vain yksi sana: ”{word}”.",
    "Kirjoita samalle riville pilkulla erotettuna sana, jota se vastaa.",
    example="tiekartta.yml: synonyymit: [tilavaraus]",
)


def refuse(
    kind: Kind, at: tuple[str | int, ...] = (), key: bool = False, **words: object
) -> PydanticCustomError:
    """Return the error that a validator raises.

    Args:
        kind: What is wrong.
        at: A further path inside the value.
        key: Whether the last key of the path is meant, not the value under it.
        words: The text of each field of the kind's message and remedy.
    """
    # The braces of Pydantic's template must not meet the editor's text: it comes as context.
    context: dict[str, Any] = {"kind": kind, "words": words, "at": at, "key": key}
    return PydanticCustomError("refused", "refused", context)


def _text(value: object) -> object:
    if isinstance(value, dict | list):
        raise refuse(TEXT_EXPECTED)
    if isinstance(value, str) and not shows(value):
        raise refuse(EMPTY_VALUE)
    return value


# Hyphens at which Word breaks no line, or may break one.
_HYPHENS = str.maketrans("\u2010\u2011", "--")


def _name(value: str) -> str:
    """Return a name as others write it: seen marks only, common spaces and hyphens."""
    return one_line(seen(value).translate(_HYPHENS))


def _as_list(value: object) -> object:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        raise refuse(LIST_EXPECTED)
    return value


def _as_items(value: object) -> object:
    if isinstance(value, str):
        raise refuse(
            LIST_EXPECTED.worded(
                "Tähän kuuluu luettelo, jonka jokaisessa kohdassa on kenttiä.",
                "Aloita jokainen kohta omalta riviltään viivalla: ”- kenttä: arvo”."
                " Katso malli ohjeesta OHJE.md.",
            )
        )
    if isinstance(value, dict):
        items = LIST_EXPECTED.worded(
            "Tähän kuuluu luettelo, jonka jokainen kohta alkaa viivalla.",
            "Kirjoita ensimmäinen rivi muotoon ”- {first}: …” ja sisennä saman kohdan muut rivit"
            " yhtä syvälle.",
        )
        raise refuse(items, first=next(iter(value), "kenttä"))
    return value


def _id(value: str) -> str:
    if re.fullmatch(ID_PATTERN, value):
        return value
    if len(value) > 60:
        raise refuse(BAD_ID, id=value)
    guess = BAD_ID.worded(remedy=f"Kirjoita se muodossa ”{{slug}}”. {BAD_ID.remedy}")
    raise refuse(guess, id=value, slug=slug(value))


def _or_refused(read: Callable[[str], Any], kind: Kind) -> Callable[[str], Any]:
    """Return how a value is read that is refused where it reads as None."""

    def checked(value: str) -> Any:
        if (meaning := read(value)) is None:
            raise refuse(kind, value=value)
        return meaning

    return checked


def _matching(pattern: str, kind: Kind) -> Callable[[str], str]:
    """Return how a text is read that fits a pattern as a whole, white space around it aside."""
    fits = re.compile(pattern).fullmatch
    return _or_refused(lambda value: value.strip() if fits(value.strip()) else None, kind)


_whole = _or_refused(
    lambda value: int(value) if re.fullmatch("[0-9]{1,9}", value.strip()) else None,
    NUMBER_EXPECTED,
)


# Three figures after the only mark: thousands to one writer, fractions to another.
_EITHER = re.compile(r"([1-9][0-9\s]*)[.,]([0-9]{3})")
_TWO_READINGS = COST_NOT_NUMBER.worded(
    "Kustannus ”{value}” voi tarkoittaa {whole} euroa tai {decimal} euroa.",
    "Kirjoita {whole} tai {cents}.",
)
_BELOW_A_CENT = COST_NOT_NUMBER.worded(
    "Kustannuksessa ”{value}” on sentin osia.",
    "Kirjoita eurot enintään sentin tarkkuudella, esimerkiksi {cents}.",
)


def _decimal(value: str) -> Decimal | None:
    digits = re.sub(r"[\s\u00a0\u202f]", "", value).replace("−", "-").replace(",", ".")
    return Decimal(digits) if re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?", digits) else None


def _euros(value: str) -> Decimal:
    if either := _EITHER.fullmatch(value.strip()):
        before, after = "".join(either[1].split()), either[2]
        decimal = f"{before},{after.rstrip('0').ljust(2, '0')}"
        cents = decimal_text(_in_cents(Decimal(f"{before}.{after}")))
        raise refuse(_TWO_READINGS, value=value, whole=before + after, decimal=decimal, cents=cents)
    amount = _decimal(value)
    if amount is None:
        raise refuse(COST_NOT_NUMBER, value=value)
    if amount < 0:
        raise refuse(NEGATIVE_COST, amount=decimal_text(amount))
    if amount != _in_cents(amount):
        raise refuse(_BELOW_A_CENT, value=value, cents=decimal_text(_in_cents(amount)))
    return amount


def _in_cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), ROUND_HALF_UP)


_level = _or_refused(
    _decimal,
    NUMBER_EXPECTED.worded("Taso ”{value}” ei ole luku.", "Kirjoita taso lukuna, esimerkiksi 2,5."),
)


def decimal_text(value: Decimal) -> str:
    """Return a number in Finnish form: decimal comma, minus sign, no grouping."""
    return f"{value:f}".replace(".", ",").replace("-", "−")


def read_date(text: str) -> date | None:
    """Return the day that "16.12.2024" or "2024-12-16" means, None when it means none."""
    try:
        if found := _FINNISH_DATE.fullmatch(text.strip()):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if _ISO_DATE.fullmatch(text.strip()):
            return date.fromisoformat(text.strip())
    except ValueError:  # 31.2.2026
        pass
    return None


def is_no_day(text: str) -> bool:
    """Whether a text has the form of a date, but there is no such day: 31.11.2026."""
    formed = _FINNISH_DATE.fullmatch(text.strip()) or _ISO_DATE.fullmatch(text.strip())
    return formed is not None and read_date(text) is None


def _date(value: str) -> date:
    if (day := read_date(value)) is None:
        raise refuse(_NO_SUCH_DAY if is_no_day(value) else BAD_DATE, value=value)
    return day


def read_occasion(text: str) -> Occasion | None:
    """Return when something is that "9.2.2027", "viikko 6/2027" or "helmikuu" means, else None."""
    if day := read_date(text):
        return Occasion.of(day)
    with suppress(ValueError):
        return Occasion.parse(text)
    return None


_WEEK_OR_MONTH = re.compile(r"\s*([0-9]{1,2})\s*/\s*([0-9]{4})\s*")
_EITHER_OCCASION = UNKNOWN_OCCASION.worded(
    "”{value}” voi tarkoittaa viikkoa tai kuukautta.",
    "Kirjoita viikko muodossa ”viikko {number}/{year}” tai kuukausi sanana, esimerkiksi"
    " ”helmikuu {year}”.",
)
_NO_SUCH_WEEK = UNKNOWN_OCCASION.worded(
    "Viikkoa {week}/{year} ei ole.", "Tarkista viikko ja vuosi. Vuodessa on 52 tai 53 viikkoa."
)
_MORE_THAN_A_DAY = UNKNOWN_OCCASION.worded(
    UNKNOWN_OCCASION.message,
    "Kirjoita vain päivä: ”{day}”. Viikonpäivää tai kellonaikaa ei kirjoiteta.",
)
_WEEK_OF_NO_YEAR = UNKNOWN_OCCASION.worded(
    "Viikosta ”{value}” puuttuu vuosi.",
    "Lisää vuosi, esimerkiksi ”viikko {number}/2027”.",
)
_HOUR = r"[0-9]{1,2}(?:[.:][0-9]{2})?"
_DAY_AND_MORE = re.compile(
    r"(?:(?:ma|ti|ke|to|pe|la|su)\w*\.?,? )?([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})"
    rf"(?:,? (?:klo |kello )?{_HOUR}(?: ?[–—-] ?{_HOUR})?)?",
    re.IGNORECASE,
)
_WEEK_ALONE = re.compile(r"\s*(?:viikko|vko|vk)\.? ?([0-9]{1,2})\s*", re.IGNORECASE)


def _occasion(value: str) -> Occasion:
    if occasion := read_occasion(value):
        return occasion
    if is_no_day(value):
        raise refuse(_NO_SUCH_DAY, value=value)
    if week := week_in(value):
        raise refuse(_NO_SUCH_WEEK, year=week[0], week=week[1])
    if either := _WEEK_OR_MONTH.fullmatch(value):
        raise refuse(_EITHER_OCCASION, value=value, number=int(either[1]), year=either[2])
    if week_alone := _WEEK_ALONE.fullmatch(value):
        raise refuse(_WEEK_OF_NO_YEAR, value=value.strip(), number=int(week_alone[1]))
    if (more := _DAY_AND_MORE.fullmatch(value.strip())) and read_date(more[1]):
        raise refuse(_MORE_THAN_A_DAY, value=value, day=more[1])
    raise refuse(UNKNOWN_OCCASION, value=value)


def date_text(day: date) -> str:
    """Return a date in Finnish form: 16.12.2024."""
    return f"{day.day}.{day.month}.{day.year}"


_NUMBERED = re.compile(r"(?<![0-9/])([12])\s*/\s*([0-9]{4})(?![0-9])")
_MONTHS = ("tammikuuta", "helmikuuta")
_EITHER_TIME = UNKNOWN_HALF_YEAR.worded(
    "”{value}” voi tarkoittaa puolivuotta {half} tai {month}.", "Kirjoita puolivuosi: ”{half}”."
)


# "kevät ja syksy 2025", "kevät 2025, syksy 2025"
_SEVERAL_HALVES = re.compile(
    r"(?:kevät|syksy)[^–—-]*?(?:,|;|/|&|\bja\b|\bsekä\b)[^–—-]*?(?:kevät|syksy)", re.IGNORECASE
)
_SEVERAL_TIMES = UNKNOWN_HALF_YEAR.worded(
    "Rivillä on useita puolivuosia: ”{value}”.",
    "Kirjoita kukin puolivuosi omalle rivilleen tai peräkkäiset välinä, esimerkiksi"
    " ”kevät 2025 – syksy 2025”.",
)


def _in_time(parse: Callable[[str], Any], kind: Kind) -> Callable[[str], Any]:
    """Return how half-years are read: one, or a run of them."""

    @lru_cache(maxsize=1024)  # a roadmap writes the same few in every measure
    def read(value: str) -> Any:
        if numbers := _NUMBERED.search(value):
            raise refuse(
                _EITHER_TIME,
                value=value,
                month=_MONTHS[int(numbers[1]) - 1],
                half=HalfYear(int(numbers[2]), int(numbers[1])),
            )
        with suppress(ValueError):
            return parse(value)
        if _SEVERAL_HALVES.search(value):
            raise refuse(_SEVERAL_TIMES, value=value)
        try:
            Period.parse(value)
        except EndsBeforeStart:
            raise refuse(RANGE_REVERSED, value=value) from None
        except ValueError:
            pass
        raise refuse(kind, value=value)

    return read


_half_year = _in_time(HalfYear.parse, UNKNOWN_HALF_YEAR)
_period = _in_time(
    Period.parse,
    UNKNOWN_HALF_YEAR.worded(
        "”{value}” ei ole puolivuosien väli.",
        "Kirjoita väli muodossa ”kevät 2025 – syksy 2027”.",
    ),
)


def _link(value: str) -> str:
    text = value.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https", "mailto"} or re.search(r"[\s<>\"\\^`{|}]", text):
        raise refuse(FORBIDDEN_LINK, value=value)
    return text


def _short_title(value: str) -> str:
    if len(value) > LONGEST_SHORT_TITLE:
        raise refuse(TITLE_TOO_LONG, length=len(value), longest=LONGEST_SHORT_TITLE)
    return value


def _https(value: str) -> str:
    return _secure(_link(value)).rstrip("/").removesuffix(".git")


def _feedback_address(value: str) -> str:
    return _link(_form_or_letter(value))


_secure = _matching(
    "https://[^/.].*",
    FORBIDDEN_LINK.worded(
        "Osoite ”{value}” ei kelpaa.",
        "Kirjoita koko osoite, joka alkaa https://, niin kuin se on selaimen osoiterivillä.",
    ),
)
_form_or_letter = _matching(
    r"https://[^/?#\s]\S*|mailto:[^@?\s]+@[^@?\s]+(\?\S*)?",
    FORBIDDEN_LINK.worded(
        "Osoite ”{value}” ei kelpaa palautteen osoitteeksi.",
        "Kirjoita lomakkeen osoite, joka alkaa https://, tai sähköpostiosoite muodossa"
        " mailto:kirjaamo@kunta.fi.",
    ),
)
_image = _matching(IMAGE_PATTERN, BAD_FILE_NAME)
_one_criterion = _matching("|".join(map(re.escape, CRITERIA)), UNKNOWN_CRITERION)
_CRITERIA_ON_A_LINE = UNKNOWN_CRITERION.worded(
    "Yhdellä rivillä on monta kriteeriä: ”{value}”.", "Kirjoita kukin omalle rivilleen: {lines}."
)


def _criterion(value: str) -> str:
    parts = [part for part in re.split(r"[\s,;/]+|\bja\b", value) if part]
    if len(parts) > 1 and CRITERIA.keys() >= {*parts}:
        lines = listed([f"”- {part}”" for part in parts])
        raise refuse(_CRITERIA_ON_A_LINE, value=value, lines=lines)
    return str(_one_criterion(value))


def words_of(line: str) -> list[str]:
    """Return the words between the commas of a line, each once."""
    words = {one_line(part).casefold(): one_line(part) for part in line.split(",")}
    return [word for word in words.values() if word]


def _synonyms(line: str) -> str:
    if len(words := words_of(line)) < 2:
        raise refuse(LONELY_SYNONYM, word=line)
    return ", ".join(words)


def _colour(value: str) -> str:
    digits = _hexadecimal(value).removeprefix("#").lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


_hexadecimal = _matching(COLOUR_PATTERN, BAD_COLOUR)


def _field(
    read: Callable[[str], Any], write: Callable[[Any], Any], schema: dict[str, Any]
) -> GetPydanticSchema:
    """Return how Pydantic reads, writes and describes a field whose type it does not know."""

    def validate(value: object) -> Any:
        return read(value) if isinstance(value := _text(value), str) else value

    core = core_schema.no_info_plain_validator_function(
        validate, serialization=core_schema.plain_serializer_function_ser_schema(write)
    )
    return GetPydanticSchema(lambda _source, _handler: core, lambda _core, _handler: schema)


def _form(pattern: str, message: str, kinds: str | list[str] = "string") -> dict[str, Any]:
    """Return what an editor program is told of a text: its form, and what to say of another."""
    return {"type": kinds, "pattern": pattern, "errorMessage": message}


# To our reader a number is text, too.
SCALAR = ["string", "number", "boolean"]
_NUMBER = _form(
    r"^\s*[+−-]?\s*[0-9][0-9\s]*([.,][0-9\s]+)?$",
    "Kirjoita pelkkä luku, esimerkiksi 2,5.",
    ["number", "string"],
)
_SEASON = "([Kk][Ee][Vv][ÄäAa][Tt]|[Ss][Yy][Kk][Ss][Yy]|[KkSs])"
_YEAR = "[0-9]{4}"
_HALF_YEAR = rf"({_SEASON}[\s-]*{_YEAR}|{_YEAR}[\s-]*{_SEASON})"
PERIOD_FORM = _form(
    rf"^\s*{_HALF_YEAR}((\s*[–—]\s*|\s+-\s+){_HALF_YEAR})?\s*$",
    "Kirjoita ”kevät 2025”, ”syksy 2025” tai väli ”kevät 2025 – syksy 2027”.",
)
_HALF_YEAR_FORM = _form(rf"^\s*{_HALF_YEAR}\s*$", "Kirjoita ”kevät 2025” tai ”syksy 2025”.")
_DAY = _form(
    r"^\s*([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\s*$",
    "Kirjoita päivämäärä muodossa 16.12.2024.",
)
_MONTH = "[A-Za-zÄÖäö]+"
_OCCASION_FORM = _form(
    r"^\s*([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    rf"|([Vv]iikko|[Vv]ko|[Vv]k)\.?\s*[0-9]{{1,2}}(\s*/\s*|\s+){_YEAR}"
    rf"|({_MONTH}\s*[–—-]\s*)?{_MONTH}[Kk][Uu][Uu](\s+{_YEAR})?|{_HALF_YEAR})\s*$",
    "Kirjoita päivä (9.2.2027), viikko (viikko 6/2027), kuukausi (helmikuu 2027), puolivuosi"
    " (kevät 2027) tai joka vuosi toistuva kuukausi (helmikuu).",
)
_ID = _form(
    f"^{ID_PATTERN}$",
    "Tunnuksessa on vain pieniä kirjaimia a–z, numeroita ja yhdysviivoja.",
    SCALAR,
)
_WHOLE = _form(
    r"^\s*[0-9]{1,9}\s*$", "Kirjoita pelkkä luku, esimerkiksi 10.", ["integer", "string"]
)
_HTTPS = _form("^https://", "Kirjoita koko osoite, joka alkaa https://.")
_LINK, _FEEDBACK = (
    _form(pattern, "Kirjoita koko osoite, joka alkaa https:// tai mailto:.")
    for pattern in ("^(https?://|mailto:)", "^(https://|mailto:)")
)
_COLOUR = _form(
    f"^{COLOUR_PATTERN}$", "Kirjoita väri lainausmerkkeihin, esimerkiksi '#17406d'.", SCALAR
)
_IMAGE = _form(f"^{IMAGE_PATTERN}$", "Kirjoita kuvatiedoston nimi, esimerkiksi logo.svg.")

Item = TypeVar("Item")
Items = Annotated[tuple[Item, ...], BeforeValidator(_as_items)]
OneOrMore = Annotated[tuple[Item, ...], BeforeValidator(_as_list)]
Text = Annotated[str, BeforeValidator(_text), StringConstraints(strip_whitespace=True)]
Texts = OneOrMore[Text]
ShortTitle = Annotated[Text, AfterValidator(_short_title)]
Synonyms = OneOrMore[Annotated[Text, AfterValidator(_synonyms)]]
Name = Annotated[Text, AfterValidator(_name)]
Names = OneOrMore[Name]
Id = Annotated[str, _field(_id, str, _ID)]
Ids = OneOrMore[Id]
# Rules that know what there is judge what a reference says, so that they can tell what was meant.
Reference = Annotated[str, _field(_name, str, _ID)]
References = OneOrMore[Reference]
Whole = Annotated[int, _field(_whole, str, _WHOLE)]
Euros = Annotated[Decimal, _field(_euros, decimal_text, _NUMBER)]
LevelValue = Annotated[Decimal, _field(_level, decimal_text, _NUMBER)]
Day = Annotated[date, _field(_date, date_text, {"examples": ["16.12.2024"], **_DAY})]
Moment = Annotated[
    HalfYear, _field(_half_year, str, {"examples": ["kevät 2025"], **_HALF_YEAR_FORM})
]
Span = Annotated[
    Period, _field(_period, str, {"examples": ["kevät 2025 – syksy 2027"], **PERIOD_FORM})
]
When = Annotated[
    Occasion, _field(_occasion, str, {"examples": ["helmikuu 2027"], **_OCCASION_FORM})
]
WebAddress = Annotated[str, _field(_link, str, _LINK)]
SecureAddress = Annotated[str, _field(_https, str, _HTTPS)]
FeedbackAddress = Annotated[str, _field(_feedback_address, str, _FEEDBACK)]
Colour = Annotated[str, _field(_colour, str, _COLOUR)]
Image = Annotated[str, _field(_image, str, _IMAGE)]
Criterion = Annotated[str, _field(_criterion, str, {"type": "string", "examples": ["1.4.3"]})]
Criteria = OneOrMore[Criterion]
