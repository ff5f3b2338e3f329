// Forced colours: a reader's own few colours replace all of the page's.
dom => {
  // An icon drawn through a mask is painted with its background, which becomes that of the page.
  const lost = () => dom.rendered().flatMap(element => ["", "::before", "::after"].filter(pseudo => {
    const style = getComputedStyle(element, pseudo || null);
    if (pseudo && (style.content === "none" || style.content === "normal")) return false;
    if (style.maskImage === "none" || style.forcedColorAdjust === "none") return false;
    if (!element.checkVisibility({visibilityProperty: true})) return false;
    const canvas = getComputedStyle(document.body).backgroundColor;
    return style.backgroundColor === canvas || /, 0\)$/.test(style.backgroundColor);
  }).map(() => element));

  const isAllOfControl = icon => {
    const control = icon.closest("a, button, label, summary");
    return !!control && !control.textContent.trim();
  };

  return {
    lostControls: () => lost().filter(isAllOfControl).map(dom.tell),

    lostIcons: () => lost().filter(icon => !isAllOfControl(icon)).map(dom.tell),

    // Bars over the text that have no edge towards it.
    edgeless: () => dom.rendered().filter(element => {
      const {position, borderTopWidth, borderBottomWidth} = getComputedStyle(element);
      return /fixed|sticky/.test(position) && dom.seen(element)
        && dom.box(element).width > innerWidth * .6
        && !parseFloat(borderTopWidth) && !parseFloat(borderBottomWidth);
    }).map(dom.tell),
  };
}
