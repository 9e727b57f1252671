// Getting in: the code large, the address and the spoken code, and who is in — counts, never names.
import { el } from "../answer_editor/dom.js";
import { svg } from "./pieces.js";
import { words } from "./words.js";

const MOST_NAMES = 6;
const FEW_NAMES = 3; // have room for two lines each

export function welcomeLayout({ title, step, door, people }, data) {
  return {
    name: "welcome",
    eyebrow: step?.title ?? words.welcome,
    title,
    hasClock: false,
    hasDoor: false,
    nodes: [entrance(door), el("div", { class: "big-join" }, ...spoken(door), whoIsIn(people, data.kinds))],
  };
}

function entrance({ code, qr_svg_path: path, qr_size: size, is_reachable: isReachable }) {
  if (!code) return el("div", { class: "big-qr is-shut" }, el("p", {}, words.doorShut));
  if (!isReachable) return el("div", { class: "big-qr is-shut" }, el("p", {}, words.unreachableForPhones));
  if (!path) return el("div", { class: "big-qr is-shut" }, el("p", {}, words.useTheCode));
  return el("div", { class: "big-qr" }, qrCode(path, size), el("p", {}, words.scan));
}

// `size` counts modules, the quiet zone round the code included.
function qrCode(path, size) {
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": words.qrCode, "shape-rendering": "crispEdges" },
    svg("rect", { width: "100%", height: "100%", class: "qr-paper" }),
    svg("path", { d: path, class: "qr-ink" }),
  );
}

function spoken({ code, address }) {
  if (!code) return [];
  return [
    el("p", {}, el("span", { class: "big-muted" }, `${words.orWrite} `), el("b", { class: "big-address" }, address)),
    el("p", { class: "big-muted" }, words.andCode),
    el("p", { class: "big-code" }, code),
    el("p", {}, words.noApp, el("br"), words.noPhone),
  ];
}

function whoIsIn({ total, columns }, kinds) {
  const lines = columns.length > MOST_NAMES ? byKind(columns, kinds) : columns;
  return el(
    "div",
    { class: "big-people" },
    el("p", {}, el("b", { class: "big-total" }, String(total)), el("b", {}, words.areIn)),
    el(
      "ul",
      { class: lines.length <= FEW_NAMES ? "is-few" : "" },
      lines.map(({ count, name }) => el("li", {}, el("b", {}, String(count)), el("p", { class: "fit-name", dir: "auto" }, name))),
    ),
  );
}

export function byKind(columns, kinds) {
  return kinds.flatMap(({ kind, plural }) => {
    const found = columns.filter((column) => column.kind === kind);
    if (!found.length) return [];
    const count = found.reduce((sum, column) => sum + column.count, 0);
    return [{ kind, count, name: found.length === 1 ? found[0].name : `${found.length} ${plural}` }];
  });
}
