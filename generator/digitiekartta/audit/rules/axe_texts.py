"""What the rules of axe-core say, in Finnish: axe-core itself has no Finnish texts.

For each rule of the levels A and AA and of best practice: what is wrong, and what to do.
"""

_NAME_IT = "Anna nimi näkyvänä tekstinä tai määritteellä aria-label."
_ARIA = "Korjaa tai poista ARIA-määrite. Tavallinen HTML-elementti riittää usein ilman sitä."
_LANDMARK = "Korjaa sivun alueet (header, nav, main, footer) sivupohjassa."

TEXTS: dict[str, tuple[str, str]] = {
    "accesskeys": ("Sama pikanäppäin (accesskey) on kahdella elementillä", "Poista pikanäppäin."),
    "area-alt": ("Kuvakartan alueella ei ole tekstiä", "Lisää määrite alt."),
    "aria-allowed-attr": ("ARIA-määrite ei sovi elementin rooliin", _ARIA),
    "aria-allowed-role": ("Rooli ei sovi elementtiin", _ARIA),
    "aria-braille-equivalent": ("Pistekirjoitusnimellä ei ole tavallista vastinetta", _NAME_IT),
    "aria-command-name": ("Toiminnolla ei ole nimeä", _NAME_IT),
    "aria-conditional-attr": ("ARIA-määritettä käytetään väärin elementin rooliin nähden", _ARIA),
    "aria-deprecated-role": ("Rooli on vanhentunut", _ARIA),
    "aria-dialog-name": ("Valintaikkunalla ei ole nimeä", _NAME_IT),
    "aria-hidden-body": (
        "Koko sivu on piilotettu ruudunlukuohjelmalta",
        "Poista aria-hidden elementistä body.",
    ),
    "aria-hidden-focus": (
        "Ruudunlukuohjelmalta piilotetussa kohdassa on jotain, mihin sarkain vie",
        "Poista aria-hidden tai lisää määrite inert.",
    ),
    "aria-input-field-name": ("Syötekentällä ei ole nimeä", _NAME_IT),
    "aria-meter-name": ("Mittarilla ei ole nimeä", _NAME_IT),
    "aria-progressbar-name": ("Edistymispalkilla ei ole nimeä", _NAME_IT),
    "aria-prohibited-attr": ("ARIA-määritettä ei saa käyttää tässä elementissä", _ARIA),
    "aria-required-attr": ("Roolin vaatima ARIA-määrite puuttuu", _ARIA),
    "aria-required-children": ("Roolin vaatimat sisemmät elementit puuttuvat", _ARIA),
    "aria-required-parent": ("Roolin vaatima ulompi elementti puuttuu", _ARIA),
    "aria-roles": ("Roolia ei ole olemassa", _ARIA),
    "aria-tab-name": ("Välilehdellä ei ole nimeä", _NAME_IT),
    "aria-text": ("Tekstiksi merkityssä kohdassa on jotain, mihin sarkain vie", _ARIA),
    "aria-toggle-field-name": ("Kytkimellä tai valintaruudulla ei ole nimeä", _NAME_IT),
    "aria-tooltip-name": ("Vihjeellä ei ole nimeä", _NAME_IT),
    "aria-treeitem-name": ("Puun kohdalla ei ole nimeä", _NAME_IT),
    "aria-valid-attr": ("ARIA-määritettä ei ole olemassa", _ARIA),
    "aria-valid-attr-value": ("ARIA-määritteen arvo on virheellinen", _ARIA),
    "autocomplete-valid": (
        "Määritteen autocomplete arvo on virheellinen",
        "Korjaa arvo tai poista määrite.",
    ),
    "avoid-inline-spacing": (
        "Lukija ei voi muuttaa tekstin väljyyttä, koska se on kirjoitettu elementtiin",
        "Siirrä väljyys tyylitiedostoon.",
    ),
    "blink": ("Teksti vilkkuu", "Poista elementti blink."),
    "button-name": ("Painikkeella ei ole nimeä", _NAME_IT),
    "bypass": ("Sivun toistuvien osien ohi ei pääse", "Lisää hyppylinkki, alue main ja otsikot."),
    "color-contrast": (
        "Tekstin ja taustan kontrasti ei riitä",
        "Tummenna tai vaalenna väriä tyylitiedostossa.",
    ),
    "css-orientation-lock": (
        "Sivu on lukittu pysty- tai vaaka-asentoon",
        "Poista asennon lukitus tyylitiedostosta.",
    ),
    "definition-list": (
        "Määritelmäluettelossa on muuta kuin termejä ja selityksiä",
        "Jätä elementtiin dl vain elementit dt, dd ja div.",
    ),
    "dlitem": ("Termi tai selitys ei ole määritelmäluettelossa", "Lisää ympärille elementti dl."),
    "duplicate-id-aria": (
        "Tunniste, johon viitataan, on sivulla kahdesti",
        "Anna jokaiselle kohdalle oma tunniste.",
    ),
    "empty-heading": ("Otsikko on tyhjä", "Kirjoita otsikko tai poista se."),
    "form-field-multiple-labels": (
        "Lomakkeen kentällä on monta otsikkoa",
        "Jätä kentälle yksi elementti label.",
    ),
    "frame-focusable-content": (
        "Kehyksen sisältöön ei pääse näppäimistöllä",
        'Poista tabindex="-1" kehyksestä.',
    ),
    "frame-title": ("Kehyksellä ei ole nimeä", "Lisää määrite title."),
    "frame-title-unique": ("Kahdella kehyksellä on sama nimi", "Anna kehyksille eri nimet."),
    "html-lang-valid": ("Sivun kielen merkintä on virheellinen", 'Kirjoita lang="fi".'),
    "html-xml-lang-mismatch": (
        "Sivun kielimerkinnät ovat ristiriidassa",
        "Poista määrite xml:lang.",
    ),
    "image-redundant-alt": (
        "Kuvan tekstivastine toistaa viereisen tekstin",
        'Tyhjennä tekstivastine: alt="".',
    ),
    "input-button-name": ("Painikkeella ei ole nimeä", "Lisää määrite value."),
    "input-image-alt": ("Kuvapainikkeella ei ole nimeä", "Lisää määrite alt."),
    "label": ("Lomakkeen kentällä ei ole nimeä", "Lisää kentälle elementti label."),
    "label-content-name-mismatch": (
        "Elementin nimi on eri kuin siinä näkyvä teksti",
        "Poista aria-label tai aloita se näkyvällä tekstillä.",
    ),
    "label-title-only": (
        "Lomakkeen kentän nimi ei ole näkyvissä",
        "Lisää kentälle näkyvä elementti label.",
    ),
    "landmark-banner-is-top-level": ("Ylätunniste on toisen alueen sisällä", _LANDMARK),
    "landmark-contentinfo-is-top-level": ("Alatunniste on toisen alueen sisällä", _LANDMARK),
    "landmark-main-is-top-level": ("Pääsisältö on toisen alueen sisällä", _LANDMARK),
    "landmark-no-duplicate-banner": ("Sivulla on monta ylätunnistetta", _LANDMARK),
    "landmark-no-duplicate-contentinfo": ("Sivulla on monta alatunnistetta", _LANDMARK),
    "landmark-no-duplicate-main": ("Sivulla on monta pääsisältöä", _LANDMARK),
    "landmark-one-main": ("Sivulta puuttuu pääsisällön alue", _LANDMARK),
    "landmark-unique": (
        "Kahdella sivun alueella on sama nimi",
        "Anna alueille eri nimet määritteellä aria-label.",
    ),
    "link-name": (
        "Linkillä ei ole tekstiä",
        "Kirjoita linkkiin teksti, joka kertoo, minne se vie.",
    ),
    "list": ("Luettelossa on muuta kuin kohtia", "Jätä elementteihin ul ja ol vain elementit li."),
    "listitem": ("Luettelon kohta ei ole luettelossa", "Lisää ympärille elementti ul tai ol."),
    "marquee": ("Teksti liikkuu", "Poista elementti marquee."),
    "meta-refresh": ("Sivu vaihtuu itsestään", "Poista viivästetty uudelleenohjaus."),
    "meta-viewport": (
        "Sivun suurentaminen on estetty",
        "Poista sivupohjan määritteestä viewport kohdat user-scalable ja maximum-scale.",
    ),
    "meta-viewport-large": (
        "Sivua ei voi suurentaa viisinkertaiseksi",
        "Poista sivupohjan määritteestä viewport kohta maximum-scale.",
    ),
    "nested-interactive": (
        "Painikkeen tai linkin sisällä on toinen toiminto",
        "Siirrä sisempi elementti pois ulomman sisältä.",
    ),
    "no-autoplay-audio": ("Ääni alkaa itsestään", "Poista määrite autoplay."),
    "object-alt": ("Upotetulla sisällöllä ei ole tekstivastinetta", _NAME_IT),
    "p-as-heading": (
        "Kappale näyttää otsikolta, mutta ei ole otsikko",
        "Merkitse se otsikoksi, esimerkiksi ## Otsikko.",
    ),
    "presentation-role-conflict": ("Koristeeksi merkitty elementti ei ole koriste", _ARIA),
    "region": ("Sisältöä on sivun alueiden ulkopuolella", _LANDMARK),
    "role-img-alt": ("Kuvalla ei ole tekstivastinetta", _NAME_IT),
    "scope-attr-valid": (
        "Määrite scope on väärässä paikassa tai sen arvo on väärä",
        "Käytä arvoja col ja row otsikkosoluissa.",
    ),
    "scrollable-region-focusable": (
        "Vieritettävään alueeseen ei pääse näppäimistöllä",
        'Lisää alueelle tabindex="0", rooli region ja nimi.',
    ),
    "select-name": ("Valintalistalla ei ole nimeä", "Lisää valintalistalle elementti label."),
    "server-side-image-map": ("Kuvakartta toimii vain hiirellä", "Korvaa kuvakartta linkeillä."),
    "summary-name": ("Avattavalla kohdalla ei ole nimeä", "Kirjoita teksti elementtiin summary."),
    "svg-img-alt": (
        "Kuvalla ei ole tekstivastinetta",
        'Lisää kuvaan elementti title, tai aria-hidden="true", jos kuva on vain koriste.',
    ),
    "tabindex": ("Elementti ohittaa sivun sarkainjärjestyksen", "Poista positiivinen tabindex."),
    "table-duplicate-name": (
        "Taulukon otsikko ja yhteenveto ovat samat",
        "Poista määrite summary.",
    ),
    "table-fake-caption": ("Taulukon otsikko on solussa", "Kirjoita otsikko elementtiin caption."),
    "target-size": (
        "Painettava kohta on liian pieni tai liian lähellä toista",
        "Tee kohdasta vähintään 24 × 24 pikselin kokoinen tai lisää väliä.",
    ),
    "td-has-header": (
        "Taulukon solulla ei ole otsikkoa",
        "Merkitse sarakkeen ja rivin otsikot elementillä th.",
    ),
    "td-headers-attr": (
        "Solu viittaa otsikkoon, jota taulukossa ei ole",
        "Korjaa määrite headers.",
    ),
    "th-has-data-cells": ("Taulukon otsikolla ei ole soluja", "Poista tyhjä sarake tai rivi."),
    "valid-lang": ("Kielen merkintä on virheellinen", "Korjaa määrite lang."),
    "video-caption": ("Videosta puuttuu tekstitys", "Lisää tekstitys."),
}
