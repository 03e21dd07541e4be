/** The way of a command: from a connection, by the registry of commands, to its handler. */
package chat.core.internal.dispatch;
