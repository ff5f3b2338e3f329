"""A municipality's own looks: colours that can be read, and a logo that is only a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from digitiekartta.pages.appearance import extra, style_sheet
from digitiekartta.pages.plan import plan
from digitiekartta.pages.site import Options, Site
from digitiekartta.roadmap.logo import seen

OPTIONS = Options(date(2026, 9, 15))
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)


def looks(content, *lines):
    content.append("tiekartta.yml", "ulkoasu:\n" + "".join(f"  {line}\n" for line in lines))


def test_colours_that_can_be_read_are_fine(content):
    looks(content, "paavari: '#17406D'", "korostusvari: 0a4a8f")

    assert [] == content.problems()
    chosen = content.roadmap().settings.appearance
    assert ("#17406d", "#0a4a8f") == (chosen.main_colour, chosen.accent_colour)


@pytest.mark.parametrize(
    ("field", "colour", "ratio", "better"),
    [
        ("paavari", "#808080", "5,31:1", "#959595"),
        ("paavari", "#d9381e", "4,63:1", "#af1b00"),
        ("korostusvari", "#005eb8", "5,83:1", "#0052a3"),
        ("korostusvari", "#ffcc00", "1,38:1", "#665000"),
    ],
)
def test_a_colour_without_contrast_is_refused_with_the_nearest_that_has_it(
    content, field, colour, ratio, better
):
    looks(content, f"{field}: '{colour}'")

    problem = content.problem()
    assert ("low-contrast", f"ulkoasu.{field}") == (problem.code, problem.place.field)
    assert ratio in problem.message
    assert f"'{better}'" in problem.remedy


def test_the_colour_that_is_offered_is_accepted(content):
    looks(content, "paavari: '#808080'")
    better = content.problem().remedy.split("'")[1]
    content.replace("tiekartta.yml", "#808080", better)

    assert [] == content.problems()


@pytest.mark.parametrize("written", ["sininen", "'#12345'", "'#0058ag'", "rgb(0, 1, 2)"])
def test_what_is_not_a_colour_is_told(content, written):
    looks(content, f"paavari: {written}")

    assert ("bad-colour", "ulkoasu.paavari") == (
        content.problem().code,
        content.problem().place.field,
    )


def test_a_colour_lost_to_a_comment_is_noticed(content):
    looks(content, "logon_teksti: Pikkula", "paavari: #17406d")

    problem = content.problem()
    assert "comment-after-value" == problem.code
    assert "lainausmerkkeihin" in problem.remedy


# --- logo ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "data"), [("logo.svg", SVG.encode()), ("logo.png", PNG)])
def test_a_logo_is_put_into_the_site_under_a_name_of_its_own(content, name, data):
    content.write(f"pikkulan-{name}", data)
    looks(content, f"logo: pikkulan-{name}")

    assert [] == content.problems()
    made = plan(content.roadmap(), OPTIONS)
    assert seen(data) == made.assets[f"assets/{name}"]
    told = extra(made.site)
    assert (f"assets/{name}", "Pikkulan kunta") == (told["logo"], told["logon_teksti"])


def test_a_missing_logo_is_told(content):
    looks(content, "logo: logo.svg")

    assert ("missing-logo", "ulkoasu.logo") == (
        content.problem().code,
        content.problem().place.field,
    )


def test_an_image_that_nobody_names_does_not_belong_there(content):
    content.write("logo.svg", SVG)

    problem = content.problem()
    assert "unknown-file" == problem.code
    assert "logo: logo.svg" in problem.remedy


@pytest.mark.parametrize("name", ["../logo.svg", "kuvat/logo.svg", "logo.jpg", "lo go.svg", ".svg"])
def test_a_logo_is_a_file_beside_the_settings(content, name):
    looks(content, f"logo: {name}")

    assert "bad-file-name" == content.problem().code


def test_a_logo_that_leads_out_of_the_folder_is_not_read(content, tmp_path):
    (tmp_path / "salainen.svg").write_text(SVG)
    content.path("logo.svg").symlink_to(tmp_path / "salainen.svg")
    looks(content, "logo: logo.svg")

    assert "link-outside" == content.problem().code


def test_a_heavy_logo_is_refused_with_its_weight(content):
    content.write("logo.png", PNG + bytes(100_000))
    looks(content, "logo: logo.png")

    problem = content.problem()
    assert "logo-too-large" == problem.code
    assert "101 kt" in problem.message


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("logo.png", SVG.encode()),
        ("logo.svg", PNG),
        ("logo.svg", b"<svg"),
        ("logo.svg", b"<html/>"),
        ("logo.svg", b"<svg/>"),
        ("logo.svg", SVG.encode("utf-16")),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(content, name, data):
    content.write(name, data)
    looks(content, f"logo: {name}")

    assert "bad-logo" == content.problem().code


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<path onload="alert(1)"/>',
        '<image href="https://example.org/a.png"/>',
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="//example.org/a.svg#a"/>',
        '<a href="javascript:alert(1)"><path/></a>',
        "<style>@import '//example.org/a.css';</style>",
        "<style>path{fill:url( 'https://example.org/a.svg#a')}</style>",
        '<path style="fill:u\\72l(//example.org)"/>',
        '<path fill="url(//example.org/a.svg#a)"/>',
        '<animate attributeName="href" to="//example.org"/>',
        "<foreignObject><p/></foreignObject>",
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        # What is joined only where the picture is published without its title.
        "<style>path{}<title>x</title>@import '//example.org/a.css';</style>",
        "<style>@im<desc>x</desc>port '//example.org/a.css';</style>",
        "<style>path{fill:image-set('//example.org/a.png' 1x)}</style>",
        "<style>@font-face{font-family:a;src:src('//example.org/a.woff')}</style>",
        '<g xml:base="//example.org/"><path/></g>',
    ],
)
def test_a_logo_runs_nothing_and_asks_nothing_of_others(content, inside):
    content.write("logo.svg", SVG.replace("<path", f"{inside}<path"))
    looks(content, "logo: logo.svg")

    assert "unsafe-logo" == content.problem().code


@pytest.mark.parametrize(
    "first", ['<!DOCTYPE svg [<!ENTITY a "b">]>', '<?xml-stylesheet href="a"?>']
)
def test_a_logo_brings_no_other_files_in(content, first):
    content.write("logo.svg", first + SVG)
    looks(content, "logo: logo.svg")

    assert "unsafe-logo" == content.problem().code


@pytest.mark.parametrize(
    "inside",
    [
        '<use href="#a"/>',
        '<path style="fill:url(#a)"/>',
        "<style>.a{fill:#123456}</style>",
        "<style>/* taso 1 */ .a{font-family:'DejaVu Sans'} @media print{.a{fill:#000}}</style>",
        '<image href="data:image/png;base64,AAAA"/>',
        '<path xmlns:i="http://example.org/i" i:file="C:\\kuvat\\a.png"/>',
    ],
)
def test_what_drawing_programs_write_is_fine(content, inside):
    content.write("logo.svg", SVG.replace("<path", f"{inside}<path", 1))
    looks(content, "logo: logo.svg")

    assert [] == content.problems()


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        ("logo.png", PNG[:16] + b"\0\0\1\0\0\0\0\x30" + PNG[24:], (256, 48)),
        ("logo.svg", SVG.replace("<svg", '<svg width="40" height="20.4px"'), (40, 20)),
        ("logo.svg", SVG.replace("<svg", '<svg width="100%" viewBox="0 0 120 30"'), (120, 30)),
        ("logo.svg", SVG, None),
    ],
)
def test_the_theme_is_told_the_size_of_the_logo(content, name, data, size):
    content.write(name, data if isinstance(data, bytes) else data.encode())
    looks(content, f"logo: {name}")
    assert [] == content.problems()

    told = extra(Site(content.roadmap(), OPTIONS))
    assert size == ((told["logon_leveys"], told["logon_korkeus"]) if size else None)
    assert ("logon_leveys" in told) == bool(size)


# --- what the theme is told ------------------------------------------------------------------


def test_the_style_sheet_gets_the_colours_that_are_set_and_their_companions(content):
    looks(content, "paavari: '#ffcc00'", "korostusvari: '#0a4a8f'")

    expected = """\
