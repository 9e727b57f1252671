// How far each column has come: counts only, in the card's order; no level and no ranking.
import { el } from "../answer_editor/dom.js";
import { band } from "./pieces.js";
import { words } from "./words.js";

const ONE_ROW = 7;
const TWO_ROWS = 18;

export function fillLayout({ fill = [], people }, { kinds }) {
  const rows = fill.length > TWO_ROWS ? sumsByKind(fill, people.columns, kinds) : fill;
  const isTwo = rows.length > ONE_ROW;
  const list = el("ul", { class: isTwo ? "big-bars is-two" : "big-bars" }, rows.map((row) => bar(row, isTwo)));
  list.style.setProperty("--rows", String(isTwo ? Math.ceil(rows.length / 2) : rows.length));
  return {
    name: "fill",
    title: words.fillQuestion,
    lead: words.fillLead,
    nodes: [list, band(words.writeFirst, words.alsoAnswers)],
  };
}

function bar({ name, done, total }, isSmall) {
  const track = el("span", { class: "big-track", "aria-hidden": "true" }, el("i"));
  track.firstChild.style.width = `${total ? (100 * done) / total : 0}%`;
  return el("li", {}, el("b", { class: isSmall ? "fit-small" : "fit-entry", dir: "auto" }, name), track, el("span", {}, el("b", {}, String(done)), ` af ${total}`));
}

function sumsByKind(fill, columns, kinds) {
  const kindOf = new Map(columns.map(({ id, kind }) => [id, kind]));
  return kinds.flatMap(({ kind, plural }) => {
    const found = fill.filter(({ id }) => kindOf.get(id) === kind);
    const sum = (what) => found.reduce((total, row) => total + row[what], 0);
    if (!found.length) return [];
    return [{ name: found.length === 1 ? found[0].name : `${found.length} ${plural}`, done: sum("done"), total: sum("total") }];
  });
}
