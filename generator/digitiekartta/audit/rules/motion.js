// Motion: a reader who has asked for less of it gets less.
dom => ({
  endless: () => document.getAnimations()
    .filter(animation => animation.effect?.getTiming().iterations === Infinity)
    .map(animation => animation.effect.target).filter(Boolean).map(dom.tell),

  kept: () => {
    const moving = new RegExp("\\b(all|transform|translate|rotate|scale|top|left|right|bottom"
      + "|margin|width|height)\\b");
    const kept = dom.rendered().filter(element => {
      const {transitionDuration, transitionProperty} = getComputedStyle(element);
      const lengths = transitionDuration.split(",").map(parseFloat);
      return transitionProperty.split(",").some((name, index) =>
        moving.test(name) && lengths[index % lengths.length] > .01);
    });
    if (getComputedStyle(document.documentElement).scrollBehavior === "smooth")
      kept.push(document.documentElement);
    return kept.map(dom.tell);
  },
})
