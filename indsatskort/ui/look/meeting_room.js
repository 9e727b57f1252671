// While a meeting is held, the room that its bar took on the page before stands ready on this one, so that
// nothing moves when the bar comes (`meeting_bar/height.js` keeps it). A constant file: see shell.js.
(() => {
  "use strict";
  let pixels = 0;
  try { pixels = Number(sessionStorage.getItem("meeting-bar-height")) || 0; } catch { return; } // forbidden
  const root = document.documentElement;
  root.toggleAttribute("data-meeting", pixels > 0);
  root.style.setProperty("--meeting-bar-height", `${pixels}px`);
})();
