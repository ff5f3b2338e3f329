"""Standing: a site that would be built as it stands is left alone.

Beside a roadmap's pages it is noted of what its last build was made, what it told, and what came
of it. Whoever changes any of these gets a build. What is noted can be thrown away at any time.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import sha256

from digitiekartta.basics.files import read_whole, remove
from digitiekartta.basics.keeping import keep, kept, line_of
from digitiekartta.basics.problems import Problem, problem_from
from digitiekartta.basics.sameness import Touched, digest_of, modes_in, touched
from digitiekartta.pages.writing import CONFIG, DOCS
from digitiekartta.roadmap.project import Project
from digitiekartta.site.reuse import LastBuild, made_with

_NOTE = "valmis.jsonl"


@dataclass(frozen=True)
class Told:
    """What a build tells of a roadmap: problems, and abbreviations nobody has explained."""

    problems: tuple[Problem, ...]
    unexplained: tuple[str, ...]


class Standing:
    """The last build of a roadmap's site, and whether another one would give the same."""

    def __init__(self, project: Project, name: str, *said: object) -> None:
        """Look at what a build would be made of, before anything is read for it.

        Args:
            project, name: The roadmap.
            said: All that the build is told besides: the day, the address, the engine.
        """
        self._base = project.base
        self._site, self._build = project.site(name), project.build(name)
        self._content = project.content / name
        self._note = self._build / f"{self._site.parent.name}-{_NOTE}"
        self._touched = self._made_of = None
        try:
            made = None if self._content.is_symlink() else made_with(project.root, name, *said)
            if made:
                self._touched = self._touched_now()
                self._made_of = made + digest_of(self._content)
        except OSError:
            pass  # the build will tell what could not be read

    def told(self) -> Told | None:
        """Return what the last build told, if another one would tell and make the same."""
        lines = kept(self._note, self._made_of) if self._made_of else {}
        noted = {key: json.loads(line) for key, line in lines.items()}
        with suppress(OSError):  # what can't be read is not as it was built
            if noted and noted["became"] == self._became():
                return Told(
                    tuple(map(problem_from, noted["problems"])), tuple(noted["unexplained"])
                )
        return None

    def note(self, told: Told) -> None:
        """Note what has been built and is told of it; nothing where the content has changed."""
        self.forget()
        with suppress(OSError):  # a file may have gone meanwhile; and it only saves time
            if self._made_of and self._touched == self._touched_now():
                # The pages have just been read; whatever changed them since, changed the digest.
                became = self._became(*LastBuild.of(self._build, self._site).sums())
                noted = {"became": became, **asdict(told)}
                lines = {key: line_of(value) for key, value in noted.items()}
                keep(self._note, self._made_of, lines)

    def forget(self) -> None:
        """Note nothing."""
        remove(self._note)

    def _touched_now(self) -> Touched:
        return touched(self._content, *self._base.places)

    def _became(self, *sums: Mapping[str, str]) -> str:
        """Return a digest of what the build made, and of whether a web server may read it."""
        markdown, pages = sums or ({}, {})
        settings = sha256(read_whole(self._build / CONFIG)).hexdigest()
        docs, site = digest_of(self._build / DOCS, markdown), digest_of(self._site, pages)
        return settings + docs + site + f"{sorted(modes_in(self._site))}"
