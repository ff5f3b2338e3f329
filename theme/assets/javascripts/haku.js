/* Search, on the page /haku/ only. Reads ../haku.json (generator/digitiekartta/pages/search/index.py
   tells what is in it) at the first use, matches Finnish words and ranks the pages.

   A word is sought as an inflected form of the roadmap's words, as a part of their compounds
   and among everyday words for the same thing. Only where that finds nothing, looser ways
   are tried, in this order: the beginning of a word, an unknown compound cut in two, one
   letter wrong, a part of a word, the same beginning, half a compound. Texts become text nodes, never HTML. */
(() => {
  "use strict";

  const HERE = document.currentScript.src;
  const MOST_AT_A_TIME = 20;
  const LONGEST_QUOTE = 240;
  const TYPING_PAUSE = 120;
  const SPEAKING_PAUSE = 500;
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const WORD = /[\p{L}\p{N}]+(?:[-‐‑:.'’][\p{L}\p{N}]+)*/gu;
  const TITLE = 3;
  const WEIGHTS = [0, 1, 2, 6]; // of a word in a page's text, among its keywords, in its title

  /** Lower case without accents: how words are compared. Words copied from a page have U+00AD. */
  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "");

  // --- The index -----------------------------------------------------------------------------

  class Index {
    constructor(data) {
      this.data = data;
      this.words = data.sanat.split(" ");
      this.isEnding = new RegExp(`^(?:${data.paatteet})$`);
      this.ignored = new Set(data.ohitettavat.split(" "));
      this.classes = data.luokat.map((edits) =>
        edits.split(" ").map((edit) => [parseInt(edit, 10), edit.replace(/^\d+/, "")]),
      );
      this.titleLengths = data.sivut.map(([title]) => (title.match(WORD) || [""]).length);
      this.byLetter = new Map();
      this.words.forEach((word, index) => {
        const letter = word[0];
        if (!this.byLetter.has(letter)) this.byLetter.set(letter, []);
        this.byLetter.get(letter).push(index);
      });
      this.compounds = new Map(); // part → [compound, whether it is the last part]
      for (const [compound, parts] of Object.entries(data.osat)) {
        parts.forEach((part, place) => {
          if (!this.compounds.has(part)) this.compounds.set(part, []);
          this.compounds.get(part).push([Number(compound), place === parts.length - 1]);
        });
      }
      this.everyday = new Map();
      for (const line of data.arki) {
        for (const word of line) {
          this.everyday.set(word, [...(this.everyday.get(word) || []), ...line]);
        }
      }
      this.stemsOf = new Map();
      this.pagesOf = new Map();
      this.strict = new Map();
    }

    /** The stems of a word. */
    stems(index) {
      const word = this.words[index];
      return this.classes[this.data.luokka[index]].map(
        ([cut, tail]) => word.slice(0, word.length - cut) + tail,
      );
    }

    /** Stem → words, of the words that begin with a letter. */
    stemsFor(letter) {
      let found = this.stemsOf.get(letter);
      if (!found) {
        found = new Map();
        for (const index of this.byLetter.get(letter) || []) {
          for (const stem of this.stems(index)) {
            const same = found.get(stem);
            if (same) same.push(index);
            else found.set(stem, [index]);
          }
        }
        this.stemsOf.set(letter, found);
      }
      return found;
    }

    /** Make what is left of the stems while nothing else is going on: misspellings need them all. */
    prepare(letters = [...this.byLetter.keys()]) {
      if (!letters.length) return;
      const later = window.requestIdleCallback || setTimeout;
      later(() => {
        this.stemsFor(letters[0]);
        this.prepare(letters.slice(1));
      });
    }

    /** The pages that have a word: [page, place] pairs, from the text that index.py describes. */
    pages(word) {
      let found = this.pagesOf.get(word);
      if (!found) {
        found = [];
        const packed = this.data.osumat[word];
        let page = -1;
        for (let at = 0; at < packed.length; ) {
          let number = 0;
          let unit = 1;
          let digit;
          do {
            digit = DIGITS.indexOf(packed[at++]);
            number += (digit & 31) * unit;
            unit *= 32;
          } while (digit >= 32);
          page += number >> 2;
          found.push([page, number & 3]);
        }
        this.pagesOf.set(word, found);
      }
      return found;
    }

    /** Words of which the text is a form: word → how well it fits, at most 1. */
    forms(text) {
      let found = this.strict.get(text);
      if (found) return found;
      found = new Map();
      const stems = this.stemsFor(text[0]);
      let longest = 0;
      for (let end = text.length; end >= Math.min(text.length, 3); end--) {
        const same = stems.get(text.slice(0, end));
        if (!same || !this.isEnding.test(text.slice(end))) continue;
        longest = longest || end;
        for (const word of same) {
          const fit = this.words[word] === text ? 1 : end === longest ? 0.95 : 0.5;
          if (!found.has(word)) found.set(word, fit);
        }
      }
      if ([...found.values()].includes(1)) {
        for (const [word, fit] of found) if (fit < 0.9) found.delete(word);
      }
      this.strict.set(text, found);
      return found;
    }

    /** The same with the compounds that the words are parts of. */
    withCompounds(forms, share = 1, found = new Map(), depth = 0) {
      for (const [word, fit] of forms) {
        if ((found.get(word) || 0) < fit * share) found.set(word, fit * share);
        const compounds = depth < 2 ? this.compounds.get(word) : null;
        if (compounds) {
          const next = compounds.map(([compound, last]) => [compound, fit * (last ? 0.75 : 0.65)]);
          this.withCompounds(next, share, found, depth + 1);
        }
      }
      return found;
    }

    /** All words that a word written by a reader stands for, by the strict rules. */
    meant(text) {
      const forms = this.forms(text);
      const found = this.withCompounds(forms);
      for (const [word, fit] of forms) {
        const others = fit > 0.9 ? this.everyday.get(word) : null;
        if (others) this.withCompounds(others.map((other) => [other, fit]), 0.5, found);
      }
      return found;
    }

    /** Pages by a word's matches: page → score, and the words that matched. */
    scored(words) {
      const scores = new Map();
      for (const [word, fit] of words) {
        for (const [page, place] of this.pages(word)) {
          let score = fit * WEIGHTS[place];
          // A short title is about the word; a long one merely mentions it.
          if (place === TITLE) score *= 0.7 + 0.6 * Math.min(1, 3 / this.titleLengths[page]);
          if ((scores.get(page) || 0) < score) scores.set(page, score);
        }
      }
      const rarity = Math.log(1 + this.data.sivut.length / (scores.size || 1));
      for (const [page, score] of scores) scores.set(page, score * rarity);
      return { scores, words: new Set(words.keys()) };
    }

    /** What one word of a query finds. */
    find(text) {
      const enough = (found) => (found.scores.size ? found : null);
      return (
        enough(this.scored(this.meant(text))) ||
        enough(this.scored(this.beginningWith(text))) ||
        enough(this.cutInTwo(text)) ||
        enough(this.scored(this.misspelt(text))) ||
        enough(this.scored(this.containing(text))) ||
        enough(this.scored(this.alike(text))) ||
        this.scored(this.partly(text))
      );
    }

    beginningWith(text) {
      const found = new Map();
      if (text.length < 2) return found;
      for (const word of this.byLetter.get(text[0]) || []) {
        if (this.words[word].startsWith(text)) found.set(word, 0.6);
      }
      return this.withCompounds(found);
    }

    /** A compound that the roadmap does not have: pages that have both of its parts. */
    cutInTwo(text) {
      let best = { scores: new Map(), words: new Set() };
      for (let end = text.length - 3; end >= 3; end--) {
        const first = text.slice(0, end);
        const heads = [first, ...(/[ns]$/.test(first) ? [first.slice(0, -1)] : [])];
        const head = heads.map((one) => this.meant(one)).find((one) => one.size);
        const tail = head && this.meant(text.slice(end));
        if (!tail || !tail.size) continue;
        const [a, b] = [this.scored(head), this.scored(tail)];
        const scores = new Map();
        for (const [page, score] of a.scores) {
          const other = b.scores.get(page);
          if (other) scores.set(page, (score + other) * 0.4);
        }
        if (scores.size && (!best.scores.size || Math.min(end, text.length - end) > best.shorter)) {
          const words = new Set([...a.words, ...b.words]);
          best = { scores, words, shorter: Math.min(end, text.length - end) };
        }
      }
      return best;
    }

    /** Words of which the text is a form with one letter too many, missing, wrong or swapped. */
    misspelt(text) {
      const found = new Map();
      if (text.length < 4) return found;
      for (const letter of this.byLetter.keys()) {
        for (const [stem, words] of this.stemsFor(letter)) {
          if (stem.length < 3 || stem.length > text.length + 1) continue;
          if (!this.isOneOff(text, stem)) continue;
          for (const word of words) found.set(word, 0.5);
        }
      }
      return this.withCompounds(found);
    }

    /** Whether the text begins with the stem, save one letter, and an ending follows. */
    isOneOff(text, stem) {
      let at = 0;
      while (at < stem.length && text[at] === stem[at]) at++;
      if (at === stem.length) return false;
      // Most words differ at once: the first letter may be wrong, but then the next are right.
      const goesOn = (from, stemFrom) =>
        text.startsWith(stem.slice(stemFrom), from) &&
        this.isEnding.test(text.slice(from + stem.length - stemFrom));
      return (
        goesOn(at + 1, at + 1) ||
        goesOn(at + 1, at) ||
        goesOn(at, at + 1) ||
        (text[at] === stem[at + 1] && text[at + 1] === stem[at] && goesOn(at + 2, at + 2))
      );
    }

    /** Words that have the text, less its ending, inside them. */
    containing(text) {
      const found = new Map();
      for (let end = text.length; end >= 4 && !found.size; end--) {
        if (!this.isEnding.test(text.slice(end))) continue;
        const part = text.slice(0, end);
        this.words.forEach((word, index) => {
          if (word.includes(part)) found.set(index, 0.4);
        });
      }
      return found;
    }

    /** Words with the same beginning, the longer the better: maksaa – maksu. */
    alike(text) {
      const found = new Map();
      const least = Math.max(4, Math.ceil(text.length * 0.6));
      for (let end = text.length - 1; end >= least && !found.size; end--) {
        for (const word of this.byLetter.get(text[0]) || []) {
          if (this.words[word].startsWith(text.slice(0, end))) {
            found.set(word, (0.3 * end) / text.length);
          }
        }
      }
      return this.withCompounds(found);
    }

    /** Words that are the longer part of a compound whose other part nobody knows. */
    partly(text) {
      for (let end = 3; end <= text.length - 4; end++) {
        const tail = this.meant(text.slice(end));
        if (tail.size) return this.withCompounds(tail, 0.3);
      }
      for (let end = text.length - 3; end >= 4; end--) {
        const head = this.meant(text.slice(0, end));
        if (head.size) return this.withCompounds(head, 0.2);
      }
      return new Map();
    }

    /** The words of a query, each a list: a word with hyphens is tried whole and in parts. */
    asked(query) {
      const words = [];
      for (const [written] of fold(query).matchAll(WORD)) {
        const parts = written.split(/[-‐‑.'’]/).map((part) => part.split(":")[0]);
        const whole = parts.join("");
        if (parts.length > 1 && !this.forms(whole).size) words.push(...parts);
        else words.push(whole);
      }
      const telling = words.filter((word) => !this.ignored.has(word));
      return [...new Set(telling.length ? telling : words)];
    }

    /** The pages that a query finds, best first, and whether each has all words that were found. */
    search(query) {
      const found = this.asked(query).map((word) => this.find(word));
      const telling = found.filter(({ scores }) => scores.size);
      const totals = new Map();
      for (const { scores } of telling) {
        for (const [page, score] of scores) {
          const before = totals.get(page) || { score: 0, words: 0 };
          totals.set(page, { score: before.score + score, words: before.words + 1 });
        }
      }
      const most = Math.max(0, ...[...totals.values()].map(({ words }) => words));
      const pages = [...totals]
        .filter(([, { words }]) => words === most)
        .map(([page, { score }]) => ({ page, score: score * (this.isMeasure(page) ? 1 : 0.75) }))
        .sort((a, b) => b.score - a.score || a.page - b.page)
        .map(({ page }) => page);
      const words = new Set(telling.flatMap((one) => [...one.words]));
      return { pages, words, all: most === found.length };
    }

    isMeasure(page) {
      return this.data.sivut[page][2] === 0;
    }

    /** Whether a word of a text is one of the words that were found. */
    isFound(written, words) {
      const parts = fold(written).split(/[-‐‑.'’:]/);
      return [parts.join(""), ...parts].some(
        (part) => part && [...this.forms(part).keys()].some((word) => words.has(word)),
      );
    }
  }

  // --- Files -----------------------------------------------------------------------------------

  let index = null;
  const texts = new Map();

  const fetched = async (name, fresh) => {
    const answer = await fetch(new URL(`../${name}`, HERE), fresh ? { cache: "no-cache" } : {});
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  };

  const opened = () => {
    index =
      index ||
      fetched("haku.json", true).then((data) => {
        const made = new Index(data);
        made.prepare();
        return made;
      });
    index.catch(() => {
      index = null; // the next try asks again
    });
    return index;
  };

  const textOf = async (data, page) => {
    const file = data.tekstit[Math.floor(page / data.lohko)];
    if (!texts.has(file)) texts.set(file, fetched(file).catch(() => []));
    return ((await texts.get(file))[page % data.lohko] || "").split("\n");
  };

  // --- The page --------------------------------------------------------------------------------

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const mount = document.getElementById("hakusivu");
  // On pages opened from disk a browser lets no script read the index: the lists stay.
  if (!mount || location.protocol === "file:") return;
  const withoutScripts = [];
  for (let before = mount.previousElementSibling; before && before.tagName !== "H1"; ) {
    withoutScripts.push(before);
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
    element("label", { for: "haku-kentta" }, "Hakusana"),
    element("div", { class: "haku-rivi" }, field, element("button", { type: "submit" }, "Hae")),
  );
  const status = element("p", { role: "status", class: "haku-tila" });
  const results = element("ol", { class: "haku-tulokset" });
  const below = element("div", { class: "haku-alla" });
  // What was found belongs to the search as much as its field does.
  mount.setAttribute("role", "search");
  mount.setAttribute("aria-label", "Hae digitiekartasta");
  mount.append(form, status, results, below);
  withoutScripts.forEach((block) => (block.hidden = true));

  let run = 0;
  let typing;
  let speaking;

  const say = (text, pause) => {
    clearTimeout(speaking);
    speaking = setTimeout(() => (status.textContent = text), pause);
  };

  const home = new URL("../../", HERE);

  /** A quoted text in which the found words stand out. */
  const quoted = (open, text, words) => {
    const made = document.createDocumentFragment();
    let at = 0;
    for (const match of text.matchAll(WORD)) {
      if (!open.isFound(match[0], words)) continue;
      made.append(text.slice(at, match.index), element("mark", {}, match[0]));
      at = match.index + match[0].length;
    }
    made.append(text.slice(at));
    return made;
  };

  const shortened = (open, text, words) => {
    if (text.length <= LONGEST_QUOTE) return text;
    let first = 0;
    for (const match of text.matchAll(WORD)) {
      if (open.isFound(match[0], words)) {
        first = match.index;
        break;
      }
    }
    const start = first > LONGEST_QUOTE / 2 ? text.indexOf(" ", first - LONGEST_QUOTE / 3) + 1 : 0;
    const end = text.lastIndexOf(" ", start + LONGEST_QUOTE);
    return `${start ? "… " : ""}${text.slice(start, end > start ? end : undefined)} …`;
  };

  const listItem = async (open, page, words) => {
    const [title, address, kind, within] = open.data.sivut[page];
    const where = [open.data.lajit[kind], open.data.osana[within]].filter(Boolean).join(" · ");
    const link = element("a", { href: new URL(address, home).href }, title);
    const sentences = await textOf(open.data, page);
    const counted = sentences.map((text) => {
      const tokens = text.match(WORD) || [];
      return tokens.filter((token) => open.isFound(token, words)).length;
    });
    const best = sentences[counted.indexOf(Math.max(...counted))] || "";
    return element(
      "li",
      {},
      element("p", { class: "haku-otsikko" }, link),
      element("p", { class: "haku-laji" }, where),
      element("p", { class: "haku-ote" }, quoted(open, shortened(open, best, words), words)),
    );
  };

  /** Show the next ones, each as a whole so that none moves; false when another search has begun. */
  const showMore = async (open, found, from, focus) => {
    const mine = run;
    const pages = found.pages.slice(from, from + MOST_AT_A_TIME);
    const items = await Promise.all(pages.map((page) => listItem(open, page, found.words)));
    if (mine !== run) return false;
    if (!from) results.replaceChildren();
    results.append(...items);
    below.replaceChildren();
    const shown = from + items.length;
    if (shown < found.pages.length) {
      const left = Math.min(MOST_AT_A_TIME, found.pages.length - shown);
      const more = element("button", { type: "button" }, `Näytä ${left} lisää`);
      more.addEventListener("click", () => showMore(open, found, shown, true));
      below.append(more);
    }
    if (focus) items[0].querySelector("a").focus();
    return true;
  };

  const advise = () => {
    const link = (address, text) => element("a", { href: new URL(address, home).href }, text);
    below.append(
      element(
        "ul",
        {},
        element("li", {}, "Tarkista, onko sana kirjoitettu oikein."),
        element("li", {}, "Kokeile yleisempää sanaa tai vain osaa siitä."),
        element("li", {}, "Katso ", link("toimenpiteet/", "kaikki toimenpiteet"), "."),
      ),
    );
  };

  const counted = (count) => (count === 1 ? "1 osuma" : `${count} osumaa`);

  const search = async (query, pause) => {
    const mine = ++run;
    if (!query) {
      results.replaceChildren();
      below.replaceChildren();
      say("", 0);
      return;
    }
    let open;
    try {
      open = await opened();
    } catch {
      if (mine !== run) return;
      results.replaceChildren();
      below.replaceChildren();
      withoutScripts.slice(0, -1).forEach((block) => (block.hidden = false));
      say("Haku ei toimi juuri nyt. Tarkista verkkoyhteys ja yritä uudelleen.", 0);
      return;
    }
    if (mine !== run) return;
    const found = open.search(query);
    if (!found.pages.length) {
      results.replaceChildren();
      below.replaceChildren();
      advise();
      say(`Ei osumia haulla ”${query}”.`, pause);
      return;
    }
    if (!(await showMore(open, found, 0, false))) return;
    const some = found.all ? "" : " Kaikkia sanoja ei löytynyt samalta sivulta. Näytetään sivut, joilla on osa sanoista.";
    say(`${counted(found.pages.length)} haulla ”${query}”.${some}`, pause);
  };

  const asked = () => (new URLSearchParams(location.search).get("q") || "").trim();

  const remember = (query, added) => {
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (address.href === location.href) return;
    history[added ? "pushState" : "replaceState"](null, "", address);
  };

  field.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      const query = field.value.replaceAll("\u00ad", "").trim();
      remember(query, false);
      search(query, SPEAKING_PAUSE);
    }, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    const query = field.value.replaceAll("\u00ad", "").trim();
    remember(query, true);
    search(query, 0);
  });
  window.addEventListener("popstate", () => {
    field.value = asked();
    search(asked(), 0);
  });
  field.value = asked();
  if (field.value) search(field.value, 0);
  else if (new URLSearchParams(location.search).has("q")) field.focus();
})();
