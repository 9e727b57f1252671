// Long texts shrink in steps until they fit, never below 32 px on a screen 1920 wide; what is still too
// long ends in an ellipsis. The whole text stands on the phones. A list that has too many entries for its
// place says how many more there are.
import { words } from "./words.js";

const STEPS = {
  "fit-card": [36, 34, 32],
  "fit-title": [60, 52, 44, 38],
  "fit-lead": [36, 34, 32],
  "fit-written": [68, 60, 52, 44, 38, 34, 32],
  "fit-view": [52, 44, 38, 34, 32],
  "fit-question": [44, 38, 34, 32],
  "fit-row": [36, 34, 32],
  "fit-entry": [42, 38, 34, 32],
  "fit-listed": [38, 36, 34, 32],
  "fit-name": [40, 36, 34, 32],
  "fit-small": [34, 32],
  "fit-head": [38, 36, 34, 32],
};

const LETTERS = 1.3; // the height of IBM Plex Sans from the top of Å to the foot of g, in its own size

export function fitAll(root) {
  root.querySelector("h1")?.classList.add("fit-title");
  root.querySelector(".big-lead")?.classList.add("fit-lead");
  for (const [name, steps] of Object.entries(STEPS)) {
    for (const text of root.querySelectorAll(`.${name}`)) fit(text, steps);
  }
  for (const list of root.querySelectorAll(".fit-rows")) shorten(list);
}

// Its last entry is the one that says how many are left out.
function shorten(list) {
  const entries = [...list.children];
  const more = entries.pop();
  for (const entry of entries) entry.hidden = false;
  more.hidden = true;
  let left = entries.length;
  while (left && list.parentElement.scrollHeight > list.parentElement.clientHeight + 1) {
    left -= 1;
    entries[left].hidden = true;
    more.hidden = false;
    more.textContent = words.moreOnPhones(entries.length - left);
  }
}

function fit(text, steps) {
  text.classList.remove("is-cut");
  for (const step of steps) {
    text.style.setProperty("--text", step);
    if (!isTooLong(text)) return;
  }
  cut(text);
}

// Letters reach a little outside tight lines without being too many.
function isTooLong(text) {
  const { fontSize, lineHeight } = getComputedStyle(text);
  const reach = Math.max(0, LETTERS * Number.parseFloat(fontSize) - Number.parseFloat(lineHeight)) / 2 + 1;
  return text.scrollHeight > text.clientHeight + reach || text.scrollWidth > text.clientWidth + 1;
}

// An ellipsis after as many whole lines as there is room for.
function cut(text) {
  const line = Number.parseFloat(getComputedStyle(text).lineHeight);
  text.style.setProperty("--lines", String(Math.max(1, Math.floor(text.clientHeight / line))));
  text.classList.add("is-cut");
}
