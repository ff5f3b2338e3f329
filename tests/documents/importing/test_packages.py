"""Which kind of Office file a package is: its main part decides, in both forms of Open XML."""

from __future__ import annotations

import making
import pytest
from office_parts import changed, paragraph, parts_of, source, strict, texts, word

TABLE = """
    = Tavoite 1: Osaaminen
    Toimenpide | Vastuu | Kevät 2025 | Syksy 2025
    Kartoitus | IT | [Y] | [B]
    [Y] selvitys | [B] käyttöönotto
"""


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_what_is_embedded_does_not_decide_what_a_file_is(tmp_path, form):
    data = making.FORMATS[form]([TABLE])
    others = {"spreadsheetml", "wordprocessingml", "presentationml"}
    defaults = "".join(
        f'<Default Extension="{one[:3]}x" ContentType="application/vnd.openxmlformats-'
        f'officedocument.{one}.main+xml"/>'
        for one in sorted(others)
    )
    with_objects = changed(
        data, lambda part: part.replace(b"<Default ", defaults.encode() + b"<Default ", 1)
    )

    assert source(tmp_path, f"a.{form}", data) == source(tmp_path, f"a.{form}", with_objects)


@pytest.mark.parametrize("form", ["docx", "pptx", "xlsx"])
def test_strict_open_xml_is_read_like_the_usual(tmp_path, form):
    data = making.FORMATS[form]([TABLE])

    assert strict(data) != data
    assert source(tmp_path, f"a.{form}", data) == source(tmp_path, f"a.{form}", strict(data))


@pytest.mark.parametrize(
    ("form", "usual", "kind"),
    [
        ("docx", "wordprocessingml.document", "word.document"),
        ("pptx", "presentationml.presentation", "powerpoint.presentation"),
        ("xlsx", "spreadsheetml.sheet", "excel.sheet"),
    ],
)
def test_a_file_with_macros_is_a_document_too(tmp_path, form, usual, kind):
    data = making.FORMATS[form]([TABLE])
    types = (
        f"openxmlformats-officedocument.{usual}.main".encode(),
        f"ms-{kind}.macroEnabled.main".encode(),
    )
    macros = changed(data, lambda part: part.replace(*types))

    assert macros != data
    assert source(tmp_path, f"a.{form}", data) == source(tmp_path, f"a.{form}", macros)


def test_parts_may_be_named_with_backslashes_and_other_letters(tmp_path):
    data = word(paragraph("Hei"))
    odd = making.packed(
        {
            name.replace("/", "\\").replace("document.xml", "Document.XML"): part
            for name, part in parts_of(data).items()
        }
    )

    assert ["Hei"] == texts(source(tmp_path, "koe.docx", odd))
