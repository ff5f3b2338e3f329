// Single keys: no letter does anything by itself.
// A shortcut stops the browser's own handling of the key, moves the focus, leads away or opens.
dom => {
  const state = () => [document.querySelectorAll("[open], :checked, [aria-expanded=true]").length,
    location.hash].join();
  let start, last, did;
  const look = () => {
    did ||= !!last?.defaultPrevented || document.activeElement !== document.body
      || state() !== start;
  };
  return {
    watch: () => {
      window.navigation?.addEventListener("navigate", event => {
        did = true;
        if (event.cancelable) event.preventDefault();
      });
      addEventListener("keydown", event => { look(); last = event; }, true);
    },
    start: () => {
      document.activeElement?.blur();
      [start, last, did] = [state(), null, false];
    },
    did: () => { look(); return did; },
  };
}
