// The comments of a card as this tab knows them: told over the tab's one stream, sent by our own routes.
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { listen } from "../answer_editor/live.js";
import { words } from "./words.js";

const cards = new Map(); // outlives the component

export function commentsOf(card, round, membership) {
  const name = [card, membership].join(" ");
  if (!cards.has(name)) cards.set(name, new Comments(card, round, membership));
  return cards.get(name);
}

class Comments {
  #known = new Map();
  #watchers = new Set();
  #stop = null;

  constructor(card, round, membership) {
    Object.assign(this, { card, round, membership });
    this.url = `/api/cards/${card}/comments`;
  }

  // `onComments(items)` hears of every change, with the ids of the items it is about.
  watch(onComments) {
    this.#watchers.add(onComments);
    this.#stop ??= listen(this.card, this.round, this.membership, {
      isOfAnyRound: true,
      onComments: (comments) => this.heard(comments),
    });
    return () => {
      this.#watchers.delete(onComments);
      if (this.#watchers.size) return;
      this.#stop();
      this.#stop = null;
    };
  }

  // The thread of an item, oldest first.
  of(item) {
    return [...this.#known.values()]
      .filter((comment) => comment.item === item)
      .sort((one, other) => one.at.localeCompare(other.at) || one.id.localeCompare(other.id));
  }

  heard(comments) {
    for (const comment of comments) this.#known.set(comment.id, comment);
    const items = new Set(comments.map(({ item }) => item));
    if (items.size) for (const tell of [...this.#watchers]) tell(items);
  }

  isMine(comment) {
    return comment.author === this.membership;
  }

  flag(comment, isOn) {
    return this.#change("PUT", `${comment.id}/flag`, { is_on: isOn });
  }

  resolve(comment, isOn) {
    return this.#change("PUT", `${comment.id}/resolved`, { is_on: isOn });
  }

  erase(comment) {
    return this.#change("POST", `${comment.id}/erase`);
  }

  // Null when it is done, else a sentence about why not.
  async #change(method, path, body) {
    try {
      const answer = await call(this.membership, method, `${this.url}/${path}`, body);
      if (answer.status !== 200) return sentenceOf(answer.body, words.failed);
      this.heard([answer.body]);
      return null;
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      return words.failed;
    }
  }
}
