// Calls to our own routes in the name of one membership: an answer with a status, or a failed network.

const PATIENCE_MS = 15_000;

export class NetworkFailed extends Error {}

// Gives {status, body}. Throws NetworkFailed when nothing or nothing of ours answered: a dead network,
// a proxy without a server behind it, a fault of the server. All of these are worth another try.
export async function call(membership, method, url, body, { survivesPage = false } = {}) {
  const response = await reach(url, {
    method,
    headers: { "X-Som": membership, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    keepalive: survivesPage,
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout?.(PATIENCE_MS),
  });
  if (response.status >= 500 || response.status === 408 || response.status === 429) {
    throw new NetworkFailed(String(response.status));
  }
  return { status: response.status, body: await read(response) };
}

async function reach(url, request) {
  try {
    return await fetch(url, request);
  } catch (failure) {
    throw new NetworkFailed(failure.message);
  }
}

async function read(response) {
  if (response.status === 204) return {};
  try {
    return await response.json();
  } catch (failure) {
    throw new NetworkFailed(failure.message);
  }
}

// The server's own Danish sentence about a refusal, or ours.
export function sentenceOf(body, otherwise) {
  return typeof body?.detail === "string" ? body.detail : otherwise;
}
