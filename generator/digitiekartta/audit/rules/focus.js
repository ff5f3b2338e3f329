// Focus: what a person who moves with the Tab key meets, stop by stop.
dom => ({
  // Where the focus is now: which stop, whether it can be seen, and what lies over it.
  stop: () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const stops = window.__auditStops ||= [];
    const before = stops.indexOf(element);
    if (before < 0) stops.push(element);
    const inWindow = one => {
      const {left, top, right, bottom} = dom.box(one);
      return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    };
    // A hidden box or button of choice is seen as its label.
    const next = element.nextElementSibling;
    const labels = [...(element.labels || []), ...(next?.localName === "label" ? [next] : [])];
    const shown = [element, ...labels].find(one => dom.seen(one) && inWindow(one));
    const ours = [element, ...labels];
    let hits = 0, points = 0, cover = null;
    for (const {left, top, width, height} of shown ? shown.getClientRects() : [])
      for (const across of [.1, .5, .9]) for (const down of [.15, .5, .85]) {
        const x = left + width * across, y = top + height * down;
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        points++;
        const hit = document.elementFromPoint(x, y);
        if (hit && ours.some(one => one.contains(hit) || hit.contains(one))) hits++;
        else if (hit) cover ||= dom.tag(hit);
      }
    // The length of its edges in sight, with room for a ring around them; of a link on several
    // lines, of its largest part.
    const edges = ({left, top, right, bottom}) => {
      const cut = (from, to, end) => Math.max(0, Math.min(end, to) - Math.max(0, from));
      const inside = (...places) => places.filter(place => place >= 8).length;
      return cut(left, right, innerWidth) * inside(top, innerHeight - bottom)
        + cut(top, bottom, innerHeight) * inside(left, innerWidth - right);
    };
    const edge = Math.max(0, ...[...shown?.getClientRects() || []].map(edges));
    const chain = [];
    for (let up = element; up && up !== document.body; up = up.parentElement)
      chain.push(up.localName + "." + up.className);
    const {left = 0, top = 0, width = 0, height = 0} = shown ? dom.box(shown) : {};
    return {...dom.tell(element), before, shown: !!shown, chain: chain.join(" "), edge,
      cover: points && !hits ? cover : null, box: [left, top, width, height],
      leads: element.localName === "a" ? element.getAttribute("href") : null};
  },

  inContent: () => {
    const main = document.querySelector("main, [role=main]"), now = document.activeElement;
    return !main || now !== document.body && (main.contains(now) || now.contains(main));
  },

  leadsToContent: address => {
    if (!address?.startsWith("#")) return false;
    const target = document.getElementById(decodeURIComponent(address.slice(1)));
    const main = document.querySelector("main, [role=main]");
    return !!target && (!main || main.contains(target) || target.contains(main));
  },

  // Parts of one control that arrow keys move in have one stop together.
  unreached: () => {
    const reached = new Set(window.__auditStops || []);
    const together = "[role=tablist], [role=menu], [role=menubar], [role=listbox], [role=radiogroup],"
      + " [role=grid], [role=toolbar], [role=tree], [inert], [aria-hidden=true]";
    return [...document.querySelectorAll(dom.FOCUSABLE)].filter(element =>
      !reached.has(element) && element.type !== "radio" && !element.closest(together)
      && dom.seen(element) && dom.within(element)
      && (element.tabIndex >= 0 || element.matches("a, button, input, select, textarea, summary"))
    ).map(dom.tell);
  },
})
