// Order: what is seen stands in the order in which it is read aloud and reached by the keyboard.
dom => ({
  // Boxes whose parts a style sheet has turned round or moved.
  reversed: () => {
    const apart = 2; // pixels
    const before = (one, other) => {
      const beside = one.top < other.bottom - apart && other.top < one.bottom - apart;
      const stacked = one.left < other.right - apart && other.left < one.right - apart;
      return (beside && other.right <= one.left + apart)
        || (stacked && other.bottom <= one.top + apart);
    };
    return dom.rendered().filter(box => {
      if (!/flex|grid/.test(getComputedStyle(box).display)) return false;
      if (box.closest("[aria-hidden=true]")) return false; // it is not read aloud at all
      const parts = [...box.children].filter(part => dom.seen(part)
        && !part.closest("[aria-hidden=true]") && /static|relative/.test(getComputedStyle(part).position)
        && (part.innerText?.trim() || part.querySelector("a, button, input, img")));
      return parts.slice(1).some((part, n) => before(dom.box(parts[n]), dom.box(part)));
    }).map(dom.tell);
  },
})
