/** Handlers of commands that post messages. */
package chat.core.internal.message;
