// What Streamlit says in English to screen readers, said in Danish, and its single-key commands kept
// from people who type. A constant file: nothing of a card ever comes in here.
(() => {
  "use strict";
  // Streamlit looks for its server below the page's path first; it is at the root.
  window.__streamlit = { BACKEND_BASE_URL: location.origin };

  const WORDS = {
    "Expand sidebar": "Åbn menuen",
    "Collapse sidebar": "Luk menuen",
    "Sidebar": "Menu",
    "App pages": "Sider",
    "Navigate to home page": "Til forsiden",
    "Skip to main content": "Gå til indholdet",
    "Main menu": "Indstillinger for visning",
    "Open": "Åbn listen",
    "Close": "Luk",
    "Clear value": "Ryd feltet",
    "Clear all": "Ryd alle",
    "Selected values": "Valgte",
    "Notifications": "Beskeder",
    "Choose date": "Vælg dato",
    "Clear date": "Ryd datoen",
    "Previous month": "Forrige måned",
    "Next month": "Næste måned",
    "Increment": "Én mere",
    "Decrement": "Én mindre",
    "Running...": "Arbejder",
    "Scroll tabs left": "Rul faner til venstre",
    "Scroll tabs right": "Rul faner til højre",
    "file upload": "Vælg fil",
    "Add files": "Vælg en anden fil",
    "Fullscreen": "Fuld skærm",
    "Close fullscreen": "Luk fuld skærm",
    "No results": "Intet fundet",
    "No options to select": "Intet at vælge",
    "Upload": "Vælg fil",
  };
  const STARTS = [
    [/^Help for /, "Hjælp til "], [/^day, /, "dag, "], [/^month, /, "måned, "], [/^year, /, "år, "],
    [/^Remove /, "Fjern "],
  ];
  const danishFor = (said) =>
    WORDS[said] ?? STARTS.filter(([start]) => start.test(said)).map(([start, word]) => said.replace(start, word))[0];
  const NAMES = ["aria-label", "title", "placeholder"];
  const OURS = "table, .ed, .inv, textarea, [contenteditable]"; // people's own words stay as they are
  const TEXTS = "a[href^='#'], button, [data-testid='stTooltipContent'], [data-testid='stFileUploaderDropzone'] *, [role='option'], [role='listbox'] li";

  const translate = (element) => {
    // It can be focused and has a name, so it must not say that it is nothing.
    if (element.matches("[data-testid='stFileUploaderDropzone']")) element.setAttribute("role", "group");
    for (const name of NAMES) {
      const said = element.getAttribute(name);
      const danish = said && danishFor(said);
      if (danish && danish !== said) element.setAttribute(name, danish);
    }
    if (element.childElementCount === 0 && element.matches(TEXTS)) {
      const danish = WORDS[element.textContent.trim()];
      if (danish && element.textContent !== danish) element.textContent = danish;
    }
  };
  const walk = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE || root.closest(OURS)) return;
    translate(root);
    root.querySelectorAll("[aria-label], [title], [placeholder], " + TEXTS).forEach((element) => {
      if (!element.closest(OURS)) translate(element);
    });
  };

  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") translate(change.target);
      else change.addedNodes.forEach(walk);
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, attributes: true, attributeFilter: NAMES,
  });
  walk(document.documentElement);

  // On phones the sections of the menu stand inside its list, where only items may; as plain links in a
  // menu they are read right.
  new MutationObserver(() => {
    for (const part of document.querySelectorAll("[data-testid='stSidebarNavItems'], [data-testid='stSidebarNavItems'] li")) {
      if (!part.hasAttribute("role")) part.setAttribute("role", "none");
    }
  }).observe(document.documentElement, { subtree: true, childList: true });

  // While its connection is away Streamlit covers the page with a dialog in English that takes the
  // focus, and what somebody goes on writing is lost in it. Our own line says what is saved; the dialog
  // is closed at once and the focus given back.
  let writing = null;
  document.addEventListener("focusin", (event) => {
    if (!event.target.closest("[role='dialog']")) writing = event.target;
  });
  const giveBack = () => document.querySelector("[role='dialog']") || writing?.focus({ preventScroll: true });
  new MutationObserver(() => {
    const dialog = document.querySelector("[data-testid='stDialog'], [role='dialog']");
    if (!dialog?.textContent.trim().startsWith("Connection error")) return;
    dialog.querySelector("button[aria-label='Close'], button[aria-label='Luk']")?.click();
    for (const wait of [0, 50, 300]) setTimeout(giveBack, wait);
  }).observe(document.documentElement, { subtree: true, childList: true });

  // The meeting's way forward and way back are new buttons after each press, so that a second press does
  // nothing; whoever uses the keyboard stands on the new one.
  const PLACES = [".st-key-meeting-head", ".st-key-undo-line"];
  let held = null;
  const holds = (target) => {
    const place = PLACES.find((each) => target.closest?.(each));
    held = place ? { place, target } : null;
  };
  document.addEventListener("focusin", ({ target }) => holds(target));
  document.addEventListener("pointerdown", ({ target }) => holds(target));
  const handOn = () => {
    if (!held || held.target.isConnected || document.activeElement !== document.body) return;
    const successor = document.querySelector(`${held.place} button`);
    if (successor) successor.focus();
  };
  new MutationObserver(handOn).observe(document.documentElement, { subtree: true, childList: true });

  // Streamlit reruns at "r" and asks to clear its cache at "c", wherever the focus is (WCAG 2.1.4).
  const inField = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  const hold = (event) => {
    const single = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (single && /^[rc]$/i.test(event.key) && !inField(event.target)) event.stopImmediatePropagation();
  };
  for (const kind of ["keydown", "keypress", "keyup"]) window.addEventListener(kind, hold, true);
})();
