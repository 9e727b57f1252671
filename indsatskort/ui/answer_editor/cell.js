// One cell that saves itself: nothing typed is lost, and nobody's words are overwritten unseen.
//
// A cell is {url, fields, version} and knows nothing of answers. `record` is the server's own form of it
// and `read(record)` gives its fields, each a plain value; `write(fields)` gives the body to send of them.
// `ready(fields)` gives a sentence while they cannot be sent yet.
// `isNumbered`: the route takes an id of each edit; without one it is known by what came back.
// `onChange(cell, {replaced})` tells of every change of state; `replaced` when the fields came from
// elsewhere and the screen must follow.
import { call, NetworkFailed, sentenceOf } from "./calls.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { newId } from "./ids.js";
import { words } from "./words.js";

const PAUSE_MS = 600;
const LONGEST_WAIT_MS = 3_000; // somebody who writes without a pause is saved all the same
const RETRY_MS = [1_000, 2_000, 4_000, 8_000];

export class Cell {
  #timer = null;
  #unsavedSince = null;
  #attempt = 0;
  #unanswered = null; // the request whose outcome is unknown: sent again, same id, until it is known
  #ahead = null; // sent behind it when the page closed, on the version it would give

  constructor({ url, membership, label, fields, version, record, recordName = "record", isNumbered = true, read, write = (sent) => sent, ready, onChange }) {
    Object.assign(this, { url, membership, label, recordName, isNumbered, read, write, ready, onChange });
    this.fields = { ...fields };
    this.base = { fields: { ...fields }, version, record };
    this.newer = null; // somebody else's record that waits until nothing here is unsaved
    this.conflict = null;
    this.refusal = null;
    this.warning = null; // why the draft could not be kept in the browser
    this.isSending = false;
    this.isFailing = false;
    this.isHeld = false; // somebody is in the middle of writing here
    this.savedHereAt = null;
    this.versionsFromHere = new Set();
  }

