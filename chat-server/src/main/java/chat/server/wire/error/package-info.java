/** The errors that are sent to clients. */
package chat.server.wire.error;
