import { memberCommands } from "../features/members/commands.js";
import { memberReducer } from "../features/members/reducer.js";
import { messageCommands } from "../features/messages/commands.js";
import { messageReducer } from "../features/messages/reducer.js";
import { notificationCommands } from "../features/notifications/commands.js";
import { roomCommands } from "../features/rooms/commands.js";
import { roomReducer } from "../features/rooms/reducer.js";
import { threadCommands } from "../features/threads/commands.js";
import { followReducer } from "../features/threads/follows.js";
import { threadReducer } from "../features/threads/reducer.js";
import { historyWindowReducer } from "../features/timeline/history-window.js";

// What the features of the page register. A new feature has its lines here; an event that the
// message list shows has one in features/timeline/events.js.

/**
 * The reducers, {initial, actions, frames, happened}: their part of the state, and functions of the
 * state by type of action and of frame; `happened(state, event)` gets every durable event. Of
 * several for one type the first one here runs first.
 */
export const reducers = [
  messageReducer,
  memberReducer,
  roomReducer,
  historyWindowReducer,
  threadReducer,
  followReducer,
];

/** Each makes the commands of a feature from {store, connection, roomSync, sendQueue, commands}. */
export const commands = [
  messageCommands,
  memberCommands,
  notificationCommands,
  roomCommands,
  threadCommands,
];

const descriptions = {
  load: () => import("../features/files/descriptions.js"),
  style: "js/features/files/descriptions.css",
  words: "files",
};

const uploads = {
  load: () => import("../features/uploads/attach.js"),
  style: "js/features/uploads/uploads.css",
  words: "uploads",
};

/**
 * Dialogs and panels that most visits do not need, by the name of their function in the module that `load`
 * gets: with the stylesheet and the words of their feature, if they have some.
 */
export const dialogs = {
  attachFiles: uploads,
  openAccount: { load: () => import("../features/account/account-dialog.js"), words: "account" },
  openDescriptions: descriptions,
  openDescriptionsOf: descriptions,
  openEmojiPicker: {
    load: () => import("../features/emoji/emoji-picker.js"),
    style: "js/features/emoji/emoji-picker.css",
    words: "emoji",
  },
  openFiles: {
    load: () => import("../features/files/room-files.js"),
    style: "js/features/files/room-files.css",
    words: "files",
  },
  openHelp: { load: () => import("../features/help/help-dialog.js"), words: "help" },
  openInvites: { load: () => import("../features/invites/room-invites.js"), words: "invites" },
  openJoinCode: { load: () => import("../features/rooms/room-dialogs.js") },
  openLink: { load: () => import("../features/rooms/link-dialog.js") },
  openMentions: { load: () => import("../features/mentions/mentions-dialog.js"), words: "mentions" },
  openNewRoom: { load: () => import("../features/rooms/room-dialogs.js") },
  openOrphanedDrafts: { load: () => import("../features/messages/orphaned-drafts-dialog.js") },
  openPins: { load: () => import("../features/messages/pins-dialog.js") },
  openPreferences: { load: () => import("./preferences-dialog.js") },
  openReactionPicker: { load: () => import("../features/messages/reaction-picker.js") },
  openPreview: { load: () => import("../features/composer/preview.js"), words: "composer" },
  openRoomEdit: { load: () => import("../features/rooms/room-edit.js") },
  openRoomLevel: {
    load: () => import("../features/notifications/room-level.js"),
    style: "js/features/notifications/room-level.css",
    words: "notifications",
  },
  openSearch: {
    load: () => import("../features/search/search-dialog.js"),
    style: "js/features/search/search.css",
    words: "search",
  },
  openSwitcher: { load: () => import("../features/rooms/switcher.js") },
  openThread: {
    load: () => import("../features/threads/thread-panel.js"),
    style: "js/features/threads/thread-panel.css",
    words: "threads",
  },
  openThreads: {
    load: () => import("../features/threads/threads-dialog.js"),
    style: "js/features/threads/thread-panel.css",
    words: "threads",
  },
  openViewer: {
    load: () => import("../features/files/viewer.js"),
    style: "js/features/files/viewer.css",
    words: "files",
  },
  resumeUploads: uploads,
  showDropTarget: uploads,
  openVersions: { load: () => import("../features/messages/versions-dialog.js") },
};

/** What shows the files of messages; it loads with the first message that has some. */
export const messageFiles = {
  load: () => import("../features/files/message-files.js"),
  style: "js/features/files/files.css",
  words: "files",
};

/** All commands of the page, as functions. */
export function createCommands(context) {
  const all = {};
  for (const create of commands) Object.assign(all, create({ ...context, commands: all }));
  return all;
}
