// Tells the others which field is open here, for as long as the tab is seen.
import { call } from "./calls.js";

const EVERY_MS = 15_000; // the server forgets after 30 s

export class Presence {
  #field = null;
  #timer = null;

  constructor(card, membership) {
    this.url = `/api/cards/${card}/presence`;
    this.membership = membership;
    this.onVisibility = () => this.#tell();
    this.onLeave = () => this.#send(null);
  }

  start() {
    document.addEventListener("visibilitychange", this.onVisibility);
    window.addEventListener("pagehide", this.onLeave);
    this.#timer = setInterval(() => !document.hidden && this.#tell(), EVERY_MS);
  }

  stop() {
    document.removeEventListener("visibilitychange", this.onVisibility);
    window.removeEventListener("pagehide", this.onLeave);
    clearInterval(this.#timer);
    this.#send(null);
  }

  enter(field) {
    if (field === this.#field) return;
    this.#field = field;
    this.#tell();
  }

  #tell() {
    this.#send(document.hidden ? null : this.#field);
  }

  // Being seen is never worth an error on the screen.
  #send(field) {
    call(this.membership, "POST", this.url, { field }, { survivesPage: true }).catch(() => {});
  }
}
