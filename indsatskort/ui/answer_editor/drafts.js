// What is typed and not yet acknowledged, kept in the browser: per membership, for seven days.
import { livingTabs, tab } from "./tab.js";
import { words } from "./words.js";

const PREFIX = "indsatskort:draft:";
const KEPT_MS = 7 * 24 * 3600 * 1000;

// Returns null when the draft is kept, else one sentence about why it is not.
export function keepDraft(membership, url, draft) {
  const write = () => localStorage.setItem(keyOf(membership, tab, url), JSON.stringify({ ...draft, at: Date.now() }));
  try {
    write();
    return null;
  } catch (first) {
    try {
      purgeDrafts();
      write();
      return null;
    } catch {
      return first.name === "SecurityError" ? words.storageBlocked : words.storageFull;
    }
  }
}

export function dropDraft(membership, url) {
  remove(keyOf(membership, tab, url));
}

// Drafts of this membership that no living tab looks after, oldest first: from a closed tab, a crash,
// or left by this very tab. `take()` makes one this tab's own.
export async function orphanDrafts(membership) {
  const alive = await livingTabs();
  return all()
    .filter((kept) => kept.membership === membership && (kept.tab === tab || !alive.has(kept.tab)))
    .sort((one, other) => one.draft.at - other.draft.at)
    .map((kept) => ({ url: kept.url, draft: kept.draft, isMine: kept.tab === tab, take: () => take(kept) }));
}

export function purgeDrafts() {
  const oldest = Date.now() - KEPT_MS;
  all().filter((kept) => !(kept.draft.at > oldest)).forEach((kept) => remove(kept.key));
}

// For leaving the card: nothing of this membership stays in the browser, but what stands in another
// open tab is that tab's.
export async function forgetDrafts(membership) {
  const alive = await livingTabs();
  const isOurs = (kept) => kept.membership === membership && (kept.tab === tab || !alive.has(kept.tab));
  all().filter(isOurs).forEach((kept) => remove(kept.key));
}

function take(kept) {
  if (kept.tab === tab) return;
  keepDraft(kept.membership, kept.url, kept.draft);
  remove(kept.key);
}

function all() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map(read).filter(Boolean);
  } catch {
    return [];
  }
}

function read(key) {
  const [membership, writer, ...url] = key.slice(PREFIX.length).split(":");
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    if (!draft?.fields) return null;
    return { key, membership: decodeURIComponent(membership), tab: writer, url: url.join(":"), draft };
  } catch {
    return null;
  }
}

function keyOf(membership, writer, url) {
  return `${PREFIX}${encodeURIComponent(membership)}:${writer}:${url}`;
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // storage is blocked: then nothing was kept either
  }
}
