// Targets: what is pressed on every page is large enough for any finger.
dom => ({
  // A pixel may be lost in rounding.
  small: () => [...document.querySelectorAll(":is(header, nav)"
      + " :is(a[href], button, input:not([type=hidden]), select, summary)")]
    .filter(element => !element.closest("main, article") && dom.seen(element) && dom.within(element))
    .filter(element => Math.min(dom.box(element).width, dom.box(element).height) < 44 - 1)
    .map(dom.tell),
})
