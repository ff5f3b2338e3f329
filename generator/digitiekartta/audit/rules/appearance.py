"""What one look at a page shows, in the state that it is in: each rule asks one question.

The questions stand in the scripts beside this module; an element that a script gives as the
answer breaks the rule.
"""

from digitiekartta.audit.findings import Rule
from digitiekartta.basics.problems import Severity

#: A link in running text is told from the text by more than its colour. Stricter than axe-core,
#: which is content with a contrast of 3:1 between link and text, and looks only at blocks that
#: have more text than links.
LINK_COLOUR_ONLY = Rule(
    "a11y-link-colour-only",
    "Linkin erottaa ympäröivästä tekstistä vain väri: {element}",
    "Alleviivaa tekstin linkit tyylitiedostossa: text-decoration: underline.",
    criterion="1.4.1",
    asks="links.colourOnly",
)
#: What can be pressed in the header and in menus is at least 44 CSS pixels wide and high (level
#: AAA). axe-core sees to the 24 of level AA everywhere.
TARGET_SMALL = Rule(
    "a11y-target-small",
    "Yläpalkin tai valikon kohta on pienempi kuin 44 × 44 kuvapistettä: {element}",
    "Anna kohdalle tyylitiedostossa min-height: 44px ja min-width: 44px.",
    criterion="2.5.5",
    asks="targets.small",
    severity=Severity.WARNING,
)
#: A frame that scrolls has a role and a name: the keyboard stops at it.
SCROLL_UNNAMED = Rule(
    "a11y-scroll-unnamed",
    "Vieritettävällä alueella ei ole roolia tai nimeä: {element}",
    'Anna alueelle role="region" ja nimi: aria-labelledby taulukon otsikkoon tai aria-label.',
    criterion="4.1.2",
    asks="regions.unnamed",
)
#: The main heading is in sight.
H1_HIDDEN = Rule(
    "a11y-h1-hidden",
    "Sivun pääotsikko (h1) ei näy: {element}",
    "Poista tyyleistä tai sivupohjasta kohta, joka piilottaa otsikon.",
    asks="regions.hiddenHeadings",
)
#: What can be clicked can be reached with the keyboard, too.
LABEL_BUTTON = Rule(
    "a11y-label-button",
    "{element} toimii vain hiirellä: sen valintaruutuun ei pääse näppäimistöllä.",
    "Tee siitä painike (button).",
    criterion="2.1.1",
    asks="labels.deadLabels",
)

#: What stands in a table stands there in words; a colour alone tells nothing to many.
COLOUR_ONLY = Rule(
    "a11y-colour-only",
    "Taulukon solun kertoo vain sen taustaväri: {element}",
    "Kirjoita soluun sanoin, mitä väri tarkoittaa, esimerkiksi vaiheen nimi.",
    criterion="1.4.1",
    asks="phases.colouredOnly",
)
#: What is seen stands in the order in which it is read aloud.
ORDER_REVERSED = Rule(
    "a11y-order-reversed",
    "Osat näkyvät muussa järjestyksessä kuin ruudunlukija lukee ne: {element}",
    "Poista tyylitiedostosta kohta, joka vaihtaa järjestyksen (reverse, order), ja siirrä osat"
    " oikeaan järjestykseen sivupohjassa.",
    criterion="1.3.2",
    asks="order.reversed",
)
#: What shows under the mouse shows for the keyboard and the finger, too.
HOVER_ONLY = Rule(
    "a11y-hover-only",
    "Teksti näkyy vain, kun hiiri viedään sen kohdalle: {element}",
    "Pidä teksti aina näkyvissä, tai näytä se myös näppäimistöllä kohtaan siirtyvälle (:focus).",
    criterion="2.1.1",
    asks="hover.onlyThere",
)

#: Icons can be seen in the reader's own colours, before all where they are a control's only name.
FORCED_CONTROL_LOST = Rule(
    "a11y-forced-control-lost",
    "Painikkeen tai linkin ainoa kuvake katoaa, kun laite pakottaa värit: {element}",
    "Anna maskikuvakkeelle väri CanvasText kyselyssä @media (forced-colors: active).",
    criterion="1.4.11",
    asks="forced_colours.lostControls",
)
FORCED_ICON_LOST = Rule(
    "a11y-forced-icon-lost",
    "Kuvake katoaa, kun laite pakottaa värit: {element}",
    FORCED_CONTROL_LOST.remedy,
    asks="forced_colours.lostIcons",
    severity=Severity.WARNING,
)
#: A bar that stays in place has an edge: its background is that of the text under it.
FORCED_EDGE_LOST = Rule(
    "a11y-forced-edge-lost",
    "Paikallaan pysyvä palkki ei erotu alitseen vierivästä tekstistä, kun laite pakottaa värit:"
    " {element}",
    "Anna palkille reunaviiva kyselyssä @media (forced-colors: active).",
    asks="forced_colours.edgeless",
    severity=Severity.WARNING,
)
#: Each kind of phase in a schedule has a border of its own, for where there are no colours.
PHASE_BORDER = Rule(
    "a11y-phase-border",
    "Vaiheen merkillä ei ole omaa reunaviivaa, josta vaiheen erottaisi ilman värejä: {element}",
    "Anna jokaiselle vaiheelle tyylitiedostossa oma border-style tai border-width.",
    asks="phases.alike",
    severity=Severity.WARNING,
)

#: For a reader who has asked for less motion nothing moves for long, and little moves at all.
MOTION_ENDLESS = Rule(
    "a11y-motion-endless",
    "Liike ei lopu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista animaatio kyselyssä @media (prefers-reduced-motion: reduce).",
    criterion="2.2.2",
    asks="motion.endless",
)
MOTION_KEPT = Rule(
    "a11y-motion-kept",
    "Elementti liikkuu, vaikka lukija on pyytänyt vähemmän liikettä: {element}",
    "Poista siirtymä kyselyssä @media (prefers-reduced-motion: reduce).",
    asks="motion.kept",
    severity=Severity.WARNING,
)
#: A printed table has its headers on each sheet.
PRINT_HEADER = Rule(
    "a11y-print-header",
    "Taulukon otsikkorivi ei toistu tulosteen jokaisella sivulla: {element}",
    "Anna tulosteen tyyleissä otsikkoriville (thead) display: table-header-group.",
    asks="printing.notRepeated",
    severity=Severity.WARNING,
)

ON_ANY_SCREEN = (
    *(LINK_COLOUR_ONLY, TARGET_SMALL, SCROLL_UNNAMED, H1_HIDDEN),
    *(COLOUR_ONLY, ORDER_REVERSED, HOVER_ONLY),
)
IN_FORCED_COLOURS = (
    *(FORCED_CONTROL_LOST, FORCED_ICON_LOST, FORCED_EDGE_LOST),
    *(PHASE_BORDER, LINK_COLOUR_ONLY),
)
WITH_LESS_MOTION = (MOTION_ENDLESS, MOTION_KEPT)
ON_PAPER = (PRINT_HEADER, PHASE_BORDER)
