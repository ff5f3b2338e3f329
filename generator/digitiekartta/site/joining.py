"""Joining: sites that were built elsewhere, one job or machine each, and the list of them all.

The sites are the same bytes wherever they are built, and so is the list, as long as all of it is
of one kind, one program and one half-year. That is what is looked at here, from what each site
tells of itself.
"""

from collections.abc import Iterator, Sequence

from digitiekartta import __version__
from digitiekartta.basics.halfyears import HalfYear
from digitiekartta.basics.kinds import SITES
from digitiekartta.basics.problems import Place, Problem
from digitiekartta.pages.search.subjects import subjects_of
from digitiekartta.pages.site import Options
from digitiekartta.roadmap.project import Project
from digitiekartta.site.compared import told_by_site
from digitiekartta.site.listing import facts_of, is_built, is_whole

UNBUILT = SITES.error(
    "unbuilt-roadmap",
    "Tiekartan {name} sivustoa ei ole, joten luetteloa ei tehty.",
    "Tuo se tähän kansioon sieltä, missä se tehtiin, tai tee se: digitiekartta build {name}"
    " --no-list. Jos luetteloon ei tule kaikkia tiekarttoja, nimeä ne komennossa.",
    "Yksi töistä, joissa sivustot tehdään, jäi kesken, ja luettelo tehdään valinnalla --only-list.",
)
OTHER_KIND = SITES.error(
    "site-of-another-kind",
    "Tiekartan {name} sivusto on luonnos, mutta luettelosta tehdään julkinen.",
    "Tee sivusto uudelleen valinnalla --public, tai luettelo ilman sitä.",
    "Luettelo tehdään valinnoilla --only-list --public, mutta sivusto tehtiin ilman jälkimmäistä.",
)
_PUBLIC_AMONG_DRAFTS = OTHER_KIND.worded(
    "Tiekartan {name} sivusto on julkinen, mutta luettelosta tehdään luonnos.",
    "Tee luettelo valinnalla --public, tai sivusto ilman sitä.",
)
OTHER_PROGRAM = SITES.error(
    "site-of-another-version",
    "Tiekartan {name} sivusto on tehty ohjelman versiolla {its}, ja tämä on versio {ours}.",
    "Tee kaikki sivustot ja luettelo samalla versiolla.",
    "Ohjelma päivitetään kesken työn, jossa sivustot tehdään eri koneilla.",
)
_UNKNOWN_PROGRAM = OTHER_PROGRAM.worded(
    "Tiekartan {name} sivusto ei kerro, millä ohjelman versiolla se on tehty. Tämä on versio"
    " {ours}."
)
_TORN = OTHER_PROGRAM.worded(
    "Tiekartan {name} sivusto ei kerro itsestään kaikkea, mitä luettelo tarvitsee.",
    "Sen tiedosto assets/tiekartta.json on vioittunut. Tee sivusto uudelleen.",
)
OTHER_HALF_YEAR = SITES.error(
    "site-of-another-day",
    "Tiekartan {name} sivusto on tehty päivänä, jolloin oli {its}, ja luettelo päivänä, jolloin on"
    " {ours}.",
    "Anna jokaiselle komennolle sama päivä valinnalla --date.",
    "Työ, jossa sivustot tehdään eri koneilla, jatkuu puolivuoden vaihteen yli.",
)
OTHER_SUBJECTS = SITES.error(
    "site-of-other-subjects",
    "Tiekartan {name} sivusto on tehty toisella aiheiden luettelolla kuin vertailu tehtäisiin.",
    "Tee sivusto ja luettelo samalla tiedostolla content/aiheet.yml.",
    "Tiedostoa content/aiheet.yml muutetaan kesken työn, jossa sivustot tehdään eri koneilla.",
)


def unfit_sites(project: Project, names: Sequence[str], options: Options) -> Iterator[Problem]:
    """Yield why the sites that there are do not make the whole that one run would make.

    Args:
        project: The folders.
        names: The roadmaps that must have a site.
        options: Of the list.
    """
    now = HalfYear.of(options.today)
    subjects, _ = subjects_of(project.content)
    for name in project.names():
        place = Place(f"site/{name}")
        if not is_built(project, name):
            if name in names:
                yield UNBUILT.at(place, name=name)
            continue
        facts = facts_of(project, name) or {}
        if facts.get("ohjelma") != __version__:
            kind = OTHER_PROGRAM if "ohjelma" in facts else _UNKNOWN_PROGRAM
            yield kind.at(place, name=name, its=facts.get("ohjelma"), ours=__version__)
            continue
        if not is_whole(facts):
            yield _TORN.at(place, name=name)
            continue
        if facts["luonnos"] != options.draft:
            yield (_PUBLIC_AMONG_DRAFTS if options.draft else OTHER_KIND).at(place, name=name)
        if facts["puolivuosi"] != str(now):
            yield OTHER_HALF_YEAR.at(place, name=name, its=facts["puolivuosi"], ours=now)
        told = told_by_site(project, name)
        if told and told["aiheet"] != subjects.digest:
            yield OTHER_SUBJECTS.at(place, name=name)
