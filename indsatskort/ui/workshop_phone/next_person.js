// Lets the next person vote on the same phone: somebody new in the same column, and a clean screen.
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { button, el, say } from "../answer_editor/dom.js";
import { words as said } from "../workshop_room/words.js";
import { words } from "./words.js";

export class NextPerson {
  constructor(phone) {
    this.phone = phone;
    this.isOpen = false;
    this.alias = el("input", { type: "text", id: "ph-next-alias", maxLength: 40, autocomplete: "off" });
    this.problem = el("p", { class: "ph-saved", role: "alert" });
    this.form = el(
      "form",
      { class: "ph-next", hidden: true, onsubmit: (event) => this.#send(event) },
      el("label", { for: "ph-next-alias" }, el("b", {}, words.nextName), el("span", { class: "ph-meta" }, words.nextNameHelp)),
      this.alias,
      this.ownCode(),
      el("button", { type: "submit", class: "ph-button is-primary" }, words.nextGo),
      this.problem,
    );
    this.open = button(words.next, () => this.#turn(), { class: "ph-link", "aria-expanded": "false" });
    this.element = el("div", {}, this.open, this.form);
  }

  // Whoever gives the phone away comes back by their own code: nobody finds another's dots in the history.
  ownCode() {
    const code = this.phone.mine.resume_code;
    return code && el("p", {}, words.yourCode, " ", el("b", { class: "ph-code-inline" }, code), ". ", words.yourCodeHelp);
  }

  #turn() {
    this.isOpen = !this.isOpen;
    this.form.hidden = !this.isOpen;
    this.open.setAttribute("aria-expanded", String(this.isOpen));
    if (this.isOpen) this.alias.focus();
  }

  // One's own dots are safe before the phone goes on to somebody else.
  async #send(event) {
    event.preventDefault();
    const { room, data } = this.phone;
    if (room.isUnsent) return say(this.problem, words.saveFirst);
    try {
      const { status, body } = await call(data.membership, "POST", `${room.url}/next-person`, { alias: this.alias.value.trim() });
      if (status !== 200 && status !== 201) return say(this.problem, sentenceOf(body, said.refused));
      location.assign(`/workshop?som=${encodeURIComponent(body.som)}`);
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      say(this.problem, said.unreachable);
    }
    return undefined;
  }
}
