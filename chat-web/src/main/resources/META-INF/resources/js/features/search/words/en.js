import { plural } from "../../../i18n/grammar.js";

const messages = { one: "message", other: "messages" };

export const words = {
  searchHint: "Words in a message",
  searchScope: "Where to search",
  searchAll: "All rooms",
  searchHere: (room) => `Only ${room}`,
  searchResults: "Search results",
  otherRoom: "Another public room",
  searchMore: "Show older results",
  searchLead:
    "Finds messages with all the words, in public rooms and yours, newest first. The last word may be unfinished.",
  searching: "Searching…",
  foundCount: (count, more) =>
    (more ? `${plural(count, messages)} and more` : plural(count, messages)),
  nothingSaid: (query) => `No results for “${query}”. New messages can take a moment to appear.`,
  searchTooLong: "That’s too long to search for.",
  searchAgain: "Search again",
};
