// What the room goes on with: chosen, good enough, and why; then the actions.
import { el } from "../answer_editor/dom.js";
import { box, chosenList, wayTo } from "./pieces.js";
import { cardWay } from "./plain_steps.js";
import { Drawn } from "./quiet.js";
import { words } from "./words.js";

export class Chosen extends Drawn {
  draw({ chosen = [], parked = 0, opted_out = [], phase }) {
    const { scale } = this.phone.data;
    const isConfirmed = phase === "confirmed";
    const rest = [parked > 0 && words.parked(parked), opted_out.length > 0 && words.optedOut(opted_out)].filter(Boolean);
    const nodes = [
      !isConfirmed && el("p", {}, words.choosing),
      chosen.length > 0 && chosenList(scale, chosen),
      rest.length > 0 && box(rest.map((sentence) => el("p", { class: "ph-meta", dir: "auto" }, sentence))),
    ];
    const title = isConfirmed ? words.chosenTitle(chosen.length) : words.lookUp;
    return { title, nodes: nodes.filter(Boolean), actions: [cardWay(this.phone)] };
  }
}

export class Planning extends Drawn {
  draw({ chosen = [] }, mine) {
    const written = ({ actions = [] }) =>
      actions.length > 0 && el("ul", { class: "ph-list" }, actions.map(({ what }) => el("li", { dir: "auto" }, what)));
    const nodes = [el("p", {}, words.planning), chosen.length > 0 && chosenList(this.phone.data.scale, chosen, written)];
    const way = mine.role === "viewer" ? cardWay(this.phone) : wayTo(this.phone.page("handleplan"), words.toPlan, { isPrimary: true });
    return { title: words.firstStep, nodes: nodes.filter(Boolean), actions: [way] };
  }
}
