// Text spacing: readers may set lines, letters and words further apart.
dom => {
  // Elements whose own text is cut off, by themselves or by what holds them.
  const clipped = () => dom.rendered().filter(element => {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !dom.seen(element)) return false;
    const inner = dom.box(element);
    let holder = element;
    for (let level = 0; level < 4 && holder && holder !== document.body; level++) {
      const {overflowX, overflowY} = getComputedStyle(holder);
      if (dom.scrolls(overflowX) || dom.scrolls(overflowY)) return false;
      const outer = dom.box(holder);
      if (outer.width < 2 || outer.height < 2) return false;
      const {scrollWidth, clientWidth, scrollHeight, clientHeight} = element;
      const self = holder === element;
      const across = inner.right > outer.right + 2 || self && scrollWidth > clientWidth + 1;
      const down = inner.bottom > outer.bottom + 3 || self && scrollHeight > clientHeight + 3;
      if (dom.clips(overflowX) && across || dom.clips(overflowY) && down) return true;
      holder = holder.parentElement;
    }
    return false;
  });

  return {
    mark: () => { window.__auditClipped = new Set(clipped()); },
    newlyClipped: () =>
      clipped().filter(element => !window.__auditClipped.has(element)).map(dom.tell),
  };
}
