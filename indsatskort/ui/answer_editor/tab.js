// This tab's name, and which tabs are alive, so that no tab sends what another is still writing.
import { newId } from "./ids.js";

const PREFIX = "indsatskort:tab:";
const BEAT_MS = 5_000;
// A browser lets a hidden tab's clock tick once a minute only.
const DEAD_AFTER_MS = 90_000;

// On the window, so that a newer version of this module in the same tab is still the same tab.
window.indsatskortTab ??= start(newId());
export const tab = window.indsatskortTab;

export async function livingTabs() {
  const names = navigator.locks ? await lockedNames() : beatingNames();
  return new Set([tab, ...names.map((name) => name.slice(PREFIX.length))]);
}

function start(id) {
  if (navigator.locks) holdLock(PREFIX + id);
  else beat(PREFIX + id);
  return id;
}

function holdLock(name) {
  navigator.locks.request(name, () => new Promise(() => {})).catch(() => {});
}

async function lockedNames() {
  const { held, pending } = await navigator.locks.query();
  return [...held, ...pending].map((lock) => lock.name).filter((name) => name.startsWith(PREFIX));
}

// Locks need https or localhost; in a local network without it the tabs leave a mark of time instead.
function beat(name) {
  const mark = () => attempt(() => localStorage.setItem(name, String(Date.now())));
  mark();
  setInterval(mark, BEAT_MS);
  window.addEventListener("pageshow", mark);
  window.addEventListener("pagehide", () => attempt(() => localStorage.removeItem(name)));
}

function beatingNames() {
  const oldest = Date.now() - DEAD_AFTER_MS;
  return attempt(() =>
    Object.keys(localStorage).filter(
      (name) => name.startsWith(PREFIX) && Number(localStorage.getItem(name)) > oldest,
    ),
  ) ?? [];
}

function attempt(act) {
  try {
    return act();
  } catch {
    return undefined; // storage is blocked or full; drafts.js says so
  }
}
