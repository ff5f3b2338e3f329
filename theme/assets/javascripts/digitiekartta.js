/* The two buttons of the header. Without this file the menu is open and the colours follow
   the device. Nothing is stored before somebody chooses another colour scheme.
   It also takes the frames of tables in which nothing scrolls out of the way of the Tab key, and
   on pages opened from disk it makes links lead to pages instead of folders. */
(() => {
  "use strict";
  const root = document.documentElement;
  const find = (action) => document.querySelector(`[data-toiminto="${action}"]`);

  root.classList.replace("no-js", "js");

  /* Colour scheme: the device's own, or the one chosen, in root's data-tila. */
  const KEY = "digitiekartta-tila";
  const device = matchMedia("(prefers-color-scheme: dark)");
  const name = (dark) => (dark ? "tumma" : "vaalea");
  const isDark = () => (root.dataset.tila ? root.dataset.tila === "tumma" : device.matches);
  const scheme = find("tila");

  function show() {
    scheme.lastElementChild.textContent = isDark() ? "Vaalea tila" : "Tumma tila";
  }
  /* Storage may be forbidden, as on pages that are opened from disk. */
  function stored(change) {
    try {
      return change(localStorage);
    } catch {
      return null;
    }
  }
  const chosen = stored((storage) => storage.getItem(KEY));
  if (chosen === "tumma" || chosen === "vaalea") root.dataset.tila = chosen;

  scheme.addEventListener("click", () => {
    const dark = !isDark();
    if (dark === device.matches) {
      delete root.dataset.tila;
      stored((storage) => storage.removeItem(KEY));
    } else {
      root.dataset.tila = name(dark);
      stored((storage) => storage.setItem(KEY, name(dark)));
    }
    show();
  });
  device.addEventListener("change", show);
  scheme.hidden = false;
  show();

  const frames = new ResizeObserver((changed) => {
    for (const { target: frame } of changed) {
      if (frame.scrollWidth > frame.clientWidth) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  });
  for (const frame of document.querySelectorAll(".taulukko")) frames.observe(frame);

  /* From disk a folder's address shows its files, not its page. */
  if (location.protocol === "file:") {
    for (const link of document.links) {
      if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    }
  }

  /* Menu: shown by a button where the screen is narrow. */
  const button = find("valikko");
  if (!button) return;
  const menu = document.getElementById(button.getAttribute("aria-controls"));

  function open(opened) {
    button.setAttribute("aria-expanded", String(opened));
    menu.classList.toggle("valikko--auki", opened);
  }
  button.addEventListener("click", () => open(!menu.classList.contains("valikko--auki")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.classList.contains("valikko--auki")) return;
    open(false);
    button.focus();
  });
  button.hidden = false;
})();
