/* Search: the form, the results and what is said of them. Loads the words and pages of the roadmap,
   and the scripts that know what to make of them, at the first use. All of it is scripts, as no
   script may fetch a file from disk. Texts become text nodes, never HTML.

   On the page /haku/ and in the list of roadmaps the place is <div id="hakusivu">; with
   data-juuret, addresses of sites with spaces between, it searches all of those. On other pages
   the best results stand in a panel under the field of a form that leads to /haku/:
   digitiekartta.js loads this when one comes to such a field. */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const MOST_AT_A_TIME = 20;
  const MOST_IN_PANEL = 5;
  const MOST_NEAR = 5;
  const LONGEST_QUOTE = 240;
  const LONGEST_QUERY = 150; // a whole text that was pasted is no query, and takes long
  const TYPING_PAUSE = 120;
  const SPEAKING_PAUSE = 500;

  const mount = document.getElementById("hakusivu");
  const several = mount && mount.dataset.juuret;
  const roots = several
    ? several.split(" ").map((address) => new URL(address, location.href))
    : [new URL("../../", HERE)];

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  /** An address under a site's root; from disk a folder's address shows its files. */
  const under = (root, address) => {
    const found = new URL(address, root);
    if (found.protocol === "file:" && found.pathname.endsWith("/")) found.pathname += "index.html";
    return found.href;
  };

  // --- Files -----------------------------------------------------------------------------------

  /** Run a script of ours, in order with others, and take the data that it leaves. */
  const loaded = (address) =>
    new Promise((done, failed) => {
      const script = element("script", { src: address });
      script.async = false;
      script.onload = () => {
        script.remove();
        done(window.digitiekartanTieto);
      };
      script.onerror = () => {
        script.remove();
        failed(new Error(address));
      };
      document.head.append(script);
    });

  let indexes = null;
  const parts = new Map(); // address → what a file of an index holds

  /** The indexes of all roadmaps that are searched. */
  const opened = () => {
    if (!indexes) {
      const data = ["haku-sanat.js", "haku-indeksi.js"].map((file) => loaded(new URL(file, HERE).href));
      data.push(...roots.map((root) => loaded(new URL("assets/haku-data.js", root).href)));
      indexes = Promise.all(data).then(([, , ...all]) =>
        all.map((one, number) => {
          const index = new window.digitiekartanHaku.Index(one);
          index.root = roots[number];
          index.prepare();
          return index;
        }),
      );
      indexes.catch(() => {
        indexes = null; // the next try asks again
      });
    }
    return indexes;
  };

  const partOf = ({ root }, file) => {
    const address = new URL(`assets/${file}`, root).href;
    if (!parts.has(address)) {
      parts.set(address, loaded(address));
      parts.get(address).catch(() => parts.delete(address)); // the next try asks again
    }
    return parts.get(address);
  };

  /** Read files of an index that is in parts. */
  const read = (index, files) =>
    Promise.all(files.map((file) => partOf(index, file).then((part) => index.take(part))));

  const fileOf = async (index, page) => {
    const { tekstit, lohko } = index.data;
    return (await partOf(index, tekstit[Math.floor(page / lohko)]))[page % lohko];
  };

  /** Title, address and so on of a page; of a long index they stand with its text. */
  const entryOf = async (index, page) =>
    index.data.sivut ? index.data.sivut[page] : (await fileOf(index, page))[0];

  const textOf = async (index, page) => {
    const text = await fileOf(index, page).catch(() => "");
    return (index.data.sivut ? text : text[1] || "").split("\n");
  };

  // --- What is shown of a page -------------------------------------------------------------------

  const wordsIn = (text) => text.matchAll(window.digitiekartanHaku.WORD);

  /** A text in which the found words stand out. */
  const quoted = ({ index, words }, text) => {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const match of wordsIn(text)) {
      if (!index.isFound(match[0], words)) continue;
      made.append(text.slice(at, match.index), element("mark", {}, match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    return made;
  };

  const shortened = ({ index, words }, text) => {
    if (text.length <= LONGEST_QUOTE) return text;
    const found = [...wordsIn(text)].find((match) => index.isFound(match[0], words));
    const first = found ? found.index : 0;
    const start = first > LONGEST_QUOTE / 2 ? text.indexOf(" ", first - LONGEST_QUOTE / 3) + 1 : 0;
    const end = text.lastIndexOf(" ", start + LONGEST_QUOTE);
    return `${start ? "… " : ""}${text.slice(start, end > start ? end : undefined)} …`;
  };

  /** The sentence of a page that has most of the found words, the first of several. */
  const told = async (found) => {
    const { index, page, words } = found;
    const sentences = await textOf(index, page);
    const counts = sentences.map(
      (text) => [...wordsIn(text)].filter(([word]) => index.isFound(word, words)).length,
    );
    const best = sentences[counts.indexOf(Math.max(...counts))] || "";
    return quoted(found, shortened(found, best));
  };

  /** A page that was found: its title, and what it is and of what. */
  const listItem = async (found) => {
    const { index, page } = found;
    const { data } = index;
    const [title, address, kind, within, over, end, until] = await entryOf(index, page);
    const today = new Date();
    const now = `${today.getFullYear()}-${today.getMonth() < 6 ? "kevat" : "syksy"}`;
    const what = data.lajit[kind] + (over ? ` (${end > now ? until : over})` : "");
    const where = [roots.length > 1 && data.tiekartta, what, data.osana[within]];
    const link = element("a", { href: under(index.root, address) }, quoted(found, title));
    return element(
      "li",
      {},
      element("p", { class: "haku-otsikko" }, link),
      element("p", { class: "haku-laji" }, where.filter(Boolean).join(" · ")),
    );
  };

  // --- What is said ------------------------------------------------------------------------------

  const quotes = (words) => words.map((word) => `”${word}”`);
  const joined = (words) =>
    words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ja ${words[words.length - 1]}`;
  const counted = (count) => (count === 1 ? "1 osuma" : `${count} osumaa`);

  /** What was sought instead of a word: "sanalle ”digituki”". */
  const instead = (written, words) => {
    if (words.length > 3) return `sanoille, joiden alussa on ”${written}”`;
    return `${words.length === 1 ? "sanalle" : "sanoille"} ${joined(quotes(words))}`;
  };

  const summary = ({ query, hits, near, guesses, unknown, whole }) => {
    const missing = unknown.length && (unknown.length === 1 ? "Sanaa" : "Sanoja");
    const lacking = missing ? ` ${missing} ${joined(quotes(unknown))} ei löytynyt.` : "";
    if (!hits.length) {
      const only = near.length ? " Alla on sivuja, jotka voivat liittyä asiaan." : "";
      const words = query.split(/\s+/).length > 1 ? lacking : "";
      return `Ei osumia haulla ”${query}”.${words}${only}`;
    }
    const found = `${counted(hits.length)}${guesses.length ? "" : ` haulla ”${query}”`}.`;
    const guessed = guesses.map(({ written, told, begins }) => {
      const nothing = begins ? "" : `Hakusanalla ”${written}” ei löytynyt mitään. `;
      return `${nothing}Näytetään tulokset ${instead(written, told)}.`;
    });
    const apart = whole || missing ? "" : " Kaikkia sanoja ei löytynyt samalta sivulta.";
    return [...guessed, found].join(" ") + lacking + apart;
  };

  // --- Searching -----------------------------------------------------------------------------------

  /** What all roadmaps together find, null where of a word only the first letters are written. */
  const searched = (indexes, query, unfinished) => {
    // Words that name roadmaps choose them, and those that have such a word in a title.
    const names = new Map(indexes.map((index) => [index, index.naming(query)]));
    const all = [...new Set([...names.values()].flat())];
    const isMeant = (index) => names.get(index).length || all.some((word) => index.hasInTitle(word));
    const found = indexes.filter((index) => !all.length || isMeant(index)).map((index) => {
      const elsewhere = new Set(all.filter((word) => !index.meant(word).size));
      return { index, ...index.search(query, unfinished, elsewhere) };
    });
    if (unfinished && !found.some(({ asked }) => asked)) return null;
    const some = found.some(({ hits }) => hits.length);
    const telling = found.filter(({ hits }) => !some || hits.length);
    const pages = (kind) =>
      telling
        .flatMap((one) => one[kind].map((page) => ({ ...page, index: one.index, words: one.words })))
        .sort((a, b) => b.score - a.score);
    const [first] = telling;
    return {
      ...first,
      query,
      whole: telling.some(({ whole }) => whole),
      hits: pages("hits"),
      partial: pages("partial"),
      near: some ? [] : pages("near").slice(0, MOST_NEAR),
    };
  };

  /** The same, when the files of the indexes that it asks for have been read. */
  const foundBy = async (query, unfinished) => {
    const indexes = await opened();
    await Promise.all(indexes.map((index) => read(index, index.wanted(query))));
    for (;;) {
      try {
        return searched(indexes, query, unfinished);
      } catch (missing) {
        if (!missing.files) throw missing;
        await read(missing.index, missing.files);
      }
    }
  };

  /** What is written in a field; words copied from a page have soft hyphens. */
  const written = (field) => field.value.replaceAll("\u00ad", "").trim().slice(0, LONGEST_QUERY);

  /** Return how to search by what is written in a field, and how to stop it. While one types it
      is done here, and asked is called with it; then found with what was found, null where nothing
      is asked, and with whether that is still what is asked; or failed. */
  const OUT_OF_ORDER = "Haku ei toimi juuri nyt. Tarkista verkkoyhteys ja yritä uudelleen.";
  const searching = (field, status, { asked = () => {}, found: show, failed }) => {
    let run = 0;
    let typing;
    let speaking;

    const say = (text, pause) => {
      clearTimeout(speaking);
      speaking = setTimeout(() => (status.textContent = text), pause);
    };
    const stop = () => {
      clearTimeout(typing);
      clearTimeout(speaking);
      run++;
    };
    const search = async (pause) => {
      clearTimeout(typing);
      const mine = ++run;
      const isAsked = () => mine === run;
      const query = written(field);
      let found;
      try {
        found = query && (await foundBy(query, pause > 0));
        if (!isAsked()) return;
        await show(found, isAsked);
      } catch {
        if (!isAsked()) return;
        failed(OUT_OF_ORDER);
        say(OUT_OF_ORDER, 0);
        return;
      }
      if (isAsked()) say(found ? summary(found) : "", found ? pause : 0);
    };
    field.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        asked(written(field));
        search(SPEAKING_PAUSE);
      }, TYPING_PAUSE);
    });
    return [search, stop];
  };

  // --- The page of the search --------------------------------------------------------------------

  const searchPage = () => {
    const withoutScripts = [];
    for (let before = mount.previousElementSibling; before && before.tagName !== "H1"; ) {
      if (!several) withoutScripts.push(before);
      before = before.previousElementSibling;
    }

    const field = element("input", {
      id: "haku-kentta",
      name: "q",
      type: "search",
      autocomplete: "off",
      autocapitalize: "none",
      enterkeyhint: "search",
    });
    const form = element(
      "form",
      { class: "haku-lomake" },
      element("label", { for: "haku-kentta" }, roots.length > 1 ? "Hae kaikista digitiekartoista" : "Hakusana"),
      element("div", { class: "haku-rivi" }, field, element("button", { type: "submit" }, "Hae")),
    );
    const status = element("p", { role: "status", class: "haku-tila" });
    const results = element("div", { class: "haku-loydot" });
    // What was found belongs to the search as much as its field does.
    mount.setAttribute("role", "search");
    mount.setAttribute("aria-label", roots.length > 1 ? "Hae digitiekartoista" : "Haku");
    mount.append(form, status, results);
    withoutScripts.forEach((block) => (block.hidden = true));

    const quotedItem = async (found) => {
      const item = await listItem(found);
      item.append(element("p", { class: "haku-ote" }, await told(found)));
      return item;
    };

    /** A list of pages, which grows by a button. */
    const listed = async (kind, found, isAsked) => {
      const list = element("ol", { class: `haku-tulokset ${kind}` });
      const made = element("div", {}, list);
      const grow = async (focus) => {
        const from = list.childElementCount;
        const items = await Promise.all(found.slice(from, from + MOST_AT_A_TIME).map(quotedItem));
        if (!isAsked()) return;
        list.append(...items);
        while (list.nextSibling) list.nextSibling.remove();
        const left = Math.min(MOST_AT_A_TIME, found.length - list.childElementCount);
        if (left > 0) {
          const more = element("button", { type: "button" }, `Näytä ${left} lisää`);
          more.addEventListener("click", () => grow(true));
          made.append(more);
        }
        if (focus) items[0].querySelector("a").focus();
      };
      await grow(false);
      return made;
    };

    const advise = async (unknown) => {
      const indexes = await opened();
      const link = (href, text) => element("a", { href }, text);
      const [{ root, data }] = indexes;
      const items = [];
      const nearest = unknown.map((word) => indexes[0].nearest(word)).find(Boolean);
      if (nearest) {
        const address = new URL(location.href);
        address.searchParams.set("q", nearest);
        items.push(["Lähin sana, joka löytyy: ", link(address.href, nearest), "."]);
      }
      items.push(["Tarkista, onko sana kirjoitettu oikein, tai kokeile yleisempää sanaa."]);
      if (indexes.length === 1) {
        items.push(["Katso ", link(under(root, "toimenpiteet/"), "kaikki toimenpiteet"), "."]);
        if (/^(https|mailto):/.test(data.palaute)) {
          const text = data.palaute.replace(/^mailto:|\?.*/g, "");
          const name = data.palaute.startsWith("mailto:") ? `osoitteeseen ${text}` : "palautelomakkeella";
          items.push(["Kerro ", link(data.palaute, name), ", mitä jäit kaipaamaan."]);
        }
      }
      return element("ul", { class: "haku-neuvot" }, ...items.map((one) => element("li", {}, ...one)));
    };

    const heading = (text) => element("h2", {}, text);

    /** Show what was found, each as a whole so that none moves. */
    const show = async (found, isAsked) => {
      const parts = [];
      if (found) {
        const { hits, partial, near, unknown } = found;
        if (hits.length) parts.push(await listed("haku-osumat", hits, isAsked));
        if (partial.length) {
          parts.push(heading("Vain osa sanoista"), await listed("haku-osittaiset", partial, isAsked));
        }
        if (!hits.length) parts.push(await advise(unknown));
        if (near.length) parts.push(heading("Sinnepäin"), await listed("haku-sinnepain", near, isAsked));
      }
      if (isAsked()) results.replaceChildren(...parts);
    };
    const fail = () => {
      results.replaceChildren();
      withoutScripts.slice(0, -1).forEach((block) => (block.hidden = false));
    };

    // What was searched for stays in the history; what is being typed replaces itself.
    const SEARCHED = "haettu";
    const remember = (query, searched) => {
      const address = new URL(location.href);
      if (query) address.searchParams.set("q", query);
      else address.searchParams.delete("q");
      const stays = history.state === SEARCHED;
      if (stays && address.href === location.href) return;
      history[stays ? "pushState" : "replaceState"](searched ? SEARCHED : null, "", address);
    };
    const [search] = searching(field, status, {
      asked: (query) => remember(query, false),
      found: show,
      failed: fail,
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember(written(field), true);
      search(0);
    });
    const answer = () => {
      field.value = (new URLSearchParams(location.search).get("q") || "").trim();
      search(0);
    };
    window.addEventListener("popstate", answer);
    const isEmpty = new URLSearchParams(location.search).get("q") === "";
    answer();
    if (field.value) history.replaceState(SEARCHED, "");
    if (isEmpty) field.focus();
  };

  // --- The panel under a field that leads there ----------------------------------------------------

  const panelOf = (form) => {
    const field = form.elements.q;
    const status = element("p", { role: "status", class: "piilo" });
    // Takes the focus of a click between its links, so that it does not leave the form.
    const panel = element("div", { class: "haku-paneeli", tabindex: "-1" });
    let answered = ""; // the query of which the panel tells
    const close = () => {
      panel.hidden = true;
      answered = "";
    };
    close();
    field.after(status, panel);

    const show = async (found, isAsked) => {
      if (!found) return close();
      const { query, hits, near } = found;
      const items = await Promise.all((hits.length ? hits : near).slice(0, MOST_IN_PANEL).map(listItem));
      if (!isAsked()) return;
      answered = query;
      const all = new URL(form.action);
      all.searchParams.set("q", query);
      const name = hits.length > MOST_IN_PANEL ? `Näytä kaikki ${counted(hits.length)}` : "Siirry hakusivulle";
      panel.replaceChildren(
        // Heard of the status, a while later.
        element("p", { "aria-hidden": "true" }, summary(found)),
        element("ul", {}, ...items),
        element("p", {}, element("a", { href: all.href }, name)),
      );
      panel.hidden = false;
    };
    const fail = (text) => {
      panel.replaceChildren(element("p", { "aria-hidden": "true" }, text));
      panel.hidden = false;
    };
    const [search, stop] = searching(field, status, { found: show, failed: fail });
    const leave = () => {
      stop();
      status.textContent = "";
      close();
    };
    panel.addEventListener("focusin", stop); // the link that has the focus stays
    const resume = () => written(field) !== answered && search(SPEAKING_PAUSE);
    // After a link had the focus, what had been written meanwhile is still to be answered.
    field.addEventListener("focus", () => panel.hidden || resume());
    field.addEventListener("click", resume);
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      event.preventDefault(); // what is written stays
      event.stopPropagation();
      leave();
      field.focus();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || leave());
    // A finger beside a field does not always take the focus from it.
    document.addEventListener("pointerdown", ({ target }) => form.contains(target) || leave());
    // What was written while this was being loaded, unless one has gone on.
    if (form.contains(document.activeElement)) resume();
  };

  if (mount) searchPage();
  else document.querySelectorAll("form[role=search]").forEach(panelOf);
})();
