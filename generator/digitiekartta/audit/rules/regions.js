// Regions: what a page is made of, as a screen reader lists it and leads to it.
dom => ({
  // Frames that scroll sideways now, or that a keyboard stops at since they may in another window.
  unnamed: () => {
    const hasRole = "[role]:not([role=none], [role=presentation], [role=generic]),"
      + " nav, main, section, aside, form, fieldset, figure";
    const named = frame => (frame.getAttribute("aria-labelledby") || "").split(/\s+/)
      .some(id => id && document.getElementById(id)?.textContent.trim())
      || frame.getAttribute("aria-label")?.trim();
    return dom.rendered().filter(frame =>
      dom.scrolls(getComputedStyle(frame).overflowX) && dom.seen(frame)
      && !frame.matches("input, select, textarea")
      && (frame.scrollWidth > frame.clientWidth + 1 || frame.tabIndex >= 0)
      && !(frame.matches(hasRole) && named(frame))).map(dom.tell);
  },

  hiddenHeadings: () => [...document.querySelectorAll("h1")]
    .filter(heading => !dom.seen(heading) || !dom.within(heading)
      || heading.closest("[aria-hidden=true]")).map(dom.tell),
})
