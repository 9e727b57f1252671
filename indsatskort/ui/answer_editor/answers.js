// The answers of one round as this tab knows them, and the cells that somebody writes in here.
import { Cell } from "./cell.js";
import { orphanDrafts, purgeDrafts } from "./drafts.js";
import { listen } from "./live.js";
import { words } from "./words.js";

const LOOK_FOR_DRAFTS_MS = 15_000;
const OPEN_ROUNDS = new Map(); // outlives the component: a cell goes on saving after its page is left

export function answersOf(card, round, membership) {
  const name = [card, round, membership].join(" ");
  if (!OPEN_ROUNDS.has(name)) OPEN_ROUNDS.set(name, new Answers(card, round, membership));
  return OPEN_ROUNDS.get(name);
}

export function allOpenRounds() {
  return [...OPEN_ROUNDS.values()];
}

// Cells that stand elsewhere than in the answers are looked after in the same way: flushed when the tab
// hides, sent again when the network is back, and asked about before the card is left.
export function watchOver(name, { membership, cells }) {
  OPEN_ROUNDS.set(name, {
    membership,
    cells: () => cells,
    flush: (how) => cells.filter((cell) => cell.isDirty && !cell.refusal).forEach((cell) => cell.flush(how)),
    retryFailing: () => cells.filter((cell) => cell.isFailing).forEach((cell) => cell.retry()),
    isAnythingUnprotected: () => cells.some((cell) => cell.isDirty && cell.warning),
  });
}

// A phone may end a hidden tab without another word; a closing page may still send.
document.addEventListener("visibilitychange", () => document.hidden && flushAll());
window.addEventListener("pagehide", () => flushAll({ isLast: true }));
window.addEventListener("online", () => allOpenRounds().forEach((round) => round.retryFailing()));
window.addEventListener("beforeunload", (event) => {
  if (allOpenRounds().some((round) => round.isAnythingUnprotected())) event.preventDefault();
});

function flushAll(how) {
  for (const round of allOpenRounds()) round.flush(how);
}

export function emptyAnswer(item, actor) {
  const fields = { value: null, under_way: false, text: "" };
  return { item, actor, ...fields, version: 0, revision: 0, saved_at: null, saved_by: "", is_proxy: false };
}

function read({ value, under_way, text }) {
  return { value, under_way, text };
}

function whyNotYet(fields) {
  return fields.value === "opted_out" && !fields.text.trim() ? words.incomplete : null;
}

class Answers {
  #records = new Map();
  #cells = new Map();
  #listeners = new Set();
  #stop = null;
  #timer = null;

  constructor(card, round, membership) {
    Object.assign(this, { card, round, membership });
    this.url = `/api/cards/${card}/rounds/${round}/answers`;
    this.isLoaded = false;
    this.problem = null; // a sentence about why the answers could not be fetched
  }

  // Handlers: onCell(cell, {replaced}), onRecords(items), onCard(), onPresence(people), onLoaded().
  watch(handlers) {
    this.#listeners.add(handlers);
    this.#stop ??= this.#start();
    return () => {
      this.#listeners.delete(handlers);
      if (this.#listeners.size) return;
      this.#stop();
      this.#stop = null;
    };
  }

  record(item, actor) {
    return this.#records.get(`${item}/${actor}`) ?? emptyAnswer(item, actor);
  }

  cell(item, actor, label) {
    return this.#cellAt(`${this.url}/${item}/${actor}`, label);
  }

  cells() {
    return [...this.#cells.values()];
  }

  flush(how) {
    for (const cell of this.cells()) if (cell.isDirty && !cell.refusal) cell.flush(how);
  }

  retryFailing() {
    for (const cell of this.cells()) if (cell.isFailing) cell.retry();
  }

  // Something that stopped us may be over: the round is open again, the column is back.
  retryRefused() {
    for (const cell of this.cells()) if (cell.refusal && cell.refusal.status !== 422) cell.retry();
  }

  isAnythingUnprotected() {
    return this.cells().some((cell) => cell.isDirty && cell.warning);
  }

  #cellAt(url, label) {
    if (!this.#cells.has(url)) {
      const [item, actor] = url.split("/").slice(-2);
      const isHere = url.startsWith(`${this.url}/`);
      const record = isHere ? this.record(item, actor) : emptyAnswer(item, actor);
      const { membership } = this;
      const onChange = (cell, change) => this.#tell("onCell", cell, change);
      this.#cells.set(
        url,
        new Cell({
          url, membership, label, record, fields: read(record), version: record.version,
          recordName: "answer", read, ready: whyNotYet, onChange,
        }),
      );
    }
    return this.#cells.get(url);
  }

  #start() {
    purgeDrafts();
    this.#timer = setInterval(() => this.#adoptDrafts(), LOOK_FOR_DRAFTS_MS);
    const stop = listen(this.card, this.round, this.membership, {
      onAnswers: (answers) => this.#received(answers),
      onCard: () => this.#tell("onCard"),
      onPresence: (people) => this.#tell("onPresence", people),
      onLoaded: () => this.#loaded(),
      onRefused: (sentence, status) => this.#failed(status === 404 && this.isLoaded ? words.takenOut : sentence),
      onUnreachable: () => this.isLoaded || this.#failed(words.unreachable),
    });
    return () => {
      clearInterval(this.#timer);
      stop();
    };
  }

  #received(answers) {
    for (const answer of answers) {
      const key = `${answer.item}/${answer.actor}`;
      if (answer.version < (this.#records.get(key)?.version ?? 0)) continue;
      this.#records.set(key, answer);
      this.#cells.get(`${this.url}/${key}`)?.incoming(answer);
    }
    if (answers.length) this.#tell("onRecords", new Set(answers.map((answer) => answer.item)));
  }

  #loaded() {
    const isFirst = !this.isLoaded;
    this.isLoaded = true;
    this.problem = null;
    if (isFirst) this.#adoptDrafts();
    else this.retryFailing(); // the server answers again
    this.#tell("onLoaded");
  }

  #failed(sentence) {
    this.problem = sentence;
    this.#tell("onLoaded");
  }

  // Only after the server has let this membership in: a draft is never shown to anybody else. Drafts of
  // an earlier round are tried as well, and offered if that round is closed by now.
  async #adoptDrafts() {
    if (!this.isLoaded) return;
    for (const orphan of await orphanDrafts(this.membership)) {
      if (!orphan.url.startsWith(`/api/cards/${this.card}/rounds/`) || !orphan.url.includes("/answers/")) continue;
      const cell = this.#cellAt(orphan.url, orphan.draft.label);
      if (cell.isDirty || cell.isHeld || cell.conflict) continue;
      orphan.take();
      cell.adopt(orphan.draft);
    }
  }

  #tell(handler, ...facts) {
    for (const handlers of [...this.#listeners]) handlers[handler]?.(...facts);
  }
}
