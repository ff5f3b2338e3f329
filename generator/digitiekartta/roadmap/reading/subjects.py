"""content/aiheet.yml: the subjects that a project adds to those by which roadmaps are compared.

It belongs to no roadmap, so that no body approves it: it says how what was approved is found.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Problem
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
    return found, (*source.problems, *read.problems, *_wordless(found))


def _wordless(subjects: Subjects) -> Iterator[Problem]:
    for name, one in subjects.root.items():
        if not any(re.search(r"\w", word) for word in one.words):
            yield NO_LETTERS.at(one.place_at(), name=name)
