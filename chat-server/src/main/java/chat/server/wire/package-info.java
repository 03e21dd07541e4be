/**
 * The JSON of frames and REST bodies: decodes untrusted text into commands, and encodes replies and
 * events. Independent of sockets; specified in {@code protocol.md}.
 */
package chat.server.wire;
