// The room as this tab knows it: what everybody sees, what is one's own, and what is on its way there.
//
// Handlers of enter(): onRoom(room) after every change, onRefused(sentence, status), onUnreachable().
// `common` and `mine` are the server's own forms; `common` is undefined until it has been heard, null when
// no workshop is prepared.
import { listen } from "../answer_editor/live.js";
import { Delivery } from "./delivery.js";
import { ServerTime } from "./server_time.js";

const rooms = new Map(); // outlives the component: what is unsent goes on being sent

export function roomOf(card, round, membership) {
  const name = [card, round, membership].join(" ");
  if (!rooms.has(name)) rooms.set(name, new Room(card, round, membership));
  return rooms.get(name);
}

window.addEventListener("online", () => {
  for (const room of rooms.values()) room.retry();
});

class Room {
  #handlers = new Set();
  #deliveries = new Map();
  #stop = null;
  #savedAt = 0; // what was asked for before this may be older than what was saved here

  constructor(card, round, membership) {
    Object.assign(this, { card, round, membership });
    this.url = `/api/cards/${card}/workshop`;
    this.time = new ServerTime();
    this.common = undefined;
    this.mine = null;
  }

  enter(handlers) {
    this.#handlers.add(handlers);
    this.#stop ??= this.#listen();
    if (this.common !== undefined) handlers.onRoom?.(this);
    return () => {
      this.#handlers.delete(handlers);
      if (this.#handlers.size) return;
      this.#stop();
      this.#stop = null;
    };
  }

  // What is sent to `${url}/${path}`, told apart by `about`: an item, a ballot round.
  delivery(path, about, ways = {}) {
    const key = `${this.url}/${path}#${about}`;
    if (!this.#deliveries.has(key)) {
      const onChange = () => this.#tell("onRoom", this);
      const onAnswer = (body) => this.#saved(body.mine);
      const facts = { membership: this.membership, url: `${this.url}/${path}`, key, onChange, onAnswer };
      this.#deliveries.set(key, new Delivery({ ...facts, ...ways }));
    }
    return this.#deliveries.get(key);
  }

  retry() {
    for (const delivery of this.#deliveries.values()) delivery.retry();
  }

  // Anything here that has not reached the server.
  get isUnsent() {
    return [...this.#deliveries.values()].some((delivery) => delivery.wanted);
  }

  #listen() {
    return listen(this.card, this.round, this.membership, {
      isOfAnyRound: true,
      onWorkshop: (common, asked) => this.#heard(common, asked),
      onRefused: (sentence, status) => this.#tell("onRefused", sentence, status),
      onUnreachable: () => this.#tell("onUnreachable"),
    });
  }

  #heard(common, asked) {
    if (asked) this.time.heard(common?.now, asked);
    else if (this.#isOlder(common)) return;
    if (!asked && this.mine) this.mine = carriedOver(this.mine, this.common, common);
    else if (asked && asked.askedAt >= this.#savedAt) this.mine = asked.mine;
    this.common = common;
    this.#tell("onRoom", this);
    if (asked) this.retry();
  }

  #isOlder(common) {
    return Boolean(this.common && common && common.now < this.common.now);
  }

  #saved(mine) {
    this.#savedAt = Date.now();
    if (mine) this.mine = mine;
  }

  #tell(handler, ...facts) {
    for (const handlers of [...this.#handlers]) handlers[handler]?.(...facts);
  }
}

// One's own part, until it has been asked for anew: a rating belongs to its item, a ballot to its round.
export function carriedOver(mine, before, after) {
  const isSameItem = before?.item?.id === after?.item?.id;
  const isSameBallot = before?.vote?.round === after?.vote?.round;
  return { ...mine, rating: isSameItem ? mine.rating : null, ballot: isSameBallot ? mine.ballot : null };
}
