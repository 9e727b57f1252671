// The room's clock: ticks by itself between messages, and is said aloud at 60 seconds, 10 and 0 only.
import { el, say } from "../answer_editor/dom.js";
import { words } from "./words.js";

const TICK_MS = 200;
const SAID_AT_S = [60, 10, 0];

export class RoomClock {
  #timer = null;
  #before = null;

  constructor(time, classes = "") {
    this.time = time;
    this.face = el("b", { class: "clock-face" });
    this.note = el("span", { class: "clock-note" });
    this.element = el("p", { class: `room-clock ${classes}`, role: "timer", "aria-label": words.clock }, this.face, this.note);
    this.aloud = el("p", { class: "vh", role: "status", "aria-live": "polite" });
  }

  start() {
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
  }

  // `clock` as the server gives it, or null where the step has none.
  show(clock) {
    if (clock?.ends_at !== this.clock?.ends_at) this.#before = null;
    this.clock = clock;
    this.element.hidden = !clock?.planned_s;
    this.#tick();
  }

  #tick() {
    if (!this.clock) return;
    const left = secondsLeft(this.clock, this.time.now());
    say(this.face, faceOf(left));
    say(this.note, noteOf(this.clock, left));
    if (this.clock.ends_at) this.#sayAt(left);
    this.#before = left;
  }

  // Only on the way past a mark: who comes later is told nothing old.
  #sayAt(left) {
    const passed = SAID_AT_S.find((mark) => this.#before !== null && this.#before > mark && left <= mark);
    if (passed !== undefined) say(this.aloud, words.aloud[passed]);
  }
}

// Rounded up, so that 0:00 means that the time is up; never below zero.
export function secondsLeft({ planned_s, ends_at, remaining_ms }, now) {
  const left = ends_at ? Date.parse(ends_at) - now : (remaining_ms ?? planned_s * 1_000);
  return Math.max(0, Math.ceil(left / 1_000));
}

export function faceOf(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function noteOf({ ends_at, remaining_ms }, left) {
  if (ends_at) return left ? words.left : words.timeIsUp;
  return remaining_ms === null || remaining_ms === undefined ? words.notStarted : words.paused;
}
