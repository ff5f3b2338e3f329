"""Whether a version may follow the one before it: asked before one is made and when one is read.

``approve`` makes no version to which there is an objection. A version made by hand is held
against the same objections, so nobody gets past them with an editor.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

from digitiekartta.basics.kinds import APPROVALS, Kind
from digitiekartta.basics.problems import Place, Problem, Severity
from digitiekartta.roadmap.model import Body, Measure, Scope
from digitiekartta.roadmap.roadmap import Roadmap
from digitiekartta.roadmap.values import date_text
from digitiekartta.versions.record import WHOLE, Approval, Decided

UNKNOWN_BODY = APPROVALS.error(
    "unknown-body",
    "Toimielintä ”{name}” ei ole tiekartan toimielimissä.",
    "Sen voi tehdä {able}.",
    "approve esimerkkila --body Johtoryhma",
)
BODY_MAY_NOT_APPROVE = APPROVALS.error(
    "body-may-not-approve",
    "{name} ei voi hyväksyä {what}.",
    "Sen voi tehdä {able}.",
    "Työryhmä, jolla ei ole kenttää hyvaksyy, annetaan valinnassa --body.",
)
_NONE_KNOWN = UNKNOWN_BODY.worded(remedy="{who}")
_NOTHING_AT_ALL = BODY_MAY_NOT_APPROVE.worded(
    "{name} ei voi hyväksyä tiekarttaa, sen muutoksia eikä korjauksia.", "{who}"
)
_NOBODY_CAN = (
    "Tiekartan toimielimissä ei ole sellaista, joka voi: lisää toimielin ja kenttä hyvaksyy"
    " tiedostoon tiekartta.yml."
)
NOTHING_TO_APPROVE = APPROVALS.error(
    "nothing-to-approve",
    "Sisältö on sama kuin hyväksytyssä versiossa {version}.",
    "Mitään ei tarvitse hyväksyä.",
    "Sisältöä ei ole muutettu viimeisen hyväksynnän jälkeen.",
)
FIRST_NOT_WHOLE = APPROVALS.error(
    "first-not-whole",
    "Tiekarttaa ei ole vielä hyväksytty, joten sen ensimmäinen versio ei voi olla {kind}.",
    "Ensimmäinen versio on koko tiekartan hyväksyntä (--kind hyväksyntä) tai jäljennös muualla"
    " hyväksytystä asiakirjasta (--kind jäljennös).",
    "approve esimerkkila --kind muutos, kun mitään ei ole hyväksytty.",
)
TRANSCRIPTION_OF_APPROVED = APPROVALS.error(
    "kind-does-not-follow",
    "Tiekartta on jo hyväksytty sanasta sanaan, joten siitä ei tehdä enää jäljennöstä.",
    "Hyväksy muutos, korjaus tai koko tiekartta.",
    "approve esimerkkila --kind jäljennös, kun tiekartta on jo hyväksytty.",
)
CHANGE_OF_TRANSCRIPTION = TRANSCRIPTION_OF_APPROVED.worded(
    "Tiekartta on jäljennös, jota ei ole hyväksytty sanasta sanaan, joten siihen ei voi tehdä"
    " versiota, jonka laji on {kind}.",
    "Korjaa jäljennös uudella jäljennöksellä (--kind jäljennös) tai vie koko tiekartta"
    " hyväksyttäväksi (--kind hyväksyntä).",
)
APPROVAL_DATE_ORDER = APPROVALS.error(
    "approval-date-order",
    "Päätöksen päivä {day} on ennen edellisen version {version} päivää {earlier}.",
    "Tarkista päivä pöytäkirjasta. Versiot hyväksytään päätösten järjestyksessä.",
    "approve esimerkkila --date 1.1.2025, kun edellinen versio on hyväksytty 9.12.2025.",
)
DECISIONS_OUT_OF_ORDER = APPROVAL_DATE_ORDER.worded(
    "Päätökset eivät ole järjestyksessä: {later} on vasta päätöksen {earlier} jälkeen.",
    "Luettele aiemmat päätökset (--earlier) päivän mukaan. Viimeisenä on se, jolla versio tulee"
    " voimaan (--body ja --date).",
)
APPROVAL_IN_FUTURE = APPROVALS.error(
    "approval-in-future",
    "Päätöksen päivä {day} on vasta tulossa.",
    "Tarkista päivä pöytäkirjasta.",
    "approve esimerkkila --date 9.12.2035",
)
CORRECTION_WITHOUT_REASON = APPROVALS.error(
    "correction-without-reason",
    "Korjauksesta puuttuu syy tai päätös. Ne näytetään asukkaille.",
    "Kerro syy valinnalla --reason ja päätös valinnalla --decision, esimerkiksi"
    " ”Tietohallintopäällikön päätös 16.3.2026”.",
    "approve esimerkkila --kind korjaus ilman valintaa --reason.",
)
REMOVED_BY_OTHER_KIND = APPROVALS.error(
    "removal-refused",
    "Sanoja poistetaan hyväksytyistä versioista vain korjauksella.",
    "Lisää valinta --kind korjaus ja kerro syy (--reason) ja päätös (--decision).",
    "approve esimerkkila --kind muutos --remove ”Etunimi Sukunimi”",
)
UNDECLARED_REMOVAL = APPROVALS.error(
    "undeclared-removal",
    "Hyväksytty toimenpide ”{title}” on poistettu. Hyväksytty toimenpide ei katoa, vaan päättyy.",
    "Palauta tiedosto ja kerro siinä, miten kävi: paattyi (syy ja päätös) tai yhdistetty. Syy"
    " muualla ei riitä."
    " Jos vain tiedoston nimi on muuttunut, lisää aiempi tunnus uuden tiedoston kenttään"
    " aiemmat_tunnukset.",
    "Hyväksytyn toimenpiteen tiedosto toimenpiteet/intra.yml on poistettu.",
)
_NAME_THE_BODY = "Tarkista nimi tai lisää toimielin tiedostoon tiekartta.yml."
_MADE_OTHERWISE = (
    "Komento approve ei olisi tehnyt tällaista versiota. Palauta kansio versiopalvelusta"
    " sellaisena kuin se hyväksyttiin, tai poista se ja hyväksy sisältö uudelleen. "
)

MAY: Mapping[Decided, tuple[Scope, ...]] = {
    # Who approves the whole may approve its changes; any approving body may correct.
    "hyväksyntä": ("tiekartta",),
    "muutos": ("muutokset", "tiekartta"),
    "korjaus": ("korjaukset", "muutokset", "tiekartta"),
}
_OF_KIND: dict[Decided, str] = {
    "hyväksyntä": "koko tiekarttaa",
    "muutos": "tiekartan muutoksia",
    "korjaus": "korjauksia",
    "jäljennös": "jäljennöstä",
}
_SCOPES: Mapping[Scope, str] = {
    "tiekartta": "koko tiekartan, muutoksia ja korjauksia",
    "muutokset": "muutoksia ja korjauksia",
    "korjaukset": "korjauksia",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """A version that is, or would be, in the chain: its record and what it says."""

    approval: Approval
    roadmap: Roadmap


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a version may not follow another: a kind of problem, and its words.

    ``said_in`` is the key of the record that says what may not be; ``known`` are the bodies of
    which one may have been meant.
    """

    kind: Kind
    said_in: str
    words: Mapping[str, Any] = field(default_factory=dict)
    known: Sequence[str] = ()

    def before(self, place: Place) -> Problem:
        """Return what to say of it to who wants to approve."""
        return self.kind.at(place, known=self.known, **self.words)

    def afterwards(self, place: Place) -> Problem:
        """Return what to say of it where a version says so all the same."""
        kind = self.kind.worded(remedy=_MADE_OTHERWISE + self.kind.remedy)
        return kind.at(place, **self.words)


