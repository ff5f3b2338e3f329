"""Carried along: what stands at the root of the program's checkout and travels in its package.

The theme, the base settings, the guides, the sample roadmap, the changelog, and the locks of what
the program needs at least, and of what publishing needs besides. ``setup.py`` copies them into the
package when it is built; in a checkout they are used where people edit them.
"""

from pathlib import Path

import digitiekartta

_PACKAGE = Path(digitiekartta.__file__).parent
_PACKED = _PACKAGE / "carried"

FOLDER = _PACKED if _PACKED.is_dir() else _PACKAGE.parents[1]
THEME = FOLDER / "theme"
SETTINGS = FOLDER / "mkdocs.yml"
CONTENT = FOLDER / "content"
CHANGELOG = FOLDER / "CHANGELOG.md"
LOCK = FOLDER / "requirements-core.lock"
PUBLISHING_LOCK = FOLDER / "requirements-publish.lock"
