// Fetches the components' stylesheet once; resolves when it can be drawn with.
import { el } from "../answer_editor/dom.js";

let sheet = null;

export function stylesheet() {
  sheet ??= fetched(new URL("./ui.css", import.meta.url).href); // beside this script: see browser_files.py
  return sheet;
}

function fetched(address) {
  const link = el("link", { rel: "stylesheet", href: address });
  document.head.append(link);
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
  });
}
