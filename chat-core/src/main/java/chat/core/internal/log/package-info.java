/** The part of a room's log that memory holds. */
package chat.core.internal.log;
