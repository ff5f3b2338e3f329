/* The words of one roadmap, for haku-indeksi.js: which of them a reader's word stands for.
   generator/digitiekartta/pages/search/index.py tells what the data is. */
window.digitiekartanHaku = (() => {
  "use strict";

  const WORD = /[\p{L}\p{N}\u00ad]+(?:[-‐‑:.'’][\p{L}\p{N}\u00ad]+)*/gu;
  // What makes one word of another: maksaminen – maksu, kouluttaminen – koulutus.
  const DERIVING =
    /(?:(?:utu|yty)?mi(?:nen|se[a-z]{0,4}|sta)|m?[uy](?:s|ks[a-z]{0,6})|n[nt]a[a-z]{0,4}|ja[a-z]{0,4}|oin[nt][a-z]{0,4}|oida|tt[uy][a-z]{0,2}|t[uy]t|[uy]|isto|o|[aeiouy]t?a|e|in)$/;

  /** Lower case without accents: how words are compared. Words copied from a page have U+00AD. */
  const fold = (text) =>
    text.toLowerCase().normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "");

  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  const WORD_END = /[aeiouylnrst\d]$/; // of Finnish words; what stands before their last part, too
  const PART = 4; // letters of a part of a compound, at least
  const SET = /isto$/; // laitteisto, termistö

  /** What words that are made of one another share. */
  const root = (stem) => stem.replace(/[aeiouy]+$/, "").replace(/(.)\1$/, "$1");

  /** Note a value where none is as high. */
  const strongest = (map, key, value) => {
    if ((map.get(key) || 0) < value) map.set(key, value);
  };

  /** How many letters must be changed, added or left out to make one word of another. */
  const distance = (from, to) => {
    let row = Array.from({ length: to.length + 1 }, (_, at) => at);
    for (let i = 1; i <= from.length; i++) {
      const next = [i];
      for (let j = 1; j <= to.length; j++) {
        const changed = row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
        next.push(Math.min(changed, row[j] + 1, next[j - 1] + 1));
      }
      row = next;
    }
    return row[to.length];
  };

  class Words {
    constructor(data) {
      this.data = data;
      this.spellings = data.sanat.split(" ");
      this.words = fold(data.sanat).split(" ");
      this.isEnding = new RegExp(`^(?:${data.paatteet})$`);
      this.classes = data.luokat.map((edits) =>
        edits.split(" ").map((edit) => [parseInt(edit, 10), edit.replace(/^\d+/, "")]),
      );
      this.byLetter = new Map();
      this.words.forEach((word, index) => {
        const letter = word[0];
        if (!this.byLetter.has(letter)) this.byLetter.set(letter, []);
        this.byLetter.get(letter).push(index);
      });
      this.compounds = new Map(); // part → [compound, whether it is the last part]
      for (const [compound, parts] of this.divided()) {
        parts.forEach((part, place) => {
          if (!this.compounds.has(part)) this.compounds.set(part, []);
          this.compounds.get(part).push([compound, place === parts.length - 1]);
        });
      }
      this.everyday = new Map();
      for (const line of data.arki) {
        for (const word of line) {
          this.everyday.set(word, [...(this.everyday.get(word) || []), ...line]);
        }
      }
      this.stemsOf = new Map();
      this.strict = new Map();
      this.roots = null;
    }

    /** The compounds and the words that each consists of. A long index tells where in a compound
        these stand: parting.py. */
    divided() {
      const { osat, jaot } = this.data;
      if (osat) return Object.entries(osat).map(([compound, parts]) => [Number(compound), parts]);
      const numbers = new Map(this.words.map((word, index) => [word, index]));
      const part = (word, [, number, start, length]) =>
        number ? Number(number) : numbers.get(word.substr(DIGITS.indexOf(start), DIGITS.indexOf(length)));
      return jaot.split(" ").map((places, compound) => [
        compound,
        [...places.matchAll(/\*(\d+)\*|(.)(.)/g)].map((place) => part(this.words[compound], place)),
      ]);
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

    /** Words that are made of the same: of maksaminen maksu, of laite laitteisto. */
    derived(text) {
      if (!this.roots) {
        this.roots = new Map();
        this.words.forEach((word, index) => {
          const shared = root(word.replace(DERIVING, ""));
          if (!this.roots.has(shared)) this.roots.set(shared, []);
          this.roots.get(shared).push(index);
        });
      }
      const found = new Map();
      const add = (shared, fits) => {
        const same = (shared.length > 3 && this.roots.get(shared)) || [];
        for (const word of same) if (fits(this.words[word])) found.set(word, 0.4);
      };
      if (DERIVING.test(text)) {
        // What stands unchanged in longer words is a word of its own: kirja is no kirjaus.
        const shared = root(text.replace(DERIVING, ""));
        add(shared, (word) => DERIVING.test(word) || shared.length > 4);
      }
      for (let end = text.length; end > 3 && !found.size; end--) {
        if (this.isEnding.test(text.slice(end))) add(root(text.slice(0, end)), (word) => SET.test(word));
      }
      return found;
    }

    /** The same with the compounds that the words are parts of. */
    withCompounds(forms, share = 1, found = new Map(), depth = 0) {
      for (const [word, fit] of forms) {
        strongest(found, word, fit * share);
        const compounds = depth < 2 ? this.compounds.get(word) : null;
        if (compounds) {
          const next = compounds.map(([compound, last]) => [compound, fit * (last ? 0.75 : 0.65)]);
          this.withCompounds(next, share, found, depth + 1);
        }
      }
      return found;
    }

    /** All words that a word written by a reader stands for. */
    meant(text) {
      const found = this.meaning(this.forms(text));
      for (const [word, fit] of this.meaning(this.derived(text))) strongest(found, word, fit);
      return found;
    }

    /** Words with their compounds and what else is called so. */
    meaning(forms) {
      const found = this.withCompounds(forms);
      for (const [word, fit] of forms) {
        const others = fit > 0.4 ? this.everyday.get(word) : null;
        if (others) this.withCompounds(others.map((other) => [other, fit]), 0.5, found);
      }
      return found;
    }

    /** How a word that was found is written. */
    spelling(text) {
      const [[word] = []] = [...this.forms(text)].sort(([, a], [, b]) => b - a);
      return word === undefined ? text : this.spellings[word];
    }

    /** Whether a word of a text is one of the words that were found. */
    isFound(written, words) {
      const parts = fold(written).split(/[-‐‑.'’:]/);
      return [parts.join(""), ...parts].some(
        (part) => part && [...this.forms(part).keys()].some((word) => words.has(word)),
      );
    }

    // --- Other words, when a word is none of the roadmap's ---------------------------------

    beginningWith(text) {
      const found = new Map();
      for (const word of this.byLetter.get(text[0]) || []) {
        if (this.words[word].startsWith(text)) found.set(word, 0.6);
      }
      return found;
    }

    /** Words of which the text is a form with one letter too many, missing, wrong or swapped. */
    misspelt(text) {
      const found = new Map();
      if (text.length < 6) return found;
      for (const letter of this.byLetter.keys()) {
        for (const [stem, words] of this.stemsFor(letter)) {
          if (stem.length < 4 || stem.length > text.length + 1) continue;
          if (!this.isOneOff(text, stem)) continue;
          // Stems are made with a loose hand: a word that looks otherwise is not meant, and one
          // that begins otherwise only where nothing else differs.
          const like = (word) => {
            const steps = distance(this.words[word], text);
            return steps < 2 || (steps <= 1 + text.length / 4 && this.words[word].startsWith(text.slice(0, 3)));
          };
          for (const word of words.filter(like)) found.set(word, 0.5);
        }
      }
      const steps = (word) => distance(this.words[word], text);
      const least = Math.min(...[...found.keys()].map(steps));
      return new Map([...found].filter(([word]) => steps(word) === least));
    }

    /** Whether the text begins with the stem, save one letter, and an ending follows. */
    isOneOff(text, stem) {
      let at = 0;
      while (at < stem.length && text[at] === stem[at]) at++;
      if (at === stem.length) return this.isEnding.test(text.slice(at + 1));
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

    /** Words that have the text, less its ending, inside them: most of it. */
    containing(text) {
      const found = new Map();
      for (let end = text.length; end >= Math.max(4, (2 * text.length) / 3) && !found.size; end--) {
        if (!this.isEnding.test(text.slice(end))) continue;
        const part = text.slice(0, end);
        this.words.forEach((word, index) => {
          if (word.includes(part)) found.set(index, 0.4);
        });
      }
      return found;
    }

    /** Words that begin as the text and of which it is a form, with a letter in six wrong. */
    alike(text) {
      const found = new Map();
      for (const [stem, words] of this.stemsFor(text[0])) {
        if (stem.length < 6 || !stem.startsWith(text.slice(0, 3))) continue;
        const [start, end] = [text.slice(0, stem.length), text.slice(stem.length)];
        if (distance(stem, start) > stem.length / 6 || !this.isEnding.test(end)) continue;
        for (const word of words) found.set(word, 0.3);
      }
      return found;
    }

    /** The words that a part of a compound is a form of, in the same letters. */
    asPart(part) {
      const fits = ([word, fit]) => fit > 0.9 && this.words[word].startsWith(part.slice(0, PART));
      return [...this.forms(part)].filter(fits);
    }

    /** Of a compound whose other part nobody knows, what is of the same kind as its last part, or
        else what begins with its first part; the longest part first. */
    *partly(text) {
      const compounds = (forms, isLast) => {
        const found = new Map(forms);
        for (const [word, fit] of forms) {
          for (const [compound, last] of this.compounds.get(word) || []) {
            if (last === isLast) strongest(found, compound, 0.75 * fit);
          }
        }
        return found;
      };
      for (let end = 3; end <= text.length - PART; end++) {
        if (!WORD_END.test(text.slice(0, end))) continue; // aurausk|alusto
        const tail = this.asPart(text.slice(end));
        if (tail.length) yield compounds(tail, true);
      }
      for (const head of this.heads(text)) yield compounds(head, false);
    }

    /** The first parts that a compound may have, as words, the longest first. Where a word merely
        loses its end before an n it is a verb, which stands before no other: perua, perun. */
    *heads(text, least = PART + 1) {
      for (let end = text.length - PART; end >= least; end--) {
        const part = text.slice(0, end);
        const lost = part.endsWith("n") ? part.slice(0, -1) : null;
        const isNoun = (word) => word === part || word === lost || !word.startsWith(lost);
        const head = this.isHead(part) ? this.asPart(part).filter(([word]) => isNoun(this.words[word])) : [];
        if (head.length) yield head;
      }
    }

    /** Whether a word stands so before another: not in the partitive or another such case. */
    isHead(text) {
      const forms = this.forms(text);
      return /[ns]$/.test(text) || !forms.size || [...forms.values()].includes(1);
    }

    /** The roadmap's word that is most like one that finds nothing, "" when none is. */
    nearest(text) {
      let best = ["", Math.floor(text.length / 3) + 1];
      this.words.forEach((word, index) => {
        if (Math.abs(word.length - text.length) >= best[1] || !this.hasPages(index)) return;
        const steps = distance(word, text);
        if (steps < best[1]) best = [this.spellings[index], steps];
      });
      return best[0];
    }
  }

  return { Words, WORD, DIGITS, fold, strongest };
})();
