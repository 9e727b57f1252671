// The one line that says whether everything is saved, and says it aloud only when it matters.
import { moment } from "./danish.js";
import { arrange, el, linkButton, say } from "./dom.js";
import { words } from "./words.js";

export class StatusLine {
  // `goTo(cell)` leads to what waits for an answer.
  constructor(goTo) {
    this.text = el("span");
    this.link = linkButton("", () => this.waiting && goTo(this.waiting));
    this.element = el("p", { class: "ed-status" });
    this.aloud = el("p", { class: "vh", role: "status", "aria-live": "polite" });
    this.warning = el("p", { class: "ed-warning", role: "alert", hidden: true });
  }

  show(cells, problem) {
    const { kind, sentence, waiting } = problem ? { kind: "alert", sentence: problem } : summary(cells);
    this.waiting = waiting;
    say(waiting ? this.link : this.text, sentence);
    arrange(this.element, [waiting ? this.link : this.text]);
    this.element.className = `ed-status is-${kind}`;
    if (kind !== "saving") say(this.aloud, sentence);
    this.#warn(cells.find((cell) => cell.isDirty && cell.warning)?.warning);
  }

  #warn(warning) {
    say(this.warning, warning ?? "");
    this.warning.hidden = !warning;
  }
}

// The worst comes first. Nothing is said before the first save.
function summary(cells) {
  const having = (state) => cells.filter((cell) => cell.state === state);
  const conflicts = having("conflict");
  if (conflicts.length) return { kind: "alert", sentence: words.waiting(conflicts.length), waiting: conflicts[0] };
  const refused = having("refused");
  if (refused.length) return { kind: "alert", sentence: words.unsaved(refused.length), waiting: refused[0] };
  if (having("failing").length) return { kind: "alert", sentence: words.retrying };
  if (having("saving").length) return { kind: "saving", sentence: words.saving };
  const [incomplete] = having("incomplete");
  if (incomplete) return { kind: "alert", sentence: words.incomplete, waiting: incomplete };
  const savedAt = Math.max(...cells.map((cell) => cell.savedHereAt ?? 0));
  return savedAt > 0 ? { kind: "saved", sentence: words.savedAt(moment(savedAt)) } : { kind: "silent", sentence: "" };
}
