// Narrow windows and enlarged pages: nothing to scroll sideways for, and room to read.
dom => ({
  stickyBar: share => {
    scrollTo(0, 600);
    const bars = dom.rendered().filter(element => {
      const {position} = getComputedStyle(element);
      const {width, height, top, bottom} = dom.box(element);
      return /fixed|sticky/.test(position) && dom.seen(element) && width > innerWidth * .6
        && height < innerHeight && (top <= 1 && bottom > 0 || bottom >= innerHeight - 1);
    });
    const covered = bars.map(dom.box)
      .map(({top, bottom}) => Math.min(innerHeight, bottom) - Math.max(0, top));
    scrollTo(0, 0);
    const most = Math.max(0, ...covered);
    return most > innerHeight * share ? dom.tell(bars[covered.indexOf(most)]) : null;
  },
})
