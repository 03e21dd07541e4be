// Replays a random history through the page's own state, as a server and a network might bring it:
// live, in pages, resumed, over lost connections and reloads, with RoomInfos that come late. In the
// end the state has to be the fold of the log. Returns what differs, and what was seen on the way.
async ({ seed, steps, sweeps }) => {
  const { Store } = await import("/js/app/store.js");
  const { RoomSync } = await import("/js/features/timeline/room-sync.js");
  const { createCommands } = await import("/js/app/features.js");
  const { snapshotOf } = await import("/js/app/offline-snapshot.js");
  const { FrameEvent } = await import("/js/net/connection.js");
  const { Disconnected } = await import("/js/net/protocol.js");

  let seeded = seed;
  const random = () => {
    seeded = (seeded + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seeded ^ (seeded >>> 15), 1 | seeded);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most) => Math.floor(random() * most);
  const happens = (probability) => random() < probability;
  const settle = async () => {
    for (let turn = 0; turn < 12; turn++) await null;
  };

  const ADA = { id: "ada", name: "Ada", kind: "guest" };
  const BOB = { id: "bob", name: "Bob", kind: "guest" };
  const counts = { pages: 0, resumed: 0, late: 0, lost: 0, reloads: 0, unknown: 0, changes: 0 };

  // The server.
  const log = [];
  let floor = 1;
  let mark = 0;
  const named = { name: "Garden", topic: "" };
  const epoch = "e1";
  const isMessage = ({ type }) => type === "new_message";
  const kept = () => log.filter(({ seq }) => seq >= floor);
  const head = () => ({ epoch, seq: log.length });

  const append = (event) => {
    const seq = log.length + 1;
    const at = new Date(Date.UTC(2026, 0, 1) + seq * 1_000).toISOString();
    log.push({ room: "r1", seq, at, client_id: `k${seq}`, ...event });
    return log.at(-1);
  };
  const say = () => {
    const user = happens(0.2) ? ADA : BOB;
    const event = append({ type: "new_message", user, text: `Line ${log.length}`, mentions: [] });
    if (user === ADA) mark = event.seq;
    return event;
  };
  const change = () => {
    counts.changes++;
    const fields = {};
    if (happens(0.6)) fields.topic = happens(0.2) ? "" : `Topic ${log.length}`;
    if (fields.topic === undefined || happens(0.3)) fields.name = `Name ${log.length}`;
    Object.assign(named, fields);
    return append({ type: "room_changed", user: BOB, ...fields });
  };
  const unknown = () => {
    counts.unknown++;
    const target = happens(0.6) && log.length > 0 ? { target: 1 + below(log.length) } : {};
    return append({ type: "of_a_later_version", user: BOB, text: "no message", ...target });
  };
  const info = () => ({
    id: "r1",
    name: named.name,
    kind: "public",
    permanent: false,
    ...(named.topic === "" ? {} : { topic: named.topic }),
    user_count: 1,
    message_count: kept().filter(isMessage).length,
    head: head(),
    floor,
  });
  const unread = () =>
    kept().filter((event) => isMessage(event) && event.seq > mark && event.user !== ADA).length;
  const ownInfo = () => ({ ...info(), member: true, unread: Math.min(1_000, unread()) });
  const cut = () => 1 + below(40); // where the bytes of a page end

  const latest = (end, limit) => {
    const events = [];
    let messages = 0;
    const most = cut();
    for (let seq = end; seq >= floor && messages < limit && events.length < most; seq--) {
      const event = log[seq - 1];
      if (event.target === undefined) events.unshift(event);
      if (isMessage(event)) messages++;
    }
    const older = kept().some((event) => event.target === undefined && event.seq < (events[0]?.seq ?? 0));
    return { events, head: head(), from: older ? events[0].seq : floor, more: older };
  };
  const following = (after, limit) => {
    const all = kept().filter(({ seq }) => seq > after);
    const events = all.slice(0, Math.min(limit, cut()));
    return { events, head: head(), more: events.length < all.length };
  };
  const answers = {
    join_room: ({ after, limit = 50 }) => {
      joined = true;
      const resumed = after !== undefined && after.epoch === epoch && after.seq >= floor - 1;
      if (resumed) counts.resumed++;
      const page = resumed ? following(after.seq, 200) : latest(log.length, limit);
      return { type: "joined_room", room: ownInfo(), resumed, ...page };
    },
    history: ({ before, after, limit = 50 }) => {
      counts.pages++;
      const page = after === undefined ? latest(before - 1, limit) : following(after, limit);
      return { type: "history", room: "r1", ...page };
    },
  };

  // The network: frames of the room in their order, others whenever they come.
  let queue = [];
  let late = [];
  let joined = false;
  const live = (event) => joined && queue.push(event);

  class Connection extends EventTarget {
    isOpen = true;
    requests = new Map();
    nextId = 1;
    request(frame, note = null) {
      if (!this.isOpen) return Promise.reject(new Disconnected());
      const re = String(this.nextId++);
      return new Promise((resolve, reject) => {
        this.requests.set(re, { request: { ...frame, note }, resolve, reject });
        queue.push({ ...answers[frame.type](frame), re });
      });
    }
    take(frame) {
      const asked = this.requests.get(frame.re);
      this.requests.delete(frame.re);
      this.dispatchEvent(new FrameEvent(structuredClone(frame), asked?.request ?? null));
      asked?.resolve(frame);
    }
    lose() {
      this.isOpen = false;
      for (const { reject } of this.requests.values()) reject(new Disconnected());
      this.requests.clear();
      queue = [];
      late = [];
      joined = false;
    }
  }

  // The page.
  let store;
  let connection;
  let commands;
  const load = (snapshot) => {
    store = new Store();
    connection = new Connection();
    const page = { store, connection };
    connection.addEventListener("frame", ({ frame, request }) =>
      page.store.dispatch({ type: "received", frame, request, at: 0 }),
    );
    const roomSync = new RoomSync(page);
    commands = createCommands({ ...page, roomSync, sendQueue: null });
    if (snapshot !== undefined) store.dispatch({ type: "restored", snapshot });
  };
  const welcome = () => {
    connection.isOpen = true;
    connection.take({
      type: "welcome",
      user: ADA,
      default_room: "r1",
      rooms: [ownInfo()],
      limits: {},
    });
  };
  const deliver = async () => {
    if (late.length > 0 && happens(0.4)) connection.take(late.shift());
    else if (queue.length > 0) connection.take(queue.shift());
    await settle();
  };
  const room = () => store.state.rooms.get("r1");
  const quiet = (promise) => promise.catch((error) => {
    if (!(error instanceof Disconnected)) throw error;
  });

  load();
  const share = happens(0.3) ? 0.02 : 0.5; // of messages in what was there before
  for (let first = below(120); first > 0; first--) happens(share) ? say() : unknown();
  welcome();
  await settle();
  let known = 0;
  const differing = [];
  for (let step = 0; step < steps; step++) {
    const choice = random();
    if (choice < 0.16) live(say());
    else if (choice < 0.24) live(change());
    else if (choice < 0.36) live(unknown());
    else if (choice < 0.4) {
      counts.late++;
      late.push({ type: "rooms_changed", rooms: [info()] });
    } else if (choice < 0.42 && queue.length > 0 && queue[0].re === undefined) {
      // What a connection misses that came too late for it; messages count, so they are not lost.
      if (!isMessage(queue[0])) {
        counts.lost++;
        queue.shift();
      }
    } else if (choice < 0.45) {
      connection.lose();
      await settle();
      for (let missed = below(30); missed > 0; missed--)
        [say, change, unknown][below(3)]();
      welcome();
    } else if (choice < 0.465) {
      counts.reloads++;
      const snapshot = JSON.parse(JSON.stringify(snapshotOf(store.state)));
      connection.lose();
      await settle();
      load(snapshot);
      welcome();
    } else if (choice < 0.5) quiet(commands.older("r1", 1 + below(30)));
    else if (choice < 0.51) store.dispatch({ type: "opened", room: "r1" });
    else if (choice < 0.52 && log.length > 0)
      quiet(commands.openHistoryWindow("r1", floor + below(log.length - floor + 1)));
    else if (choice < 0.53) quiet(commands.newer("r1"));
    else if (choice < 0.535 && sweeps && log.length > floor) {
      floor += below(log.length - floor);
      late.push({ type: "rooms_changed", rooms: [info()] });
    } else await deliver();
    await settle();
    // Names say when they were given: what is known of the room never goes back in time.
    const given = Number(/\d+/.exec(room().info.name) ?? 0);
    if (given < known) differing.push(`the name of seed ${seed} went back to ${given} from ${known}`);
    known = given;
  }

  // All comes to rest; one more event shows what was lost before.
  live(say());
  while (queue.length + late.length > 0) await deliver();
  const compare = (what, expected, found) => {
    const [a, b] = [JSON.stringify(expected), JSON.stringify(found)];
    if (a !== b) differing.push(`${what} of seed ${seed}: expected ${a} but was ${b}`);
  };
  const { pages } = counts;
  live(unknown());
  live(say());
  while (queue.length > 0) await deliver();
  compare("pages asked for because of an unknown event", 0, counts.pages - pages);
  const isShown = ({ type }) => type === "new_message" || type === "room_changed";
  const shown = (from) => kept().filter((event) => isShown(event) && event.seq >= from);
  const { timeline, info: last } = room();
  compare("name", named.name, last.name);
  compare("topic", named.topic, last.topic ?? "");
  compare("cursor", log.length, timeline.cursor);
  compare("behind", false, timeline.behind);
  compare("events", shown(timeline.from), timeline.events);
  if (!sweeps) compare("unread", unread(), last.unread ?? 0);
  store.dispatch({ type: "history_window_closed", room: "r1" });
  for (let pages = 0; !room().timeline.complete && pages < log.length; pages++) {
    quiet(commands.older("r1"));
    await settle();
    while (queue.length > 0) await deliver();
  }
  compare("all events", shown(floor), room().timeline.events);
  compare("completeness", true, room().timeline.complete);
  return { differing, counts };
}
