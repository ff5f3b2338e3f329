// Hover: what a mouse brings to sight comes to sight for others, too.
dom => {
  const SHOWS = ["display", "visibility", "opacity", "clip", "clipPath", "height", "maxHeight",
    "width", "maxWidth", "left", "top", "right", "transform", "contentVisibility"];
  const rules = group => [...group.cssRules].flatMap(rule => {
    const applies = !rule.media || matchMedia(rule.media.mediaText).matches;
    return [...(rule.selectorText ? [rule] : []),
      ...(rule.cssRules && applies ? rules(rule) : [])];
  });
  const all = () => [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(sheet => {
    try { return rules(sheet); } catch { return []; } // of another origin
  });
  // The parts of a list of selectors, commas in brackets left alone.
  const parts = selector => selector.split(/,(?![^(]*\))/).map(part => part.trim());
  const found = selector => {
    try { return [...document.querySelectorAll(selector)]; } catch { return []; }
  };
  return {
    // Texts that are hidden until the mouse is over something, and that no focus shows.
    onlyThere: () => {
      const shown = all().filter(rule => SHOWS.some(name => rule.style?.[name]))
        .flatMap(rule => parts(rule.selectorText));
      const plain = selector => selector.replace(/:(hover|focus-within|focus-visible|focus)/g, "");
      const byFocus = new Set(shown.filter(one => /:focus/.test(one)).flatMap(one => found(plain(one))));
      const byMouse = shown.filter(one => /:hover/.test(one)).flatMap(one => found(plain(one)));
      return [...new Set(byMouse)].filter(element => element.textContent.trim()
        && !byFocus.has(element) && !(dom.seen(element) && dom.reachable(element))
        && !element.closest("[aria-hidden=true]")).map(dom.tell);
    },
  };
}
