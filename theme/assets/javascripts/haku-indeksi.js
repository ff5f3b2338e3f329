/* The index of search, for haku.js: ranks the pages of one roadmap by the words of a query, which
   haku-sanat.js knows. generator/digitiekartta/pages/search/index.py tells what the data is.

   A word is sought as an inflected form of the roadmap's words, as a part of their compounds, as
   a derivation of them and among words for the same thing; neighbours are also sought as one
   word. Only what finds nothing so is guessed (another word is sought instead, and the reader is
   told which), and what no guess finds is looked for thereabouts, which is no hit. */
(() => {
  "use strict";

  const { Words, WORD, DIGITS, fold, strongest } = window.digitiekartanHaku;
  const [KEYWORD, TITLE] = [2, 3];
  const WEIGHTS = [0, 1, 2, 6]; // of a word in a page's text, among its keywords, in its title
  const ENOUGH = 0.75; // the share of a query, by weight, that a hit has where there is one
  const LEAST = 0.4; // and the share without which nothing is a hit
  const SHORTEST = 4; // letters of a part of a compound that is cut in two
  const BEGUN = 4; // letters of a word that may be the beginning of others
  const LONG = 9; // letters of a first part that is sought alone
  const LIGHT = 0.3; // the weight of words such as "toimenpide" beside others
  const NUMBER = /^\d+$/;
  const TELLING = 0.45; // how rare, beside the rarest, a word is that tells what a page is about

  /** The numbers of a text in base 32, of which a digit that another one follows is 32 larger. */
  const numbersIn = function* (packed) {
    for (let at = 0; at < packed.length; ) {
      let [number, unit, digit] = [0, 1, 0];
      do {
        digit = DIGITS.indexOf(packed[at++]);
        number += (digit & 31) * unit;
        unit *= 32;
      } while (digit >= 32);
      yield number;
    }
  };
  const digits = (text) => [...text].map((digit) => DIGITS.indexOf(digit));

  /** Thrown where a search needs files of the index that have not been read yet. */
  class Missing {
    constructor(index, files) {
      Object.assign(this, { index, files });
    }
  }

  class Index extends Words {
    constructor(data) {
      super(data);
      this.ignored = new Set(data.ohitettavat.split(" "));
      this.light = new Set(data.kevyet.split(" "));
      const pages = data.sivut; // a long roadmap has them in files of their own: parting.py
      this.front = pages ? pages.findIndex(([, address]) => !address) : data.etusivu;
      this.kinds = pages ? pages.map(([, , kind]) => kind) : digits(data.laji);
      this.titleLengths = pages
        ? pages.map(([title]) => (title.match(WORD) || [""]).length)
        : digits(data.pituus);
      this.rarest = Math.log(1 + this.kinds.length);
      this.pagesOf = new Map();
      this.postings = new Map(Object.entries(data.osumat || {}).map(([word, text]) => [Number(word), text]));
      this.bare = new Set(); // words that no page has, though pages may have their compounds
      let bare = -1;
      for (const step of numbersIn(data.vailla || "")) this.bare.add((bare += step));
    }

    // --- Files of a long index ---------------------------------------------------------------

    /** The files that tell which pages have the words, as far as they have not been read. */
    filesOf(words) {
      const first = (at) => (this.data.osumatiedostot[at] || [Infinity])[0];
      const files = new Set();
      for (const word of words) {
        const isNowhere = this.bare.has(word) && !this.compounds.has(word);
        if (this.postings.has(word) || isNowhere) continue;
        let at = 0;
        while (first(at + 1) <= word) at++;
        files.add(this.data.osumatiedostot[at][1]);
      }
      return [...files];
    }

    /** The files that a query asks for at once; what it asks for besides shows as it is sought. */
    wanted(query) {
      const words = this.asked(query).flatMap(([text]) => {
        const forms = this.forms(text);
        const others = [...forms.keys()].flatMap((word) => this.everyday.get(word) || []);
        return [...forms.keys(), ...this.derived(text).keys(), ...others];
      });
      return this.filesOf(words);
    }

    take({ alku, osumat, muut }) {
      osumat.forEach((text, at) => this.postings.set(alku + at, text));
      for (const [word, text] of Object.entries(muut)) this.postings.set(Number(word), text);
    }

    need(words) {
      const files = this.filesOf(words);
      if (files.length) throw new Missing(this, files);
    }

    hasPages(word) {
      return this.postings.get(word) !== "" && !this.bare.has(word);
    }

    // --- Pages -----------------------------------------------------------------------------

    /** The pages that have a word: [page, place] pairs, from the text that index.py describes. */
    pages(word) {
      let found = this.pagesOf.get(word);
      if (!found) {
        this.need([word]);
        found = [];
        let page = -1;
        for (const number of numbersIn(this.postings.get(word) || "")) {
          page += number >> 2;
          found.push([page, number & 3]);
        }
        this.pagesOf.set(word, found);
      }
      return found;
    }

    /** Pages by a word's matches: page → score and best place, how rare it is, what matched. */
    scored(words) {
      this.need(words.keys());
      const scores = new Map();
      const places = new Map();
      const named = new Set(); // pages that have the very word in their title
      for (const [word, fit] of words) {
        for (const [page, place] of this.pages(word)) {
          if (place === TITLE && fit > 0.9) named.add(page);
          // A short title is about the word; a long one merely mentions it.
          const about =
            place === TITLE ? 0.7 + 0.6 * Math.min(1, 3 / this.titleLengths[page]) : 1;
          strongest(scores, page, fit * WEIGHTS[place] * about);
          strongest(places, page, place);
        }
      }
      const rarity = Math.log(1 + this.kinds.length / (scores.size || 1));
      for (const [page, score] of scores) scores.set(page, score * rarity);
      return { scores, places, named, rarity, words: new Set(words.keys()) };
    }

    // --- Guesses: another word is sought instead --------------------------------------------

    /** What is sought instead of a word that finds nothing: also the words to tell; or null. */
    guessed(text) {
      const guess = (forms) => {
        const found = this.scored(this.meaning(forms));
        const told = [...forms.keys()].filter((word) => this.pages(word).length);
        const words = told.length ? told : [...forms.keys()];
        return found.scores.size && { ...found, told: words.map((one) => this.spellings[one]) };
      };
      const begun = text.length < BEGUN ? new Map() : this.beginningWith(text);
      const longer = guess(begun);
      if (longer) return { ...longer, begins: true };
      const both = this.cutInTwo(text, true) || guess(this.misspelt(text));
      if (both) return both;
      // A first part that is itself a long word tells more than what it is put before.
      for (const head of this.heads(text, LONG)) {
        const found = guess(new Map(head));
        if (found) return found;
      }
      return null;
    }

    /** A compound that the roadmap does not have: pages that have both of its parts; or null.
        Those that are about one of them, or else those that merely mention both. */
    cutInTwo(text, about) {
      let best = null;
      for (let end = text.length - SHORTEST; end >= SHORTEST; end--) {
        const first = text.slice(0, end);
        const heads = [first, ...(/[ns]$/.test(first) ? [first.slice(0, -1)] : [])];
        const head = heads.find((one) => this.isHead(one) && this.meant(one).size);
        const tail = head && this.meant(text.slice(end));
        if (!tail || !tail.size) continue;
        const parts = [this.scored(this.meant(head)), this.scored(tail)];
        const scores = new Map();
        for (const page of parts[0].scores.keys()) {
          if (!parts[1].scores.has(page)) continue;
          const telling = ({ places, rarity }) =>
            places.get(page) >= KEYWORD && rarity >= TELLING * this.rarest;
          if (about && !parts.some(telling)) continue;
          scores.set(page, 0.4 * (parts[0].scores.get(page) + parts[1].scores.get(page)));
        }
        const shorter = Math.min(end, text.length - end);
        if (scores.size && (!best || shorter > best.shorter)) {
          const words = new Set(parts.flatMap((part) => [...part.words]));
          const told = [head, text.slice(end)].map((one) => this.spelling(one));
          const rarity = Math.max(...parts.map((part) => part.rarity));
          best = { scores, words, told, shorter, rarity };
        }
      }
      return best;
    }

    // --- Thereabouts: no hits ----------------------------------------------------------------

    /** What has something of a word that nothing else finds, but not what most pages have. */
    thereabouts(text) {
      const mentioned = this.cutInTwo(text, false);
      if (mentioned) return mentioned;
      for (const [words, least] of this.loosely(text)) {
        const found = this.scored(words);
        const tells = found.rarity >= TELLING * this.rarest;
        for (const [page, place] of found.places) if (place < least) found.scores.delete(page);
        if (found.scores.size && tells) return found;
      }
      return this.scored(new Map());
    }

    /** Ways to find something of a word, each with the least place that counts. */
    *loosely(text) {
      yield [this.withCompounds(this.beginningWith(text)), 0];
      yield [this.containing(text), 0];
      yield [this.withCompounds(this.alike(text)), 0];
      // A page that merely mentions a part of a compound is not about it.
      for (const words of this.partly(text)) yield [words, KEYWORD];
    }

    // --- Queries -------------------------------------------------------------------------------

    /** The words of a query as they are sought and as they are written, each once; one with
        hyphens is tried whole and in parts. */
    asked(query) {
      const words = new Map();
      for (const [written] of query.matchAll(WORD)) {
        const parts = written.split(/[-‐‑.'’]/).map((part) => part.split(":")[0]);
        const whole = fold(parts.join(""));
        if (parts.length > 1 && !this.forms(whole).size) parts.forEach((one) => words.set(fold(one), one));
        else words.set(whole, written);
      }
      words.delete("");
      const without = (some, them) => {
        const left = some.filter(([word]) => !them.has(word));
        return left.length ? left : some;
      };
      return without([...words], this.ignored);
    }

    /** Whether a word is one that a page is called by. */
    isCalled(page, text) {
      const names = this.data.kutsut[page] || [];
      return [...this.forms(text)].some(([word, fit]) => fit > 0.9 && names.includes(word));
    }

    /** Whether a word names the roadmap itself: Kauhavan. */
    isOwn(text) {
      return !this.light.has(text) && this.isCalled(this.front, text);
    }

    /** The words of a query that name the roadmap. */
    naming(query) {
      return this.asked(query).flatMap(([text]) => (this.isOwn(text) ? [text] : []));
    }

    /** Whether some page has the very word in its title. */
    hasInTitle(text) {
      return this.scored(this.forms(text)).named.size > 0;
    }

    /** What each word finds: exactly, then as one with its neighbours, then by guesses. The first
        letters of a word that is still being written are none yet. */
    units(query, unfinished, elsewhere) {
      const asked = this.asked(query).filter(([word]) => !elsewhere.has(word));
      const words = asked.map(([word]) => word);
      const units = asked.map(([text, written]) => ({ text, written, ...this.scored(this.meant(text)) }));
      for (const length of [3, 2]) {
        for (let at = 0; at + length <= words.length; at++) {
          const found = this.glued(words.slice(at, at + length));
          if (found) units.slice(at, at + length).forEach((unit) => this.join(unit, found));
        }
      }
      const found = units.map((unit) => {
        if (unit.scores.size) return unit;
        return { ...unit, ...(this.guessed(unit.text) || { rarity: 0.8 * this.rarest }) };
      });
      const last = found[found.length - 1];
      const begun = unfinished && last && !last.scores.size && last.text.length < BEGUN;
      if (begun && !NUMBER.test(last.text)) found.pop();
      const heavy = found.some(({ text }) => !this.light.has(text));
      const aside = found.some(({ text }) => !this.light.has(text) && !this.isOwn(text));
      return found.map((one) => ({
        ...one,
        light: heavy && this.light.has(one.text),
        aside: aside && this.isOwn(one.text), // of the roadmap's name every page is
      }));
    }

    /** What neighbours find as one word, the first ones in the genitive or not: tilan varaus. */
    glued(words) {
      const heads = (word) => [
        word,
        ...(word.endsWith("n") ? [word.slice(0, -1)] : []),
        ...[...this.forms(word).keys()].map((form) => this.words[form]),
      ];
      const last = words[words.length - 1];
      const firsts = words
        .slice(0, -1)
        .reduce((made, word) => made.flatMap((one) => heads(word).map((head) => one + head)), [""]);
      for (const first of new Set(firsts)) {
        const found = this.scored(this.meant(first + last));
        if (found.scores.size) return found;
      }
      return null;
    }

    join(unit, found) {
      for (const [page, score] of found.scores) strongest(unit.scores, page, score);
      for (const page of found.named) unit.named.add(page);
      for (const word of found.words) unit.words.add(word);
      unit.rarity = Math.max(unit.rarity, found.rarity);
    }

    /** Pages by all words: page → score and the share of the query that it has. */
    totals(units) {
      const weight = (unit) => (unit.aside ? 0 : unit.rarity * (unit.light ? LIGHT : 1));
      const whole = units.reduce((sum, unit) => sum + weight(unit), 0);
      const totals = new Map();
      for (const unit of units) {
        for (const [page, score] of unit.scores) {
          const before = totals.get(page) || { page, score: 0, share: 0 };
          totals.set(page, {
            page,
            score: before.score + score * (unit.light || unit.aside ? LIGHT : 1),
            share: before.share + weight(unit) / whole,
          });
        }
      }
      return [...totals.values()]
        .filter(({ share }) => share > 0)
        .map((one) => ({ ...one, score: one.score * one.share * this.importance(one.page, units) }))
        .sort((a, b) => b.score - a.score || a.page - b.page);
    }

    /** Measures come first, except before a page whose title is what was asked for, or what it is
        called by; of which year, it may be told besides. */
    importance(page, units) {
      const told = units.filter(({ text, aside }) => !aside && !NUMBER.test(text));
      if (told.length && told.every(({ text }) => this.isCalled(page, text))) return 2;
      const named = units.every((unit) => unit.named && unit.named.has(page));
      if (named && this.titleLengths[page] === units.length) return 2;
      return this.isMeasure(page) ? 1 : 0.75;
    }

    /** What a query finds.
        hits: pages that have it, or most of it, best first; partial: pages that have at least its
        heaviest word; near: pages thereabouts, where there are no others; words: what is marked in
        a text; guesses: of words, how they were written, what was told to be sought instead, and
        whether that begins with them; unknown: words that found nothing; asked: how many words
        there are. Words that name another roadmap, which is searched too, are left out. */
    search(query, unfinished = false, elsewhere = new Set()) {
      const units = this.units(query, unfinished, elsewhere);
      const known = units.filter(({ scores }) => scores.size);
      const totals = this.totals(units);
      const best = Math.max(0, ...totals.map(({ share }) => share));
      const needed = Math.min(ENOUGH, 0.9 * best);
      const hits = best < LEAST ? [] : totals.filter(({ share }) => share >= needed);
      const heaviest = known
        .filter(({ aside }) => !aside)
        .reduce((a, b) => (a && a.rarity >= b.rarity ? a : b), null);
      const partial = hits.length
        ? totals.filter(({ page, share }) => share < needed && heaviest.scores.has(page))
        : [];
      const near = hits.length ? { pages: [], words: [] } : this.near(units, totals);
      return {
        asked: units.length,
        hits,
        partial,
        near: near.pages,
        words: new Set([...known.flatMap(({ words }) => [...words]), ...near.words]),
        guesses: units.filter(({ told }) => told),
        unknown: units.filter(({ scores }) => !scores.size).map(({ written }) => written),
        whole: best > 0.999,
      };
    }

    near(units, totals) {
      const weak = units
        .filter(({ scores }) => !scores.size)
        .map(({ text }) => ({ text, ...this.thereabouts(text) }));
      const words = new Set(weak.flatMap((one) => [...one.words]));
      return { words, pages: totals.length ? totals : this.totals(weak) };
    }

    isMeasure(page) {
      return this.kinds[page] === 0;
    }

  }

  window.digitiekartanHaku.Index = Index;
})();
