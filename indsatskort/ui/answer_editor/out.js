// Whoever is out, by a new link or because all were logged out, shall not go on reading: the page is asked for
// anew and says what to do. Once at a time, and never away from somebody who is writing.
const ASKED_ANEW = "indsatskort-asked-anew";
const ONCE_WITHIN_MS = 60_000;

export function askAnew(status) {
  if (status !== 401 && status !== 404) return;
  if (document.activeElement?.matches("input, textarea, select, [contenteditable]")) return;
  const before = Number(sessionStorage.getItem(ASKED_ANEW));
  if (Date.now() - before < ONCE_WITHIN_MS) return;
  sessionStorage.setItem(ASKED_ANEW, Date.now());
  location.reload();
}
