// Links: they look like links, and their words say where they lead.
dom => ({
  // A link stands in running text when its block has words of its own beside its links. Links of
  // menus stand alone. What marks a link may be on the link, within it, or drawn before or after it.
  colourOnly: () => {
    const isBlock = element => !/^(inline|contents)/.test(getComputedStyle(element).display);
    const blockOf = node => {
      let up = node.parentElement;
      while (up !== document.body && !isBlock(up)) up = up.parentElement;
      return up;
    };
    const prose = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, holder = node.parentElement;
      if (/\p{L}{2}/u.test(node.data) && !holder.closest("a, button, script, style")
          && dom.seen(holder)) prose.add(blockOf(node));
    }
    const clear = colour => /^rgba\(.*, 0\)$/.test(colour);
    const isMarked = (element, around) => {
      const style = getComputedStyle(element);
      const bordered = ["Top", "Right", "Bottom", "Left"].some(side =>
        parseFloat(style[`border${side}Width`]) > 0 && !clear(style[`border${side}Color`]));
      const drawn = ["::before", "::after"].some(pseudo =>
        !/^(none|normal|"")$/.test(getComputedStyle(element, pseudo).content));
      return style.textDecorationLine !== "none" || bordered || drawn
        || style.backgroundImage !== "none" || style.boxShadow !== "none"
        || !clear(style.backgroundColor) && style.backgroundColor !== around.backgroundColor
        || style.fontWeight !== around.fontWeight || style.fontStyle !== around.fontStyle
        || element.matches("img, svg");
    };
    return [...document.querySelectorAll("a[href]")].filter(link => {
      if (link.closest("nav") || isBlock(link) || !dom.seen(link)) return false;
      const block = blockOf(link);
      return prose.has(block) && ![link, ...link.querySelectorAll("*")]
        .some(element => isMarked(element, getComputedStyle(block)));
    }).map(dom.tell);
  },
})
