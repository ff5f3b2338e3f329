// The search: it opens, finds, tells how many it found, and gives the focus back.
dom => {
  const LIVE = "[aria-live=polite], [aria-live=assertive], [role=status], [role=alert], output";
  const all = selector => [...document.querySelectorAll(selector)];

  const fields = () => all("dialog[open] input, [role=search] input, search input,"
    + " input[type=search], [data-md-component=search-query]").filter(field =>
      !/checkbox|radio|hidden/.test(field.type) && dom.seen(field) && dom.within(field));

  // Links in sight; one to the page that the field leads to is no result.
  const links = () => all("a[href]").filter(link =>
    dom.seen(link) && link.href.split("?")[0] !== __auditLeadsTo);

  return {
    // A field in sight needs no opener; else the first opener in sight.
    find: () => {
      const places = ["a[href$='haku/'], a[href*='haku/?'], a[href*='haku/#']",
        "header label[for=__search]",
        "header button[aria-label*=haku i], header button[aria-label*=hae i]"];
      const [field] = fields();
      const found = field || places.flatMap(all).find(one => dom.seen(one) && dom.within(one));
      window.__auditOpener = found;
      return found && {...dom.tell(found), isField: found === field,
        isLink: found.localName === "a", focusable: found.tabIndex >= 0} || null;
    },

    field: () => {
      const [field] = fields();
      if (!field) return null;
      window.__auditLive = new Map(all(LIVE).map(one => [one, one.textContent.trim()]));
      const leads = !!field.form?.getAttribute("action");
      window.__auditLeadsTo = leads && field.form.action;
      window.__auditLinks = links().length;
      return {focused: field === document.activeElement, leads};
    },

    // A result is a link that was not in sight before.
    results: () => links().length > __auditLinks
      || all("[role=option]").some(dom.seen),

    isTold: () => [...__auditLive].some(([one, before]) =>
      one.isConnected && one.textContent.trim() && one.textContent.trim() !== before),

    // On a page of its own there is no telling what was there before the search.
    resultsOfPage: () => all("main :is(ol, ul, dl, table) a[href]")
      .some(link => !link.closest("nav") && dom.seen(link)),

    isToldOnPage: () => all(LIVE).some(one => one.textContent.trim()),

    inField: () => document.activeElement?.localName === "input",

    hasFocus: () => document.activeElement !== document.body && dom.seen(document.activeElement),
  };
}
