/** Connections, their users, and the commands that wait for an answer. */
package chat.core.internal.connection;
