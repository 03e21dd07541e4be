/** One codec for each type of event, for wire, store and export. */
package chat.server.wire.event;
