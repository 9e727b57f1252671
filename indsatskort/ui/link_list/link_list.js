// The links of a card: copy one or all, write a mail, ask for a new link in two presses.
import { button, copyText, el } from "../answer_editor/dom.js";
import { stylesheet } from "../workshop_room/stylesheet.js";

export async function mount({ parentElement, data, setTriggerValue }) {
  await stylesheet();
  const state = JSON.stringify(data);
  const standing = parentElement.querySelector(":scope > .links");
  if (standing?.dataset.state === state) return;
  const list = draw(data.groups, (id) => setTriggerValue("replace", id));
  list.dataset.state = state;
  if (standing) standing.replaceWith(list);
  else parentElement.append(list);
}

function draw(groups, replace) {
  const status = el("p", { class: "links-status", role: "status" });
  const rows = groups.flatMap((group) => group.rows);
  const all = rows.map((row) => `${row.name}: ${row.url}`).join("\n");
  return el(
    "div",
    { class: "links" },
    el("div", { class: "links-all" }, copyButton("Kopiér alle links", all, "Alle links er kopieret.", status), status),
    groups.flatMap((group) => [
      el("h3", {}, group.heading),
      el("ul", {}, group.rows.map((row) => drawRow(row, replace, status))),
    ]),
  );
}

function drawRow(row, replace, status) {
  const mail = `mailto:?subject=${encodeURIComponent(row.subject)}&body=${encodeURIComponent(row.body)}`;
  return el(
    "li",
    {},
    el("p", { class: "links-name" }, el("b", { dir: "auto" }, row.name), row.about && el("span", {}, row.about)),
    el("p", { class: "links-url" }, row.url.replace(/^https?:\/\//, "")),
    el("p", { class: "links-opened" }, row.opened),
    el(
      "p",
      { class: "links-acts" },
      copyButton("Kopiér", row.url, `Linket til ${row.name} er kopieret.`, status, row.name),
      el("a", { href: mail, "aria-label": `Mail med linket til ${row.name}` }, "Mail"),
      renewal(row, replace),
    ),
  );
}

function copyButton(label, text, said, status, name) {
  const act = async () => {
    await copyText(text);
    status.textContent = said;
  };
  return button(label, act, { class: "links-button", "aria-label": name ? `${label} linket til ${name}` : null });
}

// What happens is said before it happens; a link that is replaced throws out whoever came by it.
function renewal(row, replace) {
  return el(
    "details",
    {},
    el("summary", { "aria-label": `Mere om linket til ${row.name}` }, "Mere"),
    el(
      "div",
      {},
      el("p", {}, "Et nyt link erstatter det gamle. Alle, der kom ind med det gamle, er ude med det samme. Det, de har skrevet, bliver stående."),
      button("Lav et nyt link", () => replace(row.id), { class: "links-button" }),
    ),
  );
}
