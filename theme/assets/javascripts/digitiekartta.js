/* The two buttons of the header. Without this file the menu is open and the colours follow
   the device. Nothing is stored before somebody chooses another colour scheme.
   It tells of the reader's own half-year where pages tell of an earlier one,
   takes the frames of tables in which nothing scrolls out of the way of the Tab key,
   loads the search when one comes to a field of it, and on pages opened from disk it makes links lead to pages instead of folders. */
(() => {
  "use strict";
  const HERE = document.currentScript.src;
  const HOME = new URL("../../", HERE);
  const root = document.documentElement;
  const find = (action) => document.querySelector(`[data-toiminto="${action}"]`);

  root.classList.replace("no-js", "js");

  /* Colour scheme: the device's own, or the one chosen, in root's data-tila. */
  const KEY = "digitiekartta-tila";
  const device = matchMedia("(prefers-color-scheme: dark)");
  const name = (dark) => (dark ? "tumma" : "vaalea");
  const isDark = () => (root.dataset.tila ? root.dataset.tila === "tumma" : device.matches);
  const scheme = find("tila");

  function show() {
    scheme.lastElementChild.textContent = isDark() ? "Vaalea tila" : "Tumma tila";
  }
  /* Storage may be forbidden, as on pages that are opened from disk. */
  function stored(change) {
    try {
      return change(localStorage);
    } catch {
      return null;
    }
  }
  const chosen = stored((storage) => storage.getItem(KEY));
  if (chosen === "tumma" || chosen === "vaalea") root.dataset.tila = chosen;

  function choose() {
    const dark = !isDark();
    if (dark === device.matches) {
      delete root.dataset.tila;
      stored((storage) => storage.removeItem(KEY));
    } else {
      root.dataset.tila = name(dark);
      stored((storage) => storage.setItem(KEY, name(dark)));
    }
    show();
  }
  /* What other sites show of this one has no header. */
  if (scheme) {
    scheme.addEventListener("click", choose);
    device.addEventListener("change", show);
    scheme.hidden = false;
    show();
  }

  const frames = new ResizeObserver((changed) => {
    for (const { target: frame } of changed) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  });
  for (const frame of document.querySelectorAll(".taulukko")) frames.observe(frame);

  /* Now: pages tell of the half-year in which they were made, root's data-nyt. Where the reader's
     day lies in a later one, what they tell of now is told of that one, before anything is seen.
     Half-years are compared as they stand in addresses: "2026-syksy". */
  const NAMES = { kevat: "keväällä", syksy: "syksyllä" };
  const inWords = (moment) => `${NAMES[moment.slice(5)]} ${moment.slice(0, 4)}`;
  const momentsIn = (text) =>
    [...text.matchAll(/(kevät|syksy)\s+(\d{4})/gi)].map(
      ([, half, year]) => `${year}-${half.toLowerCase().replace("ä", "a")}`,
    );
  const made = (name, look, ...children) => {
    const element = document.createElement(name);
    element.className = look;
    element.append(...children);
    return element;
  };
  const markedNow = (element) => element.append(" ", made("span", "nyt", "nyt"));
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** Of the parts that hold from a half-year on, show the last one that has begun. */
  function showVariants(now) {
    for (const parent of new Set(all("[data-kun]").map((part) => part.parentElement))) {
      const parts = all(":scope > [data-kun]", parent);
      const begun = parts.filter((part) => part.dataset.kun <= now);
      for (const part of parts) part.hidden = part !== begun[begun.length - 1];
    }
  }

  /** Move the marks of now in schedules and their lists and drawings. */
  function moveMarks(now) {
    all(".nyt, .jana-nyt", document.querySelector("article")).forEach((mark) => mark.remove());
    all(".nyt-sarake").forEach((cell) => cell.classList.remove("nyt-sarake"));
    all("li[aria-current]").forEach((item) => item.removeAttribute("aria-current"));
    let moments = [];
    for (const table of all(".taulu-aikataulu")) {
      const heads = [...table.tHead.rows[0].cells];
      const at = heads.findIndex((head) => momentsIn(head.textContent)[0] === now);
      moments = heads.flatMap((head) => momentsIn(head.textContent));
      if (at < 0) continue;
      markedNow(heads[at]);
      for (const row of table.rows) row.cells[at].classList.add("nyt-sarake");
    }
    const heads = all(":is(.taulu-aikajana, .taulu-kausi) tbody th");
    heads.filter((head) => momentsIn(head.textContent)[0] === now).forEach(markedNow);
    for (const time of all(".jakso")) {
      const [first, last = first] = momentsIn(time.textContent);
      if (now < first || now > last) continue;
      markedNow(time.parentElement);
      time.parentElement.setAttribute("aria-current", "date");
    }
    const at = (moments.length ? moments : heads.flatMap((head) => momentsIn(head.textContent))).indexOf(now);
    for (const bar of at < 0 ? [] : all(".jana")) {
      const text = bar.closest(".yleiskuva-ryhma") ? "" : "nyt";
      bar.append(made("span", `jana-nyt alku-${at + 1} pituus-1`, text));
    }
    const page = location.pathname.match(/\/aikataulu\/(\d{4}-(?:kevat|syksy))\//);
    if (page && page[1] === now) markedNow(document.querySelector("h1"));
  }

  /** In lists of measures, fill the column of now from the data that pages/situations.py makes. */
  function fillColumns(now) {
    const columns = all("article thead th").filter((head) =>
      /^Vaihe (keväällä|syksyllä) \d{4}$/.test(head.textContent),
    );
    if (!columns.length) return;
    const tables = columns.map((head) => head.closest("table"));
    tables.forEach((table) => table.classList.add("odottaa"));
    const shown = () => tables.forEach((table) => table.classList.remove("odottaa"));
    const data = document.createElement("script");
    data.src = new URL("tilanteet.js", HERE);
    data.onerror = shown; // the column names its half-year, so it stays true
    data.onload = () => {
      columns.forEach((head) => fill(head, now, window.digitiekartanTilanteet));
      shown();
    };
    document.head.append(data);
  }

  function fill(head, now, { puolivuodet, solut, toimenpiteet }) {
    const begun = puolivuodet.filter((moment) => moment <= now);
    const at = begun.length - 1;
    if (at < 0) return;
    head.textContent = `Vaihe ${inWords(begun[at])}`;
    for (const row of head.closest("table").tBodies[0].rows) {
      const link = row.querySelector("th a[href]");
      const address = link && link.href.slice(HOME.href.length).replace(/index\.html$/, "");
      const cell = row.cells[head.cellIndex];
      if (cell.dataset.otsikko) cell.dataset.otsikko = head.textContent;
      // Of others than these, the same is told whenever it is.
      if (toimenpiteet[address]) cell.replaceChildren(...cellOf(solut[toimenpiteet[address][at]]));
    }
  }

  function cellOf([look, shape, name, words]) {
    if (!name) return [words];
    const symbol = made("span", "", shape);
    symbol.setAttribute("aria-hidden", "true");
    const mark = made("span", `vaihe vaihe-${look}`, ...(shape ? [symbol, `\u00a0${name}`] : [name]));
    return words ? [mark, ` (${words})`] : [mark];
  }

  const today = new Date();
  const now = `${today.getFullYear()}-${today.getMonth() < 6 ? "kevat" : "syksy"}`;
  if (root.dataset.nyt && root.dataset.nyt < now) {
    root.dataset.nyt = now;
    showVariants(now);
    moveMarks(now);
    fillColumns(now);
  }

  /* From disk a folder's address shows its files, not its page. */
  if (location.protocol === "file:") {
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
    for (const form of document.forms) {
      if (form.action.startsWith("file:") && form.action.endsWith("/")) form.action += "index.html";
    }
  }

  /* What is written in a field is searched for by a script that only those load who come there. */
  const comingToSearch = ["focusin", "input"];
  function loadSearch({ target }) {
    if (!target.matches("form[role=search] input")) return;
    for (const kind of comingToSearch) document.removeEventListener(kind, loadSearch);
    const search = document.createElement("script");
    search.src = new URL("haku.js", HERE);
    search.onerror = awaitSearch; // the next time one comes
    document.head.append(search);
  }
  function awaitSearch() {
    for (const kind of comingToSearch) document.addEventListener(kind, loadSearch);
  }
  awaitSearch();

  /* Menu: shown by a button where the screen is narrow. */
  const button = find("valikko");
  if (!button) return;
  const menu = document.getElementById(button.getAttribute("aria-controls"));

  function open(opened) {
    button.setAttribute("aria-expanded", String(opened));
    menu.classList.toggle("valikko--auki", opened);
  }
  button.addEventListener("click", () => open(!menu.classList.contains("valikko--auki")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("valikko--auki")) return;
    open(false);
    button.focus();
  });
  button.hidden = false;
})();
