// The menu in a narrow window: it opens with the keyboard, says so, and lets go again.
dom => ({
  find: () => {
    const places = [
      "header summary, nav summary",
      "header button[aria-controls]",
      "header label[for=__drawer]",
      "button[aria-label*=valikko i], button[aria-label*=navigaatio i]",
    ];
    const forSearch = element => document.getElementById(element.getAttribute("aria-controls") || "")
        ?.querySelector("input[type=search], [role=search]");
    const opener = places.flatMap(place => [...document.querySelectorAll(place)])
      .find(element => dom.seen(element) && dom.within(element) && !forSearch(element));
    window.__auditOpener = opener;
    const links = dom.navigation().length;
    const isThere = !!document.querySelector("nav, [role=navigation]");
    return opener && {...dom.tell(opener), links,
      focusable: opener.tabIndex >= 0, isSummary: opener.localName === "summary",
      expanded: opener.getAttribute("aria-expanded")} || {links, isThere, name: ""};
  },

  now: () => ({
    links: dom.navigation().length,
    expanded: __auditOpener.getAttribute("aria-expanded"),
    inMenu: dom.navigation().includes(document.activeElement),
    focused: document.activeElement !== document.body && dom.seen(document.activeElement),
  }),
})
