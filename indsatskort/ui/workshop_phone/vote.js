// The ballot on the phone: one's own dots only, until the room sees the sums.
import { button, el } from "../answer_editor/dom.js";
import { counted } from "../workshop_room/levels.js";
import { NextPerson } from "./next_person.js";
import { box } from "./pieces.js";
import { cardWay } from "./plain_steps.js";
import { Drawn } from "./quiet.js";
import { Saved } from "./saved.js";
import { Stepper } from "./stepper.js";
import { words } from "./words.js";

const NO_BALLOT = { dots: {}, is_finished: false, version: 0 };

// The open round: the steppers, and after *Jeg er færdig* the thank-you.
export class Ballot {
  constructor(phone) {
    this.phone = phone;
    const { vote } = phone.common;
    this.vote = vote;
    this.delivery = ballotOf(phone, vote);
    this.steppers = vote.items.map((item) => new Stepper(item, vote, (dots) => this.#put(item, dots)));
    this.saved = new Saved();
    this.left = el("p");
    this.finish = button(words.finished, () => this.#finish(true), { class: "ph-button is-primary" });
    this.again = button(words.changeDots, () => this.#finish(false), { class: "ph-button" });
    this.next = new NextPerson(phone);
    this.rules = el("div", { class: "ph-rules" }, ...rules(vote));
    this.note = el("p", { class: "ph-note" });
    this.list = el("ul", { class: "ph-rows" }, this.steppers.map(({ element }) => element));
    this.thanks = el("div");
    this.sum = el("div", { class: "ph-sum" }, this.left, this.saved.element);
    this.element = el("div", {}, this.note, this.rules, this.list, this.thanks, this.next.element);
  }

  get isAway() {
    return this.next.isOpen;
  }

  show(common, mine) {
    this.vote = common.vote;
    const { dots, is_finished } = this.#ballot(mine);
    const used = sum(dots);
    const mayAdd = used < this.vote.dots;
    this.note.textContent = common.hidden_again ? words.hiddenAgain(common.hidden_again) : "";
    this.note.hidden = !this.note.textContent;
    for (const stepper of this.steppers) stepper.show(dots[stepper.id] ?? 0, mayAdd);
    this.#showLeft(this.vote.dots - used);
    this.saved.show([this.delivery]);
    this.#arrange(is_finished, dots);
  }

  #arrange(isFinished, dots) {
    this.title = isFinished ? words.thanksForDots : words.layDots(this.vote.dots);
    this.rules.hidden = this.list.hidden = this.left.hidden = isFinished;
    this.thanks.hidden = this.next.element.hidden = !isFinished;
    if (isFinished) this.thanks.replaceChildren(...thankYou(this.vote, dots));
    this.actions = [this.sum, isFinished ? this.again : this.finish];
    this.sum.hidden = isFinished && this.saved.element.hidden;
  }

  #showLeft(left) {
    const parts = left
      ? [el("b", {}, String(left)), ` ${left === 1 ? words.dotLeft : words.dotsLeft}`]
      : [words.all, " ", el("b", {}, String(this.vote.dots)), ` ${words.areLaid}`];
    this.left.replaceChildren(...parts);
  }

  #ballot(mine) {
    return this.delivery.wanted ?? mine.ballot ?? NO_BALLOT;
  }

  #put({ id }, count) {
    const { dots } = this.#ballot(this.phone.mine);
    const changed = { ...dots, [id]: count };
    if (!count) delete changed[id];
    if (sum(changed) <= this.vote.dots) this.delivery.send({ dots: changed, is_finished: false });
  }

  #finish(is_finished) {
    const { dots } = this.#ballot(this.phone.mine);
    this.delivery.send({ dots, is_finished });
    this.phone.heading.focus({ preventScroll: true });
    this.phone.element.scrollIntoView({ block: "start" });
  }
}

