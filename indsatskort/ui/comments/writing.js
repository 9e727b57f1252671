// Where one writes a comment: sent once however often the network fails, and kept until it is sent.
import { newId } from "../answer_editor/ids.js";
import { button, el, say } from "../answer_editor/dom.js";
import { Delivery } from "../workshop_room/delivery.js";
import { Unsent } from "./draft.js";
import { words } from "./words.js";

export class Writing {
  constructor(thread) {
    const { comments, item, name } = thread;
    this.thread = thread;
    this.text = el("textarea", {
      id: `${name}-text`, rows: 2, "aria-describedby": `${name}-hint`, oninput: () => this.unsent.keep(this.text.value),
    });
    this.flag = el("input", { type: "checkbox", id: `${name}-flag` });
    this.send = button(words.send, () => this.#send(), { class: "co-button" });
    this.element = el(
      "div",
      { class: "co-writing" },
      el("label", { for: `${name}-text` }, words.question),
      this.text,
      el("p", { class: "co-meta", id: `${name}-hint` }, words.hint),
      el("div", { class: "co-actions" }, el("label", { class: "co-check" }, this.flag, words.flagNew), this.send),
    );
    const url = `${comments.url}#${item.id}`;
    const write = (text) => (this.text.value = text);
    this.unsent = new Unsent({ membership: comments.membership, url, label: words.draftOf(item.title), write });
    this.delivery = new Delivery({
      membership: comments.membership, url: comments.url, key: url, method: "POST",
      onChange: () => this.#changed(),
      onAnswer: (comment) => comments.heard([comment]),
    });
    window.addEventListener("online", () => this.delivery.retry());
  }

  #send() {
    if (this.delivery?.wanted) return;
    this.isSending = true;
    const comment = { id: newId(), item: this.thread.item.id, text: this.text.value, is_flagged: this.flag.checked };
    this.delivery.send(comment);
  }

  // The text stays in the field until the server has it.
  #changed() {
    if (!this.delivery) return; // still being made
    const { state, refusal } = this.delivery;
    this.send.setAttribute("aria-disabled", String(["saving", "failing"].includes(state)));
    this.thread.say({ saving: words.sending, failing: words.retrying, refused: refusal }[state] ?? "", state);
    if (state === "saved" && this.isSending) this.#sent();
    if (state === "refused") this.text.focus();
    if (["saved", "refused"].includes(state)) this.isSending = false;
  }

  #sent() {
    this.text.value = "";
    this.flag.checked = false;
    this.unsent.drop();
    this.thread.say(words.sent);
  }
}
