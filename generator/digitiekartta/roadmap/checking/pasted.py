"""What a paste from Word, Excel or Teams leaves in texts: told where it may not be meant."""

import re
from collections.abc import Iterator, Sequence

from digitiekartta.basics.characters import look
from digitiekartta.basics.kinds import FIELDS, TEXTS, Kind, Need
from digitiekartta.basics.problems import Problem
from digitiekartta.basics.text import listed, one_line
from digitiekartta.roadmap.model import KEYS, Entry, WrittenText
from digitiekartta.roadmap.reading.source import place_at
from digitiekartta.roadmap.roadmap import Roadmap

ONE_LINE = FIELDS.warning(
    "list-on-one-line",
    "Luettelo on yhdellä rivillä, joten se luetaan yhdeksi nimeksi: ”{written}”.",
    "Jos nimiä on monta, kirjoita kukin omalle rivilleen: {lines}. Jos nimi on yksi, kirjoita"
    " sekin luettelon riviksi: ”- {written}”.",
    example="tahot.yml: Kirjasto: {muut_kirjoitusasut: 'Lehtisali, kirjastoauto, lainaamo'}",
)
_WITHOUT_DASHES = ONE_LINE.worded(
    "Luettelon rivien alusta puuttuvat viivat, joten rivit luetaan yhdeksi: ”{written}”.",
    "Aloita kukin rivi viivalla ja välilyönnillä: ”- …”.",
)
BULLETS = TEXTS.warning(
    "bullet-in-text",
    "Tekstissä on luettelon merkkejä ({mark}). Sivulla ne ovat tavallisia merkkejä, eikä niistä"
    " tule luetteloa.",
    "Poista merkit ja kirjoita asiat virkkeiksi tai pilkuin erotettuina. Tekstisivulla (.md)"
    " luettelon rivit alkavat yhdysviivalla: ”- asia”.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Kurssilla opitaan • salasanat • huijaukset",
)
QUOTED = TEXTS.warning(
    "quoted-text",
    "Koko teksti on lainausmerkeissä, ja ne näkyvät sivulla.",
    "Poista lainausmerkit, jos ne eivät kuulu tekstiin. Lainaus voi jäädä ennalleen.",
    example="toimenpiteet/kurssit.yml: otsikko: ”Tietoturvakurssi”",
    need=Need.KNOW,
)
FOREIGN_LETTER = TEXTS.warning(
    "foreign-letter",
    "Sanassa ”{word}” on merkki (U+{number}), joka on vain tutun kirjaimen näköinen.",
    "Kirjoita sana uudelleen: haku ei löydä sitä näin.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Tietotu\u0440vaa kaikille",
)

