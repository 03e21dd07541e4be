/** Errors as clients see them. */
package chat.server.wire.error;
