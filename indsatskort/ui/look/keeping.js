// What is being typed in a note, kept in this tab until it is saved: a reload, a phone that slept or a server
// that restarted give it back. A field is meant when its key begins with `kept-`; the number at the end of the
// key counts the notes that were saved (`ui/renewed.py`). A constant file: see shell.js.
(() => {
  "use strict";
  const MARK = /(?:^|\s)st-key-kept-(\S+)-(\d+)(?:\s|$)/;
  const PREFIX = "kept:";
  const counts = new Map(); // of the fields that this page has shown
  const given = new WeakSet();

  const whereOf = (area) => {
    const [, name, count] = MARK.exec(area.closest("[class*='st-key-kept-']")?.className ?? "") ?? [];
    return name && { key: `${PREFIX}${new URLSearchParams(location.search).get("som")}:${name}`, count };
  };
  const attempt = (act) => {
    try { return act(); } catch { return null; } // storage may be full or forbidden: then nothing is kept
  };

  document.addEventListener("input", ({ target }) => {
    const where = target.matches?.("textarea") && whereOf(target);
    if (where) attempt(() => sessionStorage.setItem(where.key, target.value));
  });

  const meet = (area) => {
    const where = whereOf(area);
    if (!where || given.has(area)) return;
    given.add(area);
    const before = counts.get(where.key);
    counts.set(where.key, where.count);
    if (before !== undefined && before !== where.count) return void attempt(() => sessionStorage.removeItem(where.key));
    const kept = attempt(() => sessionStorage.getItem(where.key));
    if (!kept || area.value) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, kept);
    area.dispatchEvent(new Event("input", { bubbles: true }));
    // Streamlit hears of a text when its field is left; this one was never entered.
    setTimeout(() => area.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  };
  const look = () => document.querySelectorAll("[class*='st-key-kept-'] textarea").forEach(meet);
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-leave]")) return;
    attempt(() => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key)));
  });
})();
