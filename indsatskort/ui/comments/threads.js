// Several threads on one page: a list of what has been commented on, or the bare thread of one item.
import { arrange, el, say } from "../answer_editor/dom.js";
import { commentsOf } from "./comments.js";
import { Thread } from "./thread.js";

const ANCHOR = "kommentarer-";

export class Threads {
  #stop = null;
  #onHash = () => this.#openNamed();

  constructor(name, data) {
    this.name = name;
    this.comments = commentsOf(data.card, data.round, data.membership);
    this.threads = new Map();
    this.title = el("h2");
    this.list = el("div", { class: "co-list" });
    this.element = el("div", { class: "co-all" }, this.title, this.list);
  }

  update(data) {
    this.data = data;
    say(this.title, data.title ?? "");
    this.#show();
  }

  enter() {
    if (this.#stop) return;
    this.#stop = this.comments.watch(() => this.#show());
    window.addEventListener("hashchange", this.#onHash);
  }

  leave() {
    this.#stop?.();
    this.#stop = null;
    window.removeEventListener("hashchange", this.#onHash);
  }

  #show() {
    const { data } = this;
    const shown = data.items.filter(({ id }) => !data.title || this.comments.of(id).length);
    arrange(this.list, shown.map((item) => this.#placeOf(item)));
    this.title.hidden = !data.title || !shown.length;
    this.#openNamed();
  }

  #placeOf(item) {
    const known = this.threads.get(item.id);
    if (known) {
      known.thread.describe(item, this.data);
      return known.element;
    }
    const thread = new Thread(this.comments, item, this.data, `co-${this.name.replaceAll(" ", "-")}-${item.id}`);
    const heading = this.data.title && el("h3", { dir: "auto", tabindex: "-1" }, `${item.number} ${item.title}`);
    const element = el("div", { class: "co-item", id: ANCHOR + item.id }, heading, thread.element);
    this.threads.set(item.id, { thread, heading, element });
    return element;
  }

  // A link in the card's table names the item.
  #openNamed() {
    const item = decodeURIComponent(location.hash.slice(1)).replace(ANCHOR, "");
    const named = location.hash.startsWith(`#${ANCHOR}`) && this.threads.get(item);
    if (!named || named === this.opened || !named.element.isConnected) return;
    this.opened = named;
    named.thread.turn(true);
    named.element.scrollIntoView({ block: "start" });
    named.heading?.focus({ preventScroll: true });
  }
}
