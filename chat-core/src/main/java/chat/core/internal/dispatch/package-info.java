/** Dispatch of commands: from a connection, through the command registry, to their handlers. */
package chat.core.internal.dispatch;