def objections(stage: Stage, before: Stage | None, today: date) -> Iterator[Objection]:
    """Yield why a version may not follow another (None: it is the first), nothing if it may."""
    approval = stage.approval
    # Who may approve is itself approved: else an edit of tiekartta.yml would give the right.
    bodies = (before or stage).roadmap.settings.bodies
    yield from _wrong_body(approval.body, approval.kind, bodies)
    yield from _wrong_earlier(approval, [*stage.roadmap.settings.bodies, *_bodies(before)])
    yield from _wrong_kind(approval, before.approval if before else None)
    yield from _wrong_day(approval, before.approval if before else None, today)
    if approval.kind == "korjaus" and not (approval.reason and approval.decision):
        yield Objection(CORRECTION_WITHOUT_REASON, "syy")
    if approval.kind != "korjaus" and approval.removals:
        yield Objection(REMOVED_BY_OTHER_KIND, "poistot")
    if before is None:
        return
    if before.approval.digest == approval.digest and not approval.removals:
        version = before.approval.version
        yield Objection(NOTHING_TO_APPROVE, "sisalto_sha256", {"version": version})
    for measure in dropped(before.roadmap, stage.roadmap):
        yield Objection(UNDECLARED_REMOVAL, "sisalto_sha256", {"title": measure.title})


