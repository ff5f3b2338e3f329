"""content/aiheet.yml: the subjects that a project adds to those by which roadmaps are compared.

It belongs to no roadmap, so that no body approves it: it says how what was approved is found.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import short_slug
from digitiekartta.roadmap.model import Subjects
from digitiekartta.roadmap.reading.source import Source, read_text
from digitiekartta.roadmap.reading.validation import read_entry

FILE = "aiheet.yml"
NO_LETTERS = SITES.error(
    "subject-without-words",
    "Aiheella ”{name}” ei ole yhtään sanaa, jolla toimenpide löytyisi.",
    "Kirjoita sanat luetteloksi: {name}: [sana, toinen sana].",
    "Tiedostossa content/aiheet.yml aiheen sanaluettelo on tyhjä, tai siinä on vain merkkejä.",
)
SAME_SUBJECT = SITES.error(
    "same-subject",
    "Aiheiden ”{name}” ja ”{other}” nimet ovat niin samanlaiset, että niiden sivuilla olisi sama"
    " osoite.",
    "Yhdistä aiheet tai muuta toisen nimeä.",
    "Tiedostossa content/aiheet.yml on aiheet ”Puut” ja ”Puut!”.",
)


def read_subjects(content: Path) -> tuple[Subjects, tuple[Problem, ...]]:
    """Return the subjects of a project, as far as they can be read, and what is wrong with them.

    Args:
        content: The folder of the roadmaps; it need not have the file.
    """
    none, name = Subjects({}), f"{content.name}/{FILE}"
    path = content / FILE
    if not path.is_symlink() and not path.exists():
        return none, ()
    source = read_text(path, name, content)
    if not isinstance(source, Source):
        return none, (source,)
    read = read_entry(Subjects, source.text, name)
    found = read.entry or none
    return found, (*source.problems, *read.problems, *_wordless(found), *_alike(found))


def _wordless(subjects: Subjects) -> Iterator[Problem]:
    for name, one in subjects.root.items():
        if not any(re.search(r"\w", word) for word in one.words):
            yield NO_LETTERS.at(one.place_at(), name=name)


def _alike(subjects: Subjects) -> Iterator[Problem]:
    """Yield those that would be taken for one another: they are told apart by their addresses."""
    names = dict[str, str]()
    for name, one in subjects.root.items():
        other = names.setdefault(short_slug(name), name)
        if other != name:
            there = subjects.root[other].place_at()
            yield SAME_SUBJECT.at(one.place_at(), name=other, other=name, related=(there,))
