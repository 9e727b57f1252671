// Why a text could not be saved, and the ways out: try again, copy it, or let it go.
import { arrange, button, copyText, el, say } from "./dom.js";
import { words } from "./words.js";

export class RefusalBox {
  // With `label` the box stands away from its row and says where the text belongs.
  constructor(cell, { label } = {}) {
    this.cell = cell;
    this.sentence = el("p", { role: "alert" });
    this.text = el("p", { class: "ed-text" });
    this.again = button(words.tryAgain, () => cell.retry());
    this.copy = button(words.copy, () => this.#copy());
    this.discard = button(words.discard, () => cell.discard());
    this.label = label && el("h3", {}, label);
    this.actions = el("div", { class: "ed-actions" });
    this.element = el("div", { class: "ed-refusal" });
  }

  // What can still be changed where it stands is not shown twice.
  show({ isWritable }) {
    const { cell } = this;
    say(this.sentence, cell.refusal?.sentence ?? words.notOnTheCard);
    say(this.text, cell.fields.text);
    const hasText = Boolean(cell.fields.text);
    arrange(this.actions, [
      cell.refusal?.status !== 422 && this.again,
      hasText && this.copy,
      !isWritable && this.discard,
    ]);
    arrange(this.element, [this.label, this.sentence, !isWritable && hasText && this.text, this.actions]);
  }

  async #copy() {
    await copyText(this.cell.fields.text);
    this.copy.textContent = words.copied;
    this.copy.focus();
  }
}