:root {
  --kunta-paavari: #ffcc00;
  --kunta-paavari-teksti: #000000;
  --kunta-korostus: #0a4a8f;
  --kunta-korostus-tumma: #74b1fe;
}
"""
    assert expected == style_sheet(content.roadmap().settings.appearance)


def test_without_colours_the_style_sheet_gets_nothing(content):
    looks(content, "logon_teksti: Pikkula")

    assert "" == style_sheet(content.roadmap().settings.appearance)


def test_the_theme_is_told_only_what_is_known(content):
    roadmap = content.roadmap()

    assert {
        "organisaatio": "Pikkulan kunta",
        "tila": "Luonnos – ei hyväksytty.",
        "vari": "#17406d",
        "kuvake": "assets/kuvake-180.png",
        "sovellus": "assets/sovellus.json",
        "hae": "Hae digitiekartasta",
    } == extra(Site(roadmap, OPTIONS))


def test_the_standing_tells_the_day_of_the_last_change(content):
    content.append("tiekartta.yml", "paivitetty: 20.10.2026\n")
    roadmap = content.roadmap()

    def told(draft):
        return extra(Site(roadmap, Options(date(2026, 9, 15), draft=draft)))["tila"]

    assert "Luonnos – ei hyväksytty. Päivitetty 20.10.2026." == told(True)
    assert "Päivitetty 20.10.2026." == told(False)


def test_links_of_the_foot_keep_their_words_and_addresses(content):
    looks(
        content, "linkit:", "  - teksti: A & B", "    osoite: https://www.pikkula.example/?a=1&b=2"
    )

    assert [{"teksti": "A & B", "osoite": "https://www.pikkula.example/?a=1&b=2"}] == extra(
        Site(content.roadmap(), OPTIONS)
    )["linkit"]


@pytest.mark.parametrize(
    ("short_name", "told"), [("Pikkula", "Pikkulan kunta"), ("Pikkulan kunta", None)]
)
def test_the_foot_and_the_head_on_paper_do_not_repeat_the_name_of_the_site(
    content, short_name, told
):
    settings = {"name": "Digitiekartta", "organisation": "Pikkulan kunta", "short_name": short_name}
    roadmap = content.roadmap()
    roadmap = replace(roadmap, settings=roadmap.settings.model_copy(update=settings))

    assert told == extra(Site(roadmap, OPTIONS)).get("organisaatio")
