"""A small site in which nothing is wrong: menu, search, table, dark scheme, print."""

from __future__ import annotations

from pathlib import Path

PAGE = """<!doctype html>
<html lang="fi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title} – Pikkula</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}tyyli.css">
<script src="{root}toiminta.js" defer></script>
</head>
<body>
<a class="hyppy" href="#sisalto">Siirry sisältöön</a>
<header class="palkki">
<a class="nimi" href="{root}index.html">Pikkulan digitiekartta</a>
<button type="button" class="avaaja" data-toiminto="valikko"
aria-controls="valikko" aria-expanded="false">Valikko</button>
<button type="button" class="avaaja" data-toiminto="haku" aria-label="Haku">Haku</button>
<nav id="valikko" aria-label="Valikko"><ul>
<li><a href="{root}index.html">Etusivu</a></li>
<li><a href="{root}tavoitteet/index.html">Tavoitteet</a></li>
</ul></nav>
</header>
<dialog id="haku" aria-label="Haku" data-juuri="{root}">
<label for="sana">Hakusana</label> <input id="sana" type="search">
<p role="status"></p>
<ul class="osumat" hidden></ul>
</dialog>
<main id="sisalto" tabindex="-1">
<h1>{title}</h1>
<p>Tiekartta kertoo, mitä tehdään.
Lue lisää <a href="{root}tavoitteet/index.html">tavoitteista</a>.</p>
<p><span class="vaihe">Selvitys</span></p>
<div class="alue" role="region" tabindex="0" aria-labelledby="taulun-otsikko">
<table>
<caption id="taulun-otsikko">Aikataulu</caption>
<thead><tr><th scope="col">Toimenpide</th>
<th scope="col">Kevät 2026</th><th scope="col">Syksy 2026</th></tr></thead>
<tbody>
<tr><th scope="row">Osaamiskartoitus</th><td>selvitys</td><td>käyttöönotto</td></tr>
<tr><th scope="row">Sähköinen asiointi</th><td>jatkuva toiminta</td><td>jatkuva toiminta</td></tr>
</tbody>
</table>
</div>
</main>
<footer><p>Pikkulan kunta on keksitty.
<a href="{root}saavutettavuusseloste/index.html">Saavutettavuusseloste</a></p></footer>
</body>
</html>
"""
STYLE = """
:root { --teksti: #1a1a1a; --tausta: #fff; --linkki: #0a4a8f; }
@media (prefers-color-scheme: dark) {
  :root { --teksti: #eee; --tausta: #171a21; --linkki: #a9cdf7; }
}
body { margin: 0; color: var(--teksti); background: var(--tausta); font: 1rem/1.5 sans-serif; }
main, footer, .palkki { padding: 1rem; }
a { color: var(--linkki); text-decoration: underline; transition: color .2s; }
:focus-visible { outline: 3px solid var(--linkki); outline-offset: 2px; }
.hyppy { position: absolute; left: 1rem; transform: translateY(-4rem); background: var(--tausta); }
.hyppy:focus { transform: none; }
h1 { overflow-wrap: anywhere; }
.palkki { display: flex; flex-wrap: wrap; gap: 1rem; }
.palkki a { display: inline-flex; align-items: center; min-height: 2.75rem; min-width: 2.75rem; }
.palkki ul, .osumat { display: flex; gap: 1rem; margin: 0; padding: 0; list-style: none; }
button, input {
  min-height: 2.75rem; min-width: 2.75rem; border: 1px solid;
  font: inherit; color: inherit; background: inherit;
}
dialog { color: inherit; background: var(--tausta); }
.osumat[hidden] { display: none; }
.alue { overflow-x: auto; }
table { border-collapse: collapse; }
td, th { padding: .25rem .5rem; border: 1px solid; text-align: start; }
.vaihe { display: inline-block; padding: .25rem; border: 2px dashed; }
[data-toiminto=valikko] { display: none; }
@media (max-width: 45em) and (scripting: enabled) {
  [data-toiminto=valikko] { display: block; }
  nav { display: none; flex-basis: 100%; }
  nav.auki { display: block; }
}
@media (scripting: none) { .avaaja { display: none; } }
@media print { nav, .avaaja { display: none; } .alue { overflow: visible; } }
"""
SCRIPT = """
const menu = document.querySelector("[data-toiminto=valikko]");
const links = document.getElementById("valikko");
const show = open => {
  links.classList.toggle("auki", open);
  menu.setAttribute("aria-expanded", open);
};
menu.addEventListener("click", () => show(menu.getAttribute("aria-expanded") !== "true"));
addEventListener("keydown", event => {
  if (event.key === "Escape" && links.classList.contains("auki")) { show(false); menu.focus(); }
});
const dialog = document.getElementById("haku");
const field = document.getElementById("sana");
const opener = document.querySelector("[data-toiminto=haku]");
opener.addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => opener.focus());
field.addEventListener("input", () => {
  const words = ["tavoitteet", "etusivu", "saavutettavuusseloste"];
  const found = words.some(word => word.startsWith(field.value));
  dialog.querySelector("ul").hidden = !found;
  dialog.querySelector("ul").innerHTML = found
    ? `<li><a href="${dialog.dataset.juuri}index.html">Etusivu</a></li>` : "";
  dialog.querySelector("p").textContent = found ? "1 osuma" : "Ei osumia";
});
"""


def write_small_site(folder: Path) -> Path:
    """Write the site into a folder and return the folder."""
    for name in ("tavoitteet", "saavutettavuusseloste"):
        (folder / name).mkdir(parents=True)
    pages = {
        "index.html": PAGE.format(title="Etusivu", root=""),
        "tavoitteet/index.html": PAGE.format(title="Tavoitteet", root="../"),
        "saavutettavuusseloste/index.html": PAGE.format(title="Saavutettavuusseloste", root="../"),
        "404.html": PAGE.format(title="Sivua ei löytynyt", root="/"),
        "tyyli.css": STYLE,
        "toiminta.js": SCRIPT,
    }
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
