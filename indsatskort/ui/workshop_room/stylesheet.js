// Fetches a component's own stylesheet once; resolves when it can be drawn with.
import { el } from "../answer_editor/dom.js";

const sheets = new Map();

export function stylesheet(address) {
  if (!sheets.has(address)) sheets.set(address, fetched(address));
  return sheets.get(address);
}

function fetched(address) {
  const link = el("link", { rel: "stylesheet", href: address });
  document.head.append(link);
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
}
