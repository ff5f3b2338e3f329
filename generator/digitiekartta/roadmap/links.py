"""Where a measure's page leads besides its facts: to its editor and to feedback."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from digitiekartta.markup.escaping import clean
from digitiekartta.roadmap.model import Measure, Repository, RepositoryKind
from digitiekartta.roadmap.roadmap import Roadmap

_HOSTS: Mapping[str, RepositoryKind] = {"github.com": "GitHub", "codeberg.org": "Gitea"}
# What stands between a repository's address and the branch and file to edit.
_EDIT = {"GitHub": "edit", "GitLab": "-/edit", "Gitea": "_edit"}


def service_of(repository: Repository) -> RepositoryKind | None:
    """Return which service a repository is at: as told, else by its host; None when unknown."""
    if repository.kind:
        return repository.kind
    host = (urlsplit(repository.address).hostname or "").lower()
    if host in _HOSTS:
        return _HOSTS[host]
    return "GitLab" if host == "gitlab.com" or host.startswith("gitlab.") else None


def file_of(roadmap: Roadmap, measure: Measure) -> str:
    """Return a measure's file from the repository's root on."""
    return f"content/{roadmap.id}/toimenpiteet/{measure.id}.yml"


def edit_address(roadmap: Roadmap, measure: Measure) -> str | None:
    """Return where a measure's file is edited in a browser; None when that is not known."""
    repository = roadmap.settings.repository
    if repository is None:
        return None
    way = _EDIT.get(service_of(repository) or "")
    if way is None:
        return None
    file = quote(f"{repository.branch}/{file_of(roadmap, measure)}")
    return f"{repository.address}/{way}/{file}"


def feedback_address(roadmap: Roadmap, measure: Measure, page: str | None = None) -> str | None:
    """Return where feedback on a measure is given, its id and title filled in.

    A form gets them as ``toimenpide`` and ``otsikko`` in its query, and the address of the page,
    where it is known, as ``sivu``; a letter has them as its subject and its first line. Without
    an address for feedback the contact's e-mail is used; None when there is none.
    """
    settings = roadmap.settings
    if settings.feedback:
        address = settings.feedback.address
    elif settings.contact and settings.contact.email and "@" in settings.contact.email:
        address = f"mailto:{quote(settings.contact.email.strip(), safe='@+')}"
    else:
        return None
    title = " ".join(clean(measure.title).split())
    if address.startswith("mailto:"):
        first_line = {"body": f"Sivu: {page}\r\n\r\n"} if page else {}
        return _with_query(address, {"subject": f"Palaute: {title} ({measure.id})", **first_line})
    where = {"sivu": page} if page else {}
    return _with_query(address, {"toimenpide": measure.id, "otsikko": title, **where})


def feedback_label(address: str) -> str:
    """Return the text of a link to feedback: the e-mail address, or that it is a form."""
    if address.startswith("mailto:"):
        return address.removeprefix("mailto:").partition("?")[0]
    return "Palautelomake"


def _with_query(address: str, fields: Mapping[str, str]) -> str:
    address, hash_sign, fragment = address.partition("#")
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items())
    between = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    return f"{address}{between}{query}{hash_sign}{fragment}"
