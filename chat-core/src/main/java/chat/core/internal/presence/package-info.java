/** Who is present in a room, and notices that are sent at most every so often. */
package chat.core.internal.presence;