// Before, after and between: rules, one's own dots, and what happened.
export class VoteInWords extends Drawn {
  draw({ phase, vote, hidden_again }, mine) {
    const dots = (this.#waiting(vote) ?? mine.ballot)?.dots ?? {};
    const own = mine.column && vote && phase !== "ready" ? ownDots(vote, dots) : null;
    const refusal = mine.column && vote && phase !== "ready" ? ballotOf(this.phone, vote).refusal : null;
    const nodes = [
      refusal && el("p", { class: "ph-note", role: "alert" }, refusal),
      hidden_again && el("p", {}, words.shownTooEarly(hidden_again)),
      ...(phase === "ready" && vote ? rules(vote) : [el("p", {}, words.voteHelp[phase] ?? words.nothingToDo)]),
      own,
    ];
    return { title: words.voteTitle[phase] ?? words.lookUp, nodes: nodes.filter(Boolean) };
  }

  #waiting(vote) {
    return vote && this.phone.mine.column ? ballotOf(this.phone, vote).wanted : null;
  }
}

export class Revealed extends Drawn {
  #isAll = false;

  get isAway() {
    return this.#isAll;
  }

  draw({ result, vote }, mine) {
    if (!result) return { title: words.lookUp };
    const dots = mine.ballot?.dots ?? {};
    const rows = this.#isAll ? result.rows : result.rows.slice(0, 8);
    const paper = result.paper ? `, ${words.onPaper(result.paper)}` : "";
    const lead = `${counted(result.dots, "prik", "prikker")} fra ${counted(result.people, "person", "personer")}${paper}.`;
    const nodes = [
      el("p", { class: "ph-meta" }, lead),
      result.sentence && el("p", {}, result.sentence),
      ...result.notes.map((note) => el("p", { class: "ph-meta" }, note)),
      el("ul", { class: "ph-rows" }, rows.map((row) => resultRow(row, dots, Boolean(vote && mine.column)))),
    ];
    return { title: words.hereAreTheDots, nodes: nodes.filter(Boolean), actions: [...this.#more(result.rows.length), cardWay(this.phone)].slice(0, 1) };
  }

  #more(count) {
    if (count <= 8) return [];
    const turn = () => {
      this.#isAll = !this.#isAll;
      this.phone.refresh();
    };
    const label = this.#isAll ? words.showTop : words.showAll(count);
    return [button(label, turn, { class: "ph-button", "aria-expanded": String(this.#isAll) })];
  }
}

// Deliveries are told apart by the ballot round: what was laid in one never ends in another.
export function ballotOf(phone, vote) {
  const { room } = phone;
  return room.delivery("ballot", vote.round, {
    prepare: (body) => ({ ...body, base_version: room.mine?.ballot?.version ?? 0 }),
    overtaken: ({ current }, sent) => isSame(current, sent),
    onConflict: (current) => (room.mine = { ...room.mine, ballot: current }),
  });
}

function isSame(current, sent) {
  const clean = (dots) => JSON.stringify(Object.entries(dots ?? {}).filter(([, count]) => count).sort());
  return Boolean(current) && current.is_finished === sent.is_finished && clean(current.dots) === clean(sent.dots);
}

function sum(dots) {
  return Object.values(dots).reduce((total, count) => total + count, 0);
}

function rules({ dots, most_per_item, is_open_per_kind }) {
  return [
    el("p", {}, words.rule(dots, most_per_item)),
    el("p", { class: is_open_per_kind ? "ph-note" : "ph-meta" }, is_open_per_kind ? words.openPerKind : words.hiddenUntil),
  ];
}

function thankYou(vote, dots) {
  return [el("p", {}, words.voted(vote.voted, vote.of)), ownDots(vote, dots)];
}

function ownDots({ items }, dots) {
  const laid = items.filter(({ id }) => dots[id]);
  const line = ({ id, title }) => el("li", {}, el("b", {}, String(dots[id])), el("span", { dir: "auto" }, title));
  const content = laid.length ? el("ul", { class: "ph-dots" }, laid.map(line)) : el("p", {}, words.noDots);
  return box(el("p", { class: "ph-meta" }, words.ownDots), content);
}

function resultRow({ id, title, total, equal, equal_rank, moves }, dots, hasOwn) {
  const figure = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));
  const arrow = { up: "↑", down: "↓" }[moves] ?? "";
  const rank = equal_rank ? ` ${arrow} nr. ${equal_rank}` : "";
  return el(
    "li",
    {},
    el("h2", { dir: "auto" }, title),
    el(
      "dl",
      {},
      figure(words.allDots, String(total)),
      equal !== null && figure(words.equalWeight, [`${equal} %`, rank && el("small", {}, rank)]),
      hasOwn && figure(words.yours, String(dots[id] ?? "–")),
    ),
  );
}
