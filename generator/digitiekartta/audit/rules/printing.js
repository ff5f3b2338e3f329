// Printing: on A4 paper nothing is cut off and nothing is lost.
dom => ({
  // Names of the page boxes that lie on their side; "" stands for all pages.
  landscapes: () => [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(sheet => {
    const applies = rule => !rule.media || matchMedia(rule.media.mediaText).matches;
    const rules = group => [...group.cssRules].flatMap(rule =>
      rule instanceof CSSPageRule ? [rule] : rule.cssRules && applies(rule) ? rules(rule) : []);
    try { return rules(sheet); } catch { return []; }
  }).filter(rule => /landscape/.test(rule.style.size)).map(rule => rule.selectorText),

  // What does not fit: blocks that cut off their own content, and blocks wider than the paper.
  clipped: ({names, inside}) => {
    const edge = document.documentElement.clientWidth;
    const turned = element => names.includes("") || names.includes(getComputedStyle(element).page);
    const cut = dom.rendered().filter(element => {
      const {display, overflowX} = getComputedStyle(element);
      if (turned(element) !== inside || display === "inline") return false;
      const {clientWidth, clientHeight, scrollWidth} = element;
      const cuts = overflowX !== "visible" && clientWidth > 20 && clientHeight > 4
        && scrollWidth > clientWidth + 2;
      const beyond = dom.box(element).right > edge + 2;
      return (cuts || beyond) && dom.seen(element) && element.innerText?.trim();
    });
    return cut.filter(element => !cut.some(other => other !== element && other.contains(element)))
      .map(dom.tell);
  },

  // Chromium repeats a header group that may not break, and that takes its place in the table. A
  // table that is a list on upright paper may be a table on paper that lies on its side.
  notRepeated: () => [...document.querySelectorAll("table > thead")].filter(head => {
    const {display, position, breakInside} = getComputedStyle(head);
    const table = getComputedStyle(head.parentElement).display;
    return display !== "none" && table !== "none"
      && (display !== "table-header-group" || table !== "table" || breakInside === "auto"
        || /absolute|fixed/.test(position));
  }).map(dom.tell),
})
