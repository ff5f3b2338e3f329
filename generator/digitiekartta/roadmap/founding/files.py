"""The files of a project besides its content: settings, pipelines, guides, schemas, the pin."""

import re
from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from digitiekartta import __version__
from digitiekartta.basics import carried
from digitiekartta.roadmap import schemas
from digitiekartta.roadmap.founding import pin
from digitiekartta.roadmap.founding.note import NOTE, Note, Told, digest_of_file

#: Of every project: its path → the template that makes it.
_COMMON = {
    ".gitattributes": "gitattributes.j2",
    ".gitignore": "gitignore.j2",
    "LUE_MINUT.md": "lue_minut.md.j2",
    "README.md": "readme.md.j2",
    "requirements.lock": "requirements.lock.j2",
    "requirements.txt": "requirements.txt.j2",
}
_WORKFLOWS = ("tarkistus", "kommentti", "ehdotus", "lomakkeet", "hyvaksynta", "julkaisu")
_PUBLISHING = "requirements-julkaisu.lock"
HOSTS: Mapping[str, Mapping[str, str]] = {
    "github": {
        **{f".github/workflows/{name}.yml": f"github/{name}.yml.j2" for name in _WORKFLOWS},
        ".github/dependabot.yml": "github/dependabot.yml.j2",
        _PUBLISHING: "requirements-julkaisu.lock.j2",
    },
    "gitlab": {
        ".gitlab-ci.yml": "gitlab/gitlab-ci.yml.j2",
        "renovate.json": "gitlab/renovate.json.j2",
        _PUBLISHING: "requirements-julkaisu.lock.j2",
    },
    "ei": {},
}
"""The services that may hold a project → what is written for each, as above."""

#: What means nothing else in a pipeline, quoted or not.
_PLAIN_ADDRESS = re.compile(r"https?://[\w./~:-]*[\w/]", re.ASCII)
_GUIDES = ("OHJE.md", "JULKAISUOHJE.md", "VIRHEET.md")

# Pipelines have braces of their own.
ENVIRONMENT = Environment(
    loader=PackageLoader("digitiekartta.roadmap.founding"),
    undefined=StrictUndefined,
    autoescape=False,
    keep_trailing_newline=True,
    trim_blocks=True,
    variable_start_string="[[",
    variable_end_string="]]",
    block_start_string="[%",
    block_end_string="%]",
    comment_start_string="[#",
    comment_end_string="#]",
)


def project_files(told: Told) -> dict[str, bytes]:
    """Return what this program would write today: path in the project → file."""
    needs = {
        "told": told,
        "version": __version__,
        "program": pin.program(),
        "libraries": pin.libraries(),
        "publishing": pin.publishing(),
        "address": told.address if _PLAIN_ADDRESS.fullmatch(told.address) else "",
    }
    templates = {**_COMMON, **HOSTS[told.host]}
    texts = {
        path: ENVIRONMENT.get_template(template).render(needs)
        for path, template in templates.items()
    }
    texts |= schemas.files(Path())  # without a guide, whose tables are as the program brings them
    files = {path: text.encode() for path, text in texts.items()}
    return files | {f"content/{name}": (carried.CONTENT / name).read_bytes() for name in _GUIDES}


def with_note(files: Mapping[str, bytes], told: Told) -> dict[str, bytes]:
    """Return the files of a new project with the note of them."""
    digests = {path: digest_of_file(data) for path, data in files.items()}
    return {**files, NOTE: Note(__version__, told, digests).text().encode()}
