import { Refusal } from "./protocol.js";

/** No answer from the server at all. */
export class Unreachable extends Error {
  name = "Unreachable";
}

/**
 * One request below `/api/`. Resolves to the body of the answer, null when it has none; rejects
 * with the server's refusal, or as unreachable.
 */
export async function ask(url, { method = "GET", body, headers = {} } = {}) {
  const isSpoken = body !== undefined;
  let response;
  try {
    response = await fetch(url, {
      method,
      headers: isSpoken ? { ...headers, "Content-Type": "application/json" } : headers,
      ...(isSpoken ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    throw new Unreachable();
  }
  if (!response.ok) throw await refusalOf(response);
  return response.json().catch(() => null);
}

/** What the server said in an answer that is none of the successful ones. */
export async function refusalOf(response) {
  // What stands between us and the server may answer in a language of its own.
  const answer = await response.json().catch(() => null);
  return new Refusal({
    code: `http_${response.status}`,
    message: `HTTP ${response.status}`,
    retry_after_ms: 1_000 * (Number(response.headers.get("Retry-After")) || 0),
    ...answer,
    status: response.status,
  });
}
