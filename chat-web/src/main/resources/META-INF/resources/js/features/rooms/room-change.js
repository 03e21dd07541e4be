import { words } from "../../i18n/words.js";

/**
 * What a change of a room says to people. `quote` marks what users typed: as it stands for screen
 * readers, isolated for the list.
 */
export function changeSentence({ user, name, topic }, quote = (typed) => typed) {
  const who = quote(user.name);
  if (topic === undefined) return words.roomRenamed(who, quote(name));
  if (name === undefined)
    return topic === "" ? words.topicRemoved(who) : words.topicChanged(who, quote(topic));
  return topic === ""
    ? words.roomRenamedTopicRemoved(who, quote(name))
    : words.roomRenamedTopicChanged(who, quote(name), quote(topic));
}
