"""The model: every kind of file in content/ as a Pydantic class.

Validation, the JSON Schemas for editors and the reference of the fields come from
here and from nowhere else. The order of the fields is the canonical order in a file.
Field names are English in code and Finnish in the files; what else is to be known of a
field stands beside it (``fields``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PrivateAttr,
    RootModel,
    model_serializer,
    model_validator,
)

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.kinds import FIELDS
from digitiekartta.basics.problems import Place
from digitiekartta.roadmap.fields import declared, optional, required, several
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
    SecureAddress,
    Span,
    Text,
    Texts,
    WebAddress,
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


class Origin(Protocol):
    """Knows where an entry was written."""

    def place(self, path: Path, key: bool) -> Place:
        """Return the place of a value, or of its key, inside the entry."""


class Entry(BaseModel):
    """Anything that stands in a content file; knows where it was written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
    )
    _origin: Origin | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_fields(cls, value: Any) -> Any:
        # A key with nothing after it means the same as no key.
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item not in ("", None)}
        return value

    def place_of(self, *path: str | int | HalfYear, key: bool = False) -> Place:
        """Return where a field was written: ``place_of("parties", 0)``.

        Args:
            path: The field's name in code, then what leads further in: the index of an item,
                the half-year of a schedule, the name of a field inside.
            key: Whether the last key itself is meant, not its value.
        """
        return self.place_at(
            *(step if isinstance(step, int) else KEYS.get(str(step), str(step)) for step in path),
            key=key,
        )

    def place_at(self, *path: str | int, key: bool = False) -> Place:
        """Return where a field was written, by the keys of its file: ``place_at("vastuu", 0)``."""
        if self._origin is None:
            return Place("", field=".".join(str(step) for step in path))
        return self._origin.place(path, key)


