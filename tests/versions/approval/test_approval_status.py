"""The approval status: on what decision the pages rest, told in a line and in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digitiekartta.pages.site import Options
from digitiekartta.versions.record import Approval, status_of
from rendering import OPTIONS, planned_of, roadmap

BASE = Approval(
    version="2024-1",
    kind="hyväksyntä",
    body="Kaupunginhallitus",
    day=date(2024, 12, 16),
    digest="0" * 64,
    format=1,
    code="M2KS-GMJB-HVB6",
    generator="digitiekartta 0.1.0",
)
CHANGE = replace(
    BASE, version="2025-1", kind="muutos", body="Johtoryhmä", day=date(2025, 12, 9), section="41"
)
CORRECTION = replace(
    CHANGE,
    version="2026-1",
    kind="korjaus",
    day=date(2026, 3, 16),
    section=None,
    reason="Numero oli väärin",
    decision="Kunnansihteerin päätös 16.3.2026",
)


@pytest.mark.parametrize(
    ("chain", "line"),
    [
        (
            [BASE],
            "Hyväksytty: Kaupunginhallitus 16.12.2024 (pykälä ei ole tiedossa). Versio 2024-1.",
        ),
        (
            [replace(BASE, section="12")],
            "Hyväksytty: Kaupunginhallitus 16.12.2024 § 12. Versio 2024-1.",
        ),
        ([BASE, CHANGE], "Hyväksytty: Johtoryhmä 9.12.2025 § 41. Versio 2025-1."),
        (
            [BASE, CHANGE, CORRECTION],
            "Hyväksytty: Johtoryhmä 9.12.2025 § 41. Korjattu 16.3.2026: Numero oli väärin."
            " Versio 2026-1.",
        ),
        (
            [BASE, CORRECTION, replace(CHANGE, version="2026-2")],
            "Hyväksytty: Johtoryhmä 9.12.2025 § 41. Versio 2026-2.",
        ),
    ],
)
def test_a_line_tells_the_decision_and_a_correction_since(chain, line):
    assert line == status_of(chain).line


def test_a_table_tells_each_decision_the_pages_rest_on():
    rows = status_of([BASE, CHANGE, CORRECTION]).rows()

    assert [
        ("Hyväksytty", "Johtoryhmä 9.12.2025 § 41"),
        ("Koko digitiekartta hyväksytty", "Kaupunginhallitus 16.12.2024 (pykälä ei ole tiedossa)"),
        ("Korjattu", "16.3.2026 (Kunnansihteerin päätös 16.3.2026): Numero oli väärin"),
        ("Versio", "2026-1"),
    ] == [(label, said) for label, _, said in rows]


def test_the_front_page_leads_to_the_minutes_and_tells_both_dates():
    linked = replace(CHANGE, link="https://pikkula.example/poytakirja?a=1")
    options = Options(OPTIONS.today, draft=False, approval_status=status_of([BASE, linked]))
    front = planned_of(roadmap("esimerkkila"), options).files["index.md"]

    assert "[Johtoryhmä 9.12.2025 §\u00a041](https://pikkula.example/poytakirja?a=1)" in front
    assert "| Päivitetty | 20.10.2026 |" in front
    assert "Luonnos" not in front


def test_a_note_is_shown_letter_for_letter():
    options = Options(
        OPTIONS.today,
        draft=False,
        approval_status=status_of([replace(BASE, note="a | b <script>")]),
    )
    front = planned_of(roadmap("pikkula"), options).files["index.md"]

    assert "<script>" not in front
    assert "a &#124; b &#60;script>" in front
