/** The users present in a room, and rate-limited broadcasts. */
package chat.core.internal.presence;
