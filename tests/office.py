"""LibreOffice, where it is installed: documents that another program has saved."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")


def convert(files: list[Path], folder: Path, form: str) -> None:
    """Save files in another form, into a folder of its name."""
    # Without its filter's name LibreOffice takes "docx" of a text for a form of its own.
    kind = "docx:MS Word 2007 XML" if form == "docx" else form
    subprocess.run(
        [
            *(OFFICE, f"-env:UserInstallation={(folder / 'profiili').as_uri()}", "--headless"),
            *("--convert-to", kind, "--outdir", folder / form, *files),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
