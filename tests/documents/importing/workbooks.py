"""Workbooks as strange programs write them: their XML is told in the test."""

from __future__ import annotations

import making

HEAD = ["Toimenpide", "Vastuutaho", "Kevät 2026", "Syksy 2026", "Kevät 2027"]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook_of(sheet: str, *, styles: str = "", shared: str = "", prefix: str = "") -> bytes:
    """Return a workbook whose one sheet holds this XML, its parts in unusual places."""
    name = f"xmlns:{prefix}" if prefix else "xmlns"
    tag = f"{prefix}:" if prefix else ""
    return making.packed(
        {
            "[Content_Types].xml": "<Types>spreadsheetml.sheet</Types>",
            "_rels/.rels": (
                f'<R><r Id="a" Type="{_RELATION}/officeDocument" Target="kirja.xml"/></R>'
            ),
            "kirja.xml": (
                f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
                '<sheet name="Tiekartta" r:id="b"/></sheets></workbook>'
            ),
            "_rels/kirja.xml.rels": (
                f'<R><r Id="b" Type="{_RELATION}/worksheet" Target="sivu.xml"/>'
                f'<r Id="c" Type="{_RELATION}/styles" Target="/tyylit.xml"/>'
                f'<r Id="d" Type="{_RELATION}/sharedStrings" Target="tekstit.xml"/></R>'
            ),
            "sivu.xml": f'<{tag}worksheet {name}="{_MAIN}">{sheet}</{tag}worksheet>',
            "tyylit.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
            "tekstit.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        }
    )
