// Phases: the marks of a schedule can be told apart where there are no colours.
dom => ({
  // Of the first mark of each kind in sight: those without a border or with that of another kind.
  // Drawings are read by place, and stand beside the same in words.
  alike: () => {
    const kinds = new Map();
    for (const mark of document.querySelectorAll(".vaihe")) {
      const kind = [...mark.classList].find(name => name.startsWith("vaihe-"));
      if (!kinds.has(kind) && dom.seen(mark) && !mark.closest("[aria-hidden=true]"))
        kinds.set(kind, mark);
    }
    const border = mark => {
      const style = getComputedStyle(mark);
      return ["Top", "Right", "Bottom", "Left"]
        .map(side => parseFloat(style[`border${side}Width`])
          ? style[`border${side}Style`] + style[`border${side}Width`] : "").join(" ");
    };
    const marks = [...kinds.values()], borders = marks.map(border);
    return marks.filter((_, n) => !borders[n].trim() || borders.indexOf(borders[n]) < n)
      .map(dom.tell);
  },

  // Cells of a table without a word or a picture, whose own background says what no other cell of
  // the row says in words.
  colouredOnly: () => {
    const background = cell => {
      const {backgroundColor, backgroundImage} = getComputedStyle(cell);
      const clear = /^(transparent|rgba\(.*, 0\))$/.test(backgroundColor);
      return (clear ? "" : backgroundColor) + (backgroundImage === "none" ? "" : backgroundImage);
    };
    const spoken = cell => cell.innerText?.trim() || cell.getAttribute("aria-label")?.trim()
      || cell.querySelector("img[alt]:not([alt='']), svg[role=img], [aria-label]");
    return [...document.querySelectorAll("tr")].flatMap(row => {
      const cells = [...row.cells];
      const told = new Set(cells.filter(spoken).map(background));
      return cells.filter(cell =>
        cell.localName === "td" && !spoken(cell) && dom.seen(cell) && background(cell)
        && !told.has(background(cell)));
    }).map(dom.tell);
  },
})
