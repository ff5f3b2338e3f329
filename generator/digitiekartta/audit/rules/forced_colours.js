// Forced colours: a reader's own few colours replace all of the page's.
dom => ({
  // An icon drawn through a mask is painted with its background, which becomes that of the page.
  lostIcons: () => dom.rendered().flatMap(element => ["", "::before", "::after"].flatMap(pseudo => {
    const style = getComputedStyle(element, pseudo || null);
    if (pseudo && (style.content === "none" || style.content === "normal")) return [];
    if (style.maskImage === "none" || style.forcedColorAdjust === "none") return [];
    if (!element.checkVisibility({visibilityProperty: true})) return [];
    const canvas = getComputedStyle(document.body).backgroundColor;
    if (style.backgroundColor !== canvas && !/, 0\)$/.test(style.backgroundColor)) return [];
    const control = element.closest("a, button, label, summary");
    return [{...dom.tell(element), only: !!control && !control.textContent.trim()}];
  })),

  // Bars over the text that have no edge towards it.
  edgeless: () => dom.rendered().filter(element => {
    const {position, borderTopWidth, borderBottomWidth} = getComputedStyle(element);
    return /fixed|sticky/.test(position) && dom.seen(element)
      && dom.box(element).width > innerWidth * .6
      && !parseFloat(borderTopWidth) && !parseFloat(borderBottomWidth);
  }).map(dom.tell),
})
