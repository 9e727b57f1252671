// What is being written in a thread, from the first letter until it is sent: kept in the browser, and
// asked about before the card is left.
import { watchOver } from "../answer_editor/answers.js";
import { dropDraft, keepDraft, orphanDrafts } from "../answer_editor/drafts.js";

export class Unsent {
  // `url` names the thread; `label` is what it is called when somebody leaves; `write(text)` puts it back.
  constructor({ membership, url, label, write }) {
    Object.assign(this, { membership, label, write, key: `${url}?unsent` });
    this.text = "";
    this.warning = null;
    const cell = this;
    watchOver(this.key, { membership, cells: [cell] });
    this.#adopt();
  }

  keep(text) {
    this.text = text;
    if (text.trim()) this.warning = keepDraft(this.membership, this.key, { fields: { text } });
    else this.drop();
  }

  drop() {
    this.text = "";
    this.warning = null;
    dropDraft(this.membership, this.key);
  }

  // The form of a cell, for those who look after what is unsaved.
  get state() {
    return this.text.trim() ? "unsent" : "clean";
  }

  get fields() {
    return { text: this.text };
  }

  get isDirty() {
    return false; // nothing is sent before somebody presses the button
  }

  discard() {
    this.drop();
    this.write("");
  }

  async #adopt() {
    const orphan = (await orphanDrafts(this.membership)).find(({ url }) => url === this.key);
    if (!orphan || this.text) return;
    orphan.take();
    this.text = orphan.draft.fields.text;
    this.write(this.text);
  }
}
