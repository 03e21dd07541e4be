import { foldName } from "../../lib/fold-text.js";
import { findMentions, isGroup } from "../../lib/mentions.js";
import { userNamed } from "../members/selectors.js";
import { isMentioned } from "../messages/selectors.js";

/** Of the edits that were missed so many are looked into, from the latest on. */
const MOST_ASKED = 5;

/**
 * Finds the edits by which a message mentions the user for the first time, live ones and the latest of
 * those that were missed, and calls `mentioned(event)`. Whether an earlier text did is asked of the
 * server, which knows all of them.
 */
export function watchEdits({ store, connection, commands }, mentioned) {
  let owner = null;
  /** Per room, the seq up to which its log was there when the page was opened. */
  let old = new Map();

  connection.addEventListener("frame", ({ frame, request }) => {
    if (frame.type === "welcome" && frame.user.id !== owner) {
      owner = frame.user.id;
      old = new Map(frame.rooms.map(({ id, head }) => [id, head?.seq ?? 0]));
    } else if (frame.type === "message_edited" && frame.re === undefined) look([frame]);
    else if (frame.type === "joined_room") look(frame.events);
    else if (frame.type === "history" && request?.note === null && request.after !== undefined)
      look(frame.events);
  });

  async function look(events) {
    const { self } = store.state;
    // With files it has the text from before.
    const isNews = ({ type, files, erased, room, seq, user }) =>
      type === "message_edited" && !files && !erased && user.id !== self?.id && seq > (old.get(room) ?? 0);
    const edits = events.filter((event) => isNews(event) && isMentioned(event, self));
    for (const event of edits.reverse().slice(0, MOST_ASKED)) {
      if (!(await isFirst(event))) continue;
      mentioned(event);
      return;
    }
  }

  async function isFirst({ room, seq, target }) {
    // Deleted meanwhile, or out of reach: then it is no news either.
    const versions = await commands.versions(room, target).catch(() => null);
    if (versions === null) return false;
    return !versions.some(({ rev, text }) => rev < seq && mentionsSelf(text));
  }

  function mentionsSelf(text) {
    const { state } = store;
    const own = foldName(state.self.name);
    const isKnown = (name) => foldName(name) === own || userNamed(state, name) !== null;
    const isOwn = ({ name }) => isGroup(name) || foldName(name) === own;
    return findMentions(text, isKnown).some(isOwn);
  }
}
