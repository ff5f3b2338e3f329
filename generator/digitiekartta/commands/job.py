"""The command ``job``: what pipelines of a host do in several steps, in scripts of ``jobs/``.

They are the same in every project, whatever host it has, and come with the program, so that a
project holds no code.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from digitiekartta.commands.options import pass_project
from digitiekartta.roadmap.project import Project

JOBS = Path(__file__).with_name("jobs")


@click.command
@click.argument(
    "name", metavar="TYÖ", type=click.Choice(sorted(one.name for one in JOBS.iterdir()))
)
@pass_project
def job(project: Project, name: str) -> int:
    """Tekee palvelun putken työn: sen ajaa putki, ei ihminen.

    Putket, jotka komento init kirjoittaa, ovat lyhyitä, koska niiden pitkät vaiheet ovat täällä.
    Työ saa tietonsa ympäristömuuttujista ja ajaa tämän ohjelman komentoja ja gitiä.

    \b
    ehdota      täytetystä lomakkeesta muutos omaan haaraansa (propose)
    ehdotukset  GitLabin lomakkeista muutospyynnöt
    hyvaksy     päätetty versio omaan haaraansa (approve)
    julkaise    hyväksytty versio kohteeseen (publish)
    kommentit   GitLabin muutospyyntöihin yhteenvedot (review)
    lomakkeet   uudistuneet lomakkeet omaan haaraansa (forms)
    """
    if not (bash := shutil.which("bash")):
        raise click.UsageError("Putken työ tarvitsee ohjelman bash, jota tässä koneessa ei ole.")
    # The scripts call the program by its name, wherever it was installed.
    path = os.pathsep.join([os.environ.get("PATH", ""), str(Path(sys.executable).parent)])
    done = subprocess.run(
        [bash, str(JOBS / name)], cwd=project.root, env={**os.environ, "PATH": path}, check=False
    )
    return done.returncode
