import { isDurable } from "../features/timeline/events.js";
import { reducers } from "./features.js";
import { restored } from "./offline-snapshot.js";

/** Everything that the page shows follows from this value; nothing in it is changed in place. */
export const initialState = Object.freeze({
  link: { state: "idle", code: null, retryAt: null },
  role: null, // "user" or "admin" once the server has told it of a registered user
  ...Object.assign({}, ...reducers.map(({ initial }) => initial)),
});

const frames = tableOf("frames");

const actions = tableOf("actions", {
  received: (state, { frame, request, at }) =>
    isDurable(frame)
      ? happened(state, frame)
      : run(frames.get(frame.type) ?? [], state, frame, request, at),
  link: (state, { link }) => ({ ...state, link }),
  restored,
  role: (state, { role }) => ({ ...state, role }),
  left: (state) => ({ ...initialState, link: state.link }),
});

/** The functions of all reducers by the type that they handle, in the order of the features. */
function tableOf(kind, own = {}) {
  const table = new Map();
  for (const functions of [own, ...reducers.map((reducer) => reducer[kind] ?? {})])
    for (const [type, change] of Object.entries(functions))
      table.set(type, [...(table.get(type) ?? []), change]);
  return table;
}

function run(changes, state, ...more) {
  return changes.reduce((next, change) => change(next, ...more), state);
}

/** A durable event just happened, of whatever type. */
function happened(state, event) {
  return reducers.reduce((next, reducer) => reducer.happened?.(next, event) ?? next, state);
}

/** @throws if no reducer knows the type of the action */
export function reduce(state, action) {
  const changes = actions.get(action.type);
  if (changes === undefined) throw new Error(`unknown action: ${action.type}`);
  return run(changes, state, action);
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
