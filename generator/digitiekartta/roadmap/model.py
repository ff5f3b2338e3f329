"""The model: every kind of file in content/ as a Pydantic class.

Validation, the JSON Schemas for editors and the reference of the fields come from
here and from nowhere else. The order of the fields is the canonical order in a file.
Field names are English in code and Finnish in the files (``terms``).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Protocol

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    RootModel,
    model_serializer,
    model_validator,
)

from digitiekartta.basics.halfyears import HalfYear, Period
from digitiekartta.basics.problems import Place
from digitiekartta.roadmap import terms
from digitiekartta.roadmap.values import (
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


class Origin(Protocol):
    """Knows where an entry was written."""

    def place(self, path: Path, key: bool) -> Place:
        """Return the place of a value, or of its key, inside the entry."""


class Entry(BaseModel):
    """Anything that stands in a content file; knows where it was written."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=terms.finnish_key,
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

    def place_of(self, *path: str | int, key: bool = False) -> Place:
        """Return where a field was written, by its Finnish keys: ``place_of("vastuu", 0)``."""
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

    document: Text | None = Field(None, description="Asiakirja, josta tieto on peräisin.")
    table: Text | None = Field(
        None, description="Taulukko tai otsikko, jonka alla tieto on lähteessä."
    )
    row: Text | None = Field(
        None, description="Toimenpiteen järjestysnumero taulukossa, ensimmäinen on 1."
    )
    dated: Day | None = Field(None, description="Asiakirjan päiväys, esimerkiksi 16.12.2024.")
    approver: Text | None = Field(
        None, description="Toimielin, joka on hyväksynyt lähdeasiakirjan."
    )
    approved: Day | None = Field(None, description="Päivä, jona lähdeasiakirja on hyväksytty.")
    notice: Text | None = Field(None, description="Miten lähdettä on luettu ja mitä siitä puuttuu.")


class Link(Entry):
    """A link to further information."""

    text: Text = Field(description="Linkin teksti, joka kertoo, minne linkki vie.")
    address: WebAddress = Field(description="Osoite, joka alkaa https:// tai mailto:.")


# --- schedules -----------------------------------------------------------------------------


