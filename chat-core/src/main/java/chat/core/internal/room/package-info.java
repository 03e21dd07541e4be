/**
 * Rooms: their lanes, appending and broadcasting of events, and access rules. The packages of the
 * command handlers depend on this package; it does not depend on them.
 */
package chat.core.internal.room;
