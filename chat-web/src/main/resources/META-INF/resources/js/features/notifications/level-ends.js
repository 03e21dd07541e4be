const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Lets the levels of notifications end at their time, by the server's clock. */
export function endLevels(store) {
  let timer = null;
  let next = Infinity;

  const look = () => {
    timer = null;
    next = Infinity;
    const { rooms, clockAheadMs } = store.state;
    const now = Date.now() + clockAheadMs;
    for (const [room, { info }] of rooms) {
      if (info.until === undefined) continue;
      if (Date.parse(info.until) <= now) store.dispatch({ type: "level_ended", room });
    }
  };

  const update = ({ rooms, clockAheadMs }) => {
    let first = Infinity;
    for (const { info } of rooms.values())
      if (info.until !== undefined) first = Math.min(first, Date.parse(info.until));
    if (first === next) return;
    next = first;
    clearTimeout(timer);
    timer = null;
    if (first === Infinity) return;
    const waitMs = first - Date.now() - clockAheadMs;
    timer = setTimeout(look, Math.max(0, Math.min(waitMs, LONGEST_TIMER_MS)));
  };
  store.subscribe(update);
}