def body_of(name: str, bodies: Sequence[Body]) -> Body | None:
    """Return the body of a name, whatever its letter case."""
    return next((one for one in bodies if one.name.casefold() == name.casefold()), None)


def dropped(before: Roadmap, after: Roadmap) -> Iterator[Measure]:
    """Yield the approved measures that are gone, and of which nothing tells what became."""
    kept = set(after.measures_by_id)
    for measure in after.measures:
        kept.update(measure.replaces)
        # The new name of one that is gone, and not another one that was approved beside it.
        if measure.id not in before.measures_by_id:
            kept.update(measure.former_ids)
    for measure in before.measures:
        if measure.id not in kept and not measure.is_over:
            yield measure


def _may(body: Body, kind: Decided) -> bool:
    # Of a jäljennös nobody decides: the body that is named has approved the original.
    return kind == "jäljennös" or body.approves in MAY[kind]


def _wrong_body(name: str, what: Decided, bodies: Sequence[Body]) -> Iterator[Objection]:
    body = body_of(name, bodies)
    if body and _may(body, what):
        return
    able = [one.name for one in bodies if _may(one, what)]
    kind = BODY_MAY_NOT_APPROVE
    if body is None:
        kind = _NONE_KNOWN  # which decision was meant is then known no better
    elif body.approves is None:
        kind = _NOTHING_AT_ALL
    words = {
        "name": name,
        "what": _OF_KIND[what],
        "able": " tai ".join(able),
        "who": who_may(bodies),
    }
    yield Objection(
        kind if able else kind.worded(remedy=_NOBODY_CAN),
        "toimielin",
        words,
        () if body else [one.name for one in bodies],
    )


def body_problems(
    name: str, bodies: Sequence[Body], kind: Decided, place: Place
) -> Iterator[Problem]:
    """Yield why a body can't decide on what is proposed to it.

    Of one that may not approve it is only warned: it may well support what another approves.
    """
    for objection in _wrong_body(name, kind, bodies):
        problem = objection.before(place)
        known = body_of(name, bodies) is not None
        yield replace(problem, severity=Severity.WARNING) if known else problem


def who_may(bodies: Sequence[Body]) -> str:
    """Return a sentence of which body may approve what: "Johtoryhmä voi hyväksyä muutoksia …"."""
    able = [f"{one.name} voi hyväksyä {_SCOPES[one.approves]}" for one in bodies if one.approves]
    return f"{', '.join(able)}." if able else _NOBODY_CAN


def _bodies(stage: Stage | None) -> Sequence[Body]:
    return stage.roadmap.settings.bodies if stage else ()


def _wrong_earlier(approval: Approval, bodies: Sequence[Body]) -> Iterator[Objection]:
    """The bodies that decided before are known, and their decisions are in order."""
    for one in approval.earlier:
        if body_of(one.body, bodies) is None:
            kind = UNKNOWN_BODY.worded(remedy=_NAME_THE_BODY)
            known = list(dict.fromkeys(body.name for body in bodies))
            yield Objection(kind, "aiemmat_paatokset", {"name": one.body}, known)
    days = [(one.day, one.words) for one in approval.earlier]
    days.append((approval.day, f"{approval.body} {date_text(approval.day)}"))
    for (day, said), (next_day, then) in pairwise(days):
        if next_day < day:
            words = {"later": said, "earlier": then}
            yield Objection(DECISIONS_OUT_OF_ORDER, "aiemmat_paatokset", words)


def _wrong_kind(approval: Approval, before: Approval | None) -> Iterator[Objection]:
    if before is None:
        if approval.kind not in WHOLE:
            yield Objection(FIRST_NOT_WHOLE, "laji", {"kind": approval.kind})
    elif approval.is_transcription and not before.is_transcription:
        yield Objection(TRANSCRIPTION_OF_APPROVED, "laji")
    elif before.is_transcription and approval.kind not in WHOLE:
        yield Objection(CHANGE_OF_TRANSCRIPTION, "laji", {"kind": approval.kind})


def _wrong_day(approval: Approval, before: Approval | None, today: date) -> Iterator[Objection]:
    day = date_text(approval.day)
    if before and approval.day < before.day:
        words = {"day": day, "version": before.version, "earlier": date_text(before.day)}
        yield Objection(APPROVAL_DATE_ORDER, "paiva", words)
    if approval.day > today:
        yield Objection(APPROVAL_IN_FUTURE, "paiva", {"day": day})
