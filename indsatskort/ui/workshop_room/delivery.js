// One thing that is sent whole until it is acknowledged: the newest wins, and a dead network loses nothing.
//
// `prepare(body)` may add what only holds at the moment of sending. `overtaken(body, sent)` gives true when
// a refusal (409) shows that what was sent stands there already: the first answer had got lost on its way.
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { dropDraft, keepDraft, orphanDrafts } from "../answer_editor/drafts.js";
import { words } from "./words.js";

const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

export class Delivery {
  #timer = null;
  #attempt = 0;
  #isSending = false;
  #unanswered = null; // sent, outcome unknown: sent again until it is known

  constructor({ membership, url, key, method = "PUT", prepare = (body) => body, overtaken = () => false, onChange, onAnswer, onConflict }) {
    Object.assign(this, { membership, url, key, method, prepare, overtaken, onChange, onAnswer, onConflict });
    this.wanted = null; // what shall stand there and is not acknowledged
    this.savedAt = null;
    this.isFailing = false;
    this.refusal = null;
    this.#adopt();
  }

  get state() {
    if (this.refusal) return "refused";
    if (this.isFailing) return "failing";
    if (this.wanted) return "saving";
    return this.savedAt ? "saved" : "clean";
  }

  send(body) {
    this.wanted = body;
    this.refusal = null;
    keepDraft(this.membership, this.key, { fields: body });
    this.onChange();
    return this.#flush();
  }

  retry() {
    if (!this.isFailing) return undefined;
    this.#attempt = 0;
    return this.#flush();
  }

  async #flush() {
    clearTimeout(this.#timer);
    if (this.#isSending || !this.wanted) return;
    this.#isSending = true;
    const body = (this.#unanswered ??= { asked: this.wanted, sent: this.prepare(this.wanted) });
    try {
      const answer = await call(this.membership, this.method, this.url, body.sent, { survivesPage: true });
      this.#unanswered = null;
      this.#attempt = 0;
      this.isFailing = false;
      this.#answered(body, answer);
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      this.isFailing = true;
      this.#timer = setTimeout(() => this.#flush(), RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]);
    } finally {
      this.#isSending = false;
    }
    this.onChange();
    if (this.wanted && !this.isFailing) this.#flush();
  }

  #answered({ asked, sent }, { status, body }) {
    if (status >= 200 && status < 300) this.onAnswer(body);
    else if (status === 409 && body.current) this.onConflict?.(body.current);
    const isThere = status < 300 || (status === 409 && this.overtaken(body, sent));
    if (isThere) this.savedAt = Date.now();
    else this.refusal = sentenceOf(body, words.refused);
    if (isThere && asked !== this.wanted) return; // something newer waits behind it
    this.wanted = null;
    dropDraft(this.membership, this.key);
  }

  // From a closed tab or a reload in the middle of a dead network.
  async #adopt() {
    const orphan = (await orphanDrafts(this.membership)).find(({ url }) => url === this.key);
    if (!orphan || this.wanted) return;
    orphan.take();
    this.send(orphan.draft.fields);
  }
}
