// One comment in a thread: who, when, what, and what may be done about it.
import { moment } from "../answer_editor/danish.js";
import { button, el, linkButton } from "../answer_editor/dom.js";
import { linked } from "./linked.js";
import { words } from "./words.js";

export class Entry {
  constructor(thread) {
    this.thread = thread;
    this.element = el("li", { class: "co-entry", tabindex: "-1" });
  }

  // Drawn anew only when it differs, so that focus stays where it is.
  show(comment) {
    const key = JSON.stringify(comment);
    if (key === this.key) return;
    this.key = key;
    this.comment = comment;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.classList.toggle("is-resolved", comment.is_resolved);
    this.element.replaceChildren(this.#head(), this.#text(), this.#actions());
    if (hadFocus) this.element.focus({ preventScroll: true });
  }

  #head() {
    const { is_flagged, is_resolved, at, text } = this.comment;
    const marks = [text && is_flagged && !is_resolved && words.flagged, is_resolved && words.resolved].filter(Boolean);
    return el(
      "p",
      { class: "co-meta co-head" },
      el("b", { dir: "auto" }, this.#author()), el("span", {}, moment(at)),
      marks.map((mark) => el("span", { class: "co-mark" }, mark)),
    );
  }

  #author() {
    const { by, column } = this.comment;
    if (column === null) return by ? `${by}, ${words.facilitator}` : words.aFacilitator;
    return [by, column].filter(Boolean).join(", ") || words.aParticipant;
  }

  #text() {
    const { text } = this.comment;
    return el("p", { class: text ? "co-text" : "co-meta", dir: "auto" }, text ? linked(text) : words.erased);
  }

  #actions() {
    const { comments, data } = this.thread;
    const { comment } = this;
    this.actions = el("div", { class: "co-actions" });
    if (!data.is_writer || !comment.text) return this.actions;
    const isOpen = !comment.is_resolved;
    const mayChange = data.is_facilitator || comments.isMine(comment);
    const turn = (label, act) => linkButton(label, () => this.#do(act), { class: "co-link" });
    this.actions.append(turn(isOpen ? words.resolve : words.reopen, () => comments.resolve(comment, isOpen)));
    if (mayChange && isOpen) {
      const { is_flagged } = comment;
      this.actions.append(turn(is_flagged ? words.unflag : words.flag, () => comments.flag(comment, !is_flagged)));
    }
    if (mayChange) this.actions.append(linkButton(words.erase, () => this.#askToErase(), { class: "co-link" }));
    return this.actions;
  }

  #askToErase() {
    const erase = () => this.#do(() => this.thread.comments.erase(this.comment));
    const keep = button(words.eraseNo, () => this.#again(), { class: "co-button" });
    this.actions.replaceChildren(
      el("p", {}, words.eraseQuestion),
      button(words.eraseYes, erase, { class: "co-button is-warning" }),
      keep,
    );
    keep.focus();
  }

  #again() {
    this.key = null;
    this.show(this.comment);
  }

  async #do(act) {
    this.thread.say((await act()) ?? "");
  }
}
