"""Finnish inflection, loosely: the stems of a basic form, and the endings that follow them.

An inflected form is a stem and an ending: koulukyydin = koulukyydi + n. The search script
cuts endings from what a reader writes and looks the rest up among the stems of the
roadmap's own words, which are made here. The vocabulary is small, so it costs nothing that
a basic form gets stems that it does not have in real Finnish (of "kuusi" both kuude- and
kuuse-); what would cost is a missing one.
"""

import re
from functools import lru_cache


def words(text: str) -> list[str]:
    """Return the words of a list that is written as a text."""
    return text.split()


_VOWELS = "aeiouyäöå"

# Strong grade of the consonants before a word's last vowels → its weak ones, longest first.
_GRADES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kk", ("k",)), ("pp", ("p",)), ("tt", ("t",)), ("nk", ("ng",)), ("nt", ("nn",)),
    ("mp", ("mm",)), ("lt", ("ll",)), ("rt", ("rr",)), ("ht", ("hd",)), ("lp", ("lv",)),
    ("rp", ("rv",)), ("lk", ("l", "lj")), ("rk", ("r", "rj")), ("hk", ("h",)),
    ("k", ("", "v", "j")), ("p", ("v",)), ("t", ("d",)),
)  # fmt: skip
_TO_WEAK = dict(_GRADES)
_TO_STRONG = {
    weak: tuple(strong for strong, grades in _GRADES if weak in grades)
    for _, all_weak in _GRADES
    for weak in all_weak
    if weak not in ("l", "r", "h")  # too much would change grade
}

_LAST_CONSONANTS = re.compile(rf"^(.*?)([^{_VOWELS}\W\d_]*)([{_VOWELS}]+)$", re.DOTALL)

# What may follow a stem. Harmony and order are the writer's business: cases and the
# commonest forms of verbs, then possessives, then clitics.
_CASES = words(
    "n t a ä ta tä tta ttä ja jä den tten en ten jen in sen na nä ksi kse ssa ssä sta"
    " stä an än on ön un yn hin hon hön han hän hen hun hyn seen siin lla llä lta ltä"
    " lle ine ne"
)
_VERBAL = words(
    "mme tte vat vät taan tään daan dään laan lään naan nään raan rään ttiin tiin tu ty"
    " ttu tty tut tyt tava tävä ttava ttävä nut nyt nee neet neen neiden neita neitä"
    " va vä ma mä maan mään massa mässä malla"
    " mällä matta mättä minen mis misen mista mistä miseen miseksi misessa misessä"
    " misesta misestä misella misellä miset essa essä en isi isin isimme isivat isivät"
    " taisi täisi"
)
_POSSESSIVES = words("ni si nsa nsä mme nne an än en")
_CLITICS = words("kin kaan kään ko kö han hän pa pä")


def _one_of(endings: list[str]) -> str:
    return "|".join(sorted(set(endings), key=lambda ending: (-len(ending), ending)))


ENDINGS = (
    f"(?::?(?:{_one_of(_CASES + _VERBAL)}))?(?:{_one_of(_POSSESSIVES)})?(?:{_one_of(_CLITICS)})?"
)
"""A regular expression, for Python and JavaScript alike, of all that may follow a stem."""

_ENDING = re.compile(ENDINGS)


@lru_cache(maxsize=1 << 16)
def is_ending(text: str) -> bool:
    """Whether the text may follow a stem; nothing may."""
    return _ENDING.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def stems(basic: str) -> frozenset[str]:
    """Return what inflected forms of a basic form, in lower case, begin with.

    The basic form is one of them. Nouns, adjectives and verbs are not told apart.
    """
    if len(basic) < 3 or basic[-1].isdigit():
        return frozenset((basic,))
    made = {basic} | _nominal(basic)
    if re.search(r"(?:[aeiouyäö][aä]|[dnlrt][aä]|st[aä])$", basic):
        made |= _verbal(basic)
    return frozenset(stem for stem in made if len(stem) > 1)


def _nominal(word: str) -> set[str]:
    base, last = word[:-1], word[-1]
    if word.endswith("nen"):
        return {word[:-3] + "se", word[:-3] + "s", word[:-3] + "si"}
    if word.endswith("mpi"):
        compared = ("mpa", "mpä", "mma", "mmä", "mmi")
        return {*(word[:-3] + tail for tail in compared), *_in_vowel(word, base, last)}
    if word.endswith(("ton", "tön")):
        return {base[:-2] + f"tt{base[-1]}m{tail}" for tail in ("a", "ä", "i")}
    if last == "s":
        return _in_s(word, base)
    if last == "n":  # puhelin: puhelime-; jäsen: jäsene-; parhain: parhaimpa-
        grown = {form[:-1] for form in (word, *_strong(word))}
        tails = ("me", "mi", "ne", "ni", "mpa", "mpä", "mma", "mmä", "mmi", "")
        return {g + tail for g in grown for tail in tails}
    if last in "lr":
        return {form + tail for form in (word, *_strong(word)) for tail in ("e", "ee", "i", "ei")}
    if last == "t":  # kevät: kevää-; olut: olue-; chat: chati-; väsynyt: väsynee-; kisat: kisa-
        made = {base + base[-1:], base + "e", base + "i", word + "i", word + "ei"}
        if base[-1:] in _VOWELS:
            made |= {
                base[:-1] + "ee",
                base[:-1] + "ei",
                base,
                *_in_vowel(base, base[:-1], base[-1:]),
            }
        return made
    if last not in _VOWELS:
        return {word + "i", word + "ei"}
    return _in_vowel(word, base, last)


