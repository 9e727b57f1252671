// Hears of changes over the tab's one stream and tells the page of them, at most once a second.
import { listen } from "../answer_editor/live.js";
import "../answer_editor/leave.js";

const AT_MOST_EVERY_MS = 1_000;
const listeners = new WeakMap();

export function mount({ parentElement, data, setTriggerValue }) {
  const name = [data.card, data.round, data.membership].join(" ");
  const tell = (revision) => setTriggerValue("revision", revision);
  let listener = listeners.get(parentElement);
  if (listener?.name !== name) {
    listener?.stop();
    listener = new Listener(name, data);
    listeners.set(parentElement, listener);
    takeNoRoom(parentElement);
  }
  listener.tell = tell;
  return () => {
    listeners.delete(parentElement);
    listener.stop();
  };
}

// A component that draws nothing still has a place, and the page a gap above and below it.
function takeNoRoom(parentElement) {
  const place = parentElement.closest("[data-testid='stElementContainer']");
  if (place) place.style.position = "absolute";
}

class Listener {
  #known = null;
  #told = null;
  #timer = null;
  #toldAt = 0;

  constructor(name, { card, round, membership, revision }) {
    this.name = name;
    this.#told = revision ?? null;
    this.end = listen(card, round, membership, { onRevision: (heard) => this.#heard(heard) });
  }

  stop() {
    clearTimeout(this.#timer);
    this.end();
  }

  // The first revision heard is the one the page was drawn from, unless the page said otherwise.
  #heard(revision) {
    this.#told ??= revision;
    this.#known = revision;
    if (this.#timer || revision <= this.#told) return;
    this.#timer = setTimeout(() => this.#pass(), Math.max(0, this.#toldAt + AT_MOST_EVERY_MS - Date.now()));
  }

  #pass() {
    this.#timer = null;
    this.#told = this.#known;
    this.#toldAt = Date.now();
    this.tell(this.#told);
  }
}
