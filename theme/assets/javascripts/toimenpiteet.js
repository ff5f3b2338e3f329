/* The filters of /toimenpiteet/. Loads ../toimenpiteet-data.js when they are opened
   (generator/digitiekartta/pages/search/filters.py tells what is in it), makes a form, and hides the
   rows of the page's own tables; where these would be too many for the page, it lists the measures
   itself. What is chosen stands in the address. */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const SPEAKING_PAUSE = 400;
  const MOST_AT_A_TIME = 50;
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const TEXT = "q";
  const HALF_YEAR = "puolivuosi";
  const PHASE = "vaihe";

  const mount = document.getElementById("rajaus");
  if (!mount) return;
  const home = new URL("../../", HERE);

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const status = element("p", { role: "status", class: "rajaus-tila" });
  const elsewhere = element("p", { class: "rajaus-haku" });
  elsewhere.hidden = true;
  const chosen = element("ul", { class: "rajaus-valitut", "aria-label": "Valitut rajaukset" });
  chosen.hidden = true;
  // No form element: each choice takes effect at once, and there is nothing to submit.
  const form = element("div", { id: "rajaus-lomake", role: "form", "aria-label": "Rajaa toimenpiteitä" });
  const opener = element(
    "button",
    { type: "button", "aria-expanded": "false", "aria-controls": form.id },
    "Rajaa toimenpiteitä",
  );
  form.hidden = true;
  const listed = element("div");
  mount.append(opener, form, status, elsewhere, chosen, listed);

  let data = null;
  const fields = new Map(); // name in the address → { label, control }
  const names = new Map(); // choice → its name, without its count
  let speaking;

  // --- The page's rows -------------------------------------------------------------------------

  /** Address of a measure under the site's root → its rows. */
  const rowsOf = () => {
    const found = new Map(data.toimenpiteet.map(([address]) => [address, []]));
    const content = mount.parentElement;
    for (const link of content.querySelectorAll("tr a[href]")) {
      const address = link.href.startsWith(home.href) ? link.href.slice(home.href.length) : "";
      const rows = found.get(address.replace(/(^|\/)index\.html$/, "$1"));
      if (rows) rows.push(link.closest("tr"));
    }
    return [...found.values()];
  };

  /** The parts of the page: a heading, what follows it, and the rows that are in it. */
  const sectionsOf = () => {
    const found = [];
    for (let block = mount.nextElementSibling; block; block = block.nextElementSibling) {
      if (/^H[1-6]$/.test(block.tagName)) found.push({ blocks: [block], rows: [] });
      else if (found.length) found[found.length - 1].blocks.push(block);
      if (found.length) found[found.length - 1].rows.push(...block.querySelectorAll("tbody tr"));
    }
    return found;
  };

  // --- Measures of which the page has no rows ---------------------------------------------------

  /** The numbers that a text holds: how much larger than the one before each is. */
  const unpacked = (text) => {
    const numbers = [];
    let [number, step, unit] = [-1, 0, 1];
    for (const letter of text) {
      const digit = DIGITS.indexOf(letter);
      step += (digit & 31) * unit;
      unit *= 32;
      if (digit >= 32) continue;
      numbers.push((number += step));
      [step, unit] = [0, 1];
    }
    return numbers;
  };

  const unpack = () => {
    for (const [, , choices] of data.rajaukset) for (const one of choices) one[2] = unpacked(one[2]);
    for (const phases of Object.values(data.tilanteet)) {
      for (const key of Object.keys(phases)) phases[key] = unpacked(phases[key]);
    }
  };

  /** What a list tells of a measure: its goal, who is in charge, and its phase now or then. */
  const facts = (number) => {
    const own = (filter, label = "") => {
      const [, , choices] = data.rajaukset.find(([name]) => name === filter) || [0, 0, []];
      const names = choices.filter(([, , those]) => those.includes(number)).map(([, name]) => name);
      return names.length ? label + names.join("; ") : "";
    };
    const moment = value(HALF_YEAR) || document.documentElement.dataset.nyt;
    const [key] = Object.entries(data.tilanteet[moment] || {}).find(([, those]) => those.includes(number)) || [];
    const [, phase] = data.vaiheet.find(([one]) => one === key) || [0, ""];
    const [, time] = data.puolivuodet.find(([one]) => one === moment) || [0, ""];
    return [own("tavoite"), own("vastuu", "Vastuu: "), phase && `${time}: ${phase.toLowerCase()}`].filter(Boolean).join(" · ");
  };

  const itemOf = (number) => {
    const [address, title] = data.toimenpiteet[number];
    const place = home.protocol === "file:" ? `${address}index.html` : address;
    return element(
      "li",
      {},
      element("p", { class: "haku-otsikko" }, element("a", { href: new URL(place, home).href }, title)),
      element("p", { class: "haku-laji" }, facts(number)),
    );
  };

  /** List measures, some at a time; a button brings more, and the focus goes to the first of them. */
  const list = (numbers) => {
    const made = element("ol", { class: "haku-tulokset" });
    const more = element("button", { type: "button" });
    const grow = () => {
      const from = made.childElementCount;
      made.append(...numbers.slice(from, from + MOST_AT_A_TIME).map(itemOf));
      const left = Math.min(MOST_AT_A_TIME, numbers.length - made.childElementCount);
      more.hidden = !left;
      more.textContent = `Näytä ${left} lisää`;
      return made.children[from];
    };
    more.addEventListener("click", () => grow().querySelector("a").focus());
    grow();
    listed.replaceChildren(...(numbers.length ? [made, more] : []));
  };

  // --- What is chosen --------------------------------------------------------------------------

  /** What is chosen or written, without the soft hyphens that a pasted word may have. */
  const value = (name) =>
    fields.has(name) ? fields.get(name).control.value.replaceAll("\u00ad", "").trim() : "";

  /** The numbers of the measures that are in a phase in a half-year; "" is any. */
  const happening = (moment, phase) => {
    const moments = moment ? [data.tilanteet[moment] || {}] : Object.values(data.tilanteet);
    return moments.flatMap((one) => (phase ? one[phase] || [] : Object.values(one).flat()));
  };

  /** The measures that have what is chosen in every filter, but for one that is left aside: a set
      of their numbers. Half-year and phase are one. */
  const matching = (aside) => {
    let left = data.toimenpiteet.map((_, number) => number);
    const keep = (numbers) => {
      const kept = new Set(numbers);
      left = left.filter((number) => kept.has(number));
    };
    for (const [name, , choices] of data.rajaukset) {
      const key = name === aside ? "" : value(name);
      if (key) keep((choices.find(([one]) => one === key) || [0, 0, []])[2]);
    }
    const [moment, phase] = [value(HALF_YEAR), value(PHASE)];
    if ((moment || phase) && aside !== HALF_YEAR && aside !== PHASE) keep(happening(moment, phase));
    const text = value(TEXT).toLowerCase().normalize("NFC");
    const words = text.split(/\s+/).filter(Boolean);
    if (words.length) {
      left = left.filter((number) => {
        const searched = data.toimenpiteet[number][1].toLowerCase();
        return words.every((word) => searched.includes(word));
      });
    }
    return new Set(left);
  };

  const active = () => [...fields].filter(([name]) => value(name));

  const said = (name) => {
    const { control, ...field } = fields.get(name);
    const label = name === PHASE && !value(HALF_YEAR) ? `${field.label} jonakin puolivuonna` : field.label;
    const text = names.get(control.selectedOptions[0]);
    return text.startsWith(label) ? text : `${label}: ${text}`;
  };

  /** Tell beside each choice how many it gives under the other choices; one that gives none cannot
      be chosen. The texts of choices change, the choices and the focus stay. */
  const count = () => {
    const numbersOf = {
      [HALF_YEAR]: (key) => happening(key, value(PHASE)),
      [PHASE]: (key) => happening(value(HALF_YEAR), key),
    };
    for (const [name, , choices] of data.rajaukset) {
      const numbers = new Map(choices.map(([key, , own]) => [key, own]));
      numbersOf[name] = (key) => numbers.get(key);
    }
    for (const [name, { control }] of fields) {
      if (!numbersOf[name]) continue;
      const left = matching(name);
      for (const choice of control.options) {
        if (!choice.value) continue;
        const own = new Set(numbersOf[name](choice.value));
        const size = [...own].filter((number) => left.has(number)).length;
        choice.text = `${names.get(choice)} (${size})`;
        choice.disabled = !size && !choice.selected;
      }
    }
  };

  /** "sanaa ”lupa”" */
  const quotedWords = () => `${/\s/.test(value(TEXT)) ? "sanoja" : "sanaa"} ”${value(TEXT)}”`;

  const counted = (count) => {
    const [some, all] = [active().length, data.toimenpiteet.length];
    if (!count && value(TEXT) && some === 1) return `Yhdestäkään toimenpiteestä ei löytynyt ${quotedWords()}.`;
    if (!count) return `Yksikään toimenpide ei vastaa ${some > 1 ? "kaikkia rajauksia" : "rajausta"}.`;
    const number = count === 1 ? "1 toimenpide" : `${count} toimenpidettä`;
    return some ? `${number} (kaikkiaan ${all})` : number;
  };

  /** Where nothing has a word, lead to the search: it knows inflected words and those alike; and
      where only titles are known here. */
  const leadElsewhere = (count) => {
    elsewhere.hidden = Boolean((count && !data.laaja) || !value(TEXT));
    if (elsewhere.hidden) return elsewhere.replaceChildren();
    const address = new URL(home.protocol === "file:" ? "haku/index.html" : "haku/", home);
    address.searchParams.set("q", value(TEXT));
    const text = `Hae ${quotedWords()} koko sivustolta`;
    elsewhere.replaceChildren(element("a", { href: address.href }, text));
  };

  /** What the address asked for and no filter has, each once: it is dropped. */
  let lacking = [];
  const dropped = () => {
    const named = lacking.map((key) => `”${key}”`).join(", ");
    return lacking.length ? `${lacking.length > 1 ? "Rajauksia" : "Rajausta"} ${named} ei ole. ` : "";
  };

  let rows;
  let sections;

  const show = (pause) => {
    const left = matching();
    const any = active().length > 0;
    const hiddenRows = new Set();
    rows.forEach((of, number) => {
      for (const row of of) {
        row.hidden = !left.has(number);
        if (row.hidden) hiddenRows.add(row);
      }
    });
    if (data.laaja) list(any ? [...left] : []);
    for (const { blocks, rows: inside } of sections) {
      const empty = data.laaja ? any : inside.length > 0 && inside.every((row) => hiddenRows.has(row));
      blocks.forEach((block) => (block.hidden = empty));
      // A table of contents beside the page does not lead to what is hidden.
      const id = blocks[0].id;
      for (const link of document.querySelectorAll("nav a[href*='#']")) {
        if (id && link.hash === `#${id}`) (link.closest("li") || link).hidden = empty;
      }
    }
    for (const contents of document.querySelectorAll("nav.sisallys")) {
      contents.hidden = !contents.querySelector("li:not([hidden])");
    }
    leadElsewhere(left.size);
    remember();
    count();
    drawChosen();
    clearTimeout(speaking);
    const isTold = any || lacking.length || pause;
    const told = isTold ? `${dropped()}${any ? "" : "Ei rajauksia: "}${counted(left.size)}` : "";
    lacking = [];
    speaking = setTimeout(() => (status.textContent = told), pause);
  };

  const remember = () => {
    const address = new URL(location.href);
    for (const name of fields.keys()) {
      if (value(name)) address.searchParams.set(name, value(name));
      else address.searchParams.delete(name);
    }
    if (address.href !== location.href) history.replaceState(null, "", address);
  };

  const clear = (names) => {
    for (const name of names) fields.get(name).control.value = "";
    show(SPEAKING_PAUSE);
  };

  /** Buttons that remove a filter each; the focus goes to the next one, or back to the form. */
  const drawChosen = () => {
    const given = active().map(([name]) => name);
    const button = (text, removed, place) => {
      const made = element("button", { type: "button" }, text);
      made.addEventListener("click", () => {
        clear(removed);
        const buttons = chosen.querySelectorAll("button");
        (buttons[Math.min(place, buttons.length - 1)] || opener).focus();
      });
      return element("li", {}, made);
    };
    const removing = (name) => (name === TEXT ? `Poista sana ”${value(name)}”` : `Poista rajaus ${said(name)}`);
    const items = given.map((name, at) => button(removing(name), [name], at));
    if (given.length > 1) items.push(button("Poista kaikki rajaukset", given, 0));
    chosen.replaceChildren(...items);
    chosen.hidden = !given.length;
  };

  // --- The form --------------------------------------------------------------------------------

  const option = ([key, name]) => {
    const made = element("option", { value: key }, name);
    names.set(made, name);
    return made;
  };

  const selection = (name, label, choices, { any = "Kaikki", shown = label } = {}) => {
    const control = element("select", { id: `rajaus-${name}`, name }, element("option", { value: "" }, any));
    if (name === "ryhma") {
      const goals = new Map((data.rajaukset.find(([one]) => one === "tavoite") || [0, 0, []])[2]);
      for (const [goal, title] of goals) {
        const own = choices.filter(([key]) => key.startsWith(`${goal}/`));
        if (own.length) control.append(element("optgroup", { label: title }, ...own.map(option)));
      }
    } else {
      control.append(...choices.map(option));
    }
    fields.set(name, { label, control });
    return element("div", {}, element("label", { for: control.id }, shown), control);
  };

  const textField = () => {
    const control = element("input", {
      id: "rajaus-q", name: TEXT, type: "search", autocomplete: "off", autocapitalize: "none",
    });
    fields.set(TEXT, { label: "Sana", control });
    const label = data.laaja ? "Sana otsikossa" : "Sana otsikossa, kuvauksessa tai lisätiedoissa";
    return element("div", {}, element("label", { for: control.id }, label), control);
  };

  const makeForm = () => {
    const made = data.rajaukset.map(([name, label, choices]) => selection(name, label, choices));
    if (data.puolivuodet.length) {
      made.push(selection(HALF_YEAR, "Puolivuosi", data.puolivuodet, { any: "Mikä tahansa" }));
      made.push(selection(PHASE, "Vaihe", data.vaiheet, { shown: "Vaihe valittuna puolivuonna" }));
    }
    made.push(textField());
    form.append(element("fieldset", {}, element("legend", {}, "Näytä vain"), ...made));
    const address = new URLSearchParams(location.search);
    for (const [name, { control }] of fields) {
      control.value = address.get(name) || "";
      if (control.selectedIndex !== -1) continue;
      lacking.push(address.get(name));
      control.value = "";
    }
  };

  /** Run the data's script and take what it leaves: from disk nothing can be fetched. */
  const loaded = () =>
    new Promise((done, failed) => {
      const script = element("script", { src: new URL("../toimenpiteet-data.js", HERE).href });
      script.onload = () => {
        script.remove();
        done(window.digitiekartanTieto);
      };
      script.onerror = () => {
        script.remove();
        failed(new Error(script.src));
      };
      document.head.append(script);
    });

  let opening = null;
  const open = () => {
    opening = opening || loaded()
      .then((read) => {
        data = read;
        if (data.laaja) unpack();
        rows = rowsOf();
        sections = sectionsOf();
        makeForm();
        if (active().length || lacking.length) show(0);
        else count();
      })
      .catch(() => {
        opening = null; // the next try asks again
        status.textContent = "Rajaukset eivät toimi juuri nyt. Tarkista verkkoyhteys ja yritä uudelleen.";
      });
  };

  const toggle = () => {
    form.hidden = !form.hidden;
    opener.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) open();
  };

  opener.addEventListener("click", toggle);
  form.addEventListener("input", () => show(SPEAKING_PAUSE));
  // What the address asks for is shown at once; the form stays closed, out of the way.
  if ([...new URLSearchParams(location.search).values()].some(Boolean)) open();
})();