  get isDirty() {
    return Boolean(this.#unanswered) || !same(this.fields, this.base.fields);
  }

  get state() {
    if (this.conflict) return "conflict";
    if (this.refusal) return "refused";
    if (this.isFailing) return "failing";
    if (!this.isDirty) return "clean";
    return this.ready(this.fields) && !this.#unanswered ? "incomplete" : "saving";
  }

  edit(change, { now = false } = {}) {
    this.fields = { ...this.fields, ...change };
    this.#remember();
    this.#unsavedSince ??= Date.now();
    const patience = this.#unsavedSince + LONGEST_WAIT_MS - Date.now();
    this.#schedule(now ? 0 : Math.max(0, Math.min(PAUSE_MS, patience)));
    this.onChange(this, { replaced: false });
  }

  // What the live stream or a fetch says stands there now.
  incoming(record) {
    if (record.version <= Math.max(this.base.version, this.newer?.version ?? 0)) return;
    this.newer = record;
    if (this.conflict) this.conflict = record;
    this.#followNewer();
    this.onChange(this, { replaced: false });
  }

  hold(isHeld) {
    this.isHeld = isHeld;
    if (!isHeld) this.#followNewer();
  }

  // A draft from a closed tab or a dead network. The server decides whether its base still holds.
  adopt(draft) {
    this.fields = { ...draft.fields };
    if (draft.version !== this.base.version) {
      this.base = { fields: null, version: draft.version, record: this.base.record };
    }
    this.#unanswered = draft.unanswered ?? null;
    this.#ahead = draft.ahead ?? null;
    this.#remember();
    this.onChange(this, { replaced: true });
    return this.flush();
  }

  // Send what is unsaved now. `isLast`: the page is going away.
  flush({ isLast = false } = {}) {
    if (isLast && this.isSending) this.#sendAhead();
    return this.#save();
  }

  retry() {
    this.#attempt = 0;
    return this.#save();
  }

  keepMine() {
    this.#standOn(this.conflict);
    this.#remember();
    this.onChange(this, { replaced: true });
    return this.#save();
  }

  keepTheirs() {
    const theirs = this.conflict;
    this.conflict = null;
    this.replace(theirs);
  }

  join(fields) {
    this.fields = { ...fields };
    return this.keepMine();
  }

  // Let go of what is unsaved here; only ever because somebody asked for it.
  discard() {
    this.#unanswered = this.#ahead = this.refusal = this.conflict = null;
    this.replace(this.newer ?? this.base.record);
  }

  replace(record) {
    this.base = { fields: this.read(record), version: record.version, record };
    this.fields = { ...this.base.fields };
    this.newer = null;
    this.refusal = null;
    this.isFailing = false;
    this.#remember();
    this.onChange(this, { replaced: true });
  }

  async #save() {
    clearTimeout(this.#timer);
    if (this.isSending || this.conflict) return;
    this.#unsavedSince = null;
    if (!this.#unanswered && !this.#compose()) return;
    this.isSending = true;
    this.onChange(this, { replaced: false });
    try {
      const { status, body } = await this.#send(this.#unanswered);
      this.isSending = false;
      this.#attempt = 0;
      this.isFailing = false;
      this.#answered(status, body);
    } catch (failure) {
      this.isSending = false;
      if (!(failure instanceof NetworkFailed)) throw failure;
      this.isFailing = true;
      this.#schedule(RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]);
    }
    this.onChange(this, { replaced: false });
  }

  // The draft is in the browser before the request leaves it.
  #compose() {
    if (same(this.fields, this.base.fields)) {
      this.refusal = null;
      this.isFailing = false;
      this.#remember();
      this.#followNewer();
      this.onChange(this, { replaced: false });
      return false;
    }
    if (this.ready(this.fields)) return false;
    const { fields, base: { version } } = this;
    const isAhead = this.#ahead?.version === version && same(this.#ahead.fields, fields);
    this.#unanswered = isAhead ? this.#ahead : { fields: { ...fields }, version, edit: newId() };
    this.#ahead = null;
    this.#remember();
    return true;
  }

  #send({ fields, version, edit }) {
    const body = { ...this.write(fields), base_version: version, ...(this.isNumbered && { edit_id: edit }) };
    // A browser refuses more than 64 kB of requests that outlive the page; then try an ordinary one.
    return call(this.membership, "PUT", this.url, body, { survivesPage: this.#attempt % 2 === 0 });
  }

  #sendAhead() {
    const { fields, version } = this.#unanswered;
    if (same(this.fields, fields) || this.ready(this.fields)) return;
    this.#ahead = { fields: { ...this.fields }, version: version + 1, edit: newId() };
    this.#remember();
    this.#send(this.#ahead).catch(() => {}); // the draft stays and is sent again at the next visit
  }

  #answered(status, body) {
    const { fields, version } = this.#unanswered;
    this.#unanswered = null;
    if (status === 200) this.#saved(fields, body.version, body[this.recordName]);
    else if (status === 409 && body.current) this.#overtaken(fields, version, body.current);
    else this.#refused(status, body);
  }

  // What was typed is the base now, not the server's form of it: it trims spaces, and the next word
  // may be on its way.
  #saved(fields, version, record) {
    this.base = { fields, version, record };
    this.refusal = null;
    this.savedHereAt = Date.now();
    this.versionsFromHere.add(version);
    this.#remember();
    if (this.isDirty) this.#schedule(PAUSE_MS);
    else this.#followNewer();
  }

  #overtaken(fields, version, current) {
    const theirs = this.read(current);
    if (same(theirs, fields)) return this.#saved(fields, current.version, current);
    if (same(this.fields, theirs) || (version === this.base.version && same(this.fields, this.base.fields))) {
      return this.replace(current);
    }
    this.conflict = this.newer?.version > current.version ? this.newer : current;
    this.refusal = null;
    this.#remember();
  }

  #refused(status, body) {
    this.refusal = { status, sentence: sentenceOf(body, words.refused) };
    this.#remember();
  }

  #standOn(record) {
    this.base = { fields: this.read(record), version: record.version, record };
    this.conflict = this.newer = this.refusal = null;
  }

  #followNewer() {
    const { newer } = this;
    if (!newer || this.isDirty || this.isSending || this.isHeld || this.conflict) return;
    if (newer.version > this.base.version) this.replace(newer);
    else this.newer = null;
  }

  #remember() {
    if (!this.isDirty && !this.conflict) {
      this.warning = null;
      return dropDraft(this.membership, this.url);
    }
    const { label, fields, base: { version } } = this;
    const draft = { label, fields, version, unanswered: this.#unanswered, ahead: this.#ahead };
    this.warning = keepDraft(this.membership, this.url, draft);
  }

  #schedule(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#save(), delay);
  }
}

export function same(one, other) {
  return Boolean(one && other) && Object.keys({ ...one, ...other }).every((name) => one[name] === other[name]);
}
