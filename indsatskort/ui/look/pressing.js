// A press counts for what it began on, also when something above arrives and moves the page before it is let
// go: the browser would give the click to whatever the two places have round them. A constant file: see shell.js.
(() => {
  "use strict";
  const PRESSED = "button, a[href], summary, label, [role='button'], [role='tab'], [role='radio']";
  const STILL_PX = 10; // further, and the finger went elsewhere on purpose
  // Streamlit's ticks and choices leave their label's click out and answer to the field's own.
  const pressed = (on) => on.control?.matches("[type='checkbox'], [type='radio']") ? on.control : on;
  let began = null;

  document.addEventListener("pointerdown", ({ target, clientX, clientY, button, isPrimary }) => {
    const on = button === 0 && isPrimary ? target.closest?.(PRESSED) : null;
    began = on && { on, clientX, clientY };
  }, true);
  document.addEventListener("pointercancel", () => { began = null; }, true);
  document.addEventListener("pointerup", ({ target, clientX, clientY }) => {
    const { on, ...at } = began ?? {};
    began = null;
    if (!on?.isConnected || on.contains(target)) return;
    if (Math.hypot(clientX - at.clientX, clientY - at.clientY) <= STILL_PX) pressed(on).click();
  }, true);
})();
