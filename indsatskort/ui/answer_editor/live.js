// One event stream for the whole tab, shared by every component of it: what changed on the card.
//
// Handlers of listen(): onAnswers(answers), onComments(comments), onRevision(revision), onCard(),
// onTools(), onPresence(people), onWorkshop(common, asked), onLoaded(), onRefused(sentence, status),
// onUnreachable(). Any may be left out; with `onAnswers` everything that stands in the round is handed
// over first, and with `onComments` every comment on the card. With `onWorkshop` the workshop is asked
// for at the start, after every gap and when the room has moved; `asked` then holds what is one's own and
// when it was asked and answered: {mine, askedAt, answeredAt}. `isOfAnyRound` marks those who listen to
// the card whatever its round; the stream follows the round of the others. It is closed while the tab is
// hidden: a browser opens six connections to a host, and sleeping tabs would block the next save.
import { call, NetworkFailed, sentenceOf } from "./calls.js";
import { words } from "./words.js";

const BACK_OFF_MS = [1_000, 2_000, 4_000, 8_000];
// A stream can die in silence (a sleeping laptop, a proxy); ask now and then whether it did.
const SUSPICION_MS = 45_000;
const NOTHING_BEFORE_NOW = 2_147_483_647;

const streams = new Map();

export function listen(card, round, membership, handlers) {
  const name = [card, membership].join(" ");
  if (!streams.has(name)) streams.set(name, new Stream(card, round, membership));
  const stream = streams.get(name);
  stream.join(handlers, handlers.isOfAnyRound ? null : round);
  return () => {
    if (stream.leave(handlers)) streams.delete(name);
  };
}

class Stream {
  #handlers = new Map(); // to the round that each of them is of, or null
  #source = null;
  #revision = NOTHING_BEFORE_NOW; // everything up to here has been handed over
  #heard = 0;
  #commented = 0; // comments up to here have been fetched
  #attempt = 0;
  #timer = null;
  #catching = null;
  #isBehind = false;
  #isRefused = false;
  #stamp = null; // where the room was when one's own part was last asked for

