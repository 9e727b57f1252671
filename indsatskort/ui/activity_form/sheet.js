// The register as a sheet: take it away, send it back, see what is in it, and only then save.
import { NetworkFailed, sentenceOf } from "../answer_editor/calls.js";
import { button, el, say } from "../answer_editor/dom.js";
import { words } from "./words.js";

const MOST_FAULTS = 20;

export class Sheet {
  constructor({ card, membership, can_write }, changed) {
    this.url = `/api/cards/${card}/activities`;
    this.membership = membership;
    this.changed = changed;
    const away = `${this.url}/register.xlsx?som=${encodeURIComponent(membership)}`;
    this.file = el("input", { type: "file", accept: ".xlsx", class: "vh", onchange: () => this.#send(false) });
    this.status = el("p", { class: "reg-status", role: "status" });
    this.faults = el("ul", { class: "reg-faults" });
    this.save = button(words.sheetSave, () => this.#send(true), { class: "reg-save", hidden: true });
    this.element = el("details", { class: "reg-sheet" }, el("summary", {}, words.sheet),
      el("p", {}, words.sheetHow),
      el("div", { class: "reg-acts" },
        el("a", { class: "download", href: away, download: "" }, words.sheetAway),
        can_write && el("label", { class: "reg-pick" }, this.file, el("span", {}, words.sheetBack))),
      this.status, this.faults, this.save);
  }

  async #send(isSaving) {
    const [file] = this.file.files;
    if (!file) return;
    say(this.status, isSaving ? words.saving : words.sheetReading(file.name));
    this.status.classList.remove("is-alert");
    try {
      const answer = await this.#post(file, isSaving);
      if (answer.status === 200) this.#show(answer.body, isSaving);
      else this.#refuse(sentenceOf(answer.body, words.failed));
    } catch (failure) {
      if (!(failure instanceof NetworkFailed)) throw failure;
      this.#refuse(words.failed);
    }
  }

  async #post(file, isSaving) {
    try {
      const response = await fetch(`${this.url}/rows?save=${isSaving}`, {
        method: "POST", body: file, headers: { "X-Som": this.membership }, credentials: "same-origin", cache: "no-store",
      });
      return { status: response.status, body: await response.json() };
    } catch (failure) {
      throw new NetworkFailed(failure.message); // also when the file has been changed since it was picked
    }
  }

  #show({ rows, faults, written }, isSaved) {
    this.faults.replaceChildren(
      ...faults.slice(0, MOST_FAULTS).map(({ row, reason }) => el("li", {}, el("b", {}, words.sheetRow(row)), ` ${reason}`)),
      ...(faults.length > MOST_FAULTS ? [el("li", {}, words.sheetRest(faults.length - MOST_FAULTS))] : []),
    );
    say(this.status, isSaved ? words.sheetSaved(written, rows) : words.sheetFound(rows, faults.length));
    this.save.hidden = isSaved || !rows;
    if (!isSaved) return;
    this.file.value = "";
    this.changed();
  }

  #refuse(sentence) {
    this.status.classList.add("is-alert");
    say(this.status, sentence);
    this.faults.replaceChildren();
    this.save.hidden = true;
    this.file.value = "";
  }
}
