// Hears of changes over the tab's one stream and tells the page of them, with the pause that the page asks for: at most
// once a second.
import { listen } from "../answer_editor/live.js";
import "../answer_editor/leave.js";
import { askAnew } from "../answer_editor/out.js";

// Streamlit drops what it is told while its own connection is away, so it is told until it has drawn.
const AGAIN_AFTER_MS = [4_000, 8_000, 16_000];
// A list that is open closes when the page is drawn anew under it: first let people choose.
const OPEN_LIST = "[role='combobox'][aria-expanded='true']";
const CHOOSING_MS = 30_000;
const LOOK_AGAIN_MS = 200;
const listeners = new WeakMap();

export function mount({ parentElement, data, setTriggerValue }) {
  const name = [data.card, data.round, data.membership].join(" ");
  const tell = (revision) => setTriggerValue("revision", revision);
  let listener = listeners.get(parentElement);
  if (listener?.name !== name) {
    listener?.stop();
    listener = new Listener(name, data);
    listeners.set(parentElement, listener);
  } else listener.drawn(data);
  listener.tell = tell;
  return () => {
    listeners.delete(parentElement);
    listener.stop();
  };
}

class Listener {
  #pauseMs; // from a drawing until the page is told again
  #since = 0; // the page was told or has been drawn
  #drawn; // the revision that stands on the screen
  #known = null;
  #told = null;
  #unheard = 0;
  #timer = null;
  #room = null; // the meeting as it was last heard
  #roomVersion = 0;
  #drawnVersion; // of the meeting that stands on the screen
  #isRoomNews = false;
  #isRoomTold = false;

  constructor(name, { card, round, membership, revision, version, follows_meeting, pause_ms }) {
    this.name = name;
    this.#pauseMs = pause_ms;
    this.#drawn = revision ?? null;
    this.#drawnVersion = version ?? 0;
    const onRevision = (heard) => this.#heard(heard);
    const onWorkshop = follows_meeting ? (common) => this.#heardOfRoom(common) : undefined;
    const onRefused = (_sentence, status) => askAnew(status);
    this.end = listen(card, round, membership, { onRevision, onWorkshop, onRefused });
  }

  stop() {
    clearTimeout(this.#timer);
    this.end();
  }

  // The page has been drawn again; without a word about it, from what it was last told.
  drawn({ revision, version, pause_ms }) {
    this.#pauseMs = pause_ms;
    this.#since = Date.now();
    this.#unheard = 0;
    if (this.#isRoomTold || this.#isNewest(version ?? 0)) this.#isRoomNews = false;
    this.#drawnVersion = version ?? 0;
    this.#drawn = Math.max(this.#drawn, revision ?? this.#told);
    this.#passAfter(this.#pauseMs);
  }

  // A drawing that began before the room's news may come after them: only one that was asked for since,
  // or that brings the version they are of, is a drawing of them.
  #isNewest(version) {
    return version > this.#drawnVersion && version >= this.#roomVersion;
  }

  // The first revision heard is the one the page was drawn from, unless the page said otherwise.
  #heard(revision) {
    this.#drawn ??= revision;
    this.#known = revision;
    this.#passAfter(this.#pauseMs);
  }

  // People come and go without changing the card: what counts is whether the room looks another way.
  #heardOfRoom(common) {
    const room = JSON.stringify({ ...common, now: null });
    const isFirst = this.#room === null;
    if (room === this.#room) return;
    this.#room = room;
    this.#roomVersion = common?.version ?? 0;
    if (isFirst) return;
    this.#isRoomNews = true;
    this.#isRoomTold = false;
    this.#passAfter(this.#pauseMs);
  }

  #passAfter(pause) {
    clearTimeout(this.#timer);
    if (!this.#isRoomNews && this.#known <= this.#drawn) return;
    this.#timer = setTimeout(() => this.#pass(), Math.max(0, this.#since + pause - Date.now()));
  }

  #pass(heldMs = 0) {
    if (heldMs < CHOOSING_MS && document.querySelector(OPEN_LIST)) {
      this.#timer = setTimeout(() => this.#pass(heldMs + LOOK_AGAIN_MS), LOOK_AGAIN_MS);
      return;
    }
    this.#told = this.#known;
    this.#since = Date.now();
    this.#isRoomTold = true;
    this.tell(this.#told);
    const again = AGAIN_AFTER_MS[Math.min(this.#unheard++, AGAIN_AFTER_MS.length - 1)];
    this.#passAfter(Math.max(again, this.#pauseMs));
  }
}
