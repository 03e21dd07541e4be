import { peopleFrames, tick } from "../features/members/reducer.js";
import {
  endVisible,
  happened,
  loadingOlder,
  messageFrames,
  openedLine,
  sendQueueChanged,
} from "../features/messages/reducer.js";
import { gone, opened, roomFrames } from "../features/rooms/reducer.js";
import { isDurable } from "../features/timeline/events.js";
import { windowClosed, windowGrown, windowOpened } from "../features/timeline/history-window.js";
import { restored } from "./offline-snapshot.js";

/** Everything that the page shows follows from this value; nothing in it is changed in place. */
export const initialState = Object.freeze({
  link: { state: "idle", code: null, retryAt: null },
  self: null,
  role: null, // "user" or "admin" once the server has told it of a registered user
  server: null,
  defaultRoom: null,
  clockAheadMs: 0, // by how much the server's clock is ahead of this one
  limits: { max_text_length: 4_000, max_frame_bytes: 65_536 },
  rooms: new Map(),
  users: new Map(),
  morePublic: false,
  publicAfter: undefined, // the id after which the list of public rooms goes on
  current: null,
  lost: null, // the room that ended while it was shown
  isEndVisible: false,
  pending: [], // own messages that are not in a timeline yet, in the order of writing
  orphanedDrafts: [], // unsent messages that another user left in this browser
});

const frames = { ...roomFrames, ...peopleFrames, ...messageFrames };

const actions = {
  received: (state, { frame, request, at }) =>
    isDurable(frame)
      ? happened(state, frame)
      : (frames[frame.type]?.(state, frame, request, at) ?? state),
  link: (state, { link }) => ({ ...state, link }),
  opened: (state, action) => opened(openedLine(state, action), action),
  restored,
  gone,
  role: (state, { role }) => ({ ...state, role }),
  left: (state) => ({ ...initialState, link: state.link }),
  tick,
  end_visible: endVisible,
  loading_older: loadingOlder,
  history_window_opened: windowOpened,
  history_window_grown: windowGrown,
  history_window_closed: windowClosed,
  send_queue_changed: sendQueueChanged,
};

export function reduce(state, action) {
  return actions[action.type](state, action);
}

/** Holds the present state; listeners hear of each change, at once and in order. */
export class Store {
  #state;
  #listeners = new Set();

  constructor(state = initialState) {
    this.#state = state;
  }

  get state() {
    return this.#state;
  }

  dispatch(action) {
    const before = this.#state;
    this.#state = reduce(before, action);
    if (this.#state !== before)
      for (const listener of this.#listeners) listener(this.#state, before);
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
