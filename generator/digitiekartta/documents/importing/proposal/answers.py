"""What people have told of documents: colours and marks, tables, and cells that name parties.

An answer is given once. What a run is told and finds in its documents is kept with the memory of
the import (content/<name>/.tuonti.json, vastaukset), where an editor sees it and can take it away.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from digitiekartta.basics.kinds import PROPOSALS, Need, need_of
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.basics.text import all_are, one_line
from digitiekartta.documents.importing.colour_names import is_colour_name
from digitiekartta.documents.importing.legend import TO_NAME, Legend
from digitiekartta.documents.importing.neutral import Document
from digitiekartta.documents.importing.phases import read_phases, told_legend
from digitiekartta.documents.importing.words import folded

_ANSWERED_BY = re.compile(r"--(?:phase|party|table)\b")
_PHASE_ASKED = re.compile(r'--phase "(.*?)=[^="]*"')

BAD_PARTY = PROPOSALS.error(
    "bad-party",
    "”{line}” ei kerro tahoa.",
    "Kirjoita solun teksti, yhtäsuuruusmerkki ja tahot puolipisteellä erotettuina, esimerkiksi"
    ' --party "Rehtorit ja esihenkilöt=Rehtorit; Esihenkilöt". Jos teksti on yksi taho, pelkkä'
    " teksti riittää.",
    example="--party =Rehtorit",
)
UNUSED_ANSWER = PROPOSALS.warning(
    "unused-answer",
    "Valintaa {option} ei käytetty: {why}.",
    "Tarkista kirjoitusasu, tai jätä valinta pois.",
    example="Valinnassa on --phase z=toteutus, eikä aikataulussa ole merkkiä z.",
)


class Answers(BaseModel):
    """What a person has told, or several runs together.

    Args:
        phases: What colours ("#ffd966"), colours' names and marks mean; "-" is nothing.
        tables: The names of tables and sheets whose rows are measures.
        parties: The parties that a text names, by the text.
        restored: The ids of measures that were removed from content and come back; of one run.
    """

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    phases: dict[str, str] = Field({}, alias="vaiheet")
    tables: tuple[str, ...] = Field((), alias="taulukot")
    parties: dict[str, tuple[str, ...]] = Field({}, alias="tahot")
    restored: tuple[str, ...] = Field((), exclude=True)

    @classmethod
    def of(
        cls,
        phases: Iterable[str] = (),
        phases_file: Path | None = None,
        tables: Iterable[str] = (),
        parties: Iterable[str] = (),
    ) -> Answers | Problem:
        """Return what the options of a run tell, or what is wrong with the first bad one."""
        told = read_phases(phases, phases_file)
        if isinstance(told, Problem):
            return told
        named: dict[str, tuple[str, ...]] = {}
        for line in parties:
            cell, equals, rest = (one_line(part) for part in line.partition("="))
            names = tuple(filter(None, map(one_line, (rest if equals else cell).split(";"))))
            if not cell or not names:
                return BAD_PARTY.at(Place("--party"), line=line)
            named[cell] = names
        return _said(phases=told, tables=tuple(tables), parties=named)

    def __or__(self, other: Answers) -> Answers:
        """Return both together; what the other says goes before."""
        return _said(
            phases={**self.phases, **other.phases},
            tables=tuple(dict.fromkeys([*self.tables, *other.tables])),
            parties={**self.parties, **other.parties},
            restored=(*self.restored, *other.restored),
        )

    @property
    def legend(self) -> Legend:
        """What colours and marks mean."""
        return told_legend(self.phases)

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The parties that a folded text names."""
        return {folded(cell): names for cell, names in self.parties.items()}

    def met(self, documents: Sequence[Document]) -> Answers:
        """Return what of it the documents hold."""
        signs = {sign for document in documents for sign in document.answered}
        tables = {folded(table.name) for document in documents for table in document.tables}
        cells = " | ".join(
            folded(cell)
            for document in documents
            for measure in document.measures()
            for cell in (measure.responsible, measure.sector)
        )
        return _said(
            phases={sign: phase for sign, phase in self.phases.items() if sign in signs},
            tables=tuple(name for name in self.tables if folded(name) in tables),
            parties={cell: names for cell, names in self.parties.items() if folded(cell) in cells},
        )

    def options(self) -> Iterator[str]:
        """Yield the options that tell the same."""
        yield from (option("--phase", f"{sign}={phase}") for sign, phase in self.phases.items())
        yield from (option("--table", name) for name in self.tables)
        for cell, names in self.parties.items():
            yield option("--party", cell if names == (cell,) else f"{cell}={'; '.join(names)}")
        yield from (f"--restore {id_}" for id_ in self.restored)

    def beside(self, newer: Answers) -> Iterator[tuple[str, str]]:
        """Yield the options that tell the same, each with what it is with newer answers."""
        both = self | newer
        after = _said(
            phases={sign: both.phases[sign] for sign in self.phases},
            tables=self.tables,
            parties={cell: both.parties[cell] for cell in self.parties},
            restored=self.restored,
        )
        yield from zip(self.options(), after.options(), strict=True)


