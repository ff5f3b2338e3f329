"""Let a plain ``mkdocs build`` in the project's root build the roadmap that mkdocs.yml names.

The pages of a roadmap and their settings are made by ``digitiekartta pages``;
this takes the made settings into use, or says in Finnish that they are missing.
It is a convenience only: nothing that must hold for a site may depend on it,
since Zensical has no hooks and the roadmaps' own builds switch it off.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def on_config(config: Any) -> Any:
    """Return the settings of ``build/<extra.tiekartta>/mkdocs.yml`` instead of the root's own."""
    name = config.extra["tiekartta"]
    made = Path(config.config_file_path).parent / "build" / name / "mkdocs.yml"
    if not made.is_file():
        sys.exit(
            f"Tiekartan ”{name}” sivuja ei ole vielä tehty. Aja ensin: digitiekartta pages {name}"
        )
    engine = type(config).__module__.partition(".")[0]  # mkdocs or properdocs
    roadmap = import_module(f"{engine}.config").load_config(str(made), site_dir=config.site_dir)
    roadmap.plugins.on_startup(command="build", dirty=False)
    return roadmap.plugins.on_config(roadmap)
