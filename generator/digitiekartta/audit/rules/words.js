// The words that can be read: none may be lost when a page takes another shape.
dom => ({
  // Each word with an element that holds it, and of which table it is in the caption or the headers
  // only (its number, or -1); and the numbers of the tables that can be seen.
  read: () => {
    const words = text => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
    const tables = [...document.querySelectorAll("table")];
    const found = new Map();
    for (const [text, holder] of dom.texts()) {
      const table = tables.indexOf(holder.closest("caption, thead")?.parentElement);
      for (const word of words(text))
        if (!found.has(word) || table < 0 && found.get(word).table >= 0)
          found.set(word, {table, ...dom.tell(holder)});
    }
    return {words: [...found], tables: tables.flatMap((table, n) => dom.seen(table) ? [n] : [])};
  },
})
