// Labels that stand for buttons: they answer to a mouse only.
dom => ({
  deadLabels: () => [...document.querySelectorAll("label[for]")].filter(label => {
    const field = document.getElementById(label.htmlFor);
    if (!field || label.tabIndex >= 0 || label.closest("[aria-hidden=true]")) return false;
    if (!dom.seen(label) || !dom.within(label)) return false;
    return !field.checkVisibility({visibilityProperty: true}) || field.tabIndex < 0;
  }).map(dom.tell),
})