class FileEntry(Entry):
    """An entry that is a file of its own; its id is the file's name."""

    _id: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The file's name without ending: also the page's address, never changed."""
        return self._id


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
        "paivays", "Asiakirjan päiväys, esimerkiksi 16.12.2024.", one="päiväys", example="9.12.2024"
    )
    approver: Text | None = optional(
        "hyvaksyja",
        "Toimielin, joka on hyväksynyt lähdeasiakirjan.",
        one="hyväksyjä",
        example="Kunnanhallitus",
    )
    approved: Day | None = optional(
        "hyvaksytty",
        "Päivä, jona lähdeasiakirja on hyväksytty.",
        one="hyväksymispäivä",
        example="9.12.2024",
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
        example="https://www.esimerkkila.example/tukipyynto",
    )


# --- schedules -----------------------------------------------------------------------------


class ScheduleEntry(Entry):
    """What a half-year's cell says: a phase, a phase with words, or words alone."""

    phase: Text | None = optional(
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
        try:
            moments = [key] if isinstance(key, HalfYear) else list(Period.parse(key))
        except ValueError:
            unreadable[key] = entry
            continue
        for moment in moments:
            if moment in spread:
                raise _twice(moment, written[moment], str(key))
            spread[moment], written[moment] = entry, str(key)
    return {**{str(moment): spread[moment] for moment in sorted(spread)}, **unreadable}


def _distinct(value: Any) -> Any:
    """Refuse a half-year that stands twice, in two spellings: one of its texts would be lost."""
    written: dict[HalfYear, str] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            moment = HalfYear.parse(str(key))
        except ValueError:
            continue  # told by validation
        if moment in written:
            raise _twice(moment, written[moment], str(key))
        written[moment] = str(key)
    return value


def _twice(moment: HalfYear, first: str, second: str) -> Exception:
    words = {"moment": moment, "first": first, "second": second}
    return refuse(DUPLICATE_HALF_YEAR, at=(second,), key=True, **words)


Schedule = Annotated[dict[Moment, ScheduleEntry], BeforeValidator(_spread)]
_SCHEDULE = (
    "Vaihe puolivuosittain, esimerkiksi ”kevät 2025: selvitys”. Jos kenttä puuttuu, käytetään"
    " ryhmän aikataulua; jos sitäkään ei ole, aikataulua ei tiedetä. {} kertoo, ettei aikataulua"
    " ole."
)


# --- tiekartta.yml -------------------------------------------------------------------------


class Phase(Entry):
    """A phase of the legend (vaihe): data of each roadmap, never an enumeration in code."""

    name: Text = required("nimi", "Vaiheen nimi niin kuin se kirjoitetaan aikatauluihin.")
    mark: Text | None = optional(
        "merkki", "Yhden tai kahden merkin lyhenne taulukoihin, esimerkiksi S."
    )
    explanation: Text | None = optional("selite", "Mitä vaihe tarkoittaa, yhdellä virkkeellä.")
    common: CommonPhase = required(
        "yleinen", "Kuntien yhteinen vaihe, jota tämä vastaa.", one="kuntien yhteinen vaihe"
    )
    partitive: Text | None = optional(
        "partitiivi", "Jatkuvan vaiheen nimi partitiivissa, esimerkiksi ”jatkuvaa toimintaa”."
    )

    @property
    def is_continuous(self) -> bool:
        """Whether the phase, once begun, goes on without end (jatkuva)."""
        return self.common == "jatkuva"


class Named(Entry):
    """A sector (toimiala) or audience (kohderyhmä) with the spellings it has gone by."""

    name: Text = required("nimi", "Nimi.")
    other_spellings: Texts = several(
        "muut_kirjoitusasut",
        "Muut kirjoitusasut, joita lähteissä on käytetty.",
        one="muu kirjoitusasu",
        many="muut kirjoitusasut",
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

    name: Text = required("nimi", "Toimielimen nimi, esimerkiksi Kaupunginhallitus.")
    body_task: Text | None = optional("tehtava", "Mitä toimielin tiekartalle tekee.", one="tehtävä")
    approves: Scope | None = optional(
        "hyvaksyy",
        "Mitä toimielin hyväksyy: koko tiekartan, sen muutokset vai vain korjaukset.",
        one="mitä hyväksyy",
    )


class Contact(Entry):
    """Whom to ask: a role, never a person."""

    role: Text | None = optional("rooli", "Tehtävänimike tai yksikkö, ei henkilön nimeä.")
    email: Text | None = optional(
        "sahkoposti", "Tehtävän tai yksikön sähköpostiosoite.", one="sähköposti"
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
        "logo",
        "Logon tiedosto tämän tiedoston vieressä, esimerkiksi logo.svg.",
        one="logon tiedosto",
    )
    logo_text: Text | None = optional(
        "logon_teksti",
        "Logon tekstivastine; ellei sitä ole, organisaation nimi.",
        one="logon tekstivastine",
    )
    main_colour: Colour | None = optional(
        "paavari", "Yläpalkin väri lainausmerkeissä, esimerkiksi '#17406d'.", one="yläpalkin väri"
    )
    accent_colour: Colour | None = optional(
        "korostusvari",
        "Linkkien väri lainausmerkeissä, esimerkiksi '#0a4a8f'.",
        one="linkkien väri",
    )
    links: Annotated[tuple[Link, ...], Items] = several(
        "linkit", "Linkit jokaisen sivun alareunaan.", one="linkki", many="linkit"
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
        one="keitä puute haittaa",
    )
    criteria: Criteria = several(
        "kriteeri",
        "WCAG 2.1:n onnistumiskriteerin numero, esimerkiksi 1.4.3.",
        one="WCAG-kriteeri",
        many="WCAG-kriteerit",
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
        "vastaaja",
        "Tehtävä tai yksikkö, joka vastaa palautteeseen.",
        one="palautteeseen vastaava taho",
    )


class Accessibility(Entry):
    """What the accessibility statement tells (saavutettavuusseloste)."""

    notice: Text | None = optional("huomautus", "Selosteen alussa korostettu huomautus.")
    state: StatementState = required("tila", "Täyttääkö sivusto lain vaatimukset.")
    faults: Annotated[tuple[Fault, ...], Items] = several(
        "puutteet",
        "Tiedossa olevat puutteet.",
        one="saavutettavuuden puute",
        many="saavutettavuuden puutteet",
    )
    made: Day | None = optional(
        "laadittu", "Päivä, jona seloste on laadittu, esimerkiksi 16.12.2024.", one="laatimispäivä"
    )
    reviewed: Day | None = optional(
        "tarkistettu",
        "Päivä, jona seloste on viimeksi tarkistettu, esimerkiksi 16.12.2025.",
        one="tarkistuspäivä",
    )
    method: EvaluationMethod | None = optional(
        "menetelma", "Kuka saavutettavuuden on arvioinut.", one="arvioinnin menetelmä"
    )
    evaluator: Text | None = optional(
        "arvioija", "Organisaatio, joka on tehnyt ulkopuolisen arvion."
    )
    published: Day | None = optional(
        "julkaistu", "Päivä, jona sivusto on julkaistu.", one="julkaisupäivä"
    )
    feedback: StatementFeedback | None = optional(
        "palaute", "Minne saavutettavuuspalaute annetaan, jos muualle kuin muu palaute."
    )


class Settings(Entry):
    """tiekartta.yml: what the roadmap is and the words it uses."""

    name: Text = required("nimi", "Asiakirjan nimi, esimerkiksi ”Digitiekartta 2025–2027”.")
    organisation: Text = required("organisaatio", "Kunta tai muu organisaatio, jonka tiekartta on.")
    short_name: Text = required(
        "lyhytnimi", "Lyhyt nimi luetteloihin, esimerkiksi kunnan nimi.", one="lyhyt nimi"
    )
    description: Text = required("kuvaus", "Yksi virke siitä, mikä tämä tiekartta on.")
    notice: Text | None = optional("huomautus", "Etusivulla korostettu huomautus.")
    period: Span | None = optional(
        "kausi", "Kausi, jolle aikataulut on tehty, esimerkiksi ”kevät 2025 – syksy 2027”."
    )
    schedule_missing: Text | None = optional(
        "aikataulu_puuttuu", "Miksi aikatauluja ei tiedetä.", one="syy, miksi aikataulua ei tiedetä"
    )
    sector_word: SectorWord = optional(
        "toimialasana",
        "Sana, jota tiekartta käyttää toimialasta.",
        default="toimiala",
        one="toimialasta käytetty sana",
    )
    group_word: GroupWord = optional(
        "ryhmasana",
        "Sana, jota tiekartta käyttää toimenpideryhmästä.",
        default="toimenpideryhmä",
        one="ryhmästä käytetty sana",
    )
    vision: Text | None = optional("visio", "Visio yhdellä virkkeellä.")
    updated: Day | None = optional(
        "paivitetty", "Päivä, jona sisältöä on viimeksi päivitetty.", one="päivityspäivä"
    )
    phases: Annotated[tuple[Phase, ...], Items] = several(
        "vaiheet",
        "Vaiheet eli aikataulujen selitykset järjestyksessä.",
        one="vaihe",
        many="vaiheet",
    )
    sectors: Annotated[
        tuple[Named, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)
    ] = several("toimialat", "Toimialat järjestyksessä.", one="toimiala", many="toimialat")
    audiences: Annotated[
        tuple[Named, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)
    ] = several("kohderyhmat", "Kohderyhmät järjestyksessä.", one="kohderyhmä", many="kohderyhmät")
    bodies: Annotated[tuple[Body, ...], Items] = several(
        "toimielimet",
        "Toimielimet, jotka omistavat, valmistelevat tai hyväksyvät.",
        one="toimielin",
        many="toimielimet",
    )
    texts: Texts = several(
        "tekstit",
        "Tekstisivujen (.md) nimet siinä järjestyksessä, jossa ne näytetään.",
        one="tekstisivu",
        many="tekstisivut",
    )
    contact: Contact | None = optional("yhteystiedot", "Yhteystiedot.")
    feedback: Feedback | None = optional("palaute", "Minne sivuista annetaan palautetta.")
    appearance: Appearance | None = optional("ulkoasu", "Tunnus, värit ja alareunan linkit.")
    repository: Repository | None = optional("tietovarasto", "Missä sisältöä muokataan.")
    accessibility: Accessibility | None = optional(
        "saavutettavuus", "Mitä saavutettavuusselosteessa kerrotaan.", one="saavutettavuusseloste"
    )
    licence: Text | None = optional(
        "lisenssi", "Sisällön käyttöehto, esimerkiksi CC BY 4.0.", one="käyttöehto"
    )
    source: Source | None = optional(
        "lahde", "Asiakirja, josta tiekartta on peräisin.", one="lähde"
    )


# --- tasot.yml -----------------------------------------------------------------------------


class Viewpoint(Entry):
    """A viewpoint (näkökulma) from which digital maturity is judged."""

    id: Id = required("tunnus", "Tunnus, johon kehittämisen kärjet viittaavat.")
    name: Text = required("nimi", "Näkökulman nimi.")
    start_level: LevelValue | None = optional(
        "lahtotaso", "Lähtötaso, esimerkiksi 2,4.", one="lähtötaso"
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
    viewpoint: Id | None = optional(
        "nakokulma", "Näkökulma, josta kärki nousee (sen tunnus).", one="näkökulma"
    )


class Levels(Entry):
    """tasot.yml: viewpoints, scale, start and target levels, spearheads."""

    introduction: Text | None = optional("johdanto", "Johdanto.")
    start_level_basis: Text | None = optional(
        "lahtotason_peruste", "Mihin lähtötaso perustuu.", one="lähtötason peruste"
    )
    scale: dict[Text, Text] = several(
        "asteikko", "Asteikon luvut ja niiden merkitykset.", default={}
    )
    viewpoints: Annotated[tuple[Viewpoint, ...], Items] = several(
        "nakokulmat", "Arvioitavat näkökulmat järjestyksessä.", one="näkökulma", many="näkökulmat"
    )
    spearheads: Annotated[tuple[Spearhead, ...], Items] = several(
        "karjet",
        "Kehittämisen kärjet järjestyksessä.",
        one="kehittämisen kärki",
        many="kehittämisen kärjet",
    )
    levels_missing: Text | None = optional(
        "tasot_puuttuvat",
        "Miksi lähtö- ja tavoitetasoja ei tiedetä.",
        one="syy, miksi tasoja ei tiedetä",
    )
    source: Source | None = optional("lahde", "Lähde.", one="lähde")


# --- tahot.yml, lyhenteet.yml ---------------------------------------------------------------


class Party(Entry):
    """A responsible party (vastuutaho): a role or an organ, not a person."""

    kind: PartyKind | None = optional("laji", "Millainen taho on.")
    qualifier: Text | None = optional(
        "tarkenne", "Tarkenne, joka erottaa samannimiset, esimerkiksi ”sivistys”."
    )
    sector: Text | None = optional("toimiala", "Toimiala, johon taho kuuluu.")
    other_spellings: Texts = several(
        "muut_kirjoitusasut",
        "Muut kirjoitusasut, joilla taho tunnetaan lähteissä.",
        one="muu kirjoitusasu",
        many="muut kirjoitusasut",
    )
    description: Text | None = optional("kuvaus", "Mitä taho tekee.")

    @model_validator(mode="before")
    @classmethod
    def _name_alone(cls, value: Any) -> Any:
        return {} if value == "" else value


class Parties(RootModel[dict[Text, Party]]):
    """tahot.yml: the register of responsible parties, name → details."""


class Abbreviations(RootModel[dict[Text, Text]]):
    """lyhenteet.yml: abbreviation → meaning."""


# --- tavoitteet/ and toimenpiteet/ ----------------------------------------------------------


class Group(Entry):
    """A group of measures within a goal (toimenpideryhmä)."""

    id: Id = required("tunnus", "Ryhmän tunnus, johon toimenpiteet viittaavat.")
    title: Text = required("otsikko", "Ryhmän otsikko.")
    description: Text | None = optional("kuvaus", "Ryhmän kuvaus.")
    audience: Texts = several(
        "kohderyhma",
        "Kohderyhmät, ellei toimenpide kerro omiaan.",
        one="kohderyhmä",
        many="kohderyhmät",
    )
    schedule: Schedule | None = optional("aikataulu", _SCHEDULE)
    notice: Text | None = optional("huomautus", "Toimituksen huomautus, joka näytetään sivulla.")


class Goal(FileEntry):
    """tavoitteet/<id>.yml: a goal and its groups in order."""

    number: Whole = required("numero", "Tavoitteen numero.")
    title: Text = required("otsikko", "Tavoitteen otsikko ilman numeroa.")
    description: Text | None = optional("kuvaus", "Kuvaus; kappaleiden välissä tyhjä rivi.")
    audience: Texts = several(
        "kohderyhma",
        "Kohderyhmät, ellei ryhmä tai toimenpide kerro omiaan.",
        one="kohderyhmä",
        many="kohderyhmät",
    )
    groups: Annotated[tuple[Group, ...], Items] = several(
        "ryhmat", "Toimenpideryhmät järjestyksessä.", one="ryhmä", many="ryhmät"
    )
    notice: Text | None = optional("huomautus", "Toimituksen huomautus, joka näytetään sivulla.")
    source: Source | None = optional("lahde", "Lähde.", one="lähde")

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
        one="lähde",
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


class Ending(Entry):
    """How a measure ended (päättyi)."""

    half_year: Moment | None = optional(
        "puolivuosi", "Puolivuosi, jona toimenpide päättyi.", example="syksy 2025"
    )
    reason: Text = required("syy", "Miksi toimenpide päättyi.", example="Mobiilisivut riittävät.")
    decision: Text | None = optional(
        "paatos",
        "Päätös, esimerkiksi ”Johtoryhmä 9.12.2025 § 14”.",
        one="päätös",
        example="Johtoryhmä 9.12.2025 § 41",
    )


class Measure(FileEntry):
    """toimenpiteet/<id>.yml: a measure; the decided wording stands letter for letter."""

    title: Text = required(
        "otsikko", "Toimenpide niin kuin se on päätetty.", example="Yksi kanava IT-tukeen"
    )
    goal: Id = required(
        "tavoite", "Tavoitteen tunnus (tiedoston nimi kansiossa tavoitteet).", example="digitaidot"
    )
    group: Id | None = optional(
        "ryhma", "Ryhmän tunnus tavoitteen tiedostossa.", one="ryhmä", example="perehdytys-ja-tuki"
    )
    order: Whole | None = optional(
        "jarjestys", "Järjestys tavoitteessa: 10, 20, 30 …", one="paikka luettelossa", example="60"
    )
    description: Text | None = optional(
        "kuvaus",
        "Kuvaus; kappaleiden välissä tyhjä rivi.",
        example="Tukipyynnöt jätetään yhdellä lomakkeella.",
    )
    audience: Texts = several(
        "kohderyhma",
        "Kohderyhmät, jos muut kuin ryhmän tai tavoitteen.",
        one="kohderyhmä",
        many="kohderyhmät",
        example="Henkilöstö",
    )
    parties: Texts = several(
        "vastuu",
        "Vastuutahot; nimet ovat tiedostossa tahot.yml.",
        one="vastuutaho",
        many="vastuutahot",
        example="Tietohallintopäällikkö",
    )
    parties_in_source: Text | None = optional(
        "vastuu_lahteessa",
        "Vastuutaho sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu.",
        one="vastuutaho lähteessä",
        example="IT-päällikkö ja HR",
    )
    sector: Texts = several(
        "toimiala",
        "Toimialat; nimet ovat tiedostossa tiekartta.yml.",
        many="toimialat",
        example="Koko kunta",
    )
    sector_in_source: Text | None = optional(
        "toimiala_lahteessa",
        "Toimiala sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu.",
        one="toimiala lähteessä",
        example="Tekninen toimi",
    )
    contributors: Texts = several(
        "muut_toimijat",
        "Muut toimijat.",
        one="muu toimija",
        many="muut toimijat",
        example="Portaalin toimittaja",
    )
    own_measures: Text | None = optional(
        "omat_toimenpiteet",
        "Tulosalueen tai työyksikön omat toimenpiteet.",
        one="omat toimenpiteet",
        example="Jokainen toimiala poistaa vanhentuneet ohjeet.",
    )
    schedule: Schedule | None = optional("aikataulu", _SCHEDULE)
    schedule_missing: Text | None = optional(
        "aikataulu_puuttuu",
        "Miksi tämän toimenpiteen aikataulua ei tiedetä.",
        one="syy, miksi aikataulua ei tiedetä",
        example="Aikataulusta päätetään vuoden 2027 talousarviossa.",
    )
    schedule_words: Annotated[dict[Moment, Text], BeforeValidator(_spread)] = several(
        "aikataulun_sanat",
        "Sanat, jotka lähteessä ovat puolivuoden kohdalla, vaikka vaihetta ei tiedetä.",
        default={},
        one="aikataulun merkintä lähteessä",
        example="syksy 2026: sähköinen lupa-arkisto",
    )
    costs: Annotated[tuple[Cost, ...], Items] = several(
        "kustannusarvio",
        "Kustannusarvio vuosittain; jos kenttä puuttuu, arvio puuttuu.",
        many="kustannusarviot",
    )
    follow_up: Text | None = optional(
        "seuranta",
        "Miten ja milloin toteutumista seurataan.",
        example="Tulokset käsitellään johtoryhmässä keväisin.",
    )
    reports: Annotated[tuple[Report, ...], Items] = several(
        "raportit", "Raportit puolivuosittain.", one="tilannetieto", many="tilannetiedot"
    )
    links: Annotated[tuple[Link, ...], Items] = several(
        "linkit", "Linkkejä lisätietoon.", one="linkki", many="linkit"
    )
    related: Ids = several(
        "liittyy",
        "Toimenpiteet, joihin tämä liittyy (tunnukset).",
        one="liittyvä toimenpide",
        many="liittyvät toimenpiteet",
        example="digiperehdytys",
    )
    replaces: Ids = several(
        "korvaa",
        "Toimenpiteet, jotka tämä korvaa (tunnukset).",
        one="korvattava toimenpide",
        many="korvattavat toimenpiteet",
        example="palautelomake",
    )
    merged_into: Id | None = optional(
        "yhdistetty",
        "Toimenpide, johon tämä on yhdistetty (tunnus).",
        one="toimenpide, johon tämä yhdistetään",
        example="vuosikoulutus",
    )
    ended: Ending | None = optional(
        "paattyi", "Kerrotaan, jos toimenpide on päättynyt.", one="päättyminen"
    )
    notes: Text | None = optional(
        "lisatiedot",
        "Lisätiedot.",
        one="lisätiedot",
        example="Kokeiluissa ei käsitellä henkilötietoja.",
    )
    extra_fields: dict[Text, Text] = several(
        "lisakentat",
        "Lähteen muut sarakkeet: otsikko ja arvo.",
        default={},
        one="lisäkenttä",
        many="lisäkentät",
        example="Prioriteetti: kiireellinen",
    )
    former_ids: Ids = several(
        "aiemmat_tunnukset",
        "Tunnukset, joilla toimenpide on aiemmin tunnettu.",
        one="aiempi tunnus",
        many="aiemmat tunnukset",
        example="intran-uudistus",
    )
    source: Source | None = optional("lahde", "Lähde.", one="lähde")

    @model_validator(mode="after")
    def _known_or_not(self) -> Measure:
        if self.schedule is not None and self.schedule_missing is not None:
            raise refuse(KNOWN_AND_MISSING, at=(KEYS["schedule_missing"],))
        if self.schedule is not None and self.schedule_words:
            raise refuse(KNOWN_AND_WORDS, at=(KEYS["schedule_words"],))
        return self


KINDS: Mapping[str, type[BaseModel]] = {
    "tiekartta": Settings,
    "tasot": Levels,
    "tahot": Parties,
    "lyhenteet": Abbreviations,
    "tavoite": Goal,
    "toimenpide": Measure,
}
"""The kinds of YAML file, by the name that schemas and guides use."""


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
