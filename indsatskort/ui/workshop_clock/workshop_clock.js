// The facilitator's clock: the room's time, and how far over it is, from what the page was drawn with.
import { el, say } from "../answer_editor/dom.js";
import { faceOf, secondsLeft } from "../workshop_room/clock.js";
import { words } from "../workshop_room/words.js";

const TICK_MS = 200;
const KEPT = 5;
const clocks = new WeakMap();
let heard = []; // what the server's clock was ahead of this device's, newest last
let newest = "";

export function mount({ parentElement, data }) {
  hear(data.now);
  let clock = clocks.get(parentElement);
  if (!clock) {
    clock = new Clock();
    clocks.set(parentElement, clock);
  }
  if (!clock.element.isConnected) parentElement.replaceChildren(clock.element);
  clock.show(data);
}

// A message is always late, never early: the largest of the last few differences was least late.
function hear(now) {
  if (now === newest) return;
  newest = now;
  heard = [...heard, Date.parse(now) - Date.now()].slice(-KEPT);
}

class Clock {
  constructor() {
    this.face = el("b", { class: "meeting-face" });
    this.note = el("span", { class: "meeting-note" });
    this.element = el("p", { class: "meeting-clock", role: "timer", "aria-label": words.clock }, this.face, this.note);
  }

  // It ends by itself when it is taken away: a cleaning up that comes late would stop the next one.
  show(data) {
    this.data = data;
    this.timer ??= setInterval(() => this.tick(), TICK_MS);
    this.tick();
  }

  tick() {
    if (!this.element.isConnected) this.stop();
    const now = Date.now() + Math.max(...heard);
    const left = secondsLeft(this.data, now);
    say(this.face, faceOf(left));
    say(this.note, noteOf(this.data, left, now));
  }

  stop() {
    clearInterval(this.timer);
    this.timer = null;
  }
}

function noteOf({ planned_s, ends_at, remaining_ms }, left, now) {
  const planned = `${Math.round(planned_s / 60)} min`;
  if (ends_at && left === 0) return overText(Math.floor((now - Date.parse(ends_at)) / 1_000));
  if (ends_at) return `tilbage af ${planned} · alle ser uret`;
  return remaining_ms === null ? words.notStarted : words.paused;
}

function overText(seconds) {
  const minutes = Math.floor(seconds / 60);
  return minutes ? `${minutes} min ${seconds % 60} s over` : `${seconds} s over`;
}
