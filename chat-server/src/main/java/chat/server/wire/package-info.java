/**
 * The wire: what frames and REST bodies look like as JSON. Turns untrusted text into commands, and
 * replies and events into bytes. Knows no socket; the shapes are those of {@code protocol.md}.
 */
package chat.server.wire;
