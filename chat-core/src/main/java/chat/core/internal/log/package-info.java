/** The part of a room's log that is cached in memory. */
package chat.core.internal.log;