def _in_s(word: str, base: str) -> set[str]:
    made = {base + "kse", base + "ksi"}
    if word.endswith("mies"):
        made |= {base + "he", base + "hi"}
    # saavutettavuus, vapaus: -uude-; but perus is not perut-, which peruttu would be a form of
    if base[-1:] in "uy" and base[-2:-1] in _VOWELS:
        made |= {base + tail for tail in ("de", "te", "t", "ksi")}
    if base[-1:] in "aäieouyö":  # asiakas: asiakkaa-; kallis: kallii-; uros: uroo-
        long = base + base[-1]
        made |= {form for grown in (long, base + "i") for form in (grown, *_strong_of(grown, base))}
    return made


# What comes in place of a last vowel; after others comes "i". kirja: kirjoi-; tila: tilo|jen
_IN_PLACE = {
    "a": ("i", "e", "o", "oi"),
    "ä": ("i", "e", "ö", "öi"),
    "i": ("e", "ei"),
    "e": ("ee", "ei"),
}


def _in_vowel(word: str, base: str, last: str) -> set[str]:
    forms = {word, *_weak(word)}
    tails = _IN_PLACE.get(last, (f"{last}i",))
    made = forms | {form[:-1] + tail for form in forms for tail in tails}
    if last == "i" and base[-1:] not in _VOWELS:
        made |= _in_consonant_and_i(base)
    if last == "e":  # palaute: palauttee-; lomake: lomakkee-
        made |= {form + tail for form in _strong(word) for tail in ("e", "i")}
    if len(word) > 3 and base[-1] == last:  # maa: mai-; vapaa: vapai-
        made.add(base + "i")
    if word.endswith(("aika", "poika")):  # aja-, pojat
        made |= {word[:-3] + tail for tail in ("ja", "jo", "joi")}
    if word.endswith(("uo", "yö", "ie")):  # työ: töi-
        made.add(word[:-2] + last + "i")
    return made


def _in_consonant_and_i(base: str) -> set[str]:
    made = {base, base[:-1] + "n"}  # kieli: kiel|tä; lumi: lun|ta
    if base[-1:] == "s":  # vesi: vede-, vete-, vet|tä; kansi: kanne-; varsi: varre-
        made |= {base[:-1] + tail for tail in ("de", "te", "t", base[-2:-1] + "e")}
    if base.endswith(("ps", "ks")):  # lapsi: las|ta
        made.add(base[:-2] + "s")
    return made


def _verbal(word: str) -> set[str]:
    made = set()
    base = word[:-1]
    if base[-1] in _VOWELS:  # hakea: hake-, hae-, haki-; kehittää: kehitä-, kehite(tään)
        for form in (base, *_weak(base)):
            made |= {form, form[:-1] + "i", form[:-1] + "e", form + "i"}
    elif base[-1] == "d":  # analysoida: analysoi-
        made |= {word[:-2], word[:-1] + "a", word[:-1] + "ä"}
    elif base[-2:] in ("ll", "nn", "rr"):  # opiskella: opiskele-, opiskel|laan; tila is no verb
        cut = word[:-2]
        made |= {form + tail for form in (cut, *_strong(cut)) for tail in ("", "e", "i")}
    elif word.endswith(("sta", "stä")):  # julkaista: julkaise-
        made |= {word[:-2], word[:-2] + "e", word[:-2] + "i"}
    elif base[-1] == "t" and base[-2:-1] in _VOWELS:  # varata: varaa-, pakata: pakkaa-
        cut = word[:-2]
        long = {cut + word[-1], cut + cut[-1]}
        made |= {cut, word[:-1]}
        for grown in long:
            forms = {grown, *_strong_of(grown, cut)}
            made |= forms | {form[:-1] + "i" for form in forms}
        made |= {cut[:-1] + "itse", cut + "itse"}  # tarvita: tarvitse-
    return made


def _weak(word: str) -> set[str]:
    """Return the word in the weak grade: tunti → tunni; nothing when nothing changes."""
    return _regraded(word, _TO_WEAK)


def _strong(word: str) -> set[str]:
    """Return the word in the strong grade: palaute → palautte, askel → askel."""
    trailing = re.search(rf"[^{_VOWELS}]*$", word)
    tail = trailing[0] if trailing else ""
    return {form + tail for form in _regraded(word[: len(word) - len(tail)], _TO_STRONG)}


def _strong_of(grown: str, word: str) -> set[str]:
    """Return a lengthened stem in the strong grade of the word that it grew from."""
    return {form + grown[len(word) :] for form in _regraded(word, _TO_STRONG)}


def _regraded(word: str, table: dict[str, tuple[str, ...]]) -> set[str]:
    parts = _LAST_CONSONANTS.match(word)
    if not parts:
        return set()
    head, cluster, tail = parts.groups()
    made = set()
    for length in range(len(cluster) if head else -1, -1, -1):
        part = cluster[len(cluster) - length :]
        if part not in table or (not part and cluster):
            continue
        made |= {head + cluster[: len(cluster) - length] + other + tail for other in table[part]}
        break
    for cut in range(1, len(tail)):  # koe: kokee-; aie: aikee-
        between = table.get("", ())
        made |= {head + cluster + tail[:cut] + other + tail[cut:] for other in between}
    return made
