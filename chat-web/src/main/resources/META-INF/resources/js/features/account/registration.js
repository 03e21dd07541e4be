import { Channel } from "../../lib/channel.js";
import { ask } from "../../net/rest.js";

/** Who may register with a server: "open", "invite" or "closed". */
export async function registrationMode({ apiUrl, session }) {
  const { mode } = await ask(new URL("registration", apiUrl), { headers: session.headers() });
  return mode;
}

/** The channel on which a tab says to the others that its user has signed in. */
export function sessionChannel(apiUrl) {
  return new Channel(`chat-session ${apiUrl}`);
}

/** The key of the name of the user who was signed in with a server last. */
export function lastNameKey(apiUrl) {
  return `account@${apiUrl}`;
}
