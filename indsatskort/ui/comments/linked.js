// What somebody wrote as nodes: plain text, and links of http and https only. Nothing becomes markup.
import { el } from "../answer_editor/dom.js";
import { words } from "./words.js";

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]+/gi;
// What ends a sentence or closes a bracket behind an address does not belong to it.
const TRAILING = /[.,;:!?»”’)\]]+$/;

export function linked(text) {
  const nodes = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found.replace(TRAILING, "");
    if (!isSafe(address)) continue;
    nodes.push(text.slice(end, index), link(address));
    end = index + address.length;
  }
  return [...nodes, text.slice(end)].filter((node) => node !== "");
}

function isSafe(address) {
  return URL.canParse(address) && ["http:", "https:"].includes(new URL(address).protocol);
}

function link(address) {
  const how = { target: "_blank", rel: "noopener noreferrer nofollow", "aria-label": address + words.newTab };
  return el("a", { href: address, ...how }, address);
}
