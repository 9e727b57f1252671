// The line that says whether what one did here is saved; aloud only when it is in trouble.
import { moment } from "../answer_editor/danish.js";
import { el, say } from "../answer_editor/dom.js";
import { words as said } from "../workshop_room/words.js";

export class Saved {
  // `afterwards` is said behind "Gemt kl. 9.52".
  constructor(afterwards = "") {
    this.afterwards = afterwards;
    this.line = el("span");
    this.alert = el("span", { role: "alert" });
    this.element = el("p", { class: "ph-saved" }, this.line, this.alert);
  }

  show(deliveries) {
    const having = (state) => deliveries.find((delivery) => delivery.state === state);
    const trouble = having("refused")?.refusal ?? (having("failing") ? said.retrying : "");
    say(this.alert, trouble);
    say(this.line, trouble ? "" : this.#calmly(having("saving"), deliveries));
    this.element.hidden = !this.line.textContent && !trouble;
  }

  #calmly(isSaving, deliveries) {
    if (isSaving) return said.saving;
    const savedAt = Math.max(...deliveries.map((delivery) => delivery.savedAt ?? 0));
    if (!savedAt) return "";
    return [said.saved(moment(savedAt)), this.afterwards].filter(Boolean).join(". ");
  }
}