  constructor(card, round, membership) {
    Object.assign(this, { round, membership, url: `/api/cards/${card}` });
    this.workshopUrl = `${this.url}/workshop`;
    this.onVisibility = () => (document.hidden ? this.#close() : this.#wake());
    this.onOnline = () => this.#wake();
  }

  get answersUrl() {
    return `${this.url}/rounds/${this.round}/answers`;
  }

  get liveUrl() {
    return `${this.url}/live?som=${encodeURIComponent(this.membership)}&round=${this.round}`;
  }

  join(handlers, round) {
    this.#handlers.set(handlers, round);
    const isTurned = round !== null && round !== this.round;
    if (isTurned) [this.round, this.#revision] = [round, NOTHING_BEFORE_NOW];
    if (handlers.onAnswers) this.#revision = 0;
    if (handlers.onComments) this.#commented = 0;
    if (this.#handlers.size > 1) return void (isTurned ? this.#open() : this.#catchUp());
    document.addEventListener("visibilitychange", this.onVisibility);
    window.addEventListener("online", this.onOnline);
    this.watch = setInterval(() => this.#suspect(), SUSPICION_MS);
    this.#open();
  }

  // True when nobody listens any more.
  leave(handlers) {
    this.#handlers.delete(handlers);
    if (this.#handlers.size) return false;
    document.removeEventListener("visibilitychange", this.onVisibility);
    window.removeEventListener("online", this.onOnline);
    clearInterval(this.watch);
    this.#close();
    return true;
  }

  #open() {
    this.#close();
    this.#catchUp();
    if (document.hidden) return;
    const since = this.#revision === NOTHING_BEFORE_NOW ? "" : `&since=${this.#revision}`;
    const source = new EventSource(this.liveUrl + since);
    this.#source = source;
    source.onopen = () => {
      this.#attempt = 0;
      this.#catchUp();
    };
    // EventSource tries again by itself after some errors and gives up for good after others (a 502).
    source.onerror = () => this.#later();
    for (const name of ["answers", "card", "comments", "plan", "tools", "presence", "workshop"]) {
      source.addEventListener(name, (event) => this.#received(name, event));
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#timer = null;
    this.#source?.close();
    this.#source = null;
  }

  #wake() {
    this.#attempt = 0;
    this.#isRefused = false;
    if (!document.hidden) this.#open();
  }

  #later() {
    if (this.#timer) return;
    this.#close();
    if (document.hidden || this.#isRefused) return;
    const delay = BACK_OFF_MS[Math.min(this.#attempt++, BACK_OFF_MS.length - 1)];
    this.#timer = setTimeout(() => this.#open(), delay * (0.75 + Math.random() / 2));
  }

  #received(name, event) {
    const data = parsed(event.data);
    if (!data) return;
    if (name === "presence") return this.#tell("onPresence", data.people ?? []);
    if (name === "workshop") return this.#heardOfWorkshop(data.common);
    const revision = data.revision ?? Number(event.lastEventId);
    if (name === "comments") this.#tell("onComments", data.comments ?? []);
    if (data.answers?.length) this.#tellOfAnswers(data.answers);
    if (name === "card") this.#tell("onCard", revision);
    if (name === "tools") this.#tell("onTools", revision);
    // The server leaves no hole within a stream; while something older is being fetched, that counts.
    if (!this.#catching) this.#revision = Math.max(this.#revision, revision);
    this.#heardOf(revision);
  }

  #heardOf(revision) {
    if (revision <= this.#heard) return;
    this.#heard = revision;
    this.#tell("onRevision", revision);
  }

  // The stream tells everybody the same; what is one's own is asked for when the room has moved.
  #heardOfWorkshop(common) {
    this.#tell("onWorkshop", common);
    if (common?.stamp !== this.#stamp) this.#catchUp();
  }

  // Asked while a fetch is under way, it fetches once more: that one may have looked too early.
  #catchUp() {
    this.#isBehind = true;
    this.#catching ??= this.#fetchUntilCaughtUp().finally(() => (this.#catching = null));
    return this.#catching;
  }

  async #fetchUntilCaughtUp() {
    while (this.#isBehind && this.#handlers.size) {
      this.#isBehind = false;
      await this.#fetchMissing();
    }
  }

  async #fetchMissing() {
    const { round } = this;
    const since = this.#revision;
    try {
      const { status, body } = await call(this.membership, "GET", `${this.answersUrl}?since=${since}`);
      if (status !== 200) return this.#refuse(sentenceOf(body, words.unreachable), status);
      if (round !== this.round) return; // turned to another one meanwhile, which is asked for next
      this.#tellOfAnswers(body.answers);
      if (this.#revision === since) this.#revision = body.revision;
      this.#heardOf(body.revision);
      const [isIn] = await Promise.all([this.#fetchWorkshop(), this.#fetchComments(body.revision)]);
      if (!isIn) return;
      this.#tell("onLoaded");
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      this.#tell("onUnreachable");
      this.#later();
    }
  }

  // Whoever may read the answers may read these; what is not fetched now is fetched the next time.
  async #fetchComments(newest) {
    const since = this.#commented;
    if (newest <= since || ![...this.#handlers.keys()].some((handlers) => handlers.onComments)) return;
    const { status, body } = await call(this.membership, "GET", `${this.url}/comments?since=${since}`);
    if (status !== 200) return;
    this.#tell("onComments", body.comments);
    if (this.#commented === since) this.#commented = body.revision;
  }

  // False when the workshop refused us.
  async #fetchWorkshop() {
    if (![...this.#handlers.keys()].some((handlers) => handlers.onWorkshop)) return true;
    const askedAt = Date.now();
    const { status, body } = await call(this.membership, "GET", this.workshopUrl);
    if (status !== 200) {
      this.#refuse(sentenceOf(body, words.unreachable), status);
      return false;
    }
    this.#stamp = body.common?.stamp;
    this.#tell("onWorkshop", body.common, { mine: body.mine, askedAt, answeredAt: Date.now() });
    return true;
  }

  async #suspect() {
    if (document.hidden || !this.#source) return;
    const heard = this.#heard;
    await this.#catchUp();
    if (this.#heard > heard) this.#open();
  }

  #refuse(sentence, status) {
    this.#isRefused = true;
    this.#close();
    this.#tell("onRefused", sentence, status);
  }

  #tellOfAnswers(answers) {
    for (const [handlers, round] of [...this.#handlers]) if (round === this.round) handlers.onAnswers?.(answers);
  }

  #tell(handler, ...facts) {
    for (const handlers of [...this.#handlers.keys()]) handlers[handler]?.(...facts);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not ours; the next catch-up brings what is missing
  }
}
