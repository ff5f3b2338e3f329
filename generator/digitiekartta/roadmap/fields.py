"""Fields: everything that has to be known of a field is declared once, beside it in the model.

    budget: Text | None = optional("budjetti", "Mistä toimenpide maksetaan.")
    risks: Texts = several("riskit", "Mikä voi epäonnistua.", ("riski", "riskit"))

Its key in content/, its label in a sentence, its words among the facts of a measure's page,
whether search finds it, its column in the annex and in documents that are imported, an example:
labels, pages, search, annex, import, JSON Schemas, guide and change lists read them from here. A
text needs no more than its key and what it is; it is then shown, found, exported, imported and
told. What a field does not share with others, it says itself, with the reason.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from digitiekartta.basics.text import sentence_case


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """It is told, but not as fields of its kind are told: where instead."""

    where: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """It is by decision not told: why."""

    why: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of a field.

    Args:
        key: Its key in content/, without Finnish letters.
        about: What is written into it, for the people who edit.
        one, many: What it, or one of the things that it lists, is called in a sentence; and
            several of them.
        heading: What it is called by itself.
        example: What it may hold, for the guide.
        shown: Its words among the facts of a measure's page.
        searched: Whether search looks for words in it.
        column: The head of its column in the annex, by which an import knows it again.
        form: Whether a form in which people edit may hold it (``documents.forms`` asks for some).
        headers: Other heads that mean it in the municipalities' own documents, in small letters.
        upkeep: Whether a change of it is mere upkeep, which is told but decided on by no body.
        is_list: Whether it holds any number of things.
        names: Whether these are names, which a comma parts in documents; else they are texts, which
            may hold commas themselves.
    """

    key: str
    about: str
    one: str
    many: str
    heading: str
    shown: str | Elsewhere | Nowhere
    column: str | Elsewhere | Nowhere
    example: str = ""
    searched: Literal[True] | Elsewhere | Nowhere = True
    form: Literal[True] | Nowhere = True
    headers: tuple[str, ...] = ()
    upkeep: bool = False
    is_list: bool = False
    names: bool = False


Called = str | tuple[str, str]
"""What a field is called in a sentence: its one name, or that of one and of many."""


def optional(key: str, about: str, called: Called = "", *, default: Any = None, **more: Any) -> Any:
    """Declare a field that may be left out; without a name of its own it is called by its key.

    ``more`` is as in ``Declared``, all of it optional: what is not said follows from what is.
    """
    one, many = called if isinstance(called, tuple) else (called or key, called or key)
    heading = sentence_case(many if more.get("is_list") else one)
    info: FieldInfo = Field(default, alias=key, title=heading, description=about)
    words = {"shown": heading, "column": heading, **more}
    info.metadata.append(Declared(key, about, one, many, heading, **words))
    return info


required = functools.partial(optional, default=...)
"""Declare a field that must be there; otherwise the same as ``optional``."""
several = functools.partial(optional, default=(), is_list=True)
"""Declare a field that holds any number of things; otherwise the same as ``optional``."""


@functools.cache
def declared(model: type[BaseModel]) -> Mapping[str, Declared]:
    """Return what is declared of each field of a class, by its name in code, in order."""
    return {
        name: field
        for name, info in model.model_fields.items()
        for field in info.metadata
        if isinstance(field, Declared)
    }


def model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the class of the entries that a field holds, None when it holds no entries."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)
