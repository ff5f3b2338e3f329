"""Laskula, an invented municipality so small that its numbers can be calculated by hand.

Its period is kevät 2025 – syksy 2026. A dot is a half-year of which the schedule says nothing.

    goal sector         kevät 25  syksy 25  kevät 26  reported                estimates of 2026
 a  1    Hallinto       selvitys  käyttö    jatkuva   k25 aloitettu, s25      käyttömeno 1 000
                                                      valmis
 b  1    both           selvitys  selvitys  käyttö    s25 käynnissä           käyttömeno 500,50,
                                                                              investointi 20 000
 c  1    Tekniset       .         selvitys  käyttö
 d  1    Tekniset       .         .         selvitys                          3 000, of no kind
 e  2    Hallinto       selvitys  .         .         k25 keskeytetty; ended
                                                      in syksy 2025
 f  2    none named     kokeilu   kokeilu   .         s25 siirtynyt
 g  2    none named     there is no schedule
 h  2    Hallinto       not known                                             muu 700
 i  2    Hallinto       jatkuva   jatkuva   jatkuva   k25 valmis

"kokeilu" is words, not a phase. The first version was approved on 9.12.2024; in it the survey of c
stood in kevät 2025. The second, of 1.12.2025, is what stands here.
"""

from __future__ import annotations

import re
from datetime import date

from digitiekartta.pages.site import Options, Site
from digitiekartta.versions.check import check_roadmap
from digitiekartta.versions.comparison.history import history_of
from pikku import Content

DAY = date(2026, 1, 20)
"""The day on which a report of 2025 is made."""
SURVEY, USE, GOING_ON = "selvitys", "käyttöönotto", "jatkuva toiminta"
_BODIES = """
toimielimet:
  - nimi: Kunnanhallitus
    hyvaksyy: tiekartta
  - nimi: Johtoryhmä
    hyvaksyy: muutokset
"""
_MEASURES = {
    "a": (1, ["Hallinto"], (SURVEY, USE, GOING_ON), ["kevät 2025 aloitettu", "syksy 2025 valmis"]),
    "b": (1, ["Hallinto", "Tekniset"], (SURVEY, SURVEY, USE), ["syksy 2025 käynnissä"]),
    "c": (1, ["Tekniset"], ("", SURVEY, USE), []),
    "d": (1, ["Tekniset"], ("", "", SURVEY), []),
    "e": (2, ["Hallinto"], (SURVEY, "", ""), ["kevät 2025 keskeytetty"]),
    "f": (2, [], ("{sanat: kokeilu}", "{sanat: kokeilu}", ""), ["syksy 2025 siirtynyt"]),
    "g": (2, [], (), []),
    "h": (2, ["Hallinto"], None, []),
    "i": (2, ["Hallinto"], (GOING_ON, GOING_ON, GOING_ON), ["kevät 2025 valmis"]),
}
_MORE = {
    "a": "kustannusarvio: [{vuosi: 2026, euroa: 1000, laji: käyttömeno}]\n"
    "lisatiedot: Hinta 2024 oli 5.900e / 500 havaintoa.\n",
    "b": "kustannusarvio:\n  - {vuosi: 2026, euroa: '500,50', laji: käyttömeno}\n"
    "  - {vuosi: 2026, euroa: 20000, laji: investointi, lahde: Talousarvio 2026}\n",
    "d": "kustannusarvio: [{vuosi: 2026, euroa: 3000}]\n",
    "e": "paattyi: {puolivuosi: syksy 2025, syy: Tarvetta ei ole.}\n",
    "h": "kustannusarvio: [{vuosi: 2026, euroa: 700, laji: muu}]\n"
    "aikataulu_puuttuu: Ei vielä päätetty.\n",
}


def write(content: Content) -> None:
    """Write Laskula in the place of Pikku."""
    for id in ("kurssit", "digituki", "ohjeet"):
        content.remove(f"toimenpiteet/{id}.yml")
    content.remove("tavoitteet/digitaidot.yml")
    content.replace(
        "tiekartta.yml", "  - Koko kunta\n  - Tekniset palvelut\n", "  - Hallinto\n  - Tekniset\n"
    )
    content.replace("tahot.yml", "  toimiala: Koko kunta\n", "")
    content.append("tiekartta.yml", _BODIES)
    for number, title in ((1, "Taidot"), (2, "Palvelut")):
        content.write(f"tavoitteet/t{number}.yml", f"numero: {number}\notsikko: {title}\n")
    for order, (id, (goal, sectors, cells, reports)) in enumerate(_MEASURES.items(), start=1):
        lines = [f"otsikko: Toimi {id}", f"tavoite: t{goal}", f"jarjestys: {order}"]
        lines.append("vastuu: Tietohallinto")
        if sectors:
            lines += ["toimiala:", *(f"  - {name}" for name in sectors)]
        if cells is not None:
            moments = zip(("kevät 2025", "syksy 2025", "kevät 2026"), cells, strict=False)
            said = [f"  {moment}: {cell}" for moment, cell in moments if cell]
            lines += ["aikataulu:", *said] if said else ["aikataulu: {}"]
        if reports:
            lines.append("raportit:")
        for report in reports:
            half, year, state = report.split()
            lines.append(f"  - {{puolivuosi: {half} {year}, tila: {state}}}")
        content.write(f"toimenpiteet/{id}.yml", "\n".join(lines) + "\n" + _MORE.get(id, ""))


def approve_twice(content: Content, run) -> None:
    """Approve Laskula with its survey of c half a year earlier, and then as it is."""
    content.replace("toimenpiteet/c.yml", "syksy 2025", "kevät 2025")
    approve(run, "Kunnanhallitus", "9.12.2024")
    content.replace("toimenpiteet/c.yml", "kevät 2025", "syksy 2025")
    approve(run, "Johtoryhmä", "1.12.2025")


def approve(run, body: str, day: str) -> None:
    """Approve the content as it is."""
    decision = ("approve", "pikku", "--body", body, "--date", day)
    code = run(*decision)[1].partition("--code ")[2].split()[0]
    ended, _, err = run(*decision, "--code", code, "--yes")
    assert 0 == ended, err


def forget_schedules(content: Content) -> None:
    """Leave Laskula without a schedule that anybody knows."""
    content.append("tiekartta.yml", "aikataulu_puuttuu: Ei vielä päätetty.\n")
    for id in _MEASURES:
        written = content.read(f"toimenpiteet/{id}.yml")
        cut = re.sub(r"aikataulu:.*\n(  (kevät|syksy).*\n)*", "", written)
        content.write(f"toimenpiteet/{id}.yml", cut.encode())


def site(content: Content, day: date = DAY) -> Site:
    """Return Laskula as a site of a day."""
    checked = check_roadmap(content.root / "content", "pikku", day)
    assert checked.sound, checked.problems
    status = checked.versions.status_of(checked.sound)
    options = Options(day, draft=status is None, approval_status=status)
    history = history_of(checked.versions.all, checked.sound, draft=status is None)
    return Site(checked.sound, options, history)
