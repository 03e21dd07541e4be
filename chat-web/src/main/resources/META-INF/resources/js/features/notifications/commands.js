/** The commands of notifications. Each rejects with the server's refusal. */
export function notificationCommands({ connection }) {
  return {
    /**
     * Sets of which messages of a room the user wants to be notified: `level` is all, mentions or
     * none; `until`, a time in milliseconds, is when it ends.
     */
    setNotifications(room, level, until) {
      const end = until === undefined ? {} : { until: new Date(until).toISOString() };
      return connection.request({ type: "set_notifications", room, level, ...end });
    },
  };
}
