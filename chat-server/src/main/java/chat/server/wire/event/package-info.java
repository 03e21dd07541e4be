/** The codecs of durable events, one per type, for wire, store and export. */
package chat.server.wire.event;
