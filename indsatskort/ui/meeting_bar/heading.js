// Moves focus to the heading of the page that somebody chose to go to, once it stands there.

const LOOK_EVERY_MS = 100;
const LONGEST_WAIT_MS = 15_000;

export function focusNextHeading(path) {
  const before = heading()?.textContent;
  const deadline = Date.now() + LONGEST_WAIT_MS;
  const look = () => {
    const found = heading();
    const isThere = found && found.textContent !== before && location.pathname.endsWith(`/${path}`);
    if (isThere) return focusOn(found);
    if (Date.now() < deadline) setTimeout(look, LOOK_EVERY_MS);
  };
  look();
}

function heading() {
  return document.querySelector("[data-testid='stMain'] h1");
}

function focusOn(found) {
  found.tabIndex = -1;
  found.focus({ preventScroll: true });
  document.querySelector("[data-testid='stMain']")?.scrollTo({ top: 0 });
}
