// One action of the plan, written together and saved as it is written.
import { watchOver } from "../answer_editor/answers.js";
import { Cell } from "../answer_editor/cell.js";
import { arrange, button, el, keepingFocus, say } from "../answer_editor/dom.js";
import { orphanDrafts } from "../answer_editor/drafts.js";
import { Inspiration } from "../answer_editor/inspiration.js";
import { StatusLine } from "../answer_editor/status.js";
import { ConflictPanel } from "./conflict.js";
import { contributionOf, joined, merged, read, whyNotYet, write } from "./fields.js";
import { ChoicePart, DayPart, dayWords, lackOf, LinePart, TextPart, TicksPart } from "./parts.js";
import { words } from "./words.js";

const cells = new Map(); // outlives the component: a text goes on saving after its place is left

export class ActionEditor {
  constructor(data) {
    this.data = data;
    this.url = `/api/cards/${data.card}/actions/${data.action}`;
    this.actors = data.columns.map(([id]) => id);
    this.parts = new Map();
    this.problem = el("p", { class: "ac-alert", role: "alert", hidden: true });
    this.refused = el("p");
    this.trouble = el("div", { class: "ac-conflict", role: "alert" }, this.refused, button(words.retry, () => this.cell.retry(), { class: "ac-button" }));
    this.above = el("div");
    this.below = el("div");
    this.news = el("p", { class: "ac-meta", role: "status" });
    this.status = new StatusLine(() => this.above.scrollIntoView({ block: "center" }));
    this.panel = new ConflictPanel({
      label: (name) => this.parts.get(name)?.title ?? "",
      say: (name, value) => this.#say(name, value),
      done: (chosen) => this.cell.join({ ...this.#together().fields, ...chosen }),
    });
    const isNew = !cells.has(this.url);
    if (isNew) cells.set(this.url, this.#newCell(data.record));
    this.cell = cells.get(this.url);
    this.cell.editor = this;
    this.ideas = new Inspiration(`ac-ideas-${data.action}`, (fields) => this.#take(fields));
    this.element = el("div", { class: "ac" });
    this.#draw();
    if (isNew) this.#adoptDraft();
    else this.cell.incoming(data.record);
    this.show();
  }

  // What others wrote shows at once, but for the very text that somebody is in the middle of.
  update(data) {
    this.data.today = data.today;
    const { focused, cell } = this;
    cell.hold(Boolean(focused) && read(data.record, this.actors)[focused] !== cell.fields[focused]);
    cell.incoming(data.record);
  }

  leave() {
    this.focused = null;
    this.cell.hold(false);
    this.cell.flush();
  }

  #newCell(record) {
    const { membership, today } = this.data;
    const fields = read(record, this.actors);
    const cell = new Cell({
      url: this.url, membership, label: record.what, record, recordName: "action", isNumbered: false,
      read: (each) => read(each, this.actors), write, fields, version: record.version,
      ready: (each) => whyNotYet(each, cell.base.fields, cell.editor?.data.today ?? today),
      onChange: (changed) => changed.editor?.show(),
    });
    watchOver(this.url, { membership, cells: [cell] });
    return cell;
  }

  async #adoptDraft() {
    const orphan = (await orphanDrafts(this.data.membership)).find(({ url }) => url === this.url);
    if (!orphan || this.cell.isDirty) return;
    orphan.take();
    this.cell.adopt(orphan.draft);
  }

  #draw() {
    const { data } = this;
    const ways = {
      write: (name, value, how) => this.cell.edit({ [name]: value }, how),
      enter: (name) => (this.focused = name),
      leave: () => this.leave(),
    };
    const put = (name, title, part) => {
      this.parts.set(name, Object.assign(part, { title }));
      return part.element;
    };
    const text = (name, title, options) => put(name, title, new TextPart(name, title, ways, options));
    const ticks = (name, title, choices) => put(name, title, new TicksPart(name, title, ways, choices));
    const heading = (title) => el("h2", {}, title);
    const lead = put("lead", words.lead, new LinePart("lead", words.lead, ways, { help: words.leadHelp, longest: 100, suggestions: data.leads }));
    const contributions = data.columns.map(([id, name]) => {
      const field = contributionOf(id);
      const part = new TextPart(field, name, ways, { rows: 1 });
      this.parts.set(field, Object.assign(part, { title: words.contribution(name) }));
      return part.element;
    });
    const day = (name, title) => put(name, title, new DayPart(name, title, ways));
    const items = [[null, words.noItem], ...data.items];
    this.more = el("details", { class: "ac-more" }, el("summary", {}, words.more),
      text("resources", words.resources, { help: words.resourcesHelp }),
      ticks("barriers", words.barriers, data.barriers),
      text("barrier_note", words.barrierNote),
      put("phase", words.phase, new ChoicePart("phase", words.phase, ways, { help: words.phaseHelp, choices: [[null, words.noPhase], ...data.phases] })),
    );
    this.element.append(
      el("div", { class: "ac-bar" }, this.status.element, this.status.warning, this.status.aloud, this.news),
      this.above,
      text("what", words.what, { help: words.whatHelp, longest: 160, rows: 2 }),
      put("item", words.item, new ChoicePart("item", words.item, ways, { choices: items })),
      el("section", {}, heading(words.why), ticks("values", words.values, data.values), text("why", words.whyText, { rows: 3 })),
      lead,
      el("section", { class: "ac-step" }, heading(words.step),
        text("first_step", words.step, { help: words.stepHelp }),
        this.ideas.element,
        el("div", { class: "ac-days" }, day("first_step_on", words.stepOn), day("deadline", words.deadline)),
        this.below),
      el("section", {}, heading(words.contributions), el("div", { class: "ac-columns" }, contributions)),
      el("section", {}, text("sign", words.sign)),
      this.more,
      el("p", { class: "ac-meta" }, words.names),
    );
    this.more.open = ["resources", "barriers", "barrier_note", "phase"].some((name) => this.cell.fields[name]);
  }

  show() {
    if (!this.cell) return;
    const { fields, conflict, refusal } = this.cell;
    const together = conflict && this.#together();
    if (together && !together.both.length) {
      say(this.news, words.joined);
      return this.cell.join(together.fields);
    }
    for (const [name, part] of this.parts) part.show(fields[name] ?? "");
    this.ideas.show(this.data, { inspiration: this.data.ideas[fields.item] });
    lackOf(this.parts.get("lead"), fields.lead.trim() ? null : words.noLead);
    const problem = !conflict && !refusal && this.cell.state === "incomplete" ? this.cell.ready(fields) : null;
    this.status.show([this.cell], problem ?? undefined);
    if (together) this.panel.show(fields, together.both, read(conflict, this.actors));
    if (refusal) say(this.refused, refusal.sentence);
    say(this.problem, problem ?? "");
    this.problem.hidden = !problem;
    const isAboutDays = problem && problem !== words.whatMissing;
    keepingFocus(() => {
      arrange(this.above, [together && this.panel.element, refusal && !conflict && this.trouble, !isAboutDays && this.problem]);
      arrange(this.below, [isAboutDays && this.problem]);
    });
  }

  // One's own and what stands there now, field by field; it may have moved on while one chose.
  #together() {
    return merged(this.cell.base.fields, this.cell.fields, read(this.cell.conflict, this.actors));
  }

  // What the sources say after what already stands; the group makes it its own.
  #take(taken) {
    const added = Object.entries(taken).map(([name, text]) => [name, joined(text, this.cell.fields[name])]);
    this.cell.edit(Object.fromEntries(added), { now: true });
    this.show();
  }

  #say(name, value) {
    const named = { item: this.data.items, phase: this.data.phases }[name];
    const many = { values: this.data.values, barriers: this.data.barriers }[name];
    if (named) return named.find(([each]) => each === value)?.[1] ?? words.empty;
    if (many) return many.filter(([each]) => value.split(" ").includes(each)).map(([, label]) => label).join(", ") || words.empty;
    if (["first_step_on", "deadline"].includes(name)) return value ? dayWords(value) : words.empty;
    return value || words.empty;
  }
}
