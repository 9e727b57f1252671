// What stands in the register, the latest first; correcting one, and taking one out in two presses.
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { button, el, say } from "../answer_editor/dom.js";
import { words } from "./words.js";

const SHOWN = 12;

export class Entries {
  constructor(data, correct, changed) {
    this.correct = correct;
    this.changed = changed;
    this.most = SHOWN;
    this.list = el("ul");
    this.more = button("", () => this.#showMore(), { class: "reg-quiet" });
    this.status = el("p", { class: "reg-status", role: "status" });
    this.element = el("section", { class: "reg-entries", "aria-label": words.entries },
      el("h2", {}, words.entries), this.status, this.list, this.more);
  }

  show(data) {
    const state = JSON.stringify([data.activities, this.most]);
    if (state === this.state) return;
    this.state = state;
    this.data = data;
    const shown = data.activities.slice(0, this.most);
    this.list.replaceChildren(...shown.map((each) => this.#row(each)));
    if (!shown.length) this.list.replaceChildren(el("li", { class: "reg-none" }, words.none));
    const rest = data.activities.length - shown.length;
    this.more.hidden = rest <= 0;
    say(this.more, words.rest(rest));
  }

  #showMore() {
    this.most += 4 * SHOWN;
    this.show(this.data);
  }

  #row(activity) {
    const category = this.data.categories.find(({ slug }) => slug === activity.category);
    return el("li", {},
      el("div", {},
        el("p", { class: "reg-meta" }, `${activity.when} · `, el("bdi", {}, activity.where)),
        el("p", { class: "reg-title", dir: "auto" }, activity.title),
        el("p", { class: "reg-meta" }, `${category.label} · ${words.facts(activity)}`)),
      this.data.can_write && el("div", { class: "reg-acts" },
        button(words.edit, () => this.correct(activity), { class: "reg-quiet", "aria-label": `${words.edit} ${activity.title}` }),
        this.#removal(activity)));
  }

  #removal(activity) {
    let isAsked = false;
    const ask = button(words.remove, async () => {
      if (isAsked) return this.#remove(activity);
      isAsked = true;
      say(ask, words.sure);
      ask.setAttribute("aria-label", `${words.sure} ${activity.title}`);
    }, { class: "reg-quiet", "aria-label": `${words.remove} ${activity.title}` });
    return ask;
  }

  async #remove({ id }) {
    const { membership, card } = this.data;
    try {
      const answer = await call(membership, "DELETE", `/api/cards/${card}/activities/${id}`);
      if (answer.status === 204) this.changed();
      else say(this.status, sentenceOf(answer.body, words.failed));
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      say(this.status, words.failed);
    }
  }
}
