"""What an import tells a person beside its result, each as a Problem in Finnish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from digitiekartta.basics.problems import Place, Problem, warning
from digitiekartta.basics.text import counted, listed
from digitiekartta.documents.importing.grid import Left

_SHOWN = 8


def some(places: Sequence[str]) -> str:
    """Return the first places in words, and how many more there are."""
    known = list(dict.fromkeys(places))
    if len(known) <= _SHOWN:
        return listed(known)
    return f"{', '.join(known[:_SHOWN])} ja {len(known) - _SHOWN} muuta"


def unknown_colour(name: str, table: str, colour: str, places: Sequence[str]) -> Problem:
    """A schedule cell has a colour that the legend does not hold."""
    return warning(
        "unknown-colour",
        Place(name, field=table),
        f"Väriä {colour} ({some(places)}) ei ole värien selityksessä.",
        f'Kerro, mitä väri tarkoittaa, valinnalla --phase "{colour}=vaihe", tai korjaa solun väri'
        " asiakirjaan.",
    )


def unknown_mark(name: str, table: str, mark: str, places: Sequence[str]) -> Problem:
    """A schedule cell has a mark that the legend does not hold."""
    return warning(
        "unknown-mark",
        Place(name, field=table),
        f"Merkkiä ”{mark}” ({some(places)}) ei ole selitetty.",
        f'Kerro, mitä merkki tarkoittaa, valinnalla --phase "{mark}=vaihe".',
    )


def legend_missing(name: str, names: Sequence[str]) -> Problem:
    """There are colours or marks, but nothing tells what they mean."""
    first = names[0]
    return warning(
        "legend-missing",
        Place(name),
        f"Asiakirjasta ei löydy värien tai merkkien selitystä. Aikataulussa on {listed(names)}.",
        f'Kerro jokaisen merkitys valinnalla --phase, esimerkiksi --phase "{first}=selvittely".',
    )


def no_colours(name: str, has_periods: bool) -> Problem:
    """The document cannot tell phases."""
    why = (
        "Aikataulu on lähteessä vain väreinä, eikä niitä ole tässä tiedostossa."
        if has_periods
        else "Asiakirjan taulukoissa ei ole puolivuosien sarakkeita."
    )
    return warning(
        "no-colours",
        Place(name),
        f"{why} Toimenpiteiden aikataulut jäävät tuntemattomiksi.",
        "Tuo mieluummin alkuperäinen Word-, Excel- tai PowerPoint-tiedosto, tai täydennä"
        " aikataulut käsin.",
    )


def conditional_format(name: str, table: str) -> Problem:
    """Cells are coloured by rules, which the file does not show."""
    return warning(
        "conditional-format",
        Place(name, field=table),
        "Taulukon soluja väritetään ehdollisella muotoilulla, jota ei osata lukea.",
        "Jos aikataulun värit tulevat siitä, väritä solut Excelissä tavallisella täytöllä.",
    )


def hidden_left_out(name: str, hidden: Sequence[Left]) -> Problem:
    """Hidden or deleted things were left out."""
    parts = [
        f"{one.what} × {one.number}" + (f" ({one.where})" if one.where else "") for one in hidden
    ]
    return warning(
        "hidden-left-out",
        Place(name),
        f"Asiakirjan piilotettuja tai poistetuksi merkittyjä kohtia ei tuotu: {'; '.join(parts)}.",
        "Jos jokin niistä kuuluu digitiekarttaan, palauta se näkyviin asiakirjassa.",
    )


def duplicate_measure(name: str, title: str, places: Sequence[str]) -> Problem:
    """The same measure stands more than once."""
    return warning(
        "duplicate-measure",
        Place(name),
        f"Toimenpide ”{' '.join(title.split())}” on asiakirjassa"
        f" {counted(len(places), 'kerran', 'kertaa')}: {some(places)}. Kaikki tuotiin.",
        "Jos ne ovat sama toimenpide, poista ylimääräinen.",
    )


def order_not_chronological(name: str, table: str) -> Problem:
    """Half-year columns are not in order of time."""
    return warning(
        "order-not-chronological",
        Place(name, field=table),
        "Puolivuosien sarakkeet eivät ole aikajärjestyksessä. Ne järjestettiin.",
        "Tarkista, että sarakkeiden otsikot ovat oikein.",
    )


def half_year_twice(name: str, table: str, moments: Iterable[str]) -> Problem:
    """Two columns are headed by the same half-year."""
    return warning(
        "half-year-twice",
        Place(name, field=table),
        f"Sama puolivuosi on usean sarakkeen otsikkona: {listed(list(moments))}.",
        "Tarkista sarakkeiden otsikot. Sarakkeet yhdistettiin, ja oikeanpuoleinen jäi voimaan.",
    )


def coarse_periods(name: str, table: str, year_only: bool) -> Problem:
    """Columns are years, quarters or months, not half-years."""
    message = (
        "Sarakkeen otsikkona on pelkkä vuosi. Sen vaihe merkittiin vuoden kummallekin puoliskolle."
        if year_only
        else "Sarakkeen aika on lyhyempi kuin puolivuosi. Sen vaihe merkittiin puolivuodelle, johon"
        " se kuuluu."
    )
    return warning(
        "not-half-years", Place(name, field=table), message, "Tarkista aikataulut tuonnin jälkeen."
    )


def unknown_column(name: str, table: str, heads: Sequence[str]) -> Problem:
    """Columns whose meaning is not known were kept as extra fields."""
    return warning(
        "unknown-column",
        Place(name, field=table),
        f"Näiden sarakkeiden tiedot tuotiin lisäkenttiin: {listed([f'”{h}”' for h in heads])}.",
        "Siirrä tiedot oikeisiin kenttiin, kun tarkistat tuonnin.",
    )


def column_without_head(name: str, table: str, column: str, text: str) -> Problem:
    """Cells with text stand in a column that has no head."""
    return warning(
        "column-without-head",
        Place(name, field=table),
        f"{column} on tekstiä, mutta ei otsikkoa, joten sitä ei tuotu. Ensimmäinen on ”{text}”.",
        "Anna sarakkeelle otsikko, jos tiedot kuuluvat toimenpiteisiin.",
    )


def row_left_out(name: str, table: str, row: int, text: str) -> Problem:
    """A row with content could not be placed."""
    return warning(
        "row-left-out",
        Place(name, field=table),
        f"Riviä {row} ei tuotu, koska siinä ei ole toimenpiteen nimeä: ”{text}”.",
        "Kirjoita toimenpiteen nimi riville, tai lisää tiedot käsin.",
    )


def unsure_row(name: str, table: str, row: int, text: str, taken_as: str) -> Problem:
    """A row may be a group or a measure without any data."""
    return warning(
        "unsure-row",
        Place(name, field=table),
        f"Rivi {row}, ”{text}”, voi olla ryhmän otsikko tai toimenpide. Se tuotiin {taken_as}.",
        "Tarkista, ja korjaa tarvittaessa.",
    )


def legend_differs(name: str, label: str, other: str) -> Problem:
    """One colour is called by two names."""
    return warning(
        "legend-differs",
        Place(name),
        f"Samalla värillä on värien selityksissä kaksi nimeä: ”{other}” ja ”{label}”."
        f" Käytettiin nimeä ”{other}”.",
        "Jos ne ovat eri vaiheita, korjaa toisen väri asiakirjaan.",
    )


def note(name: str, sentence: str) -> Problem:
    """Something a reader tells."""
    return warning("import-note", Place(name), sentence, "Tarkista kohta asiakirjasta.")


def no_table(name: str) -> Problem:
    """The document holds no table of measures."""
    return Problem(
        "no-measures",
        Place(name),
        f"Tiedostosta ”{name}” ei löytynyt toimenpidetaulukkoa.",
        "Taulukossa pitää olla otsikkorivi, jossa lukee esimerkiksi ”Toimenpide” ja"
        " ”Vastuutaho” tai puolivuosia (”Kevät 2025”).",
    )
