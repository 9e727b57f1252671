// What the room agrees on about one item, written by the scribe and saved as it is written.
import { watchOver } from "../answer_editor/answers.js";
import { call, NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { Cell } from "../answer_editor/cell.js";
import { arrange, button, el, keepingFocus, say } from "../answer_editor/dom.js";
import { orphanDrafts } from "../answer_editor/drafts.js";
import { StatusLine } from "../answer_editor/status.js";
import { roomOf } from "../workshop_room/room.js";
import { ViewFields } from "./view_fields.js";
import { words } from "./words.js";

const cells = new Map(); // outlives the component: a text goes on saving after its place is left

export class AgreementEditor {
  #leaveRoom = null;

  constructor({ card, round, membership, item, scale }) {
    Object.assign(this, { item, scale });
    this.room = roomOf(card, round, membership);
    this.url = `/api/cards/${card}/rounds/${round}/agreements/${item}`;
    this.cell = null;
    this.status = new StatusLine(() => this.one?.text.focus());
    this.quiet = el("p", { class: "ag-meta" }, words.loading);
    this.fields = el("div", { class: "ag-fields" });
    this.trouble = el("div", { class: "ag-trouble", role: "alert", hidden: true });
    this.element = el("div", { class: "ag" }, this.quiet);
  }

  enter() {
    if (this.#leaveRoom) return;
    this.#leaveRoom = this.room.enter({ onRoom: () => this.#heard() });
    this.#fetch();
  }

  leave() {
    this.flush();
    this.#leaveRoom?.();
    this.#leaveRoom = null;
  }

  flush() {
    this.cell?.hold(false);
    this.cell?.flush();
  }

  // Also an item that is not on the screen can be written about.
  async #fetch() {
    try {
      const { status, body } = await call(this.room.membership, "GET", this.url);
      if (status === 200) this.#received(body.agreement);
      else say(this.quiet, sentenceOf(body, words.elsewhere));
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      say(this.quiet, words.unreachable);
    }
  }

  #heard() {
    const item = this.room.common?.item;
    if (item?.id === this.item) this.#received(item.agreement);
    else if (!this.cell && this.quiet.textContent === words.unreachable) this.#fetch();
  }

  #received(agreement) {
    if (!this.cell) this.#make(agreement);
    else this.cell.incoming(agreement);
  }

  #make(agreement) {
    const isNew = !cells.has(this.url);
    if (isNew) cells.set(this.url, this.#newCell(agreement));
    this.cell = cells.get(this.url);
    this.cell.editor = this;
    this.#draw();
    if (isNew) this.#adoptDraft();
    else this.cell.incoming(agreement);
    this.show();
  }

  #newCell(record) {
    const cell = new Cell({
      url: this.url, membership: this.room.membership, label: words.question, record, recordName: "agreement", isNumbered: false, read,
      fields: read(record), version: record.version, ready: () => null,
      onChange: (changed) => changed.editor?.show(),
    });
    watchOver(this.url, { membership: this.room.membership, cells: [cell] });
    return cell;
  }

  async #adoptDraft() {
    const orphan = (await orphanDrafts(this.room.membership)).find(({ url }) => url === this.url);
    if (!orphan || this.cell.isDirty) return;
    orphan.take();
    this.cell.adopt(orphan.draft);
  }

  #draw() {
    const { cell, scale } = this;
    const part = (facts, [text, value]) =>
      new ViewFields({ ...facts, scale, name: `${this.item}-${text}` }, {
        write: (written) => cell.edit({ [text]: written }),
        choose: (chosen) => cell.edit({ [value]: chosen }, { now: true }),
        hold: (isHeld) => (isHeld ? cell.hold(true) : this.flush()),
      });
    this.one = part({ level: words.level }, ["text", "value"]);
    this.other = part({ level: words.otherLevel }, ["other_text", "other_value"]);
    this.differ = el("input", { type: "checkbox", onchange: () => cell.edit({ is_split: this.differ.checked }, { now: true }) });
    const differ = el("label", { class: "ag-differ" }, this.differ, el("span", {}, el("b", {}, words.differ), el("span", { class: "ag-meta" }, words.differHelp)));
    const hint = el("p", { class: "ag-meta" }, words.hint);
    this.fields.append(this.one.element, differ, this.other.element, hint);
    this.element.replaceChildren(this.trouble, this.fields, this.status.element, this.status.warning, this.status.aloud);
  }

  show() {
    const { fields } = this.cell;
    const isSplit = fields.is_split;
    this.one.show({ title: isSplit ? words.oneView : words.question, level: isSplit ? words.oneLevel : words.level, text: fields.text, value: fields.value });
    this.other.show({ title: words.otherView, level: words.otherLevel, text: fields.other_text, value: fields.other_value });
    this.other.element.hidden = !isSplit;
    this.differ.checked = isSplit;
    this.status.show([this.cell]);
    keepingFocus(() => this.#showTrouble());
  }

  #showTrouble() {
    const { conflict, refusal } = this.cell;
    this.trouble.hidden = !conflict && !refusal;
    arrange(this.trouble, conflict ? this.#conflict(conflict) : refusal ? this.#refusal(refusal) : []);
  }

  #conflict(theirs) {
    this.choice ??= {
      lead: el("p", {}, words.conflict),
      heading: el("p", { class: "ag-meta" }, words.theirs),
      text: el("p", { class: "ag-text", dir: "auto" }),
      acts: el(
        "div",
        { class: "ag-acts" },
        button(words.keepMine, () => this.cell.keepMine(), { class: "ag-button" }),
        button(words.keepTheirs, () => this.cell.keepTheirs(), { class: "ag-button" }),
      ),
    };
    say(this.choice.text, [theirs.text, theirs.is_split && theirs.other_text].filter(Boolean).join(" / ") || words.empty);
    return Object.values(this.choice);
  }

  #refusal({ sentence }) {
    this.refused ??= { sentence: el("p"), again: button(words.retry, () => this.cell.retry(), { class: "ag-button" }) };
    say(this.refused.sentence, sentence);
    return Object.values(this.refused);
  }
}

function read({ text, value, is_split, other_text, other_value }) {
  return { text, value, is_split, other_text, other_value };
}
