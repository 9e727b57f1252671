// Elements made without HTML strings, so that nothing anybody writes can become markup.

// Properties are set as such; `class`, `aria-…`, `data-…`, `for`, `role` and `on…` as one would expect.
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) put(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name in element && !["class", "role", "list"].includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

// Make `nodes` the children of `parent`, moving only what stands in the wrong place.
export function arrange(parent, nodes) {
  const wanted = nodes.filter(Boolean);
  for (const child of [...parent.children]) if (!wanted.includes(child)) takeAway(child, parent);
  wanted.forEach((node, place) => {
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
}

// What has focus blurs when it is taken away, and who hears of that may arrange here in the meantime.
function takeAway(child, parent) {
  if (child.contains(document.activeElement)) document.activeElement.blur();
  if (child.parentElement === parent) child.remove();
}

// Text set only when it differs: a live region speaks at every change.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Do something to the page without taking focus or caret from the person.
export function keepingFocus(act) {
  const focused = document.activeElement;
  const { selectionStart, selectionEnd } = focused ?? {};
  act();
  if (!focused?.isConnected || document.activeElement === focused || focused === document.body) return;
  focused.focus({ preventScroll: true });
  if (typeof selectionStart === "number") focused.setSelectionRange(selectionStart, selectionEnd);
}

export function linkButton(label, act, properties = {}) {
  return el("button", { type: "button", class: "ed-link", onclick: act, ...properties }, label);
}

export function button(label, act, properties = {}) {
  return el("button", { type: "button", class: "ed-button", onclick: act, ...properties }, label);
}

// Also where the clipboard is closed: on plain http outside localhost.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const holder = el("textarea", { value: text, class: "vh", "aria-hidden": "true" });
    document.body.append(holder);
    holder.select();
    document.execCommand("copy");
    holder.remove();
  }
}
