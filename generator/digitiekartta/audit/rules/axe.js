// The rules of axe-core (MPL-2.0): WCAG 2.0–2.2 levels A and AA, and best practice.
dom => ({
  run: async ({tags, only, added, leftOut, exclude}) => {
    const rules = {};
    for (const id of added) rules[id] = {enabled: true};
    for (const id of leftOut) rules[id] = {enabled: false};
    const options = only.length
      ? {runOnly: {type: "rule", values: only}}
      : {runOnly: {type: "tag", values: tags}, rules};
    // Elements are told by `dom`: axe-core's own selectors for them would cost much.
    const result = await axe.run({include: [document], exclude}, {
      ...options, elementRef: true, selectors: false, preload: false,
      resultTypes: ["violations", "incomplete"],
    });
    return {
      violations: result.violations.flatMap(({id, help, tags, nodes}) => nodes.map(node => ({
        id, help, tags, ...dom.tell(node.element ?? document.documentElement),
        data: node.any[0]?.data ?? null,
      }))),
      incomplete: result.incomplete.map(({id, nodes}) => [id, nodes.length]),
    };
  },

  // Without scripts a page has no timers, and axe waits for one before it begins.
  replaceTimers: () => {
    const soon = (work, delay, ...given) => {
      if (!(delay > 1000)) Promise.resolve().then(() => work(...given));
      return 0;
    };
    window.setTimeout = window.requestAnimationFrame = soon;
    window.clearTimeout = () => {};
  },

  // What style sheets and axe-core's rules go by: tags, classes and ARIA of all that is shown.
  shape: () => {
    const names = /^(class|role|type|aria-.*)$/;
    const told = element => element.localName + [...element.attributes]
      .filter(one => names.test(one.name) && !/label|describedby/.test(one.name))
      .map(one => `[${one.name}=${one.value}]`).join("");
    const chain = element => element ? chain(element.parentElement) + " " + told(element) : "";
    return [...new Set(dom.rendered().map(chain))].sort().join("\n");
  },
})
