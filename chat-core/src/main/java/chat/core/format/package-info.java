/**
 * The formatting of message texts, as {@code docs/protocol.md} of the server defines it: quotes,
 * lists, code, emphasis, spoilers and links. Pure functions.
 */
package chat.core.format;
