// Two people wrote in the same cell: both answers side by side, and nothing is lost before one chooses.
import { isOwn, nameOf } from "./authors.js";
import { chip, labelOf, UNDER_WAY_ALLOWED } from "./badge.js";
import { genitive, moment } from "./danish.js";
import { button, el } from "./dom.js";
import { words } from "./words.js";

export class ConflictPanel {
  // `done()` is told when somebody has chosen.
  constructor(name, data, cell, done) {
    Object.assign(this, { data, cell, done });
    this.heading = el("h4", { tabindex: "-1", id: `${name}-conflict` });
    this.lead = el("p");
    this.answers = el("div", { class: "ed-two" });
    this.mine = this.#side(words.yours, words.keepMine, () => this.#choose(() => cell.keepMine()));
    this.theirs = this.#side("", "", () => this.#choose(() => cell.keepTheirs()));
    this.answers.append(this.mine.element, this.theirs.element);
    this.element = el(
      "section",
      { class: "ed-conflict", "aria-labelledby": this.heading.id },
      this.heading,
      this.lead,
      this.answers,
      button(words.join, () => this.#choose(() => cell.join(joined(cell.fields, cell.conflict)), this.#note()), {
        class: "ed-button is-primary",
      }),
    );
    this.show();
  }

  show() {
    const { cell, data } = this;
    const theirs = cell.conflict;
    if (!theirs) return;
    const name = nameOf(theirs, data);
    const isMine = isOwn(theirs, data, cell);
    this.heading.textContent = isMine ? words.conflictHeadingOwn : words.conflictHeading;
    const what = isMine ? words.conflictYourself : name ? words.conflictWho(name) : words.conflictSomebody;
    this.lead.textContent = `${what} ${words.conflictChoose}`;
    this.#fill(this.mine, cell.fields, words.notSavedYet);
    this.#fill(this.theirs, theirs, theirs.saved_at ? words.savedAt(moment(theirs.saved_at)) : "");
    const title = isMine ? words.otherOfMine : name ? words.theirs(genitive(name)) : words.otherAnswer;
    this.theirs.title.textContent = title;
    this.theirs.keep.textContent = isMine ? words.keepOtherOfMine : name ? words.keepTheirs(genitive(name)) : words.keepOther;
  }

  #side(title, keepLabel, keep) {
    const side = {
      title: el("h5", {}, title),
      when: el("p", { class: "ed-meta" }),
      chip: el("p", { class: "ed-chip" }),
      text: el("p", { class: "ed-text" }),
      keep: button(keepLabel, keep),
    };
    side.element = el("div", { class: "ed-side" }, side.title, side.when, side.chip, side.text, side.keep);
    return side;
  }

  #fill(side, fields, when) {
    side.when.textContent = when;
    side.chip.replaceChildren(...chip(this.data, fields));
    side.text.textContent = fields.text || words.emptyText;
    side.text.classList.toggle("is-empty", !fields.text);
  }

  #note() {
    const { fields, conflict } = this.cell;
    if (!fields.value || !conflict.value || fields.value === conflict.value) return words.joined;
    const [mine, theirs] = [fields, conflict].map(({ value }) => labelOf(this.data, value));
    return `${words.joined} ${words.twoLevels(mine, theirs)}`;
  }

  #choose(act, note = null) {
    act();
    this.done(note);
  }
}

// Loses no word: the saved text first, then one's own, unless one holds the other. The level is one's
// own when one has chosen any.
export function joined(mine, theirs) {
  const [saved, own] = [theirs.text.trim(), mine.text.trim()];
  const text = saved.includes(own) ? saved : own.includes(saved) ? own : `${saved}\n\n${own}`;
  const { value, under_way } = mine.value ? mine : theirs;
  return { value, under_way: under_way && UNDER_WAY_ALLOWED.has(value), text };
}
