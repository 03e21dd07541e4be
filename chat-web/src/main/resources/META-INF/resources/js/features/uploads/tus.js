import { Refusal } from "../../net/protocol.js";
import { Unreachable, refusalOf } from "../../net/rest.js";

const VERSION = { "tus-resumable": "1.0.0" };
/** A request that takes longer has lost its network; the pieces that are sent become smaller then. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * The requests of uploads, by tus 1.0.0. Each rejects with the server's refusal, or as unreachable.
 * Knows no DOM.
 */
export class Tus {
  #server;

  constructor(server) {
    this.#server = server;
  }

  /** Resolves to the id of the upload. `metadata` are texts by key; empty ones are left out. */
  async create(room, size, metadata, signal) {
    const pairs = Object.entries(metadata).filter(([, value]) => value !== "");
    const { headers } = await this.#ask(`rooms/${encodeURIComponent(room)}/uploads`, {
      method: "POST",
      headers: {
        "upload-length": String(size),
        "upload-metadata": pairs.map(([key, value]) => `${key} ${base64(value)}`).join(","),
      },
      signal,
    });
    const id = headers.get("location")?.split("/").at(-1) ?? "";
    // What stands between us and the server may answer in its place.
    if (id === "") throw new Unreachable();
    return id;
  }

  /** How many bytes the server has. */
  async offset(id, signal) {
    return offsetOf(await this.#ask(`uploads/${id}`, { method: "HEAD", signal }));
  }

  /** Sends bytes that begin at `offset`; resolves to how many the server has then. */
  async send(id, offset, bytes, signal) {
    const headers = {
      "content-type": "application/offset+octet-stream",
      "upload-offset": String(offset),
    };
    return offsetOf(await this.#ask(`uploads/${id}`, { method: "PATCH", headers, body: bytes, signal }));
  }

  /** Gives a finished upload its preview. */
  async preview(id, bytes, type, signal) {
    const headers = { "content-type": type };
    await this.#ask(`uploads/${id}/preview`, { method: "PUT", headers, body: bytes, signal });
  }

  async remove(id) {
    await this.#ask(`uploads/${id}`, { method: "DELETE" });
  }

  async #ask(path, { method, headers = {}, body, signal }) {
    const { apiUrl, session } = this.#server;
    const ending = new AbortController();
    const end = () => ending.abort();
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
    const timer = setTimeout(end, ANSWER_WITHIN_MS);
    try {
      const response = await fetch(apiUrl + path, {
        method,
        headers: { ...VERSION, ...session.headers(), ...headers },
        body,
        signal: ending.signal,
      });
      if (response.ok) return response;
      throw await refusalOf(response);
    } catch (error) {
      throw error instanceof Refusal ? error : new Unreachable();
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
    }
  }
}

function offsetOf({ headers }) {
  const offset = Number(headers.get("upload-offset") ?? NaN);
  if (!Number.isSafeInteger(offset)) throw new Unreachable();
  return offset;
}

/** Of a text as UTF-8. */
function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