class ScheduleEntry(Entry):
    """What a half-year's cell says: a phase, a phase with words, or words alone."""

    phase: Text | None = Field(None, description="Vaihe, joka on tiekartan vaiheluettelossa.")
    words: Text | None = Field(None, description="Sanat, jotka näytetään puolivuoden kohdalla.")

    @model_validator(mode="before")
    @classmethod
    def _from_phase(cls, value: Any) -> Any:
        if isinstance(value, list):
            raise refuse(
                "text-expected",
                "Puolivuoden kohdalle kuuluu yksi vaihe.",
                "Poista viiva rivin alusta.",
            )
        return {terms.KEYS["phase"]: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _says_something(self) -> ScheduleEntry:
        if self.phase is None and self.words is None:
            raise refuse(
                "empty-value",
                "Puolivuoden kohdalla ei ole vaihetta eikä sanoja.",
                "Kirjoita vaihe, esimerkiksi ”kevät 2025: selvitys”. Muuten poista rivi.",
            )
        return self

    @model_serializer(mode="plain")
    def _briefly(self) -> str | dict[str, str]:
        if self.words is None:
            return self.phase or ""
        phase = {terms.KEYS["phase"]: self.phase} if self.phase else {}
        return {**phase, terms.KEYS["words"]: self.words}


def _spread(value: Any) -> Any:
    """Give each half-year of a range its own entry; leave unreadable keys to validation."""
    if isinstance(value, str | list):
        raise refuse(
            "mapping-expected",
            "Aikataulu kirjoitetaan riveinä, esimerkiksi ”kevät 2025: selvitys”.",
            "Kirjoita kukin puolivuosi omalle rivilleen sisennettynä kentän nimen alle."
            " Jos aikataulua ei tiedetä, jätä koko kenttä pois.",
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
    return refuse(
        "duplicate-half-year",
        f"Puolivuosi {moment} on samassa aikataulussa kahteen kertaan: ”{first}” ja ”{second}”.",
        "Yhdistä merkinnät yhdeksi ja poista toinen.",
        at=(second,),
        key=True,
    )


Schedule = Annotated[
    dict[Moment, ScheduleEntry],
    BeforeValidator(_spread),
    Field(
        description="Vaihe puolivuosittain, esimerkiksi ”kevät 2025: selvitys”. Jos kenttä puuttuu,"
        " käytetään ryhmän aikataulua; jos sitäkään ei ole, aikataulua ei tiedetä. {} kertoo, ettei"
        " aikataulua ole."
    ),
]


# --- tiekartta.yml -------------------------------------------------------------------------


class Phase(Entry):
    """A phase of the legend (vaihe): data of each roadmap, never an enumeration in code."""

    name: Text = Field(description="Vaiheen nimi niin kuin se kirjoitetaan aikatauluihin.")
    mark: Text | None = Field(
        None, description="Yhden tai kahden merkin lyhenne taulukoihin, esimerkiksi S."
    )
    explanation: Text | None = Field(None, description="Mitä vaihe tarkoittaa, yhdellä virkkeellä.")
    common: CommonPhase = Field(description="Kuntien yhteinen vaihe, jota tämä vastaa.")
    partitive: Text | None = Field(
        None, description="Jatkuvan vaiheen nimi partitiivissa, esimerkiksi ”jatkuvaa toimintaa”."
    )

    @property
    def is_continuous(self) -> bool:
        """Whether the phase, once begun, goes on without end (jatkuva)."""
        return self.common == "jatkuva"


class Named(Entry):
    """A sector (toimiala) or audience (kohderyhmä) with the spellings it has gone by."""

    name: Text = Field(description="Nimi.")
    other_spellings: Texts = Field(
        (), description="Muut kirjoitusasut, joita lähteissä on käytetty."
    )

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {terms.KEYS["name"]: value} if isinstance(value, str) else value

    @model_serializer(mode="plain")
    def _briefly(self) -> str | dict[str, Any]:
        if not self.other_spellings:
            return self.name
        return {
            terms.KEYS["name"]: self.name,
            terms.KEYS["other_spellings"]: list(self.other_spellings),
        }


class Body(Entry):
    """A body (toimielin) that owns, prepares or approves."""

    name: Text = Field(description="Toimielimen nimi, esimerkiksi Kaupunginhallitus.")
    body_task: Text | None = Field(None, description="Mitä toimielin tiekartalle tekee.")
    approves: Scope | None = Field(
        None,
        description="Mitä toimielin hyväksyy: koko tiekartan, sen muutokset vai vain korjaukset.",
    )


class Contact(Entry):
    """Whom to ask: a role, never a person."""

    role: Text | None = Field(None, description="Tehtävänimike tai yksikkö, ei henkilön nimeä.")
    email: Text | None = Field(None, description="Tehtävän tai yksikön sähköpostiosoite.")
    phone: Text | None = Field(None, description="Puhelinnumero.")
    address: WebAddress | None = Field(None, description="Verkko-osoite.")


class Feedback(Entry):
    """Where residents give feedback (palaute)."""

    address: FeedbackAddress = Field(
        description="Palautelomakkeen osoite (https://…) tai sähköpostiosoite (mailto:…)."
    )


class Appearance(Entry):
    """What makes the site look like the municipality's own (ulkoasu)."""

    logo: Image | None = Field(
        None, description="Logon tiedosto tämän tiedoston vieressä, esimerkiksi logo.svg."
    )
    logo_text: Text | None = Field(
        None, description="Logon tekstivastine; ellei sitä ole, organisaation nimi."
    )
    main_colour: Colour | None = Field(
        None, description="Yläpalkin väri lainausmerkeissä, esimerkiksi '#17406d'."
    )
    accent_colour: Colour | None = Field(
        None, description="Linkkien väri lainausmerkeissä, esimerkiksi '#0a4a8f'."
    )
    links: Annotated[tuple[Link, ...], Items] = Field(
        (), description="Linkit jokaisen sivun alareunaan."
    )


class Repository(Entry):
    """Where the content files are edited (tietovarasto)."""

    address: SecureAddress = Field(
        description="Tietovaraston osoite versiopalvelussa,"
        " esimerkiksi https://github.com/kunta/tiekartta."
    )
    branch: Text = Field("main", description="Haara, jota muokataan; ellei sitä kerrota, main.")
    kind: RepositoryKind | None = Field(
        None, description="Versiopalvelu, jos sitä ei tunnista osoitteesta. Gitea on myös Forgejo."
    )


class Fault(Entry):
    """What is not accessible on the site (puute)."""

    description: Text = Field(
        description="Mikä ei ole saavutettavaa, yhdellä tai kahdella virkkeellä."
    )
    affects: Text | None = Field(
        None, description="Keitä puute haittaa, esimerkiksi ”ruudunlukuohjelman käyttäjiä”."
    )
    criteria: Criteria = Field(
        (), description="WCAG 2.1:n onnistumiskriteerin numero, esimerkiksi 1.4.3."
    )
    reason: FaultReason = Field(description="Miksi puute on sivustolla.")
    grounds: Text | None = Field(
        None, description="Perustelu; pakollinen, jos syynä on kohtuuton rasite."
    )
    alternative: Text | None = Field(
        None, description="Miten saman asian voi saada tai hoitaa muuten."
    )


class StatementFeedback(Entry):
    """Who receives feedback on accessibility (saavutettavuuspalaute)."""

    address: FeedbackAddress | None = Field(
        None, description="Palautelomakkeen osoite (https://…) tai sähköpostiosoite (mailto:…)."
    )
    answers: Text | None = Field(
        None, description="Tehtävä tai yksikkö, joka vastaa palautteeseen."
    )


class Accessibility(Entry):
    """What the accessibility statement tells (saavutettavuusseloste)."""

    notice: Text | None = Field(None, description="Selosteen alussa korostettu huomautus.")
    state: StatementState = Field(description="Täyttääkö sivusto lain vaatimukset.")
    faults: Annotated[tuple[Fault, ...], Items] = Field((), description="Tiedossa olevat puutteet.")
    made: Day | None = Field(
        None, description="Päivä, jona seloste on laadittu, esimerkiksi 16.12.2024."
    )
    reviewed: Day | None = Field(
        None, description="Päivä, jona seloste on viimeksi tarkistettu, esimerkiksi 16.12.2025."
    )
    method: EvaluationMethod | None = Field(None, description="Kuka saavutettavuuden on arvioinut.")
    evaluator: Text | None = Field(
        None, description="Organisaatio, joka on tehnyt ulkopuolisen arvion."
    )
    published: Day | None = Field(None, description="Päivä, jona sivusto on julkaistu.")
    feedback: StatementFeedback | None = Field(
        None, description="Minne saavutettavuuspalaute annetaan, jos muualle kuin muu palaute."
    )


class Settings(Entry):
    """tiekartta.yml: what the roadmap is and the words it uses."""

    name: Text = Field(description="Asiakirjan nimi, esimerkiksi ”Digitiekartta 2025–2027”.")
    organisation: Text = Field(description="Kunta tai muu organisaatio, jonka tiekartta on.")
    short_name: Text = Field(description="Lyhyt nimi luetteloihin, esimerkiksi kunnan nimi.")
    description: Text = Field(description="Yksi virke siitä, mikä tämä tiekartta on.")
    notice: Text | None = Field(None, description="Etusivulla korostettu huomautus.")
    period: Span | None = Field(
        None, description="Kausi, jolle aikataulut on tehty, esimerkiksi ”kevät 2025 – syksy 2027”."
    )
    schedule_missing: Text | None = Field(None, description="Miksi aikatauluja ei tiedetä.")
    sector_word: SectorWord = Field(
        "toimiala", description="Sana, jota tiekartta käyttää toimialasta."
    )
    group_word: GroupWord = Field(
        "toimenpideryhmä", description="Sana, jota tiekartta käyttää toimenpideryhmästä."
    )
    vision: Text | None = Field(None, description="Visio yhdellä virkkeellä.")
    updated: Day | None = Field(None, description="Päivä, jona sisältöä on viimeksi päivitetty.")
    phases: Annotated[tuple[Phase, ...], Items] = Field(
        (), description="Vaiheet eli aikataulujen selitykset järjestyksessä."
    )
    sectors: Annotated[
        tuple[Named, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)
    ] = Field((), description="Toimialat järjestyksessä.")
    audiences: Annotated[
        tuple[Named, ...], BeforeValidator(lambda v: [v] if isinstance(v, str) else v)
    ] = Field((), description="Kohderyhmät järjestyksessä.")
    bodies: Annotated[tuple[Body, ...], Items] = Field(
        (), description="Toimielimet, jotka omistavat, valmistelevat tai hyväksyvät."
    )
    texts: Texts = Field(
        (), description="Tekstisivujen (.md) nimet siinä järjestyksessä, jossa ne näytetään."
    )
    contact: Contact | None = Field(None, description="Yhteystiedot.")
    feedback: Feedback | None = Field(None, description="Minne sivuista annetaan palautetta.")
    appearance: Appearance | None = Field(None, description="Tunnus, värit ja alareunan linkit.")
    repository: Repository | None = Field(None, description="Missä sisältöä muokataan.")
    accessibility: Accessibility | None = Field(
        None, description="Mitä saavutettavuusselosteessa kerrotaan."
    )
    licence: Text | None = Field(None, description="Sisällön käyttöehto, esimerkiksi CC BY 4.0.")
    source: Source | None = Field(None, description="Asiakirja, josta tiekartta on peräisin.")


# --- tasot.yml -----------------------------------------------------------------------------


class Viewpoint(Entry):
    """A viewpoint (näkökulma) from which digital maturity is judged."""

    id: Id = Field(description="Tunnus, johon kehittämisen kärjet viittaavat.")
    name: Text = Field(description="Näkökulman nimi.")
    start_level: LevelValue | None = Field(None, description="Lähtötaso, esimerkiksi 2,4.")
    target_level: LevelValue | None = Field(None, description="Tavoitetaso.")

    @property
    def gap(self) -> Decimal | None:
        """Target minus start, or None when either is unknown."""
        if self.start_level is None or self.target_level is None:
            return None
        return self.target_level - self.start_level


class Spearhead(Entry):
    """A spearhead (kehittämisen kärki) that the target levels give rise to."""

    name: Text = Field(description="Kehittämisen kärki niin kuin se on päätetty.")
    viewpoint: Id | None = Field(None, description="Näkökulma, josta kärki nousee (sen tunnus).")


class Levels(Entry):
    """tasot.yml: viewpoints, scale, start and target levels, spearheads."""

    introduction: Text | None = Field(None, description="Johdanto.")
    start_level_basis: Text | None = Field(None, description="Mihin lähtötaso perustuu.")
    scale: dict[Text, Text] = Field(
        default_factory=dict, description="Asteikon luvut ja niiden merkitykset."
    )
    viewpoints: Annotated[tuple[Viewpoint, ...], Items] = Field(
        (), description="Arvioitavat näkökulmat järjestyksessä."
    )
    spearheads: Annotated[tuple[Spearhead, ...], Items] = Field(
        (), description="Kehittämisen kärjet järjestyksessä."
    )
    levels_missing: Text | None = Field(
        None, description="Miksi lähtö- ja tavoitetasoja ei tiedetä."
    )
    source: Source | None = Field(None, description="Lähde.")


# --- tahot.yml, lyhenteet.yml ---------------------------------------------------------------


class Party(Entry):
    """A responsible party (vastuutaho): a role or an organ, not a person."""

    kind: PartyKind | None = Field(None, description="Millainen taho on.")
    qualifier: Text | None = Field(
        None, description="Tarkenne, joka erottaa samannimiset, esimerkiksi ”sivistys”."
    )
    sector: Text | None = Field(None, description="Toimiala, johon taho kuuluu.")
    other_spellings: Texts = Field(
        (), description="Muut kirjoitusasut, joilla taho tunnetaan lähteissä."
    )
    description: Text | None = Field(None, description="Mitä taho tekee.")

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

    id: Id = Field(description="Ryhmän tunnus, johon toimenpiteet viittaavat.")
    title: Text = Field(description="Ryhmän otsikko.")
    description: Text | None = Field(None, description="Ryhmän kuvaus.")
    audience: Texts = Field((), description="Kohderyhmät, ellei toimenpide kerro omiaan.")
    schedule: Schedule | None = Field(None)
    notice: Text | None = Field(None, description="Toimituksen huomautus, joka näytetään sivulla.")


class Goal(FileEntry):
    """tavoitteet/<id>.yml: a goal and its groups in order."""

    number: Whole = Field(description="Tavoitteen numero.")
    title: Text = Field(description="Tavoitteen otsikko ilman numeroa.")
    description: Text | None = Field(None, description="Kuvaus; kappaleiden välissä tyhjä rivi.")
    audience: Texts = Field((), description="Kohderyhmät, ellei ryhmä tai toimenpide kerro omiaan.")
    groups: Annotated[tuple[Group, ...], Items] = Field(
        (), description="Toimenpideryhmät järjestyksessä."
    )
    notice: Text | None = Field(None, description="Toimituksen huomautus, joka näytetään sivulla.")
    source: Source | None = Field(None, description="Lähde.")

    @model_validator(mode="after")
    def _distinct_groups(self) -> Goal:
        seen: set[str] = set()
        for index, group in enumerate(self.groups):
            if group.id in seen:
                raise refuse(
                    "duplicate-group",
                    f"Ryhmän tunnus ”{group.id}” on tavoitteessa kahteen kertaan.",
                    "Anna toiselle ryhmälle oma tunnus.",
                    at=(terms.KEYS["groups"], index, terms.KEYS["id"]),
                )
            seen.add(group.id)
        return self


class Cost(Entry):
    """An estimate of one year's cost."""

    year: Whole = Field(description="Vuosi, jota arvio koskee.")
    euros: Euros = Field(description="Euroa, esimerkiksi 12000.")
    kind: CostKind | None = Field(None, description="Menon laji.")
    source: Text | None = Field(
        None, description="Mihin arvio perustuu, esimerkiksi Talousarvio 2026."
    )


class Report(Entry):
    """What was reported of a half-year."""

    half_year: Moment = Field(description="Puolivuosi, jota raportti koskee.")
    state: ReportState = Field(description="Tila raportointihetkellä.")
    text: Text | None = Field(None, description="Mitä on tehty, yhdellä tai kahdella virkkeellä.")


class Ending(Entry):
    """How a measure ended (päättyi)."""

    half_year: Moment | None = Field(None, description="Puolivuosi, jona toimenpide päättyi.")
    reason: Text = Field(description="Miksi toimenpide päättyi.")
    decision: Text | None = Field(
        None, description="Päätös, esimerkiksi ”Johtoryhmä 9.12.2025 § 14”."
    )


class Measure(FileEntry):
    """toimenpiteet/<id>.yml: a measure; the decided wording stands letter for letter."""

    title: Text = Field(description="Toimenpide niin kuin se on päätetty.")
    goal: Id = Field(description="Tavoitteen tunnus (tiedoston nimi kansiossa tavoitteet).")
    group: Id | None = Field(None, description="Ryhmän tunnus tavoitteen tiedostossa.")
    order: Whole | None = Field(None, description="Järjestys tavoitteessa: 10, 20, 30 …")
    description: Text | None = Field(None, description="Kuvaus; kappaleiden välissä tyhjä rivi.")
    audience: Texts = Field((), description="Kohderyhmät, jos muut kuin ryhmän tai tavoitteen.")
    parties: Texts = Field((), description="Vastuutahot; nimet ovat tiedostossa tahot.yml.")
    parties_in_source: Text | None = Field(
        None, description="Vastuutaho sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu."
    )
    sector: Texts = Field((), description="Toimialat; nimet ovat tiedostossa tiekartta.yml.")
    sector_in_source: Text | None = Field(
        None, description="Toimiala sanasta sanaan lähteen mukaan, jos se on jaettu tai oikaistu."
    )
    contributors: Texts = Field((), description="Muut toimijat.")
    own_measures: Text | None = Field(
        None, description="Tulosalueen tai työyksikön omat toimenpiteet."
    )
    schedule: Schedule | None = Field(None)
    schedule_missing: Text | None = Field(
        None, description="Miksi tämän toimenpiteen aikataulua ei tiedetä."
    )
    schedule_words: Annotated[dict[Moment, Text], BeforeValidator(_spread)] = Field(
        default_factory=dict,
        description="Sanat, jotka lähteessä ovat puolivuoden kohdalla, vaikka vaihetta ei tiedetä.",
    )
    costs: Annotated[tuple[Cost, ...], Items] = Field(
        (), description="Kustannusarvio vuosittain; jos kenttä puuttuu, arvio puuttuu."
    )
    follow_up: Text | None = Field(None, description="Miten ja milloin toteutumista seurataan.")
    reports: Annotated[tuple[Report, ...], Items] = Field(
        (), description="Raportit puolivuosittain."
    )
    links: Annotated[tuple[Link, ...], Items] = Field((), description="Linkkejä lisätietoon.")
    related: Ids = Field((), description="Toimenpiteet, joihin tämä liittyy (tunnukset).")
    replaces: Ids = Field((), description="Toimenpiteet, jotka tämä korvaa (tunnukset).")
    merged_into: Id | None = Field(
        None, description="Toimenpide, johon tämä on yhdistetty (tunnus)."
    )
    ended: Ending | None = Field(None, description="Kerrotaan, jos toimenpide on päättynyt.")
    notes: Text | None = Field(None, description="Lisätiedot.")
    extra_fields: dict[Text, Text] = Field(
        default_factory=dict, description="Lähteen muut sarakkeet: otsikko ja arvo."
    )
    former_ids: Ids = Field((), description="Tunnukset, joilla toimenpide on aiemmin tunnettu.")
    source: Source | None = Field(None, description="Lähde.")

    @model_validator(mode="after")
    def _known_or_not(self) -> Measure:
        if self.schedule is not None and self.schedule_missing is not None:
            raise refuse(
                "schedule-known-and-missing",
                "Toimenpiteellä on sekä aikataulu että syy, miksi sitä ei tiedetä.",
                "Poista kenttä aikataulu_puuttuu tai kenttä aikataulu.",
                at=(terms.KEYS["schedule_missing"],),
            )
        if self.schedule is not None and self.schedule_words:
            raise refuse(
                "schedule-known-and-words",
                "Toimenpiteellä on sekä aikataulu että aikataulun_sanat.",
                "Siirrä sanat aikatauluun puolivuoden alle (sanat: …) ja poista aikataulun_sanat.",
                at=(terms.KEYS["schedule_words"],),
            )
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
