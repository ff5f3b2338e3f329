// What the rules ask of a page's elements. Evaluated in each page as `dom`.
(() => {
  const HEADING = /^h[1-6]$/;
  const text = element =>
    (element.getAttribute("aria-label") || element.textContent || element.title || element.value || "")
      .trim().replace(/\s+/g, " ");
  const classes = element =>
    [...element.classList].filter(name => !/focus/.test(name)).slice(0, 2).join(" ");

  const tag = element => {
    const name = element.localName;
    if (element.id && !HEADING.test(name)) return `<${name} id="${element.id}">`;
    return classes(element) ? `<${name} class="${classes(element)}">` : `<${name}>`;
  };

  // How a person is told of an element, and what is the same for all of its kind.
  const tell = element => {
    const isWhole = element.matches("html, body, main");
    const label = isWhole ? [] : [...text(element)];
    const short = label.length > 40 ? label.slice(0, 39).join("").trimEnd() + "…" : label.join("");
    const named = element.closest("[class]:not(html, body)");
    const shape = named && named !== element ? `${tag(named)} ${tag(element)}` : tag(element);
    return {name: short ? `${tag(element)} ”${short}”` : tag(element), shape};
  };

  const box = element => element.getBoundingClientRect();

  // Shown to people who see: rendered, not transparent, and not clipped to nothing.
  const seen = element => {
    if (!element.checkVisibility({opacityProperty: true, visibilityProperty: true})) return false;
    const {width, height} = box(element);
    if (width < 2 || height < 2) return false;
    const {clip, clipPath} = getComputedStyle(element);
    return !/rect\(0|inset\((50|100)%/.test(clip + clipPath);
  };

  // Within the width of the page: not parked beside it, as closed drawers are.
  const within = element => {
    const {left, right} = box(element);
    return right > 1 && left < document.documentElement.clientWidth - 1;
  };

  const clips = value => value === "hidden" || value === "clip";
  const scrolls = value => value === "auto" || value === "scroll";

  // Within reach sideways: within the page, or in a frame that scrolls.
  const reachable = element => {
    if (within(element)) return true;
    for (let up = element.parentElement; up; up = up.parentElement)
      if (scrolls(getComputedStyle(up).overflowX) && within(up)) return true;
    return false;
  };

  // The texts of the main content that can be read, each with the element that holds it;
  // what there is to press or to fill in is left out.
  const texts = () => {
    const main = document.querySelector("main") || document.body;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const holder = walker.currentNode.parentElement;
      const text = walker.currentNode.data.trim().replace(/\s+/g, " ");
      if (text && !holder.closest("nav, aside, form, button, summary, [aria-hidden=true]")
          && seen(holder) && reachable(holder)) found.push([text, holder]);
    }
    return found;
  };

  // All elements, those that are not rendered left out.
  const rendered = () =>
    [...document.body.querySelectorAll("*")].filter(element => element.checkVisibility());

  const FOCUSABLE = "a[href], area[href], button:enabled, input:enabled:not([type=hidden]),"
    + " select:enabled, textarea:enabled, summary, iframe, [tabindex], [contenteditable=true]";

  // How far the document reaches beyond its window, and which elements make it do so.
  const overflow = () => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const excess = Math.max(root.scrollWidth, document.body.scrollWidth) - width;
    if (excess <= 0) return {excess: 0, causes: []};
    const held = element => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
        if (getComputedStyle(up).overflowX !== "visible") return true;
      return false;
    };
    const wide = rendered().filter(e => box(e).right > width + 1 && box(e).left < width && !held(e));
    // The innermost are the causes; what holds them is only stretched by them.
    const causes = wide.filter(e => !wide.some(other => other !== e && e.contains(other)));
    return {excess, causes: causes.slice(0, 3).map(tell)};
  };

  // Links that lead through the site, not those of the text, of a search or of a path of crumbs.
  const navigation = () =>
    [...document.querySelectorAll("nav a[href]:not([href^='#']), [role=navigation] a[href]")]
      .filter(link => !link.closest("main article, main [role=article], [role=search], ol"))
      .filter(link => seen(link) && within(link));

  // One style sheet of the audit's own, which no policy forbids.
  const style = css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  const unstyle = () => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); };

  // The end of all transitions: colours measured halfway are nobody's.
  const settle = () => document.getAnimations()
    .filter(animation => animation instanceof CSSTransition)
    .forEach(animation => animation.finish());

  return {text, tag, tell, box, seen, within, reachable, clips, scrolls, texts, rendered, FOCUSABLE,
    overflow, navigation, style, unstyle, settle};
})()
