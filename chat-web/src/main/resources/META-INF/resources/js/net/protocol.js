// The names of the wire contract that more than one module needs.

export const SUBPROTOCOL = "chat.v1";

export const Close = Object.freeze({
  GOING_AWAY: 1001,
  POLICY: 1008,
  SESSION_ENDED: 4001,
  TOO_MANY_CONNECTIONS: 4003,
  TOO_MANY_BAD_FRAMES: 4008,
});

const FINAL = new Set([Close.POLICY, Close.SESSION_ENDED, Close.TOO_MANY_BAD_FRAMES]);
const TEMPORARY = new Set(["busy", "unavailable", "rate_limited"]);

/** Whether a client may come back by itself after this close code. */
export function mayReconnect(code) {
  return !FINAL.has(code);
}

/** The server said no. `message` is a sentence for a person. */
export class Refusal extends Error {
  constructor({ code, field, message, status, current, retry_after_ms: retryAfterMs }) {
    super(message || code);
    this.name = "Refusal";
    this.code = code;
    this.status = status ?? null; // of a request; frames have none
    this.field = field ?? null;
    this.current = current ?? null; // the message as it is, with a conflict
    this.retryAfterMs = retryAfterMs ?? 0;
  }

  get temporary() {
    return TEMPORARY.has(this.code);
  }
}

/** The connection went before the answer came: what became of the command is not known. */
export class Disconnected extends Error {
  constructor() {
    super("disconnected");
    this.name = "Disconnected";
  }
}

/** A key for a command that makes an event: a repeat under the same one is recognised. */
export function newKey() {
  return crypto.randomUUID?.() ?? randomKey();
}

/** crypto.randomUUID exists in secure contexts only; a server in the house may be plain http. */
function randomKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** A frame, or null for anything that is not one; a newer server may send what we do not know. */
export function decode(data) {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data);
    return frame && typeof frame === "object" && typeof frame.type === "string" ? frame : null;
  } catch {
    return null;
  }
}

/** `type` goes first: the contract asks for it. */
export function encode({ type, ...rest }) {
  return JSON.stringify({ type, ...rest });
}