NO_ANSWERS = Answers()


def _said(**told: Any) -> Answers:
    """Return answers without what nobody has told, so that their file does not hold it either."""
    return Answers(**{name: said for name, said in told.items() if said})


def option(name: str, text: str) -> str:
    """Return an option as a person writes it to a command line."""
    return f"{name} {in_quotes(text)}"


def in_quotes(text: str) -> str:
    """Return a text as one word of a command line; double quotation marks do in Windows, too."""
    # In them a shell makes something else of these, and the text may be of anybody's document.
    return shlex.quote(text) if re.search(r'["$`!]', text) else f'"{text}"'


def asked_for(doubts: Iterable[Problem]) -> Iterator[str]:
    """Yield the options that doubts ask for, those of phases with the name left to be written.

    Of the others only a person knows whether the one that is proposed is right.
    """
    lines = (line for doubt in doubts for line in doubt.remedy.split("\n"))
    signs = (_PHASE_ASKED.match(line) for line in lines)
    for sign in dict.fromkeys(found[1] for found in signs if found):
        yield option("--phase", f"{sign}={TO_NAME}")


def is_asked(doubt: Problem) -> bool:
    """Whether a doubt is a question that is answered by an option of the command."""
    is_question = doubt.is_error or need_of(doubt.code) is Need.DECIDE
    return is_question and _ANSWERED_BY.search(doubt.remedy) is not None


def unused(given: Answers, documents: Sequence[Document]) -> Iterator[Problem]:
    """Yield the options of a run that its documents give no use for."""
    met = given.met(documents)
    tables = dict.fromkeys(f"”{table.name}”" for document in documents for table in document.tables)
    left = _rest(given.phases, met.phases).items()
    whys = (
        (
            Answers(phases=dict(pair for pair in left if not is_colour_name(pair[0]))),
            "aikataulussa ei ole sellaista väriä, merkkiä tai sanaa",
        ),
        (
            Answers(phases=dict(pair for pair in left if is_colour_name(pair[0]))),
            "värin nimi ei kerro, mitä aikataulun väriä se tarkoittaa. Kirjoita värin koodi,"
            " esimerkiksi #ffd966",
        ),
        (
            Answers(tables=tuple(name for name in given.tables if name not in met.tables)),
            all_are("taulukko", list(tables)),
        ),
        (
            Answers(parties=_rest(given.parties, met.parties)),
            "vastuutahoissa ja toimialoissa ei ole sellaista",
        ),
    )
    for unmet, why in whys:
        for text in unmet.options():
            yield UNUSED_ANSWER.at(Place(documents[0].name), option=text, why=why)


def _rest(told: Mapping[str, Any], met: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in met}
