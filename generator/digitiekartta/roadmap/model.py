"""The model: every kind of file in content/ as a Pydantic class.

Validation, the JSON Schemas for editors and the reference of the fields come from
here and from nowhere else. The order of the fields is the canonical order in a file.
Field names are English in code and Finnish in the files; what else is to be known of a
field stands beside it (``fields``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    RootModel,
    model_serializer,
    model_validator,
)

from digitiekartta.basics.halfyears import HalfYear, period_in
from digitiekartta.basics.kinds import FIELDS
from digitiekartta.basics.problems import Place
from digitiekartta.roadmap.fields import (
    Elsewhere,
    Nowhere,
    declared,
    optional,
    required,
    several,
)
from digitiekartta.roadmap.values import (
    EMPTY_VALUE,
    MAPPING_EXPECTED,
    TEXT_EXPECTED,
    Colour,
    Criteria,
    Day,
    Euros,
    FeedbackAddress,
    Id,
    Ids,
    Image,
    Items,
    LevelValue,
    Moment,
    Name,
    Names,
    OneOrMore,
    Reference,
    References,
    SecureAddress,
    ShortTitle,
    Span,
    Synonyms,
    Text,
    Texts,
    WebAddress,
    When,
    Whole,
    refuse,
)

Path = tuple[str | int, ...]
# What phases mean in common, for comparison between municipalities, in their usual order.
CommonPhase = Literal["selvitys", "valmistelu", "päätös", "toteutus", "jatkuva", "päättynyt"]
PartyKind = Literal[
    "viranhaltija", "toimielin", "työryhmä", "yksikkö", "henkilöstö", "kumppani", "muu"
]
ReportState = Literal["aloitettu", "käynnissä", "valmis", "siirtynyt", "keskeytetty"]
CostKind = Literal["käyttömeno", "investointi", "henkilötyö", "muu"]
Scope = Literal["tiekartta", "muutokset", "korjaukset"]
SectorWord = Literal["toimiala", "hallintokunta", "tulosalue"]
RepositoryKind = Literal["GitHub", "GitLab", "Gitea", "muu"]
StatementState = Literal["täysin", "osittain", "ei", "ei arvioitu"]
FaultReason = Literal["ei vielä lain mukainen", "kohtuuton rasite", "lain ulkopuolella"]
EvaluationMethod = Literal["itsearvio", "ulkopuolinen arvio"]
GroupWord = Literal["toimenpideryhmä", "toimenpidekokonaisuus", "teema"]

DUPLICATE_HALF_YEAR = FIELDS.error(
    "duplicate-half-year",
    "Puolivuosi {moment} on samassa aikataulussa kahteen kertaan: ”{first}” ja ”{second}”.",
    "Yhdistä merkinnät yhdeksi ja poista toinen.",
    example="toimenpiteet/kurssit.yml: aikataulu: {kevät 2025: selvitys, Kevät 2025: selvitys}",
)
DUPLICATE_GROUP = FIELDS.error(
    "duplicate-group",
    "Ryhmän tunnus ”{id}” on tavoitteessa kahteen kertaan.",
    "Anna toiselle ryhmälle oma tunnus.",
    example="tavoitteet/digitaidot.yml: ryhmat: [{tunnus: koulutus, otsikko: Koulutus}, {tunnus:"
    " koulutus, otsikko: Kurssit}]",
)
KNOWN_AND_MISSING = FIELDS.error(
    "schedule-known-and-missing",
    "Toimenpiteellä on sekä aikataulu että syy, miksi sitä ei tiedetä.",
    "Poista kenttä aikataulu_puuttuu tai kenttä aikataulu.",
    example="toimenpiteet/kurssit.yml: aikataulu_puuttuu: Ei vielä päätetty",
)
KNOWN_AND_WORDS = FIELDS.error(
    "schedule-known-and-words",
    "Toimenpiteellä on sekä aikataulu että aikataulun_sanat.",
    "Siirrä sanat aikatauluun puolivuoden alle (sanat: …) ja poista aikataulun_sanat.",
    example="toimenpiteet/kurssit.yml: aikataulun_sanat: {kevät 2025: pilotti}",
)


_FROM_SOURCE = Nowhere("it holds what was read in the source, word for word")
_SOURCE = {"form": _FROM_SOURCE, "upkeep": True}


class Origin(Protocol):
    """Knows where an entry was written."""

    def place(self, path: Path, key: bool) -> Place:
        """Return the place of a value, or of its key, inside the entry."""

    def text(self, path: Path) -> str | None:
        """Return the one text that stands at a path inside the entry, if one does."""

    def has_lines(self, path: Path) -> bool:
        """Whether a text at a path has lines of its own, none of which is that of its name."""

    def is_whole(self) -> bool:
        """Whether all of the entry could be read."""


class Entry(BaseModel):
    """Anything that stands in a content file; knows where it was written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        serialize_by_alias=True,
    )
    _origin: Origin | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, value: Any) -> Any:
        # A key with nothing after it means the same as no key.
        if isinstance(value, dict):
            written = {key: item for key, item in value.items() if item not in ("", None)}
            for key, choices in _choices(cls).items():
                if isinstance(word := written.get(key), str):
                    written[key] = choices.get(word.casefold(), word)
            return written
        return value

    def place_of(self, *path: str | int | HalfYear, key: bool = False) -> Place:
        """Return where a field was written: ``place_of("parties", 0)``.

        Args:
            path: The field's name in code, then what leads further in: the index of an item,
                the half-year of a schedule, the name of a field inside.
            key: Whether the last key itself is meant, not its value.
        """
        keys = (KEYS[step] if isinstance(step, str) else step for step in path)
        return self.place_at(*(k if isinstance(k, int) else str(k) for k in keys), key=key)

    def place_at(self, *path: str | int, key: bool = False) -> Place:
        """Return where a field was written, by the keys of its file: ``place_at("vastuu", 0)``."""
        if self._origin is None:
            return Place("", field=".".join(str(step) for step in path))
        return self._origin.place(path, key)

    def written(self, field: str) -> str | None:
        """Return the text of a field of which a list was expected; None where a list stands."""
        return self._origin.text((KEYS[field],)) if self._origin else None

    def has_lines(self, field: str) -> bool:
        """Whether the text of a field has lines of its own, none of which is that of its name."""
        return self._origin is not None and self._origin.has_lines((KEYS[field],))

    @property
    def is_whole(self) -> bool:
        """Whether all that is written could be read, so that the entry says all that is meant."""
        return self._origin is None or self._origin.is_whole()

    def written_texts(self) -> Iterator[WrittenText]:
        """Return what stands in the fields of the entry and of those inside it, in order."""
        found: list[tuple[str, Path]] = []
        _find_strings(self.model_dump(mode="json"), (), found)
        return (WrittenText(text, self, path) for text, path in found)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text that stands in a field.

    Attributes:
        text: The text.
        entry: The entry that has it, or in which it has it.
        path: What leads to it from there: keys as in files, and indexes of items.
    """

    text: str
    entry: Entry
    path: Path

    @property
    def place(self) -> Place:
        """Where it was written; of most texts nobody asks, and to find it takes its time."""
        # Of what is named itself, such as a party, the name stands in the line above its fields.
        return self.entry.place_at(*self.path, key=not self.path)


@cache
def _choices(entry: type[Entry]) -> Mapping[str, Mapping[str, str]]:
    """Return the words that a field may hold, by key and letter case folded: "Valmis" is one."""
    fields = {info.alias or name: info.annotation for name, info in entry.model_fields.items()}
    allowed = {key: _literals(annotation) for key, annotation in fields.items()}
    return {key: {one.casefold(): one for one in words} for key, words in allowed.items() if words}


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if get_origin(annotation) in (Union, UnionType):
        return tuple(word for part in get_args(annotation) for word in _literals(part))
    return ()


def _find_strings(value: object, path: Path, found: list[tuple[str, Path]]) -> None:
    if isinstance(value, str):
        found.append((value, path))
    elif isinstance(value, dict):
        for key, item in value.items():
            if item is not None:
                _find_strings(item, (*path, key), found)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _find_strings(item, (*path, index), found)


class FileEntry(Entry):
    """An entry that is a file of its own; its id is the file's name."""

    _id: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The file's name without ending: also the page's address, never changed."""
        # Asked for many times; Pydantic looks for a private attribute only after all others.
        private = self.__pydantic_private__
        return private["_id"] if private else ""


class Source(Entry):
    """Where the content comes from (lähde)."""

    document: Text | None = optional(
        "asiakirja", "Asiakirja, josta tieto on peräisin.", example="Digitiekartta 2025–2027, liite"
    )
    table: Text | None = optional(
        "taulukko", "Taulukko tai otsikko, jonka alla tieto on lähteessä.", example="Digiosaaminen"
    )
    row: Text | None = optional(
        "rivi", "Toimenpiteen järjestysnumero taulukossa, ensimmäinen on 1.", example="3"
    )
    dated: Day | None = optional(
        "paivays", "Asiakirjan päiväys, esimerkiksi 16.12.2024.", "päiväys", example="9.12.2024"
    )
    approver: Text | None = optional(
        "hyvaksyja",
        "Toimielin, joka on hyväksynyt lähdeasiakirjan.",
        "hyväksyjä",
        example="Kunnanhallitus",
    )
    approved: Day | None = optional(
        "hyvaksytty",
        "Päivä, jona lähdeasiakirja on hyväksytty.",
        "hyväksymispäivä",
        example="9.12.2024",
    )
    address: SecureAddress | None = optional(
        "osoite",
        "Lähdeasiakirjan osoite, joka alkaa https://.",
        example="`https://www.esimerkkila.example/digitiekartta.pdf`",
    )
    notice: Text | None = optional(
        "huomautus",
        "Miten lähdettä on luettu ja mitä siitä puuttuu.",
        example="Taulukon viimeinen sarake on tyhjä.",
    )


class Link(Entry):
    """A link to further information."""

    text: Text = required(
        "teksti", "Linkin teksti, joka kertoo, minne linkki vie.", example="Tukipyyntölomake"
    )
    address: WebAddress = required(
        "osoite",
        "Osoite, joka alkaa https:// tai mailto:.",
        example="`https://www.esimerkkila.example/tukipyynto`",
    )


# --- schedules -----------------------------------------------------------------------------


class ScheduleEntry(Entry):
    """What a half-year's cell says: a phase, a phase with words, or words alone."""

    phase: Name | None = optional(
        "vaihe", "Vaihe, joka on tiekartan vaiheluettelossa.", example="käyttöönotto"
    )
    words: Text | None = optional(
        "sanat", "Sanat, jotka näytetään puolivuoden kohdalla.", example="pääkirjasto"
    )

    @model_validator(mode="before")
    @classmethod
    def _from_phase(cls, value: Any) -> Any:
        if isinstance(value, list):
            raise refuse(
                TEXT_EXPECTED.worded(
                    "Puolivuoden kohdalle kuuluu yksi vaihe.", "Poista viiva rivin alusta."
                )
            )
        return {KEYS["phase"]: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> ScheduleEntry:
        if self.phase is None and self.words is None:
            raise refuse(
                EMPTY_VALUE.worded(
                    "Puolivuoden kohdalla ei ole vaihetta eikä sanoja.",
                    "Kirjoita vaihe, esimerkiksi ”kevät 2025: selvitys”. Muuten poista rivi.",
                )
            )
        return self

    @model_serializer(mode="plain")
    def _briefly(self) -> str | dict[str, str]:
        if self.words is None:
            return self.phase or ""
        phase = {KEYS["phase"]: self.phase} if self.phase else {}
        return {**phase, KEYS["words"]: self.words}


def _spread(value: Any) -> Any:
    """Give each half-year of a range its own entry; leave unreadable keys to validation."""
    if isinstance(value, str | list):
        raise refuse(
            MAPPING_EXPECTED.worded(
                "Aikataulu kirjoitetaan riveinä, esimerkiksi ”kevät 2025: selvitys”.",
                "Kirjoita kukin puolivuosi omalle rivilleen sisennettynä kentän nimen alle."
                " Jos aikataulua ei tiedetä, jätä koko kenttä pois.",
            )
        )
    if not isinstance(value, dict):
        return value
    spread: dict[HalfYear, Any] = {}
    written: dict[HalfYear, str] = {}
    unreadable: dict[str, Any] = {}
    for key, entry in value.items():
        moments = [key] if isinstance(key, HalfYear) else period_in(key)
        if moments is None:
            unreadable[key] = entry
        for moment in moments or ():
            if moment in spread:
                words = {"moment": moment, "first": written[moment], "second": key}
                raise refuse(DUPLICATE_HALF_YEAR, at=(str(key),), key=True, **words)
            spread[moment], written[moment] = entry, str(key)
    return {**{str(moment): spread[moment] for moment in sorted(spread)}, **unreadable}


Schedule = Annotated[dict[Moment, ScheduleEntry], BeforeValidator(_spread)]
_SCHEDULE = (
    "Vaihe puolivuosittain, esimerkiksi ”kevät 2025: selvitys”. Jos kenttä puuttuu, käytetään"
    " ryhmän aikataulua; jos sitäkään ei ole, aikataulua ei tiedetä. {} kertoo, ettei aikataulua"
    " ole."
)


# --- tiekartta.yml -------------------------------------------------------------------------


class Phase(Entry):
    """A phase of the legend (vaihe): data of each roadmap, never an enumeration in code."""

    name: Name = required("nimi", "Vaiheen nimi niin kuin se kirjoitetaan aikatauluihin.")
    mark: Text | None = optional(
        "merkki", "Yhden tai kahden merkin lyhenne taulukoihin, esimerkiksi S."
    )
    explanation: Text | None = optional("selite", "Mitä vaihe tarkoittaa, yhdellä virkkeellä.")
    common: CommonPhase = required(
        "yleinen", "Kuntien yhteinen vaihe, jota tämä vastaa.", "kuntien yhteinen vaihe"
    )
    partitive: Text | None = optional(
        "partitiivi",
        "Jatkuvan vaiheen nimi partitiivissa, esimerkiksi ”jatkuvaa toimintaa”; tarvitaan vain,"
        " jos ohjelma ei taivuta nimeä oikein.",
    )

    @property
    def is_continuous(self) -> bool:
        """Whether the phase, once begun, goes on without end (jatkuva)."""
        return self.common == "jatkuva"

    @property
    def is_ending(self) -> bool:
        """Whether nothing is done any more from the phase on (päättynyt)."""
        return self.common == "päättynyt"


class Named(Entry):
    """A sector (toimiala) or audience (kohderyhmä) with the spellings it has gone by."""

    name: Name = required("nimi", "Nimi.")
    other_spellings: Names = several(
        "muut_kirjoitusasut",
        "Muut kirjoitusasut, joita lähteissä on käytetty.",
        ("muu kirjoitusasu", "muut kirjoitusasut"),
        upkeep=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {KEYS["name"]: value} if isinstance(value, str) else value

    @model_serializer(mode="plain")
    def _briefly(self) -> str | dict[str, Any]:
        if not self.other_spellings:
            return self.name
        return {
            KEYS["name"]: self.name,
            KEYS["other_spellings"]: list(self.other_spellings),
        }


class Body(Entry):
    """A body (toimielin) that owns, prepares or approves."""

    name: Name = required("nimi", "Toimielimen nimi, esimerkiksi Kaupunginhallitus.")
    body_task: Text | None = optional("tehtava", "Mitä toimielin tiekartalle tekee.", "tehtävä")
    approves: Scope | None = optional(
        "hyvaksyy",
        "Mitä toimielin hyväksyy: koko tiekartan, sen muutokset vai vain korjaukset.",
        "mitä hyväksyy",
    )
    how_often: Text | None = optional(
        "kokoontuu",
        "Kuinka usein toimielin käsittelee tiekarttaa, esimerkiksi ”2–3 kertaa vuodessa”.",
        "kuinka usein kokoontuu",
        upkeep=True,
    )


class Meeting(Entry):
    """When a body takes up the roadmap (kokous), on a day or every year."""

    body: Name = required(
        "toimielin",
        "Toimielin, joka on luettelossa toimielimet.",
        "kokouksen toimielin",
        example="Johtoryhmä",
    )
    when: When = required(
        "aika",
        "Päivä, viikko, kuukausi tai puolivuosi sen mukaan, mitä tiedetään: ”9.2.2027”,"
        " ”viikko 6/2027”, ”helmikuu 2027”. Kuukausi ilman vuotta toistuu joka vuosi:"
        " ”tammi–helmikuu”.",
        "kokouksen aika",
        example="helmikuu 2027",
    )
    subject: Text = required(
        "asia",
        "Mitä käsitellään.",
        "kokouksen asia",
        example="Digitiekartan muutokset",
    )
    minutes: WebAddress | None = optional(
        "poytakirja",
        "Pöytäkirjan osoite, kun se on julkaistu.",
        "pöytäkirjan osoite",
        example="`https://www.esimerkkila.example/johtoryhma/8`",
    )


class Contact(Entry):
    """Whom to ask: a role, never a person."""

    role: Text | None = optional("rooli", "Tehtävänimike tai yksikkö, ei henkilön nimeä.")
    email: Text | None = optional(
        "sahkoposti", "Tehtävän tai yksikön sähköpostiosoite.", "sähköposti"
    )
    phone: Text | None = optional("puhelin", "Puhelinnumero.")
    address: WebAddress | None = optional("osoite", "Verkko-osoite.")


class Feedback(Entry):
    """Where residents give feedback (palaute)."""

    address: FeedbackAddress = required(
        "osoite", "Palautelomakkeen osoite (https://…) tai sähköpostiosoite (mailto:…)."
    )


class Appearance(Entry):
    """What makes the site look like the municipality's own (ulkoasu)."""

    logo: Image | None = optional(
        "logo", "Logon tiedosto tämän tiedoston vieressä, esimerkiksi logo.svg.", "logon tiedosto"
    )
    logo_text: Text | None = optional(
        "logon_teksti",
        "Logon tekstivastine; ellei sitä ole, organisaation nimi.",
        "logon tekstivastine",
    )
    main_colour: Colour | None = optional(
        "paavari", "Yläpalkin väri lainausmerkeissä, esimerkiksi '#17406d'.", "yläpalkin väri"
    )
    accent_colour: Colour | None = optional(
        "korostusvari", "Linkkien väri lainausmerkeissä, esimerkiksi '#0a4a8f'.", "linkkien väri"
    )
    links: Items[Link] = several(
        "linkit", "Linkit jokaisen sivun alareunaan.", ("linkki", "linkit")
    )


class Repository(Entry):
    """Where the content files are edited (tietovarasto)."""

    address: SecureAddress = required(
        "osoite",
        "Tietovaraston osoite versiopalvelussa, esimerkiksi https://github.com/kunta/tiekartta.",
    )
    branch: Text = optional(
        "haara", "Haara, jota muokataan; ellei sitä kerrota, main.", default="main"
    )
    kind: RepositoryKind | None = optional(
        "laji", "Versiopalvelu, jos sitä ei tunnista osoitteesta. Gitea on myös Forgejo."
    )


class Fault(Entry):
    """What is not accessible on the site (puute)."""

    description: Text = required(
        "kuvaus", "Mikä ei ole saavutettavaa, yhdellä tai kahdella virkkeellä."
    )
    affects: Text | None = optional(
        "keille",
        "Keitä puute haittaa, esimerkiksi ”ruudunlukuohjelman käyttäjiä”.",
        "keitä puute haittaa",
    )
    criteria: Criteria = several(
        "kriteeri",
        "WCAG 2.1:n onnistumiskriteerin numero, esimerkiksi 1.4.3.",
        ("WCAG-kriteeri", "WCAG-kriteerit"),
    )
    reason: FaultReason = required("syy", "Miksi puute on sivustolla.")
    grounds: Text | None = optional(
        "perustelu", "Perustelu; pakollinen, jos syynä on kohtuuton rasite."
    )
    alternative: Text | None = optional(
        "vaihtoehto", "Miten saman asian voi saada tai hoitaa muuten."
    )


class StatementFeedback(Entry):
    """Who receives feedback on accessibility (saavutettavuuspalaute)."""

    address: FeedbackAddress | None = optional(
        "osoite", "Palautelomakkeen osoite (https://…) tai sähköpostiosoite (mailto:…)."
    )
    answers: Text | None = optional(
        "vastaaja", "Tehtävä tai yksikkö, joka vastaa palautteeseen.", "palautteeseen vastaava taho"
    )


class Accessibility(Entry):
    """What the accessibility statement tells (saavutettavuusseloste)."""

    notice: Text | None = optional("huomautus", "Selosteen alussa korostettu huomautus.")
    state: StatementState = required("tila", "Täyttääkö sivusto lain vaatimukset.")
    faults: Items[Fault] = several(
        "puutteet",
        "Tiedossa olevat puutteet.",
        ("saavutettavuuden puute", "saavutettavuuden puutteet"),
    )
    made: Day | None = optional(
        "laadittu", "Päivä, jona seloste on laadittu, esimerkiksi 16.12.2024.", "laatimispäivä"
    )
    reviewed: Day | None = optional(
        "tarkistettu",
        "Päivä, jona seloste on viimeksi tarkistettu, esimerkiksi 16.12.2025.",
        "tarkistuspäivä",
    )
    method: EvaluationMethod | None = optional(
        "menetelma", "Kuka saavutettavuuden on arvioinut.", "arvioinnin menetelmä"
    )
    evaluator: Text | None = optional(
        "arvioija", "Organisaatio, joka on tehnyt ulkopuolisen arvion."
    )
    published: Day | None = optional(
        "julkaistu", "Päivä, jona sivusto on julkaistu.", "julkaisupäivä"
    )
    feedback: StatementFeedback | None = optional(
        "palaute", "Minne saavutettavuuspalaute annetaan, jos muualle kuin muu palaute."
    )


_REASONS: dict[str, Any] = {
    "shown": Nowhere("it is told with the change that it explains"),
    "searched": Nowhere("it tells of a change, not of what is done"),
    "column": Nowhere("their tables have no such column"),
}


class Settings(Entry):
    """tiekartta.yml: what the roadmap is and the words it uses."""

    name: Text = required("nimi", "Asiakirjan nimi, esimerkiksi ”Digitiekartta 2025–2027”.")
    organisation: Text = required("organisaatio", "Kunta tai muu organisaatio, jonka tiekartta on.")
    short_name: Text = required(
        "lyhytnimi", "Lyhyt nimi luetteloihin, esimerkiksi kunnan nimi.", "lyhyt nimi"
    )
    description: Text = required("kuvaus", "Yksi virke siitä, mikä tämä tiekartta on.")
    notice: Text | None = optional(
        "huomautus",
        "Mistä sivut on tehty: koko teksti sivulla Tietoa, ensimmäinen virke etusivulla"
        " (jäljennöksen etusivulla vain linkki).",
    )
    period: Span | None = optional(
        "kausi", "Kausi, jolle aikataulut on tehty, esimerkiksi ”kevät 2025 – syksy 2027”."
    )
    schedule_missing: Text | None = optional(
        "aikataulu_puuttuu", "Miksi aikatauluja ei tiedetä.", "syy, miksi aikataulua ei tiedetä"
    )
    sector_word: SectorWord = optional(
        "toimialasana",
        "Sana, jota tiekartta käyttää toimialasta.",
        "toimialasta käytetty sana",
        default="toimiala",
    )
    group_word: GroupWord = optional(
        "ryhmasana",
        "Sana, jota tiekartta käyttää toimenpideryhmästä.",
        "ryhmästä käytetty sana",
        default="toimenpideryhmä",
    )
    vision: Text | None = optional("visio", "Visio yhdellä virkkeellä.")
    updated: Day | None = optional(
        "paivitetty",
        "Päivä, jona sisältöä on viimeksi päivitetty.",
        "päivityspäivä",
        upkeep=True,
    )
    phases: Items[Phase] = several(
        "vaiheet", "Vaiheet eli aikataulujen selitykset järjestyksessä.", ("vaihe", "vaiheet")
    )
    sectors: OneOrMore[Named] = several(
        "toimialat", "Toimialat järjestyksessä.", ("toimiala", "toimialat")
    )
    audiences: OneOrMore[Named] = several(
        "kohderyhmat", "Kohderyhmät järjestyksessä.", ("kohderyhmä", "kohderyhmät")
    )
    bodies: Items[Body] = several(
        "toimielimet",
        "Toimielimet, jotka omistavat, valmistelevat tai hyväksyvät.",
        ("toimielin", "toimielimet"),
    )
    # Who decides on the roadmap does not decide on it by setting dates, and dates that wait for a
    # decision would be past; they are told with the next version, or with a correction.
    meetings: Items[Meeting] = several(
        "kokoukset",
        "Milloin toimielimet käsittelevät tiekarttaa ja mitä niissä käsitellään.",
        ("kokous", "kokoukset"),
        upkeep=True,
    )
    synonyms: Synonyms = several(
        "synonyymit",
        "Sanat, jotka haku pitää samoina, pilkuilla erotettuina: ”salivuoro, tilavaraus”.",
        ("synonyymirivi", "synonyymit"),
        upkeep=True,
    )
    texts: Texts = several(
        "tekstit",
        "Tekstisivujen (.md) nimet siinä järjestyksessä, jossa ne näytetään.",
        ("tekstisivu", "tekstisivut"),
    )
    contact: Contact | None = optional("yhteystiedot", "Yhteystiedot.")
    feedback: Feedback | None = optional("palaute", "Minne sivuista annetaan palautetta.")
    appearance: Appearance | None = optional("ulkoasu", "Logo, värit ja alareunan linkit.")
    repository: Repository | None = optional(
        "tietovarasto", "Missä sisältöä muokataan.", upkeep=True
    )
    accessibility: Accessibility | None = optional(
        "saavutettavuus",
        "Mitä saavutettavuusselosteessa kerrotaan.",
        "saavutettavuusseloste",
        upkeep=True,
    )
    licence: Text | None = optional(
        "lisenssi", "Sisällön käyttöehto, esimerkiksi CC BY 4.0.", "käyttöehto"
    )
    source: Source | None = optional(
        "lahde", "Asiakirja, josta tiekartta on peräisin.", "lähde", **_SOURCE
    )
    change_reasons: dict[Text, Text] = several(
        "muutosten_syyt",
        "Miksi muuta kuin toimenpidettä tai tavoitetta nyt muutetaan, tai miksi tiedosto"
        " poistetaan: tiedoston nimi ja syy.",
        ("muutoksen syy", "muutosten syyt"),
        default={},
        example="visio.md: Visio on nyt saatesanoissa.",
        **_REASONS,
    )


# --- tasot.yml -----------------------------------------------------------------------------


class Viewpoint(Entry):
    """A viewpoint (näkökulma) from which digital maturity is judged."""

    id: Id = required("tunnus", "Tunnus, johon kehittämisen kärjet viittaavat.")
    name: Text = required("nimi", "Näkökulman nimi.")
    start_level: LevelValue | None = optional(
        "lahtotaso", "Lähtötaso, esimerkiksi 2,4.", "lähtötaso"
    )
    target_level: LevelValue | None = optional("tavoitetaso", "Tavoitetaso.")

    @property
    def gap(self) -> Decimal | None:
        """Target minus start, or None when either is unknown."""
        if self.start_level is None or self.target_level is None:
            return None
        return self.target_level - self.start_level


class Spearhead(Entry):
    """A spearhead (kehittämisen kärki) that the target levels give rise to."""

    name: Text = required("nimi", "Kehittämisen kärki niin kuin se on päätetty.")
    viewpoint: Reference | None = optional(
        "nakokulma", "Näkökulma, josta kärki nousee (sen tunnus).", "näkökulma"
    )
    goals: References = several(
        "tavoitteet", "Tavoitteet, jotka toteuttavat kärkeä (tunnukset).", ("tavoite", "tavoitteet")
    )
    measures: References = several(
        "toimenpiteet",
        "Toimenpiteet, jotka toteuttavat kärkeä (tunnukset).",
        ("toimenpide", "toimenpiteet"),
    )


class Levels(Entry):
    """tasot.yml: viewpoints, scale, start and target levels, spearheads."""

    introduction: Text | None = optional("johdanto", "Johdanto.")
    start_level_basis: Text | None = optional(
        "lahtotason_peruste", "Mihin lähtötaso perustuu.", "lähtötason peruste"
    )
    scale: dict[Text, Text] = several(
        "asteikko", "Asteikon luvut ja niiden merkitykset.", default={}
    )
    viewpoints: Items[Viewpoint] = several(
        "nakokulmat", "Arvioitavat näkökulmat järjestyksessä.", ("näkökulma", "näkökulmat")
    )
    spearheads: Items[Spearhead] = several(
        "karjet",
        "Kehittämisen kärjet järjestyksessä.",
        ("kehittämisen kärki", "kehittämisen kärjet"),
    )
    levels_missing: Text | None = optional(
        "tasot_puuttuvat",
        "Miksi lähtö- ja tavoitetasoja ei tiedetä.",
        "syy, miksi tasoja ei tiedetä",
    )
    source: Source | None = optional("lahde", "Lähde.", "lähde", **_SOURCE)

    def viewpoint_of(self, spearhead: Spearhead) -> Viewpoint | None:
        """Return the viewpoint from which a spearhead rises."""
        return next((one for one in self.viewpoints if one.id == spearhead.viewpoint), None)

    def larger_gap(self, spearhead: Spearhead) -> Viewpoint | None:
        """Return the viewpoint with the largest gap of those from which no spearhead rises.

        None unless that gap is larger than the one from which this spearhead rises.
        """
        chosen = {one.viewpoint for one in self.spearheads}
        others = [(one.gap, one) for one in self.viewpoints if one.id not in chosen]
        known = [(gap, one) for gap, one in others if gap is not None]
        largest = max(known, key=lambda pair: pair[0], default=None)
        own = self.viewpoint_of(spearhead)
        # A target below its start is told as it is.
        if largest is None or own is None or own.gap is None or not 0 <= own.gap < largest[0]:
            return None
        return largest[1]


# --- tahot.yml, lyhenteet.yml ---------------------------------------------------------------


class Party(Entry):
    """A responsible party (vastuutaho): a role or an organ, not a person."""

    kind: PartyKind | None = optional("laji", "Millainen taho on.")
    qualifier: Text | None = optional(
        "tarkenne", "Tarkenne, joka erottaa samannimiset, esimerkiksi ”sivistys”."
    )
    sector: Name | None = optional("toimiala", "Toimiala, johon taho kuuluu.")
    other_spellings: Names = several(
        "muut_kirjoitusasut",
        "Muut kirjoitusasut, joilla taho tunnetaan lähteissä.",
        ("muu kirjoitusasu", "muut kirjoitusasut"),
        upkeep=True,
    )
    description: Text | None = optional("kuvaus", "Mitä taho tekee.")

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {} if value == "" else value


class Parties(RootModel[dict[Name, Party]]):
    """tahot.yml: the register of responsible parties, name → details."""


class Abbreviations(RootModel[dict[Text, Text]]):
    """lyhenteet.yml: abbreviation → meaning."""


# --- kuittaukset.yml ------------------------------------------------------------------------


class Acknowledgement(Entry):
    """A warning that somebody has looked into and lets stand, and why (kuittaus)."""

    warning: Text = required(
        "varoitus",
        "Varoituksen tunnus hakasulkeista.",
        "varoituksen tunnus",
        example="schedule-gap",
    )
    where: Text = required(
        "kohta",
        "Tiedosto, jota varoitus koskee.",
        "varoituksen tiedosto",
        example="toimenpiteet/asukaskyselyt.yml",
    )
    concerns: Text = required(
        "koskee",
        "Varoituksen virke sellaisena kuin tarkistus sen kertoo.",
        "varoituksen virke",
        example="'Aikataulussa on aukko: syksy 2026.'",
    )
    reason: Text = required(
        "syy", "Miksi varoitus saa jäädä.", example="Kysely tehdään vain keväisin."
    )


class Acknowledgements(Entry):
    """kuittaukset.yml: the warnings that may stand; no part of what a body decides on."""

    acknowledged: Items[Acknowledgement] = several(
        "kuittaukset", "Kuitatut varoitukset.", ("kuittaus", "kuitatut varoitukset")
    )


# --- tavoitteet/ and toimenpiteet/ ----------------------------------------------------------


class Group(Entry):
    """A group of measures within a goal (toimenpideryhmä)."""

    id: Id = required(
        "tunnus",
        "Ryhmän tunnus, johon toimenpiteet viittaavat.",
        shown=Nowhere("the group is called by its title"),
    )
    title: Text = required("otsikko", "Ryhmän otsikko.")
    description: Text | None = optional("kuvaus", "Ryhmän kuvaus.")
    audience: Names = several(
        "kohderyhma", "Kohderyhmät, ellei toimenpide kerro omiaan.", ("kohderyhmä", "kohderyhmät")
    )
    schedule: Schedule | None = optional("aikataulu", _SCHEDULE)
    notice: Text | None = optional("huomautus", "Toimituksen huomautus, joka näytetään sivulla.")


_REASON: dict[str, Any] = {
    "key": "muutoksen_syy",
    "about": "Miksi tätä nyt muutetaan. Syy kuuluu samaan päätökseen, ja se vaihdetaan, kun"
    " muutetaan uudelleen.",
    "called": "muutoksen syy",
    "example": "Toimittaja vaihtui kilpailutuksessa.",
    **_REASONS,
}


class Goal(FileEntry):
    """tavoitteet/<id>.yml: a goal and its groups in order."""

    number: Whole = required("numero", "Tavoitteen numero.")
    title: Text = required("otsikko", "Tavoitteen otsikko ilman numeroa.")
    description: Text | None = optional("kuvaus", "Kuvaus; kappaleiden välissä tyhjä rivi.")
    audience: Names = several(
        "kohderyhma",
        "Kohderyhmät, ellei ryhmä tai toimenpide kerro omiaan.",
        ("kohderyhmä", "kohderyhmät"),
    )
    groups: Items[Group] = several(
        "ryhmat", "Toimenpideryhmät järjestyksessä.", ("ryhmä", "ryhmät")
    )
    notice: Text | None = optional("huomautus", "Toimituksen huomautus, joka näytetään sivulla.")
    change_reason: Text | None = optional(**_REASON)
    source: Source | None = optional("lahde", "Lähde.", "lähde", **_SOURCE)

    @model_validator(mode="after")
    def _distinct_groups(self) -> Goal:
        seen: set[str] = set()
        for index, group in enumerate(self.groups):
            if group.id in seen:
                path = (KEYS["groups"], index, KEYS["id"])
                raise refuse(DUPLICATE_GROUP, at=path, id=group.id)
            seen.add(group.id)
        return self


class Cost(Entry):
    """An estimate of one year's cost."""

    year: Whole = required("vuosi", "Vuosi, jota arvio koskee.", example="2026")
    euros: Euros = required("euroa", "Euroa, esimerkiksi 12000.", example="5400")
    kind: CostKind | None = optional("laji", "Menon laji.")
    source: Text | None = optional(
        "lahde",
        "Mihin arvio perustuu, esimerkiksi Talousarvio 2026.",
        "lähde",
        example="Talousarvio 2025",
    )


class Report(Entry):
    """What was reported of a half-year."""

    half_year: Moment = required(
        "puolivuosi", "Puolivuosi, jota raportti koskee.", example="syksy 2025"
    )
    state: ReportState = required("tila", "Tila raportointihetkellä.")
    text: Text | None = optional(
        "teksti",
        "Mitä on tehty, yhdellä tai kahdella virkkeellä.",
        example="Tukipyyntölomake on koko henkilöstön käytössä.",
    )

    @property
    def is_final(self) -> bool:
        """Whether nothing more is to be reported: the measure is done or was stopped."""
        return self.state in ("valmis", "keskeytetty")


class Ending(Entry):
    """How a measure ended (päättyi)."""

    half_year: Moment | None = optional(
        "puolivuosi", "Puolivuosi, jona toimenpide päättyi.", example="syksy 2025"
    )
    reason: Text = required("syy", "Miksi toimenpide päättyi.", example="Mobiilisivut riittävät.")
    decision: Text | None = optional(
        "paatos",
        "Päätös, esimerkiksi ”Johtoryhmä 9.12.2025 § 14”.",
        "päätös",
        example="Johtoryhmä 9.12.2025 § 41",
    )


# The annex is like the municipalities' own tables; what a measure lists has sheets of its own.
_NO_COLUMN = Nowhere("their tables have no such column")
_OWN_SHEET = Elsewhere("a sheet of its own in Excel")
_NO_WORDS = {"searched": Nowhere("nobody looks for it by its words"), "column": _NO_COLUMN}
_LISTED = {**_NO_WORDS, "column": _OWN_SHEET}


class Measure(FileEntry):
    """toimenpiteet/<id>.yml: a measure; the decided wording stands letter for letter."""

    title: Text = required(
        "otsikko",
        "Toimenpide niin kuin se on päätetty.",
        example="Yksi kanava IT-tukeen",
        shown=Elsewhere("the heading of the page"),
        searched=Elsewhere("the title of what is found"),
        column="Toimenpide",
    )
    short_title: ShortTitle | None = optional(
        "lyhyt_otsikko",
        "Lyhyt otsikko luetteloihin ja sivun otsikoksi, enintään 60 merkkiä. Päätetty sanamuoto"
        " jää sivulle sen alle.",
        "lyhyt otsikko",
        example="Yksi tukikanava",
        shown=Elsewhere("the heading of the page"),
        searched=Elsewhere("the title of what is found"),
        upkeep=True,
    )
    goal: Reference = required(
        "tavoite",
        "Tavoitteen tunnus (tiedoston nimi kansiossa tavoitteet).",
        example="digitaidot",
        searched=Elsewhere("the goal stands with what is found"),
        column=Elsewhere("each goal has a table"),
    )
    group: Reference | None = optional(
        "ryhma",
        "Ryhmän tunnus tavoitteen tiedostossa.",
        "ryhmä",
        example="perehdytys-ja-tuki",
        searched=Elsewhere("a name by which it is found"),
        column=Elsewhere("a row over its measures"),
    )
    order: Whole | None = optional(
        "jarjestys",
        "Järjestys tavoitteessa: 10, 20, 30 …",
        "paikka luettelossa",
        example="60",
        shown=Nowhere("lists stand in this order"),
        searched=Nowhere("it is no word"),
        column=Elsewhere("rows stand in this order"),
    )
    description: Text | None = optional(
        "kuvaus",
        "Kuvaus; kappaleiden välissä tyhjä rivi.",
        example="Tukipyynnöt jätetään yhdellä lomakkeella.",
        headers=("toimenpiteen kuvaus", "tarkempi kuvaus", "toimenpiteen sisältö", "beskrivning"),
        shown=Elsewhere("the text of the page"),
    )
    audience: Names = several(
        "kohderyhma",
        "Kohderyhmät, jos muut kuin ryhmän tai tavoitteen.",
        ("kohderyhmä", "kohderyhmät"),
        example="Henkilöstö",
        searched=Elsewhere("names by which it is found, those of its group too"),
        column="Kohderyhmä",
        headers=("kohderyhmät",),
    )
    parties: Names = several(
        "vastuu",
        "Vastuutahot; nimet ovat tiedostossa tahot.yml.",
        ("vastuutaho", "vastuutahot"),
        example="Tietohallintopäällikkö",
        shown="Vastuu",
        searched=Elsewhere("names by which it is found, in all spellings"),
        column="Vastuutaho",
    )
    parties_in_source: Text | None = optional(
        "vastuu_lahteessa",
        "Vastuutaho sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu.",
        "vastuutaho lähteessä",
        example="IT-päällikkö ja HR",
        shown="Vastuu lähteessä",
        searched=Nowhere("the parties are found"),
        column=Nowhere("the annex has the names that were read from it"),
        **_SOURCE,
    )
    sector: Names = several(
        "toimiala",
        "Toimialat; nimet ovat tiedostossa tiekartta.yml.",
        ("toimiala", "toimialat"),
        example="Koko kunta",
        searched=Elsewhere("names by which it is found, in all spellings"),
        column=Elsewhere("the head is the word that the roadmap uses of a sector"),
    )
    sector_in_source: Text | None = optional(
        "toimiala_lahteessa",
        "Toimiala sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu.",
        "toimiala lähteessä",
        example="Tekninen toimi",
        searched=Nowhere("the sectors are found"),
        column=Nowhere("the annex has the names that were read from it"),
        **_SOURCE,
    )
    contributors: Texts = several(
        "muut_toimijat",
        "Muut toimijat.",
        ("muu toimija", "muut toimijat"),
        names=True,
        example="Portaalin toimittaja",
        headers=("muut toimijat / yhteistyötahot", "yhteistyötahot"),
    )
    own_measures: Text | None = optional(
        "omat_toimenpiteet",
        "Tulosalueen tai työyksikön omat toimenpiteet.",
        "omat toimenpiteet",
        example="Jokainen toimiala poistaa vanhentuneet ohjeet.",
        shown="Tulosalueen tai työyksikön omat toimenpiteet",
        headers=("tulosalueen/työyksikön omat toimenpiteet", "tulosalueen omat toimenpiteet"),
    )
    schedule: Schedule | None = optional(
        "aikataulu",
        _SCHEDULE,
        example="katso [Aikataulun kirjoittaminen](#aikataulun-kirjoittaminen)",
        shown=Elsewhere("a sentence and a table"),
        searched=Elsewhere("the sentence"),
        column=Elsewhere("a column for each half-year"),
    )
    schedule_missing: Text | None = optional(
        "aikataulu_puuttuu",
        "Miksi tämän toimenpiteen aikataulua ei tiedetä.",
        "syy, miksi aikataulua ei tiedetä",
        example="Aikataulusta päätetään vuoden 2027 talousarviossa.",
        shown=Elsewhere("the sentence on the schedule"),
        searched=Elsewhere("the sentence"),
        column=Nowhere("the column Aikataulun tila says that it is not known"),
    )
    schedule_words: Annotated[dict[Moment, Text], BeforeValidator(_spread)] = several(
        "aikataulun_sanat",
        "Sanat, jotka lähteessä ovat puolivuoden kohdalla, vaikka vaihetta ei tiedetä.",
        "aikataulun merkintä lähteessä",
        default={},
        example="syksy 2026: sähköinen lupa-arkisto",
        shown=Elsewhere("sentences under the schedule"),
        searched=Nowhere("they are no schedule, and often single letters"),
        column=Elsewhere("the columns of half-years"),
        form=_FROM_SOURCE,
    )
    time_in_source: Text | None = optional(
        "aika_lahteessa",
        "Lähteen omat sanat ajasta tai tilanteesta, kun ne eivät osu puolivuoden kohdalle.",
        "aika lähteessä",
        example="Käynnissä, valmis/julkaisu 6/25",
        shown=Elsewhere("the card at the top"),
        form=_FROM_SOURCE,
    )
    costs: Items[Cost] = several(
        "kustannusarvio",
        "Kustannusarvio vuosittain; jos kenttä puuttuu, arvio puuttuu.",
        ("kustannusarvio", "kustannusarviot"),
        shown="Kustannusarvio",
        **_LISTED,
    )
    follow_up: Text | None = optional(
        "seuranta",
        "Miten ja milloin toteutumista seurataan.",
        example="Tulokset käsitellään johtoryhmässä keväisin.",
        headers=("toteutumisen seuranta",),
    )
    reports: Items[Report] = several(
        "raportit",
        "Raportit puolivuosittain.",
        ("tilannetieto", "tilannetiedot"),
        shown=Elsewhere("the table of its schedule"),
        searched=Elsewhere("their texts"),
        column=_OWN_SHEET,
    )
    links: Items[Link] = several(
        "linkit",
        "Linkkejä lisätietoon.",
        ("linkki", "linkit"),
        shown=Elsewhere("a list"),
        **_LISTED,
    )
    related: References = several(
        "liittyy",
        "Toimenpiteet, joihin tämä liittyy (tunnukset).",
        ("liittyvä toimenpide", "liittyvät toimenpiteet"),
        example="digiperehdytys",
        shown="Liittyy",
        upkeep=True,
        **_LISTED,
    )
    replaces: References = several(
        "korvaa",
        "Toimenpiteet, jotka tämä korvaa (tunnukset).",
        ("korvattava toimenpide", "korvattavat toimenpiteet"),
        example="palautelomake",
        shown="Korvaa",
        **_NO_WORDS,
    )
    merged_into: Reference | None = optional(
        "yhdistetty",
        "Toimenpide, johon tämä on yhdistetty (tunnus).",
        "toimenpide, johon tämä yhdistetään",
        example="vuosikoulutus",
        shown="Yhdistetty toimenpiteeseen",
        **_NO_WORDS,
    )
    ended: Ending | None = optional(
        "paattyi",
        "Kerrotaan, jos toimenpide on päättynyt.",
        "päättyminen",
        shown=Elsewhere("the card at the top, and a notice under it"),
        searched=Elsewhere("the reason"),
        column=_NO_COLUMN,
    )
    change_reason: Text | None = optional(**_REASON)
    notes: Text | None = optional(
        "lisatiedot",
        "Lisätiedot.",
        "lisätiedot",
        example="Kokeiluissa ei käsitellä henkilötietoja.",
        column="Lisätietoa",
    )
    search_words: Names = several(
        "hakusanat",
        "Sanat, joilla toimenpide löytyy haulla, vaikka ne eivät ole sen teksteissä.",
        ("hakusana", "hakusanat"),
        example="salasana",
        shown=Nowhere("they are for the search alone"),
        column=Nowhere("nobody decides on them"),
        upkeep=True,
    )
    extra_fields: dict[Text, Text] = several(
        "lisakentat",
        "Lähteen muut sarakkeet: otsikko ja arvo.",
        ("lisäkenttä", "lisäkentät"),
        default={},
        example="Prioriteetti: kiireellinen",
        searched=Elsewhere("each with its head"),
        column=Elsewhere("a column for each"),
        form=_FROM_SOURCE,
    )
    former_ids: Ids = several(
        "aiemmat_tunnukset",
        "Tunnukset, joilla toimenpide on aiemmin tunnettu.",
        ("aiempi tunnus", "aiemmat tunnukset"),
        example="intran-uudistus",
        shown=Nowhere("the old addresses lead to the page"),
        **_NO_WORDS,
        form=Nowhere("a measure that is renamed gets it"),
        upkeep=True,
    )
    source: Source | None = optional(
        "lahde",
        "Lähde.",
        "lähde",
        shown="Lähde",
        **_SOURCE,
        **_NO_WORDS,
    )

    @property
    def is_over(self) -> bool:
        """Whether it has ended, or goes on only as a part of another measure."""
        return bool(self.ended or self.merged_into)

    def last_report(self, until: HalfYear | None = None) -> Report | None:
        """Return the last report, of no half-year after ``until``; of one the last written."""
        told = (one for one in self.reports[::-1] if until is None or one.half_year <= until)
        return max(told, key=lambda report: report.half_year, default=None)

    @model_validator(mode="after")
    def _known_or_not(self) -> Measure:
        if self.schedule is not None and self.schedule_missing is not None:
            raise refuse(KNOWN_AND_MISSING, at=(KEYS["schedule_missing"],))
        if self.schedule is not None and self.schedule_words:
            raise refuse(KNOWN_AND_WORDS, at=(KEYS["schedule_words"],))
        return self


# --- content/aiheet.yml ---------------------------------------------------------------------


class SubjectWords(Entry):
    """The words by which a measure is found to be about a subject (aihe)."""

    words: Texts = several(
        "sanat",
        "Sanat perusmuodossa. Sana löytyy taivutettuna ja yhdyssanan osana, ja useampi sana"
        " peräkkäin kirjoitettuna.",
        default=...,
        example="[koulukuljetus, sähköinen allekirjoitus]",
    )
    exceptions: Texts = several(
        "paitsi",
        "Sanat, jotka eivät kerro aiheesta, vaikka niissä on sen sana.",
        ("poikkeus", "poikkeukset"),
        example="[opinto-opas]",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, value: Any) -> Any:
        return {KEYS["words"]: value} if isinstance(value, str | list) else value


class Subjects(RootModel[dict[Name, SubjectWords]]):
    """aiheet.yml: the subjects that a project adds for comparing its roadmaps, name → words."""


KINDS: Mapping[str, type[BaseModel]] = {
    "tiekartta": Settings,
    "tasot": Levels,
    "tahot": Parties,
    "lyhenteet": Abbreviations,
    "kuittaukset": Acknowledgements,
    "tavoite": Goal,
    "toimenpide": Measure,
}
"""The kinds of YAML file of a roadmap, by the name that schemas and guides use."""
OF_PROJECT: Mapping[str, type[BaseModel]] = {"aiheet": Subjects}
"""Those of all roadmaps together, which stand in content/ itself."""


def _classes(entry: type[Entry] = Entry) -> Iterator[type[Entry]]:
    for inner in entry.__subclasses__():
        yield inner
        yield from _classes(inner)


ENTRIES: tuple[type[Entry], ...] = tuple(_classes())
"""Every class of the model, in the order of this module."""
KEYS: Mapping[str, str] = {
    name: field.key for entry in ENTRIES for name, field in declared(entry).items()
}
"""Name in code → key in content/, the same in all classes."""
