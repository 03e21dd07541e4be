/** Connections, their users and their unanswered commands. */
package chat.core.internal.connection;
