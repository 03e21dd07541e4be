/**
 * Rooms: their lanes, what they append and broadcast, and who may do what in them. The handlers of
 * commands are in the packages above and know this one; this one does not know them.
 */
package chat.core.internal.room;