MARKUP = TEXTS.warning(
    "markup-in-field",
    "Kentän teksti näytetään merkki merkiltä, joten ”{mark}” ei muotoile sitä.",
    "Poista muotoilun merkit. Linkin paikka on kentässä linkit.",
    example="toimenpiteet/kurssit.yml: lisatiedot: Kurssi on **pakollinen** kaikille",
)
GARBLED = TEXTS.warning(
    "garbled-letters",
    "Sanassa ”{word}” on rikkoutuneita kirjaimia: yksi kirjain on muuttunut kahdeksi merkiksi.",
    "Kirjoita sana uudelleen.",
    example="toimenpiteet/kurssit.yml: lisatiedot: KÃ¤yttÃ¶Ã¶notto",
)
BROKEN_WORD = TEXTS.warning(
    "broken-word",
    "Sana on katkaistu rivin lopussa: ”{word}”.",
    "Kirjoita sana yhteen.",
    example="toimenpiteet/uusi.yml: {otsikko: Kurssi, tavoite: digitaidot, aikataulu: {},"
    ' lisatiedot: "Tietoturvan kehit-\\ntäminen"}',
)
MARKS_ONLY = TEXTS.warning(
    "marks-only",
    "Tekstissä ei ole yhtään kirjainta eikä numeroa: ”{text}”.",
    "Kirjoita teksti sanoin. Jos kerrottavaa ei ole, jätä kenttä pois.",
    example="toimenpiteet/kurssit.yml: lisatiedot: '–'",
)
_MARKUP = re.compile(
    r"\*\*[^*\n]{1,200}\*\*|\[[^][\n]{1,200}\]\(https?:"
    r"|</?(?:a|b|br|div|em|font|i|li|ol|p|span|strong|u|ul)\b[^<>]{0,200}>|&(?:amp|gt|lt|nbsp|quot|auml|ouml);",
    re.IGNORECASE,
)
# Words are widened afterwards: a pattern that begins with any letters takes long in long words.
_GARBLED = re.compile(r"(?:Ã[\u0080-\u00bf„–…˜]|â€)")
_BROKEN = re.compile(r"[a-zåäö]-\n *(?!(?:ja|tai|sekä|eli|och|ynnä)\b)[a-zåäö]")
_LONGEST = 40  # letters of a word that are shown before and after what is wrong with it
_LISTS = ("contributors", "other_spellings", "sectors", "audiences")
# Those of which a line may have commas.
_LISTS_OF_LINES = (*_LISTS, "synonyms", "search_words")
_BETWEEN_NAMES = re.compile(r"[,;|\n•·]|\s/\s")
_BETWEEN_WORDS = re.compile(r"[,;|\s•·]")
# What is as the source has it, and names for which other rules say whether they exist.
_ELSEWHERE = {
    *(KEYS[name] for name in ("parties_in_source", "sector_in_source", "extra_fields", "source")),
    *(KEYS[name] for name in ("schedule_words", "parties", "sector", "audience", "address")),
    *(KEYS[name] for name in ("goal", "group", "viewpoint", "related", "replaces", "phase")),
    *(KEYS[name] for name in ("merged_into", "goals", "measures", "email", "phone", "branch")),
    KEYS["logo"],
}
# What a phase is marked with, and what stands in half-years: a phase, or words of the source.
_SIGNS = {KEYS["mark"], KEYS["words"], KEYS["schedule"]}
_GLYPHS = "•▪◦‣●○■□"
_GLYPH = re.compile(f"[{_GLYPHS}]")
_BULLET = re.compile(rf"^\s*([{_GLYPHS}])|(?<=\s)([{_GLYPHS}])\s.*\s\2\s", re.MULTILINE)
_DASHES = re.compile(r"^\s*([-–—*])\s.*\n\s*\1\s", re.MULTILINE)
# In prose a line feed is a space.
_PROSE_BULLET = re.compile(
    rf"^ {{0,3}}([{_GLYPHS}])\s|^ {{0,3}}([–—])\s.*\n {{0,3}}\2\s", re.MULTILINE
)
_WHOLLY_QUOTED = re.compile(r"[”“„»«][^”“„»«]*[”“»«]")
_WORD = re.compile(r"\w+")
_LATIN = re.compile("[A-Za-zÅÄÖåäö]")
_OURS = re.compile("[\\x00-\\x7fÅÄÖåäöÉéÜü–—”’…€§]*")  # of nearly all texts all letters


def lists_on_one_line(roadmap: Roadmap) -> Iterator[Problem]:
    """A list of names has each of them on a line of its own."""
    settings = roadmap.settings
    entries: list[Entry] = [settings, *settings.sectors, *settings.audiences]
    for entry in [*entries, *roadmap.parties.values(), *roadmap.measures]:
        for field in _LISTS_OF_LINES:
            written = _one_text(entry, field)
            if written and entry.has_lines(field):
                yield _WITHOUT_DASHES.at(entry.place_of(field), written=one_line(written))
                continue
            if field not in _LISTS:
                continue
            parts = [part.strip() for part in _BETWEEN_NAMES.split(written or "") if part.strip()]
            # "Sivistys-, kulttuuri- ja nuorisotoimi" is one name.
            if written and len(parts) > 1 and not any(part.endswith("-") for part in parts):
                lines = listed([f"”- {part}”" for part in parts])
                written = " ".join(written.split())
                yield ONE_LINE.at(entry.place_of(field), written=written, lines=lines)


def _one_text(entry: Entry, field: str) -> str | None:
    """Return the text that stands where a list is expected; None where it can be but one name."""
    items: Sequence[object] = getattr(entry, field, ())
    # What stands in the file has to be looked up, which takes its time.
    may_be_several = len(items) == 1 and _BETWEEN_WORDS.search(str(items[0]))
    return entry.written(field) if may_be_several else None


def marks_of_lists(roadmap: Roadmap) -> Iterator[Problem]:
    """No text holds the marks of a list where it makes none."""
    for one in _own_texts(roadmap):
        has_glyph = _GLYPH.search(one.text)
        if found := (has_glyph and _BULLET.search(one.text)) or _DASHES.search(one.text):
            yield BULLETS.at(one.place, mark=found.group(found.lastindex or 0))
    for prose in roadmap.texts.values():
        if found := _PROSE_BULLET.search(prose.markdown):
            place = place_at(prose.markdown, found.start(found.lastindex or 0), prose.file)
            yield BULLETS.at(place, mark=found[1] or found[2])


def broken_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """No text holds markup that formats nothing, garbled letters, or words that a line broke."""
    for one in _own_texts(roadmap):
        if found := _MARKUP.search(one.text):
            yield MARKUP.at(one.place, mark=found[0])
        for kind, word, _ in _broken_in(one.text):
            yield kind.at(one.place, word=word)
    for prose in roadmap.texts.values():
        for kind, word, at in _broken_in(prose.markdown):
            yield kind.at(place_at(prose.markdown, at, prose.file), word=word)


def _broken_in(text: str) -> Iterator[tuple[Kind, str, int]]:
    """Yield the first of each kind of broken word: its kind, the word, and where it stands."""
    for kind, pattern in ((GARBLED, _GARBLED), (BROKEN_WORD, _BROKEN)):
        if found := pattern.search(text):
            before = re.split(r"\s", text[max(0, found.start() - _LONGEST) : found.start()])[-1]
            after = re.split(r"\s", text[found.end() : found.end() + _LONGEST])[0]
            word = "".join((before, " ".join(found[0].split()), after))
            yield kind, word, found.start()


def marks_alone(roadmap: Roadmap) -> Iterator[Problem]:
    """A text says something: dashes or dots in its place do not."""
    for one in _own_texts(roadmap):
        if _SIGNS.isdisjoint(one.path) and not any(letter.isalnum() for letter in one.text):
            yield MARKS_ONLY.at(one.place, text=one.text)


def quotes_around_texts(roadmap: Roadmap) -> Iterator[Problem]:
    """Quotation marks around a whole text belong to it."""
    for one in _own_texts(roadmap):
        if _WHOLLY_QUOTED.fullmatch(one.text):
            yield QUOTED.at(one.place)


def foreign_letters(roadmap: Roadmap) -> Iterator[Problem]:
    """No word of our letters has one of another script that only looks like ours."""
    for one in _own_texts(roadmap):
        for word, number, _ in _foreign_in(one.text):
            yield FOREIGN_LETTER.at(one.place, word=word, number=number)
    for prose in roadmap.texts.values():
        for word, number, at in _foreign_in(prose.markdown):
            place = place_at(prose.markdown, at, prose.file)
            yield FOREIGN_LETTER.at(place, word=word, number=number)


def _foreign_in(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each word with such a letter, the letter's number, and where the word stands."""
    if _OURS.fullmatch(text) or look(text) == " ".join(text.split()):
        return
    for found in _WORD.finditer(text):
        if not _LATIN.search(found[0]):
            continue
        for letter, seems in zip(found[0], look(found[0]), strict=False):
            if letter != seems:
                yield found[0], f"{ord(letter):04X}", found.start()
                break


def _own_texts(roadmap: Roadmap) -> Iterator[WrittenText]:
    return (one for one in roadmap.field_texts() if _ELSEWHERE.isdisjoint(one.path))
